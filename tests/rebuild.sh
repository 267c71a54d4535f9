#!/usr/bin/env bash
# A second build writes nothing: no file of the archive changes its content, its size or its time of change.
#    tests/rebuild.sh ARCHIVE     an archive that was just built from this repository
set -euo pipefail
cd "$(dirname "$0")/.."
archive=$1
list() { find "$archive" -type f -printf '%P %s %T@\n' | LC_ALL=C sort; }
before=$(list)
target/release/noegletal build --out "$archive" >/dev/null
after=$(list)
if [ "$before" != "$after" ]; then
    diff <(echo "$before") <(echo "$after") | sed -n 1,20p
    echo "a second build changed files" >&2
    exit 1
fi
echo "a second build changed none of $(echo "$before" | wc -l) files"
