//! Targets that follow from others: the published number beside the computed one, or why none can be computed.

use super::cell::Cell;
use super::html::Html;
use super::judged;
use super::press::Press;
use super::table::{Column, Head, Sorting, Table};
use super::words;
use crate::model::edition::{Consequence, ConsequencePart};
use crate::model::measure::Unit;
use crate::model::{Exact, Target};
use crate::text::{date, number};

/// Draws consequences that have a number; `None` when there are none.
pub(crate) fn table<'a>(
    press: &Press<'_>,
    (id, caption): (&str, &str),
    consequences: impl Iterator<Item = &'a Consequence>,
) -> Option<Html> {
    let numbered = consequences.filter(|one| press.site.publication.target(one.target).value.is_some());
    let mut numbered = numbered.peekable();
    numbered.peek()?;
    let mut table = Table::new(id, caption, Sorting::Fixed);
    table.columns(&[
        Column::text("Følge"),
        Column::number("Offentliggjort", "pct."),
        Column::text("Beregnet af de enkelte mål"),
        Column::text("Følger af"),
    ]);
    for one in numbered {
        let target = press.site.publication.target(one.target);
        let published = target.value.map(|value| number::signed(value.trimmed())).unwrap_or_default();
        let parts: Vec<String> = one.parts.iter().map(|part| part_in_words(press, part)).collect();
        let parts = if parts.is_empty() { "ikke oplyst".to_owned() } else { parts.join("; ") };
        let cells =
            [Cell::number(published), Cell::Text(computed(press, target, one).into()), Cell::Text(parts.into())];
        table.row(&Head::text(&target.title.da).wrapped(), cells);
    }
    Some(table.finish())
}

fn computed(press: &Press<'_>, target: &Target, one: &Consequence) -> String {
    if let Some(value) = &one.computed {
        let shown = number::with_unit(&number::signed(value.round(2)), Unit::Percent);
        return format!("{shown} ({})", against_published(target, value));
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
    let demand = target.value.map_or_else(|| judged::demand(target, None), |value| number::signed(value.trimmed()));
    match part.base {
        Some(base) => format!("{} {demand} pct. af {}", name(press, part), number::count(base)),
        None => format!("{} {demand} pct.", name(press, part)),
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
