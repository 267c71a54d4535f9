//! The meetings where the targets are followed up.

use serde::Serialize;

use crate::model::calendar::Meeting;
use crate::render::address::Here;
use crate::render::edition::prepared::Prepared;
use crate::text::date;

/// Meetings that recur, and those that are announced.
#[derive(Debug, Serialize)]
pub(crate) struct MeetingsView {
    /// What happens some times every year, a sentence each.
    recurring: Vec<String>,
    /// Meetings announced for after the publication of this version, in time order.
    next: Vec<String>,
    /// The way to the calendar.
    calendar: String,
}

/// The meetings as seen from an edition.
pub(super) fn view(prepared: &Prepared<'_>, here: &Here) -> MeetingsView {
    let calendar = &prepared.press.site.publication.calendar;
    let recurring = calendar.recurring.iter().map(|meeting| {
        let often = match meeting.times_per_year {
            Some(1) => "én gang om året".to_owned(),
            Some(times) => format!("{times} gange om året"),
            None => "efter behov".to_owned(),
        };
        format!("{}: {often}.", meeting.title.da)
    });
    let coming = calendar.meetings.iter().filter(|meeting| is_coming(prepared, meeting));
    let next = coming.map(|meeting| {
        let mark = if meeting.synthetic { " (opdigtet)" } else { "" };
        format!("{}: {}{mark}.", date::of_calendar(meeting.appointment.date), meeting.title.da)
    });
    MeetingsView { recurring: recurring.collect(), next: next.collect(), calendar: here.page("kalender/") }
}

/// Whether a meeting lies after the day on which the version came out, as far as its date is known. Made-up meetings
/// stand on made-up pages only.
fn is_coming(prepared: &Prepared<'_>, meeting: &Meeting) -> bool {
    let release = &prepared.edition.release;
    let published = release.published.with_timezone(&prepared.press.site.publication.time_zone).date_naive();
    let stands = meeting.appointment.cancellation().is_none() && (release.synthetic || !meeting.synthetic);
    stands && *meeting.appointment.date.days().start() > published
}
