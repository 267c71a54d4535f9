import { chromium } from 'playwright-core';
const [,, base, out, ...specs] = process.argv;
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
for (const s of specs) {
  const [p, w, mode] = s.split('@');
  const c = await b.newContext({ viewport: { width: +w, height: 900 }, colorScheme: mode === 'dark' ? 'dark' : 'light' });
  const g = await c.newPage();
  await g.goto('file://' + base + '/' + p);
  await g.waitForTimeout(300);
  await g.screenshot({ path: `${out}/${p.replace(/\W+/g, '_')}_${w}.png`, fullPage: true });
  console.log(p, w, await g.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]));
}
await b.close();
