//! Measures, as checked.

use super::checker::Checker;
use super::document::Located;
use super::head::{INTERVAL_WIDTHS, MINIMUM_COUNTS};
use super::intervals;
use super::plausibility;
use super::raw::{RawBreak, RawMeasure, RawMeasureDisclosure, RawRule};
use super::relations::Relations;
use super::value::{Tables, Words};
use crate::model::measure::{
    Break, DatedRule, Direction, MeasureDisclosure, MeasureKind, Plausibility, PublishedBy, Rule, Unit, word,
};
use crate::model::{AreaKind, Measure, Text};

/// A dimension that figures can be broken down by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dimension {
    Period,
    Area,
    Akasse,
}

const DIMENSIONS: [(Dimension, &str); 3] =
    [(Dimension::Period, "period"), (Dimension::Area, "area"), (Dimension::Akasse, "akasse")];

/// A measure of which only the id is known, so that what names it is not reported too.
///
/// What is wrong with it has been reported as an error by then, so nothing is ever published with these values.
pub(super) fn blank(id: &str) -> Measure {
    Measure {
        id: id.to_owned(),
        title: Text::default(),
        short: Text::default(),
        definition: Text::default(),
        population: None,
        numerator: None,
        denominator: None,
        binds: None,
        note: None,
        kind: MeasureKind::Share,
        unit: Unit::Percent,
        decimals: 0,
        direction: Direction::Higher,
        by_akasse: true,
        areas: AreaKind::ALL.iter().map(|(kind, _)| *kind).collect(),
        over_months: Rule::None,
        over_akasser: Rule::None,
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

/// Checks a measure.
///
/// What it has to do with other measures is given back, to be checked when all are known.
pub(super) fn check(id: &str, raw: RawMeasure, checker: &mut Checker<'_>) -> (Measure, Relations) {
    let RawMeasure {
        title,
        short,
        definition,
        population,
        numerator,
        denominator,
        note,
        binds,
        kind: written_kind,
        unit: written_unit,
        decimals,
        direction,
        dimensions,
        areas,
        over_months,
        over_akasser,
        over_areas,
        summary_months,
        interval,
        r#break,
        rule,
        compared_with,
        plausibility,
        disclosure,
        source,
        derived,
        identity,
    } = raw;
    let blank = blank(id);
    let kind = checker.word(written_kind.as_ref(), &MeasureKind::ALL);
    let unit = checker.word(written_unit.as_ref(), &Unit::ALL);
    if let (Some(kind), Some(unit), Some(written)) = (kind, unit, &written_unit) {
        unit_fits((kind, derived.is_some()), unit, written, checker);
    }
    let (by_akasse, areas) = breakdown(dimensions, areas, checker).unwrap_or((blank.by_akasse, blank.areas));
    let mut rule_over = |written: Option<Located<String>>| {
        let rule = checker.word(written.as_ref(), &Rule::ALL);
        if let (Some(kind), Some(rule), Some(written)) = (kind, rule, &written) {
            rule_fits(&Sort { kind, unit, derived: derived.is_some() }, rule, written, checker);
        }
        rule.unwrap_or(Rule::None)
    };
    let (over_months, over_akasser, over_areas) =
        (rule_over(over_months), rule_over(over_akasser), rule_over(over_areas));
    let measure = Measure {
        id: id.to_owned(),
        title: text(title).unwrap_or_default(),
        short: text(short).unwrap_or_default(),
        definition: text(definition).unwrap_or_default(),
        population: text(population),
        numerator: text(numerator),
        denominator: text(denominator),
        binds: text(binds),
        note: text(note),
        kind: kind.unwrap_or(blank.kind),
        unit: unit.unwrap_or(blank.unit),
        decimals: checker.within(decimals.as_ref(), 0..=6).unwrap_or(0),
        direction: checker.word(direction.as_ref(), &Direction::ALL).unwrap_or(blank.direction),
        by_akasse,
        areas,
        over_months,
        over_akasser,
        over_areas,
        summary_months: checker.within(summary_months.as_ref(), 1..=240),
        intervals: intervals::check(interval, checker),
        breaks: breaks(r#break, checker),
        rules: rules(rule, checker),
        compared_with: checker.period(compared_with.as_ref()),
        plausibility: plausibility::check(plausibility, checker),
        disclosure: disclosure.map(|declared| self::disclosure(declared, checker)).unwrap_or_default(),
        source: checker.slug(source.as_ref()),
        derived: None,
        identities: Vec::new(),
    };
    (measure, Relations { derived, identities: identity })
}

fn text(written: Option<Located<Text>>) -> Option<Text> {
    written.map(|written| written.value)
}

fn unit_fits((kind, derived): (MeasureKind, bool), unit: Unit, written: &Located<String>, checker: &mut Checker<'_>) {
    let (fits, expected) = match kind {
        _ if derived => (kind == MeasureKind::Difference && unit == Unit::Percent, "percent, of the kind difference"),
        MeasureKind::Share => (unit == Unit::Percent, "percent"),
        MeasureKind::Stock | MeasureKind::Flow => (matches!(unit, Unit::Persons | Unit::Spells), "persons or spells"),
        MeasureKind::Difference => (unit != Unit::Percent, "persons, spells or percentage_points"),
    };
    if !fits {
        let kind = if derived { "change" } else { word(&MeasureKind::ALL, &kind) };
        let message = format!("unit is {}, and a {kind} is measured in {expected}", written.value);
        checker.refuse(written, message, format!("Write {expected}, or another kind."));
    }
}

/// What rules must fit.
struct Sort {
    kind: MeasureKind,
    unit: Option<Unit>,
    derived: bool,
}

/// Percentages are never added, and what has no counts has no ratio of sums.
fn rule_fits(sort: &Sort, rule: Rule, written: &Located<String>, checker: &mut Checker<'_>) {
    let over_months = &*written.field == "over_months";
    let hint = match (sort.kind, rule) {
        _ if sort.derived && over_months && rule != Rule::None => {
            "Write none: changes since one month are not added up over months."
        }
        _ if sort.derived && !over_months && !matches!(rule, Rule::RatioOfSums | Rule::None) => {
            "Write ratio_of_sums: the counts now and then are added apart, and percentages never."
        }
        _ if sort.derived => return,
        (MeasureKind::Share, Rule::Sum) => "Write ratio_of_sums, mean_of_months or none: percentages do not add up.",
        (MeasureKind::Difference, Rule::Sum) if sort.unit == Some(Unit::PercentagePoints) => {
            "Write none, or mean_of_months over months: percentage points do not add up."
        }
        (MeasureKind::Stock, Rule::Sum) if over_months => {
            "Write last or none: those counted in one month are counted again in the next."
        }
        (MeasureKind::Stock | MeasureKind::Flow | MeasureKind::Difference, Rule::RatioOfSums) => {
            "Write sum, last or none: only a share has a numerator and a denominator."
        }
        _ => return,
    };
    let kind = if sort.derived { "change" } else { word(&MeasureKind::ALL, &sort.kind) };
    checker.refuse(written, format!("{} is {}, which does not fit a {kind}", written.field, written.value), hint);
}

/// Whether figures come per fund, and per which kinds of area; `None` when the dimensions are not known.
fn breakdown(
    dimensions: Option<Located<Words>>,
    areas: Option<Located<Words>>,
    checker: &mut Checker<'_>,
) -> Option<(bool, Vec<AreaKind>)> {
    let written = dimensions?;
    let words = &written.value.0;
    let found: Option<Vec<Dimension>> = words.iter().map(|word| checker.word(Some(word), &DIMENSIONS)).collect();
    let kinds = areas.as_ref().map_or(&[][..], |areas| &areas.value.0);
    let kinds: Option<Vec<AreaKind>> = kinds.iter().map(|word| checker.word(Some(word), &AreaKind::ALL)).collect();
    let (found, kinds) = (found?, kinds?);
    if !found.contains(&Dimension::Period) {
        let message = "dimensions lacks period, and every figure is of a month".to_owned();
        checker.refuse(&written, message, "Add \"period\".");
    }
    match (found.contains(&Dimension::Area), &areas) {
        (true, _) if kinds.is_empty() => {
            let message = "dimensions has area, and areas does not say which kinds".to_owned();
            checker.refuse(&written, message, "Add areas = [\"jobcentre\"], or another kind that deliveries use.");
        }
        (false, Some(areas)) => {
            let message = "areas stands here, and dimensions lacks area".to_owned();
            checker.refuse(areas, message, "Add \"area\" to dimensions, or leave areas out.");
        }
        _ => {}
    }
    Some((found.contains(&Dimension::Akasse), kinds))
}

fn breaks(written: Option<Located<Tables<RawBreak>>>, checker: &mut Checker<'_>) -> Vec<Break> {
    let written = written.map(|tables| tables.value.0).unwrap_or_default();
    let mut breaks: Vec<Break> = written
        .into_iter()
        .filter_map(|entry| {
            let RawBreak { at, text } = entry.value;
            Some(Break { at: checker.period(at.as_ref())?, text: text?.value })
        })
        .collect();
    breaks.sort_by_key(|edge| edge.at);
    breaks
}

fn rules(written: Option<Located<Tables<RawRule>>>, checker: &mut Checker<'_>) -> Vec<DatedRule> {
    let written = written.map(|tables| tables.value.0).unwrap_or_default();
    let mut rules: Vec<DatedRule> = written
        .into_iter()
        .filter_map(|entry| {
            let RawRule { from, to, text } = entry.value;
            let (from, to) = checker.months(from.as_ref(), to.as_ref());
            Some(DatedRule { from, to, text: text?.value })
        })
        .collect();
    rules.sort_by_key(|rule| (rule.from, rule.to.is_none(), rule.to));
    rules
}

fn disclosure(written: Located<RawMeasureDisclosure>, checker: &mut Checker<'_>) -> MeasureDisclosure {
    let RawMeasureDisclosure { published_by_owner, owner, source, minimum_count, interval_width, sensitive } =
        &written.value;
    let declared = published_by_owner.as_ref().is_some_and(|declared| declared.value);
    if declared && (owner.is_none() || source.is_none()) {
        let message = "published_by_owner is true, and owner and source do not say who published it where".to_owned();
        checker.refuse(&written, message, "Add owner = \"…\" and source = \"…\", the slug of the document.");
    }
    let stray = owner.as_ref().or(source.as_ref()).filter(|_| !declared);
    if let Some(stray) = stray {
        let message = format!("{} stands here, and published_by_owner is not true", stray.field);
        checker.refuse(stray, message, "Add published_by_owner = true, or leave it out.");
    }
    let owner = owner.clone().map(|owner| checker.text(Some(owner)));
    let source = checker.slug(source.as_ref());
    MeasureDisclosure {
        published_by: owner.zip(source).filter(|_| declared).map(|(owner, source)| PublishedBy { owner, source }),
        minimum_count: checker.within(minimum_count.as_ref(), MINIMUM_COUNTS),
        interval_width: checker.within(interval_width.as_ref(), INTERVAL_WIDTHS),
        sensitive: sensitive.as_ref().is_some_and(|sensitive| sensitive.value),
    }
}
