// An archive on a server of its own, and the browser that reads it.
import { createReadStream, existsSync, mkdtempSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { chromium } from 'playwright-core';

const types = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.json': 'application/json', '.csv': 'text/csv; charset=utf-8', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8',
};
// The strict policy that any host can send: everything from the archive itself, no inline code or style.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'";

// Serves an archive below a prefix of the address, with the strict policy; some paths as if they were not there.
export function serve(archive, prefix, isMissing = () => false) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    let file = path.startsWith(prefix) ? join(archive, path.slice(prefix.length)) : '';
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const found = file.startsWith(archive) && existsSync(file) && !isMissing(path);
    if (path === '/favicon.ico' && !found) return response.writeHead(204).end();
    response.writeHead(found ? 200 : 404, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy });
    if (found) createReadStream(file).pipe(response); else response.end('not found');
  });
  return new Promise(done => server.listen(0, '127.0.0.1', () => done({ server, root: `http://127.0.0.1:${server.address().port}${prefix}` })));
}

// Chromium without anything that asks other hosts.
export function launch() {
  const profile = mkdtempSync(join(tmpdir(), 'noegletal-browser-'));
  const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags, headless: true, env: { ...process.env, HOME: profile } });
}
