//! Anchors of headings.

use std::collections::BTreeSet;

/// Anchors start with this, so that a heading can never take the id of another element of the page.
const PREFIX: &str = "afsnit-";

/// The longest stem of an anchor, in characters.
const MAX_LENGTH: usize = 60;

/// The anchors of a note, each given once.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    given: BTreeSet<String>,
}

impl Anchors {
    /// An anchor for a heading: its text in `a-z0-9-`, numbered when it has been given before.
    pub(super) fn give(&mut self, heading: &str) -> String {
        let stem = format!("{PREFIX}{}", stem(heading));
        let mut anchor = stem.clone();
        let mut number = 2;
        while !self.given.insert(anchor.clone()) {
            anchor = format!("{stem}-{number}");
            number += 1;
        }
        anchor
    }

    /// Every anchor given.
    pub(super) fn given(&self) -> &BTreeSet<String> {
        &self.given
    }
}

fn stem(heading: &str) -> String {
    let mut stem = String::new();
    for sign in heading.chars().flat_map(char::to_lowercase) {
        let mut ascii = [0];
        let written = match sign {
            'æ' | 'ä' => "ae",
            'ø' | 'ö' => "oe",
            'å' => "aa",
            'é' | 'è' => "e",
            'ü' => "y",
            'a'..='z' | '0'..='9' => sign.encode_utf8(&mut ascii),
            _ if stem.is_empty() || stem.ends_with('-') => "",
            _ => "-",
        };
        if stem.len() + written.len() > MAX_LENGTH {
            break;
        }
        stem.push_str(written);
    }
    let stem = stem.trim_end_matches('-');
    if stem.is_empty() { "uden-navn".to_owned() } else { stem.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_plain_and_unique() {
        let mut anchors = Anchors::default();
        assert_eq!(anchors.give("Målet på 85 pct. – hvem når det?"), "afsnit-maalet-paa-85-pct-hvem-naar-det");
        assert_eq!(anchors.give("Ærø"), "afsnit-aeroe");
        assert_eq!(anchors.give("ærø!"), "afsnit-aeroe-2");
        assert_eq!(anchors.give("Ærø 2"), "afsnit-aeroe-2-2");
        assert_eq!(anchors.give("\"><script>"), "afsnit-script");
        assert_eq!(anchors.give("日本"), "afsnit-uden-navn");
        assert_eq!(anchors.give(&"a".repeat(500)).len(), PREFIX.len() + MAX_LENGTH);
    }
}
