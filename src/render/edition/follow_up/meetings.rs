//! The meetings where the targets are followed up.

use serde::Serialize;

use crate::render::address::Here;
use crate::render::edition::prepared::Prepared;
use crate::text::messages::say;

/// Meetings that recur. Those with a date stand on pages that are drawn anew: dates come and change.
#[derive(Debug, Serialize)]
pub(crate) struct MeetingsView {
    /// What happens some times every year, a sentence each.
    recurring: Vec<String>,
    /// The way to the calendar.
    calendar: String,
}

/// The meetings as seen from an edition.
pub(super) fn view(prepared: &Prepared<'_>, here: &Here) -> MeetingsView {
    let say = prepared.press.say;
    let recurring =
        prepared.press.site.publication.calendar.recurring.iter().map(|meeting| match meeting.times_per_year {
            Some(times) => say!(say, "follow-meeting-times", title = say.of(&meeting.title), times = times),
            None => say!(say, "follow-meeting-needed", title = say.of(&meeting.title)),
        });
    MeetingsView { recurring: recurring.collect(), calendar: here.page("kalender/") }
}
