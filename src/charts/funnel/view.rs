//! What a funnel plot is given.

use crate::charts::fault::ChartFault;
use crate::charts::funds::Standing;
use crate::charts::view::{Caption, Scale, TargetLine};

/// Shares by the number they are made of, with the limits of chance around a centre.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelChart {
    /// Its words.
    pub caption: Caption,
    /// The horizontal scale: how many the share is made of.
    pub size: Scale,
    /// What the horizontal scale counts, in a few words.
    pub size_title: String,
    /// The upright scale: the share.
    pub share: Scale,
    /// The centre, drawn as a line across.
    pub centre: TargetLine,
    /// The limits of chance, the narrow ones first. What lies beyond the upright scale is not drawn.
    pub limits: Vec<FunnelLimit>,
    /// The shares, in the order in which names are placed: give the farthest from the centre first.
    pub spots: Vec<FunnelSpot>,
    /// What the legend says of each standing; only those that occur are shown.
    pub standings: Vec<(Standing, String)>,
}

/// A pair of curves.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelLimit {
    /// What the legend says.
    pub name: String,
    /// Number, lower and upper limit, by rising number.
    pub curve: Vec<(f64, f64, f64)>,
}

/// A share.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelSpot {
    /// Whose it is, written beside it where there is room; absent where the picture leaves the name to the table.
    pub name: Option<String>,
    /// What it says when pointed at, such as `FOA: 74,2 pct. af 310`.
    pub text: String,
    /// How many the share is made of.
    pub size: f64,
    /// The share.
    pub share: f64,
    /// How it stands to the target.
    pub standing: Standing,
}

impl FunnelChart {
    /// Says what is wrong with the chart, if anything.
    pub(super) fn check(&self) -> Result<(), ChartFault> {
        self.size.check()?;
        self.share.check()?;
        if self.spots.is_empty() {
            return Err(ChartFault::Nothing("no share".into()));
        }
        self.share.check_position(self.centre.at, &self.centre.text)?;
        for spot in &self.spots {
            self.size.check_position(spot.size, &spot.text)?;
            self.share.check_position(spot.share, &spot.text)?;
        }
        let finite = |(size, low, high): &(f64, f64, f64)| size.is_finite() && low.is_finite() && high.is_finite();
        match self.limits.iter().find(|limit| !limit.curve.iter().all(finite)) {
            Some(limit) => Err(ChartFault::Position(limit.name.clone())),
            None => Ok(()),
        }
    }

    /// Returns the legend's words for a standing, behind its sign.
    pub(super) fn words(&self, standing: Standing) -> Option<String> {
        let (_, words) = self.standings.iter().find(|(known, _)| *known == standing)?;
        Some(format!("{} {words}", standing.sign()).trim().to_owned())
    }
}
