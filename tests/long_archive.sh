#!/usr/bin/env bash
# A long archive with many corrections: built, proved, built from nothing with another number of threads, built in four
# parts that are copied together, and built once more over itself. Every time the same bytes.
#
#   tests/long_archive.sh [MONTHS CORRECTIONS JOBCENTRES AKASSER SEED]      180 40 12 6 1 where nothing is said
#
# PROGRAM is the program to use (target/release/noegletal). What each run took is printed where GNU time is there.
set -euo pipefail
cd "$(dirname "$0")/.."

months=${1:-180} corrections=${2:-40} jobcentres=${3:-12} akasser=${4:-6} seed=${5:-1}
program=$(realpath "${PROGRAM:-target/release/noegletal}")
now=2030-01-01T00:00:00Z
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() { printf 'long_archive: %s\n' "$1" >&2; exit 1; }

# What it took, behind what it is called.
run() {
    local name=$1
    shift
    if [ -x /usr/bin/time ]; then
        /usr/bin/time -o "$work/took" -f '%U s user, %S s system, %e s in all, peak %M kB' "$@" >"$work/said" 2>"$work/told" || { cat "$work/said" "$work/told" >&2; fail "$name failed"; }
        printf '%-28s %s\n' "$name" "$(tail -n 1 "$work/took")"
    else
        "$@" >"$work/said" 2>"$work/told" || { cat "$work/said" "$work/told" >&2; fail "$name failed"; }
        printf '%s\n' "$name"
    fi
}

# A machine of its own: the deliveries, no seals, no charts.
machine() { mkdir "$work/$1"; cp -r "$work/sample/." "$work/$1/"; }

build() { local root=$1; shift; "$program" --root "$work/$root" build --now "$now" "$@"; }
export -f build
export program now work

same() {
    diff -r --exclude=.noegletal-lock "$work/$1/public" "$work/one/public" >"$work/differs" || { sed -n 1,20p "$work/differs" >&2; fail "$1 is not as one build"; }
    diff -r "$work/$1/data" "$work/one/data" >"$work/differs" || { sed -n 1,20p "$work/differs" >&2; fail "the seals of $1 are not as one build's"; }
}

"$program" sample --months "$months" --jobcentres "$jobcentres" --akasser "$akasser" --seed "$seed" --corrections "$corrections" "$work/sample" >/dev/null
versions=$(find "$work/sample/data" -name release.toml | wc -l)
later=$(find "$work/sample/data" -path '*/v[!1]*/release.toml' | wc -l)
[ "$later" -eq "$corrections" ] || fail "$later later versions, and $corrections were asked for"

machine one
run "build from nothing" bash -c 'build one'
cat "$work/said"
run "verify" "$program" --root "$work/one" verify
cat "$work/said"

machine two
run "from nothing, one thread" bash -c 'build two --jobs 1'
same two
rm -rf "$work/two"

# Four machines, each with the whole input; every fourth of the months is one part, with open ends.
mapfile -t all < <(find "$work/sample/data" -mindepth 1 -maxdepth 1 -type d -name '[0-9]*' -printf '%f\n' | sort)
machine joined
mkdir "$work/joined/public" "$work/joined/.charts"
for part in 0 1 2 3; do
    from=${all[$((${#all[@]} * part / 4))]} to=${all[$((${#all[@]} * (part + 1) / 4 - 1))]}
    case $part in 0) only="..$to" ;; 3) only="$from.." ;; *) only="$from..$to" ;; esac
    machine "part$part"
    run "part $only" bash -c "build part$part --only $only"
    cp -r "$work/part$part/public/." "$work/joined/public/"
    cp -r "$work/part$part/.charts/." "$work/joined/.charts/"
    rm -rf "$work/part$part"
done
cp -r "$work/joined" "$work/bare"
rm -rf "$work/bare/.charts"

find "$work/joined/public" -type f -path '*/v[0-9]*/*' -printf '%P %T@\n' | sort >"$work/before"
run "joined, with the drawers" bash -c 'build joined'
cat "$work/said"
same joined
find "$work/joined/public" -type f -path '*/v[0-9]*/*' -printf '%P %T@\n' | sort | comm -13 - "$work/before" >"$work/rewritten"
[ ! -s "$work/rewritten" ] || { sed -n 1,20p "$work/rewritten" >&2; fail "files that the parts brought were written again"; }
rm -rf "$work/joined"
run "joined, without them" bash -c 'build bare'
same bare
rm -rf "$work/bare"

find "$work/one/public" -printf '%P %T@\n' | sort >"$work/before"
run "build over it" bash -c 'build one'
cat "$work/said"
find "$work/one/public" -printf '%P %T@\n' | sort | diff "$work/before" - >"$work/differs" || fail "a build of the same input wrote something"

printf '%s months, %s jobcentres, %s funds: %s versions, %s of them later ones; %s files, %s MB; the same bytes five times\n' \
    "$months" "$jobcentres" "$akasser" "$versions" "$later" "$(find "$work/one/public" -type f ! -name .noegletal-lock | wc -l)" \
    "$(find "$work/one/public" -type f -printf '%s\n' | awk '{ bytes += $1 } END { printf "%.1f", bytes / 1000000 }')"
