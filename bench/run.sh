#!/usr/bin/env bash
# Builds the synthetic national publication and compares with a plain copy of the same tree, in the same run.
# The first build draws every big chart; the later ones take them from the drawer, so the difference is what charts cost.
# Then adds the last month to an archive of all before it, and compares with a build of everything and with one month alone.
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
        read -r wall cpu mb <<<"$(measure "$program" --root "$sample" build --all --now 2027-01-01T00:00:00Z --out "$out")"
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

    # The last month of a sample comes out on 10 February 2026.
    added=$work/added-$months
    cp -r "$sample" "$added"
    rm -rf "$added/.charts" "$added/data/releases.lock" "$added/data/releases.hidden"
    one=$work/one
    [ -d "$one" ] || "$program" sample --months 1 --jobcentres 94 --akasser 24 --seed 1 "$one" >/dev/null
    at() { "$program" --root "$1" build --now "$2" --out "$3" "${@:4}" >/dev/null; }
    at "$added" 2026-02-09T00:00:00Z "$added/public"
    read -r add_wall add_cpu add_mb <<<"$(measure "$program" --root "$added" build --now 2026-02-11T00:00:00Z --out "$added/public")"
    tail -1 "$work/log"
    read -r none_wall none_cpu _ <<<"$(measure "$program" --root "$added" build --now 2026-02-11T00:00:00Z --out "$added/public")"
    read -r check_wall check_cpu _ <<<"$(measure "$program" --root "$added" check --now 2026-02-11T00:00:00Z)"
    read -r all_wall all_cpu all_mb <<<"$(measure "$program" --root "$added" build --all --now 2026-02-11T00:00:00Z --out "$added/nothing")"
    diff -r "$added/public" "$added/nothing"
    rm -rf "$one/.charts" "$one/data/releases.lock" "$one/data/releases.hidden" "$one/public"
    read -r one_wall one_cpu _ <<<"$(measure "$program" --root "$one" build --now 2026-02-11T00:00:00Z --out "$one/public")"
    awk -v m="$months" -v w="$add_wall" -v c="$add_cpu" -v mb="$add_mb" -v nw="$none_wall" -v nc="$none_cpu" -v kw="$check_wall" -v kc="$check_cpu" \
        -v aw="$all_wall" -v ac="$all_cpu" -v amb="$all_mb" -v ow="$one_wall" -v oc="$one_cpu" 'BEGIN {
        printf "month %d added: %.2f s wall, %.2f s CPU, %d MB peak; same bytes as a build of everything\n", m, w, c, mb
        printf "  everything (charts at hand): %.2f s wall, %.2f s CPU, %d MB peak: adding is %.2f of its wall, %.2f of its CPU\n", aw, ac, amb, w / aw, c / ac
        printf "  one month alone: %.2f s wall, %.2f s CPU: adding is %.1f of its wall, %.1f of its CPU\n", ow, oc, w / ow, c / oc
        printf "  with nothing new: %.2f s wall, %.2f s CPU; check alone: %.2f s wall, %.2f s CPU\n", nw, nc, kw, kc
    }'
done
