// What the pages of versions say of later ones, in Chromium: with the script, without it, and where it cannot read.
//
//   node versions.mjs ARCHIVE [PICTURES]
//
// The archive must hold a month with a second version and a later month, as the repository's own publication does. Every
// sentence is held against api/v1/state.json; what differs is printed.
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { launch, serve } from './archive.mjs';

const [archiveArgument, picturesArgument] = process.argv.slice(2);
if (!archiveArgument) {
  console.error('usage: node versions.mjs ARCHIVE [PICTURES]');
  process.exit(2);
}
const archive = resolve(archiveArgument);
const pictures = picturesArgument && resolve(picturesArgument);
if (pictures) mkdirSync(pictures, { recursive: true });
const state = JSON.parse(readFileSync(join(archive, 'api/v1/state.json'), 'utf8'));
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

const browser = await launch();
const atRoot = await serve(archive, '/');
const below = await serve(archive, '/statistik/noegletal/');
const withoutState = await serve(archive, '/', path => path.endsWith('state.json'));
let checked = 0;
const failures = [];
function check(where, good, what) {
  checked += 1;
  if (!good) failures.push(`${where}: ${what}`);
}

// Opens a page and gives its lines on versions, once there is nothing more to wait for.
async function open(base, path, options, look) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifted += entry.value; })).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(base + path, { waitUntil: 'networkidle' });
  const place = page.getByRole('status');
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
const shot = async (page, name) => { if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) }); };
const replaced = `${slug(corrected.period)}/v1/`;
const line = `Du ser udgave 1 for ${corrected.label}. Om den er den nyeste, og hvad der er ændret siden, står på månedens side.`;

for (const server of [atRoot, below]) {
  for (const inside of ['index.html', 'opfoelgning/index.html']) {
    await open(server.root, replaced + inside, {}, async ({ page, place, text, where }) => {
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
await open(atRoot.root, `${replaced}index.html`, {}, async ({ page, place, where }) => {
  await shot(page, 'replaced-desktop');
  const month = await follow(page, place.getByRole('link', { name: `Gå til ${corrected.label}` }));
  check(where, month === `/${slug(corrected.period)}/index.html`, month);
  check(where, await page.getByText(later.reason).count() > 0, "the month's page does not tell what was changed");
});
await open(atRoot.root, `${replaced}index.html`, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }, ({ page }) => shot(page, 'replaced-phone'));
await open(atRoot.root, `${replaced}index.html`, { colorScheme: 'dark' }, ({ page }) => shot(page, 'replaced-dark'));

// The newest version of an older month, the newest of all, and a real month beside made-up ones.
await open(atRoot.root, `${slug(plain.period)}/v1/index.html`, {}, async ({ page, text, where }) => {
  check(where, text === `Ikke den nyeste måned. Udgave 1 er den nyeste for ${plain.label}. De nyeste tal er for ${newest.label}. Gå til ${newest.label}`, text);
  const next = state.months[state.months.indexOf(plain) - 1];
  const way = page.locator('nav.months [rel=next]');
  check(where, (await way.innerText()).toLowerCase().includes(next.label), 'no way to the next month');
  await shot(page, 'older');
  check(where, await follow(page, way) === `/${slug(next.period)}/index.html`, page.url());
});
await open(atRoot.root, `${slug(newest.period)}/v${newest.version}/index.html`, {}, async ({ page, text, where }) => {
  check(where, text === `Nyeste tal. Udgave ${newest.version} er den nyeste for ${newest.label}, og ingen senere måned er udgivet.`, text);
  check(where, await page.locator('[rel=next]').count() === 0, 'a month after the newest');
});
if (real && newest.synthetic) {
  await open(atRoot.root, `${slug(real.period)}/v${real.version}/index.html`, {}, ({ text, where }) =>
    check(where, text.includes(`Der er også tal for ${newest.label}, men de er opdigtede.`), text));
}

// Without the script, from a disk, and where the file is not there, the line leads to the month's page.
const ways = [
  ['no-script', atRoot.root, { javaScriptEnabled: false }],
  ['disk', `file://${archive}/`, {}],
  ['no-state', withoutState.root, {}],
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

await browser.close();
for (const { server } of [atRoot, below, withoutState]) server.close();
for (const failure of failures) console.log(failure);
console.log(`${checked - failures.length} passed, ${failures.length} failed`);
process.exit(failures.length === 0 && checked > 0 ? 0 : 1);
