//! The difference as a comment on a change that is proposed: counts first, then the largest changes of each edition.

use std::fmt::Write;

use super::{counts, heading, size, told};
use crate::archive::diff::{Change, Difference, EditionChanges, Standing};
use crate::model::Exact;

/// Changes that are shown of an edition.
const ROWS: usize = 50;

/// Signs that a comment has room for; forges refuse longer ones.
const ROOM: usize = 60_000;

pub(super) fn text(difference: &Difference, title: &str) -> String {
    let mut out = format!("### {title}\n\n{}\n", counts(difference));
    if difference.editions.iter().any(|edition| edition.head.under_embargo) {
        out.push_str("\n> **Under embargo:** this text holds figures whose time has not come. It must not be shown.\n");
    }
    let mut left_out = 0;
    for edition in &difference.editions {
        let part = part(edition);
        if out.len() + part.len() > ROOM {
            left_out += 1;
        } else {
            out.push_str(&part);
        }
    }
    if left_out > 0 {
        let _ = writeln!(out, "\n{left_out} more editions are not shown here; `noegletal diff --format json` has all.");
    }
    out
}

fn part(edition: &EditionChanges) -> String {
    let mut out = format!("\n#### {}\n\n", plain(&heading(edition)));
    if !edition.head.reason.is_empty() {
        let _ = writeln!(out, "{}\n", plain(&edition.head.reason));
    }
    match edition.standing {
        Standing::Altered => out.push_str("**Figures that are out would differ: a build refuses this.**\n\n"),
        Standing::Gone => out.push_str("**It is out and would be published no longer.**\n"),
        Standing::New | Standing::Compared => {}
    }
    if edition.measures.is_empty() {
        return out;
    }
    out.push_str("| measure | figures | changed |\n| --- | ---: | ---: |\n");
    for measure in &edition.measures {
        let _ = writeln!(out, "| {} | {} | {} |", plain(&measure.measure), measure.figures, measure.changes.len());
    }
    let of = |at: usize| edition.measures[at].changes.iter().map(move |change| (at, change));
    let mut changes: Vec<(usize, &Change)> = (0..edition.measures.len()).flat_map(of).collect();
    if changes.is_empty() {
        return out;
    }
    let all = changes.len();
    if all > ROWS {
        // Figures that came or went first, then the largest changes.
        let rank =
            |(at, change): &(usize, &Change)| (change.size().map_or(Exact::whole(i64::MIN + 1), |by| -by.abs()), *at);
        changes.sort_by_cached_key(rank);
        changes.truncate(ROWS);
        changes.sort_by_key(|(at, change)| (*at, &change.cell));
    }
    out.push_str("\n| measure | month | area | a-kasse | before | now | size |\n");
    out.push_str("| --- | --- | --- | --- | ---: | ---: | ---: |\n");
    for (at, change) in &changes {
        let [period, area, akasse] = &change.cell;
        let (before, now) = (told(change.before.as_ref()), told(change.now.as_ref()));
        let cells = [&edition.measures[*at].measure, period, area, akasse, &before, &now, &size(change)];
        let _ = writeln!(out, "| {} |", cells.map(|cell| plain(cell)).join(" | "));
    }
    if all > changes.len() {
        let _ =
            writeln!(out, "\n{} of {all} changes are shown: those that came or went, then the largest.", changes.len());
    }
    out
}

/// Text in which nothing is a sign of the comment's own: no table, link, tag, mention or line of it.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in super::super::print::visible(text).chars() {
        match sign {
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '#' | '!' => out.extend(['\\', sign]),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // A name after it would be called.
            '@' => out.push_str("&#64;"),
            sign => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_reason_is_markup() {
        assert_eq!(plain("a|b\n# <b>@all</b> [x](y) `c`"), "a\\|b \\# &lt;b&gt;&#64;all&lt;/b&gt; \\[x\\](y) \\`c\\`");
    }
}
