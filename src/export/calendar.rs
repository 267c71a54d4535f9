//! `api/v1/calendar.json`: what is announced, what became of it, and punctuality with what it is counted from.

use serde::Serialize;

use super::form::{Month, Word};
use super::head::PublicationHead;
use super::lines::Lines;
use super::number::{Number, computed};
use crate::model::calendar::{
    AnnouncedRelease, AnnouncementStatus, Appointment, CalendarDate, Meeting, MeetingKind, Recurring,
};
use crate::model::catalogue::{Catalogue, CatalogueEntry};
use crate::model::note::Note;
use crate::model::timetable::{Appearance, Mean, Punctuality, Record, ReleaseStanding, Timetable};
use crate::model::{Exact, Publication, Text};
use crate::text::document::{self, FormVersion};

/// api/v1/calendar.json.
#[derive(Serialize)]
#[cfg_attr(
    test,
    derive(schemars::JsonSchema),
    schemars(title = "Announced releases, meetings, and how punctual releases were")
)]
pub(super) struct Form<'a> {
    /// Relative address of this schema.
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: FormVersion,
    publication: PublicationHead<'a>,
    /// IANA name of the time zone of days and times of day.
    time_zone: &'a str,
    /// Time of day at which releases appear.
    #[cfg_attr(test, schemars(extend("pattern" = r"^[0-9]{2}:[0-9]{2}$")))]
    release_hour: &'a str,
    /// The day of the archive's latest publication; dates are passed or not as of this day, never by the clock. Null
    /// while nothing is published.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    as_of: Option<String>,
    /// Announced releases in time order.
    releases: Lines<ReleaseRecord<'a>>,
    /// Meetings in time order.
    meetings: Lines<MeetingRecord<'a>>,
    /// What is to happen every year.
    recurring: Lines<RecurringRecord<'a>>,
    /// Published versions, the latest publication first.
    versions: Lines<VersionRecord<'a>>,
    /// Punctuality and timeliness; real and made-up figures apart, each as a whole and by year of publication.
    records: Lines<RecordLine>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct When<'a> {
    /// The date that stands, in the precision that is known: 2021-12-15, 2009-W50 or 2009-12.
    #[cfg_attr(test, schemars(extend("pattern" = r"^[0-9]{4}-(W[0-9]{2}|[0-9]{2}(-[0-9]{2})?)$")))]
    date: String,
    /// How exactly the date is known.
    precision: Word<CalendarDate>,
    /// The first day that the date can mean.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    first_day: String,
    /// The last day that the date can mean.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    last_day: String,
    /// Time of day in time_zone; null = release_hour for releases, not known for meetings.
    #[cfg_attr(test, schemars(extend("pattern" = r"^[0-9]{2}:[0-9]{2}$")))]
    time: Option<String>,
    /// How firm the date is.
    status: Word<AnnouncementStatus>,
    /// The day it was first made known; null when not known.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    logged: Option<String>,
    /// Every change of the date, oldest first.
    changes: Vec<Change<'a>>,
    /// The notice that it will not come; null when it is not cancelled.
    cancellation: Option<Notice<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "change"))]
struct Change<'a> {
    /// The day it was made known.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    logged: String,
    /// The date until then.
    #[cfg_attr(test, schemars(extend("pattern" = r"^[0-9]{4}-(W[0-9]{2}|[0-9]{2}(-[0-9]{2})?)$")))]
    from: String,
    /// The date from then on.
    #[cfg_attr(test, schemars(extend("pattern" = r"^[0-9]{4}-(W[0-9]{2}|[0-9]{2}(-[0-9]{2})?)$")))]
    to: String,
    /// Why.
    reason: &'a Text,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "cancellation"))]
struct Notice<'a> {
    /// The day it was made known.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    logged: String,
    /// What readers are told.
    notice: &'a Text,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "release"))]
struct ReleaseRecord<'a> {
    /// Stem; the UID in kalender.ics begins with it.
    id: &'a str,
    /// The month of its figures.
    period: Month,
    /// The version of the month.
    #[cfg_attr(test, schemars(range(min = 1)))]
    version: u16,
    title: &'a Text,
    #[serde(flatten)]
    when: When<'a>,
    /// What became of it in this archive: announced = not here; overdue = not here, and the date is before as_of;
    /// under_embargo only in a preview.
    standing: Word<ReleaseStanding>,
    /// When it appeared (RFC 3339); null when it is not in this archive.
    #[cfg_attr(test, schemars(extend("format" = "date-time")))]
    published: Option<String>,
    /// Relative address of its page; null when it is not in this archive.
    page: Option<String>,
    /// True: the figures are made up.
    synthetic: bool,
    /// Remark for readers.
    note: Option<&'a Text>,
    /// Slug of the document it is known from.
    source: Option<&'a str>,
    /// Why it does not count when punctuality is measured; null when it counts.
    uncounted: Option<&'a Text>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "meeting"))]
struct MeetingRecord<'a> {
    /// Stem; the UID in kalender.ics begins with it.
    id: &'a str,
    /// director = at director level; akasse_network = the network of funds; individual = with one fund.
    kind: Word<MeetingKind>,
    title: &'a Text,
    #[serde(flatten)]
    when: When<'a>,
    /// Where, in general words.
    venue: Option<&'a Text>,
    /// Slugs of documents on the agenda.
    documents: Vec<&'a str>,
    /// Months whose figures are on the agenda.
    editions: Vec<Month>,
    /// Slug of the minutes.
    minutes: Option<&'a str>,
    /// True: a made-up meeting.
    synthetic: bool,
    /// Remark for readers.
    note: Option<&'a Text>,
    /// Slug of the document it is known from.
    source: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "recurring"))]
struct RecurringRecord<'a> {
    /// director = at director level; akasse_network = the network of funds; individual = with one fund.
    kind: Word<MeetingKind>,
    title: &'a Text,
    /// At least so often; null when no number is promised.
    #[cfg_attr(test, schemars(range(min = 1)))]
    times_per_year: Option<u8>,
    /// Slug of the document that promises it.
    source: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "version"))]
struct VersionRecord<'a> {
    period: Month,
    /// 1 is the first publication of the month.
    #[cfg_attr(test, schemars(range(min = 1)))]
    version: u16,
    /// The day it appeared, in time_zone.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    published_on: String,
    /// True: the figures are made up.
    synthetic: bool,
    /// Days from the last day of the month to the day of publication; null for a version without figures.
    time_lag_days: Option<i64>,
    /// Id of its announcement; null when there was none.
    announcement: Option<&'a str>,
    /// The date that stood the day before publication.
    #[cfg_attr(test, schemars(extend("pattern" = r"^[0-9]{4}-(W[0-9]{2}|[0-9]{2}(-[0-9]{2})?)$")))]
    announced_for: Option<String>,
    /// Days from that date: 0 on time (within the week or month), above zero late, below zero early.
    delay_days: Option<i64>,
    /// Days from the date announced first.
    delay_from_first_days: Option<i64>,
    /// Whether it counts in records.
    counted: bool,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "record"))]
struct RecordLine {
    /// True: of made-up figures.
    synthetic: bool,
    /// Year of publication; null = all years.
    year: Option<i32>,
    /// Versions that appeared.
    versions: u64,
    /// Those that were announced and count.
    announced: u64,
    /// Against the date that stood the day before publication (ESS indicator TP3).
    against_last: Kept,
    /// Against the date announced first.
    against_first: Kept,
    /// Days from the end of the month to the first figures (ESS indicator TP1).
    first_results: Days,
    /// Days from the end of the month to the first figures called final (ESS indicator TP2).
    final_results: Days,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "kept"))]
struct Kept {
    /// On the day, or within the week or month.
    on_time: u64,
    /// Before.
    early: u64,
    /// After.
    late: u64,
    /// Percent, up to six decimals; null of nothing.
    #[cfg_attr(test, schemars(range(min = 0, max = 100)))]
    share_on_time: Option<Number>,
    /// Mean of days, late ones less early ones, up to six decimals; null of nothing.
    mean_delay_days: Option<Number>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "days"))]
struct Days {
    /// How many months.
    count: u64,
    /// Mean, up to six decimals; null of nothing.
    mean_days: Option<Number>,
}

pub(super) fn file(publication: &Publication, catalogue: &Catalogue, timetable: &Timetable, notes: &[Note]) -> Vec<u8> {
    let shelf = Shelf { notes };
    let calendar = &publication.calendar;
    let standings = timetable.standings.iter().copied();
    let announced = calendar.releases.iter().zip(standings).map(|(one, standing)| {
        let entry = catalogue.entries.iter().find(|entry| entry.release.id == one.release);
        release(one, standing, entry, &shelf)
    });
    document::file(&Form {
        schema: "schema/calendar.json",
        schema_version: FormVersion,
        publication: PublicationHead::new(publication),
        time_zone: publication.time_zone.name(),
        release_hour: &publication.release_hour,
        as_of: timetable.as_of.map(|day| day.to_string()),
        releases: announced.collect(),
        meetings: calendar.meetings.iter().map(|one| meeting(one, &shelf)).collect(),
        recurring: calendar.recurring.iter().map(|one| recurring(one, &shelf)).collect(),
        versions: timetable.versions.iter().map(|one| version(one, &calendar.releases)).collect(),
        records: timetable.records.iter().map(record).collect(),
    })
}

/// The documents that are shown: one that comes with a release under embargo is not named before.
struct Shelf<'n> {
    notes: &'n [Note],
}

impl Shelf<'_> {
    fn shown<'s>(&self, slug: Option<&'s str>) -> Option<&'s str> {
        slug.filter(|slug| self.notes.iter().any(|note| note.slug == *slug))
    }
}

fn when(appointment: &Appointment) -> When<'_> {
    let days = appointment.date.days();
    let change = |change: &'_ crate::model::calendar::DateChange| {
        (change.logged.to_string(), change.from.code(), change.to.code())
    };
    When {
        date: appointment.date.code(),
        precision: Word::of(&appointment.date),
        first_day: days.start().to_string(),
        last_day: days.end().to_string(),
        time: appointment.time.map(|time| time.format("%H:%M").to_string()),
        status: Word::of(&appointment.status),
        logged: appointment.logged.map(|day| day.to_string()),
        changes: appointment
            .changes
            .iter()
            .map(|one| {
                let (logged, from, to) = change(one);
                Change { logged, from, to, reason: &one.reason }
            })
            .collect(),
        cancellation: appointment
            .cancellation()
            .map(|notice| Notice { logged: notice.logged.to_string(), notice: &notice.notice }),
    }
}

fn release<'a>(
    one: &'a AnnouncedRelease,
    standing: ReleaseStanding,
    entry: Option<&CatalogueEntry>,
    shelf: &Shelf<'_>,
) -> ReleaseRecord<'a> {
    ReleaseRecord {
        id: &one.id,
        period: Month(one.release.period),
        version: one.release.version,
        title: &one.title,
        when: when(&one.appointment),
        standing: Word::of(&standing),
        published: entry.map(|entry| entry.release.published.to_rfc3339()),
        page: entry.map(|entry| format!("../../{}/", entry.release.id.path())),
        synthetic: one.synthetic,
        note: one.note.as_ref(),
        source: shelf.shown(one.source.as_deref()),
        uncounted: one.uncounted.as_ref(),
    }
}

fn meeting<'a>(one: &'a Meeting, shelf: &Shelf<'_>) -> MeetingRecord<'a> {
    MeetingRecord {
        id: &one.id,
        kind: Word::of(&one.kind),
        title: &one.title,
        when: when(&one.appointment),
        venue: one.venue.as_ref(),
        documents: one.documents.iter().filter_map(|slug| shelf.shown(Some(slug))).collect(),
        editions: one.editions.iter().copied().map(Month).collect(),
        minutes: shelf.shown(one.minutes.as_deref()),
        synthetic: one.synthetic,
        note: one.note.as_ref(),
        source: shelf.shown(one.source.as_deref()),
    }
}

fn recurring<'a>(one: &'a Recurring, shelf: &Shelf<'_>) -> RecurringRecord<'a> {
    RecurringRecord {
        kind: Word::of(&one.kind),
        title: &one.title,
        times_per_year: one.times_per_year,
        source: shelf.shown(one.source.as_deref()),
    }
}

fn version<'a>(one: &Appearance, announced: &'a [AnnouncedRelease]) -> VersionRecord<'a> {
    VersionRecord {
        period: Month(one.id.period),
        version: one.id.version,
        published_on: one.day.to_string(),
        synthetic: one.synthetic,
        time_lag_days: one.time_lag,
        announcement: one.kept.and_then(|kept| announced.get(kept.announcement)).map(|found| found.id.as_str()),
        announced_for: one.kept.map(|kept| kept.date.code()),
        delay_days: one.kept.map(|kept| kept.delay),
        delay_from_first_days: one.kept.map(|kept| kept.delay_from_first),
        counted: one.kept.is_some_and(|kept| kept.counts),
    }
}

fn record(one: &Record) -> RecordLine {
    RecordLine {
        synthetic: one.synthetic,
        year: one.year,
        versions: one.versions,
        announced: one.announced,
        against_last: kept(&one.last),
        against_first: kept(&one.first),
        first_results: days(&one.first_results),
        final_results: days(&one.final_results),
    }
}

fn kept(one: &Punctuality) -> Kept {
    Kept {
        on_time: one.on_time,
        early: one.early,
        late: one.late,
        share_on_time: Exact::percent(one.on_time, one.delay.count).as_ref().map(computed).map(Number),
        mean_delay_days: one.delay.days.as_ref().map(computed).map(Number),
    }
}

fn days(mean: &Mean) -> Days {
    Days { count: mean.count, mean_days: mean.days.as_ref().map(computed).map(Number) }
}
