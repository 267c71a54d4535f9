//! Text of an input as it may be shown: nothing in it can steer a terminal or turn the reading order round.

/// The text with every invisible steering sign replaced by `�`, and line breaks by spaces.
pub(in crate::cli) fn visible(text: &str) -> String {
    text.chars()
        .map(|sign| match sign {
            '\n' | '\r' | '\t' => ' ',
            sign if sign.is_control() => '\u{fffd}',
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '\u{fffd}',
            sign => sign,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(visible("æ\u{1b}[31m\u{202e}\nb\u{9b}"), "æ\u{fffd}[31m\u{fffd} b\u{fffd}");
    }
}
