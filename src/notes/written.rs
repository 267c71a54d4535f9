//! A note as written: its text, and where in the file a byte of it stands.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Excerpt, Place};

/// The largest note that is read, in bytes; the longest of a decade's minutes are a tenth of it.
const MAX_NOTE_BYTES: usize = 1024 * 1024;

/// The text of a note's file.
#[derive(Debug)]
pub(super) struct Written {
    file: Arc<str>,
    text: String,
    line_starts: Vec<usize>,
}

/// A value with the place in a note where it was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed<T> {
    /// What was named.
    pub value: T,
    /// Where.
    pub place: Place,
    /// The line, for showing it.
    pub excerpt: Excerpt,
}

impl<T> Placed<T> {
    /// Puts a problem where the value was named.
    #[must_use]
    pub fn locate(&self, diagnostic: Diagnostic) -> Diagnostic {
        let mut located = diagnostic.at(self.place.clone());
        located.excerpt = Some(self.excerpt.clone());
        located
    }
}

impl Written {
    /// Decodes a file.
    ///
    /// # Errors
    /// A file that is too large, is not UTF-8, or has control characters, which no editor shows.
    pub(super) fn decode(file: &str, bytes: Vec<u8>) -> Result<Self, Diagnostic> {
        if bytes.len() > MAX_NOTE_BYTES {
            let message = format!("the note is larger than the {} kB that a note may have", MAX_NOTE_BYTES / 1024);
            return Err(Diagnostic::error(Code::BadFrontMatter, message)
                .at(Place::file(file))
                .hint("Divide it into several notes that link to each other."));
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned),
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let before = String::from_utf8_lossy(&error.as_bytes()[..valid]).into_owned();
                let place = Self::new(file, before).place(valid);
                return Err(Diagnostic::error(Code::Encoding, "the note is not UTF-8 text")
                    .at(place)
                    .hint("Save the file as UTF-8."));
            }
        };
        let written = Self::new(file, text);
        match written.text.char_indices().find(|(_, sign)| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t')) {
            None => Ok(written),
            Some((at, sign)) => {
                let message = format!("the note has the control character U+{:04X}, which cannot be seen", sign as u32);
                Err(Diagnostic::error(Code::Encoding, message).at(written.place(at)).hint("Delete it."))
            }
        }
    }

    fn new(file: &str, text: String) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { file: file.into(), text, line_starts }
    }

    /// The whole text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Line and column of a byte.
    pub(super) fn place(&self, offset: usize) -> Place {
        let (line, start) = self.line_of(offset);
        let column = self.text.get(start..offset).map_or(0, |before| before.chars().count());
        let number = |count: usize| u32::try_from(count + 1).unwrap_or(u32::MAX);
        Place::at(&self.file, number(line), number(column))
    }

    /// A value that was named in a stretch of the text.
    pub(super) fn placed<T>(&self, range: Range<usize>, value: T) -> Placed<T> {
        let (line, start) = self.line_of(range.start);
        let end = self.line_starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let shown = self.text.get(start..end).unwrap_or_default().trim_end_matches('\r').to_owned();
        let marked = self.text.get(range.start..range.end.min(end)).map_or(1, |text| text.chars().count());
        let length = u32::try_from(marked.max(1)).unwrap_or(u32::MAX);
        let place = self.place(range.start);
        let excerpt = Excerpt { line: shown, length, start: place.column };
        Placed { value, place, excerpt }
    }

    /// Puts a problem at a stretch of the text.
    pub(super) fn locate(&self, range: Range<usize>, diagnostic: Diagnostic) -> Diagnostic {
        self.placed(range, ()).locate(diagnostic)
    }

    fn line_of(&self, offset: usize) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= offset).saturating_sub(1);
        (line, self.line_starts.get(line).copied().unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters() {
        let written = Written::decode("n.md", "\u{feff}æø\r\nåb {{\n".into()).unwrap();
        let at = written.text().find("{{").unwrap();
        assert_eq!(written.place(at), Place::at(&"n.md".into(), 2, 4));
        let placed = written.placed(at..at + 2, ());
        assert_eq!((placed.excerpt.line.as_str(), placed.excerpt.length), ("åb {{", 2));
        assert_eq!(written.placed(0..4, ()).excerpt.line, "æø");
        let end = written.text().len();
        assert_eq!(written.place(end), Place::at(&"n.md".into(), 3, 1));
    }

    #[test]
    fn refuses_what_is_not_readable_text() {
        let latin = Written::decode("n.md", b"ab\nm\xe5l".to_vec()).unwrap_err();
        assert_eq!((latin.code, latin.place.unwrap()), (Code::Encoding, Place::at(&"n.md".into(), 2, 2)));
        let control = Written::decode("n.md", b"ab\x00".to_vec()).unwrap_err();
        assert_eq!((control.code, control.place.unwrap().column), (Code::Encoding, 3));
        assert!(Written::decode("n.md", vec![b'a'; MAX_NOTE_BYTES + 1]).is_err());
    }
}
