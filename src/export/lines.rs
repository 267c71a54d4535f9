//! Records of one kind, written once and used in several files.

use serde::Serialize;

use super::document::{self, Record};
use crate::model::CellKey;

/// JSON records with the cell that each is about.
#[derive(Default)]
pub(super) struct Lines {
    bytes: Vec<u8>,
    records: Vec<(CellKey, std::ops::Range<usize>)>,
}

impl Lines {
    /// Writes a record.
    pub(super) fn push(&mut self, key: CellKey, record: &impl Serialize) {
        let start = self.bytes.len();
        document::line(&mut self.bytes, record);
        self.records.push((key, start..self.bytes.len()));
    }

    /// Every record, in order.
    pub(super) fn all(&self) -> Vec<Record<'_>> {
        (0..self.records.len()).map(|at| self.get(at)).collect()
    }

    /// One record, by its place in the order.
    pub(super) fn get(&self, at: usize) -> Record<'_> {
        (b"", &self.bytes[self.records[at].1.clone()])
    }

    /// The cells of the records, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = CellKey> {
        self.records.iter().map(|(key, _)| *key)
    }

    /// One record, by its place in the order, opened with `opening` instead of its brace.
    pub(super) fn opened<'a>(&'a self, at: usize, opening: &'a [u8]) -> Record<'a> {
        let range = &self.records[at].1;
        (opening, &self.bytes[range.start + 1..range.end])
    }
}
