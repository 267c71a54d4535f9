#!/usr/bin/env bash
# Publishes to real servers: a folder behind nginx, with a reader who follows every link while the publication is killed at
# many file operations; the headers of nginx, Apache and Caddy with the configuration that the program writes; and an S3
# server (moto, which is there by pip alone and answers as Amazon's service does).
#    tests/publish_servers.sh [STEP]     STEP = kill at every STEP-th operation (default 19)
set -euo pipefail
cd "$(dirname "$0")/.."
program=${NOEGLETAL:-$PWD/target/release/noegletal}
step=${1:-19}
work=$(mktemp -d "${TMPDIR:-/tmp}/noegletal-servers.XXXXXX")
started=()
stop() { for one in "${started[@]}"; do kill "$one" 2>/dev/null || true; done; wait 2>/dev/null || true; }
trap 'stop; rm -rf "$work"' EXIT
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
answers() { # URL
    for _ in $(seq 100); do curl -s -o /dev/null "$1" && return 0; sleep 0.1; done
    echo "nothing answers at $1" >&2; return 1
}

# Two states: this repository without its made-up months, and the same with a month more and a note less.
mkdir "$work/old.pub" "$work/new.pub"
for pub in old new; do
    cp -r noegletal.toml data content templates "$work/$pub.pub/"
    rm -rf "$work/$pub.pub/data/releases.lock" "$work/$pub.pub/data/releases.hidden" "$work/$pub.pub/data/"202[45]-*
done
mkdir -p "$work/new.pub/data/2021-10/v1"
cat >"$work/new.pub/data/2021-10/v1/release.toml" <<'TOML'
period = "2021-10"
published = "2022-01-14T08:00:00+01:00"
status = "final"
class = "first"
synthetic = true
TOML
printf 'period,akasse,value\n2021-10,3f,91\n2021-10,hk,78\n' >"$work/new.pub/data/2021-10/v1/fokusmaal_2_samtaler.csv"
cat >"$work/old.pub/content/notater/2021-12-16-trukket.md" <<'NOTE'
+++
slug = "trukket"
type = "notat"
date = "2021-12-16"
title = "Et notat, der trækkes tilbage"
summary = "Det er der i den gamle udgave."
+++
Tekst.
NOTE
for pub in old new; do
    "$program" --root "$work/$pub.pub" build --out "$work/$pub" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
done
publish() { "$program" publish --from "$work/new" --grace 0 "$@"; }

echo "== a folder behind nginx"
port=$(free_port)
mkdir -p "$work/nginx" "$work/www"
chmod 755 "$work"
"$program" hosting nginx | sed "s|listen 80;|listen 127.0.0.1:$port;|; s|/srv/www|$work/www|" >"$work/nginx/site.conf"
{
    [ "$(id -u)" = 0 ] && echo "user root;"
    echo "pid $work/nginx/pid; error_log $work/nginx/error.log; worker_processes 1; daemon off; events {}"
    echo "http { access_log off; client_body_temp_path $work/nginx; proxy_temp_path $work/nginx; fastcgi_temp_path $work/nginx;"
    echo "uwsgi_temp_path $work/nginx; scgi_temp_path $work/nginx; include $work/nginx/site.conf; }"
} >"$work/nginx/nginx.conf"
PATH=$PATH:/usr/sbin nginx -p "$work/nginx" -c "$work/nginx/nginx.conf" &
started+=($!)
"$program" publish --from "$work/old" "$work/www" --grace 0 >/dev/null 2>&1
answers "http://127.0.0.1:$port/"
python3 tests/publish_reader.py "http://127.0.0.1:$port/" --once
python3 tests/publish_headers.py "http://127.0.0.1:$port/" "$work/www"

# A reader walks on and on while the publication is killed and then begun again.
calls=renameat,renameat2,rename,unlink,unlinkat,mkdir,mkdirat,syncfs
cp -r "$work/www" "$work/first"
strace -f -qq -o "$work/trace" -e trace=$calls "$program" publish --from "$work/new" --grace 0 "$work/first" >/dev/null 2>&1
total=$(grep -cE '[a-z0-9]+\(' "$work/trace")
kills=0
for ((at = 1; at <= total; at += step)); do
    rm -rf "$work/www"
    cp -r "$work/old" "$work/www"
    python3 tests/publish_reader.py "http://127.0.0.1:$port/" --until "$work/done.$at" >"$work/reader" 2>&1 &
    reader=$!
    started+=("$reader")
    # Readers who have an old page open are given a moment.
    { (strace -f -qq -o /dev/null -e trace=$calls -e inject=$calls:signal=KILL:when="$at" "$program" publish --from "$work/new" --grace 2 "$work/www" >/dev/null 2>&1); } 2>/dev/null || true
    kills=$((kills + 1))
    python3 tests/publish_reader.py "http://127.0.0.1:$port/" --once >"$work/log" || { cat "$work/log"; echo "after a kill at call $at of $total"; exit 1; }
    "$program" publish --from "$work/new" --grace 2 "$work/www" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    touch "$work/done.$at"
    wait "$reader" || { cat "$work/reader"; echo "around a kill at call $at of $total"; exit 1; }
    diff -r -x '.noegletal-lock' "$work/new" "$work/www" || { echo "not completed after a kill at call $at of $total"; exit 1; }
    "$program" verify "$work/www" >/dev/null || { echo "not proved after a kill at call $at of $total"; exit 1; }
done
echo "killed at $kills of $total operations: no link led nowhere, and the next publication completed it"
[ "$kills" -gt 0 ]

for server in apache caddy; do
    port=$(free_port)
    case $server in
    apache)
        apache=$(PATH=$PATH:/usr/sbin command -v apache2) || { echo "== no Apache here"; continue; }
        modules=/usr/lib/apache2/modules
        {
            echo "ServerRoot $work"; echo "PidFile $work/apache.pid"; echo "ErrorLog $work/apache.log"; echo "Listen 127.0.0.1:$port"
            for module in mpm_event authz_core mime dir headers filter deflate alias; do
                echo "LoadModule ${module}_module $modules/mod_$module.so"
            done
            echo "TypesConfig /dev/null"
            "$program" hosting apache | sed "s|\*:80|127.0.0.1:$port|; s|/srv/www|$work/www|"
        } >"$work/apache.conf"
        "$apache" -f "$work/apache.conf" -D FOREGROUND -c "ServerName localhost" &
        ;;
    caddy)
        command -v caddy >/dev/null || { echo "== no Caddy here"; continue; }
        { echo '{'; echo 'admin off'; echo 'auto_https off'; echo '}'; "$program" hosting caddy |
            sed "s|^noegletal.example|http://127.0.0.1:$port|; s|/srv/www|$work/www|"; } >"$work/Caddyfile"
        XDG_DATA_HOME=$work XDG_CONFIG_HOME=$work caddy run --config "$work/Caddyfile" --adapter caddyfile >"$work/caddy.log" 2>&1 &
        ;;
    esac
    started+=($!)
    echo "== the same headers from $server"
    answers "http://127.0.0.1:$port/" || { cat "$work/$server.log"; exit 1; }
    python3 tests/publish_headers.py "http://127.0.0.1:$port/" "$work/www"
done

echo "== an S3 server"
moto=${MOTO_SERVER:-$(command -v moto_server || true)}
[ -n "$moto" ] || { echo "no moto_server: pip install 'moto[server]', and name it in MOTO_SERVER" >&2; exit 1; }
port=$(free_port)
"$moto" -H 127.0.0.1 -p "$port" >"$work/moto.log" 2>&1 &
started+=($!)
answers "http://127.0.0.1:$port/"
export AWS_ENDPOINT_URL="http://127.0.0.1:$port" AWS_ALLOW_HTTP=true AWS_REGION=us-east-1
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test
curl -sf -X PUT "$AWS_ENDPOINT_URL/figures" >/dev/null
curl -sf -X PUT "$AWS_ENDPOINT_URL/figures?policy" -H 'Content-Type: application/json' -o /dev/null --data-binary '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::figures","arn:aws:s3:::figures/*"]}]}'
objects() { python3 tests/publish_objects.py "$AWS_ENDPOINT_URL/figures" site "$@"; }
"$program" publish --from "$work/old" s3://figures/site --grace 0 2>/dev/null
objects "$work/old"
# Nothing is taken away from beside it.
curl -sf -X PUT "$AWS_ENDPOINT_URL/figures/other/x" -H 'Content-Type: text/plain' --data-binary mine >/dev/null
# Cut after some of its requests: the server is asked by a program that is killed.
requests=$(($(publish s3://figures/site --dry-run 2>/dev/null | grep -c $'\t')))
for share in 1 2 3; do
    "$program" publish --from "$work/new" --grace 0 --jobs 1 s3://figures/site >/dev/null 2>&1 &
    one=$!
    # Counted by what the server has answered, not by time.
    from=$(grep -c ' "PUT ' "$work/moto.log" || true)
    until [ $(($(grep -c ' "PUT ' "$work/moto.log" || true) - from)) -ge $((requests * share / 8)) ] || ! kill -0 "$one" 2>/dev/null; do sleep 0.02; done
    kill -9 "$one" 2>/dev/null || true
    if wait "$one" 2>/dev/null; then echo "it ended before it could be killed" >&2; exit 1; fi
    python3 tests/publish_reader.py "$AWS_ENDPOINT_URL/figures/site/" --once --no-folders
done
publish s3://figures/site 2>/dev/null | tee "$work/log"
grep -q 'An interrupted publication was completed' "$work/log"
objects "$work/new"
[ "$(curl -sf "$AWS_ENDPOINT_URL/figures/other/x")" = mine ]
publish s3://figures/site --verify 2>/dev/null >"$work/log"
grep -q "is the archive already" "$work/log"
[ "$(AWS_SECRET_ACCESS_KEY='' AWS_ACCESS_KEY_ID='' "$program" publish --from "$work/new" s3://figures/site >/dev/null 2>&1; echo $?)" = 2 ]
[ "$("$program" publish --from "$work/new" s3://nobody/site >/dev/null 2>&1; echo $?)" = 3 ]
[ "$("$program" publish --from "$work/old" s3://figures/site >/dev/null 2>&1; echo $?)" = 1 ]
# The same over TLS, with a certificate that the machine trusts or not.
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
    -addext basicConstraints=critical,CA:FALSE -keyout "$work/key.pem" -out "$work/cert.pem" 2>/dev/null
port=$(free_port)
"$moto" -H 127.0.0.1 -p "$port" -s -c "$work/cert.pem" -k "$work/key.pem" >"$work/moto-tls.log" 2>&1 &
started+=($!)
for _ in $(seq 100); do curl -s -o /dev/null --cacert "$work/cert.pem" "https://localhost:$port/" && break; sleep 0.1; done
curl -sf --cacert "$work/cert.pem" -X PUT "https://localhost:$port/figures" >/dev/null
tls() { env -u AWS_ALLOW_HTTP AWS_ENDPOINT_URL="https://localhost:$port" "$@" "$program" publish --from "$work/new" s3://figures/site; }
tls SSL_CERT_FILE="$work/cert.pem" 2>/dev/null
if tls >"$work/log" 2>&1; then echo "a certificate that nobody vouches for was taken" >&2; exit 1; fi
grep -qi 'certificate' "$work/log" || { cat "$work/log"; exit 1; }
echo "uploaded, killed three times, completed, read again: every object has its bytes, type and cache rule"
