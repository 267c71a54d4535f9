// A pack of one month, opened from the disk without a server, in Chromium.
//
//   node pack.mjs PACK
//
// The first page leads to the month; pages have their style, say that they are copies, and write nothing to the console.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { launch } from './archive.mjs';

const [packArgument] = process.argv.slice(2);
if (!packArgument) {
  console.error('usage: node pack.mjs PACK');
  process.exit(2);
}
const pack = resolve(packArgument);
const failures = [];
const browser = await launch();
const page = await browser.newPage();
page.on('console', message => { if (['error', 'warning'].includes(message.type())) failures.push(`${page.url()}: ${message.text()}`); });
page.on('pageerror', error => failures.push(`${page.url()}: ${error.message}`));
page.on('requestfailed', request => failures.push(`${request.url()} cannot be had`));
page.on('request', request => { if (!/^(file|data):/.test(request.url())) failures.push(`${request.url()} is asked for`); });
await page.goto(pathToFileURL(join(pack, 'index.html')).href);
await page.waitForURL(/\/\d{4}-\d{2}\/v\d+\/index\.html$/);
await page.waitForLoadState('load');
const seen = new Set();
const look = async () => {
  const here = page.url();
  if (!(await page.locator('h1').count())) failures.push(`${here} has no heading`);
  if (!(await page.getByText('Siden er fra en pakke med').count())) failures.push(`${here} does not say that it is a copy`);
  const styled = await page.evaluate(() => [...document.styleSheets].length > 0 && getComputedStyle(document.body).margin === '0px');
  if (!styled) failures.push(`${here} has no style`);
  return page.evaluate(() => [...document.querySelectorAll('a[href]')].map(link => link.href.split('#')[0]));
};
const waiting = [page.url()];
while (waiting.length > 0 && seen.size < 25) {
  const url = waiting.shift();
  if (seen.has(url)) continue;
  seen.add(url);
  await page.goto(url);
  for (const link of await look()) {
    if (!link.startsWith('file:')) continue;
    if (!existsSync(fileURLToPath(link))) failures.push(`${url} links to ${link}`);
    if (link.endsWith('.html')) waiting.push(link);
  }
}
await browser.close();
for (const failure of failures.slice(0, 20)) console.error(failure);
console.log(`${seen.size} pages opened from the disk, ${failures.length} failures`);
process.exit(failures.length > 0 || seen.size < 5 ? 1 : 0);
