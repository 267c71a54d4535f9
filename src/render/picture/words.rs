//! The sentences of the pictures, all in one place; their words stand in the message file `picture.ftl`.

use super::shades::{Class, Limit};
use crate::model::measure::Unit;
use crate::model::{AreaKind, Exact, Measure};
use crate::render::words::area_kinds;
use crate::text::messages::{Messages, say};

/// Whom a picture is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// Areas.
    Areas,
    /// Funds.
    Funds,
}

impl Whom {
    fn some(self, say: &Messages, count: usize) -> String {
        match self {
            Self::Areas => say!(say, "picture-areas", count = count),
            Self::Funds => say!(say, "picture-funds", count = count),
        }
    }
}

/// More names than this are counted instead.
const MOST_NAMES: usize = 6;

/// Sentences after one another.
pub(crate) fn sentences<const N: usize>(all: [Option<String>; N]) -> String {
    all.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `A, B og C`; more than a few are counted.
fn names(say: &Messages, of: &[&str], whom: Whom) -> String {
    match of {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] if of.len() <= MOST_NAMES => {
            say!(say, "word-and", first = first.join(", "), last = *last)
        }
        _ => whom.some(say, of.len()),
    }
}

/// A number with its unit, as it ends a sentence: the unit's own point also ends that.
pub(crate) fn at_the_end(text: &str) -> &str {
    text.trim_end_matches('.')
}

/// The highest and the lowest of some figures.
pub(crate) struct Extremes<'a> {
    highest: (&'a str, String),
    lowest: (&'a str, String),
}

impl<'a> Extremes<'a> {
    /// Of values with their names and texts; the first of equal ones; `None` without any.
    pub(crate) fn of<'v>(values: impl Iterator<Item = (&'v Exact, &'a str, String)>) -> Option<Self> {
        let values: Vec<_> = values.collect();
        let highest = values.iter().rev().max_by_key(|(value, ..)| *value)?;
        let lowest = values.iter().min_by_key(|(value, ..)| *value)?;
        let told = |(_, name, text): &(&Exact, &'a str, String)| (*name, text.clone());
        Some(Self { highest: told(highest), lowest: told(lowest) })
    }

    /// As a sentence.
    pub(crate) fn told(&self, say: &Messages) -> String {
        let with = |(name, text): &(&str, String)| format!("{name} ({text})");
        say!(say, "chart-extremes", highest = with(&self.highest), lowest = with(&self.lowest))
    }
}

/// How many miss a target.
pub(crate) fn missed(say: &Messages, missed: usize, of: usize, demand: &str, whom: Whom) -> String {
    let whom = whom.some(say, of);
    match missed {
        0 => say!(say, "picture-missed-none", whom = whom, demand = demand),
        _ => say!(say, "picture-missed", missed = missed, whom = whom, demand = demand),
    }
}

/// What a target asks, as it ends a sentence: `mindst 85 pct`.
pub(crate) fn demand(say: &Messages, limit: &Limit, measure: &Measure) -> String {
    let value = say.with_unit(&say.number(limit.at.trimmed()), measure.unit);
    let value = at_the_end(&value);
    if limit.at_least {
        say!(say, "picture-at-least", value = value)
    } else {
        say!(say, "picture-at-most", value = value)
    }
}

/// Whose figures are hidden.
pub(crate) fn hidden(say: &Messages, of: &[&str], whom: Whom) -> Option<String> {
    (!of.is_empty()).then(|| say!(say, "picture-hidden", names = names(say, of, whom)))
}

/// Who has no figure.
pub(crate) fn without(say: &Messages, of: &[&str], whom: Whom) -> Option<String> {
    (!of.is_empty()).then(|| say!(say, "chart-without", names = names(say, of, whom)))
}

/// The title of a map.
pub(crate) fn map_title(say: &Messages, measure: &Measure, fund: Option<&str>, when: &str) -> String {
    let measure = say.of(&measure.short);
    match fund {
        Some(fund) => say!(say, "picture-map-fund", measure = measure, fund = fund, when = when),
        None => say!(say, "picture-map", measure = measure, when = when),
    }
}

/// What a tile says to those who point at it or hear it.
pub(crate) fn tile(say: &Messages, name: &str, figure: &str, met: Option<bool>) -> String {
    match met {
        Some(true) => format!("{name}: {figure}, {}", say.text("chart-met")),
        Some(false) => format!("{name}: {figure}, {}", say.text("chart-missed")),
        None => format!("{name}: {figure}"),
    }
}

/// What a class of shade holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Noun {
    /// Areas.
    Areas,
    /// Figures.
    Figures,
}

/// A class of shade with its limits and how many it holds.
pub(crate) fn class(say: &Messages, class: &Class, unit: Unit, noun: Noun) -> String {
    let values = if class.from == class.to { class.from.clone() } else { format!("{}–{}", class.from, class.to) };
    let values = say.with_unit(&values, unit);
    let held = match noun {
        Noun::Areas => Whom::Areas.some(say, class.count),
        Noun::Figures => say!(say, "picture-figures", count = class.count),
    };
    match class.met {
        Some(true) => say!(say, "picture-class-met", values = values, held = held),
        Some(false) => say!(say, "picture-class-missed", values = values, held = held),
        None => format!("{values} ({held})"),
    }
}

/// Which borders are outlined.
pub(crate) fn outlined(say: &Messages, kind: AreaKind) -> String {
    let kinds = area_kinds(say, kind);
    let mut letters = kinds.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    say!(say, "picture-outlined", kinds = format!("{first}{}", letters.as_str()))
}

/// The caption of a picture's numbers.
pub(crate) fn table_caption(say: &Messages, measure: &Measure, when: &str) -> String {
    format!("{}: {when}", say.of(&measure.short))
}

/// The title of small multiples.
pub(crate) fn panels_title(say: &Messages, measure: &Measure, whom: Whom, months: &str) -> String {
    let measure = say.of(&measure.short);
    match whom {
        Whom::Areas => say!(say, "picture-panels-areas", measure = measure, months = months),
        Whom::Funds => say!(say, "picture-panels-funds", measure = measure, months = months),
    }
}

/// The title of a slope.
pub(crate) fn slope_title(say: &Messages, measure: &Measure, then: &str, now: &str, is_result: bool) -> String {
    let measure = say.of(&measure.short);
    if is_result {
        return say!(say, "picture-slope-results", measure = measure, then = then, now = now);
    }
    say!(say, "picture-slope", measure = measure, then = then, now = now)
}

/// What a slope shows: how many rose and fell.
pub(crate) fn slope_text(say: &Messages, rose: usize, fell: usize, same: usize) -> String {
    match same {
        0 => say!(say, "picture-rose-and-fell", rose = rose, fell = fell),
        _ => say!(say, "picture-rose-fell-same", rose = rose, fell = fell, same = same),
    }
}

/// Who rose and who fell most: each with its name and from what to what; none where nobody did.
pub(crate) fn most(
    say: &Messages,
    rose: Option<(String, String, String)>,
    fell: Option<(String, String, String)>,
) -> Option<String> {
    let told =
        |(name, then, now): (String, String, String)| say!(say, "picture-from-to", name = name, then = then, now = now);
    match (rose.map(told), fell.map(told)) {
        (Some(rose), Some(fell)) => Some(say!(say, "picture-most-both", rose = rose, fell = fell)),
        (Some(rose), None) => Some(say!(say, "picture-most-rose", rose = rose)),
        (None, Some(fell)) => Some(say!(say, "picture-most-fell", fell = fell)),
        (None, None) => None,
    }
}

/// Who came to meet a target, or no longer meets it; `None` when nobody crossed it.
pub(crate) fn crossed(say: &Messages, of: &[&str], met: bool, whom: Whom) -> Option<String> {
    if of.is_empty() {
        return None;
    }
    let names = names(say, of, whom);
    Some(match met {
        true => say!(say, "picture-came-within", names = names),
        false => say!(say, "picture-came-outside", names = names),
    })
}

/// Those that cannot be compared.
pub(crate) fn not_compared(say: &Messages, of: &[&str], whom: Whom) -> Option<String> {
    (!of.is_empty()).then(|| say!(say, "picture-not-compared", names = names(say, of, whom)))
}

/// What the picture of a ceiling says.
pub(crate) fn ceiling(say: &Messages, limit: &str, value: Option<&str>) -> String {
    match value {
        Some(value) => say!(say, "picture-ceiling-and-growth", ceiling = limit, growth = value),
        None => say!(say, "picture-ceiling-alone", ceiling = limit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::messages::tests::{danish, english};

    #[test]
    fn many_names_are_counted() {
        let say = danish();
        assert_eq!(names(&say, &["A"], Whom::Areas), "A");
        assert_eq!(names(&say, &["A", "B", "C"], Whom::Areas), "A, B og C");
        assert_eq!(names(&say, &["A"; 7], Whom::Areas), "7 områder");
    }

    #[test]
    fn counts_choose_the_form_of_the_words_around_them() {
        let say = english();
        assert_eq!(
            missed(&say, 1, 98, "at least 85%", Whom::Areas),
            "1 of 98 areas does not meet the target of at least 85%."
        );
        assert_eq!(
            missed(&say, 2, 9, "at most 85%", Whom::Funds),
            "2 of 9 unemployment insurance funds do not meet the target of at most 85%."
        );
    }
}
