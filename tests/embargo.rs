//! What is under embargo is in no file, no name and no number of an archive, and marked on every page of a preview.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

use std::collections::BTreeMap;
use std::path::Path;

use chrono::DateTime;
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::Memory;

/// A word of the delivery that stands nowhere else, in each place that a delivery can have one.
const TRACES: [&str; 11] = [
    "hemmelig",      // the stem of slug, measure and file
    "Hemmelig",      // titles
    "HEMMELIG",      // notes and reasons
    "73939",         // a numerator
    "97941",         // a denominator
    "75.49340",      // their share as files show it
    "2026-04-01T09", // the moment of publication
    "1. april 2026",
    "2026M02",
    "2026-02/",
    "5. maj 2026", // the date of a document that comes with it
];

const MEASURE: &str = r#"
kind = "share"
unit = "percent"
decimals = 1
direction = "higher"
dimensions = ["period", "area", "akasse"]
areas = ["jobcentre"]
over_months = "ratio_of_sums"
over_akasser = "ratio_of_sums"
over_areas = "ratio_of_sums"

[title]
da = "Hemmelig andel"
en = "Hemmelig share"

[short]
da = "Hemmelig"
en = "Hemmelig"

[definition]
da = "HEMMELIG andel."
en = "HEMMELIG share."
"#;

const RELEASE: &str = r#"
period = "2026-02"
published = "2026-04-01T09:00:00+02:00"
status = "final"
class = "first"
synthetic = true
documents = ["hemmelig-notat"]
note = { da = "HEMMELIG bemærkning.", en = "HEMMELIG note." }

[[expected]]
measure = "hemmelig_andel"
expected = "2026-05"
text = { da = "HEMMELIG venten.", en = "HEMMELIG expectation." }
"#;

const NOTE: &str = "+++\nslug = \"hemmelig-notat\"\ntype = \"notat\"\ndate = \"2026-05-05\"\ntitle = \"Hemmelig\"\nsummary = \"HEMMELIG.\"\nlang = \"da\"\nreleases = [\"2026-02\"]\nmeasures = [\"hemmelig_andel\"]\n+++\n\nHEMMELIG tekst.\n";

/// The month is announced: its date is public, and so is what the announcement says.
const CALENDAR: &str = r#"
[[release]]
id = "februar"
period = "2026-02"
date = "2026-W14"
status = "provisional"
logged = "2026-01-10"
synthetic = true
title = { da = "Tal for februar", en = "Figures for February" }

[[meeting]]
id = "netvaerk"
kind = "akasse_network"
date = "2026-04-20"
title = { da = "Netværk", en = "Network" }
editions = ["2026-02"]
"#;

/// Two published months and an announcement.
fn announced() -> Memory {
    let size = SampleSize { months: 2, jobcentres: 3, akasser: 3, seed: 5 };
    let mut files: BTreeMap<String, Vec<u8>> = sample::publication(size).into_iter().collect();
    files.insert("data/calendar.toml".into(), CALENDAR.into());
    Memory { files }
}

/// The same with the announced month delivered, and a new version of a published month.
fn delivered() -> Memory {
    let Memory { mut files } = announced();
    // The agenda of the announced meeting names a document that comes with the month.
    let agenda = "editions = [\"2026-02\"]\ndocuments = [\"hemmelig-notat\"]\nminutes = \"hemmelig-notat\"\n";
    files.insert("data/calendar.toml".into(), CALENDAR.replace("editions = [\"2026-02\"]\n", agenda).into());
    files.insert("data/measures/hemmelig_andel.toml".into(), MEASURE.into());
    files.insert("content/notater/hemmelig-notat.md".into(), NOTE.into());
    files.insert("data/2026-02/v1/release.toml".into(), RELEASE.into());
    // A month that is out has the document on its list, too.
    let out = String::from_utf8(files["data/2025-12/v1/release.toml"].clone()).unwrap();
    files.insert("data/2025-12/v1/release.toml".into(), (out + "documents = [\"hemmelig-notat\"]\n").into());
    let old = String::from_utf8(files["data/2025-12/v1/rettidighed_jobsamtaler.csv"].clone()).unwrap();
    let (mut rows, mut corrected) = (String::from("period,area,akasse,numerator,denominator,note\n"), String::new());
    for (at, line) in old.lines().enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        if at > 0 {
            rows.push_str(&format!("2026-02,{},{},73939,97941,HEMMELIG celle\n", cells[1], cells[2]));
            corrected.push_str(&format!("{},{},{},73939,97941\n", cells[0], cells[1], cells[2]));
        }
    }
    files.insert("data/2026-02/v1/hemmelig_andel.csv".into(), rows.into());
    let head = "period = \"2025-12\"\npublished = \"2026-04-01T09:00:00+02:00\"\nstatus = \"final\"\nclass = \"correction\"\nreason = \"HEMMELIG grund.\"\nsynthetic = true\n";
    files.insert("data/2025-12/v2/release.toml".into(), head.into());
    let table = format!("period,area,akasse,numerator,denominator\n{corrected}");
    files.insert("data/2025-12/v2/rettidighed_jobsamtaler.csv".into(), table.into());
    Memory { files }
}

fn build(source: &Memory, out: &Path, preview: bool) -> usize {
    let now = DateTime::parse_from_rfc3339("2026-03-01T00:00:00Z").unwrap();
    let options = BuildOptions { scope: Scope { now, preview }, out: out.to_owned(), drawer: None, jobs: None };
    let outcome = pipeline::build(source, &options, &Silent);
    assert_eq!(outcome.fault, None);
    outcome.summary.unwrap_or_else(|| panic!("{:#?}", outcome.report.sorted())).files
}

/// Every file below a folder, hidden ones among them, with its bytes.
#[expect(clippy::disallowed_methods, reason = "a test reads what was built")]
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    let read = entries.map(|entry| {
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
        (path, std::fs::read(entry.path()).unwrap())
    });
    read.collect()
}

/// The text of a file without what the announcement itself says.
fn without_announcement(path: &str, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes).into_owned();
    match path {
        // The announced month stands in its own record, and on the agenda of the meeting.
        "api/v1/calendar.json" => {
            text.replace("\"period\":\"2026M02\",\"version\":1", "").replace("\"editions\":[\"2026M02\"]", "")
        }
        _ => text,
    }
}

#[test]
fn no_trace_of_what_is_under_embargo() {
    let (with, without) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let counts = (build(&delivered(), with.path(), false), build(&announced(), without.path(), false));
    assert_eq!(counts.0, counts.1, "the number of files");
    let (with, without) = (tree(with.path()), tree(without.path()));
    for (path, bytes) in &with {
        let text = without_announcement(path, bytes);
        for trace in TRACES {
            assert!(!path.contains(trace), "{path} has {trace} in its name");
            assert!(!text.contains(trace), "{path} has {trace}");
        }
    }
    let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&with), names(&without));
    for (path, bytes) in &with {
        let (is, was) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&without[path]));
        let differing = is.lines().zip(was.lines()).find(|(is, was)| is != was);
        assert!(bytes == &without[path], "{path} differs from a build that has no such delivery: {differing:#?}");
    }
    assert!(with.contains_key("api/v1/search.json") && with.contains_key("soeg/index.html"), "searching is among them");
    let page = String::from_utf8_lossy(&with["kalender/index.html"]).into_owned();
    assert!(page.contains("Uge 14 2026") && page.contains("Tallene for februar 2026 (ikke udkommet)"), "{page}");
}

#[test]
fn a_preview_shows_it_marked_on_every_page() {
    let out = tempfile::tempdir().unwrap();
    build(&delivered(), out.path(), true);
    let tree = tree(out.path());
    let text = |path: &str| String::from_utf8_lossy(&tree[path]).into_owned();
    // The traces are real: each is somewhere in a preview, so their absence elsewhere means something.
    for trace in TRACES {
        let found =
            tree.iter().any(|(path, bytes)| path.contains(trace) || String::from_utf8_lossy(bytes).contains(trace));
        assert!(found, "{trace} is nowhere, so the other test shows nothing");
    }
    for (path, _) in tree.iter().filter(|(path, _)| path.ends_with(".html") && !path.ends_with("404.html")) {
        let marks = ["Forhåndsvisning.", "Forhåndsvisning:", "Preview.", "Preview:"];
        assert!(marks.iter().any(|mark| text(path).contains(mark)), "{path} is not marked");
    }
    let pages: Vec<&String> =
        tree.keys().filter(|path| path.starts_with("2026-02/") && path.ends_with(".html")).collect();
    assert!(pages.len() > 5, "{pages:?}");
    for path in pages {
        assert!(text(path).contains("Under embargo."), "{path} is not marked");
    }
    assert!(text("kalender/index.html").contains("Under embargo"));
    let version = |file: &str| serde_json::from_str::<serde_json::Value>(file).unwrap()["schema_version"].clone();
    let index = text("api/v1/search.json");
    assert_eq!(version(&index), version(&text("api/v1/index.json")), "one version of the form of all files");
    for shown in ["Hemmelig andel", "HEMMELIG tekst.", "\"2026M02\"", "under embargo"] {
        assert!(index.contains(shown), "a preview finds {shown}: {index}");
    }
    assert!(!["73939", "97941", "75,4"].iter().any(|figure| index.contains(figure)), "the index has no figure");
    let json: serde_json::Value = serde_json::from_slice(&tree["api/v1/calendar.json"]).unwrap();
    assert_eq!(json["releases"][0]["standing"], "under_embargo");
}

#[test]
fn time_alone_changes_no_byte() {
    let (early, late) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    build(&announced(), early.path(), false);
    let now = DateTime::parse_from_rfc3339("2031-01-01T00:00:00Z").unwrap();
    let options =
        BuildOptions { scope: Scope { now, preview: false }, out: late.path().to_owned(), drawer: None, jobs: None };
    assert!(pipeline::build(&announced(), &options, &Silent).summary.is_some());
    assert!(tree(early.path()) == tree(late.path()), "an announcement is not late because time passes");
}
