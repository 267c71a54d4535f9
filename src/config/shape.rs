//! Reading TOML into raw structs: every unknown key, missing key and wrong type of a file, each with its place.
//!
//! A derived reader stops at the first problem; people who fill in a file want all of them. So the raw structs are
//! declared with [`raw_table`], which asks for each key by name and then reports the keys nobody asked for.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::document::{Document, Located};
use crate::diagnostic::{Code, Report, did_you_mean};

/// Something that a TOML value can be read as.
pub(super) trait Shape: Sized {
    /// What a person is told to write.
    const EXPECTED: &'static str;

    /// Whether it is written as a `[table]` of its own.
    const IS_TABLE: bool = false;

    /// What a person is told to do when something else is written under a key.
    fn hint(_key: &str) -> String {
        format!("Write {} here.", Self::EXPECTED)
    }

    /// The value as this; `None` when it is something else, which the caller reports, or when problems inside it have
    /// been reported already.
    fn read(value: &Spanned<DeValue<'_>>, reading: &mut Reading<'_>) -> Result<Self, Unread>;
}

/// Why a value was not read.
pub(super) enum Unread {
    /// It is of another type.
    WrongType,
    /// What is wrong inside it has been reported.
    Reported,
}

/// Whether a table must have a key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Without it the table says nothing.
    Needed,
    /// It may be left out.
    Optional,
}

/// A file being read, and where in it.
pub(super) struct Reading<'a> {
    pub(super) document: &'a Document,
    pub(super) report: &'a mut Report,
    /// Keys of the tables around.
    pub(super) around: Vec<String>,
}

/// Reads a whole file; `None` when it is not TOML, with every place where it is not.
pub(super) fn read<T: Shape>(document: &Document, report: &mut Report) -> Option<T> {
    let (table, errors) = DeTable::parse_recoverable(document.text());
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        let message = format!("this is not TOML: {}", error.message());
        let hint = "Text stands in quotes, lists in [ ], tables under [name] or [[name]]; every key stands once.";
        report.push(document.error(Code::BadConfig, &span, message).hint(hint));
    }
    if !errors.is_empty() {
        return None;
    }
    // The root covers the file; a key that is missing there has no line of its own.
    let root = Spanned::new(0..0, DeValue::Table(table.into_inner()));
    let mut reading = Reading { document, report, around: Vec::new() };
    T::read(&root, &mut reading).ok()
}

impl Reading<'_> {
    /// The table in a value, to take keys from.
    pub(super) fn table<'t, 'i>(&self, value: &'t Spanned<DeValue<'i>>) -> Result<TableReader<'t, 'i>, Unread> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(TableReader { table, span: value.span(), asked: Vec::new() }),
            _ => Err(Unread::WrongType),
        }
    }

    fn field(&self, key: &str) -> Arc<str> {
        self.around.iter().map(String::as_str).chain([key]).collect::<Vec<_>>().join(".").into()
    }

    fn missing<T: Shape>(&mut self, span: &Range<usize>, key: &str) {
        let field = self.field(key);
        let message = format!("{field} is missing; {} was expected", T::EXPECTED);
        let error = self.document.error(Code::BadConfig, span, message);
        let hint = match self.around.join(".").as_str() {
            "" if T::IS_TABLE => format!("Add the table [{field}]."),
            "" => format!("Add {key} to the file, above its first table."),
            table => format!("Add {key} to {table}."),
        };
        self.report.push(error.field(&*field).hint(hint));
    }

    /// A value under a key, read; what is of the wrong type is reported.
    pub(super) fn one<T: Shape>(&mut self, value: &Spanned<DeValue<'_>>, key: &str) -> Option<Located<T>> {
        let field = self.field(key);
        self.around.push(key.to_owned());
        let read = T::read(value, self);
        self.around.pop();
        match read {
            Ok(found) => Some(Located { value: found, span: value.span(), field }),
            Err(Unread::Reported) => None,
            Err(Unread::WrongType) => {
                let message = format!("{field} is {}; {} was expected", kind_of(value.get_ref()), T::EXPECTED);
                let error = self.document.error(Code::BadConfig, &value.span(), message).field(&*field);
                self.report.push(error.hint(T::hint(key)));
                None
            }
        }
    }
}

/// A table whose keys are being taken.
pub(super) struct TableReader<'t, 'i> {
    table: &'t DeTable<'i>,
    span: Range<usize>,
    asked: Vec<&'static str>,
}

impl TableReader<'_, '_> {
    /// The value of a key; `None` when it is absent or wrong.
    pub(super) fn take<T: Shape>(
        &mut self,
        key: &'static str,
        need: Need,
        reading: &mut Reading<'_>,
    ) -> Option<Located<T>> {
        // `break` is a word of Rust, so its field is written `r#break`.
        let key = key.strip_prefix("r#").unwrap_or(key);
        self.asked.push(key);
        match self.table.iter().find(|(name, _)| name.get_ref() == key) {
            Some((_, value)) => reading.one(value, key),
            None => {
                if need == Need::Needed {
                    reading.missing::<T>(&self.span, key);
                }
                None
            }
        }
    }

    /// Reports the keys that nobody asked for.
    pub(super) fn finish(self, reading: &mut Reading<'_>) {
        for name in self.table.keys().filter(|name| !self.asked.contains(&name.get_ref().as_ref())) {
            let key = name.get_ref().as_ref();
            let field = reading.field(key);
            let hint = match did_you_mean(key, self.asked.iter().copied()) {
                Some(near) => format!("Did you mean {near}?"),
                None => format!("Known here: {}.", self.asked.join(", ")),
            };
            let message = format!("{field} means nothing here");
            let error = reading.document.error(Code::UnknownKey, &name.span(), message).field(&*field).hint(hint);
            reading.report.push(error);
        }
    }
}

/// Declares a raw table: its struct, its keys, and how it is read.
macro_rules! raw_table {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $need:ident $type:ty,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub(in crate::config) struct $name {
            $(pub(in crate::config) $field: Option<$crate::config::document::Located<$type>>,)+
        }

        impl $crate::config::shape::Shape for $name {
            const EXPECTED: &'static str = "a table of keys";
            const IS_TABLE: bool = true;

            fn read(
                value: &toml::Spanned<toml::de::DeValue<'_>>,
                reading: &mut $crate::config::shape::Reading<'_>,
            ) -> Result<Self, $crate::config::shape::Unread> {
                let mut table = reading.table(value)?;
                $(let $field = table.take(stringify!($field), $crate::config::shape::Need::$need, reading);)+
                table.finish(reading);
                Ok(Self { $($field,)+ })
            }
        }
    )+};
}
pub(super) use raw_table;

fn kind_of(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text \"{text}\""),
        DeValue::Integer(number) => format!("the number {}", number.as_str()),
        DeValue::Float(number) => format!("the number {}", number.as_str()),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(date) => format!("the date {date}"),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}
