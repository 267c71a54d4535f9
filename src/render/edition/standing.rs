//! How one cell stands in a measure: its figures, its target, its place among the others.

use serde::Serialize;

use super::comparisons::{Against, has_baseline, tells};
use super::months;
use super::prepared::{Prepared, PreparedMeasure, differs};
use crate::compute::chance;
use crate::model::edition::{Assessment, Chance, Change, Reach, Verdict};
use crate::model::target::JudgedOn;
use crate::model::{Amount, Bound, CellKey, Exact, Interval, Missing, Target};
use crate::render::cell::push_symbol;
use crate::render::facts::Fact;
use crate::render::html::Html;
use crate::render::judged;
use crate::render::small::{self, Scale};
use crate::render::words;
use crate::text::messages::{Messages, ended, say};
use crate::text::symbol;

/// How a cell stands.
#[derive(Debug, Serialize)]
pub(crate) struct Standing {
    /// The main figure with its unit: over months where the measure has such, else the month's.
    value: Html,
    /// What the main figure is.
    value_label: String,
    /// The verdict as a sign and a word; empty without a target.
    verdict: Html,
    /// The facts, one after the other.
    facts: Vec<Fact>,
    /// What it means, in sentences.
    sentences: Vec<String>,
    /// The months as a small line.
    line: Html,
    /// What the strokes and fields of the line mean; empty when there are none.
    line_key: String,
    /// The cell among the others, as dots; empty when it stands alone.
    dots: Html,
    /// What the dots show, in words.
    among: String,
}

/// How a cell stands in a measure.
pub(crate) fn of(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> Standing {
    let say = prepared.press.say;
    let assessment = measure.assessment(key);
    let (value, value_label) = main_value(prepared, measure, key);
    let (dots, among) = among(prepared, measure, key);
    Standing {
        value,
        value_label,
        verdict: assessment.map(|one| Html::trusted(judged::verdict_html(say, one.verdict))).unwrap_or_default(),
        facts: facts(prepared, measure, key),
        sentences: assessment.map(|one| sentences(prepared, measure, one)).unwrap_or_default(),
        line: Html::trusted(months::own_line_of(prepared, measure, key)),
        line_key: line_key(prepared, measure, key),
        dots,
        among,
    }
}

fn line_key(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> String {
    let say = prepared.press.say;
    let (from, to) = months::window_of(prepared, measure, key);
    let mut parts = vec![format!("{}.", words::capital(&words::months(say, from, to)))];
    if months::limit(prepared, measure, key).is_some() {
        parts.push(say.text("judged-line-dashed").into_owned());
    }
    if from.through(to).any(|period| measure.measure.left_out(period).is_some()) {
        parts.push(say.text("judged-line-grey").into_owned());
    }
    let edges = months::edges(say, prepared.press.site.publication, measure.with_methods(), key.akasse);
    let known = |period| measure.figure(key, period).is_some_and(|figure| figure.amount.exact().is_some());
    let mut strokes = edges.iter().filter(|edge| edge.at.through(to).any(known));
    if strokes.any(|edge| from.through(edge.at.plus(-1)).any(known)) {
        parts.push(say.text("judged-line-stroke").into_owned());
    }
    parts.join(" ")
}

fn main_value(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> (Html, String) {
    let say = prepared.press.say;
    let unit = measure.measure.unit;
    if let Some(summary) = measure.summaries.get(&key) {
        let value = say.number(summary.value.round(measure.decimals));
        let months = words::months(say, summary.from, summary.to);
        return (Html::text(&say.with_unit(&value, unit)), say!(say, "judged-result-for", months = months));
    }
    (month_value(measure, key), words::capital(&say.month(prepared.period())))
}

fn month_value(measure: &PreparedMeasure<'_>, key: CellKey) -> Html {
    let say = measure.say;
    let figure = measure.figures.current.get(key).map(|current| current.figure);
    let amount = figure.map(|figure| figure.amount);
    if let Some(value) = amount.and_then(|amount| amount.exact()) {
        return Html::text(&say.with_unit(&say.value(&value, measure.measure), measure.measure.unit));
    }
    if let Some(bound) = amount.and_then(|amount| amount.bound()) {
        return bounded(say, bound);
    }
    let missing = amount.and_then(|amount| amount.missing());
    let symbol = missing.map_or(words::ABSENT, symbol::of_missing);
    let mut out = String::new();
    push_symbol(&mut out, say, &symbol, "gone");
    out.push_str(" <span class=\"quiet\" aria-hidden=\"true\">");
    out.push_str(&missing.map_or_else(|| say.text(symbol.word), |reason| symbol::in_words(say, reason)));
    out.push_str("</span>");
    Html::trusted(out)
}

/// A coarser answer as a main figure, with the reason below it.
fn bounded(say: &Messages, bound: Bound) -> Html {
    let mut out = symbol::bound_in_words(say, bound);
    out.push_str(" <span class=\"quiet why\">");
    out.push_str(&say.text(symbol::of_missing(Missing::Suppressed).word));
    out.push_str("</span>");
    Html::trusted(out)
}

fn facts(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> Vec<Fact> {
    let say = prepared.press.say;
    let unit = measure.measure.unit;
    let mut facts = Vec::new();
    if let Some(summary) = measure.summaries.get(&key) {
        facts.push(Fact { term: words::capital(&say.month(prepared.period())), value: month_value(measure, key) });
        if let Some(published) = summary.published {
            let published = say.with_unit(&say.number(published), unit);
            let beside = match &summary.interval {
                Some(interval) if differs(summary) => {
                    let between = judged::between(say, interval, measure.decimals);
                    say!(say, "judged-published-between", published = published, between = between)
                }
                _ => published,
            };
            facts.push(Fact::text(say.text("judged-published-result"), &beside));
        }
    }
    if let Some(current) = measure.figures.current.get(key) {
        for against in [Against::Month, Against::Year, Against::Baseline] {
            let Some((change, period)) = against.change(current).zip(against.period(prepared, measure)) else {
                continue;
            };
            if against == Against::Baseline && !has_baseline(measure) {
                continue;
            }
            let told = match change {
                Change::By { difference, percent } => change_in_words(measure, difference, percent.as_ref()),
                Change::NotComparable(why) if tells(change) => {
                    say!(say, "judged-not-calculated", why = words::why_not_compared(say, *why))
                }
                Change::NotComparable(_) => continue,
            };
            facts.push(Fact::text(say!(say, "judged-change-since", month = say.month(period)), &told));
        }
    }
    if let Some(assessment) = measure.assessment(key) {
        let target = prepared.press.site.publication.target(assessment.target);
        facts.push(Fact::text(
            say.text("word-target"),
            &words::capital(&judged::demand(say, target, Some(measure.measure))),
        ));
    }
    facts
}

fn change_in_words(measure: &PreparedMeasure<'_>, difference: &Exact, percent: Option<&Exact>) -> String {
    let say = measure.say;
    let size = say.signed(difference.round(measure.measure.decimals));
    let unit = say.unit_of_change(measure.measure.unit);
    match percent {
        Some(percent) => format!("{size} {unit} ({})", words::percent_of_change(say, percent)),
        None => format!("{size} {unit}"),
    }
}

fn sentences(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, one: &Assessment) -> Vec<String> {
    let say = prepared.press.say;
    let decimals = prepared.judged_decimals(one.target);
    let unit = say.unit_of_change(measure.measure.unit);
    let mut said = Vec::new();
    if let Some(margin) = &one.margin {
        let size = say.number(margin.abs().round(decimals).trimmed());
        said.push(match (one.verdict, margin.is_negative(), margin.is_zero()) {
            (_, _, true) => say.text("judged-on-target").into_owned(),
            (_, false, _) => say!(say, "judged-inside", size = size, unit = unit.as_ref()),
            (_, true, _) => say!(say, "judged-short", size = size, unit = unit.as_ref()),
        });
    }
    said.extend(one.bound.map(|bound| by_answer(say, one.verdict, bound)));
    if one.verdict == Verdict::Undecided
        && let Some(interval) = &one.interval
    {
        said.push(say!(say, "judged-rounded", between = judged::between(say, interval, decimals)));
    }
    if let Some(required) = &one.required_next {
        let month = say.month(prepared.period().plus(1));
        let value = say.at_most(&required.value, measure.measure.decimals.saturating_add(1));
        let value = say.with_unit(&value, measure.measure.unit);
        said.push(match (required.reach, one.verdict) {
            (Reach::Impossible, _) => {
                let soonest = required.soonest.as_ref().map(|soonest| judged::in_words(say, soonest, measure.measure));
                let told = say!(say, "judged-impossible", month = month, value = value);
                match soonest {
                    Some(soonest) => format!("{told} {}", say!(say, "judged-soonest", soonest = soonest)),
                    None => told,
                }
            }
            (Reach::Possible, Verdict::Met) => say!(say, "judged-stays-met", month = month, value = value),
            (Reach::Possible, _) => say!(say, "judged-is-met", month = month, value = value),
        });
    }
    said.extend(by_chance(prepared, measure, one));
    said.extend(blocks(measure, one.key));
    said.extend(pooled(measure, one.key));
    said.extend(sensitivity(say, one, decimals));
    // A unit that ends in a point also ends the sentence.
    said.into_iter().map(ended).collect()
}

/// What a coarser answer says of the target, when the share itself is held back.
fn by_answer(say: &Messages, verdict: Verdict, bound: Bound) -> String {
    let outcome = match verdict {
        Verdict::Met => "met",
        Verdict::NotMet => "missed",
        _ => "unknown",
    };
    say!(say, "judged-by-answer", answer = symbol::bound_in_words(say, bound), outcome = outcome)
}

/// That chance alone could explain how the share lies to the target.
fn by_chance(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, one: &Assessment) -> Option<String> {
    let say = prepared.press.say;
    if one.chance != Chance::CouldExplain {
        return None;
    }
    let target = prepared.press.site.publication.target(one.target);
    let decimals = measure.measure.decimals.max(1);
    let interval = chance_interval(measure, target, one);
    Some(match interval {
        Some(interval) => say!(say, "judged-chance-within", interval = judged::from_to(say, &interval, decimals)),
        None => say.text("judged-chance").into_owned(),
    })
}

/// The 95 percent interval of the share that was judged; `None` when its counts are not known.
pub(super) fn chance_interval(measure: &PreparedMeasure<'_>, target: &Target, one: &Assessment) -> Option<Interval> {
    let (numerator, denominator) = match target.judged_on {
        JudgedOn::Summary => measure.summaries.get(&one.key)?.counts?,
        JudgedOn::Month => match measure.figures.current.get(one.key)?.figure.amount {
            Amount::Share { numerator, denominator } => (numerator, denominator),
            _ => return None,
        },
    };
    chance::wilson(numerator, denominator)
}

/// The mean of each run of months that count, where there are several: `2020: 60,5; juli–september 2021: 95,7`.
fn blocks(measure: &PreparedMeasure<'_>, key: CellKey) -> Option<String> {
    let say = measure.say;
    let summary = measure.summaries.get(&key).filter(|summary| !summary.blocks.is_empty())?;
    let shown = |value: &Exact| say.number(value.round(measure.measure.decimals.saturating_add(1)));
    let parts = summary
        .blocks
        .iter()
        .map(|block| format!("{}: {}", words::months(say, block.from, block.to), shown(&block.value)));
    Some(say!(say, "judged-blocks", blocks = parts.collect::<Vec<_>>().join("; ")))
}

/// The share of everyone in the months together, beside a mean in which each month weighs the same.
fn pooled(measure: &PreparedMeasure<'_>, key: CellKey) -> Option<String> {
    let say = measure.say;
    let pooled = measure.summaries.get(&key)?.pooled.as_ref()?;
    let value = say.at_most(pooled, measure.measure.decimals.saturating_add(1));
    let value = say.with_unit(&value, measure.measure.unit);
    Some(say!(say, "judged-pooled", value = value))
}

/// Months that decide alone.
fn sensitivity(say: &Messages, one: &Assessment, decimals: u8) -> Option<String> {
    let deciding = judged::deciding(one);
    let months: Vec<String> = deciding
        .iter()
        .map(|without| {
            let value = say.number(without.value.round(decimals.max(2)).trimmed());
            format!("{} ({value})", say.month(without.period))
        })
        .collect();
    let outcome = if one.verdict == Verdict::Met { "missed" } else { "met" };
    (!months.is_empty()).then(|| say!(say, "judged-decides", outcome = outcome, months = words::either(say, &months)))
}

/// The main figures of a cell and of those it stands among, drawn as dots.
fn among(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> (Html, String) {
    let say = prepared.press.say;
    let value = |key: &CellKey| -> Option<Exact> {
        match measure.summaries.get(key) {
            Some(summary) => Some(summary.value.clone()),
            None => measure.figures.current.get(*key)?.figure.amount.exact(),
        }
    };
    let others: Vec<CellKey> = measure.of_area(prepared.press, key.area);
    let mut values: Vec<Exact> =
        others.iter().filter(|other| **other != key && other.akasse.is_some()).filter_map(value).collect();
    let Some(own) = value(&key).filter(|_| !values.is_empty() && key.akasse.is_some()) else {
        return (Html::default(), String::new());
    };
    values.sort();
    let positions: Vec<f64> = values.iter().map(Exact::to_position).collect();
    let share = measure.measure.is_share();
    let scale =
        if share { Scale::PERCENT } else { Scale::holding(positions.iter().copied().chain([own.to_position()])) };
    let limit = months::limit(prepared, measure, key).map(|value| value.to_position());
    let shown = |value: &Exact| say.number(value.round(measure.decimals));
    let label = match (values.first(), values.last()) {
        (Some(first), Some(last)) => say!(
            say,
            "judged-among",
            others = values.len(),
            lowest = shown(first),
            highest = shown(last),
            own = shown(&own),
        ),
        _ => String::new(),
    };
    (Html::trusted(small::dots(&positions, Some(own.to_position()), limit, scale, &label)), label)
}
