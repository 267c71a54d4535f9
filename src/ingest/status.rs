//! The column `status`: marks on a value, or the reason why there is none.

use crate::diagnostic::did_you_mean;
use crate::model::{Flags, Missing};

/// What a status cell says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Status {
    /// Marks.
    pub(super) flags: Flags,
    /// Why there is no value.
    pub(super) missing: Option<Missing>,
}

/// Why a status cell says nothing that is known.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UnknownStatus {
    pub(super) message: String,
    pub(super) hint: String,
}

impl Status {
    /// Reads words with space, comma, semicolon, plus or `|` between them.
    ///
    /// # Errors
    /// An unknown word, or two reasons.
    pub(super) fn parse(text: &str) -> Result<Self, UnknownStatus> {
        let mut status = Self::default();
        for word in text.split([' ', '\u{a0}', ',', ';', '+', '|']).filter(|word| !word.is_empty()) {
            let word = word.to_lowercase();
            match (Flags::parse(&word), Missing::parse(&word)) {
                (Some(flag), _) => status.flags = status.flags.with(flag),
                (None, Some(reason)) if status.missing.is_none_or(|known| known == reason) => {
                    status.missing = Some(reason);
                }
                (None, Some(reason)) => {
                    let first = status.missing.map_or("", Missing::word);
                    return Err(UnknownStatus {
                        message: format!("the status gives two reasons: {first} and {}", reason.word()),
                        hint: "Keep one of them.".to_owned(),
                    });
                }
                (None, None) => return Err(unknown(&word)),
            }
        }
        Ok(status)
    }
}

fn unknown(word: &str) -> UnknownStatus {
    let reasons = Missing::DELIVERED.iter().map(|(_, known)| *known);
    let known: Vec<&str> = reasons.chain(Flags::ALL.iter().map(|(_, known)| *known)).collect();
    let hint = match did_you_mean(word, known.iter().copied()) {
        Some(meant) => format!("Did you mean {meant}?"),
        None => format!("Known words: {}.", known.join(", ")),
    };
    UnknownStatus { message: format!("no status is called \"{word}\""), hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_marks_and_reasons() {
        let both = Status::parse("Provisional, break").unwrap();
        assert!(both.flags.has(Flags::PROVISIONAL.with(Flags::BREAK)));
        assert_eq!(Status::parse("not_received").unwrap().missing, Some(Missing::NotReceived));
        assert_eq!(Status::parse(" ").unwrap(), Status::default());
        assert_eq!(Status::parse("not_recieved").unwrap_err().hint, "Did you mean not_received?");
        assert!(Status::parse("not_yet excluded").unwrap_err().message.contains("two reasons"));
        assert!(Status::parse("x").unwrap_err().hint.contains("suppressed"));
    }
}
