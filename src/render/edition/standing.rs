//! How one cell stands in a measure: its figures, its target, its place among the others.

use serde::Serialize;

use super::months;
use super::prepared::{Prepared, PreparedMeasure, differs};
use crate::model::edition::{Assessment, Change, Reach, Verdict};
use crate::model::{CellKey, Exact};
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
        line: Html::trusted(months::line_of(prepared, measure, key)),
        line_key: line_key(prepared, measure, key),
        dots,
        among,
    }
}

fn line_key(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, key: CellKey) -> String {
    let (from, to) = months::window(prepared, measure);
    let mut parts = vec![format!("{}.", words::capital(&words::months(from, to)))];
    if months::limit(prepared, measure, key).is_some() {
        parts.push("Stiplet linje: målet.".into());
    }
    if from.through(to).any(|period| measure.measure.left_out(period).is_some()) {
        parts.push("Grå felter: måneder, der ikke indgår.".into());
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
    let missing = amount.and_then(|amount| amount.missing());
    let symbol = missing.map_or(words::ABSENT, symbol::of_missing);
    let mut out = String::new();
    push_symbol(&mut out, &symbol, "gone");
    out.push_str(" <span class=\"quiet\" aria-hidden=\"true\">");
    out.push_str(&missing.map_or(symbol.word.into(), symbol::in_words));
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
        let since = [(&current.on_month, prepared.period().plus(-1)), (&current.on_year, prepared.period().plus(-12))];
        for (change, period) in since {
            if let Change::By { difference, percent } = change {
                let term = format!("Ændring siden {}", date::month(period));
                facts.push(Fact::text(term, &change_in_words(measure, difference, percent.as_ref())));
            }
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
        Some(percent) => format!("{size} {unit} ({} pct.)", number::signed(percent.round(1))),
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
                format!("Målet kan ikke nås i {month}: det ville kræve {value} den måned.")
            }
            (Reach::Possible, Verdict::Met) => {
                format!("Målet er også opfyldt efter {month}, hvis månedens tal er mindst {value}")
            }
            (Reach::Possible, _) => format!("Målet nås i {month}, hvis månedens tal er mindst {value}"),
        });
    }
    // A unit that ends in a point also ends the sentence.
    said.into_iter().map(|text| if text.ends_with('.') { text } else { format!("{text}.") }).collect()
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
