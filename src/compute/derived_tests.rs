//! Measures that follow from others.

use chrono::NaiveDate;

use super::tests::{by_area, period, publication as of_measure, release, table};
use super::vintage::Horizon;
use super::*;
use crate::model::code::{AkasseEvent, AkasseEventKind};
use crate::model::measure::{Break, Derived, DerivedRule, Identity, IdentityRule, MeasureKind, Rule, Unit};
use crate::model::{AkasseKey, Amount, AreaKey, CellKey, Exact, Missing, ReleaseId, Text};

const SOURCE: MeasureKey = MeasureKey(0);
const CHANGE: MeasureKey = MeasureKey(1);
/// Of the publication of `super::tests`: two jobcentres, one of them in the country, both in the region.
const REGION: u16 = 3;

fn publication() -> Publication {
    let source = by_area(MeasureKind::Stock, Rule::Sum);
    let change = Measure {
        id: "n".into(),
        unit: Unit::Percent,
        decimals: 1,
        over_months: Rule::None,
        derived: Some(Derived { of: SOURCE, rule: DerivedRule::ChangeSince, baseline: period("2020-12") }),
        ..by_area(MeasureKind::Difference, Rule::RatioOfSums)
    };
    let mut publication = of_measure(source, Vec::new());
    publication.measures.push(change);
    publication
}

fn cell(area: u16, akasse: Option<u16>) -> CellKey {
    CellKey { area: Some(AreaKey(area)), akasse: akasse.map(AkasseKey) }
}

fn count(area: u16, akasse: u16, count: u64) -> (CellKey, Amount) {
    (cell(area, Some(akasse)), Amount::Count(count))
}

type Table = (MeasureKey, &'static str, Vec<(CellKey, Amount)>);

fn released(at: &str, tables: Vec<Table>, known: &Months, publication: &Publication) -> (Months, Report) {
    let tables = tables.into_iter().map(|(key, month, cells)| ((key, period(month)), table(cells)));
    let delivery = Delivery { release: release(at), tables: tables.collect(), totals: Vec::new() };
    let (figures, report) = release_figures(&delivery, known, publication);
    (figures.months.into_iter().map(|month| ((month.measure, month.period), month)).collect(), report)
}

fn two_months(then: Vec<(CellKey, Amount)>, now: Vec<(CellKey, Amount)>, publication: &Publication) -> Months {
    released("2021-09", vec![(SOURCE, "2020-12", then), (SOURCE, "2021-09", now)], &Months::new(), publication).0
}

fn amount(months: &Months, month: &str, cell: CellKey) -> Option<Amount> {
    months.get(&(CHANGE, period(month)))?.figures.get(cell).map(|figure| figure.amount)
}

#[test]
fn totals_are_the_change_of_sums_and_never_a_mean_of_percentages() {
    let publication = publication();
    let months =
        two_months(vec![count(0, 0, 100), count(1, 0, 10)], vec![count(0, 0, 110), count(1, 0, 20)], &publication);
    let at = |area, akasse| amount(&months, "2021-09", cell(area, akasse));
    assert_eq!(at(0, Some(0)), Some(Amount::Change { now: 110, then: 100 }));
    assert_eq!(at(1, Some(0)).unwrap().exact(), Some(Exact::whole(100)));
    assert_eq!(at(REGION, None), Some(Amount::Change { now: 130, then: 110 }), "not the mean of 10 and 100 percent");
    assert_eq!(amount(&months, "2020-12", cell(0, Some(0))).unwrap().exact(), Some(Exact::whole(0)));
}

#[test]
fn what_is_missing_now_or_then_stays_missing() {
    let publication = publication();
    let gone = |akasse| (cell(0, Some(akasse)), Amount::Missing(Missing::NotReceived));
    let months = two_months(
        vec![count(0, 0, 100), gone(1), count(0, 2, 0)],
        vec![gone(0), count(0, 1, 5), count(0, 2, 5), count(0, 3, 5), count(1, 0, 5)],
        &publication,
    );
    let missing = |area, akasse| amount(&months, "2021-09", cell(area, akasse)).unwrap().missing();
    assert_eq!(missing(0, Some(0)), Some(Missing::NotReceived));
    assert_eq!(missing(0, Some(1)), Some(Missing::NotReceived));
    assert_eq!(missing(0, Some(2)), Some(Missing::NotApplicable), "from zero there is no percentage");
    assert_eq!(missing(0, Some(3)), Some(Missing::NotApplicable), "nobody was there");
    assert_eq!(missing(1, Some(0)), Some(Missing::NotReceived), "that jobcentre never came");
    assert_eq!(missing(0, None), Some(Missing::Incomplete(1)));
}

#[test]
fn without_the_baseline_or_before_it_there_are_no_figures() {
    let publication = publication();
    let (months, _) =
        released("2021-09", vec![(SOURCE, "2021-09", vec![count(0, 0, 5)])], &Months::new(), &publication);
    assert!(!months.keys().any(|(measure, _)| *measure == CHANGE));
    let early = vec![(SOURCE, "2020-11", vec![count(0, 0, 5)]), (SOURCE, "2020-12", vec![count(0, 0, 5)])];
    let (months, _) = released("2020-12", early, &Months::new(), &publication);
    assert!(months.contains_key(&(CHANGE, period("2020-12"))) && !months.contains_key(&(CHANGE, period("2020-11"))));
}

#[test]
fn no_change_across_a_break_or_a_merger() {
    let mut publication = publication();
    let (then, now) = (vec![count(0, 0, 100), count(0, 1, 10)], vec![count(0, 0, 110), count(0, 1, 11)]);
    publication.events = vec![AkasseEvent {
        date: NaiveDate::from_ymd_opt(2021, 4, 1).unwrap(),
        kind: AkasseEventKind::Merger,
        from: vec![AkasseKey(7)],
        to: AkasseKey(1),
        text: Text::default(),
    }];
    let months = two_months(then.clone(), now.clone(), &publication);
    let at = |months: &Months, akasse| amount(months, "2021-09", cell(0, akasse));
    assert_eq!(at(&months, Some(0)), Some(Amount::Change { now: 110, then: 100 }));
    assert_eq!(at(&months, Some(1)), Some(Amount::Missing(Missing::NotApplicable)), "another fund's members came");
    assert_eq!(at(&months, None), Some(Amount::Change { now: 121, then: 110 }), "all funds are the same people");
    publication.measures[0].breaks = vec![Break { at: period("2021-01"), text: Text::default() }];
    let months = two_months(then, now, &publication);
    assert_eq!(at(&months, Some(0)), Some(Amount::Missing(Missing::NotApplicable)));
    assert!(amount(&months, "2020-12", cell(0, None)).unwrap().exact().is_some(), "before the break");
}

#[test]
fn a_revised_baseline_changes_every_later_month() {
    let publication = publication();
    let known = two_months(vec![count(0, 0, 100)], vec![count(0, 0, 110)], &publication);
    let revised = vec![(SOURCE, "2020-12", vec![count(0, 0, 200)])];
    let (months, _) = released("2021-10", revised, &known, &publication);
    assert_eq!(amount(&months, "2021-09", cell(0, Some(0))), Some(Amount::Change { now: 110, then: 200 }));
}

#[test]
fn the_baseline_is_kept_however_long_ago_it_was() {
    let publication = publication();
    let order = ["2020-12", "2030-01"].map(|month| ReleaseId { period: period(month), version: 1 });
    let horizon = Horizon::new(order, &publication);
    assert!(horizon.seen_from(period("2030-01"), (SOURCE, period("2020-12"))));
    assert!(!horizon.seen_from(period("2030-01"), (SOURCE, period("2021-01"))));
}

#[test]
fn those_who_are_more_than_the_others_they_are_among_are_an_error() {
    let mut publication = of_measure(by_area(MeasureKind::Stock, Rule::Sum), Vec::new());
    let identity = Identity { of: SOURCE, rule: IdentityRule::AtMost };
    let part = Measure { id: "part".into(), identities: vec![identity], ..by_area(MeasureKind::Stock, Rule::Sum) };
    publication.measures.push(part);
    let of = |part: Vec<(CellKey, Amount)>| {
        let all = vec![count(0, 0, 20), count(0, 1, 4), count(1, 0, 7)];
        let tables = vec![(SOURCE, "2021-09", all), (MeasureKey(1), "2021-09", part)];
        released("2021-09", tables, &Months::new(), &publication).1
    };
    assert!(of(vec![count(0, 0, 20), count(0, 1, 0)]).is_clean());
    let gone = (cell(0, Some(0)), Amount::Missing(Missing::NotReceived));
    assert!(of(vec![gone, count(1, 0, 7)]).is_clean(), "what is missing contradicts nothing");
    let report = of(vec![count(0, 0, 21), count(0, 1, 9)]);
    let messages: Vec<&str> = report.sorted().iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(messages.len(), 2, "cells, and not the totals that follow from them: {messages:?}");
    let details: Vec<Option<&str>> = report.sorted().iter().map(|problem| problem.detail.as_deref()).collect();
    assert_eq!(details, [Some("21 against 20"), None], "a small count is never said");
}

#[test]
fn a_contradiction_with_an_earlier_release_is_found() {
    let mut publication = of_measure(by_area(MeasureKind::Stock, Rule::Sum), Vec::new());
    let identity = Identity { of: SOURCE, rule: IdentityRule::AtMost };
    publication.measures.push(Measure { identities: vec![identity], ..by_area(MeasureKind::Stock, Rule::Sum) });
    let part = vec![(MeasureKey(1), "2021-09", vec![count(0, 0, 20)])];
    let (known, report) = released("2021-09", part, &Months::new(), &publication);
    assert!(report.is_clean());
    let all = vec![(SOURCE, "2021-09", vec![count(0, 0, 19)])];
    assert_eq!(released("2021-10", all, &known, &publication).1.errors(), 1);
}
