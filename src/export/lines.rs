//! Records of one kind, written once and used in several files.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};

use crate::model::CellKey;
use crate::text::document::{self, Written};

/// JSON records of one type with the cell that each is about. In a file it is a list, one record to a line.
pub(super) struct Lines<T> {
    bytes: Vec<u8>,
    records: Vec<(CellKey, std::ops::Range<usize>)>,
    of: PhantomData<fn() -> T>,
}

impl<T> Default for Lines<T> {
    fn default() -> Self {
        Self { bytes: Vec::new(), records: Vec::new(), of: PhantomData }
    }
}

impl<T: Serialize> Lines<T> {
    /// Writes a record.
    pub(super) fn push(&mut self, key: CellKey, record: &T) {
        let start = self.bytes.len();
        document::line(&mut self.bytes, record);
        self.records.push((key, start..self.bytes.len()));
    }
}

impl<T> Lines<T> {
    /// One record, by its place in the order.
    pub(super) fn get(&self, at: usize) -> Written<'_> {
        Written(b"", &self.bytes[self.records[at].1.clone()])
    }

    /// The cells of the records, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = CellKey> {
        self.records.iter().map(|(key, _)| *key)
    }

    /// One record, by its place in the order, opened with `opening` instead of its brace.
    pub(super) fn opened<'a>(&'a self, at: usize, opening: &'a [u8]) -> Written<'a> {
        let range = &self.records[at].1;
        Written(opening, &self.bytes[range.start + 1..range.end])
    }
}

impl<T: Serialize> FromIterator<T> for Lines<T> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        let mut lines = Self::default();
        records.into_iter().for_each(|record| lines.push(CellKey::default(), &record));
        lines
    }
}

impl<T> Serialize for Lines<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((0..self.records.len()).map(|at| self.get(at)))
    }
}

/// Records of other lists, put together: each says in its schema what `T` says.
pub(super) struct Picked<'a, T> {
    records: Vec<Written<'a>>,
    of: PhantomData<fn() -> T>,
}

impl<T> Default for Picked<'_, T> {
    fn default() -> Self {
        Self { records: Vec::new(), of: PhantomData }
    }
}

impl<'a, T> Extend<Written<'a>> for Picked<'a, T> {
    fn extend<I: IntoIterator<Item = Written<'a>>>(&mut self, records: I) {
        self.records.extend(records);
    }
}

impl<T> Serialize for Picked<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.records)
    }
}

#[cfg(test)]
crate::text::schema_tests::list_of!(T, Lines<T>);
#[cfg(test)]
crate::text::schema_tests::list_of!(T, Picked<'_, T>);
