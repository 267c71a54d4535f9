// What all suites share: their arguments, their archive on a server, their checks, and the report at the end.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { launch, serve } from './archive.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const desktop = { width: 1280, height: 900 };
export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };

// A suite over an archive: `node SUITE.mjs ARCHIVE`. Screenshots and printed sheets go to the folder NOEGLETAL_PICTURES.
export function suite() {
  const [argument] = process.argv.slice(2);
  if (!argument) {
    console.error(`usage: node ${process.argv[1].split('/').at(-1)} ARCHIVE      NOEGLETAL_PICTURES=folder keeps screenshots`);
    process.exit(2);
  }
  const archive = resolve(argument);
  const pictures = process.env.NOEGLETAL_PICTURES && resolve(process.env.NOEGLETAL_PICTURES);
  if (pictures) mkdirSync(pictures, { recursive: true });
  const failures = [];
  const servers = [];
  let checked = 0;
  let browser;

  const fail = (where, what) => failures.push(`${where}: ${String(what).slice(0, 500)}`);
  function check(where, good, what) {
    checked += 1;
    if (!good) fail(where, typeof what === 'function' ? what() : what);
    return Boolean(good);
  }
  const same = (where, found, expected, what = 'is') => check(where, JSON.stringify(found) === JSON.stringify(expected),
    () => `${what} ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);

  return {
    archive, pictures, fail, check, same,
    // The text of one of the archive's files, and its JSON.
    text: path => readFileSync(join(archive, path), 'utf8'),
    json: path => JSON.parse(readFileSync(join(archive, path), 'utf8')),
    file: (page, name) => pictures && join(pictures, name),
    async browser() { browser ??= await launch(); return browser; },
    async serve(prefix = '/', isMissing) {
      const server = await serve(archive, prefix, isMissing);
      servers.push(server.server);
      return server.root;
    },
    // Holds the console, the network and the hosts of everything that a tab opens against what an archive promises.
    // `at` says where the tab stands now: `{ where, base }`, changed before each page.
    watch(page, at, allowed = () => false) {
      page.on('console', message => { if (['error', 'warning'].includes(message.type()) && !allowed(message.text())) fail(at.where, `console: ${message.text()}`); });
      page.on('pageerror', error => fail(at.where, `script: ${error.message}`));
      page.on('requestfailed', request => { if (!allowed(request.url())) fail(at.where, `request failed: ${request.url()}`); });
      page.on('response', response => { if (response.status() >= 400 && !response.url().endsWith('404.html') && !allowed(response.url())) fail(at.where, `${response.status()}: ${response.url()}`); });
      page.on('request', request => { if (!request.url().startsWith(at.base) && !/^(data|blob):/.test(request.url())) fail(at.where, `other host: ${request.url()}`); });
    },
    // No wider than its window.
    async fits(page, where) {
      // Tables see on the next frame how much room they have.
      await page.evaluate(() => new Promise(done => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
      const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
      check(where, wide <= window, `${wide} px wide in a window of ${window} px`);
    },
    // No violation that axe knows; with `only`, none of these rules. The page keeps the checker, so that it can ask again.
    async accessible(page, where, only) {
      if (!await page.evaluate(() => Boolean(window.axe))) await page.evaluate(axe);
      const runOnly = only ? { type: 'rule', values: only } : { type: 'tag', values: rules };
      const violations = await page.evaluate(runOnly => window.axe.run(document, { runOnly, resultTypes: ['violations'] }).then(found => found.violations.map(
        ({ id, help, nodes }) => `axe ${id}: ${help} at ${nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | ')}`)), runOnly);
      checked += 1;
      for (const violation of violations) fail(where, violation);
    },
    async shot(page, name, options = {}) { if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), ...options }); },
    // Says how it went and ends the process: 0 when every check held and there were some.
    async report(about = '') {
      await browser?.close();
      for (const server of servers) server.close();
      for (const failure of failures.slice(0, 60)) console.log(failure);
      if (failures.length > 60) console.log(`and ${failures.length - 60} more`);
      if (about) console.log(about);
      console.log(`${Math.max(0, checked - failures.length)} passed, ${failures.length} failed`);
      process.exit(failures.length === 0 && checked > 0 ? 0 : 1);
    },
  };
}
