//! Announced releases, those that came out, and what was changed on the way.

use super::meetings::name as meeting_name;
use super::{HighlightView, Part, deviation, marked, subject, when};
use crate::model::calendar::{AnnouncedRelease, Appointment, CalendarDate};
use crate::model::timetable::{Appearance, ReleaseStanding};
use crate::render::address;
use crate::render::cell::Cell;
use crate::render::html::{Html, escape, push_link};
use crate::render::register;
use crate::render::site::note_folder;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::{Messages, say};

impl<'a> Part<'a> {
    fn announced(&self) -> impl Iterator<Item = (&'a AnnouncedRelease, ReleaseStanding)> {
        let announced = self.press.site.publication.calendar.releases.iter();
        announced.zip(self.timetable.standings.iter().copied())
    }

    fn of_standing(&self, standing: ReleaseStanding) -> Vec<&'a AnnouncedRelease> {
        self.announced().filter(|(_, found)| *found == standing).map(|(release, _)| release).collect()
    }

    fn hour(&self, appointment: &Appointment) -> Option<chrono::NaiveTime> {
        when::hour(appointment, &self.press.site.publication.release_hour)
    }
}

/// The release that is expected next.
pub(super) fn next(part: &Part<'_>) -> Option<HighlightView> {
    let say = part.press.say;
    let release = part.of_standing(ReleaseStanding::Coming).into_iter().next()?;
    let appointment = &release.appointment;
    let mut rest = vec![marked(say, &say.of(&release.title), release.synthetic)];
    let remark = when::remark(say, appointment.date, part.hour(appointment));
    rest.extend((!remark.is_empty()).then_some(remark));
    rest.push(words::announcement(say, &appointment.status).to_lowercase());
    Some(HighlightView {
        of: say.text("calendar-next").into_owned(),
        figure: when::element(appointment.date, &when::label(say, appointment.date)),
        rest: format!("{}.", rest.join(", ")),
    })
}

/// Announced releases that are not in the archive, in time order; in a preview those under embargo, too.
pub(super) fn coming(part: &Part<'_>) -> Option<Html> {
    let wanted = [ReleaseStanding::Coming, ReleaseStanding::UnderEmbargo];
    let releases: Vec<_> = part.announced().filter(|(_, standing)| wanted.contains(standing)).collect();
    announced(part, ("udgivelser", &part.press.say.text("calendar-coming")), &releases)
}

/// Announced releases that others have overtaken.
pub(super) fn overdue(part: &Part<'_>) -> Option<Html> {
    let releases: Vec<_> = part.announced().filter(|(_, standing)| *standing == ReleaseStanding::Overdue).collect();
    announced(part, ("udeblevne", &part.press.say.text("calendar-overdue")), &releases)
}

fn announced(
    part: &Part<'_>,
    (id, caption): (&str, &str),
    releases: &[(&AnnouncedRelease, ReleaseStanding)],
) -> Option<Html> {
    let say = part.press.say;
    if releases.is_empty() {
        return None;
    }
    let mut table = Table::new(say, id, caption, Sorting::Fixed);
    table.columns(
        &["calendar-announced-for", "calendar-release", "word-stands-as"].map(|key| Column::text(say.text(key))),
    );
    for (release, standing) in releases {
        let appointment = &release.appointment;
        let label = when::label(say, appointment.date);
        let head = when::head(say, &label, appointment.date, part.hour(appointment)).wrapped();
        table.row(&head, [what(part, release), firmness(say, release, *standing)]);
    }
    Some(table.finish())
}

/// Which release, with what there is to say of it below.
fn what(part: &Part<'_>, release: &AnnouncedRelease) -> Cell {
    let say = part.press.say;
    let mut out = String::new();
    let name = marked(say, &say.of(&release.title), release.synthetic);
    match part.press.site.entry(release.release) {
        Some(_) => push_link(&mut out, &part.here.page(&address::edition(release.release)), &name),
        None => escape(&mut out, &name),
    }
    for text in release.note.iter().chain(&release.uncounted) {
        push_remark(&mut out, &say.of(text));
    }
    push_source(part, &mut out, release.source.as_deref());
    Cell::Html(out)
}

/// The document an entry is known from, below it.
pub(super) fn push_source(part: &Part<'_>, out: &mut String, slug: Option<&str>) {
    if let Some(note) = slug.and_then(|slug| part.press.site.note(slug)) {
        let say = part.press.say;
        out.push_str("<span class=\"remark\">");
        escape(out, &say.text("calendar-source"));
        push_link(out, &part.here.page(&note_folder(note)), &say.danish(&note.title));
        out.push_str("</span>");
    }
}

/// Appends a remark of its own line.
pub(super) fn push_remark(out: &mut String, text: &str) {
    out.push_str("<span class=\"remark\">");
    escape(out, text);
    out.push_str("</span>");
}

fn firmness(say: &Messages, release: &AnnouncedRelease, standing: ReleaseStanding) -> Cell {
    let mut out = String::new();
    match standing {
        ReleaseStanding::UnderEmbargo => {
            out.push_str("<strong>");
            escape(&mut out, &say.text("calendar-embargo"));
            out.push_str("</strong>");
        }
        ReleaseStanding::Overdue => push_sign(&mut out, "missed", "✗", &say.text("calendar-not-out")),
        _ => push_status(say, &mut out, &release.appointment),
    }
    push_history(say, &mut out, &release.appointment);
    Cell::Html(out)
}

/// How firm a date is.
pub(super) fn push_status(say: &Messages, out: &mut String, appointment: &Appointment) {
    use crate::model::calendar::AnnouncementStatus;
    let (class, sign) = match appointment.status {
        AnnouncementStatus::Confirmed => ("met", "●"),
        AnnouncementStatus::Provisional => ("undecided", "○"),
        AnnouncementStatus::Cancelled(_) => ("missed", "✗"),
    };
    push_sign(out, class, sign, &words::announcement(say, &appointment.status));
}

/// A word with a sign before it, so that colour alone carries nothing.
fn push_sign(out: &mut String, class: &str, sign: &str, word: &str) {
    out.push_str(&format!(
        "<span class=\"verdict {class}\"><span class=\"sign\" aria-hidden=\"true\">{sign}</span>{word}</span>"
    ));
}

/// When a date was made known, and from what it was moved.
pub(super) fn push_history(say: &Messages, out: &mut String, appointment: &Appointment) {
    if let Some(change) = appointment.changes.last() {
        push_remark(out, &say!(say, "calendar-moved", from = say.of_calendar(change.from)));
    } else if let Some(logged) = appointment.logged {
        push_remark(out, &say!(say, "calendar-announced-on", day = say.day(logged)));
    }
}

/// Published versions with their punctuality, newest first.
pub(super) fn published(part: &Part<'_>) -> Option<Html> {
    let say = part.press.say;
    let versions = &part.timetable.versions;
    if versions.is_empty() {
        return None;
    }
    let mut table = Table::new(say, "udkomne", &say.text("calendar-published"), Sorting::Fixed);
    table.columns(&[
        Column::text(say.text("calendar-came")),
        Column::text(say.text("calendar-release")),
        Column::text(say.text("calendar-column-on-time")),
        Column::number(say.text("calendar-after-month"), say.text("calendar-unit-days")),
    ]);
    for version in versions {
        let date = CalendarDate::Day(version.day);
        let label = when::label(say, date);
        let lag =
            version.time_lag.map_or_else(|| Cell::said(say, "word-no-figures"), |days| Cell::number(signed(days)));
        table
            .row(&Head::text(&label).dated(date.code()).wrapped(), [came(part, version), punctual(part, version), lag]);
    }
    Some(table.finish())
}

fn signed(days: i64) -> String {
    if days < 0 { format!("−{}", days.unsigned_abs()) } else { days.to_string() }
}

fn came(part: &Part<'_>, version: &Appearance) -> Cell {
    Cell::Link {
        href: part.here.page(&address::edition(version.id)),
        label: subject(part.press.say, version.id, version.synthetic),
    }
}

/// Words that say that there is nothing to judge.
fn none(say: &Messages, key: &str) -> String {
    let mut out = String::from("<span class=\"none\">");
    escape(&mut out, &say.text(key));
    out.push_str("</span>");
    out
}

fn punctual(part: &Part<'_>, version: &Appearance) -> Cell {
    let say = part.press.say;
    let Some(kept) = version.kept else {
        return Cell::Html(none(say, "calendar-not-announced"));
    };
    let mut out = String::new();
    let (class, sign) = if kept.delay == 0 { ("met", "✓") } else { ("missed", "✗") };
    if kept.counts {
        push_sign(&mut out, class, sign, &words::capital(&deviation(say, kept.delay)));
    } else {
        out.push_str(&none(say, "calendar-not-counted"));
    }
    let release = part.press.site.publication.calendar.releases.get(kept.announcement);
    push_remark(&mut out, &say!(say, "calendar-announced-to", date = say.of_calendar(kept.date)));
    if let Some(why) = release.and_then(|release| release.uncounted.as_ref()) {
        push_remark(&mut out, &say.of(why));
    }
    if kept.delay_from_first != kept.delay {
        push_remark(&mut out, &say!(say, "calendar-after-first", deviation = deviation(say, kept.delay_from_first)));
    }
    push_source(part, &mut out, release.and_then(|release| release.source.as_deref()));
    Cell::Html(out)
}

/// Changed dates and cancellations of releases and meetings, newest first.
pub(super) fn changes(part: &Part<'_>) -> Option<Html> {
    let say = part.press.say;
    let calendar = &part.press.site.publication.calendar;
    let releases =
        calendar.releases.iter().map(|one| (marked(say, &say.of(&one.title), one.synthetic), &one.appointment));
    let meetings = calendar.meetings.iter().map(|one| (meeting_name(say, one), &one.appointment));
    let mut rows = Vec::new();
    for (name, appointment) in releases.chain(meetings) {
        for change in &appointment.changes {
            let (from, to) = (say.of_calendar(change.from), say.of_calendar(change.to));
            rows.push((
                change.logged,
                name.clone(),
                say!(say, "calendar-moved-to", from = from, to = to),
                say.of(&change.reason).into_owned(),
            ));
        }
        if let Some(cancelled) = appointment.cancellation() {
            let what = say!(say, "calendar-cancelled", date = say.of_calendar(appointment.date));
            rows.push((cancelled.logged, name, what, say.of(&cancelled.notice).into_owned()));
        }
    }
    if rows.is_empty() {
        return None;
    }
    rows.sort_by(|a, b| b.cmp(a));
    let mut table = Table::new(say, "aendringer", &say.text("calendar-changes"), Sorting::Fixed);
    table.columns(&["calendar-logged", "calendar-what", "word-why"].map(|key| Column::text(say.text(key))));
    for (logged, name, what, why) in rows {
        let date = CalendarDate::Day(logged);
        let label = when::label(say, date);
        let mut subject = String::new();
        escape(&mut subject, &name);
        push_remark(&mut subject, &what);
        let cells = [Cell::Html(subject), Cell::Text(why.into())];
        table.row(&Head::text(&label).dated(date.code()).wrapped(), cells);
    }
    Some(table.finish())
}

/// The document that promises something every year.
pub(super) fn source(part: &Part<'_>, slug: Option<&str>) -> Cell {
    slug.map_or_else(
        || Cell::said(part.press.say, "calendar-none"),
        |slug| register::source(part.press, part.here, slug),
    )
}
