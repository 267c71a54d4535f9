// Opens every kind of page of a built archive in Chromium, as readers meet it.
//
//   node pages.mjs ARCHIVE [PICTURES]        ONLY=om,index.html opens only those kinds
//
// Each kind is opened from the root of a server, under a sub-path, from disk (file://), on a phone, at 320 px, dark,
// without JavaScript, and printed. A console message, a failed request, a request to another host, a page wider than its
// window, or an axe violation is a failure. PICTURES is a folder for screenshots.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import { launch, serve } from './archive.mjs';

const [archiveArgument, picturesArgument] = process.argv.slice(2);
if (!archiveArgument) {
  console.error('usage: node pages.mjs ARCHIVE [PICTURES]');
  process.exit(2);
}
const archive = resolve(archiveArgument);
const pictures = picturesArgument && resolve(picturesArgument);
if (pictures) mkdirSync(pictures, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// One page of each kind: folders with the same shape of name hold the same kind.
function kinds() {
  const found = new Map();
  const walk = folder => {
    for (const entry of readdirSync(join(archive, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory() && !entry.name.startsWith('.')) walk(path);
      else if (entry.name.endsWith('.html')) {
        const parts = path.split('/').slice(0, -1);
        const kind = parts.map((part, at) => {
          if (/^\d{4}-\d{2}$/.test(part)) return 'MONTH';
          if (/^v\d+$/.test(part)) return 'vN';
          // A pair: the fund's folder inside the area's.
          if (at > 1 && ['jobcenter', 'omraade'].includes(parts[at - 2])) return 'AKASSE';
          return at > 0 && ['a-kasse', 'jobcenter', 'omraade', 'maal', 'dokumenter'].includes(parts[at - 1]) ? 'ID' : part;
        }).join('/') || entry.name;
        if (!found.has(kind)) found.set(kind, []);
        found.get(kind).push(path);
      }
    }
  };
  walk('');
  return found;
}

const failures = [];
const fail = (where, what) => failures.push(`${where}: ${what}`);

async function open(browser, base, path, where, options, look) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) fail(where, `console: ${message.text()}`); });
  page.on('pageerror', error => fail(where, `script: ${error.message}`));
  page.on('requestfailed', request => fail(where, `request failed: ${request.url()}`));
  page.on('response', response => { if (response.status() >= 400 && !response.url().endsWith('404.html')) fail(where, `${response.status()}: ${response.url()}`); });
  page.on('request', request => { if (!request.url().startsWith(base) && !request.url().startsWith('data:')) fail(where, `other host: ${request.url()}`); });
  await page.goto(base + path, { waitUntil: 'load' });
  // A version's page asks what came after it, and is whole when it says so.
  if (base.startsWith('http') && options.javaScriptEnabled !== false) {
    await page.waitForSelector('[data-state] .frozen', { state: 'detached', timeout: 10000 }).catch(() => fail(where, 'says nothing of later versions'));
  }
  await look?.(page);
  await context.close();
}

async function fits(page, where) {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (wide > window) fail(where, `${wide} px wide in a window of ${window} px`);
}

async function accessible(page, where) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const violation of found.violations) {
    fail(where, `axe ${violation.id}: ${violation.help} at ${violation.nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | ')}`);
  }
}

// The figures a reader sees must be there before any script has run.
async function sameTables(page, where, expected) {
  const found = await page.evaluate(() => [...document.querySelectorAll('table')].map(table => table.rows.length).join());
  if (expected.value === undefined) expected.value = found;
  else if (found !== expected.value) fail(where, `tables with rows ${found} instead of ${expected.value}`);
}

const browser = await launch();
const atRoot = await serve(archive, '/');
const below = await serve(archive, '/statistik/noegletal/');
const desktop = { width: 1280, height: 900 };
let opened = 0;
const all = kinds();
const only = process.env.ONLY?.split(',');
if (only) for (const kind of [...all.keys()]) if (!only.includes(kind)) all.delete(kind);
for (const [kind, paths] of all) {
  // The first and the last of each kind: the oldest edition and the newest, or the first and the last fund.
  for (const path of [...new Set([paths[0], paths[paths.length - 1]])]) {
    const tables = {};
    const shot = async (page, name) => { if (pictures) await page.screenshot({ path: join(pictures, `${kind.replaceAll('/', '_')}-${name}.png`), fullPage: true }); };
    const ways = [
      ['desktop', atRoot.root, { viewport: desktop }, async (page, where) => { await sameTables(page, where, tables); await fits(page, where); await accessible(page, where); await shot(page, 'desktop'); }],
      ['dark', atRoot.root, { viewport: desktop, colorScheme: 'dark' }, async (page, where) => { await accessible(page, where); await shot(page, 'dark'); }],
      ['320 px', atRoot.root, { viewport: { width: 320, height: 800 } }, async (page, where) => { await fits(page, where); await accessible(page, where); await shot(page, '320'); }],
      ['phone', atRoot.root, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }, fits],
      ['no script', atRoot.root, { viewport: desktop, javaScriptEnabled: false }, null],
      ['sub-path', below.root, { viewport: desktop }, async (page, where) => sameTables(page, where, tables)],
      ['file', `file://${archive}/`, { viewport: desktop }, async (page, where) => sameTables(page, where, tables)],
      ['print', atRoot.root, { viewport: desktop }, async (page, where) => {
        await page.emulateMedia({ media: 'print' });
        const sheet = await page.pdf({ format: 'A4', preferCSSPageSize: true, ...(pictures && kind !== '404.html' ? { path: join(pictures, `${kind.replaceAll('/', '_')}.pdf`) } : {}) });
        if (sheet.length < 1000) fail(where, 'an empty sheet');
      }],
    ];
    for (const [name, base, options, look] of ways) {
      if (path === '404.html' && name === 'file') continue;
      const where = `${path} (${name})`;
      await open(browser, base, path, where, { ...options, bypassCSP: false }, look && (page => look(page, where)));
      opened += 1;
    }
  }
}

// A table's heading sorts it, says so, and can be reached by keyboard.
const withTable = [...all.values()].flat().find(path => /\/v\d+\/index\.html$/.test(path) && readFileSync(join(archive, path), 'utf8').includes('data-sort'));
if (withTable) {
  await open(browser, atRoot.root, withTable, `${withTable} (sorting)`, { viewport: desktop }, async page => {
    const button = page.locator('table[data-sort] th button, table[data-sortable] th button').first();
    if (await button.count() === 0) return fail(withTable, 'no heading can be pressed to sort');
    await button.focus();
    await page.keyboard.press('Enter');
    const sorted = await page.locator('th[aria-sort="ascending"], th[aria-sort="descending"]').count();
    if (sorted < 1) fail(withTable, 'pressing a heading says nothing of the order');
  });
}

await browser.close();
atRoot.server.close();
below.server.close();
for (const failure of failures.slice(0, 60)) console.log(failure);
console.log(`${all.size} kinds of page, opened ${opened} times`);
console.log(`${opened - Math.min(opened, failures.length)} passed, ${failures.length} failed`);
process.exit(failures.length === 0 && opened > 0 ? 0 : 1);
