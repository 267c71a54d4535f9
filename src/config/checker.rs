//! Checks of single values: words, months, dates, ids. What is wrong is reported where it stands.

use std::sync::Arc;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Weekday};

use super::document::{Document, Located};
use super::value::Written;
use crate::diagnostic::{Code, Report, did_you_mean};
use crate::model::calendar::CalendarDate;
use crate::model::{Period, Validity};

/// How far an entry of a list has been held against its source; kept by people, not shown.
pub(super) const VERIFIED: [((), &str); 4] = [((), "yes"), ((), "partly"), ((), "no"), ((), "")];

/// Lists that could not be read whole; what names their entries is not reported too.
#[derive(Clone, Copy, Default)]
pub(super) struct Unread {
    pub(super) akasser: bool,
    pub(super) areas: bool,
    pub(super) targets: bool,
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
        if date.is_some() {
            return date;
        }
        if let Some((year, last)) = last_week(found) {
            let message = format!("{} is \"{found}\", and the weeks of {year} are 01 to {last}", written.field);
            self.refuse(written, message, "Write a week that the year has, counted as in ISO 8601.");
            return None;
        }
        let expected = "a day 2021-12-15, a week 2021-W50 or a month 2021-12";
        let message = format!("{} is \"{found}\"; {expected} was expected", written.field);
        self.refuse(written, message, "Write it in one of these forms, in the precision that is known.");
        None
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

/// The year and its last ISO week, of a text with the form of a week.
fn last_week(text: &str) -> Option<(i32, u32)> {
    let (year, week) = text.split_once("-W")?;
    digits(week, 2)?;
    let year = i32::try_from(digits(year, 4)?).ok()?;
    // 28 December lies in the last week of every year.
    let day = NaiveDate::from_ymd_opt(year, 12, 28)?;
    Period::new(year, 12).map(|_| (year, day.iso_week().week()))
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
