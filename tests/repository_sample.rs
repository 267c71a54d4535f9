//! The repository's synthetic months are what the generator makes, byte for byte, and nothing else is synthetic.
//!
//! To make them anew after a change of the generator, see `docs/synthetic-months.md`.

#![allow(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]

use std::collections::BTreeMap;

use chrono::DateTime;
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::sample::Sample;
use noegletal::source::{Disk, Memory, Source};

/// The real months, which are sealed.
const REAL: [&str; 2] = ["data/2009-12/", "data/2021-09/"];

#[test]
fn the_synthetic_months_are_as_the_generator_makes_them() {
    let made: BTreeMap<String, Vec<u8>> = Sample::of_repository().files().unwrap().into_iter().collect();
    let disk = Disk::new(".");
    let in_month = |path: &String| path.strip_prefix("data/").is_some_and(|rest| rest.starts_with("20"));
    let kept = disk.files("data").unwrap().into_iter().filter(in_month);
    let kept: Vec<String> = kept.filter(|path| !REAL.iter().any(|real| path.starts_with(real))).collect();
    assert_eq!(kept, made.keys().cloned().collect::<Vec<_>>(), "the same files");
    for (path, content) in &made {
        assert!(disk.read(path).unwrap().as_ref() == Some(content), "{path} is not what the generator makes");
    }
    let releases = made.iter().filter(|(path, _)| path.ends_with("release.toml"));
    let (mut versions, mut marked) = (0, 0);
    for (_, content) in releases {
        versions += 1;
        marked += usize::from(String::from_utf8_lossy(content).contains("\nsynthetic = true\n"));
    }
    assert_eq!((versions, marked), (26, 26), "24 months, two of them in two versions, all marked");
}

#[test]
fn real_months_are_not_marked_synthetic() {
    let disk = Disk::new(".");
    for real in REAL {
        let text = disk.read(&format!("{real}v1/release.toml")).unwrap().unwrap();
        assert!(String::from_utf8(text).unwrap().contains("\nsynthetic = false\n"), "{real}");
    }
}

/// Some months: of the whole site every page is looked at by `tests/clients/check_marks.py`.
#[test]
fn synthetic_editions_say_so_on_each_page_and_the_real_ones_do_not() {
    const MONTHS: [&str; 3] = ["2024-01", "2024-02", "2024-03"];
    let out = tempfile::tempdir().unwrap();
    let now = DateTime::parse_from_rfc3339("2026-03-01T00:00:00Z").unwrap();
    let scope = Scope { now, preview: false };
    let options = BuildOptions { scope, out: out.path().to_owned(), drawer: None, jobs: None };
    let disk = Disk::new(".");
    let folders = ["data", "content", "templates"].iter().flat_map(|folder| disk.files(folder).unwrap());
    let paths = folders.chain(["noegletal.toml".to_owned()]).filter(|path| {
        let month = path.strip_prefix("data/").and_then(|path| path.get(..7)).unwrap_or_default();
        !(month.starts_with("2024-") || month.starts_with("2025-")) || MONTHS.contains(&month)
    });
    let mut files: BTreeMap<_, _> = paths.map(|path| (path.clone(), disk.read(&path).unwrap().unwrap())).collect();
    // Seals are of the whole publication.
    files.retain(|path, _| !path.starts_with("data/releases."));
    let outcome = pipeline::build(&Memory { files }, &options, &Silent);
    assert!(outcome.summary.is_some(), "{:?} {:#?}", outcome.fault, outcome.report.sorted());
    let built = Disk::new(out.path());
    let (mut made_up, mut real) = (0, 0);
    for language in ["", "en/"] {
        for folder in MONTHS {
            made_up += pages(&built, &format!("{language}{folder}"), true);
        }
        for folder in ["2009-12", "2021-09", "dokumenter", "metode", "om"] {
            real += pages(&built, &format!("{language}{folder}"), false);
        }
    }
    assert!(made_up > 200 && real > 40, "{made_up} {real}");
}

/// How many pages a folder has; each of them marked as made up, or none.
fn pages(built: &Disk, folder: &str, marked: bool) -> usize {
    let pages = built.files(folder).unwrap().into_iter().filter(|path| path.ends_with(".html"));
    let marks = pages.map(|path| {
        let page = String::from_utf8(built.read(&path).unwrap().unwrap()).unwrap();
        assert_eq!(page.contains("class=\"banner synthetic\""), marked, "{path}");
    });
    marks.count()
}
