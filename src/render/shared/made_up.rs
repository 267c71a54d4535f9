//! Made-up figures beside real ones: the message above a page that shows any, and the marks in its tables.

use std::collections::{BTreeMap, BTreeSet};

use super::whole::Shared;
use crate::model::note::{FigureRequest, Note, NotePart};
use crate::model::{MeasureKey, Period};
use crate::render::address::Here;
use crate::render::frame::Banner;
use crate::render::newest;
use crate::render::press::Press;
use crate::render::words;
use crate::text::messages::{Messages, say};

/// Figures of a measure in a month.
pub(crate) type Shown = (MeasureKey, Period);

/// The message that a list says of an edition, a series or a figure that is made up.
pub(crate) const MARK: &str = "word-made-up";

impl Shared<'_> {
    /// Whether a measure's figures of a month are made up.
    pub(crate) fn is_made_up(&self, shown: Shown) -> bool {
        self.history.synthetic.contains(&shown)
    }

    /// The message above a page that shows these figures; none when none of them is made up.
    pub(crate) fn banners(&self, shown: impl IntoIterator<Item = Shown>) -> Vec<Banner> {
        let (made_up, real): (BTreeSet<Shown>, BTreeSet<Shown>) =
            shown.into_iter().partition(|shown| self.is_made_up(*shown));
        banner(self.press, &made_up, &real).into_iter().collect()
    }

    /// The same for a page with the figures of all months, and below it which are the newest, and what was changed since.
    /// `absent` is the name of what the page is about, where the newest edition has no figures of it.
    pub(crate) fn banners_with_news(
        &self,
        shown: impl IntoIterator<Item = Shown>,
        (here, absent): (&Here, Option<&str>),
    ) -> Vec<Banner> {
        let mut banners = self.banners(shown);
        banners.extend(newest::of_archive(self.press, here, absent));
        banners
    }

    /// The message above a note's text that names made-up figures.
    pub(crate) fn banners_of(&self, note: &Note) -> Vec<Banner> {
        let named = note.body.iter().filter_map(|part| match part {
            NotePart::Figure(FigureRequest { measure, period, .. }) => Some((*measure, *period)),
            _ => None,
        });
        self.banners(named)
    }

    /// What the newest edition shows of a measure on a page outside the editions.
    pub(crate) fn newest_shown(&self, measure: MeasureKey) -> Option<Shown> {
        let newest = self.newest?;
        newest.measure(measure).map(|_| (measure, newest.period()))
    }
}

fn banner(press: &Press<'_>, made_up: &BTreeSet<Shown>, real: &BTreeSet<Shown>) -> Option<Banner> {
    let say = press.say;
    let mut by_measure: BTreeMap<MeasureKey, Vec<Period>> = BTreeMap::new();
    for (measure, period) in made_up {
        by_measure.entry(*measure).or_default().push(*period);
    }
    let first = by_measure.values().next()?;
    // Months alone say enough when they are made up throughout the page.
    let alike = by_measure.values().all(|months| months == first);
    let rest = if real.is_empty() { "none" } else { "some" };
    let text = if alike && !real.iter().any(|(_, period)| first.contains(period)) {
        say!(say, "list-made-up-months", months = months(say, first), rest = rest)
    } else {
        let measures: Vec<String> = by_measure
            .iter()
            .map(|(key, found)| {
                format!("{} ({})", say.of(&press.site.publication.measure(*key).short), months(say, found))
            })
            .collect();
        say!(say, "list-made-up-measures", measures = words::joined(say, &measures, usize::MAX), rest = rest)
    };
    Some(Banner { lead: say.text("frame-synthetic-lead").into_owned(), text, ..Banner::new("synthetic") })
}

/// Ascending months as runs: `januar 2024–december 2025 og marts 2026`.
fn months(say: &Messages, months: &[Period]) -> String {
    let runs = months.chunk_by(|earlier, later| earlier.plus(1) == *later);
    let runs: Vec<String> = runs.filter_map(|run| Some(words::months(say, *run.first()?, *run.last()?))).collect();
    words::joined(say, &runs, usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::messages::tests::danish;

    #[test]
    fn months_are_said_in_runs() {
        let of = |texts: &[&str]| texts.iter().map(|text| Period::parse(text).unwrap()).collect::<Vec<_>>();
        assert_eq!(months(&danish(), &of(&["2024-12", "2025-01", "2025-02"])), "december 2024–februar 2025");
        assert_eq!(months(&danish(), &of(&["2024-01", "2025-01", "2025-02"])), "januar 2024 og januar–februar 2025");
    }
}
