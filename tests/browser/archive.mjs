// An archive on a server of its own, and the browser that reads it.
import { createReadStream, existsSync, mkdtempSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { createGzip } from 'node:zlib';
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
    // As the hosts that docs/publishing.md describes send it: tightly packed, and what has a hash in its name once and for all.
    const packed = found && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(found ? 200 : 404, {
      'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy, ...(packed ? { 'content-encoding': 'gzip' } : {}),
      'cache-control': path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
    });
    if (!found) return response.end('not found');
    const stream = createReadStream(file);
    return packed ? stream.pipe(createGzip()).pipe(response) : stream.pipe(response);
  });
  return new Promise(done => server.listen(0, '127.0.0.1', () => done({ server, root: `http://127.0.0.1:${server.address().port}${prefix}` })));
}

// Chromium without anything that asks other hosts.
export function launch() {
  const profile = mkdtempSync(join(tmpdir(), 'noegletal-browser-'));
  const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags, headless: true, env: { ...process.env, HOME: profile } });
}
