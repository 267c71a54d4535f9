//! What stands between months: mergers of funds, breaks, months left out; and changes too large to pass without a look.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

mod time_support;

use std::collections::BTreeMap;

use noegletal::diagnostic::{Code, Severity};
use noegletal::model::code::{AkasseEvent, AkasseEventKind};
use noegletal::model::edition::{Change, Verdict, WhyNot};
use noegletal::model::measure::{Break, MeasureInterval, Plausibility, Standing};
use noegletal::model::target::TargetRule;
use noegletal::model::{AkasseKey, Amount, CellKey, Exact, MeasureKey, Missing, Period, Publication, Target, Text};
use proptest::prelude::*;
use time_support::{Archive, counts, fund, month, shares};

/// What came before a fund, month by month, as the history tells it.
fn before(archive: &Archive, id: &str) -> BTreeMap<String, Amount> {
    let key = (MeasureKey(0), fund(&archive.publication, id));
    let months = archive.history.continued.get(&key).map(|continued| &continued.months);
    months.into_iter().flatten().map(|(period, figure)| (period.slug(), figure.amount)).collect()
}

/// The same as the newest edition tells it.
fn before_in_edition(archive: &Archive, id: &str) -> BTreeMap<String, Amount> {
    let measures = &archive.edition.as_ref().unwrap().measures;
    let months = measures[0].continued.get(&fund(&archive.publication, id)).map(|continued| &continued.months);
    months.into_iter().flatten().map(|(period, figure)| (period.slug(), figure.amount)).collect()
}

fn on_month(archive: &Archive, id: &str) -> Change {
    let measures = &archive.edition.as_ref().unwrap().measures;
    measures[0].current.get(fund(&archive.publication, id)).unwrap().on_month.clone()
}

fn by(difference: i64, from: i64) -> Change {
    Change::By { difference: Exact::whole(difference), percent: Exact::ratio(difference * 100, from) }
}

fn of<const N: usize>(months: [(&str, Amount); N]) -> BTreeMap<String, Amount> {
    months.into_iter().map(|(month, amount)| (month.to_owned(), amount)).collect()
}

#[test]
fn what_came_before_min_a_kasse_is_the_sum_of_all_that_went_into_it() {
    let mut archive = Archive::new(counts());
    archive.publish_counts("2010-06", &[("sta", 100), ("prosa", 50), ("business", 20), ("ffs", 7), ("hk", 900)]);
    assert!(before(&archive, "min").is_empty(), "nothing has gone into it yet");
    archive.publish_counts("2010-07", &[("min", 160), ("business", 20), ("ffs", 7), ("hk", 900)]);
    assert_eq!(before(&archive, "min"), of([("2010-06", Amount::Count(150))]), "STA and Prosa; no other yet");
    assert_eq!(on_month(&archive, "min"), Change::NotComparable(WhyNot::FundsChanged));
    assert_eq!(on_month(&archive, "business"), by(0, 20));
    archive.publish_counts("2014-12", &[("min", 170), ("business", 21), ("ffs", 8), ("hk", 800)]);
    archive.publish_counts("2015-01", &[("min", 190), ("ffs", 9), ("hk", 800)]);
    assert_eq!(on_month(&archive, "min"), Change::NotComparable(WhyNot::FundsChanged), "Business Danmark came in");
    assert_eq!(on_month(&archive, "ffs"), by(1, 8));
    let until_2015 =
        of([("2010-06", Amount::Count(170)), ("2010-07", Amount::Count(180)), ("2014-12", Amount::Count(191))]);
    assert_eq!(before(&archive, "min"), until_2015);
    archive.publish_counts("2016-12", &[("min", 200), ("ffs", 9), ("hk", 700)]);
    archive.publish_counts("2017-01", &[("min", 210), ("hk", 700)]);
    let until_2017 = of([
        ("2010-06", Amount::Count(177)),
        ("2010-07", Amount::Count(187)),
        ("2014-12", Amount::Count(199)),
        ("2015-01", Amount::Count(199)),
        ("2016-12", Amount::Count(209)),
    ]);
    assert_eq!(before(&archive, "min"), until_2017);
    assert_eq!(before_in_edition(&archive, "min"), until_2017);
    archive.publish_counts("2017-02", &[("min", 205), ("hk", 700)]);
    assert_eq!(on_month(&archive, "min"), by(-5, 210));
    assert!(before(&archive, "hk").is_empty(), "members that moved are never joined");
}

#[test]
fn a_part_without_a_figure_is_not_passed_over_and_one_that_had_ended_adds_nothing() {
    let mut archive = Archive::new(counts());
    archive.publish_counts("2010-12", &[("3f", 1000), ("tib", 70)]);
    archive.publish_counts("2010-11", &[("3f", 990)]);
    let hidden = vec![
        (fund(&archive.publication, "3f"), Amount::Count(980)),
        (fund(&archive.publication, "tib"), Amount::Missing(Missing::Suppressed)),
    ];
    archive.publish(month("2010-10"), hidden);
    archive.publish_counts("2011-01", &[("3f", 1080)]);
    // Restaurationsbranchen went into 3F in 2006 and is no part of any of these months.
    let expected = of([("2010-10", Amount::Missing(Missing::Incomplete(1))), ("2010-12", Amount::Count(1070))]);
    assert_eq!(before(&archive, "3f"), expected, "without any figure of a part there is nothing to tell");
    assert_eq!(on_month(&archive, "3f"), Change::NotComparable(WhyNot::FundsChanged));
}

#[test]
fn parts_of_parts_count_and_moves_of_members_are_named() {
    let mut archive = Archive::new(counts());
    let key = |id: &str| archive.publication.akasse_by_id(id).unwrap();
    let chain = |date: (i32, u32), from: &str, to: &str| AkasseEvent {
        date: chrono::NaiveDate::from_ymd_opt(date.0, date.1, 1).unwrap(),
        kind: AkasseEventKind::Merger,
        from: vec![key(from)],
        to: key(to),
        text: Text::default(),
    };
    let transfer = AkasseEvent { kind: AkasseEventKind::PartialTransfer, ..chain((2008, 5), "ca", "sl") };
    archive.publication.events =
        vec![chain((2008, 3), "ma", "sl"), transfer, chain((2008, 8), "sl", "bupl"), chain((2009, 1), "ca", "ase")];
    archive.publish_counts("2008-02", &[("ma", 1), ("sl", 10), ("bupl", 100), ("ca", 5)]);
    archive.publish_counts("2008-07", &[("sl", 12), ("bupl", 100), ("ca", 5)]);
    archive.publish_counts("2008-08", &[("bupl", 115), ("ca", 5)]);
    assert_eq!(before(&archive, "bupl"), of([("2008-02", Amount::Count(111)), ("2008-07", Amount::Count(112))]));
    assert_eq!(before(&archive, "sl"), of([("2008-02", Amount::Count(11))]));
    let continued = &archive.history.continued[&(MeasureKey(0), fund(&archive.publication, "bupl"))];
    assert_eq!(continued.events, [0, 1, 2], "what happened later, to others, is not named");
}

#[test]
fn shares_are_joined_by_their_counts_and_never_as_percentages() {
    let mut archive = Archive::new(shares());
    let share = |id: &str, n, d| (fund(&archive.publication, id), Amount::share(n, d));
    let before_merger = vec![share("elfaget", 1, 10), share("byggefagene", 45, 50)];
    let after = vec![share("dinfaglige", 40, 60)];
    archive.publish(month("2020-12"), before_merger);
    archive.publish(month("2021-01"), after);
    assert_eq!(before(&archive, "dinfaglige"), of([("2020-12", Amount::share(46, 60))]));
    let mut rounded = Archive::new(shares());
    rounded.publication.measures[0].over_akasser = noegletal::model::measure::Rule::None;
    let parts = vec![(fund(&rounded.publication, "elfaget"), Amount::share(1, 10))];
    rounded.publish(month("2020-12"), parts);
    let whole = vec![(fund(&rounded.publication, "dinfaglige"), Amount::share(1, 10))];
    rounded.publish(month("2021-01"), whole);
    assert!(before(&rounded, "dinfaglige").is_empty(), "a measure whose funds do not add up joins none");
}

#[test]
fn a_target_on_change_is_not_judged_across_a_merger() {
    let verdict = |id: &str, rule: TargetRule| {
        let mut archive = Archive::new(counts());
        let akasser = vec![archive.publication.akasse_by_id(id).unwrap()];
        let baseline = (rule == TargetRule::ChangeAtMost).then(|| month("2016-12"));
        archive.publication.targets = vec![Target { rule, akasser, baseline, ..time_support::target() }];
        archive.publish_counts("2016-12", &[("min", 100), ("ffs", 9), ("foa", 100)]);
        archive.publish_counts("2017-12", &[("min", 90), ("foa", 90)]);
        archive.edition.unwrap().assessments[0].verdict
    };
    for rule in [TargetRule::ChangeAtMost, TargetRule::BelowLastYear] {
        assert_eq!(verdict("foa", rule), Verdict::Met, "{rule:?}");
        assert_eq!(verdict("min", rule), Verdict::NoData, "{rule:?}");
    }
}

#[test]
fn the_fixed_month_stands_beside_the_others() {
    let mut archive = Archive::new(counts());
    archive.publication.measures[0].compared_with = Some(month("2012-12"));
    archive.publish_counts("2012-12", &[("hk", 200)]);
    let current = |archive: &Archive| {
        let measures = &archive.edition.as_ref().unwrap().measures;
        measures[0].current.get(fund(&archive.publication, "hk")).unwrap().clone()
    };
    assert_eq!(current(&archive).on_baseline, None, "a month is not compared with itself");
    archive.publish_counts("2019-05", &[("hk", 230)]);
    assert_eq!(current(&archive).on_baseline, Some(by(30, 200)));
    assert_eq!(current(&archive).on_year, Change::NotComparable(WhyNot::NoValueBefore));
    archive.publication.measures[0].breaks = vec![Break { at: month("2016-01"), text: Text::default() }];
    archive.publish_counts("2019-06", &[("hk", 230)]);
    assert_eq!(current(&archive).on_baseline, Some(Change::NotComparable(WhyNot::Break)));
}

/// A series of one fund from January 2018 with these limits, and what is said of it.
fn said(limits: Plausibility, values: &[u64]) -> Vec<String> {
    let mut archive = Archive::new(counts());
    archive.publication.measures[0].plausibility = limits;
    for (at, value) in values.iter().enumerate() {
        let period = month("2018-01").plus(i32::try_from(at).unwrap());
        archive.publish_counts(&period.slug(), &[("hk", *value)]);
    }
    messages(&archive)
}

/// What is said of cells, without their totals.
fn messages(archive: &Archive) -> Vec<String> {
    let all = archive.report.sorted().into_iter();
    let told = all.filter(|found| found.code == Code::ImplausibleJump && found.place.as_ref().unwrap().line > 0);
    let mut told: Vec<String> = told.map(|found| found.message.clone()).collect();
    told.sort();
    told
}

#[test]
fn a_lasting_shift_is_told_once_and_a_single_month_is_none() {
    let limits = Plausibility { level_shift_percent: Some(20), level_months: Some(3), ..Plausibility::default() };
    let told = said(limits, &[100, 102, 98, 101, 150, 151, 149, 150, 152, 150, 151, 150]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("the 3 months up to 2018-07 all lie more than 20 percent"), "{told:?}");
    assert!(said(limits, &[100, 102, 98, 101, 180, 100, 99, 101, 100]).is_empty());
    assert!(said(limits, &[10, 11, 10, 30, 31, 30]).is_empty(), "smaller than 50 jump by chance");
}

#[test]
fn a_month_that_is_not_wholly_registered_looks_low() {
    let limits = Plausibility { latest_low_percent: Some(60), ..Plausibility::default() };
    let told = said(limits, &[100, 100, 100, 100, 100, 100, 59]);
    assert!(told.len() == 1 && told[0].contains("2018-07 is counted below 60 percent"), "{told:?}");
    assert!(said(limits, &[100, 100, 100, 100, 100, 100, 60]).is_empty());
    assert!(said(limits, &[100, 100, 100, 100, 100, 10]).is_empty(), "half a year is needed to tell");
}

#[test]
fn the_strongest_is_told_with_the_months_before_and_no_small_count() {
    let limits =
        Plausibility { month_percent: Some(50), year_percent: Some(40), at_least: Some(3), ..Plausibility::default() };
    let mut archive = Archive::new(counts());
    archive.publication.measures[0].plausibility = limits;
    for (at, value) in [60, 61, 4, 62, 63, 64, 65, 66, 67, 68, 69, 70, 200_u64].into_iter().enumerate() {
        let period = month("2018-01").plus(i32::try_from(at).unwrap());
        archive.publish_counts(&period.slug(), &[("hk", value), ("foa", 100)]);
    }
    let last = archive.report.sorted().into_iter().find(|found| found.message.contains("HK: 2019-01")).unwrap();
    assert_eq!(last.severity, Severity::Warning);
    assert!(last.message.ends_with("2019-01 differs by more than 40 percent from the same month a year before"));
    let detail = last.detail.as_deref().unwrap();
    assert!(detail.starts_with("2018-01 60, 2018-02 61, 2018-03 <5, 2018-04 62"), "{detail}");
    assert!(detail.ends_with("2018-12 70, 2019-01 200"), "{detail}");
    assert!(!last.message.contains("200"), "what is printed for all names no figure");
    // A total over funds is told at the file.
    let totals = archive.report.sorted().into_iter().filter(|found| found.place.as_ref().unwrap().line == 0);
    assert!(totals.clone().any(|found| found.message.contains(", all: 2019-01")), "{:?}", totals.collect::<Vec<_>>());
}

#[test]
fn what_has_not_changed_since_is_not_told_again_and_many_are_counted() {
    let limits = Plausibility { month_percent: Some(50), ..Plausibility::default() };
    let mut archive = Archive::new(counts());
    archive.publication.measures[0].plausibility = limits;
    let funds = ["3f", "bupl", "foa", "ftfa", "hk", "ma", "metal", "min", "sl", "akademikerne", "ase", "frie"];
    let more = ["journalistik", "ca", "dfh", "dsa", "krifa", "lederne", "laererne", "tak", "nnf", "elfaget"];
    let all = |count: u64| funds.iter().chain(&more).map(|id| (*id, count)).collect::<Vec<_>>();
    archive.publish_counts("2018-01", &all(100));
    archive.publish_counts("2018-02", &all(200));
    let first = archive.report.sorted().len();
    assert_eq!(first, 21, "twenty, and how many more: {:?}", archive.report.sorted());
    assert!(archive.report.sorted().iter().any(|found| found.message.contains("and 3 more cells")));
    archive.publish_counts("2018-02", &all(200));
    assert_eq!(archive.report.sorted().len(), first);
}

#[test]
fn shares_are_held_against_points_and_groups_of_unknown_size_too() {
    let limits = Plausibility { month_points: Some(20), ..Plausibility::default() };
    let of = |before: Amount, now: Amount| {
        let mut archive = Archive::new(shares());
        archive.publication.measures[0].plausibility = limits;
        let hk = fund(&archive.publication, "hk");
        archive.publish(month("2018-01"), vec![(hk, before)]);
        archive.publish(month("2018-02"), vec![(hk, now)]);
        messages(&archive).len()
    };
    let rounded = |scaled| Amount::Rounded(noegletal::model::Decimal { scaled, decimals: 0 });
    assert_eq!(of(Amount::share(50, 100), Amount::share(71, 100)), 1);
    assert_eq!(of(Amount::share(50, 100), Amount::share(70, 100)), 0, "20 points are allowed");
    assert_eq!(of(Amount::share(5, 10), Amount::share(71, 100)), 0, "ten people jump by chance");
    assert_eq!(of(Amount::share(50, 100), Amount::share(9, 10)), 0);
    assert_eq!(of(rounded(50), rounded(71)), 1);
}

/// Whatever can stand between two months.
#[derive(Clone, Debug)]
struct Barriers {
    excluded: Option<(i32, i32)>,
    broken: Option<i32>,
    event: Option<(i32, u8)>,
}

prop_compose! {
    fn barriers()(
        excluded in prop::option::of((1_i32..20, 0_i32..6)),
        broken in prop::option::of(1_i32..26),
        event in prop::option::of((1_i32..26, 0_u8..3)),
    ) -> Barriers {
        Barriers { excluded, broken, event }
    }
}

const FIRST: &str = "2018-01";

impl Barriers {
    fn put_up(&self, publication: &mut Publication) {
        let at = |months: i32| month(FIRST).plus(months);
        publication.events.clear();
        let measure = &mut publication.measures[0];
        let interval = |from, to, standing| MeasureInterval { from, to, standing };
        if let Some((from, length)) = self.excluded {
            measure.intervals = vec![
                interval(at(0), Some(at(from - 1)), Standing::Included),
                interval(at(from), Some(at(from + length)), Standing::Excluded(Text::default())),
                interval(at(from + length + 1), None, Standing::Included),
            ];
        }
        if let Some(first_after) = self.broken {
            measure.breaks = vec![Break { at: at(first_after), text: Text::default() }];
        }
        if let Some((first, kind)) = self.event {
            let kinds = [AkasseEventKind::Merger, AkasseEventKind::Rename, AkasseEventKind::PartialTransfer];
            let first = at(first);
            publication.events = vec![AkasseEvent {
                date: chrono::NaiveDate::from_ymd_opt(first.year(), first.month(), 1).unwrap(),
                kind: kinds[usize::from(kind)],
                from: vec![publication.akasse_by_id("ca").unwrap()],
                to: publication.akasse_by_id("hk").unwrap(),
                text: Text::default(),
            }];
        }
    }

    /// Whether a month from `earlier` up to `later` is left out, or a break or a change among the funds comes after
    /// `earlier` and not after `later`: month by month, without intervals.
    fn between(&self, earlier: i32, later: i32, of_fund: bool) -> bool {
        let excluded = |at: i32| self.excluded.is_some_and(|(from, length)| from <= at && at <= from + length);
        let edge = |at: i32| {
            self.broken == Some(at) || (of_fund && self.event.is_some_and(|(first, kind)| first == at && kind != 1))
        };
        (earlier..later).any(excluded) || (earlier + 1..=later).any(edge)
    }

    fn leaves_out(&self, at: i32) -> bool {
        self.between(at, at + 1, false) && self.excluded.is_some_and(|(from, length)| from <= at && at <= from + length)
    }
}

/// Publishes one fund's values, and a second fund's, over the months that count.
fn grown(
    publication: Publication,
    barriers: &Barriers,
    values: &[u64],
    mut each: impl FnMut(&Archive, i32),
) -> Archive {
    let mut archive = Archive::new(publication);
    barriers.put_up(&mut archive.publication);
    for (at, value) in values.iter().enumerate() {
        let at = i32::try_from(at).unwrap();
        if barriers.leaves_out(at) {
            continue;
        }
        let period = month(FIRST).plus(at);
        archive.publish_counts(&period.slug(), &[("hk", *value), ("foa", 70)]);
        each(&archive, at);
    }
    archive
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn never_a_difference_across_a_month_left_out_a_break_or_a_change_among_the_funds(
        barriers in barriers(),
        values in prop::collection::vec(0_u64..500, 2..30),
        baseline in 0_i32..20,
    ) {
        let mut publication = counts();
        publication.measures[0].compared_with = Some(month(FIRST).plus(baseline));
        grown(publication, &barriers, &values, |archive, at| {
            let current = &archive.edition.as_ref().unwrap().measures[0].current;
            for (cell, figure) in current.iter() {
                let of_hk = cell == fund(&archive.publication, "hk");
                let changes = [(Some(&figure.on_month), at - 1), (Some(&figure.on_year), at - 12),
                    (figure.on_baseline.as_ref(), baseline)];
                for (change, earlier) in changes.into_iter().filter_map(|(change, earlier)| Some((change?, earlier))) {
                    let known = earlier >= 0 && !barriers.leaves_out(earlier);
                    let barred = barriers.between(earlier, at, of_hk);
                    let is_by = matches!(change, Change::By { .. });
                    assert_eq!(is_by, known && !barred, "{cell:?} {earlier}..{at}: {change:?}");
                    let then = usize::try_from(earlier).ok().map(|at| values[at]);
                    if let (Change::By { difference, percent }, true, Some(then)) = (change, of_hk, then) {
                        let by = values[usize::try_from(at).unwrap()] as i64 - then as i64;
                        assert_eq!(difference, &Exact::whole(by));
                        assert_eq!(percent, &Exact::ratio(by * 100, then as i64), "none from zero");
                    }
                }
            }
        });
    }

    #[test]
    fn a_jump_is_told_exactly_where_it_is_larger_than_the_limit_and_nothing_stands_between(
        barriers in barriers(),
        values in prop::collection::vec(0_u64..500, 2..20),
        limit in 1_u64..200,
        at_least in 0_u64..100,
    ) {
        let mut publication = counts();
        let limits = Plausibility { month_percent: Some(limit), at_least: Some(at_least), ..Plausibility::default() };
        publication.measures[0].plausibility = limits;
        let archive = grown(publication, &barriers, &values, |_, _| ());
        let mut expected = Vec::new();
        for (at, pair) in values.windows(2).enumerate() {
            let earlier = i32::try_from(at).unwrap();
            let larger = pair[0].abs_diff(pair[1]) * 100 > limit * pair[0];
            let there = !barriers.leaves_out(earlier) && !barriers.leaves_out(earlier + 1);
            let looked_at = pair[0] >= at_least.max(1) && there && !barriers.between(earlier, earlier + 1, true);
            if larger && looked_at {
                let period = month(FIRST).plus(earlier + 1).slug();
                expected.push(format!(
                    "arbejdskraftreserve, HK: {period} differs by more than {limit} percent from the month before"
                ));
            }
        }
        prop_assert_eq!(messages(&archive), expected);
    }

    #[test]
    fn series_that_do_not_move_are_never_told(
        barriers in barriers(),
        value in 0_u64..500,
        months in 2_usize..26,
        limit in 1_u64..100,
        level in 2_u64..=12,
    ) {
        let mut publication = counts();
        publication.measures[0].plausibility = Plausibility {
            month_percent: Some(limit),
            year_percent: Some(limit),
            level_shift_percent: Some(limit),
            level_months: Some(level),
            latest_low_percent: Some(limit),
            at_least: Some(0),
            ..Plausibility::default()
        };
        let archive = grown(publication, &barriers, &vec![value; months], |_, _| ());
        prop_assert_eq!(messages(&archive), Vec::<String>::new());
    }

    #[test]
    fn no_member_is_lost_or_counted_twice_by_mergers(
        from in 0_i32..12,
        all in prop::collection::vec(0_u64..1000, 40),
    ) {
        // Every fund that exists delivers every half year; at the end each is what it became of.
        let mut archive = Archive::new(counts());
        let insured = |publication: &Publication, at: usize| publication.akasser[at].insured;
        let funds: Vec<usize> =
            (0..archive.publication.akasser.len()).filter(|at| insured(&archive.publication, *at)).collect();
        let cells = |publication: &Publication, period: Period| -> Vec<(CellKey, u64)> {
            let there = funds.iter().filter(|at| publication.akasser[**at].valid.covers(period));
            there.map(|at| {
                let akasse = Some(AkasseKey(u16::try_from(*at).unwrap()));
                (CellKey { area: None, akasse }, all[*at] + u64::from(period.month()))
            }).collect()
        };
        let mut totals = BTreeMap::new();
        let first = month("2005-01").plus(from);
        let months = (0..41).map(|half| first.plus(6 * half)).chain([month("2025-06")]);
        for period in months {
            let counts = cells(&archive.publication, period);
            totals.insert(period, counts.iter().map(|(_, count)| count).sum::<u64>());
            let amounts = counts.into_iter().map(|(key, count)| (key, Amount::Count(count))).collect();
            archive.publish(period, amounts);
        }
        let last = cells(&archive.publication, month("2025-06"));
        for (period, total) in totals {
            let sum: u64 = last.iter().map(|(key, _)| {
                let key = &(MeasureKey(0), *key);
                let joined = archive.history.continued.get(key).and_then(|continued| continued.months.get(&period));
                let own = archive.history.series.get(key).and_then(|months| months.get(&period));
                match joined.or(own).map(|figure| figure.amount) {
                    Some(Amount::Count(count)) => count,
                    Some(other) => panic!("{key:?} in {period}: {other:?}"),
                    None => 0,
                }
            }).sum();
            prop_assert_eq!(sum, total, "{}", period);
        }
    }
}
