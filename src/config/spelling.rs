//! Spellings: what is the same word to the person who wrote it, and spellings that two codes share.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::checker::Checker;
use super::document::Located;
use crate::model::Validity;

/// A spelling as it is compared: small letters, single spaces, none at the ends. Unbreakable spaces are spaces.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase() && !byte.is_ascii_whitespace();
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.extend(word.chars().flat_map(char::to_lowercase));
    }
    Cow::Owned(folded)
}

/// Whether two times have a day in common.
pub(super) fn overlap(a: Validity, b: Validity) -> bool {
    let before =
        |first: Validity, second: Validity| matches!((first.to, second.from), (Some(to), Some(from)) if to < from);
    !before(a, b) && !before(b, a)
}

/// The spellings of codes of one kind, as they come in.
#[derive(Default)]
pub(super) struct Spellings {
    seen: BTreeMap<String, Vec<(String, Validity)>>,
}

impl Spellings {
    /// Adds a spelling of a code; reports it when another code has it at the same time.
    pub(super) fn add(&mut self, checker: &mut Checker<'_>, written: &Located<String>, id: &str, valid: Validity) {
        let folded = fold(&written.value);
        if folded.is_empty() {
            return;
        }
        let holders = self.seen.entry(folded.into_owned()).or_default();
        if holders.iter().any(|(holder, _)| holder == id) {
            return;
        }
        if let Some((other, _)) = holders.iter().find(|(_, time)| overlap(*time, valid)) {
            let message = format!("\"{}\" stands for {id} and for {other} at the same time", written.value);
            let hint = format!("Take it from one of them, or give {id} and {other} times that do not overlap.");
            checker.refuse(written, message, hint);
        }
        holders.push((id.to_owned(), valid));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_people_write_differently() {
        assert_eq!(fold(" Min\u{a0} A-kasse\t"), "min a-kasse");
        assert_eq!(fold("ÆRØ"), "ærø");
        assert!(matches!(fold("3f"), Cow::Borrowed("3f")));
        assert_eq!(fold(" \u{a0}"), "");
    }
}
