// Tables as readers use them, in Chromium: sorted by any column, filtered, copied and downloaded as they stand, with
// headings that stay; by keyboard, from a disk, on a phone, on paper; and what is chosen is in the address.
//
//   node tables.mjs ARCHIVE            PYTHON=python with openpyxl, to read the downloads
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sample } from './kinds.mjs';
import { desktop, phone, suite } from './suite.mjs';

const { accessible, archive, browser, check, fits, json, report, same, serve, shot, text, watch } = suite();
const chromium = await browser();
const atRoot = await serve();
const state = json('api/v1/state.json');
const month = `${state.newest.replace('M', '-')}/v1`;
const saved = mkdtempSync(join(tmpdir(), 'noegletal-tables-'));

async function open(base, path, options, look) {
  const context = await chromium.newContext({ viewport: desktop, reducedMotion: 'reduce', acceptDownloads: true, ...options });
  if (base.startsWith('http')) await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(base).origin });
  const page = await context.newPage();
  const at = { where: path, base };
  watch(page, at);
  await page.goto(base + path, { waitUntil: 'load' });
  await look({ page, where: `${path}${options.name ? ` (${options.name})` : ''}` });
  await context.close();
}

// A table as the eye reads it, row by row: text, and the number where a cell is one. Written apart from the script that is tested.
const seen = (page, id) => page.evaluate(id => {
  const table = document.getElementById(id);
  const own = (cell, out) => {
    const copy = cell.cloneNode(true);
    for (const part of copy.querySelectorAll(out)) part.remove();
    return copy.textContent.replace(/\s+/g, ' ').trim();
  };
  const beside = cell => [...cell.querySelectorAll('.remark, .mark')].map(part => own(part, '.vh')).join('; ');
  const rows = [...table.tBodies[0].rows].filter(row => !row.hidden);
  const heads = [];
  const columns = [];
  [...table.tHead.rows[0].cells].forEach((head, at) => {
    const cells = rows.map(row => row.cells[at]).map(cell => cell ?? document.createElement('td'));
    if (cells.some(cell => cell.querySelector('svg')) && cells.every(cell => own(cell, 'svg, .vh') === '')) return;
    const unit = head.querySelector('.unit') ? ` (${own(head.querySelector('.unit'), '.vh')})` : '';
    const name = own(head, '.unit') + unit;
    heads.push(name);
    columns.push(cells.map(cell => {
      const text = own(cell, '.vh, .remark, .mark, svg');
      const isNumber = cell.matches('td.n:not(.gone)') && /^[+\u2212]?[\d.]+(,\d+)?$/.test(text);
      return { text, number: isNumber ? Number(text.replaceAll('.', '').replace(',', '.').replace('\u2212', '-')) : null, decimals: isNumber ? (text.split(',')[1] ?? '').length : 0 };
    }));
    if (cells.some(cell => cell.querySelector('.remark, .mark'))) {
      heads.push(`${name}, note`);
      columns.push(cells.map(cell => ({ text: beside(cell), number: null, decimals: 0 })));
    }
  });
  return { heads, rows: rows.map((_, at) => columns.map(column => column[at])) };
}, id);

const names = (page, id) => page.locator(`#${id} tbody tr:not([hidden]):not(.total) th`).evaluateAll(all => all.map(one => one.firstChild.textContent));
const tools = (page, id) => page.locator(`xpath=//*[@id="${id}"]/ancestor::div[contains(@class,"scroll")]/following-sibling::*[contains(@class,"table-tools")][1]`);
const filter = (page, id) => page.locator(`xpath=//*[@id="${id}"]/ancestor::div[contains(@class,"scroll")]/preceding-sibling::*[contains(@class,"table-filter")][1]`);

// Downloads a table in every form; the files are held against the page at the end.
let taken = 0;
async function take(page, id, source) {
  const name = join(saved, `${taken += 1}-${id}`);
  const bar = tools(page, id);
  writeFileSync(`${name}.json`, JSON.stringify({ ...(await seen(page, id)), source }));
  for (const [label, ending] of [['CSV', 'csv'], ['Excel', 'xlsx']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), bar.getByRole('button', { name: label, exact: true }).click()]);
    check(page.url(), download.suggestedFilename().endsWith(`${id}.${ending}`), `the file is called ${download.suggestedFilename()}`);
    await download.saveAs(`${name}.${ending}`);
  }
  await bar.getByRole('button', { name: 'Kopiér' }).click();
  await bar.getByText('Tabellen er kopieret.').waitFor();
  writeFileSync(`${name}.txt`, await page.evaluate(() => navigator.clipboard.readText()));
}

// Every table that says that its order is free stands in the order that it says it has.
const collator = new Intl.Collator('da', { numeric: true });
const sortable = sample(archive).filter(({ path }) => text(path).includes(' data-sort'));
check(archive, sortable.length > 1, 'no table can be sorted');
for (const { path } of sortable.slice(0, 14)) {
  await open(atRoot, path, {}, async ({ page, where }) => {
    for (const id of await page.locator('table[data-sort]').evaluateAll(all => all.filter(one => one.tBodies[0].rows.length > 1).map(one => one.id))) {
      const table = page.locator(`#${id}`);
      same(where, await table.locator('th[aria-sort]').evaluateAll(all => all.map(one => `${one.cellIndex} ${one.getAttribute('aria-sort')}`)), ['0 ascending'], `${id} says its order`);
      const shown = await names(page, id);
      same(where, shown, [...shown].sort(collator.compare), `${id} stands`);
    }
  });
}

const path = `${month}/index.html`;
let id;
await open(atRoot, path, {}, async ({ page, where }) => {
  id = await page.locator('table[data-sort]').first().getAttribute('id');
  const table = page.locator(`#${id}`);
  const total = await table.locator('tbody tr.total').count();
  const bar = tools(page, id);
  // By keyboard: down, up, and another column; one column is sorted at any time, and each step is said.
  const heads = table.locator('thead th button');
  await heads.nth(1).focus();
  for (const [key, expected] of [['Enter', '1 ascending'], ['Enter', '1 descending'], ['Space', '1 ascending']]) {
    await page.keyboard.press(key);
    same(where, await table.locator('th[aria-sort]').evaluateAll(all => all.map(one => `${one.cellIndex} ${one.getAttribute('aria-sort')}`)), [expected], 'sorted');
    same(where, await bar.getByRole('status').textContent(), `Sorteret efter ${(await seen(page, id)).heads[1]}, ${expected.split(' ')[1] === 'ascending' ? 'stigende' : 'faldende'}.`, 'says');
    const values = (await seen(page, id)).rows.slice(0, -total || undefined).map(row => row[1].number);
    const known = values.filter(value => value !== null);
    same(where, values, [...known].sort((a, b) => (expected.endsWith('descending') ? b - a : a - b)).concat(values.filter(value => value === null)), 'values');
  }
  same(where, new URL(page.url()).search, '?sort=2', 'the address has');
  // What is chosen is there on the way back, and for whom it is sent to.
  await heads.nth(3).click();
  same(where, new URL(page.url()).search, '?sort=4', 'the address has');
  await page.goBack();
  same(where, await table.locator('th[aria-sort]').evaluateAll(all => all.map(one => one.cellIndex)), [1], 'the way back sorts by');
  const order = await names(page, id);
  await page.goto(`${atRoot}a-kasse/index.html`);
  await page.goBack({ waitUntil: 'load' });
  same(where, await names(page, id), order, 'after another page stand');
  // The total stays at the foot.
  same(where, await table.locator('tbody tr').last().getAttribute('class'), 'total', 'the last row is');
  await take(page, id, ['Alle mål', '/v1/', 'opdigtede']);
  await shot(page, 'table-sorted');
});

// A filter folds letters as the search does, says how many are left, keeps the address, and downloads what is seen.
const long = `${month}/a-kasse/3f/index.html`;
let wide;
await open(atRoot, long, {}, async ({ page, where }) => {
  wide = await page.locator('.table-filter').first().evaluate(line => line.parentNode.querySelector('.table-filter + .scroll table').id);
  const line = filter(page, wide);
  const field = line.getByRole('searchbox');
  await field.fill('aero');
  same(where, (await names(page, wide)).map(name => name.replace(/^Jobcenter /, '')), ['Ærø'], 'for aero stand');
  await field.fill('SØNDER');
  check(where, (await names(page, wide)).every(name => /sønder/i.test(name)), `for SØNDER stand ${await names(page, wide)}`);
  const all = await page.locator(`#${wide} tbody tr:not(.total)`).count();
  const some = (await names(page, wide)).length;
  same(where, await tools(page, wide).getByRole('status').textContent(), `${some} af ${all} rækker vises.`, 'says');
  check(where, page.url().includes('filter') && decodeURIComponent(page.url()).endsWith('=SØNDER'), page.url());
  await take(page, wide, ['rækker med »SØNDER«', 'opdigtede', `${month}/a-kasse/3f/`]);
  const address = page.url();
  await page.goto(`${atRoot}om/index.html`);
  await page.goBack({ waitUntil: 'load' });
  same(where, await names(page, wide).then(found => found.length), some, 'on the way back stand');
  same(where, await field.inputValue(), 'SØNDER', 'the field has');
  await page.goto(address);
  same(where, (await names(page, wide)).length, some, 'from a link stand');
  await field.fill('xyzzy');
  same(where, await names(page, wide), [], 'for xyzzy stand');
  await line.getByRole('button', { name: 'Vis alle' }).click();
  same(where, (await names(page, wide)).length, all, 'after clearing stand');
  same(where, new URL(page.url()).search, '', 'the address has');
  await take(page, wide, ['opdigtede']);
  await accessible(page, where);
});

// Only those below their target: the table of a judged month, made as long as that of many funds.
await open(atRoot, '2021-09/v1/index.html', {}, async ({ page, where }) => {
  const missed = await page.evaluate(() => {
    const region = document.querySelector('table[data-sort]').closest('.scroll').cloneNode(true);
    const table = region.querySelector('table');
    table.id = 'lang';
    region.className = 'scroll';
    for (const button of table.querySelectorAll('th button')) button.replaceWith(...button.childNodes);
    for (const head of table.querySelectorAll('[aria-sort]')) head.removeAttribute('aria-sort');
    const rows = [...table.tBodies[0].rows];
    rows.forEach(row => { table.tBodies[0].append(row.cloneNode(true)); });
    document.querySelector('main').append(region);
    noegletal.table(table);
    return [rows.length * 2, rows.filter(row => row.querySelector('.missed')).length * 2];
  });
  const line = filter(page, 'lang');
  await line.getByRole('checkbox', { name: 'Kun under målet' }).check();
  const shown = page.locator('#lang tbody tr:not([hidden])');
  same(where, await shown.count(), missed[1], 'rows below the target');
  check(where, missed[1] > 0 && await shown.evaluateAll(all => all.every(one => one.querySelector('.missed'))), 'others than those below stand');
  same(where, await tools(page, 'lang').getByRole('status').textContent(), `${missed[1]} af ${missed[0]} rækker vises.`, 'says');
  check(where, new URL(page.url()).searchParams.get('under-lang') === '1', page.url());
  await take(page, 'lang', ['kun under målet', '/2021-09/v1/']);
  await page.goBack();
  same(where, await shown.count(), missed[0], 'on the way back stand');
});

// Texts that a spreadsheet would run, numbers that begin with a minus, semicolons, quotes and breaks.
await open(atRoot, 'om/index.html', {}, async ({ page }) => {
  await page.evaluate(() => {
    const cells = [['=1+1', '1.234,5'], ['+45 12', '−3,0'], ['@SUM(A1)', '+7'], ['-x', '0'], ['a;b "c"', '−12.345'], ['plain', '99,999']];
    const scroll = document.createElement('div');
    scroll.className = 'scroll';
    scroll.innerHTML = `<table id="farlig" data-sort><caption>=CMD</caption><thead><tr><th scope="col">Navn</th><th scope="col" class="n">Tal</th></tr></thead><tbody>${cells.map(([name, value]) => `<tr><th scope="row">${name.replace('"', '&quot;')}</th><td class="n">${value}</td></tr>`).join('')}</tbody></table>`;
    document.querySelector('main').append(scroll);
    noegletal.table(document.getElementById('farlig'));
  });
  await take(page, 'farlig', ['CMD']);
});

// Headings stay: on the page where the table has room, in its region where it has not.
for (const [name, options] of [['desktop', { viewport: { width: 1600, height: 700 } }], ['phone', phone], ['320', { viewport: { width: 320, height: 640 } }]]) {
  await open(atRoot, long, { ...options, name }, async ({ page, where }) => {
    const table = page.locator(`#${wide}`);
    const region = page.locator('.scroll', { has: table });
    const rows = table.locator('tbody tr');
    await rows.nth(12).evaluate(row => row.scrollIntoView({ block: 'center' }));
    await page.evaluate(() => new Promise(done => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
    const [head, row, kind] = await table.evaluate(element => [element.tHead.getBoundingClientRect().top, element.tBodies[0].rows[12].getBoundingClientRect().top, element.parentNode.className]);
    const stuck = await table.evaluate(element => [...element.tHead.rows[0].cells].every(cell => cell.getBoundingClientRect().bottom > 0 && cell.getBoundingClientRect().top < innerHeight));
    check(where, stuck && head < row, `the headings are at ${head}, a row of the middle at ${row} (${kind})`);
    await fits(page, where);
    const first = await table.evaluate(element => element.tBodies[0].rows[12].cells[0].getBoundingClientRect().left);
    await region.evaluate(element => { element.scrollLeft = 400; });
    const then = await table.evaluate(element => element.tBodies[0].rows[12].cells[0].getBoundingClientRect().left);
    if (name !== 'desktop') check(where, Math.abs(first - then) < 2, `the name of a row moves from ${first} to ${then}`);
    await shot(page, `table-${name}`);
  });
}

// From a disk everything works but the address; without the script, and on paper, nothing is offered.
await open(`file://${archive}/`, path, {}, async ({ page, where }) => {
  await page.locator(`#${id} thead th button`).nth(1).click();
  same(where, await page.locator(`#${id} th[aria-sort]`).evaluateAll(all => all.map(one => one.cellIndex)), [1], 'sorted by');
  const [download] = await Promise.all([page.waitForEvent('download'), tools(page, id).getByRole('button', { name: 'Excel' }).click()]);
  check(where, readFileSync(await download.path()).subarray(0, 2).toString() === 'PK', 'no workbook');
  await tools(page, id).getByRole('button', { name: 'Kopiér' }).click();
  await tools(page, id).getByText('Tabellen er kopieret.').waitFor();
});
await open(atRoot, path, { javaScriptEnabled: false }, async ({ page, where }) => {
  check(where, await page.locator('.table-tools, .table-filter, th button').count() === 0, 'buttons that do nothing');
});
await open(atRoot, long, {}, async ({ page, where }) => {
  await page.emulateMedia({ media: 'print' });
  check(where, await page.locator('.table-tools:visible, .table-filter:visible').count() === 0, 'tools are printed');
});

const checked = spawnSync(process.env.PYTHON ?? 'python3', [fileURLToPath(new URL('check_downloads.py', import.meta.url)), saved], { encoding: 'utf8' });
check('the downloads', checked.status === 0, `${checked.stdout}${checked.stderr}`);
await report(checked.stdout.trim().split('\n').at(-1));
