//! The meetings where the targets are followed up.

use serde::Serialize;

use crate::render::address::Here;
use crate::render::edition::prepared::Prepared;

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
    let recurring = prepared.press.site.publication.calendar.recurring.iter().map(|meeting| {
        let often = match meeting.times_per_year {
            Some(1) => "én gang om året".to_owned(),
            Some(times) => format!("{times} gange om året"),
            None => "efter behov".to_owned(),
        };
        format!("{}: {often}.", meeting.title.da)
    });
    MeetingsView { recurring: recurring.collect(), calendar: here.page("kalender/") }
}
