//! The main job on what is in the repository, as its users see it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

mod scenes;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::Path;
use std::time::SystemTime;

use chrono::{DateTime, FixedOffset};
use noegletal::pipeline::{self, BuildOptions, Outcome, Scope};
use noegletal::progress::Silent;
use noegletal::source::Memory;
use scenes::repository;
use serde_json::Value;

fn time(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

fn options(out: &Path, jobs: usize) -> BuildOptions {
    BuildOptions {
        scope: Scope { now: time("2026-01-01T00:00:00Z"), preview: false },
        out: out.to_owned(),
        drawer: None,
        jobs: NonZeroUsize::new(jobs),
    }
}

fn build(source: &Memory, out: &Path) -> Outcome {
    pipeline::build(source, &options(out, 2), &Silent)
}

fn built(source: &Memory, out: &Path) {
    let outcome = build(source, out);
    assert_eq!(outcome.fault, None);
    assert!(outcome.summary.is_some(), "{:#?}", outcome.report.sorted());
}

/// Every public file with its bytes.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    files(root).into_keys().map(|path| (path.clone(), read(&root.join(&path)))).collect()
}

fn files(root: &Path) -> BTreeMap<String, SystemTime> {
    let entries = walkdir::WalkDir::new(root).into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    let relative = entries.map(|entry| {
        let path = entry.path().strip_prefix(root).unwrap().to_str().unwrap().to_owned();
        (path, entry.metadata().unwrap().modified().unwrap())
    });
    relative.filter(|(path, _)| !path.starts_with(".noegletal")).collect()
}

#[expect(clippy::disallowed_methods, reason = "a test reads what was built")]
fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

fn text(root: &Path, path: &str) -> String {
    String::from_utf8(read(&root.join(path))).unwrap()
}

fn json(root: &Path, path: &str) -> Value {
    serde_json::from_slice(&read(&root.join(path))).unwrap()
}

#[test]
fn the_same_bytes_whatever_the_threads_and_a_second_build_writes_nothing() {
    let (one, many) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let source = repository();
    for (out, jobs) in [(one.path(), 1), (many.path(), 4)] {
        assert!(pipeline::build(&source, &options(out, jobs), &Silent).summary.is_some());
    }
    assert_eq!(tree(one.path()), tree(many.path()));
    let before = files(one.path());
    let summary = build(&source, one.path()).summary.unwrap();
    assert_eq!((summary.written, summary.unchanged), (0, summary.files));
    assert_eq!(files(one.path()), before, "no file has another time");
}

#[test]
fn the_figures_of_the_memo_stand_in_the_files() {
    let out = tempfile::tempdir().unwrap();
    built(&repository(), out.path());
    let file = json(out.path(), "api/v1/releases/2021-09/v1/fokusmaal_2_samtaler.json");
    let of = |list: &str, akasse: &str| {
        let found = file[list].as_array().unwrap().iter().find(|entry| entry["akasse"] == akasse).cloned();
        found.unwrap_or_else(|| panic!("{list} has no {akasse}"))
    };
    // fund, mean, published, low, high, how it reconciles, verdict, margin, required next month
    let answers = [
        ("3f", 81.6, 82, 81.5, 82.1, "equal", "not_met", -3.4, 102),
        ("bupl", 74.25, 74, 73.75, 74.5, "equal", "not_met", -10.75, 128),
        ("metal", 89.5, 89, 89.0, 89.5, "within_rounding", "met", 4.5, 67),
        ("foa", 84.2, 84, 83.7, 84.5, "equal", "not_met", -0.8, 89),
        ("ftfa", 92.4, 92, 91.9, 92.5, "equal", "met", 7.4, 48),
        ("hk", 87.6, 88, 87.5, 88.1, "equal", "met", 2.6, 72),
        ("ma", 93.2, 93, 92.7, 93.5, "equal", "met", 8.2, 44),
        ("min", 87.6, 88, 87.5, 88.1, "equal", "met", 2.6, 72),
        ("sl", 91.6, 91, 91.1, 91.5, "within_rounding", "met", 6.6, 52),
    ];
    for (id, mean, published, low, high, reconciles, verdict, margin, next) in answers {
        let summary = of("summaries", id);
        for (key, value) in [("value", mean), ("low", low), ("high", high)] {
            assert!((summary[key].as_f64().unwrap() - value).abs() < 1e-9, "{id} {key}: {summary}");
        }
        assert_eq!((&summary["published"], &summary["reconciles"]), (&published.into(), &reconciles.into()), "{id}");
        let assessment = of("assessments", id);
        assert_eq!((&assessment["target"], &assessment["verdict"]), (&"fokusmaal_85".into(), &verdict.into()), "{id}");
        assert!((assessment["margin"].as_f64().unwrap() - margin).abs() < 1e-9, "{id}: {assessment}");
        assert_eq!(assessment["required_next"], next, "{id}");
    }
    let observations = file["observations"].as_array().unwrap();
    let status = |period: &str, akasse: &str| {
        let same = |entry: &&Value| entry["period"] == period && entry["akasse"] == akasse;
        observations.iter().find(same).map(|entry| (entry["value"].clone(), entry["status"].clone())).unwrap()
    };
    for akasse in ["bupl", "metal"] {
        assert_eq!(status("2021M07", akasse), (Value::Null, serde_json::json!(["not_received"])));
    }
    for month in 1..=6 {
        assert_eq!(status(&format!("2021M0{month}"), "3f"), (Value::Null, serde_json::json!(["excluded"])));
    }
    for month in ["2020M09", "2020M10"] {
        assert_eq!(status(month, "sl"), (Value::Null, serde_json::json!(["not_applicable"])));
    }
    assert_eq!(status("2021M09", "3f").0, 90);
}

/// The cells of a table's body rows by their row heading, as plain text.
fn rows(page: &str) -> Vec<(String, Vec<String>)> {
    page.split("<tr")
        .skip(1)
        .filter_map(|row| {
            let row = row.split("</tr>").next()?;
            let (_, rest) = row.split_once("<th")?;
            let (heading, cells) = rest.split_once("</th>")?;
            let cells = cells.split("<td").skip(1).map(|cell| plain(cell.split("</td>").next().unwrap_or("")));
            Some((plain(heading), cells.collect()))
        })
        .collect()
}

/// Text without tags; what stands before the first `>` belongs to the tag that was cut.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = true;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text.trim().to_owned()
}

#[test]
fn numbers_on_pages_equal_numbers_in_json() {
    let out = tempfile::tempdir().unwrap();
    built(&repository(), out.path());
    let folder = "api/v1/releases/2021-09/v1";
    let file = json(out.path(), &format!("{folder}/fokusmaal_2_samtaler.json"));
    let names = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let mut compared = 0;
    for observation in file["observations"].as_array().unwrap() {
        let (akasse, period) = (observation["akasse"].as_str().unwrap(), observation["period"].as_str().unwrap());
        let month: usize = period[5..].parse().unwrap();
        let name = format!("{} {}", names[month - 1], &period[..4]);
        let rows = rows(&text(out.path(), &format!("2021-09/v1/a-kasse/{akasse}/index.html")));
        let row = rows.iter().find(|(heading, _)| heading.to_lowercase().starts_with(&name));
        let Some(value) = observation["value"].as_u64() else {
            // Left-out months stand as one row for the whole stretch.
            continue;
        };
        let (_, cells) = row.unwrap_or_else(|| panic!("{akasse} has no row for {name}: {rows:?}"));
        assert_eq!(cells.first().map(String::as_str), Some(value.to_string().as_str()), "{akasse} {name}");
        compared += 1;
    }
    assert_eq!(compared, 43, "nine funds in five months, two of them blank");
    let front = rows(&text(out.path(), "2021-09/v1/index.html"));
    for summary in file["summaries"].as_array().unwrap() {
        let akasse = summary["akasse"].as_str().unwrap();
        let party = json(out.path(), &format!("{folder}/a-kasse/{akasse}.json"));
        let short = party["akasse"]["short"].as_str().unwrap();
        let (_, cells) =
            front.iter().find(|(heading, _)| heading == short).unwrap_or_else(|| panic!("{short}: {front:?}"));
        let shown = format!("{:.2}", summary["value"].as_f64().unwrap()).replace('.', ",");
        assert!(cells.iter().any(|cell| cell.starts_with(&shown)), "{short}: {shown} not in {cells:?}");
        assert!(cells.contains(&summary["published"].to_string()), "{short}: {cells:?}");
    }
}

#[test]
fn a_failed_run_leaves_everything_as_it_was() {
    let out = tempfile::tempdir().unwrap();
    let mut source = repository();
    built(&source, out.path());
    let before = files(out.path());
    let table = source.files.get_mut("data/2021-09/v1/fokusmaal.csv").unwrap();
    let wrong = String::from_utf8(table.clone()).unwrap().replace("33 %", "133 %");
    *table = wrong.into_bytes();
    let outcome = build(&source, out.path());
    assert!(outcome.summary.is_none());
    assert!(outcome.report.errors() > 0);
    assert_eq!(files(out.path()), before);
}

#[test]
fn figures_once_published_do_not_change() {
    let out = tempfile::tempdir().unwrap();
    let mut source = repository();
    built(&source, out.path());
    let before = tree(out.path());
    let table = source.files.get_mut("data/2021-09/v1/fokusmaal.csv").unwrap();
    *table = String::from_utf8(table.clone()).unwrap().replace("97 %", "96 %").into_bytes();
    let outcome = build(&source, out.path());
    let said: Vec<String> = outcome.report.sorted().iter().map(|problem| problem.message.clone()).collect();
    assert!(outcome.summary.is_none());
    let named = |words: &[&str]| said.iter().any(|message| words.iter().all(|word| message.contains(word)));
    assert!(named(&["3f", "97", "96"]), "the cell, what was published and what would be: {said:#?}");
    assert_eq!(tree(out.path()), before);
}

#[test]
fn a_correction_is_a_new_version_with_its_reason() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for (path, bytes) in repository().files {
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::File::create(file).and_then(|mut file| std::io::Write::write_all(&mut file, &bytes)).unwrap();
    }
    let disk = noegletal::source::Disk::new(folder.path());
    let revision = |reason: &str, published: &str| pipeline::Revision {
        period: noegletal::model::Period::parse("2021-09").unwrap(),
        class: noegletal::model::release::ReleaseClass::Correction,
        reason: reason.to_owned(),
        published: time(published),
    };
    assert!(pipeline::revise(&disk, &revision(" ", "2022-01-01T08:00:00Z")).is_err(), "no reason");
    assert!(pipeline::revise(&disk, &revision("Før tid", "2021-12-15T07:00:00Z")).is_err(), "not after the first");
    let reason = "HK's tal for \"september\" var forkert.";
    let version = pipeline::revise(&disk, &revision(reason, "2022-01-01T08:00:00Z")).unwrap();
    assert!(version.folder.ends_with("data/2021-09/v2"));
    let outcome = pipeline::build(&disk, &options(out.path(), 2), &Silent);
    assert!(outcome.summary.is_some(), "{:#?}", outcome.report.sorted());
    let file = json(out.path(), "api/v1/releases/2021-09/v2/release.json");
    assert_eq!(file["release"]["supersedes"], 1, "{}", file["release"]);
    assert!(text(out.path(), "rettelser/index.html").contains("var forkert."), "readers see the reason");
    let replaced = text(out.path(), "2021-09/v1/index.html");
    assert!(replaced.contains("href=\"../index.html\"") && !replaced.contains("../v2/"), "the way is the month's page");
    assert!(out.path().join("2021-09/v1/index.html").exists() && out.path().join("2021-09/v2/index.html").exists());
}

#[test]
fn what_is_under_embargo_is_in_no_file() {
    let out = tempfile::tempdir().unwrap();
    let mut source = repository();
    let release =
        "period = \"2021-10\"\npublished = \"2030-01-14T08:00:00+01:00\"\nstatus = \"final\"\nclass = \"first\"\n";
    source.files.insert("data/2021-10/v1/release.toml".into(), release.into());
    let table = "period,akasse,value\n2021-10,3f,97.123457\n";
    source.files.insert("data/2021-10/v1/fokusmaal_2_samtaler.csv".into(), table.into());
    built(&source, out.path());
    let with = tree(out.path());
    for (path, bytes) in &with {
        assert!(!path.contains("2021-10"), "{path}");
        let text = String::from_utf8_lossy(bytes);
        for trace in ["97.123457", "97,123457", "2021M10", "2030-01-14"] {
            assert!(!text.contains(trace), "{path} has {trace}");
        }
    }
    let without = tempfile::tempdir().unwrap();
    built(&repository(), without.path());
    assert_eq!(with, tree(without.path()), "not a byte differs");
    let preview = tempfile::tempdir().unwrap();
    let mut options = options(preview.path(), 2);
    options.scope.preview = true;
    assert!(pipeline::build(&source, &options, &Silent).summary.is_some());
    assert!(text(preview.path(), "2021-10/v1/index.html").contains("Oktober 2021"));
    for (path, bytes) in tree(preview.path()).iter().filter(|(path, _)| path.ends_with("index.html")) {
        let mark = if path.starts_with("en/") { "Preview" } else { "Forhåndsvisning" };
        assert!(String::from_utf8_lossy(bytes).contains(mark), "{path} is not marked");
    }
}

/// The text of a file; of a workbook or zip file, that of everything inside.
fn unpacked(path: &str, bytes: &[u8]) -> String {
    if !path.ends_with(".xlsx") && !path.ends_with(".zip") {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for at in 0..archive.len() {
        std::io::Read::read_to_string(&mut archive.by_index(at).unwrap(), &mut text).unwrap();
    }
    text
}

#[test]
fn every_synthetic_page_and_table_says_so() {
    synthetic_and_marked("", false);
}

#[test]
fn so_does_every_file_of_an_archive_with_all_formats() {
    synthetic_and_marked("formats = [\"jsonstat\", \"csvw\", \"xlsx\", \"datapackage\", \"zip\"]\n", true);
}

/// Builds made-up months with what `head` says of formats, and looks for the mark in every file. Workbooks are there only
/// where they are asked for, every other format without being asked for.
fn synthetic_and_marked(head: &str, workbooks: bool) {
    let size = noegletal::sample::SampleSize { months: 2, jobcentres: 3, akasser: 3, seed: 5 };
    let files = noegletal::sample::publication(size).into_iter().collect();
    let mut source = Memory { files };
    let own = String::from_utf8(source.files["noegletal.toml"].clone()).unwrap();
    source.files.insert("noegletal.toml".into(), format!("{head}{own}").into());
    let out = tempfile::tempdir().unwrap();
    let mut options = options(out.path(), 2);
    options.scope.now = time("2027-01-01T00:00:00Z");
    assert!(pipeline::build(&source, &options, &Silent).summary.is_some());
    let first = tree(out.path()).into_keys().find(|path| path.starts_with("2025-")).unwrap();
    let page = text(out.path(), &format!("{}/v1/index.html", first.split('/').next().unwrap()));
    for (ending, there) in [
        (".xlsx", workbooks),
        (".jsonstat.json", true),
        (".csv-metadata.json", true),
        ("/datapackage.json", true),
        ("/datapackage.zip", true),
    ] {
        let found = tree(out.path()).into_keys().any(|path| path.starts_with("api/") && path.ends_with(ending));
        assert_eq!(found, there, "{ending}");
        assert_eq!(page.contains(ending.trim_start_matches('/')), there, "{ending} has no link");
    }
    let mut marked = 0;
    for (path, bytes) in tree(out.path()) {
        let text = unpacked(&path, &bytes).to_lowercase();
        let of_edition = path.starts_with("2025-") || path.starts_with("api/v1/releases/2025-");
        // Lists of addresses hold no figures.
        if of_edition && !path.ends_with("manifest.json") && !path.ends_with("timemap.link") {
            assert!(text.contains("synteti") || text.contains("\"synthetic\":true"), "{path} is not marked");
            marked += 1;
        }
    }
    assert!(marked > 50, "{marked}");
}
