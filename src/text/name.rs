//! Order of names: in Danish æ, ø, å last, `aa` as å, digits before letters; in English each letter where its looks put it.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

use crate::model::Language;

thread_local! {
    static DANISH: Option<CollatorBorrowed<'static>> = collator(icu_locale_core::locale!("da"));
    static ENGLISH: Option<CollatorBorrowed<'static>> = collator(icu_locale_core::locale!("en-GB"));
}

fn collator(locale: icu_locale_core::Locale) -> Option<CollatorBorrowed<'static>> {
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

/// Compares two names as a reader of the language would look them up.
#[must_use]
pub fn compare(language: Language, a: &str, b: &str) -> Ordering {
    let collators = match language {
        Language::Danish => &DANISH,
        Language::English => &ENGLISH,
    };
    collators.with(|collator| match collator {
        // Names that the collator holds for equal still need one order, or output would depend on input order.
        Some(collator) => collator.compare(a, b).then_with(|| a.cmp(b)),
        None => a.cmp(b),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_as_danish_readers_do() {
        let mut names =
            ["Ærø", "Aalborg", "Odense", "3F", "Ølgod", "Billund", "Aarhus", "Aabenraa", "Åbo", "Albertslund"];
        names.sort_by(|a, b| compare(Language::Danish, a, b));
        assert_eq!(
            names,
            ["3F", "Albertslund", "Billund", "Odense", "Ærø", "Ølgod", "Aabenraa", "Åbo", "Aalborg", "Aarhus"]
        );
    }

    #[test]
    fn sorts_as_english_readers_do() {
        let mut names = ["Ærø", "Aalborg", "Odense", "3F", "Ølgod", "Billund", "Aarhus", "Albertslund"];
        names.sort_by(|a, b| compare(Language::English, a, b));
        assert_eq!(names, ["3F", "Aalborg", "Aarhus", "Ærø", "Albertslund", "Billund", "Odense", "Ølgod"]);
    }
}
