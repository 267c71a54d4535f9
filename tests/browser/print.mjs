// Every kind of page as Chromium prints it, read with poppler's pdftotext: no table cut, no heading lost, links as
// addresses, page numbers, and how many sheets it takes.
//
//   node print.mjs ARCHIVE            ONLY=MONTH/vN,om prints only those kinds; poppler-utils must be there
//
// Each heading and each row is given a mark of its own before printing, in letters of one pixel. A mark that is not on the
// paper, or that stands beyond its edge, is a cell that a reader of the paper does not get.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kindOf, sample } from './kinds.mjs';
import { desktop, suite } from './suite.mjs';

const { archive, browser, check, fail, pictures, report, serve, watch } = suite();
const chromium = await browser();
const atRoot = await serve();
const folder = pictures ?? mkdtempSync(join(tmpdir(), 'noegletal-print-'));
const only = process.env.ONLY?.split(',');
// The most sheets of A4 that a page may take. What a party hands out should be one: lower the number when its page gets there.
const sheets = {
  '2021-09/v1/a-kasse/3f/index.html': 1,
  '2025-12/v1/a-kasse/3f/index.html': 1,
  '2025-12/v1/a-kasse/dinfaglige/index.html': 1,
  '2024-06/v1/jobcenter/odense/index.html': 1,
  '2025-12/v1/jobcenter/vejle/index.html': 1,
  'en/2025-12/v1/jobcenter/vejle/index.html': 1,
  '2025-12/v1/index.html': 7,
};

// Words with their places, page by page.
function read(pdf) {
  const { stdout, status, stderr } = spawnSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`pdftotext: ${stderr}`);
  const plain = text => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
  return stdout.split('<page ').slice(1).map(part => ({
    width: Number(/width="([\d.]+)"/.exec(part)[1]), height: Number(/height="([\d.]+)"/.exec(part)[1]),
    words: [...part.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g)]
      .map(([, left, top, right, bottom, text]) => ({ left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom), text: plain(text) })),
  }));
}

// Marks: Q<table>H<column>Q in headings, Q<table>R<row>Q and Q<table>E<row>Q in the first and the last cell of rows.
const mark = () => [...document.querySelectorAll('main table')].filter(table => table.tHead && table.offsetParent !== null).map((table, at) => {
  const put = (cell, text) => {
    const span = document.createElement('span');
    span.textContent = ` ${text}`;
    Object.assign(span.style, { fontSize: '1px', letterSpacing: '0', whiteSpace: 'nowrap' });
    cell.append(span);
  };
  const heads = [...table.tHead.rows].flatMap(row => [...row.cells]);
  heads.forEach((cell, column) => put(cell, `Q${at}H${column}Q`));
  const rows = [...table.tBodies].flatMap(body => [...body.rows]);
  rows.forEach((row, place) => { put(row.cells[0], `Q${at}R${place}Q`); put(row.cells[row.cells.length - 1], `Q${at}E${place}Q`); });
  return { id: table.id, heads: heads.length, rows: rows.length };
});

const counts = [];
const context = await chromium.newContext({ viewport: desktop });
const page = await context.newPage();
const at = { where: '', base: atRoot };
watch(page, at);
const known = sample(archive);
// Those with a limit are printed whether or not they are the first or the last of their kind.
for (const path of Object.keys(sheets)) if (!known.some(one => one.path === path)) known.push({ kind: kindOf(path), path });
const pages = known.filter(({ kind, path }) => path !== '404.html' && (!only || only.includes(kind)));
for (const { kind, path } of pages) {
  const where = at.where = `${path} (print)`;
  await page.goto(atRoot + path, { waitUntil: 'load' });
  await page.emulateMedia({ media: 'print' });
  const pdf = join(folder, `${path.replace(/\/?index\.html$/, '').replaceAll('/', '_') || 'index'}.pdf`);
  // As a reader prints it, to count the sheets; then with the marks.
  await page.pdf({ path: pdf, preferCSSPageSize: true });
  const plain = read(pdf);
  const marked = join(folder, 'marked.pdf');
  const tables = await page.evaluate(mark);
  await page.pdf({ path: marked, preferCSSPageSize: true });
  const [own, away] = await page.evaluate(() => [document.querySelector('link[rel=canonical]').href,
    [...document.querySelectorAll('main a[href^="http"]')].filter(link => link.offsetParent !== null).map(link => link.getAttribute('href'))]);
  await page.emulateMedia({ media: 'screen' });
  counts.push([kind, path, plain.length]);
  if (sheets[path]) check(where, plain.length <= sheets[path], `${plain.length} sheets instead of ${sheets[path]}`);

  const found = new Map();
  read(marked).forEach(({ width, words }, sheet) => {
    for (const word of words) {
      for (const [text] of word.text.matchAll(/Q\d+[HRE]\d+Q/g)) {
        if (!found.has(text)) found.set(text, []);
        found.get(text).push({ sheet, inside: word.left >= 0 && word.right <= width - 8 });
      }
    }
  });
  const cut = [];
  tables.forEach(({ id, heads, rows }, table) => {
    const on = new Set();
    for (let row = 0; row < rows; row += 1) {
      for (const end of ['R', 'E']) {
        const places = found.get(`Q${table}${end}${row}Q`);
        if (!places?.some(one => one.inside)) cut.push(`${id || `table ${table}`}, row ${row + 1}, ${end === 'R' ? 'first' : 'last'} cell`);
        places?.forEach(one => on.add(one.sheet));
      }
    }
    for (let head = 0; head < heads; head += 1) {
      const places = found.get(`Q${table}H${head}Q`) ?? [];
      for (const sheet of on) {
        if (!places.some(one => one.sheet === sheet && one.inside)) cut.push(`${id || `table ${table}`}, heading ${head + 1}, sheet ${sheet + 1}`);
      }
    }
  });
  check(where, cut.length === 0, () => `${cut.length} cells are not on the paper: ${cut.slice(0, 4).join('; ')}`);

  // Numbers at the foot of each sheet; the page's own address, and those of links that lead away, in words.
  plain.forEach((sheet, number) => {
    const foot = sheet.words.filter(word => word.top > sheet.height - 50).map(word => word.text).join(' ');
    check(where, foot.includes(`${number + 1} / ${plain.length}`), `the foot of sheet ${number + 1} is »${foot}«`);
  });
  const said = plain.flatMap(sheet => sheet.words.map(word => word.text)).join('');
  check(where, said.includes(own), `${own} is not on the paper`);
  for (const address of away) check(where, said.includes(address.replace(/\s/g, '')), `${address} is not on the paper`);
}
if (counts.length === 0) fail('print', 'nothing was printed');
writeFileSync(join(folder, 'sheets.txt'), counts.map(([, path, count]) => `${count} ${path}\n`).join(''));
const most = counts.sort((a, b) => b[2] - a[2]).slice(0, 5).map(([, path, count]) => `${path} ${count}`).join(', ');
await report(`${counts.length} pages printed on ${counts.reduce((sum, [, , count]) => sum + count, 0)} sheets; most: ${most}`);
