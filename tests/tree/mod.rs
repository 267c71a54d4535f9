//! Publications on disk, and everything that a run leaves behind: files with their bytes, and what it says.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    dead_code,
    unreachable_pub,
    reason = "tests stop at what they do not expect, and each uses what it needs"
)]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;

use chrono::{DateTime, FixedOffset};
use noegletal::diagnostic::Diagnostic;
use noegletal::pipeline::{self, BuildOptions, Scope, Summary};
use noegletal::progress::Progress;
use noegletal::source::Disk;
use tempfile::TempDir;

/// Bytes by path.
pub type Files = BTreeMap<String, Vec<u8>>;

/// When everything is built: after the last release of a sample.
pub const NOW: &str = "2030-01-01T00:00:00Z";

pub fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(NOW).unwrap()
}

/// A register of what to watch: who grows most by a measure, who misses a target, and two pairs with pages of their own.
pub fn follow_up(measure: &str, target: &str) -> String {
    format!(
        r#"[[watch]]
id = "vokser"
title = {{ da = "Vokser mest", en = "Grows most" }}
text = {{ da = "Opdigtet.", en = "Made up." }}
who = "area"
rule = "largest_growth"
measure = "{measure}"
over_months = 1
from_at_least = 1
in_percent = true

[[watch]]
id = "misset"
title = {{ da = "Misset", en = "Missed" }}
text = {{ da = "Opdigtet.", en = "Made up." }}
who = "akasse"
rule = "missed_running"
target = "{target}"
months = 2

[[pair]]
area = "koebenhavn"
akasse = "3f"

[[pair]]
area = "ballerup"
akasse = "bupl"
"#
    )
}

/// A folder for a while; in memory where that is possible, since builds write much and sync it.
pub fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    let in_memory = memory.is_dir().then(|| tempfile::tempdir_in(memory).ok()).flatten();
    in_memory.unwrap_or_else(|| tempfile::tempdir().unwrap())
}

/// Every file below a folder.
pub fn tree(folder: &Path) -> Files {
    let files = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|file| file.file_type().is_file());
    files
        .map(|file| {
            let path = file.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            (path, std::fs::read(file.path()).unwrap())
        })
        .collect()
}

pub fn write(files: &Files, folder: &Path) {
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// What a listener hears of a run, in order; steps are counted, since threads take them.
#[derive(Default)]
struct Heard(Mutex<Vec<String>>);

impl Progress for Heard {
    fn stage(&self, name: &str, steps: usize) {
        self.0.lock().unwrap().push(format!("{name} ({steps})"));
    }

    fn step(&self) {
        self.0.lock().unwrap().push("step".to_owned());
    }

    fn done(&self) {
        self.0.lock().unwrap().push("done".to_owned());
    }
}

/// Everything that leaves a run.
#[derive(Debug, PartialEq, Eq)]
pub struct Left {
    /// The archive.
    pub archive: Files,
    /// Seals and hidden cells, and the drawn charts, in the publication's folder.
    pub beside: Files,
    pub summary: Option<Summary>,
    pub fault: Option<String>,
    pub diagnostics: Vec<Diagnostic>,
    pub heard: Vec<String>,
}

impl Left {
    /// Builds a publication in a folder of its own, with charts that were drawn before.
    pub fn by_building(files: &Files, drawer: &Path) -> Self {
        let root = folder();
        write(files, root.path());
        let out = root.path().join("public");
        let scope = Scope { now: now(), preview: false };
        let options = BuildOptions { scope, out: out.clone(), drawer: Some(drawer.to_owned()), jobs: None };
        let heard = Heard::default();
        let outcome = pipeline::build(&Disk::new(root.path()), &options, &heard);
        let mut beside = tree(&root.path().join("data"));
        beside.retain(|path, _| path.starts_with("releases."));
        // What each version was made from is as private as the deliveries themselves: hashes of them.
        let charts = tree(drawer).into_iter().filter(|(path, _)| !path.starts_with("built-"));
        beside.extend(charts.map(|(path, bytes)| (format!("charts/{path}"), bytes)));
        Self {
            archive: tree(&out),
            beside,
            summary: outcome.summary,
            fault: outcome.fault,
            diagnostics: outcome.report.sorted().into_iter().cloned().collect(),
            heard: heard.0.into_inner().unwrap(),
        }
    }

    /// Where two runs differ, in words; empty when nowhere.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let mut found = Vec::new();
        for (one, two) in [(&self.archive, &other.archive), (&self.beside, &other.beside)] {
            for path in one.keys().chain(two.keys().filter(|path| !one.contains_key(*path))) {
                if one.get(path) != two.get(path) {
                    found.push(format!("{path}: {}", first_difference(one.get(path), two.get(path))));
                }
            }
        }
        if self.summary != other.summary || self.fault != other.fault {
            found.push(format!("{:?} {:?} / {:?} {:?}", self.summary, self.fault, other.summary, other.fault));
        }
        if self.diagnostics != other.diagnostics {
            found.push(format!("diagnostics: {:#?} / {:#?}", self.diagnostics, other.diagnostics));
        }
        if self.heard != other.heard {
            found.push(format!("{:?} / {:?}", self.heard, other.heard));
        }
        found
    }
}

pub fn first_difference(one: Option<&Vec<u8>>, two: Option<&Vec<u8>>) -> String {
    let (Some(one), Some(two)) = (one, two) else { return "only in one".to_owned() };
    let at = one.iter().zip(two).position(|(a, b)| a != b).unwrap_or(one.len().min(two.len()));
    let around = |bytes: &[u8]| {
        let (from, to) = (at.saturating_sub(60), bytes.len().min(at + 60));
        String::from_utf8_lossy(&bytes[from.min(to)..to]).into_owned()
    };
    format!("at byte {at}: …{}… / …{}…", around(one), around(two))
}

/// What the program says and how it ends; the time that it took is left out.
pub fn said(root: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_noegletal"));
    let output = command.arg("--root").arg(root).args(arguments).output().unwrap();
    let text = |bytes: &[u8]| without_times(std::str::from_utf8(bytes).unwrap());
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// A text whose closing line says no time.
fn without_times(text: &str) -> String {
    let words = text.split_inclusive(' ').collect::<Vec<_>>();
    let is_time = |at: usize| {
        let seconds = words.get(at + 1).is_some_and(|next| next.starts_with("s,") || next.starts_with("s."));
        seconds && words[at].trim_end().parse::<f64>().is_ok()
    };
    (0..words.len()).map(|at| if is_time(at) { "… " } else { words[at] }).collect()
}
