//! What a calendar says that deliveries and documents contradict.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic, Report, did_you_mean};
use crate::model::calendar::{AnnouncedRelease, Calendar, Referent};
use crate::model::{Period, ReleaseId};

/// A delivery as far as the calendar is concerned.
#[derive(Clone, Copy, Debug)]
pub struct Delivered {
    /// Which version of which month.
    pub id: ReleaseId,
    /// Made-up figures.
    pub synthetic: bool,
}

/// Holds a calendar against every delivery (those under embargo, too) and the slugs of all documents.
///
/// Errors: a document or month that is not there, a cancelled release that is delivered, and a mark of made-up figures
/// that the delivery does not have, or lacks.
#[must_use]
pub fn check(calendar: &Calendar, deliveries: &[Delivered], slugs: &BTreeSet<&str>) -> Report {
    let mut report = Report::default();
    for release in &calendar.releases {
        if let Some(delivery) = deliveries.iter().find(|delivery| delivery.id == release.release) {
            against_delivery(release, delivery, &mut report);
        }
    }
    let announced = calendar.releases.iter().map(|release| release.release.period);
    let months: BTreeSet<Period> = deliveries.iter().map(|delivery| delivery.id.period).chain(announced).collect();
    for reference in &calendar.references {
        let (message, hint) = match &reference.to {
            Referent::Document(slug) if !slugs.contains(slug.as_str()) => {
                let hint = did_you_mean(slug, slugs.iter().copied()).map(|near| format!("Did you mean {near}?"));
                (format!("there is no document {slug} in content/"), hint)
            }
            Referent::Edition(period) if !months.contains(period) => {
                let month = period.slug();
                (
                    format!("there is no delivery for {month}, and none is announced"),
                    Some(format!("Announce {month} with a [[release]], or put the month right.")),
                )
            }
            Referent::Document(_) | Referent::Edition(_) => continue,
        };
        let error = Diagnostic::error(Code::BrokenLink, message).at(reference.place.clone()).field(&*reference.field);
        report.push(match hint {
            Some(hint) => error.hint(hint),
            None => error.hint("Write the slug of a document in content/, or take it out."),
        });
    }
    report
}

fn against_delivery(release: &AnnouncedRelease, delivery: &Delivered, report: &mut Report) {
    let path = delivery.id.path();
    let mut refuse = |message: String, hint: String, field: &str| {
        report.push(Diagnostic::error(Code::BadConfig, message).at(release.place.clone()).field(field).hint(hint));
    };
    if release.appointment.cancellation().is_some() {
        let message = format!("{} is cancelled here, and data/{path} delivers it", release.id);
        let hint = "Take the cancellation back with a new announcement, or take the delivery out.";
        refuse(message, hint.to_owned(), "release.status");
    }
    if release.synthetic != delivery.synthetic {
        let said = |made_up| if made_up { "made up" } else { "real" };
        let (here, there) = (said(release.synthetic), said(delivery.synthetic));
        let message = format!("the figures of {} are {here} by the calendar and {there} by data/{path}", release.id);
        refuse(message, format!("Write synthetic = {} here.", delivery.synthetic), "release.synthetic");
    }
}
