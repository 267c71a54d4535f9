//! Problems for people: the line of the file, a caret under what is wrong, and what to do.

use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::visible::visible;
use crate::diagnostic::{Diagnostic, Excerpt, Place, Report, Severity};

/// Signs shown on either side of what is wrong; some inputs are one long line.
const AROUND: usize = 60;

/// Whether problems are printed in colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Colour {
    /// For a terminal.
    On,
    /// For a file, or a reader who does not want it.
    Off,
}

/// Prints all problems of a run.
///
/// # Errors
/// The writer's.
pub(in crate::cli) fn print(report: &Report, colour: Colour, to: &mut dyn Write) -> io::Result<()> {
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    for problem in report.sorted() {
        writeln!(to, "{}\n", renderer.render(&[group(problem)]))?;
    }
    Ok(())
}

fn group(problem: &Diagnostic) -> Group<'_> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(visible(&problem.message)).id(problem.code.word()));
    group = match (&problem.place, &problem.excerpt) {
        (Some(place), Some(excerpt)) if place.line > 0 && place.column > 0 => {
            let (line, span) = cut(excerpt);
            let snippet = Snippet::source(line).line_start(place.line as usize);
            let snippet = snippet.fold(false).annotation(AnnotationKind::Primary.span(span));
            match &place.sheet {
                // Line and column of the shown row are not those of the file.
                Some(_) => group.element(origin(place)).element(snippet),
                None => group.element(snippet.path(visible(&place.file))),
            }
        }
        (Some(place), _) => group.element(origin(place)),
        (None, _) => group,
    };
    if let Some(detail) = &problem.detail {
        group = group.element(Level::NOTE.message(visible(detail)));
    }
    match &problem.hint {
        Some(hint) => group.element(Level::HELP.message(visible(hint))),
        None => group,
    }
}

fn origin(place: &Place) -> Origin<'_> {
    if place.sheet.is_some() {
        return Origin::path(visible(&format!("{}, {}", place.file, place.spot())));
    }
    let origin = Origin::path(visible(&place.file));
    match (place.line, place.column) {
        (0, _) => origin,
        (line, 0) => origin.line(line as usize),
        (line, column) => origin.line(line as usize).char_column(column as usize),
    }
}

/// The part of the line around what is wrong, and where in it that is, in bytes.
fn cut(excerpt: &Excerpt) -> (String, Range<usize>) {
    let start = excerpt.start.saturating_sub(1) as usize;
    let length = (excerpt.length as usize).min(AROUND);
    let from = start.saturating_sub(AROUND);
    let signs: Vec<char> = excerpt.line.chars().skip(from).take(start - from + length + AROUND).collect();
    let part = |range: Range<usize>| -> String {
        let end = range.end.min(signs.len());
        visible(&signs.get(range.start.min(end)..end).unwrap_or_default().iter().collect::<String>())
    };
    let (before, marked) = (part(0..start - from), part(start - from..start - from + length));
    let after = part(start - from + length..usize::MAX);
    let left = if from > 0 { "…" } else { "" };
    let right = if excerpt.line.chars().nth(from + signs.len()).is_some() { "…" } else { "" };
    let open = left.len() + before.len();
    let span = open..open + marked.len();
    (format!("{left}{before}{marked}{after}{right}"), span)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    fn printed(problem: Diagnostic) -> String {
        let mut report = Report::default();
        report.push(problem);
        let mut printed = Vec::new();
        print(&report, Colour::Off, &mut printed).unwrap();
        String::from_utf8(printed).unwrap()
    }

    #[test]
    fn shows_line_caret_and_hint() {
        let place = Place::at(&"data/a.csv".into(), 12, 6);
        let problem = Diagnostic::error(Code::BadNumber, "\"9o\" is not a number").at(place).hint("Write 90.");
        assert_eq!(
            printed(problem.excerpt("3F;æ;9o;", 2)),
            "error[bad-number]: \"9o\" is not a number\n  --> data/a.csv:12:6\n   |\n12 | 3F;æ;9o;\n   |      ^^\n   |\n   = help: Write 90.\n\n"
        );
    }

    #[test]
    fn shows_the_row_of_a_workbook() {
        let place = Place::in_sheet(&"data/a.xlsx".into(), &"Ark1".into(), 7, 3);
        let problem = Diagnostic::error(Code::BadNumber, "\"9o\" is not a number").at(place).hint("Write 90.");
        assert_eq!(
            printed(problem.excerpt_from("3F | 2021 | 9o", 13, 2)),
            "error[bad-number]: \"9o\" is not a number\n --> data/a.xlsx, Ark1!C7\n  |\n ::: \n7 | 3F | 2021 | 9o\n  |             ^^\n  |\n  = help: Write 90.\n\n"
        );
    }

    #[test]
    fn shows_what_there_is() {
        let place = Place::file("noegletal.toml");
        assert_eq!(
            printed(Diagnostic::warning(Code::BadConfig, "x\u{1b}[2J").at(place)),
            "warning[bad-config]: x\u{fffd}[2J\n--> noegletal.toml\n\n"
        );
        assert_eq!(printed(Diagnostic::error(Code::BadConfig, "x")), "error[bad-config]: x\n\n");
    }

    #[test]
    fn tells_what_was_found_in_detail() {
        let place = Place::at(&"data/a.csv".into(), 12, 6);
        let problem = Diagnostic::warning(Code::ImplausibleJump, "HK jumps").detail("2021-08 70, 2021-09 200");
        assert_eq!(
            printed(problem.at(place).hint("Look.")),
            "warning[implausible-jump]: HK jumps\n--> data/a.csv:12:6\n = note: 2021-08 70, 2021-09 200\n = help: Look.\n\n"
        );
    }

    #[test]
    fn cuts_long_lines_around_what_is_wrong() {
        let excerpt = Excerpt { line: format!("{}!!{}", "æ".repeat(1000), "b".repeat(1000)), length: 2, start: 1001 };
        let (line, span) = cut(&excerpt);
        assert_eq!(&line[span], "!!");
        assert!(line.starts_with("…æ") && line.ends_with("b…") && line.chars().count() == 2 + 2 * AROUND + 2);
        let (line, span) = cut(&Excerpt { line: "ab".to_owned(), length: 5, start: 3 });
        assert_eq!((line.as_str(), span), ("ab", 2..2), "behind the end of the line");
        assert_eq!(cut(&Excerpt { line: String::new(), length: 1, start: 9 }), (String::new(), 0..0));
    }
}
