//! What a chart of funds is given.

use super::standing::Standing;
use crate::charts::fault::ChartFault;
use crate::charts::view::{Caption, Scale, TargetLine};

/// A chart of funds against a target.
#[derive(Debug, Clone, PartialEq)]
pub struct FundsChart {
    /// Its words.
    pub caption: Caption,
    /// The horizontal scale.
    pub scale: Scale,
    /// The target, if there is a numeric one.
    pub target: Option<TargetLine>,
    /// The rows. Drawn by falling value, those without a value last; equal values stay in the
    /// order given, so give them in the order of their names.
    pub funds: Vec<FundRow>,
    /// What the legend says.
    pub legend: FundsLegend,
}

/// A fund's row.
#[derive(Debug, Clone, PartialEq)]
pub struct FundRow {
    /// The fund's name, as short as readers know it.
    pub name: String,
    /// The value as readers see it, such as `89,5`; without a value, the reason in a word or two.
    pub text: String,
    /// Where the value stands on the scale; absent when there is none.
    pub value: Option<f64>,
    /// Between which limits the true value lies, if that is known.
    pub interval: Option<(f64, f64)>,
    /// How it stands to the target.
    pub standing: Standing,
}

/// The legend's words. Only those that occur in the chart are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundsLegend {
    /// For funds that reach the target.
    pub met: String,
    /// For those that do not.
    pub not_met: String,
    /// For those that cannot be told.
    pub undecided: String,
    /// For those that are not judged.
    pub unjudged: String,
    /// For the limits of the true value.
    pub interval: String,
}

impl FundsChart {
    /// Says what is wrong with the chart, if anything.
    pub(super) fn check(&self) -> Result<(), ChartFault> {
        self.scale.check()?;
        if self.funds.iter().all(|fund| fund.value.is_none()) {
            return Err(ChartFault::Nothing("no fund has a value".into()));
        }
        for fund in &self.funds {
            let interval = fund.interval.into_iter().flat_map(|(low, high)| [low, high]);
            for at in fund.value.into_iter().chain(interval) {
                self.scale.check_position(at, &fund.name)?;
            }
        }
        match &self.target {
            Some(target) => self.scale.check_position(target.at, &target.text),
            None => Ok(()),
        }
    }
}

impl FundsLegend {
    /// Returns the legend's words for a standing, behind its sign.
    pub(super) fn words(&self, standing: Standing) -> String {
        let words = match standing {
            Standing::Met => &self.met,
            Standing::NotMet => &self.not_met,
            Standing::Undecided => &self.undecided,
            Standing::Unjudged => &self.unjudged,
        };
        format!("{} {words}", standing.sign()).trim().to_owned()
    }
}
