//! Spellings already looked up: a file says the same few dozen again and again.

use std::collections::BTreeMap;

/// Keys by spelling, for as long as the circumstances (month, measure) stay the same.
#[derive(Debug)]
pub(super) struct Memo<C, K> {
    circumstances: Option<C>,
    seen: BTreeMap<Box<str>, K>,
}

impl<C, K> Default for Memo<C, K> {
    fn default() -> Self {
        Self { circumstances: None, seen: BTreeMap::new() }
    }
}

impl<C: PartialEq, K: Copy> Memo<C, K> {
    /// The key of a spelling, when it was found before under the same circumstances.
    pub(super) fn recall(&mut self, circumstances: C, text: &str) -> Option<K> {
        if self.circumstances.as_ref() != Some(&circumstances) {
            self.seen.clear();
            self.circumstances = Some(circumstances);
        }
        self.seen.get(text).copied()
    }

    /// Keeps what was found under the circumstances of the last question.
    pub(super) fn keep(&mut self, text: &str, key: K) {
        self.seen.insert(text.into(), key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgets_when_circumstances_change() {
        let mut memo = Memo::default();
        assert_eq!(memo.recall(1, "a"), None);
        memo.keep("a", 'x');
        assert_eq!(memo.recall(1, "a"), Some('x'));
        assert_eq!(memo.recall(2, "a"), None);
    }
}
