//! The words of pages and pictures in one language, from message files in [Fluent](https://projectfluent.org).
//!
//! The files are built into the program; a publication may bring messages of its own in their place. A key begins with
//! the name of its file (`frame-search` stands in `frame.ftl`), so that a test can tell keys from other texts: every key
//! in code and templates has a message in each language, and every message is used.

mod built_in;
mod check;
mod forms;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

pub use self::built_in::{BUILT_IN, FILES};
use super::number;
use crate::diagnostic::Diagnostic;
use crate::model::{Language, Text};

/// Where a publication keeps messages of its own, below `templates/`.
pub const FOLDER: &str = "messages/";

/// Stands before a text that is in Danish on a page in another language. The two signs are no letters of any script
/// (they are kept for use inside programs); the writer of HTML puts `lang` in their place.
pub const DANISH_FROM: char = '\u{fdd0}';
/// Stands after such a text.
pub const DANISH_TO: char = '\u{fdd1}';

/// The messages of one language. Made once for a run and shared between threads.
pub struct Messages {
    language: Language,
    bundle: FluentBundle<FluentResource>,
    keys: BTreeMap<String, BTreeSet<String>>,
}

/// What is put into a message.
#[derive(Clone, Debug)]
pub enum Arg<'a> {
    /// A text, put in as it is; a message can choose by it.
    Text(Cow<'a, str>),
    /// A number of things: a message can choose singular or plural by it, and it is put in as the language writes it.
    Count(u64),
}

impl Messages {
    /// The messages of a language: those built in, and a publication's own in their place. `overrides` hold files by path
    /// below `templates/`.
    ///
    /// # Errors
    /// [`crate::diagnostic::Code::BadTemplate`] with file and line for what is no message, for one that asks for what it
    /// is not given, and for a file whose place or name is not that of messages.
    pub fn new(language: Language, overrides: &BTreeMap<String, String>) -> Result<Self, Diagnostic> {
        let locale: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // The marks that keep the direction of mixed text apart would stand in every sentence.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match language {
            Language::Danish => |value: &FluentValue<'_>, _: &_| count(value, Language::Danish),
            Language::English => |value: &FluentValue<'_>, _: &_| count(value, Language::English),
        }));
        let mut messages = Self { language, bundle, keys: BTreeMap::new() };
        for (path, source) in BUILT_IN.iter().filter(|(path, _)| check::language_of(path) == Some(language)) {
            messages.add(path, source, false)?;
        }
        for (path, source) in overrides.iter().filter(|(path, _)| path.starts_with(FOLDER)) {
            if check::place(path)? == language {
                messages.add(path, source, true)?;
            }
        }
        Ok(messages)
    }

    fn add(&mut self, path: &str, source: &str, own: bool) -> Result<(), Diagnostic> {
        let resource = check::parsed(path, source)?;
        for (key, variables) in check::variables(&resource) {
            if let Some(given) = self.keys.get(&key).filter(|_| own) {
                check::asks_for_no_more(path, source, &key, (&variables, given))?;
            }
            self.keys.insert(key, variables);
        }
        self.bundle.add_resource_overriding(resource);
        Ok(())
    }

    /// The language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// Every key, with the names of what its message is given.
    pub fn keys(&self) -> impl Iterator<Item = (&str, &BTreeSet<String>)> {
        self.keys.iter().map(|(key, variables)| (key.as_str(), variables))
    }

    /// A message that is given nothing. A key without a message stands for itself; a test sees to it that there is none.
    #[must_use]
    pub fn text<'m>(&'m self, key: &'m str) -> Cow<'m, str> {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else { return key.into() };
        self.bundle.format_pattern(pattern, None, &mut Vec::new())
    }

    /// A message with what is put into it. Written by the macro `say!`.
    #[must_use]
    pub fn with(&self, key: &str, given: &[(&'static str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut arguments = FluentArgs::with_capacity(given.len());
        for (name, arg) in given {
            match arg {
                Arg::Text(text) => arguments.set(*name, text.as_ref()),
                Arg::Count(number) => arguments.set(*name, *number),
            }
        }
        self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }

    /// The same for names that are known only while the program runs, as templates give them; `None` without such a
    /// message, and where the names are others than those it asks for.
    #[must_use]
    pub fn fill(&self, key: &str, given: &BTreeMap<String, Arg<'_>>) -> Option<String> {
        let asked = self.keys.get(key)?;
        if !asked.iter().eq(given.keys()) {
            return None;
        }
        let pattern = self.bundle.get_message(key).and_then(|message| message.value())?;
        let mut arguments = FluentArgs::with_capacity(given.len());
        for (name, arg) in given {
            match arg {
                Arg::Text(text) => arguments.set(name.as_str(), text.as_ref()),
                Arg::Count(number) => arguments.set(name.as_str(), *number),
            }
        }
        Some(self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
    }

    /// A text of the publication in this language, or in Danish and marked so.
    #[must_use]
    pub fn of<'t>(&self, text: &'t Text) -> Cow<'t, str> {
        text.of(self.language).map_or_else(|| self.danish(&text.da), Cow::Borrowed)
    }

    /// The same where no mark can stand, as in a picture or a title.
    #[must_use]
    pub fn bare<'t>(&self, text: &'t Text) -> &'t str {
        text.of(self.language).unwrap_or(&text.da)
    }

    /// A text that there is in Danish alone, marked so on pages in other languages.
    #[must_use]
    pub fn danish<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.language {
            Language::Danish => Cow::Borrowed(text),
            _ if text.is_empty() => Cow::Borrowed(text),
            Language::English => Cow::Owned(format!("{DANISH_FROM}{text}{DANISH_TO}")),
        }
    }
}

/// A text without the marks of what is in Danish.
#[must_use]
pub fn unmarked(text: &str) -> Cow<'_, str> {
    if text.contains([DANISH_FROM, DANISH_TO]) {
        text.replace([DANISH_FROM, DANISH_TO], "").into()
    } else {
        text.into()
    }
}

/// A sentence with its point; a unit or a text that ends in a point also ends the sentence.
#[must_use]
pub fn ended(text: String) -> String {
    if text.trim_end_matches(DANISH_TO).ends_with('.') { text } else { format!("{text}.") }
}

/// Numbers inside messages are whole and not negative: those of [`Arg::Count`].
fn count(value: &FluentValue<'_>, language: Language) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(number::count(language, number.value as u64)),
        _ => None,
    }
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messages").field("language", &self.language).field("keys", &self.keys.len()).finish()
    }
}

/// A message with what is put into it: `say!(say, "word-and-others", first = &names, others = 3_u64)`.
macro_rules! say {
    ($messages:expr, $key:expr $(, $name:ident = $value:expr)+ $(,)?) => {
        $messages.with($key, &[$((stringify!($name), $crate::text::messages::Arg::from($value))),+])
    };
}
pub(crate) use say;

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Count(number)
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Count(number.into())
    }
}

impl From<u8> for Arg<'_> {
    fn from(number: u8) -> Self {
        Self::Count(number.into())
    }
}

impl From<u16> for Arg<'_> {
    fn from(number: u16) -> Self {
        Self::Count(number.into())
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Count(number.try_into().unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
pub(crate) mod tests;
