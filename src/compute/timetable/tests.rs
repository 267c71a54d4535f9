//! Punctuality and timeliness, counted by hand.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Europe::Copenhagen;

use super::{Delivered, check, timetable};
use crate::diagnostic::Place;
use crate::model::calendar::{
    AnnouncedRelease, AnnouncementStatus, Appointment, Calendar, CalendarDate, Cancellation, DateChange, Reference,
    Referent,
};
use crate::model::catalogue::{Catalogue, CatalogueEntry};
use crate::model::release::{ReleaseClass, ReleaseStatus};
use crate::model::timetable::{ReleaseStanding, Timetable};
use crate::model::{Exact, MeasureKey, Period, Release, ReleaseId, Text};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(text: &str) -> ReleaseId {
    let (month, version) = text.split_once("/v").unwrap();
    ReleaseId { period: Period::parse(month).unwrap(), version: version.parse().unwrap() }
}

/// A release announced for a day, after earlier days: each with the day on which it was given up.
fn announced(release: &str, date: &str, earlier: &[(&str, &str)]) -> AnnouncedRelease {
    let dates: Vec<&str> = earlier.iter().map(|(date, _)| *date).chain([date]).collect();
    let changes = earlier.iter().enumerate().map(|(at, (from, logged))| DateChange {
        logged: day(logged),
        from: CalendarDate::Day(day(from)),
        to: CalendarDate::Day(day(dates[at + 1])),
        reason: Text::default(),
    });
    AnnouncedRelease {
        id: release.replace('/', "-"),
        release: id(release),
        appointment: Appointment {
            date: CalendarDate::Day(day(date)),
            time: None,
            status: AnnouncementStatus::Confirmed,
            logged: None,
            changes: changes.collect(),
        },
        synthetic: false,
        title: Text::default(),
        note: None,
        source: None,
        uncounted: None,
        place: Place::at(&Arc::from("data/calendar.toml"), 1, 1),
    }
}

fn entry(release: &str, published: &str, status: ReleaseStatus) -> CatalogueEntry {
    let release = Release {
        id: id(release),
        published: DateTime::parse_from_rfc3339(published).unwrap(),
        status,
        class: ReleaseClass::First,
        reason: String::new(),
        synthetic: false,
        note: None,
        expected: Vec::new(),
        documents: Vec::new(),
    };
    CatalogueEntry { release, measures: vec![MeasureKey(0)], under_embargo: false }
}

/// Five versions: on time, two days late, a day early, moved in time, and not announced.
fn trial() -> (Calendar, Catalogue) {
    let releases = vec![
        announced("2025-01/v1", "2025-03-10", &[]),
        announced("2025-02/v1", "2025-04-08", &[]),
        announced("2025-03/v1", "2025-05-12", &[]),
        announced("2025-04/v1", "2025-06-13", &[("2025-06-10", "2025-06-02")]),
        announced("2025-05/v1", "2025-06-01", &[]),
        announced("2025-06/v1", "2025-08-11", &[]),
    ];
    let entries = vec![
        entry("2025-04/v1", "2025-06-13T08:00:00+02:00", ReleaseStatus::Provisional),
        entry("2025-03/v1", "2025-05-11T08:00:00+02:00", ReleaseStatus::Provisional),
        entry("2025-02/v1", "2025-04-10T08:00:00+02:00", ReleaseStatus::Provisional),
        entry("2025-01/v2", "2025-05-20T08:00:00+02:00", ReleaseStatus::Final),
        entry("2025-01/v1", "2025-03-10T08:00:00+01:00", ReleaseStatus::Provisional),
    ];
    (Calendar { releases, ..Calendar::default() }, Catalogue { entries })
}

fn held((calendar, catalogue): &(Calendar, Catalogue)) -> Timetable {
    timetable(calendar, catalogue, Copenhagen)
}

#[test]
fn punctuality_is_counted_against_the_last_and_the_first_date() {
    let found = held(&trial());
    let all = &found.records[0];
    assert_eq!((all.year, all.versions, all.announced), (None, 5, 4));
    assert_eq!((all.last.on_time, all.last.late, all.last.early), (2, 1, 1));
    // 0 + 2 - 1 + 0 days over four.
    assert_eq!(all.last.delay.days, Exact::ratio(1, 4));
    assert_eq!((all.first.on_time, all.first.late, all.first.early), (1, 2, 1));
    // 0 + 2 - 1 + 3.
    assert_eq!(all.first.delay.days, Exact::ratio(4, 4));
    let delays: Vec<_> = found.versions.iter().map(|version| version.kept.map(|kept| kept.delay)).collect();
    assert_eq!(delays, [Some(0), None, Some(-1), Some(2), Some(0)], "the latest publication first");
}

#[test]
fn timeliness_counts_from_the_end_of_the_month() {
    let found = held(&trial());
    // 31 January to 10 March: 38; 28 February to 10 April: 41; 31 March to 11 May: 41; 30 April to 13 June: 44.
    assert_eq!(found.records[0].first_results.count, 4);
    assert_eq!(found.records[0].first_results.days, Exact::ratio(38 + 41 + 41 + 44, 4));
    // Only January has final figures, with its second version of 20 May: 109 days.
    assert_eq!(
        (found.records[0].final_results.count, &found.records[0].final_results.days),
        (1, &Exact::ratio(109, 1))
    );
}

#[test]
fn a_version_without_figures_was_neither_timely_nor_late() {
    let mut trial = trial();
    trial.1.entries[0].measures.clear();
    let found = held(&trial);
    assert_eq!(found.versions[0].time_lag, None);
    assert_eq!(found.records[0].first_results.count, 3);
    assert_eq!(found.records[0].announced, 4, "it was still announced");
}

#[test]
fn the_day_is_that_of_the_time_zone() {
    let mut trial = trial();
    trial.1.entries[4].release.published = DateTime::parse_from_rfc3339("2025-03-09T23:30:00Z").unwrap();
    let kept = held(&trial).versions.last().unwrap().kept.unwrap();
    assert_eq!(kept.delay, 0, "half past midnight on 10 March");
}

#[test]
fn a_date_is_passed_by_what_came_out_and_never_by_time() {
    let (mut calendar, catalogue) = trial();
    let standings = |calendar: &Calendar, catalogue: &Catalogue| timetable(calendar, catalogue, Copenhagen).standings;
    let found = standings(&calendar, &catalogue);
    assert_eq!(found[3..], [ReleaseStanding::Published, ReleaseStanding::Overdue, ReleaseStanding::Coming]);
    let notice = Cancellation { logged: day("2025-05-01"), notice: Text::default() };
    calendar.releases[4].appointment.status = AnnouncementStatus::Cancelled(notice);
    assert_eq!(standings(&calendar, &catalogue)[4], ReleaseStanding::Cancelled);
    assert_eq!(standings(&calendar, &Catalogue::default())[5], ReleaseStanding::Coming);
}

#[test]
fn what_is_under_embargo_counts_nowhere() {
    let (calendar, catalogue) = trial();
    let mut preview = catalogue.clone();
    let hidden = entry("2025-06/v1", "2025-08-11T08:00:00+02:00", ReleaseStatus::Final);
    preview.entries.insert(0, CatalogueEntry { under_embargo: true, ..hidden });
    let (before, after) = (timetable(&calendar, &catalogue, Copenhagen), timetable(&calendar, &preview, Copenhagen));
    assert_eq!(after.standings[5], ReleaseStanding::UnderEmbargo);
    assert_eq!((&after.versions, after.as_of), (&before.versions, before.as_of));
    assert_eq!(after.records[0].versions, before.records[0].versions);
}

#[test]
fn real_and_made_up_versions_are_counted_apart_and_by_year() {
    let (calendar, mut catalogue) = trial();
    catalogue.entries[0].release.synthetic = true;
    catalogue.entries[0].release.published = DateTime::parse_from_rfc3339("2026-06-13T08:00:00+02:00").unwrap();
    let records = timetable(&calendar, &catalogue, Copenhagen).records;
    let kinds: Vec<_> = records.iter().map(|one| (one.synthetic, one.year, one.versions, one.announced)).collect();
    assert_eq!(kinds, [(false, None, 4, 3), (false, Some(2025), 4, 3), (true, None, 1, 1), (true, Some(2026), 1, 1)]);
}

#[test]
fn an_announcement_whose_day_is_not_known_is_shown_and_not_counted() {
    let (mut calendar, catalogue) = trial();
    calendar.releases[1].uncounted = Some(Text::default());
    let found = timetable(&calendar, &catalogue, Copenhagen);
    assert_eq!((found.records[0].announced, found.records[0].last.late), (3, 0));
    assert_eq!(found.versions[3].kept.map(|kept| (kept.delay, kept.counts)), Some((2, false)));
}

#[test]
fn deliveries_and_documents_contradict_a_calendar() {
    let (mut calendar, _) = trial();
    let place = Place::at(&Arc::from("data/calendar.toml"), 7, 9);
    let refer = |to| Reference { field: "meeting.documents".into(), place: place.clone(), to };
    let months = ["2025-06", "2025-07"].map(|month| Referent::Edition(Period::parse(month).unwrap()));
    calendar.references =
        ["notat", "notatt"].map(|slug| Referent::Document(slug.into())).into_iter().chain(months).map(refer).collect();
    let notice = Cancellation { logged: day("2025-05-01"), notice: Text::default() };
    calendar.releases[0].appointment.status = AnnouncementStatus::Cancelled(notice);
    let deliveries = [("2025-01/v1", false), ("2025-02/v1", true), ("2025-03/v1", false)]
        .map(|(release, synthetic)| Delivered { id: id(release), synthetic });
    let report = check(&calendar, &deliveries, &BTreeSet::from(["notat"]));
    let said: Vec<String> = report.sorted().iter().map(|one| format!("{} {}", one.code.word(), one.message)).collect();
    insta::assert_snapshot!(said.join("\n"));
}
