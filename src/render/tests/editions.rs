//! Editions made by hand. What stands here is computed as plainly as possible, since the stage that computes is
//! tested elsewhere; pages only need figures of every kind.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::publication::{self, FOKUS, FOKUS_85, period};
use crate::model::code::TargetKey;
use crate::model::edition::{
    Assessment, Change, Edition, KeyFigure, MeasureEdition, Reach, RequiredNext, Verdict, Whole, WhyNot,
};
use crate::model::figure::{Figure, MonthFigures, Reconciliation, Summary};
use crate::model::release::{Expectation, ReleaseClass, ReleaseStatus};
use crate::model::{
    AkasseKey, Amount, AreaKey, CellKey, Decimal, Exact, Flags, Grid, Interval, Measure, MeasureKey, Missing, Period,
    Publication, Release, ReleaseId,
};

const MONTHS: [&str; 5] = ["2020-11", "2020-12", "2021-07", "2021-08", "2021-09"];

/// Fund, the five months, the published total.
const FIGURES: [(&str, [Option<i64>; 5], i128); 9] = [
    ("3f", [Some(33), Some(88), Some(100), Some(97), Some(90)], 82),
    ("bupl", [Some(50), Some(55), None, Some(100), Some(92)], 74),
    ("foa", [Some(83), Some(82), Some(82), Some(98), Some(76)], 84),
    ("ftfa", [Some(88), Some(93), Some(100), Some(92), Some(89)], 92),
    ("hk", [Some(91), Some(90), Some(86), Some(94), Some(77)], 88),
    ("ma", [Some(92), Some(89), Some(99), Some(98), Some(88)], 93),
    ("metal", [Some(71), Some(89), None, Some(99), Some(99)], 89),
    ("min", [Some(75), Some(63), Some(100), Some(100), Some(100)], 88),
    ("sl", [Some(88), Some(91), Some(100), Some(91), Some(88)], 91),
];

/// A release of a month.
pub(crate) fn release(slug: &str, version: u16, published: &str) -> Release {
    Release {
        id: ReleaseId { period: period(slug), version },
        published: chrono::DateTime::parse_from_rfc3339(published).unwrap(),
        status: ReleaseStatus::Final,
        class: if version == 1 { ReleaseClass::First } else { ReleaseClass::Correction },
        reason: if version == 1 { String::new() } else { "Et tal for HK var læst forkert.".into() },
        synthetic: false,
        note: Some(publication::text("Tallene er hentet fra et offentligt notat af 15. december 2021.")),
        expected: Vec::new(),
        documents: vec!["fokusmaal-september-2021".into()],
    }
}

/// The edition of September 2021.
pub(crate) fn trial(publication: &Publication) -> Edition {
    let mut months: BTreeMap<Period, Arc<MonthFigures>> = BTreeMap::new();
    for (at, slug) in MONTHS.iter().enumerate() {
        let cells = FIGURES.iter().map(|(id, values, _)| {
            let amount = values[at].map_or(Amount::Missing(Missing::NotReceived), |value| {
                Amount::Rounded(Decimal { scaled: value.into(), decimals: 0 })
            });
            (fund(publication, id), Figure::delivered(amount, Flags::default()))
        });
        let figures = Grid::from_cells(cells.collect());
        let month = MonthFigures { measure: FOKUS, period: period(slug), figures, notes: BTreeMap::new() };
        months.insert(month.period, Arc::new(month));
    }
    let summaries: Vec<Summary> = FIGURES.iter().map(|row| summary(publication, row)).collect();
    let mut assessments: Vec<Assessment> = summaries.iter().map(assessment).collect();
    assessments.push(not_in_force());
    let current = current(&months, period("2021-09"));
    let delivered = months.values().cloned().collect();
    let whole = Whole::NoAreas;
    let measure =
        MeasureEdition { delivered, history: months, current, summaries, whole, ..MeasureEdition::empty(FOKUS) };
    let release = release("2021-09", 1, "2021-12-15T08:00:00+01:00");
    Edition { measures: vec![measure], assessments, ..Edition::empty(release) }
}

/// The edition of December 2009: an agreement, targets, and no figures.
pub(crate) fn without_figures() -> Edition {
    let mut release = release("2009-12", 1, "2009-12-10T08:00:00+01:00");
    release.expected = vec![Expectation {
        measure: publication::RESERVE,
        expected: "2009-W50".into(),
        text: publication::text("Arbejdskraftreserven for hvert jobcenter, fordelt på a-kasser. Derefter hver måned."),
    }];
    Edition { assessments: vec![not_in_force()], ..Edition::empty(release) }
}

fn fund(publication: &Publication, id: &str) -> CellKey {
    CellKey { area: None, akasse: publication.akasse_by_id(id) }
}

fn summary(publication: &Publication, row: &(&str, [Option<i64>; 5], i128)) -> Summary {
    let (id, values, published) = row;
    let known: Vec<i64> = values.iter().flatten().copied().collect();
    let months = i64::try_from(known.len()).unwrap();
    let sum = Exact::whole(known.iter().sum());
    let value = sum.divided_by(&Exact::whole(months)).unwrap();
    let half = Exact::ratio(1, 2).unwrap();
    let published = Decimal { scaled: *published, decimals: 0 };
    let interval = Interval { low: &value - &half, high: &value + &half }.intersect(&published.interval());
    let equal = value.round(0) == published;
    Summary {
        measure: FOKUS,
        key: fund(publication, id),
        rule: crate::model::measure::Rule::MeanOfMonths,
        from: period("2020-11"),
        to: period("2021-09"),
        months: u16::try_from(months).unwrap(),
        sum,
        value,
        interval,
        counts: None,
        pooled: None,
        blocks: Vec::new(),
        published: Some(published),
        reconciles: Some(if equal { Reconciliation::Equal } else { Reconciliation::WithinRounding }),
    }
}

fn assessment(summary: &Summary) -> Assessment {
    let limit = Exact::whole(85);
    let months = i64::from(summary.months);
    let needed = &(&limit * &Exact::whole(months + 1)) - &summary.sum;
    let latest = FIGURES[usize::from(summary.key.akasse.unwrap().0)].1[4].unwrap();
    let before = (&summary.sum - &Exact::whole(latest)).divided_by(&Exact::whole(months - 1));
    Assessment {
        value: Some(summary.value.clone()),
        interval: summary.interval.clone(),
        verdict: if summary.value >= limit { Verdict::Met } else { Verdict::NotMet },
        margin: Some(&summary.value - &limit),
        required_next: Some(RequiredNext {
            reach: if needed > Exact::whole(100) { Reach::Impossible } else { Reach::Possible },
            value: needed,
            interval: None,
            soonest: None,
        }),
        before,
        ..Assessment::blank(FOKUS_85, summary.key)
    }
}

fn not_in_force() -> Assessment {
    Assessment { verdict: Verdict::NotInForce, ..Assessment::blank(TargetKey(1), CellKey::default()) }
}

fn current(months: &BTreeMap<Period, Arc<MonthFigures>>, period: Period) -> Grid<KeyFigure> {
    let before = |key, back: i32| {
        let month = months.get(&period.plus(-back));
        month.and_then(|month| month.figures.get(key)).and_then(|figure| figure.amount.exact())
    };
    months[&period].figures.map(|key, figure| {
        let change = |back| match (figure.amount.exact(), before(key, back)) {
            (Some(now), Some(before)) => {
                let difference = &now - &before;
                let percent = (&difference * &Exact::whole(100)).divided_by(&before);
                Change::By { difference, percent: percent.filter(|_| matches!(figure.amount, Amount::Count(_))) }
            }
            (None, _) => Change::NotComparable(WhyNot::NoValueNow),
            (_, None) => Change::NotComparable(WhyNot::NoValueBefore),
        };
        KeyFigure { figure: *figure, on_month: change(1), on_year: change(12), on_baseline: None }
    })
}

/// An edition of the synthetic country with `months` months behind it.
pub(crate) fn country(publication: &Publication, slug: &str, months: i32) -> Edition {
    let last = period(slug);
    let measures = publication.measure_keys().map(|key| {
        let history: BTreeMap<Period, Arc<MonthFigures>> = last
            .plus(1 - months)
            .through(last)
            .map(|period| (period, Arc::new(month_of_country(publication, key, period))))
            .collect();
        let current = current(&history, last);
        MeasureEdition {
            delivered: vec![Arc::clone(&history[&last])],
            history,
            current,
            whole: publication.area_by_id("a-landet").map_or(Whole::Unknown, Whole::Area),
            ..MeasureEdition::empty(key)
        }
    });
    let mut release = release(slug, 1, "2024-01-15T08:00:00+01:00");
    release.synthetic = true;
    Edition { measures: measures.collect(), ..Edition::empty(release) }
}

fn month_of_country(publication: &Publication, key: MeasureKey, period: Period) -> MonthFigures {
    let measure = publication.measure(key);
    let keys = |length: usize| (0..length).map(|at| u16::try_from(at).unwrap());
    let funds: Vec<_> = keys(publication.akasser.len()).map(|at| Some(AkasseKey(at))).chain([None]).collect();
    let mut cells = Vec::new();
    for area in keys(publication.areas.len()) {
        for akasse in &funds {
            let cell = CellKey { area: Some(AreaKey(area)), akasse: *akasse };
            let seed = u64::from(area) * 31
                + u64::from(akasse.map_or(99, |key| key.0)) * 17
                + u64::from(key.0) * 7
                + u64::from(period.month()) * 13;
            cells.push((cell, Figure::delivered(amount(measure, seed), Flags::default())));
        }
    }
    MonthFigures { measure: key, period, figures: Grid::from_cells(cells), notes: BTreeMap::new() }
}

fn amount(measure: &Measure, seed: u64) -> Amount {
    let noise = seed * 2_654_435_761 % 1_000;
    match (noise % 9, measure.is_share()) {
        (0, _) => Amount::Missing(Missing::Suppressed),
        (_, true) => Amount::share(60 + noise % 40, 100 + noise % 7),
        (_, false) => Amount::Count(5 + noise),
    }
}
