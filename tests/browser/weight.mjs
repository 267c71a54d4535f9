// What each kind of page weighs: the page and everything it loads before a reader asks for more, each file as gzip sends it.
//
//   node weight.mjs ARCHIVE
//
// A month's page, and every other page that a reader opens first, must stay below 150 kB.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { sample } from './kinds.mjs';
import { desktop, suite } from './suite.mjs';

const { archive, browser, check, report, serve } = suite();
const most = 150_000;
const atRoot = await serve();
const chromium = await browser();
const sizes = new Map();
function size(path) {
  if (!sizes.has(path)) sizes.set(path, gzipSync(readFileSync(join(archive, path))).length);
  return sizes.get(path);
}

const lines = [];
async function weigh({ path }) {
  // Nothing is kept from the page before.
  const context = await chromium.newContext({ viewport: desktop });
  const page = await context.newPage();
  const asked = new Set();
  page.on('request', request => asked.add(decodeURIComponent(new URL(request.url()).pathname.slice(1))));
  await page.goto(atRoot + path, { waitUntil: 'load' });
  // What scripts ask for on their own comes at once.
  await page.waitForTimeout(250);
  await context.close();
  asked.delete('favicon.ico');
  const whole = [...asked].reduce((sum, one) => sum + size(one), 0);
  check(path, whole < most, `${whole} bytes: ${[...asked].map(one => `${one} ${size(one)}`).join(', ')}`);
  check(path, ![...asked].some(one => one.includes('echarts')), 'the charting library is loaded before it is asked for');
  lines.push([whole, path, size(path), asked.size]);
}
// Several at a time: most of it is waiting for what does not come.
const waiting = sample(archive);
await Promise.all([1, 2, 3, 4].map(async () => { while (waiting.length > 0) await weigh(waiting.shift()); }));
lines.sort((a, b) => b[0] - a[0]);
const row = ([whole, path, own, files]) => `${(whole / 1000).toFixed(1).padStart(7)} kB in ${files} files, the page itself ${(own / 1000).toFixed(1)} kB: ${path}`;
await report(['The heaviest, and the months:', ...lines.filter(([, path], at) => at < 5 || /^(\d{4}-\d{2}\/)?(v\d+\/)?index\.html$/.test(path)).map(row)].join('\n'));
