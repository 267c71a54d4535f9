//! How a judged figure is shown: what the target asks, in words, and with decimals enough that no number looks as if
//! it stood on the other side of its limit.

use super::cell::Cell;
use super::words;
use crate::model::edition::{Assessment, Reach, Soonest, Verdict, WhyNot, WithoutMonth};
use crate::model::measure::{Rule, Unit};
use crate::model::target::TargetRule;
use crate::model::{Decimal, Exact, Interval, Measure, Missing, Target};
use crate::text::messages::{Messages, say};
use crate::text::symbol;

/// More decimals than this say nothing to a reader.
const MOST_DECIMALS: u8 = 6;

/// Decimals for figures that stand in one column: those of the measure, up to `extra` more when a value needs them to
/// be shown in full, and more still while a value that is not its limit would look like it.
pub(crate) fn decimals<'a>(
    measure: &Measure,
    extra: u8,
    values: impl Iterator<Item = (&'a Exact, Option<Decimal>)> + Clone,
) -> u8 {
    let mut decimals = measure.decimals;
    let most = measure.decimals.saturating_add(extra);
    while decimals < most && values.clone().any(|(value, _)| value.round(decimals).exact() != *value) {
        decimals += 1;
    }
    let misleads = |decimals| {
        values.clone().any(|(value, limit)| {
            limit.is_some_and(|limit| limit.exact() != *value && value.round(decimals).exact() == limit.exact())
        })
    };
    while decimals < MOST_DECIMALS && misleads(decimals) {
        decimals += 1;
    }
    decimals
}

/// How many decimals beyond the measure's a figure over months may need.
pub(crate) fn extra_decimals(rule: Rule) -> u8 {
    match rule {
        Rule::MeanOfMonths => 2,
        Rule::RatioOfSums => 1,
        Rule::Sum | Rule::Last | Rule::None => 0,
    }
}

/// The unit of a target's number and of the values judged by it.
pub(crate) fn unit(target: &Target, measure: &Measure) -> Unit {
    match target.rule {
        TargetRule::ChangeAtMost => Unit::Percent,
        _ => measure.unit,
    }
}

/// What a target asks, to go on in a sentence: `mindst 85 pct.`
pub(crate) fn demand(say: &Messages, target: &Target, measure: Option<&Measure>) -> String {
    let written = |value: Decimal| match measure {
        Some(measure) => say.with_unit(&say.number(value.trimmed()), unit(target, measure)),
        None => say.number(value.trimmed()),
    };
    match (target.rule, target.value) {
        (TargetRule::AtLeast, Some(value)) => say!(say, "judged-at-least", value = written(value)),
        (TargetRule::AtMost, Some(value)) => say!(say, "judged-at-most", value = written(value)),
        (TargetRule::ChangeAtMost, Some(value)) => growth(say, target, value),
        (TargetRule::BelowLastYear, _) => say.text("judged-below-last-year").into_owned(),
        (TargetRule::AboveComparator, _) => match &target.comparator {
            Some(comparator) => say!(say, "judged-above-named", group = say.of(comparator)),
            None => say.text("judged-above").into_owned(),
        },
        _ => say.danish(&target.label).into_owned(),
    }
}

fn growth(say: &Messages, target: &Target, value: Decimal) -> String {
    let since = target.baseline.map_or_else(|| say.text("judged-baseline").into_owned(), |month| say.month(month));
    let size = say.with_unit(&say.at_most(&value.exact().abs(), MOST_DECIMALS), Unit::Percent);
    if value.exact().is_zero() {
        say!(say, "judged-no-growth", since = since)
    } else if value.scaled > 0 {
        say!(say, "judged-growth", size = size, since = since)
    } else {
        say!(say, "judged-fall", size = size, since = since)
    }
}

/// The number of a target in a column: `mindst 85`.
pub(crate) fn demand_in_column(say: &Messages, target: &Target) -> String {
    match (target.rule, target.value) {
        (TargetRule::AtLeast, Some(value)) => say!(say, "judged-at-least", value = say.number(value.trimmed())),
        (TargetRule::AtMost, Some(value)) => say!(say, "judged-at-most", value = say.number(value.trimmed())),
        _ => demand(say, target, None),
    }
}

/// A range that holds the true value: `mellem 89,00 og 89,50`.
pub(crate) fn between(say: &Messages, interval: &Interval, decimals: u8) -> String {
    let end = |value: &Exact| say.number(value.round(decimals));
    say!(say, "judged-between", low = end(&interval.low), high = end(&interval.high))
}

/// A verdict as a sign and a word; the colour only repeats them.
pub(crate) fn verdict_html(say: &Messages, verdict: Verdict) -> String {
    let (sign, word, class) = words::verdict(say, verdict);
    format!("<span class=\"verdict {class}\"><span class=\"sign\" aria-hidden=\"true\">{sign}</span> {word}</span>")
}

/// A verdict in a table.
pub(crate) fn verdict_cell(say: &Messages, verdict: Verdict) -> Cell {
    Cell::Html(verdict_html(say, verdict))
}

/// The judged value of an assessment.
pub(crate) fn value_cell(say: &Messages, assessment: &Assessment, decimals: u8) -> Cell {
    match (&assessment.value, assessment.bound) {
        (Some(value), _) => Cell::number(say.number(value.round(decimals))),
        (None, Some(bound)) => Cell::Bounded(bound),
        (None, None) => nothing_judged(assessment),
    }
}

/// How far a value lies inside its target.
pub(crate) fn margin_cell(say: &Messages, assessment: &Assessment, decimals: u8) -> Cell {
    assessment
        .margin
        .as_ref()
        .map_or_else(|| nothing_judged(assessment), |margin| Cell::number(say.signed(margin.round(decimals))))
}

/// How the judged value moved when this month came in.
pub(crate) fn trend_cell(say: &Messages, assessment: &Assessment, decimals: u8) -> Cell {
    match (&assessment.value, &assessment.before) {
        (Some(value), Some(before)) => Cell::number(say.signed((value - before).round(decimals))),
        (None, _) => nothing_judged(assessment),
        (Some(_), None) => Cell::Missing(words::not_comparable(WhyNot::NoValueBefore)),
    }
}

/// What next month must be.
pub(crate) fn required_cell(say: &Messages, assessment: &Assessment, measure: &Measure) -> Cell {
    let Some(required) = &assessment.required_next else {
        return Cell::Missing(words::NOT_ASKED);
    };
    let value = say.at_most(&required.value, measure.decimals.saturating_add(1));
    match required.reach {
        Reach::Possible => Cell::number(value),
        Reach::Impossible => {
            let needs = say!(say, "judged-needs", value = value);
            let soonest = required.soonest.as_ref().map(|soonest| in_words(say, soonest, measure));
            let needs = soonest.map_or_else(|| needs.clone(), |soonest| format!("{needs}; {soonest}"));
            Cell::Remarked(say.text("judged-cannot").into_owned(), needs)
        }
    }
}

/// When a mean can reach its target at the earliest: `tidligst om 3 måneder, hvis de i snit er 99,3`.
pub(crate) fn in_words(say: &Messages, soonest: &Soonest, measure: &Measure) -> String {
    let average = say.at_most(&soonest.average, measure.decimals.saturating_add(1));
    say!(say, "judged-in-months", months = soonest.months, average = average)
}

/// Months that decide alone: without one of them the verdict would be the opposite.
pub(crate) fn deciding(one: &Assessment) -> Vec<&WithoutMonth> {
    let opposite = match one.verdict {
        Verdict::Met => Verdict::NotMet,
        Verdict::NotMet => Verdict::Met,
        _ => return Vec::new(),
    };
    one.without_month.iter().filter(|without| without.verdict == opposite).collect()
}

/// A range as two numbers: `81,2 til 92,1`.
pub(crate) fn from_to(say: &Messages, interval: &Interval, decimals: u8) -> String {
    let end = |value: &Exact| say.number(value.round(decimals));
    say!(say, "judged-from-to", low = end(&interval.low), high = end(&interval.high))
}

/// The cell of a number about a judged value where there is none: nothing could be judged, or only by a coarser answer.
pub(crate) fn nothing_judged(assessment: &Assessment) -> Cell {
    Cell::Missing(match assessment.bound {
        Some(_) => symbol::of_missing(Missing::Suppressed),
        None => words::NOT_JUDGED,
    })
}
