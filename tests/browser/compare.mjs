// Two funds or two jobcentres side by side, in Chromium: every figure, difference and verdict held against the archive's
// own files; by keyboard, in every light and width, from a link, and where it cannot be done the page says so.
//
//   node compare.mjs ARCHIVE
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { desktop, phone, suite } from './suite.mjs';

const { accessible, archive, browser, check, fits, json, report, same, serve, shot, text, watch } = suite();
const chromium = await browser();
const atRoot = await serve();
const below = await serve('/statistik/noegletal/');
const newest = json('api/v1/latest/release.json').release;
const known = JSON.parse(/data-known>(.*?)<\/script>/s.exec(text('sammenlign/index.html'))[1]);
const choices = [...text('sammenlign/index.html').matchAll(/<option value="([^"]+)"/g)].map(([, value]) => value);
const [fundA, fundB] = choices.filter(value => value.startsWith('a-kasse/'));
const [placeA, placeB] = choices.filter(value => value.startsWith('jobcenter/'));

async function open(base, path, options, look) {
  const context = await chromium.newContext({ viewport: desktop, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  watch(page, { where: path, base });
  await page.goto(base + path, { waitUntil: 'load' });
  await look({ page, where: `${base}${path}` });
  await context.close();
}
const ready = page => page.locator('[data-compared] table').first().waitFor({ timeout: 10000 });

// A number in Danish, rounded half away from zero; reckoned from the file's decimals, apart from the script that is tested.
function danish(value, decimals, signed) {
  const scaled = Math.floor(Math.abs(value) * 10 ** decimals + 0.5 + 1e-7);
  const whole = String(scaled).padStart(decimals + 1, '0');
  const front = whole.slice(0, whole.length - decimals).replace(/\B(?=(\d{3})+$)/g, '.');
  const sign = scaled === 0 ? '' : value < 0 ? '−' : signed ? '+' : '';
  return sign + front + (decimals ? `,${whole.slice(-decimals)}` : '');
}
const own = (party, measure) => party.observations.find(one => one.measure === measure.id && one.period === newest.period
  && one.akasse === (party.akasse?.id ?? null) && one.area === (party.area?.id ?? known.measures[measure.id]?.whole?.id ?? null));

for (const [a, b] of [[fundA, fundB], [placeA, placeB]]) {
  if (!b) continue;
  const both = [a, b].map(party => json(`api/v1/latest/${party}.json`));
  for (const base of [atRoot, below]) {
    await open(base, `sammenlign/index.html?a=${a}&b=${b}`, {}, async ({ page, where }) => {
      await ready(page);
      const cells = await page.locator('#tal tbody tr').evaluateAll(rows => rows.map(row => [...row.cells].map(cell => cell.firstChild.textContent)));
      const measures = both[0].measures.filter(one => both[1].measures.some(other => other.id === one.id));
      measures.forEach((measure, at) => {
        const pair = both.map(party => own(party, measure));
        const shown = pair.map(record => (record?.value != null ? danish(record.value, measure.decimals, measure.unit === 'percentage_points')
          : record?.low != null ? `${record.low > 0 ? '≥' : '≤'}\u00a0${record.low || record.high}`
            : { suppressed: '[c]', incomplete: '[m]', not_applicable: '[z]', excluded: '[s]', not_yet: '[n]', unreliable: '[u]' }[record?.status[0]] ?? '[x]'));
        const difference = pair.every(record => record?.value != null) ? danish(pair[0].value - pair[1].value, measure.decimals, true) : '[i]';
        same(`${where} ${measure.id}`, cells.filter(([name]) => name === known.measures[measure.id].short.da)[0], [known.measures[measure.id].short.da, ...shown, difference], 'row');
        check(where, at >= 0);
      });
      // What the fund's own page says is what stands here.
      const [, page_] = [null, `${newest.period.replace('M', '-')}/v${newest.version}/${a}/index.html`];
      check(where, existsSync(join(archive, page_)), `${page_} is not there`);
      const months = await page.locator('table[id^="maaneder-"]').first().locator('tbody tr').count();
      check(where, months > 1, `${months} months`);
      check(where, newest.synthetic === (await page.locator('.banner.synthetic').count() > 0), 'does not say whether the figures are made up');
    });
  }
}

// From a fund's page, by keyboard alone: the other one is chosen, the address keeps both, the way back undoes it.
await open(atRoot, `${fundA}/index.html`, {}, async ({ page, where }) => {
  await page.getByRole('link', { name: 'Sammenlign med en anden' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(url => url.pathname.endsWith('/sammenlign/index.html'));
  same(where, await page.getByLabel('Den ene').inputValue(), fundA, 'the first is');
  await page.getByText('Vælg to.').waitFor();
  const other = page.getByLabel('Den anden');
  same(where, await other.locator('option:disabled').evaluateAll(all => all.filter(one => one.value.startsWith('a-kasse/')).length), 1, 'funds that cannot be chosen');
  check(where, placeA === undefined || await other.locator(`option[value="${placeA}"]`).isDisabled(), 'a jobcentre can be chosen beside a fund');
  await other.focus();
  await page.keyboard.press('ArrowDown');
  await ready(page);
  check(where, /\?a=a-kasse\/[\w-]+&b=a-kasse\/[\w-]+$/.test(page.url()), page.url());
  const said = await page.locator('[data-said]').textContent();
  check(where, / og /.test(said), `says »${said}«`);
  await page.goBack();
  await page.getByText('Vælg to.').waitFor();
  same(where, await page.locator('[data-compared] table').count(), 0, 'tables after the way back');
});
// Nonsense in the address, and two of different sorts.
await open(atRoot, `sammenlign/index.html?a=../../../etc&b=${fundB}`, {}, async ({ page, where }) => {
  await page.getByText('Vælg to.').waitFor();
  same(where, await page.getByLabel('Den ene').inputValue(), '', 'the first is');
});
if (placeA) {
  await open(atRoot, `sammenlign/index.html?a=${fundA}&b=${placeA}`, {}, async ({ page, where }) => {
    await page.getByText('Vælg to.').waitFor();
    same(where, await page.getByLabel('Den anden').inputValue(), '', 'the second is');
  });
}

for (const [name, options] of [['desk', {}], ['dark', { colorScheme: 'dark' }], ['320', { viewport: { width: 320, height: 800 } }], ['phone', phone]]) {
  await open(atRoot, `sammenlign/index.html?a=${fundA}&b=${fundB}`, options, async ({ page, where }) => {
    await ready(page);
    await page.locator('[data-said]').filter({ hasText: ' og ' }).waitFor();
    await fits(page, `${where} ${name}`);
    await accessible(page, `${where} ${name}`);
    await shot(page, `compare-${name}`, { fullPage: true });
  });
}

// Without the script, and from a disk, the page says why and leads on.
for (const [base, options] of [[atRoot, { javaScriptEnabled: false }], [`file://${archive}/`, {}]]) {
  await open(base, 'sammenlign/index.html', options, async ({ page, where }) => {
    check(where, !(await page.getByLabel('Den ene').isVisible()), 'a form that does nothing');
    check(where, await page.getByText('Valget kræver JavaScript').isVisible(), 'does not say why nothing can be chosen');
    await page.getByRole('link', { name: /^Alle side om side/ }).click();
    check(where, page.url().includes(newest.period.replace('M', '-')), page.url());
  });
}

await report();
