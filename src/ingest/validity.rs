//! Whether a measure can have a cell: its dimensions, the time of its codes, the months it counts.

use super::reading::{Named, Reading, Rules, Subject};
use super::sheet::At;
use crate::diagnostic::Code;
use crate::model::code::{AkasseKey, AreaKey, MeasureKey, Validity};
use crate::model::measure::Standing;
use crate::model::{Area, Period, Publication, Text};

/// Reports all that speaks against a cell; whether nothing does.
///
/// A blank cell of a fund or area that does not exist in its month is no contradiction.
pub(super) fn check(reading: &mut Reading<'_>, subject: Subject, named: Named, has_value: bool) -> bool {
    let dimensions = dimensions(reading, subject, named);
    let month = month(reading, subject, named.period, has_value);
    let akasse = match subject.key.akasse {
        Some(key) if has_value => akasse(reading, key, subject.period, named.akasse),
        _ => true,
    };
    let area = match subject.key.area {
        Some(key) if has_value => area(reading, key, subject, named.area),
        _ => true,
    };
    dimensions && month && akasse && area
}

/// Whether the cell is broken down as the measure is.
fn dimensions(reading: &mut Reading<'_>, subject: Subject, named: Named) -> bool {
    let measure = reading.measure_of(subject.measure);
    let id = &measure.id;
    match (measure.by_akasse, subject.key.akasse) {
        (true, None) => {
            let hint =
                "Name the fund. Totals over funds are computed; a published one belongs in a wide file with total.";
            reading.fail(
                named.akasse,
                Code::UnknownAkasse,
                format!("the a-kasse is missing, and {id} is by a-kasse"),
                hint,
            );
        }
        (false, Some(_)) => {
            let message = format!("{id} has no figures by a-kasse");
            reading.fail(
                named.akasse,
                Code::UnknownColumn,
                message,
                "Leave the cell blank, or add akasse to the measure's dimensions.",
            );
        }
        _ => {}
    }
    match (measure.areas.is_empty(), subject.key.area) {
        (false, None) => {
            let hint =
                "Name the area. Totals over areas are computed; a published one belongs in a wide file with total.";
            reading.fail(named.area, Code::UnknownArea, format!("the area is missing, and {id} is by area"), hint);
        }
        (true, Some(_)) => {
            let message = format!("{id} has no figures by area");
            reading.fail(
                named.area,
                Code::UnknownColumn,
                message,
                "Leave the cell blank, or add area to the measure's dimensions.",
            );
        }
        _ => {}
    }
    measure.by_akasse == subject.key.akasse.is_some() && measure.areas.is_empty() == subject.key.area.is_none()
}

/// Whether the measure can have a value in the month.
fn month(reading: &mut Reading<'_>, subject: Subject, at: At, has_value: bool) -> bool {
    let (period, release) = (subject.period, reading.rules.release);
    if period > release {
        let message = format!("{period} lies after the month of the release, {release}");
        reading.fail(at, Code::PeriodAfterRelease, message, "Correct the month, or deliver it with its own release.");
        return false;
    }
    let measure = reading.measure_of(subject.measure);
    if !has_value || measure.left_out(period).is_none() {
        return true;
    }
    let why = match measure.interval(period).map(|interval| &interval.standing) {
        Some(Standing::Excluded(reason)) => format!("leaves out {period}: {}", said(reason)),
        Some(Standing::NotApplicable(reason)) => format!("can have no value in {period}: {}", said(reason)),
        _ => format!("has no interval with {period}"),
    };
    let message = format!("{} {why}", measure.id);
    let hint = format!("Leave the cell blank, or correct the intervals in data/measures/{}.toml.", measure.id);
    reading.fail(at, Code::PeriodExcluded, message, hint);
    false
}

fn said(reason: &Text) -> &str {
    if reason.en.is_empty() { &reason.da } else { &reason.en }
}

/// Whether the fund exists in the month.
fn akasse(reading: &mut Reading<'_>, key: AkasseKey, period: Period, at: At) -> bool {
    let publication = reading.rules.publication;
    let akasse = publication.akasse(key);
    if akasse.valid.covers(period) {
        return true;
    }
    let message = format!("{} {}, so it has no figures for {period}", akasse.id, existed(akasse.valid, period));
    let hint = match akasse.successor.map(|successor| &publication.akasse(successor).id) {
        Some(successor) if ended(akasse.valid, period) => format!("Its members went to {successor}: use that fund."),
        _ => format!("Correct the month or the fund, or the dates of {} in data/codes/akasser.csv.", akasse.id),
    };
    reading.fail(at, Code::AkasseNotValid, message, hint);
    false
}

/// Whether the area exists in the month and is of a kind that the measure uses.
fn area(reading: &mut Reading<'_>, key: AreaKey, subject: Subject, at: At) -> bool {
    let problem = area_problem(reading.rules.publication, key, (Some(subject.measure), subject.period));
    let fits = problem.is_none();
    if let Some((message, hint)) = problem {
        reading.fail(at, Code::AreaNotValid, message, hint);
    }
    fits
}

/// What is wrong with an area in a month, and what to do.
fn area_problem(
    publication: &Publication,
    key: AreaKey,
    (measure, period): (Option<MeasureKey>, Period),
) -> Option<(String, String)> {
    let area = publication.area(key);
    if let Some(measure) = measure.map(|measure| publication.measure(measure))
        && !measure.areas.is_empty()
        && !measure.areas.contains(&area.kind)
    {
        let kinds: Vec<&str> = measure.areas.iter().map(|kind| kind.word()).collect();
        let (kinds, own) = (kinds.join(" or "), area.kind.word());
        let message = format!("{} is of the kind {own}, and {} comes by {kinds}", area.id, measure.id);
        return Some((message, "Name an area of that kind; totals of larger areas are computed.".to_owned()));
    }
    if area.valid.covers(period) {
        return None;
    }
    let message = format!("{} {}, so it has no figures for {period}", area.id, existed(area.valid, period));
    Some((message, format!("Correct the month or the area, or the dates of {} in data/codes/areas.csv.", area.id)))
}

/// Why a text that is the name of an area means none in that month, and what to do.
pub(super) fn why_no_area(
    rules: Rules<'_>,
    text: &str,
    measure: Option<MeasureKey>,
    period: Period,
) -> (String, String) {
    let publication = rules.publication;
    let kinds = measure.map_or(&[][..], |measure| &publication.measure(measure).areas);
    let written = |area: &Area| {
        let own = [&area.id, &area.name, &area.short, &area.code].into_iter().chain(&area.aliases);
        own.into_iter().any(|name| name.to_lowercase() == text.trim().to_lowercase())
    };
    // An area of the right kind whose time is over explains more than one of another kind.
    let mut named: Vec<u16> =
        (0..).zip(&publication.areas).filter(|(_, area)| written(area)).map(|(key, _)| key).collect();
    named.sort_by_key(|key| !kinds.contains(&publication.area(AreaKey(*key)).kind));
    let problem = named.first().and_then(|key| area_problem(publication, AreaKey(*key), (measure, period)));
    problem.unwrap_or_else(|| {
        let message = format!("\"{}\" is no area that the measure can have in {period}", text.trim());
        (message, "Correct the month or the area.".to_owned())
    })
}

/// Whether a code went out of use before a month.
fn ended(valid: Validity, period: Period) -> bool {
    !Validity { from: None, to: valid.to }.covers(period)
}

/// When a code existed, seen from a month in which it did not.
fn existed(valid: Validity, period: Period) -> String {
    match (valid.from, valid.to) {
        (_, Some(to)) if ended(valid, period) => format!("existed until {to}"),
        (Some(from), _) => format!("exists from {from}"),
        _ => "does not exist then".to_owned(),
    }
}
