#!/usr/bin/env bash
# Takes away one protection after the other, in a copy, and sees whether a test notices. By hand, since it takes long:
#
#   tests/mutants.sh            all
#   tests/mutants.sh NAME ...   some of them
#   MUTANTS_DIR=DIR             where the copy and what is built of it are kept (target/mutants)
#   MUTANTS_ONLY=1              without running the unchanged code first
#
# A mutant is a name, a file, a text that stands in it once, and what stands there instead. One whose text is not found,
# or more than once, stops the run: then the code has changed and the mutant must follow. Ends with 1 if one survives.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=${MUTANTS_DIR:-$root/target/mutants}
copy=$work/copy
export CARGO_TARGET_DIR=$work/target
export NON_INTERFERENCE_BUILDS=${NON_INTERFERENCE_BUILDS:-3}

# What must notice, quickest first: the rest is not run once one has.
suites=("--test protection_rules" "--lib disclosure::" "--test protection --test traces" "--test non_interference")

# Not here, since nothing changes without them; they stand as a second line behind others. The denominator's own limit: both of
# its parts are held against it. The limit of a change's earlier count: the change is hidden with its months. That finished
# numbers are too small: without their owner's word the release is refused. The own counts of a figure over months: sums of
# counts that may be shown may be shown. Earlier months that readers do not have: a release knows of none.

names=() files=() olds=() news=()
mutant() { names+=("$1") files+=("src/$2") olds+=("$3") news+=("$4"); }

mutant limit-ignores-rest disclosure/limit.rs \
    ' && enough(denominator.saturating_sub(numerator))' ''
mutant limit-ignores-numerator disclosure/limit.rs \
    'denominator >= minimum && enough(numerator)' 'denominator >= minimum'
mutant limit-ignores-sensitive-zeros disclosure/limit.rs \
    '(count == 0 && !zeros_are_sensitive)' 'count == 0'
mutant limit-hides-nothing disclosure/limit.rs \
    'let enough = |count: u64| count >= minimum ||' 'let enough = |count: u64| count < minimum || count >= minimum ||'
mutant width-0 disclosure/month.rs \
    'table.layers(), against.counts.width)' 'table.layers(), 0)'
mutant no-secondary disclosure/month.rs \
    'let narrow = linked.protect();' 'let narrow: Vec<super::protect::Narrow> = Vec::new();'
mutant rest-is-no-table disclosure/month.rs \
    'if self.measure.is_share() { &[Side::Part, Side::Rest] }' 'if self.measure.is_share() { &[Side::Part] }'
mutant part-is-no-table disclosure/month.rs \
    'if self.measure.is_share() { &[Side::Part, Side::Rest] }' 'if self.measure.is_share() { &[Side::Rest] }'
mutant crossing-hierarchies-alone disclosure/together.rs \
    'in_the_way.map_or(Ok(whole), Err)' '{ let _ = in_the_way; Ok(whole) }'
mutant crossing-hierarchies-not-covered disclosure/witness.rs \
    'let Err((width, single)) = self.is_safe_together(cell, layer) else' \
    'let Some((width, single)) = self.is_safe_together(cell, layer).err().filter(|_| false) else'
mutant sums-over-areas-forgotten disclosure/hierarchy.rs \
    'Some(area) if measure.over_areas' 'Some(area) if false && measure.over_areas'
mutant groups-of-one disclosure/network.rs \
    'self.value == 1 && !self.is_sum' 'self.value == 1 && !self.is_sum && self.value == 2'
mutant hidden-before-is-shown-again disclosure/month.rs \
    'Some(Known::Hidden(answer)) => (Showing::Hidden, Readers::Never, Some(answer)),' \
    'Some(Known::Hidden(answer)) if !limit.allows(amount) => (Showing::Hidden, Readers::Never, Some(answer)),'
mutant before-is-ignored disclosure/policy.rs \
    'let against = Against { counts, before, beside: &self.beside(month) };' \
    'let _ = before; let against = Against { counts, before: None, beside: &self.beside(month) };'
mutant forgotten-months-are-ignored disclosure/policy.rs \
    'whole.or_else(|| self.known.hidden.get(&key).map(Before::Hidden))' 'whole'
mutant shown-before-covers disclosure/month.rs \
    'Readers::Know => None,' 'Readers::Know => Some(self.cost(key, amount)),'
mutant corrections-not-held-against-earlier disclosure/month.rs \
    'let Err(told) = linked.hold_against_earlier(seen)' 'let Err(told) = Ok::<(), Vec<CellId>>(drop((seen, &mut linked)))'
mutant none-where-it-was-hidden disclosure/month.rs \
    'zeros_are_sensitive && !stays_hidden' 'zeros_are_sensitive'
mutant derived-on-its-own disclosure/policy.rs \
    'pattern_by(month, self.limit(month), hides)' 'pattern_by(month, self.limit(month), |key| hides(key) && false)'
mutant derived-ignores-baseline disclosure/policy.rs \
    'let sources = [(derived.of, month.period), (derived.of, derived.baseline)];' 'let sources = [(derived.of, month.period)];'
mutant summaries-show-hidden-months disclosure/policy.rs \
    '.all(|figure| !is_suppressed(figure))' '.all(|figure| !is_suppressed(figure) || true)'
mutant notes-stay disclosure/policy.rs \
    'notes.remove(&key);' 'let _ = &mut notes;'
mutant answers-ignored-by-attackers disclosure/month.rs \
    'self.coarse().room(Some(answer), parts, side));
        }' \
    '{ let _ = (parts, answer); (0, u64::MAX) });
        }'
mutant answers-too-narrow disclosure/coarse.rs \
    'self.hides(percent, *larger) && parts' '(self.hides(percent, *larger) || true) && parts'
mutant published-pattern-ignored disclosure/policy.rs \
    'let published = self.known.published.and_then(|hidden| hidden.get(&(month.measure, month.period)));' \
    'let published = self.known.published.and_then(|hidden| hidden.get(&(month.measure, month.period))).filter(|_| false);'
mutant at-most-ignored disclosure/policy.rs \
    'beside: &self.beside(month) };' 'beside: &self.beside(month)[..0] };'
mutant owner-not-asked disclosure/policy.rs \
    'if without_counts(month) && measure.disclosure.published_by.is_none() {' \
    'if without_counts(month) && measure.disclosure.published_by.is_none() && false {'
mutant narrow-is-not-told disclosure/policy.rs \
    'for cell in &pattern.narrow {' 'for cell in pattern.narrow.iter().take(0) {'
mutant areas-alike-apart disclosure/hierarchy.rs \
    'by_parts.entry(parts).or_default().push(area);' \
    'let mut parts = parts; parts.push(area.map_or(0, |area| u64::from(area.0) + 1)); by_parts.entry(parts).or_default().push(area);'
mutant preview-seals pipeline/press.rs \
    'self.preview || self.only.is_some()' 'self.only.is_some()'

for ((at = 0; at < ${#names[@]}; at++)); do
    count=$(python3 - "${files[at]}" "${olds[at]}" <<'PY'
import sys
print(open(sys.argv[1], encoding="utf-8").read().count(sys.argv[2]))
PY
)
    if [ "$count" != 1 ]; then
        echo "${names[at]}: its text stands $count times in ${files[at]}; the mutant must follow the code" >&2
        exit 2
    fi
done

rm -rf "$copy"
mkdir -p "$copy"
git ls-files -z --cached --others --exclude-standard | tar --null -T - -cf - | tar -xf - -C "$copy"
cd "$copy"

wanted() {
    local name=$1
    shift
    [ "$#" = 0 ] && return 0
    for one in "$@"; do [ "$one" = "$name" ] && return 0; done
    return 1
}

echo "unchanged: every suite must pass"
for suite in "${suites[@]}"; do
    [ -z "${MUTANTS_ONLY:-}" ] || break
    # shellcheck disable=SC2086
    cargo test --locked --quiet $suite >"$work/log" 2>&1 || { tail -30 "$work/log"; exit 2; }
done

survivors=0
printf '%-36s %s\n' "mutant" "noticed by"
for ((at = 0; at < ${#names[@]}; at++)); do
    wanted "${names[at]}" "$@" || continue
    cp "$root/${files[at]}" "$work/original"
    python3 - "${files[at]}" "${olds[at]}" "${news[at]}" <<'PY'
import sys
path, old, new = sys.argv[1:]
text = open(path, encoding="utf-8").read()
open(path, "w", encoding="utf-8").write(text.replace(old, new))
PY
    noticed=
    for suite in "${suites[@]}"; do
        # shellcheck disable=SC2086
        if ! timeout 900 cargo test --locked --quiet $suite >"$work/log" 2>&1; then
            if grep -q '^error\(\[E\|: could not compile\)' "$work/log"; then
                echo "${names[at]}: does not compile" >&2
                grep -A6 '^error' "$work/log" | sed -n 1,20p >&2
                exit 2
            fi
            noticed="$suite: $(sed -n 's/^test \(.*\) \.\.\. FAILED$/\1/p; s/^    \([a-z_:]*\)$/\1/p' "$work/log" | sort -u | sed -n 1,3p | tr '\n' ' ')"
            break
        fi
    done
    printf '%-36s %s\n' "${names[at]}" "${noticed:-SURVIVES}"
    [ -n "$noticed" ] || survivors=$((survivors + 1))
    cp "$work/original" "${files[at]}"
done
[ "$survivors" = 0 ] || { echo "$survivors survive" >&2; exit 1; }
