//! Bytes to text: UTF-8 with or without a mark, UTF-16 with one, otherwise Windows-1252.

use std::sync::Arc;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::diagnostic::{Code, Diagnostic, Place};

/// What stands for `æ ø å é Æ Ø Å` after UTF-8 was read as Windows-1252 (or Latin-1) and written as UTF-8 again.
const TWICE: [char; 10] = ['¦', '¸', '¥', '©', '†', '˜', '…', '\u{86}', '\u{98}', '\u{85}'];

/// The text of a delivered file.
///
/// # Errors
/// Bytes that are no text in any of the accepted encodings, UTF-16 without its mark, control characters, and text
/// whose Danish letters were lost or encoded twice before it came here.
pub(super) fn decode(file: &Arc<str>, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let text = match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => marked_utf8(file, bytes)?,
        [0xFF, 0xFE, rest @ ..] => utf16(file, rest, UTF_16LE)?,
        [0xFE, 0xFF, rest @ ..] => utf16(file, rest, UTF_16BE)?,
        _ => unmarked(file, bytes)?,
    };
    refuse_damaged(file, &text)?;
    Ok(text)
}

fn marked_utf8(file: &Arc<str>, mut bytes: Vec<u8>) -> Result<String, Diagnostic> {
    bytes.drain(..3);
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        problem(file, &before, before.len(), "the file says that it is UTF-8, but from here on it is not".to_owned())
            .hint("Save the file again as UTF-8; if it was cut on its way, fetch it again.")
    })
}

fn utf16(file: &Arc<str>, bytes: &[u8], encoding: &'static Encoding) -> Result<String, Diagnostic> {
    // The lossy text ends or breaks at the first unit that is no character, so its length tells the place.
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    if faulty || !bytes.len().is_multiple_of(2) {
        let at = text.find('\u{FFFD}').unwrap_or(text.len());
        return Err(problem(file, &text, at, "the file is UTF-16, but from here on it is not".to_owned())
            .hint("Save the file again as UTF-8; if it was cut on its way, fetch it again."));
    }
    Ok(text.into_owned())
}

fn unmarked(file: &Arc<str>, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(null_byte(file, &bytes, at));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) if is_cut_utf8(&error) => {
            let before = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
            let message = "the file ends in the middle of a character: it was cut".to_owned();
            return Err(problem(file, &before, before.len(), message).hint("Fetch or save the file again."));
        }
        Err(error) => error.into_bytes(),
    };
    // Windows-1252 leaves these five bytes without a letter; the decoder would make control characters of them.
    if let Some(at) = bytes.iter().position(|byte| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D)) {
        let (before, _) = WINDOWS_1252.decode_without_bom_handling(&bytes[..at]);
        let message = format!("the byte 0x{:02X} is text neither in UTF-8 nor in Windows-1252", bytes[at]);
        return Err(problem(file, &before, before.len(), message).hint("Save the file again as UTF-8."));
    }
    Ok(WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned())
}

/// Whether the text is UTF-8 up to a last character of which bytes are missing.
fn is_cut_utf8(error: &std::string::FromUtf8Error) -> bool {
    let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    let last = error.as_bytes().get(good.len()).copied();
    // A Windows-1252 file may end in a letter that looks like the start of a longer character. Other characters
    // of UTF-8 before it tell them apart, and so does 0xC3, which in Windows-1252 is no letter of Danish.
    error.utf8_error().error_len().is_none() && (!good.is_ascii() || last == Some(0xC3))
}

fn null_byte(file: &Arc<str>, bytes: &[u8], at: usize) -> Diagnostic {
    let before = String::from_utf8_lossy(&bytes[..at]).into_owned();
    let sample = &bytes[..bytes.len().min(400)];
    let nulls = sample.iter().filter(|byte| **byte == 0).count();
    let message = if nulls * 3 > sample.len() {
        "the file looks like UTF-16 without the mark (BOM) that says so"
    } else {
        "the file holds a null byte: it is not text"
    };
    problem(file, &before, before.len(), message.to_owned())
        .hint("Save it as CSV in UTF-8; a workbook keeps its name .xlsx, and a database file cannot be delivered.")
}

fn refuse_damaged(file: &Arc<str>, text: &str) -> Result<(), Diagnostic> {
    match damage(text) {
        None => Ok(()),
        Some(Damage { at, message, hint }) => Err(problem(file, text, at, message).hint(hint)),
    }
}

/// What happened to a text before it came here.
pub(super) struct Damage {
    /// The byte where it shows.
    at: usize,
    pub(super) message: String,
    pub(super) hint: &'static str,
}

/// The first place where letters were lost or encoded twice, or where a control character stands.
pub(super) fn damage(text: &str) -> Option<Damage> {
    if text.is_ascii() && !text.bytes().any(|byte| is_control(char::from(byte))) {
        return None;
    }
    let mut before = ' ';
    for (at, letter) in text.char_indices() {
        // Two-character signs first: with Latin-1 their second half is a control character.
        if before == 'Ã' && TWICE.contains(&letter) {
            let at = at - 'Ã'.len_utf8();
            let message =
                format!("Danish letters were encoded twice: {before}{letter} stands where one letter belongs");
            let hint = "Open the file where it was made and save it once as UTF-8; do not correct single letters here.";
            return Some(Damage { at, message, hint });
        }
        if letter == '\u{FFFD}' {
            let message = "a letter was lost before the file came here: \u{FFFD} stands in its place".to_owned();
            return Some(Damage { at, message, hint: "Make the file anew from its source, as UTF-8." });
        }
        if is_control(letter) {
            let message = format!("the control character U+{:04X} is no part of a table", u32::from(letter));
            return Some(Damage { at, message, hint: "Save the file again as CSV in UTF-8." });
        }
        before = letter;
    }
    let message = "the file ends in the middle of a character: it was cut".to_owned();
    (before == 'Ã').then_some(Damage { at: text.len(), message, hint: "Fetch or save the file again." })
}

fn is_control(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')
}

/// An error at a byte of a text.
fn problem(file: &Arc<str>, text: &str, at: usize, message: String) -> Diagnostic {
    let (line, column) = position(text, at);
    Diagnostic::error(Code::Encoding, message).at(Place::at(file, line, column))
}

/// Line and column (in characters) of a byte, both from 1.
fn position(text: &str, at: usize) -> (u32, u32) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind(['\n', '\r']).map_or(0, |end| end + 1);
    // A return without a line feed after it ends a line too; `\r\n` counts once, at its line feed.
    let bytes = before.as_bytes();
    let ends = |at: usize| bytes[at] == b'\n' || (bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    let lines = (0..bytes.len()).filter(|at| ends(*at)).count();
    let column = before[start..].chars().count();
    (u32::try_from(lines + 1).unwrap_or(u32::MAX), u32::try_from(column + 1).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, (String, u32, u32)> {
        decode(&"a.csv".into(), bytes.to_vec()).map_err(|problem| {
            assert_eq!(problem.code, Code::Encoding);
            let place = problem.place.unwrap();
            (problem.message, place.line, place.column)
        })
    }

    fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn reads_what_an_office_writes() {
        let text = "måned;værdi\nsept. 2021;33 %\nÆØÅ;−4\n";
        assert_eq!(read(text.as_bytes()).unwrap(), text);
        assert_eq!(read(format!("\u{FEFF}{text}").as_bytes()).unwrap(), text);
        assert_eq!(read(&wide(text, u16::to_le_bytes)).unwrap(), text);
        assert_eq!(read(&wide(text, u16::to_be_bytes)).unwrap(), text);
        assert_eq!(read(b"m\xE5ned;\xF8\n\x80\n").unwrap(), "måned;ø\n€\n");
        assert_eq!(read(b"Ballerup og Br\xF8ndby\nS\xE6").unwrap(), "Ballerup og Brøndby\nSæ");
    }

    #[test]
    fn says_where_text_is_damaged() {
        let fails = |bytes: &[u8], words: &str, place: (u32, u32)| {
            let (message, line, column) = read(bytes).unwrap_err();
            assert!(message.contains(words), "{message}");
            assert_eq!((line, column), place, "{message}");
        };
        fails("a\r\nmÃ¥ned\n".as_bytes(), "twice", (2, 2));
        fails("a\nRÃ\u{98}D\n".as_bytes(), "twice", (2, 2));
        fails("æ\nb\u{FFFD}\n".as_bytes(), "lost", (2, 2));
        fails(b"a\nb\x01", "U+0001", (2, 2));
        fails(b"a\0b\0c\0", "UTF-16", (1, 2));
        fails(b"PK\x03\x04abcdefghijklmnop\0abc", "null byte", (1, 21));
        fails(b"a\n\xE6\x81", "0x81", (2, 2));
        fails(b"\xFF\xFEa", "UTF-16", (1, 1));
        fails(b"\xEF\xBB\xBFa\xE6", "UTF-8", (1, 2));
        fails(b"\xC3\xA6\xC3", "cut", (1, 2));
        fails(b"a\n\xC3", "cut", (2, 1));
    }
}
