//! Who improved most in a month, in sentences.

use super::headline::name;
use super::prepared::{Prepared, PreparedMeasure};
use crate::compute::improvement::{Improvement, improvements};
use crate::model::{AreaKind, CellKey};
use crate::text::{date, number};

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
    let mut since = format!(" siden {}", date::month(prepared.period().plus(-1)));
    let mut sentences = Vec::new();
    for group in groups(prepared, measure) {
        if let Some(sentence) = most_improved(prepared, measure, &group, (&since, nobody)) {
            sentences.push(sentence);
            // The first sentence says since when.
            since.clear();
        }
    }
    sentences.join(" ")
}

/// Some cells that are compared with each other.
struct Group {
    /// `a-kasserne`.
    all: &'static str,
    /// `ingen a-kasse`.
    none: &'static str,
    rows: Vec<CellKey>,
}

/// The funds of the whole, and the areas that the measure is delivered by.
fn groups(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> Vec<Group> {
    let publication = prepared.press.site.publication;
    let mut groups = Vec::new();
    if measure.measure.by_akasse {
        let mut rows = measure.main_rows(prepared.press);
        rows.retain(|key| key.akasse.is_some_and(|akasse| publication.akasse(akasse).insured));
        groups.push(Group { all: "a-kasserne", none: "Ingen a-kasse", rows });
    }
    if let Some(kind) = measure.measure.areas.first() {
        let mut rows = measure.of_akasse(prepared.press, None);
        rows.retain(|key| key.area.is_some_and(|area| publication.area(area).kind == *kind));
        let (all, none) = match kind {
            AreaKind::Jobcentre => ("jobcentrene", "Intet jobcenter"),
            AreaKind::Municipality => ("kommunerne", "Ingen kommune"),
            _ => ("områderne", "Intet område"),
        };
        groups.push(Group { all, none, rows });
    }
    groups
}

fn most_improved(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    group: &Group,
    (since, nobody): (&str, Nobody),
) -> Option<String> {
    let found = improvements(measure.figures, measure.measure, &group.rows);
    let Some(largest) = found.largest else {
        let text = format!("{} er forbedret mere{since}, end tilfældet kan forklare.", group.none);
        return (found.within_chance > 0 && nobody == Nobody::Told).then_some(text);
    };
    let unit = number::unit_of_change(measure.measure.unit);
    let size = number::number(largest.difference.abs().round(measure.measure.decimals));
    let who = name(prepared, largest.key);
    let now = reached(measure, &largest);
    let in_percent = |one: &Improvement| {
        one.percent.as_ref().map(|percent| format!("{} pct.", number::number(percent.abs().round(1))))
    };
    let head = format!("Mest forbedret{since} blandt {} er {who}", group.all);
    Some(match found.largest_in_percent {
        None => format!("{head} ({size} {unit}{now})."),
        Some(relative) if relative.key == largest.key => {
            let percent = in_percent(&relative).unwrap_or_default();
            format!("{head}, både i tal og i procent ({size} {unit} eller {percent}{now}).")
        }
        Some(relative) => {
            let percent = in_percent(&relative).unwrap_or_default();
            let (other, other_now) = (name(prepared, relative.key), reached(measure, &relative));
            format!("{head} ({size} {unit}{now}); i procent er det {other} ({percent}{other_now}).")
        }
    })
}

/// ` til 92,7`, the figure that an improvement came to.
fn reached(measure: &PreparedMeasure<'_>, one: &Improvement) -> String {
    let now = measure.figures.current.get(one.key).and_then(|current| current.figure.amount.exact());
    now.map(|now| format!(" til {}", number::value(&now, measure.measure))).unwrap_or_default()
}
