// What readers come to do, clicked through in Chromium as they would, with the mouse and by keyboard alone: find my fund,
// see its target and trend, go to the month before, find what was corrected, copy the permanent address, take a table home.
//
//   node tasks.mjs ARCHIVE
//
// The archive must be that of the repository's own publication: with 3F, its target of September 2021, and a correction.
import { readFileSync } from 'node:fs';
import { desktop, phone, suite } from './suite.mjs';

const { browser, check, json, report, same, serve, shot, watch } = suite();
const chromium = await browser();
const atRoot = await serve();
const state = json('api/v1/state.json');
const slug = period => period.replace('M', '-');
const corrected = state.months.find(month => month.later.length > 0);

async function open(path, options, look) {
  const context = await chromium.newContext({ viewport: desktop, reducedMotion: 'reduce', acceptDownloads: true, ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(atRoot).origin });
  const page = await context.newPage();
  const at = { where: path, base: atRoot };
  watch(page, at);
  await page.goto(atRoot + path, { waitUntil: 'load' });
  await look(page);
  await context.close();
}
const here = page => new URL(page.url()).pathname.slice(1);
// Tabs on until something with this name has the focus; says how many steps it took.
async function tabTo(page, name, most = 80) {
  for (let at = 1; at <= most; at += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const one = document.activeElement;
      const outline = getComputedStyle(one);
      return { name: (one.getAttribute('aria-label') ?? (one.labels?.[0]?.textContent || one.textContent)).replace(/\s+/g, ' ').trim(), seen: outline.outlineStyle !== 'none' && outline.outlineWidth !== '0px' };
    });
    if (focused.name.includes(name)) {
      check(here(page), focused.seen, `the focus on »${name}« cannot be seen`);
      return at;
    }
  }
  check(here(page), false, `»${name}« is not reached by keyboard`);
  return 0;
}

// The same task by mouse on a desk, by finger on a phone, and by keyboard alone.
for (const [way, options] of [['mouse', {}], ['finger', phone], ['keyboard', {}]]) {
  const where = `my fund (${way})`;
  await open('index.html', options, async page => {
    const press = async target => {
      if (way === 'finger') await target.tap();
      else if (way === 'mouse') await target.click();
      else { await target.focus(); await page.keyboard.press('Enter'); }
    };
    // Find my fund by typing the beginning of its name.
    const field = page.getByRole('searchbox').first();
    if (way === 'keyboard') await tabTo(page, 'Søg efter a-kasse'); else await field.click();
    await page.keyboard.type('3f');
    const result = page.locator('.results a').first();
    await result.waitFor();
    if (way === 'keyboard') { await page.keyboard.press('ArrowDown'); await page.keyboard.press('Enter'); } else await press(result);
    await page.waitForURL('**/a-kasse/3f/index.html');
    // See its target and its trend.
    const standing = page.locator('.standing').first();
    await standing.waitFor();
    check(where, /\d/.test(await standing.locator('.figure').first().textContent()), 'no figure');
    check(where, await page.locator('main svg').count() > 0, 'no trend to be seen');
    await shot(page, `task-fund-${way}`);
    // Its page of the newest month, then the month before it.
    await press(page.locator('header.page .onward a').first());
    await page.waitForURL(`**/${slug(state.newest)}/v*/a-kasse/3f/index.html`);
    await press(page.locator('nav.tabs a').first());
    await page.waitForURL(`**/${slug(state.newest)}/v*/index.html`);
    await press(page.locator('nav.months [rel=prev]'));
    const previous = state.months[state.months.findIndex(month => month.period === state.newest) + 1];
    await page.waitForURL(url => url.pathname.includes(`/${slug(previous.period)}/`));
    check(where, (await page.getByRole('heading', { level: 1 }).textContent()).toLowerCase().includes(previous.label), 'not the month before');
  });
}

// See a target that is in force, its verdict and its months, where there is one.
await open('2021-09/v1/index.html', {}, async page => {
  await page.getByRole('link', { name: '3F', exact: true }).first().click();
  await page.waitForURL('**/a-kasse/3f/index.html');
  const standing = page.locator('.standing').first();
  same(here(page), (await standing.locator('.verdict').textContent()).replace(/\s+/g, ' ').trim(), '✗ Ikke opfyldt', 'the verdict is');
  check(here(page), (await standing.textContent()).includes('85'), 'the target is not told');
  check(here(page), await page.locator('main table tbody tr').count() >= 5, 'no months');
});

// Find what was corrected: from the first page, by the foot of the page, to the version that replaced another.
await open('index.html', {}, async page => {
  await tabTo(page, 'Gå til indholdet', 1);
  await page.keyboard.press('Enter');
  same('skip', await page.evaluate(() => document.activeElement.id), 'indhold', 'the focus is on');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Rettelser' }).click();
  await page.waitForURL('**/rettelser/index.html');
  const [later] = corrected.later;
  check(here(page), await page.getByText(later.reason).count() > 0, 'the reason is not told');
  await page.locator('main table').first().getByRole('link').first().click();
  await page.waitForLoadState('load');
  check(here(page), await page.getByText(later.reason).count() > 0, 'the page that it leads to does not tell the reason');
  await shot(page, 'task-corrected');
});

// Copy the permanent address.
await open('index.html', {}, async page => {
  await page.getByRole('button', { name: 'Kopiér adressen' }).click();
  await page.getByText('Adressen er kopieret.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  check('address', copied.endsWith(`/${slug(state.newest)}/v${state.months.find(month => month.period === state.newest).version}/`), `copied ${copied}`);
  same('address', copied, await page.locator('a[rel~=bookmark]').textContent(), 'copied');
});

// Take the month's table home by keyboard alone; its figures are those of the archive's own files.
await open(`${slug(state.newest)}/v1/index.html`, {}, async page => {
  const id = await page.locator('main table').first().getAttribute('id');
  await tabTo(page, 'Kopiér');
  await page.keyboard.press('Tab');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  const lines = readFileSync(await download.path(), 'utf8').slice(1).split('\r\n').map(line => line.split(';'));
  const key = await page.locator(`#${id} thead th[data-f^="m:"]`).first().evaluate(head => [head.dataset.f.slice(2), head.cellIndex]);
  const figures = json(`api/v1/latest/${key[0]}.json`).observations.filter(one => one.period === state.newest && one.akasse);
  const codes = json('api/v1/codes/akasser.json').akasser;
  const rows = await page.locator(`#${id} tbody tr[data-f^="k:"]`).evaluateAll(all => all.map(row => [row.dataset.f.slice(2), row.cells[0].textContent]));
  const column = lines[0].indexOf(await page.evaluate(([id, at]) => {
    const head = document.getElementById(id).tHead.rows[0].cells[at].cloneNode(true);
    const unit = head.querySelector('.unit').textContent;
    head.querySelector('.unit').remove();
    return `${head.textContent.trim()} (${unit})`;
  }, [id, key[1]]));
  let held = 0;
  for (const [akasse, name] of rows) {
    const line = lines.find(([first]) => first === name);
    const number = /^-?\d+(,\d+)?$/.test(line[column]) ? Number(line[column].replace(',', '.')) : null;
    const own = figures.filter(one => one.akasse === akasse).map(one => one.value).filter(value => value !== null);
    if (number !== null) { held += 1; check('table', own.some(value => Math.abs(value - number) <= 0.5), `${name}: ${number} is none of the file's figures`); }
  }
  check('table', held > 3 && codes.length > 3, `${held} figures held against the file`);
});

await report();
