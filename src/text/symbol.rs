//! What stands in a cell without a value: a short sign for the eye and a word for everyone.

use std::borrow::Cow;

use super::number;
use crate::model::{Decimal, Flags, Missing};

/// A sign with its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Symbol {
    /// Shown in the cell, in square brackets by convention.
    pub sign: &'static str,
    /// Short reason, read aloud in the cell.
    pub word: &'static str,
    /// The legend's sentence.
    pub meaning: &'static str,
}

/// The symbol of a missing value.
#[must_use]
pub fn of_missing(reason: Missing) -> Symbol {
    match reason {
        Missing::NotApplicable => Symbol {
            sign: "[z]",
            word: "ikke relevant",
            meaning: "Kan ikke forekomme: der er ingen i målgruppen, eller målingen fandtes ikke i måneden.",
        },
        Missing::Excluded => Symbol {
            sign: "[s]",
            word: "indgår ikke",
            meaning: "Måneden er holdt ude af opgørelsen. Grunden står ved målingen.",
        },
        Missing::Suppressed => Symbol {
            sign: "[c]",
            word: "skjult af hensyn til fortrolighed",
            meaning: "Tallet er skjult, fordi det kunne afsløre oplysninger om enkeltpersoner.",
        },
        Missing::NotReceived => {
            Symbol { sign: "[x]", word: "ikke modtaget", meaning: "Tallet skulle foreligge, men er ikke modtaget." }
        }
        Missing::NotYet => Symbol {
            sign: "[n]",
            word: "foreligger endnu ikke",
            meaning: "Tallet er endnu ikke forfaldent til offentliggørelse.",
        },
        Missing::Unreliable => {
            Symbol { sign: "[u]", word: "for usikkert", meaning: "Tallet er for usikkert til at blive offentliggjort." }
        }
        Missing::Incomplete(_) => Symbol {
            sign: "[m]",
            word: "ufuldstændig",
            meaning: "Summen kan ikke beregnes, fordi en eller flere af dens dele mangler.",
        },
    }
}

/// Why a value is missing, as said of one cell: of a total, how many of its parts are not there.
#[must_use]
pub fn in_words(reason: Missing) -> Cow<'static, str> {
    match reason {
        Missing::Incomplete(1) => "ufuldstændig, 1 del mangler".into(),
        Missing::Incomplete(parts) => {
            let parts = number::number(Decimal { scaled: parts.into(), decimals: 0 });
            format!("ufuldstændig, {parts} dele mangler").into()
        }
        _ => of_missing(reason).word.into(),
    }
}

/// The symbols of the marks on a value, in a fixed order.
#[must_use]
pub fn of_flags(flags: Flags) -> Vec<Symbol> {
    let all = [
        (
            Flags::PROVISIONAL,
            Symbol { sign: "[p]", word: "foreløbigt tal", meaning: "Tallet er foreløbigt og kan blive ændret." },
        ),
        (
            Flags::REVISED,
            Symbol {
                sign: "[r]",
                word: "revideret",
                meaning: "Tallet er ændret, siden det først blev offentliggjort.",
            },
        ),
        (
            Flags::ESTIMATED,
            Symbol { sign: "[e]", word: "skønnet", meaning: "Tallet er skønnet af den, der har leveret det." },
        ),
        (
            Flags::BREAK,
            Symbol { sign: "[b]", word: "databrud", meaning: "Tallet kan ikke sammenlignes med måneden før." },
        ),
    ];
    all.into_iter().filter(|(flag, _)| flags.has(*flag)).map(|(_, symbol)| symbol).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_says_how_many_of_its_parts_are_missing() {
        assert_eq!(in_words(Missing::Incomplete(1)), "ufuldstændig, 1 del mangler");
        assert_eq!(in_words(Missing::Incomplete(1076)), "ufuldstændig, 1.076 dele mangler");
        assert_eq!(in_words(Missing::NotReceived), "ikke modtaget");
    }
}
