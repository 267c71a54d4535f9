//! Targets that follow from others: the published number beside the computed one, or why none can be computed.

use super::cell::Cell;
use super::html::Html;
use super::judged;
use super::press::Press;
use super::table::{Column, Head, Sorting, Table};
use super::words;
use crate::model::edition::{Consequence, ConsequencePart};
use crate::model::measure::Unit;
use crate::model::{Decimal, Exact, Target};
use crate::text::{date, number};

/// Draws consequences; `None` when there are none.
pub(crate) fn table<'a>(
    press: &Press<'_>,
    (id, caption): (&str, &str),
    consequences: impl Iterator<Item = &'a Consequence>,
) -> Option<Html> {
    let mut consequences = consequences.peekable();
    consequences.peek()?;
    let mut table = Table::new(id, caption, Sorting::Fixed);
    table.columns(&[
        Column::text("Følge"),
        Column::text("Offentliggjort"),
        Column::text("Beregnet af de enkelte mål"),
        Column::text("Følger af"),
    ]);
    for one in consequences {
        let target = press.site.publication.target(one.target);
        let published = target.value.map_or_else(|| target.label.clone(), |value| growth(&value.trimmed()));
        let parts: Vec<String> = one.parts.iter().map(|part| part_in_words(press, part)).collect();
        let parts = if parts.is_empty() { "ikke oplyst".to_owned() } else { parts.join("; ") };
        let cells = [published, computed(press, target, one), parts].map(|text| Cell::Text(text.into()));
        table.row(&Head::text(&target.title.da).wrapped(), cells);
    }
    Some(table.finish())
}

fn growth(value: &Decimal) -> String {
    number::with_unit(&number::signed(*value), Unit::Percent)
}

fn computed(press: &Press<'_>, target: &Target, one: &Consequence) -> String {
    if let Some(value) = &one.computed {
        return format!("{} ({})", growth(&value.round(2)), against_published(target, value));
    }
    if target.value.is_none() {
        return "Står i ord; der er intet tal at beregne".to_owned();
    }
    let missing: Vec<String> =
        one.parts.iter().filter(|part| part.base.is_none()).map(|part| name(press, part)).collect();
    let reason = "Offentliggjort; kan ikke beregnes af de regionale mål";
    match (missing.is_empty(), target.baseline) {
        (true, _) => reason.to_owned(),
        (false, Some(month)) => {
            format!("{reason}. Antallet i {} mangler for {}", date::month(month), words::joined(&missing, 12))
        }
        (false, None) => format!("{reason}. Antal mangler for {}", words::joined(&missing, 12)),
    }
}

fn against_published(target: &Target, value: &Exact) -> &'static str {
    match target.value {
        Some(published) if value.round(published.decimals).exact() == published.exact() => {
            "afrundet det samme som det offentliggjorte"
        }
        _ => "et andet tal end det offentliggjorte",
    }
}

fn part_in_words(press: &Press<'_>, part: &ConsequencePart) -> String {
    let target = press.site.publication.target(part.target);
    let demand = target.value.map_or_else(|| judged::demand(target, None), |value| growth(&value.trimmed()));
    match part.base {
        Some(base) => format!("{} {demand} af {}", name(press, part), number::count(base)),
        None => format!("{} {demand}", name(press, part)),
    }
}

fn name(press: &Press<'_>, part: &ConsequencePart) -> String {
    let publication = press.site.publication;
    match (part.key.area, part.key.akasse) {
        (Some(area), _) => publication.area(area).short.clone(),
        (None, Some(akasse)) => publication.akasse(akasse).short.clone(),
        (None, None) => publication.target(part.target).binds.da.clone(),
    }
}
