//! How JSON files are laid out: one top-level key per line, one record per line, so that a change is one line of a diff.

use std::io;

use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize};
use serde_json::ser::{Formatter, Serializer};

/// Version of the form of all files below `api/v1/`; grows in its second part when keys are added.
pub const SCHEMA_VERSION: &str = "1.1";

/// A file of ours: the keys of `form`, each on a line, and the records of its [`Records`] and [`Written`], each on a line.
#[must_use]
pub fn file(form: &impl Serialize) -> Vec<u8> {
    let mut out = Vec::new();
    write(&mut out, form, Layout { depth: 0 });
    out.push(b'\n');
    out.shrink_to_fit();
    out
}

/// The keys of `head` without the closing brace, with room for `size` bytes to come.
#[must_use]
pub fn open(head: &impl Serialize, size: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(size + 2_000);
    write(&mut out, head, Layout { depth: 0 });
    out.pop();
    out
}

/// Adds one record, on one line.
pub fn line(out: &mut Vec<u8>, record: &impl Serialize) {
    write(out, record, Layout { depth: 1 });
}

/// [`SCHEMA_VERSION`], as files say it.
#[derive(Clone, Copy)]
pub struct FormVersion;

impl Serialize for FormVersion {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(SCHEMA_VERSION)
    }
}

#[cfg(test)]
impl schemars::JsonSchema for FormVersion {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "version".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Its second part grows when keys are added.",
            "type": "string",
            "pattern": r"^1\.[0-9]+$",
        })
    }
}

/// A list of a file, one record to a line.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct Records<T>(pub Vec<T>);

impl<T: Serialize> Serialize for Records<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        let mut bytes = Vec::new();
        for record in &self.0 {
            bytes.clear();
            line(&mut bytes, record);
            list.serialize_element(&Written(b"", &bytes))?;
        }
        list.end()
    }
}

#[cfg(test)]
crate::text::schema_tests::list_of!(T, Records<T>);

/// A record that [`line()`] wrote before, as it stands in a file: an opening, which may be empty, and the rest.
#[derive(Clone, Copy)]
pub struct Written<'a>(pub &'a [u8], pub &'a [u8]);

impl Serialize for Written<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // No form of ours has bytes of another kind, so the layout takes bytes for what is written already.
        match self.0 {
            b"" => serializer.serialize_bytes(self.1),
            opening => serializer.serialize_bytes(&[opening, self.1].concat()),
        }
    }
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

    fn write_byte_array<W: ?Sized + io::Write>(&mut self, out: &mut W, written: &[u8]) -> io::Result<()> {
        out.write_all(b"\n")?;
        out.write_all(written)
    }

    fn write_f64<W: ?Sized + io::Write>(&mut self, out: &mut W, value: f64) -> io::Result<()> {
        write!(out, "{value}")
    }
}
