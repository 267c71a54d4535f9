// A chart made interactive, in Chromium: nothing of it is loaded before a reader asks, it lies where the drawing lay, says
// each figure in Danish, by pointer and by keyboard; from a disk, under a sub-path, in the dark and on paper.
//
//   node charts.mjs ARCHIVE
import { kinds } from './kinds.mjs';
import { desktop, phone, suite } from './suite.mjs';

const { accessible, archive, browser, check, report, same, serve, shot, text, watch } = suite();
const chromium = await browser();
const atRoot = await serve();
const below = await serve('/statistik/noegletal/');
const broken = await serve('/', path => /\/assets\/echarts\./.test(path));
// One page for each sort of chart that the archive draws: bars, dots by fund and by number, lines with and without marks,
// each with what lies behind it.
const found = new Map();
for (const path of [...kinds(archive).values()].flat()) {
  let at = 0;
  for (const [, option] of text(path).matchAll(/class="chart-option">(.*?)<\/script>/g)) {
    const { series, xAxis, yAxis } = JSON.parse(option);
    const sort = one => `${one.silent ? 'silent ' : ''}${one.type}${one.showSymbol === false ? ' without marks' : ''}`;
    const axes = [xAxis, yAxis].flat().map(one => one.type);
    const sorts = [...new Set([...series.map(sort), ...axes])].sort().join(' and ');
    if (!found.has(sorts)) found.set(sorts, [path, at]);
    at += 1;
  }
}
check(archive, found.size > 1, `charts of ${found.size} sorts`);

async function open(base, [path, place], options, look, allowed) {
  const context = await chromium.newContext({ viewport: desktop, ...options });
  const page = await context.newPage();
  const at = { where: `${base}${path}`, base };
  const asked = [];
  watch(page, at, allowed);
  page.on('request', request => { if (/\/assets\/(echarts|figur)\./.test(request.url())) asked.push(request.url()); });
  await page.goto(base + path, { waitUntil: 'networkidle' });
  await look({ page, asked, where: at.where, figure: page.locator('figure.chart').nth(place), ask: page.locator('figure.chart').nth(place).getByRole('button', { name: 'Gør figuren interaktiv' }) });
  await context.close();
}
const live = figure => figure.locator('.live svg').waitFor();
const tip = figure => figure.evaluate(element => [...element.querySelectorAll('.live text')].map(one => one.textContent));
// Where every word of the drawing and of what lies on it stands, at one moment, to the pixel.
const words = figure => figure.evaluate(element => [':scope > svg', '.live svg'].map(query => [...element.querySelector(query).querySelectorAll('text')]
  .map(one => { const { x, y } = one.getBoundingClientRect(); return [one.textContent, Math.round(x), Math.round(y)]; })));

for (const [sorts, place] of found) {
  for (const base of [atRoot, below, `file://${archive}/`]) {
    await open(base, place, {}, async ({ page, asked, where, figure, ask }) => {
      where = `${where} (${sorts})`;
      same(where, asked, [], 'asked for before anyone wanted it:');
      await ask.focus();
      await page.keyboard.press('Enter');
      await live(figure);
      check(where, asked.length === 2 && asked[0].includes('echarts.'), `asked for ${asked}`);
      const [drawn, now] = await words(figure);
      const moved = now.filter(([word, x, y]) => !drawn.some(([other, left, top]) => other === word && Math.abs(x - left) <= 2 && Math.abs(y - top) <= 2));
      same(where, moved, [], 'words that moved:');
      check(where, drawn.length === now.length, `${now.length} words instead of ${drawn.length}`);
      // The drawing stays for those who listen; what lies on it is not read twice.
      check(where, await figure.locator('> svg').getAttribute('role') === 'img' && await figure.locator('.live').getAttribute('aria-hidden') === 'true', 'the two are not told apart for those who listen');
      // From figure to figure by keyboard: each is said, and shown where it stands.
      const status = figure.getByRole('status');
      const names = await figure.evaluate(element => [...new Set(JSON.parse(element.querySelector('.chart-option').textContent).series
        .filter(series => !series.silent).flatMap(series => series.data.filter(one => one.name && one.value !== '-' && [].concat(one.value)[0] !== '-').map(one => one.name)))]);
      same(where, await page.evaluate(() => document.activeElement.textContent), 'Næste tal', 'the focus is on');
      for (const name of names.slice(0, 3)) {
        await page.keyboard.press('ArrowRight');
        same(where, await status.textContent(), name, 'says');
        await page.waitForFunction(name => [...document.querySelectorAll('.live text')].some(one => one.textContent.includes(name)), name, { timeout: 3000 })
          .then(() => check(where, true), () => check(where, false, `${name} is not shown`));
      }
      await page.keyboard.press('ArrowLeft');
      same(where, await status.textContent(), names[Math.max(0, Math.min(names.length, 3) - 2)], 'back says');
      check(where, names.every(name => !/\d\.\d(?!\d\d)/.test(name)), 'a figure with a point');
      if (base === atRoot) await shot(page, `chart-${sorts.replace(/\W+/g, '-')}`);
    });
  }
}

// By resting the pointer on it, as a mouse does; the words come where the pointer is.
const [bars] = [...found].filter(([sorts]) => sorts.startsWith('bar')).map(([, place]) => place);
await open(atRoot, bars ?? [...found.values()][0], { colorScheme: 'dark', reducedMotion: 'reduce' }, async ({ page, asked, where, figure }) => {
  await figure.scrollIntoViewIfNeeded();
  const box = await figure.locator('svg').first().boundingBox();
  await page.mouse.move(box.x + 5, box.y + 5);
  await page.waitForTimeout(100);
  same(where, asked, [], 'asked for in passing:');
  await live(figure);
  const mark = await figure.evaluate(element => {
    const shapes = [...element.querySelectorAll('.live path')].filter(one => /var\(--c/.test(one.getAttribute('fill') ?? '')).map(one => one.getBoundingClientRect());
    const { x, y, width, height } = shapes.sort((a, b) => b.width * b.height - a.width * a.height)[0];
    return { x: x + width / 2, y: y + height / 2 };
  });
  const before = await tip(figure);
  await page.mouse.move(mark.x, mark.y, { steps: 4 });
  await page.waitForFunction(count => document.querySelectorAll('.live text').length > count, before.length, { timeout: 3000 }).catch(() => {});
  const said = (await tip(figure)).slice(before.length).join(' ');
  check(where, /\d+,\d/.test(said), `the pointer is told »${said}«`);
  check(where, await figure.evaluate(element => [...element.querySelectorAll('.live [fill]')].some(one => getComputedStyle(one).fill === 'rgb(127, 196, 224)')), 'not the colours of the dark page');
  await shot(page, 'chart-pointed-dark');
  // Rows that pass below a table's heading are smaller than a finger there, and nowhere else.
  await page.evaluate(() => scrollTo(0, 0));
  await accessible(page, where);
  await page.emulateMedia({ media: 'print' });
  check(where, !(await figure.locator('.live').isVisible()) && !(await figure.locator('.tool').first().isVisible()), 'the interactive chart is printed');
  same(where, await figure.locator('> svg').evaluate(element => getComputedStyle(element).opacity), '1', 'on paper the drawing has opacity');
});

// On a phone a finger that passes loads nothing; without the script there is no button; where the library cannot be had, the page says so.
const [, some] = [...found][0];
await open(atRoot, some, phone, async ({ page, asked, where, figure, ask }) => {
  await figure.scrollIntoViewIfNeeded();
  await figure.locator('svg').first().tap();
  await page.waitForTimeout(600);
  same(where, asked, [], 'a finger that passes asks for');
  await ask.tap();
  await live(figure);
  const [drawn, now] = await figure.evaluate(element => [':scope > svg', '.live svg'].map(query => element.querySelector(query).getBoundingClientRect().width));
  check(where, Math.abs(drawn - now) < 1, `${now} px wide on a drawing of ${drawn} px`);
});
await open(atRoot, some, { javaScriptEnabled: false }, async ({ where, figure, ask }) => {
  check(where, await ask.count() === 0, 'a button that does nothing');
  check(where, await figure.locator('svg').first().isVisible() && await figure.locator('svg title').first().textContent(), 'no drawing');
});
await open(broken, some, {}, async ({ page, where, figure, ask }) => {
  await ask.click();
  await page.getByText('Figuren kunne ikke gøres interaktiv.').waitFor();
  check(where, await figure.locator('svg').first().isVisible() && await ask.isVisible(), 'the drawing or the button is gone');
}, said => /echarts\.|404/.test(said));

await report(`${found.size} sorts of chart`);
