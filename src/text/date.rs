//! Dates and months, by ICU's data for the language.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime};
use chrono_tz::Tz;
use icu_calendar::{Date, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{E, M, YM, YMD};

use crate::model::calendar::CalendarDate;
use crate::model::note::NoteDate;
use crate::model::{Language, Period};

/// The forms that dates have in one language; `None` where ICU has no data, which is in no language of ours.
struct Forms {
    day: Option<FixedCalendarDateTimeFormatter<Gregorian, YMD>>,
    month: Option<FixedCalendarDateTimeFormatter<Gregorian, YM>>,
    month_short: Option<FixedCalendarDateTimeFormatter<Gregorian, YM>>,
    month_name: Option<FixedCalendarDateTimeFormatter<Gregorian, M>>,
    weekday: Option<FixedCalendarDateTimeFormatter<Gregorian, E>>,
}

thread_local! {
    static DANISH: Forms = Forms::of(&icu_locale_core::locale!("da"));
    static ENGLISH: Forms = Forms::of(&icu_locale_core::locale!("en-GB"));
}

impl Forms {
    fn of(locale: &icu_locale_core::Locale) -> Self {
        Self {
            day: FixedCalendarDateTimeFormatter::try_new(locale.into(), YMD::long()).ok(),
            month: FixedCalendarDateTimeFormatter::try_new(locale.into(), YM::long()).ok(),
            month_short: FixedCalendarDateTimeFormatter::try_new(locale.into(), YM::medium()).ok(),
            month_name: FixedCalendarDateTimeFormatter::try_new(locale.into(), M::long()).ok(),
            weekday: FixedCalendarDateTimeFormatter::try_new(locale.into(), E::long()).ok(),
        }
    }
}

/// Writes a date in one of the forms; the bare numbers where there is no form.
fn written(language: Language, date: NaiveDate, form: impl Fn(&Forms, &Date<Gregorian>) -> Option<String>) -> String {
    let forms = match language {
        Language::Danish => &DANISH,
        Language::English => &ENGLISH,
    };
    let number = |part: u32| u8::try_from(part).unwrap_or(1);
    let found = Date::try_new_gregorian(date.year(), number(date.month()), number(date.day())).ok();
    found.and_then(|found| forms.with(|forms| form(forms, &found))).unwrap_or_else(|| date.to_string())
}

/// The first day of a month.
fn first(period: Period) -> NaiveDate {
    NaiveDate::from_ymd_opt(period.year(), period.month(), 1).unwrap_or_default()
}

/// `september 2021`, `September 2021`.
#[must_use]
pub fn month(language: Language, period: Period) -> String {
    written(language, first(period), |forms, date| Some(forms.month.as_ref()?.format(date).to_string()))
}

/// `sep. 2021`, `Sept 2021`; the names that are short already have no point.
#[must_use]
pub fn month_short(language: Language, period: Period) -> String {
    written(language, first(period), |forms, date| Some(forms.month_short.as_ref()?.format(date).to_string()))
}

/// The name of a month (1-12) as it stands in a sentence: `september`, `September`; empty for other numbers.
#[must_use]
pub fn month_name(language: Language, month: u32) -> String {
    let Some(date) = NaiveDate::from_ymd_opt(2000, month, 1) else { return String::new() };
    written(language, date, |forms, date| Some(forms.month_name.as_ref()?.format(date).to_string()))
}

/// The name of a day of the week as it stands in a sentence: `onsdag`, `Wednesday`.
#[must_use]
pub fn weekday(language: Language, date: NaiveDate) -> String {
    written(language, date, |forms, date| Some(forms.weekday.as_ref()?.format(date).to_string()))
}

/// `15. december 2021`, `15 December 2021`.
#[must_use]
pub fn day(language: Language, date: NaiveDate) -> String {
    written(language, date, |forms, date| Some(forms.day.as_ref()?.format(date).to_string()))
}

/// The day of a moment in the publication's time zone: `15. december 2021`.
#[must_use]
pub fn day_of(language: Language, moment: DateTime<FixedOffset>, zone: Tz) -> String {
    day(language, moment.with_timezone(&zone).date_naive())
}

/// A time of day: `8.00`, `8:00`.
#[must_use]
pub fn hour(language: Language, time: NaiveTime) -> String {
    let form = match language {
        Language::Danish => "%-H.%M",
        Language::English => "%-H:%M",
    };
    time.format(form).to_string()
}

/// A day with a time: `onsdag kl. 8.00`, `Wednesday at 8:00`.
#[must_use]
pub fn at_hour(language: Language, day: &str, time: NaiveTime) -> String {
    let at = match language {
        Language::Danish => "kl.",
        Language::English => "at",
    };
    format!("{day} {at} {}", hour(language, time))
}

/// Day and time in the publication's time zone: `15. december 2021 kl. 8.00`, `15 December 2021 at 8:00`.
#[must_use]
pub fn moment(language: Language, moment: DateTime<FixedOffset>, zone: Tz) -> String {
    let local = moment.with_timezone(&zone);
    at_hour(language, &day(language, local.date_naive()), local.time())
}

/// A moment as HTTP and Memento write it, in GMT: `Wed, 15 Dec 2021 07:00:00 GMT`.
#[must_use]
pub fn http(moment: DateTime<FixedOffset>) -> String {
    moment.to_utc().format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// A document's date in the precision that is known.
#[must_use]
pub fn of_note(language: Language, date: NoteDate) -> String {
    match date {
        NoteDate::Month(period) => month(language, period),
        NoteDate::Day(date) => day(language, date),
    }
}

/// A calendar date in the precision that is known: `15. december 2021`, `uge 50 2009`, `december 2009`; in English
/// `15 December 2021`, `week 50, 2009`, `December 2009`.
#[must_use]
pub fn of_calendar(language: Language, date: CalendarDate) -> String {
    match (date, language) {
        (CalendarDate::Day(date), _) => day(language, date),
        (CalendarDate::Week(week), Language::Danish) => format!("uge {} {}", week.week(), week.year()),
        (CalendarDate::Week(week), Language::English) => format!("week {}, {}", week.week(), week.year()),
        (CalendarDate::Month(period), _) => month(language, period),
    }
}

/// The days from first to last without their year: `7.–13. december`, `30. december–5. januar`; in English
/// `7–13 December`, `30 December–5 January`.
#[must_use]
pub fn days(language: Language, first: NaiveDate, last: NaiveDate) -> String {
    let point = match language {
        Language::Danish => ".",
        Language::English => "",
    };
    let month = |day: NaiveDate| month_name(language, day.month());
    if first.month() == last.month() {
        format!("{}{point}–{}{point} {}", first.day(), last.day(), month(last))
    } else {
        format!("{}{point} {}–{}{point} {}", first.day(), month(first), last.day(), month(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DA: Language = Language::Danish;
    const EN: Language = Language::English;

    #[test]
    fn writes_danish_dates() {
        let september = Period::new(2021, 9).unwrap();
        assert_eq!(month(DA, september), "september 2021");
        assert_eq!(month_short(DA, september), "sep. 2021");
        assert_eq!(month_short(DA, Period::new(2021, 5).unwrap()), "maj 2021");
        assert_eq!(month_short(DA, Period::new(2021, 6).unwrap()), "jun. 2021");
        let published = DateTime::parse_from_rfc3339("2021-12-14T23:30:00Z").unwrap();
        assert_eq!(day_of(DA, published, chrono_tz::Europe::Copenhagen), "15. december 2021");
        assert_eq!(moment(DA, published, chrono_tz::Europe::Copenhagen), "15. december 2021 kl. 0.30");
        let monday = NaiveDate::from_ymd_opt(2009, 12, 7).unwrap();
        assert_eq!(of_calendar(DA, CalendarDate::Week(monday.iso_week())), "uge 50 2009");
        assert_eq!(weekday(DA, monday), "mandag");
        let names: Vec<String> = (1..=12).map(|at| month_name(DA, at)).collect();
        assert_eq!(
            names.join(" "),
            "januar februar marts april maj juni juli august september oktober november december"
        );
        assert_eq!(month_name(DA, 13), "");
    }

    #[test]
    fn writes_english_dates() {
        let september = Period::new(2021, 9).unwrap();
        assert_eq!((month(EN, september), month_name(EN, 9)), ("September 2021".to_owned(), "September".to_owned()));
        assert_eq!(month_short(EN, Period::new(2021, 5).unwrap()), "May 2021");
        let published = DateTime::parse_from_rfc3339("2021-12-14T23:30:00Z").unwrap();
        assert_eq!(day_of(EN, published, chrono_tz::Europe::Copenhagen), "15 December 2021");
        assert_eq!(moment(EN, published, chrono_tz::Europe::Copenhagen), "15 December 2021 at 0:30");
        let monday = NaiveDate::from_ymd_opt(2009, 12, 7).unwrap();
        assert_eq!(of_calendar(EN, CalendarDate::Week(monday.iso_week())), "week 50, 2009");
        assert_eq!(weekday(EN, monday), "Monday");
        assert_eq!(days(EN, monday, NaiveDate::from_ymd_opt(2009, 12, 13).unwrap()), "7–13 December");
    }
}
