//! Dates that have been made known, with the history of each, as checked.

use chrono::{NaiveDate, NaiveTime};

use super::checker::Checker;
use super::document::Located;
use super::raw::{RawCancellation, RawDateChange};
use super::value::{Tables, Written};
use crate::diagnostic::did_you_mean;
use crate::model::calendar::{AnnouncementStatus, Appointment, CalendarDate, Cancellation, DateChange};

/// The keys of a date, which releases and meetings share.
pub(super) struct RawAppointment {
    pub(super) date: Option<Located<Written>>,
    pub(super) time: Option<Located<Written>>,
    /// Without one, a date is confirmed.
    pub(super) status: Option<Located<String>>,
    pub(super) logged: Option<Located<Written>>,
    pub(super) change: Option<Located<Tables<RawDateChange>>>,
    pub(super) cancellation: Option<Located<RawCancellation>>,
}

/// Checks a date: its changes must form a chain that ends at it, each with the day it was made known.
pub(super) fn check(raw: RawAppointment, checker: &mut Checker<'_>) -> Option<Appointment> {
    let date = checker.calendar_date(raw.date.as_ref());
    let time = raw.time.as_ref().and_then(|time| time_of_day(time, date, checker));
    let logged = raw.logged.as_ref().and_then(|logged| checker.day(logged));
    let changes = changes(raw.change, logged, checker);
    let last_logged = changes.last().map(|change| change.logged).or(logged);
    let status = status(raw.status.as_ref(), raw.cancellation, last_logged, checker);
    let date = date?;
    if let (Some(last), Some(at)) = (changes.last(), &raw.date)
        && last.to != date
    {
        let message = format!("{} is {}, and the last change was to {}", at.field, date.code(), last.to.code());
        let hint = "A changed date needs a logged reason: add a [[….change]] with logged, from, to and reason.";
        checker.refuse(at, message, hint);
    }
    if let (Some(logged), Some(at)) = (logged, &raw.logged) {
        let first = changes.first().map_or(date, |change| change.from);
        if logged > *first.days().end() {
            let message = format!("{} is {logged}, after the date {} that it announces", at.field, first.code());
            checker.refuse(at, message, "Write the day on which the date was first made known, or leave logged out.");
        }
    }
    Some(Appointment { date, time, status: status?, logged, changes })
}

fn time_of_day(written: &Located<Written>, date: Option<CalendarDate>, checker: &mut Checker<'_>) -> Option<NaiveTime> {
    let found = written.value.0.as_str();
    let time = NaiveTime::parse_from_str(found, "%H:%M").ok().filter(|time| time.format("%H:%M").to_string() == found);
    if time.is_none() {
        let message = format!("{} is \"{found}\"; a time of day such as 08:00 was expected", written.field);
        checker.refuse(written, message, "Write hours and minutes with two digits each.");
    }
    if let Some(date @ (CalendarDate::Week(_) | CalendarDate::Month(_))) = date {
        let message = format!("{} stands beside {}, which is no day", written.field, date.code());
        checker.refuse(written, message, "Leave the time out until the day is known.");
        return None;
    }
    time
}

fn changes(
    written: Option<Located<Tables<RawDateChange>>>,
    announced: Option<NaiveDate>,
    checker: &mut Checker<'_>,
) -> Vec<DateChange> {
    let mut changes: Vec<DateChange> = Vec::new();
    for entry in written.map(|tables| tables.value.0).unwrap_or_default() {
        let RawDateChange { logged, from, to, reason } = entry.value;
        let day = logged.as_ref().and_then(|logged| checker.day(logged));
        let before = changes.last().map(|change| change.logged).or(announced);
        in_order(day, before, logged.as_ref(), checker);
        let dates = (checker.calendar_date(from.as_ref()), checker.calendar_date(to.as_ref()));
        if let (Some(previous), (Some(found), _), Some(at)) = (changes.last(), dates, &from)
            && previous.to != found
        {
            let previous = previous.to.code();
            let message = format!("{} is {}, and the change before it was to {previous}", at.field, found.code());
            checker.refuse(at, message, format!("Write {previous}, or add the change that is missing between them."));
        }
        if let ((Some(from), Some(to)), Some(at)) = (dates, &to)
            && from == to
        {
            let message = format!("{} is {}, as before, so nothing is changed", at.field, to.code());
            checker.refuse(at, message, "Write the new date, or take the change out.");
        }
        if let (Some(logged), (Some(from), Some(to)), Some(reason)) = (day, dates, reason) {
            changes.push(DateChange { logged, from, to, reason: reason.value });
        }
    }
    changes
}

fn status(
    written: Option<&Located<String>>,
    cancellation: Option<Located<RawCancellation>>,
    last_logged: Option<NaiveDate>,
    checker: &mut Checker<'_>,
) -> Option<AnnouncementStatus> {
    let word = written.map_or("confirmed", |status| status.value.as_str());
    let cancelled = cancellation.as_ref().map(|cancellation| cancellation.with(()));
    let notice = cancellation.and_then(|cancellation| {
        let RawCancellation { logged, notice } = cancellation.value;
        let day = logged.as_ref().and_then(|logged| checker.day(logged));
        in_order(day, last_logged, logged.as_ref(), checker);
        Some(Cancellation { logged: day?, notice: notice?.value })
    });
    match (word, cancelled) {
        ("cancelled", Some(_)) => Some(AnnouncementStatus::Cancelled(notice?)),
        ("cancelled", None) => {
            let hint = "Add a table [….cancellation] with logged and notice: readers see why it will not come.";
            let at = written?;
            checker.refuse(at, format!("{} is cancelled, and there is no notice of it", at.field), hint);
            None
        }
        ("provisional" | "confirmed", Some(at)) => {
            let message = format!("there is a notice of cancellation, and the status is {word}");
            checker.refuse(&at, message, "Write status = \"cancelled\", or take the notice out.");
            None
        }
        ("provisional", None) => Some(AnnouncementStatus::Provisional),
        ("confirmed", None) => Some(AnnouncementStatus::Confirmed),
        (found, _) => {
            let at = written?;
            let list = AnnouncementStatus::WORDS.join(", ");
            let hint = match did_you_mean(found, AnnouncementStatus::WORDS) {
                _ if found == "published" => {
                    "That something is published is seen from its delivery and never written; write confirmed."
                        .to_owned()
                }
                Some(near) => format!("Did you mean {near}?"),
                None => format!("Write one of: {list}."),
            };
            checker.refuse(at, format!("{} is \"{found}\"; one of {list} was expected", at.field), hint);
            None
        }
    }
}

/// What is logged comes in the order of its days.
fn in_order(
    day: Option<NaiveDate>,
    before: Option<NaiveDate>,
    written: Option<&Located<Written>>,
    checker: &mut Checker<'_>,
) {
    if let (Some(day), Some(before), Some(at)) = (day, before, written)
        && day < before
    {
        let message = format!("{} is {day}, before {before}, when the last word on it was logged", at.field);
        checker.refuse(at, message, "Put what happened in the order of its days, oldest first.");
    }
}
