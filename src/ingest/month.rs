//! Months as an office writes them: `2021M09`, `2021-09`, `09-2021`, `september 2021`, `sep. 2021`.

use chrono::NaiveDate;

use crate::diagnostic::did_you_mean;
use crate::model::{Language, Period};
use crate::text::date;

/// Why a text is no month, and what to write.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotAMonth {
    pub(super) message: String,
    pub(super) hint: String,
}

const FORMS: &str = "Write the month as 2021-09, 2021M09 or september 2021.";

/// The month in a text that has no space around it.
///
/// # Errors
/// Anything else, above all dates (a figure is about a whole month), years of two digits, and months that do not exist.
pub(super) fn parse(text: &str) -> Result<Period, NotAMonth> {
    if let Some(period) = Period::parse(text) {
        return Ok(period);
    }
    if text.is_empty() {
        return Err(NotAMonth { message: "the month is missing".to_owned(), hint: FORMS.to_owned() });
    }
    let parts = Parts::of(text);
    match parts.0.as_slice() {
        [Part::Number(year, 4), Part::Number(month, 2)] if text.contains(['m', 'M', '-']) => {
            period(text, *year, *month)
        }
        [Part::Number(month, 2), Part::Number(year, 4)] if text.contains(['-', '/']) => period(text, *year, *month),
        [Part::Word(name), Part::Number(year, 4)] | [Part::Number(year, 4), Part::Word(name)]
            if month_of(name).is_some() || text.starts_with(|first: char| first.is_alphabetic()) =>
        {
            named(text, name, *year)
        }
        [Part::Word(name), Part::Number(year, 2)] | [Part::Number(year, 2), Part::Word(name)]
            if month_of(name).is_some() =>
        {
            Err(NotAMonth {
                message: format!("in \"{text}\", {year:02} may be a day or a year"),
                hint: "Write the year with four digits, such as 2021-09.".to_owned(),
            })
        }
        parts => Err(date_or_nothing(text, parts)),
    }
}

fn period(text: &str, year: u32, month: u32) -> Result<Period, NotAMonth> {
    let found = i32::try_from(year).ok().and_then(|year| Period::new(year, month));
    found.ok_or_else(|| NotAMonth {
        message: format!("\"{text}\" is no month: months go from 01 to 12, years from 1900 to 2199"),
        hint: FORMS.to_owned(),
    })
}

fn named(text: &str, name: &str, year: u32) -> Result<Period, NotAMonth> {
    if let Some(month) = month_of(name) {
        return period(text, year, month);
    }
    let names: Vec<String> = (1..=12).map(|month| date::month_name(Language::Danish, month)).collect();
    let meant = did_you_mean(name, names.iter().map(String::as_str));
    Err(NotAMonth {
        message: format!("\"{name}\" is no month's name"),
        hint: meant.map_or(FORMS.to_owned(), |meant| format!("Did you mean {meant} {year}?")),
    })
}

/// The month a Danish or English name stands for, in full or shortened to three letters (or `sept`).
fn month_of(name: &str) -> Option<u32> {
    let name = name.to_lowercase();
    let short = name.chars().count() == 3 || name == "sept";
    let fits = |full: String| full == name || (short && full.starts_with(&name));
    (1..=12).find(|month| fits(date::month_name(Language::Danish, *month)) || fits(english_name(*month)))
}

fn english_name(month: u32) -> String {
    let month = u8::try_from(month).ok().and_then(|month| chrono::Month::try_from(month).ok());
    month.map_or(String::new(), |month| month.name().to_lowercase())
}

/// A text that has numbers and names but not those of a month.
fn date_or_nothing(text: &str, parts: &[Part<'_>]) -> NotAMonth {
    let whole = |year: u32, month: u32, day: u32| {
        let year_of_date = i32::try_from(year).unwrap_or(0);
        let message = match NaiveDate::from_ymd_opt(year_of_date, month, day) {
            Some(_) => format!("\"{text}\" is a day, and a figure is about a month"),
            None => format!("\"{text}\" is no date: that month has no such day"),
        };
        let month = Period::new(year_of_date, month);
        NotAMonth { message, hint: month.map_or(FORMS.to_owned(), |month| format!("Write {}.", month.slug())) }
    };
    match parts {
        [Part::Number(day, _), Part::Word(name), Part::Number(year, 4)] if month_of(name).is_some() => {
            whole(*year, month_of(name).unwrap_or(0), *day)
        }
        [Part::Number(year, 4), Part::Number(month, _), Part::Number(day, _)]
        | [Part::Number(day, _), Part::Number(month, _), Part::Number(year, 4)] => whole(*year, *month, *day),
        _ => NotAMonth { message: format!("\"{text}\" is no month"), hint: FORMS.to_owned() },
    }
}

/// A stretch of digits (with its length) or of letters.
#[derive(Debug)]
enum Part<'t> {
    Number(u32, usize),
    Word(&'t str),
}

/// The numbers and words of a text; what stands between them is left out.
struct Parts<'t>(Vec<Part<'t>>);

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Self {
        let mut parts = Vec::new();
        for piece in text.split([' ', '\u{a0}', '-', '/', '.', ',']).filter(|piece| !piece.is_empty()) {
            // 2021m09: the letter stands between two numbers without a sign.
            let numbers = piece.split_once(['M', 'm']).filter(|(year, month)| {
                [year, month].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
            });
            match numbers {
                Some((year, month)) => parts.extend([Self::part(year), Self::part(month)]),
                None => parts.push(Self::part(piece)),
            }
        }
        Self(parts)
    }

    fn part(piece: &'t str) -> Part<'t> {
        let digits = piece.bytes().all(|byte| byte.is_ascii_digit()) && piece.len() <= 4;
        piece.parse().ok().filter(|_| digits).map_or(Part::Word(piece), |number| Part::Number(number, piece.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_months() {
        let september = Period::new(2021, 9).unwrap();
        for text in [
            "2021-09",
            "2021M09",
            "2021m09",
            "09-2021",
            "09/2021",
            "september 2021",
            "September 2021",
            "SEPTEMBER\u{a0}2021",
            "sep 2021",
            "sep. 2021",
            "sept. 2021",
            "sep-2021",
            "2021, september",
            "2021 sep",
        ] {
            assert_eq!(parse(text), Ok(september), "{text}");
        }
        for (text, month) in
            [("marts 2021", 3), ("mar. 2021", 3), ("maj 2021", 5), ("okt. 2021", 10), ("October 2021", 10)]
        {
            assert_eq!(parse(text).unwrap().month(), month, "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong_with_others() {
        for (text, message, hint) in [
            ("31. juni 2021", "no such day", "2021-06"),
            ("30. juni 2021", "is a day", "2021-06"),
            ("2021-09-30", "is a day", "2021-09"),
            ("31.06.2021", "no such day", "2021-06"),
            ("2021M13", "from 01 to 12", "2021-09"),
            ("2021-00", "from 01 to 12", "2021-09"),
            ("sep-21", "day or a year", "four digits"),
            ("21-sep", "day or a year", "four digits"),
            ("setpember 2021", "no month's name", "september 2021"),
            ("2021K3", "no month", "2021-09"),
            ("2021", "no month", "2021-09"),
            ("1221", "no month", "2021-09"),
            ("", "missing", "2021-09"),
            ("ma 2021", "no month's name", "maj 2021"),
            ("2021-9", "no month", "2021-09"),
        ] {
            let problem = parse(text).unwrap_err();
            assert!(problem.message.contains(message), "{text}: {}", problem.message);
            assert!(problem.hint.contains(hint), "{text}: {}", problem.hint);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,24}") {
            let _ = parse(&text);
        }

        #[test]
        fn reads_back_every_way_of_writing(year in 1900_i32..2200, month in 1_u32..13) {
            let period = Period::new(year, month).unwrap();
            let forms = [
                period.code(),
                period.slug(),
                date::month(Language::Danish, period),
                date::month_short(Language::Danish, period),
                format!("{:02}-{year}", month),
                format!("{} {year}", english_name(month)),
            ];
            for form in forms {
                prop_assert_eq!(parse(&form), Ok(period), "{}", form);
            }
        }
    }
}
