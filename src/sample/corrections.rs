//! As many later versions as are asked for, instead of the two that the story brings every two years.

use std::collections::BTreeMap;

use super::cast::Cast;
use super::random::Random;
use super::setting::SampleMeasure;
use super::story::{self, Fate};
use crate::model::Period;

/// What is put right by a version of its own, by month and measure; in each month in the order of its versions.
pub(super) type Corrections = BTreeMap<Period, Vec<(&'static str, Fate)>>;

/// Spreads corrections evenly over all months but the last, and over measures, one for each measure of a month at most.
/// Every second one puts right what was wrong; of the others half were planned, and half count in another way.
///
/// # Errors
/// A sentence about months that do not suffice.
pub(super) fn plan(cast: &Cast, count: u16) -> Result<Corrections, String> {
    let months: Vec<Period> = cast.first.through(cast.last.plus(-1)).collect();
    let mut plan = Corrections::new();
    for number in 0..usize::from(count) {
        let wanted = (2 * number + 1) * months.len() / (2 * usize::from(count));
        // Where a month has no measure left, a later one has, or one from the beginning.
        let place = (0..months.len()).map(|later| months[(wanted + later) % months.len()]);
        let found = place.into_iter().find_map(|period| Some((period, measure(cast, &plan, (period, number))?)));
        let Some((period, measure)) = found else {
            let most = plan.values().map(Vec::len).sum::<usize>();
            return Err(format!("{count} corrections do not fit into these months and measures, only {most} do"));
        };
        plan.entry(period).or_default().push((measure.id, fate(cast, measure, (period, number))));
    }
    Ok(plan)
}

/// A measure whose figures of that month nothing else happens to. A month of which later files revise something gets no
/// version: it would state again what was revised.
fn measure(cast: &Cast, plan: &Corrections, (period, number): (Period, usize)) -> Option<&'static SampleMeasure> {
    let seed = u64::try_from(number).unwrap_or(0);
    let start = Random::of(cast.seed.wrapping_add(seed), &["correction", &period.code()]);
    let count = u64::try_from(cast.measures.len()).unwrap_or(0);
    let start = usize::try_from({ start }.below(count)).unwrap_or(0);
    if cast.measures.iter().any(|measure| story::usual(cast, measure, period).carried()) {
        return None;
    }
    let is_free = |measure: &&&'static SampleMeasure| {
        let planned = plan.get(&period).is_some_and(|of| of.iter().any(|(id, _)| *id == measure.id));
        let carried = story::usual(cast, measure, period.plus(-1)).carried();
        !planned && !carried && !story::usual(cast, measure, period).happens_without_version()
    };
    cast.measures.iter().cycle().skip(start).take(cast.measures.len()).find(is_free).copied()
}

fn fate(cast: &Cast, measure: &SampleMeasure, (period, number): (Period, usize)) -> Fate {
    let akasse = story::someone(cast, measure, period);
    match number % 4 {
        0 if measure.share => Fate::Corrected { akasse },
        0 => Fate::Miscounted { akasse },
        1 => Fate::Revised { akasse },
        2 => Fate::Scattered,
        _ => Fate::Redefined,
    }
}
