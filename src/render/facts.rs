//! Facts about a measure: what it counts, which way is better, how it adds up.

use serde::Serialize;

use super::address::Here;
use super::html::Html;
use super::press::Press;
use super::site::note_folder;
use super::words::{self, Parts};
use crate::model::Measure;
use crate::model::measure::{IdentityRule, Rule};
use crate::text::messages::{Messages, say};

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
    let say = press.say;
    let mut facts = vec![
        Fact::text(say.text("shared-fact-unit"), &unit(say, measure)),
        Fact::text(say.text("shared-fact-direction"), &words::direction(say, measure.direction)),
        Fact::text(
            say.text("shared-fact-kind"),
            &if measure.derived.is_some() { say.text(words::DERIVED) } else { words::kind(say, measure.kind) },
        ),
    ];
    facts.extend(relations(press, here, measure));
    let texts = [
        ("shared-fact-population", &measure.population),
        ("shared-fact-numerator", &measure.numerator),
        ("shared-fact-denominator", &measure.denominator),
        ("shared-fact-binds", &measure.binds),
        ("shared-fact-note", &measure.note),
    ];
    for (term, text) in texts {
        if let Some(text) = text {
            facts.push(Fact::text(say.text(term), &say.of(text)));
        }
    }
    facts.push(Fact::text(say.text("shared-fact-months"), &words::over_months(say, measure.over_months)));
    if measure.by_akasse {
        facts.push(Fact::text(
            say.text("shared-fact-funds"),
            &over_parts(say, measure, measure.over_akasser, Parts::Akasser),
        ));
    }
    if !measure.areas.is_empty() {
        facts.push(Fact::text(
            say.text("shared-fact-areas"),
            &over_parts(say, measure, measure.over_areas, Parts::Areas),
        ));
    }
    if let Some(baseline) = measure.compared_with {
        facts.push(Fact::text(say.text("shared-fact-compared"), &say.month(baseline)));
    }
    if let Some(owner) = &measure.disclosure.published_by {
        facts.push(Fact {
            term: say.text("shared-fact-confidentiality").into_owned(),
            value: Html::text(&say!(say, "shared-fact-published", owner = say.danish(&owner.owner))),
        });
    }
    if let Some(note) = measure.source.as_deref().and_then(|slug| press.site.note(slug)) {
        facts.push(Fact {
            term: say.text("shared-fact-source").into_owned(),
            value: Html::link(&here.page(&note_folder(note)), &say.danish(&note.title)),
        });
    }
    facts
}

/// What the measure follows from, and what it is held against.
fn relations(press: &Press<'_>, here: &Here, measure: &Measure) -> Vec<Fact> {
    let say = press.say;
    let link = |key| {
        let other = press.site.publication.measure(key);
        Html::link(&here.page(&press.measure_folder(key)), &say.of(&other.short))
    };
    let derived = measure.derived.into_iter().flat_map(|derived| {
        let month = say.month(derived.baseline);
        [
            Fact { term: say.text("shared-fact-derived").into_owned(), value: link(derived.of) },
            Fact::text(say.text("shared-fact-baseline"), &say!(say, "shared-fact-same", month = month)),
        ]
    });
    let held = measure.identities.iter().map(|identity| {
        let term = match identity.rule {
            IdentityRule::AtMost => "shared-fact-at-most",
        };
        Fact { term: say.text(term).into_owned(), value: link(identity.of) }
    });
    derived.chain(held).collect()
}

fn over_parts(say: &Messages, measure: &Measure, rule: Rule, parts: Parts) -> String {
    if measure.derived.is_some() && rule == Rule::RatioOfSums {
        return say!(say, "shared-fact-derived-parts", parts = parts.word());
    }
    words::over_parts(say, rule, parts)
}

fn unit(say: &Messages, measure: &Measure) -> String {
    say!(say, "shared-fact-decimals", unit = say.unit_in_text(measure.unit), decimals = u32::from(measure.decimals))
}
