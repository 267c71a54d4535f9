// Reads every JSON-stat cube of an archive with the format's own toolkit and holds each cell against <measure>.json.
//   node jsonstat.mjs ARCHIVE
import fs from 'node:fs';
import path from 'node:path';
import toolkit from 'jsonstat-toolkit';

const JSONstat = toolkit.default ?? toolkit;
const api = path.join(process.argv[2], 'api', 'v1');
const load = (...steps) => JSON.parse(fs.readFileSync(path.join(...steps), 'utf8'));
const FIGURES = ['value', 'numerator', 'denominator', 'low', 'high'];
const problems = [];
let cubes = 0;
let cells = 0;

function check(folder, measure) {
  const file = path.join(folder, `${measure}.jsonstat.json`);
  const cube = JSONstat(load(file));
  const figures = load(folder, `${measure}.json`);
  const problem = (text) => problems.push(`${file}: ${text}`);
  if (cube.class !== 'dataset' || cube.role.time[0] !== 'period') return problem('it is no cube over time');
  if (cube.label !== figures.measure.title.da) problem(`its label is ${cube.label}`);
  const unit = cube.Dimension('figure').Category('value').unit;
  if (unit.decimals !== figures.measure.decimals) problem(`it has ${unit.decimals} decimals`);
  const expected = new Map();
  for (const one of figures.observations) {
    for (const name of FIGURES) expected.set([one.period, one.area, one.akasse, name].join(), [one[name] ?? null, name === 'value' ? one.status.join(' ') : undefined]);
  }
  const total = (code) => (code === '_T' ? null : code);
  const rows = cube.toTable({ type: 'arrobj', content: 'id', status: true });
  for (const row of rows) {
    cells += 1;
    const key = [row.period, total(row.area ?? null), total(row.akasse ?? null), row.figure].join();
    const [value, status] = expected.get(key) ?? [null, row.figure === 'value' ? '' : undefined];
    if ((row.value ?? null) !== value) problem(`${key} is ${row.value}, not ${value}`);
    if (status !== undefined && (row.status ?? '') !== status) problem(`${key} has the status ${row.status}, not ${status}`);
    expected.delete(key);
  }
  // What the cube has no category for is nowhere to be had.
  for (const [key, [value, status]] of expected) if (value !== null || status) problem(`${key} is missing`);
  const areas = cube.Dimension('area');
  const children = load(file).dimension.area?.category.child ?? {};
  for (const [parent, codes] of Object.entries(children)) {
    for (const code of codes) if (!areas.Category(code)) problem(`${parent} has the child ${code}, which is not there`);
  }
  cubes += 1;
}

const folders = load(api, 'index.json').editions.map((edition) => path.dirname(path.join(api, edition.path)));
for (const folder of [...folders, path.join(api, 'latest')]) {
  const collection = JSONstat(load(folder, 'collection.jsonstat.json'));
  const measures = load(folder, 'release.json').measures;
  if (collection.class !== 'collection' || collection.length !== measures.length) problems.push(`${folder}: its collection has ${collection.length} cubes`);
  for (const measure of measures) check(folder, measure);
}
for (const text of problems.slice(0, 50)) console.log(text);
console.log(`${cubes} cubes, ${cells} cells, ${problems.length} problems`);
process.exit(problems.length > 0 ? 1 : 0);
