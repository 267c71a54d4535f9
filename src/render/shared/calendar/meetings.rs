//! Meetings about the figures.

use chrono::NaiveDate;

use super::releases::{push_history, push_remark, push_source, push_status, source};
use super::{Part, when};
use crate::model::Period;
use crate::model::calendar::Meeting;
use crate::render::address;
use crate::render::cell::Cell;
use crate::render::html::{Html, escape, escaped, push_link};
use crate::render::site::note_folder;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::{Messages, say};

/// Meetings that the archive's latest publication has not passed, in time order.
pub(super) fn coming(part: &Part<'_>) -> Option<Html> {
    let meetings: Vec<&Meeting> = part.meetings().filter(|meeting| !part.has_passed(meeting)).collect();
    table(part, ("moeder", &part.press.say.text("calendar-meetings")), &meetings)
}

/// Meetings before the archive's latest publication, newest first.
pub(super) fn held(part: &Part<'_>) -> Option<Html> {
    let mut meetings: Vec<&Meeting> = part.meetings().filter(|meeting| part.has_passed(meeting)).collect();
    meetings.reverse();
    table(part, ("tidligere", &part.press.say.text("calendar-held")), &meetings)
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
    let say = part.press.say;
    if meetings.is_empty() {
        return None;
    }
    let mut table = Table::new(say, id, caption, Sorting::Fixed);
    table.columns(&["judged-when", "calendar-meeting", "calendar-papers"].map(|key| Column::text(say.text(key))));
    for meeting in meetings {
        let appointment = &meeting.appointment;
        let label = when::label(say, appointment.date);
        let head = when::head(say, &label, appointment.date, appointment.time).wrapped();
        table.row(&head, [what(part, meeting), papers(part, meeting)]);
    }
    Some(table.finish())
}

/// What a meeting is called, and whether it is made up.
pub(super) fn name(say: &Messages, meeting: &Meeting) -> String {
    if meeting.synthetic {
        say!(say, "calendar-made-up-one", title = say.of(&meeting.title))
    } else {
        say.of(&meeting.title).into_owned()
    }
}

fn what(part: &Part<'_>, meeting: &Meeting) -> Cell {
    let say = part.press.say;
    let mut out = escaped(&name(say, meeting));
    let kind = words::meeting(say, meeting.kind);
    let kind = meeting.venue.as_ref().map_or_else(|| kind.to_string(), |venue| format!("{kind}, {}", say.of(venue)));
    push_remark(&mut out, &kind);
    if let Some(note) = &meeting.note {
        push_remark(&mut out, &say.of(note));
    }
    let appointment = &meeting.appointment;
    // A meeting that took place is no date that stands any more.
    if appointment.cancellation().is_some() || !part.has_passed(meeting) {
        push_status(say, &mut out, appointment);
        push_history(say, &mut out, appointment);
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
    items.extend(
        meeting.minutes.as_ref().and_then(|slug| document(part, slug, &part.press.say.text("calendar-minutes"))),
    );
    let mut out = String::new();
    if !items.is_empty() {
        out.push_str("<ul class=\"links\"><li>");
        out.push_str(&items.join("</li><li>"));
        out.push_str("</li></ul>");
    }
    let known_from = meeting.source.as_deref().filter(|source| meeting.minutes.as_deref() != Some(*source));
    push_source(part, &mut out, known_from);
    if out.is_empty() { Cell::said(part.press.say, "calendar-none") } else { Cell::Html(out) }
}

/// The figures of a month; a link once they are out, so that nothing is told of them before.
fn figures(part: &Part<'_>, period: Period) -> String {
    let say = part.press.say;
    let mut out = String::new();
    let month = say.month(period);
    match part.press.site.catalogue.newest_of(period) {
        Some(entry) => {
            let key = if entry.release.synthetic { "calendar-figures-made-up" } else { "calendar-figures" };
            push_link(&mut out, &part.here.page(&address::month(period)), &say!(say, key, month = month));
        }
        None => escape(&mut out, &say!(say, "calendar-figures-to-come", month = month)),
    }
    out
}

fn document(part: &Part<'_>, slug: &str, before: &str) -> Option<String> {
    let note = part.press.site.note(slug)?;
    let mut out = escaped(before);
    push_link(&mut out, &part.here.page(&note_folder(note)), &part.press.say.danish(&note.title));
    Some(out)
}

/// What happens every year.
pub(super) fn recurring(part: &Part<'_>) -> Option<Html> {
    let say = part.press.say;
    let recurring = &part.press.site.publication.calendar.recurring;
    if recurring.is_empty() {
        return None;
    }
    let mut table = Table::new(say, "faste", &say.text("calendar-recurring"), Sorting::Fixed);
    table.columns(&["calendar-meeting", "calendar-often", "shared-fact-source"].map(|key| Column::text(say.text(key))));
    for meeting in recurring {
        let often = match meeting.times_per_year {
            Some(times) => say!(say, "calendar-times", times = times),
            None => say.text("calendar-when-needed").into_owned(),
        };
        let kind = words::meeting(say, meeting.kind).into_owned();
        let head = Head::text(say.of(&meeting.title)).remark(kind).wrapped();
        table.row(&head, [Cell::Text(often.into()), source(part, meeting.source.as_deref())]);
    }
    Some(table.finish())
}
