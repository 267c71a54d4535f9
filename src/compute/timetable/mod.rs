//! Announcements against what came out: punctuality and timeliness, and what cannot stand in a calendar.

mod check;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use crate::model::calendar::{AnnouncedRelease, Calendar, CalendarDate};
use crate::model::catalogue::{Catalogue, CatalogueEntry};
use crate::model::release::ReleaseStatus;
use crate::model::timetable::{Appearance, Kept, Mean, Punctuality, Record, ReleaseStanding, Timetable};
use crate::model::{Exact, Period};

pub use check::{Delivered, check};

/// Holds a calendar against an archive. Days are those of the publication's time zone.
///
/// What is under embargo, as in a preview, has not come out and counts nowhere. The result is a function of both alone:
/// an announcement does not become late because time passes, but because something else came out meanwhile.
#[must_use]
pub fn timetable(calendar: &Calendar, catalogue: &Catalogue, zone: Tz) -> Timetable {
    let mut versions: Vec<(Appearance, &CatalogueEntry)> = catalogue
        .entries
        .iter()
        .filter(|entry| !entry.under_embargo)
        .map(|entry| (appearance(entry, calendar, zone), entry))
        .collect();
    versions.sort_by_key(|(version, _)| std::cmp::Reverse((version.day, version.id)));
    let as_of = versions.first().map(|(version, _)| version.day);
    let standings = calendar.releases.iter().map(|release| standing(release, catalogue, as_of)).collect();
    let records = records(&versions);
    let versions = versions.into_iter().map(|(version, _)| version).collect();
    Timetable { standings, versions, records, as_of }
}

fn appearance(entry: &CatalogueEntry, calendar: &Calendar, zone: Tz) -> Appearance {
    let release = &entry.release;
    let day = release.published.with_timezone(&zone).date_naive();
    let announced = calendar.releases.iter().enumerate().find(|(_, announced)| announced.release == release.id);
    let kept = announced.map(|(announcement, announced)| {
        let date = announced.appointment.date_before(day);
        let first = announced.appointment.first_date();
        let counts = announced.uncounted.is_none();
        Kept { announcement, date, delay: date.days_to(day), delay_from_first: first.days_to(day), counts }
    });
    let time_lag = (!entry.measures.is_empty()).then(|| lag(release.id.period, day));
    Appearance { id: release.id, day, synthetic: release.synthetic, time_lag, kept }
}

/// Days from the last day of a month to `day`; below zero when the month had not ended.
fn lag(period: Period, day: NaiveDate) -> i64 {
    (day - *CalendarDate::Month(period).days().end()).num_days()
}

fn standing(release: &AnnouncedRelease, catalogue: &Catalogue, as_of: Option<NaiveDate>) -> ReleaseStanding {
    let entry = catalogue.entries.iter().find(|entry| entry.release.id == release.release);
    let passed = as_of.is_some_and(|day| *release.appointment.date.days().end() < day);
    match entry {
        Some(entry) if entry.under_embargo => ReleaseStanding::UnderEmbargo,
        Some(_) => ReleaseStanding::Published,
        None if release.appointment.cancellation().is_some() => ReleaseStanding::Cancelled,
        None if passed => ReleaseStanding::Overdue,
        None => ReleaseStanding::Coming,
    }
}

/// The records of both kinds, each as a whole and by year of publication.
fn records(versions: &[(Appearance, &CatalogueEntry)]) -> Vec<Record> {
    let mut records = Vec::new();
    for synthetic in [false, true] {
        let of_kind: Vec<&(Appearance, &CatalogueEntry)> =
            versions.iter().filter(|(version, _)| version.synthetic == synthetic).collect();
        if of_kind.is_empty() {
            continue;
        }
        let mut years: Vec<i32> = of_kind.iter().map(|(version, _)| version.day.year()).collect();
        years.dedup();
        let results = Results::of(&of_kind);
        for year in std::iter::once(None).chain(years.into_iter().map(Some)) {
            let within = |day: NaiveDate| year.is_none_or(|year| day.year() == year);
            let versions: Vec<&Appearance> =
                of_kind.iter().map(|(version, _)| version).filter(|version| within(version.day)).collect();
            let kept: Vec<Kept> =
                versions.iter().filter_map(|version| version.kept).filter(|kept| kept.counts).collect();
            records.push(Record {
                synthetic,
                year,
                versions: count(versions.len()),
                announced: count(kept.len()),
                last: punctuality(kept.iter().map(|kept| kept.delay)),
                first: punctuality(kept.iter().map(|kept| kept.delay_from_first)),
                first_results: mean(results.first.values().filter(|(day, _)| within(*day)).map(|(_, lag)| *lag)),
                final_results: mean(results.last.values().filter(|(day, _)| within(*day)).map(|(_, lag)| *lag)),
            });
        }
    }
    records
}

/// When the figures of each month came first, and when they were first called final: the day, and the days since the
/// end of the month.
#[derive(Default)]
struct Results {
    first: BTreeMap<Period, (NaiveDate, i64)>,
    last: BTreeMap<Period, (NaiveDate, i64)>,
}

impl Results {
    /// Of versions, the latest first.
    fn of(versions: &[&(Appearance, &CatalogueEntry)]) -> Self {
        let mut results = Self::default();
        for (version, entry) in versions.iter().rev() {
            let Some(lag) = version.time_lag else { continue };
            results.first.entry(version.id.period).or_insert((version.day, lag));
            if entry.release.status == ReleaseStatus::Final {
                results.last.entry(version.id.period).or_insert((version.day, lag));
            }
        }
        results
    }
}

fn punctuality(delays: impl Iterator<Item = i64> + Clone) -> Punctuality {
    let number = |fits: fn(i64) -> bool| count(delays.clone().filter(|delay| fits(*delay)).count());
    Punctuality {
        on_time: number(|delay| delay == 0),
        early: number(|delay| delay < 0),
        late: number(|delay| delay > 0),
        delay: mean(delays.clone()),
    }
}

fn mean(days: impl Iterator<Item = i64>) -> Mean {
    let (mut count, mut sum) = (0_u64, Exact::whole(0));
    for one in days {
        count += 1;
        sum = &sum + &Exact::whole(one);
    }
    Mean { count, days: sum.divided_by(&Exact::count(count)) }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
