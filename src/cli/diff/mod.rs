//! `diff`: which versions or archives are meant, and what differs, for people, programs and comments.

mod json;
mod markdown;
mod table;

use std::io::Write;

use super::arguments::{Diff, Format};
use super::{Console, Ending};
use crate::archive::diff::{Content, Difference, Standing};
use crate::archive::{ArchiveFault, listing};
use crate::model::measure::word;
use crate::pipeline::{self, Asked, Diffed, Outcome, Scope};
use crate::source::{self, Disk};

/// Runs the command; `disk` is the publication.
pub(super) fn run(console: &Console, disk: &Disk, wanted: &Diff) -> Ending {
    for folder in [&wanted.against, &wanted.archive].into_iter().flatten() {
        if !folder.is_dir() {
            console.complain(&format!("there is no folder {}; name that of an archive", folder.display()));
            return Ending::WrongUsage;
        }
        if let Err(fault) = listing::look_for_archive(folder) {
            console.complain(&fault.to_string());
            let is_usage = matches!(fault, ArchiveFault::NoArchive(_) | ArchiveFault::Part { .. });
            return if is_usage { Ending::WrongUsage } else { Ending::Failed };
        }
    }
    let earlier = wanted.against.as_ref().map(Disk::new);
    let asked = match (&earlier, wanted.before, wanted.now) {
        (Some(archive), _, _) => Asked::Against(archive),
        (None, Some(before), Some(now)) => Asked::Versions(before, now),
        _ => {
            console.complain("name two versions, such as 2021-09/v1 2021-09/v2, or an archive with --against");
            return Ending::WrongUsage;
        }
    };
    let diffed = match &wanted.archive {
        Some(archive) => pipeline::diff_archive(&Disk::new(archive), asked),
        None => {
            let now = wanted.view.now.unwrap_or_else(source::now);
            let scope = Scope { now, preview: wanted.view.preview };
            pipeline::diff(disk, asked, &scope, &*console.progress())
        }
    };
    let title = match asked {
        Asked::Versions(before, now) => format!("{} against {}", now.path(), before.path()),
        Asked::Against(_) => "What would be published, against what is".to_owned(),
    };
    close(console, diffed, &title)
}

fn close(console: &Console, diffed: Diffed, title: &str) -> Ending {
    if let Some(usage) = &diffed.usage {
        console.complain(usage);
        return Ending::WrongUsage;
    }
    let outcome = Outcome { report: diffed.report, fault: diffed.fault, ..Outcome::default() };
    if outcome.fault.is_none() && !(outcome.report.is_clean() && console.format != Format::Human) {
        console.report(&outcome);
    }
    let Some(difference) = diffed.difference.filter(|_| outcome.report.is_clean()) else {
        return console.close(&outcome, "The input has errors, so there is nothing to compare.");
    };
    let text = match console.format {
        Format::Human => table::text(&difference, title),
        Format::Json => json::text(&difference),
        Format::Markdown | Format::Github => markdown::text(&difference, title),
    };
    // A reader that goes away is no failure.
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
    Ending::Done
}

/// What stands in a cell, in few words.
fn told(content: Option<&Content>) -> String {
    let Some(content) = content else { return "-".to_owned() };
    if let Some((low, high)) = content.answer {
        return format!("{low}-{high} ({})", content.reason);
    }
    match (&content.value, content.counts) {
        (None, _) => content.reason.clone(),
        (Some(value), None) => value.clone(),
        (Some(_), Some((numerator, denominator))) => {
            let share = content.exact().map(|share| share.round(2).trimmed().plain()).unwrap_or_default();
            format!("{share} ({numerator}/{denominator})")
        }
    }
}

/// How large a change is, with its sign, or why that cannot be said.
fn size(change: &crate::archive::diff::Change) -> String {
    match change.size() {
        Some(size) => {
            let most = (2..=6).find(|most| size.round(*most).scaled != 0).unwrap_or(6);
            let plain = size.round(most).trimmed().plain();
            if size.is_negative() || size.is_zero() { plain } else { format!("+{plain}") }
        }
        None => change.why_no_size().unwrap_or_default().replace('_', " "),
    }
}

/// How many figures of what differ, before anything else is said.
fn counts(difference: &Difference) -> String {
    let of = |standing: Standing| difference.editions.iter().filter(|one| one.standing == standing).count();
    let plural = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let changed = plural(difference.changes(), "figure");
    if of(Standing::Compared) > 0 {
        return format!("{changed} differ.");
    }
    let mut parts = vec![plural(of(Standing::New), "new edition")];
    for (standing, what) in [(Standing::Altered, "altered after publication"), (Standing::Gone, "gone")] {
        if of(standing) > 0 {
            parts.push(format!("{} {what}", of(standing)));
        }
    }
    parts.push(format!("{} unchanged", difference.unchanged));
    format!("{}; {changed} with another content than what stands now.", parts.join(", "))
}

/// What an edition is, in a line.
fn heading(edition: &crate::archive::diff::EditionChanges) -> String {
    let head = &edition.head;
    let standing = match edition.standing {
        Standing::Compared => String::new(),
        standing => format!("{}, ", word(&Standing::ALL, &standing)),
    };
    let marks = [(head.synthetic, ", made-up figures"), (head.under_embargo, ", UNDER EMBARGO")];
    let marks: String = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect();
    format!("{}: {standing}{}, {}{marks}", head.id.path(), head.class.replace('_', " "), head.published.to_rfc3339())
}
