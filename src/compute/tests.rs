//! The answers of the focus target's memo, and laws that hold for any figures.

use chrono::DateTime;
use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Code, Place, Severity};
use crate::model::calendar::Calendar;
use crate::model::code::{AreaKind, Membership, TargetKey};
use crate::model::delivery::{Observation, PublishedTotal, TotalOver};
use crate::model::edition::{Assessment, Change, Reach, Soonest, Verdict, WhyNot};
use crate::model::figure::Reconciliation;
use crate::model::measure::{
    Break, Direction, MeasureDisclosure, MeasureInterval, MeasureKind, Plausibility, Rule, Standing, Unit,
};
use crate::model::publication::{Contact, Licence, Protection};
use crate::model::release::{ReleaseClass, ReleaseStatus};
use crate::model::target::{JudgedOn, TargetClass, TargetRule, TargetStatus};
use crate::model::{
    Akasse, AkasseKey, Amount, Area, AreaKey, Bound, CellKey, Decimal, Exact, Flags, Interval, Missing, Release,
    ReleaseId, Target, Text, Validity,
};

const FUNDS: [&str; 9] = ["3f", "bupl", "foa", "ftfa", "hk", "ma", "metal", "min", "sl"];

pub(super) fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

pub(super) fn measure(kind: MeasureKind, over_months: Rule, over: Rule) -> Measure {
    Measure {
        id: "m".into(),
        title: Text::default(),
        short: Text::default(),
        definition: Text::default(),
        population: None,
        numerator: None,
        denominator: None,
        binds: None,
        note: None,
        kind,
        unit: if kind == MeasureKind::Share { Unit::Percent } else { Unit::Persons },
        decimals: 0,
        direction: Direction::Higher,
        by_akasse: true,
        areas: Vec::new(),
        over_months,
        over_akasser: over,
        over_areas: Rule::None,
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

fn focus_measure() -> Measure {
    let interval =
        |from: &str, to: Option<&str>, standing| MeasureInterval { from: period(from), to: to.map(period), standing };
    let intervals = vec![
        interval("2020-09", Some("2020-10"), Standing::NotApplicable(Text::default())),
        interval("2020-11", Some("2020-12"), Standing::Included),
        interval("2021-01", Some("2021-06"), Standing::Excluded(Text::default())),
        interval("2021-07", None, Standing::Included),
    ];
    Measure { intervals, ..measure(MeasureKind::Share, Rule::MeanOfMonths, Rule::None) }
}

pub(super) fn at_least(value: i128, judged_on: JudgedOn) -> Target {
    Target {
        id: "t".into(),
        measure: Some(MeasureKey(0)),
        class: TargetClass::Resultatmaal,
        status: TargetStatus::InForce,
        rule: TargetRule::AtLeast,
        value: Some(Decimal { scaled: value, decimals: 0 }),
        title: Text::default(),
        label: String::new(),
        akasser: Vec::new(),
        areas: Vec::new(),
        binds: Text::default(),
        baseline: None,
        from: None,
        to: None,
        source: String::new(),
        consequence: false,
        follows_from: Vec::new(),
        steps: Vec::new(),
        comparator: None,
        judged_on,
        note: None,
    }
}

pub(super) fn publication(measure: Measure, targets: Vec<Target>) -> Publication {
    let akasse = |id: &&str| Akasse {
        id: (*id).to_owned(),
        name: (*id).to_owned(),
        short: (*id).to_owned(),
        aliases: Vec::new(),
        valid: Validity::default(),
        successor: None,
        insured: true,
        note: String::new(),
    };
    let area = |id: &str, kind, parents: &[u16]| Area {
        id: id.to_owned(),
        kind,
        name: id.to_owned(),
        short: id.to_owned(),
        code: String::new(),
        aliases: Vec::new(),
        valid: Validity::default(),
        parents: parents.iter().map(|at| Membership { parent: AreaKey(*at), valid: Validity::default() }).collect(),
    };
    Publication {
        title: Text::default(),
        publisher: String::new(),
        languages: vec![crate::model::Language::Danish],
        base_url: "https://example/".into(),
        contact: Contact { name: String::new(), email: String::new(), phone: None },
        licence: Licence { id: String::new(), title: String::new(), url: String::new() },
        time_zone: chrono_tz::Europe::Copenhagen,
        release_hour: "08:00".into(),
        plausibility: Plausibility::default(),
        protection: Protection {
            minimum_count: 5,
            sensitive_minimum_count: 10,
            zeros_are_sensitive: false,
            interval_width: None,
            answers: Vec::new(),
            text: Text::default(),
        },
        akasser: FUNDS.iter().map(akasse).collect(),
        events: Vec::new(),
        areas: vec![
            area("a", AreaKind::Jobcentre, &[3, 2]),
            area("b", AreaKind::Jobcentre, &[3]),
            area("landet", AreaKind::Country, &[]),
            area("region", AreaKind::Region, &[2]),
        ],
        measures: vec![measure],
        targets,
        calendar: Calendar::default(),
        watch_rules: Vec::new(),
        pairs: Vec::new(),
        formats: crate::model::Format::usual(),
    }
}

pub(super) fn release(at: &str) -> Release {
    Release {
        id: ReleaseId { period: period(at), version: 1 },
        published: DateTime::parse_from_rfc3339("2021-12-15T08:00:00+01:00").unwrap(),
        status: ReleaseStatus::Final,
        class: ReleaseClass::First,
        reason: String::new(),
        synthetic: false,
        note: None,
        expected: Vec::new(),
        documents: Vec::new(),
    }
}

fn percent(value: i128) -> Amount {
    Amount::Rounded(Decimal { scaled: value, decimals: 0 })
}

fn fund(at: usize) -> CellKey {
    CellKey { area: None, akasse: Some(AkasseKey(u16::try_from(at).unwrap())) }
}

pub(super) fn table(cells: Vec<(CellKey, Amount)>) -> Table {
    let observe = |amount| Observation { amount, flags: Flags::default(), place: Place::file("t.csv") };
    Table {
        cells: Grid::from_cells(cells.into_iter().map(|(key, amount)| (key, observe(amount))).collect()),
        notes: BTreeMap::new(),
    }
}

pub(super) fn delivery(at: &str, tables: Vec<(&str, Vec<(CellKey, Amount)>)>) -> Delivery {
    let tables = tables.into_iter().map(|(month, cells)| ((MeasureKey(0), period(month)), table(cells)));
    Delivery { release: release(at), tables: tables.collect(), totals: Vec::new() }
}

/// The table of the memo of 15 December 2021: by fund, its five months (−1 = blank) and the published total.
const MEMO: [(&str, [i128; 5], i128); 9] = [
    ("3f", [33, 88, 100, 97, 90], 82),
    ("bupl", [50, 55, -1, 100, 92], 74),
    ("metal", [71, 89, -1, 99, 99], 89),
    ("foa", [83, 82, 82, 98, 76], 84),
    ("ftfa", [88, 93, 100, 92, 89], 92),
    ("hk", [91, 90, 86, 94, 77], 88),
    ("ma", [92, 89, 99, 98, 88], 93),
    ("min", [75, 63, 100, 100, 100], 88),
    ("sl", [88, 91, 100, 91, 88], 91),
];

fn memo() -> Delivery {
    let at = |id: &str| fund(FUNDS.iter().position(|known| *known == id).unwrap());
    let months = ["2020-11", "2020-12", "2021-07", "2021-08", "2021-09"];
    let tables = months.iter().enumerate().map(|(row, month)| {
        let cells = MEMO.iter().map(|(id, values, _)| {
            let missing = Amount::Missing(Missing::NotReceived);
            (at(id), if values[row] < 0 { missing } else { percent(values[row]) })
        });
        (*month, cells.collect())
    });
    let mut delivery = delivery("2021-09", tables.collect());
    delivery.totals = MEMO
        .iter()
        .map(|(id, _, total)| PublishedTotal {
            measure: MeasureKey(0),
            over: TotalOver::Months(at(id)),
            value: Decimal { scaled: *total, decimals: 0 },
            place: Place::file("t.csv"),
            excerpt: None,
        })
        .collect();
    delivery
}

fn decimal(text: &str) -> Exact {
    let decimals = text.split_once('.').map_or(0, |(_, part)| part.len());
    Decimal { scaled: text.replace('.', "").parse().unwrap(), decimals: u8::try_from(decimals).unwrap() }.exact()
}

pub(super) fn shown(delivery: &Delivery, figures: ReleaseFigures) -> ShownFigures {
    ShownFigures {
        release: delivery.release.clone(),
        delivered: figures.months,
        known: figures.earlier,
        summaries: figures.summaries,
        method_changes: crate::model::revision::MethodChanges::default(),
    }
}

#[test]
fn all_nine_funds_of_the_memo() {
    // fund, mean of months, bounds of the true mean, verdict against 85, needed next month, reachable
    let answers = [
        ("3f", "81.60", "81.50", "82.10", Verdict::NotMet, 102, Reach::Impossible),
        ("bupl", "74.25", "73.75", "74.50", Verdict::NotMet, 128, Reach::Impossible),
        ("metal", "89.50", "89.00", "89.50", Verdict::Met, 67, Reach::Possible),
        ("foa", "84.20", "83.70", "84.50", Verdict::NotMet, 89, Reach::Possible),
        ("ftfa", "92.40", "91.90", "92.50", Verdict::Met, 48, Reach::Possible),
        ("hk", "87.60", "87.50", "88.10", Verdict::Met, 72, Reach::Possible),
        ("ma", "93.20", "92.70", "93.50", Verdict::Met, 44, Reach::Possible),
        ("min", "87.60", "87.50", "88.10", Verdict::Met, 72, Reach::Possible),
        ("sl", "91.60", "91.10", "91.50", Verdict::Met, 52, Reach::Possible),
    ];
    let publication = publication(focus_measure(), vec![at_least(85, JudgedOn::Summary)]);
    let delivery = memo();
    let (figures, report) = release_figures(&delivery, &Months::new(), &publication);
    assert_eq!((report.errors(), report.warnings()), (0, 2), "Dansk Metal and SL are explained by rounding");
    let edition = edition(shown(&delivery, figures), &publication);
    for (id, mean, low, high, verdict, next, reach) in answers {
        let key = publication.akasse_by_id(id).map(|akasse| CellKey { area: None, akasse: Some(akasse) }).unwrap();
        let summary = edition.measures[0].summaries.iter().find(|summary| summary.key == key).unwrap();
        assert_eq!(summary.value, decimal(mean), "{id}");
        let bounds = Interval { low: decimal(low), high: decimal(high) };
        assert_eq!(summary.interval.as_ref(), Some(&bounds), "{id}");
        let blanks = u16::from(["bupl", "metal"].contains(&id));
        assert_eq!((summary.months, summary.from, summary.to), (5 - blanks, period("2020-11"), period("2021-09")));
        let explained = ["metal", "sl"].contains(&id);
        let expected = if explained { Reconciliation::WithinRounding } else { Reconciliation::Equal };
        assert_eq!(summary.reconciles, Some(expected), "{id}");
        let assessment = edition.assessments.iter().find(|assessment| assessment.key == key).unwrap();
        assert_eq!(assessment.verdict, verdict, "{id}");
        assert_eq!(assessment.margin, Some(&summary.value - &Exact::whole(85)), "{id}");
        let required = assessment.required_next.as_ref().unwrap();
        assert_eq!((&required.value, required.reach), (&Exact::whole(next), reach), "{id}");
    }
    assert_eq!(edition.assessments.len(), 9);
}

#[test]
fn required_next_month_is_bounded_by_rounding() {
    let publication = publication(focus_measure(), vec![at_least(85, JudgedOn::Summary)]);
    let delivery = memo();
    let (figures, _) = release_figures(&delivery, &Months::new(), &publication);
    let edition = edition(shown(&delivery, figures), &publication);
    let of_3f = edition.assessments.iter().find(|assessment| assessment.key == fund(0)).unwrap();
    let interval = of_3f.required_next.as_ref().unwrap().interval.clone().unwrap();
    assert_eq!((interval.low, interval.high), (decimal("99.5"), decimal("102.5")));
    assert_eq!(of_3f.before, Some(decimal("79.5")), "mean of 33, 88, 100 and 97");
}

#[test]
fn a_rolling_mean_leaves_its_oldest_months_behind() {
    let rolling = Measure { summary_months: Some(3), ..measure(MeasureKind::Share, Rule::MeanOfMonths, Rule::None) };
    let targets = vec![
        at_least(85, JudgedOn::Summary),
        Target { from: Some(period("2021-09")), to: Some(period("2021-10")), ..at_least(85, JudgedOn::Summary) },
    ];
    let publication = publication(rolling, targets);
    let months = ["2021-06", "2021-07", "2021-08", "2021-09"];
    let values = [96, 60, 60, 60];
    let tables = months.iter().zip(values).map(|(month, value)| (*month, vec![(fund(0), Amount::share(value, 100))]));
    let delivery = delivery("2021-09", tables.collect());
    let (figures, _) = release_figures(&delivery, &Months::new(), &publication);
    let edition = edition(shown(&delivery, figures), &publication);
    let [endless, short] = edition.assessments.as_slice() else { panic!("{:?}", edition.assessments) };
    assert_eq!((endless.verdict, endless.value.clone()), (Verdict::NotMet, Some(Exact::whole(60))));
    assert_eq!(endless.before, Some(Exact::whole(72)), "June to August");
    let required = endless.required_next.as_ref().unwrap();
    assert_eq!(required.value, Exact::whole(135), "of August to October, not of four months");
    let soonest = Soonest { months: 2, average: decimal("97.5") };
    assert_eq!(required.soonest, Some(soonest), "of September to November");
    assert_eq!((endless.verdict_before, endless.months_left), (Some(Verdict::NotMet), None));
    let without: Vec<_> = endless.without_month.iter().map(|of| (of.period, of.verdict)).collect();
    assert_eq!(without, [7, 8, 9].map(|month| (Period::new(2021, month).unwrap(), Verdict::NotMet)));
    assert_eq!(short.required_next.as_ref().unwrap().soonest, None, "the target runs out before");
    assert_eq!((short.verdict_before, short.months_left), (None, Some(1)), "it did not bind a month earlier");
}

#[test]
fn a_total_off_by_more_than_rounding_is_an_error() {
    let publication = publication(focus_measure(), Vec::new());
    let mut delivery = memo();
    delivery.totals[0].value.scaled = 83;
    let (_, report) = release_figures(&delivery, &Months::new(), &publication);
    let errors: Vec<_> = report.sorted().into_iter().filter(|found| found.severity == Severity::Error).collect();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].code, Code::TotalDoesNotReconcile);
    let detail = errors[0].detail.as_deref().unwrap();
    assert!(detail.contains("83") && detail.contains("81.6"), "{detail}");
}

#[test]
fn never_a_difference_across_a_month_left_out_or_a_break() {
    let mut rules = focus_measure();
    let publication_of = |rules: &Measure| publication(rules.clone(), Vec::new());
    let of = |months: Vec<(&str, Vec<(CellKey, Amount)>)>, at: &str, rules: &Measure| {
        let delivery = delivery(at, months);
        let publication = publication_of(rules);
        let (figures, _) = release_figures(&delivery, &Months::new(), &publication);
        let edition = edition(shown(&delivery, figures), &publication);
        edition.measures[0].current.get(fund(0)).unwrap().clone()
    };
    let july = of(vec![("2021-07", vec![(fund(0), percent(100))])], "2021-07", &rules);
    assert_eq!(july.on_month, Change::NotComparable(WhyNot::ExcludedBefore));
    assert_eq!(july.on_year, Change::NotComparable(WhyNot::NoValueBefore));
    let both = || vec![("2021-08", vec![(fund(0), percent(97))]), ("2021-09", vec![(fund(0), percent(90))])];
    let expected = Change::By { difference: Exact::whole(-7), percent: None };
    assert_eq!(of(both(), "2021-09", &rules).on_month, expected);
    rules.breaks = vec![Break { at: period("2021-09"), text: Text::default() }];
    assert_eq!(of(both(), "2021-09", &rules).on_month, Change::NotComparable(WhyNot::Break));
}

pub(super) fn by_area(kind: MeasureKind, over: Rule) -> Measure {
    Measure { areas: vec![AreaKind::Jobcentre], over_areas: over, ..measure(kind, Rule::Last, over) }
}

fn cell(area: u16, akasse: u16) -> CellKey {
    CellKey { area: Some(AreaKey(area)), akasse: Some(AkasseKey(akasse)) }
}

#[test]
fn a_total_with_a_missing_part_says_how_many_are_missing() {
    let publication = publication(by_area(MeasureKind::Stock, Rule::Sum), Vec::new());
    let cells = vec![
        (cell(0, 0), Amount::Count(7)),
        (cell(0, 1), Amount::Missing(Missing::NotReceived)),
        (cell(1, 0), Amount::Count(0)),
        (cell(1, 1), Amount::Missing(Missing::NotApplicable)),
    ];
    let (figures, _) = release_figures(&delivery("2021-09", vec![("2021-09", cells)]), &Months::new(), &publication);
    let at = |area, akasse| {
        let key = CellKey { area: Some(AreaKey(area)), akasse };
        figures.months[0].figures.get(key).map(|figure| figure.amount)
    };
    let incomplete = Some(Amount::Missing(Missing::Incomplete(1)));
    assert_eq!(at(0, None), incomplete);
    assert_eq!(at(1, None), Some(Amount::Count(0)), "what does not apply adds nothing");
    assert_eq!(at(2, Some(AkasseKey(0))), Some(Amount::Count(7)), "the country counts each jobcentre once");
    assert_eq!(at(2, Some(AkasseKey(1))), incomplete);
    assert_eq!(at(3, None), incomplete);
}

#[test]
fn a_later_delivery_replaces_single_cells_and_its_totals() {
    let publication = publication(by_area(MeasureKind::Stock, Rule::Sum), Vec::new());
    let first =
        delivery("2021-09", vec![("2021-09", vec![(cell(0, 0), Amount::Count(7)), (cell(1, 0), Amount::Count(8))])]);
    let (figures, _) = release_figures(&first, &Months::new(), &publication);
    let known: Months = figures.months.iter().map(|month| ((month.measure, month.period), Arc::clone(month))).collect();
    let second = delivery("2021-10", vec![("2021-09", vec![(cell(1, 0), Amount::Count(18))])]);
    let (figures, _) = release_figures(&second, &known, &publication);
    let country = CellKey { area: Some(AreaKey(2)), akasse: None };
    assert_eq!(figures.months[0].figures.get(country).unwrap().amount, Amount::Count(25));
}

#[test]
fn targets_without_number_figure_or_force() {
    let base = at_least(85, JudgedOn::Month);
    let targets = vec![
        Target { rule: TargetRule::Limit, value: None, ..base.clone() },
        Target { status: TargetStatus::Withdrawn, ..base.clone() },
        Target { to: Some(period("2020-01")), ..base.clone() },
        Target { akasser: vec![AkasseKey(8)], ..base.clone() },
        Target { measure: None, rule: TargetRule::Qualitative, ..base.clone() },
        base,
    ];
    let publication = publication(measure(MeasureKind::Share, Rule::RatioOfSums, Rule::RatioOfSums), targets);
    let cells = vec![(fund(0), Amount::share(17, 20)), (fund(1), Amount::share(68, 80))];
    let delivery = delivery("2021-09", vec![("2021-09", cells)]);
    let (figures, _) = release_figures(&delivery, &Months::new(), &publication);
    let edition = edition(shown(&delivery, figures), &publication);
    let verdicts: Vec<Verdict> = edition.assessments.iter().map(|assessment| assessment.verdict).collect();
    use Verdict::{Met, NoData, NoNumericTarget, NotInForce};
    assert_eq!(verdicts, [NoNumericTarget, NotInForce, NotInForce, NoData, NoNumericTarget, Met]);
    let Assessment { target, value, .. } = &edition.assessments[5];
    assert_eq!((*target, value), (TargetKey(5), &Some(Exact::whole(85))), "85 of 100, never a mean of percentages");
}

#[test]
fn a_verdict_by_a_coarser_answer_comes_without_any_other_number() {
    let share = measure(MeasureKind::Share, Rule::RatioOfSums, Rule::None);
    let publication = publication(share, vec![at_least(90, JudgedOn::Month)]);
    let month = |name, amounts: [Amount; 3]| (name, (0..).zip(amounts).map(|(at, of)| (fund(at), of)).collect());
    let bounded = |percent| Amount::Bounded(Bound::AtLeast(percent));
    let before = [Amount::share(80, 100), Amount::share(95, 100), bounded(95)];
    let now = [bounded(95), bounded(80), Amount::share(85, 100)];
    let delivery = delivery("2021-09", vec![month("2021-08", before), month("2021-09", now)]);
    let (figures, _) = release_figures(&delivery, &Months::new(), &publication);
    let edition = edition(shown(&delivery, figures), &publication);
    let judged = &edition.assessments;
    let verdicts: Vec<_> = judged.iter().map(|one| (one.verdict, one.bound)).collect();
    let expected = [
        (Verdict::Met, Some(Bound::AtLeast(95))),
        (Verdict::NoData, Some(Bound::AtLeast(80))),
        (Verdict::NotMet, None),
    ];
    assert_eq!(verdicts, expected);
    for one in judged.iter().filter(|one| one.bound.is_some()) {
        let blank = Assessment::blank(one.target, one.key);
        let with = Assessment { verdict: one.verdict, bound: one.bound, ..blank };
        assert_eq!(*one, with, "neither value, margin, trend, chance nor what comes next");
    }
    assert_eq!((&judged[2].before, judged[2].verdict_before), (&None, None), "the month before is hidden");
    for (_, figure) in edition.measures[0].current.iter() {
        assert!(matches!(figure.on_month, Change::NotComparable(_)), "{figure:?}");
    }
    assert!(edition.measures[0].chance.keys().all(|key| *key == fund(2)), "no interval around what is hidden");
}

proptest! {
    #[test]
    fn totals_equal_their_parts_in_any_order(
        parts in prop::collection::vec((0_u16..2, 0_u16..9, 0_u64..1000, 0_u64..1000), 1..40),
        turn in any::<prop::sample::Index>(),
    ) {
        let publication = publication(by_area(MeasureKind::Share, Rule::RatioOfSums), Vec::new());
        let mut cells: BTreeMap<CellKey, Amount> = BTreeMap::new();
        for (area, akasse, numerator, rest) in parts {
            cells.insert(cell(area, akasse), Amount::share(numerator, numerator + rest));
        }
        let mut shuffled: Vec<_> = cells.clone().into_iter().collect();
        let middle = turn.index(shuffled.len());
        shuffled.rotate_left(middle);
        let of = |cells: Vec<(CellKey, Amount)>| {
            release_figures(&delivery("2021-09", vec![("2021-09", cells)]), &Months::new(), &publication).0
        };
        let figures = of(shuffled);
        prop_assert_eq!(&figures, &of(cells.clone().into_iter().collect()));
        let (numerator, denominator) = cells.values().fold((0, 0), |(n, d), amount| match amount {
            Amount::Share { numerator, denominator } => (n + numerator, d + denominator),
            _ => (n, d),
        });
        let country = CellKey { area: Some(AreaKey(2)), akasse: None };
        let total = figures.months[0].figures.get(country).unwrap().amount;
        let areas: std::collections::BTreeSet<_> = cells.keys().map(|key| key.area).collect();
        let complete = Amount::share(numerator, denominator);
        let expected = if areas.len() == 2 { complete } else { Amount::Missing(Missing::Incomplete(1)) };
        prop_assert_eq!(total, expected, "both jobcentres, or one that is not there");
    }

    #[test]
    fn the_limit_is_exact_to_one_person(denominator in 1_u64..100_000, limit in 0_u64..=100) {
        let publication = publication(
            measure(MeasureKind::Share, Rule::None, Rule::None),
            vec![at_least(i128::from(limit), JudgedOn::Month)],
        );
        // The smallest number of persons that meets the target, by whole-number arithmetic.
        let enough = (limit * denominator).div_ceil(100);
        for numerator in [enough.checked_sub(1), Some(enough)].into_iter().flatten() {
            let delivery = delivery("2021-09", vec![("2021-09", vec![(fund(0), Amount::share(numerator, denominator))])]);
            let (figures, _) = release_figures(&delivery, &Months::new(), &publication);
            let edition = edition(shown(&delivery, figures), &publication);
            let expected = if numerator >= enough { Verdict::Met } else { Verdict::NotMet };
            prop_assert_eq!(edition.assessments[0].verdict, expected);
        }
    }

    #[test]
    fn the_soonest_months_reach_the_target_and_one_fewer_do_not(
        months in prop::collection::vec(0_u64..=100, 1..10), limit in 1_u64..=99,
    ) {
        let first = period("2020-01");
        let names: Vec<String> = (0..months.len()).map(|at| first.plus(i32::try_from(at).unwrap()).slug()).collect();
        let tables = names.iter().zip(&months).map(|(name, value)| {
            (name.as_str(), vec![(fund(0), Amount::share(*value, 100))])
        });
        let delivery = delivery(names.last().unwrap(), tables.collect());
        let publication = publication(
            Measure {
                intervals: vec![MeasureInterval { from: first, to: None, standing: Standing::Included }],
                ..measure(MeasureKind::Share, Rule::MeanOfMonths, Rule::None)
            },
            vec![at_least(i128::from(limit), JudgedOn::Summary)],
        );
        let (figures, _) = release_figures(&delivery, &Months::new(), &publication);
        let edition = edition(shown(&delivery, figures), &publication);
        let required = edition.assessments[0].required_next.clone().unwrap();
        let (count, sum) = (months.len() as u64, months.iter().sum::<u64>());
        // By whole numbers: k months of at most 100 suffice when 100k + sum reaches (count + k) · limit.
        let enough = (1..=12_u64).find(|k| 100 * k + sum >= (count + k) * limit);
        match (required.soonest, enough) {
            (None, Some(1) | None) => {}
            (Some(Soonest { months, average }), Some(k)) => {
                prop_assert_eq!(u64::from(months), k);
                let reached = &(&average * &Exact::count(k)) + &Exact::count(sum);
                prop_assert_eq!(reached, &Exact::count(count + k) * &Exact::count(limit));
            }
            (found, expected) => prop_assert!(false, "{:?} {:?}", found, expected),
        }
        prop_assert_eq!(required.reach == Reach::Possible, enough == Some(1));
    }

    #[test]
    fn the_true_mean_lies_within_its_bounds(months in prop::collection::vec(0_i64..=10_000, 1..12)) {
        // Months with two decimals, delivered as whole percents: the mean of the true ones lies in the interval.
        let publication = publication(measure_without_intervals(), Vec::new());
        let first = period("2021-01");
        let names: Vec<String> = (0..months.len()).map(|at| first.plus(i32::try_from(at).unwrap()).slug()).collect();
        let tables = names.iter().zip(&months).map(|(name, value)| {
            let rounded = Exact::ratio(*value, 100).unwrap().round(0);
            (name.as_str(), vec![(fund(0), Amount::Rounded(rounded))])
        });
        let delivery = delivery(names.last().unwrap(), tables.collect());
        let (figures, _) = release_figures(&delivery, &Months::new(), &publication);
        let truth = Exact::ratio(months.iter().sum::<i64>(), 100 * i64::try_from(months.len()).unwrap()).unwrap();
        let interval = figures.summaries[0].interval.clone().unwrap();
        prop_assert!(interval.low <= truth && truth < interval.high);
    }
}

fn measure_without_intervals() -> Measure {
    Measure { summary_months: Some(12), ..measure(MeasureKind::Share, Rule::MeanOfMonths, Rule::None) }
}
