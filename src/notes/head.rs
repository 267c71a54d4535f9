//! Takes values out of a note's head, each with its place.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::Fault;
use super::found::Found;
use super::written::Written;
use crate::diagnostic::{Code, Diagnostic};

/// A text of the head and the bytes of the file where it stands.
pub(super) type Text = (String, Range<usize>);

/// The head of a note as TOML.
pub(super) struct Head<'a> {
    /// Its keys and values.
    pub(super) table: &'a DeTable<'a>,
    /// The bytes of the file between the two fences.
    pub(super) bytes: Range<usize>,
    /// The file.
    pub(super) written: &'a Written,
    /// What was found.
    pub(super) found: &'a mut Found,
}

impl Head<'_> {
    /// The strings of a list, each once; empty when there is no such key.
    pub(super) fn list(&mut self, key: &'static str) -> Vec<Text> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let Some(array) = value.get_ref().as_array() else {
            let hint = format!("Write {key} = [\"…\", \"…\"].");
            self.bad(key, self.place(value), format!("{key} is not a list"), &hint);
            return Vec::new();
        };
        let mut strings: Vec<Text> = Vec::new();
        for element in array.iter() {
            match self.text(element) {
                Some((text, at)) if strings.iter().any(|(known, _)| *known == text) => {
                    self.bad(key, at, format!("{key} names \"{text}\" twice"), "Keep one.");
                }
                Some((text, _)) if text.trim().is_empty() => {
                    self.bad(key, self.place(element), format!("{key} has an empty entry"), "Delete it.");
                }
                Some(found) => strings.push(found),
                None => self.bad(
                    key,
                    self.place(element),
                    format!("{key} is a list of texts"),
                    "Put it in quotation marks.",
                ),
            }
        }
        strings
    }

    /// The text of a key that must be there.
    pub(super) fn required(&mut self, key: &'static str) -> Option<Text> {
        if !self.has(key) {
            self.missing(key);
        }
        self.optional(key)
    }

    /// The text of a key that may be there.
    pub(super) fn optional(&mut self, key: &'static str) -> Option<Text> {
        let value = self.table.get(key)?;
        let text = self.text(value);
        if text.is_none() {
            self.bad(key, self.place(value), format!("{key} is not a text"), "Put it in quotation marks.");
        }
        text
    }

    /// Whether there is such a key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Says that a key must be there.
    pub(super) fn missing(&mut self, key: &'static str) {
        let problem = Diagnostic::error(Code::BadFrontMatter, format!("the head has no {key}")).field(key);
        // At the closing line: there is where the key is to be added.
        let end = self.bytes.end;
        self.problem(end..end, problem.hint(format!("Add {key} = \"…\".")));
    }

    /// Reports a value that cannot be used.
    pub(super) fn bad(&mut self, key: &'static str, at: Range<usize>, message: String, hint: &str) {
        self.problem(at, Diagnostic::error(Code::BadFrontMatter, message).hint(hint).field(key));
    }

    /// Reports a fault at a place of the file.
    pub(super) fn fault(&mut self, at: Range<usize>, code: Code, fault: Fault) {
        self.problem(at, Diagnostic::error(code, fault.message).hint(fault.hint));
    }

    /// Reports a problem at a place of the file.
    pub(super) fn problem(&mut self, at: Range<usize>, problem: Diagnostic) {
        self.found.problem(self.written, at, problem);
    }

    /// The bytes of the file that a key or value takes up.
    pub(super) fn place<T>(&self, value: &Spanned<T>) -> Range<usize> {
        let span = value.span();
        self.bytes.start + span.start..self.bytes.start + span.end
    }

    fn text(&self, value: &Spanned<DeValue<'_>>) -> Option<Text> {
        value.get_ref().as_str().map(|text| (text.to_owned(), self.place(value)))
    }
}
