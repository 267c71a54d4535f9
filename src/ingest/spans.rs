//! The columns of a wide file: what stands across, and which columns hold the figures.

use super::heading::{absent, folded};
use super::reading::Reading;
use super::sheet::At;
use super::wide::{Heading, heading};
use crate::config::{Counted, TableDescription};
use crate::diagnostic::{Code, did_you_mean};

/// Columns that together give one figure of each row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// What they are about; `None` when nothing stands across.
    pub(super) heading: Option<Heading>,
    /// Where the figure stands.
    pub(super) fields: Fields,
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fields {
    /// In one column.
    Value(usize),
    /// In two.
    Counts {
        /// The column of those who meet the condition.
        numerator: usize,
        /// The column of all who are counted.
        denominator: usize,
    },
}

impl Fields {
    /// The column that the figure's place is in.
    pub(super) fn first(self) -> usize {
        match self {
            Self::Value(field) | Self::Counts { numerator: field, .. } => field,
        }
    }
}

/// The columns of a table, from left to right; those that mean nothing are reported.
pub(super) fn spans(reading: &mut Reading<'_>, table: &TableDescription) -> Vec<Span> {
    match &table.content {
        Counted::Every => every(reading, table),
        Counted::Value(value) => Spans::new(table, [value, ""]).read(reading),
        Counted::Shares { numerator, denominator } => Spans::new(table, [numerator, denominator]).read(reading),
    }
}

fn no_heading(reading: &mut Reading<'_>, at: At) {
    let message = match reading.sheet.place(At { record: 0, field: at.field }).cell() {
        Some(cell) => format!("the column of {cell} has no heading"),
        None => format!("column {} has no heading", at.field + 1),
    };
    reading.fail(at, Code::UnknownColumn, message, "Name the column, or delete it and save again.");
}

/// A table whose headings say only what stands across: every column holds figures.
fn every(reading: &mut Reading<'_>, table: &TableDescription) -> Vec<Span> {
    let sheet = reading.sheet;
    let mut found = Vec::new();
    for (field, text) in sheet.heading().iter().enumerate().skip(table.rows.len()) {
        let at = At { record: 0, field };
        if text.is_empty() {
            no_heading(reading, at);
        } else if !reading.rules.ignores(text)
            && let Some(axis) = table.columns
            && let Some(heading) = heading(reading, table, (at, text), axis)
        {
            found.push(Span { heading: Some(heading), fields: Fields::Value(field) });
        }
    }
    found
}

/// Columns under one heading, while they are being read.
struct Open {
    at: At,
    text: String,
    heading: Option<Heading>,
    /// The columns of the value, or of numerator and denominator.
    fields: [Option<usize>; 2],
}

/// A table with a line of headings that says what is counted.
struct Spans<'t> {
    table: &'t TableDescription,
    /// The headings of the columns that are wanted; the second is empty when there is one.
    wanted: [&'t str; 2],
    found: Vec<Span>,
}

impl<'t> Spans<'t> {
    fn new(table: &'t TableDescription, wanted: [&'t str; 2]) -> Self {
        Self { table, wanted, found: Vec::new() }
    }

    fn read(mut self, reading: &mut Reading<'_>) -> Vec<Span> {
        let sheet = reading.sheet;
        let content = sheet.headings().len().saturating_sub(1);
        let mut open: Option<Open> = None;
        for field in self.table.rows.len()..sheet.heading().len() {
            let over = if self.table.columns.is_some() { sheet.heading()[field].as_str() } else { "" };
            // A heading over several columns stands over the first of them, or over each.
            let begins = !over.is_empty() && open.as_ref().is_none_or(|open| open.text != over);
            if begins || (open.is_none() && self.table.columns.is_none()) {
                self.close(reading, open.take());
                open = Some(self.begin(reading, At { record: 0, field }, over));
            }
            match &mut open {
                None => no_heading(reading, At { record: 0, field }),
                Some(open) if reading.rules.ignores(&open.text) => {}
                Some(open) => self.column(reading, open, At { record: content, field }),
            }
        }
        self.close(reading, open);
        self.found
    }

    fn begin(&self, reading: &mut Reading<'_>, at: At, text: &str) -> Open {
        let axis = self.table.columns.filter(|_| !reading.rules.ignores(text));
        let heading = axis.and_then(|axis| heading(reading, self.table, (at, text), axis));
        Open { at, text: text.to_owned(), heading, fields: [None; 2] }
    }

    fn column(&self, reading: &mut Reading<'_>, open: &mut Open, at: At) {
        let text = reading.sheet.headings()[at.record][at.field].as_str();
        if text.is_empty() {
            no_heading(reading, at);
            return;
        }
        let wanted = self.wanted.iter().position(|wanted| folded(wanted) == folded(text));
        match wanted {
            Some(which) if open.fields[which].is_none() => open.fields[which] = Some(at.field),
            Some(_) => {
                let message = format!("\"{text}\" stands twice under one heading");
                reading.fail(at, Code::UnknownColumn, message, "Keep one of the columns.");
            }
            None if reading.rules.ignores(text) => {}
            None => {
                let hint = match did_you_mean(text, self.wanted.into_iter().filter(|wanted| !wanted.is_empty())) {
                    Some(near) => format!("Did you mean {near}? Otherwise list it under ignore in release.toml."),
                    None => "Name it under value, numerator or denominator in release.toml, or list it under ignore."
                        .to_owned(),
                };
                let message = format!("release.toml does not say what \"{text}\" is");
                reading.fail(at, Code::UnknownColumn, message, hint);
            }
        }
    }

    /// Takes the columns under a heading together; reports those that are wanted and not there.
    fn close(&mut self, reading: &mut Reading<'_>, open: Option<Open>) {
        let Some(Open { at, text, heading, fields }) = open else { return };
        if reading.rules.ignores(&text) {
            return;
        }
        let is_wanted = |which: usize| !self.wanted[which].is_empty();
        for which in (0..2).filter(|which| is_wanted(*which) && fields[*which].is_none()) {
            let name = self.wanted[which];
            let message = if text.is_empty() {
                format!("no column is called \"{name}\"")
            } else {
                format!("under \"{text}\" no column is called \"{name}\"")
            };
            let problem = if text.is_empty() {
                absent(reading.sheet, name, message)
            } else {
                reading.sheet.error(at, Code::MissingColumn, message)
            };
            let hint = "Write value, numerator and denominator in release.toml as the headings have them.";
            reading.problems.push(problem.hint(hint));
        }
        let complete = match fields {
            [Some(value), None] if !is_wanted(1) => Some(Fields::Value(value)),
            [Some(numerator), Some(denominator)] => Some(Fields::Counts { numerator, denominator }),
            _ => None,
        };
        // A heading that stands for nothing was reported.
        if let Some(fields) = complete.filter(|_| heading.is_some() == self.table.columns.is_some()) {
            self.found.push(Span { heading, fields });
        }
    }
}
