//! What a cell's number format says of its number: percent, and how many decimals are shown.

use crate::model::Decimal;

/// Digits that a number of a workbook may have; a cell keeps seventeen at most.
const MAX_DIGITS: usize = 18;
/// Decimals that a format can add.
const MAX_SHOWN: u8 = 9;

/// What a format says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// Signs of percent that multiply by a hundred: `0%` shows 0.87 as 87 %.
    shifts: u8,
    /// Whether a percent sign is shown at all; `0"%"` shows 87 as 87%.
    percent: bool,
    /// Decimals that are shown even when they are zero.
    decimals: u8,
}

impl Shown {
    /// Reads the first section of a format's code, the one for positive numbers.
    pub(super) fn of(code: &str) -> Self {
        let mut shown = Self::default();
        let mut letters = code.chars();
        let mut after_point = false;
        while let Some(letter) = letters.next() {
            match letter {
                ';' => break,
                '"' => {
                    shown.percent |= letters.by_ref().take_while(|quoted| *quoted != '"').any(|quoted| quoted == '%')
                }
                '\\' => shown.percent |= letters.next() == Some('%'),
                // A width left free and a sign that fills: the next character is not shown as it stands.
                '_' | '*' => drop(letters.next()),
                '[' => letters.by_ref().take_while(|inside| *inside != ']').for_each(drop),
                '%' => {
                    shown.percent = true;
                    shown.shifts = shown.shifts.saturating_add(1);
                }
                '.' => after_point = true,
                '0' if after_point => shown.decimals = (shown.decimals + 1).min(MAX_SHOWN),
                '#' | '?' | ',' | ' ' => {}
                _ => after_point = false,
            }
        }
        shown
    }

    /// The number of a cell as it is meant, and whether it is a percentage.
    ///
    /// The digits are the shortest that give the same number again, which is what was typed; they are moved for
    /// percent, and zeros added up to what is shown. `None` when it has more digits than are read, or is no number.
    pub(super) fn number(self, value: f64) -> Option<(Decimal, bool)> {
        if !value.is_finite() {
            return None;
        }
        let written = format!("{value}");
        let (whole, part) = written.split_once('.').unwrap_or((&written, ""));
        let digits = whole.len() + part.len();
        if digits > 2 * MAX_DIGITS {
            return None;
        }
        let mut scaled: i128 = format!("{whole}{part}").parse().ok()?;
        let mut decimals = u8::try_from(part.len()).ok()?;
        for _ in 0..u16::from(self.shifts) * 2 {
            match decimals.checked_sub(1) {
                Some(fewer) => decimals = fewer,
                None => scaled = scaled.checked_mul(10)?,
            }
        }
        let padded = self.decimals.saturating_sub(decimals);
        if scaled.unsigned_abs().to_string().len() + usize::from(padded) <= MAX_DIGITS {
            scaled *= 10_i128.pow(u32::from(padded));
            decimals += padded;
        }
        let fits = scaled.unsigned_abs().to_string().len() <= MAX_DIGITS && usize::from(decimals) <= MAX_DIGITS;
        fits.then_some((Decimal { scaled, decimals }, self.percent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(code: &str, value: f64) -> String {
        Shown::of(code).number(value).map_or("none".to_owned(), |(decimal, percent)| {
            format!("{}{}", decimal.plain(), if percent { " %" } else { "" })
        })
    }

    #[test]
    fn reads_numbers_as_they_are_meant() {
        for (code, value, expected) in [
            ("General", 1234.0, "1234"),
            ("General", 87.5, "87.5"),
            ("General", -0.0, "0"),
            ("General", 0.1, "0.1"),
            ("0.0", 87.0, "87.0"),
            ("#,##0.00", 1234.5, "1234.50"),
            ("0.0", 87.46, "87.46"),
            ("0%", 0.87, "87 %"),
            ("0%", 0.07, "7 %"),
            ("0%", 0.57, "57 %"),
            ("0.0%", 0.87, "87.0 %"),
            ("0.0%", 0.875, "87.5 %"),
            ("0%", 0.8755, "87.55 %"),
            ("0%", 1.0, "100 %"),
            ("0\"%\"", 87.0, "87 %"),
            ("0\\%", 87.0, "87 %"),
            ("0_%", 87.0, "87"),
            ("[>1]0.0;0%", 87.0, "87.0"),
            ("0;0%", 87.0, "87"),
            ("_-* #,##0.0_-;-* #,##0.0_-", 12.0, "12.0"),
            ("General", 1e21, "none"),
            ("General", f64::NAN, "none"),
            ("General", f64::MIN_POSITIVE, "none"),
            ("0.000000000", 123_456_789_012_345.0, "123456789012345"),
        ] {
            assert_eq!(shown(code, value), expected, "{code} {value}");
        }
    }

    proptest! {
        #[test]
        fn what_was_typed_is_what_is_read(scaled in -999_999_999_i64..1_000_000_000, decimals in 0_u8..7) {
            let typed = Decimal { scaled: scaled.into(), decimals };
            let (read, _) = Shown::of("General").number(typed.plain().parse().unwrap()).unwrap();
            prop_assert_eq!(read, typed.trimmed());
            let percent = Decimal { scaled: scaled.into(), decimals: decimals + 2 };
            let (read, _) = Shown::of("0%").number(percent.plain().parse().unwrap()).unwrap();
            prop_assert_eq!(read.trimmed(), typed.trimmed());
        }

        #[test]
        fn any_format_and_number_is_read_or_refused(code in "\\PC{0,20}", bits in any::<u64>()) {
            let _ = Shown::of(&code).number(f64::from_bits(bits));
        }
    }
}
