//! What is announced: releases and meetings.

use serde::Serialize;

use super::editions::made_up;
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::calendar::Calendar;
use crate::model::{FileSet, Text};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::frame::{About, Section};
use crate::render::html::Html;
use crate::render::press::Press;
use crate::render::register;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::date;

/// What `calendar.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct CalendarView {
    /// Announced releases, newest first.
    releases: Option<Html>,
    /// Meetings, newest first.
    meetings: Option<Html>,
    /// What happens some times every year.
    recurring: Option<Html>,
    /// The time of day at which releases appear.
    hour: String,
}

/// Draws the calendar.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let press = shared.press;
    let here = Here::new("kalender/");
    let calendar = &press.site.publication.calendar;
    let view = CalendarView {
        releases: releases(press, &here, calendar),
        meetings: meetings(press, &here, calendar),
        recurring: recurring(press, &here, calendar),
        hour: press.site.publication.release_hour.trim_start_matches('0').replace(':', "."),
    };
    let about = About {
        title: "Kalender".into(),
        description: "Annoncerede udgivelser og møder.".into(),
        section: Section::Editions,
        way: vec![("Udgivelser".into(), "udgivelser/".into())],
        banners: Vec::new(),
        here,
    };
    press.print(files, "calendar.html", about, &view)
}

fn remark(note: Option<&Text>) -> Cell {
    Cell::Text(note.map_or_else(|| "ingen bemærkning".into(), |note| note.da.clone().into()))
}

fn releases(press: &Press<'_>, here: &Here, calendar: &Calendar) -> Option<Html> {
    if calendar.releases.is_empty() {
        return None;
    }
    let mut table = Table::new("udgivelser", "Annoncerede udgivelser, nyeste først", Sorting::Fixed);
    table.columns(&[
        Column::text("Annonceret til"),
        Column::text("Udgivelse"),
        Column::text("Står som"),
        Column::text("Bemærkning"),
    ]);
    for release in calendar.releases.iter().rev() {
        let when = words::capital(&date::of_calendar(release.date));
        let title = match press.site.catalogue.newest_of(release.period) {
            Some(entry) => Cell::Link {
                href: here.page(&address::month(release.period)),
                label: format!("{}{}", release.title.da, made_up(entry)),
            },
            None => Cell::Text(release.title.da.clone().into()),
        };
        let status = Cell::Text(words::announcement(release.status).into());
        table.row(&Head::text(&when), [title, status, remark(release.note.as_ref())]);
    }
    Some(table.finish())
}

fn meetings(press: &Press<'_>, here: &Here, calendar: &Calendar) -> Option<Html> {
    if calendar.meetings.is_empty() {
        return None;
    }
    let mut table = Table::new("moeder", "Møder, nyeste først", Sorting::Fixed);
    table.columns(&[
        Column::text("Dato"),
        Column::text("Møde"),
        Column::text("Slags"),
        Column::text("Kilde"),
        Column::text("Bemærkning"),
    ]);
    for meeting in calendar.meetings.iter().rev() {
        let when = words::capital(&date::of_calendar(meeting.date));
        table.row(
            &Head::text(&when),
            [
                Cell::Text(meeting.title.da.clone().into()),
                Cell::Text(words::meeting(meeting.kind).into()),
                source(press, here, meeting.source.as_deref()),
                remark(meeting.note.as_ref()),
            ],
        );
    }
    Some(table.finish())
}

fn recurring(press: &Press<'_>, here: &Here, calendar: &Calendar) -> Option<Html> {
    if calendar.recurring.is_empty() {
        return None;
    }
    let mut table = Table::new("faste", "Faste møder", Sorting::Fixed);
    table.columns(&[
        Column::text("Møde"),
        Column::number("Hvor ofte", "mindst om året"),
        Column::text("Slags"),
        Column::text("Kilde"),
    ]);
    for meeting in &calendar.recurring {
        table.row(
            &Head::text(&meeting.title.da).wrapped(),
            [
                Cell::number(meeting.times_per_year.to_string()),
                Cell::Text(words::meeting(meeting.kind).into()),
                source(press, here, meeting.source.as_deref()),
            ],
        );
    }
    Some(table.finish())
}

fn source(press: &Press<'_>, here: &Here, slug: Option<&str>) -> Cell {
    slug.map_or_else(|| Cell::Text("ingen".into()), |slug| register::source(press, here, slug))
}
