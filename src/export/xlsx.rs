//! `<measure>.xlsx`: a measure's figures as a workbook, with real numbers and a sheet about them.
//!
//! The same figures give the same bytes: the workbook's only date is the release's. Text is stored as text, so no cell
//! can become a formula.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::Context;
use super::csv::danish_words;
use super::table::{Row, Table};
use crate::model::{Decimal, Language, Missing};
use crate::text::number::{unit_in_files, unit_in_text_of_files};
use crate::text::{date, symbol};

/// What a spreadsheet holds in one cell at most, in its own letters of 16 bits.
const LONGEST: usize = 32_767;

/// The column of the value; its heading names the unit.
const VALUE: u16 = 5;

const HEADINGS: [(&str, f64); 12] = [
    ("Måned", 10.0),
    ("Område (kode)", 18.0),
    ("Område", 28.0),
    ("A-kasse (kode)", 16.0),
    ("A-kasse", 34.0),
    ("Værdi", 12.0),
    ("Tæller", 10.0),
    ("Nævner", 10.0),
    ("Status", 28.0),
    ("Bemærkning", 30.0),
    ("Mindst", 10.0),
    ("Højst", 10.0),
];

/// A measure's workbook; an error is one of its writer's, in words.
pub(super) fn file(context: &Context<'_>, table: &Table<'_>) -> Result<Vec<u8>, String> {
    build(context, table).map_err(|error| format!("{}.xlsx cannot be written: {error}", table.measure.id))
}

fn build(context: &Context<'_>, table: &Table<'_>) -> Result<Vec<u8>, XlsxError> {
    let (publication, release) = (context.publication, &context.edition.release);
    let mut book = Workbook::new();
    // Packing takes most of the time: twice as fast, and a tenth larger, than what the format's own program does.
    book.set_zip_compression_level(2);
    let month = date::month(Language::Danish, release.id.period);
    let properties = DocProperties::new()
        .set_title(format!("{}, {month}, udgave {}", table.measure.title.da, release.id.version))
        .set_author(publication.publisher.as_str())
        .set_company(publication.publisher.as_str())
        .set_comment(address(context, table))
        .set_creation_datetime(&ExcelDateTime::from_timestamp(release.published.timestamp())?);
    book.set_properties(&properties);
    // A sheet has room for 1,048,576 lines.
    for (at, rows) in table.rows.chunks(1_000_000).enumerate() {
        let name = if at == 0 { "Tal".to_owned() } else { format!("Tal {}", at + 1) };
        figures(book.add_worksheet().set_name(name)?, context, (table, rows))?;
    }
    about(book.add_worksheet(), context, table)?;
    book.save_to_buffer()
}

fn address(context: &Context<'_>, table: &Table<'_>) -> String {
    format!("{}{}/maal/{}/", context.publication.base_url, context.edition.release.id.path(), table.measure.id)
}

fn figures(
    sheet: &mut Worksheet,
    context: &Context<'_>,
    (table, rows): (&Table<'_>, &[Row<'_>]),
) -> Result<(), XlsxError> {
    let (publication, measure) = (context.publication, table.measure);
    let bold = Format::new().set_bold();
    for (at, (heading, width)) in (0..).zip(HEADINGS) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, heading, &bold)?;
    }
    let unit = unit_in_text_of_files(measure.unit);
    sheet.write_string_with_format(0, VALUE, format!("Værdi ({unit})"), &bold)?;
    sheet.set_freeze_panes(1, 0)?;
    let whole = Format::new().set_num_format("#,##0");
    let value = Format::new().set_num_format(shape(measure.decimals));
    let all_areas = if measure.areas.is_empty() { "" } else { "Alle områder" };
    let all_akasser = if measure.by_akasse { "Alle a-kasser" } else { "" };
    for (line, row) in (1..).zip(rows) {
        let area = row.key.area.map(|key| publication.area(key));
        let akasse = row.key.akasse.map(|key| publication.akasse(key));
        let mut cells = Cells { sheet: &mut *sheet, line };
        cells.text(0, &table.periods[row.period])?;
        cells.text(1, area.map_or("", |area| &area.id))?;
        cells.text(2, area.map_or(all_areas, |area| &area.name))?;
        cells.text(3, akasse.map_or("", |akasse| &akasse.id))?;
        cells.text(4, akasse.map_or(all_akasser, |akasse| &akasse.name))?;
        cells.number(VALUE, row.value, &value)?;
        let count = |count: u64| Decimal { scaled: count.into(), decimals: 0 };
        cells.number(6, row.counts.map(|(numerator, _)| count(numerator)), &whole)?;
        cells.number(7, row.counts.map(|(_, denominator)| count(denominator)), &whole)?;
        cells.text(8, &danish_words(row).collect::<Vec<_>>().join(", "))?;
        cells.text(9, &remark(context, row))?;
        cells.number(10, row.bound().map(|(low, _)| low), &whole)?;
        cells.number(11, row.bound().map(|(_, high)| high), &whole)?;
    }
    if let Ok(last @ 1..) = u32::try_from(rows.len()) {
        sheet.autofilter(0, 0, last, 11)?;
    }
    Ok(())
}

/// How a number is shown; the cell holds all of its decimals.
fn shape(decimals: u8) -> String {
    let places = "0".repeat(usize::from(decimals));
    if places.is_empty() { "#,##0".to_owned() } else { format!("#,##0.{places}") }
}

fn remark(context: &Context<'_>, row: &Row<'_>) -> String {
    let made_up = context.edition.release.synthetic.then_some("Syntetiske tal");
    made_up.into_iter().chain(row.note).collect::<Vec<_>>().join(". ")
}

/// A line of the sheet.
struct Cells<'s> {
    sheet: &'s mut Worksheet,
    line: u32,
}

impl Cells<'_> {
    fn text(&mut self, column: u16, text: &str) -> Result<(), XlsxError> {
        if !text.is_empty() {
            self.sheet.write_string(self.line, column, short(text))?;
        }
        Ok(())
    }

    fn number(&mut self, column: u16, value: Option<Decimal>, format: &Format) -> Result<(), XlsxError> {
        if let Some(value) = value {
            self.sheet.write_number_with_format(self.line, column, super::number::binary(value), format)?;
        }
        Ok(())
    }
}

fn short(text: &str) -> String {
    let mut room = LONGEST;
    let fits = |letter: &char| {
        let left = room.checked_sub(letter.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    text.chars().take_while(fits).collect()
}

fn about(sheet: &mut Worksheet, context: &Context<'_>, table: &Table<'_>) -> Result<(), XlsxError> {
    sheet.set_name("Om tallene")?;
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 100)?;
    let term = Format::new().set_bold().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap();
    for (line, (name, text)) in (0..).zip(facts(context, table)) {
        sheet.write_string_with_format(line, 0, name, &term)?;
        sheet.write_string_with_format(line, 1, short(&text), &wrapped)?;
    }
    Ok(())
}

fn facts(context: &Context<'_>, table: &Table<'_>) -> Vec<(String, String)> {
    let (publication, release, measure) = (context.publication, &context.edition.release, table.measure);
    let mut facts: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, text: String| {
        if !text.is_empty() {
            facts.push((name.to_owned(), text));
        }
    };
    add("Måling", measure.title.da.clone());
    add("Definition", measure.definition.da.clone());
    add("Tæller", measure.numerator.as_ref().map(|text| text.da.clone()).unwrap_or_default());
    add("Nævner", measure.denominator.as_ref().map(|text| text.da.clone()).unwrap_or_default());
    add("Forbehold", measure.note.as_ref().map(|text| text.da.clone()).unwrap_or_default());
    add("Enhed", unit_in_files(measure.unit).to_owned());
    if release.synthetic {
        add("Syntetiske tal", "Tallene er opdigtede.".into());
    }
    add("Udgivelse", format!("{}, udgave {}", date::month(Language::Danish, release.id.period), release.id.version));
    add("Offentliggjort", date::moment(Language::Danish, release.published, publication.time_zone));
    add("Rettelse", release.reason.clone());
    add("Bemærkning", release.note.as_ref().map(|note| note.da.clone()).unwrap_or_default());
    add("Kilde", publication.publisher.clone());
    add("Licens", format!("{} ({})", publication.licence.title, publication.licence.url));
    add("Blivende adresse", address(context, table));
    add("Beskyttelse", publication.protection.text.da.clone());
    for (word, meaning) in meanings(table) {
        add(&format!("Status: {word}"), meaning);
    }
    facts
}

/// What the words of the column `Status` mean, of those that the table has.
fn meanings(table: &Table<'_>) -> BTreeMap<&'static str, String> {
    let mut meanings = BTreeMap::new();
    for row in &table.rows {
        let figure = row.status.figure;
        let reason: Option<Missing> = figure.amount.missing();
        let marks = symbol::of_flags_in_files(figure.flags);
        for symbol in reason.map(symbol::of_missing_in_files).into_iter().chain(marks) {
            meanings.entry(symbol.word).or_insert_with(|| symbol.meaning.to_owned());
        }
    }
    meanings
}
