// All suites, two at a time, each in a browser of its own; what one says is printed when it is done.
//
//   node all.mjs ARCHIVE PACK            NOEGLETAL_PICTURES=folder keeps screenshots and printed sheets
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [archive, pack] = process.argv.slice(2);
if (!pack) {
  console.error('usage: node all.mjs ARCHIVE PACK');
  process.exit(2);
}
// The longest first.
const waiting = [
  ['pages.mjs', archive, { PART: '1/2' }], ['pages.mjs', archive, { PART: '2/2' }],
  ['charts.mjs', archive], ['print.mjs', archive], ['tables.mjs', archive], ['search.mjs', archive], ['tasks.mjs', archive],
  ['jsonstat.mjs', archive], ['schemas.mjs', archive], ['compare.mjs', archive], ['embeds.mjs', archive], ['weight.mjs', archive], ['versions.mjs', archive], ['pack.mjs', pack],
];
let failed = 0;

function run([name, folder, settings = {}]) {
  const started = performance.now();
  return new Promise(done => {
    const child = spawn(process.execPath, [fileURLToPath(new URL(name, import.meta.url)), folder], { env: { ...process.env, ...settings } });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => { said += text; });
    child.on('close', code => {
      if (code !== 0) failed += 1;
      console.log(`-- ${name} ${Object.values(settings).join(' ')}(${Math.round((performance.now() - started) / 1000)} s${code === 0 ? '' : `, failed with ${code}`})\n${said.trimEnd()}`);
      done();
    });
  });
}

await Promise.all([1, 2].map(async () => { while (waiting.length > 0) await run(waiting.shift()); }));
process.exit(failed === 0 ? 0 : 1);
