//! Checks of single values: words, months, dates, ids. What is wrong is reported where it stands.

use std::sync::Arc;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Weekday};

use super::document::{Document, Located};
use super::shape::Written;
use crate::diagnostic::{Code, Report, did_you_mean};
use crate::model::calendar::CalendarDate;
use crate::model::{Period, Validity};

/// The longest name, in bytes: with an ending and a folder around it, it has room on every system.
const MAX_NAME: usize = 80;

/// Names that some systems keep for devices, with any ending.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// How far an entry of a list has been held against its source; kept by people, not shown.
pub(super) const VERIFIED: [((), &str); 4] = [((), "yes"), ((), "partly"), ((), "no"), ((), "")];

/// Which characters an id may have besides small letters and digits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    /// `_`, for codes.
    Code,
    /// `_` and `-`, for addresses of documents and entries of the calendar.
    Slug,
}

/// Lists that could not be read whole; what names their entries is not reported too.
#[derive(Clone, Copy, Default)]
pub(super) struct Unread {
    pub(super) akasser: bool,
    pub(super) areas: bool,
}

/// A file being checked.
pub(super) struct Checker<'a> {
    pub(super) document: &'a Document,
    pub(super) report: &'a mut Report,
    pub(super) unread: Unread,
}

impl<'a> Checker<'a> {
    /// Checks a file on its own, or against lists that were all read.
    pub(super) fn new(document: &'a Document, report: &'a mut Report) -> Self {
        Self { document, report, unread: Unread::default() }
    }

    /// Checks a file against lists of which some could not be read.
    pub(super) fn against(document: &'a Document, unread: Unread, report: &'a mut Report) -> Self {
        Self { document, report, unread }
    }

    /// Reports a value.
    pub(super) fn refuse<T>(&mut self, at: &Located<T>, message: String, hint: impl Into<String>) {
        self.refuse_as(Code::BadConfig, at, message, hint);
    }

    /// Reports a value under another code.
    pub(super) fn refuse_as<T>(&mut self, code: Code, at: &Located<T>, message: String, hint: impl Into<String>) {
        let error = self.document.error(code, &at.span, message).field(&*at.field).hint(hint);
        self.report.push(error);
    }

    /// A value that names something unknown, with the nearest of what is known.
    pub(super) fn unknown<'k>(
        &mut self,
        at: &Located<impl AsRef<str>>,
        what: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        let found = at.value.as_ref();
        let hint = match did_you_mean(found, known) {
            Some(near) => format!("Did you mean {near}?"),
            None => format!("Write the id of one of this publication's {what}s, or add it to their list."),
        };
        self.refuse(at, format!("{} names \"{found}\", and there is no such {what}", at.field), hint);
    }

    /// One of the words of a table such as `Rule::ALL`.
    pub(super) fn word<T: Copy>(
        &mut self,
        written: Option<&Located<impl AsRef<str>>>,
        all: &[(T, &'static str)],
    ) -> Option<T> {
        let written = written?;
        let found = written.value.as_ref();
        if let Some((known, _)) = all.iter().find(|(_, word)| *word == found) {
            return Some(*known);
        }
        let words = all.iter().map(|(_, word)| *word);
        let list = words.clone().collect::<Vec<_>>().join(", ");
        let hint = match did_you_mean(found, words) {
            Some(near) => format!("Did you mean {near}?"),
            None => format!("Write one of: {list}."),
        };
        self.refuse(written, format!("{} is \"{found}\"; one of {list} was expected", written.field), hint);
        None
    }

    /// A month.
    pub(super) fn period(&mut self, written: Option<&Located<impl AsRef<str>>>) -> Option<Period> {
        let written = written?;
        let found = written.value.as_ref();
        let period = Period::parse(found);
        if period.is_none() {
            let message = format!("{} is \"{found}\"; a month such as 2021-09 was expected", written.field);
            self.refuse(written, message, "Write the year with four digits, a hyphen, and the month with two.");
        }
        period
    }

    /// First and last month; both `None` when the last lies before the first, which is reported.
    pub(super) fn months(
        &mut self,
        from: Option<&Located<Written>>,
        to: Option<&Located<Written>>,
    ) -> (Option<Period>, Option<Period>) {
        let (first, last) = (self.period(from), self.period(to));
        if let (Some(first), Some(last), Some(to)) = (first, last, to)
            && last < first
        {
            let message = format!("{} is {}, before the first month {}", to.field, last.slug(), first.slug());
            self.refuse(to, message, "Exchange the two months, or put the wrong one right.");
            return (None, None);
        }
        (first, last)
    }

    /// A day.
    pub(super) fn day(&mut self, written: &Located<impl AsRef<str>>) -> Option<NaiveDate> {
        let found = written.value.as_ref();
        let day = day(found);
        if day.is_none() {
            let message = format!("{} is \"{found}\"; a day such as 2021-12-15 was expected", written.field);
            self.refuse(written, message, "Write year, month and day with hyphens; the day must exist.");
        }
        day
    }

    /// First and last day; empty cells are open ends. A last day before the first is reported and moved to it.
    pub(super) fn validity(&mut self, from: &Located<String>, to: &Located<String>) -> Validity {
        let mut end = |written: &Located<String>| if written.value.is_empty() { None } else { self.day(written) };
        let valid = Validity { from: end(from), to: end(to) };
        if let (Some(first), Some(last)) = (valid.from, valid.to)
            && last < first
        {
            let message = format!("{} is {last}, before the first day {first}", to.field);
            self.refuse(to, message, "Exchange the two days, or put the wrong one right.");
            return Validity { to: valid.from, ..valid };
        }
        valid
    }

    /// A date in the precision that is known.
    pub(super) fn calendar_date(&mut self, written: Option<&Located<Written>>) -> Option<CalendarDate> {
        let written = written?;
        let found = written.value.0.as_str();
        let date = calendar_date(found);
        if date.is_none() {
            let expected = "a day 2021-12-15, a week 2021-W50 or a month 2021-12";
            let message = format!("{} is \"{found}\"; {expected} was expected", written.field);
            self.refuse(written, message, "Write it in one of these forms, in the precision that is known.");
        }
        date
    }

    /// A moment with its distance from Greenwich.
    pub(super) fn moment(&mut self, written: Option<&Located<Written>>) -> Option<DateTime<FixedOffset>> {
        let written = written?;
        let found = written.value.0.as_str();
        let moment = DateTime::parse_from_rfc3339(found).ok();
        if moment.is_none() {
            let expected = "a moment such as 2021-12-15T08:00:00+01:00";
            let message = format!("{} is \"{found}\"; {expected} was expected", written.field);
            self.refuse(written, message, "Write day, T, time and the time zone's distance from UTC.");
        }
        moment
    }

    /// An id: it becomes part of file names and addresses.
    pub(super) fn id(&mut self, written: &Located<String>, alphabet: Alphabet) -> Option<String> {
        let found = written.value.as_str();
        if hostile(found) {
            self.refuse_hostile(written);
            return None;
        }
        let allowed = |byte: u8| {
            byte.is_ascii_lowercase()
                || byte.is_ascii_digit()
                || byte == b'_'
                || (byte == b'-' && alphabet == Alphabet::Slug)
        };
        if found.is_empty() || !found.bytes().all(allowed) {
            let signs = if alphabet == Alphabet::Slug { "_ and -" } else { "and _" };
            let message = format!("{} is \"{found}\"; small letters a-z, digits {signs} were expected", written.field);
            let hint = "Write ae for æ, oe for ø, aa for å and _ for a space.";
            self.refuse(written, message, hint);
            return None;
        }
        Some(found.to_owned())
    }

    /// The name of a CSV file in a folder, without any folder of its own.
    pub(super) fn file_name(&mut self, written: &Located<String>) -> Option<String> {
        let found = written.value.as_str();
        if hostile(found) {
            self.refuse_hostile(written);
            return None;
        }
        if !found.to_lowercase().ends_with(".csv") {
            let message = format!("{} is \"{found}\"; the name of a CSV file was expected", written.field);
            self.refuse(written, message, "Write the name of a file in this folder that ends with .csv.");
            return None;
        }
        Some(found.to_owned())
    }

    fn refuse_hostile(&mut self, written: &Located<String>) {
        let shown: String = written.value.chars().take(MAX_NAME).collect();
        let message = format!("{} is {shown:?}, which cannot be the name of a file everywhere", written.field);
        let hint = format!("Use letters and digits, at most {MAX_NAME}, no folder, and no device's name.");
        self.refuse_as(Code::UnsafePath, written, message, hint);
    }

    /// Reports an id that stands in the file already.
    pub(super) fn repeated(&mut self, written: &Located<String>) {
        let message = format!("the id {} stands twice", written.value);
        self.refuse(
            written,
            message,
            "Give each entry an id of its own; an id is never used again for something else.",
        );
    }

    /// The address of a document, when one is given. Whether there is such a document is seen when notes are read.
    pub(super) fn slug(&mut self, written: Option<&Located<String>>) -> Option<String> {
        self.id(written?, Alphabet::Slug)
    }

    /// A text that is not empty; what is empty is reported and given as it is.
    pub(super) fn text(&mut self, written: Option<Located<String>>) -> String {
        let Some(written) = written else { return String::new() };
        if written.value.trim().is_empty() {
            let message = format!("{} is empty", written.field);
            self.refuse(&written, message, "Write the text, or leave the key out if it may be left out.");
        }
        written.value
    }

    /// A whole number within bounds.
    pub(super) fn within<T: TryFrom<u64>>(
        &mut self,
        written: Option<&Located<u64>>,
        bounds: std::ops::RangeInclusive<u64>,
    ) -> Option<T> {
        let written = written?;
        if !bounds.contains(&written.value) {
            let expected = format!("a number from {} to {}", bounds.start(), bounds.end());
            let message = format!("{} is {}; {expected} was expected", written.field, written.value);
            self.refuse(written, message, format!("Write {expected}."));
            return None;
        }
        T::try_from(written.value).ok()
    }

    /// The pieces of a cell that holds a list with semicolons, each with its own place.
    pub(super) fn pieces(&self, cell: &Located<String>) -> Vec<Located<String>> {
        let written = self.document.text().get(cell.span.clone()).unwrap_or("");
        let mut from = 0;
        let pieces = cell.value.split(';').map(str::trim).filter(|piece| !piece.is_empty());
        pieces
            .map(|piece| {
                // A piece with a doubled quote is not found as it is; then the whole cell is shown.
                let span = match written.get(from..).and_then(|rest| rest.find(piece)) {
                    Some(at) => {
                        let start = from + at;
                        from = start + piece.len();
                        cell.span.start + start..cell.span.start + from
                    }
                    None => cell.span.clone(),
                };
                Located { value: piece.to_owned(), span, field: Arc::clone(&cell.field) }
            })
            .collect()
    }
}

impl AsRef<str> for Written {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Whether a name leads somewhere else, or cannot be kept by every system.
fn hostile(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").to_lowercase();
    name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|'])
        || name.starts_with('.')
        || name.ends_with([' ', '.'])
        || name.len() > MAX_NAME
        || name.chars().any(char::is_control)
        || DEVICES.contains(&stem.as_str())
}

fn digits(text: &str, length: usize) -> Option<u32> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let year = i32::try_from(digits(year, 4)?).ok()?;
    let date = NaiveDate::from_ymd_opt(year, digits(month, 2)?, digits(day, 2)?)?;
    Period::new(date.year(), date.month()).map(|_| date)
}

/// A date in one of the forms `2021-12-15`, `2021-W50` and `2021-12`.
fn calendar_date(text: &str) -> Option<CalendarDate> {
    if let Some((year, week)) = text.split_once("-W") {
        let year = i32::try_from(digits(year, 4)?).ok()?;
        let monday = NaiveDate::from_isoywd_opt(year, digits(week, 2)?, Weekday::Mon)?;
        return Period::new(monday.year(), monday.month()).map(|_| CalendarDate::Week(monday.iso_week()));
    }
    day(text).map(CalendarDate::Day).or_else(|| Period::parse(text).map(CalendarDate::Month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_in_the_precision_that_is_known() {
        assert!(matches!(calendar_date("2009-W50"), Some(CalendarDate::Week(week)) if week.week() == 50));
        assert!(matches!(calendar_date("2009-12"), Some(CalendarDate::Month(_))));
        assert!(matches!(calendar_date("2009-12-10"), Some(CalendarDate::Day(_))));
        for wrong in ["2009-W54", "2009-13", "2009-02-30", "10-12-2009", "2009", "2009-W5", "", "-", "9999-01-01"] {
            assert!(calendar_date(wrong).is_none(), "{wrong}");
        }
    }
}
