//! What goes wrong in reporting a sample, and how it is put right: late funds, corrections, planned revisions.
//!
//! The story runs backwards from the last month and repeats every two years, so that a sample of any length has some of
//! it and the newest month is always whole.

use super::cast::Cast;
use super::level::{self, Level, Spot};
use super::random::Random;
use super::setting::SampleMeasure;
use crate::model::Period;

/// What happens to one measure's figures of one month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Nothing.
    Plain,
    /// A fund never delivers.
    Lost { akasse: String },
    /// A fund delivers a month late: with next month's files.
    Late { akasse: String },
    /// Some cells were counted wrong; next month's files carry them anew.
    Recounted,
    /// A fund counted too few in time; a second version puts it right.
    Corrected { akasse: String },
    /// A fund was late and some cells were preliminary; a second version was planned for them.
    Revised { akasse: String },
    /// A fund counted too many; a version of its own puts it right. Only where corrections are asked for.
    Miscounted { akasse: String },
    /// Cells here and there were counted wrong; a version of its own puts them right. Only where corrections are asked for.
    Scattered,
    /// Some were left out that count since; a version of its own counts all. Only where corrections are asked for.
    Redefined,
}

/// After how many months the story begins anew.
const CYCLE: i32 = 24;

/// The fate of a measure's figures in a month.
pub(super) fn fate(cast: &Cast, measure: &SampleMeasure, period: Period) -> Fate {
    let usual = usual(cast, measure, period);
    let Some(corrections) = &cast.corrections else { return usual };
    let planned = corrections.get(&period).into_iter().flatten().find(|(id, _)| *id == measure.id);
    match planned {
        Some((_, fate)) => fate.clone(),
        None if usual.happens_without_version() => usual,
        None => Fate::Plain,
    }
}

/// A fund of the month, by chance.
pub(super) fn someone(cast: &Cast, measure: &SampleMeasure, period: Period) -> String {
    let akasser: Vec<_> = cast.akasser(period).collect();
    let count = u64::try_from(akasser.len()).unwrap_or(0);
    let at = Random::of(cast.seed, &["fate", measure.id, &period.code()]).below(count);
    usize::try_from(at).ok().and_then(|at| akasser.get(at)).map(|player| player.id.clone()).unwrap_or_default()
}

/// The fate of a measure's figures in a month where nobody asks for a number of corrections.
pub(super) fn usual(cast: &Cast, measure: &SampleMeasure, period: Period) -> Fate {
    let someone = || someone(cast, measure, period);
    match (cast.last.months_since(period) % CYCLE, measure.id) {
        (4, "rettidighed_cv_samtaler") => Fate::Late { akasse: someone() },
        (7, "rettidighed_cv_samtaler") => Fate::Corrected { akasse: someone() },
        (10, "rettidighed_sygesamtaler") => Fate::Lost { akasse: someone() },
        (13, "arbejdskraftreserve") => Fate::Recounted,
        (16, "unge_forsikrede_ledige") => Fate::Revised { akasse: someone() },
        _ => Fate::Plain,
    }
}

impl Fate {
    /// The class and reason of the second version, when there is one.
    pub(super) fn second_version(&self, cast: &Cast, period: Period) -> Option<(&'static str, String)> {
        let name = |akasse: &str| cast.akasser(period).find(|player| player.id == akasse).map(|found| &found.name);
        match self {
            Self::Corrected { akasse } => Some((
                "correction",
                format!(
                    "{} havde talt for få samtaler, der blev holdt til tiden. Tallene er opdigtede, og det er rettelsen også.",
                    name(akasse)?
                ),
            )),
            Self::Revised { akasse } => Some((
                "planned_revision",
                format!(
                    "Tallene fra {} er kommet til, og foreløbige tal er gjort endelige. Tallene er opdigtede, og det er revisionen også.",
                    name(akasse)?
                ),
            )),
            Self::Miscounted { akasse } => Some((
                "correction",
                format!(
                    "{} havde talt nogle med to gange. Tallene er opdigtede, og det er rettelsen også.",
                    name(akasse)?
                ),
            )),
            Self::Scattered => Some((
                "correction",
                "Enkelte tal var talt forkert. Tallene er opdigtede, og det er rettelsen også.".to_owned(),
            )),
            Self::Redefined => Some((
                "method_change",
                "Tallene tælles på en anden måde og har nu alle med. Tallene er opdigtede, og det er ændringen også."
                    .to_owned(),
            )),
            Self::Plain | Self::Lost { .. } | Self::Late { .. } | Self::Recounted => None,
        }
    }

    /// Whether something happens that no version of its own puts right.
    pub(super) fn happens_without_version(&self) -> bool {
        matches!(self, Self::Lost { .. } | Self::Late { .. } | Self::Recounted)
    }

    /// Whether next month's files carry what was not right at first.
    pub(super) fn carried(&self) -> bool {
        matches!(self, Self::Late { .. } | Self::Recounted)
    }
}

/// What a delivery says of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// This many.
    Known(Level),
    /// Its fund has not delivered.
    NotReceived,
}

/// What the month's first version says.
pub(super) fn first_told(cast: &Cast, fate: &Fate, spot: Spot<'_>) -> Told {
    let level = level::of(cast, spot);
    let picked = |one_in: u64| {
        Random::of(cast.seed, &["told", spot.measure.id, &spot.period.code(), spot.area, spot.akasse]).below(one_in)
            == 0
    };
    match fate {
        Fate::Lost { akasse } | Fate::Late { akasse } | Fate::Revised { akasse } if akasse == spot.akasse => {
            Told::NotReceived
        }
        Fate::Corrected { akasse } if akasse == spot.akasse => {
            let in_time = level.all - level.late;
            Told::Known(Level { late: level.late + in_time / 8, ..level })
        }
        Fate::Recounted if picked(25) => Told::Known(Level { all: level.all + level.all / 8 + 1, ..level }),
        Fate::Revised { .. } if picked(25) => Told::Known(fewer(level, 10)),
        Fate::Miscounted { akasse } if akasse == spot.akasse => {
            Told::Known(Level { all: level.all + level.all / 9 + 1, ..level })
        }
        Fate::Scattered if picked(12) => Told::Known(Level { all: level.all + level.all / 8 + 1, ..level }),
        Fate::Redefined => Told::Known(fewer(level, 20)),
        _ => Told::Known(level),
    }
}

/// A level without one part of so many.
fn fewer(level: Level, part: u64) -> Level {
    let all = level.all - level.all / part;
    Level { all, late: level.late.min(all) }
}

/// What is told in the end.
pub(super) fn last_told(cast: &Cast, fate: &Fate, spot: Spot<'_>) -> Told {
    match fate {
        Fate::Lost { akasse } if akasse == spot.akasse => Told::NotReceived,
        _ => Told::Known(level::of(cast, spot)),
    }
}
