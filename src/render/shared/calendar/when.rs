//! Dates of the calendar as readers and machines read them.

use chrono::{Datelike, Locale, NaiveDate, NaiveTime};

use crate::model::calendar::{Appointment, CalendarDate};
use crate::render::html::{Html, escape};
use crate::render::table::Head;
use crate::render::words;
use crate::text::date;

/// The heading of a row: the date in words, and below it what the words do not say.
pub(super) fn head(label: &str, date: CalendarDate, time: Option<NaiveTime>) -> Head<'_> {
    Head::text(label).dated(code(date, time)).remark(remark(date, time))
}

/// The date in words: `15. december 2021`, `Uge 50 2009`, `December 2009`.
pub(super) fn label(date: CalendarDate) -> String {
    words::capital(&date::of_calendar(date))
}

/// A date as `<time>`.
pub(super) fn element(date: CalendarDate, label: &str) -> Html {
    let mut out = format!("<time datetime=\"{}\">", date.code());
    escape(&mut out, label);
    out.push_str("</time>");
    Html::trusted(out)
}

/// The time of day at which a release is expected: its own, or the publication's.
pub(super) fn hour(appointment: &Appointment, release_hour: &str) -> Option<NaiveTime> {
    match appointment.date {
        CalendarDate::Day(_) => appointment.time.or_else(|| NaiveTime::parse_from_str(release_hour, "%H:%M").ok()),
        CalendarDate::Week(_) | CalendarDate::Month(_) => None,
    }
}

/// What stands below a date: `onsdag kl. 8.00` of a day, `7.–13. december` of a week, nothing of a month.
pub(super) fn remark(date: CalendarDate, time: Option<NaiveTime>) -> String {
    match date {
        CalendarDate::Day(day) => {
            let name = weekday(day);
            time.map_or_else(|| name.clone(), |time| format!("{name} kl. {}", time.format("%-H.%M")))
        }
        CalendarDate::Week(_) => span(*date.days().start(), *date.days().end()),
        CalendarDate::Month(_) => String::new(),
    }
}

/// `2021-12-15T08:00`, the local date and time that `<time>` knows; without a time the date's own code.
fn code(date: CalendarDate, time: Option<NaiveTime>) -> String {
    time.map_or_else(|| date.code(), |time| format!("{}T{}", date.code(), time.format("%H:%M")))
}

fn weekday(day: NaiveDate) -> String {
    day.format_localized("%A", Locale::da_DK).to_string()
}

fn span(first: NaiveDate, last: NaiveDate) -> String {
    let month = |day: NaiveDate| date::month_name(day.month());
    if first.month() == last.month() {
        format!("{}.–{}. {}", first.day(), last.day(), month(last))
    } else {
        format!("{}. {}–{}. {}", first.day(), month(first), last.day(), month(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn says_what_the_date_alone_does_not() {
        let time = NaiveTime::from_hms_opt(8, 0, 0);
        assert_eq!(remark(CalendarDate::Day(day("2021-12-15")), time), "onsdag kl. 8.00");
        assert_eq!(remark(CalendarDate::Week(day("2009-12-10").iso_week()), None), "7.–13. december");
        assert_eq!(remark(CalendarDate::Week(day("2025-01-01").iso_week()), None), "30. december–5. januar");
        assert_eq!(code(CalendarDate::Day(day("2021-12-15")), time), "2021-12-15T08:00");
    }
}
