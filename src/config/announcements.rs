//! The calendar, as checked.

use std::collections::BTreeSet;

use chrono::{IsoWeek, NaiveDate, Weekday};

use super::checker::Checker;
use super::document::Located;
use super::naming::Alphabet;
use super::raw::{RawAnnouncedRelease, RawCalendar, RawMeeting, RawRecurring};
use crate::model::calendar::{
    AnnouncedRelease, AnnouncementStatus, Calendar, CalendarDate, Meeting, MeetingKind, Recurring,
};

/// Checks the calendar; gives releases and meetings in time order, and what recurs in the file's order.
pub(super) fn check(raw: RawCalendar, checker: &mut Checker<'_>) -> Calendar {
    let RawCalendar { release, meeting, recurring } = raw;
    let mut ids = BTreeSet::new();
    let mut releases = Vec::new();
    for entry in release.map(|tables| tables.value.0).unwrap_or_default() {
        let id = id(entry.value.id.as_ref(), &mut ids, checker);
        releases.extend(announced(id, entry.value, checker));
    }
    let mut meetings = Vec::new();
    for entry in meeting.map(|tables| tables.value.0).unwrap_or_default() {
        let id = id(entry.value.id.as_ref(), &mut ids, checker);
        meetings.extend(self::meeting(id, entry.value, checker));
    }
    let recurring = recurring.map(|tables| tables.value.0).unwrap_or_default();
    let recurring = recurring.into_iter().filter_map(|entry| self::recurring(entry.value, checker)).collect();
    releases.sort_by(|a, b| (first_day(a.date), &a.id).cmp(&(first_day(b.date), &b.id)));
    meetings.sort_by(|a, b| (first_day(a.date), &a.id).cmp(&(first_day(b.date), &b.id)));
    Calendar { releases, meetings, recurring }
}

fn id(written: Option<&Located<String>>, ids: &mut BTreeSet<String>, checker: &mut Checker<'_>) -> Option<String> {
    let id = checker.id(written?, Alphabet::Slug)?;
    if ids.insert(id.clone()) {
        return Some(id);
    }
    checker.repeated(written?);
    None
}

fn announced(id: Option<String>, raw: RawAnnouncedRelease, checker: &mut Checker<'_>) -> Option<AnnouncedRelease> {
    let RawAnnouncedRelease { id: _, period, announced, status, title, note } = raw;
    let period = checker.period(period.as_ref());
    let date = checker.calendar_date(announced.as_ref());
    let status = checker.word(status.as_ref(), &AnnouncementStatus::ALL);
    let note = note.map(|note| note.value);
    Some(AnnouncedRelease { id: id?, period: period?, date: date?, status: status?, title: title?.value, note })
}

fn meeting(id: Option<String>, raw: RawMeeting, checker: &mut Checker<'_>) -> Option<Meeting> {
    let RawMeeting { id: _, kind, date, title, note, source } = raw;
    let kind = checker.word(kind.as_ref(), &MeetingKind::ALL);
    let date = checker.calendar_date(date.as_ref());
    let source = checker.slug(source.as_ref());
    let note = note.map(|note| note.value);
    Some(Meeting { id: id?, kind: kind?, date: date?, title: title?.value, note, source })
}

fn recurring(raw: RawRecurring, checker: &mut Checker<'_>) -> Option<Recurring> {
    let RawRecurring { kind, times_per_year, title, source } = raw;
    let kind = checker.word(kind.as_ref(), &MeetingKind::ALL);
    let times_per_year = checker.within(times_per_year.as_ref(), 1..=52);
    let source = checker.slug(source.as_ref());
    Some(Recurring { kind: kind?, times_per_year: times_per_year?, title: title?.value, source })
}

/// The first day a date can mean, to sort by.
pub(super) fn first_day(date: CalendarDate) -> Option<NaiveDate> {
    match date {
        CalendarDate::Day(day) => Some(day),
        CalendarDate::Week(week) => monday(week),
        CalendarDate::Month(period) => NaiveDate::from_ymd_opt(period.year(), period.month(), 1),
    }
}

fn monday(week: IsoWeek) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(week.year(), week.week(), Weekday::Mon)
}
