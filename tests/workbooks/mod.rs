//! Workbooks made for tests, from a text that people can read.
//!
//! `[Ark1]` (or `[Ark1 hidden]`) begins a sheet, each line below it is a row, and `|` separates its cells. A cell is a
//! text, or begins with a sign: `#87.5` a number, `#0.87:0%` a number with its format, `@44440` a date, `!#N/A` an
//! error, `?1` a truth value, `=12` a formula with what it gave, `=` a formula never computed, `'` a text whatever it begins with; `-` alone is an empty cell.
//! `\u{a7}B9=…` alone in a line puts a cell anywhere.

#![allow(dead_code, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, reason = "a test stops where its own fixtures are not as they should be")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A sheet being made.
struct Sheet {
    name: String,
    hidden: bool,
    rows: Vec<String>,
    anywhere: Vec<String>,
}

/// The bytes of the workbook that a text describes.
pub(crate) fn from_text(text: &str) -> Vec<u8> {
    package(&parts(text))
}

/// The parts of the workbook that a text describes, by name.
pub(crate) fn parts(text: &str) -> Vec<(String, Vec<u8>)> {
    let mut formats = vec!["General".to_owned(), "mmm\\ yy".to_owned()];
    let mut sheets: Vec<Sheet> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            let hidden = name.ends_with(" hidden");
            let name = name.trim_end_matches(" hidden").to_owned();
            sheets.push(Sheet { name, hidden, rows: Vec::new(), anywhere: Vec::new() });
            continue;
        }
        let sheet = sheets.last_mut().unwrap();
        if let Some((place, cell)) = line.strip_prefix('\u{a7}').and_then(|line| line.split_once('=')) {
            sheet.anywhere.push(cell_xml(place, cell, &mut formats));
            continue;
        }
        let row = sheet.rows.len() + 1;
        let cells = line.split('|').enumerate().map(|(column, cell)| {
            cell_xml(&format!("{}{row}", char::from(b'A' + u8::try_from(column).unwrap())), cell.trim(), &mut formats)
        });
        let cells: String = cells.collect();
        sheet.rows.push(format!("<row r=\"{row}\">{cells}</row>"));
    }
    let mut book = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>");
    let mut rels = format!("<Relationships xmlns=\"{PACKAGE}\">");
    let mut parts = Vec::new();
    for (at, sheet) in sheets.iter().enumerate() {
        let (number, name) = (at + 1, escape(&sheet.name));
        let state = if sheet.hidden { " state=\"hidden\"" } else { "" };
        write!(book, "<sheet name=\"{name}\" sheetId=\"{number}\"{state} r:id=\"rId{number}\"/>").unwrap();
        let target = format!("Type=\"{OFFICE}/worksheet\" Target=\"worksheets/sheet{number}.xml\"");
        write!(rels, "<Relationship Id=\"rId{number}\" {target}/>").unwrap();
        let anywhere = sheet.anywhere.iter().map(|cell| format!("<row>{cell}</row>")).collect::<String>();
        let rows = sheet.rows.concat();
        let xml = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}{anywhere}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{number}.xml"), xml.into_bytes()));
    }
    let document = format!("<Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    let root = format!("<Relationships xmlns=\"{PACKAGE}\">{document}</Relationships>");
    parts.push(("_rels/.rels".to_owned(), root.into_bytes()));
    parts.push(("xl/workbook.xml".to_owned(), format!("{book}</sheets></workbook>").into_bytes()));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("{rels}</Relationships>").into_bytes()));
    parts.push(("xl/styles.xml".to_owned(), styles(&formats).into_bytes()));
    parts
}

/// Parts packed.
pub(crate) fn package(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn styles(formats: &[String]) -> String {
    let mut codes = String::new();
    let mut styles = String::new();
    for (at, code) in formats.iter().enumerate() {
        let id = if at == 0 { 0 } else { 163 + at };
        write!(codes, "<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>", escape(code)).unwrap();
        write!(styles, "<xf numFmtId=\"{id}\"/>").unwrap();
    }
    format!("<styleSheet xmlns=\"{MAIN}\"><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>")
}

fn cell_xml(place: &str, cell: &str, formats: &mut Vec<String>) -> String {
    let (sign, rest) = cell.split_at(cell.chars().next().map_or(0, char::len_utf8));
    match sign {
        "" => String::new(),
        "-" if rest.is_empty() => format!("<c r=\"{place}\" s=\"1\"/>"),
        "#" => {
            let (number, format) = rest.split_once(':').unwrap_or((rest, "General"));
            let style = formats.iter().position(|known| known == format).unwrap_or_else(|| {
                formats.push(format.to_owned());
                formats.len() - 1
            });
            format!("<c r=\"{place}\" s=\"{style}\"><v>{number}</v></c>")
        }
        "@" => format!("<c r=\"{place}\" s=\"1\"><v>{rest}</v></c>"),
        "'" => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escape(rest)),
        "!" => format!("<c r=\"{place}\" t=\"e\"><v>{rest}</v></c>"),
        "?" => format!("<c r=\"{place}\" t=\"b\"><v>{rest}</v></c>"),
        "=" if rest.is_empty() => format!("<c r=\"{place}\"><f>SUM(A1:A2)</f></c>"),
        "=" => format!("<c r=\"{place}\"><f>SUM(A1:A2)</f><v>{rest}</v></c>"),
        _ => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escape(cell)),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
