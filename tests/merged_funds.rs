//! Merged funds as a reader meets them: their pages, charts and comparisons.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

use std::collections::BTreeMap;
use std::path::Path;

use chrono::DateTime;
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::source::{Disk, Memory, Source};

/// The repository's publication without its deliveries, seals, texts and calendar.
fn bare() -> BTreeMap<String, Vec<u8>> {
    let disk = Disk::new(".");
    let kept = |path: &String| path.starts_with("data/codes/") || path.starts_with("data/measures/arbejdskraft");
    let paths = disk.files("data").unwrap().into_iter().filter(kept).chain(["noegletal.toml".to_owned()]);
    paths.map(|path| (path.clone(), disk.read(&path).unwrap().unwrap())).collect()
}

/// Delivers counts of funds in Odense.
fn deliver(files: &mut BTreeMap<String, Vec<u8>>, month: &str, cells: &[(&str, &str)]) {
    let release = format!(
        "period = \"{month}\"\npublished = \"2021-01-15T08:00:00+01:00\"\nstatus = \"final\"\nclass = \"first\"\nsynthetic = true\n"
    );
    let rows: String = cells.iter().map(|(akasse, count)| format!("{month},odense,{akasse},{count}\n")).collect();
    files.insert(format!("data/{month}/v1/release.toml"), release.into_bytes());
    let rows = format!("period,area,akasse,value\n{rows}").into_bytes();
    files.insert(format!("data/{month}/v1/arbejdskraftreserve.csv"), rows);
}

fn build(files: BTreeMap<String, Vec<u8>>, out: &Path) {
    let options = BuildOptions {
        scope: Scope { now: DateTime::parse_from_rfc3339("2026-01-01T00:00:00Z").unwrap(), preview: false },
        out: out.to_owned(),
        drawer: None,
        jobs: None,
    };
    let outcome = pipeline::build(&Memory { files }, &options, &Silent);
    assert!(outcome.summary.is_some(), "{:?} {:#?}", outcome.fault, outcome.report.sorted());
}

#[expect(clippy::disallowed_methods, reason = "a test reads what it made")]
fn page(out: &Path, path: &str) -> String {
    std::fs::read_to_string(out.join(path)).unwrap_or_else(|_| panic!("{path} is not there"))
}

/// The rows of a table by its id, as words.
fn rows(page: &str, id: &str) -> Vec<String> {
    let start = page.find(&format!("<table id=\"{id}\"")).unwrap_or_else(|| panic!("no table {id}"));
    let table = page[start..].split("</table>").next().unwrap();
    let body = table.split("<tbody>").nth(1).unwrap();
    body.split("</tr>").filter(|row| row.contains("<th")).map(words).collect()
}

fn words(html: &str) -> String {
    let mut out = String::new();
    for part in html.split('<').filter_map(|part| part.split_once('>')) {
        if !part.1.trim().is_empty() {
            out.push_str(part.1.trim());
            out.push(' ');
        }
    }
    out.trim_end().to_owned()
}

#[test]
fn a_merged_funds_history_is_its_parts_sum_with_the_break_drawn_and_never_joined() {
    let mut files = bare();
    deliver(
        &mut files,
        "2010-05",
        &[("sta", "100"), ("prosa", "50"), ("business", "20"), ("ffs", "30"), ("hk", "500")],
    );
    deliver(&mut files, "2010-06", &[("sta", "110"), ("prosa", "3"), ("business", "20"), ("ffs", "30"), ("hk", "510")]);
    deliver(&mut files, "2010-07", &[("min", "160"), ("business", "20"), ("ffs", "30"), ("hk", "520")]);
    deliver(&mut files, "2010-08", &[("min", "165"), ("business", "20"), ("ffs", "30"), ("hk", "530")]);
    let out = tempfile::tempdir().unwrap();
    build(files, out.path());

    let evergreen = page(out.path(), "a-kasse/min/index.html");
    assert!(
        evergreen.contains("Før sammenlægningen") && evergreen.contains("har overtaget Prosa og Merkonomer og STA")
    );
    let own = rows(&evergreen, "maaneder-arbejdskraftreserve");
    assert_eq!(own.len(), 3, "the merger as a band, and the fund's own two months: {own:?}");
    assert!(own[0].starts_with("Sammenlægning STA og Prosa og Merkonomer blev lagt sammen"), "{own:?}");
    assert_eq!(own[1..], ["Juli 2010 160", "August 2010 165"]);
    let before = rows(&evergreen, "foer-tal-arbejdskraftreserve");
    assert_eq!(before[0], "Maj 2010 150");
    assert!(before.len() == 2 && before[1].starts_with("Juni 2010 ["), "Prosa is hidden in June: {before:?}");
    assert!(!before[1].contains("113"), "{before:?}");
    let chart = evergreen.split("<figure class=\"chart\">").nth(1).unwrap();
    for word in ["delene under ét, før sammenlægningen", "sammenlægning", "Min A-kasse"] {
        assert!(chart.contains(word), "the chart lacks {word}");
    }

    let edition = page(out.path(), "2010-07/v1/a-kasse/min/index.html");
    assert!(edition.contains("Før sammenlægningen"));
    assert!(edition.contains("beregnes ikke: a-kasser er lagt sammen eller delt"), "no change across the merger");
    let later = page(out.path(), "2010-08/v1/a-kasse/min/index.html");
    assert!(later.contains("+5\u{a0}") || later.contains("+5 personer"), "two months after it are compared");

    let ended = page(out.path(), "a-kasse/sta/index.html");
    assert!(
        ended.contains("Der er ingen tal efter 30. juni 2010")
            && ended.contains("../min/index.html\">Min A-kasse</a>.")
    );
    assert!(!ended.contains("Før sammenlægningen"));
    assert!(!page(out.path(), "a-kasse/hk/index.html").contains("Før sammenlægningen"));
}

#[test]
fn tables_show_last_month_last_year_and_the_fixed_month_with_percent() {
    let mut files = bare();
    deliver(&mut files, "2009-12", &[("hk", "200"), ("foa", "400")]);
    deliver(&mut files, "2012-08", &[("hk", "220"), ("foa", "400")]);
    deliver(&mut files, "2013-07", &[("hk", "240"), ("foa", "390")]);
    deliver(&mut files, "2013-08", &[("hk", "231"), ("foa", "395")]);
    let out = tempfile::tempdir().unwrap();
    build(files, out.path());
    let measure = page(out.path(), "2013-08/v1/maal/arbejdskraftreserve/index.html");
    for heading in ["Siden juli 2013", "Siden august 2012", "Siden december 2009"] {
        assert!(measure.contains(heading), "{heading}");
    }
    let board = rows(&measure, "tal-arbejdskraftreserve");
    assert_eq!(board[0], "FOA 395 +5 +1,3\u{a0}pct. −5 −1,3\u{a0}pct. −5 −1,3\u{a0}pct.", "{board:?}");
    let hk = board.iter().find(|row| row.starts_with("HK")).unwrap();
    assert!(hk.starts_with("HK 231 −9 −3,8\u{a0}pct. +11 +5,0\u{a0}pct. [i]"), "members moved in November 2011: {hk}");
    let jobcentre = page(out.path(), "2013-08/v1/jobcenter/odense/index.html");
    assert!(rows(&jobcentre, "a-kasser")[0].starts_with("FOA 395 +5 +1,3\u{a0}pct. −5 −1,3\u{a0}pct."));
    let file = page(out.path(), "api/v1/releases/2013-08/v1/a-kasse/hk.json");
    assert!(file.contains("\"on_baseline\":null,\"on_baseline_status\":\"funds_changed\""), "{file}");
    assert!(file.contains("\"on_year\":11,\"on_year_percent\":5,"), "{file}");
}
