//! A run of text between two pieces of markup, and the figures named in it.
//!
//! Markdown hands text over in pieces, broken wherever a sign might have meant something. A figure is looked for in
//! the pieces joined, and found again in the file piece by piece.

use std::ops::Range;

/// A run of text.
#[derive(Debug, Default)]
pub(super) struct Run {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    /// Where it starts in the joined text.
    start: usize,
    /// Where it stands in the file.
    written: Range<usize>,
    /// Whether it reads as it is written, so that places inside it can be counted.
    verbatim: bool,
    /// Whether the sign before it was taken away as an escape.
    escaped: bool,
}

/// A part of a run.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// Plain text.
    Text(&'a str),
    /// What stands between `{{` and `}}`.
    Figure(&'a str, Range<usize>),
    /// A `{{` that is not closed.
    Unclosed(&'a str, Range<usize>),
    /// A mark for a footnote that there is none of: as written, and its name.
    Footnote(&'a str, &'a str, Range<usize>),
}

impl Run {
    /// Adds a piece that stands at `written` in the file `whole`.
    pub(super) fn push(&mut self, piece: &str, written: Range<usize>, whole: &str) {
        let before = written.start.checked_sub(1);
        let follows = self.pieces.last().is_some_and(|last| last.written.end == written.start);
        self.pieces.push(Piece {
            start: self.text.len(),
            verbatim: whole.get(written.clone()) == Some(piece),
            escaped: !follows && before.is_some_and(|before| whole.as_bytes().get(before) == Some(&b'\\')),
            written,
        });
        self.text.push_str(piece);
    }

    /// The text as it reads.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The parts, in order.
    pub(super) fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        let mut plain = 0;
        let mut at = 0;
        while let Some(found) = self.next_mark(at) {
            let Some((part, end)) = self.part_at(found) else {
                at = found + 1;
                continue;
            };
            parts.push(Part::Text(self.slice(plain..found)));
            parts.push(part);
            (plain, at) = (end, end);
        }
        parts.push(Part::Text(self.slice(plain..self.text.len())));
        parts.retain(|part| *part != Part::Text(""));
        parts
    }

    fn next_mark(&self, from: usize) -> Option<usize> {
        let rest = self.text.get(from..)?;
        [rest.find("{{"), rest.find("[^")].into_iter().flatten().min().map(|at| from + at)
    }

    fn part_at(&self, start: usize) -> Option<(Part<'_>, usize)> {
        if self.pieces.iter().any(|piece| piece.start == start && piece.escaped) {
            return None;
        }
        let rest = self.slice(start..self.text.len());
        if let Some(inside) = rest.strip_prefix("{{") {
            let Some(length) = inside.find("}}") else {
                let end = self.text.len();
                return Some((Part::Unclosed(rest, self.in_file(start..end)), end));
            };
            let range = start + 2..start + 2 + length;
            return Some((Part::Figure(self.slice(range.clone()), self.in_file(range.clone())), range.end + 2));
        }
        let name = rest.strip_prefix("[^")?.split_once(']')?.0;
        if name.is_empty() || name.contains(|sign: char| sign.is_whitespace() || sign == '[') {
            return None;
        }
        let range = start..start + name.len() + 3;
        Some((Part::Footnote(self.slice(range.clone()), name, self.in_file(range.clone())), range.end))
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// Where a stretch of the joined text stands in the file.
    fn in_file(&self, range: Range<usize>) -> Range<usize> {
        let start = self.place(range.start);
        start..self.place(range.end).max(start)
    }

    fn place(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|piece| piece.start <= at).saturating_sub(1);
        self.pieces.get(index).map_or(0, |piece| {
            let inside = if piece.verbatim { at - piece.start } else { 0 };
            (piece.written.start + inside).min(piece.written.end)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(whole: &str, pieces: &[Range<usize>]) -> Run {
        let mut run = Run::default();
        for piece in pieces {
            run.push(&whole[piece.clone()], piece.clone(), whole);
        }
        run
    }

    #[test]
    fn finds_figures_across_pieces() {
        let whole = r#"a {{ tal("x_y") }} b"#;
        let run = run(whole, &[0..3, 3..12, 12..whole.len()]);
        assert_eq!(run.parts(), [Part::Text("a "), Part::Figure(r#" tal("x_y") "#, 4..16), Part::Text(" b")]);
    }

    #[test]
    fn leaves_what_is_escaped() {
        let whole = r"\{{ a }} {{ b";
        assert_eq!(
            run(whole, &[1..2, 2..whole.len()]).parts(),
            [Part::Text("{{ a }} "), Part::Unclosed("{{ b", 9..13)]
        );
    }

    #[test]
    fn finds_marks_without_a_footnote() {
        let whole = "a[^x] [^ y] [^]";
        assert_eq!(
            run(whole, std::slice::from_ref(&(0..whole.len()))).parts(),
            [Part::Text("a"), Part::Footnote("[^x]", "x", 1..5), Part::Text(" [^ y] [^]")]
        );
    }
}
