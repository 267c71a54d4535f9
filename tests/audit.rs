//! The audit on whole archives: what is honest is never accused, what leaks is found.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test looks at the disk itself, and stops"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use chrono::DateTime;
use noegletal::audit::Counts;
use noegletal::pipeline::{self, BuildOptions, Outcome, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::{Disk, Memory};
use serde_json::Value;

/// A made-up publication in whose lists no area stands across the others.
fn nested(size: SampleSize) -> Memory {
    let mut files: BTreeMap<String, Vec<u8>> = sample::publication(size).into_iter().collect();
    for path in ["data/codes/areas.csv", "data/codes/area_members.csv"] {
        let text = String::from_utf8(files[path].clone()).unwrap();
        let kept: String =
            text.lines().filter(|line| !line.contains("trekantomraadet")).map(|line| format!("{line}\n")).collect();
        files.insert(path.to_owned(), kept.into_bytes());
    }
    Memory { files }
}

fn build(source: &Memory, out: &Path) -> Outcome {
    let now = DateTime::parse_from_rfc3339("2027-01-01T00:00:00Z").unwrap();
    let scope = Scope { now, preview: false };
    pipeline::build(source, &BuildOptions { scope, out: out.to_owned(), drawer: None, jobs: None }, &Silent)
}

fn built(source: &Memory, out: &Path) {
    let outcome = build(source, out);
    assert!(outcome.summary.is_some(), "{:?} {:#?}", outcome.fault, outcome.report.sorted().first());
}

fn size(months: u16, jobcentres: u16, akasser: u16, seed: u64) -> SampleSize {
    SampleSize { months, jobcentres, akasser, seed }
}

/// What the manifests of an archive's editions say of their audit.
fn told(out: &Path) -> BTreeMap<String, Counts> {
    let files = walkdir::WalkDir::new(out.join("api/v1/releases")).into_iter().map(Result::unwrap);
    let manifests = files.filter(|file| file.file_name() == "manifest.json");
    let counts = manifests.map(|file| {
        let manifest: Value = serde_json::from_slice(&std::fs::read(file.path()).unwrap()).unwrap();
        let counts = serde_json::from_value(manifest["protection"].clone()).unwrap();
        (file.path().parent().unwrap().strip_prefix(out).unwrap().to_str().unwrap().to_owned(), counts)
    });
    counts.collect()
}

#[test]
fn an_honest_archive_is_never_accused() {
    for seed in 1..=2 {
        let out = tempfile::tempdir().unwrap();
        built(&nested(size(2, 12, 8, seed)), out.path());
        let audited = pipeline::audit(&Disk::new(out.path()), false, &Silent);
        assert_eq!(audited.fault, None);
        assert_eq!(audited.report.sorted(), Vec::<&noegletal::diagnostic::Diagnostic>::new(), "seed {seed}");
        let answer = audited.answer.unwrap();
        assert!(answer.is_safe() && answer.counts.hidden > 100, "{:?}", answer.counts);
        assert_eq!(answer.counts.hidden, answer.counts.audited);
    }
}

#[test]
fn an_outsider_moves_whole_numbers_as_the_build_does() {
    // Areas stand across others here, so moves alone lead to no solution without the truth. With one that programmes lead
    // to they widen nearly everything.
    let out = tempfile::tempdir().unwrap();
    let files = sample::publication(size(1, 24, 12, 1)).into_iter().collect();
    built(&Memory { files }, out.path());
    let answer = pipeline::audit(&Disk::new(out.path()), false, &Silent).answer.unwrap();
    assert!(answer.is_safe(), "{:?}", answer.narrow);
    assert!(answer.programmes > 0, "{:?}", answer.counts);
    assert!(answer.programmes < answer.counts.hidden / 8, "{} for {:?}", answer.programmes, answer.counts);
}

#[test]
fn the_files_and_the_build_say_the_same() {
    let out = tempfile::tempdir().unwrap();
    built(&nested(size(1, 12, 8, 1)), out.path());
    let told = told(out.path());
    assert_eq!(told.len(), 1);
    let answer = pipeline::audit(&Disk::new(out.path()), false, &Silent).answer.unwrap();
    assert_eq!(told["api/v1/releases/2025-12/v1"], answer.counts);
    assert!(answer.counts.hidden > 0);
}

/// The lines of a measure's file, and its path.
fn lines(out: &Path, measure: &str) -> (std::path::PathBuf, Vec<String>) {
    let path = out.join(format!("api/v1/releases/2025-12/v1/{measure}.json"));
    let text = std::fs::read_to_string(&path).unwrap();
    (path, text.lines().map(str::to_owned).collect())
}

fn run(arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_noegletal")).args(arguments).output().unwrap();
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (output.status.code().unwrap(), text)
}

#[test]
fn a_revealed_cell_gives_another_away() {
    let source = nested(size(1, 12, 8, 1));
    let out = tempfile::tempdir().unwrap();
    built(&source, out.path());
    let folder = out.path().to_str().unwrap();
    let (code, text) = run(&["audit", folder]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("nothing is given away"), "{text}");
    // A jobcentre with two hidden funds: what is shown of one gives the other away.
    let measure = "unge_forsikrede_ledige";
    let (path, mut lines) = lines(out.path(), measure);
    let record = |line: &String| serde_json::from_str::<Value>(line.trim_end_matches([',', ']'])).ok();
    let mut hidden: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    let mut shown = std::collections::BTreeSet::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(record) = record(line).filter(|record| record["period"] == "2025M12") else { continue };
        let area = record["area"].as_str().unwrap_or_default().to_owned();
        match record["akasse"].as_str() {
            None if !record["value"].is_null() => drop(shown.insert(area)),
            Some(akasse) if record["status"] == serde_json::json!(["suppressed"]) => {
                hidden.entry(area).or_default().push((at, akasse.to_owned()));
            }
            _ => {}
        }
    }
    let table = String::from_utf8(source.files[&format!("data/2025-12/v1/{measure}.csv")].clone()).unwrap();
    let truth = |area: &str, akasse: &str| {
        let start = format!("2025M12,{area},{akasse},");
        let line = table.lines().find_map(|line| line.strip_prefix(&start))?;
        line.split(',').next().map(str::to_owned)
    };
    let (area, pair) = hidden
        .into_iter()
        .find(|(area, pair)| pair.len() == 2 && shown.contains(area) && truth(area, &pair[0].1).is_some())
        .unwrap();
    let (at, akasse) = &pair[0];
    let value = truth(&area, akasse).unwrap();
    lines[*at] = lines[*at].replace("\"value\":null", &format!("\"value\":{value}")).replace("\"suppressed\"", "");
    std::fs::write(&path, lines.join("\n")).unwrap();
    let (code, text) = run(&["audit", folder]);
    assert_eq!(code, 1, "{text}");
    let other = &pair[1].1;
    assert!(text.contains(&format!("{measure} 2025M12: {area}, {other} is hidden")), "{text}");
    let truth = truth(&area, other).unwrap();
    assert!(text.contains(&format!("it lies between {truth} and {truth}")), "{text}");
    // Annotations are public: they name the cell and the sums, and no number.
    let (code, text) = run(&["audit", folder, "--format", "github"]);
    assert_eq!(code, 1);
    let annotation = text.lines().find(|line| line.contains(&format!("{area}, {other} is hidden"))).unwrap();
    assert!(annotation.contains("the sum over funds of"), "{annotation}");
    assert!(!annotation.contains("lies between"), "{annotation}");
    let (code, text) = run(&["audit", folder, "--exact", "--format", "json"]);
    assert_eq!(code, 1);
    assert!(text.starts_with("{\"errors\":"), "{text}");
}

#[test]
fn what_is_no_archive_cannot_be_audited() {
    let folder = tempfile::tempdir().unwrap();
    let (code, text) = run(&["audit", folder.path().to_str().unwrap()]);
    assert_eq!(code, 3);
    assert!(text.contains("there is no api/v1/codes/areas.json"), "{text}");
    assert_eq!(run(&["audit"]).0, 2);
}

#[test]
fn a_build_that_gives_a_cell_away_stops() {
    // An area across the others cuts them: its sums leave single cells behind, which the method does not see.
    let files = sample::publication(size(1, 40, 12, 1)).into_iter().collect();
    let out = tempfile::tempdir().unwrap();
    let outcome = build(&Memory { files }, out.path());
    if outcome.report.is_clean() {
        // The method has learned it: then the audit must agree.
        let audited = pipeline::audit(&Disk::new(out.path()), false, &Silent);
        assert!(audited.answer.unwrap().is_safe());
        return;
    }
    assert!(outcome.summary.is_none());
    assert!(outcome.report.sorted().iter().all(|problem| problem.code == noegletal::diagnostic::Code::NotProtected));
    assert!(!out.path().join("manifest.json").exists(), "nothing was written");
}
