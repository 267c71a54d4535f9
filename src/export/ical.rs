//! `kalender.ics`: the calendar to subscribe to (RFC 5545).
//!
//! An entry keeps its UID for good; SEQUENCE grows with each logged change. Times of change come from the data, never
//! from the clock, so the same calendar gives the same bytes. There is no METHOD: this is a calendar, not an invitation.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use icalendar::{Calendar as File, Component, Event, EventLike, EventStatus, Property};

use crate::model::calendar::{AnnouncedRelease, AnnouncementStatus, Appointment, CalendarDate, Meeting};
use crate::model::catalogue::{Catalogue, CatalogueEntry};
use crate::model::timetable::Timetable;
use crate::model::{Language, Publication, ReleaseId};
use crate::text::date;

/// The most octets of a line, without its break.
const LINE: usize = 75;

/// The calendar; `None` when it has no entry, since a calendar without one is none.
pub(super) fn file(publication: &Publication, catalogue: &Catalogue, timetable: &Timetable) -> Option<Vec<u8>> {
    let desk = Desk { publication, catalogue, timetable };
    let calendar = &publication.calendar;
    let mut file = File::empty();
    for (key, value) in [
        ("VERSION", "2.0".to_owned()),
        ("PRODID", format!("-//{}//noegletal//DA", desk.host())),
        ("CALSCALE", "GREGORIAN".to_owned()),
        ("X-WR-CALNAME", publication.title.da.clone()),
        ("X-WR-TIMEZONE", publication.time_zone.name().to_owned()),
    ] {
        file.append_property(Property::new(key, value));
    }
    for release in &calendar.releases {
        file.push(desk.release(release));
    }
    for meeting in &calendar.meetings {
        file.push(desk.meeting(meeting));
    }
    (!file.components.is_empty()).then(|| folded(&file.to_string()).into_bytes())
}

struct Desk<'a> {
    publication: &'a Publication,
    catalogue: &'a Catalogue,
    timetable: &'a Timetable,
}

impl Desk<'_> {
    /// Where the archive is at home, which makes ids unlike those of other publications.
    fn host(&self) -> &str {
        let address = self.publication.base_url.split_once("://").map_or("", |(_, rest)| rest);
        address.split(['/', ':', '?']).next().unwrap_or_default()
    }

    fn release(&self, release: &AnnouncedRelease) -> Event {
        let appointment = &release.appointment;
        let hour = NaiveTime::parse_from_str(&self.publication.release_hour, "%H:%M").ok();
        let entry = self.catalogue.entries.iter().find(|entry| entry.release.id == release.release);
        let mut event = self.event(&release.id, appointment, appointment.time.or(hour));
        let mark = if release.synthetic { " (opdigtede tal)" } else { "" };
        event.summary(&format!("{}{mark}{}", release.title.da, precision(appointment.date)));
        let mut said: Vec<String> = release.note.iter().map(|note| note.da.clone()).collect();
        said.extend(history(appointment));
        said.extend(entry.map(|entry| self.came(entry)));
        describe(&mut event, &said);
        event.add_property("CATEGORIES", "Udgivelse");
        event.add_property("TRANSP", "TRANSPARENT");
        event.add_property("URL", self.page(entry.map(|entry| entry.release.id)));
        let published = entry.filter(|entry| !entry.under_embargo).map(|entry| entry.release.published.to_utc());
        stamp(&mut event, changed(appointment).max(published.unwrap_or(DateTime::UNIX_EPOCH)));
        event.done()
    }

    fn meeting(&self, meeting: &Meeting) -> Event {
        let appointment = &meeting.appointment;
        let mut event = self.event(&meeting.id, appointment, appointment.time);
        let mark = if meeting.synthetic { " (opdigtet)" } else { "" };
        event.summary(&format!("{}{mark}{}", meeting.title.da, precision(appointment.date)));
        let mut said: Vec<String> = meeting.note.iter().map(|note| note.da.clone()).collect();
        said.extend(history(appointment));
        describe(&mut event, &said);
        if let Some(venue) = &meeting.venue {
            event.location(&venue.da);
        }
        event.add_property("CATEGORIES", "Møde");
        event.add_property("URL", self.page(None));
        stamp(&mut event, changed(appointment));
        event.done()
    }

    /// What releases and meetings have in common.
    fn event(&self, id: &str, appointment: &Appointment, time: Option<NaiveTime>) -> Event {
        let mut event = Event::new();
        event.uid(&format!("{id}@{}", self.host()));
        event.sequence(appointment.revisions());
        event.status(match appointment.status {
            AnnouncementStatus::Provisional => EventStatus::Tentative,
            AnnouncementStatus::Confirmed => EventStatus::Confirmed,
            AnnouncementStatus::Cancelled(_) => EventStatus::Cancelled,
        });
        match (appointment.date, time.and_then(|time| self.moment(appointment.date, time))) {
            (CalendarDate::Day(_), Some(moment)) => {
                event.starts(moment);
            }
            (date, _) => {
                let days = date.days();
                let end = days.end().checked_add_days(Days::new(1)).unwrap_or(*days.end());
                event.starts(*days.start());
                event.ends(end);
            }
        }
        event
    }

    /// A local time as a moment; `None` where clocks leave it out.
    fn moment(&self, date: CalendarDate, time: NaiveTime) -> Option<DateTime<Utc>> {
        let local = self.publication.time_zone.from_local_datetime(&date.days().start().and_time(time));
        local.earliest().map(|moment| moment.to_utc())
    }

    fn page(&self, published: Option<ReleaseId>) -> String {
        let folder = published.map_or_else(|| "kalender".to_owned(), ReleaseId::path);
        format!("{}{folder}/", self.publication.base_url)
    }

    /// When a release came out, and how far from its announcement.
    fn came(&self, entry: &CatalogueEntry) -> String {
        if entry.under_embargo {
            return "Under embargo.".to_owned();
        }
        let when = date::moment(Language::Danish, entry.release.published, self.publication.time_zone);
        let version = self.timetable.versions.iter().find(|version| version.id == entry.release.id);
        let delay = version.and_then(|version| version.kept).filter(|kept| kept.counts).map(|kept| kept.delay);
        match delay {
            None => format!("Udkom {when}."),
            Some(0) => format!("Udkom {when}, til tiden."),
            Some(days) => {
                let word = if days > 0 { "sent" } else { "tidligt" };
                let unit = if days.abs() == 1 { "dag" } else { "dage" };
                format!("Udkom {when}, {} {unit} for {word}.", days.abs())
            }
        }
    }
}

/// What is added to a name when the day is not known.
fn precision(when: CalendarDate) -> String {
    match when {
        CalendarDate::Day(_) => String::new(),
        CalendarDate::Week(_) | CalendarDate::Month(_) => format!(", {}", date::of_calendar(Language::Danish, when)),
    }
}

/// What became of a date, a sentence each, oldest first.
fn history(appointment: &Appointment) -> Vec<String> {
    let mut said: Vec<String> = appointment
        .changes
        .iter()
        .map(|change| {
            let (from, to) =
                (date::of_calendar(Language::Danish, change.from), date::of_calendar(Language::Danish, change.to));
            format!("Flyttet fra {from} til {to}: {}", change.reason.da)
        })
        .collect();
    said.extend(appointment.cancellation().map(|cancelled| format!("Aflyst: {}", cancelled.notice.da)));
    said
}

/// When an entry last changed: as logged, or else the first day it means.
fn changed(appointment: &Appointment) -> DateTime<Utc> {
    let day: NaiveDate = appointment.last_logged().unwrap_or(*appointment.date.days().start());
    day.and_time(NaiveTime::MIN).and_utc()
}

fn describe(event: &mut Event, said: &[String]) {
    if !said.is_empty() {
        event.description(&said.join("\n"));
    }
}

fn stamp(event: &mut Event, moment: DateTime<Utc>) {
    event.timestamp(moment);
    event.last_modified(moment);
}

/// The lines folded anew: the crate's last fold may be an octet too long.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut octets = 0;
        for letter in line.chars() {
            if octets + letter.len_utf8() > LINE {
                out.push_str("\r\n ");
                octets = 1;
            }
            out.push(letter);
            octets += letter.len_utf8();
        }
        out.push_str("\r\n");
    }
    out
}
