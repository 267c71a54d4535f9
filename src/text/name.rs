//! Order of Danish names: æ, ø, å last, `aa` as å, digits before letters.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};

thread_local! {
    static DANISH: Option<CollatorBorrowed<'static>> = {
        let danish = icu_locale_core::locale!("da");
        Collator::try_new(danish.into(), CollatorOptions::default()).ok()
    };
}

/// Compares two names as a Danish reader would look them up.
#[must_use]
pub fn compare(a: &str, b: &str) -> Ordering {
    DANISH.with(|collator| match collator {
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
        names.sort_by(|a, b| compare(a, b));
        assert_eq!(
            names,
            ["3F", "Albertslund", "Billund", "Odense", "Ærø", "Ølgod", "Aabenraa", "Åbo", "Aalborg", "Aarhus"]
        );
    }
}
