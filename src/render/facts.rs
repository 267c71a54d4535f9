//! Facts about a measure: what it counts, which way is better, how it adds up.

use serde::Serialize;

use super::address::Here;
use super::html::Html;
use super::press::Press;
use super::site::note_folder;
use super::words;
use crate::model::Measure;
use crate::model::measure::{IdentityRule, Rule};
use crate::text::{date, number};

/// A fact: a term and what it is.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Fact {
    /// The term.
    pub(crate) term: String,
    /// What it is.
    pub(crate) value: Html,
}

impl Fact {
    /// A fact in words.
    pub(crate) fn text(term: impl Into<String>, value: &str) -> Self {
        Self { term: term.into(), value: Html::text(value) }
    }
}

/// The facts about a measure.
pub(crate) fn of_measure(press: &Press<'_>, here: &Here, measure: &Measure) -> Vec<Fact> {
    let mut facts = vec![
        Fact::text("Tæller i", &unit(measure)),
        Fact::text("Retning", words::direction(measure.direction)),
        Fact::text("Slags tal", if measure.derived.is_some() { words::DERIVED } else { words::kind(measure.kind) }),
    ];
    facts.extend(relations(press, here, measure));
    let texts = [
        ("Hvem det omfatter", &measure.population),
        ("Tæller", &measure.numerator),
        ("Nævner", &measure.denominator),
        ("Hvem det vedrører", &measure.binds),
        ("Forbehold", &measure.note),
    ];
    for (term, text) in texts {
        if let Some(text) = text {
            facts.push(Fact::text(term, &text.da));
        }
    }
    facts.push(Fact::text("Over flere måneder", words::over_months(measure.over_months)));
    if measure.by_akasse {
        facts.push(Fact::text("Over a-kasser", &over_parts(measure, measure.over_akasser, "a-kasser")));
    }
    if !measure.areas.is_empty() {
        facts.push(Fact::text("Over områder", &over_parts(measure, measure.over_areas, "områder")));
    }
    if let Some(baseline) = measure.compared_with {
        facts.push(Fact::text("Sammenlignes også med", &date::month(baseline)));
    }
    if let Some(owner) = &measure.disclosure.published_by {
        facts.push(Fact {
            term: "Fortrolighed".into(),
            value: Html::text(&format!("Tallene er offentliggjort af {} og vises uændret.", owner.owner)),
        });
    }
    if let Some(note) = measure.source.as_deref().and_then(|slug| press.site.note(slug)) {
        facts.push(Fact { term: "Kilde".into(), value: Html::link(&here.page(&note_folder(note)), &note.title) });
    }
    facts
}

/// What the measure follows from, and what it is held against.
fn relations(press: &Press<'_>, here: &Here, measure: &Measure) -> Vec<Fact> {
    let link = |key| {
        let other = press.site.publication.measure(key);
        Html::link(&here.page(&press.measure_folder(key)), &other.short.da)
    };
    let derived = measure.derived.into_iter().flat_map(|derived| {
        let month = date::month(derived.baseline);
        [
            Fact { term: "Beregnes af".into(), value: link(derived.of) },
            Fact::text("Sammenlignes med", &format!("Samme tal i {month}")),
        ]
    });
    let held = measure.identities.iter().map(|identity| {
        let term = match identity.rule {
            IdentityRule::AtMost => "Kan ikke være større end",
        };
        Fact { term: term.into(), value: link(identity.of) }
    });
    derived.chain(held).collect()
}

fn over_parts(measure: &Measure, rule: Rule, what: &str) -> String {
    if measure.derived.is_some() && rule == Rule::RatioOfSums {
        return format!(
            "Tallene for flere {what} lægges sammen for hver af de to måneder, før ændringen beregnes. Procenter lægges \
             aldrig sammen."
        );
    }
    words::over_parts(rule, what)
}

fn unit(measure: &Measure) -> String {
    match measure.decimals {
        0 => format!("{} uden decimaler", number::unit_in_text(measure.unit)),
        1 => format!("{} med 1 decimal", number::unit_in_text(measure.unit)),
        more => format!("{} med {more} decimaler", number::unit_in_text(measure.unit)),
    }
}
