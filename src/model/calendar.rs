//! What is announced: releases and meetings, in the precision that is known, with everything that became of the dates.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, IsoWeek, NaiveDate, NaiveTime, Weekday};

use super::{Period, ReleaseId, Text};
use crate::diagnostic::Place;

/// The calendar of a publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Announced releases, in time order.
    pub releases: Vec<AnnouncedRelease>,
    /// Meetings, in time order.
    pub meetings: Vec<Meeting>,
    /// What is to happen some times every year.
    pub recurring: Vec<Recurring>,
    /// Documents and editions that entries name, each with the place of its name.
    pub references: Vec<Reference>,
}

impl Calendar {
    /// Whether it has no entry with a date.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.releases.is_empty() && self.meetings.is_empty()
    }
}

/// An announced release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncedRelease {
    /// Stem, unique in the calendar and never used again.
    pub id: String,
    /// The month and the version of it that are announced.
    pub release: ReleaseId,
    /// When it is to come.
    pub appointment: Appointment,
    /// Made-up figures will come, or came.
    pub synthetic: bool,
    /// Name for readers.
    pub title: Text,
    /// Remark for readers.
    pub note: Option<Text>,
    /// Slug of the document it is known from.
    pub source: Option<String>,
    /// Why it does not count when punctuality is measured, such as a day of publication that is not known.
    pub uncounted: Option<Text>,
    /// Where it stands in its file.
    pub place: Place,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Stem, unique in the calendar and never used again.
    pub id: String,
    /// What sort of meeting.
    pub kind: MeetingKind,
    /// When.
    pub appointment: Appointment,
    /// A made-up meeting.
    pub synthetic: bool,
    /// Name for readers.
    pub title: Text,
    /// Remark for readers.
    pub note: Option<Text>,
    /// Where, in general words.
    pub venue: Option<Text>,
    /// Slugs of the documents on its agenda.
    pub documents: Vec<String>,
    /// Months whose figures are on its agenda.
    pub editions: Vec<Period>,
    /// Slug of its minutes.
    pub minutes: Option<String>,
    /// Slug of the document it is known from.
    pub source: Option<String>,
}

/// A date that has been made known, and its history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// The date that stands.
    pub date: CalendarDate,
    /// The time of day in the publication's time zone; only with a day.
    pub time: Option<NaiveTime>,
    /// How firm it is.
    pub status: AnnouncementStatus,
    /// The day it was first made known; `None` when that is not known.
    pub logged: Option<NaiveDate>,
    /// Every change of the date, oldest first: each takes over where the one before ended, the last ends at `date`.
    pub changes: Vec<DateChange>,
}

/// A date was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateChange {
    /// The day it was made known.
    pub logged: NaiveDate,
    /// The date until then.
    pub from: CalendarDate,
    /// The date from then on.
    pub to: CalendarDate,
    /// Why.
    pub reason: Text,
}

/// How firm an announcement is. That a release has come is not written but seen from its delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnnouncementStatus {
    /// The date may change.
    Provisional,
    /// The date stands.
    Confirmed,
    /// It will not come.
    Cancelled(Cancellation),
}

/// The notice that something will not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cancellation {
    /// The day it was made known.
    pub logged: NaiveDate,
    /// What readers are told.
    pub notice: Text,
}

impl AnnouncementStatus {
    /// Every status's word in files.
    pub const WORDS: [&'static str; 3] = ["provisional", "confirmed", "cancelled"];

    /// The word in files.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Confirmed => "confirmed",
            Self::Cancelled(_) => "cancelled",
        }
    }
}

impl Appointment {
    /// The date that was made known first.
    #[must_use]
    pub fn first_date(&self) -> CalendarDate {
        self.changes.first().map_or(self.date, |change| change.from)
    }

    /// The date that stood when `day` began: a change made known on that day comes too late for it.
    #[must_use]
    pub fn date_before(&self, day: NaiveDate) -> CalendarDate {
        let known = self.changes.iter().take_while(|change| change.logged < day).last();
        known.map_or(self.first_date(), |change| change.to)
    }

    /// How often it was changed, its cancellation among it.
    #[must_use]
    pub fn revisions(&self) -> u32 {
        let cancelled = usize::from(self.cancellation().is_some());
        u32::try_from(self.changes.len() + cancelled).unwrap_or(u32::MAX)
    }

    /// The day on which something about it was last made known; `None` when no such day is known.
    #[must_use]
    pub fn last_logged(&self) -> Option<NaiveDate> {
        let cancelled = self.cancellation().map(|cancellation| cancellation.logged);
        cancelled.or_else(|| self.changes.last().map(|change| change.logged)).or(self.logged)
    }

    /// The notice of its cancellation.
    #[must_use]
    pub fn cancellation(&self) -> Option<&Cancellation> {
        match &self.status {
            AnnouncementStatus::Cancelled(cancellation) => Some(cancellation),
            AnnouncementStatus::Provisional | AnnouncementStatus::Confirmed => None,
        }
    }
}

/// What sort of meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MeetingKind {
    /// At director level.
    Director,
    /// The network of funds.
    AkasseNetwork,
    /// With one fund.
    Individual,
    /// Another meeting.
    Other,
}

impl MeetingKind {
    /// Every kind with its word in files.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Director, "director"),
        (Self::AkasseNetwork, "akasse_network"),
        (Self::Individual, "individual"),
        (Self::Other, "other"),
    ];
}

/// Something promised for every year.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Recurring {
    /// What sort of meeting.
    pub kind: MeetingKind,
    /// How often a year, at least; `None` when no number is promised.
    pub times_per_year: Option<u8>,
    /// Name for readers.
    pub title: Text,
    /// Slug of the document that promises it.
    pub source: Option<String>,
}

/// What an entry of the calendar names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Key it stands under.
    pub field: String,
    /// Where it stands.
    pub place: Place,
    /// What it names.
    pub to: Referent,
}

/// Something that an entry of the calendar can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referent {
    /// A document, by slug.
    Document(String),
    /// A month's edition.
    Edition(Period),
}

/// A date in the precision that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarDate {
    /// A day.
    Day(NaiveDate),
    /// An ISO week.
    Week(IsoWeek),
    /// A month.
    Month(Period),
}

impl CalendarDate {
    /// The days it can mean.
    #[must_use]
    pub fn days(self) -> RangeInclusive<NaiveDate> {
        // Weeks and months are made from days that exist, so the first day always does.
        let (first, length) = match self {
            Self::Day(day) => (Some(day), Some(Days::new(0))),
            Self::Week(week) => {
                (NaiveDate::from_isoywd_opt(week.year(), week.week(), Weekday::Mon), Some(Days::new(6)))
            }
            Self::Month(period) => (NaiveDate::from_ymd_opt(period.year(), period.month(), 1), None),
        };
        let first = first.unwrap_or(NaiveDate::MIN);
        let last = match length {
            Some(length) => first.checked_add_days(length),
            None => last_day(first),
        };
        first..=last.unwrap_or(first)
    }

    /// Days from this date to `day`: 0 within it, above zero after its last day, below zero before its first.
    #[must_use]
    pub fn days_to(self, day: NaiveDate) -> i64 {
        let days = self.days();
        if day > *days.end() {
            (day - *days.end()).num_days()
        } else if day < *days.start() {
            (day - *days.start()).num_days()
        } else {
            0
        }
    }

    /// As files write it, and as `<time datetime>` wants it: `2021-12-15`, `2021-W50` or `2021-12`.
    #[must_use]
    pub fn code(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Week(week) => format!("{:04}-W{:02}", week.year(), week.week()),
            Self::Month(period) => period.slug(),
        }
    }
}

/// The last day of a month.
fn last_day(day: NaiveDate) -> Option<NaiveDate> {
    let next = day.with_day(1)?.checked_add_months(chrono::Months::new(1))?;
    next.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_date_covers_the_days_of_its_precision() {
        let week = CalendarDate::Week(day("2009-12-10").iso_week());
        assert_eq!(week.days(), day("2009-12-07")..=day("2009-12-13"));
        assert_eq!(week.code(), "2009-W50");
        let month = CalendarDate::Month(Period::new(2024, 2).unwrap());
        assert_eq!(month.days(), day("2024-02-01")..=day("2024-02-29"));
        // The first week of a year can begin in the year before.
        assert_eq!(*CalendarDate::Week(day("2025-01-01").iso_week()).days().start(), day("2024-12-30"));
    }

    #[test]
    fn distance_counts_from_the_nearest_end() {
        let week = CalendarDate::Week(day("2009-12-10").iso_week());
        let distances = ["2009-12-05", "2009-12-07", "2009-12-13", "2009-12-16"].map(|text| week.days_to(day(text)));
        assert_eq!(distances, [-2, 0, 0, 3]);
    }

    #[test]
    fn a_change_made_known_on_the_day_comes_too_late() {
        let on = |text| CalendarDate::Day(day(text));
        let change = |logged, from, to| DateChange { logged: day(logged), from, to, reason: Text::default() };
        let appointment = Appointment {
            date: on("2025-03-14"),
            time: None,
            status: AnnouncementStatus::Confirmed,
            logged: Some(day("2025-01-01")),
            changes: vec![
                change("2025-02-01", on("2025-03-10"), on("2025-03-12")),
                change("2025-03-12", on("2025-03-12"), on("2025-03-14")),
            ],
        };
        assert_eq!(appointment.first_date(), on("2025-03-10"));
        assert_eq!(appointment.date_before(day("2025-02-01")), on("2025-03-10"));
        assert_eq!(appointment.date_before(day("2025-03-12")), on("2025-03-12"));
        assert_eq!(appointment.date_before(day("2025-03-13")), on("2025-03-14"));
        assert_eq!((appointment.revisions(), appointment.last_logged()), (2, Some(day("2025-03-12"))));
    }
}
