//! Publications held in memory and built whole: the repository's own, and scenes with its registers and other figures.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    dead_code,
    unreachable_pub,
    reason = "tests stop at what they do not expect, and each uses what it needs"
)]

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::Path;

use chrono::DateTime;
use noegletal::config;
use noegletal::model::{AreaKind, Period, Publication};
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::source::{Disk, Memory, Source};
use serde_json::Value;
use tempfile::TempDir;

/// The repository's publication without its made-up months, held in memory so that a test can change it and no seal is
/// written. Seals of these months are there when somebody has built it here before, and are left out with them.
pub fn repository() -> Memory {
    let disk = Disk::new(".");
    let mut files = BTreeMap::new();
    let folders = ["data", "content", "templates"].iter().flat_map(|folder| disk.files(folder).unwrap());
    let made_up = |path: &String| {
        let month = path.strip_prefix("data/releases.hidden/").or_else(|| path.strip_prefix("data/"));
        month.is_some_and(is_made_up)
    };
    for path in folders.chain(["noegletal.toml".to_owned()]).filter(|path| !made_up(path)) {
        let bytes = disk.read(&path).unwrap().unwrap();
        files.insert(path, bytes);
    }
    if let Some(lock) = files.get_mut("data/releases.lock") {
        let text = String::from_utf8(lock.clone()).unwrap();
        *lock =
            text.lines().filter(|line| !is_made_up(line)).map(|line| format!("{line}\n")).collect::<String>().into();
    }
    // In Danish, with the files that every archive has: languages and formats have tests of their own.
    let head = String::from_utf8(files["noegletal.toml"].clone()).unwrap();
    let plain = |line: &str| match line.split(" = ").next() {
        Some("languages") => "languages = [\"da\"]\n".to_owned(),
        Some("formats") => "formats = []\n".to_owned(),
        _ => format!("{line}\n"),
    };
    files.insert("noegletal.toml".to_owned(), head.lines().map(plain).collect::<String>().into_bytes());
    Memory { files }
}

fn is_made_up(month: &str) -> bool {
    month.starts_with("2024-") || month.starts_with("2025-")
}

/// The repository's measures, codes and registers, without its releases, seals and texts; what the calendar
/// says of texts is left out, too.
pub fn registers() -> Memory {
    let Memory { mut files } = repository();
    files.retain(|path, _| {
        let kept = ["data/measures/", "data/codes/", "data/targets.toml", "data/follow_up.toml", "data/calendar.toml"];
        path == "noegletal.toml" || path.starts_with("templates/") || kept.iter().any(|start| path.starts_with(start))
    });
    let calendar = String::from_utf8(files.remove("data/calendar.toml").unwrap()).unwrap();
    let names_texts = |line: &&str| ["source =", "documents =", "minutes ="].iter().any(|key| line.starts_with(key));
    let calendar: Vec<&str> = calendar.lines().filter(|line| !names_texts(line)).collect();
    files.insert("data/calendar.toml".to_owned(), calendar.join("\n").into_bytes());
    Memory { files }
}

pub fn publication(source: &Memory) -> Publication {
    let (publication, report) = config::load(source);
    assert!(report.is_clean(), "{:#?}", report.sorted());
    publication.unwrap()
}

pub fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

/// Adds a release of one month with tidy files, by name.
pub fn release(source: &mut Memory, month: &str, published: &str, tables: &[(&str, String)]) {
    let head = format!("period = \"{month}\"\npublished = \"{published}\"\nstatus = \"final\"\nclass = \"first\"\n");
    source.files.insert(format!("data/{month}/v1/release.toml"), head.into_bytes());
    for (measure, text) in tables {
        source.files.insert(format!("data/{month}/v1/{measure}.csv"), text.clone().into_bytes());
    }
}

/// Every jobcentre of a month.
pub fn jobcentres(publication: &Publication, month: &str) -> Vec<String> {
    let valid = |area: &&noegletal::model::Area| area.kind == AreaKind::Jobcentre && area.valid.covers(period(month));
    publication.areas.iter().filter(valid).map(|area| area.id.clone()).collect()
}

/// A site as built, with its folder.
pub struct Site {
    out: TempDir,
}

pub fn built(source: &Memory) -> Site {
    let out = tempfile::tempdir().unwrap();
    let scope = Scope { now: DateTime::parse_from_rfc3339("2026-01-01T00:00:00Z").unwrap(), preview: false };
    let options = BuildOptions { scope, out: out.path().to_owned(), drawer: None, jobs: NonZeroUsize::new(2) };
    let outcome = pipeline::build(source, &options, &Silent);
    assert_eq!(outcome.fault, None);
    assert!(outcome.summary.is_some(), "{:#?}", outcome.report.sorted());
    Site { out }
}

impl Site {
    pub fn root(&self) -> &Path {
        self.out.path()
    }

    #[expect(clippy::disallowed_methods, reason = "a test reads what was built")]
    pub fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// A page's words, without tags; one space between any two.
    pub fn words(&self, path: &str) -> String {
        let mut text = String::new();
        let mut inside = false;
        for letter in self.text(path).chars() {
            match letter {
                '<' => (inside, _) = (true, text.push(' ')),
                '>' => inside = false,
                _ if !inside => text.push(letter),
                _ => {}
            }
        }
        let text = text.replace("&amp;", "&").replace("&#39;", "'").replace("&quot;", "\"");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn json(&self, path: &str) -> Value {
        serde_json::from_str(&self.text(path)).unwrap()
    }
}

/// The record of a list whose keys have these values.
pub fn find(list: &Value, keys: &[(&str, &str)]) -> Value {
    let all = list.as_array().unwrap();
    let same = |entry: &&Value| keys.iter().all(|(key, value)| entry[*key] == *value);
    all.iter().find(same).unwrap_or_else(|| panic!("no {keys:?} in {list:#}")).clone()
}
