//! Releases: a month's publication, in numbered versions.

use chrono::{DateTime, FixedOffset};

use super::code::MeasureKey;
use super::{Period, Text};

/// Which publication of which month: `2021-09/v1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReleaseId {
    /// The reference month.
    pub period: Period,
    /// 1 = first published.
    pub version: u16,
}

impl ReleaseId {
    /// `2021-09/v1`, the folder of its pages and of its delivery.
    #[must_use]
    pub fn path(self) -> String {
        format!("{}/v{}", self.period.slug(), self.version)
    }
}

/// What a release says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Month and version.
    pub id: ReleaseId,
    /// When it appears; data, never the clock.
    pub published: DateTime<FixedOffset>,
    /// Whether its figures may still change by plan.
    pub status: ReleaseStatus,
    /// Why it exists.
    pub class: ReleaseClass,
    /// Why it replaces the version before; empty only for version 1.
    pub reason: String,
    /// Made-up figures; said on every page and in every file.
    pub synthetic: bool,
    /// Remark for readers.
    pub note: Option<Text>,
    /// What is announced and not here yet.
    pub expected: Vec<Expectation>,
    /// Slugs of documents that belong to it.
    pub documents: Vec<String>,
}

/// A key figure that is promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// What will come.
    pub measure: MeasureKey,
    /// When, in the precision that is known: `2009-W50`, `2009-12` or `2009-12-10`.
    pub expected: String,
    /// The sentence a reader sees.
    pub text: Text,
}

/// Whether figures may still change by plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleaseStatus {
    /// They will be revised.
    Provisional,
    /// They stand, save for errors.
    Final,
}

impl ReleaseStatus {
    /// Both with their words in files.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Provisional, "provisional"), (Self::Final, "final")];
}

/// Why a version exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleaseClass {
    /// The first of its month.
    First,
    /// An error is put right.
    Correction,
    /// Announced beforehand.
    PlannedRevision,
    /// The way of computing changed.
    MethodChange,
}

impl ReleaseClass {
    /// Every class with its word in files.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::First, "first"),
        (Self::Correction, "correction"),
        (Self::PlannedRevision, "planned_revision"),
        (Self::MethodChange, "method_change"),
    ];
}
