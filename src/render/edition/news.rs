//! What is new in a month, in sentences: who reached or lost a target, what changed in the method, and what is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::headline::name;
use super::prepared::{Prepared, PreparedMeasure};
use crate::model::code::TargetKey;
use crate::model::edition::{Assessment, Verdict};
use crate::model::figure::MonthFigures;
use crate::model::measure::Standing;
use crate::model::target::TargetRule;
use crate::model::{AkasseKey, AreaKey, CellKey, Measure, Missing, Target};
use crate::render::judged;
use crate::render::words::{self, joined};
use crate::text::{date, number, symbol};

/// More names than this are counted instead of listed.
const MOST_NAMES: usize = 12;

/// A sentence with its point; a unit that ends in a point also ends the sentence.
fn ended(text: String) -> String {
    if text.ends_with('.') { text } else { format!("{text}.") }
}

/// Who reached a target since the month before, and who no longer meets it; a sentence for each target.
pub(crate) fn crossed(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Vec<String> {
    let mut by_target: BTreeMap<TargetKey, Vec<(CellKey, &Assessment)>> = BTreeMap::new();
    for (key, all) in &measure.assessed {
        for one in all {
            by_target.entry(one.target).or_default().push((*key, one));
        }
    }
    let order = prepared.press.order;
    let sentences = by_target.into_iter().filter_map(|(target, mut judged)| {
        judged.sort_by_key(|(key, _)| {
            let area = key.area.map_or(0, |area| order.of_area(area) + 1);
            (area, key.akasse.map_or(usize::MAX, |akasse| order.of_akasse(akasse)))
        });
        crossing(prepared, measure, target, &judged)
    });
    sentences.collect()
}

fn crossing(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    key: TargetKey,
    judged: &[(CellKey, &Assessment)],
) -> Option<String> {
    let target = prepared.press.site.publication.target(key);
    let names = |before: Verdict, now: Verdict| -> Vec<String> {
        let turned = judged.iter().filter(|(_, one)| one.verdict_before == Some(before) && one.verdict == now);
        turned.map(|(cell, one)| valued(prepared, *cell, one)).collect()
    };
    let (reached, lost) = (names(Verdict::NotMet, Verdict::Met), names(Verdict::Met, Verdict::NotMet));
    let goal = goal(target, measure.measure);
    let left = match target.rule {
        TargetRule::AtLeast => "er {} faldet under",
        TargetRule::AtMost => "er {} kommet over",
        _ => "opfylder {} ikke længere",
    };
    let say = |pattern: &str, names: &[String]| pattern.replace("{}", &joined(names, MOST_NAMES));
    let since = date::month(prepared.period().plus(-1));
    let text = match (reached.is_empty(), lost.is_empty()) {
        (true, true) => return None,
        (false, true) => format!("Siden {since} har {} nået {goal}", joined(&reached, MOST_NAMES)),
        (true, false) => format!("Siden {since} {} {goal}", say(left, &lost)),
        (false, false) => {
            let reached = joined(&reached, MOST_NAMES);
            let lost = joined(&lost, MOST_NAMES);
            let after = match target.rule {
                TargetRule::AtLeast => format!("{lost} er faldet under det"),
                TargetRule::AtMost => format!("{lost} er kommet over det"),
                _ => format!("{lost} ikke længere opfylder det"),
            };
            format!("Siden {since} har {reached} nået {goal}, mens {after}")
        }
    };
    Some(ended(text))
}

/// `målet på mindst 85 pct.`, or the target by its title where it has no number on the value itself.
pub(crate) fn goal(target: &Target, measure: &Measure) -> String {
    match (target.rule, target.value) {
        (TargetRule::AtLeast | TargetRule::AtMost, Some(_)) => {
            format!("målet på {}", judged::demand(target, Some(measure)))
        }
        _ => format!("målet »{}«", target.title.da),
    }
}

/// A name with the value that is judged: `FOA (84,2)`.
pub(crate) fn valued(prepared: &Prepared<'_>, key: CellKey, assessment: &Assessment) -> String {
    let name = name(prepared, key);
    let decimals = prepared.judged_decimals(assessment.target);
    match (&assessment.value, assessment.bound) {
        (Some(value), _) => format!("{name} ({})", number::at_most(value, decimals)),
        (None, Some(bound)) => format!("{name} ({})", symbol::bound_in_words(bound)),
        (None, None) => name,
    }
}

/// What begins or ends this month in how a measure is made: rules, breaks, months that count.
pub(crate) fn method(prepared: &Prepared<'_>, measure: &Measure) -> String {
    let period = prepared.period();
    let month = date::month(period);
    let begins = |text: &str| format!("Fra {month}: {text}");
    let ends = |text: &str| format!("For sidste gang i {month}: {text}");
    let mut said = Vec::new();
    for rule in &measure.rules {
        said.extend((rule.from == Some(period)).then(|| begins(&rule.text.da)));
        said.extend((rule.to == Some(period)).then(|| ends(&rule.text.da)));
    }
    for edge in measure.breaks.iter().filter(|edge| edge.at == period) {
        said.push(format!("Databrud fra {month}: {}", edge.text.da));
    }
    for interval in measure.intervals.iter().filter(|interval| interval.from == period) {
        said.push(match &interval.standing {
            Standing::Included => format!("Fra {month} indgår månederne i opgørelsen"),
            Standing::Excluded(reason) => format!("Fra {month} indgår månederne ikke: {}", reason.da),
            Standing::NotApplicable(reason) => format!("Fra {month} er der ingen tal: {}", reason.da),
        });
    }
    let counted = |standing: &Standing| matches!(standing, Standing::Included);
    if measure.intervals.iter().any(|interval| interval.to == Some(period) && counted(&interval.standing)) {
        said.push(format!("{} er den sidste måned, der indgår", words::capital(&month)));
    }
    said.into_iter().map(ended).collect::<Vec<_>>().join(" ")
}

/// Targets that begin or end this month, of those that `wanted` holds for.
pub(crate) fn targets(prepared: &Prepared<'_>, wanted: impl Fn(&Target) -> bool) -> String {
    let period = prepared.period();
    let month = date::month(period);
    let mut said = Vec::new();
    for target in &prepared.press.site.publication.targets {
        if !wanted(target) || !target.in_force(period) {
            continue;
        }
        if target.from == Some(period) {
            said.push(format!("Målet »{}« gælder fra {month}.", target.title.da));
        }
        if target.to == Some(period) {
            said.push(format!("Målet »{}« gælder for sidste gang i {month}.", target.title.da));
        }
    }
    said.join(" ")
}

/// Totals of the month that lack parts, and those who delivered the month before and not this month.
pub(crate) fn gaps(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> String {
    let sentences = [incomplete(prepared, measure), silent(prepared, measure)];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn incomplete(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Option<String> {
    let publication = prepared.press.site.publication;
    let lacking = |key: CellKey| match measure.figures.current.get(key)?.figure.amount.missing()? {
        Missing::Incomplete(parts) => Some(parts),
        _ => None,
    };
    let whole = measure.whole.map(|area| CellKey { area, akasse: None });
    // What lies above the whole was never to be had: that is said where the whole is named.
    let above = measure.whole.flatten().map(|area| publication.ancestors(area, prepared.period())).unwrap_or_default();
    let others = measure.of_akasse(prepared.press, None).into_iter().filter(|key| {
        let kind = key.area.map(|area| publication.area(area).kind);
        let beyond = key.area.is_some_and(|area| above.contains(&area));
        Some(*key) != whole && !beyond && kind.is_some() && kind != measure.measure.areas.first().copied()
    });
    let others = others.filter(|key| lacking(*key).is_some()).count();
    let month = date::month(prepared.period());
    let areas =
        |count: usize| if count == 1 { "1 større område".into() } else { format!("{count} større områder") };
    match (whole.and_then(lacking), others) {
        (Some(parts), others) => {
            let parts = match parts {
                1 => "en af dets dele".into(),
                many => format!("{} af dets dele", number::count(u64::from(many))),
            };
            let also = if others > 0 { format!(" Det samme gælder {}.", areas(others)) } else { String::new() };
            Some(format!("Det samlede tal for {month} kan ikke beregnes, fordi {parts} mangler eller er skjult.{also}"))
        }
        (None, 0) => None,
        (None, others) => Some(format!(
            "Tallet for {} i {month} kan ikke beregnes, fordi dele mangler eller er skjult.",
            areas(others)
        )),
    }
}

/// Funds and areas of the code lists that had figures the month before and have none at all this month.
fn silent(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Option<String> {
    let publication = prepared.press.site.publication;
    let period = prepared.period();
    let now = measure.figures.history.get(&period)?;
    let before = measure.figures.history.get(&period.plus(-1)).filter(|month| !month.figures.is_empty())?;
    let valid_fund = |key: &AkasseKey| publication.akasse(*key).valid.covers(period);
    let valid_area = |key: &AreaKey| {
        let area = publication.area(*key);
        area.valid.covers(period) && measure.measure.areas.first() == Some(&area.kind)
    };
    let (before_funds, before_areas) = parties(before);
    let (funds, areas) = parties(now);
    let mut funds: Vec<Option<AkasseKey>> =
        before_funds.difference(&funds).copied().filter(valid_fund).map(Some).collect();
    let mut areas: Vec<Option<AreaKey>> =
        before_areas.difference(&areas).copied().filter(valid_area).map(Some).collect();
    prepared.press.order.sort_akasser(&mut funds);
    prepared.press.order.sort_areas(&mut areas);
    let funds = funds.into_iter().flatten().map(|akasse| publication.akasse(akasse).short.clone());
    let names: Vec<String> =
        funds.chain(areas.into_iter().flatten().map(|area| publication.area(area).short.clone())).collect();
    if names.is_empty() {
        return None;
    }
    let (month, earlier) = (date::month(period), date::month(period.plus(-1)));
    let names = joined(&names, MOST_NAMES);
    Some(format!("Der er slet ingen tal fra {names} for {month}, men det var der for {earlier}."))
}

/// The funds and the areas that a month has cells of.
fn parties(month: &MonthFigures) -> (BTreeSet<AkasseKey>, BTreeSet<AreaKey>) {
    let keys = || month.figures.iter().map(|(key, _)| key);
    (keys().filter_map(|key| key.akasse).collect(), keys().filter_map(|key| key.area).collect())
}
