//! Counts and sizes of changes as a reader sees them.

use crate::model::{Decimal, Exact, Measure};
use crate::text::NBSP;
use crate::text::messages::Messages;

/// How many.
pub(super) fn count(say: &Messages, number: usize) -> String {
    say.count(number as u64)
}

/// A size with enough decimals to be seen: one more than the measure has, and more where that shows nothing.
pub(super) fn fine(size: &Exact, measure: &Measure) -> Decimal {
    let most = (measure.decimals + 1..=6).find(|most| size.round(*most).scaled != 0).unwrap_or(measure.decimals + 1);
    size.round(most).trimmed()
}

/// The same in text, with its unit; `is_signed` says whether its direction matters.
pub(super) fn size_in_text(say: &Messages, size: &Exact, measure: &Measure, is_signed: bool) -> String {
    let size = fine(size, measure);
    let text = if is_signed { say.signed(size) } else { say.number(size) };
    format!("{text}{NBSP}{}", say.unit_of_change(measure.unit))
}
