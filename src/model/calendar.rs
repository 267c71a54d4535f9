//! What is announced: releases and meetings, in the precision that is known.

use super::{Period, Text};

/// The calendar of a publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// Announced releases, in time order.
    pub releases: Vec<AnnouncedRelease>,
    /// Meetings, in time order.
    pub meetings: Vec<Meeting>,
    /// What is to happen some times every year.
    pub recurring: Vec<Recurring>,
}

/// An announced release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnnouncedRelease {
    /// Stem, unique in the calendar.
    pub id: String,
    /// The month it is about.
    pub period: Period,
    /// When it is announced for.
    pub date: CalendarDate,
    /// How firm it is.
    pub status: AnnouncementStatus,
    /// Name for readers.
    pub title: Text,
    /// Remark for readers.
    pub note: Option<Text>,
}

/// How firm an announcement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnouncementStatus {
    /// The date may change.
    Provisional,
    /// The date stands.
    Confirmed,
    /// It will not come.
    Cancelled,
    /// It has come.
    Published,
}

impl AnnouncementStatus {
    /// Every status with its word in files.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Provisional, "provisional"),
        (Self::Confirmed, "confirmed"),
        (Self::Cancelled, "cancelled"),
        (Self::Published, "published"),
    ];
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// Stem, unique in the calendar.
    pub id: String,
    /// What sort of meeting.
    pub kind: MeetingKind,
    /// When.
    pub date: CalendarDate,
    /// Name for readers.
    pub title: Text,
    /// Remark for readers.
    pub note: Option<Text>,
    /// Slug of the document it is known from.
    pub source: Option<String>,
}

/// What sort of meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// Something promised a number of times a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurring {
    /// What sort of meeting.
    pub kind: MeetingKind,
    /// How often a year, at least.
    pub times_per_year: u8,
    /// Name for readers.
    pub title: Text,
    /// Slug of the document that promises it.
    pub source: Option<String>,
}

/// A date in the precision that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarDate {
    /// A day.
    Day(chrono::NaiveDate),
    /// An ISO week.
    Week(chrono::IsoWeek),
    /// A month.
    Month(Period),
}
