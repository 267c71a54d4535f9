//! `api/v1/codes/`: which areas make up which and when, which funds there are, and what is held back: what a reader needs
//! to add figures up, and to see for himself that what is hidden stays hidden.

use serde::Serialize;

use super::document;
use super::head::PublicationHead;
use super::lines::Lines;
use super::place::SCHEMA_VERSION;
use crate::model::catalogue::Catalogue;
use crate::model::code::{AkasseEventKind, Validity};
use crate::model::measure::word;
use crate::model::{CellKey, MeasureKey, Policy, Publication, Text};

#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: &'static str,
    publication: PublicationHead<'a>,
}

impl<'a> Head<'a> {
    fn new(publication: &'a Publication, schema: &'static str) -> Self {
        Self { schema, schema_version: SCHEMA_VERSION, publication: PublicationHead::new(publication) }
    }
}

/// First and last day of use; `null` = open or not known.
#[derive(Serialize)]
struct Valid {
    valid_from: Option<String>,
    valid_to: Option<String>,
}

impl Valid {
    fn new(valid: Validity) -> Self {
        Self { valid_from: valid.from.map(|day| day.to_string()), valid_to: valid.to.map(|day| day.to_string()) }
    }
}

#[derive(Serialize)]
struct AreaRecord<'a> {
    id: &'a str,
    kind: &'static str,
    name: &'a str,
    short: &'a str,
    code: Option<&'a str>,
    #[serde(flatten)]
    valid: Valid,
    parents: Vec<Parent<'a>>,
}

/// A larger area, and for how long.
#[derive(Serialize)]
struct Parent<'a> {
    area: &'a str,
    #[serde(flatten)]
    valid: Valid,
}

/// `areas.json`.
pub(super) fn areas(publication: &Publication) -> Vec<u8> {
    let mut areas = Lines::default();
    for area in &publication.areas {
        let parents = area.parents.iter().map(|membership| Parent {
            area: &publication.area(membership.parent).id,
            valid: Valid::new(membership.valid),
        });
        let record = AreaRecord {
            id: &area.id,
            kind: area.kind.word(),
            name: &area.name,
            short: &area.short,
            code: (!area.code.is_empty()).then_some(area.code.as_str()),
            valid: Valid::new(area.valid),
            parents: parents.collect(),
        };
        areas.push(CellKey::default(), &record);
    }
    document::file(&Head::new(publication, "../schema/areas.json"), &[("areas", areas.all())])
}

#[derive(Serialize)]
struct AkasseRecord<'a> {
    id: &'a str,
    name: &'a str,
    short: &'a str,
    insured: bool,
    #[serde(flatten)]
    valid: Valid,
    successor: Option<&'a str>,
}

#[derive(Serialize)]
struct EventRecord<'a> {
    date: String,
    kind: &'static str,
    from: Vec<&'a str>,
    to: &'a str,
    text: &'a Text,
}

/// `akasser.json`.
pub(super) fn akasser(publication: &Publication) -> Vec<u8> {
    let (mut akasser, mut events) = (Lines::default(), Lines::default());
    for akasse in &publication.akasser {
        let record = AkasseRecord {
            id: &akasse.id,
            name: &akasse.name,
            short: &akasse.short,
            insured: akasse.insured,
            valid: Valid::new(akasse.valid),
            successor: akasse.successor.map(|key| publication.akasse(key).id.as_str()),
        };
        akasser.push(CellKey::default(), &record);
    }
    for event in &publication.events {
        let record = EventRecord {
            date: event.date.to_string(),
            kind: word(&KINDS, &event.kind),
            from: event.from.iter().map(|key| publication.akasse(*key).id.as_str()).collect(),
            to: &publication.akasse(event.to).id,
            text: &event.text,
        };
        events.push(CellKey::default(), &record);
    }
    let head = Head::new(publication, "../schema/akasser.json");
    document::file(&head, &[("akasser", akasser.all()), ("events", events.all())])
}

const KINDS: [(AkasseEventKind, &str); 3] = [
    (AkasseEventKind::Merger, "merger"),
    (AkasseEventKind::Rename, "rename"),
    (AkasseEventKind::PartialTransfer, "partial_transfer"),
];

#[derive(Serialize)]
struct ProtectionHead<'a> {
    #[serde(flatten)]
    head: Head<'a>,
    minimum_count: u64,
    zeros_are_sensitive: bool,
    text: &'a Text,
}

#[derive(Serialize)]
struct ProtectionRecord<'a> {
    measure: &'a str,
    minimum_count: u64,
    /// How wide the interval must be that anyone can work out for a hidden number.
    width: u64,
    sensitive: bool,
    published_by_owner: bool,
    owner: Option<&'a str>,
}

/// `protection.json`.
pub(super) fn protection(publication: &Publication, catalogue: &Catalogue) -> Vec<u8> {
    let mut measures = Lines::default();
    let protection = &publication.protection;
    // A measure that only a release under embargo has is not told.
    let is_out = |key: &MeasureKey| catalogue.entries.iter().any(|entry| entry.measures.contains(key));
    for key in publication.measure_keys().filter(is_out) {
        let measure = publication.measure(key);
        let (minimum_count, width) = match publication.policy(measure) {
            Policy::Counts(counts) => (counts.minimum, counts.width),
            Policy::Published(_) => (protection.minimum_count, protection.minimum_count.saturating_sub(1)),
        };
        let record = ProtectionRecord {
            measure: &measure.id,
            minimum_count,
            width,
            sensitive: measure.disclosure.sensitive,
            published_by_owner: measure.disclosure.published_by.is_some(),
            owner: measure.disclosure.published_by.as_ref().map(|owner| owner.owner.as_str()),
        };
        measures.push(CellKey::default(), &record);
    }
    let head = ProtectionHead {
        head: Head::new(publication, "../schema/protection.json"),
        minimum_count: publication.protection.minimum_count,
        zeros_are_sensitive: publication.protection.zeros_are_sensitive,
        text: &publication.protection.text,
    };
    document::file(&head, &[("measures", measures.all())])
}
