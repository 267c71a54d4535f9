//! Five classes of shade, made of shown values alone: fifths of them, or how far they lie from a target's limit.
//!
//! What is hidden takes no part: not in the limits of a class, not in how many each holds.

use crate::model::{Decimal, Exact, Measure};
use crate::render::judged;
use crate::text::messages::Messages;

/// Where a target's limit lies, and on which side it is met.
#[derive(Clone, Debug)]
pub(crate) struct Limit {
    /// The limit.
    pub(crate) at: Decimal,
    /// Whether it is met from above; else from below.
    pub(crate) at_least: bool,
}

impl Limit {
    /// Whether a value meets it.
    pub(crate) fn is_met(&self, value: &Exact) -> bool {
        let at = self.at.exact();
        if self.at_least { *value >= at } else { *value <= at }
    }
}

/// One class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Class {
    /// Its class in the stylesheet: `s1` to `s5` for shades, `m1` and `m2` for values that miss a target.
    pub(crate) css: &'static str,
    /// Its smallest and largest value as readers see them.
    pub(crate) from: String,
    pub(crate) to: String,
    /// How many values it holds.
    pub(crate) count: usize,
    /// Whether its values meet the target; `None` without a target.
    pub(crate) met: Option<bool>,
}

/// The classes of some values.
#[derive(Clone, Debug)]
pub(crate) struct Shades {
    limit: Option<Limit>,
    /// The first value of each class but the lowest, ascending; with the style of the class that ends there.
    starts: Vec<(Exact, &'static str)>,
    /// The classes that hold any value, from the lowest.
    pub(crate) classes: Vec<Class>,
}

const FIFTHS: [&str; 5] = ["s1", "s2", "s3", "s4", "s5"];
const MISSED_BELOW: [&str; 2] = ["m2", "m1"];
const MISSED_ABOVE: [&str; 2] = ["m1", "m2"];
/// Values that meet a target from above lie the farther from it the larger they are; from below it is the other way round.
const MET_ABOVE: [&str; 2] = ["s2", "s4"];
const MET_BELOW: [&str; 2] = ["s4", "s2"];

impl Shades {
    /// Classes of shown values. Equal values are in one class; values that readers see as equal may lie on two sides of
    /// a limit, and are then written with decimals enough to tell them apart.
    pub(crate) fn of<'v>(
        say: &Messages,
        values: impl Iterator<Item = &'v Exact>,
        measure: &Measure,
        limit: Option<Limit>,
    ) -> Self {
        let mut values: Vec<&Exact> = values.collect();
        values.sort_unstable();
        let at = limit.as_ref().map(|limit| limit.at);
        let decimals = judged::decimals(measure, 0, values.iter().map(|value| (*value, at)));
        let text = |value: &Exact| say.number(value.round(decimals));
        let mut shades = Self { limit, starts: Vec::new(), classes: Vec::new() };
        let parts: Vec<(Option<bool>, &[&Exact], &[&'static str])> = match &shades.limit {
            None => vec![(None, &values, &FIFTHS)],
            Some(limit) => {
                let split = values.partition_point(|value| limit.is_met(value) != limit.at_least);
                let (below, above) = values.split_at(split);
                if limit.at_least {
                    vec![(Some(false), below, &MISSED_BELOW), (Some(true), above, &MET_ABOVE)]
                } else {
                    vec![(Some(true), below, &MET_BELOW), (Some(false), above, &MISSED_ABOVE)]
                }
            }
        };
        for (met, values, styles) in parts {
            let part = parts_of(values, decimals, styles.len());
            for (class, css) in styles.iter().copied().enumerate() {
                let held: Vec<&Exact> =
                    values.iter().zip(&part).filter(|(_, part)| **part == class).map(|(value, _)| *value).collect();
                let (Some(first), Some(last)) = (held.first(), held.last()) else { continue };
                shades.starts.push(((*first).clone(), css));
                let count = held.len();
                shades.classes.push(Class { css, from: text(first), to: text(last), count, met });
            }
        }
        shades
    }

    /// The class of a value in the stylesheet.
    pub(crate) fn class(&self, value: &Exact) -> &'static str {
        let after = self.starts.partition_point(|(start, _)| start <= value);
        self.starts.get(after.saturating_sub(1)).map_or("", |(_, css)| css)
    }

    /// The target's limit.
    pub(crate) fn limit(&self) -> Option<&Limit> {
        self.limit.as_ref()
    }
}

/// Which part of equally many each of some ascending values belongs to: counted by how many readers see as smaller.
fn parts_of(sorted: &[&Exact], decimals: u8, parts: usize) -> Vec<usize> {
    let shown: Vec<_> = sorted.iter().map(|value| value.round(decimals).scaled).collect();
    let smaller = |value| shown.partition_point(|other| other < value);
    shown.iter().map(|value| smaller(value) * parts / sorted.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::publication;
    use crate::text::messages::tests::danish;

    fn classes(values: &[i64], limit: Option<Limit>) -> Vec<String> {
        let publication = publication::trial();
        let values: Vec<Exact> = values.iter().map(|value| Exact::whole(*value)).collect();
        let shades = Shades::of(&danish(), values.iter(), publication.measure(publication::FOKUS), limit);
        for value in &values {
            assert!(shades.classes.iter().any(|class| class.css == shades.class(value)), "{value:?} has a class");
        }
        shades
            .classes
            .iter()
            .map(|class| format!("{} {}-{} {}", class.css, class.from, class.to, class.count))
            .collect()
    }

    #[test]
    fn fifths_hold_equally_many_and_equal_values_stay_together() {
        assert_eq!(
            classes(&[9, 1, 2, 3, 4, 5, 6, 7, 8, 10], None),
            ["s1 1-2 2", "s2 3-4 2", "s3 5-6 2", "s4 7-8 2", "s5 9-10 2"]
        );
        assert_eq!(classes(&[5, 5, 5, 5, 9], None), ["s1 5-5 4", "s5 9-9 1"]);
        assert_eq!(classes(&[7], None), ["s1 7-7 1"]);
        assert_eq!(classes(&[], None), Vec::<String>::new());
    }

    #[test]
    fn with_a_target_no_class_holds_both_who_meet_it_and_who_do_not() {
        let limit = |at_least| Some(Limit { at: Decimal { scaled: 85, decimals: 0 }, at_least });
        assert_eq!(classes(&[80, 84, 85, 99], limit(true)), ["m2 80-80 1", "m1 84-84 1", "s2 85-85 1", "s4 99-99 1"]);
        assert_eq!(classes(&[80, 85, 86, 99], limit(false)), ["s4 80-80 1", "s2 85-85 1", "m1 86-86 1", "m2 99-99 1"]);
        assert_eq!(classes(&[90, 91], limit(true)), ["s2 90-90 1", "s4 91-91 1"]);
    }

    #[test]
    fn a_value_just_below_the_limit_is_not_written_as_the_limit() {
        let publication = publication::trial();
        let values = [Exact::ratio(8_496, 100).unwrap(), Exact::whole(85)];
        let limit = Limit { at: Decimal { scaled: 85, decimals: 0 }, at_least: true };
        let shades = Shades::of(&danish(), values.iter(), publication.measure(publication::FOKUS), Some(limit));
        let told: Vec<(&str, &str)> = shades.classes.iter().map(|class| (class.css, class.from.as_str())).collect();
        assert_eq!(told, [("m2", "84,96"), ("s2", "85,00")]);
    }
}
