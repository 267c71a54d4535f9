//! What is new in a month, in sentences: who reached or lost a target, what changed in the method, and what is missing.

use std::collections::{BTreeMap, BTreeSet};

use super::headline::name;
use super::prepared::{Prepared, PreparedMeasure};
use crate::model::code::TargetKey;
use crate::model::edition::{Assessment, Verdict};
use crate::model::figure::MonthFigures;
use crate::model::measure::Standing;
use crate::model::target::TargetRule;
use crate::model::{AkasseKey, AreaKey, CellKey, Measure, Missing, Target, Text};
use crate::render::judged;
use crate::render::words::{self, joined};
use crate::text::messages::{Messages, ended, say};
use crate::text::symbol;

/// More names than this are counted instead of listed.
const MOST_NAMES: usize = 12;

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
    let say = prepared.press.say;
    let target = prepared.press.site.publication.target(key);
    let names = |before: Verdict, now: Verdict| -> Vec<String> {
        let turned = judged.iter().filter(|(_, one)| one.verdict_before == Some(before) && one.verdict == now);
        turned.map(|(cell, one)| valued(prepared, *cell, one)).collect()
    };
    let (reached, lost) = (names(Verdict::NotMet, Verdict::Met), names(Verdict::Met, Verdict::NotMet));
    let goal = goal(say, target, measure.measure);
    let rule = match target.rule {
        TargetRule::AtLeast => "least",
        TargetRule::AtMost => "most",
        _ => "other",
    };
    let since = say.month(prepared.period().plus(-1));
    let [reached, lost] = [reached, lost].map(|names| joined(say, &names, MOST_NAMES));
    let text = match (reached.is_empty(), lost.is_empty()) {
        (true, true) => return None,
        (false, true) => say!(say, "news-reached", since = since, reached = reached, goal = goal),
        (true, false) => say!(say, "news-lost", since = since, lost = lost, rule = rule, goal = goal),
        (false, false) => {
            say!(say, "news-reached-and-lost", since = since, reached = reached, goal = goal, lost = lost, rule = rule)
        }
    };
    Some(ended(text))
}

/// `målet på mindst 85 pct.`, or the target by its title where it has no number on the value itself.
pub(crate) fn goal(say: &Messages, target: &Target, measure: &Measure) -> String {
    match (target.rule, target.value) {
        (TargetRule::AtLeast | TargetRule::AtMost, Some(_)) => {
            say!(say, "news-goal", demand = judged::demand(say, target, Some(measure)))
        }
        _ => say!(say, "news-goal-titled", title = say.of(&target.title)),
    }
}

/// A name with the value that is judged: `FOA (84,2)`.
pub(crate) fn valued(prepared: &Prepared<'_>, key: CellKey, assessment: &Assessment) -> String {
    let say = prepared.press.say;
    let name = name(prepared, key);
    let decimals = prepared.judged_decimals(assessment.target);
    match (&assessment.value, assessment.bound) {
        (Some(value), _) => format!("{name} ({})", say.at_most(value, decimals)),
        (None, Some(bound)) => format!("{name} ({})", symbol::bound_in_words(say, bound)),
        (None, None) => name,
    }
}

/// What begins or ends this month in how a measure is made: rules, breaks, months that count.
pub(crate) fn method(prepared: &Prepared<'_>, measure: &Measure) -> String {
    let say = prepared.press.say;
    let period = prepared.period();
    let month = say.month(period);
    let told = |key: &str, text: &Text| say!(say, key, month = &month, text = say.of(text));
    let mut said = Vec::new();
    for rule in &measure.rules {
        said.extend((rule.from == Some(period)).then(|| told("news-from", &rule.text)));
        said.extend((rule.to == Some(period)).then(|| told("news-last", &rule.text)));
    }
    for edge in measure.breaks.iter().filter(|edge| edge.at == period) {
        said.push(told("news-break", &edge.text));
    }
    for interval in measure.intervals.iter().filter(|interval| interval.from == period) {
        said.push(match &interval.standing {
            Standing::Included => say!(say, "news-included", month = &month),
            Standing::Excluded(reason) => told("news-excluded", reason),
            Standing::NotApplicable(reason) => told("news-not-applicable", reason),
        });
    }
    let counted = |standing: &Standing| matches!(standing, Standing::Included);
    if measure.intervals.iter().any(|interval| interval.to == Some(period) && counted(&interval.standing)) {
        said.push(say!(say, "news-last-included", month = words::capital(&month)));
    }
    said.into_iter().map(ended).collect::<Vec<_>>().join(" ")
}

/// Targets that begin or end this month, of those that `wanted` holds for.
pub(crate) fn targets(prepared: &Prepared<'_>, wanted: impl Fn(&Target) -> bool) -> String {
    let say = prepared.press.say;
    let period = prepared.period();
    let month = say.month(period);
    let mut said = Vec::new();
    for target in &prepared.press.site.publication.targets {
        if !wanted(target) || !target.in_force(period) {
            continue;
        }
        if target.from == Some(period) {
            said.push(say!(say, "news-target-from", title = say.of(&target.title), month = &month));
        }
        if target.to == Some(period) {
            said.push(say!(say, "news-target-last", title = say.of(&target.title), month = &month));
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
    let say = prepared.press.say;
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
    let others_count = others.filter(|key| lacking(*key).is_some()).count();
    let month = say.month(prepared.period());
    match (whole.and_then(lacking), others_count) {
        (Some(parts), count) => {
            let told = say!(say, "news-whole-incomplete", month = &month, parts = parts);
            Some(if count > 0 { format!("{told} {}", say!(say, "news-also-incomplete", areas = count)) } else { told })
        }
        (None, 0) => None,
        (None, areas) => Some(say!(say, "news-areas-incomplete", areas = areas, month = &month)),
    }
}

/// Funds and areas of the code lists that had figures the month before and have none at all this month.
fn silent(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Option<String> {
    let say = prepared.press.say;
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
    let (month, earlier) = (say.month(period), say.month(period.plus(-1)));
    let names = joined(say, &names, MOST_NAMES);
    Some(say!(say, "news-silent", names = names, month = month, earlier = earlier))
}

/// The funds and the areas that a month has cells of.
fn parties(month: &MonthFigures) -> (BTreeSet<AkasseKey>, BTreeSet<AreaKey>) {
    let keys = || month.figures.iter().map(|(key, _)| key);
    (keys().filter_map(|key| key.akasse).collect(), keys().filter_map(|key| key.area).collect())
}
