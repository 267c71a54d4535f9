//! Values as numbers in files: exact decimals, written digit by digit or as JSON numbers with the same digits.

use serde::{Serialize, Serializer};

use crate::model::{Bound, Decimal, Exact, Interval};

pub(super) use crate::text::number::computed_in_files as computed;
pub use crate::text::number::in_files as shown;

/// Decimals of a bound in files, as many as a computed value has.
const PLACES: u8 = 6;

/// Digits that a binary number of 64 bits gives back unchanged.
const SAFE_DIGITS: u128 = 1_000_000_000_000_000;

/// Bounds with six decimals at most, rounded outwards so that they still hold the value.
pub(super) fn bounds(interval: &Interval) -> (Decimal, Decimal) {
    let (mut low, mut high) = (interval.low.round(PLACES), interval.high.round(PLACES));
    if low.exact() > interval.low {
        low.scaled -= 1;
    }
    if high.exact() < interval.high {
        high.scaled += 1;
    }
    (low.trimmed(), high.trimmed())
}

/// From where to where a coarser answer says that a share lies, in whole percent.
pub(super) fn bound_ends(bound: Bound) -> (Decimal, Decimal) {
    let whole = |percent: u8| Decimal { scaled: percent.into(), decimals: 0 };
    let (low, high) = bound.interval();
    (whole(low), whole(high))
}

/// Writes a decimal with exactly its decimals and this decimal mark.
pub(super) fn push(out: &mut Vec<u8>, decimal: Decimal, mark: u8) {
    let places = usize::from(decimal.decimals);
    let (Ok(mut rest), 0..=20) = (u64::try_from(decimal.scaled.unsigned_abs()), places) else {
        // Rare: longer than any figure.
        out.extend(decimal.plain().bytes().map(|byte| if byte == b'.' { mark } else { byte }));
        return;
    };
    if decimal.scaled < 0 {
        out.push(b'-');
    }
    // From the last digit to the first; there is at least one before the mark.
    let mut digits = [b'0'; 24];
    let mut at = digits.len();
    while rest > 0 || digits.len() - at <= places {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
    }
    let whole = digits.len() - places;
    out.extend_from_slice(&digits[at..whole]);
    if places > 0 {
        out.push(mark);
        out.extend_from_slice(&digits[whole..]);
    }
}

/// A decimal as a JSON number: whole values without a point, others with the digits of the decimal.
#[derive(Clone, Copy)]
pub(super) struct Number(pub(super) Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let decimal = safe(self.0);
        if decimal.decimals == 0 {
            return match i64::try_from(decimal.scaled) {
                Ok(whole) => serializer.serialize_i64(whole),
                Err(_) => serializer.serialize_i128(decimal.scaled),
            };
        }
        serializer.serialize_f64(nearest(decimal))
    }
}

#[cfg(test)]
mod schemas {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    impl JsonSchema for super::Number {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            "number".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "number" })
        }
    }
}

/// A decimal with no more digits than a binary number gives back.
fn safe(decimal: Decimal) -> Decimal {
    let mut decimal = decimal.trimmed();
    while decimal.decimals > 0 && decimal.scaled.unsigned_abs() >= SAFE_DIGITS {
        decimal = decimal.exact().round(decimal.decimals - 1).trimmed();
    }
    decimal
}

/// A decimal as the binary number that spreadsheets keep, the same as JSON has.
pub(super) fn binary(decimal: Decimal) -> f64 {
    nearest(safe(decimal))
}

/// The binary number nearest to a decimal of at most fifteen digits.
///
/// Both parts of the division are exact, so its result is the nearest one, and the shortest text that stands for it is
/// the decimal's own.
#[expect(clippy::cast_precision_loss, reason = "fifteen digits are exact")]
fn nearest(decimal: Decimal) -> f64 {
    if decimal.decimals <= 22 {
        decimal.scaled as f64 / 10_f64.powi(i32::from(decimal.decimals))
    } else {
        decimal.plain().parse().unwrap_or(0.0)
    }
}

/// Computed value for a JSON key.
pub(super) fn number(value: &Exact) -> Number {
    Number(computed(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Amount;
    use crate::text::document::line;
    use proptest::prelude::*;

    fn json(decimal: Decimal) -> String {
        let mut out = Vec::new();
        line(&mut out, &Number(decimal));
        String::from_utf8(out).unwrap()
    }

    fn pushed(decimal: Decimal) -> String {
        let mut out = Vec::new();
        push(&mut out, decimal, b'.');
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn whole_values_have_no_point() {
        assert_eq!(json(Decimal { scaled: 670, decimals: 1 }), "67");
        assert_eq!(json(Decimal { scaled: 895, decimals: 1 }), "89.5");
        assert_eq!(json(Decimal { scaled: -1, decimals: 6 }), "-0.000001");
        assert_eq!(json(Decimal { scaled: i128::from(u64::MAX), decimals: 0 }), "18446744073709551615");
        assert_eq!(json(Decimal { scaled: 0, decimals: 3 }), "0");
        assert_eq!(json(Decimal { scaled: 5, decimals: 30 }), "0.000000000000000000000000000005");
    }

    #[test]
    fn bounds_hold_the_value() {
        let interval = Interval { low: Exact::ratio(2, 3).unwrap(), high: Exact::ratio(4, 3).unwrap() };
        let (low, high) = bounds(&interval);
        assert_eq!((low.plain().as_str(), high.plain().as_str()), ("0.666666", "1.333334"));
        let half = Decimal { scaled: 89, decimals: 0 }.interval();
        let (low, high) = bounds(&half);
        assert_eq!((low.plain().as_str(), high.plain().as_str()), ("88.5", "89.5"));
    }

    #[test]
    fn shares_are_rounded_once() {
        let share = Amount::share(2, 3);
        assert_eq!(shown(&share).unwrap().plain(), "66.666667");
        assert_eq!(shown(&Amount::share(1, 2)).unwrap().plain(), "50");
        assert_eq!(shown(&Amount::Rounded(Decimal { scaled: 330, decimals: 1 })).unwrap().plain(), "33.0");
        assert_eq!(shown(&Amount::share(0, 0)), None);
    }

    proptest! {
        #[test]
        fn json_prints_the_digits_of_the_decimal(scaled in -999_999_999_999_999_i64..=999_999_999_999_999, decimals in 0_u8..=22) {
            let decimal = Decimal { scaled: scaled.into(), decimals };
            prop_assert_eq!(json(decimal), decimal.trimmed().plain());
        }

        #[test]
        fn long_decimals_stay_within_half_a_unit_of_the_last_digit_kept(scaled in any::<i128>(), decimals in 0_u8..=38) {
            let decimal = Decimal { scaled: scaled.max(-i128::MAX), decimals };
            let text = json(decimal);
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            prop_assert!(text.parse::<serde_json::Number>().is_ok());
            let places = text.split_once('.').map_or(0, |(_, places)| places.len());
            prop_assert!(places == 0 || digits - usize::from(text.trim_start_matches('-').starts_with("0.")) <= 15 + places);
        }

        #[test]
        fn digits_are_those_of_the_plain_form(scaled in any::<i128>(), decimals in 0_u8..50) {
            let decimal = Decimal { scaled: scaled.max(-i128::MAX), decimals };
            prop_assert_eq!(pushed(decimal), decimal.plain());
            let short = Decimal { scaled: scaled % 1_000_000_000, decimals: decimals % 21 };
            prop_assert_eq!(pushed(short), short.plain());
        }
    }
}
