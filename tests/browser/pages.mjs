// Opens every kind of page of a built archive in Chromium, as readers meet it.
//
//   node pages.mjs ARCHIVE            ONLY=om,index.html opens only those kinds; PART=1/2 only every second page
//
// Each page is opened from the root of a server, dark, at 320 px, printed, on a phone, without JavaScript, under a
// sub-path and from disk (file://). A console message, a failed request, a request to another host, a page wider than
// its window, another number of rows than at first, or an axe violation is a failure.
//
// One tab for each way goes from page to page, and what a way cannot change is not looked at twice: the dark page has
// other colours but the same words, so only the rules on colours are asked again; phone, sub-path and disk have the same
// document as the root, so axe is asked there and at 320 px.
import { join } from 'node:path';
import { sample } from './kinds.mjs';
import { desktop, phone, suite } from './suite.mjs';

const { accessible, archive, browser, check, fail, fits, pictures, report, same, serve, shot, watch } = suite();
const only = process.env.ONLY?.split(',');
const [part, parts] = (process.env.PART ?? '1/1').split('/').map(Number);
const all = sample(archive);
const pages = all.filter(({ kind }) => !only || only.includes(kind)).filter((_, at) => at % parts === part - 1);
const chromium = await browser();
const atRoot = await serve();
const below = await serve('/statistik/noegletal/');
const disk = `file://${archive}/`;
let opened = 0;

async function tab(options) {
  const context = await chromium.newContext({ viewport: desktop, ...options });
  const page = await context.newPage();
  const at = { where: '', base: '' };
  watch(page, at);
  const scripts = options.javaScriptEnabled !== false;
  return {
    page,
    async open(base, path, way) {
      Object.assign(at, { where: `${path} (${way})`, base });
      opened += 1;
      await page.goto(base + path, { waitUntil: 'load' });
      // A version's page asks what came after it, and is whole when it says so.
      if (base.startsWith('http') && scripts) {
        await page.waitForSelector('[data-state] .frozen', { state: 'detached', timeout: 10000 }).catch(() => fail(at.where, 'says nothing of later versions'));
      }
      return at.where;
    },
    // A new state of the page that is open.
    now(path, way) {
      at.where = `${path} (${way})`;
      opened += 1;
      return at.where;
    },
  };
}

// The rows of each table: the figures a reader sees must be the same everywhere, and there before any script has run.
const rows = page => page.locator('table').evaluateAll(tables => tables.map(table => table.rows.length));

const desk = await tab({});
const hand = await tab(phone);
const plain = await tab({ javaScriptEnabled: false });
for (const { kind, path } of pages) {
  const name = kind.replaceAll('/', '_');
  const { page } = desk;
  const whole = { fullPage: true };
  let where = await desk.open(atRoot, path, 'desktop');
  const expected = await rows(page);
  await fits(page, where);
  await accessible(page, where);
  await shot(page, `${name}-desktop`, whole);

  await page.emulateMedia({ colorScheme: 'dark' });
  where = desk.now(path, 'dark');
  await accessible(page, where, ['color-contrast', 'link-in-text-block']);
  await shot(page, `${name}-dark`, whole);
  await page.emulateMedia({ colorScheme: 'light' });

  await page.setViewportSize({ width: 320, height: 800 });
  where = desk.now(path, '320 px');
  await fits(page, where);
  await accessible(page, where);
  await shot(page, `${name}-320`, whole);
  await page.setViewportSize(desktop);

  where = desk.now(path, 'print');
  await page.emulateMedia({ media: 'print' });
  const sheet = await page.pdf({ format: 'A4', preferCSSPageSize: true, ...(pictures && path !== '404.html' ? { path: join(pictures, `${name}.pdf`) } : {}) });
  check(where, sheet.length >= 1000, 'an empty sheet');
  await page.emulateMedia({ media: 'screen' });

  await fits(hand.page, await hand.open(atRoot, path, 'phone'));
  same(await plain.open(atRoot, path, 'no script'), await rows(plain.page), expected, 'rows of tables');
  same(await desk.open(below, path, 'sub-path'), await rows(page), expected, 'rows of tables');
  if (path !== '404.html') same(await desk.open(disk, path, 'file'), await rows(page), expected, 'rows of tables');
}

await report(`${new Set(pages.map(({ kind }) => kind)).size} kinds of page, opened ${opened} times`);
