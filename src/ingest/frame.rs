//! Which records of a file are headings, which hold data, and which are titles above and notes below.

use std::ops::Range;

use crate::config::{Counted, TableDescription};

/// How notes below a table begin, as Danish statistics write them, in small letters.
const NOTES: [&str; 9] = ["kilde:", "kilder:", "anm.:", "anm:", "anmærkning:", "note:", "noter:", "source:", "notes:"];

/// Where the table stands in its file, by description.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// Lines of the headings; empty = the first ones.
    header: Vec<u32>,
    /// How many lines of headings there are.
    heads: usize,
    /// How many lines at the end are notes; `None` = those that call themselves so.
    footer: Option<u32>,
    /// Whether `release.toml` describes the table at all.
    described: bool,
}

/// A record seen from outside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outline {
    /// Its line, from 1.
    pub(super) row: u32,
    /// How many of its fields hold something.
    pub(super) filled: u32,
    /// Whether its text begins as a note does.
    pub(super) note: bool,
}

/// The records of a table by what they are; each is the number of a record in its file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Framed {
    /// The headings, from top to bottom.
    pub(super) headings: Vec<usize>,
    /// What stands below them; blank records are among them.
    pub(super) data: Range<usize>,
    /// The notes at the end.
    pub(super) notes: Range<usize>,
}

/// Why there is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoTable {
    /// There is nothing at all.
    Empty,
    /// No record starts in this line, and a heading should.
    NoHeading(u32),
    /// There is nothing below the headings.
    OnlyHeadings,
}

impl Frame {
    /// The frame of a table; without a description the first record is the heading, and nothing is a note.
    pub(super) fn of(table: Option<&TableDescription>) -> Self {
        let Some(table) = table else {
            return Self { header: Vec::new(), heads: 1, footer: None, described: false };
        };
        let heads = usize::from(table.columns.is_some()) + usize::from(table.content != Counted::Every);
        Self { header: table.header.clone(), heads: heads.max(1), footer: table.footer, described: true }
    }

    /// The line that tells how fields are separated: the last of the headings; `None` = the first one with content.
    pub(super) fn telling_line(&self) -> Option<u32> {
        self.header.last().copied()
    }

    /// Sorts the records of a file, which are in the order of their lines.
    ///
    /// # Errors
    /// A heading that is not where it should be, or nothing below the headings.
    pub(super) fn sort(&self, count: usize, outline: impl Fn(usize) -> Outline) -> Result<Framed, NoTable> {
        if count == 0 {
            return Err(NoTable::Empty);
        }
        let headings = self.headings(count, &outline)?;
        let first = headings.last().map_or(0, |last| last + 1);
        let mut end = count;
        let is_note = |record: usize, found: u32| match self.footer {
            Some(notes) => found < notes,
            None => self.described && outline(record).note && outline(record).filled == 1,
        };
        let mut found = 0;
        for record in (first..count).rev() {
            if outline(record).filled == 0 {
                continue;
            }
            if !is_note(record, found) {
                break;
            }
            found += 1;
            end = record;
        }
        if first >= end {
            return Err(NoTable::OnlyHeadings);
        }
        Ok(Framed { headings, data: first..end, notes: end..count })
    }

    fn headings(&self, count: usize, outline: &impl Fn(usize) -> Outline) -> Result<Vec<usize>, NoTable> {
        if self.header.is_empty() {
            let heads = self.heads.min(count);
            return if heads == self.heads { Ok((0..heads).collect()) } else { Err(NoTable::OnlyHeadings) };
        }
        let find = |line: u32| {
            // Records are in the order of their lines.
            let (mut low, mut high) = (0, count);
            while low < high {
                let middle = low.midpoint(high);
                if outline(middle).row < line { low = middle + 1 } else { high = middle }
            }
            let found = (low < count).then(|| outline(low)).filter(|found| found.row == line && found.filled > 0);
            found.map(|_| low).ok_or(NoTable::NoHeading(line))
        };
        self.header.iter().map(|line| find(*line)).collect()
    }
}

/// Whether a text begins as a note below a table does.
pub(super) fn is_note(text: &str) -> bool {
    let start: String = text.trim_start_matches([' ', '\t', '"']).chars().take(16).collect::<String>().to_lowercase();
    NOTES.iter().any(|note| start.starts_with(note))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(header: &[u32], heads: usize, footer: Option<u32>) -> Frame {
        Frame { header: header.to_vec(), heads, footer, described: true }
    }

    fn sort(frame: &Frame, lines: &[(u32, u32, &str)]) -> Result<Framed, NoTable> {
        frame.sort(lines.len(), |at| {
            let (row, filled, text) = lines[at];
            Outline { row, filled, note: is_note(text) }
        })
    }

    #[test]
    fn finds_headings_and_notes() {
        let lines = [(1, 1, "Titel"), (4, 2, ""), (5, 3, ""), (6, 3, ""), (8, 3, ""), (9, 0, ""), (10, 1, "Kilde: x")];
        let framed = sort(&frame(&[4, 5], 2, None), &lines).unwrap();
        assert_eq!(framed, Framed { headings: vec![1, 2], data: 3..6, notes: 6..7 });
        let framed = sort(&frame(&[4, 5], 2, Some(2)), &lines).unwrap();
        assert_eq!(framed, Framed { headings: vec![1, 2], data: 3..4, notes: 4..7 });
        let framed = sort(&frame(&[4, 5], 2, Some(0)), &lines).unwrap();
        assert_eq!(framed.data, 3..7, "no line is a note");
        assert_eq!(sort(&frame(&[3], 1, None), &lines), Err(NoTable::NoHeading(3)));
        assert_eq!(sort(&frame(&[9], 1, None), &lines), Err(NoTable::NoHeading(9)), "a blank line is no heading");
        assert_eq!(sort(&frame(&[10], 1, None), &lines), Err(NoTable::OnlyHeadings));
        assert_eq!(sort(&frame(&[], 2, Some(9)), &lines), Err(NoTable::OnlyHeadings));
        assert_eq!(sort(&frame(&[], 1, None), &[]), Err(NoTable::Empty));
        let plain = Frame::of(None);
        assert_eq!(sort(&plain, &lines).unwrap(), Framed { headings: vec![0], data: 1..7, notes: 7..7 });
    }

    #[test]
    fn knows_notes_by_their_first_word() {
        assert!(is_note("Kilde: en styrelse") && is_note("\"ANM.: foreløbige tal\""));
        assert!(!is_note("Kildehøj") && !is_note("2021M09") && !is_note(""));
    }
}
