//! What is announced, what became of it, and how punctual the publication is.

mod meetings;
mod record;
mod releases;
mod when;

use serde::Serialize;

use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::FileSet;
use crate::model::timetable::Timetable;
use crate::render::address::Here;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::press::Press;
use crate::render::words;
use crate::text::messages::{Messages, say};

/// What `calendar.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct CalendarView {
    /// The time of day at which releases appear.
    hour: String,
    /// The release that is expected next; none when nothing is announced.
    next: Option<HighlightView>,
    /// How punctual the publication is in one figure for each kind of figures; empty when nothing can be counted.
    punctual: Vec<HighlightView>,
    /// The calendar as iCalendar, to subscribe to; none while it has no entry.
    subscribe: Option<Link>,
    /// The calendar as JSON.
    data: Link,
    /// Announced releases that are not in the archive, in time order.
    coming: Option<Html>,
    /// Announced releases that others have overtaken.
    overdue: Option<Html>,
    /// Meetings after the archive's latest publication, in time order.
    meetings: Option<Html>,
    /// Changed dates and cancellations, newest first.
    changes: Option<Html>,
    /// Punctuality and timeliness, real and made-up figures apart.
    record: Option<Html>,
    /// The same by year of publication; none when there is one year.
    years: Option<Html>,
    /// Published versions with their punctuality, newest first.
    published: Option<Html>,
    /// Meetings before the archive's latest publication, newest first.
    held: Option<Html>,
    /// What happens every year.
    recurring: Option<Html>,
    /// Whether nothing at all is announced.
    blank: bool,
}

/// A figure or a date set large.
#[derive(Debug, Serialize)]
pub(crate) struct HighlightView {
    /// What it is, above it.
    of: String,
    /// The figure or the date.
    figure: Html,
    /// The rest of it, below.
    rest: String,
}

/// What the parts of the page are drawn from.
struct Part<'a> {
    press: &'a Press<'a>,
    timetable: &'a Timetable,
    here: &'a Here,
}

/// Draws the calendar.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let say = shared.press.say;
    let press = shared.press;
    let here = press.here("kalender/");
    let part = Part { press, timetable: shared.timetable, here: &here };
    let calendar = &press.site.publication.calendar;
    let view = CalendarView {
        hour: when::release_hour(say, &press.site.publication.release_hour),
        next: releases::next(&part),
        punctual: record::highlights(&part),
        subscribe: (!calendar.is_blank()).then(|| Link::new(here.to("kalender.ics"), "kalender.ics")),
        data: Link::new(here.to("api/v1/calendar.json"), "JSON"),
        coming: releases::coming(&part),
        overdue: releases::overdue(&part),
        meetings: meetings::coming(&part),
        changes: releases::changes(&part),
        record: record::table(&part),
        years: record::years(&part),
        published: releases::published(&part),
        held: meetings::held(&part),
        recurring: meetings::recurring(&part),
        blank: calendar.is_blank() && calendar.recurring.is_empty(),
    };
    let about = About {
        title: say.text("word-calendar").into_owned(),
        description: say.text("calendar-about").into_owned(),
        section: Section::Editions,
        way: vec![(say.text("word-releases").into_owned(), "udgivelser/".into())],
        banners: Vec::new(),
        here: here.clone(),
    };
    press.print(files, "calendar.html", about, &view)
}

/// A number of days in words: `1 dag`, `3 dage`, `0,5 dage`.
fn days(say: &Messages, number: &str) -> String {
    let key = if number == "1" || number == "-1" || number == "−1" { "calendar-day" } else { "calendar-days" };
    say!(say, key, number = number)
}

/// How far from an announced date something came out.
fn deviation(say: &Messages, delay: i64) -> String {
    let size = days(say, &delay.unsigned_abs().to_string());
    match delay {
        0 => say.text("calendar-on-time").into_owned(),
        1.. => say!(say, "calendar-late", days = size),
        _ => say!(say, "calendar-early", days = size),
    }
}

/// A name with the mark of made-up figures.
fn marked(say: &Messages, name: &str, synthetic: bool) -> String {
    if synthetic { format!("{name} ({})", say.text(super::made_up::MARK)) } else { name.to_owned() }
}

/// The month and version that came out, and whether its figures are made up: `Januar 2026, udgave 2 (opdigtede tal)`.
fn subject(say: &Messages, id: crate::model::ReleaseId, synthetic: bool) -> String {
    let month = words::capital(&say.month(id.period));
    let name =
        if id.version > 1 { say!(say, "word-month-version", month = month, version = id.version) } else { month };
    marked(say, &name, synthetic)
}
