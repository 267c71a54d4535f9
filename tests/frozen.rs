//! What was published stays as it was drawn: nothing that comes later changes a byte of a version's files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;

use chrono::{DateTime, FixedOffset};
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::{Disk, Memory, Source};

type Files = BTreeMap<String, Vec<u8>>;

fn time(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

/// Every public file of an archive that is made from nothing at this time.
fn built(files: &Files, now: DateTime<FixedOffset>) -> Files {
    let out = tree::folder();
    let scope = Scope { now, preview: false };
    let options = BuildOptions { scope, out: out.path().to_owned(), drawer: None, jobs: NonZeroUsize::new(2) };
    let outcome = pipeline::build(&Memory { files: files.clone() }, &options, &Silent);
    assert_eq!(outcome.fault, None);
    assert!(outcome.summary.is_some(), "{:#?}", outcome.report.sorted());
    let mut archive = tree::tree(out.path());
    archive.retain(|path, _| !path.starts_with(".noegletal"));
    archive
}

/// The version that a file belongs to, such as `2025-10/v1`; none for files that are drawn anew.
fn version_of(path: &str) -> Option<&str> {
    let below = path.strip_prefix("api/v1/releases/").or_else(|| path.strip_prefix("embed/")).unwrap_or(path);
    let mut steps = below.split('/');
    let (month, version) = (steps.next()?, steps.next()?);
    let is_month = month.len() == 7 && month.starts_with("20");
    let is_version = version.strip_prefix('v').is_some_and(|number| number.parse::<u16>().is_ok());
    steps.next().filter(|_| is_month && is_version).map(|_| &below[..month.len() + 1 + version.len()])
}

/// Holds that every file of the versions of `before` has the same bytes in `after`; returns how many there are.
fn assert_frozen(before: &Files, after: &Files, when: &str) -> usize {
    let frozen: Vec<_> = before.iter().filter(|(path, _)| version_of(path).is_some()).collect();
    for (path, bytes) in &frozen {
        let now = after.get(*path).unwrap_or_else(|| panic!("{when}: {path} is gone"));
        assert!(*bytes == now, "{when}: {path} differs: {}", tree::first_difference(Some(bytes), Some(now)));
    }
    let versions: BTreeSet<&str> = before.keys().filter_map(|path| version_of(path)).collect();
    for path in after.keys().filter(|path| !before.contains_key(*path)) {
        assert!(version_of(path).is_none_or(|version| !versions.contains(version)), "{when}: {path} is new");
    }
    frozen.len()
}

fn assert_drawn_anew(before: &Files, after: &Files, paths: &[&str]) {
    for path in paths {
        assert!(before.contains_key(*path) && before.get(*path) != after.get(*path), "{path} is as it was");
    }
}

fn put(files: &mut Files, path: &str, text: impl Into<Vec<u8>>) {
    assert!(files.insert(path.to_owned(), text.into()).is_none(), "{path} was there");
}

fn append(files: &mut Files, path: &str, text: &str) {
    files.entry(path.to_owned()).or_default().extend_from_slice(text.as_bytes());
}

const CALENDAR: &str = r#"
[[recurring]]
kind = "akasse_network"
title = { da = "Møder i netværket", en = "Meetings of the network" }
times_per_year = 4
"#;

const LATER_CALENDAR: &str = r#"
[[release]]
id = "januar"
period = "2026-01"
date = "2026-03-10"
status = "confirmed"
synthetic = true
title = "Tal for januar"

[[meeting]]
id = "netvaerk"
kind = "akasse_network"
date = "2026-03-18"
synthetic = true
title = "Netværk"
"#;

/// A text that belongs to the last month, and that measures and targets of all months name.
const TEXT: &str = r#"+++
slug = "vejledning"
type = "notat"
title = "Vejledning"
summary = "Hvordan tallene gøres op."
date = "2025-01-10"
lang = "da"
releases = ["2025-12"]
+++

Se [tallene](udgivelse:2025-12).
"#;

/// Six made-up months. One measure is delivered for the last of them alone, and a text belongs to it.
fn publication() -> Files {
    let size = SampleSize { months: 6, jobcentres: 4, akasser: 3, seed: 5 };
    let mut files: Files = sample::publication(size).into_iter().collect();
    let late = "sygedagpenge_over_26_uger.csv";
    files.retain(|path, _| !path.ends_with(late) || path.starts_with("data/2025-12/"));
    let targets = String::from_utf8(files["data/targets.toml"].clone()).unwrap();
    assert!(!targets.contains("sygedagpenge_over_26_uger"), "a target would show the measure before its time");
    put(&mut files, "data/calendar.toml", CALENDAR);
    put(&mut files, "content/notater/vejledning.md", TEXT);
    let measure = files.get_mut("data/measures/arbejdskraftreserve.toml").unwrap();
    *measure = [b"source = \"vejledning\"\n".as_slice(), measure].concat();
    files
}

fn without(files: &Files, folder: &str) -> Files {
    files
        .iter()
        .filter(|(path, _)| !path.starts_with(folder))
        .map(|(path, bytes)| (path.clone(), bytes.clone()))
        .collect()
}

/// Adds a second version of a month with another figure in one table.
fn second_version(files: &mut Files, month: &str, published: &str) {
    let head = format!(
        "period = \"{month}\"\npublished = \"{published}\"\nstatus = \"final\"\nclass = \"correction\"\nreason = \
         \"En fejl.\"\nsynthetic = true\n"
    );
    let table = String::from_utf8(files[&format!("data/{month}/v1/arbejdskraftreserve.csv")].clone()).unwrap();
    let mut lines: Vec<String> = table.lines().map(str::to_owned).collect();
    let row = lines.iter().position(|line| line.contains(",bupl,")).unwrap();
    let mut cells: Vec<String> = lines[row].split(',').map(str::to_owned).collect();
    cells[3] = (cells[3].parse::<u64>().unwrap() + 40).to_string();
    lines[row] = cells.join(",");
    put(files, &format!("data/{month}/v2/release.toml"), head);
    put(files, &format!("data/{month}/v2/arbejdskraftreserve.csv"), lines.join("\n") + "\n");
}

/// Built at another time, everything later is under embargo: a text of the last month, too.
#[test]
fn a_later_month_a_new_version_and_an_announcement_change_no_file_of_a_version() {
    let whole = publication();
    let now = time("2026-02-20T00:00:00Z");
    let base = built(&whole, time("2026-01-20T00:00:00Z"));
    assert!(!base.contains_key("2025-12/index.html") && !base.contains_key("dokumenter/vejledning/index.html"));

    let later = built(&whole, now);
    assert!(assert_frozen(&base, &later, "with a later month") > 150);
    assert_drawn_anew(
        &base,
        &later,
        &[
            "index.html",
            "2025-11/index.html",
            "2025-07/index.html",
            "udgivelser/index.html",
            "a-kasse/3f/index.html",
            "maal/arbejdskraftreserve/index.html",
            "api/v1/state.json",
            "api/v1/index.json",
            "manifest.json",
        ],
    );
    assert!(later.contains_key("dokumenter/vejledning/index.html"));

    let mut corrected = whole.clone();
    second_version(&mut corrected, "2025-08", "2026-02-15T08:00:00+01:00");
    let corrected = built(&corrected, now);
    assert_frozen(&later, &corrected, "with a version 2 of an old month");
    assert!(corrected.contains_key("2025-08/v2/index.html"));
    assert_drawn_anew(
        &later,
        &corrected,
        &[
            "index.html",
            "2025-08/index.html",
            "udgivelser/index.html",
            "rettelser/index.html",
            "maal/arbejdskraftreserve/index.html",
            "api/v1/state.json",
            "api/v1/index.json",
            "manifest.json",
        ],
    );
    assert_eq!(later.get("2025-09/index.html"), corrected.get("2025-09/index.html"), "it says nothing of August");

    let mut announced = whole;
    append(&mut announced, "data/calendar.toml", LATER_CALENDAR);
    let announced = built(&announced, now);
    assert_frozen(&later, &announced, "with an announcement and a meeting");
    assert_drawn_anew(
        &later,
        &announced,
        &["index.html", "2025-12/index.html", "kalender/index.html", "api/v1/calendar.json"],
    );
    assert_eq!(later.get("api/v1/state.json"), announced.get("api/v1/state.json"));
}

/// A publication that does not have the later files at all draws the same as one whose later files are under embargo.
#[test]
fn a_version_is_drawn_the_same_whether_later_deliveries_are_there_or_not() {
    let whole = publication();
    let mut fewer = without(&without(&whole, "data/2025-12/"), "data/2025-11/");
    fewer.remove("content/notater/vejledning.md");
    let measure = fewer.get_mut("data/measures/arbejdskraftreserve.toml").unwrap();
    *measure = String::from_utf8(measure.clone()).unwrap().replace("source = \"vejledning\"\n", "").into_bytes();
    let now = time("2026-02-20T00:00:00Z");
    assert!(assert_frozen(&built(&fewer, now), &built(&whole, now), "with two more months") > 100);
}

/// At every moment at which something comes out, old months' second versions among them.
#[test]
fn the_files_of_a_version_stay_while_time_goes_by() {
    let mut files = publication();
    second_version(&mut files, "2025-08", "2025-12-20T08:00:00+01:00");
    second_version(&mut files, "2025-07", "2026-01-05T08:00:00+01:00");
    let moments = ["2025-10-01", "2025-12-15", "2025-12-21", "2026-01-06", "2026-02-20"];
    let mut before = Files::new();
    let mut held = 0;
    for moment in moments {
        let after = built(&files, time(&format!("{moment}T00:00:00Z")));
        held += assert_frozen(&before, &after, moment);
        assert!(before.is_empty() || before.get("api/v1/state.json") != after.get("api/v1/state.json"), "{moment}");
        before = after;
    }
    assert!(held > 500, "{held}");
}

/// The repository's own publication with some of its made-up months, among them one with a planned revision.
#[test]
fn the_repositorys_own_versions_stay_when_months_come() {
    let disk = Disk::new(".");
    let folders = ["data", "content", "templates"].iter().flat_map(|folder| disk.files(folder).unwrap());
    let left_out = |path: &str| {
        let month = path.strip_prefix("data/").and_then(|path| path.get(..7)).unwrap_or_default();
        month.starts_with("2025-") || (month.starts_with("2024-") && !("2024-07"..="2024-08").contains(&month))
    };
    let paths = folders.chain(["noegletal.toml".to_owned()]).filter(|path| !left_out(path));
    let mut files: Files = paths.map(|path| (path.clone(), disk.read(&path).unwrap().unwrap())).collect();
    // Seals are of the whole publication.
    files.retain(|path, _| !path.starts_with("data/releases."));
    let at_first = built(&files, time("2024-10-01T00:00:00Z"));
    assert!(at_first.contains_key("2024-07/v1/index.html") && !at_first.contains_key("2024-08/v1/index.html"));
    let now = built(&files, time("2025-01-01T00:00:00Z"));
    assert!(now.contains_key("2024-08/v2/index.html"));
    assert!(assert_frozen(&at_first, &now, "with later months and a planned revision") > 100);
    assert_drawn_anew(
        &at_first,
        &now,
        &["index.html", "2021-09/index.html", "2024-07/index.html", "api/v1/state.json"],
    );
}
