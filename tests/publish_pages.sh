#!/usr/bin/env bash
# Serves an archive by the local server of a service that reads the file `_headers` (Cloudflare's wrangler), with the file
# that the program writes, and asks for the same headers as of nginx, Apache and Caddy.
#    tests/publish_pages.sh ARCHIVE      an archive with the edition 2021-09/v1
set -euo pipefail
archive=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
program=$PWD/target/release/noegletal
work=$(mktemp -d "${TMPDIR:-/tmp}/noegletal-pages.XXXXXX")
server=
# The server starts others, all in a group of its own.
stop() { [ -z "$server" ] || kill -- "-$server" 2>/dev/null || true; rm -rf "$work"; }
trap stop EXIT
cp -r "$archive" "$work/www"
"$program" hosting headers >"$work/www/_headers"
(cd tests/hosting && npm ci --silent --ignore-scripts --no-audit --no-fund)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
export CI=1 WRANGLER_SEND_METRICS=false XDG_CONFIG_HOME=$work/config HOME=$work
setsid node tests/hosting/node_modules/wrangler/bin/wrangler.js pages dev "$work/www" --ip 127.0.0.1 --port "$port" \
    --compatibility-date 2026-01-01 >"$work/log" 2>&1 &
server=$!
for _ in $(seq 120); do
    if curl --silent --output /dev/null "http://127.0.0.1:$port/"; then break; fi
    kill -0 "$server" || { cat "$work/log"; exit 1; }
    sleep 0.5
done
echo "== the same headers from a service that reads _headers"
python3 tests/publish_headers.py "http://127.0.0.1:$port/" "$work/www" headers
