//! The labels at the left of a wide file's rows: one column for each dimension that goes down.

use csv::StringRecord;

use super::reading::Reading;
use super::sheet::At;
use super::wide::{Heading, heading};
use crate::config::TableDescription;

/// The labels of a table, read row by row.
pub(super) struct Labels<'t> {
    table: &'t TableDescription,
    /// What the labels of the row above stand for; `None` for those that were reported.
    above: Vec<Option<Heading>>,
    /// Whether the block of the row above is left out on purpose.
    ignored: Vec<bool>,
}

impl<'t> Labels<'t> {
    /// No row read yet.
    pub(super) fn new(table: &'t TableDescription) -> Self {
        Self { table, above: vec![None; table.rows.len()], ignored: vec![false; table.rows.len()] }
    }

    /// What the labels of a row stand for; `None` when one of them was reported, or the row is left out on purpose.
    ///
    /// A blank label repeats the one above, as in merged cells, as long as all to its left do the same; the last label
    /// of a row is always its own. Beside a total, blank labels are part of the total.
    pub(super) fn read(
        &mut self,
        reading: &mut Reading<'_>,
        record: usize,
        fields: &StringRecord,
    ) -> Option<Vec<Heading>> {
        let table = self.table;
        let text = |field: usize| fields.get(field).unwrap_or_default().trim();
        let last = table.rows.len() - 1;
        let mut repeats = true;
        let mut total = None;
        for (field, axis) in table.rows.iter().enumerate() {
            let text = text(field);
            repeats &= text.is_empty() && field < last;
            if repeats {
                if let Some(Heading::Total(_)) = self.above[field] {
                    total = self.above[field];
                }
                continue;
            }
            self.ignored[field] = !text.is_empty() && reading.rules.ignores(text);
            self.above[field] = match total {
                Some(total) if text.is_empty() => Some(total),
                _ if self.ignored[..=field].contains(&true) => None,
                _ => heading(reading, table, (At { record, field }, text), *axis),
            };
            if let Some(Heading::Total(_)) = self.above[field] {
                total = self.above[field];
            }
        }
        if self.ignored.contains(&true) {
            return None;
        }
        self.above.iter().copied().collect()
    }
}
