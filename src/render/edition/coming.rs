//! What is announced for after the newest month. It stands on pages that are drawn anew: dates come and change.

use serde::Serialize;

use super::prepared::Prepared;
use crate::model::calendar::Meeting;
use crate::model::timetable::{ReleaseStanding, Timetable};
use crate::render::words;
use crate::text::date;

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
    let announced = prepared.press.site.publication.calendar.releases.iter().zip(&timetable.standings);
    let mut coming =
        announced.filter(|(_, standing)| **standing == ReleaseStanding::Coming).map(|(release, _)| release);
    match coming.find(|release| release.release.period > prepared.period()) {
        Some(release) => format!(
            "{}{}: {} ({}).",
            release.title.da,
            if release.synthetic { ", opdigtede tal" } else { "" },
            date::of_calendar(release.appointment.date),
            words::announcement(&release.appointment.status).to_lowercase()
        ),
        None => "Der er ikke annonceret en ny udgivelse.".into(),
    }
}

fn meetings(prepared: &Prepared<'_>) -> Vec<String> {
    let meetings = prepared.press.site.publication.calendar.meetings.iter();
    let coming = meetings.filter(|meeting| is_coming(prepared, meeting)).map(|meeting| {
        let mark = if meeting.synthetic { " (opdigtet)" } else { "" };
        format!("{}: {}{mark}.", date::of_calendar(meeting.appointment.date), meeting.title.da)
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
