//! Numbers in Danish: decimal comma, point between thousands, a true minus sign.
//!
//! The digits and signs come from ICU's data for Danish. Formatting is asked for millions of times in a national
//! archive, mostly for small numbers, so each thread remembers what it has formatted before.

use std::cell::RefCell;
use std::collections::BTreeMap;

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal as IcuDecimal;

use super::NBSP;
use crate::model::measure::Unit;
use crate::model::{Decimal, Exact, Measure};

/// Numbers remembered per thread; more than that are formatted anew, so memory stays bounded.
const REMEMBERED: usize = 20_000;

thread_local! {
    static FORMATTER: Option<DecimalFormatter> = {
        let danish = icu_locale_core::locale!("da");
        DecimalFormatter::try_new(danish.into(), Default::default()).ok()
    };
    static SEEN: RefCell<BTreeMap<(u64, u8), Box<str>>> = const { RefCell::new(BTreeMap::new()) };
}

/// A decimal with exactly its decimals: `1.234,50`, `−4,5`.
#[must_use]
pub fn number(decimal: Decimal) -> String {
    let size = unsigned(decimal);
    if decimal.scaled < 0 { format!("\u{2212}{size}") } else { size }
}

/// A decimal with its sign, for changes: `+4,5`, `−4,5`, `0,0`.
#[must_use]
pub fn signed(decimal: Decimal) -> String {
    if decimal.scaled > 0 { format!("+{}", unsigned(decimal)) } else { number(decimal) }
}

/// A whole number: `1.234`.
#[must_use]
pub fn count(value: u64) -> String {
    number(Decimal { scaled: value.into(), decimals: 0 })
}

/// An exact value in a measure's unit, rounded once to the measure's decimals, without the unit: `89,5`.
#[must_use]
pub fn value(value: &Exact, measure: &Measure) -> String {
    number(value.round(measure.decimals))
}

/// An exact value with at most `most` decimals and no zeros at the end: `81,6`, `89,5`, `84`.
#[must_use]
pub fn at_most(value: &Exact, most: u8) -> String {
    number(value.round(most).trimmed())
}

/// A number text with its unit in running text: `90 pct.`, `1.234 personer`.
#[must_use]
pub fn with_unit(number: &str, unit: Unit) -> String {
    format!("{number}{NBSP}{}", unit_in_text(unit))
}

/// A unit in running text; its plural.
#[must_use]
pub fn unit_in_text(unit: Unit) -> &'static str {
    match unit {
        Unit::Persons => "personer",
        Unit::Spells => "forløb",
        Unit::Percent => "pct.",
        Unit::PercentagePoints => "procentpoint",
    }
}

/// A unit as the heading of a column.
#[must_use]
pub fn unit_in_heading(unit: Unit) -> &'static str {
    match unit {
        Unit::Persons => "Personer",
        Unit::Spells => "Forløb",
        Unit::Percent => "Pct.",
        Unit::PercentagePoints => "Procentpoint",
    }
}

/// The unit that a change of values in `unit` has in running text.
#[must_use]
pub fn unit_of_change(unit: Unit) -> &'static str {
    match unit {
        Unit::Percent | Unit::PercentagePoints => "procentpoint",
        other => unit_in_text(other),
    }
}

fn unsigned(decimal: Decimal) -> String {
    let Ok(size) = u64::try_from(decimal.scaled.unsigned_abs()) else {
        return decimal.plain().trim_start_matches('-').to_owned();
    };
    let key = (size, decimal.decimals);
    SEEN.with_borrow_mut(|seen| {
        if let Some(known) = seen.get(&key) {
            return known.to_string();
        }
        let text = with_icu(size, decimal.decimals);
        if seen.len() < REMEMBERED {
            seen.insert(key, text.as_str().into());
        }
        text
    })
}

fn with_icu(size: u64, decimals: u8) -> String {
    let mut digits = IcuDecimal::from(size);
    digits.multiply_pow10(-i16::from(decimals));
    FORMATTER.with(|formatter| match formatter {
        Some(formatter) => formatter.format(&digits).to_string(),
        None => digits.to_string().replace('.', ","),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(scaled: i128, decimals: u8) -> Decimal {
        Decimal { scaled, decimals }
    }

    #[test]
    fn writes_danish_numbers() {
        assert_eq!(number(decimal(1_234_567, 0)), "1.234.567");
        assert_eq!(number(decimal(895, 1)), "89,5");
        assert_eq!(number(decimal(-450, 2)), "\u{2212}4,50");
        assert_eq!(number(decimal(5, 2)), "0,05");
        assert_eq!(signed(decimal(12, 1)), "+1,2");
        assert_eq!(signed(decimal(0, 1)), "0,0");
        assert_eq!(count(9_999), "9.999");
        assert_eq!(number(decimal(895, 1)), "89,5", "also when remembered");
    }

    #[test]
    fn drops_only_zeros_that_say_nothing() {
        assert_eq!(at_most(&Exact::ratio(408, 5).unwrap(), 2), "81,6");
        assert_eq!(at_most(&Exact::ratio(297, 4).unwrap(), 2), "74,25");
        assert_eq!(at_most(&Exact::whole(100), 2), "100");
        assert_eq!(at_most(&Exact::ratio(2, 3).unwrap(), 2), "0,67");
    }
}
