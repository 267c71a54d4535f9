//! A month's made-up delivery, with the versions that follow it.

use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveTime, TimeZone};

use super::cast::Cast;
use super::level::Spot;
use super::setting::SampleMeasure;
use super::story::{self, Fate, Told};
use crate::model::{FileSet, Period};

/// The folders of one month: a description and a table per measure, and a version for each measure that was put right.
pub(super) fn month(period: Period, cast: &Cast) -> FileSet {
    let mut files = FileSet::default();
    let folder = format!("data/{}", period.slug());
    let status = if period == cast.last { "provisional" } else { "final" };
    files.add(format!("{folder}/v1/release.toml"), release(period, 1, status, ("first", "")));
    for measure in &cast.measures {
        let fate = story::fate(cast, measure, period);
        files.add(format!("{folder}/v1/{}.csv", measure.id), first_version(cast, measure, period, &fate));
    }
    for (version, measure) in (2..).zip(put_right(cast, period)) {
        let fate = story::fate(cast, measure, period);
        if let Some((class, reason)) = fate.second_version(cast, period) {
            files.add(format!("{folder}/v{version}/release.toml"), release(period, version, status, (class, &reason)));
            files.add(
                format!("{folder}/v{version}/{}.csv", measure.id),
                put_right_version(cast, measure, period, &fate),
            );
        }
    }
    files
}

/// The measures of a month that get a version of their own, in the order of these versions.
fn put_right(cast: &Cast, period: Period) -> Vec<&'static SampleMeasure> {
    let has_version =
        |measure: &&SampleMeasure| story::fate(cast, measure, period).second_version(cast, period).is_some();
    match cast.corrections.as_ref().map(|corrections| corrections.get(&period)) {
        // The story puts right one measure of a month at most.
        None => cast.measures.iter().copied().filter(has_version).collect(),
        Some(planned) => {
            let measure = |id: &str| cast.measures.iter().copied().find(|measure| measure.id == id);
            planned.into_iter().flatten().filter_map(|(id, _)| measure(id)).filter(has_version).collect()
        }
    }
}

fn release(period: Period, version: u8, status: &str, (class, reason): (&str, &str)) -> String {
    // The second version comes after the first one of the month that follows, each further one a month later.
    let (months, day) = if version == 1 { (2, 10) } else { (1 + i32::from(version), 25) };
    format!(
        "period = \"{}\"\npublished = \"{}\"\nstatus = \"{status}\"\nclass = \"{class}\"\nreason = \"{reason}\"\nsynthetic = true\n{NOTE}",
        period.slug(),
        eight_o_clock(period.plus(months), day),
    )
}

/// What readers of every edition are told, besides the mark on every page.
const NOTE: &str = "note = { da = \"Tallene er opdigtede for at vise udgivelsen. Navnene på a-kasser og områder er rigtige, men tallene har intet med dem at gøre.\", en = \"The figures are made up to show the publication. The names of funds and areas are real, but the figures have nothing to do with them.\" }\n";

/// Eight in the morning in Copenhagen, with the offset of the day.
fn eight_o_clock(month: Period, day: u32) -> String {
    let moment = NaiveDate::from_ymd_opt(month.year(), month.month(), day)
        .zip(NaiveTime::from_hms_opt(8, 0, 0))
        .and_then(|(date, time)| chrono_tz::Europe::Copenhagen.from_local_datetime(&date.and_time(time)).earliest());
    // Clocks change at night and on the last Sunday of a month at the earliest, so the moment exists.
    moment.map_or_else(String::new, |moment| moment.to_rfc3339())
}

fn first_version(cast: &Cast, measure: &SampleMeasure, period: Period, fate: &Fate) -> String {
    let mut table = Table::new(measure);
    each(cast, measure, period, |spot| table.row(cast, spot, story::first_told(cast, fate, spot), ""));
    let before = period.plus(-1);
    let fate_before = story::fate(cast, measure, before);
    if before >= cast.first && fate_before.carried() {
        each(cast, measure, before, |spot| {
            let (first, last) =
                (story::first_told(cast, &fate_before, spot), story::last_told(cast, &fate_before, spot));
            if first != last {
                table.row(cast, spot, last, "revised");
            }
        });
    }
    table.text
}

fn put_right_version(cast: &Cast, measure: &SampleMeasure, period: Period, fate: &Fate) -> String {
    let mut table = Table::new(measure);
    each(cast, measure, period, |spot| {
        let (first, last) = (story::first_told(cast, fate, spot), story::last_told(cast, fate, spot));
        table.row(cast, spot, last, if first == last { "" } else { "revised" });
    });
    table.text
}

fn each(cast: &Cast, measure: &SampleMeasure, period: Period, mut take: impl FnMut(Spot<'_>)) {
    for area in cast.areas(period) {
        for akasse in cast.akasser(period) {
            take(Spot { measure, period, area: &area.id, akasse: &akasse.id });
        }
    }
}

/// A table in the making.
struct Table {
    text: String,
}

impl Table {
    fn new(measure: &SampleMeasure) -> Self {
        let columns = if measure.share { "numerator,denominator" } else { "value" };
        Self { text: format!("period,area,akasse,{columns},status\n") }
    }

    /// Writes a cell. Nobody due is no share at all; nobody counted is a count of 0.
    fn row(&mut self, cast: &Cast, spot: Spot<'_>, told: Told, mark: &str) {
        let mark = if spot.measure.breaks_at(cast) == Some(spot.period) { "break" } else { mark };
        let share = spot.measure.share;
        // Writing to a String cannot fail.
        let _ = write!(self.text, "{},{},{},", spot.period, spot.area, spot.akasse);
        let _ = match told {
            Told::Known(level) if share && level.all == 0 => writeln!(self.text, ",,not_applicable"),
            Told::Known(level) if share => writeln!(self.text, "{},{},{mark}", level.all - level.late, level.all),
            Told::Known(level) => writeln!(self.text, "{},{mark}", level.all),
            Told::NotReceived if share => writeln!(self.text, ",,not_received"),
            Told::NotReceived => writeln!(self.text, ",not_received"),
        };
    }
}
