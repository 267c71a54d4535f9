//! Small tables whose answers are known: by counting every possibility, or because they were made to leak.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;

use super::published::{Akasse, Area, MICRO, Policy, Rules, Span};
use super::*;
use crate::model::Period;

/// Areas: the land, two regions, four towns (two in each), and a group across the regions.
const AREAS: [(&str, &str, &[usize]); 8] = [
    ("a_by", "municipality", &[5, 7]),
    ("b_by", "municipality", &[5, 6, 7]),
    ("c_by", "municipality", &[4, 6, 7]),
    ("d_by", "municipality", &[4, 7]),
    ("nord", "region", &[7]),
    ("syd", "region", &[7]),
    ("tvaers", "comparator", &[]),
    ("y_land", "country", &[]),
];

fn codes() -> Codes {
    let area = |(id, kind, parents): &(&str, &str, &[usize])| Area {
        id: (*id).to_owned(),
        kind: (*kind).to_owned(),
        valid: Span::default(),
        parents: parents.iter().map(|parent| (u16::try_from(*parent).unwrap(), Span::default())).collect(),
    };
    let akasse = |id: &str| Akasse { id: id.to_owned(), insured: true };
    let width = ["ledige", "unge", "rettid", "change"].map(|id| (id.to_owned(), Some(4)));
    Codes {
        areas: AREAS.iter().map(area).collect(),
        akasser: ["f", "g", "h"].map(akasse).to_vec(),
        policy: Policy { zeros_are_sensitive: false, width: width.into() },
    }
}

fn rules(id: &str) -> Rules {
    Rules {
        id: id.to_owned(),
        is_share: id == "rettid",
        is_signed: false,
        adds_funds: true,
        adds_areas: true,
        area_kinds: vec!["municipality".to_owned()],
        at_most: if id == "unge" { vec!["ledige".to_owned()] } else { Vec::new() },
        derived: (id == "change").then(|| ("ledige".to_owned(), month(1))),
    }
}

fn month(month: u32) -> Period {
    Period::new(2024, month).unwrap()
}

/// Values of towns by funds, as part and rest.
type Values = Vec<Vec<(i64, i64)>>;

/// The table of these towns, with regions, land, the group across (when `across`) and all funds; some cells hidden.
fn table(id: &str, at: u32, values: &Values, across: bool, hidden: &[(usize, Option<usize>)]) -> Table {
    let towns = values.len();
    let lies_in = |town: usize, area: usize| town == area || AREAS[town].2.contains(&area);
    let areas = (0..towns).chain((4..8).filter(|area| across || *area != 6));
    let mut cells = Vec::new();
    for area in areas {
        if !(0..towns).any(|town| lies_in(town, area)) {
            continue;
        }
        for akasse in std::iter::once(None).chain((0..values[0].len()).map(Some)) {
            let of = |town: usize| {
                (0..values[0].len())
                    .filter(move |at| akasse.is_none_or(|akasse| akasse == *at))
                    .map(move |at| (town, at))
            };
            let parts = (0..towns).filter(|town| lies_in(*town, area)).flat_map(of);
            let (part, rest) =
                parts.fold((0, 0), |sum, (town, at)| (sum.0 + values[town][at].0, sum.1 + values[town][at].1));
            let content = match hidden.contains(&(area, akasse)) {
                true => Content::Hidden { low: None, high: None },
                false => Content::Shown { part, rest },
            };
            let key = (Some(u16::try_from(area).unwrap()), akasse.map(|at| u16::try_from(at).unwrap()));
            cells.push((key, content));
        }
    }
    cells.sort_by_key(|(key, _)| *key);
    Table { rules: rules(id), period: month(at), release: format!("{}/v1", month(at).slug()), synthetic: false, cells }
}

fn counts(values: &[&[i64]]) -> Values {
    values.iter().map(|row| row.iter().map(|value| (*value, 0)).collect()).collect()
}

fn published(tables: Vec<Table>) -> Published {
    Published { codes: codes(), tables: tables.into_iter().map(Arc::new).collect(), summaries: Vec::new() }
}

fn ask(published: &Published) -> Answer {
    audit(published, &Question::default())
}

/// The narrow cells by name, with attacker and interval.
fn found(published: &Published) -> Vec<(String, Attacker, Option<i64>, Option<i64>)> {
    let answer = ask(published);
    let name = |narrow: &Narrow| {
        let cell = find::cell_name(narrow.key.0, narrow.key.1, &published.codes);
        (format!("{} {cell}", narrow.measure), narrow.attacker, narrow.low, narrow.high)
    };
    answer.narrow.iter().map(name).collect()
}

fn named(cell: &str, attacker: Attacker, low: i64, high: i64) -> (String, Attacker, Option<i64>, Option<i64>) {
    (cell.to_owned(), attacker, Some(low), Some(high))
}

const TOWNS: [&[i64]; 4] = [&[20, 30, 40], &[21, 31, 41], &[22, 32, 42], &[23, 33, 43]];

/// Four cells on a circle: safe for everyone but a group of one.
const CIRCLE: [(usize, Option<usize>); 4] = [(0, Some(0)), (0, Some(1)), (1, Some(0)), (1, Some(1))];

#[test]
fn a_circle_of_four_is_safe() {
    let answer = ask(&published(vec![table("ledige", 1, &counts(&TOWNS), false, &CIRCLE)]));
    assert!(answer.is_safe(), "{:?}", answer.narrow);
    assert_eq!(answer.counts, Counts { tables: 1, cells: 28, hidden: 4, audited: 4, narrow: 0 });
    assert_eq!((answer.narrowest, answer.programmes, answer.within_reach_of_ones), (Some((4, 4)), 0, 4));
}

#[test]
fn a_row_with_one_hidden_cell_is_found() {
    let table = table("ledige", 1, &counts(&TOWNS), false, &[(0, Some(0))]);
    let published = published(vec![table]);
    assert_eq!(found(&published), [named("ledige a_by, f", Attacker::Reader, 20, 20)]);
    let report = diagnostics(&ask(&published), &published);
    let problem = report.sorted()[0].clone();
    assert_eq!(
        problem.message,
        "ledige 2024M01: a_by, f is hidden, but anyone can work it out more closely than the policy allows, \
         through the sum over areas of syd, f and the sum over funds of a_by, all funds"
    );
    assert_eq!(
        problem.detail.unwrap(),
        "it lies between 20 and 20, and the interval must be 4 wide; \
         the sum over areas of syd, f: 41 in all, 21 in what is shown, 1 hidden; \
         the sum over funds of a_by, all funds: 90 in all, 70 in what is shown, 1 hidden"
    );
    assert_eq!(problem.place.unwrap().file.as_ref(), "api/v1/releases/2024-01/v1/ledige.json");
}

#[test]
fn a_circle_too_small_to_move_is_found() {
    let values = counts(&[&[1, 1, 40], &[1, 1, 41], &[22, 32, 42], &[23, 33, 43]]);
    let published = published(vec![table("ledige", 1, &values, false, &CIRCLE)]);
    let found = found(&published);
    assert_eq!(found.len(), 4);
    assert_eq!(found[0], named("ledige a_by, f", Attacker::Reader, 1, 1));
    // Sums hold with these, too, but everyone knows that no hidden count is 0: nothing may begin there.
    let question = Question { truths: Some(on_circle([2, 0, 0, 2])), ..Question::default() };
    let intervals: Vec<_> = audit(&published, &question).narrow.iter().map(|one| (one.low, one.high)).collect();
    assert_eq!(intervals, [(Some(1), Some(1)); 4]);
}

/// What the cells of the circle are said to be.
fn on_circle(values: [i64; 4]) -> Truths {
    let truth = |(value, (town, akasse)): (i64, (usize, Option<usize>))| Truth {
        key: (Some(u16::try_from(town).unwrap()), akasse.map(|akasse| u16::try_from(akasse).unwrap())),
        layer: Layer::Part,
        value,
        is_group: false,
    };
    BTreeMap::from([(("ledige".to_owned(), month(1)), values.into_iter().zip(CIRCLE).map(truth).collect())])
}

#[test]
fn areas_across_others_are_attacked_with_them() {
    // The circle spans the group across: what is in it and what is not follow from its sums.
    let safe = table("ledige", 1, &counts(&TOWNS), false, &CIRCLE);
    assert_eq!(found(&published(vec![safe])), []);
    let hidden = [&CIRCLE[..], &[(2, Some(0)), (2, Some(1)), (3, Some(0)), (3, Some(1))]].concat();
    let both = table("ledige", 1, &counts(&TOWNS), false, &hidden);
    assert_eq!(found(&published(vec![both])), []);
    let across = table("ledige", 1, &counts(&TOWNS), true, &CIRCLE);
    let found = found(&published(vec![across]));
    assert_eq!(found.len(), 4);
    assert_eq!(found[2], named("ledige b_by, f", Attacker::Reader, 21, 21));
}

#[test]
fn cells_move_together_across_areas() {
    // b and c lie in the group across, a and d do not: two circles turn against each other.
    let hidden: Vec<(usize, Option<usize>)> = (0..4).flat_map(|town| [(town, Some(0)), (town, Some(1))]).collect();
    let answer = ask(&published(vec![table("ledige", 1, &counts(&TOWNS), true, &hidden)]));
    assert!(answer.is_safe(), "{:?}", answer.narrow);
    assert_eq!(answer.programmes, 0, "whole-number moves lead there");
}

#[test]
fn a_denominator_gives_a_share_away() {
    let values: Values = vec![vec![(20, 9), (30, 9)], vec![(21, 1), (31, 1)], vec![(22, 9), (32, 9)]];
    let found = found(&published(vec![table("rettid", 1, &values, false, &CIRCLE)]));
    let names: BTreeSet<&str> = found.iter().map(|one| one.0.as_str()).collect();
    assert_eq!(names.len(), 4, "what is left of the denominators is too small to move: {found:?}");
    let safe: Values = vec![vec![(20, 9), (30, 9)], vec![(21, 9), (31, 9)], vec![(22, 9), (32, 9)]];
    assert_eq!(self::found(&published(vec![table("rettid", 1, &safe, false, &CIRCLE)])), []);
}

#[test]
fn a_band_that_is_too_narrow_is_found() {
    let values: Values = vec![vec![(20, 9), (30, 9)], vec![(21, 9), (31, 9)], vec![(22, 9), (32, 9)]];
    let mut told = table("rettid", 1, &values, false, &CIRCLE);
    let banded = |told: &mut Table, low: i64, high: i64| {
        for (_, content) in &mut told.cells {
            if let Content::Hidden { .. } = content {
                *content = Content::Hidden { low: Some(low * MICRO), high: Some(high * MICRO) };
            }
        }
    };
    banded(&mut told, 30, 95);
    assert_eq!(found(&published(vec![told.clone()])), []);
    banded(&mut told, 68, 78);
    assert!(!found(&published(vec![told])).is_empty());
}

#[test]
fn versions_with_different_patterns_are_found() {
    let first = table("ledige", 1, &counts(&TOWNS), false, &CIRCLE);
    let other = [(0, Some(0)), (0, Some(2)), (1, Some(0)), (1, Some(2))];
    let second = Table { release: "2024-01/v2".to_owned(), ..table("ledige", 1, &counts(&TOWNS), false, &other) };
    let found = found(&published(vec![first.clone(), second]));
    let cells: Vec<&str> = found.iter().map(|one| one.0.as_str()).collect();
    assert!(cells.contains(&"ledige a_by, g") && cells.contains(&"ledige a_by, h"), "{cells:?}");
    assert!(found.iter().all(|one| one.1 == Attacker::Versions || one.0.ends_with(", f")), "{found:?}");
    // Where a sum shows that something hidden changed, nobody can take it for unchanged.
    let changed = counts(&[&[25, 30, 40], &[26, 31, 41], TOWNS[2], TOWNS[3]]);
    let more = [&CIRCLE[..], &[(0, Some(2)), (1, Some(2))]].concat();
    let third = Table { release: "2024-01/v2".to_owned(), ..table("ledige", 1, &changed, false, &CIRCLE) };
    assert_eq!(self::found(&published(vec![first, third])), []);
    let shown = table("ledige", 1, &counts(&TOWNS), false, &CIRCLE);
    let hides_more = Table { release: "2024-01/v2".to_owned(), ..table("ledige", 1, &counts(&TOWNS), false, &more) };
    assert_eq!(
        self::found(&published(vec![shown.clone(), hides_more])),
        [],
        "what was shown is no secret, and gives nothing away"
    );
    // Of four cells that are hidden from now on only one has changed, and its sums show by how much.
    let open = table("ledige", 1, &counts(&TOWNS), false, &[]);
    let fewer = counts(&[&[3, TOWNS[0][1], TOWNS[0][2]], TOWNS[1], TOWNS[2], TOWNS[3]]);
    let covered = Table { release: "2024-01/v2".to_owned(), ..table("ledige", 1, &fewer, false, &CIRCLE) };
    let truths = on_circle([3, TOWNS[0][1], TOWNS[1][0], TOWNS[1][1]]);
    let question = Question { truths: Some(truths), ..Question::default() };
    let found = audit(&published(vec![open, covered]), &question).narrow;
    let own = found.iter().find(|one| one.attacker == Attacker::Versions && (one.low, one.high) == (Some(3), Some(3)));
    assert!(own.is_some(), "{found:?}");
}

#[test]
fn figures_over_months_give_a_month_away() {
    let months = [table("ledige", 1, &counts(&TOWNS), false, &CIRCLE), table("ledige", 2, &counts(&TOWNS), false, &[])];
    let mut published = published(months.to_vec());
    assert_eq!(found(&published), []);
    let summary = |rule: &str, value| Summary {
        measure: "ledige".to_owned(),
        release: "2024-02/v1".to_owned(),
        key: (Some(0), Some(0)),
        rule: rule.to_owned(),
        from: month(1),
        to: month(2),
        months: 2,
        value: value * MICRO,
        counts: None,
        pooled: None,
        blocks: Vec::new(),
    };
    published.summaries = vec![summary("sum", 40)];
    assert_eq!(found(&published)[0], named("ledige a_by, f", Attacker::Tables, 20, 20));
    let values: Values = vec![vec![(20, 9), (30, 9)], vec![(21, 9), (31, 9)], vec![(22, 9), (32, 9)]];
    let months = [table("rettid", 1, &values, false, &CIRCLE), table("rettid", 2, &values, false, &[])];
    let mut shares = self::published(months.to_vec());
    assert_eq!(found(&shares), []);
    let mean = |key, value| {
        let measure = "rettid".to_owned();
        Summary { measure, key, value, ..summary("mean_of_months", 0) }
    };
    shares.summaries = vec![mean((Some(0), Some(0)), 68_965_517)];
    assert_eq!(found(&shares), [], "a percentage alone leaves the counts open");
    shares.summaries.push(mean((Some(0), Some(1)), 76_923_077));
    shares.summaries.push(mean((Some(1), Some(0)), 70_000_000));
    shares.summaries.push(mean((Some(1), Some(1)), 77_500_000));
    assert_eq!(found(&shares).len(), 8, "four percentages and the sums leave nothing open");
    let sums = |key| Summary { key, counts: Some((40, 58)), ..mean(key, 68_965_517) };
    shares.summaries = vec![Summary { rule: "ratio_of_sums".to_owned(), ..sums((Some(0), Some(0))) }];
    assert_eq!(found(&shares)[0], named("rettid a_by, f", Attacker::Tables, 20, 20));
}

#[test]
fn a_change_since_a_shown_month_is_found() {
    let now = counts(&[&[30, 30, 40], &[21, 31, 41], TOWNS[2], TOWNS[3]]);
    let tables = |shown: &[(usize, Option<usize>)]| {
        let mut change = table("change", 2, &now, false, &CIRCLE);
        for (key, content) in &mut change.cells {
            let known = shown.contains(&(usize::from(key.0.unwrap()), key.1.map(usize::from)));
            // From 20 to 30.
            *content = if known { Content::Finished(50 * MICRO) } else { Content::Unknown };
        }
        vec![table("ledige", 1, &counts(&TOWNS), false, &[]), table("ledige", 2, &now, false, &CIRCLE), change]
    };
    assert_eq!(found(&published(tables(&[]))), []);
    assert_eq!(found(&published(tables(&[(0, Some(0))])))[0], named("ledige a_by, f", Attacker::Tables, 30, 30));
}

#[test]
fn a_part_is_no_more_than_its_whole() {
    let all = counts(&[&[3, 30, 40], &[21, 31, 41], TOWNS[2], TOWNS[3]]);
    let young = counts(&[&[2, 12, 12], &[12, 12, 12], &[12, 12, 12], &[12, 12, 12]]);
    let shown = table("ledige", 1, &all, false, &[]);
    assert_eq!(found(&published(vec![table("unge", 1, &young, false, &CIRCLE)])), []);
    let found = found(&published(vec![shown, table("unge", 1, &young, false, &CIRCLE)]));
    assert_eq!(found[0], named("unge a_by, f", Attacker::Tables, 1, 3));
}

#[test]
fn a_group_of_one_must_not_find_another() {
    let values = counts(&[&[1, 30, 40], &[21, 31, 41], TOWNS[2], TOWNS[3]]);
    let published = published(vec![table("ledige", 1, &values, false, &CIRCLE)]);
    let truth = |key| Truth { key, layer: Layer::Part, value: 1, is_group: true };
    let one = |key| Truths::from([(("ledige".to_owned(), month(1)), vec![truth(key)])]);
    let with = |ones| audit(&published, &Question { truths: Some(ones), ..Question::default() });
    let answer = with(one((Some(0), Some(0))));
    assert_eq!(answer.counts.narrow, 3);
    assert!(answer.narrow.iter().all(|narrow| narrow.attacker == Attacker::Contributor));
    assert!(with(Truths::new()).is_safe());
}

#[test]
fn areas_that_are_alike_say_the_same() {
    // With one town only, the region is that town.
    let mut table = table("ledige", 1, &counts(&TOWNS[..1]), false, &[]);
    for (key, content) in &mut table.cells {
        if *key == (Some(0), Some(0)) {
            *content = Content::Hidden { low: None, high: None };
        }
    }
    assert_eq!(found(&published(vec![table])), [named("ledige a_by, f", Attacker::Reader, 20, 20)]);
}

/// Every whole-number possibility of the hidden cells of towns, as intervals of all hidden cells.
fn enumerated(table: &Table, values: &Values, funds: usize) -> BTreeMap<Key, (i64, i64)> {
    const MOST: i64 = 12;
    let key = |town: usize, fund: usize| (Some(u16::try_from(town).unwrap()), Some(u16::try_from(fund).unwrap()));
    let open: Vec<(usize, usize)> = (0..values.len())
        .flat_map(|town| (0..funds).map(move |fund| (town, fund)))
        .filter(|(town, fund)| matches!(table.get(key(*town, *fund)), Content::Hidden { .. }))
        .collect();
    let mut drawn = values.clone();
    for (town, fund) in &open {
        drawn[*town][*fund].0 = 1;
    }
    let mut intervals: BTreeMap<Key, (i64, i64)> = BTreeMap::new();
    loop {
        let sums = self::table("ledige", 1, &drawn, table.cells.iter().any(|(key, _)| key.0 == Some(6)), &[]);
        let agrees = table.cells.iter().all(|(key, content)| match (content, sums.get(*key)) {
            (Content::Shown { .. }, other) => *content == other,
            (_, Content::Shown { part, .. }) => part >= 1,
            _ => false,
        });
        if agrees {
            for key in table.hidden() {
                let Content::Shown { part, .. } = sums.get(key) else { continue };
                let known = intervals.entry(key).or_insert((part, part));
                *known = (known.0.min(part), known.1.max(part));
            }
        }
        let Some((town, fund)) = open.iter().copied().find(|(town, fund)| drawn[*town][*fund].0 < MOST) else {
            return intervals;
        };
        for (before, at) in open.iter().take_while(|at| **at != (town, fund)) {
            drawn[*before][*at].0 = 1;
        }
        drawn[town][fund].0 += 1;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn agrees_with_counting_every_possibility(
        drawn in prop::collection::vec(prop::collection::vec(1_i64..7, 2), 3),
        towns in prop::collection::btree_set((0_usize..3, 0_usize..2), 0..5),
        sums in prop::collection::btree_set((prop::sample::select(vec![0_usize, 1, 2, 4, 5, 7]), prop::option::of(0_usize..2)), 0..5),
        across in any::<bool>(),
    ) {
        let values: Values = drawn.iter().map(|row| row.iter().map(|value| (*value, 0)).collect()).collect();
        let mut hidden: BTreeSet<(usize, Option<usize>)> = towns.into_iter().map(|(town, fund)| (town, Some(fund))).collect();
        hidden.extend(sums.into_iter().filter(|(area, fund)| *area > 2 || fund.is_none()));
        let hidden: Vec<_> = hidden.into_iter().collect();
        let table = table("ledige", 1, &values, across, &hidden);
        let expected = enumerated(&table, &values, 2);
        let published = published(vec![table]);
        let answer = ask(&published);
        prop_assert!(answer.contradictions.is_empty() && answer.unsolved == 0);
        let narrow: BTreeSet<Key> = answer.narrow.iter().map(|narrow| narrow.key).collect();
        let counted: BTreeSet<Key> = expected.iter().filter(|(_, (low, high))| high - low < 4).map(|(key, _)| *key).collect();
        // An area alike another one is named once.
        let alike = |key: &Key| answer.narrow.iter().any(|one| expected.get(&one.key) == expected.get(key));
        prop_assert!(narrow.is_subset(&counted), "{narrow:?} {counted:?}");
        prop_assert!(counted.iter().all(|key| narrow.contains(key) || alike(key)), "{narrow:?} {counted:?}");
        for one in &answer.narrow {
            prop_assert_eq!((one.low, one.high), (Some(expected[&one.key].0), Some(expected[&one.key].1)));
        }
        let exact = audit(&published, &Question { exact: true, ..Question::default() });
        let exact: BTreeSet<Key> = exact.narrow.iter().map(|narrow| narrow.key).collect();
        prop_assert_eq!(exact, narrow);
    }
}
