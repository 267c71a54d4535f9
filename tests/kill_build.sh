#!/usr/bin/env bash
# Kills the build at every system call that changes files, one after another, over an archive of an earlier state; then lets
# each call that opens, writes or changes a file fail instead: disk full, faulty, not allowed, read-only.
# After each: every page of the earlier state is whole in its old or its new form, and every link of every page that is there
# leads to a file; `noegletal verify` finds no error. Afterwards the next build completes the archive to the same bytes as a
# build from nothing. In the end a real disk is full.
#    tests/kill_build.sh [STEP [STEP]]     try every STEP-th call (default 1); the second is for failing calls
set -euo pipefail
cd "$(dirname "$0")/.."
program=$PWD/target/release/noegletal
step=${1:-1}
failing=${2:-$step}
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

# How many calls of some kinds a build makes.
count() {
    rm -rf "$work/count" "$work/next/data/releases.lock"
    cp -r "$work/old" "$work/count"
    strace -f -qq -o "$work/trace" -e trace="$1" "$program" --root "$work/next" build --jobs 1 --out "$work/count" >/dev/null 2>&1
    grep -cE '[a-z0-9]+\(' "$work/trace"
}

# Builds over the earlier state while strace does something to the N-th call, then looks at what is left.
#    harm CALLS WHAT N NAME
harm() {
    rm -rf "$work/site" "$work/next/data/releases.lock"
    cp -r "$work/old" "$work/site"
    # The shell's own word of the killed process is of no interest either.
    { (strace -f -qq -o /dev/null -e trace="$1" -e inject="$1:$2:when=$3" "$program" --root "$work/next" build --jobs 1 --out "$work/site" >"$work/said" 2>&1); } 2>/dev/null && ended=0 || ended=$?
    if grep -q panicked "$work/said"; then cat "$work/said"; echo "panicked: $4"; exit 1; fi
    left "$4"
}

# What is left serves and is proved, and the next build completes it.
left() {
    "$program" verify "$work/site" >"$work/proof" 2>&1 || { cat "$work/proof"; echo "not proved: $1"; exit 1; }
    python3 tests/whole.py "$work/site" "$work/old" "$work/new" || { echo "$1"; exit 1; }
    build "$work/site" >"$work/said" 2>&1 || { cat "$work/said"; echo "not built again: $1"; exit 1; }
    "$program" verify "$work/site" >/dev/null || { echo "not proved when completed: $1"; exit 1; }
    diff -r "$work/new" "$work/site" || { echo "not completed: $1"; exit 1; }
}

total=$(count $calls)
kills=0
for ((at = 1; at <= total; at += step)); do
    harm $calls signal=KILL "$at" "killed at call $at of $total"
    kills=$((kills + 1))
done
echo "killed at $kills of $total file-changing calls: the archive served each time, and the next build completed it"
[ "$kills" -gt 0 ]

# Opening and writing as well, from the first look at the archive on: before that the program only reads its input.
calls=$calls,openat,write,pwrite64,copy_file_range
total=$(count $calls)
# Read to its end: who stops a pipe early has its writer killed, which `pipefail` takes for an error.
first=$(awk -v archive="$work/count" '/[a-z0-9]+\(/ { at++; if (!first && index($0, archive)) first = at } END { print first }' "$work/trace")
failures=0 refused=0
for ((at = first; at <= total; at += failing)); do
    for error in ENOSPC EIO EACCES EROFS; do
        harm $calls "error=$error" "$at" "$error at call $at of $total"
        failures=$((failures + 1))
        [ "$ended" = 0 ] || refused=$((refused + 1))
    done
done
echo "$failures failing calls (ENOSPC, EIO, EACCES and EROFS at calls $first to $total): $refused builds stopped, none lost anything"
[ "$refused" -gt 0 ]

# A disk that is really full: some builds have room for a part of their files only. It stands in a namespace of its own, so
# that nobody else sees it; not every machine lets one have that.
mkdir -p "$work/disk"
apart=
for how in "unshare --mount --map-root-user" "unshare --mount"; do
    if $how mount -t tmpfs -o size=100k none "$work/disk" 2>/dev/null; then apart=$how; break; fi
done
if [ -z "$apart" ]; then
    echo "this machine gives nobody a disk of his own: that one is full was tried by failing calls alone"
    exit 0
fi
full() {
    mount -t tmpfs -o "size=$1" none "$work/disk"
    cp -r "$work/old" "$work/disk/site"
    if "$program" --root "$work/next" build --jobs 1 --out "$work/disk/site" >"$work/said" 2>&1; then ended=0; else ended=$?; fi
    rm -rf "$work/site"
    cp -r "$work/disk/site" "$work/site"
    umount "$work/disk"
}
export -f full
export work program
size=$(du -sk "$work/old" | cut -f1)
stopped=0
for more in 200 600 1200 2400 100000; do
    rm -f "$work/next/data/releases.lock"
    $apart bash -euo pipefail -c 'full "$1"; exit $ended' full "$((size + more))k" && ended=0 || ended=$?
    [ -d "$work/site" ] || { echo "no disk of its own could be had"; exit 1; }
    [ "$ended" = 0 ] || stopped=$((stopped + 1))
    left "a disk with $more kB left"
done
echo "$stopped of 5 builds stopped for a full disk, and the next ones completed them"
[ "$stopped" -gt 0 ] && [ "$stopped" -lt 5 ]
