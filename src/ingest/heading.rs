//! The columns of a tidy file, by their English ids or Danish headings.

use super::problems::Problems;
use super::sheet::{At, Sheet};
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};

/// What a column of a tidy file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// Id of the measure.
    Measure,
    /// The month.
    Period,
    /// The area.
    Area,
    /// The fund.
    Akasse,
    /// The value, where no counts are given.
    Value,
    /// Those who meet the condition.
    Numerator,
    /// All who are counted.
    Denominator,
    /// Marks on the value, or why there is none.
    Status,
    /// Remark for readers.
    Note,
}

/// Every heading with the column it stands for; the first of each is the one that messages use.
const HEADINGS: [(&str, Column); 23] = [
    ("measure", Column::Measure),
    ("maaling", Column::Measure),
    ("måling", Column::Measure),
    ("period", Column::Period),
    ("maaned", Column::Period),
    ("måned", Column::Period),
    ("area", Column::Area),
    ("omraade", Column::Area),
    ("område", Column::Area),
    ("akasse", Column::Akasse),
    ("a-kasse", Column::Akasse),
    ("value", Column::Value),
    ("vaerdi", Column::Value),
    ("værdi", Column::Value),
    ("numerator", Column::Numerator),
    ("taeller", Column::Numerator),
    ("tæller", Column::Numerator),
    ("denominator", Column::Denominator),
    ("naevner", Column::Denominator),
    ("nævner", Column::Denominator),
    ("status", Column::Status),
    ("note", Column::Note),
    ("a-kasser", Column::Akasse),
];

impl Column {
    /// The column a heading stands for, in any case and however it is spaced.
    fn of(heading: &str) -> Option<Self> {
        let folded = folded(heading);
        HEADINGS.iter().find(|(known, _)| *known == folded).map(|(_, column)| *column)
    }

    /// Its name in a message.
    pub(super) fn word(self) -> &'static str {
        HEADINGS.iter().find(|(_, column)| *column == self).map_or("", |(heading, _)| heading)
    }
}

/// A heading as it is compared: small letters without spaces.
pub(super) fn folded(heading: &str) -> String {
    heading.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Which field of a record holds what.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub(super) measure: Option<usize>,
    pub(super) period: Option<usize>,
    pub(super) area: Option<usize>,
    pub(super) akasse: Option<usize>,
    pub(super) value: Option<usize>,
    pub(super) numerator: Option<usize>,
    pub(super) denominator: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) note: Option<usize>,
}

impl Columns {
    /// The columns of a sheet; `None` when one that every tidy file needs is not there.
    ///
    /// Those that are `ignored` are left out.
    pub(super) fn of(sheet: &Sheet, ignored: impl Fn(&str) -> bool, problems: &mut Problems) -> Option<Self> {
        let mut columns = Self::default();
        for (field, heading) in sheet.heading().iter().enumerate() {
            let at = At { record: 0, field };
            if ignored(heading) {
                continue;
            }
            match Column::of(heading) {
                None => problems.push(unknown(sheet, at, heading)),
                Some(column) => match *columns.slot(column) {
                    None => *columns.slot(column) = Some(field),
                    Some(first) => {
                        let first = &sheet.heading()[first];
                        let message = format!("\"{heading}\" and \"{first}\" are both the column {}", column.word());
                        problems.push(sheet.error(at, Code::UnknownColumn, message).hint("Keep one of them."));
                    }
                },
            }
        }
        columns.complete(sheet, problems).then_some(columns)
    }

    fn slot(&mut self, column: Column) -> &mut Option<usize> {
        match column {
            Column::Measure => &mut self.measure,
            Column::Period => &mut self.period,
            Column::Area => &mut self.area,
            Column::Akasse => &mut self.akasse,
            Column::Value => &mut self.value,
            Column::Numerator => &mut self.numerator,
            Column::Denominator => &mut self.denominator,
            Column::Status => &mut self.status,
            Column::Note => &mut self.note,
        }
    }

    /// Reports the columns that are missing in any tidy file.
    fn complete(&self, sheet: &Sheet, problems: &mut Problems) -> bool {
        let mut missing = Vec::new();
        if self.period.is_none() {
            missing.push(("period", "Add a column period (or måned) with months such as 2021-09."));
        }
        match (self.value, self.numerator, self.denominator) {
            (None, None, None) => {
                missing
                    .push(("value", "Add a column value (or værdi), or numerator and denominator (tæller, nævner)."));
            }
            (_, Some(_), None) => missing.push(("denominator", "A numerator says nothing without its denominator.")),
            (_, None, Some(_)) => missing.push(("numerator", "A denominator says nothing without its numerator.")),
            _ => {}
        }
        for (column, hint) in &missing {
            problems.push(absent(sheet, column, format!("the column {column} is missing")).hint(*hint));
        }
        missing.is_empty()
    }
}

/// The error of a column that is not there, at the heading.
pub(super) fn absent(sheet: &Sheet, column: &str, message: String) -> Diagnostic {
    let place = Place { column: 0, ..sheet.place(At { record: 0, field: 0 }) };
    Diagnostic::error(Code::MissingColumn, message).at(place).field(column)
}

fn unknown(sheet: &Sheet, at: At, heading: &str) -> Diagnostic {
    if heading.is_empty() {
        let message = format!("column {} has no heading", at.field + 1);
        return sheet.error(at, Code::UnknownColumn, message).hint("Name the column, or delete it and save again.");
    }
    let known = did_you_mean(&folded(heading), HEADINGS.iter().map(|(known, _)| *known));
    let hint = match known {
        Some(known) => format!("Did you mean {known}?"),
        None if sheet.is_workbook() => {
            "Delete the column, or say in release.toml how the sheet is laid out (header, layout).".to_owned()
        }
        None => "Delete the column, or describe the file as wide in release.toml.".to_owned(),
    };
    sheet.error(at, Code::UnknownColumn, format!("no column is called \"{heading}\"")).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_headings_in_both_languages() {
        for (heading, column) in [
            ("Måned", Column::Period),
            ("A - kasse", Column::Akasse),
            ("TÆLLER", Column::Numerator),
            ("Omraade", Column::Area),
            ("value ", Column::Value),
        ] {
            assert_eq!(Column::of(heading), Some(column), "{heading}");
        }
        assert_eq!(Column::of("total"), None);
        assert_eq!(Column::Numerator.word(), "numerator");
    }
}
