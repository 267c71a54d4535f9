//! A made-up country in Danish and English: the archive is sound, and both languages show the same figures.

#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads what was built")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use noegletal::archive::verify::Verifier;
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::Memory;

fn build(out: &Path, languages: &str) {
    let size = SampleSize { months: 2, jobcentres: 7, akasser: 7, seed: 3 };
    let mut files: BTreeMap<String, Vec<u8>> = sample::publication(size).into_iter().collect();
    let head = String::from_utf8(files["noegletal.toml"].clone()).unwrap();
    let head = head.replace("language = \"da\"\n", &format!("language = \"da\"\n{languages}"));
    files.insert("noegletal.toml".into(), head.into_bytes());
    let options = BuildOptions {
        scope: Scope { now: DateTime::parse_from_rfc3339("2030-01-01T00:00:00Z").unwrap(), preview: false },
        out: out.to_owned(),
        drawer: None,
        jobs: None,
    };
    let outcome = pipeline::build(&Memory { files }, &options, &Silent);
    assert!(outcome.summary.is_some(), "{:#?}", outcome.report.sorted());
}

/// Every file below a folder, by path.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open: Vec<PathBuf> = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    found
}

#[test]
fn english_stands_beside_danish_and_changes_no_figure() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    build(one.path(), "");
    build(two.path(), "languages = [\"da\", \"en\"]\n");
    let (danish, both) = (files(one.path()), files(two.path()));
    assert!(!danish.keys().any(|path| path.starts_with("en/")));
    let pages = danish.keys().filter(|path| path.ends_with("index.html") && !path.starts_with("embed/"));
    for path in pages {
        assert!(both.contains_key(&format!("en/{path}")), "{path} has no page in English");
    }
    // The figures of releases are the same bytes, whatever languages pages have.
    for (path, bytes) in danish.iter().filter(|(path, _)| path.starts_with("api/v1/releases/")) {
        if !path.ends_with("manifest.json") {
            assert!(both.get(path) == Some(bytes), "{path}");
        }
    }
    let verified = Verifier::default().verify(two.path(), &[]).unwrap();
    assert!(verified.report.is_clean(), "{:#?}", verified.report.sorted());
    // A page in English with a wrong figure is found as one in Danish is.
    let page =
        both.keys().find(|path| path.starts_with("en/2025-12/v1/a-kasse/") && path.ends_with("index.html")).unwrap();
    let html = String::from_utf8(both[page].clone()).unwrap();
    let (before, rest) = html.split_once("<td class=\"n\">").unwrap();
    let wrong = format!("{before}<td class=\"n\">7{rest}");
    std::fs::write(two.path().join(page), wrong).unwrap();
    let verified = Verifier::default().verify(two.path(), &[]).unwrap();
    assert!(!verified.report.is_clean());
}
