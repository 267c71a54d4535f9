//! `api/v1/calendar.json`: what is announced, what became of it, and punctuality with what it is counted from.

use serde::Serialize;

use super::document;
use super::head::PublicationHead;
use super::lines::Lines;
use super::number::{Number, computed};
use super::place::SCHEMA_VERSION;
use crate::model::calendar::{AnnouncedRelease, Appointment, CalendarDate, Meeting, MeetingKind, Recurring};
use crate::model::catalogue::{Catalogue, CatalogueEntry};
use crate::model::measure::word;
use crate::model::note::Note;
use crate::model::timetable::{Appearance, Mean, Punctuality, Record, ReleaseStanding, Timetable};
use crate::model::{CellKey, Exact, Publication, Text};

#[derive(Serialize)]
struct Head<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    schema_version: &'static str,
    publication: PublicationHead<'a>,
    time_zone: &'a str,
    release_hour: &'a str,
    /// The day of the archive's latest publication; what is passed is passed as of then.
    as_of: Option<String>,
}

#[derive(Serialize)]
struct When<'a> {
    date: String,
    precision: &'static str,
    first_day: String,
    last_day: String,
    time: Option<String>,
    status: &'static str,
    logged: Option<String>,
    changes: Vec<Change<'a>>,
    cancellation: Option<Notice<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    logged: String,
    from: String,
    to: String,
    reason: &'a Text,
}

#[derive(Serialize)]
struct Notice<'a> {
    logged: String,
    notice: &'a Text,
}

#[derive(Serialize)]
struct ReleaseRecord<'a> {
    id: &'a str,
    period: String,
    version: u16,
    title: &'a Text,
    #[serde(flatten)]
    when: When<'a>,
    standing: &'static str,
    published: Option<String>,
    page: Option<String>,
    synthetic: bool,
    note: Option<&'a Text>,
    source: Option<&'a str>,
    uncounted: Option<&'a Text>,
}

#[derive(Serialize)]
struct MeetingRecord<'a> {
    id: &'a str,
    kind: &'static str,
    title: &'a Text,
    #[serde(flatten)]
    when: When<'a>,
    venue: Option<&'a Text>,
    documents: Vec<&'a str>,
    editions: Vec<String>,
    minutes: Option<&'a str>,
    synthetic: bool,
    note: Option<&'a Text>,
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct RecurringRecord<'a> {
    kind: &'static str,
    title: &'a Text,
    times_per_year: Option<u8>,
    source: Option<&'a str>,
}

#[derive(Serialize)]
struct VersionRecord<'a> {
    period: String,
    version: u16,
    published_on: String,
    synthetic: bool,
    time_lag_days: Option<i64>,
    announcement: Option<&'a str>,
    announced_for: Option<String>,
    delay_days: Option<i64>,
    delay_from_first_days: Option<i64>,
    counted: bool,
}

#[derive(Serialize)]
struct RecordLine {
    synthetic: bool,
    year: Option<i32>,
    versions: u64,
    announced: u64,
    against_last: Kept,
    against_first: Kept,
    first_results: Days,
    final_results: Days,
}

#[derive(Serialize)]
struct Kept {
    on_time: u64,
    early: u64,
    late: u64,
    share_on_time: Option<Number>,
    mean_delay_days: Option<Number>,
}

#[derive(Serialize)]
struct Days {
    count: u64,
    mean_days: Option<Number>,
}

pub(super) fn file(publication: &Publication, catalogue: &Catalogue, timetable: &Timetable, notes: &[Note]) -> Vec<u8> {
    let shelf = Shelf { notes };
    let calendar = &publication.calendar;
    let head = Head {
        schema: "schema/calendar.json",
        schema_version: SCHEMA_VERSION,
        publication: PublicationHead::new(publication),
        time_zone: publication.time_zone.name(),
        release_hour: &publication.release_hour,
        as_of: timetable.as_of.map(|day| day.to_string()),
    };
    let standings = timetable.standings.iter().copied();
    let releases = lines(calendar.releases.iter().zip(standings).map(|(one, standing)| {
        let entry = catalogue.entries.iter().find(|entry| entry.release.id == one.release);
        release(one, standing, entry, &shelf)
    }));
    let meetings = lines(calendar.meetings.iter().map(|one| meeting(one, &shelf)));
    let recurring = lines(calendar.recurring.iter().map(|one| recurring(one, &shelf)));
    let versions = lines(timetable.versions.iter().map(|one| version(one, &calendar.releases)));
    let records = lines(timetable.records.iter().map(record));
    document::file(
        &head,
        &[
            ("releases", releases.all()),
            ("meetings", meetings.all()),
            ("recurring", recurring.all()),
            ("versions", versions.all()),
            ("records", records.all()),
        ],
    )
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

fn lines<T: Serialize>(records: impl Iterator<Item = T>) -> Lines {
    let mut lines = Lines::default();
    records.for_each(|record| lines.push(CellKey::default(), &record));
    lines
}

fn when(appointment: &Appointment) -> When<'_> {
    let days = appointment.date.days();
    let change = |change: &'_ crate::model::calendar::DateChange| {
        (change.logged.to_string(), change.from.code(), change.to.code())
    };
    When {
        date: appointment.date.code(),
        precision: match appointment.date {
            CalendarDate::Day(_) => "day",
            CalendarDate::Week(_) => "week",
            CalendarDate::Month(_) => "month",
        },
        first_day: days.start().to_string(),
        last_day: days.end().to_string(),
        time: appointment.time.map(|time| time.format("%H:%M").to_string()),
        status: appointment.status.word(),
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
        period: one.release.period.code(),
        version: one.release.version,
        title: &one.title,
        when: when(&one.appointment),
        standing: standing.word(),
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
        kind: word(&MeetingKind::ALL, &one.kind),
        title: &one.title,
        when: when(&one.appointment),
        venue: one.venue.as_ref(),
        documents: one.documents.iter().filter_map(|slug| shelf.shown(Some(slug))).collect(),
        editions: one.editions.iter().map(|period| period.code()).collect(),
        minutes: shelf.shown(one.minutes.as_deref()),
        synthetic: one.synthetic,
        note: one.note.as_ref(),
        source: shelf.shown(one.source.as_deref()),
    }
}

fn recurring<'a>(one: &'a Recurring, shelf: &Shelf<'_>) -> RecurringRecord<'a> {
    RecurringRecord {
        kind: word(&MeetingKind::ALL, &one.kind),
        title: &one.title,
        times_per_year: one.times_per_year,
        source: shelf.shown(one.source.as_deref()),
    }
}

fn version<'a>(one: &Appearance, announced: &'a [AnnouncedRelease]) -> VersionRecord<'a> {
    VersionRecord {
        period: one.id.period.code(),
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
