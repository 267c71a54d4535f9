//! What stands in a cell without a value: a short sign for the eye and a word for everyone.

use std::borrow::Cow;

use super::{NBSP, number};
use crate::model::measure::Unit;
use crate::model::{Amount, Bound, Decimal, Flags, Missing};

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
            meaning: "Tallet er skjult af hensyn til fortrolighed: det kunne afsløre oplysninger om enkeltpersoner.",
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

/// The symbol of a coarser answer, without its number.
#[must_use]
pub fn of_bound(bound: Bound) -> Symbol {
    match bound {
        Bound::AtLeast(_) => Symbol {
            sign: "≥",
            word: "mindst",
            meaning: "Tallet selv er skjult af hensyn til fortrolighed. Det er mindst så stort, som der står.",
        },
        Bound::AtMost(_) => Symbol {
            sign: "≤",
            word: "højst",
            meaning: "Tallet selv er skjult af hensyn til fortrolighed. Det er højst så stort, som der står.",
        },
    }
}

/// A coarser answer where there is little room, as in a column whose heading has the unit: `≥ 95`.
#[must_use]
pub fn bound_in_column(bound: Bound) -> String {
    format!("{}{NBSP}{}", of_bound(bound).sign, number::count(percent(bound).into()))
}

/// A coarser answer in words: `mindst 95 pct.`
#[must_use]
pub fn bound_in_words(bound: Bound) -> String {
    let percent = number::with_unit(&number::count(percent(bound).into()), Unit::Percent);
    format!("{} {percent}", of_bound(bound).word)
}

fn percent(bound: Bound) -> u8 {
    match bound {
        Bound::AtLeast(percent) | Bound::AtMost(percent) => percent,
    }
}

/// Why an amount has no value, as said of one cell, with the coarser answer when there is one; `None` when it has a value.
#[must_use]
pub fn of_amount_in_words(amount: &Amount) -> Option<Cow<'static, str>> {
    let reason = in_words(amount.missing()?);
    Some(match amount.bound() {
        Some(bound) => format!("{reason}: {}", bound_in_words(bound)).into(),
        None => reason,
    })
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
    fn a_coarser_answer_is_told_in_short_and_in_words() {
        let (least, most) = (Bound::AtLeast(95), Bound::AtMost(5));
        assert_eq!((bound_in_column(least).as_str(), bound_in_column(most).as_str()), ("≥\u{a0}95", "≤\u{a0}5"));
        assert_eq!(
            (bound_in_words(least).as_str(), bound_in_words(most).as_str()),
            ("mindst 95\u{a0}pct.", "højst 5\u{a0}pct.")
        );
        let said = |amount: Amount| of_amount_in_words(&amount);
        assert_eq!(said(Amount::Bounded(least)).unwrap(), "skjult af hensyn til fortrolighed: mindst 95\u{a0}pct.");
        assert_eq!(said(Amount::Missing(Missing::Suppressed)).unwrap(), "skjult af hensyn til fortrolighed");
        assert_eq!(said(Amount::Count(5)), None);
    }

    #[test]
    fn a_total_says_how_many_of_its_parts_are_missing() {
        assert_eq!(in_words(Missing::Incomplete(1)), "ufuldstændig, 1 del mangler");
        assert_eq!(in_words(Missing::Incomplete(1076)), "ufuldstændig, 1.076 dele mangler");
        assert_eq!(in_words(Missing::NotReceived), "ikke modtaget");
    }
}
