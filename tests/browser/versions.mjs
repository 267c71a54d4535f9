// What the pages of versions say of later ones, in Chromium: with the script, without it, and where it cannot read.
//
//   node versions.mjs ARCHIVE
//
// The archive must hold a month with a second version and a later month, as the repository's own publication does. Every
// sentence is held against api/v1/state.json; what differs is printed.
import { phone, suite } from './suite.mjs';

const { archive, browser, check, json, report, serve, shot } = suite();
const state = json('api/v1/state.json');
const slug = period => period.replace('M', '-');
const [newest] = state.months;
const corrected = state.months.find(month => month.later.length > 0 && month !== newest);
const plain = state.months.find(month => month.later.length === 0 && month !== newest && month.synthetic === newest.synthetic);
if (!corrected || !plain) {
  console.error('the archive has no month with a second version and no other older month');
  process.exit(2);
}
const [later] = corrected.later;
const real = state.months.find(month => !month.synthetic);

const chromium = await browser();
const atRoot = await serve();
const below = await serve('/statistik/noegletal/');
const withoutState = await serve('/', path => path.endsWith('state.json'));

// Opens a page and gives its lines on versions, once there is nothing more to wait for.
async function open(base, path, options, look) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.value; })).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(base + path, { waitUntil: 'networkidle' });
  const place = page.locator('[data-state]');
  const text = (await place.innerText()).replace(/\s+/g, ' ').trim();
  await look({ page, place, text, where: `${base}${path}${options?.javaScriptEnabled === false ? ' (no script)' : ''}` });
  await context.close();
}

// Follows a link and gives the heading of where it leads and the path of the page.
async function follow(page, link) {
  await link.click();
  await page.waitForLoadState('load');
  return new URL(page.url()).pathname;
}
const replaced = `${slug(corrected.period)}/v1/`;
const line = `Du ser udgave 1 for ${corrected.label}. Om den er den nyeste, og hvad der er ændret siden, står på månedens side.`;

for (const root of [atRoot, below]) {
  for (const inside of ['index.html', 'opfoelgning/index.html']) {
    await open(root, replaced + inside, {}, async ({ page, place, text, where }) => {
      check(where, text.includes(`Ikke den nyeste udgave. Du ser udgave 1. Udgave ${corrected.version} er den nyeste for ${corrected.label}.`), text);
      check(where, text.includes(`${later.label}. Udgave ${later.version} kom den ${later.day}: ${later.reason}`), text);
      check(where, text.includes(`De nyeste tal er for ${newest.label}.`), text);
      check(where, !text.includes('Om den er den nyeste'), 'the line for readers without script is still there');
      const shifted = await page.evaluate(() => window.shifted);
      check(where, shifted < 0.1, `the page jumps by ${shifted}`);
      check(where, await page.evaluate(() => document.querySelectorAll('.banners script, .banners [style]').length) === 0, 'more than text');
      const way = place.getByRole('link', { name: `Se udgave ${later.version}` });
      check(where, (await follow(page, way)).endsWith(`/${slug(corrected.period)}/v${later.version}/index.html`), page.url());
    });
  }
}
await open(atRoot, `${replaced}index.html`, {}, async ({ page, place, where }) => {
  await shot(page, 'replaced-desktop');
  const month = await follow(page, place.getByRole('link', { name: `Gå til ${corrected.label}` }));
  check(where, month === `/${slug(corrected.period)}/index.html`, month);
  check(where, await page.getByText(later.reason).count() > 0, "the month's page does not tell what was changed");
});
await open(atRoot, `${replaced}index.html`, phone, ({ page }) => shot(page, 'replaced-phone'));
await open(atRoot, `${replaced}index.html`, { colorScheme: 'dark' }, ({ page }) => shot(page, 'replaced-dark'));

// The newest version of an older month, the newest of all, and a real month beside made-up ones.
await open(atRoot, `${slug(plain.period)}/v1/index.html`, {}, async ({ page, text, where }) => {
  check(where, text === `Ikke den nyeste måned. Udgave 1 er den nyeste for ${plain.label}. De nyeste tal er for ${newest.label}. Gå til ${newest.label}`, text);
  const next = state.months[state.months.indexOf(plain) - 1];
  const way = page.locator('nav.months [rel=next]');
  check(where, (await way.innerText()).toLowerCase().includes(next.label), 'no way to the next month');
  await shot(page, 'older');
  check(where, await follow(page, way) === `/${slug(next.period)}/index.html`, page.url());
});
await open(atRoot, `${slug(newest.period)}/v${newest.version}/index.html`, {}, async ({ page, text, where }) => {
  check(where, text === `Nyeste tal. Udgave ${newest.version} er den nyeste for ${newest.label}, og ingen senere måned er udgivet.`, text);
  check(where, await page.locator('[rel=next]').count() === 0, 'a month after the newest');
});
if (real && newest.synthetic) {
  await open(atRoot, `${slug(real.period)}/v${real.version}/index.html`, {}, ({ text, where }) =>
    check(where, text.includes(`Der er også tal for ${newest.label}, men de er opdigtede.`), text));
}

// Without the script, from a disk, and where the file is not there, the line leads to the month's page.
const ways = [
  ['no-script', atRoot, { javaScriptEnabled: false }],
  ['disk', `file://${archive}/`, {}],
  ['no-state', withoutState, {}],
];
for (const [name, base, options] of ways) {
  await open(base, `${replaced}index.html`, options, async ({ page, place, text, where }) => {
    check(where, text === `${line} Gå til ${corrected.label}`, text);
    await shot(page, `replaced-${name}`);
    const month = await follow(page, place.getByRole('link'));
    check(where, month.endsWith(`/${slug(corrected.period)}/index.html`), month);
    check(where, await page.getByText(later.reason).count() > 0, "the month's page does not tell what was changed");
  });
}

await report();
