//! How JSON files are laid out: one top-level key per line, one record per line, so that a change is one line of a diff.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// A record as it stands in a file: an opening, which may be empty, and the rest.
pub(super) type Record<'a> = (&'a [u8], &'a [u8]);

/// A file: the keys of `head`, then each list with its records, written before by [`line()`].
pub(super) fn file(head: &impl Serialize, lists: &[(&str, Vec<Record<'_>>)]) -> Vec<u8> {
    let size: usize =
        lists.iter().flat_map(|(_, records)| records).map(|record| record.0.len() + record.1.len() + 2).sum();
    let mut out = open(head, size);
    for (name, records) in lists {
        out.extend_from_slice(b",\n\"");
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":[");
        for (at, (opening, rest)) in records.iter().enumerate() {
            out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
            out.extend_from_slice(opening);
            out.extend_from_slice(rest);
        }
        out.push(b']');
    }
    out.extend_from_slice(b"}\n");
    out
}

/// The keys of `head` without the closing brace, with room for `size` bytes to come.
pub(super) fn open(head: &impl Serialize, size: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(size + 2_000);
    write(&mut out, head, Layout { depth: 0 });
    out.pop();
    out
}

/// Adds one record, on one line.
pub(super) fn line(out: &mut Vec<u8>, record: &impl Serialize) {
    write(out, record, Layout { depth: 1 });
}

fn write(out: &mut Vec<u8>, value: &impl Serialize, layout: Layout) {
    // Writing to memory cannot fail, and no record has keys that are not text.
    let _ = value.serialize(&mut Serializer::with_formatter(out, layout));
}

/// Compact, save for a new line before each top-level key; numbers never have an exponent.
struct Layout {
    depth: usize,
}

impl Formatter for Layout {
    fn begin_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth += 1;
        out.write_all(b"{")
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.depth -= 1;
        out.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        out.write_all(match (first, self.depth) {
            (true, _) => b"",
            (false, 1) => b",\n",
            (false, _) => b",",
        })
    }

    fn write_f64<W: ?Sized + io::Write>(&mut self, out: &mut W, value: f64) -> io::Result<()> {
        write!(out, "{value}")
    }
}
