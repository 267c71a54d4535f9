//! The target register: what was promised, by whom, for how long, and how it stands.

use super::calendar::CalendarDate;
use super::code::{AkasseKey, AreaKey, MeasureKey, TargetKey};
use super::{Decimal, Period, Text};

/// A target of the register, as checked.
#[derive(Clone, Debug)]
pub struct Target {
    /// Stem used in files and addresses.
    pub id: String,
    /// The measure it is judged on; `None` for a purpose in words.
    pub measure: Option<MeasureKey>,
    /// Its class.
    pub class: TargetClass,
    /// Where it stands in its life.
    pub status: TargetStatus,
    /// How it is judged.
    pub rule: TargetRule,
    /// The number of the rule, in the rule's unit; `None` when it has none.
    pub value: Option<Decimal>,
    /// Name for readers.
    pub title: Text,
    /// As published.
    pub label: String,
    /// Funds it binds; empty = not by fund, or every fund of the measure.
    pub akasser: Vec<AkasseKey>,
    /// Areas it binds; empty = not by area.
    pub areas: Vec<AreaKey>,
    /// Whom it binds, in words.
    pub binds: Text,
    /// The month that changes count from.
    pub baseline: Option<Period>,
    /// First month in force.
    pub from: Option<Period>,
    /// Last month in force.
    pub to: Option<Period>,
    /// Slug of the document that sets it.
    pub source: String,
    /// It follows from other targets and binds nobody.
    pub consequence: bool,
    /// For a consequence: the targets it follows from, in the register's order; empty when that is not said.
    pub follows_from: Vec<TargetKey>,
    /// What happened to it, in time order; empty when no more is known than its status.
    pub steps: Vec<TargetStep>,
    /// Whom the bound party is compared with.
    pub comparator: Option<Text>,
    /// Which figure is judged.
    pub judged_on: JudgedOn,
    /// Remark for readers.
    pub note: Option<Text>,
}

/// Something that happened to a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetStep {
    /// When, in the precision that is known.
    pub at: CalendarDate,
    /// Where it stood from then on.
    pub status: TargetStatus,
    /// What happened, for readers.
    pub text: Text,
}

/// Class of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetClass {
    /// On results.
    Resultatmaal,
    /// On what is done.
    Indsatsmaal,
    /// On development.
    Udviklingsmaal,
}

impl TargetClass {
    /// Every class with its word in files.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Resultatmaal, "resultatmaal"),
        (Self::Indsatsmaal, "indsatsmaal"),
        (Self::Udviklingsmaal, "udviklingsmaal"),
    ];
}

/// Where a target stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetStatus {
    /// Put forward, not decided.
    Proposed,
    /// Decided, not yet in force.
    Agreed,
    /// In force.
    InForce,
    /// Taken back before it came into force.
    Withdrawn,
    /// Ran out.
    Expired,
    /// Replaced by another.
    Superseded,
}

impl TargetStatus {
    /// Every status with its word in files.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Proposed, "proposed"),
        (Self::Agreed, "agreed"),
        (Self::InForce, "in_force"),
        (Self::Withdrawn, "withdrawn"),
        (Self::Expired, "expired"),
        (Self::Superseded, "superseded"),
    ];
}

/// How a target is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetRule {
    /// The value must be at least the number.
    AtLeast,
    /// The value must be at most the number.
    AtMost,
    /// The change since the baseline, in percent, must be at most the number.
    ChangeAtMost,
    /// The value must be below that of the same month the year before.
    BelowLastYear,
    /// The value must be above the comparator's, so a difference above zero.
    AboveComparator,
    /// To be limited as far as possible; no number, never judged.
    Limit,
    /// In words only; never judged.
    Qualitative,
}

impl TargetRule {
    /// Every rule with its word in files.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::AtLeast, "at_least"),
        (Self::AtMost, "at_most"),
        (Self::ChangeAtMost, "change_at_most"),
        (Self::BelowLastYear, "below_last_year"),
        (Self::AboveComparator, "above_comparator"),
        (Self::Limit, "limit"),
        (Self::Qualitative, "qualitative"),
    ];
}

/// Which figure a target is judged on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum JudgedOn {
    /// The month's own figure.
    #[default]
    Month,
    /// The figure over months ([`super::Measure::over_months`]).
    Summary,
}

impl JudgedOn {
    /// Both with their words in files.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Month, "month"), (Self::Summary, "summary")];
}

impl Target {
    /// Whether it binds in that month: decided and inside its time. A target that ran out did bind in its time.
    #[must_use]
    pub fn in_force(&self, period: Period) -> bool {
        let decided = matches!(
            self.status,
            TargetStatus::InForce | TargetStatus::Expired | TargetStatus::Superseded | TargetStatus::Agreed
        );
        decided && self.runs(period)
    }

    /// Whether the month lies within its dates, whatever its standing.
    #[must_use]
    pub fn runs(&self, period: Period) -> bool {
        self.from.is_none_or(|from| from <= period) && self.to.is_none_or(|to| period <= to)
    }
}
