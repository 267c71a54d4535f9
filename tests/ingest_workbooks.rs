//! One table, many ways in: tidy and wide, as text, as an export of jobindsats and as a workbook, it gives the same
//! delivery. And whatever bytes call themselves a workbook, reading them ends with a problem that has a place.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where its own fixtures are not as they should be")]

mod workbooks;

use std::io::{Cursor, Write as _};
use std::path::Path;

use noegletal::config::{self, Lookup};
use noegletal::diagnostic::{Code, Report};
use noegletal::ingest;
use noegletal::model::Publication;
use noegletal::source::Memory;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELEASE: &str =
    "period = \"2021-09\"\npublished = \"2021-12-15T08:00:00+01:00\"\nstatus = \"final\"\nclass = \"first\"\n";

/// The base publication, loaded once for a test.
struct Reader {
    files: Memory,
    publication: Publication,
}

impl Reader {
    #[expect(clippy::disallowed_methods, reason = "a test reads its own fixtures")]
    fn new() -> Self {
        let folder = Path::new("tests/cases/_base");
        let paths = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
        let files = paths.fold(Memory::default(), |memory, entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            memory.with(&path, std::fs::read(entry.path()).unwrap())
        });
        let publication = config::load(&files).0.unwrap();
        Self { files, publication }
    }

    /// What a delivery of one file says, apart from its places, and its problems.
    fn read(&self, name: &str, bytes: &[u8], description: &str) -> (Vec<String>, Report) {
        let release = format!("{RELEASE}{description}");
        let source = self.files.clone().with("data/2021-09/v1/release.toml", release);
        let source = source.with(&format!("data/2021-09/v1/{name}"), bytes);
        let (planned, mut report) = ingest::plan(&source, &self.publication);
        let lookup = Lookup::new(&self.publication);
        let mut found = Vec::new();
        for planned in &planned {
            let (delivery, problems) = ingest::delivery(&source, &self.publication, &lookup, planned);
            report.append(problems);
            for ((measure, period), table) in &delivery.tables {
                let measure = &self.publication.measure(*measure).id;
                for (key, cell) in table.cells.iter() {
                    let note = table.notes.get(&key);
                    found.push(format!("{measure} {period} {key:?} {:?} {:?} {note:?}", cell.amount, cell.flags));
                }
            }
            let totals = delivery.totals.iter();
            let mut totals: Vec<String> = totals.map(|total| format!("{:?} = {:?}", total.over, total.value)).collect();
            totals.sort();
            found.extend(totals);
        }
        (found, report)
    }

    /// The problem of a workbook: its code, where it is, and what is said.
    fn refused(&self, bytes: &[u8], description: &str) -> (Code, String, String) {
        let (_, report) = self.read("ledige.xlsx", bytes, description);
        let problem = report.sorted().into_iter().next().unwrap();
        let place = problem.place.as_ref().unwrap();
        let spot = if place.sheet.is_some() { place.spot() } else { String::new() };
        assert_eq!(&*place.file, "data/2021-09/v1/ledige.xlsx");
        assert!(problem.hint.is_some(), "{problem:?}");
        (problem.code, spot, problem.message.clone())
    }
}

fn table(file: &str, keys: &str) -> String {
    format!("\n[[table]]\nfile = \"{file}\"\n{keys}\n")
}

/// Windows-1252, as an office's spreadsheet writes CSV.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect()
}

const TIDY: &str = "Måned;A-kasse;Værdi;Status\n\
    2021-08;3F;1.234;\n2021-08;BUPL;87;\n2021-09;3F;1.250;\n2021-09;BUPL;;suppressed\n";

#[test]
fn a_table_of_numbers_says_the_same_however_it_comes() {
    let reader = Reader::new();
    let (expected, report) = reader.read("ledige.csv", TIDY.as_bytes(), "");
    assert!(report.is_clean(), "{report:#?}");
    assert_eq!(expected.len(), 4);
    let wide = "layout = \"wide\"\nrows = \"akasse\"\ncolumns = \"period\"\n";
    let symbols = "symbols = { \"*\" = \"suppressed\", \"-\" = \"zero\" }\n";
    let export = format!(
        "measure = \"ledige\"\n{wide}header = [4, 5]\nvalue = \"Antal personer\"\nignore = [\"Fuldtidspersoner\"]\n{symbols}"
    );
    let jobindsats = "\"Ledige; a-kasser på måneder\"\r\n\r\n\r\n\
        \"\";\"2021M08\";\"\";\"2021M09\";\"\"\r\n\
        \"A-kasse\";\"Antal personer\";\"Fuldtidspersoner\";\"Antal personer\";\"Fuldtidspersoner\"\r\n\
        \"3F\";\"1.234\";\"1.100,5\";\"1.250\";\"900,1\"\r\n\
        \"BUPL\";\"87\";\"..\";\"*\";\"*\"\r\n\r\n\
        \"Kilde: Jobindsats; særkørsel\"\r\n";
    let repeated = jobindsats.replace("\"2021M08\";\"\"", "\"aug 2021\";\"aug 2021\"");
    let tidy_book = "[Ark1]\nMåned|A-kasse|Værdi|Status\n@44409|3F|#1234\n@44439|BUPL|#87:0\n\
        2021M09|3F|#1250.0:#,##0\nsep 2021|BUPL|-|suppressed\n";
    let wide_book = "[Noter hidden]\nnoget\n[Tal]\n\n||@44409|@44440\n|3F|=1234|#1.25E3\n|BUPL|#87|-\n";
    let export_book = "[Forside]\nLedige\n[Ark1]\nLedige på måneder\nTræk: 1. december\n\n||2021M08||2021M09\n\
        |A-kasse|Antal personer|Fuldtidspersoner|Antal personer|Fuldtidspersoner\n\
        |3F|#1234|#1100.5|#1250|#900.1\n|BUPL|#87|..|*|*\n\n|Anm.: foreløbige tal\n|Kilde: Jobindsats\n";
    for (name, bytes, description) in [
        (
            "ledige.csv",
            "A-kasse,2021-08,sep 2021\n3F,1234,1250\nBUPL,87,\n".into(),
            format!("{wide}blank = \"suppressed\""),
        ),
        ("ledige.csv", latin(jobindsats), export.clone()),
        ("ledige.csv", format!("\u{FEFF}{repeated}").into_bytes(), format!("{export}footer = 1")),
        ("ledige.xlsx", workbooks::from_text(tidy_book), "sheet = \"Ark1\"".to_owned()),
        ("ledige.xlsx", workbooks::from_text(wide_book), format!("{wide}blank = \"suppressed\"")),
        ("ledige.xlsx", workbooks::from_text(export_book), format!("{export}sheet = \"Ark1\"\nfooter = 2")),
        ("ledige.xlsx", workbooks::from_text(export_book), format!("{export}sheet = \"Ark1\"")),
    ] {
        let (found, report) = reader.read(name, &bytes, &table(name, &description));
        assert!(report.is_clean(), "{description}\n{report:#?}");
        assert_eq!(found, expected, "{description}");
    }
    let (found, report) = reader.read("ledige.xlsx", &workbooks::from_text(tidy_book), "");
    assert!(report.is_clean(), "{report:#?}");
    assert_eq!(found, expected, "a tidy workbook needs no description");
}

#[test]
fn a_table_of_shares_says_the_same_however_it_comes() {
    let reader = Reader::new();
    let tidy = "måned;område;a-kasse;tæller;nævner\n2021-08;odense;3f;90;100\n2021-08;odense;bupl;8;10\n\
        2021-08;roenne;3f;1000;1234\n2021-09;odense;3f;91;100\n2021-09;odense;bupl;9;10\n2021-09;roenne;3f;1001;1234\n";
    let (expected, report) = reader.read("rettidighed.csv", tidy.as_bytes(), "");
    assert!(report.is_clean(), "{report:#?}");
    assert_eq!(expected.len(), 6);
    let wide = "layout = \"wide\"\nrows = [\"area\", \"akasse\"]\ncolumns = \"period\"\n\
        numerator = \"Rettidige\"\ndenominator = \"I alt\"\n";
    let text = "Samtaler;;;;;\n;;2021M08;;2021M09;\nOmråde;A-kasse;I alt;Rettidige;I alt;Rettidige\n\
        Odense;3F;100;90;100;91\n;BUPL;10;8;10;9\nRønne;3F;1.234;1.000;1.234;1.001\n";
    let book = "[Ark1]\n||@44409||@44440\nOmråde|A-kasse|I alt|Rettidige|I alt|Rettidige\n\
        Jobcenter Odense|3F|#100|#90|#100|#91\n-|BUPL|#10|#8|#10|#9\nRønne|3F|#1234|#1000|#1234|#1001\n";
    // The area of a workbook may be a number: the code of a municipality.
    let codes = book.replace("Jobcenter Odense", "#461");
    let long = "Område;Måned;A-kasse;Rettidige;I alt;Andet\nodense;2021M08;3f;90;100;x\n;;bupl;8;10;x\n\
        ;2021M09;3f;91;100;x\n;;bupl;9;10;x\nroenne;2021M08;3f;1000;1234;x\n;2021M09;3f;1001;1234;x\n";
    let long_keys = "layout = \"wide\"\nrows = [\"area\", \"period\", \"akasse\"]\nnumerator = \"Rettidige\"\n\
        denominator = \"I alt\"\nignore = [\"Andet\"]\n";
    for (name, bytes, description) in [
        ("rettidighed.csv", text.into(), format!("{wide}header = [2, 3]")),
        ("rettidighed.xlsx", workbooks::from_text(book), wide.to_owned()),
        ("rettidighed.xlsx", workbooks::from_text(&codes), wide.to_owned()),
        ("rettidighed.csv", long.into(), long_keys.to_owned()),
    ] {
        let (found, report) = reader.read(name, &bytes, &table(name, &description));
        assert!(report.is_clean(), "{description}\n{report:#?}");
        assert_eq!(found, expected, "{description}");
    }
}

#[test]
fn percentages_and_totals_say_the_same_however_they_come() {
    let reader = Reader::new();
    let wide = "layout = \"wide\"\nrows = \"period\"\ncolumns = \"akasse\"\ntotal = \"I alt\"\n";
    let text = "Måned;3F;BUPL\n2021-07;80,5 %;7,0 %\n2021-08;57,0 %;81,5 %\nI alt;68,8 %;44,3 %\n";
    let (expected, report) = reader.read("fremmoede.csv", text.as_bytes(), &table("fremmoede.csv", wide));
    assert!(report.is_clean(), "{report:#?}");
    let book = "[Ark1]\nMåned|3F|BUPL\n@44378|#0.805:0.0%|#0.07:0.0%\n@44409|#0.57:0.0%|#81.5\nI alt|#68.8:0.0\" %\"|44,3 pct.\n";
    let (found, report) = reader.read("fremmoede.xlsx", &workbooks::from_text(book), &table("fremmoede.xlsx", wide));
    assert!(report.is_clean(), "{report:#?}");
    assert_eq!(found, expected);
}

#[test]
fn one_file_may_hold_several_measures() {
    let reader = Reader::new();
    let book = "[Ledige]\nMåned|3F|BUPL\n2021-08|#10|#11\n[Fremmøde]\nMåned|3F|BUPL\n2021-08|#80|#81\n";
    let wide = "layout = \"wide\"\nrows = \"period\"\ncolumns = \"akasse\"\n";
    let tables = [("ledige", "Ledige"), ("fremmoede", "Fremmøde")]
        .map(|(measure, sheet)| table("tal.xlsx", &format!("measure = \"{measure}\"\nsheet = \"{sheet}\"\n{wide}")));
    let (found, report) = reader.read("tal.xlsx", &workbooks::from_text(book), &tables.concat());
    assert!(report.is_clean(), "{report:#?}");
    assert_eq!(found.iter().filter(|cell| cell.starts_with("ledige")).count(), 2);
    assert!(found.iter().any(|cell| cell.contains("fremmoede 2021M08")));
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let parts: Vec<(String, Vec<u8>)> =
        parts.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec())).collect();
    workbooks::package(&parts)
}

const GOOD: &str = "[Ark1]\nMåned|A-kasse|Værdi\n2021-08|3F|#1234\n2021-09|3F|#1250\n";

/// The good workbook with a text of its sheet exchanged.
fn changed(from: &str, to: &str) -> Vec<u8> {
    let mut parts = workbooks::parts(GOOD);
    let sheet = parts.iter_mut().find(|(name, _)| name.contains("sheet1")).unwrap();
    let text = String::from_utf8(sheet.1.clone()).unwrap();
    assert!(text.contains(from));
    sheet.1 = text.replacen(from, to, 1).into_bytes();
    workbooks::package(&parts)
}

#[test]
fn hostile_workbooks_are_refused_cleanly() {
    let reader = Reader::new();
    let good = workbooks::from_text(GOOD);
    assert!(reader.read("ledige.xlsx", &good, "").1.is_clean());
    let bomb = {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).unwrap();
        (0..200).for_each(|_| zip.write_all(&vec![b' '; 1024 * 1024]).unwrap());
        zip.finish().unwrap().into_inner()
    };
    assert!(bomb.len() < 1024 * 1024);
    let announced = {
        let mut parts = workbooks::parts(GOOD);
        parts.push(("xl/sharedStrings.xml".into(), b"<sst uniqueCount=\"18446744073709551615\"></sst>".to_vec()));
        workbooks::package(&parts)
    };
    let locked =
        [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"]
            .concat();
    for (bytes, code, words) in [
        (Vec::new(), Code::CsvSyntax, "not a workbook"),
        (TIDY.into(), Code::CsvSyntax, "not a workbook"),
        (good[..good.len() - 40].to_vec(), Code::CsvSyntax, "damaged"),
        (good[..good.len() / 2].to_vec(), Code::CsvSyntax, "damaged"),
        (zipped(&[("readme.txt", b"hello")]), Code::CsvSyntax, "cannot be read"),
        (bomb, Code::CsvSyntax, "unpacks to more"),
        (announced, Code::CsvSyntax, "announces more"),
        (locked, Code::Encoding, "password"),
        (changed("r=\"C2\"", "r=\"C4294967299\""), Code::CsvSyntax, "no cell of a sheet"),
        (changed("<sheetData>", "<dimension ref=\"B9:A1\"/><sheetData>"), Code::CsvSyntax, "no cell of a sheet"),
        (changed("<sheetData>", ""), Code::CsvSyntax, "cannot be read"),
        (changed("<v>1234</v>", "<w>1</w>"), Code::CsvSyntax, "cannot be read"),
    ] {
        let (found, _, message) = reader.refused(&bytes, "");
        assert_eq!(found, code, "{message}");
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn cells_far_out_cost_nothing() {
    let reader = Reader::new();
    // Two cells, as far apart as a sheet allows: the reader of workbooks would ask for 17 thousand million.
    let corner = changed("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>");
    assert!(corner.len() < 4_000);
    let (code, spot, message) = reader.refused(&corner, "");
    assert_eq!((code, spot.as_str()), (Code::CsvSyntax, "Ark1!XFD1048576"), "{message}");
    let empty = changed("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"/></row></sheetData>");
    assert!(reader.read("ledige.xlsx", &empty, "").1.is_clean(), "cells without content do not count");
}

#[test]
fn problems_name_sheet_and_cell() {
    let reader = Reader::new();
    let wide = "layout = \"wide\"\nrows = \"period\"\ncolumns = \"akasse\"\n";
    for (book, keys, code, spot) in [
        (GOOD.replace("#1234", "!#DIV/0!"), "", Code::BadNumber, "Ark1!C2"),
        (GOOD.replace("#1234", "?1"), "", Code::BadNumber, "Ark1!C2"),
        (GOOD.replace("#1234", "@44409"), "", Code::BadNumber, "Ark1!C2"),
        (GOOD.replace("#1234", "="), "", Code::BadNumber, "Ark1!C2"),
        (GOOD.replace("#1234", "#12.5"), "", Code::BadNumber, "Ark1!C2"),
        (GOOD.replace("#1234", "#1e30"), "", Code::BadNumber, "Ark1!C2"),
        (GOOD.replace("#1234", "#-3"), "", Code::NegativeCount, "Ark1!C2"),
        (GOOD.replace("#1234", "#0.5:0%"), "", Code::BadNumber, "Ark1!C2"),
        (GOOD.replace("#1234", "-"), "", Code::BlankWithoutReason, "Ark1!C2"),
        (GOOD.replace("#1234", ".."), "", Code::BadNumber, "Ark1!C2"),
        (GOOD.replace("2021-08|3F", "2021-08|3G"), "", Code::UnknownAkasse, "Ark1!B2"),
        (GOOD.replace("2021-08", "#202108"), "", Code::BadPeriod, "Ark1!A2"),
        (GOOD.replace("Værdi", "Værdi|Vaerdii"), "", Code::UnknownColumn, "Ark1!D1"),
        (GOOD.replace("|Værdi", ""), "", Code::MissingColumn, "Ark1!1:1"),
        (GOOD.replace("#1234", "#1|#2"), "", Code::CsvSyntax, "Ark1!D2"),
        (GOOD.replace("2021-08|3F|#1234", "2021-09|3F|#1"), "", Code::DuplicateObservation, "Ark1!C3"),
        (GOOD.replace("3F|#1234", "RÃ¸d|#1"), "", Code::Encoding, "Ark1!B2"),
        ("[Ark1]\nMåned|A-kasse|Værdi\n".to_owned(), "", Code::CsvSyntax, "Ark1!1:1"),
        ("[Ark1]\n\n[Ark2]\n".to_owned(), "", Code::CsvSyntax, ""),
        (format!("{GOOD}[Ark2]\nx\n"), "", Code::BadConfig, ""),
        (GOOD.to_owned(), "sheet = \"Ark2\"", Code::BadConfig, ""),
        (GOOD.to_owned(), "header = 7", Code::CsvSyntax, "Ark1!7:7"),
        (GOOD.to_owned(), "footer = 1", Code::CsvSyntax, "Ark1!3:3"),
        (GOOD.replace("#1250", "*"), "footer = 1", Code::CsvSyntax, "Ark1!3:3"),
        ("[Ark1]\nMåned|3F|-|BUPL\n2021-08|#1|#2|#3\n".to_owned(), wide, Code::UnknownColumn, "Ark1!C1"),
    ] {
        let description = if keys.is_empty() { String::new() } else { table("ledige.xlsx", keys) };
        let (found, at, message) = reader.refused(&workbooks::from_text(&book), &description);
        assert_eq!((found, at.as_str()), (code, spot), "{book}{keys}: {message}");
    }
}

#[test]
fn a_sign_is_never_guessed() {
    let reader = Reader::new();
    let tidy = "period;akasse;value\n2021-08;3F;-\n2021-08;BUPL;*\n2021-09;3F;..\n2021-09;BUPL;.\n";
    let (_, report) = reader.read("ledige.csv", tidy.as_bytes(), "");
    assert_eq!(report.errors(), 4);
    assert!(report.sorted().iter().all(|problem| problem.hint.as_ref().unwrap().contains("[table.symbols]")));
    let symbols = "[table.symbols]\n\"-\" = \"zero\"\n\"*\" = \"suppressed\"\n\"..\" = \"not_received\"\n\".\" = \"not_applicable\"";
    let (found, report) = reader.read("ledige.csv", tidy.as_bytes(), &table("ledige.csv", symbols));
    assert!(report.is_clean(), "{report:#?}");
    let said = found.join("\n");
    for word in ["Count(0)", "Missing(Suppressed)", "Missing(NotReceived)", "Missing(NotApplicable)"] {
        assert!(said.contains(word), "{said}");
    }
}

#[test]
fn the_examples_of_the_documentation_are_read() {
    let reader = Reader::new();
    let blocks: Vec<&str> = include_str!("../docs/deliveries.md").split("```\n").skip(1).step_by(2).collect();
    let [tidy, wide, export, description, workbook] = blocks.as_slice() else { panic!("{blocks:#?}") };
    let fremmoede = "Måned;3F;BUPL\n2021-07;80 %;81 %\n2021-08;80 %;83 %\nI alt;80 %;82 %\n";
    let book = "[Forside]\nx\n[Tal]\nx\n\n\n||2021M08|\nOmråde|A-kasse|Rettidige|Samtaler\nOdense|3F|#1|#2\n";
    for (name, bytes, description, cells) in [
        ("ledige.csv", tidy.as_bytes().to_vec(), "", 2),
        ("fremmoede.csv", fremmoede.into(), *wide, 6),
        ("ledige.csv", export.as_bytes().to_vec(), *description, 5),
        ("rettidighed.xlsx", workbooks::from_text(book), *workbook, 1),
    ] {
        let (found, report) = reader.read(name, &bytes, &format!("\n{description}"));
        assert!(report.is_clean(), "{description}\n{report:#?}");
        let found: Vec<&String> = found.iter().filter(|cell| !cell.contains("Excluded")).collect();
        assert_eq!(found.len(), cells, "{found:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let reader = Reader::new();
        for bytes in [bytes.clone(), [b"PK\x03\x04", bytes.as_slice()].concat()] {
            prop_assert!(!reader.read("ledige.xlsx", &bytes, "").1.is_clean());
        }
    }

    #[test]
    fn no_change_of_bytes_makes_it_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let reader = Reader::new();
        let mut bytes = workbooks::from_text(GOOD);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = reader.read("ledige.xlsx", &bytes, "");
    }

    #[test]
    fn no_change_of_a_part_makes_it_panic(
        part in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        length in 0_usize..12,
        text in "(<|>|/|\"|=|r|ref|sheetData|dimension|row|c|v|f|si|A|XFD|9999999999|1|-|&|\\PC){0,8}",
    ) {
        let reader = Reader::new();
        let mut parts = workbooks::parts(GOOD);
        let part = part.index(parts.len());
        let bytes = &mut parts[part].1;
        let start = at.index(bytes.len());
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, text.into_bytes());
        let _ = reader.read("ledige.xlsx", &workbooks::package(&parts), "");
    }

    /// A file that was cut loses its directory, which stands at its end.
    #[test]
    fn a_cut_workbook_is_refused(cut in any::<prop::sample::Index>()) {
        let reader = Reader::new();
        let bytes = workbooks::from_text(GOOD);
        prop_assert!(!reader.read("ledige.xlsx", &bytes[..cut.index(bytes.len())], "").1.is_clean());
    }

    #[test]
    fn counts_come_out_as_they_went_in(count in 0_u64..1_000_000_000_000) {
        let reader = Reader::new();
        let text = format!("period;akasse;value\n2021-09;3F;{count}\n");
        let (expected, _) = reader.read("ledige.csv", text.as_bytes(), "");
        let book = format!("[Ark1]\nperiod|akasse|value\n2021-09|3F|#{count}.0\n");
        let (found, report) = reader.read("ledige.xlsx", &workbooks::from_text(&book), "");
        prop_assert!(report.is_clean());
        prop_assert_eq!(found, expected);
    }

    /// Any table of counts, with some cells blank or marked, in four ways.
    #[test]
    fn every_way_in_says_the_same(
        cells in prop::collection::vec((prop::option::weighted(0.8, 0_u64..2_000_000), any::<bool>()), 18)
    ) {
        let reader = Reader::new();
        let funds = ["3F", "BUPL"];
        let cell = |fund: usize, month: usize| cells[fund * 9 + month];
        let mut tidy = "period;akasse;value;status\n".to_owned();
        let mut wide = "a-kasse".to_owned();
        let mut export = "Titel\n\n".to_owned();
        let mut book = "[Ark1]\nTitel\n\n".to_owned();
        let months: Vec<String> = (1..10).map(|month| format!("2021-{month:02}")).collect();
        wide += &months.iter().map(|month| format!(",{month}")).collect::<String>();
        export += &months.iter().map(|month| format!(";{month};")).collect::<String>();
        // Days since the end of 1899: the first day of each month of 2021.
        let days = [44197, 44228, 44256, 44287, 44317, 44348, 44378, 44409, 44440];
        book += &format!("-|{}", days.map(|day| format!("@{day}|-")).join("|"));
        export += &format!("\nA-kasse{}", ";Antal;Andet".repeat(9));
        book += &format!("\nA-kasse{}", "|Antal|Andet".repeat(9));
        for (fund, name) in funds.iter().enumerate() {
            [&mut wide, &mut export, &mut book].into_iter().for_each(|text| *text += &format!("\n{name}"));
            for (month, code) in months.iter().enumerate() {
                let (count, marked) = cell(fund, month);
                let number = count.map_or(String::new(), |count| count.to_string());
                let sign = if count.is_none() && marked { "*" } else { &number };
                let reason = match (count, marked) { (Some(_), _) => "", (None, true) => "suppressed", (None, false) => "not_yet" };
                tidy += &format!("{code};{name};{number};{reason}\n");
                wide += &format!(",{sign}");
                export += &format!(";{sign};x");
                let own = if count.is_some() { format!("#{number}.0:#,##0") } else { sign.to_owned() };
                book += &format!("|{}|#1.5", if own.is_empty() { "-" } else { &own });
            }
        }
        let keys = "layout = \"wide\"\nrows = \"akasse\"\ncolumns = \"period\"\nblank = \"not_yet\"\n";
        let signs = "symbols = { \"*\" = \"suppressed\" }\n";
        let two = "header = [3, 4]\nvalue = \"Antal\"\nignore = [\"Andet\"]\n";
        let (expected, report) = reader.read("ledige.csv", tidy.as_bytes(), "");
        prop_assert!(report.is_clean(), "{:#?}", report);
        prop_assert_eq!(expected.len(), 18);
        for (name, bytes, two) in [
            ("ledige.csv", format!("{wide}\n").into_bytes(), ""),
            ("ledige.csv", format!("{export}\nKilde: x\n").into_bytes(), two),
            ("ledige.xlsx", workbooks::from_text(&format!("{book}\nKilde: x\n")), two),
        ] {
            let (found, report) = reader.read(name, &bytes, &table(name, &format!("{keys}{two}{signs}")));
            prop_assert!(report.is_clean(), "{:#?}\n{}", report, String::from_utf8_lossy(&bytes));
            prop_assert_eq!(&found, &expected);
        }
    }
}
