//! How many there are in a cell, and how many of them in time, before anything goes wrong in reporting it.
//!
//! Whole numbers throughout: levels in thousandths, factors in thousandths, and square roots rounded down.

use super::cast::Cast;
use super::random::Random;
use super::setting::SampleMeasure;
use crate::model::Period;

/// A cell's true content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Level {
    /// How many are counted; for a share, how many were due.
    pub(super) all: u64,
    /// Of them, how many too late; 0 for a count.
    pub(super) late: u64,
}

/// A cell of a month.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    pub(super) measure: &'a SampleMeasure,
    pub(super) period: Period,
    pub(super) area: &'a str,
    pub(super) akasse: &'a str,
}

/// The yearly wave, January to December, in thousandths of the year's mean.
const WAVE: [u64; 12] = [1060, 1065, 1045, 1010, 975, 955, 965, 985, 960, 965, 990, 1025];

/// The month trends are counted from.
const TREND_FROM: (i32, u32) = (2024, 12);

/// Powers of two to the eighths, in thousandths: the steps of a weight.
const EIGHTHS: [u64; 8] = [1000, 1091, 1189, 1297, 1414, 1542, 1682, 1834];

/// How far weights spread: four dice of so many sides, each an eighth of a doubling. Four dice are near enough to a
/// normal distribution, so weights are near enough to a log-normal one.
const AREA_SIDES: u64 = 22;
const AKASSE_SIDES: u64 = 20;

/// About the mean of an area's weight times the mean of a fund's, in millionths.
const MEAN_WEIGHT: u64 = 4_264_000_000;

/// What a cell holds. A fund holds those of the funds that were merged into it.
pub(super) fn of(cast: &Cast, spot: Spot<'_>) -> Level {
    let own = own(cast, spot);
    let joined = cast.merged_into(spot.akasse, spot.period).map(|gone| of(cast, Spot { akasse: &gone.id, ..spot }));
    joined.fold(own, |sum, level| Level { all: sum.all + level.all, late: sum.late + level.late })
}

fn own(cast: &Cast, spot: Spot<'_>) -> Level {
    let code = spot.period.code();
    let mut chance = Random::of(cast.seed, &["month", spot.measure.id, &code, spot.area, spot.akasse]);
    let milli = unrest(usual(cast, spot), &mut chance);
    // In the smallest cells there is often nobody.
    let nobody = milli < 9_000 && chance.below(9) == 0;
    let all = if nobody { 0 } else { (milli + 500) / 1000 };
    if !spot.measure.share {
        return Level { all, late: 0 };
    }
    let late = unrest(all * late_share(cast, spot), &mut chance);
    Level { all, late: ((late + 500) / 1000).min(all) }
}

/// The expected number, in thousandths: size of area and fund, the wave of the year, the trend, the break.
fn usual(cast: &Cast, spot: Spot<'_>) -> u64 {
    let Spot { measure, period, area, akasse } = spot;
    let weights = weight(cast, area, AREA_SIDES) * weight(cast, akasse, AKASSE_SIDES) / 1000;
    let pair = Random::of(cast.seed, &["pair", measure.id, area, akasse]).between(60, 140);
    let milli = measure.mean * 10 * weights * pair / (MEAN_WEIGHT / 1000);
    let wave = WAVE.get(usize::try_from(period.month()).unwrap_or(1).saturating_sub(1)).copied().unwrap_or(1000);
    milli * wave / 1000 * trend(cast, spot) / 1000 * spot.measure.after_break(cast, period) / 1000
}

/// A slow trend in thousandths: some areas and funds grow, some shrink, none by more than half.
fn trend(cast: &Cast, spot: Spot<'_>) -> u64 {
    let from = Period::new(TREND_FROM.0, TREND_FROM.1).unwrap_or(Period::FIRST);
    let months = i64::from(spot.period.months_since(from));
    let mut of_area = Random::of(cast.seed, &["trend", spot.measure.id, spot.area]);
    let mut of_akasse = Random::of(cast.seed, &["trend", spot.measure.id, spot.akasse]);
    let mut of_all = Random::of(cast.seed, &["trend", spot.measure.id]);
    let steps = of_area.between(0, 8) + of_akasse.between(0, 6) + of_all.between(0, 10);
    let slope = i64::try_from(steps).unwrap_or(12) - 12;
    u64::try_from((1000 + slope * months).clamp(500, 1500)).unwrap_or(1000)
}

/// How many in a thousand come too late: most funds 30-95, some 110-150, and some of all improve.
fn late_share(cast: &Cast, spot: Spot<'_>) -> u64 {
    let mut of_akasse = Random::of(cast.seed, &["late", spot.measure.id, spot.akasse]);
    let slow = of_akasse.below(5) == 0;
    let usual = if slow { of_akasse.between(110, 150) } else { of_akasse.between(30, 95) };
    let improves = of_akasse.below(3) == 0;
    let months = u64::try_from(cast.last.months_since(spot.period)).unwrap_or(0).min(24);
    // Two years ago half as many again came too late.
    let now = if improves { usual * (1000 + 20 * months) / 1000 } else { usual };
    let of_area = Random::of(cast.seed, &["late", spot.measure.id, spot.area]).between(85, 115);
    // Some months go better than others, for everyone and for a fund.
    let code = spot.period.code();
    let of_month = Random::of(cast.seed, &["late", spot.measure.id, &code]).between(94, 106);
    let of_both = Random::of(cast.seed, &["late", spot.measure.id, &code, spot.akasse]).between(92, 108);
    now * of_area * of_month * of_both / 1_000_000
}

/// Moves a number in thousandths by up to half its square root: large groups hardly move.
fn unrest(milli: u64, chance: &mut Random) -> u64 {
    let reach = (milli * 1000).isqrt();
    let swing = chance.between(0, 1000) + chance.between(0, 1000);
    (milli + reach * swing / 2000).saturating_sub(reach / 2)
}

/// The weight of an area or a fund, in thousandths; the same in every measure.
fn weight(cast: &Cast, id: &str, sides: u64) -> u64 {
    let mut dice = Random::of(cast.seed, &["weight", id]);
    let steps: u64 = (0..4).map(|_| dice.between(0, sides)).sum();
    let part = usize::try_from(steps % 8).ok().and_then(|part| EIGHTHS.get(part)).copied().unwrap_or(1000);
    part << (steps / 8)
}
