//! The last line of a run.

use std::time::Duration;

use super::print;
use crate::audit::Answer;
use crate::diagnostic::{Report, Severity};
use crate::pipeline::{Outcome, Summary};

/// What was built, in one or two sentences.
pub(super) fn of_build(outcome: &Outcome, took: Duration) -> String {
    match &outcome.summary {
        Some(summary) if outcome.report.is_clean() => built(("archive", summary), &outcome.report, took),
        _ => format!("Nothing was written: {}.", problems(&outcome.report)),
    }
}

/// What was built of a part, and what is to be done with it.
pub(super) fn of_part(outcome: &Outcome, took: Duration) -> String {
    match &outcome.summary {
        Some(summary) if outcome.report.is_clean() => format!(
            "{}\nIt is no archive yet: copy all parts into one folder, and build there without --only.",
            built(("part", summary), &outcome.report, took)
        ),
        _ => of_build(outcome, took),
    }
}

/// What was found.
pub(super) fn of_check(outcome: &Outcome, took: Duration) -> String {
    let verdict =
        if outcome.report.is_clean() { "The input can be published" } else { "The input cannot be published" };
    format!("{verdict}: {}, checked in {}.", problems(&outcome.report), seconds(took))
}

/// How much was audited, and how closely it can be worked out.
pub(super) fn of_audit(answer: &Answer, exact: bool) -> String {
    let counts = answer.counts;
    let verdict = match counts.narrow {
        0 if answer.is_safe() => "nothing is given away".to_owned(),
        0 => "not everything could be audited".to_owned(),
        narrow => format!("{} given away", count(narrow, "cell")),
    };
    let width = answer.narrowest.map_or_else(String::new, |(width, need)| {
        let least = if exact || width < need { "" } else { "at least " };
        format!(" The narrowest interval is {least}{width} wide, and {need} are required.")
    });
    let ones = match answer.within_reach_of_ones {
        0 => String::new(),
        cells => format!(" A group of one in their sums would find at least {}.", count(cells, "cell")),
    };
    format!(
        "Audited {} of {} hidden in {} with {}: {verdict}.{width}{ones} Solved {}.",
        counts.audited,
        count(counts.hidden, "cell"),
        count(counts.tables, "table"),
        count(counts.cells, "cell"),
        count(answer.programmes, "linear programme"),
    )
}

fn built((what, summary): (&str, &Summary), report: &Report, took: Duration) -> String {
    let held = if summary.held == 0 {
        String::new()
    } else {
        format!(" {} held back to protect people.", count(summary.held, "figure"))
    };
    let kept = if summary.kept == 0 { String::new() } else { format!(" ({} kept as they were)", summary.kept) };
    format!(
        "The {what} has {}{kept}, {} and {} ({}). Wrote {}, left {} unchanged and drew {} in {}, with {}.{held}",
        count(summary.editions, "edition"),
        count(summary.pages, "page"),
        count(summary.files, "file"),
        size(summary.bytes),
        count(summary.written, "file"),
        summary.unchanged,
        count(summary.charts, "chart"),
        seconds(took),
        count(print::count(report, Severity::Warning), "warning"),
    )
}

fn problems(report: &Report) -> String {
    format!(
        "{}, {}",
        count(print::count(report, Severity::Error), "error"),
        count(print::count(report, Severity::Warning), "warning")
    )
}

pub(super) fn count(number: usize, word: &str) -> String {
    if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
}

pub(super) fn seconds(took: Duration) -> String {
    format!("{}.{:02} s", took.as_secs(), took.subsec_millis() / 10)
}

/// A size in the largest unit that leaves at least one, with one decimal.
pub(super) fn size(bytes: u64) -> String {
    let units = [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")];
    match units.iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) => format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostic};

    #[test]
    fn says_what_was_built() {
        let summary = Summary {
            editions: 2,
            kept: 1,
            pages: 1,
            files: 410,
            bytes: 3_270_000,
            written: 12,
            unchanged: 398,
            charts: 4,
            held: 0,
        };
        let mut outcome = Outcome { summary: Some(summary), ..Outcome::default() };
        outcome.report.push(Diagnostic::warning(Code::ImplausibleJump, "x"));
        let took = Duration::from_millis(845);
        assert_eq!(
            of_build(&outcome, took),
            "The archive has 2 editions (1 kept as they were), 1 page and 410 files (3.2 MB). Wrote 12 files, left 398 unchanged and drew 4 \
             charts in 0.84 s, with 1 warning."
        );
        outcome.summary = Some(Summary { held: 7, ..summary });
        assert!(of_build(&outcome, took).ends_with("with 1 warning. 7 figures held back to protect people."));
        outcome.report.push(Diagnostic::error(Code::BadNumber, "x"));
        assert_eq!(of_build(&outcome, took), "Nothing was written: 1 error, 1 warning.");
        assert_eq!(of_check(&outcome, took), "The input cannot be published: 1 error, 1 warning, checked in 0.84 s.");
    }

    #[test]
    fn sizes_are_easy_to_read() {
        assert_eq!((size(999), size(1_000), size(58_900_000)), ("999 bytes".into(), "1.0 kB".into(), "58.9 MB".into()));
    }
}
