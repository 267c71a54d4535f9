//! Rules that are data: whom the next individual meetings should be with, and which pairs get a page of their own.

use super::Text;
use super::code::{MeasureKey, TargetKey};

/// A rule of the watch list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WatchRule {
    /// Stem, unique among the rules.
    pub id: String,
    /// Name for readers.
    pub title: Text,
    /// The rule in plain words, printed with the list.
    pub text: Text,
    /// Who is looked at.
    pub who: Watching,
    /// What it looks for.
    pub looks_for: WatchCase,
    /// At most this many are named; `None` = all.
    pub at_most: Option<u16>,
    /// Slug of the document that promises the meetings.
    pub source: Option<String>,
}

/// Who is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Watching {
    /// Funds.
    Akasser,
    /// Areas of the kind that the measure comes by.
    Areas,
}

impl Watching {
    /// Both with their words in files.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Akasser, "akasse"), (Self::Areas, "area")];
}

/// What a rule looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchCase {
    /// The largest growth of a measure over some months, the wrong way for the measure.
    LargestGrowth {
        /// The measure.
        measure: MeasureKey,
        /// Over how many months, such as 12.
        over_months: u16,
        /// Groups that started smaller than this are not looked at.
        from_at_least: u64,
        /// Whether growth is ranked in percent rather than in the measure's unit.
        in_percent: bool,
    },
    /// A target missed some months running.
    MissedRunning {
        /// The target; whoever it binds is looked at.
        target: TargetKey,
        /// How many months in a row, the reference month among them.
        months: u16,
    },
}
