//! Dates and months in Danish.

use chrono::{DateTime, Datelike, FixedOffset, Locale, NaiveDate};
use chrono_tz::Tz;

use crate::model::Period;
use crate::model::calendar::CalendarDate;
use crate::model::note::NoteDate;

/// `september 2021`.
#[must_use]
pub fn month(period: Period) -> String {
    format!("{} {}", month_name(period.month()), period.year())
}

/// `sep. 2021`; the names that are short already have no point.
#[must_use]
pub fn month_short(period: Period) -> String {
    let name = month_name(period.month());
    let short: String = name.chars().take(3).collect();
    if name == "maj" { format!("maj {}", period.year()) } else { format!("{short}. {}", period.year()) }
}

/// The name of a month (1-12), in lower case: `september`.
#[must_use]
pub fn month_name(month: u32) -> String {
    NaiveDate::from_ymd_opt(2000, month, 1)
        .map(|date| date.format_localized("%B", Locale::da_DK).to_string())
        .unwrap_or_default()
}

/// `15. december 2021`.
#[must_use]
pub fn day(date: NaiveDate) -> String {
    format!("{}. {} {}", date.day(), month_name(date.month()), date.year())
}

/// The day of a moment in the publication's time zone: `15. december 2021`.
#[must_use]
pub fn day_of(moment: DateTime<FixedOffset>, zone: Tz) -> String {
    day(moment.with_timezone(&zone).date_naive())
}

/// Day and time in the publication's time zone: `15. december 2021 kl. 8.00`.
#[must_use]
pub fn moment(moment: DateTime<FixedOffset>, zone: Tz) -> String {
    let local = moment.with_timezone(&zone);
    format!("{} kl. {}", day(local.date_naive()), local.format("%-H.%M"))
}

/// A moment as HTTP and Memento write it, in GMT: `Wed, 15 Dec 2021 07:00:00 GMT`.
#[must_use]
pub fn http(moment: DateTime<FixedOffset>) -> String {
    moment.to_utc().format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// A document's date in the precision that is known.
#[must_use]
pub fn of_note(date: NoteDate) -> String {
    match date {
        NoteDate::Month(period) => month(period),
        NoteDate::Day(date) => day(date),
    }
}

/// A calendar date in the precision that is known: `15. december 2021`, `uge 50 2009`, `december 2009`.
#[must_use]
pub fn of_calendar(date: CalendarDate) -> String {
    match date {
        CalendarDate::Day(date) => day(date),
        CalendarDate::Week(week) => format!("uge {} {}", week.week(), week.year()),
        CalendarDate::Month(period) => month(period),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_danish_dates() {
        let september = Period::new(2021, 9).unwrap();
        assert_eq!(month(september), "september 2021");
        assert_eq!(month_short(september), "sep. 2021");
        assert_eq!(month_short(Period::new(2021, 5).unwrap()), "maj 2021");
        assert_eq!(month_short(Period::new(2021, 6).unwrap()), "jun. 2021");
        let published = DateTime::parse_from_rfc3339("2021-12-14T23:30:00Z").unwrap();
        assert_eq!(day_of(published, chrono_tz::Europe::Copenhagen), "15. december 2021");
        assert_eq!(moment(published, chrono_tz::Europe::Copenhagen), "15. december 2021 kl. 0.30");
        let monday = NaiveDate::from_ymd_opt(2009, 12, 7).unwrap();
        assert_eq!(of_calendar(CalendarDate::Week(monday.iso_week())), "uge 50 2009");
    }
}
