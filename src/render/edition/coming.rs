//! What is announced for after the newest month. It stands on pages that are drawn anew: dates come and change.

use serde::Serialize;

use super::prepared::Prepared;
use crate::model::calendar::Meeting;
use crate::model::timetable::{ReleaseStanding, Timetable};
use crate::render::words;
use crate::text::messages::say;

/// What is announced for after the newest month.
#[derive(Debug, Serialize)]
pub(crate) struct ComingView {
    /// When the next release comes.
    release: String,
    /// Meetings announced for after the publication of the newest version, in time order.
    meetings: Vec<String>,
}

/// What is announced, as seen from the newest edition.
pub(super) fn view(prepared: &Prepared<'_>, timetable: &Timetable) -> ComingView {
    ComingView { release: release(prepared, timetable), meetings: meetings(prepared) }
}

/// When the next month is announced for.
fn release(prepared: &Prepared<'_>, timetable: &Timetable) -> String {
    let say = prepared.press.say;
    let announced = prepared.press.site.publication.calendar.releases.iter().zip(&timetable.standings);
    let mut coming =
        announced.filter(|(_, standing)| **standing == ReleaseStanding::Coming).map(|(release, _)| release);
    match coming.find(|release| release.release.period > prepared.period()) {
        Some(release) => say!(
            say,
            if release.synthetic { "edition-coming-made-up" } else { "edition-coming" },
            title = say.of(&release.title),
            date = say.of_calendar(release.appointment.date),
            status = words::announcement(say, &release.appointment.status).to_lowercase(),
        ),
        None => say.text("edition-nothing-coming").into_owned(),
    }
}

fn meetings(prepared: &Prepared<'_>) -> Vec<String> {
    let say = prepared.press.say;
    let meetings = prepared.press.site.publication.calendar.meetings.iter();
    let coming = meetings.filter(|meeting| is_coming(prepared, meeting)).map(|meeting| {
        let key = if meeting.synthetic { "edition-meeting-made-up" } else { "edition-meeting" };
        say!(say, key, date = say.of_calendar(meeting.appointment.date), title = say.of(&meeting.title))
    });
    coming.collect()
}

/// Whether a meeting lies after the day on which the version came out, as far as its date is known. Made-up meetings
/// stand on made-up pages only.
fn is_coming(prepared: &Prepared<'_>, meeting: &Meeting) -> bool {
    let release = &prepared.edition.release;
    let published = release.published.with_timezone(&prepared.press.site.publication.time_zone).date_naive();
    let stands = meeting.appointment.cancellation().is_none() && (release.synthetic || !meeting.synthetic);
    stands && *meeting.appointment.date.days().start() > published
}
