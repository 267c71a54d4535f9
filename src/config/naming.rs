//! Names that become part of file names and addresses: ids, slugs and names of files.

use super::checker::Checker;
use super::document::Located;
use crate::diagnostic::Code;

/// The longest name, in bytes: with an ending and a folder around it, it has room on every system.
const MAX_NAME: usize = 80;

/// Names that some systems keep for devices, with any ending.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// Which characters an id may have besides small letters and digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    /// `_`, for codes.
    Code,
    /// `_` and `-`, for addresses of documents and entries of the calendar.
    Slug,
}

impl Checker<'_> {
    /// An id: it becomes part of file names and addresses.
    pub(super) fn id(&mut self, written: &Located<String>, alphabet: Alphabet) -> Option<String> {
        let found = written.value.as_str();
        if hostile(found) {
            self.refuse_hostile(written);
            return None;
        }
        let allowed = |byte: u8| {
            byte.is_ascii_lowercase()
                || byte.is_ascii_digit()
                || byte == b'_'
                || (byte == b'-' && alphabet == Alphabet::Slug)
        };
        if found.is_empty() || !found.bytes().all(allowed) {
            let signs = if alphabet == Alphabet::Slug { "_ and -" } else { "and _" };
            let message = format!("{} is \"{found}\"; small letters a-z, digits {signs} were expected", written.field);
            let hint = "Write ae for æ, oe for ø, aa for å and _ for a space.";
            self.refuse(written, message, hint);
            return None;
        }
        Some(found.to_owned())
    }

    /// The name of a CSV file or workbook in a folder, without any folder of its own.
    pub(super) fn file_name(&mut self, written: &Located<String>) -> Option<String> {
        let found = written.value.as_str();
        if hostile(found) {
            self.refuse_hostile(written);
            return None;
        }
        if ![".csv", ".xlsx"].iter().any(|ending| found.to_lowercase().ends_with(ending)) {
            let message = format!("{} is \"{found}\"; the name of a CSV file was expected", written.field);
            self.refuse(written, message, "Write the name of a file in this folder that ends with .csv or .xlsx.");
            return None;
        }
        Some(found.to_owned())
    }

    fn refuse_hostile(&mut self, written: &Located<String>) {
        let shown: String = written.value.chars().take(MAX_NAME).collect();
        let message = format!("{} is {shown:?}, which cannot be the name of a file everywhere", written.field);
        let hint = format!("Use letters and digits, at most {MAX_NAME}, no folder, and no device's name.");
        self.refuse_as(Code::UnsafePath, written, message, hint);
    }

    /// Reports an id that stands in the file already.
    pub(super) fn repeated(&mut self, written: &Located<String>) {
        let message = format!("the id {} stands twice", written.value);
        self.refuse(
            written,
            message,
            "Give each entry an id of its own; an id is never used again for something else.",
        );
    }

    /// The address of a document, when one is given. Whether there is such a document is seen when notes are read.
    pub(super) fn slug(&mut self, written: Option<&Located<String>>) -> Option<String> {
        self.id(written?, Alphabet::Slug)
    }
}

/// Whether a name leads somewhere else, or cannot be kept by every system.
fn hostile(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").to_lowercase();
    name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|'])
        || name.starts_with('.')
        || name.ends_with([' ', '.'])
        || name.len() > MAX_NAME
        || name.chars().any(char::is_control)
        || DEVICES.contains(&stem.as_str())
}
