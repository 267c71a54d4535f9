//! Numbers: in Danish with decimal comma and point between thousands, in English the other way round; a true minus sign.
//!
//! The digits and signs come from ICU's data for the language. Formatting is asked for millions of times in a national
//! archive, mostly for small numbers, so each thread remembers what it has formatted before.

use std::cell::RefCell;
use std::collections::BTreeMap;

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal as IcuDecimal;

use crate::model::measure::Unit;
use crate::model::{Amount, Decimal, Exact, Language, Measure};

/// Numbers remembered per thread; more than that are formatted anew, so memory stays bounded.
const REMEMBERED: usize = 20_000;

thread_local! {
    static DANISH: Option<DecimalFormatter> = formatter(icu_locale_core::locale!("da"));
    static ENGLISH: Option<DecimalFormatter> = formatter(icu_locale_core::locale!("en-GB"));
    static SEEN: RefCell<BTreeMap<(Language, u64, u8), Box<str>>> = const { RefCell::new(BTreeMap::new()) };
}

fn formatter(locale: icu_locale_core::Locale) -> Option<DecimalFormatter> {
    DecimalFormatter::try_new(locale.into(), Default::default()).ok()
}

/// A decimal with exactly its decimals: `1.234,50`, `−4,5`; in English `1,234.50`.
#[must_use]
pub fn number(language: Language, decimal: Decimal) -> String {
    let size = unsigned(language, decimal);
    if decimal.scaled < 0 { format!("\u{2212}{size}") } else { size }
}

/// A decimal with its sign, for changes: `+4,5`, `−4,5`, `0,0`.
#[must_use]
pub fn signed(language: Language, decimal: Decimal) -> String {
    if decimal.scaled > 0 { format!("+{}", unsigned(language, decimal)) } else { number(language, decimal) }
}

/// A whole number: `1.234`.
#[must_use]
pub fn count(language: Language, value: u64) -> String {
    number(language, Decimal { scaled: value.into(), decimals: 0 })
}

/// An exact value in a measure's unit, rounded once to the measure's decimals, without the unit: `89,5`.
#[must_use]
pub fn value(language: Language, value: &Exact, measure: &Measure) -> String {
    number(language, value.round(measure.decimals))
}

/// An exact value with at most `most` decimals and no zeros at the end: `81,6`, `89,5`, `84`.
#[must_use]
pub fn at_most(language: Language, value: &Exact, most: u8) -> String {
    number(language, value.round(most).trimmed())
}

/// Decimals of a computed value in files: enough to recompute every verdict.
const PLACES_IN_FILES: u8 = 6;

/// The value of a cell as files show it, in the measure's unit: counts whole, shares rounded once to six decimals (half
/// away from zero, without zeros at the end), rounded input as written; `None` when it is missing.
#[must_use]
pub fn in_files(amount: &Amount) -> Option<Decimal> {
    match *amount {
        Amount::Count(count) => Some(Decimal { scaled: count.into(), decimals: 0 }),
        Amount::Share { numerator, denominator } => {
            Exact::percent(numerator, denominator).as_ref().map(computed_in_files)
        }
        Amount::Signed(difference) => Some(Decimal { scaled: difference.into(), decimals: 0 }),
        Amount::Change { .. } => amount.exact().as_ref().map(computed_in_files),
        Amount::Rounded(decimal) => Some(decimal),
        Amount::Bounded(_) | Amount::Missing(_) => None,
    }
}

/// A computed value as files show it, rounded once to six decimals, without zeros at the end.
#[must_use]
pub fn computed_in_files(value: &Exact) -> Decimal {
    value.round(PLACES_IN_FILES).trimmed()
}

/// A unit as the heading of a column in data files, in Danish; a test holds it against the messages of pages.
#[must_use]
pub fn unit_in_files(unit: Unit) -> &'static str {
    match unit {
        Unit::Persons => "Personer",
        Unit::Spells => "Forløb",
        Unit::Percent => "Pct.",
        Unit::PercentagePoints => "Procentpoint",
    }
}

/// A unit in running text of data files, in Danish; a test holds it against the messages of pages.
#[must_use]
pub fn unit_in_text_of_files(unit: Unit) -> &'static str {
    match unit {
        Unit::Persons => "personer",
        Unit::Spells => "forløb",
        Unit::Percent => "pct.",
        Unit::PercentagePoints => "procentpoint",
    }
}

fn unsigned(language: Language, decimal: Decimal) -> String {
    let Ok(size) = u64::try_from(decimal.scaled.unsigned_abs()) else {
        return decimal.plain().trim_start_matches('-').to_owned();
    };
    let key = (language, size, decimal.decimals);
    SEEN.with_borrow_mut(|seen| {
        if let Some(known) = seen.get(&key) {
            return known.to_string();
        }
        let text = with_icu(language, size, decimal.decimals);
        if seen.len() < REMEMBERED {
            seen.insert(key, text.as_str().into());
        }
        text
    })
}

fn with_icu(language: Language, size: u64, decimals: u8) -> String {
    let mut digits = IcuDecimal::from(size);
    digits.multiply_pow10(-i16::from(decimals));
    let (formatters, point) = match language {
        Language::Danish => (&DANISH, ","),
        Language::English => (&ENGLISH, "."),
    };
    formatters.with(|formatter| match formatter {
        Some(formatter) => formatter.format(&digits).to_string(),
        None => digits.to_string().replace('.', point),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DA: Language = Language::Danish;
    const EN: Language = Language::English;

    fn decimal(scaled: i128, decimals: u8) -> Decimal {
        Decimal { scaled, decimals }
    }

    #[test]
    fn data_files_and_danish_pages_say_the_same() {
        let say = crate::text::messages::tests::danish();
        for unit in [Unit::Persons, Unit::Spells, Unit::Percent, Unit::PercentagePoints] {
            assert_eq!(say.unit_in_text(unit), unit_in_text_of_files(unit));
            assert_eq!(say.unit_in_heading(unit), unit_in_files(unit));
        }
    }

    #[test]
    fn writes_danish_numbers() {
        assert_eq!(number(DA, decimal(1_234_567, 0)), "1.234.567");
        assert_eq!(number(DA, decimal(895, 1)), "89,5");
        assert_eq!(number(DA, decimal(-450, 2)), "\u{2212}4,50");
        assert_eq!(number(DA, decimal(5, 2)), "0,05");
        assert_eq!(signed(DA, decimal(12, 1)), "+1,2");
        assert_eq!(signed(DA, decimal(0, 1)), "0,0");
        assert_eq!(count(DA, 9_999), "9.999");
        assert_eq!(number(DA, decimal(895, 1)), "89,5", "also when remembered");
    }

    #[test]
    fn writes_english_numbers() {
        assert_eq!(number(EN, decimal(1_234_567, 0)), "1,234,567");
        assert_eq!(number(EN, decimal(-450, 2)), "\u{2212}4.50");
        assert_eq!(signed(EN, decimal(12, 1)), "+1.2");
        assert_eq!(
            (count(EN, 9_999), count(DA, 9_999)),
            ("9,999".to_owned(), "9.999".to_owned()),
            "each remembers its own"
        );
    }

    #[test]
    fn drops_only_zeros_that_say_nothing() {
        assert_eq!(at_most(DA, &Exact::ratio(408, 5).unwrap(), 2), "81,6");
        assert_eq!(at_most(DA, &Exact::ratio(297, 4).unwrap(), 2), "74,25");
        assert_eq!(at_most(DA, &Exact::whole(100), 2), "100");
        assert_eq!(at_most(DA, &Exact::ratio(2, 3).unwrap(), 2), "0,67");
    }
}
