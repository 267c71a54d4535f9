//! How announcements were kept, and how soon after its month a version came out.

use chrono::NaiveDate;

use super::calendar::CalendarDate;
use super::{Exact, ReleaseId};

/// The announcements held against what the archive holds. It depends on these alone, never on the clock.
#[derive(Clone, Debug, Default)]
pub struct Timetable {
    /// What became of each announced release, in the calendar's order.
    pub standings: Vec<ReleaseStanding>,
    /// Every published version of the archive, the latest publication first.
    pub versions: Vec<Appearance>,
    /// The record of real versions, then that of made-up ones, as far as there are any: each as a whole, then year by
    /// year, the latest first.
    pub records: Vec<Record>,
    /// The day of the archive's latest publication; `None` while nothing is published.
    pub as_of: Option<NaiveDate>,
}

/// What became of an announced release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReleaseStanding {
    /// Not in this archive, and its date is not passed by what is.
    Coming,
    /// Not in this archive, although something announced for later is.
    Overdue,
    /// It will not come.
    Cancelled,
    /// In this archive.
    Published,
    /// In this archive because it is a preview.
    UnderEmbargo,
}

impl ReleaseStanding {
    /// Every standing with its word in files.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Coming, "announced"),
        (Self::Overdue, "overdue"),
        (Self::Cancelled, "cancelled"),
        (Self::Published, "published"),
        (Self::UnderEmbargo, "under_embargo"),
    ];

    /// The word in files.
    #[must_use]
    pub fn word(self) -> &'static str {
        super::measure::word(&Self::ALL, &self)
    }
}

/// A version that came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// Which version of which month.
    pub id: ReleaseId,
    /// The day in the publication's time zone.
    pub day: NaiveDate,
    /// Made-up figures.
    pub synthetic: bool,
    /// Days from the end of its month; `None` when the version has no figures, so that nothing was timely or late.
    pub time_lag: Option<i64>,
    /// How its announcement was kept; `None` when there was none.
    pub kept: Option<Kept>,
}

/// How an announcement was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The announcement, by its place in the calendar.
    pub announcement: usize,
    /// The date that stood before the day of publication.
    pub date: CalendarDate,
    /// Days from that date: 0 = on time, above zero = late, below zero = early.
    pub delay: i64,
    /// Days from the date that was announced first.
    pub delay_from_first: i64,
    /// Whether it counts in the record.
    pub counts: bool,
}

/// Versions of one kind taken together.
#[derive(Clone, Debug)]
pub struct Record {
    /// Made-up figures.
    pub synthetic: bool,
    /// The year of publication; `None` = all years.
    pub year: Option<i32>,
    /// Versions that came out.
    pub versions: u64,
    /// Those that were announced and count.
    pub announced: u64,
    /// Against the date that stood before publication.
    pub last: Punctuality,
    /// Against the date that was announced first.
    pub first: Punctuality,
    /// Days from the end of the month to the first figures (ESS indicator TP1).
    pub first_results: Mean,
    /// Days from the end of the month to the first figures that were called final (TP2).
    pub final_results: Mean,
}

/// How many announcements were kept to the day (ESS indicator TP3).
#[derive(Clone, Debug, Default)]
pub struct Punctuality {
    /// On the day, or within the week or month.
    pub on_time: u64,
    /// Before.
    pub early: u64,
    /// After.
    pub late: u64,
    /// Days of delay: late ones' days less early ones'.
    pub delay: Mean,
}

/// A mean of days.
#[derive(Clone, Debug, Default)]
pub struct Mean {
    /// How many it is the mean of.
    pub count: u64,
    /// The mean; `None` of nothing.
    pub days: Option<Exact>,
}
