//! The words of the pictures, all in one place.

use super::shades::{Class, Limit};
use crate::model::measure::Unit;
use crate::model::{AreaKind, Exact, Measure};
use crate::render::words::area_kinds;
use crate::text::number;

/// The heading of areas in a table.
pub(crate) const AREA: &str = "Område";
/// The heading of funds in a table.
pub(crate) const FUND: &str = "A-kasse";
/// The heading of figures in a table.
pub(crate) const FIGURE: &str = "Tal";
/// The heading of differences in a table.
pub(crate) const CHANGE: &str = "Ændring";
/// What stands for areas without a figure.
pub(crate) const NO_FIGURE: &str = "intet tal";
/// What the dashed line means.
pub(crate) const TARGET: &str = "Stiplet linje: målet.";
/// Where months are left out.
pub(crate) const LEFT_OUT: &str = "Grå felter: måneder, der ikke indgår.";

/// Whom a picture is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whom {
    /// Areas.
    Areas,
    /// Funds.
    Funds,
}

impl Whom {
    fn some(self, count: usize) -> String {
        let noun = match (self, count) {
            (Self::Areas, 1) => "område",
            (Self::Areas, _) => "områder",
            (Self::Funds, 1) => "a-kasse",
            (Self::Funds, _) => "a-kasser",
        };
        format!("{} {noun}", number::count(count as u64))
    }
}

/// More names than this are counted instead.
const MOST_NAMES: usize = 6;

/// Sentences after one another.
pub(crate) fn sentences<const N: usize>(all: [Option<String>; N]) -> String {
    all.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// `A, B og C`; more than a few are counted.
fn names(of: &[&str], whom: Whom) -> String {
    match of {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] if of.len() <= MOST_NAMES => format!("{} og {last}", first.join(", ")),
        _ => whom.some(of.len()),
    }
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
    pub(crate) fn told(&self) -> String {
        let with = |(name, text): &(&str, String)| format!("{name} ({text})");
        format!("Højest ligger {}, lavest {}.", with(&self.highest), with(&self.lowest))
    }
}

/// How many miss a target.
pub(crate) fn missed(missed: usize, of: usize, demand: &str, whom: Whom) -> String {
    let who = if missed == 0 { "Ingen".to_owned() } else { number::count(missed as u64) };
    format!("{who} af {} ligger uden for målet på {demand}.", whom.some(of))
}

/// What a target asks: `mindst 85 pct.`
pub(crate) fn demand(limit: &Limit, measure: &Measure) -> String {
    let value = number::with_unit(&number::number(limit.at.trimmed()), measure.unit);
    // The unit's own point also ends the sentence that this ends.
    let value = value.trim_end_matches('.');
    format!("{} {value}", if limit.at_least { "mindst" } else { "højst" })
}

/// Whose figures are hidden.
pub(crate) fn hidden(of: &[&str], whom: Whom) -> Option<String> {
    (!of.is_empty()).then(|| format!("Skjult af hensyn til fortrolighed: {}.", names(of, whom)))
}

/// Who has no figure.
pub(crate) fn without(of: &[&str], whom: Whom) -> Option<String> {
    (!of.is_empty()).then(|| format!("Uden tal: {}.", names(of, whom)))
}

/// The title of a map.
pub(crate) fn map_title(measure: &str, fund: Option<&str>, when: &str) -> String {
    match fund {
        Some(fund) => format!("{measure} for {fund} på kortet, {when}"),
        None => format!("{measure} på kortet, {when}"),
    }
}

/// What a tile says to those who point at it or hear it.
pub(crate) fn tile(name: &str, figure: &str, met: Option<bool>) -> String {
    match met {
        Some(true) => format!("{name}: {figure}, når målet"),
        Some(false) => format!("{name}: {figure}, når ikke målet"),
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
pub(crate) fn class(class: &Class, unit: Unit, noun: Noun) -> String {
    let values = if class.from == class.to { class.from.clone() } else { format!("{}–{}", class.from, class.to) };
    let values = number::with_unit(&values, unit);
    let held = match noun {
        Noun::Areas => Whom::Areas.some(class.count),
        Noun::Figures => format!("{} tal", number::count(class.count as u64)),
    };
    match class.met {
        Some(true) => format!("{values}, når målet ({held})"),
        Some(false) => format!("{values}, når ikke målet ({held})"),
        None => format!("{values} ({held})"),
    }
}

/// Which borders are outlined.
pub(crate) fn outlined(kind: AreaKind) -> String {
    let kinds = area_kinds(kind);
    let mut letters = kinds.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("optrukket: {first}{}", letters.as_str())
}

/// The caption of a picture's numbers.
pub(crate) fn table_caption(measure: &str, when: &str) -> String {
    format!("{measure}: {when}")
}

/// How a table of areas and funds is shaded.
pub(crate) fn heat_key(cells: usize) -> String {
    format!(
        "Farven viser, hvor hvert af de {} tal for én a-kasse i ét område ligger blandt dem. Summer er uden farve.",
        number::count(cells as u64)
    )
}

/// The title of small multiples.
pub(crate) fn panels_title(measure: &str, whom: Whom, months: &str) -> String {
    let whom = match whom {
        Whom::Areas => "område for område",
        Whom::Funds => "a-kasse for a-kasse",
    };
    format!("{measure} {whom}, {months}")
}

/// How small multiples are read.
pub(crate) fn panels_text(from: &str, to: &str) -> String {
    format!("Alle linjer har samme skala, fra {from} til {to}, og står i navneorden.")
}

/// What the thin line of small multiples is.
pub(crate) fn whole_line(whole: &str, value: &str, month: &str) -> String {
    format!("Tynd linje: {whole} i {month}, {}.", value.trim_end_matches('.'))
}

/// The title of a slope.
pub(crate) fn slope_title(measure: &str, then: &str, now: &str, is_result: bool) -> String {
    if is_result {
        return format!("{measure}: resultatet til og med {then} og til og med {now}");
    }
    format!("{measure}: fra {then} til {now}")
}

/// How a scale of ratios is read.
pub(crate) const BY_RATIO: &str =
    "Skalaen er logaritmisk: linjer, der er lige stejle, viser ændringer, der er lige store i procent.";

/// What a slope shows: how many rose and fell, and who crossed the target.
pub(crate) fn slope_text(rose: usize, fell: usize, same: usize) -> String {
    let mut text =
        format!("Tallet steg for {} og faldt for {}", number::count(rose as u64), number::count(fell as u64));
    if same > 0 {
        text.push_str(&format!("; det er uændret for {}", number::count(same as u64)));
    }
    text.push('.');
    text
}

/// Who rose and who fell most: each with its name and from what to what; none where nobody did.
pub(crate) fn most(rose: Option<(String, String, String)>, fell: Option<(String, String, String)>) -> Option<String> {
    let told =
        |way: &str, (name, then, now): (String, String, String)| format!("mest {way} {name} (fra {then} til {now})");
    let parts: Vec<String> =
        [rose.map(|one| told("steg", one)), fell.map(|one| told("faldt", one))].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| crate::render::words::capital(&format!("{}.", parts.join(", "))))
}

/// Who came to meet a target, or no longer meets it; `None` when nobody crossed it.
pub(crate) fn crossed(of: &[&str], met: bool) -> Option<String> {
    let sign = if met { "▲" } else { "◆" };
    let verb = if met { "Kom inden for målet" } else { "Kom uden for målet" };
    (!of.is_empty()).then(|| format!("{verb} ({sign}): {}.", names(of, Whom::Funds)))
}

/// That nobody crossed the target.
pub(crate) const NOBODY_CROSSED: &str = "Ingen krydsede målet.";

/// Funds that cannot be compared.
pub(crate) fn not_compared(of: &[&str]) -> Option<String> {
    (!of.is_empty())
        .then(|| format!("Ikke med, fordi de to måneder ikke kan sammenlignes: {}.", names(of, Whom::Funds)))
}

/// What a target's line says.
pub(crate) fn target_line(value: &str) -> String {
    format!("Stiplet linje: målet, {value}.")
}

/// The title of the ceilings of regions.
pub(crate) fn ceilings_title(measure: &str, baseline: &str) -> String {
    format!("{measure}: regionernes lofter over stigningen siden {baseline}")
}

/// How the ceilings are read.
pub(crate) const CEILINGS_TEXT: &str =
    "Det lyse felt er den stigning, der er plads til, stregen er loftet, og bjælken er stigningen, hvor der er tal.";

/// The headings of the ceilings' table.
pub(crate) const CEILINGS: [&str; 4] = ["Region", "Loft", "Stigning", "Stigning mod loftet"];

/// The caption of the ceilings' table.
pub(crate) const CEILINGS_CAPTION: &str = "Loft og stigning, region for region";

/// Where no figure tells how a region stands to its ceiling.
pub(crate) const NO_FIGURES_YET: &str = "ingen tal endnu";

/// What the picture of a ceiling says.
pub(crate) fn ceiling(limit: &str, value: Option<&str>) -> String {
    match value {
        Some(value) => format!("Loftet er {limit}, stigningen er {value}"),
        None => format!("Loftet er {limit}, ingen tal endnu"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_names_are_counted() {
        assert_eq!(names(&["A"], Whom::Areas), "A");
        assert_eq!(names(&["A", "B", "C"], Whom::Areas), "A, B og C");
        assert_eq!(names(&["A"; 7], Whom::Areas), "7 områder");
    }
}
