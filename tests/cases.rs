//! Every folder in `tests/cases` is a publication, and its `expected.txt` is what reading it gives.
//!
//! A folder holds only what differs from `tests/cases/_base`. The expected text is each problem as
//! `file:line:column: severity[code]: message` (`file, sheet!cell: …` in a workbook), the line it is about and the hint; without errors, every observation
//! and published total follows. A file `tal.xlsx.txt` stands for a workbook, as `workbooks` describes. `UPDATE_CASES=1 cargo test --test cases` writes what is found.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use noegletal::config::{self, Lookup};
use noegletal::diagnostic::{Code, Diagnostic, Place, Report, Severity};
use noegletal::ingest;
use noegletal::model::delivery::{Delivery, Observation, TotalOver};
use noegletal::model::{Amount, CellKey, Publication};
use noegletal::pipeline::{self, Scope};
use noegletal::progress::Silent;
use noegletal::source::Memory;

mod workbooks;

const EXPECTED: &str = "expected.txt";

#[test]
fn every_case_reads_as_expected() {
    let update = std::env::var_os("UPDATE_CASES").is_some();
    let base = files_below(Path::new("tests/cases/_base"));
    let mut wrong = Vec::new();
    for folder in case_folders() {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let mut files = base.clone();
        files.extend(files_below(&folder));
        let expected = files.remove(EXPECTED).map(|bytes| String::from_utf8(bytes).unwrap());
        let found = read_all(&Memory { files });
        if update {
            write(&folder.join(EXPECTED), &found);
        } else if expected.is_none() {
            wrong.push(format!("{name} has no {EXPECTED}; UPDATE_CASES=1 writes it"));
        } else if expected.as_ref() != Some(&found) {
            let expected = expected.unwrap_or_default();
            wrong.push(format!("{name}\n--- expected\n{expected}--- found\n{found}"));
        }
        let said = if update { found } else { files_below(&folder)[EXPECTED].iter().map(|b| *b as char).collect() };
        wrong.extend(named_after_what_it_shows(&name, &said));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// A folder `err_<code>` (and `err_<code>__<variant>`) shows that code, a folder `warn_<code>` shows it as a warning
/// and no error, and a folder `ok_*` no error.
fn named_after_what_it_shows(name: &str, said: &str) -> Option<String> {
    let fits = match name.split_once('_') {
        Some((sort @ ("err" | "warn"), rest)) => {
            let word = rest.split("__").next().unwrap_or_default().replace('_', "-");
            let known = Code::ALL.iter().any(|code| code.word() == word);
            let severity = if sort == "err" { "" } else { "warning" };
            let errors = sort == "warn" && said.contains(": error[");
            known && said.contains(&format!("{severity}[{word}]: ")) && !errors
        }
        Some(("ok", _)) => !said.contains(": error["),
        _ => false,
    };
    (!fits).then(|| format!("{name} does not show what its name says:\n{said}"))
}

/// No code is without a case; only what stands in a sealed archive or a template alone is shown elsewhere.
#[test]
fn every_code_has_a_case() {
    // What is said of archives has its examples in tests/verify_kinds.rs, tests/verify_mutations.rs and tests/publish.rs.
    let of_archives = [
        Code::MissingFile,
        Code::ChangedFile,
        Code::AddedFile,
        Code::BadManifest,
        Code::HistoryChanged,
        Code::FiguresDisagree,
        Code::UnfinishedBuild,
        Code::NotPublishable,
    ];
    let folders: Vec<String> =
        case_folders().iter().map(|folder| folder.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let shown = |code: &&Code| {
        let word = code.word().replace('-', "_");
        let shows = |name: &&String| {
            let rest = name.strip_prefix("err_").or_else(|| name.strip_prefix("warn_"));
            rest.and_then(|rest| rest.split("__").next()) == Some(word.as_str())
        };
        folders.iter().any(|name| shows(&name))
    };
    let of_input = Code::ALL.iter().filter(|code| !of_archives.contains(code));
    let without: Vec<&str> = of_input.filter(|code| !shown(code)).map(|code| code.word()).collect();
    assert!(without.is_empty(), "no folder shows {without:?}");
}

fn case_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir("tests/cases")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir() && !path.ends_with("_base"))
        .collect();
    folders.sort();
    folders
}

fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            let bytes = read(entry.path());
            match path.strip_suffix(".txt").filter(|path| path.ends_with(".xlsx")) {
                Some(workbook) => (workbook.to_owned(), workbooks::from_text(&String::from_utf8(bytes).unwrap())),
                None => (path, bytes),
            }
        })
        .collect()
}

#[expect(clippy::disallowed_methods, reason = "a test reads its own fixtures")]
fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

#[expect(clippy::disallowed_methods, reason = "a test refreshes its own fixtures when asked to")]
fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap();
}

/// What checking a publication says, and without errors every observation that was read.
fn read_all(source: &Memory) -> String {
    let scope = Scope { now: DateTime::parse_from_rfc3339("2026-01-01T00:00:00Z").unwrap(), preview: false };
    let report = pipeline::check(source, &scope, &Silent).report;
    let found = problems(&report);
    if !report.is_clean() {
        return found;
    }
    let publication = config::load(source).0.unwrap();
    let lookup = Lookup::new(&publication);
    let mut dump = String::new();
    for planned in &ingest::plan(source, &publication).0 {
        let (delivery, _) = ingest::delivery(source, &publication, &lookup, planned);
        let files: Vec<&str> = planned.files.iter().map(|file| file.path.as_str()).collect();
        writeln!(dump, "\n{}: {}", delivery.release.id.path(), files.join(" ")).unwrap();
        dump_delivery(&delivery, &publication, &mut dump);
    }
    found + &dump
}

fn problems(report: &Report) -> String {
    report.sorted().into_iter().map(problem).collect()
}

fn problem(problem: &Diagnostic) -> String {
    let severity = if problem.severity == Severity::Error { "error" } else { "warning" };
    let place = problem.place.as_ref().map_or(String::new(), |place| match (place.line, place.column) {
        _ if place.sheet.is_some() => format!("{}, {}: ", place.file, place.spot()),
        (0, _) => format!("{}: ", place.file),
        (line, 0) => format!("{}:{line}: ", place.file),
        (line, column) => format!("{}:{line}:{column}: ", place.file),
    });
    let mut text = format!("{place}{severity}[{}]: {}\n", problem.code.word(), problem.message);
    if let Some(excerpt) = &problem.excerpt {
        let (line, before) = (&excerpt.line, " ".repeat(excerpt.start.saturating_sub(1) as usize));
        writeln!(text, "  | {line}\n  | {before}{}", "^".repeat(excerpt.length as usize)).unwrap();
    }
    for (word, value) in [("detail", &problem.detail), ("field", &problem.field), ("hint", &problem.hint)] {
        if let Some(value) = value {
            writeln!(text, "  {word}: {value}").unwrap();
        }
    }
    text
}

fn dump_delivery(delivery: &Delivery, publication: &Publication, dump: &mut String) {
    for ((measure, period), table) in &delivery.tables {
        let measure = &publication.measure(*measure).id;
        for (key, observation) in table.cells.iter() {
            let note = table.notes.get(&key).map_or(String::new(), |note| format!("  \"{note}\""));
            let (key, observation) = (cell(key, publication), shown(observation));
            writeln!(dump, "  {measure} {period} {key} {observation}{note}").unwrap();
        }
    }
    for total in &delivery.totals {
        let over = match total.over {
            TotalOver::Months(key) => format!("over months {}", cell(key, publication)),
            TotalOver::Cells(period, key) => format!("over cells {period} {}", cell(key, publication)),
        };
        let measure = &publication.measure(total.measure).id;
        writeln!(dump, "  total {measure} {over} = {}  @{}", total.value.plain(), spot(&total.place)).unwrap();
    }
}

fn cell(key: CellKey, publication: &Publication) -> String {
    let area = key.area.map_or("-", |area| &publication.area(area).id);
    let akasse = key.akasse.map_or("-", |akasse| &publication.akasse(akasse).id);
    format!("{area} {akasse}")
}

fn shown(observation: &Observation) -> String {
    let amount = match observation.amount {
        Amount::Count(count) => count.to_string(),
        Amount::Signed(difference) => format!("{difference:+}"),
        Amount::Change { now, then } => format!("{now} from {then}"),
        Amount::Share { numerator, denominator } => format!("{numerator}/{denominator}"),
        Amount::Rounded(decimal) => format!("~{}", decimal.plain()),
        Amount::Bounded(bound) => format!("{bound:?}"),
        Amount::Missing(reason) => reason.word().to_owned(),
    };
    let flags: String = observation.flags.words().map(|flag| format!(" {flag}")).collect();
    format!("= {amount}{flags}  @{}", spot(&observation.place))
}

fn spot(place: &Place) -> String {
    if place.sheet.is_some() { place.spot() } else { format!("{}:{}", place.line, place.column) }
}
