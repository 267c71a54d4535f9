//! One month of one measure: which of its cells must be hidden.

use std::collections::BTreeMap;

use super::coarse::{Coarse, Parts, Side};
use super::corrected::Seen;
use super::hierarchy::{self, Alike, Tree};
use super::limit::Limit;
use super::network::{Cell, CellId, Network, Showing};
use super::pattern::{Pattern, pattern_as};
use super::protect::Linked;
use super::readers::{Before, Known, Readers, Standing};
use super::sums::{self, Row};
use super::together::{Together, Whole};
use crate::model::figure::{Figure, MonthFigures};
use crate::model::hidden::HiddenCells;
use crate::model::measure::Rule;
use crate::model::{AkasseKey, Amount, AreaKey, Bound, CellKey, Counts, Measure, Missing, Publication};

/// What a month is held against.
#[derive(Clone, Copy)]
pub(super) struct Against<'a> {
    /// What is large enough to be shown.
    pub(super) counts: Counts,
    /// The same month as readers have it already.
    pub(super) before: Option<Before<'a>>,
    /// The same month of measures that this one cannot exceed, or that cannot exceed it.
    pub(super) beside: &'a [Beside<'a>],
}

/// A measure whose figures are among another's, cell by cell.
#[derive(Clone, Copy)]
pub(super) enum Beside<'a> {
    /// Its figures are at least as large.
    Larger(&'a MonthFigures, Limit),
    /// Its figures are at most as large.
    Smaller(&'a MonthFigures, Limit),
}

/// Finds what must be hidden: small cells, and what would give them away in any sum over funds or areas.
///
/// What readers have already is not hidden; what was hidden stays hidden, since with what they have of that time it could
/// give others away.
pub(super) fn pattern(month: &MonthFigures, against: Against<'_>, publication: &Publication) -> Pattern {
    let measure = publication.measure(month.measure);
    if let Some(pattern) = as_before(month, against) {
        return pattern;
    }
    let mut table = Table::new(month, measure, against, publication);
    let networks: Vec<Network> = table.trees.iter().map(|tree| sums::network(&table.rows(tree))).collect();
    let together = table.together();
    table.follow(&networks, &together);
    if !month.figures.iter().any(|(key, figure)| table.standing(key, figure.amount).showing == Showing::Hidden) {
        return Pattern::default();
    }
    let mut linked = Linked::new(networks, together, table.layers(), against.counts.width);
    let narrow = linked.protect();
    let mut narrow: Vec<CellId> = narrow.into_iter().map(|one| one.cell).collect();
    let seen = table.seen();
    if narrow.is_empty()
        && let Some(seen) = &seen
        && let Err(told) = linked.hold_against_earlier(seen)
    {
        narrow = told;
    }
    if !narrow.is_empty()
        && let Some(pattern) = table.nothing_new()
    {
        return pattern;
    }
    if narrow.is_empty() {
        linked.show_again(table.by_choice(&linked), seen.as_deref());
    }
    let answers = if narrow.is_empty() { table.answers(&mut linked) } else { BTreeMap::new() };
    table.describe(&linked, &narrow, &answers)
}

/// The pattern that readers have already, when everything that they see of the month is as it was: what can be worked out
/// is then what could be before.
fn as_before(month: &MonthFigures, against: Against<'_>) -> Option<Pattern> {
    let before = against.before?;
    let coarse = |answer: Option<Bound>, amount: Amount| {
        answer.is_none_or(|bound| parts(amount).is_some_and(|parts| parts.is_within(bound)))
    };
    let mut hidden = HiddenCells::new();
    for (key, figure) in month.figures.iter() {
        let is_there = figure.amount.missing().is_none();
        match before.of(key) {
            Known::Hidden(answer) if is_there && coarse(answer, figure.amount) => {
                hidden.insert(key, answer);
            }
            Known::Value(was) if was == figure.amount => {}
            Known::Nothing if !is_there => {}
            _ => return None,
        }
    }
    Some(pattern_as(month, Limit::Counts(against.counts), &hidden))
}

/// A month's table with a number for each cell; areas that are alike share theirs.
struct Table<'a> {
    month: &'a MonthFigures,
    measure: &'a Measure,
    against: Against<'a>,
    publication: &'a Publication,
    alike: Vec<Alike>,
    trees: Vec<Tree>,
    /// The cells: one of the keys that share the number, with its figure.
    cells: Vec<(CellKey, Figure)>,
    ids: BTreeMap<(usize, Option<AkasseKey>), CellId>,
    /// Places in `alike`, by area.
    places: BTreeMap<Option<AreaKey>, usize>,
    /// Cells that follow from what readers have and that has not changed.
    follows: Vec<bool>,
}

impl<'a> Table<'a> {
    fn new(month: &'a MonthFigures, measure: &'a Measure, against: Against<'a>, publication: &'a Publication) -> Self {
        let (alike, trees) = hierarchy::trees(&month.figures, measure, month.period, publication);
        let places: BTreeMap<Option<AreaKey>, usize> =
            alike.iter().enumerate().flat_map(|(at, one)| one.areas.iter().map(move |area| (*area, at))).collect();
        let mut ids = BTreeMap::new();
        let mut cells = Vec::new();
        for (key, figure) in month.figures.iter().filter(|(_, figure)| !is_nothing(figure.amount)) {
            let Some(place) = places.get(&key.area) else { continue };
            let id: &mut CellId = ids.entry((*place, key.akasse)).or_insert_with(|| {
                cells.push((key, *figure));
                CellId::try_from(cells.len() - 1).unwrap_or(CellId::MAX)
            });
            // Of those that are alike one with a value speaks for all, and one that was delivered rather than a sum of it:
            // whoever is alone in a group knows that group.
            let speaker: &mut (CellKey, Figure) = &mut cells[*id as usize];
            if speaker.1.amount.missing().is_some() || (speaker.1.computed && figure.amount.missing().is_none()) {
                *speaker = (key, *figure);
            }
        }
        Self { month, measure, against, publication, alike, trees, cells, ids, places, follows: Vec::new() }
    }

    /// Notes what follows from figures that readers have and that have not changed, such as a total of which nothing but one
    /// of them is left: it cannot be hidden any more, though it was hidden before, and showing it tells nothing new.
    fn follow(&mut self, networks: &[Network], together: &Together) {
        if self.against.before.is_none() {
            return;
        }
        let know = |(key, figure): &(CellKey, Figure)| self.standing(*key, figure.amount).readers == Readers::Know;
        let mut known: Vec<bool> = self.cells.iter().map(know).collect();
        let sums: Vec<Vec<(CellId, i64)>> = networks.iter().flat_map(Network::sums).chain(together.sums()).collect();
        loop {
            let before = known.iter().filter(|known| **known).count();
            for sum in &sums {
                let mut open = sum.iter().filter(|(id, _)| !known[*id as usize]);
                if let (Some((id, _)), None) = (open.next(), open.next()) {
                    known[*id as usize] = true;
                }
            }
            if known.iter().filter(|known| **known).count() == before {
                break;
            }
        }
        self.follows = known;
    }

    fn id(&self, key: CellKey) -> Option<CellId> {
        self.ids.get(&(*self.places.get(&key.area)?, key.akasse)).copied()
    }

    /// The values to protect, each a list of cells: counts; of shares the parts, and what is left of the wholes. With
    /// both protected the wholes are, too: they are their sums, cell by cell and total by total. Each list is safe while
    /// the other stays as it is, so what ties the two together is kept.
    fn layers(&self) -> Vec<Vec<Cell>> {
        let sides: &[Side] = if self.measure.is_share() { &[Side::Part, Side::Rest] } else { &[Side::Part] };
        let standings: Vec<Standing> =
            self.cells.iter().map(|(key, figure)| self.standing(*key, figure.amount)).collect();
        let layer = |side: &Side| {
            let cells = self.cells.iter().zip(&standings);
            cells.map(|((key, figure), standing)| self.cell(*key, figure, *standing, *side)).collect()
        };
        sides.iter().map(layer).collect()
    }

    fn cell(&self, key: CellKey, figure: &Figure, standing: Standing, side: Side) -> Cell {
        let amount = figure.amount;
        // What readers had before it was corrected tells them nearly what it is, so it is the last to be chosen. What has
        // not changed they have.
        let cost = match standing.readers {
            Readers::Never => Some(self.cost(key, amount)),
            Readers::KnewAnother => Some(self.cost(key, amount) * 16),
            Readers::Know => None,
        };
        let (low, high) = self.bounds(key, amount, standing, side);
        Cell { value: side.of(amount), low, high, showing: standing.showing, is_sum: figure.computed, cost }
    }

    /// Between which values everybody knows one count of a cell to be, were it hidden.
    fn bounds(&self, key: CellKey, amount: Amount, standing: Standing, side: Side) -> (u64, u64) {
        if let Some(parts) = parts(amount) {
            // A hidden share may have a part of zero. What has been answered before is known.
            return standing.answer.map_or((0, u64::MAX), |answer| self.coarse().room(Some(answer), parts, side));
        }
        // Where zeros are shown, everyone knows that a hidden count is none; but what was hidden stays hidden, also when it
        // has become none.
        let stays_hidden = matches!(self.against.before.map(|before| before.of(key)), Some(Known::Hidden(_)));
        let floor = u64::from(!self.against.counts.zeros_are_sensitive && !stays_hidden);
        let own = side.of(amount);
        let (low, high) = self.against.beside.iter().fold((floor, u64::MAX), |(low, high), beside| {
            let known = |month: &MonthFigures, limit: Limit| {
                let figure = month.figures.get(key)?;
                (figure.amount.missing().is_none() && limit.allows(figure.amount)).then(|| Side::Part.of(figure.amount))
            };
            match beside {
                Beside::Larger(month, limit) => (low, known(month, *limit).map_or(high, |other| high.min(other))),
                Beside::Smaller(month, limit) => (known(month, *limit).map_or(low, |other| low.max(other)), high),
            }
        });
        // Deliveries that contradict each other are refused elsewhere.
        (low.min(own.max(floor)), high.max(own))
    }

    /// What readers who keep an earlier version see of each cell as long as it is shown; `None` when there is none, or
    /// nothing that they have has changed.
    fn seen(&self) -> Option<Vec<Seen>> {
        let before = self.against.before?;
        let seen = |(key, figure): &(CellKey, Figure)| {
            let is_there = figure.amount.missing().is_none();
            match before.of(*key) {
                Known::Hidden(_) if is_there => Seen::Never,
                Known::Value(was) if is_there && was.missing().is_none() => Seen::Both(change(was, figure.amount)),
                Known::Value(was) if !is_there && was.missing().is_some() => Seen::Both(Vec::new()),
                Known::Nothing if !is_there => Seen::Both(Vec::new()),
                _ => Seen::Once,
            }
        };
        let seen: Vec<Seen> = self.cells.iter().map(seen).collect();
        let as_before = |seen: &Seen| match seen {
            Seen::Both(change) => change.iter().all(|by| *by == 0),
            seen => *seen == Seen::Never,
        };
        (!seen.iter().all(as_before)).then_some(seen)
    }

    fn coarse(&self) -> Coarse<'a> {
        Coarse { answers: &self.publication.protection.answers, counts: self.against.counts }
    }

    /// What readers see of a cell and know of it already.
    fn standing(&self, key: CellKey, amount: Amount) -> Standing {
        let limit = Limit::Counts(self.against.counts);
        let (showing, readers, answer) = match amount.missing() {
            Some(_) => (Showing::Unknown, Readers::Never, None),
            None => match self.against.before.map(|before| before.of(key)) {
                Some(Known::Hidden(_)) if limit.allows(amount) && self.follows_from_known(key) => {
                    (Showing::Shown, Readers::Know, None)
                }
                Some(Known::Hidden(answer)) => (Showing::Hidden, Readers::Never, Some(answer)),
                Some(Known::Value(known)) if known == amount => (Showing::Shown, Readers::Know, None),
                known => {
                    let showing = if limit.allows(amount) { Showing::Shown } else { Showing::Hidden };
                    let knew = matches!(known, Some(Known::Value(_) | Known::Shown));
                    (showing, if knew { Readers::KnewAnother } else { Readers::Never }, None)
                }
            },
        };
        let answer = parts(amount).zip(answer).and_then(|(parts, before)| self.coarse().kept(before, parts));
        Standing { showing, readers, answer }
    }

    fn follows_from_known(&self, key: CellKey) -> bool {
        self.id(key).and_then(|id| self.follows.get(id as usize)).is_some_and(|follows| *follows)
    }

    /// What hiding a cell would lose: more for large counts, much more for totals, which more readers look at.
    fn cost(&self, key: CellKey, amount: Amount) -> u64 {
        let bits = |value: u64| u64::from(u64::BITS - value.leading_zeros());
        let size = self.places.get(&key.area).map_or(1, |place| self.alike[*place].size);
        let of_area = 1 + 2 * bits(u64::try_from(size).unwrap_or(u64::MAX).saturating_sub(1));
        let of_akasse = if key.akasse.is_none() && self.measure.by_akasse { 4 } else { 1 };
        (16 + bits(whole(amount))) * of_area * of_akasse
    }

    /// The rows of one hierarchy. Funds whose people are no part of "all funds" stand in no sum over funds.
    fn rows(&self, tree: &Tree) -> Vec<Row> {
        let over_akasser = self.measure.by_akasse && self.measure.over_akasser != Rule::None;
        let in_total = |akasse: &AkasseKey| over_akasser && self.publication.akasse(*akasse).insured;
        let funds: Vec<AkasseKey> = self.month.figures.akasser().iter().copied().flatten().collect();
        let (inside, outside): (Vec<_>, Vec<_>) = funds.into_iter().partition(in_total);
        let row = |(place, parent): &(usize, Option<usize>), of: &[AkasseKey], total: bool| Row {
            parent: *parent,
            cells: of.iter().map(|akasse| self.ids.get(&(*place, Some(*akasse))).copied()).collect(),
            total: self.ids.get(&(*place, None)).copied().filter(|_| total),
        };
        // Cells without a sum over funds are columns of a table of their own, below the first in the same list.
        let first = tree.iter().map(|one| row(one, &inside, over_akasser));
        let offset = tree.len();
        let second = tree.iter().map(|one| {
            let Row { parent, mut cells, .. } = row(one, &outside, false);
            cells.push(self.ids.get(&(one.0, None)).copied().filter(|_| !over_akasser));
            Row { parent: parent.map(|parent| parent + offset), cells, total: None }
        });
        first.chain(second).collect()
    }

    /// All sums, of every hierarchy.
    fn together(&self) -> Together {
        let funds = self.month.figures.akasser().iter().copied().flatten().map(Some);
        let keys: Vec<Option<AkasseKey>> = funds.chain([None]).collect();
        let cells = |place: usize| keys.iter().map(|akasse| self.ids.get(&(place, *akasse)).copied()).collect();
        let (rows, wholes): (Vec<usize>, Vec<usize>) =
            (0..self.alike.len()).partition(|place| self.alike[*place].size == 1);
        let whole = |place: &usize| {
            let area = &self.alike[*place];
            let inside = rows.iter().enumerate().filter(|(_, row)| area.holds(&self.alike[**row])).map(|(at, _)| at);
            let crosses = wholes.iter().any(|other| !area.nests_with(&self.alike[*other]));
            Whole { cells: cells(*place), rows: inside.collect(), crosses }
        };
        let rows_cells: Vec<_> = rows.iter().map(|place| cells(*place)).collect();
        let over_akasser = self.measure.by_akasse && self.measure.over_akasser != Rule::None;
        let in_total = keys.iter().flatten().map(|akasse| over_akasser && self.publication.akasse(*akasse).insured);
        Together::new(&rows_cells, wholes.iter().map(whole).collect(), self.cells.len()).with_totals(in_total.collect())
    }

    /// The pattern that shows nothing but what readers have already, and what follows from it: where no other can be shown to
    /// be safe, this one is, since what it shows is part of what was shown before. `None` when there is no earlier version at
    /// hand.
    fn nothing_new(&self) -> Option<Pattern> {
        let before = self.against.before.filter(|before| matches!(before, Before::Whole(_)))?;
        let mut hidden = HiddenCells::new();
        let mut known = 0;
        for (key, figure) in self.month.figures.iter().filter(|(_, figure)| figure.amount.missing().is_none()) {
            let is_true = |answer: &Bound| parts(figure.amount).is_some_and(|parts| parts.is_within(*answer));
            let of = before.of(key);
            if self.standing(key, figure.amount).readers == Readers::Know {
                continue;
            }
            match of {
                Known::Hidden(answer) => {
                    hidden.insert(key, answer.filter(is_true));
                }
                of => {
                    known += usize::from(matches!(of, Known::Value(was) if was.missing().is_none()));
                    hidden.insert(key, None);
                }
            }
        }
        let mut pattern = pattern_as(self.month, Limit::Counts(self.against.counts), &hidden);
        pattern.known = known;
        Some(pattern)
    }

    /// Cells that are hidden for the sake of others alone, those that are missed most first.
    fn by_choice(&self, linked: &Linked) -> Vec<CellId> {
        let chosen = |id: &CellId| {
            let (key, figure) = self.cells[*id as usize];
            self.standing(key, figure.amount).showing == Showing::Shown
        };
        let mut cells: Vec<CellId> = linked.hidden().into_iter().filter(chosen).collect();
        cells.sort_by_key(|id| std::cmp::Reverse(linked.layers[0][*id as usize].cost));
        cells
    }

    /// The coarser answers that can be given without another hidden cell being worked out, those about most people first.
    fn answers(&self, linked: &mut Linked) -> BTreeMap<CellId, Bound> {
        let mut hidden: Vec<CellId> = linked.hidden();
        hidden.sort_by_key(|id| std::cmp::Reverse(whole(self.cells[*id as usize].1.amount)));
        let mut answers = BTreeMap::new();
        for id in hidden {
            let (key, figure) = self.cells[id as usize];
            let Some(parts) = parts(figure.amount) else { continue };
            // What was hidden without an answer before is left without: nothing has to be said of how it changed.
            let was_hidden = matches!(self.against.before.map(|before| before.of(key)), Some(Known::Hidden(_)));
            let Some(answer) = self.coarse().answer(parts).filter(|_| !was_hidden) else { continue };
            let bounds = [Side::Part, Side::Rest].map(|side| self.coarse().room(Some(answer), parts, side));
            if linked.give_answer(id, &bounds) {
                answers.insert(id, answer);
            }
        }
        answers
    }

    fn describe(&self, linked: &Linked, narrow: &[CellId], answers: &BTreeMap<CellId, Bound>) -> Pattern {
        let layer = &linked.layers[0];
        let covers = |id: CellId| layer[id as usize].showing == Showing::Hidden;
        // What is too small by itself is hidden whether it stands in a sum or not.
        let hidden = self.month.figures.map(|key, figure| {
            let standing = self.standing(key, figure.amount);
            let is_hidden = standing.showing == Showing::Hidden || self.id(key).is_some_and(covers);
            let answer = standing.answer.or_else(|| answers.get(&self.id(key)?).copied());
            (is_hidden && figure.amount.missing().is_none()).then_some(answer)
        });
        let mut pattern = Pattern { hidden, ..Pattern::default() };
        pattern.count(self.month, Limit::Counts(self.against.counts));
        let is_known = |(key, figure): &(CellKey, &Figure)| {
            pattern.hides(*key) && self.standing(*key, figure.amount).readers != Readers::Never
        };
        pattern.known = self.month.figures.iter().filter(is_known).count();
        pattern.narrow = narrow.iter().map(|id| self.cells[*id as usize].0).collect();
        pattern.narrow.dedup();
        pattern
    }
}

/// Whether there is truly nothing in a cell, which readers know: it can neither hide nor be hidden.
fn is_nothing(amount: Amount) -> bool {
    amount.missing().is_some_and(Missing::counts_as_nothing)
}

impl Side {
    /// The count on this side.
    fn of(self, amount: Amount) -> u64 {
        match (self, amount) {
            (Self::Part, Amount::Count(count)) => count,
            (Self::Part, Amount::Signed(difference)) => difference.unsigned_abs(),
            (Self::Part, Amount::Share { numerator, .. }) => numerator,
            (Self::Rest, Amount::Share { numerator, denominator }) => denominator.saturating_sub(numerator),
            (Self::Part, Amount::Change { now, .. }) => now,
            _ => 0,
        }
    }
}

/// By how much the counts of a cell changed.
fn change(was: Amount, is: Amount) -> Vec<i64> {
    let by = |side: Side| {
        let [was, is] = [was, is].map(|amount| i64::try_from(side.of(amount)).unwrap_or(i64::MAX / 4));
        is - was
    };
    vec![by(Side::Part), by(Side::Rest)]
}

/// The two counts of a share; `None` for anything else.
fn parts(amount: Amount) -> Option<Parts> {
    let is_share = matches!(amount, Amount::Share { .. });
    is_share.then(|| Parts { part: Side::Part.of(amount), rest: Side::Rest.of(amount) })
}

/// Everybody in a cell: of shares the denominator.
pub(super) fn whole(amount: Amount) -> u64 {
    Side::Part.of(amount).saturating_add(Side::Rest.of(amount))
}
