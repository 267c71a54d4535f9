//! Totals over areas: whose parts must be there, and that no one is counted twice.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::history::{Addition, absorb};
use super::tests::{by_area, delivery, measure, period, shown};
use super::*;
use crate::model::catalogue::History;
use crate::model::code::{AreaKind, Membership};
use crate::model::edition::Whole;
use crate::model::measure::{MeasureKind, Rule, Unit};
use crate::model::{AkasseKey, Amount, Area, AreaKey, CellKey, Decimal, Missing, Validity};

const COUNTRY: u16 = 0;
const NORTH: u16 = 1;
const SOUTH: u16 = 2;
/// Holds jobcentres of both regions.
const RAR: u16 = 3;
const GROUP: u16 = 4;
/// In the north.
const FIRST: u16 = 5;
/// In the south.
const SECOND: u16 = 6;
/// In the south, shared by two municipalities.
const SHARED: u16 = 7;

/// Every area with what it is part of: regions and a council's area that do not nest, a jobcentre of two
/// municipalities, and a group to compare with.
const AREAS: [(AreaKind, &[u16]); 12] = [
    (AreaKind::Country, &[]),
    (AreaKind::Region, &[COUNTRY]),
    (AreaKind::Region, &[COUNTRY]),
    (AreaKind::Rar, &[COUNTRY]),
    (AreaKind::Comparator, &[]),
    (AreaKind::Jobcentre, &[NORTH, RAR, GROUP]),
    (AreaKind::Jobcentre, &[SOUTH, RAR]),
    (AreaKind::Jobcentre, &[SOUTH, GROUP]),
    (AreaKind::Municipality, &[FIRST, NORTH, RAR, GROUP]),
    (AreaKind::Municipality, &[SECOND, SOUTH, RAR]),
    (AreaKind::Municipality, &[SHARED, SOUTH, GROUP]),
    (AreaKind::Municipality, &[SHARED, SOUTH, GROUP]),
];

/// The municipalities with their jobcentres.
const MUNICIPALITIES: [(u16, u16); 4] = [(8, FIRST), (9, SECOND), (10, SHARED), (11, SHARED)];

fn publication_of(measure: Measure) -> Publication {
    let area = |(at, (kind, parents)): (usize, &(AreaKind, &[u16]))| Area {
        id: format!("area_{at:02}"),
        kind: *kind,
        name: format!("Area {at}"),
        short: format!("Area {at}"),
        code: String::new(),
        aliases: Vec::new(),
        valid: Validity::default(),
        parents: parents.iter().map(|at| Membership { parent: AreaKey(*at), valid: Validity::default() }).collect(),
    };
    Publication {
        areas: AREAS.iter().enumerate().map(area).collect(),
        ..super::tests::publication(measure, Vec::new())
    }
}

fn both_kinds(kind: MeasureKind, over: Rule) -> Measure {
    Measure { areas: vec![AreaKind::Jobcentre, AreaKind::Municipality], ..by_area(kind, over) }
}

fn counts() -> Publication {
    publication_of(both_kinds(MeasureKind::Stock, Rule::Sum))
}

fn key(area: u16, akasse: Option<u16>) -> CellKey {
    CellKey { area: Some(AreaKey(area)), akasse: akasse.map(AkasseKey) }
}

fn cell(area: u16, akasse: u16, count: u64) -> (CellKey, Amount) {
    (key(area, Some(akasse)), Amount::Count(count))
}

fn figures(cells: Vec<(CellKey, Amount)>, publication: &Publication) -> (Arc<MonthFigures>, Report) {
    let (figures, report) =
        release_figures(&delivery("2021-09", vec![("2021-09", cells)]), &Months::new(), publication);
    (Arc::clone(&figures.months[0]), report)
}

fn amount(month: &MonthFigures, area: u16, akasse: Option<u16>) -> Option<Amount> {
    month.figures.get(key(area, akasse)).map(|figure| figure.amount)
}

fn incomplete(parts: u32) -> Option<Amount> {
    Some(Amount::Missing(Missing::Incomplete(parts)))
}

#[test]
fn a_region_delivered_alone_is_never_shown_as_the_country() {
    let publication = counts();
    let (month, report) = figures(vec![cell(SECOND, 0, 7), cell(SHARED, 0, 8), cell(SHARED, 1, 9)], &publication);
    assert!(report.is_clean());
    assert_eq!(amount(&month, SOUTH, None), Some(Amount::Count(24)));
    assert_eq!(amount(&month, SOUTH, Some(1)), Some(Amount::Count(9)), "nobody of that fund in the other jobcentre");
    assert_eq!(amount(&month, COUNTRY, None), incomplete(1));
    assert_eq!(amount(&month, COUNTRY, Some(1)), incomplete(1));
    assert_eq!(amount(&month, RAR, None), incomplete(1));
    assert_eq!(amount(&month, GROUP, None), incomplete(1));
    assert_eq!(amount(&month, NORTH, None), None, "an area of which nothing came has no cell");
    assert_eq!(coverage::whole(&month, &publication), Whole::Area(AreaKey(SOUTH)));
}

#[test]
fn a_unit_that_is_missing_is_counted_once_and_missing_cells_beside_it() {
    let publication = counts();
    let gone = (key(SECOND, Some(0)), Amount::Missing(Missing::NotReceived));
    let (month, _) = figures(vec![gone, cell(SHARED, 0, 8)], &publication);
    assert_eq!(amount(&month, SOUTH, None), incomplete(1));
    assert_eq!(amount(&month, COUNTRY, None), incomplete(2), "a cell, and the jobcentre of the north");
}

#[test]
fn a_jobcentre_and_some_of_its_municipalities_are_not_added() {
    let publication = counts();
    let cells = vec![cell(SHARED, 0, 10), cell(10, 0, 6), cell(SECOND, 0, 1), cell(10, 1, 3)];
    let (month, report) = figures(cells, &publication);
    assert!(report.is_clean(), "{report:?}");
    assert_eq!(amount(&month, SHARED, Some(0)), Some(Amount::Count(10)), "as delivered");
    assert_eq!(amount(&month, SOUTH, Some(0)), Some(Amount::Count(11)), "the municipality's 6 are among the 10");
    assert_eq!(amount(&month, SHARED, None), Some(Amount::Count(13)), "a fund that only the municipality names");
    assert_eq!(amount(&month, 10, None), Some(Amount::Count(9)));
}

#[test]
fn half_a_jobcentre_is_not_one() {
    let publication = counts();
    let (month, _) = figures(vec![cell(10, 0, 6), cell(SECOND, 0, 1)], &publication);
    assert_eq!(amount(&month, SHARED, Some(0)), incomplete(1));
    assert_eq!(amount(&month, SOUTH, Some(0)), incomplete(1));
    assert_eq!(coverage::whole(&month, &publication), Whole::Unknown);
}

#[test]
fn a_jobcentre_that_differs_from_its_municipalities_is_an_error() {
    let publication = counts();
    let (_, sound) = figures(vec![cell(SHARED, 0, 10), cell(10, 0, 6), cell(11, 0, 4)], &publication);
    assert!(sound.is_clean());
    let (_, report) = figures(vec![cell(SHARED, 0, 10), cell(10, 0, 6), cell(11, 0, 5)], &publication);
    let problems = report.sorted();
    assert_eq!((problems.len(), report.errors()), (1, 1));
    assert!(problems[0].message.contains("Area 7"), "{problems:?}");
    assert_eq!(problems[0].detail.as_deref(), Some("10 against 11"));
    assert!(problems[0].place.is_some());
}

#[test]
fn a_later_release_revises_one_municipality() {
    let publication = counts();
    let (month, _) = figures(MUNICIPALITIES.iter().map(|(area, _)| cell(*area, 0, 5)).collect(), &publication);
    assert_eq!(amount(&month, COUNTRY, None), Some(Amount::Count(20)));
    let known = Months::from([((month.measure, month.period), month)]);
    let second = delivery("2021-10", vec![("2021-09", vec![cell(11, 0, 8)])]);
    let (figures, report) = release_figures(&second, &known, &publication);
    assert!(report.is_clean());
    let month = &figures.months[0];
    assert_eq!(amount(month, SHARED, Some(0)), Some(Amount::Count(13)));
    assert_eq!(amount(month, COUNTRY, None), Some(Amount::Count(23)));
    assert_eq!(amount(month, 11, Some(0)), Some(Amount::Count(8)));
}

#[test]
fn without_a_rule_over_areas_nothing_is_added() {
    let rules = Measure { over_areas: Rule::None, ..both_kinds(MeasureKind::Stock, Rule::Sum) };
    let publication = publication_of(rules);
    let (month, _) = figures(vec![cell(SHARED, 0, 10), cell(SHARED, 1, 1)], &publication);
    assert_eq!(amount(&month, SHARED, None), Some(Amount::Count(11)), "over funds it is");
    assert_eq!(month.figures.areas(), [Some(AreaKey(SHARED))]);
    assert_eq!(coverage::whole(&month, &publication), Whole::Area(AreaKey(SHARED)), "the only area there is");
}

#[test]
fn what_stands_for_the_whole() {
    let publication = counts();
    let whole_of = |cells| coverage::whole(&figures(cells, &publication).0, &publication);
    assert_eq!(
        whole_of(vec![cell(FIRST, 0, 1), cell(SECOND, 0, 1), cell(SHARED, 0, 1)]),
        Whole::Area(AreaKey(COUNTRY))
    );
    assert_eq!(
        whole_of(MUNICIPALITIES.iter().map(|(area, _)| cell(*area, 0, 1)).collect()),
        Whole::Area(AreaKey(COUNTRY))
    );
    let council = vec![cell(FIRST, 0, 1), cell(SECOND, 0, 1)];
    assert_eq!(whole_of(council), Whole::Area(AreaKey(RAR)), "the north has one unit only");
    assert_eq!(whole_of(vec![cell(FIRST, 0, 1)]), Whole::Area(AreaKey(FIRST)));
    assert_eq!(whole_of(vec![cell(FIRST, 0, 1), cell(SHARED, 0, 1)]), Whole::Unknown, "never a group to compare with");
    let country = publication_of(Measure {
        areas: vec![AreaKind::Country, AreaKind::Region],
        over_areas: Rule::None,
        ..both_kinds(MeasureKind::Stock, Rule::Sum)
    });
    let cells = vec![cell(COUNTRY, 0, 9), cell(NORTH, 0, 5), cell(SOUTH, 0, 4)];
    assert_eq!(
        coverage::whole(&figures(cells, &country).0, &country),
        Whole::Area(AreaKey(COUNTRY)),
        "delivered as such"
    );
    let share = publication_of_shares();
    let rounded = |area| (key(area, Some(0)), Amount::Rounded(Decimal { scaled: 50, decimals: 0 }));
    let cells = vec![rounded(FIRST), rounded(SECOND), rounded(SHARED)];
    assert_eq!(coverage::whole(&figures(cells, &share).0, &share), Whole::Unknown, "without counts there is no total");
    let without = super::tests::publication(measure(MeasureKind::Stock, Rule::Last, Rule::Sum), Vec::new());
    let fund = CellKey { area: None, akasse: Some(AkasseKey(0)) };
    assert_eq!(coverage::whole(&figures(vec![(fund, Amount::Count(1))], &without).0, &without), Whole::NoAreas);
}

fn publication_of_shares() -> Publication {
    publication_of(both_kinds(MeasureKind::Share, Rule::RatioOfSums))
}

#[test]
fn the_edition_and_the_history_know_what_stands_for_the_whole() {
    let publication = counts();
    let delivery = delivery("2021-09", vec![("2021-09", vec![cell(SECOND, 0, 7), cell(SHARED, 0, 8)])]);
    let (figures, _) = release_figures(&delivery, &Months::new(), &publication);
    let addition =
        Addition { release: delivery.release.clone(), months: figures.months.clone(), summaries: Vec::new() };
    let history = absorb(History::default(), &addition, &BTreeSet::new(), &publication);
    assert_eq!(history.whole(MeasureKey(0)), Whole::Area(AreaKey(SOUTH)));
    let has = |area, akasse| history.series.contains_key(&(MeasureKey(0), key(area, akasse)));
    assert!(has(SOUTH, Some(0)) && has(SOUTH, None) && has(SECOND, None));
    assert!(!has(SECOND, Some(0)), "one fund of one jobcentre is no margin");
    let edition = edition(shown(&delivery, figures), &publication);
    assert_eq!(edition.measures[0].whole, Whole::Area(AreaKey(SOUTH)));
}

#[test]
fn differences_below_zero_add_up() {
    let rules = Measure { unit: Unit::Persons, ..both_kinds(MeasureKind::Difference, Rule::Sum) };
    let publication = publication_of(rules);
    let cells = vec![
        (key(SECOND, Some(0)), Amount::Signed(-7)),
        (key(SHARED, Some(0)), Amount::Signed(3)),
        (key(SHARED, Some(1)), Amount::Signed(0)),
        (key(FIRST, Some(0)), Amount::Signed(4)),
    ];
    let (month, _) = figures(cells, &publication);
    assert_eq!(amount(&month, SOUTH, None), Some(Amount::Signed(-4)));
    assert_eq!(amount(&month, COUNTRY, None), Some(Amount::Signed(0)), "a sum of zero is a value");
}

/// Counts by municipality and fund.
fn any_counts() -> impl Strategy<Value = Vec<(usize, u16, u64)>> {
    prop::collection::vec((0_usize..4, 0_u16..4, 0_u64..1000), 1..30)
}

/// By municipality: one number for each fund that was drawn.
fn by_municipality(drawn: Vec<(usize, u16, u64)>) -> BTreeMap<CellKey, u64> {
    drawn.into_iter().map(|(at, akasse, count)| (key(MUNICIPALITIES[at].0, Some(akasse)), count)).collect()
}

/// The same people by jobcentre.
fn by_jobcentre(municipalities: &BTreeMap<CellKey, u64>) -> BTreeMap<CellKey, u64> {
    let mut found = BTreeMap::new();
    for (cell, count) in municipalities {
        let jobcentre = MUNICIPALITIES.iter().find(|(area, _)| cell.area == Some(AreaKey(*area))).unwrap().1;
        *found.entry(CellKey { area: Some(AreaKey(jobcentre)), ..*cell }).or_insert(0) += count;
    }
    found
}

fn amounts(counts: &BTreeMap<CellKey, u64>) -> Vec<(CellKey, Amount)> {
    counts.iter().map(|(cell, count)| (*cell, Amount::Count(*count))).collect()
}

/// Whether an area is, or lies in, another.
fn lies_in(publication: &Publication, area: u16, larger: u16) -> bool {
    area == larger || publication.ancestors(AreaKey(area), period("2021-09")).contains(&AreaKey(larger))
}

proptest! {
    #[test]
    fn municipalities_and_jobcentres_of_the_same_people_give_the_same_totals(drawn in any_counts()) {
        let publication = counts();
        let mut municipalities = by_municipality(drawn);
        // Every municipality is there: with nobody of a fund in it, at least.
        for (area, _) in MUNICIPALITIES {
            municipalities.entry(key(area, Some(5))).or_insert(0);
        }
        let jobcentres = by_jobcentre(&municipalities);
        let (by_parts, _) = figures(amounts(&municipalities), &publication);
        let (by_whole, _) = figures(amounts(&jobcentres), &publication);
        // All of both at once, and a mix: the shared jobcentre by its municipalities, the others as jobcentres.
        let all: BTreeMap<CellKey, u64> = municipalities.clone().into_iter().chain(jobcentres.clone()).collect();
        let (at_once, report) = figures(amounts(&all), &publication);
        prop_assert!(report.is_clean());
        let is_shared = |cell: &CellKey| [SHARED, 10, 11].iter().any(|area| cell.area == Some(AreaKey(*area)));
        let mixed = municipalities.iter().filter(|(cell, _)| is_shared(cell));
        let mixed = mixed.chain(jobcentres.iter().filter(|(cell, _)| !is_shared(cell)));
        let (mixed, _) = figures(amounts(&mixed.map(|(cell, count)| (*cell, *count)).collect()), &publication);
        for area in [COUNTRY, NORTH, SOUTH, RAR, GROUP, FIRST, SECOND, SHARED] {
            for akasse in [None, Some(0), Some(1), Some(2), Some(3), Some(5)] {
                let expected = amount(&by_whole, area, akasse);
                prop_assert_eq!(amount(&by_parts, area, akasse), expected);
                prop_assert_eq!(amount(&at_once, area, akasse), expected);
                prop_assert_eq!(amount(&mixed, area, akasse), expected);
                let own = |(cell, _): &(&CellKey, &u64)| {
                    lies_in(&publication, cell.area.unwrap().0, area)
                        && (akasse.is_none() || cell.akasse == akasse.map(AkasseKey))
                };
                let parts: Vec<u64> = municipalities.iter().filter(own).map(|(_, count)| *count).collect();
                let sum = (!parts.is_empty()).then(|| Amount::Count(parts.iter().sum()));
                prop_assert_eq!(expected, sum, "each person once, in area {} fund {:?}", area, akasse);
            }
        }
    }

    #[test]
    fn taking_one_unit_away_makes_every_total_above_it_incomplete_and_no_other(
        drawn in any_counts(),
        gone in 0_usize..4,
    ) {
        let publication = counts();
        let mut municipalities = by_municipality(drawn);
        for (area, _) in MUNICIPALITIES {
            municipalities.entry(key(area, Some(5))).or_insert(0);
        }
        let (full, _) = figures(amounts(&municipalities), &publication);
        let away = MUNICIPALITIES[gone].0;
        municipalities.retain(|cell, _| cell.area != Some(AreaKey(away)));
        let (rest, _) = figures(amounts(&municipalities), &publication);
        for (cell, figure) in rest.figures.iter() {
            let area = cell.area.unwrap().0;
            let before = full.figures.get(cell).map(|figure| figure.amount);
            let expected = if lies_in(&publication, away, area) { incomplete(1) } else { before };
            prop_assert_eq!(Some(figure.amount), expected, "area {}", area);
        }
    }

    #[test]
    fn the_order_of_cells_changes_nothing_and_missing_is_never_zero(
        drawn in any_counts(),
        missing in prop::collection::vec((0_usize..4, 0_u16..4), 0..5),
        turn in any::<prop::sample::Index>(),
    ) {
        let publication = counts();
        let mut cells: BTreeMap<CellKey, Amount> = amounts(&by_municipality(drawn)).into_iter().collect();
        let missing: BTreeSet<CellKey> =
            missing.into_iter().map(|(at, akasse)| key(MUNICIPALITIES[at].0, Some(akasse))).collect();
        cells.extend(missing.iter().map(|cell| (*cell, Amount::Missing(Missing::NotReceived))));
        let sorted: Vec<_> = cells.into_iter().collect();
        let mut turned = sorted.clone();
        turned.rotate_left(turn.index(sorted.len()));
        turned.swap(0, sorted.len() / 2);
        let (month, _) = figures(sorted, &publication);
        prop_assert_eq!(&month.figures, &figures(turned, &publication).0.figures);
        for (cell, figure) in month.figures.iter() {
            let holds = |part: &&CellKey| {
                lies_in(&publication, part.area.unwrap().0, cell.area.unwrap().0)
                    && (cell.akasse.is_none() || cell.akasse == part.akasse)
            };
            if missing.iter().any(|part| holds(&part)) {
                prop_assert!(figure.amount.missing().is_some(), "{:?} hides a missing part", cell);
            }
        }
    }
}
