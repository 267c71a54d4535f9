//! Attacks on protected tables: by trying every table that agrees with what is shown, which is slow and beyond doubt.

use proptest::prelude::*;

use super::network::{Cell, Network, Showing};
use super::protect::Linked;
use super::sums::{self, Row};
use super::together::Together;

const FUNDS: usize = 2;
/// Three areas, the first two in a region, all in a country; each row with its total over funds.
const PARENTS: [Option<usize>; 5] = [Some(3), Some(3), Some(4), Some(4), None];
const LEAVES: usize = 3;
/// Nobody is looked for further than this above the smallest value: enough to hold every answer that is compared.
const REACH: u64 = 8;

struct Small {
    rows: Vec<Row>,
    cells: Vec<Cell>,
}

/// A table with all its sums; cells of zero are not there, as readers know.
fn table(inner: &[u64], showing: impl Fn(usize, u64) -> Showing) -> Small {
    let mut values = vec![[0_u64; FUNDS + 1]; PARENTS.len()];
    for leaf in 0..LEAVES {
        for fund in 0..FUNDS {
            let mut row = Some(leaf);
            while let Some(at) = row {
                values[at][fund] += inner[leaf * FUNDS + fund];
                values[at][FUNDS] += inner[leaf * FUNDS + fund];
                row = PARENTS[at];
            }
        }
    }
    let (mut rows, mut cells) = (Vec::new(), Vec::new());
    for (at, parent) in PARENTS.into_iter().enumerate() {
        let mut ids = values[at].iter().enumerate().map(|(column, value)| {
            let is_sum = at >= LEAVES || column == FUNDS;
            let cell = Cell {
                is_sum,
                value: *value,
                low: 1,
                high: u64::MAX,
                showing: showing(at * (FUNDS + 1) + column, *value),
                cost: Some(value + 1),
            };
            (*value > 0).then(|| {
                cells.push(cell);
                u32::try_from(cells.len() - 1).unwrap()
            })
        });
        let inner = ids.by_ref().take(FUNDS).collect();
        let total = ids.next().flatten();
        rows.push(Row { parent, cells: inner, total });
    }
    Small { rows, cells }
}

/// The least and the most that each cell is in any table that agrees with what is shown.
fn tried(small: &Small, floor: u64, own: Option<u32>) -> Vec<(u64, u64)> {
    let is_open = |id: u32| small.cells[id as usize].showing == Showing::Hidden && own != Some(id);
    let leaves = &small.rows[..LEAVES];
    let open: Vec<u32> =
        leaves.iter().flat_map(|row| row.cells.iter().flatten().copied()).filter(|id| is_open(*id)).collect();
    let mut found: Vec<Option<(u64, u64)>> = vec![None; small.cells.len()];
    let mut values: Vec<u64> = small.cells.iter().map(|cell| cell.value).collect();
    let mut choice = vec![0_u64; open.len()];
    loop {
        for (id, chosen) in open.iter().zip(&choice) {
            values[*id as usize] = floor + chosen;
        }
        if agrees(small, &mut values, floor, own) {
            for (range, value) in found.iter_mut().zip(&values) {
                let range = range.get_or_insert((*value, *value));
                *range = (range.0.min(*value), range.1.max(*value));
            }
        }
        let Some(at) = choice.iter().position(|chosen| *chosen < REACH) else { break };
        choice[..at].fill(0);
        choice[at] += 1;
    }
    found.into_iter().map(Option::unwrap).collect()
}

/// Fills in the sums; whether they are what is shown, and no hidden one is below the floor.
fn agrees(small: &Small, values: &mut [u64], floor: u64, own: Option<u32>) -> bool {
    let mut sums = vec![[0_u64; FUNDS]; PARENTS.len()];
    for at in 0..PARENTS.len() {
        for (fund, cell) in small.rows[at].cells.iter().enumerate() {
            if at < LEAVES {
                sums[at][fund] = cell.map_or(0, |cell| values[cell as usize]);
            }
            if let Some(parent) = PARENTS[at] {
                sums[parent][fund] += sums[at][fund];
            }
        }
        let total = (small.rows[at].total, sums[at].iter().sum());
        let cells = small.rows[at].cells.iter().copied().zip(sums[at]).chain([total]);
        for (id, sum) in cells.filter_map(|(id, sum)| Some((id?, sum))) {
            values[id as usize] = sum;
            let cell = small.cells[id as usize];
            let is_known = cell.showing == Showing::Shown || own == Some(id);
            if (is_known && sum != cell.value) || (!is_known && sum < floor) {
                return false;
            }
        }
    }
    true
}

fn linked(small: &Small, need: u64) -> Linked {
    let together = Together::new(&[], Vec::new(), small.cells.len());
    Linked::new(vec![sums::network(&small.rows)], together, vec![small.cells.clone()], need)
}

fn small_counts(_: usize, value: u64) -> Showing {
    if (1..3).contains(&value) { Showing::Hidden } else { Showing::Shown }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn flows_give_what_an_attacker_gets_by_trying_everything(
        inner in proptest::collection::vec(0_u64..4, LEAVES * FUNDS),
        hidden in proptest::collection::vec(any::<bool>(), PARENTS.len() * (FUNDS + 1)),
    ) {
        let small = table(&inner, |at, _| if hidden[at] { Showing::Hidden } else { Showing::Shown });
        let mut network: Network = sums::network(&small.rows);
        let open = (0..).zip(&small.cells).filter(|(_, cell)| cell.showing == Showing::Hidden);
        open.for_each(|(id, _)| network.open(id));
        let tried = tried(&small, 1, None);
        for (id, cell) in (0..).zip(&small.cells).filter(|(_, cell)| cell.showing == Showing::Hidden) {
            let slack = network.slack(id, &small.cells, &[], 100).unwrap();
            let (low, high) = tried[id as usize];
            prop_assert_eq!(cell.value - slack.down, low, "cell {}", id);
            // Beyond the reach of trying there is only more.
            prop_assert!(cell.value + slack.up == high || high > REACH, "cell {}: {:?}", id, slack);
        }
    }

    #[test]
    fn no_hidden_cell_is_found_more_closely_than_it_may(inner in proptest::collection::vec(0_u64..5, LEAVES * FUNDS)) {
        let mut small = table(&inner, small_counts);
        let mut linked = linked(&small, 2);
        prop_assert_eq!(linked.protect(), vec![]);
        small.cells = linked.layers[0].clone();
        let ranges = tried(&small, 1, None);
        let hidden = linked.hidden();
        for id in &hidden {
            let (low, high) = ranges[*id as usize];
            prop_assert!(high - low >= 2, "cell {} lies between {} and {}", id, low, high);
        }
        // Whoever is a group of one knows it, and must not find another.
        let is_one = |id: &u32| small.cells[*id as usize].value == 1 && !small.cells[*id as usize].is_sum;
        for own in hidden.iter().copied().filter(is_one) {
            let ranges = tried(&small, 1, Some(own));
            for id in hidden.iter().filter(|id| **id != own && !small.cells[**id as usize].is_sum) {
                let (low, high) = ranges[*id as usize];
                prop_assert!(high > low, "{} finds {}", own, id);
            }
        }
    }

    #[test]
    fn what_readers_have_is_not_hidden_and_what_is_hidden_covers(inner in proptest::collection::vec(3_u64..30, LEAVES * FUNDS)) {
        let mut small = table(&inner, |at, _| if at == 0 { Showing::Hidden } else { Showing::Shown });
        // The second area's cells are public already.
        for id in small.rows[1].cells.clone().into_iter().flatten() {
            small.cells[id as usize].cost = None;
        }
        let mut linked = linked(&small, 2);
        prop_assert_eq!(linked.protect(), vec![]);
        for id in small.rows[1].cells.iter().flatten() {
            prop_assert_eq!(linked.layers[0][*id as usize].showing, Showing::Shown);
        }
    }
}

#[test]
fn a_cell_that_only_readers_own_numbers_could_cover_is_reported() {
    let mut small = table(&[2, 9, 9, 9, 9, 9], small_counts);
    for cell in &mut small.cells {
        cell.cost = None;
    }
    let narrow = linked(&small, 2).protect();
    assert_eq!(narrow.iter().map(|one| (one.cell, one.width)).collect::<Vec<_>>(), [(0, 0)]);
}

#[test]
fn a_table_without_small_cells_is_left_alone() {
    let small = table(&[9, 9, 9, 9, 9, 9], small_counts);
    let mut linked = linked(&small, 4);
    assert!(linked.protect().is_empty());
    assert!(linked.hidden().is_empty());
}
