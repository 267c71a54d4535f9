//! Meetings about the figures.

use chrono::NaiveDate;

use super::releases::{push_history, push_remark, push_source, push_status, source};
use super::{Part, when};
use crate::model::Period;
use crate::model::calendar::Meeting;
use crate::render::address;
use crate::render::cell::Cell;
use crate::render::html::{Html, escape, escaped, push_link};
use crate::render::shared::made_up::MARK;
use crate::render::site::note_folder;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::date;

/// Meetings that the archive's latest publication has not passed, in time order.
pub(super) fn coming(part: &Part<'_>) -> Option<Html> {
    let meetings: Vec<&Meeting> = part.meetings().filter(|meeting| !part.has_passed(meeting)).collect();
    table(part, ("moeder", "Møder, de nærmeste først"), &meetings)
}

/// Meetings before the archive's latest publication, newest first.
pub(super) fn held(part: &Part<'_>) -> Option<Html> {
    let mut meetings: Vec<&Meeting> = part.meetings().filter(|meeting| part.has_passed(meeting)).collect();
    meetings.reverse();
    table(part, ("tidligere", "Tidligere møder, det seneste først"), &meetings)
}

impl<'a> Part<'a> {
    fn meetings(&self) -> impl Iterator<Item = &'a Meeting> {
        self.press.site.publication.calendar.meetings.iter()
    }

    fn has_passed(&self, meeting: &Meeting) -> bool {
        let as_of: Option<NaiveDate> = self.timetable.as_of;
        as_of.is_some_and(|day| *meeting.appointment.date.days().end() < day)
    }
}

fn table(part: &Part<'_>, (id, caption): (&str, &str), meetings: &[&Meeting]) -> Option<Html> {
    if meetings.is_empty() {
        return None;
    }
    let mut table = Table::new(id, caption, Sorting::Fixed);
    table.columns(&[Column::text("Hvornår"), Column::text("Møde"), Column::text("Papirer")]);
    for meeting in meetings {
        let appointment = &meeting.appointment;
        let label = when::label(appointment.date);
        let head = when::head(&label, appointment.date, appointment.time).wrapped();
        table.row(&head, [what(part, meeting), papers(part, meeting)]);
    }
    Some(table.finish())
}

/// What a meeting is called, and whether it is made up.
pub(super) fn name(meeting: &Meeting) -> String {
    if meeting.synthetic { format!("{} (opdigtet)", meeting.title.da) } else { meeting.title.da.clone() }
}

fn what(part: &Part<'_>, meeting: &Meeting) -> Cell {
    let mut out = escaped(&name(meeting));
    let kind = words::meeting(meeting.kind);
    let kind = meeting.venue.as_ref().map_or_else(|| kind.to_owned(), |venue| format!("{kind}, {}", venue.da));
    push_remark(&mut out, &kind);
    if let Some(note) = &meeting.note {
        push_remark(&mut out, &note.da);
    }
    let appointment = &meeting.appointment;
    // A meeting that took place is no date that stands any more.
    if appointment.cancellation().is_some() || !part.has_passed(meeting) {
        push_status(&mut out, appointment);
        push_history(&mut out, appointment);
    }
    Cell::Html(out)
}

fn papers(part: &Part<'_>, meeting: &Meeting) -> Cell {
    let mut items = Vec::new();
    for period in &meeting.editions {
        items.push(figures(part, *period));
    }
    for slug in &meeting.documents {
        items.extend(document(part, slug, ""));
    }
    items.extend(meeting.minutes.as_ref().and_then(|slug| document(part, slug, "Referat: ")));
    let mut out = String::new();
    if !items.is_empty() {
        out.push_str("<ul class=\"links\"><li>");
        out.push_str(&items.join("</li><li>"));
        out.push_str("</li></ul>");
    }
    let known_from = meeting.source.as_deref().filter(|source| meeting.minutes.as_deref() != Some(*source));
    push_source(part, &mut out, known_from);
    if out.is_empty() { Cell::Text("ingen".into()) } else { Cell::Html(out) }
}

/// The figures of a month; a link once they are out, so that nothing is told of them before.
fn figures(part: &Part<'_>, period: Period) -> String {
    let mut out = String::new();
    let month = date::month(period);
    match part.press.site.catalogue.newest_of(period) {
        Some(entry) => {
            let mark = if entry.release.synthetic { format!(" ({MARK})") } else { String::new() };
            push_link(&mut out, &part.here.page(&address::month(period)), &format!("Tallene for {month}{mark}"));
        }
        None => escape(&mut out, &format!("Tallene for {month} (ikke udkommet)")),
    }
    out
}

fn document(part: &Part<'_>, slug: &str, before: &str) -> Option<String> {
    let note = part.press.site.note(slug)?;
    let mut out = before.to_owned();
    push_link(&mut out, &part.here.page(&note_folder(note)), &note.title);
    Some(out)
}

/// What happens every year.
pub(super) fn recurring(part: &Part<'_>) -> Option<Html> {
    let recurring = &part.press.site.publication.calendar.recurring;
    if recurring.is_empty() {
        return None;
    }
    let mut table = Table::new("faste", "Hvad der er aftalt for hvert år", Sorting::Fixed);
    table.columns(&[Column::text("Møde"), Column::text("Hvor ofte"), Column::text("Kilde")]);
    for meeting in recurring {
        let often = match meeting.times_per_year {
            Some(1) => "en gang om året".to_owned(),
            Some(times) => format!("{times} gange om året"),
            None => "efter behov".to_owned(),
        };
        let kind = words::meeting(meeting.kind).to_owned();
        let head = Head::text(&meeting.title.da).remark(kind).wrapped();
        table.row(&head, [Cell::Text(often.into()), source(part, meeting.source.as_deref())]);
    }
    Some(table.finish())
}
