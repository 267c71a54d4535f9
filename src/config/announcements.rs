//! The calendar, as checked.

use std::collections::{BTreeMap, BTreeSet};

use super::appointments::{self, RawAppointment};
use super::checker::Checker;
use super::document::Located;
use super::naming::Alphabet;
use super::raw::{RawAnnouncedRelease, RawCalendar, RawMeeting, RawRecurring};
use super::value::Words;
use crate::model::calendar::{
    AnnouncedRelease, Calendar, CalendarDate, Meeting, MeetingKind, Recurring, Reference, Referent,
};
use crate::model::{Period, ReleaseId};

/// Checks the calendar; gives releases and meetings in time order, and what recurs in the file's order.
pub(super) fn check(raw: RawCalendar, checker: &mut Checker<'_>) -> Calendar {
    let RawCalendar { release, meeting, recurring } = raw;
    let mut reader = Reader { checker, ids: BTreeSet::new(), announced: BTreeMap::new(), references: Vec::new() };
    let mut releases = Vec::new();
    for entry in release.map(|tables| tables.value.0).unwrap_or_default() {
        releases.extend(reader.release(entry));
    }
    let mut meetings = Vec::new();
    for entry in meeting.map(|tables| tables.value.0).unwrap_or_default() {
        meetings.extend(reader.meeting(entry.value));
    }
    let recurring = recurring.map(|tables| tables.value.0).unwrap_or_default();
    let recurring = recurring.into_iter().filter_map(|entry| reader.recurring(entry.value)).collect();
    let first_day = |date: CalendarDate| *date.days().start();
    releases.sort_by(|a, b| (first_day(a.appointment.date), &a.id).cmp(&(first_day(b.appointment.date), &b.id)));
    meetings.sort_by(|a, b| (first_day(a.appointment.date), &a.id).cmp(&(first_day(b.appointment.date), &b.id)));
    Calendar { releases, meetings, recurring, references: reader.references }
}

/// The calendar's file while it is read.
struct Reader<'c, 'd> {
    checker: &'c mut Checker<'d>,
    /// Ids seen.
    ids: BTreeSet<String>,
    /// Releases seen, with the ids they were announced under.
    announced: BTreeMap<ReleaseId, String>,
    references: Vec<Reference>,
}

impl Reader<'_, '_> {
    fn release(&mut self, entry: Located<RawAnnouncedRelease>) -> Option<AnnouncedRelease> {
        let place = self.checker.document.place_of(&entry.span);
        let raw = entry.value;
        let id = self.id(raw.id.as_ref());
        let period = self.checker.period(raw.period.as_ref());
        let version = raw.version.as_ref().map_or(Some(1), |version| self.checker.within(Some(version), 1..=9999));
        let release = period.zip(version).map(|(period, version)| ReleaseId { period, version });
        let appointment = appointments::check(
            RawAppointment {
                date: raw.date,
                time: raw.time,
                status: raw.status,
                logged: raw.logged,
                change: raw.change,
                cancellation: raw.cancellation,
            },
            self.checker,
        );
        if let (Some(period), Some(appointment), Some(at)) = (period, &appointment, &raw.period)
            && *appointment.date.days().end() < *CalendarDate::Month(period).days().start()
        {
            let (month, date) = (period.slug(), appointment.date.code());
            let message = format!("figures for {month} are announced for {date}, before the month begins");
            self.checker.refuse(at, message, "Put the month or the date right.");
        }
        let source = self.document(raw.source.as_ref());
        let release = AnnouncedRelease {
            id: id?,
            release: release?,
            appointment: appointment?,
            synthetic: raw.synthetic.is_some_and(|synthetic| synthetic.value),
            title: raw.title?.value,
            note: raw.note.map(|note| note.value),
            source,
            uncounted: raw.uncounted.map(|why| why.value),
            place,
        };
        if let Some(other) = self.announced.insert(release.release, release.id.clone()) {
            let path = release.release.path();
            let message = format!("{path} is announced twice, as {other} and as {}", release.id);
            let hint = "Keep one of them; a new date goes under it as [[release.change]] with its reason.";
            if let Some(at) = &raw.period {
                self.checker.refuse(at, message, hint);
            }
        }
        Some(release)
    }

    fn meeting(&mut self, raw: RawMeeting) -> Option<Meeting> {
        let id = self.id(raw.id.as_ref());
        let kind = self.checker.word(raw.kind.as_ref(), &MeetingKind::ALL);
        let appointment = appointments::check(
            RawAppointment {
                date: raw.date,
                time: raw.time,
                status: raw.status,
                logged: raw.logged,
                change: raw.change,
                cancellation: raw.cancellation,
            },
            self.checker,
        );
        let documents = self.documents(raw.documents.as_ref());
        let editions = self.editions(raw.editions.as_ref());
        let minutes = self.document(raw.minutes.as_ref());
        let source = self.document(raw.source.as_ref());
        Some(Meeting {
            id: id?,
            kind: kind?,
            appointment: appointment?,
            synthetic: raw.synthetic.is_some_and(|synthetic| synthetic.value),
            title: raw.title?.value,
            note: raw.note.map(|note| note.value),
            venue: raw.venue.map(|venue| venue.value),
            documents,
            editions,
            minutes,
            source,
        })
    }

    fn recurring(&mut self, raw: RawRecurring) -> Option<Recurring> {
        let RawRecurring { kind, times_per_year, title, source } = raw;
        let kind = self.checker.word(kind.as_ref(), &MeetingKind::ALL);
        let times_per_year = match &times_per_year {
            Some(times) => Some(self.checker.within(Some(times), 1..=52)?),
            None => None,
        };
        let source = self.document(source.as_ref());
        Some(Recurring { kind: kind?, times_per_year, title: title?.value, source })
    }

    fn id(&mut self, written: Option<&Located<String>>) -> Option<String> {
        let id = self.checker.id(written?, Alphabet::Slug)?;
        if self.ids.insert(id.clone()) {
            return Some(id);
        }
        self.checker.repeated(written?);
        None
    }

    fn document(&mut self, written: Option<&Located<String>>) -> Option<String> {
        let slug = self.checker.slug(written)?;
        self.refer(written?, Referent::Document(slug.clone()));
        Some(slug)
    }

    fn documents(&mut self, written: Option<&Located<Words>>) -> Vec<String> {
        let written = written.map_or(&[][..], |words| &words.value.0);
        written.iter().filter_map(|slug| self.document(Some(slug))).collect()
    }

    fn editions(&mut self, written: Option<&Located<Words>>) -> Vec<Period> {
        let mut found = Vec::new();
        for month in written.map_or(&[][..], |words| &words.value.0) {
            if let Some(period) = self.checker.period(Some(month)) {
                self.refer(month, Referent::Edition(period));
                found.push(period);
            }
        }
        found
    }

    fn refer(&mut self, written: &Located<String>, to: Referent) {
        let place = self.checker.document.place_of(&written.span);
        self.references.push(Reference { field: written.field.to_string(), place, to });
    }
}
