//! `api/v1/codes/`: which areas make up which and when, which funds there are, and what is held back: what a reader needs
//! to add figures up, and to see for himself that what is hidden stays hidden.

use serde::Serialize;

use super::form::Word;
use super::head::PublicationHead;
use super::lines::Lines;
use crate::model::catalogue::Catalogue;
use crate::model::code::{AkasseEventKind, AreaKind, Validity};
use crate::model::{MeasureKey, Policy, Publication, Text};
use crate::text::document::{self, FormVersion};

/// `api/v1/codes/areas.json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "Areas and what they are part of"))]
pub(super) struct Areas<'a> {
    /// Relative address of this schema.
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    /// By id.
    areas: Lines<AreaRecord<'a>>,
}

/// First and last day of use; `null` = open or not known.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Valid {
    /// First day of use; null when it is open or not known.
    #[cfg_attr(test, schemars(extend("pattern" = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
    valid_from: Option<String>,
    /// Last day of use; null when it is open.
    #[cfg_attr(test, schemars(extend("pattern" = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))]
    valid_to: Option<String>,
}

impl Valid {
    fn new(valid: Validity) -> Self {
        Self { valid_from: valid.from.map(|day| day.to_string()), valid_to: valid.to.map(|day| day.to_string()) }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "area"))]
struct AreaRecord<'a> {
    /// Id used in files and addresses.
    id: &'a str,
    /// What sort of area it is.
    kind: Word<AreaKind>,
    /// Full name.
    name: &'a str,
    /// Name for tables.
    short: &'a str,
    /// Official code.
    code: Option<&'a str>,
    #[serde(flatten)]
    valid: Valid,
    /// Larger areas that it is part of, each for its own time; several hierarchies side by side.
    parents: Vec<Parent<'a>>,
}

/// A larger area, and for how long.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "parent"))]
struct Parent<'a> {
    /// Id of the larger area.
    area: &'a str,
    #[serde(flatten)]
    valid: Valid,
}

/// `areas.json`.
pub(super) fn areas(publication: &Publication) -> Vec<u8> {
    let areas = publication.areas.iter().map(|area| {
        let parents = area.parents.iter().map(|membership| Parent {
            area: &publication.area(membership.parent).id,
            valid: Valid::new(membership.valid),
        });
        AreaRecord {
            id: &area.id,
            kind: Word::of(&area.kind),
            name: &area.name,
            short: &area.short,
            code: (!area.code.is_empty()).then_some(area.code.as_str()),
            valid: Valid::new(area.valid),
            parents: parents.collect(),
        }
    });
    document::file(&Areas {
        schema: "../schema/areas.json",
        schema_version: FormVersion,
        publication: PublicationHead::new(publication),
        areas: areas.collect(),
    })
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "akasse"))]
struct AkasseRecord<'a> {
    /// Id used in files and addresses.
    id: &'a str,
    /// Full name.
    name: &'a str,
    /// Name for tables.
    short: &'a str,
    /// Whether its people are part of "all funds".
    insured: bool,
    #[serde(flatten)]
    valid: Valid,
    /// Id of the fund that took over its members.
    successor: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "event"))]
struct EventRecord<'a> {
    /// First day after the change.
    date: String,
    /// What happened; a new name breaks no series.
    kind: Word<AkasseEventKind>,
    /// Ids of the funds it happened to.
    from: Vec<&'a str>,
    /// Id of the fund afterwards.
    to: &'a str,
    /// What happened, for readers.
    text: &'a Text,
}

/// `api/v1/codes/akasser.json`.
#[derive(Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(title = "Unemployment insurance funds and what happened to them")
)]
pub(super) struct Akasser<'a> {
    /// Relative address of this schema.
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    /// By id.
    akasser: Lines<AkasseRecord<'a>>,
    /// Mergers, new names and moves of members, in time order.
    events: Lines<EventRecord<'a>>,
}

/// `akasser.json`.
pub(super) fn akasser(publication: &Publication) -> Vec<u8> {
    let akasser = publication.akasser.iter().map(|akasse| AkasseRecord {
        id: &akasse.id,
        name: &akasse.name,
        short: &akasse.short,
        insured: akasse.insured,
        valid: Valid::new(akasse.valid),
        successor: akasse.successor.map(|key| publication.akasse(key).id.as_str()),
    });
    let events = publication.events.iter().map(|event| EventRecord {
        date: event.date.to_string(),
        kind: Word::of(&event.kind),
        from: event.from.iter().map(|key| publication.akasse(*key).id.as_str()).collect(),
        to: &publication.akasse(event.to).id,
        text: &event.text,
    });
    document::file(&Akasser {
        schema: "../schema/akasser.json",
        schema_version: FormVersion,
        publication: PublicationHead::new(publication),
        akasser: akasser.collect(),
        events: events.collect(),
    })
}

/// `api/v1/codes/protection.json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(title = "What is held back to protect people"))]
pub(super) struct Protection<'a> {
    /// Relative address of this schema.
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    /// Smallest count that is shown where a measure says nothing stricter.
    minimum_count: u64,
    /// Whether a count of zero is held back too. Where it is not, a hidden count is at least 1.
    zeros_are_sensitive: bool,
    /// What is held back and why, for readers.
    text: &'a Text,
    /// By id.
    measures: Lines<ProtectionRecord<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "measure"))]
struct ProtectionRecord<'a> {
    /// Id of the measure.
    measure: &'a str,
    /// Smallest count that is shown: a count; of a share the numerator, the denominator and what is left between them.
    minimum_count: u64,
    /// Width that the interval has at least which anyone can work out for a hidden number from everything published.
    width: u64,
    /// Whether it is about health or another sensitive matter.
    sensitive: bool,
    /// Whether its owner has published the figures already, so that they pass as they are.
    published_by_owner: bool,
    /// The owner who has published them.
    owner: Option<&'a str>,
}

/// `protection.json`.
pub(super) fn protection(publication: &Publication, catalogue: &Catalogue) -> Vec<u8> {
    let protection = &publication.protection;
    // A measure that only a release under embargo has is not told.
    let is_out = |key: &MeasureKey| catalogue.entries.iter().any(|entry| entry.measures.contains(key));
    let measures = publication.measure_keys().filter(is_out).map(|key| {
        let measure = publication.measure(key);
        let (minimum_count, width) = match publication.policy(measure) {
            Policy::Counts(counts) => (counts.minimum, counts.width),
            Policy::Published(_) => (protection.minimum_count, protection.minimum_count.saturating_sub(1)),
        };
        ProtectionRecord {
            measure: &measure.id,
            minimum_count,
            width,
            sensitive: measure.disclosure.sensitive,
            published_by_owner: measure.disclosure.published_by.is_some(),
            owner: measure.disclosure.published_by.as_ref().map(|owner| owner.owner.as_str()),
        }
    });
    document::file(&Protection {
        schema: "../schema/protection.json",
        schema_version: FormVersion,
        publication: PublicationHead::new(publication),
        minimum_count: protection.minimum_count,
        zeros_are_sensitive: protection.zeros_are_sensitive,
        text: &protection.text,
        measures: measures.collect(),
    })
}
