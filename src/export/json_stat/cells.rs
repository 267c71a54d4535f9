//! A cube's cells: their numbers, and the words that go with them.

use super::axes::Axes;
use crate::export::number::{self, Number};
use crate::export::table::Table;
use crate::model::Decimal;
use crate::text::document;

/// Every cell with its number or `null`, the cells of a month and area on one line; or, where most cells are empty, an
/// object of those that are not.
pub(super) fn values(out: &mut Vec<u8>, table: &Table<'_>, axes: &Axes) {
    let [of_period, of_area, _] = axes.steps();
    let cells = of_period * table.periods.len();
    let figures = table.rows.iter().flat_map(|row| {
        let place = axes.place(row);
        let metrics = axes.metrics.iter().enumerate();
        metrics.filter_map(move |(at, metric)| Some((place + at, metric.of(row)?)))
    });
    let mut figures: Vec<(usize, Decimal)> = figures.collect();
    figures.sort_unstable_by_key(|(place, _)| *place);
    out.extend_from_slice(b",\n\"value\":");
    // A place written out costs as much as about two empty cells.
    if 3 * figures.len() < cells {
        object(out, figures.iter().map(|(place, value)| (*place, *value)), |out, value| {
            document::line(out, &Number(value));
        });
        return;
    }
    let mut figures = figures.into_iter().peekable();
    out.push(b'[');
    for place in 0..cells {
        if place > 0 {
            out.push(b',');
        }
        if place % of_area == 0 {
            out.push(b'\n');
        }
        match figures.next_if(|(at, _)| *at == place) {
            Some((_, value)) => number::push(out, value.trimmed(), b'.'),
            None => out.extend_from_slice(b"null"),
        }
    }
    out.push(b']');
}

/// The words of every cell that has any.
pub(super) fn statuses(out: &mut Vec<u8>, table: &Table<'_>, axes: &Axes) {
    let words = table.rows.iter().flat_map(|row| {
        let place = axes.place(row);
        let metrics = axes.metrics.iter().enumerate();
        metrics.map(move |(at, metric)| (place + at, metric.words(row).collect::<Vec<_>>()))
    });
    out.extend_from_slice(b",\n\"status\":");
    object(out, words.filter(|(_, words)| !words.is_empty()), |out, words| {
        out.push(b'"');
        out.extend_from_slice(words.join(" ").as_bytes());
        out.push(b'"');
    });
}

fn object<T>(out: &mut Vec<u8>, entries: impl Iterator<Item = (usize, T)>, mut write: impl FnMut(&mut Vec<u8>, T)) {
    out.push(b'{');
    for (at, (place, value)) in entries.enumerate() {
        out.extend_from_slice(if at == 0 { b"\n\"" } else { b",\n\"" });
        out.extend_from_slice(place.to_string().as_bytes());
        out.extend_from_slice(b"\":");
        write(out, value);
    }
    out.push(b'}');
}
