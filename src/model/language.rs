//! The languages that pages are written in.

use super::Text;

/// A language of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Danish: the language of the publication, its texts and its addresses.
    Danish,
    /// English.
    English,
}

impl Language {
    /// Every language, with its word in configuration.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Danish, "da"), (Self::English, "en")];

    /// The language tag, as in `lang` and in addresses: `da`, `en`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Danish => "da",
            Self::English => "en",
        }
    }

    /// What the language is called by those who read it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Danish => "Dansk",
            Self::English => "English",
        }
    }

    /// The language that the folder of a page stands below, other than the first, and the rest of the path: of
    /// `en/maal/x/` English and `maal/x/`.
    #[must_use]
    pub fn of_path(path: &str) -> (Option<Self>, &str) {
        let found = Self::ALL.iter().find_map(|(language, tag)| {
            let rest = path.strip_prefix(tag)?.strip_prefix('/')?;
            Some((Some(*language), rest))
        });
        found.unwrap_or((None, path))
    }
}

impl Text {
    /// The text in a language; `None` in English when it was written in Danish alone, where one text stands for both.
    #[must_use]
    pub fn of(&self, language: Language) -> Option<&str> {
        match language {
            Language::Danish => Some(&self.da),
            Language::English => Some(self.en.as_str()).filter(|text| !text.is_empty() && *text != self.da),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_its_language() {
        assert_eq!(Language::of_path("en/maal/x/"), (Some(Language::English), "maal/x/"));
        assert_eq!(Language::of_path("maal/x/"), (None, "maal/x/"));
        assert_eq!(Language::of_path("english/x"), (None, "english/x"));
    }
}
