// A pack of one month, opened from the disk without a server, in Chromium.
//
//   node pack.mjs PACK
//
// The first page leads to the month; pages have their style, say that they are copies, and write nothing to the console.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { suite } from './suite.mjs';

const { archive: pack, browser, check, report, watch } = suite();
const at = { where: 'the first page', base: 'file:' };
const page = await (await browser()).newPage();
watch(page, at);
await page.goto(pathToFileURL(join(pack, 'index.html')).href);
await page.waitForURL(/\/\d{4}-\d{2}\/v\d+\/index\.html$/);
await page.waitForLoadState('load');
const seen = new Set();
const look = async () => {
  const here = page.url();
  check(here, await page.locator('h1').count() > 0, 'no heading');
  check(here, await page.getByText('Siden er fra en pakke med').count() > 0, 'does not say that it is a copy');
  const styled = await page.evaluate(() => [...document.styleSheets].length > 0 && getComputedStyle(document.body).margin === '0px');
  check(here, styled, 'no style');
  return page.evaluate(() => [...document.querySelectorAll('a[href]')].map(link => link.href.split('#')[0]));
};
const waiting = [page.url()];
while (waiting.length > 0 && seen.size < 25) {
  const url = waiting.shift();
  if (seen.has(url)) continue;
  seen.add(url);
  at.where = url;
  await page.goto(url);
  for (const link of await look()) {
    if (!link.startsWith('file:')) continue;
    check(url, existsSync(fileURLToPath(link)), `links to ${link}`);
    if (link.endsWith('.html')) waiting.push(link);
  }
}
check('the pack', seen.size >= 5, `${seen.size} pages were opened`);
await report(`${seen.size} pages opened from the disk`);
