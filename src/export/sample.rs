//! Hand-made editions for the tests of this room.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::DateTime;

use crate::model::catalogue::{Catalogue, CatalogueEntry};
use crate::model::code::TargetKey;
use crate::model::edition::*;
use crate::model::figure::*;
use crate::model::measure::*;
use crate::model::publication::{Contact, Licence, Protection};
use crate::model::release::*;
use crate::model::target::*;
use crate::model::*;

fn text(text: &str) -> Text {
    Text { da: text.to_owned(), en: format!("{text} (en)") }
}

pub(super) fn measure(id: &str, kind: MeasureKind, unit: Unit) -> Measure {
    Measure {
        id: id.to_owned(),
        title: text(id),
        short: text(id),
        definition: text("Hvad der tælles."),
        population: None,
        numerator: None,
        denominator: None,
        binds: None,
        note: None,
        kind,
        unit,
        decimals: 0,
        direction: Direction::Higher,
        by_akasse: true,
        areas: vec![AreaKind::Jobcentre],
        over_months: Rule::MeanOfMonths,
        over_akasser: Rule::RatioOfSums,
        over_areas: Rule::RatioOfSums,
        summary_months: None,
        intervals: Vec::new(),
        breaks: Vec::new(),
        rules: Vec::new(),
        compared_with: None,
        plausibility: Plausibility::default(),
        disclosure: MeasureDisclosure::default(),
        source: None,
        derived: None,
        identities: Vec::new(),
    }
}

fn akasse(id: &str, name: &str) -> Akasse {
    Akasse {
        id: id.to_owned(),
        name: name.to_owned(),
        short: id.to_uppercase(),
        aliases: Vec::new(),
        valid: Validity::default(),
        successor: None,
        insured: true,
        note: String::new(),
    }
}

fn area(id: &str, kind: AreaKind) -> Area {
    Area {
        id: id.to_owned(),
        kind,
        name: format!("Område {id}"),
        short: id.to_owned(),
        code: String::new(),
        aliases: Vec::new(),
        valid: Validity::default(),
        parents: Vec::new(),
    }
}

fn target(id: &str, measure: Option<MeasureKey>) -> Target {
    Target {
        id: id.to_owned(),
        measure,
        class: TargetClass::Resultatmaal,
        status: TargetStatus::InForce,
        rule: TargetRule::AtLeast,
        value: None,
        title: text(id),
        label: String::new(),
        akasser: Vec::new(),
        areas: Vec::new(),
        binds: text("alle"),
        baseline: None,
        from: None,
        to: None,
        source: "notat".to_owned(),
        consequence: false,
        follows_from: Vec::new(),
        steps: Vec::new(),
        comparator: None,
        judged_on: JudgedOn::Summary,
        note: None,
    }
}

/// A publication with these measures, and lists of funds and jobcentres of any length.
pub(super) fn publication(measures: Vec<Measure>, akasser: usize, jobcentres: usize) -> Publication {
    let mut areas: Vec<Area> =
        (0..jobcentres).map(|at| area(&format!("jobcenter_{at:02}"), AreaKind::Jobcentre)).collect();
    areas.push(area("landet", AreaKind::Country));
    Publication {
        title: text("Nøgletal"),
        publisher: "Et kontor".to_owned(),
        languages: vec![crate::model::Language::Danish],
        base_url: "https://example.org/".to_owned(),
        contact: Contact { name: "Kontoret".to_owned(), email: "post@example.org".to_owned(), phone: None },
        licence: Licence {
            id: "CC-BY-4.0".to_owned(),
            title: "CC BY".to_owned(),
            url: "https://creativecommons.org/licenses/by/4.0/".to_owned(),
        },
        time_zone: chrono_tz::Europe::Copenhagen,
        release_hour: "08:00".to_owned(),
        plausibility: Plausibility::default(),
        protection: Protection {
            minimum_count: 5,
            sensitive_minimum_count: 10,
            zeros_are_sensitive: false,
            interval_width: None,
            answers: Vec::new(),
            text: text(""),
        },
        akasser: (0..akasser).map(|at| akasse(&format!("fond_{at:02}"), &format!("=Fond; \"{at}\""))).collect(),
        events: Vec::new(),
        areas,
        targets: vec![target("maal_85", Some(MeasureKey(0))), target("i_ord", None)],
        measures,
        calendar: Default::default(),
        watch_rules: Vec::new(),
        pairs: Vec::new(),
        formats: crate::model::Format::ALL.into_iter().map(|(format, _)| format).collect(),
    }
}

pub(super) fn release(period: Period, version: u16) -> Release {
    Release {
        id: ReleaseId { period, version },
        published: DateTime::parse_from_rfc3339("2021-12-15T08:00:00+01:00").unwrap(),
        status: ReleaseStatus::Final,
        class: if version == 1 { ReleaseClass::First } else { ReleaseClass::Correction },
        reason: if version == 1 { String::new() } else { "En fejl er rettet.".to_owned() },
        synthetic: false,
        note: None,
        expected: vec![Expectation {
            measure: MeasureKey(0),
            expected: "2009-W50".to_owned(),
            text: text("Ventes i uge 50."),
        }],
        documents: vec!["notat".to_owned()],
    }
}

pub(super) fn catalogue(releases: &[Release]) -> Catalogue {
    let entry = |release: &Release| CatalogueEntry {
        release: release.clone(),
        measures: vec![MeasureKey(0)],
        under_embargo: false,
    };
    Catalogue { entries: releases.iter().map(entry).collect() }
}

pub(super) fn key(area: Option<u16>, akasse: Option<u16>) -> CellKey {
    CellKey { area: area.map(AreaKey), akasse: akasse.map(AkasseKey) }
}

pub(super) fn figure(amount: Amount) -> Figure {
    Figure::delivered(amount, Flags::default())
}

fn rounded(value: i128) -> Amount {
    Amount::Rounded(Decimal { scaled: value, decimals: 0 })
}

pub(super) fn month(measure: u16, period: Period, cells: Vec<(CellKey, Figure)>) -> Arc<MonthFigures> {
    let figures = Grid::from_cells(cells);
    Arc::new(MonthFigures { measure: MeasureKey(measure), period, figures, notes: BTreeMap::new() })
}

fn two_months() -> Vec<Arc<MonthFigures>> {
    let september = Period::new(2021, 9).unwrap();
    let july = Period::new(2021, 7).unwrap();
    let mut first = MonthFigures::clone(&month(
        0,
        july,
        vec![
            (key(None, Some(0)), figure(rounded(100))),
            (key(None, Some(1)), figure(Amount::Missing(Missing::NotReceived))),
        ],
    ));
    first.notes.insert(key(None, Some(1)), "-intet, og \"ikke\" modtaget".to_owned());
    vec![
        Arc::new(first),
        month(
            0,
            september,
            vec![
                (key(None, Some(0)), figure(rounded(90))),
                (key(None, Some(1)), Figure::delivered(Amount::share(2, 3), Flags::PROVISIONAL.with(Flags::BREAK))),
                (key(Some(0), Some(0)), figure(Amount::Missing(Missing::Suppressed))),
                (key(Some(0), Some(1)), figure(Amount::Bounded(Bound::AtLeast(95)))),
                (key(Some(2), None), figure(Amount::share(18_150, 20_000))),
            ],
        ),
    ]
}

/// September 2021 in the small: rounded percentages, a blank, a share, a suppressed cell, one with a coarser answer, a mark,
/// a note.
pub(super) fn small() -> (Publication, Catalogue, Edition) {
    let publication = publication(
        vec![
            measure("fokusmaal", MeasureKind::Share, Unit::Percent),
            measure("reserve", MeasureKind::Stock, Unit::Persons),
        ],
        2,
        2,
    );
    let september = Period::new(2021, 9).unwrap();
    let half = Decimal { scaled: 895, decimals: 1 };
    let interval = Interval { low: Decimal { scaled: 890, decimals: 1 }.exact(), high: half.exact() };
    let summary = Summary {
        measure: MeasureKey(0),
        key: key(None, Some(0)),
        rule: Rule::MeanOfMonths,
        from: september.plus(-2),
        to: september,
        months: 4,
        sum: Exact::whole(358),
        value: half.exact(),
        interval: Some(interval.clone()),
        counts: None,
        pooled: None,
        blocks: Vec::new(),
        published: Some(Decimal { scaled: 89, decimals: 0 }),
        reconciles: Some(Reconciliation::WithinRounding),
    };
    let current = Grid::from_cells(vec![(
        key(None, Some(0)),
        KeyFigure {
            figure: figure(rounded(90)),
            on_month: Change::By { difference: Exact::whole(-7), percent: None },
            on_year: Change::NotComparable(WhyNot::NoValueBefore),
            on_baseline: None,
        },
    )]);
    let fokus = MeasureEdition {
        delivered: two_months(),
        current,
        summaries: vec![summary],
        ..MeasureEdition::empty(MeasureKey(0))
    };
    let count = figure(Amount::Count(3_478));
    let counted = KeyFigure {
        figure: count,
        on_month: Change::By { difference: Exact::whole(-22), percent: Exact::ratio(-22, 35) },
        on_year: Change::NotComparable(WhyNot::FundsChanged),
        on_baseline: Some(Change::By { difference: Exact::whole(1_739), percent: Some(Exact::whole(100)) }),
    };
    let reserve = MeasureEdition {
        current: Grid::from_cells(vec![(key(Some(1), None), counted)]),
        delivered: vec![month(1, september, vec![(key(Some(1), None), count)])],
        ..MeasureEdition::empty(MeasureKey(1))
    };
    let met = Assessment {
        value: Some(half.exact()),
        interval: Some(interval),
        verdict: Verdict::Met,
        margin: Decimal { scaled: 45, decimals: 1 }.exact().into(),
        required_next: Some(RequiredNext {
            value: Exact::whole(67),
            interval: None,
            reach: Reach::Possible,
            soonest: None,
        }),
        ..Assessment::blank(TargetKey(0), key(None, Some(0)))
    };
    let in_words =
        Assessment { verdict: Verdict::NoNumericTarget, ..Assessment::blank(TargetKey(1), CellKey::default()) };
    let release = release(september, 1);
    let catalogue = catalogue(std::slice::from_ref(&release));
    (
        publication,
        catalogue,
        Edition {
            measures: vec![fokus, reserve],
            assessments: vec![met, by_answer(), in_words],
            ..Edition::empty(release)
        },
    )
}

/// A target met by a coarser answer.
fn by_answer() -> Assessment {
    let blank = Assessment::blank(TargetKey(0), key(Some(0), Some(1)));
    Assessment { verdict: Verdict::Met, bound: Some(Bound::AtLeast(95)), ..blank }
}

/// A national month: six measures, each with every pair of 94 jobcentres and 24 funds.
pub(super) fn national() -> (Publication, Catalogue, Edition) {
    let share = |at: usize| measure(&format!("maaling_{at}"), MeasureKind::Share, Unit::Percent);
    let publication = publication((0..6).map(share).collect(), 24, 94);
    let september = Period::new(2021, 9).unwrap();
    let measures = (0..6_u16).map(|at| {
        let pairs = (0..94_u16).flat_map(|area| (0..24_u16).map(move |akasse| (area, akasse)));
        let cells: Vec<_> = pairs
            .map(|(area, akasse)| {
                let denominator = 40 + u64::from((area * 7 + akasse * 13 + at) % 200);
                let numerator = denominator * u64::from(60 + (area + akasse) % 40) / 100;
                (key(Some(area), Some(akasse)), figure(Amount::share(numerator, denominator)))
            })
            .collect();
        MeasureEdition { delivered: vec![month(at, september, cells)], ..MeasureEdition::empty(MeasureKey(at)) }
    });
    let release = release(september, 1);
    let catalogue = catalogue(std::slice::from_ref(&release));
    let measures = measures.collect();
    (publication, catalogue, Edition { measures, ..Edition::empty(release) })
}
