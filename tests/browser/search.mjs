// Finds pages by typing, in Chromium: letters written in several ways, a fund in an area, words of a text; by keyboard
// alone, without the script, below a sub-path, from a disk, from a linked search, and where the index is not there.
//
//   node search.mjs ARCHIVE
//
// The archive must be that of the repository's own publication, or one with Jobcenter Aarhus, FOA, and texts.
import { desktop, phone, suite } from './suite.mjs';

const { accessible, archive, browser, check, fits, json, report, serve, shot } = suite();
const index = json('api/v1/search.json');
const state = json('api/v1/state.json');
const version = `${state.months[0].period.replace('M', '-')}/v1/index.html`;

const chromium = await browser();
const atRoot = await serve();
const below = await serve('/statistik/noegletal/');
const withoutIndex = await serve('/', path => path.endsWith('search.json'));

// Opens a page, notes what the console and the network say, and looks at it.
async function open(base, path, options, look) {
  const context = await chromium.newContext({ viewport: desktop, ...options });
  const page = await context.newPage();
  const where = `${base}${path}${options.javaScriptEnabled === false ? ' (no script)' : ''}`;
  const asked = [];
  page.on('pageerror', error => check(where, false, `script: ${error.message}`));
  page.on('console', message => {
    // A missing index is a message of the browser's own.
    if (['error', 'warning'].includes(message.type()) && base !== withoutIndex) check(where, false, `console: ${message.text()}`);
  });
  page.on('request', request => {
    if (!request.url().startsWith(base)) check(where, false, `other host: ${request.url()}`);
    if (request.url().endsWith('search.json')) asked.push(request.url());
  });
  await page.goto(base + path, { waitUntil: 'load' });
  await look({ page, where, asked, field: page.getByRole('searchbox', { name: /^Søg efter/ }) });
  await context.close();
}

const names = page => page.locator('.results a').allInnerTexts();
const found = async page => {
  await page.locator('[role=status]:not([data-state])').filter({ hasText: 'for »' }).waitFor({ state: 'attached', timeout: 5000 });
  return names(page);
};

// From the header of a version's page: nothing is asked for before a reader turns to the field, and then once.
for (const root of [atRoot, below]) {
  await open(root, version, {}, async ({ page, where, asked, field }) => {
    check(where, asked.length === 0, 'the index is asked for before it is needed');
    for (const [typed, first] of [
      ['arhus', 'Jobcenter Aarhus'], ['Århus', 'Jobcenter Aarhus'], ['aarhus', 'Jobcenter Aarhus'],
      ['ålborg', 'Jobcenter Aalborg'], ['aalborg', 'Jobcenter Aalborg'], ['koege', 'Jobcenter Køge'], ['naestved', 'Jobcenter Næstved'],
      ['fag og arb', 'FOA'], ['odense 3f', '3F i Jobcenter Odense'], ['3f odense', '3F i Jobcenter Odense'],
    ]) {
      await field.fill(typed);
      const [top] = await found(page);
      check(where, top === first, `${typed} gives ${top}`);
    }
    check(where, asked.length === 1, `the index is asked for ${asked.length} times`);
    await field.fill('aarhus fo');
    const both = await found(page);
    check(where, both[0] === 'Jobcenter Aarhus' && both.indexOf('FOA') === 2 && both.every(name => !/odense/i.test(name)), `aarhus fo gives ${both}`);
    check(where, await page.getByText('Hver for sig:').isVisible(), 'does not say that the two are found apart');
    await field.fill('xyzzy');
    await page.getByRole('status').filter({ hasText: 'Intet fundet' }).waitFor({ state: 'attached', timeout: 5000 });
    // A result leads to its page.
    await field.fill('odense 3f');
    await page.locator('.results a').first().click();
    await page.waitForLoadState('load');
    check(where, page.url() === `${root}jobcenter/odense/3f/index.html`, page.url());
  });
}

// By keyboard alone: into the field, down to a result and back, away, and to the page of all results.
await open(atRoot, 'a-kasse/3f/index.html', {}, async ({ page, where, field }) => {
  for (let at = 0; at < 30 && !(await field.evaluate(element => element === document.activeElement)); at += 1) await page.keyboard.press('Tab');
  await page.keyboard.type('aalb');
  await found(page);
  const focused = () => page.evaluate(() => document.activeElement.innerText || document.activeElement.name);
  await page.keyboard.press('ArrowDown');
  check(where, await focused() === 'Jobcenter Aalborg', await focused());
  await page.keyboard.press('ArrowDown');
  check(where, await focused() === 'Aalborg Kommune', await focused());
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  check(where, await focused() === 'q', `up from the first result: ${await focused()}`);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Escape');
  check(where, await focused() === 'q' && !(await page.locator('.popup').isVisible()), 'Escape does not lead back');
  await page.keyboard.type('o');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/jobcenter/aalborg/index.html');
  await page.getByRole('searchbox', { name: /^Søg efter/ }).focus();
  await page.keyboard.type('aarhus fo');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/soeg/index.html?q=aarhus+fo');
  check(where, (await found(page))[0] === 'Jobcenter Aarhus', 'the page of results has others');
  check(where, await page.getByRole('searchbox', { name: /^Søg efter/ }).inputValue() === 'aarhus fo', 'what was typed is gone');
});

// A linked search; what is typed goes into the address; the way back finds it again.
const text = index.texts.find(section => section.anchor && /\p{L}{12,}/u.test(section.text));
const [word] = text.text.match(/\p{L}{12,}/u);
const title = index.entries.find(entry => entry.page === text.page).name;
for (const root of [atRoot, below]) {
  await open(root, `soeg/index.html?q=${encodeURIComponent(word)}`, {}, async ({ page, where, field }) => {
    const results = await found(page);
    check(where, results.includes(title), `${word} gives ${results} and not ${title}`);
    check(where, (await page.locator('.sentence mark').allInnerTexts()).some(mark => mark.toLowerCase() === word.toLowerCase()), 'the word is not marked in its sentence');
    const target = await page.locator('.results a').first().getAttribute('href');
    await page.locator('.results a').first().click();
    await page.waitForURL(url => url.href === new URL(target, page.url()).href);
    await page.goBack({ waitUntil: 'load' });
    check(where, (await found(page)).join() === results.join(), 'the way back has other results');
    await field.fill('køge 3f');
    await page.waitForURL(url => url.searchParams.get('q') === 'køge 3f').catch(() => check(where, false, `the address keeps ${page.url()}`));
    await field.press('Enter');
    check(where, await page.evaluate(() => document.activeElement.innerText) === 'Jobcenter Køge', 'Enter does not lead to the first result');
    await field.fill('');
    await page.waitForURL(url => !url.search).catch(() => check(where, false, `an empty field leaves ${page.url()}`));
    check(where, (await names(page)).length === 0, 'an empty field has results');
  });
}

// Every sort of light and width.
for (const [name, options] of [
  ['desk', {}], ['dark', { colorScheme: 'dark' }], ['320', { viewport: { width: 320, height: 800 } }],
  ['phone', phone],
]) {
  for (const [kind, path] of [['header', version], ['page', 'soeg/index.html']]) {
    await open(atRoot, path, options, async ({ page, where, field }) => {
      await field.fill(kind === 'page' ? 'samtaler' : 'aarhus fo');
      await found(page);
      await fits(page, `${where} ${name}`);
      await accessible(page, `${where} ${name}`);
      await shot(page, `search-${kind}-${name}`);
    });
  }
}

// Without the script the form leads to the list of everything; from a disk names are searched in that list.
await open(atRoot, version, { javaScriptEnabled: false }, async ({ page, where, field }) => {
  await field.fill('aarhus');
  await field.press('Enter');
  await page.waitForURL('**/soeg/index.html?q=aarhus');
  check(where, !(await field.isVisible()), 'a form that does nothing');
  // Chromium reads the page as one with scripts even when they are turned off for a test.
  check(where, (await page.locator('noscript').textContent()).includes('Søgningen kræver JavaScript.'), 'does not say why nothing is searched');
  const listed = await page.locator('[data-all] li a').count();
  check(where, listed === index.entries.length, `${listed} pages are listed, ${index.entries.length} can be found`);
  await page.getByRole('link', { name: 'Jobcenter Aarhus', exact: true }).click();
  check(where, page.url().endsWith('/jobcenter/aarhus/index.html'), page.url());
  await shot(page, 'search-no-script');
});
await open(`file://${archive}/`, version, {}, async ({ page, where, field }) => {
  await field.fill('århus');
  check(where, await page.locator('.popup').count() === 0, 'a list that cannot be filled');
  await field.press('Enter');
  await page.waitForURL(url => url.href.includes('soeg/index.html?q='));
  check(where, (await found(page)).includes('Jobcenter Aarhus'), 'names are not found');
  check(where, await page.getByText('Her er kun søgt i navne').isVisible(), 'does not say that texts are not searched');
  await page.getByRole('link', { name: 'Jobcenter Aarhus' }).first().click();
  check(where, page.url().endsWith('/jobcenter/aarhus/index.html'), page.url());
});
await open(withoutIndex, 'soeg/index.html?q=arhus', {}, async ({ page, where }) => {
  check(where, (await found(page))[0] === 'Jobcenter Aarhus', 'without the index names are not found');
});
await open(atRoot, version, {}, async ({ page, where }) => {
  await page.emulateMedia({ media: 'print' });
  check(where, !(await page.getByRole('search').isVisible()), 'the form is printed');
});

await report();
