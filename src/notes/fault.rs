//! What is wrong with a stretch of a note, before it is known where the stretch stands.

use std::ops::Range;

use crate::diagnostic::did_you_mean;

/// A problem inside a stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The bytes that are wrong, counted from the start of the stretch.
    pub(super) range: Range<usize>,
    /// What was found and what was expected.
    pub(super) message: String,
    /// What to do.
    pub(super) hint: String,
}

impl Fault {
    /// A problem.
    pub(super) fn new(range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { range, message: message.into(), hint: hint.into() }
    }

    /// A word that is not among the known ones.
    pub(super) fn unknown<'a>(
        range: Range<usize>,
        what: &str,
        found: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        Self::new(range, format!("there is no {what} \"{found}\""), suggestion(found, &known))
    }
}

/// A sentence with the nearest known word, or with all of them when they are few.
pub(super) fn suggestion(found: &str, known: &[&str]) -> String {
    match did_you_mean(found, known.iter().copied()) {
        Some(near) => format!("Did you mean \"{near}\"?"),
        None if known.is_empty() => "There are none in this publication.".to_owned(),
        None if known.len() <= 20 => format!("Known are: {}.", known.join(", ")),
        None => format!("None of the {} known ones is like it.", known.len()),
    }
}
