//! How a judged figure is shown: what the target asks, in words, and with decimals enough that no number looks as if
//! it stood on the other side of its limit.

use super::cell::Cell;
use super::words;
use crate::model::edition::{Assessment, Reach, Soonest, Verdict, WhyNot, WithoutMonth};
use crate::model::measure::{Rule, Unit};
use crate::model::target::TargetRule;
use crate::model::{Decimal, Exact, Interval, Measure, Missing, Target};
use crate::text::{date, number, symbol};

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
pub(crate) fn demand(target: &Target, measure: Option<&Measure>) -> String {
    let written = |value: Decimal| match measure {
        Some(measure) => number::with_unit(&number::number(value.trimmed()), unit(target, measure)),
        None => number::number(value.trimmed()),
    };
    match (target.rule, target.value) {
        (TargetRule::AtLeast, Some(value)) => format!("mindst {}", written(value)),
        (TargetRule::AtMost, Some(value)) => format!("højst {}", written(value)),
        (TargetRule::ChangeAtMost, Some(value)) => growth(target, value),
        (TargetRule::BelowLastYear, _) => "lavere end i samme måned året før".into(),
        (TargetRule::AboveComparator, _) => match &target.comparator {
            Some(comparator) => format!("højere end sammenligningsgruppen ({})", comparator.da),
            None => "højere end sammenligningsgruppen".into(),
        },
        _ => target.label.clone(),
    }
}

fn growth(target: &Target, value: Decimal) -> String {
    let since = target.baseline.map(date::month);
    let size = number::with_unit(&number::at_most(&value.exact().abs(), MOST_DECIMALS), Unit::Percent);
    let beside = |word: &str| match &since {
        Some(since) => format!("{size} {word} {since}"),
        None => format!("{size} {word} udgangspunktet"),
    };
    if value.exact().is_zero() {
        format!("ingen stigning siden {}", since.as_deref().unwrap_or("udgangspunktet"))
    } else if value.scaled > 0 {
        format!("højst {}", beside("over"))
    } else {
        format!("mindst {}", beside("under"))
    }
}

/// The number of a target in a column: `mindst 85`.
pub(crate) fn demand_in_column(target: &Target) -> String {
    match (target.rule, target.value) {
        (TargetRule::AtLeast, Some(value)) => format!("mindst {}", number::number(value.trimmed())),
        (TargetRule::AtMost, Some(value)) => format!("højst {}", number::number(value.trimmed())),
        _ => demand(target, None),
    }
}

/// A range that holds the true value: `mellem 89,00 og 89,50`.
pub(crate) fn between(interval: &Interval, decimals: u8) -> String {
    let end = |value: &Exact| number::number(value.round(decimals));
    format!("mellem {} og\u{a0}{}", end(&interval.low), end(&interval.high))
}

/// A verdict as a sign and a word; the colour only repeats them.
pub(crate) fn verdict_html(verdict: Verdict) -> String {
    let (sign, word, class) = words::verdict(verdict);
    format!("<span class=\"verdict {class}\"><span class=\"sign\" aria-hidden=\"true\">{sign}</span> {word}</span>")
}

/// A verdict in a table.
pub(crate) fn verdict_cell(verdict: Verdict) -> Cell {
    Cell::Html(verdict_html(verdict))
}

/// The judged value of an assessment.
pub(crate) fn value_cell(assessment: &Assessment, decimals: u8) -> Cell {
    match (&assessment.value, assessment.bound) {
        (Some(value), _) => Cell::number(number::number(value.round(decimals))),
        (None, Some(bound)) => Cell::Bounded(bound),
        (None, None) => nothing_judged(assessment),
    }
}

/// How far a value lies inside its target.
pub(crate) fn margin_cell(assessment: &Assessment, decimals: u8) -> Cell {
    assessment
        .margin
        .as_ref()
        .map_or_else(|| nothing_judged(assessment), |margin| Cell::number(number::signed(margin.round(decimals))))
}

/// How the judged value moved when this month came in.
pub(crate) fn trend_cell(assessment: &Assessment, decimals: u8) -> Cell {
    match (&assessment.value, &assessment.before) {
        (Some(value), Some(before)) => Cell::number(number::signed((value - before).round(decimals))),
        (None, _) => nothing_judged(assessment),
        (Some(_), None) => Cell::Missing(words::not_comparable(WhyNot::NoValueBefore)),
    }
}

/// What next month must be.
pub(crate) fn required_cell(assessment: &Assessment, measure: &Measure) -> Cell {
    let Some(required) = &assessment.required_next else {
        return Cell::Missing(words::NOT_ASKED);
    };
    let value = number::at_most(&required.value, measure.decimals.saturating_add(1));
    match required.reach {
        Reach::Possible => Cell::number(value),
        Reach::Impossible => {
            let soonest = required.soonest.as_ref().map(|soonest| format!("; {}", in_words(soonest, measure)));
            Cell::Remarked("kan ikke nås".into(), format!("kræver {value}{}", soonest.unwrap_or_default()))
        }
    }
}

/// When a mean can reach its target at the earliest: `tidligst om 3 måneder, hvis de i snit er 99,3`.
pub(crate) fn in_words(soonest: &Soonest, measure: &Measure) -> String {
    let average = number::at_most(&soonest.average, measure.decimals.saturating_add(1));
    format!("tidligst om {} måneder, hvis de i snit er {average}", soonest.months)
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
pub(crate) fn from_to(interval: &Interval, decimals: u8) -> String {
    let end = |value: &Exact| number::number(value.round(decimals));
    format!("{} til\u{a0}{}", end(&interval.low), end(&interval.high))
}

/// The cell of a number about a judged value where there is none: nothing could be judged, or only by a coarser answer.
pub(crate) fn nothing_judged(assessment: &Assessment) -> Cell {
    Cell::Missing(match assessment.bound {
        Some(_) => symbol::of_missing(Missing::Suppressed),
        None => words::NOT_JUDGED,
    })
}
