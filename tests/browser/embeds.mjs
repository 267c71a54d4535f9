// Figures of the archive in pages of another site, in Chromium: the archive below a folder of one host, the page on
// another. Frames that take the height of what is in them, the web component, both several times on one page, with the
// script off, with a page that is not there, and with somebody who tells lies about heights.
//
//   node embeds.mjs ARCHIVE
import { createReadStream, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { desktop, suite } from './suite.mjs';

const { accessible, archive, browser, check, fits, json, report, same, shot } = suite();
const chromium = await browser();
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json' };
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors *";

// The archive as `noegletal hosting` has it served: other sites' programs may read it, and frames may show embed/.
function host(answer) {
  const server = createServer((request, response) => answer(decodeURIComponent(new URL(request.url, 'http://x').pathname), response));
  return new Promise(done => server.listen(0, '127.0.0.1', () => done({ server, origin: `http://127.0.0.1:${server.address().port}` })));
}
const prefix = '/statistik/tal/';
const home = await host((path, response) => {
  let file = path.startsWith(prefix) ? join(archive, path.slice(prefix.length)) : '';
  if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
  if (!file || !existsSync(file)) return response.writeHead(404, { 'access-control-allow-origin': '*' }).end('not found');
  const headers = { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy };
  headers['access-control-allow-origin'] = '*';
  return createReadStream(file).pipe(response.writeHead(200, headers));
});
let body = '';
const other = await host((path, response) => {
  if (path === '/favicon.ico') return response.writeHead(204).end();
  const pages = { '/': `<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>Et andet sted</title><meta name="viewport" content="width=device-width"></head><body><main><h1>Et andet sted</h1>${body}</main></body></html>`,
    '/liar': '<!DOCTYPE html><html lang="da"><title>x</title><script>parent.postMessage({ noegletal: "height", height: 9000 }, "*")</script>' };
  return response.writeHead(pages[path] ? 200 : 404, { 'content-type': types['.html'] }).end(pages[path] ?? '');
});
const at = folder => `${home.origin}${prefix}${folder}`;
const script = `<script src="${at('embed/noegletal-figur.js')}" async></script>`;

async function open(html, look, options = {}) {
  body = html;
  const context = await chromium.newContext({ viewport: desktop, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const problems = [];
  page.on('pageerror', error => problems.push(error.message));
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) problems.push(message.text()); });
  await page.goto(`${other.origin}/`, { waitUntil: 'load' });
  await look(page, problems);
  await context.close();
}
const ready = (page, count = 1) => page.waitForFunction(count => document.querySelectorAll('noegletal-figur[state=ready]').length === count, count, { timeout: 10000 });
const inside = (page, selector) => page.locator('noegletal-figur').first().locator(selector);

// Every figure of the archive: said what it is, with everything it must never be without.
const releases = join(archive, 'embed');
const folders = [];
(function walk(folder) {
  for (const entry of readdirSync(join(releases, folder), { withFileTypes: true })) {
    if (entry.isDirectory()) walk(`${folder}${entry.name}/`);
    else if (entry.name === 'index.html') folders.push(folder);
  }
})('');
check('embed/', folders.length > 20, `only ${folders.length} figures`);
let parties = 0;
for (const folder of folders) {
  const page = readFileSync(join(releases, folder, 'index.html'), 'utf8');
  const party = /^latest\/(a-kasse|jobcenter|omraade)\//.test(folder);
  parties += party;
  for (const part of ['data-embed', 'Kilde: ', party ? ', ' : 'offentliggjort ', 'symboler/index.html', 'rel="license"', party ? '">Tallene med forklaring' : '/maal/', 'Licens: ', 'rel="canonical"']) check(folder, page.includes(part), `has no ${part}`);
  check(folder, /<svg|<table/.test(page), 'shows nothing');
  const answer = JSON.parse(readFileSync(join(releases, folder, 'oembed.json'), 'utf8'));
  same(folder, [answer.version, answer.type, answer.cache_age], ['1.0', 'rich', folder.startsWith('latest/') ? 3600 : undefined], 'oEmbed says');
  check(folder, answer.html.includes(`${answer.provider_url}embed/${folder}"`), 'oEmbed shows another figure');
}
check('embed/latest/', parties > 20, `only ${parties} funds and areas have a figure of their own`);
const newest = json('api/v1/index.json').editions?.[0] ?? json('api/v1/index.json').releases?.[0];
const slug = `${(newest.period ?? newest.release.period).replace('M', '-')}/v${newest.version ?? newest.release.version}`;
const measure = readdirSync(join(releases, slug), { withFileTypes: true }).find(entry => entry.isDirectory()).name;
const fund = readdirSync(join(archive, slug, 'a-kasse'), { withFileTypes: true }).find(entry => entry.isDirectory()).name;
const frozen = `embed/${slug}/${measure}/`;
const updating = `embed/latest/${measure}/`;
const own = readFileSync(join(archive, frozen, 'index.html'), 'utf8');
const figures = html => [...html.matchAll(/<td class="n[^>]*>(?:<[^>]*>)?([^<]*)/g)].map(([, text]) => text.trim());
same(measure, figures(readFileSync(join(archive, updating, 'index.html'), 'utf8')), figures(own), 'the newest month has other figures than its version');

// Frames take the height of what is in them, several on one page; nobody else can set it.
await open(`<iframe src="${at(frozen)}" title="En" width="100%" height="480" data-noegletal></iframe><iframe src="${at(`${updating}figur/`)}" title="To" width="100%" height="480" data-noegletal></iframe><iframe src="/liar" title="Tre" height="300" data-noegletal></iframe><iframe src="${at(frozen)}" title="Fire" height="300"></iframe>${script}${script}`, async (page, problems) => {
  await page.waitForFunction(() => [...document.querySelectorAll('iframe')].slice(0, 2).every(frame => frame.style.height), null, { timeout: 10000 });
  await page.waitForTimeout(300);
  const heights = await page.evaluate(() => [...document.querySelectorAll('iframe')].map(frame => frame.style.height));
  const frames = page.frames().filter(frame => frame.url().includes('/embed/'));
  for (const [index, frame] of frames.slice(0, 2).entries()) {
    const real = await frame.evaluate(() => [document.documentElement.scrollHeight, document.documentElement.clientHeight]);
    check(`frame ${index}`, real[0] <= real[1] + 1, `${real[0]} px in a frame of ${real[1]}`);
  }
  check('frame 1', heights[0] !== heights[1], 'two figures have the same height');
  // The liar's own frame comes from the page's own host, and may be as tall as it says; no other frame is.
  same('heights', heights.slice(0, 2).includes('9000px'), false, 'a lie changes another frame');
  same('heights', heights[3], '', 'a frame that did not ask is changed');
  same('frames', problems, [], 'the console says');
  await page.evaluate(origin => window.postMessage({ noegletal: 'height', height: 77 }, origin), other.origin);
  await page.waitForTimeout(100);
  same('heights', await page.evaluate(() => [...document.querySelectorAll('iframe')].map(frame => frame.style.height)), heights, 'a message from no frame changes heights');
  // A narrower page makes the figure taller, and the frame follows.
  await page.setViewportSize({ width: 340, height: 800 });
  await page.waitForTimeout(400);
  const narrow = await frames[0].evaluate(() => [document.documentElement.scrollHeight, document.documentElement.clientHeight, document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  check('narrow', narrow[0] <= narrow[1] + 1 && narrow[2] <= narrow[3], `does not fit: ${narrow}`);
  await shot(page, 'embed-frames', { fullPage: true });
});
// A link in a frame opens the site itself, not inside the frame.
await open(`<iframe src="${at(frozen)}" title="En" width="900" height="900" data-noegletal></iframe>`, async page => {
  const frame = page.frames().find(one => one.url().includes('/embed/'));
  const opened = page.waitForEvent('popup', { timeout: 5000 });
  await frame.locator('footer a').first().click();
  const popup = await opened;
  await popup.waitForLoadState();
  check('link', popup.url().includes(`/${slug}/maal/${measure}/`), `leads to ${popup.url()}`);
});

// The component: the same figure without a frame, several on one page, with addresses that lead back.
const link = `<a href="${at(frozen)}">Se tallene</a>`;
await open(`<p>Før.</p><noegletal-figur src="${at(frozen)}">${link}</noegletal-figur><noegletal-figur src="${at(`${updating}figur/`)}">${link}</noegletal-figur><noegletal-figur src="${at('embed/latest/findes-ikke/')}">${link}</noegletal-figur><noegletal-figur src="javascript:alert(1)">${link}</noegletal-figur><noegletal-figur>${link}</noegletal-figur>${script}`, async (page, problems) => {
  await ready(page, 2);
  await page.waitForFunction(() => document.querySelectorAll('noegletal-figur[state=error]').length === 3, null, { timeout: 5000 });
  same('component', await inside(page, 'td.n').first().evaluate(one => one.firstChild.textContent.trim()), figures(own)[0], 'shows');
  check('component', (await inside(page, 'footer').innerText()).includes('Kilde: '), 'has no source');
  const links = await page.evaluate(() => [...document.querySelector('noegletal-figur').shadowRoot.querySelectorAll('a[href]')].map(one => one.getAttribute('href')));
  check('component', links.length > 2 && links.every(href => /^https?:|^#/.test(href)), links.join(' '));
  for (const href of links.filter(href => href.startsWith(home.origin))) check('component', (await page.request.get(href)).ok(), `a link leads nowhere: ${href}`);
  same('component', await page.evaluate(() => document.querySelector('noegletal-figur').shadowRoot.querySelectorAll('script, base').length), 0, 'scripts in the figure');
  const color = await inside(page, 'svg, table').first().evaluate(one => getComputedStyle(one).borderCollapse || getComputedStyle(one).color);
  check('component', color, 'has no style');
  check('component', await page.locator('noegletal-figur').nth(2).innerText().then(text => text.includes('Se tallene')), 'a figure that is not there shows no link');
  check('component', await page.evaluate(() => document.querySelectorAll('noegletal-figur')[2].shadowRoot.querySelector('[role=status]').textContent.includes('kunne ikke hentes')), 'says nothing of the error');
  same('component', problems.filter(text => !/404/.test(text)), [], 'the console says');
  await page.evaluate(() => document.querySelector('noegletal-figur').style.setProperty('--noegletal-accent', 'rgb(1, 2, 3)'));
  same('theme', await inside(page, 'footer a').first().evaluate(one => getComputedStyle(one).color), 'rgb(1, 2, 3)', 'the accent is');
  // The figure in place of which another is asked for.
  await page.evaluate(src => document.querySelectorAll('noegletal-figur')[2].setAttribute('src', src), at(`${frozen}figur/`));
  await ready(page, 3);
  await fits(page, 'component');
  await accessible(page, 'component');
  await shot(page, 'embed-component', { fullPage: true });
});
for (const [name, options] of [['dark', { colorScheme: 'dark' }], ['320 px', { viewport: { width: 320, height: 800 } }]]) {
  await open(`<noegletal-figur src="${at(frozen)}">${link}</noegletal-figur>${script}`, async page => {
    await ready(page);
    await fits(page, name);
    await accessible(page, name);
  }, options);
}
// As a module; and without any script the link is what there is, and frames still show the figure.
await open(`<noegletal-figur src="${at(frozen)}">${link}</noegletal-figur><script type="module" src="${at('embed/noegletal-figur.js')}"></script>`, page => ready(page));
await open(`<noegletal-figur src="${at(frozen)}">${link}</noegletal-figur><iframe src="${at(frozen)}" title="En" width="900" height="600"></iframe>${script}`, async page => {
  check('no script', await page.getByRole('link', { name: 'Se tallene' }).isVisible(), 'there is no link');
  check('no script', await page.frameLocator('iframe').locator('footer').innerText().then(text => text.includes('Kilde: ')), 'the frame is empty');
}, { javaScriptEnabled: false });
// A plain fetch, as the page for developers shows it.
await open('', async page => {
  const read = await page.evaluate(async address => (await (await fetch(address)).json()).observations.length, at(`api/v1/releases/${slug}/${measure}.json`));
  check('fetch', read > 0, 'nothing is read');
});
// The page of the measure writes the HTML, and what it writes works.
body = '';
{
  const context = await chromium.newContext({ viewport: desktop });
  const page = await context.newPage();
  await page.goto(at(`${slug}/maal/${measure}/index.html`), { waitUntil: 'load' });
  await page.locator('.embeds summary').click();
  await page.locator('.embeds select').nth(1).selectOption('1');
  await page.locator('.embeds select').nth(2).selectOption('1');
  const written = await page.locator('.embeds textarea').inputValue();
  check('dialogue', written.includes('<noegletal-figur src="') && written.includes(`/${frozen}"`), written);
  await page.locator('.embeds select').nth(0).selectOption('1');
  await page.locator('.embeds select').nth(1).selectOption('0');
  await page.locator('.embeds select').nth(2).selectOption('0');
  const frame = await page.locator('.embeds textarea').inputValue();
  check('dialogue', frame.startsWith('<iframe src="') && frame.includes(`/${updating}`), frame);
  await accessible(page, 'dialogue');
  await shot(page, 'embed-dialogue');
  await context.close();
  const base = json(`${updating}oembed.json`).provider_url;
  await open(frame.replaceAll(base, at('')), async shown => {
    await shown.waitForFunction(() => document.querySelector('iframe').style.height, null, { timeout: 10000 });
    check('dialogue', true, '');
  });
}
// Pieces of pages: any table or chart, by the id after #, with the same words around it as a figure of its own; and no
// more of the page than that.
const page = `${slug}/a-kasse/${fund}/`;
const synthetic = readFileSync(join(archive, page, 'index.html'), 'utf8').includes('class="banner synthetic"');
for (const folder of ['', 'en/']) {
  const address = `${folder}${page}#alle-noegletal`;
  await open(`<noegletal-figur src="${at(address)}">${link}</noegletal-figur><noegletal-figur src="${at(`${folder}${page}#findes-ikke`)}">${link}</noegletal-figur>${script}`, async (shown, problems) => {
    await ready(shown);
    await shown.waitForFunction(() => document.querySelectorAll('noegletal-figur[state=error]').length === 1, null, { timeout: 5000 });
    const whole = readFileSync(join(archive, folder, page, 'index.html'), 'utf8');
    const own = whole.slice(whole.indexOf('<h2 id="alle-noegletal"'));
    const cells = html => [...html.matchAll(/<td class="n[^>]*>(?:<[^>]*>)*([^<]*)/g)].map(([, text]) => text.trim());
    const got = await shown.evaluate(() => document.querySelector('noegletal-figur').shadowRoot.innerHTML);
    same(address, cells(got), cells(own.slice(0, own.indexOf('</section>'))), 'the piece has other figures');
    check(address, cells(got).length > 2, 'the piece has no figures');
    same(address, got.includes('banner synthetic'), synthetic, 'made up, and said so:');
    const footer = await inside(shown, 'footer').innerText();
    for (const part of folder ? ['Source: ', 'version', 'Symbols'] : ['Kilde: ', 'udgave', 'Symboler']) check(address, footer.includes(part), `the footer has no ${part}: ${footer}`);
    const links = await shown.evaluate(() => [...document.querySelector('noegletal-figur').shadowRoot.querySelectorAll('a[href]')].map(one => one.getAttribute('href')));
    const base = json(`${updating}oembed.json`).provider_url;
    check(address, links.every(href => /^https?:/.test(href)) && links.includes(`${base}${address}`), links.join(' '));
    same(address, await shown.evaluate(() => document.querySelector('noegletal-figur').shadowRoot.querySelectorAll('script, header, nav').length), 0, 'more than the piece is shown');
    same(address, problems, [], 'the console says');
    await fits(shown, address);
    await accessible(shown, address);
    if (!folder) await shot(shown, 'embed-piece', { fullPage: true });
  });
}
// The page of a fund writes the HTML for its figures and for its sections, and offers nothing that is not there.
{
  const context = await chromium.newContext({ viewport: desktop });
  const shown = await context.newPage();
  await shown.goto(at(`${page}index.html`), { waitUntil: 'load' });
  await shown.locator('.embeds summary').click();
  const text = () => shown.locator('.embeds textarea').inputValue();
  const select = number => shown.locator('.embeds select').nth(number);
  check('fund', (await text()).startsWith('<iframe src="') && (await text()).includes(`/embed/latest/a-kasse/${fund}/"`), await text());
  await select(1).selectOption('1');
  check('fund', (await text()).includes(`<noegletal-figur src="`) && (await text()).includes(`/${page}#alle-noegletal"`), await text());
  same('fund', await select(2).locator('option').evaluateAll(all => all.map(one => one.disabled)), [true, false], 'ways that can be chosen:');
  const offered = await select(0).locator('option').allTextContents();
  check('fund', offered.length > 2, `only ${offered}`);
  await select(0).selectOption(String(offered.length - 1));
  const id = (await text()).match(/#([^"]+)"/)?.[1];
  check('fund', id && await shown.locator(`#${id}`).count() === 1, await text());
  await shown.setViewportSize({ width: 320, height: 800 });
  await fits(shown, 'fund, dialogue at 320 px');
  await context.close();
}
home.server.close();
other.server.close();
await report(`${folders.length} figures`);
