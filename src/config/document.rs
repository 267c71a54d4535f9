//! A configuration file as text, with the places in it.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::source::Source;

/// The text of one file.
#[derive(Clone, Debug)]
pub(super) struct Document {
    path: Arc<str>,
    text: String,
    /// Offsets at which lines start.
    lines: Vec<usize>,
}

/// A value as written, with where it stands and the name of its key or column.
#[derive(Clone, Debug)]
pub(super) struct Located<T> {
    /// What was written.
    pub(super) value: T,
    /// Bytes of the file that hold it.
    pub(super) span: Range<usize>,
    /// Key or column, with the tables around it: `interval.from`.
    pub(super) field: Arc<str>,
}

impl<T> Located<T> {
    /// Another value that stands in the same place.
    pub(super) fn with<U>(&self, value: U) -> Located<U> {
        Located { value, span: self.span.clone(), field: Arc::clone(&self.field) }
    }
}

impl Document {
    /// Reads a file; `None` when there is none, or when it cannot be read, which is then reported.
    pub(super) fn read(source: &dyn Source, path: &str, report: &mut Report) -> Option<Self> {
        match source.read(path) {
            Ok(bytes) => Self::decode(path, bytes?, report),
            Err(diagnostic) => {
                report.push(diagnostic);
                None
            }
        }
    }

    fn decode(path: &str, bytes: Vec<u8>, report: &mut Report) -> Option<Self> {
        let path: Arc<str> = path.into();
        match String::from_utf8(bytes) {
            Ok(text) => Some(Self::new(path, text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let before = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
                let place = Self::new(Arc::clone(&path), before).place(valid);
                let message = format!("{path} is not UTF-8 text: the bytes here are no letter in it");
                report.push(Diagnostic::error(Code::Encoding, message).at(place).hint("Save the file as UTF-8."));
                None
            }
        }
    }

    fn new(path: Arc<str>, text: String) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        Self { path, text, lines }
    }

    /// Path inside the publication.
    pub(super) fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, without a byte order mark.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    fn line_of(&self, offset: usize) -> (usize, &str) {
        let line = self.lines.partition_point(|start| *start <= offset).saturating_sub(1);
        let rest = self.text.get(self.lines[line]..).unwrap_or("");
        (line, rest.lines().next().unwrap_or(""))
    }

    /// Line and column of a byte.
    fn place(&self, offset: usize) -> Place {
        let (line, _) = self.line_of(offset);
        let before = self.text.get(self.lines[line]..offset).unwrap_or("");
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Place::at(&self.path, number(line + 1), number(before.chars().count() + 1))
    }

    /// Where some bytes of the file begin.
    pub(super) fn place_of(&self, span: &Range<usize>) -> Place {
        self.place(span.start)
    }

    /// An error at some bytes of the file, which are shown.
    ///
    /// No bytes at its very start stand for the file as a whole: nothing written there is meant.
    pub(super) fn error(&self, code: Code, span: &Range<usize>, message: impl Into<String>) -> Diagnostic {
        if *span == (0..0) {
            return self.error_on_whole(code, message);
        }
        let (line, text) = self.line_of(span.start);
        let end = span.end.min(self.lines[line] + text.len());
        let length = self.text.get(span.start..end).map_or(1, |marked| marked.chars().count());
        Diagnostic::error(code, message).at(self.place(span.start)).excerpt(text, length)
    }

    /// An error about the file as a whole.
    pub(super) fn error_on_whole(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(code, message).at(Place::file(&self.path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    #[test]
    fn counts_lines_and_columns_in_letters() {
        let mut report = Report::default();
        let source = Memory::default().with("a.toml", "\u{feff}x = 1\nnavn = \"Æ\" # ø\n");
        let document = Document::read(&source, "a.toml", &mut report).unwrap();
        let at = document.text().find('#').unwrap();
        let error = document.error(Code::BadConfig, &(at..at + 4), "x");
        assert_eq!(error.place, Some(Place::at(&"a.toml".into(), 2, 12)));
        let excerpt = error.excerpt.unwrap();
        assert_eq!((excerpt.line.as_str(), excerpt.length), ("navn = \"Æ\" # ø", 3));
        assert!(Document::read(&source, "b.toml", &mut report).is_none());
        assert!(report.is_clean(), "a file that is not there is for the caller to judge");
    }

    #[test]
    fn says_where_the_bytes_are_no_text() {
        let mut report = Report::default();
        let source = Memory::default().with("a.toml", b"x = 1\ny = \"R\xf8d\"".to_vec());
        assert!(Document::read(&source, "a.toml", &mut report).is_none());
        let error = report.sorted()[0];
        assert_eq!((error.code, error.place.clone().unwrap().line), (Code::Encoding, 2));
        assert_eq!(error.place.clone().unwrap().column, 7);
    }
}
