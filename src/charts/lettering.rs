//! How much room words take.
//!
//! The engine has no typeface and the page decides which one is used, so widths are estimates,
//! a little generous, made for the sans-serif faces of common systems. They place things; they
//! never cut anything off.

/// Size of every letter, in units of the drawing. A drawing is 480 wide, so on the narrowest
/// phones (288 pixels for the picture) letters are 9 pixels high.
pub(super) const TEXT_SIZE: f64 = 15.0;

/// Distance from line to line.
pub(super) const LINE_HEIGHT: f64 = 19.0;

/// Returns the width of the longest line of a text, in units of the drawing.
pub(super) fn width(text: &str) -> f64 {
    text.lines().map(|line| line.chars().map(letter_width).sum::<f64>()).fold(0.0, f64::max) * TEXT_SIZE
}

/// Returns the height of a text, in units of the drawing.
pub(super) fn height(text: &str) -> f64 {
    text.lines().map(|_| LINE_HEIGHT).sum()
}

/// Breaks a text at its spaces so that lines stay within a width where words allow it. A
/// no-break space holds its words together.
pub(super) fn wrap(text: &str, limit: f64) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}")) <= limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// Returns the width of a letter, in letters' heights.
fn letter_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' => 0.28,
        'f' | 'r' | 't' | 'I' | ' ' | '\u{a0}' | '(' | ')' | '-' | '/' => 0.36,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | 'æ' | 'Æ' | '✓' | '✗' => 0.9,
        'A'..='Z' | 'Ø' | 'Å' => 0.68,
        _ => 0.57,
    }
}

/// Spreads labels over lanes so that none covers another or the line that a label further left
/// hangs on: the n-th number says in which lane the n-th label goes, counted from 0 upward.
/// Labels are given by start and end, ordered by start.
pub(super) fn lanes(labels: &[(f64, f64)]) -> Vec<usize> {
    const GAP: f64 = 8.0;
    // From the right: a label that starts further left goes above those it would run into.
    let mut starts: Vec<f64> = Vec::new();
    let mut lanes: Vec<usize> = Vec::new();
    for (start, end) in labels.iter().rev() {
        let free = starts.iter().position(|taken| end + GAP <= *taken);
        let lane = free.unwrap_or(starts.len());
        match starts.get_mut(lane) {
            Some(taken) => *taken = *start,
            None => starts.push(*start),
        }
        lanes.push(lane);
    }
    lanes.reverse();
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_at_spaces_only() {
        assert_eq!(wrap("Mål 85 pct.", 50.0), "Mål 85\npct.");
        assert_eq!(wrap("Mål 85\u{a0}pct.", 55.0), "Mål\n85\u{a0}pct.");
        assert_eq!(wrap("Arbejdsløshedskasse", 10.0), "Arbejdsløshedskasse");
        assert_eq!(wrap("", 10.0), "");
    }

    #[test]
    fn labels_that_would_meet_get_lanes_of_their_own() {
        assert_eq!(lanes(&[(30.0, 70.0), (40.0, 80.0), (180.0, 220.0)]), [1, 0, 0]);
        assert_eq!(lanes(&[]), Vec::<usize>::new());
    }
}
