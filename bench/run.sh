#!/usr/bin/env bash
# Builds the synthetic national publication and compares with a plain copy of the same tree, in the same run.
# The first build draws every big chart; the later ones take them from the drawer, so the difference is what charts cost.
# Prints figures and ratios; judges nothing.    bench/run.sh [MONTHS ...]      default: 24
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
program=$PWD/target/release/noegletal
work=$(mktemp -d "${TMPDIR:-/tmp}/noegletal-bench.XXXXXX")
echo "work folder: $work (kept, because deleting many files slows the next run down)"
[ $# -gt 0 ] || set -- 24

# wall and CPU seconds and peak memory of a command, as words "wall cpu mb"
measure() {
    /usr/bin/env time -f '%e %U %S %M' -o "$work/time" "$@" >"$work/log" 2>&1 || { cat "$work/log" "$work/time"; exit 1; }
    awk '{printf "%.2f %.2f %.0f\n", $1, $2 + $3, $4 / 1024}' "$work/time"
}

for months in "$@"; do
    sample=$work/sample-$months
    "$program" sample --months "$months" --jobcentres 94 --akasser 24 --seed 1 "$sample" >/dev/null
    for run in 1 2 3; do
        out=$work/out-$months-$run
        read -r wall cpu mb <<<"$(measure "$program" --root "$sample" build --now 2027-01-01T00:00:00Z --out "$out")"
        charts=$(grep -oE 'drew [0-9]+ charts?' "$work/log" || true)
        read -r copy_wall copy_cpu _ <<<"$(measure cp -r "$out" "$work/copy-$months-$run")"
        read -r again_wall again_cpu _ <<<"$(measure "$program" --root "$sample" build --now 2027-01-01T00:00:00Z --out "$out")"
        pages=$(find "$out" -name '*.html' | wc -l)
        files=$(find "$out" -type f | wc -l)
        bytes=$(du -sb "$out" | cut -f1)
        awk -v m="$months" -v r="$run" -v ch="$charts" -v w="$wall" -v c="$cpu" -v mb="$mb" -v cw="$copy_wall" -v cc="$copy_cpu" \
            -v aw="$again_wall" -v ac="$again_cpu" -v p="$pages" -v f="$files" -v b="$bytes" 'BEGIN {
            printf "months %d, run %d (%s): build %.2f s wall, %.2f s CPU, %d MB peak; %d pages (%.0f a second), %d files, %.1f MB\n", m, r, ch, w, c, mb, p, p / w, f, b / 1e6
            printf "  cp -r %.2f s wall, %.2f s CPU: ratio %.1f wall, %.1f CPU; again with nothing new: %.2f s wall, %.2f s CPU\n", cw, cc, w / cw, c / cc, aw, ac
        }'
    done
done
