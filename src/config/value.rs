//! The shapes that single values of a TOML file have: texts, numbers, dates, lists.

use toml::Spanned;
use toml::de::DeValue;

use super::document::Located;
use super::shape::{Need, Reading, Shape, Unread};
use crate::diagnostic::Code;
use crate::model::{Decimal, Text};

/// `[[name]]` tables.
#[derive(Debug)]
pub(super) struct Tables<T>(pub(super) Vec<Located<T>>);

/// One text or a list of texts.
#[derive(Debug)]
pub(super) struct Words(pub(super) Vec<Located<String>>);

/// One whole number or a list of them.
#[derive(Debug)]
pub(super) struct Numbers(pub(super) Vec<Located<u64>>);

/// A table of texts whose keys are the writer's own, each with its text.
#[derive(Debug)]
pub(super) struct Named(pub(super) Vec<(String, Located<String>)>);

/// A date or time: text in quotes, or a date of TOML without.
#[derive(Debug)]
pub(super) struct Written(pub(super) String);

impl<T: Shape> Shape for Tables<T> {
    const EXPECTED: &'static str = "a list of tables";

    fn hint(key: &str) -> String {
        format!("Write [[{key}]] above each of them, with two brackets on each side.")
    }

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Result<Self, Unread> {
        let DeValue::Array(entries) = value.get_ref() else { return Err(Unread::WrongType) };
        // The entries have the list's own key, which `one` adds again.
        let key = reading.around.pop().unwrap_or_default();
        let read = entries.iter().filter_map(|entry| reading.one(entry, &key)).collect();
        reading.around.push(key);
        Ok(Self(read))
    }
}

impl Shape for Words {
    const EXPECTED: &'static str = "a text or a list of texts";

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Result<Self, Unread> {
        let key = reading.around.pop().unwrap_or_default();
        let read = match value.get_ref() {
            DeValue::Array(entries) => entries.iter().filter_map(|entry| reading.one(entry, &key)).collect(),
            _ => reading.one(value, &key).into_iter().collect(),
        };
        reading.around.push(key);
        Ok(Self(read))
    }
}

impl Shape for Numbers {
    const EXPECTED: &'static str = "a whole number or a list of them";

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Result<Self, Unread> {
        let key = reading.around.pop().unwrap_or_default();
        let read = match value.get_ref() {
            DeValue::Array(entries) => entries.iter().filter_map(|entry| reading.one(entry, &key)).collect(),
            _ => reading.one(value, &key).into_iter().collect(),
        };
        reading.around.push(key);
        Ok(Self(read))
    }
}

impl Shape for Named {
    const EXPECTED: &'static str = "a table of texts";
    const IS_TABLE: bool = true;

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Result<Self, Unread> {
        let DeValue::Table(table) = value.get_ref() else { return Err(Unread::WrongType) };
        let named = table.iter().filter_map(|(name, value)| {
            let name = name.get_ref().to_string();
            let text = reading.one(value, &name)?;
            Some((name, text))
        });
        Ok(Self(named.collect()))
    }
}

impl Shape for String {
    const EXPECTED: &'static str = "a text in quotes";

    fn read(value: &Spanned<DeValue<'_>>, _: &mut Reading<'_>) -> Result<Self, Unread> {
        value.get_ref().as_str().map(str::to_owned).ok_or(Unread::WrongType)
    }
}

impl Shape for Written {
    const EXPECTED: &'static str = "a date in quotes";

    fn read(value: &Spanned<DeValue<'_>>, _: &mut Reading<'_>) -> Result<Self, Unread> {
        match value.get_ref() {
            DeValue::String(text) => Ok(Self(text.to_string())),
            DeValue::Datetime(date) => Ok(Self(date.to_string())),
            _ => Err(Unread::WrongType),
        }
    }
}

impl Shape for bool {
    const EXPECTED: &'static str = "true or false";

    fn read(value: &Spanned<DeValue<'_>>, _: &mut Reading<'_>) -> Result<Self, Unread> {
        value.get_ref().as_bool().ok_or(Unread::WrongType)
    }
}

impl Shape for u64 {
    const EXPECTED: &'static str = "a whole number of 0 or more";

    fn read(value: &Spanned<DeValue<'_>>, _: &mut Reading<'_>) -> Result<Self, Unread> {
        let DeValue::Integer(number) = value.get_ref() else { return Err(Unread::WrongType) };
        Self::from_str_radix(number.as_str(), number.radix()).map_err(|_| Unread::WrongType)
    }
}

impl Shape for Decimal {
    const EXPECTED: &'static str = "a number such as 85 or -2.5";

    fn read(value: &Spanned<DeValue<'_>>, _: &mut Reading<'_>) -> Result<Self, Unread> {
        let written = match value.get_ref() {
            DeValue::Integer(number) if number.radix() == 10 => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            _ => return Err(Unread::WrongType),
        };
        decimal(written).ok_or(Unread::WrongType)
    }
}

/// A text in both languages; one text without a language stands for both.
impl Shape for Text {
    const EXPECTED: &'static str = "a text in both languages, { da = \"…\", en = \"…\" }";

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Result<Self, Unread> {
        if let DeValue::String(text) = value.get_ref() {
            let text = not_empty(value, text, reading)?;
            return Ok(Self { da: text.clone(), en: text });
        }
        let mut table = reading.table(value)?;
        let da = table.take::<Line>("da", Need::Needed, reading);
        let en = table.take::<Line>("en", Need::Needed, reading);
        table.finish(reading);
        match (da, en) {
            (Some(da), Some(en)) => Ok(Self { da: da.value.0, en: en.value.0 }),
            _ => Err(Unread::Reported),
        }
    }
}

/// A text that is not empty.
struct Line(String);

impl Shape for Line {
    const EXPECTED: &'static str = String::EXPECTED;

    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Result<Self, Unread> {
        let text = value.get_ref().as_str().ok_or(Unread::WrongType)?;
        not_empty(value, text, reading).map(Self)
    }
}

fn not_empty(value: &Spanned<DeValue<'_>>, text: &str, reading: &mut Reading<'_>) -> Result<String, Unread> {
    if !text.trim().is_empty() {
        return Ok(text.to_owned());
    }
    let field = reading.around.join(".");
    let error = reading.document.error(Code::BadConfig, &value.span(), format!("{field} is empty"));
    reading.report.push(error.field(field).hint("Write the text, or leave the key out if it may be left out."));
    Err(Unread::Reported)
}

/// A decimal as written, without going through binary floating point; `None` for exponents and what is no number.
fn decimal(written: &str) -> Option<Decimal> {
    let (whole, part) = written.split_once('.').unwrap_or((written, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if part.len() > 9 || !digits(part) || !digits(whole.trim_start_matches(['+', '-'])) {
        return None;
    }
    let scaled = format!("{whole}{part}").parse().ok()?;
    Some(Decimal { scaled, decimals: u8::try_from(part.len()).ok()? })
}
