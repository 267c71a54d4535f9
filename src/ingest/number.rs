//! Numbers as an office writes them, read digit by digit and never through binary floating point.
//!
//! A file has one decimal sign. Which one it is, the numbers themselves say ([`DecimalSigns`]), strongest first:
//! 1. numbers that can be read in one way only: `33,5`, `1.234,5` and `1.234.567` say comma; `0.125` says point;
//! 2. a value (no count) with three digits after its only sign: `33.333` says point, since no percentage is 33,333;
//! 3. a count with three digits after its only sign: `1.234` is one thousand and more, so the file says comma.
//!
//! What a weaker number says is not asked where a stronger one has spoken: after `33.5`, a count of `1.234` is no whole
//! number, and an error.

use crate::model::Decimal;

/// Digits that a number may have. No figure of a country needs more, and sums of it stay far inside 128 bits.
const MAX_DIGITS: u32 = 18;

/// One of the two signs of which a file uses one for decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sign {
    /// `,`
    Comma,
    /// `.`
    Point,
}

impl Sign {
    fn other(self) -> Self {
        match self {
            Self::Comma => Self::Point,
            Self::Point => Self::Comma,
        }
    }

    /// Its name in a message.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Comma => "decimal comma",
            Self::Point => "decimal point",
        }
    }
}

/// A number as written, before it is known which sign the file uses for decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// All digits as one whole number, with the sign of the number.
    digits: i128,
    /// How many digits stand after the last sign.
    after: u8,
    marks: Marks,
    /// Whether a percent sign or `pct.` follows.
    pub(super) percent: bool,
}

/// Which signs stand between the digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    /// None, or spaces between thousands.
    None,
    /// A decimal sign without doubt.
    Decimal(Sign),
    /// Signs between thousands without doubt.
    Thousands(Sign),
    /// One sign with three digits after it: it may be either.
    Either(Sign),
    /// As a number, not as a text: the decimals are known.
    Exact,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotANumber {
    /// Only signs that tables use for "nothing" or "not known".
    Symbol,
    /// Something like `1,2E+05`.
    Exponent,
    /// Signs in places where they stand neither for decimals nor for thousands.
    Marks,
    /// Too many digits.
    TooLong,
    /// Letters or other signs.
    Other,
}

impl NotANumber {
    /// What to do about it.
    pub(super) fn hint(self) -> &'static str {
        match self {
            Self::Symbol => {
                "Write 0 where the value is zero; leave the cell blank and say why in the column status. \
                 Or say under [table.symbols] in release.toml what the sign stands for in this file."
            }
            Self::Exponent => "Show the column as plain numbers in the spreadsheet and save again.",
            Self::Marks => "Write thousands as 1.234 or 1 234 and decimals as 33,5 or 33.5, the same way in all cells.",
            Self::TooLong => "Round the value where it is made; at most 18 digits are read.",
            Self::Other => "Write only digits, a decimal sign, and % or pct. where the measure is in percent.",
        }
    }
}

impl Written {
    /// The number in a text that has no space around it.
    ///
    /// # Errors
    /// Anything else than one number, with an optional minus (`-` or `−`), percent sign or `pct.`.
    pub(super) fn parse(text: &str) -> Result<Self, NotANumber> {
        if let Some(digits) = plain_digits(text) {
            return Ok(Self { digits, after: 0, marks: Marks::None, percent: false });
        }
        let (body, percent) = without_percent(text);
        let (body, negative) = match body.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (rest, true),
            None => (body.strip_prefix('+').unwrap_or(body), false),
        };
        let groups = Groups::of(body).map_err(|why| if is_symbol(text) { NotANumber::Symbol } else { why })?;
        let (after, marks) = groups.marks()?;
        let digits = if negative { -groups.digits } else { groups.digits };
        Ok(Self { digits, after, marks, percent })
    }

    /// A number that was never a text.
    pub(super) fn exact(number: Decimal, percent: bool) -> Self {
        Self { digits: number.scaled, after: number.decimals, marks: Marks::Exact, percent }
    }

    /// Whether it was never a text, so that three decimals are decimals.
    pub(super) fn is_exact(self) -> bool {
        self.marks == Marks::Exact
    }

    /// The number when decimals stand after `decimal`; `None` when its signs say otherwise.
    pub(super) fn read(self, decimal: Option<Sign>) -> Option<Decimal> {
        let decimals = match (self.marks, decimal) {
            (Marks::None, _) => 0,
            (Marks::Exact, _) => self.after,
            (Marks::Decimal(sign), Some(decimal)) if sign == decimal => self.after,
            (Marks::Thousands(sign), Some(decimal)) if sign != decimal => 0,
            (Marks::Either(sign), Some(decimal)) => {
                if sign == decimal {
                    self.after
                } else {
                    0
                }
            }
            _ => return None,
        };
        Some(Decimal { scaled: self.digits, decimals })
    }
}

fn plain_digits(text: &str) -> Option<i128> {
    let short = !text.is_empty() && text.len() <= MAX_DIGITS as usize;
    (short && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.bytes().fold(0_i128, |sum, byte| sum * 10 + i128::from(byte - b'0')))
}

/// The text before a percent sign or `pct.`, and whether there was one.
fn without_percent(text: &str) -> (&str, bool) {
    let found = ["%", "pct.", "pct", "procent"].iter().find_map(|ending| {
        let start = text.len().checked_sub(ending.len())?;
        let tail = text.get(start..)?;
        tail.eq_ignore_ascii_case(ending).then(|| text[..start].trim_end())
    });
    found.map_or((text, false), |body| (body, true))
}

fn is_symbol(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|sign| matches!(sign, '.' | '-' | '–' | '—' | '…' | '*' | ':' | '\u{2212}'))
}

/// The stretches of digits between the signs of a number.
struct Groups {
    digits: i128,
    /// Lengths of the first stretch, the shortest and longest of those between, and the last.
    first: u32,
    last: u32,
    /// Whether every stretch after the first, except the last, has three digits.
    threes: bool,
    spaces: u32,
    /// How often comma and point stand, and which of them stood last.
    commas: u32,
    points: u32,
    last_mark: Option<Mark>,
    leading_zero: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Sign(Sign),
    Space,
}

impl Groups {
    fn of(text: &str) -> Result<Self, NotANumber> {
        let mut groups = Self {
            digits: 0,
            first: 0,
            last: 0,
            threes: true,
            spaces: 0,
            commas: 0,
            points: 0,
            last_mark: None,
            leading_zero: text.starts_with('0'),
        };
        let mut total = 0;
        for letter in text.chars() {
            match letter {
                '0'..='9' => {
                    total += 1;
                    if total > MAX_DIGITS {
                        return Err(NotANumber::TooLong);
                    }
                    groups.digits = groups.digits * 10 + i128::from(u32::from(letter) - u32::from('0'));
                    groups.last += 1;
                }
                ',' => groups.mark(Mark::Sign(Sign::Comma))?,
                '.' => groups.mark(Mark::Sign(Sign::Point))?,
                ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => groups.mark(Mark::Space)?,
                'e' | 'E' if total > 0 => return Err(NotANumber::Exponent),
                _ => return Err(NotANumber::Other),
            }
        }
        match (total, groups.last) {
            (0, _) => Err(NotANumber::Other),
            (_, 0) => Err(NotANumber::Marks),
            _ => Ok(groups),
        }
    }

    fn mark(&mut self, mark: Mark) -> Result<(), NotANumber> {
        if self.last == 0 {
            return Err(NotANumber::Marks);
        }
        match self.last_mark {
            None => self.first = self.last,
            Some(_) => self.threes &= self.last == 3,
        }
        match mark {
            Mark::Sign(Sign::Comma) => self.commas += 1,
            Mark::Sign(Sign::Point) => self.points += 1,
            Mark::Space => self.spaces += 1,
        }
        self.last_mark = Some(mark);
        self.last = 0;
        Ok(())
    }

    /// What the signs stand for, and how many digits follow the last.
    fn marks(&self) -> Result<(u8, Marks), NotANumber> {
        let thousands = (1..=3).contains(&self.first) && !self.leading_zero;
        let grouped = thousands && self.threes;
        let after = u8::try_from(self.last).map_err(|_| NotANumber::TooLong)?;
        let signs = self.commas + self.points;
        match self.last_mark {
            None => Ok((0, Marks::None)),
            Some(Mark::Space) if signs == 0 && grouped && self.last == 3 => Ok((0, Marks::None)),
            Some(Mark::Space) => Err(NotANumber::Marks),
            Some(Mark::Sign(sign)) => {
                let same = if sign == Sign::Comma { self.commas } else { self.points };
                let marks = match (same, signs - same, self.spaces) {
                    (1, 0, 0) if thousands && self.last == 3 => Marks::Either(sign),
                    (1, 0, 0) => Marks::Decimal(sign),
                    (1, 0, _) | (1, _, 0) if grouped => Marks::Decimal(sign),
                    (_, 0, 0) if grouped && self.last == 3 => Marks::Thousands(sign),
                    _ => return Err(NotANumber::Marks),
                };
                Ok((after, marks))
            }
        }
    }
}

/// Which sign a file uses for decimals, from all its numbers; `P` is the place of a number.
#[derive(Debug)]
pub(super) struct DecimalSigns<P> {
    /// The first number that speaks for comma and for point, by strength.
    seen: [[Option<P>; 2]; 3],
}

/// What the numbers of a file say together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Decision<P> {
    /// No number has a sign whose meaning matters.
    Silent,
    /// This sign stands before decimals, first told by the number at this place.
    One(Sign, P),
    /// Both do: the first place of each, the earlier one first with its sign.
    Both(Sign, P, P),
}

impl<P> Default for DecimalSigns<P> {
    fn default() -> Self {
        Self { seen: [const { [const { None }; 2] }; 3] }
    }
}

impl<P: Copy + Ord> DecimalSigns<P> {
    /// Hears what a number says; `count` tells a number of persons or spells from any other value.
    pub(super) fn hear(&mut self, number: Written, what: Kind, place: P) {
        let (strength, sign) = match (number.marks, what) {
            (Marks::None | Marks::Exact, _) => return,
            (Marks::Decimal(sign), _) => (0, sign),
            (Marks::Thousands(sign), _) => (0, sign.other()),
            (Marks::Either(sign), Kind::Value) => (1, sign),
            (Marks::Either(sign), Kind::Count) => (2, sign.other()),
        };
        self.seen[strength][sign as usize].get_or_insert(place);
    }

    /// What all numbers say.
    pub(super) fn decide(&self) -> Decision<P> {
        for [comma, point] in self.seen {
            match (comma, point) {
                (Some(comma), Some(point)) if comma < point => return Decision::Both(Sign::Comma, comma, point),
                (Some(comma), Some(point)) => return Decision::Both(Sign::Point, point, comma),
                (Some(comma), None) => return Decision::One(Sign::Comma, comma),
                (None, Some(point)) => return Decision::One(Sign::Point, point),
                (None, None) => {}
            }
        }
        Decision::Silent
    }
}

/// Whether a number counts something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number of persons or spells, always whole.
    Count,
    /// A percentage or a difference.
    Value,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, decimal: Option<Sign>) -> String {
        Written::parse(text).unwrap().read(decimal).map_or("conflict".to_owned(), Decimal::plain)
    }

    #[test]
    fn reads_what_offices_write() {
        let comma = Some(Sign::Comma);
        let point = Some(Sign::Point);
        for (text, decimal, expected) in [
            ("33", None, "33"),
            ("33 %", None, "33"),
            ("33%", None, "33"),
            ("33\u{a0}pct.", None, "33"),
            ("33,50 Pct.", comma, "33.50"),
            ("-4,5", comma, "-4.5"),
            ("\u{2212}4.5", point, "-4.5"),
            ("+4.5", point, "4.5"),
            ("1.234", comma, "1234"),
            ("1.234", point, "1.234"),
            ("1,234", comma, "1.234"),
            ("1,234", point, "1234"),
            ("1 234", None, "1234"),
            ("12\u{a0}345\u{a0}678", None, "12345678"),
            ("1\u{202f}234,5", comma, "1234.5"),
            ("1.234,5", comma, "1234.5"),
            ("1,234.5", point, "1234.5"),
            ("1.234.567", comma, "1234567"),
            ("1.234.567", point, "conflict"),
            ("33,5", point, "conflict"),
            ("0,125", comma, "0.125"),
            ("1234,567", comma, "1234.567"),
            ("007", None, "7"),
            ("-0", None, "0"),
        ] {
            assert_eq!(read(text, decimal), expected, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_number() {
        for (text, expected) in [
            ("-", NotANumber::Symbol),
            ("..", NotANumber::Symbol),
            ("…", NotANumber::Symbol),
            ("1,2E+05", NotANumber::Exponent),
            ("1.23.456", NotANumber::Marks),
            ("1,234.567,8", NotANumber::Marks),
            ("0.123.456", NotANumber::Marks),
            ("1 23", NotANumber::Marks),
            ("5.", NotANumber::Marks),
            (",5", NotANumber::Marks),
            ("1  234", NotANumber::Marks),
            ("1234567890123456789", NotANumber::TooLong),
            ("90 procentpoint", NotANumber::Other),
            ("#DIV/0!", NotANumber::Other),
            ("halvfems", NotANumber::Other),
            ("4-5", NotANumber::Other),
            ("%", NotANumber::Other),
        ] {
            assert_eq!(Written::parse(text), Err(expected), "{text}");
        }
    }

    #[test]
    fn the_numbers_of_a_file_say_its_decimal_sign() {
        let decide = |numbers: &[(&str, Kind)]| {
            let mut signs = DecimalSigns::default();
            for (place, (text, kind)) in numbers.iter().enumerate() {
                signs.hear(Written::parse(text).unwrap(), *kind, place);
            }
            signs.decide()
        };
        let (count, value) = (Kind::Count, Kind::Value);
        assert_eq!(decide(&[("33", value), ("1 234", count)]), Decision::Silent);
        assert_eq!(decide(&[("1.234", count)]), Decision::One(Sign::Comma, 0));
        assert_eq!(decide(&[("1.234", count), ("33.5", value)]), Decision::One(Sign::Point, 1));
        assert_eq!(decide(&[("1.234", count), ("33.333", value)]), Decision::One(Sign::Point, 1));
        assert_eq!(decide(&[("33.333", value), ("33,5", value)]), Decision::One(Sign::Comma, 1));
        assert_eq!(decide(&[("33.5", value), ("1", count), ("33,5", value)]), Decision::Both(Sign::Point, 0, 2));
        assert_eq!(decide(&[("1.234", count), ("1,234", count)]), Decision::Both(Sign::Comma, 0, 1));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,30}") {
            let _ = Written::parse(&text);
        }

        #[test]
        fn reads_back_what_was_written(scaled in -1_000_000_000_i64..1_000_000_000, decimals in 0_u8..6) {
            let decimal = Decimal { scaled: scaled.into(), decimals };
            let text = decimal.plain();
            prop_assert_eq!(Written::parse(&text).unwrap().read(Some(Sign::Point)), Some(decimal));
            prop_assert_eq!(Written::parse(&text.replace('.', ",")).unwrap().read(Some(Sign::Comma)), Some(decimal));
            let danish = crate::text::number::number(crate::model::Language::Danish, decimal);
            prop_assert_eq!(Written::parse(&danish).unwrap().read(Some(Sign::Comma)), Some(decimal));
        }
    }
}
