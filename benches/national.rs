//! Each part of the main job on six national months (94 jobcentres, 24 funds, six measures), as multiples of copying the
//! archive it makes, in the same run. Prints and judges nothing: `cargo bench`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a bench prints what it measures, and stops where it cannot"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use chrono::DateTime;
use noegletal::pipeline::{self, BuildOptions, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::Memory;

const RUNS: usize = 5;

fn main() {
    let size = SampleSize { months: 6, jobcentres: 94, akasser: 24, seed: 1 };
    let source = Memory { files: sample::publication(size).into_iter().collect() };
    let work = tempfile::tempdir().unwrap();
    let scope = Scope { now: DateTime::parse_from_rfc3339("2027-01-01T00:00:00Z").unwrap(), preview: false };
    let drawer = Some(work.path().join("charts"));
    let options =
        |name: String| BuildOptions { scope, out: work.path().join(name), drawer: drawer.clone(), jobs: None };
    // The first build draws the charts; they are counted on their own.
    let with_charts =
        median(1, |_| assert!(pipeline::build(&source, &options("first".into()), &Silent).summary.is_some()));
    let copy = median(RUNS, |run| copy(&work.path().join("first"), &work.path().join(format!("copy-{run}"))));
    let check = median(RUNS, |_| assert!(pipeline::check(&source, &scope, &Silent).report.is_clean()));
    let build = median(RUNS, |run| {
        assert!(pipeline::build(&source, &options(format!("new-{run}")), &Silent).summary.is_some());
    });
    let again = median(RUNS, |_| {
        assert_eq!(pipeline::build(&source, &options("first".into()), &Silent).summary.unwrap().written, 0);
    });
    println!("copying the archive     {:>8.1} ms", copy.as_secs_f64() * 1e3);
    let parts = [
        ("reading and computing", check),
        ("building", build),
        ("building again", again),
        ("with charts", with_charts),
    ];
    for (name, took) in parts {
        println!(
            "{name:<23} {:>8.1} ms   {:.1} times the copy",
            took.as_secs_f64() * 1e3,
            took.as_secs_f64() / copy.as_secs_f64()
        );
    }
}

fn median(runs: usize, mut work: impl FnMut(usize)) -> Duration {
    let mut took: Vec<Duration> = (0..runs)
        .map(|run| {
            let start = Instant::now();
            work(run);
            start.elapsed()
        })
        .collect();
    took.sort();
    took[runs / 2]
}

fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from).into_iter().map(Result::unwrap) {
        let target = to.join(entry.path().strip_prefix(from).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(target).unwrap();
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
