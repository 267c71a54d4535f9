//! What every JSON file says first: which publication, which release, which measure.

use serde::Serialize;

use super::Context;
use crate::model::measure::{DerivedRule, Direction, Identity, IdentityRule, MeasureKind, Rule, Unit, word};
use crate::model::release::{ReleaseClass, ReleaseStatus};
use crate::model::{Measure, Publication, Release, Text};

/// Who publishes, under which licence.
#[derive(Serialize)]
pub(super) struct PublicationHead<'a> {
    title: &'a str,
    publisher: &'a str,
    licence: &'a str,
    licence_url: &'a str,
}

impl<'a> PublicationHead<'a> {
    pub(super) fn new(publication: &'a Publication) -> Self {
        Self {
            title: &publication.title.da,
            publisher: &publication.publisher,
            licence: &publication.licence.id,
            licence_url: &publication.licence.url,
        }
    }
}

/// Which version of which month.
#[derive(Serialize)]
pub(super) struct ReleaseHead {
    period: String,
    version: u16,
    published: String,
    status: &'static str,
    class: &'static str,
    /// The version that this one replaces.
    supersedes: Option<u16>,
    synthetic: bool,
    under_embargo: bool,
}

impl ReleaseHead {
    pub(super) fn of(context: &Context<'_>) -> Self {
        Self::new(&context.edition.release, context.under_embargo)
    }

    pub(super) fn new(release: &Release, under_embargo: bool) -> Self {
        Self {
            period: release.id.period.code(),
            version: release.id.version,
            published: release.published.to_rfc3339(),
            status: word(&ReleaseStatus::ALL, &release.status),
            class: word(&ReleaseClass::ALL, &release.class),
            supersedes: (release.id.version > 1).then(|| release.id.version - 1),
            synthetic: release.synthetic,
            under_embargo,
        }
    }
}

/// What a measure is and how it adds up.
#[derive(Serialize)]
pub(super) struct MeasureHead<'a> {
    id: &'a str,
    title: &'a Text,
    short: &'a Text,
    definition: &'a Text,
    kind: &'static str,
    unit: &'static str,
    decimals: u8,
    direction: &'static str,
    over_months: &'static str,
    over_akasser: &'static str,
    over_areas: &'static str,
    /// Whether figures come per fund.
    by_akasse: bool,
    /// Kinds of area that are delivered; larger ones are computed.
    area_kinds: Vec<&'static str>,
    /// What holds between it and other measures, cell by cell.
    identities: Vec<IdentityHead<'a>>,
    compared_with: Option<String>,
    /// Only for a measure that is computed from another, so that files of the others stay as they were.
    #[serde(skip_serializing_if = "Option::is_none")]
    derived: Option<DerivedHead<'a>>,
}

/// What holds between a measure and another.
#[derive(Serialize)]
struct IdentityHead<'a> {
    of: &'a str,
    rule: &'static str,
}

/// How a measure follows from another.
#[derive(Serialize)]
struct DerivedHead<'a> {
    of: &'a str,
    rule: &'static str,
    baseline: String,
}

impl<'a> MeasureHead<'a> {
    pub(super) fn new(measure: &'a Measure, publication: &'a Publication) -> Self {
        Self {
            id: &measure.id,
            title: &measure.title,
            short: &measure.short,
            definition: &measure.definition,
            kind: word(&MeasureKind::ALL, &measure.kind),
            unit: word(&Unit::ALL, &measure.unit),
            decimals: measure.decimals,
            direction: word(&Direction::ALL, &measure.direction),
            over_months: word(&Rule::ALL, &measure.over_months),
            over_akasser: word(&Rule::ALL, &measure.over_akasser),
            over_areas: word(&Rule::ALL, &measure.over_areas),
            by_akasse: measure.by_akasse,
            area_kinds: measure.areas.iter().map(|kind| kind.word()).collect(),
            identities: measure.identities.iter().map(|identity| identity_head(*identity, publication)).collect(),
            compared_with: measure.compared_with.map(|period| period.code()),
            derived: measure.derived.map(|derived| DerivedHead {
                of: &publication.measure(derived.of).id,
                rule: word(&DerivedRule::ALL, &derived.rule),
                baseline: derived.baseline.code(),
            }),
        }
    }
}

fn identity_head(identity: Identity, publication: &Publication) -> IdentityHead<'_> {
    IdentityHead { of: &publication.measure(identity.of).id, rule: word(&IdentityRule::ALL, &identity.rule) }
}

/// What is needed to read a measure's figures.
#[derive(Serialize)]
pub(super) struct MeasureBrief<'a> {
    id: &'a str,
    title: &'a Text,
    unit: &'static str,
    decimals: u8,
    direction: &'static str,
    compared_with: Option<String>,
}

impl<'a> MeasureBrief<'a> {
    pub(super) fn new(measure: &'a Measure) -> Self {
        let (unit, direction) = (word(&Unit::ALL, &measure.unit), word(&Direction::ALL, &measure.direction));
        let compared_with = measure.compared_with.map(|period| period.code());
        let (id, title, decimals) = (measure.id.as_str(), &measure.title, measure.decimals);
        Self { id, title, unit, decimals, direction, compared_with }
    }
}
