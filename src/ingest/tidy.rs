//! Tidy files: one row for each observation.

use csv::StringRecord;

use super::cells::{Content, Found};
use super::heading::{Columns, absent};
use super::reading::{Named, Reading, Subject};
use super::sheet::At;
use super::status::Status;
use crate::diagnostic::Code;
use crate::model::code::{AreaKey, CellKey, MeasureKey};
use crate::model::{Flags, Missing};

/// Reads every row of a tidy file.
pub(super) fn read(reading: &mut Reading<'_>) {
    let sheet = reading.sheet;
    let rules = reading.rules;
    let ignored = |heading: &str| rules.ignores(heading);
    let Some(columns) = Columns::of(sheet, ignored, reading.problems) else { return };
    let default = match columns.measure {
        Some(_) => None,
        None => match measure_of_file(reading) {
            Some(measure) if reading.is_deliverable(None, measure) => Some(measure),
            _ => return,
        },
    };
    if default.is_some_and(|measure| !has_dimensions(reading, &columns, measure)) {
        return;
    }
    let mut rows = sheet.rows();
    let mut fields = StringRecord::new();
    while let Some(record) = rows.read(&mut fields) {
        Row { columns: &columns, fields: &fields, record }.read(reading, default);
    }
}

/// The measure of a file without a column for it.
fn measure_of_file(reading: &mut Reading<'_>) -> Option<MeasureKey> {
    let path: &str = reading.sheet.file();
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let described = reading.rules.table.map(|table| table.measure);
    let found = described.or_else(|| reading.rules.publication.measure_by_id(stem));
    if found.is_none() {
        let message = format!("the column measure is missing, and no measure is called {stem}");
        let hint = "Add a column measure (or måling), or name the file <measure>.csv.";
        reading.problems.push(absent(reading.sheet, "measure", message).hint(hint));
    }
    found
}

/// Whether a file of one measure has a column for each of its dimensions.
fn has_dimensions(reading: &mut Reading<'_>, columns: &Columns, measure: MeasureKey) -> bool {
    let measure = reading.measure_of(measure);
    let needed = [
        ("akasse", measure.by_akasse && columns.akasse.is_none(), "Add a column akasse (or a-kasse)."),
        ("area", !measure.areas.is_empty() && columns.area.is_none(), "Add a column area (or område)."),
    ];
    for (column, missing, hint) in needed {
        if missing {
            let message = format!("the column {column} is missing, and {} is by {column}", measure.id);
            reading.problems.push(absent(reading.sheet, column, message).hint(hint));
        }
    }
    !needed.iter().any(|(_, missing, _)| *missing)
}

/// One row.
struct Row<'r> {
    columns: &'r Columns,
    fields: &'r StringRecord,
    record: usize,
}

impl Row<'_> {
    /// The text of a column, without space around it; empty when there is no such column.
    fn text(&self, column: Option<usize>) -> &str {
        column.and_then(|field| self.fields.get(field)).unwrap_or_default().trim()
    }

    /// The field of a column, or of the first one of the row.
    fn at(&self, column: Option<usize>) -> At {
        At { record: self.record, field: column.unwrap_or(0) }
    }

    /// Reads the row. Each of its fields is judged even when another is wrong.
    fn read(&self, reading: &mut Reading<'_>, default: Option<MeasureKey>) {
        let columns = self.columns;
        let measure = match default {
            Some(measure) => Some(measure),
            None => reading.measure(self.at(columns.measure), self.text(columns.measure)),
        };
        let period = reading.period(self.at(columns.period), self.text(columns.period));
        let mut complete = true;
        let akasse = Some(self.text(columns.akasse)).filter(|text| !text.is_empty()).and_then(|text| {
            let found = reading.akasse(self.at(columns.akasse), text, period);
            complete &= found.is_some();
            found
        });
        let area = Some(self.text(columns.area)).filter(|text| !text.is_empty()).and_then(|text| {
            let found = reading.area(self.at(columns.area), text, (measure, period));
            complete &= found.is_some();
            found
        });
        let status = self.status(reading);
        let Some(measure) = measure else { return };
        let content = self.content(reading, measure, status);
        let (Some(period), Some(content), true) = (period, content, complete) else { return };
        let subject = Subject { measure, period, key: CellKey { area: area.map(|area| area.key), akasse } };
        self.add(reading, subject, area.and_then(|area| area.part), content);
    }

    /// The status; `None` when it was reported.
    fn status(&self, reading: &mut Reading<'_>) -> Option<Status> {
        let text = self.text(self.columns.status);
        match Status::parse(text) {
            Ok(status) => Some(status),
            Err(problem) => {
                let code = if self.is_blank() { Code::BlankWithoutReason } else { Code::BadNumber };
                reading.fail(self.at(self.columns.status), code, problem.message, problem.hint);
                None
            }
        }
    }

    fn is_blank(&self) -> bool {
        let columns = self.columns;
        [columns.value, columns.numerator, columns.denominator].iter().all(|column| self.text(*column).is_empty())
    }

    /// What the row says of its value; `None` when what it says was reported.
    fn content(&self, reading: &mut Reading<'_>, measure: MeasureKey, status: Option<Status>) -> Option<Stated> {
        let columns = self.columns;
        let texts = [columns.value, columns.numerator, columns.denominator].map(|column| self.text(column));
        if let Some(reason) = texts.iter().find_map(|text| reading.missing_by_symbol(text)) {
            return self.marked(reading, reason, status?);
        }
        let value_at = self.at(columns.value.filter(|_| !texts[0].is_empty()).or(columns.numerator).or(columns.value));
        let content = match texts {
            ["", "", ""] => {
                let status = status?;
                return Some(Stated::Blank(status));
            }
            [value, "", ""] => Content::Value(reading.value(value_at, value, measure)?),
            ["", numerator, denominator] if !numerator.is_empty() && !denominator.is_empty() => {
                let field = columns.denominator.unwrap_or(0);
                let numerator = reading.count(value_at, numerator);
                let denominator = reading.count(self.at(columns.denominator), denominator);
                let (numerator, denominator) = (numerator?, denominator?);
                Content::Counts { numerator, denominator, field }
            }
            ["", _, _] => {
                let message = "of numerator and denominator, only one is given";
                let hint = "Give both, or neither and the reason in the column status.";
                reading.fail(value_at, Code::BadNumber, message, hint);
                return None;
            }
            _ => {
                let message = "a value and counts are both given";
                let hint = "Give numerator and denominator only: the share follows from them.";
                reading.fail(value_at, Code::BadNumber, message, hint);
                return None;
            }
        };
        let status = status?;
        if let Some(reason) = status.missing {
            let message = format!("the row has a value and the reason for having none, {}", reason.word());
            let hint = "Delete the one that is wrong. A value that must not be shown is held back by the program.";
            reading.fail(value_at, Code::BadNumber, message, hint);
            return None;
        }
        Some(Stated::Given(content, status.flags, value_at))
    }

    /// What a sign says that stands for a missing value; reported when the status says otherwise.
    fn marked(&self, reading: &mut Reading<'_>, reason: Missing, status: Status) -> Option<Stated> {
        match status.missing {
            Some(other) if other != reason => {
                let message = format!("the sign stands for {}, and the status says {}", reason.word(), other.word());
                reading.fail(self.at(self.columns.status), Code::BadNumber, message, "Keep the one that is right.");
                None
            }
            _ => Some(Stated::Blank(Status { missing: Some(reason), ..status })),
        }
    }

    fn add(&self, reading: &mut Reading<'_>, subject: Subject, part: Option<AreaKey>, stated: Stated) {
        let columns = self.columns;
        let named =
            Named { period: self.at(columns.period), akasse: self.at(columns.akasse), area: self.at(columns.area) };
        let mut note = Some(self.text(columns.note)).filter(|text| !text.is_empty()).map(Box::from);
        let (content, flags, at) = match stated {
            Stated::Given(content, flags, at) => (content, flags, at),
            Stated::Blank(status) => {
                let at = self.at(columns.value.or(columns.numerator));
                let Some(reason) = self.reason(reading, subject, (status, at), &mut note) else { return };
                (Content::Missing(reason), Flags::default(), at)
            }
        };
        let Subject { measure, period, key } = subject;
        reading.add(Found { measure, period, key, part, content, flags, note, at }, named);
    }

    /// Why the row is blank; reported when nothing says so. In a month that the measure leaves out, the measure's own
    /// reason counts, whatever the row says.
    fn reason(
        &self,
        reading: &mut Reading<'_>,
        subject: Subject,
        (status, at): (Status, At),
        note: &mut Option<Box<str>>,
    ) -> Option<Missing> {
        if status.flags != Flags::default() {
            let words: Vec<&str> = status.flags.words().collect();
            let message = format!("the status {} is about a value, and there is none", words.join(" "));
            let hint = "Give the value, or the reason why there is none, such as not_received.";
            reading.fail(at, Code::BlankWithoutReason, message, hint);
            return None;
        }
        let left_out = reading.measure_of(subject.measure).left_out(subject.period);
        if let Some(reason) = left_out.or(status.missing) {
            return Some(reason);
        }
        if let Some((reason, remark)) = reading.declared(subject) {
            if note.is_none() {
                *note = remark;
            }
            return Some(reason);
        }
        let hint = "Write the reason in the column status (such as not_received), or 0 if the value is zero.";
        reading.fail(at, Code::BlankWithoutReason, "the value is blank, and nothing says why", hint);
        None
    }
}

/// What a row says of its value.
enum Stated {
    Given(Content, Flags, At),
    Blank(Status),
}
