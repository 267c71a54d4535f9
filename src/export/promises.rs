//! What an archive has promised its readers, held against the calendar that would replace it.

use serde::Deserialize;

use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::calendar::{Appointment, Calendar};

/// `api/v1/calendar.json`, as far as it promises dates.
#[derive(Deserialize)]
struct Published {
    releases: Vec<Entry>,
    meetings: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    date: String,
    changes: Vec<Change>,
}

#[derive(Deserialize)]
struct Change {
    from: String,
}

impl Entry {
    /// Every date it has had, the first one first.
    fn dates(&self) -> Vec<&str> {
        self.changes.iter().map(|change| change.from.as_str()).chain([self.date.as_str()]).collect()
    }
}

/// Holds a calendar against the one that readers have, `api/v1/calendar.json` of the archive.
///
/// Errors: an entry that is gone, and a date that is another without a change that tells why. What cannot be read as a
/// calendar promises nothing.
#[must_use]
pub fn broken_promises(published: &[u8], calendar: &Calendar) -> Report {
    let mut report = Report::default();
    let Ok(published) = serde_json::from_slice::<Published>(published) else { return report };
    let releases = calendar.releases.iter().map(|one| (&one.id, &one.appointment, Some(&one.place)));
    let meetings = calendar.meetings.iter().map(|one| (&one.id, &one.appointment, None));
    let known: Vec<_> = releases.chain(meetings).collect();
    for entry in published.releases.iter().chain(&published.meetings) {
        let problem = match known.iter().find(|(id, ..)| **id == entry.id) {
            None => Some((
                format!("{} is announced in the archive and gone from the calendar", entry.id),
                "Put it back; what will not come is cancelled with a notice.".to_owned(),
                None,
            )),
            Some((_, appointment, _)) if begins_with(appointment, &entry.dates()) => None,
            Some((_, appointment, place)) => Some((
                format!(
                    "{} is announced for {} in the archive and for {} here, and no change tells why",
                    entry.id,
                    entry.date,
                    appointment.date.code()
                ),
                format!(
                    "A changed date needs a logged reason: add a change from {} with logged, to and reason.",
                    entry.date
                ),
                *place,
            )),
        };
        if let Some((message, hint, place)) = problem {
            let place = place.cloned().unwrap_or_else(|| Place::file("data/calendar.toml"));
            report.push(Diagnostic::error(Code::BadConfig, message).at(place).field("date").hint(hint));
        }
    }
    report
}

/// Whether the dates of an appointment go on from those that were published.
fn begins_with(appointment: &Appointment, published: &[&str]) -> bool {
    let earlier = appointment.changes.iter().map(|change| change.from.code());
    let dates: Vec<String> = earlier.chain([appointment.date.code()]).collect();
    dates.len() >= published.len() && dates.iter().zip(published).all(|(now, then)| now == then)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::schema_tests::past_shapes;

    #[test]
    fn every_past_shape_is_held_against_the_calendar() {
        for (name, bytes) in past_shapes("calendar") {
            let promised: Published = serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            let dates = promised.releases.len() + promised.meetings.len();
            assert!(dates > 0, "{name}");
            let broken = broken_promises(&bytes, &Calendar::default());
            assert_eq!(broken.errors(), dates, "an empty calendar breaks every promise of {name}");
        }
    }
}
