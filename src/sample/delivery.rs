//! A month's made-up delivery.

use std::fmt::Write as _;

use super::random::Random;
use super::setting::{Cast, MEASURES, SampleMeasure};
use crate::model::{FileSet, Period};

/// The files of one month: a description and a table per measure.
pub(super) fn month(period: Period, cast: &Cast, seed: u64) -> FileSet {
    let mut files = FileSet::default();
    let folder = format!("data/{}/v1", period.slug());
    files.add(format!("{folder}/release.toml"), release(period));
    for measure in &MEASURES {
        files.add(format!("{folder}/{}.csv", measure.id), table(period, measure, cast, seed));
    }
    files
}

/// Published at eight o'clock on the tenth of the second month after.
fn release(period: Period) -> String {
    let published = period.plus(2);
    format!(
        "period = \"{}\"\npublished = \"{}-10T08:00:00+01:00\"\nstatus = \"final\"\nclass = \"first\"\nreason = \"\"\nsynthetic = true\n",
        period.slug(),
        published.slug(),
    )
}

fn table(period: Period, measure: &SampleMeasure, cast: &Cast, seed: u64) -> String {
    let mut text = String::from(if measure.share {
        "period,area,akasse,numerator,denominator,status\n"
    } else {
        "period,area,akasse,value,status\n"
    });
    let code = period.code();
    for jobcentre in cast.jobcentres(period) {
        for akasse in cast.akasser(period) {
            let size = group_size(period, measure, &jobcentre.id, &akasse.id, seed);
            let mut chance = Random::of(seed, &[&code, measure.id, &jobcentre.id, &akasse.id]);
            // Writing to a String cannot fail.
            let _ = write!(text, "{code},{},{},", jobcentre.id, akasse.id);
            let _ = match (chance.below(400), measure.share) {
                (0, true) => writeln!(text, ",,not_received"),
                (0, false) => writeln!(text, ",not_received"),
                (_, true) => writeln!(text, "{},{size},", timely(size, &mut chance)),
                (_, false) => writeln!(text, "{size},"),
            };
        }
    }
    text
}

/// How many there are: small jobcentres and small funds have few, with a yearly wave and some unrest.
fn group_size(period: Period, measure: &SampleMeasure, jobcentre: &str, akasse: &str, seed: u64) -> u64 {
    let of_jobcentre = Random::of(seed, &[jobcentre]).between(1, 30);
    let of_akasse = Random::of(seed, &[akasse]).between(1, 20);
    let of_measure = Random::of(seed, &[measure.id]).between(2, 12);
    let mut pair = Random::of(seed, &[measure.id, jobcentre, akasse]);
    let usual = of_jobcentre * of_akasse * of_measure * pair.between(1, 9) / 100;
    let wave = 100 + 2 * u64::from(period.month().abs_diff(7));
    let unrest = Random::of(seed, &[&period.code(), jobcentre, akasse, measure.id]).between(85, 115);
    usual * wave * unrest / 10_000
}

/// How many of them in time: mostly nine in ten.
fn timely(size: u64, chance: &mut Random) -> u64 {
    let late = size * chance.between(2, 20) / 100 + chance.below(2);
    size.saturating_sub(late)
}
