//! What a correction gives away to those who keep the earlier version.
//!
//! They have what was shown, and believe of any cell that it has not changed, unless a sum shows that something in it has. Of
//! a cell that is hidden from now on they can know that it has, since nothing else is hidden then. A cell whose new value
//! follows with or without that is as good as shown.

use super::network::{CellId, Network, Showing};
use super::protect::Linked;

/// By how much the counts of a cell changed, one number for each layer.
type Change = Vec<i64>;

/// A cell as it stands with readers who have both versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Shown in both.
    Both(Change),
    /// Shown in the earlier one alone, so that it has changed is known.
    Before,
    /// Hidden in the earlier one.
    Never,
    /// It had a value in one of them alone.
    Once,
}

impl Linked {
    /// Hides more until no cell that was shown before can be worked out, given what is seen of each cell as long as it is
    /// shown. `may_hide` tells the cells that have changed.
    ///
    /// Errors: cells that can be worked out all the same.
    pub(super) fn hold_against_earlier(&mut self, seen: &[Seen]) -> Result<(), Vec<CellId>> {
        loop {
            let told = self.told_by_earlier(seen);
            let more: Vec<CellId> = told.iter().flat_map(|cell| self.changed_around(*cell)).collect();
            if told.is_empty() {
                return Ok(());
            }
            if more.is_empty() {
                return Err(told);
            }
            more.into_iter().for_each(|id| self.hide(id));
            let narrow = self.protect();
            if !narrow.is_empty() {
                return Err(narrow.into_iter().map(|one| one.cell).collect());
            }
        }
    }

    /// The cells that are hidden from now on and can be worked out from both versions.
    pub(super) fn told_by_earlier(&self, before: &[Seen]) -> Vec<CellId> {
        let cells = self.layers.first().map_or(&[][..], Vec::as_slice);
        let seen: Vec<Seen> = before
            .iter()
            .zip(cells)
            .map(|(seen, cell)| match seen {
                Seen::Both(_) if cell.showing == Showing::Hidden => Seen::Before,
                seen => seen.clone(),
            })
            .collect();
        let of_networks = self.networks.iter().flat_map(Network::sums);
        // A total can also be put together in ways that no hierarchy has.
        let sums: Vec<Vec<(CellId, i64)>> = of_networks.chain(self.together.sums()).collect();
        let told = |changes: &[Option<Change>]| -> Vec<CellId> {
            let is_told = |(id, seen): (CellId, &Seen)| match (seen, &changes[id as usize]) {
                (Seen::Before, change) => change.is_some(),
                // What was hidden and follows from what is shown now: how it changed tells what it was.
                (Seen::Never, Some(change)) => cells[id as usize].showing == Showing::Shown && !is_nothing(change),
                _ => false,
            };
            (0..).zip(&seen).filter(|one| is_told(*one)).map(|(id, _)| id).collect()
        };
        let mut all = told(&changes(&sums, &seen, true));
        // The other story is followed as far as it is true: who believes what is not finds numbers that are not.
        let like_all = changes(&sums, &seen, false);
        let is_true = |id: &CellId| match (&like_all[*id as usize], &before[*id as usize]) {
            (Some(found), Seen::Both(truth)) => {
                let mut apart = found.clone();
                add(&mut apart, truth, -1);
                is_nothing(&apart)
            }
            _ => false,
        };
        all.extend(told(&like_all).into_iter().filter(is_true));
        all
    }

    /// What has changed in the sums that a cell stands in and may be hidden: a total if there is one, or else all else.
    fn changed_around(&self, cell: CellId) -> Vec<CellId> {
        let cells = self.layers.first().map_or(&[][..], Vec::as_slice);
        let may_hide = |id: &CellId| {
            let cell = cells[*id as usize];
            cell.showing == Showing::Shown && cell.cost.is_some()
        };
        let mut found = Vec::new();
        for sum in self.networks.iter().flat_map(|network| network.sums_of(cell)) {
            let shown: Vec<CellId> = sum.iter().map(|(id, _)| *id).filter(may_hide).collect();
            let total = shown.iter().find(|id| cells[**id as usize].is_sum);
            found.extend(total.map_or(shown.clone(), |total| vec![*total]));
        }
        found
    }
}

/// By how much each cell has changed, as far as it follows from both versions; `None` = nobody can tell. Cells that are hidden
/// from now on are like all others, or known to have changed.
fn changes(sums: &[Vec<(CellId, i64)>], seen: &[Seen], hidden_have_changed: bool) -> Vec<Option<Change>> {
    let of = |id: CellId| &seen[id as usize];
    let is_hidden_now = |id: CellId| hidden_have_changed && *of(id) == Seen::Before;
    let is_open = |id: CellId| matches!(of(id), Seen::Before | Seen::Never);
    // By how much the cells that are shown in both versions change together; `None` where part of it came or went away.
    let together = |sum: &[(CellId, i64)]| {
        let mut all: Change = Vec::new();
        for (id, sign) in sum {
            match of(*id) {
                Seen::Once => return None,
                Seen::Both(change) => add(&mut all, change, *sign),
                Seen::Before | Seen::Never => {}
            }
        }
        Some(all)
    };
    let shown: Vec<Option<Change>> = sums.iter().map(|sum| together(sum)).collect();
    // What may have changed by an amount that nobody knows: `None`.
    let mut changes: Vec<Option<Change>> =
        (0..).zip(seen).map(|(id, _)| (!is_hidden_now(id)).then(Change::new)).collect();
    for (sum, shown) in sums.iter().zip(&shown) {
        let mut hidden_now = sum.iter().filter(|(id, _)| is_hidden_now(*id));
        // One cell that has changed, and no sum of it that has: something else in the sum must have, too.
        let alone = hidden_now.next().is_some() && hidden_now.next().is_none();
        let is_even = shown.as_ref().is_some_and(is_nothing);
        if !is_even || alone {
            sum.iter().filter(|(id, _)| is_open(*id)).for_each(|(id, _)| changes[*id as usize] = None);
        }
    }
    // A sum in which only one cell can have changed tells by how much.
    loop {
        let mut found = false;
        for (sum, shown) in sums.iter().zip(&shown) {
            let mut unknown = sum.iter().filter(|(id, _)| changes[*id as usize].is_none());
            let (Some((id, sign)), None, Some(shown)) = (unknown.next(), unknown.next(), shown) else { continue };
            let mut all = shown.clone();
            for (other, sign) in sum.iter().filter(|(other, _)| is_open(*other)) {
                if let Some(change) = &changes[*other as usize] {
                    add(&mut all, change, *sign);
                }
            }
            let own = all.iter().map(|by| -by * sign).collect::<Change>();
            if is_nothing(&own) && is_hidden_now(*id) {
                // It has changed, so something that is believed to be as before has not stayed so: nobody can tell what.
                continue;
            }
            changes[*id as usize] = Some(own);
            found = true;
        }
        if !found {
            return changes;
        }
    }
}

fn is_nothing(change: &Change) -> bool {
    change.iter().all(|by| *by == 0)
}

fn add(all: &mut Change, change: &Change, sign: i64) {
    all.resize(all.len().max(change.len()), 0);
    for (sum, by) in all.iter_mut().zip(change) {
        *sum += by * sign;
    }
}
