//! What an archive has announced does not change without a word.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is not as it should be")]

use std::collections::BTreeMap;
use std::path::Path;

use chrono::DateTime;
use noegletal::pipeline::{self, BuildOptions, Outcome, Scope};
use noegletal::progress::Silent;
use noegletal::sample::{self, SampleSize};
use noegletal::source::Memory;

const CALENDAR: &str = r#"
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
date = "2026-W12"
title = "Netværk"
"#;

const CHANGE: &str = r#"
[[release.change]]
logged = "2026-02-01"
from = "2026-03-10"
to = "2026-03-12"
reason = "En a-kasse mangler."
"#;

fn build(calendar: &str, out: &Path) -> Outcome {
    let size = SampleSize { months: 1, jobcentres: 2, akasser: 2, seed: 5 };
    let mut files: BTreeMap<String, Vec<u8>> = sample::publication(size).into_iter().collect();
    files.insert("data/calendar.toml".into(), calendar.into());
    let now = DateTime::parse_from_rfc3339("2026-03-01T00:00:00Z").unwrap();
    let scope = Scope { now, preview: false };
    let options = BuildOptions { scope, out: out.to_owned(), drawer: None, jobs: None };
    pipeline::build(&Memory { files }, &options, &Silent)
}

fn said(outcome: &Outcome) -> Vec<String> {
    assert!(outcome.summary.is_none() && outcome.fault.is_none());
    outcome.report.sorted().iter().map(|problem| problem.message.clone()).collect()
}

#[test]
fn a_date_that_readers_have_changes_only_with_a_logged_reason() {
    let out = tempfile::tempdir().unwrap();
    assert!(build(CALENDAR, out.path()).summary.is_some());
    let silent = CALENDAR.replace("2026-03-10", "2026-03-12");
    assert_eq!(
        said(&build(&silent, out.path())),
        ["januar is announced for 2026-03-10 in the archive and for 2026-03-12 here, and no change tells why"]
    );
    let gone = CALENDAR.split("[[meeting]]").next().unwrap();
    assert_eq!(said(&build(gone, out.path())), ["netvaerk is announced in the archive and gone from the calendar"]);
    let logged = silent.replace("\n[[meeting]]", &format!("{CHANGE}\n[[meeting]]"));
    assert!(build(&logged, out.path()).summary.is_some(), "the change tells why");
    assert!(build(CALENDAR, out.path()).summary.is_none(), "and is not forgotten again");
}
