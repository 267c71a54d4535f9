#!/usr/bin/env bash
# Kills the build at every system call that changes files, one after another, over an archive of an earlier state.
# After each kill: every page of the earlier state is whole in its old or its new form, and every link of every page that
# is there leads to a file; `noegletal verify` finds no error. Afterwards the next build completes the archive to the same bytes as a build from nothing.
#    tests/kill_build.sh [STEP]     STEP = try every STEP-th call (default 1)
set -euo pipefail
cd "$(dirname "$0")/.."
program=$PWD/target/release/noegletal
step=${1:-1}
work=$(mktemp -d "${TMPDIR:-/tmp}/noegletal-kill.XXXXXX")

# The earlier state is this repository without its made-up months, which would only make each round longer; the later one
# has a month more, so old pages change and new ones come.
mkdir "$work/next"
cp -r noegletal.toml data content templates "$work/next/"
rm -rf "$work/next/data/releases.lock" "$work/next/data/"202[45]-*
mkdir -p "$work/next/data/2021-10/v1"
cat >"$work/next/data/2021-10/v1/release.toml" <<'TOML'
period = "2021-10"
published = "2022-01-14T08:00:00+01:00"
status = "final"
class = "first"
synthetic = true
TOML
printf 'period,akasse,value\n2021-10,3f,91\n2021-10,hk,78\n' >"$work/next/data/2021-10/v1/fokusmaal_2_samtaler.csv"
cp -r noegletal.toml data content templates "$work/"
rm -rf "$work/data/releases.lock" "$work/data/"202[45]-*
"$program" --root "$work" build --out "$work/old" >/dev/null 2>&1
"$program" --root "$work/next" build --out "$work/new" >/dev/null 2>&1
build() { "$program" --root "$work/next" build --jobs 1 --out "$1"; }
calls=renameat,renameat2,rename,mkdir,mkdirat,unlink,unlinkat,rmdir,fsync,fdatasync,syncfs,ftruncate

cp -r "$work/old" "$work/count"
strace -f -qq -o "$work/trace" -e trace=$calls "$program" --root "$work/next" build --jobs 1 --out "$work/count" >/dev/null 2>&1
total=$(grep -cE '[a-z0-9]+\(' "$work/trace")
kills=0
for ((at = 1; at <= total; at += step)); do
    rm -rf "$work/site" "$work/next/data/releases.lock"
    cp -r "$work/old" "$work/site"
    # The shell's own word of the killed process is of no interest either.
    { (strace -f -qq -o /dev/null -e trace=$calls -e inject=$calls:signal=KILL:when="$at" "$program" --root "$work/next" build --jobs 1 --out "$work/site" >/dev/null 2>&1); } 2>/dev/null || true
    kills=$((kills + 1))
    "$program" verify "$work/site" >"$work/proof" 2>&1 || { cat "$work/proof"; echo "not proved after a kill at call $at of $total"; exit 1; }
    python3 tests/whole.py "$work/site" "$work/old" "$work/new" || { echo "after a kill at call $at of $total"; exit 1; }
    build "$work/site" >/dev/null 2>&1
    "$program" verify "$work/site" >/dev/null || { echo "not proved when completed after a kill at call $at of $total"; exit 1; }
    diff -r "$work/new" "$work/site" || { echo "not completed after a kill at call $at of $total"; exit 1; }
done
echo "killed at $kills of $total file-changing calls: the archive served each time, and the next build completed it"
[ "$kills" -gt 0 ]
