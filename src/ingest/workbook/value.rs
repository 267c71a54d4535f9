//! What a cell of a workbook holds.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::ingest::number::{NotANumber, Written};
use crate::model::Decimal;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ingest) enum CellValue {
    /// A text that is not blank.
    Text(Box<str>),
    /// A number, exactly as typed and shown.
    Number {
        /// The number; a percentage is moved, so 87 for 0.87 shown as 87 %.
        decimal: Decimal,
        /// Whether it is shown with a percent sign.
        percent: bool,
    },
    /// A number of more digits than are read.
    TooLong(Box<str>),
    /// A day.
    Date(NaiveDate),
    /// True or false.
    Boolean(bool),
    /// An error of the workbook's own calculation, such as `#DIV/0!`.
    Error(&'static str),
    /// A formula that was never computed.
    Uncomputed,
}

impl CellValue {
    /// The value as a text.
    pub(in crate::ingest) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::TooLong(text) => Cow::Borrowed(text),
            Self::Number { decimal, percent: false } => Cow::Owned(decimal.plain()),
            Self::Number { decimal, percent: true } => Cow::Owned(format!("{} %", decimal.plain())),
            Self::Date(day) => Cow::Owned(day.to_string()),
            Self::Boolean(true) => Cow::Borrowed("TRUE"),
            Self::Boolean(false) => Cow::Borrowed("FALSE"),
            Self::Error(error) => Cow::Borrowed(error),
            Self::Uncomputed => Cow::Borrowed("(formula)"),
        }
    }

    /// The number.
    ///
    /// # Errors
    /// What stands there instead, and what to do about it.
    pub(in crate::ingest) fn number(&self) -> Result<Written, (String, &'static str)> {
        let text = self.text();
        Err(match self {
            Self::Number { decimal, percent } => return Ok(Written::exact(*decimal, *percent)),
            Self::Text(_) => (format!("\"{text}\" is not a number"), NotANumber::Other.hint()),
            Self::TooLong(_) => (format!("{text} has more digits than are read"), NotANumber::TooLong.hint()),
            Self::Date(_) => (
                format!("{text} is a date, and a number was expected"),
                "Show the column as plain numbers in the workbook, and see whether they are right.",
            ),
            Self::Boolean(_) => (
                format!("{text} says whether something is true, and a number was expected"),
                "Write the number; for a missing one, leave the cell blank and say why.",
            ),
            Self::Error(_) => (
                format!("{text} is an error of the workbook's own calculation"),
                "Correct the formula in the workbook; where there is no value, leave the cell blank and say why.",
            ),
            Self::Uncomputed => (
                "the cell holds a formula that was never computed".to_owned(),
                "Open the workbook in the spreadsheet program, which computes it, and save it again.",
            ),
        })
    }
}
