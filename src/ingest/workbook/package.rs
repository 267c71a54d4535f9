//! A workbook's package, looked through before the reader of workbooks sees it.
//!
//! The reader believes what a package says of itself: it reserves memory for as many texts as are announced, counts
//! rows and columns without a bound, and unpacks whatever is packed. So sizes, announcements and references are judged
//! here first, with memory that is bounded whatever the bytes are.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Refusal;
use crate::diagnostic::Code;
use crate::ingest::limits::{MAX_PARTS, MAX_STYLE_ELEMENTS, MAX_STYLE_TEXT, MAX_STYLES, MAX_UNPACKED};

/// What to do with a file that is no whole workbook.
pub(super) const SAVE_ANEW: &str =
    "Open it in the spreadsheet program, save it again as .xlsx, and see that it comes here whole.";

/// How a compound file begins: a workbook of the old kind, or one locked with a password.
const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Judges the bytes of a workbook.
///
/// # Errors
/// Anything that is no workbook in a package, is locked or cut, or unpacks to more than is accepted.
pub(super) fn check(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.starts_with(&COMPOUND) {
        return Err(compound(bytes));
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        let text = bytes.iter().take(200).all(|byte| *byte >= b' ' || byte.is_ascii_whitespace());
        let hint = if text && !bytes.is_empty() {
            "It looks like text: name it .csv if it holds separated values, or save it as .xlsx."
        } else {
            SAVE_ANEW
        };
        return Err(syntax("the file is not a workbook", hint));
    }
    // Each entry of the directory begins so; the directory is read whole, so its length is bounded first.
    if bytes.windows(4).filter(|window| window == b"PK\x01\x02").count() > MAX_PARTS {
        return Err(syntax(
            format!("the workbook has more than {MAX_PARTS} parts"),
            "Save the one sheet as .xlsx or CSV.",
        ));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| cut())?;
    let mut left = MAX_UNPACKED;
    for number in 0..archive.len() {
        let entry = archive.by_index(number).map_err(|_| cut())?;
        let name = entry.name().map_err(|_| cut())?.to_lowercase();
        let mut part = Vec::new();
        entry.take(left + 1).read_to_end(&mut part).map_err(|_| cut())?;
        let size = part.len() as u64;
        if size > left {
            let limit = MAX_UNPACKED / 1024 / 1024;
            let message = format!("the workbook unpacks to more than {limit} MB");
            return Err(syntax(message, "Deliver a workbook that holds the table and nothing else."));
        }
        left -= size;
        check_part(&name, &part)?;
    }
    Ok(())
}

fn compound(bytes: &[u8]) -> Refusal {
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    if bytes.windows(locked.len()).any(|window| window == locked) {
        let hint = "Save it without a password; a figure that is not public yet is held back by its release time.";
        return Refusal::new(Code::Encoding, "the workbook is locked with a password", hint);
    }
    let message = "the file is a workbook of the old kind (.xls), whatever its name says";
    Refusal::new(
        Code::Encoding,
        message,
        "Save it as .xlsx in the spreadsheet program; changing the name is not enough.",
    )
}

fn syntax(message: impl Into<String>, hint: &'static str) -> Refusal {
    Refusal::new(Code::CsvSyntax, message, hint)
}

fn cut() -> Refusal {
    syntax("the workbook is damaged, or was cut on its way", SAVE_ANEW)
}

fn holds(part: &[u8], word: &[u8]) -> bool {
    part.windows(word.len()).any(|window| window == word)
}

fn check_part(name: &str, part: &[u8]) -> Result<(), Refusal> {
    let is_text = name.ends_with(".xml") || name.ends_with(".rels");
    let other_encoding = part.starts_with(&[0xFF, 0xFE]) || part.starts_with(&[0xFE, 0xFF]);
    if other_encoding || (is_text && (part.contains(&0) || std::str::from_utf8(part).is_err())) {
        let message = format!("the part {name} of the workbook is not UTF-8 text");
        return Err(Refusal::new(Code::Encoding, message, SAVE_ANEW));
    }
    check_announcements(part)?;
    // Pictures and settings of printers are no concern of the reader.
    if !is_text && !part.trim_ascii_start().starts_with(b"<") {
        return Ok(());
    }
    // Parts are known by what they hold, since their names are for the package to choose.
    if holds(part, b"sheetData") || holds(part, b"dimension") {
        each_element(part, check_references)?;
    }
    if holds(part, b"cellXfs") || name.ends_with("styles.xml") {
        let mut seen = Styles::default();
        each_element(part, |element| seen.check(element))?;
    }
    Ok(())
}

/// No part may announce more texts than it has bytes.
fn check_announcements(part: &[u8]) -> Result<(), Refusal> {
    const WORD: &[u8] = b"uniqueCount";
    for (at, _) in part.windows(WORD.len()).enumerate().filter(|(_, window)| *window == WORD) {
        let rest = part[at + WORD.len()..].iter().skip_while(|byte| !byte.is_ascii_digit());
        let digits = rest.take_while(|byte| byte.is_ascii_digit());
        let announced =
            digits.fold(0_usize, |sum, digit| sum.saturating_mul(10).saturating_add(usize::from(digit - b'0')));
        if announced > part.len() {
            return Err(syntax("the workbook announces more texts than it can hold", SAVE_ANEW));
        }
    }
    Ok(())
}

/// Shows every element of a part to a check.
fn each_element(part: &[u8], mut check: impl FnMut(&BytesStart<'_>) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| cut())? {
            Event::Start(element) | Event::Empty(element) => check(&element)?,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Rows and cells must be named as a sheet can have them: the reader counts without a bound.
fn check_references(element: &BytesStart<'_>) -> Result<(), Refusal> {
    let name = element.local_name();
    let name: &str = name.as_ref();
    if !["row", "c", "f", "dimension"].contains(&name) {
        return Ok(());
    }
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| cut())?;
        let key = attribute.key;
        let (key, value): (&str, &str) = (key.as_ref(), attribute.value.as_ref());
        if (key == "r" || key == "ref") && !is_reference(value) {
            return Err(syntax(format!("\"{}\" is no cell of a sheet", short(value)), SAVE_ANEW));
        }
    }
    Ok(())
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// A row, a cell, or two cells of which the second is not before the first.
fn is_reference(text: &str) -> bool {
    let mut parts = text.split(':').map(position);
    match (parts.next().flatten(), parts.next(), parts.next()) {
        (Some(_), None, None) => true,
        (Some(first), Some(Some(last)), None) => first.0 <= last.0 && first.1 <= last.1,
        _ => false,
    }
}

/// Row and column of a reference, inside the largest sheet there is.
fn position(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    if letters.len() > 3 || row.len() > 7 || !letters.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return None;
    }
    let column = letters.bytes().fold(0, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: u32 = row.parse().ok()?;
    ((1..=1_048_576).contains(&row) && column <= 16_384).then_some((row, column))
}

/// What was seen of a workbook's styles.
#[derive(Default)]
struct Styles {
    elements: usize,
    styles: usize,
}

impl Styles {
    /// Each style is kept with its font and format, so neither may be long, nor may there be many.
    fn check(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        let name = element.local_name();
        let name: &str = name.as_ref();
        self.elements += 1;
        self.styles += usize::from(name == "xf");
        let is_long = |length: usize| length > MAX_STYLE_TEXT;
        let long = element.attributes().with_checks(false).flatten().any(|attribute| is_long(attribute.value.len()));
        // Styles of cells and the named styles behind them are counted together.
        if self.styles > 2 * MAX_STYLES || self.elements > MAX_STYLE_ELEMENTS || long {
            let message = "the workbook's styles are larger than any spreadsheet program makes them";
            return Err(syntax(message, SAVE_ANEW));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_cells_of_a_sheet() {
        for good in ["A1", "XFD1048576", "7", "A1:C9", "b2:b2"] {
            assert!(is_reference(good), "{good}");
        }
        for wrong in ["", "A", "A0", "XFE1", "AAAA1", "A1048577", "A99999999999", "B2:A1", "A1:", "A1:B2:C3", "Æ1"] {
            assert!(!is_reference(wrong), "{wrong}");
        }
    }

    #[test]
    fn refuses_what_is_no_workbook() {
        for (bytes, code, words) in [
            (&b""[..], Code::CsvSyntax, "not a workbook"),
            (b"m\xE5ned;v\xE6rdi\n", Code::CsvSyntax, "not a workbook"),
            (b"PK\x03\x04 and nothing more", Code::CsvSyntax, "damaged"),
            (&[&COMPOUND[..], b"Workbook"].concat(), Code::Encoding, "old kind"),
            (
                &[&COMPOUND[..], b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"].concat(),
                Code::Encoding,
                "password",
            ),
        ] {
            let refusal = check(bytes).unwrap_err();
            assert_eq!(refusal.code, code);
            assert!(refusal.message.contains(words), "{}", refusal.message);
        }
        assert!(check(b"a;b\n1;2\n").unwrap_err().hint.contains(".csv"));
        assert!(
            check(&b"PK\x03\x04".iter().chain(&b"PK\x01\x02".repeat(MAX_PARTS + 1)).copied().collect::<Vec<u8>>())
                .unwrap_err()
                .message
                .contains("parts")
        );
        assert!(check_announcements(b"<sst uniqueCount = '99999999999999999999999'>").is_err());
        assert!(check_announcements(b"<sst uniqueCount=\"2\"><si/><si/></sst>").is_ok());
        assert!(check_part("xl/a.xml", b"\xFF\xFE<\0").is_err());
        assert!(check_part("xl/a.xml", b"<c r='A99999999'/><sheetData/>").is_err());
        assert!(check_part("xl/media/a.png", b"\x89PNG dimension <c r='A99999999'>").is_ok());
        let fonts = format!("<styleSheet>{}</styleSheet>", "<font/>".repeat(MAX_STYLE_ELEMENTS));
        assert!(check_part("xl/styles.xml", fonts.as_bytes()).unwrap_err().message.contains("styles"));
        let name = format!("<fonts><name val=\"{}\"/></fonts>", "x".repeat(MAX_STYLE_TEXT + 1));
        assert!(check_part("xl/styles.xml", name.as_bytes()).is_err());
    }
}
