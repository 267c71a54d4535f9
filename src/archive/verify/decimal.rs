//! Numbers of files as exact decimals.

use crate::model::Decimal;

/// Digits that a JSON number of these files has at most when it is no whole number.
const SAFE_DIGITS: u128 = 1_000_000_000_000_000;

/// Reads `-4.50` with `mark` between whole and part; `None` for anything else.
pub(in crate::archive) fn parse(text: &str, mark: char) -> Option<Decimal> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, part) = digits.split_once(mark).unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(part) || digits.ends_with(mark) {
        return None;
    }
    let scaled: i128 = format!("{whole}{part}").parse().ok()?;
    Some(Decimal { scaled: if negative { -scaled } else { scaled }, decimals: u8::try_from(part.len()).ok()? })
}

/// The decimal as the JSON of these files writes it: without zeros at the end, of fifteen digits at most.
pub(super) fn as_json(decimal: Decimal) -> String {
    let mut decimal = decimal.trimmed();
    while decimal.decimals > 0 && decimal.scaled.unsigned_abs() >= SAFE_DIGITS {
        decimal = decimal.exact().round(decimal.decimals - 1).trimmed();
    }
    decimal.plain()
}

/// Whether a number of a CSV file is the one of the JSON file; an empty cell is `null`.
pub(super) fn same(csv: &str, json: Option<&str>) -> bool {
    match json {
        None => csv.is_empty(),
        Some(json) => csv == json || parse(csv, '.').is_some_and(|decimal| as_json(decimal) == json),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_whatever_zeros_they_end_with() {
        assert!(same("33.0", Some("33")) && same("-0.5", Some("-0.5")) && same("", None));
        assert!(same("33.333333333333333333", Some("33.3333333333333")));
        assert!(!same("33.1", Some("33")) && !same("", Some("0")) && !same("0", None) && !same("x", Some("0")));
        for wrong in ["", "-", ".5", "5.", "1e3", "+1", "1 000"] {
            assert_eq!(parse(wrong, '.'), None, "{wrong}");
        }
        assert_eq!(parse("-1,50", ','), Some(Decimal { scaled: -150, decimals: 2 }));
    }
}
