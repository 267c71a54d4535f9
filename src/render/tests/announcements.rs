//! The calendar of the trial publication.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::diagnostic::Place;
use crate::model::calendar::{
    AnnouncedRelease, AnnouncementStatus, Appointment, Calendar, CalendarDate, Cancellation, DateChange, Meeting,
    MeetingKind, Recurring,
};
use crate::model::{Period, ReleaseId, Text};

fn text(danish: &str) -> Text {
    Text { da: danish.into(), en: danish.into() }
}

fn day(date: &str) -> NaiveDate {
    date.parse().unwrap()
}

fn on(date: &str) -> CalendarDate {
    CalendarDate::Day(day(date))
}

fn standing(date: CalendarDate, status: AnnouncementStatus) -> Appointment {
    Appointment { date, time: None, status, logged: None, changes: Vec::new() }
}

fn release(id: &str, month: &str, version: u16, title: &str, appointment: Appointment) -> AnnouncedRelease {
    AnnouncedRelease {
        id: id.into(),
        release: ReleaseId { period: Period::parse(month).unwrap(), version },
        appointment,
        synthetic: false,
        title: text(title),
        note: None,
        source: None,
        uncounted: None,
        place: Place::at(&Arc::from("data/calendar.toml"), 1, 1),
    }
}

/// What came out (in a week, moved and late), what is overdue, cancelled and to come, and meetings of every kind.
pub(super) fn trial() -> Calendar {
    let confirmed = || AnnouncementStatus::Confirmed;
    let week = CalendarDate::Week(day("2009-12-10").iso_week());
    let moved = Appointment {
        logged: Some(day("2021-11-01")),
        changes: vec![DateChange {
            logged: day("2021-12-01"),
            from: on("2021-12-10"),
            to: on("2021-12-14"),
            reason: text("To a-kasser fik en uge mere til at sende <tal>."),
        }],
        ..standing(on("2021-12-14"), confirmed())
    };
    let notice = Cancellation { logged: day("2021-12-20"), notice: text("Der kom ingen rettelser.") };
    let unknown = Some(text("Dagen er ikke kendt."));
    Calendar {
        releases: vec![
            AnnouncedRelease {
                uncounted: unknown,
                source: Some("aftale".into()),
                ..release("december", "2009-12", 1, "Første tal", standing(week, confirmed()))
            },
            release("august", "2021-08", 1, "Fokusmålet, august 2021", standing(on("2021-11-12"), confirmed())),
            release("september", "2021-09", 1, "Fokusmålet, september 2021", moved),
            release(
                "anden",
                "2021-08",
                2,
                "Revision",
                standing(on("2022-01-10"), AnnouncementStatus::Cancelled(notice)),
            ),
            AnnouncedRelease {
                note: Some(text("Medio januar.")),
                ..release(
                    "oktober",
                    "2021-10",
                    1,
                    "Fokusmålet, oktober 2021",
                    standing(on("2022-02-14"), AnnouncementStatus::Provisional),
                )
            },
        ],
        meetings: meetings(),
        recurring: vec![
            Recurring {
                kind: MeetingKind::Director,
                times_per_year: Some(2),
                title: text("Møde mellem ledelserne"),
                source: None,
            },
            Recurring {
                kind: MeetingKind::Individual,
                times_per_year: None,
                title: text("Møder med de a-kasser, der har de største udfordringer"),
                source: Some("aftale".into()),
            },
        ],
        references: Vec::new(),
    }
}

fn meetings() -> Vec<Meeting> {
    let meeting = |id: &str, kind, date, title: &str| Meeting {
        id: id.into(),
        kind,
        appointment: standing(date, AnnouncementStatus::Confirmed),
        synthetic: false,
        title: text(title),
        note: None,
        venue: None,
        documents: Vec::new(),
        editions: Vec::new(),
        minutes: None,
        source: None,
    };
    let forum = CalendarDate::Month(Period::parse("2013-08").unwrap());
    let network = on("2022-03-02");
    let months = ["2021-09", "2021-10"].map(|month| Period::parse(month).unwrap());
    vec![
        Meeting {
            source: Some("aftale".into()),
            ..meeting("forum", MeetingKind::Other, forum, "Koordinerende a-kasseforum")
        },
        Meeting {
            appointment: Appointment {
                time: NaiveTime::from_hms_opt(13, 0, 0),
                ..standing(network, AnnouncementStatus::Provisional)
            },
            venue: Some(text("i Odense")),
            documents: vec!["aftale".into()],
            editions: months.into(),
            ..meeting("netvaerk", MeetingKind::AkasseNetwork, network, "Forårets netværksmøde")
        },
    ]
}
