//! From a measure's shares to its funnel plot: which words, which scales, who is named.

use super::{FunnelChart, FunnelLimit, FunnelSpot};
use crate::charts::funds::Standing;
use crate::charts::scale;
use crate::charts::{Caption, TargetLine};
use crate::compute::chance::{Level, funnel_limits};
use crate::compute::funnel::{Among, Centre, Funnel, Place, Spot};
use crate::model::edition::{Edition, Verdict};
use crate::model::measure::Unit;
use crate::model::target::JudgedOn;
use crate::model::{Exact, Measure, Publication};
use crate::text::messages::{Messages, say};

/// Each curve is drawn through so many places, closer together where it bends.
const STEPS: u64 = 28;

/// The plot of a funnel.
pub(in crate::charts) fn chart(
    funnel: &Funnel,
    edition: &Edition,
    measure: &Measure,
    publication: &Publication,
    (among, say): (Among, &Messages),
) -> FunnelChart {
    let teller = Teller { say, funnel, edition, measure, publication, among };
    let mut spots: Vec<(String, &Spot)> = funnel.spots.iter().map(|spot| (teller.name(spot), spot)).collect();
    let away = |spot: &Spot| (&spot.value - &funnel.centre).abs();
    let rank = |spot: &Spot| match spot.place {
        Place::FarOutside => 0,
        Place::Outside => 1,
        Place::Within => 2,
    };
    spots.sort_by(|(a_name, a), (b_name, b)| {
        let by_place = rank(a).cmp(&rank(b)).then_with(|| away(b).cmp(&away(a)));
        by_place.then_with(|| say.compare(a_name, b_name))
    });
    let size = scale::counting(say, funnel.spots.iter().map(|spot| spot.denominator).max().unwrap_or(1));
    let month = say.month(edition.release.id.period);
    let prefix = match among {
        Among::Akasser => "tragt",
        Among::Areas => "tragt-omraader",
    };
    FunnelChart {
        caption: Caption {
            id_prefix: format!("{prefix}-{}", measure.id).replace('_', "-"),
            title: say!(say, "chart-funnel-title", measure = say.bare(&measure.short), month = &month),
            description: teller.description(&spots),
        },
        size_title: say.text("chart-funnel-size").into_owned(),
        share: scale::close(say, funnel.spots.iter().map(|spot| &spot.value).chain([&funnel.centre])),
        centre: TargetLine { at: funnel.centre.to_position(), text: teller.centre() },
        limits: [("chart-funnel-95", Level::P95), ("chart-funnel-998", Level::P998)]
            .map(|(words, level)| FunnelLimit { name: say.text(words).into_owned(), curve: teller.curve(level) })
            .into(),
        spots: spots.iter().map(|(name, spot)| teller.spot(name, spot)).collect(),
        standings: teller.standings(),
        size,
    }
}

/// One who puts a funnel into words.
struct Teller<'a> {
    say: &'a Messages,
    funnel: &'a Funnel,
    edition: &'a Edition,
    measure: &'a Measure,
    publication: &'a Publication,
    among: Among,
}

impl Teller<'_> {
    fn name(&self, spot: &Spot) -> String {
        match (spot.key.akasse, spot.key.area) {
            (Some(akasse), _) => self.publication.akasse(akasse).short.clone(),
            (None, Some(area)) => self.publication.area(area).short.clone(),
            (None, None) => String::new(),
        }
    }

    fn share(&self, value: &Exact) -> String {
        let say = self.say;
        say.with_unit(&say.value(value, self.measure), Unit::Percent)
    }

    fn centre(&self) -> String {
        let say = self.say;
        match self.funnel.centre_is {
            Centre::Target(_) => {
                say!(say, "chart-target", value = say.with_unit(&say.at_most(&self.funnel.centre, 2), Unit::Percent))
            }
            Centre::Whole | Centre::Together => {
                say!(say, "chart-funnel-all", value = self.share(&self.funnel.centre))
            }
        }
    }

    fn standing(&self, spot: &Spot) -> Standing {
        let Centre::Target(key) = self.funnel.centre_is else { return Standing::Unjudged };
        // A verdict over several months says nothing about where this month's share lies.
        let of_month = self.publication.target(key).judged_on == JudgedOn::Month;
        let verdict = self.edition.assessments.iter().find(|one| one.target == key && one.key == spot.key && of_month);
        match verdict.map(|one| one.verdict) {
            Some(Verdict::Met) => Standing::Met,
            Some(Verdict::NotMet) => Standing::NotMet,
            Some(Verdict::Undecided) => Standing::Undecided,
            _ => Standing::Unjudged,
        }
    }

    fn standings(&self) -> Vec<(Standing, String)> {
        let plain = match self.among {
            Among::Akasser => "chart-fund",
            Among::Areas => "chart-area",
        };
        let words = [
            (Standing::Met, "chart-met"),
            (Standing::NotMet, "chart-missed"),
            (Standing::Undecided, "chart-undecided"),
            (Standing::Unjudged, plain),
        ];
        words.map(|(standing, key)| (standing, self.say.text(key).into_owned())).into()
    }

    /// A share and the number it is of: `82,3 pct. af 1.234`.
    fn of(&self, spot: &Spot) -> String {
        say!(self.say, "chart-funnel-of", share = self.share(&spot.value), number = self.say.count(spot.denominator))
    }

    fn spot(&self, name: &str, spot: &Spot) -> FunnelSpot {
        FunnelSpot {
            name: (spot.place != Place::Within).then(|| name.to_owned()),
            text: format!("{name}: {}", self.of(spot)),
            size: Exact::count(spot.denominator).to_position(),
            share: spot.value.to_position(),
            standing: self.standing(spot),
        }
    }

    /// A curve's places, from the smallest number to the largest: closer together to the left, where it bends.
    fn curve(&self, level: Level) -> Vec<(f64, f64, f64)> {
        let largest = self.funnel.spots.iter().map(|spot| spot.denominator).max().unwrap_or(1).max(1);
        let mut sizes: Vec<u64> = (1..=STEPS)
            .filter_map(|at| largest.checked_mul(at * at).map(|size| (size / (STEPS * STEPS)).max(1)))
            .collect();
        sizes.dedup();
        let place = |size: u64| {
            let limits = funnel_limits(&self.funnel.centre, size, level)?;
            let at = Exact::count(size).to_position();
            Some((at, limits.low.to_position(), limits.high.to_position()))
        };
        sizes.into_iter().filter_map(place).collect()
    }

    /// How many lie within the limits of chance, and who does not.
    fn description(&self, spots: &[(String, &Spot)]) -> String {
        let say = self.say;
        let outside: Vec<&(String, &Spot)> = spots.iter().filter(|(_, spot)| spot.place != Place::Within).collect();
        let (all, within) = (spots.len(), spots.len() - outside.len());
        let (around, value) = match self.funnel.centre_is {
            Centre::Target(_) => ("target", say.with_unit(&say.at_most(&self.funnel.centre, 2), Unit::Percent)),
            Centre::Whole | Centre::Together => ("whole", self.share(&self.funnel.centre)),
        };
        let among = match self.among {
            Among::Akasser => "funds",
            Among::Areas => "areas",
        };
        let mut text =
            say!(say, "chart-funnel-told", within = within, all = all, among = among, around = around, value = value,);
        let named = |above: bool| {
            let on_side = outside.iter().filter(move |(_, spot)| (spot.value > self.funnel.centre) == above);
            let words = on_side.map(|(name, spot)| format!("{name} ({})", self.of(spot)));
            words.collect::<Vec<_>>().join(", ")
        };
        for (above, word) in [(true, "chart-funnel-above"), (false, "chart-funnel-below")] {
            let names = named(above);
            if !names.is_empty() {
                text.push(' ');
                text.push_str(&say!(say, word, names = names));
            }
        }
        text
    }
}
