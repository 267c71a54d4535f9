//! What stands in a cell without a value: a short sign for the eye and a word for everyone.

use std::borrow::Cow;

use super::messages::{Messages, say};
use super::{NBSP, number};
use crate::model::measure::Unit;
use crate::model::{Amount, Bound, Flags, Language, Missing};

/// A sign with the keys of its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Symbol {
    /// Shown in the cell, in square brackets by convention.
    pub sign: &'static str,
    /// The message with the short reason, read aloud in the cell.
    pub word: &'static str,
    /// The message with the legend's sentence.
    pub meaning: &'static str,
}

/// The symbol of a missing value.
#[must_use]
pub fn of_missing(reason: Missing) -> Symbol {
    match reason {
        Missing::NotApplicable => {
            Symbol { sign: "[z]", word: "sign-not-applicable", meaning: "sign-not-applicable-meaning" }
        }
        Missing::Excluded => Symbol { sign: "[s]", word: "sign-excluded", meaning: "sign-excluded-meaning" },
        Missing::Suppressed => Symbol { sign: "[c]", word: "sign-suppressed", meaning: "sign-suppressed-meaning" },
        Missing::NotReceived => Symbol { sign: "[x]", word: "sign-not-received", meaning: "sign-not-received-meaning" },
        Missing::NotYet => Symbol { sign: "[n]", word: "sign-not-yet", meaning: "sign-not-yet-meaning" },
        Missing::Unreliable => Symbol { sign: "[u]", word: "sign-unreliable", meaning: "sign-unreliable-meaning" },
        Missing::Incomplete(_) => Symbol { sign: "[m]", word: "sign-incomplete", meaning: "sign-incomplete-meaning" },
    }
}

/// Why a value is missing, in Danish words, as data files say it; a test holds them against the messages of pages.
#[must_use]
pub fn missing_in_files(reason: Missing) -> &'static str {
    match reason {
        Missing::NotApplicable => "ikke relevant",
        Missing::Excluded => "indgår ikke",
        Missing::Suppressed => "skjult af hensyn til fortrolighed",
        Missing::NotReceived => "ikke modtaget",
        Missing::NotYet => "foreligger endnu ikke",
        Missing::Unreliable => "for usikkert",
        Missing::Incomplete(_) => "ufuldstændig",
    }
}

/// The marks on a value in Danish words, as data files say them, in a fixed order.
pub fn flags_in_files(flags: Flags) -> impl Iterator<Item = &'static str> {
    let all = [
        (Flags::PROVISIONAL, "foreløbigt tal"),
        (Flags::REVISED, "revideret"),
        (Flags::ESTIMATED, "skønnet"),
        (Flags::BREAK, "databrud"),
    ];
    all.into_iter().filter(move |(flag, _)| flags.has(*flag)).map(|(_, word)| word)
}

/// A sign with its meaning in Danish words, as data files say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SymbolInFiles {
    /// See [`Symbol::sign`].
    pub sign: &'static str,
    /// The short reason.
    pub word: &'static str,
    /// The legend's sentence.
    pub meaning: &'static str,
}

/// The symbol of a missing value in data files; a test holds its words against the messages of pages.
#[must_use]
pub fn of_missing_in_files(reason: Missing) -> SymbolInFiles {
    let meaning = match reason {
        Missing::NotApplicable => {
            "Kan ikke forekomme: der er ingen i målgruppen, eller målingen fandtes ikke i måneden."
        }
        Missing::Excluded => "Måneden er holdt ude af opgørelsen. Grunden står ved målingen.",
        Missing::Suppressed => {
            "Tallet er skjult af hensyn til fortrolighed: det kunne afsløre oplysninger om enkeltpersoner."
        }
        Missing::NotReceived => "Tallet skulle foreligge, men er ikke modtaget.",
        Missing::NotYet => "Tallet er endnu ikke forfaldent til offentliggørelse.",
        Missing::Unreliable => "Tallet er for usikkert til at blive offentliggjort.",
        Missing::Incomplete(_) => "Summen kan ikke beregnes, fordi en eller flere af dens dele mangler.",
    };
    SymbolInFiles { sign: of_missing(reason).sign, word: missing_in_files(reason), meaning }
}

/// The symbols of the marks on a value in data files, in the order of [`of_flags`].
pub fn of_flags_in_files(flags: Flags) -> impl Iterator<Item = SymbolInFiles> {
    let all = [
        (Flags::PROVISIONAL, "Tallet er foreløbigt og kan blive ændret."),
        (Flags::REVISED, "Tallet er ændret, siden det først blev offentliggjort."),
        (Flags::ESTIMATED, "Tallet er skønnet af den, der har leveret det."),
        (Flags::BREAK, "Tallet kan ikke sammenlignes med måneden før."),
    ];
    let meanings = all.into_iter().filter(move |(flag, _)| flags.has(*flag)).map(|(_, meaning)| meaning);
    of_flags(flags)
        .into_iter()
        .zip(flags_in_files(flags).zip(meanings))
        .map(|(symbol, (word, meaning))| SymbolInFiles { sign: symbol.sign, word, meaning })
}

/// Why a value is missing, as said of one cell: of a total, how many of its parts are not there.
#[must_use]
pub fn in_words(say: &Messages, reason: Missing) -> Cow<'_, str> {
    match reason {
        Missing::Incomplete(parts) => say!(say, "sign-incomplete-parts", parts = parts).into(),
        _ => say.text(of_missing(reason).word),
    }
}

/// The symbol of a coarser answer, without its number.
#[must_use]
pub fn of_bound(bound: Bound) -> Symbol {
    match bound {
        Bound::AtLeast(_) => Symbol { sign: "≥", word: "sign-at-least", meaning: "sign-at-least-meaning" },
        Bound::AtMost(_) => Symbol { sign: "≤", word: "sign-at-most", meaning: "sign-at-most-meaning" },
    }
}

/// A coarser answer where there is little room, as in a column whose heading has the unit: `≥ 95`.
#[must_use]
pub fn bound_in_column(language: Language, bound: Bound) -> String {
    format!("{}{NBSP}{}", of_bound(bound).sign, number::count(language, percent(bound).into()))
}

/// A coarser answer in words: `mindst 95 pct.`
#[must_use]
pub fn bound_in_words(say: &Messages, bound: Bound) -> String {
    let percent = say.with_unit(&say.count(percent(bound).into()), Unit::Percent);
    format!("{} {percent}", say.text(of_bound(bound).word))
}

fn percent(bound: Bound) -> u8 {
    match bound {
        Bound::AtLeast(percent) | Bound::AtMost(percent) => percent,
    }
}

/// Why an amount has no value, as said of one cell, with the coarser answer when there is one; `None` when it has a value.
#[must_use]
pub fn of_amount_in_words<'s>(say: &'s Messages, amount: &Amount) -> Option<Cow<'s, str>> {
    let reason = in_words(say, amount.missing()?);
    Some(match amount.bound() {
        Some(bound) => format!("{reason}: {}", bound_in_words(say, bound)).into(),
        None => reason,
    })
}

/// The symbols of the marks on a value, in a fixed order.
#[must_use]
pub fn of_flags(flags: Flags) -> Vec<Symbol> {
    let all = [
        (Flags::PROVISIONAL, Symbol { sign: "[p]", word: "sign-provisional", meaning: "sign-provisional-meaning" }),
        (Flags::REVISED, Symbol { sign: "[r]", word: "sign-revised", meaning: "sign-revised-meaning" }),
        (Flags::ESTIMATED, Symbol { sign: "[e]", word: "sign-estimated", meaning: "sign-estimated-meaning" }),
        (Flags::BREAK, Symbol { sign: "[b]", word: "sign-break", meaning: "sign-break-meaning" }),
    ];
    all.into_iter().filter(|(flag, _)| flags.has(*flag)).map(|(_, symbol)| symbol).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::messages::tests::{danish, english};

    #[test]
    fn a_coarser_answer_is_told_in_short_and_in_words() {
        let (least, most) = (Bound::AtLeast(95), Bound::AtMost(5));
        let say = &danish();
        let short = |bound| bound_in_column(Language::Danish, bound);
        assert_eq!((short(least).as_str(), short(most).as_str()), ("≥\u{a0}95", "≤\u{a0}5"));
        assert_eq!(bound_in_words(say, least), "mindst 95\u{a0}pct.");
        assert_eq!(bound_in_words(say, most), "højst 5\u{a0}pct.");
        assert_eq!(bound_in_words(&english(), least), "at least 95%");
        let said = |amount: Amount| of_amount_in_words(say, &amount).map(Cow::into_owned);
        assert_eq!(said(Amount::Bounded(least)).unwrap(), "skjult af hensyn til fortrolighed: mindst 95\u{a0}pct.");
        assert_eq!(said(Amount::Missing(Missing::Suppressed)).unwrap(), "skjult af hensyn til fortrolighed");
        assert_eq!(said(Amount::Count(5)), None);
    }

    #[test]
    fn a_total_says_how_many_of_its_parts_are_missing() {
        let say = &danish();
        assert_eq!(in_words(say, Missing::Incomplete(1)), "ufuldstændig, 1 del mangler");
        assert_eq!(in_words(say, Missing::Incomplete(1076)), "ufuldstændig, 1.076 dele mangler");
        assert_eq!(in_words(say, Missing::NotReceived), "ikke modtaget");
        assert_eq!(in_words(&english(), Missing::Incomplete(1076)), "incomplete, 1,076 parts missing");
    }

    #[test]
    fn data_files_and_danish_pages_say_the_same() {
        let say = danish();
        let said = |symbol: &Symbol| (say.text(symbol.word).into_owned(), say.text(symbol.meaning).into_owned());
        let in_files = |symbol: SymbolInFiles| (symbol.word.to_owned(), symbol.meaning.to_owned());
        let delivered = Missing::DELIVERED.into_iter().map(|(reason, _)| reason);
        for reason in delivered.chain([Missing::Incomplete(1)]) {
            assert_eq!(said(&of_missing(reason)), in_files(of_missing_in_files(reason)));
        }
        for (flag, _) in Flags::ALL {
            let words: Vec<_> = of_flags(flag).iter().map(said).collect();
            assert_eq!(words, of_flags_in_files(flag).map(in_files).collect::<Vec<_>>());
            assert_eq!(flags_in_files(flag).count(), 1);
        }
    }
}
