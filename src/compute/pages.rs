//! Of whom and of what an edition has pages, for those who look for a page in all editions.

use super::history::Addition;
use crate::model::catalogue::{EditionPages, History, Parties};
use crate::model::{AkasseKey, AreaKey, Release};

/// Notes of whom and of what a release has pages: who has a figure of its month in a measure that it delivers, be it one
/// that an earlier release brought, or a figure over months.
///
/// `pairs` are those of an area and a fund that have pages, in order.
pub(super) fn note(history: &mut History, addition: &Addition, pairs: &[(AreaKey, AkasseKey)]) {
    let Release { id, synthetic, .. } = addition.release;
    let mut pages = EditionPages::default();
    for month in &addition.months {
        let mut parties = Parties::default();
        parties.add(month.figures.iter().map(|(key, _)| key), pairs);
        history.parties.insert((month.measure, month.period), parties);
        pages.measures.insert(month.measure);
    }
    for measure in &pages.measures {
        let month = (*measure, id.period);
        // Made-up figures and real ones know nothing of each other.
        if let Some(parties) = history.parties.get(&month).filter(|_| history.synthetic.contains(&month) == synthetic) {
            pages.parties.akasser.extend(&parties.akasser);
            pages.parties.areas.extend(&parties.areas);
            pages.parties.pairs.extend(&parties.pairs);
        }
    }
    pages.parties.add(addition.summaries.iter().map(|summary| summary.key), pairs);
    history.pages.insert(id, pages);
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Arc;

    use super::*;
    use crate::compute::history::absorb;
    use crate::compute::tests::{measure, publication, release};
    use crate::model::figure::{Figure, MonthFigures};
    use crate::model::measure::{MeasureKind, Rule};
    use crate::model::{Amount, CellKey, Flags, Grid, MeasureKey, Period, ReleaseId};

    fn addition(month: &str, version: u16, synthetic: bool, months: &[(&str, &[u16])]) -> Addition {
        let id = ReleaseId { period: Period::parse(month).unwrap(), version };
        let months = months.iter().map(|(period, funds)| {
            let cells = funds.iter().map(|fund| {
                let key = CellKey { area: None, akasse: Some(AkasseKey(*fund)) };
                (key, Figure::delivered(Amount::Count(9), Flags::default()))
            });
            let figures = Grid::from_cells(cells.collect());
            let period = Period::parse(period).unwrap();
            Arc::new(MonthFigures { measure: MeasureKey(0), period, figures, notes: BTreeMap::new() })
        });
        Addition {
            release: Release { id, synthetic, ..release(month) },
            months: months.collect(),
            summaries: Vec::new(),
        }
    }

    #[test]
    fn an_edition_has_pages_of_those_with_figures_of_its_month_wherever_they_came_from() {
        let publication = publication(measure(MeasureKind::Stock, Rule::Last, Rule::Sum), Vec::new());
        let all = [
            addition("2021-08", 1, false, &[("2021-07", &[7]), ("2021-08", &[0, 1])]),
            // Delivers another month alone: its own month is as the version before left it.
            addition("2021-08", 2, false, &[("2021-07", &[7, 8])]),
            // The month that it is about came with another kind of figures, which it knows nothing of.
            addition("2021-08", 3, true, &[("2021-06", &[3])]),
            addition("2021-09", 1, false, &[]),
        ];
        let history = all
            .iter()
            .fold(History::default(), |history, addition| absorb(history, addition, &BTreeSet::new(), &publication));
        let of = |addition: &Addition| {
            let pages = &history.pages[&addition.release.id];
            let funds: Vec<u16> = pages.parties.akasser.iter().map(|key| key.0).collect();
            (funds, pages.measures.len())
        };
        assert_eq!(of(&all[0]), (vec![0, 1], 1));
        assert_eq!(of(&all[1]), (vec![0, 1], 1));
        assert_eq!(of(&all[2]), (vec![], 1));
        assert_eq!(of(&all[3]), (vec![], 0));
    }
}
