// Validates every JSON file of an archive's own forms by the JSON Schema (2020-12) that it names, with ajv.
//   node schemas.mjs ARCHIVE
// Each schema is used by some file, allows keys that are added, and refuses the first file of its kind without any one of the
// keys that it requires, or with another type in its place.
import fs from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const api = path.resolve(process.argv[2], 'api', 'v1');
// Other people's formats, which other tests read.
const OTHERS = /(\.jsonstat\.json|\.csv-metadata\.json|\/datapackage\.json|\/citation\.csl\.json)$/;
const ajv = new Ajv2020.default({ strict: true, allowUnionTypes: true, allErrors: false });
addFormats.default(ajv);
const validators = new Map();
const problems = [];
let files = 0;

for (const name of fs.readdirSync(path.join(api, 'schema'))) {
  const file = path.join(api, 'schema', name);
  try {
    validators.set(file, { validate: ajv.compile(JSON.parse(fs.readFileSync(file, 'utf8'))), used: 0 });
  } catch (error) {
    problems.push(`${name}: ${error.message}`);
  }
}

// A schema that accepts everything would prove nothing.
function hasTeeth(schema, known, value) {
  for (const key of schema.required ?? []) {
    const { [key]: gone, ...without } = value;
    if (known.validate(without)) problems.push(`schema/${path.basename(schema.$id ?? '')}: it accepts a file without ${key}`);
    if (known.validate({ ...value, [key]: typeof gone === 'number' ? 'seven' : 7 })) problems.push(`${key} may be of any type: ${JSON.stringify(gone).slice(0, 60)}`);
  }
  if ((schema.required ?? []).length === 0) problems.push('a schema requires nothing');
  if (!known.validate({ ...value, a_key_of_tomorrow: 1 })) problems.push('a schema refuses keys that are added');
}

// Manifests stand beside what they prove, in every folder, and name no schema.
const manifests = fs.readdirSync(path.resolve(process.argv[2]), { recursive: true }).filter(name => path.basename(name) === 'manifest.json').map(name => path.relative(api, path.resolve(process.argv[2], name)));
const names = fs.readdirSync(api, { recursive: true }).filter(name => path.basename(name) !== 'manifest.json' || name.startsWith(`schema${path.sep}`));
for (const name of [...names, ...manifests].sort()) {
  const file = path.join(api, name);
  if (!name.endsWith('.json') || name.startsWith(`schema${path.sep}`) || OTHERS.test(`/${name}`)) continue;
  files += 1;
  const value = JSON.parse(fs.readFileSync(file, 'utf8'));
  const named = path.basename(file) === 'manifest.json' ? path.join(api, 'schema', 'manifest.json') : path.resolve(path.dirname(file), value.$schema ?? '');
  const known = validators.get(named);
  if (!known) {
    problems.push(`${name}: ${value.$schema} is no schema of the archive`);
    continue;
  }
  if (!known.validate(value)) {
    const [error] = known.validate.errors;
    problems.push(`${name}: ${error.instancePath} ${error.message}`);
  } else if (known.used === 0) {
    hasTeeth(JSON.parse(fs.readFileSync(named, 'utf8')), known, value);
  }
  known.used += 1;
}
for (const [file, { used }] of validators) if (used === 0) problems.push(`${path.basename(file)}: no file names it`);
for (const text of problems.slice(0, 50)) console.log(text);
console.log(`${files} files by ${validators.size} schemas, ${problems.length} problems`);
process.exit(problems.length > 0 || files === 0 ? 1 : 0);
