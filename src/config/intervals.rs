//! The intervals of a measure, as checked: months that count and months that do not.

use super::checker::Checker;
use super::document::Located;
use super::raw::RawInterval;
use super::value::Tables;
use crate::model::measure::{MeasureInterval, Standing};

/// Checks the intervals; gives them in time order.
pub(super) fn check(written: Option<Located<Tables<RawInterval>>>, checker: &mut Checker<'_>) -> Vec<MeasureInterval> {
    let written = written.map(|tables| tables.value.0).unwrap_or_default();
    let mut found: Vec<(Located<()>, MeasureInterval)> =
        written.into_iter().filter_map(|entry| Some((entry.with(()), interval(entry, checker)?))).collect();
    found.sort_by_key(|(_, interval)| interval.from);
    for at in 1..found.len() {
        let (earlier, (place, later)) = (&found[at - 1].1, &found[at]);
        if earlier.to.is_none_or(|to| later.from <= to) {
            let end = earlier.to.map_or("has no end".to_owned(), |to| format!("ends with {}", to.slug()));
            let message = format!(
                "this interval begins in {}, and the one that begins in {} {end}",
                later.from.slug(),
                earlier.from.slug()
            );
            checker.refuse(place, message, "Let the earlier interval end the month before.");
        }
    }
    found.into_iter().map(|(_, interval)| interval).collect()
}

fn interval(entry: Located<RawInterval>, checker: &mut Checker<'_>) -> Option<MeasureInterval> {
    let place = entry.with(());
    let RawInterval { from, to, excluded, not_applicable, reason } = entry.value;
    let (from, to) = checker.months(from.as_ref(), to.as_ref());
    let is = |flag: &Option<Located<bool>>| flag.as_ref().is_some_and(|flag| flag.value);
    let standing = match (is(&excluded), is(&not_applicable), reason) {
        (true, true, _) => {
            let message = "this interval is excluded and not_applicable at once".to_owned();
            checker.refuse(
                &place,
                message,
                "Keep excluded if there are figures that do not count, else not_applicable.",
            );
            return None;
        }
        (true, false, Some(reason)) => Standing::Excluded(reason.value),
        (false, true, Some(reason)) => Standing::NotApplicable(reason.value),
        (false, false, None) => Standing::Included,
        (false, false, Some(reason)) => {
            let message = "this interval gives a reason, and its months count".to_owned();
            checker.refuse(&reason, message, "Add excluded = true or not_applicable = true, or leave the reason out.");
            Standing::Included
        }
        (_, _, None) => {
            let message = "this interval is left out and does not say why".to_owned();
            checker.refuse(
                &place,
                message,
                "Add reason = { da = \"…\", en = \"…\" }; readers see it in every empty cell.",
            );
            return None;
        }
    };
    Some(MeasureInterval { from: from?, to, standing })
}
