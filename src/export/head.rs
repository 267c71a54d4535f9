//! What every JSON file says first: which publication, which release, which measure.

use serde::Serialize;

use super::Context;
use super::form::{Month, Word};
use crate::model::code::AreaKind;
use crate::model::measure::{DerivedRule, Direction, Identity, IdentityRule, MeasureKind, Rule, Unit};
use crate::model::release::{ReleaseClass, ReleaseStatus};
use crate::model::{Measure, Publication, Release, Text};

/// Who publishes, and under which licence.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "publication"))]
pub(super) struct PublicationHead<'a> {
    /// Danish title of the publication.
    title: &'a str,
    /// Who publishes.
    publisher: &'a str,
    /// SPDX identifier of the licence.
    licence: &'a str,
    /// Address of the licence's text.
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

/// The version of a month.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "release"))]
pub(super) struct ReleaseHead {
    /// The month that the figures are of.
    period: Month,
    /// 1 is the first publication of the month.
    #[cfg_attr(test, schemars(range(min = 1)))]
    version: u16,
    /// When it appeared or appears (RFC 3339).
    #[cfg_attr(test, schemars(extend("format" = "date-time")))]
    published: String,
    /// Whether figures may still change by plan.
    status: Word<ReleaseStatus>,
    /// Why the version exists.
    class: Word<ReleaseClass>,
    /// The version it replaces; null for the first.
    #[cfg_attr(test, schemars(range(min = 1)))]
    supersedes: Option<u16>,
    /// True: the figures are made up.
    synthetic: bool,
    /// True only in a preview: its time has not come.
    under_embargo: bool,
}

impl ReleaseHead {
    pub(super) fn of(context: &Context<'_>) -> Self {
        Self::new(&context.edition.release, context.under_embargo)
    }

    pub(super) fn new(release: &Release, under_embargo: bool) -> Self {
        Self {
            period: Month(release.id.period),
            version: release.id.version,
            published: release.published.to_rfc3339(),
            status: Word::of(&release.status),
            class: Word::of(&release.class),
            supersedes: (release.id.version > 1).then(|| release.id.version - 1),
            synthetic: release.synthetic,
            under_embargo,
        }
    }
}

/// A measure: what it is and how it adds up.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "measure"))]
pub(super) struct MeasureHead<'a> {
    /// Id of the measure.
    id: &'a str,
    /// Full name.
    title: &'a Text,
    /// Name for tables.
    short: &'a Text,
    /// What it is, in one or two sentences.
    definition: &'a Text,
    /// What sort of number it is.
    kind: Word<MeasureKind>,
    /// What values are counted in.
    unit: Word<Unit>,
    /// Decimals shown to readers.
    decimals: u8,
    /// Which way is better.
    direction: Word<Direction>,
    /// How months become one figure.
    over_months: Word<Rule>,
    /// How funds become one figure.
    over_akasser: Word<Rule>,
    /// How areas become one figure.
    over_areas: Word<Rule>,
    /// Whether figures come per fund.
    by_akasse: bool,
    /// Kinds of area that are delivered; figures of larger areas are computed from them.
    area_kinds: Vec<Word<AreaKind>>,
    /// What holds between it and other measures, cell by cell. at_most: those counted here are among those counted
    /// there.
    identities: Vec<IdentityHead<'a>>,
    /// The fixed month that figures are compared with as well; null: none.
    compared_with: Option<Month>,
    /// How the measure follows from another; absent for one that is delivered. Its figures have no counts: those stand
    /// in the other measure's file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "DerivedHead<'a>"))]
    derived: Option<DerivedHead<'a>>,
}

/// What holds between a measure and another.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "identity"))]
struct IdentityHead<'a> {
    /// Id of the other measure.
    of: &'a str,
    /// at_most: those counted here are among those counted there.
    rule: Word<IdentityRule>,
}

/// How the measure follows from another; absent for one that is delivered. Its figures have no counts: those stand in
/// the other measure's file.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "derived"))]
struct DerivedHead<'a> {
    /// Id of the measure it is computed from.
    of: &'a str,
    /// change_since: the change in percent of the month of comparison.
    rule: Word<DerivedRule>,
    /// Month of comparison.
    baseline: Month,
}

impl<'a> MeasureHead<'a> {
    pub(super) fn new(measure: &'a Measure, publication: &'a Publication) -> Self {
        Self {
            id: &measure.id,
            title: &measure.title,
            short: &measure.short,
            definition: &measure.definition,
            kind: Word::of(&measure.kind),
            unit: Word::of(&measure.unit),
            decimals: measure.decimals,
            direction: Word::of(&measure.direction),
            over_months: Word::of(&measure.over_months),
            over_akasser: Word::of(&measure.over_akasser),
            over_areas: Word::of(&measure.over_areas),
            by_akasse: measure.by_akasse,
            area_kinds: measure.areas.iter().map(Word::of).collect(),
            identities: measure.identities.iter().map(|identity| identity_head(*identity, publication)).collect(),
            compared_with: measure.compared_with.map(Month),
            derived: measure.derived.map(|derived| DerivedHead {
                of: &publication.measure(derived.of).id,
                rule: Word::of(&derived.rule),
                baseline: Month(derived.baseline),
            }),
        }
    }
}

fn identity_head(identity: Identity, publication: &Publication) -> IdentityHead<'_> {
    IdentityHead { of: &publication.measure(identity.of).id, rule: Word::of(&identity.rule) }
}

/// A measure, in short.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "measure"))]
pub(super) struct MeasureBrief<'a> {
    /// Id of the measure.
    id: &'a str,
    /// Full name.
    title: &'a Text,
    /// What values are counted in.
    unit: Word<Unit>,
    /// Decimals shown to readers.
    decimals: u8,
    /// Which way is better.
    direction: Word<Direction>,
    /// The fixed month that figures are compared with as well; null: none.
    compared_with: Option<Month>,
}

impl<'a> MeasureBrief<'a> {
    pub(super) fn new(measure: &'a Measure) -> Self {
        let (unit, direction) = (Word::of(&measure.unit), Word::of(&measure.direction));
        let compared_with = measure.compared_with.map(Month);
        let (id, title, decimals) = (measure.id.as_str(), &measure.title, measure.decimals);
        Self { id, title, unit, decimals, direction, compared_with }
    }
}
