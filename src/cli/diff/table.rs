//! The difference for people at a terminal: every figure, in columns.

use std::fmt::Write;

use super::{counts, heading, size, told};
use crate::archive::diff::{Difference, Standing};

/// The headings of the columns.
const COLUMNS: [&str; 7] = ["measure", "month", "area", "a-kasse", "before", "now", "size"];

pub(super) fn text(difference: &Difference, title: &str) -> String {
    let mut out = format!("{title}: {}\n", counts(difference));
    for edition in &difference.editions {
        // Writing to memory does not fail.
        let _ = write!(out, "\n{}\n", heading(edition));
        if !edition.head.reason.is_empty() && edition.standing != Standing::Gone {
            let _ = writeln!(out, "  {}", super::super::print::visible(&edition.head.reason));
        }
        let mut rows = vec![COLUMNS.map(str::to_owned)];
        for measure in &edition.measures {
            let changes = measure.changes.len();
            let _ = writeln!(out, "  {}: {} figures, {changes} changed", measure.measure, measure.figures);
            rows.extend(measure.changes.iter().map(|change| {
                let [period, area, akasse] = change.cell.clone();
                let (before, now) = (told(change.before.as_ref()), told(change.now.as_ref()));
                [measure.measure.clone(), period, area, akasse, before, now, size(change)]
            }));
        }
        if rows.len() > 1 {
            columns(&rows, &mut out);
        }
    }
    out
}

fn columns(rows: &[[String; 7]], out: &mut String) {
    let mut widths = [0; 7];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    for row in rows {
        let cells = row.iter().zip(widths).enumerate().map(|(at, (cell, width))| {
            // Numbers from the right, so that they can be compared.
            if at < 4 { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
        });
        out.push_str(&format!("    {}\n", cells.collect::<Vec<_>>().join("  ")));
    }
}
