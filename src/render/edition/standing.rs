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
use crate::text::{date, number, symbol};

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
    let assessment = measure.assessment(key);
    let (value, value_label) = main_value(prepared, measure, key);
    let (dots, among) = among(prepared, measure, key);
    Standing {
        value,
        value_label,
        verdict: assessment.map(|one| Html::trusted(judged::verdict_html(one.verdict))).unwrap_or_default(),
        facts: facts(prepared, measure, key),
        sentences: assessment.map(|one| sentences(prepared, measure, one)).unwrap_or_default(),
        line: Html::trusted(months::own_line_of(prepared, measure, key)),
        line_key: line_key(prepared, measure, key),
        dots,
        among,
    }
}

fn line_key(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> String {
    let (from, to) = months::window_of(prepared, measure, key);
    let mut parts = vec![format!("{}.", words::capital(&words::months(from, to)))];
    if months::limit(prepared, measure, key).is_some() {
        parts.push("Stiplet linje: målet.".into());
    }
    if from.through(to).any(|period| measure.measure.left_out(period).is_some()) {
        parts.push("Grå felter: måneder, der ikke indgår.".into());
    }
    let edges = months::edges(prepared.press.site.publication, measure.with_methods(), key.akasse);
    let known = |period| measure.figure(key, period).is_some_and(|figure| figure.amount.exact().is_some());
    let mut strokes = edges.iter().filter(|edge| edge.at.through(to).any(known));
    if strokes.any(|edge| from.through(edge.at.plus(-1)).any(known)) {
        parts.push("Lodret streg: tallene før og efter kan ikke sammenlignes.".into());
    }
    parts.join(" ")
}

fn main_value(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> (Html, String) {
    let unit = measure.measure.unit;
    if let Some(summary) = measure.summaries.get(&key) {
        let value = number::number(summary.value.round(measure.decimals));
        let months = words::months(summary.from, summary.to);
        return (Html::text(&number::with_unit(&value, unit)), format!("Resultat for {months}"));
    }
    (month_value(measure, key), words::capital(&date::month(prepared.period())))
}

fn month_value(measure: &PreparedMeasure<'_>, key: CellKey) -> Html {
    let figure = measure.figures.current.get(key).map(|current| current.figure);
    let amount = figure.map(|figure| figure.amount);
    if let Some(value) = amount.and_then(|amount| amount.exact()) {
        return Html::text(&number::with_unit(&number::value(&value, measure.measure), measure.measure.unit));
    }
    if let Some(bound) = amount.and_then(|amount| amount.bound()) {
        return bounded(bound);
    }
    let missing = amount.and_then(|amount| amount.missing());
    let symbol = missing.map_or(words::ABSENT, symbol::of_missing);
    let mut out = String::new();
    push_symbol(&mut out, &symbol, "gone");
    out.push_str(" <span class=\"quiet\" aria-hidden=\"true\">");
    out.push_str(&missing.map_or(symbol.word.into(), symbol::in_words));
    out.push_str("</span>");
    Html::trusted(out)
}

/// A coarser answer as a main figure, with the reason below it.
fn bounded(bound: Bound) -> Html {
    let mut out = symbol::bound_in_words(bound);
    out.push_str(" <span class=\"quiet why\">");
    out.push_str(symbol::of_missing(Missing::Suppressed).word);
    out.push_str("</span>");
    Html::trusted(out)
}

fn facts(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> Vec<Fact> {
    let unit = measure.measure.unit;
    let mut facts = Vec::new();
    if let Some(summary) = measure.summaries.get(&key) {
        facts.push(Fact { term: words::capital(&date::month(prepared.period())), value: month_value(measure, key) });
        if let Some(published) = summary.published {
            let published = number::with_unit(&number::number(published), unit);
            let beside = match &summary.interval {
                Some(interval) if differs(summary) => {
                    format!("{published} (det sande resultat ligger {})", judged::between(interval, measure.decimals))
                }
                _ => published,
            };
            facts.push(Fact::text("Offentliggjort resultat", &beside));
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
                    format!("beregnes ikke: {}", words::why_not_compared(*why))
                }
                Change::NotComparable(_) => continue,
            };
            facts.push(Fact::text(format!("Ændring siden {}", date::month(period)), &told));
        }
    }
    if let Some(assessment) = measure.assessment(key) {
        let target = prepared.press.site.publication.target(assessment.target);
        facts.push(Fact::text("Mål", &words::capital(&judged::demand(target, Some(measure.measure)))));
    }
    facts
}

fn change_in_words(measure: &PreparedMeasure<'_>, difference: &Exact, percent: Option<&Exact>) -> String {
    let size = number::signed(difference.round(measure.measure.decimals));
    let unit = number::unit_of_change(measure.measure.unit);
    match percent {
        Some(percent) => format!("{size} {unit} ({})", words::percent_of_change(percent)),
        None => format!("{size} {unit}"),
    }
}

fn sentences(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, one: &Assessment) -> Vec<String> {
    let decimals = prepared.judged_decimals(one.target);
    let unit = number::unit_of_change(measure.measure.unit);
    let mut said = Vec::new();
    if let Some(margin) = &one.margin {
        let size = number::number(margin.abs().round(decimals).trimmed());
        said.push(match (one.verdict, margin.is_negative(), margin.is_zero()) {
            (_, _, true) => "Tallet ligger præcis på målet.".into(),
            (_, false, _) => format!("Tallet ligger {size} {unit} inden for målet."),
            (_, true, _) => format!("Der mangler {size} {unit} i at nå målet."),
        });
    }
    said.extend(one.bound.map(|bound| by_answer(one.verdict, bound)));
    if one.verdict == Verdict::Undecided
        && let Some(interval) = &one.interval
    {
        said.push(format!(
            "Kun afrundede tal er kendt. Det sande resultat ligger {}, så det kan ikke afgøres, om målet er nået.",
            judged::between(interval, decimals)
        ));
    }
    if let Some(required) = &one.required_next {
        let month = date::month(prepared.period().plus(1));
        let value = number::at_most(&required.value, measure.measure.decimals.saturating_add(1));
        let value = number::with_unit(&value, measure.measure.unit);
        said.push(match (required.reach, one.verdict) {
            (Reach::Impossible, _) => {
                let soonest = required.soonest.as_ref();
                let soonest = soonest.map(|soonest| format!(" Det nås {}", judged::in_words(soonest, measure.measure)));
                let soonest = soonest.unwrap_or_default();
                format!("Målet kan ikke nås i {month}: det ville kræve {value} den måned.{soonest}")
            }
            (Reach::Possible, Verdict::Met) => {
                format!("Målet er også opfyldt efter {month}, hvis månedens tal er mindst {value}")
            }
            (Reach::Possible, _) => format!("Målet nås i {month}, hvis månedens tal er mindst {value}"),
        });
    }
    said.extend(by_chance(prepared, measure, one));
    said.extend(blocks(measure, one.key));
    said.extend(pooled(measure, one.key));
    said.extend(sensitivity(one, decimals));
    // A unit that ends in a point also ends the sentence.
    said.into_iter().map(|text| if text.ends_with('.') { text } else { format!("{text}.") }).collect()
}

/// What a coarser answer says of the target, when the share itself is held back.
fn by_answer(verdict: Verdict, bound: Bound) -> String {
    let outcome = match verdict {
        Verdict::Met => "så målet er opfyldt",
        Verdict::NotMet => "så målet er ikke opfyldt",
        _ => "og det er ikke nok til at vurdere målet",
    };
    let answer = symbol::bound_in_words(bound);
    format!("Tallet er skjult af hensyn til fortrolighed. Det er {answer}, {outcome}.")
}

/// That chance alone could explain how the share lies to the target.
fn by_chance(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, one: &Assessment) -> Option<String> {
    if one.chance != Chance::CouldExplain {
        return None;
    }
    let target = prepared.press.site.publication.target(one.target);
    let decimals = measure.measure.decimals.max(1);
    let interval = chance_interval(measure, target, one);
    let interval = interval.map(|of| format!(" (95 pct.-interval: {})", judged::from_to(&of, decimals)));
    Some(format!("Afstanden til målet kan skyldes tilfældigheder{}", interval.unwrap_or_default()))
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
    let summary = measure.summaries.get(&key).filter(|summary| !summary.blocks.is_empty())?;
    let shown = |value: &Exact| number::number(value.round(measure.measure.decimals.saturating_add(1)));
    let parts =
        summary.blocks.iter().map(|block| format!("{}: {}", words::months(block.from, block.to), shown(&block.value)));
    Some(format!("Resultatet for hver sammenhængende periode: {}", parts.collect::<Vec<_>>().join("; ")))
}

/// The share of everyone in the months together, beside a mean in which each month weighs the same.
fn pooled(measure: &PreparedMeasure<'_>, key: CellKey) -> Option<String> {
    let pooled = measure.summaries.get(&key)?.pooled.as_ref()?;
    let value = number::at_most(pooled, measure.measure.decimals.saturating_add(1));
    let value = number::with_unit(&value, measure.measure.unit);
    Some(format!("Lægges månedernes tællere og nævnere i stedet sammen, er andelen {value}"))
}

/// Months that decide alone.
fn sensitivity(one: &Assessment, decimals: u8) -> Option<String> {
    let deciding = judged::deciding(one);
    let months: Vec<String> = deciding
        .iter()
        .map(|without| {
            let value = number::number(without.value.round(decimals.max(2)).trimmed());
            format!("{} ({value})", date::month(without.period))
        })
        .collect();
    let outcome = if one.verdict == Verdict::Met { "ikke opfyldt" } else { "opfyldt" };
    (!months.is_empty()).then(|| format!("Én måned afgør: målet ville være {outcome} uden {}", words::either(&months)))
}

/// The main figures of a cell and of those it stands among, drawn as dots.
fn among(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> (Html, String) {
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
    let shown = |value: &Exact| number::number(value.round(measure.decimals));
    let label = match (values.first(), values.last()) {
        (Some(first), Some(last)) => format!(
            "De {} andre a-kasser ligger mellem {} og {}; her er tallet {}.",
            values.len(),
            shown(first),
            shown(last),
            shown(&own)
        ),
        _ => String::new(),
    };
    (Html::trusted(small::dots(&positions, Some(own.to_position()), limit, scale, &label)), label)
}
