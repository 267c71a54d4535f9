#!/usr/bin/env bash
# Kills the build at every system call that changes files, one after another, over an archive of an earlier state.
# After each kill: every page of the earlier state is whole in its old or its new form, and every link of every page that
# is there leads to a file. Afterwards the next build completes the archive to the same bytes as a build from nothing.
#    tests/kill_build.sh [STEP]     STEP = try every STEP-th call (default 1)
set -euo pipefail
cd "$(dirname "$0")/.."
program=$PWD/target/release/noegletal
step=${1:-1}
work=$(mktemp -d "${TMPDIR:-/tmp}/noegletal-kill.XXXXXX")

# The earlier state: only the first edition was out. The later one: both, so old pages change and new ones come.
before=2015-01-01T00:00:00+01:00
"$program" build --out "$work/old" --now "$before" >/dev/null
"$program" build --out "$work/new" >/dev/null
calls=renameat,renameat2,rename,mkdir,mkdirat,unlink,unlinkat,rmdir,fsync,fdatasync,syncfs,ftruncate

total=$(cp -r "$work/old" "$work/count" && strace -f -qq -e trace=$calls "$program" build --jobs 1 --out "$work/count" 2>&1 >/dev/null | grep -cE '^(\[pid +[0-9]+\] )?[a-z0-9]+\(' || true)
kills=0
for ((at = 1; at <= total; at += step)); do
    rm -rf "$work/site" && cp -r "$work/old" "$work/site"
    strace -f -qq -o /dev/null -e trace=$calls -e inject=$calls:signal=KILL:when=$at "$program" build --jobs 1 --out "$work/site" >/dev/null 2>&1 || true
    kills=$((kills + 1))
    python3 tests/whole.py "$work/site" "$work/old" "$work/new" || { echo "after a kill at call $at of $total"; exit 1; }
    "$program" build --out "$work/site" >/dev/null
    diff -r "$work/new" "$work/site" || { echo "not completed after a kill at call $at of $total"; exit 1; }
done
echo "killed at $kills of $total file-changing calls: the archive served each time, and the next build completed it"
[ "$kills" -gt 0 ]
