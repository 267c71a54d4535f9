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
use crate::text::messages::{Messages, say};

/// Draws consequences; `None` when there are none.
pub(crate) fn table<'a>(
    press: &Press<'_>,
    (id, caption): (&str, &str),
    consequences: impl Iterator<Item = &'a Consequence>,
) -> Option<Html> {
    let say = press.say;
    let mut consequences = consequences.peekable();
    consequences.peek()?;
    let mut table = Table::new(say, id, caption, Sorting::Fixed);
    table.columns(&[
        Column::text(say.text("judged-consequence")),
        Column::text(say.text("judged-consequence-published")),
        Column::text(say.text("judged-consequence-computed")),
        Column::text(say.text("judged-consequence-of")),
    ]);
    for one in consequences {
        let target = press.site.publication.target(one.target);
        let published =
            target.value.map_or_else(|| say.danish(&target.label).into_owned(), |value| growth(say, &value.trimmed()));
        let parts: Vec<String> = one.parts.iter().map(|part| part_in_words(press, part)).collect();
        let parts = if parts.is_empty() { say.text("judged-not-stated").into_owned() } else { parts.join("; ") };
        let cells = [published, computed(press, target, one), parts].map(|text| Cell::Text(text.into()));
        table.row(&Head::text(say.of(&target.title)).wrapped(), cells);
    }
    Some(table.finish())
}

fn growth(say: &Messages, value: &Decimal) -> String {
    say.with_unit(&say.signed(*value), Unit::Percent)
}

fn computed(press: &Press<'_>, target: &Target, one: &Consequence) -> String {
    let say = press.say;
    if let Some(value) = &one.computed {
        return format!("{} ({})", growth(say, &value.round(2)), say.text(against_published(target, value)));
    }
    if target.value.is_none() {
        return say.text("judged-in-words-only").into_owned();
    }
    let missing: Vec<String> =
        one.parts.iter().filter(|part| part.base.is_none()).map(|part| name(press, part)).collect();
    let names = words::joined(say, &missing, 12);
    match (missing.is_empty(), target.baseline) {
        (true, _) => say.text("judged-not-computable").into_owned(),
        (false, Some(month)) => say!(say, "judged-not-computable-in", month = say.month(month), names = names),
        (false, None) => say!(say, "judged-not-computable-for", names = names),
    }
}

fn against_published(target: &Target, value: &Exact) -> &'static str {
    match target.value {
        Some(published) if value.round(published.decimals).exact() == published.exact() => "judged-same-rounded",
        _ => "judged-another",
    }
}

fn part_in_words(press: &Press<'_>, part: &ConsequencePart) -> String {
    let say = press.say;
    let target = press.site.publication.target(part.target);
    let demand = target.value.map_or_else(|| judged::demand(say, target, None), |value| growth(say, &value.trimmed()));
    match part.base {
        Some(base) => say!(say, "judged-part", name = name(press, part), demand = demand, base = say.count(base)),
        None => format!("{} {demand}", name(press, part)),
    }
}

fn name(press: &Press<'_>, part: &ConsequencePart) -> String {
    let say = press.say;
    let publication = press.site.publication;
    match (part.key.area, part.key.akasse) {
        (Some(area), _) => publication.area(area).short.clone(),
        (None, Some(akasse)) => publication.akasse(akasse).short.clone(),
        (None, None) => say.of(&publication.target(part.target).binds).into_owned(),
    }
}
