//! Dates of the calendar as readers and machines read them.

use chrono::NaiveTime;

use crate::model::calendar::{Appointment, CalendarDate};
use crate::render::html::{Html, escape};
use crate::render::table::Head;
use crate::render::words;
use crate::text::date;
use crate::text::messages::Messages;

/// The heading of a row: the date in words, and below it what the words do not say.
pub(super) fn head<'l>(say: &Messages, label: &'l str, date: CalendarDate, time: Option<NaiveTime>) -> Head<'l> {
    Head::text(label).dated(code(date, time)).remark(remark(say, date, time))
}

/// The date in words: `15. december 2021`, `Uge 50 2009`, `December 2009`.
pub(super) fn label(say: &Messages, date: CalendarDate) -> String {
    words::capital(&say.of_calendar(date))
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
pub(super) fn remark(say: &Messages, date: CalendarDate, time: Option<NaiveTime>) -> String {
    match date {
        CalendarDate::Day(day) => {
            let name = date::weekday(say.language(), day);
            time.map_or_else(|| name.clone(), |time| date::at_hour(say.language(), &name, time))
        }
        CalendarDate::Week(_) => date::days(say.language(), *date.days().start(), *date.days().end()),
        CalendarDate::Month(_) => String::new(),
    }
}

/// `2021-12-15T08:00`, the local date and time that `<time>` knows; without a time the date's own code.
fn code(date: CalendarDate, time: Option<NaiveTime>) -> String {
    time.map_or_else(|| date.code(), |time| format!("{}T{}", date.code(), time.format("%H:%M")))
}

/// The time of day at which releases appear: `8.00`.
pub(super) fn release_hour(say: &Messages, written: &str) -> String {
    let time = NaiveTime::parse_from_str(written, "%H:%M").ok();
    time.map_or_else(|| written.to_owned(), |time| date::hour(say.language(), time))
}

#[cfg(test)]
mod tests {
    use chrono::{Datelike, NaiveDate};

    use super::*;
    use crate::text::messages::tests::{danish, english};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn says_what_the_date_alone_does_not() {
        let say = &danish();
        let time = NaiveTime::from_hms_opt(8, 0, 0);
        assert_eq!(remark(say, CalendarDate::Day(day("2021-12-15")), time), "onsdag kl. 8.00");
        assert_eq!(remark(say, CalendarDate::Week(day("2009-12-10").iso_week()), None), "7.–13. december");
        assert_eq!(remark(say, CalendarDate::Week(day("2025-01-01").iso_week()), None), "30. december–5. januar");
        assert_eq!(remark(&english(), CalendarDate::Day(day("2021-12-15")), time), "Wednesday at 8:00");
        assert_eq!((release_hour(say, "08:00").as_str(), release_hour(say, "10:00").as_str()), ("8.00", "10.00"));
        assert_eq!(code(CalendarDate::Day(day("2021-12-15")), time), "2021-12-15T08:00");
    }
}
