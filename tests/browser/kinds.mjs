// One page of each kind of an archive: folders with the same shape of name hold the same kind.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const parties = ['a-kasse', 'jobcenter', 'omraade', 'maal', 'dokumenter'];

// The kind of a page, by its path.
export function kindOf(path) {
  const parts = path.split('/').slice(0, -1);
  return parts.map((part, at) => {
    if (/^\d{4}-\d{2}$/.test(part)) return 'MONTH';
    if (/^v\d+$/.test(part)) return 'vN';
    // A pair: the fund's folder inside the area's.
    if (at > 1 && ['jobcenter', 'omraade'].includes(parts[at - 2])) return 'AKASSE';
    return at > 0 && parties.includes(parts[at - 1]) ? 'ID' : part;
  }).join('/') || path;
}

// The pages of an archive by kind, in the order of their paths.
export function kinds(archive) {
  const found = new Map();
  const walk = folder => {
    for (const entry of readdirSync(join(archive, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory() && !entry.name.startsWith('.')) walk(path);
      else if (entry.name.endsWith('.html')) {
        const kind = kindOf(path);
        if (!found.has(kind)) found.set(kind, []);
        found.get(kind).push(path);
      }
    }
  };
  walk('');
  return found;
}

// The first and the last of each kind: the oldest edition and the newest, or the first and the last fund.
export function sample(archive) {
  return [...kinds(archive)].flatMap(([kind, paths]) => [...new Set([paths[0], paths.at(-1)])].map(path => ({ kind, path })));
}
