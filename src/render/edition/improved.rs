//! Who improved most in a month, in sentences.

use super::headline::name;
use super::prepared::{Prepared, PreparedMeasure};
use crate::compute::improvement::{Improvement, improvements};
use crate::model::measure::Unit;
use crate::model::{AreaKind, CellKey};
use crate::text::NBSP;
use crate::text::messages::say;

/// What is said where nobody improved by more than chance explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nobody {
    /// That it is so.
    Told,
    /// Nothing: the page has many measures.
    PassedOver,
}

/// Who improved most since the month before, among funds and among areas; those whose change chance could explain are
/// not named.
pub(crate) fn improved(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, nobody: Nobody) -> String {
    let say = prepared.press.say;
    let since = say.month(prepared.period().plus(-1));
    // The first sentence says since when.
    let mut since = Some(since.as_str());
    let mut sentences = Vec::new();
    for group in groups(prepared, measure) {
        if let Some(sentence) = most_improved(prepared, measure, &group, (since, nobody)) {
            sentences.push(sentence);
            since = None;
        }
    }
    sentences.join(" ")
}

/// Some cells that are compared with each other: what they are, as messages choose by it, and which.
struct Group {
    rows_are: &'static str,
    rows: Vec<CellKey>,
}

/// The funds of the whole, and the areas that the measure is delivered by.
fn groups(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Vec<Group> {
    let publication = prepared.press.site.publication;
    let mut groups = Vec::new();
    if measure.measure.by_akasse {
        let mut rows = measure.main_rows(prepared.press);
        rows.retain(|key| key.akasse.is_some_and(|akasse| publication.akasse(akasse).insured));
        groups.push(Group { rows_are: "funds", rows });
    }
    if let Some(kind) = measure.measure.areas.first() {
        let mut rows = measure.of_akasse(prepared.press, None);
        rows.retain(|key| key.area.is_some_and(|area| publication.area(area).kind == *kind));
        let rows_are = match kind {
            AreaKind::Jobcentre => "jobcentres",
            AreaKind::Municipality => "municipalities",
            _ => "areas",
        };
        groups.push(Group { rows_are, rows });
    }
    groups
}

fn most_improved(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    group: &Group,
    (since, nobody): (Option<&str>, Nobody),
) -> Option<String> {
    let say = prepared.press.say;
    let found = improvements(measure.figures, measure.measure, &group.rows);
    let (month, dated) = (since.unwrap_or_default(), if since.is_some() { "yes" } else { "no" });
    let rows = group.rows_are;
    let Some(largest) = found.largest else {
        let is_told = found.within_chance > 0 && nobody == Nobody::Told;
        return is_told.then(|| say!(say, "news-nobody-improved", rows = rows, dated = dated, month = month));
    };
    let unit = say.unit_of_change(measure.measure.unit);
    let size = say.number(largest.difference.abs().round(measure.measure.decimals));
    let size = format!("{size} {unit}");
    let who = name(prepared, largest.key);
    let in_percent = |one: &Improvement| {
        let percent = one.percent.as_ref().map(|percent| say.number(percent.abs().round(1)));
        percent.map(|percent| say.with_unit(&percent, Unit::Percent).replace(NBSP, " ")).unwrap_or_default()
    };
    let head = say!(say, "news-most-improved", rows = rows, dated = dated, month = month, who = who);
    let reached = |text: String, one: &Improvement| match reached(measure, one) {
        Some(now) => say!(say, "news-reaching", size = text, now = now),
        None => text,
    };
    Some(match found.largest_in_percent {
        None => say!(say, "news-improved", head = head, size = reached(size, &largest)),
        Some(relative) if relative.key == largest.key => {
            let both = say!(say, "word-or", first = size, last = in_percent(&relative));
            say!(say, "news-improved-both", head = head, size = reached(both, &largest))
        }
        Some(relative) => say!(
            say,
            "news-improved-apart",
            head = head,
            size = reached(size, &largest),
            other = name(prepared, relative.key),
            percent = reached(in_percent(&relative), &relative),
        ),
    })
}

/// The figure that an improvement came to.
fn reached(measure: &PreparedMeasure<'_>, one: &Improvement) -> Option<String> {
    let now = measure.figures.current.get(one.key)?.figure.amount.exact()?;
    Some(measure.say.value(&now, measure.measure))
}
