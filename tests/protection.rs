//! What no published file may give away, seen from the files alone.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

use std::collections::BTreeMap;
use std::path::Path;

use chrono::DateTime;
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::{Disk, Memory, Source};
use serde_json::Value;

type Files = BTreeMap<String, Vec<u8>>;

fn build(files: Files, out: &Path) {
    let now = DateTime::parse_from_rfc3339("2030-01-01T00:00:00Z").unwrap();
    let options = BuildOptions { scope: Scope { now, preview: false }, out: out.to_owned(), drawer: None, jobs: None };
    let outcome = pipeline::build(&Memory { files }, &options, &Silent);
    assert!(outcome.summary.is_some(), "{:?} {:#?}", outcome.fault, outcome.report.sorted());
}

#[expect(clippy::disallowed_methods, reason = "a test reads what was built")]
fn json(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// The files of every measure in every version, with their observations.
fn tables(out: &Path) -> Vec<(String, Vec<Value>)> {
    let files = walkdir::WalkDir::new(out.join("api/v1/releases")).sort_by_file_name();
    let files =
        files.into_iter().map(Result::unwrap).filter(|file| file.path().extension().is_some_and(|e| e == "json"));
    let of_measure = files
        .filter(|file| file.depth() == 3 && file.file_name() != "release.json" && file.file_name() != "manifest.json");
    of_measure
        .map(|file| {
            let name = file.path().strip_prefix(out).unwrap().to_string_lossy().into_owned();
            (name, json(file.path())["observations"].as_array().cloned().unwrap_or_default())
        })
        .collect()
}

fn is_hidden(observation: &Value) -> bool {
    observation["status"].as_array().unwrap().contains(&"suppressed".into())
}

/// The repository's codes and labour reserve, alone.
fn labour_reserve() -> Files {
    let disk = Disk::new(".");
    let kept = |path: &String| path.starts_with("data/codes/") || path == "data/measures/arbejdskraftreserve.toml";
    let paths = disk.files("data").unwrap().into_iter().filter(kept).chain(["noegletal.toml".to_owned()]);
    paths.map(|path| (path.clone(), disk.read(&path).unwrap().unwrap())).collect()
}

fn deliver(files: &mut Files, version: u16, cells: &[(&str, &str, u64)]) {
    let class = if version == 1 { "first" } else { "correction" };
    let release = format!(
        "period = \"2010-06\"\npublished = \"2021-0{version}-15T08:00:00+01:00\"\nstatus = \"final\"\nclass = \"{class}\"\nreason = \"Rettet.\"\n"
    );
    let rows: String = cells.iter().map(|(area, akasse, count)| format!("2010-06,{area},{akasse},{count}\n")).collect();
    files.insert(format!("data/2010-06/v{version}/release.toml"), release.into_bytes());
    let text = format!("period,area,akasse,value\n{rows}");
    files.insert(format!("data/2010-06/v{version}/arbejdskraftreserve.csv"), text.into_bytes());
}

/// What readers see of each cell: its value, or nothing.
fn seen(out: &Path, version: u16) -> BTreeMap<(String, String), Option<u64>> {
    let file = json(&out.join(format!("api/v1/releases/2010-06/v{version}/arbejdskraftreserve.json")));
    let of = |one: &Value, key: &str| one[key].as_str().unwrap_or("alle").to_owned();
    let observations =
        file["observations"].as_array().unwrap().iter().filter(|one| one["value"].is_u64() || is_hidden(one));
    observations.map(|one| ((of(one, "area"), of(one, "akasse")), one["value"].as_u64())).collect()
}

#[test]
fn a_small_count_is_hidden_where_one_area_is_all_there_is() {
    let mut files = labour_reserve();
    let cells = [("odense", "sta", 110), ("odense", "prosa", 3), ("odense", "ffs", 30), ("odense", "hk", 510)];
    deliver(&mut files, 1, &cells);
    let out = tempfile::tempdir().unwrap();
    build(files, out.path());
    let seen = seen(out.path(), 1);
    let of = |akasse: &str| seen[&("odense".to_owned(), akasse.to_owned())];
    assert_eq!(of("prosa"), None);
    let hidden = ["sta", "prosa", "ffs", "hk", "alle"].into_iter().filter(|akasse| of(akasse).is_none()).count();
    assert_eq!(hidden, 2, "one more covers it, and no total: {seen:?}");
    assert_eq!(of("alle"), Some(653));
}

#[test]
fn what_was_hidden_stays_hidden_and_what_was_shown_stays_shown() {
    let mut files = labour_reserve();
    let first = [("odense", "sta", 110), ("odense", "prosa", 3), ("odense", "ffs", 30), ("odense", "hk", 510)];
    deliver(&mut files, 1, &first);
    // The small count has grown: by itself it could be shown, and would then give the other away in version 1.
    deliver(
        &mut files,
        2,
        &[("odense", "sta", 110), ("odense", "prosa", 40), ("odense", "ffs", 30), ("odense", "hk", 500)],
    );
    let out = tempfile::tempdir().unwrap();
    build(files, out.path());
    let (one, two) = (seen(out.path(), 1), seen(out.path(), 2));
    for (cell, value) in &one {
        assert_eq!(value.is_none(), two[cell].is_none(), "{cell:?}");
    }
}

#[test]
fn no_file_of_a_sample_shows_a_small_group_or_the_only_hidden_one_of_a_sum() {
    let files: Files =
        sample::publication(SampleSize { months: 2, jobcentres: 9, akasser: 8, seed: 5 }).into_iter().collect();
    let out = tempfile::tempdir().unwrap();
    build(files, out.path());
    let (mut shown, mut hidden) = (0, 0);
    for (name, observations) in tables(out.path()) {
        let mut rows: BTreeMap<(String, String), (usize, bool)> = BTreeMap::new();
        for one in &observations {
            let small = |count: &Value| count.as_u64().is_some_and(|count| (1..5).contains(&count));
            if one["denominator"].is_u64() {
                let (part, whole) = (one["numerator"].as_u64().unwrap(), one["denominator"].as_u64().unwrap());
                let rest = Value::from(whole - part);
                assert!(!small(&one["numerator"]) && !small(&one["denominator"]) && !small(&rest), "{name}: {one}");
            } else {
                assert!(!small(&one["value"]), "{name}: {one}");
            }
            shown += usize::from(one["value"].is_number());
            hidden += usize::from(is_hidden(one));
            let row = (one["period"].to_string(), one["area"].to_string());
            let row = rows.entry(row).or_default();
            if one["akasse"].is_null() {
                row.1 = one["value"].is_number();
            } else if is_hidden(one) || one["status"].as_array().unwrap().contains(&"not_received".into()) {
                row.0 += 1;
            }
        }
        for (row, (hidden, total_is_shown)) in rows {
            assert!(hidden != 1 || !total_is_shown, "{name}: one hidden fund in {row:?} follows from the total");
        }
    }
    assert!(shown > 500 && hidden > 50, "{shown} shown, {hidden} hidden");
}
