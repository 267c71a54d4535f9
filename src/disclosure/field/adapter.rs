//! The one place that knows how the method wants a table, and what it gives back.

use super::super::network::{Cell, Showing};
use super::super::protect::Linked;
use super::super::sums::{self, Row};
use super::super::together::{Together, Whole};
use super::table::{Id, Policy, Table};

/// What the method made of a table.
pub(super) struct Outcome {
    /// Whether a cell is hidden.
    pub(super) hidden: Vec<bool>,
    /// Cells that the method says it cannot protect.
    pub(super) failed: Vec<Id>,
}

/// Protects a table of which some cells must be hidden.
pub(super) fn protect(table: &Table, must_hide: &[bool], policy: Policy) -> Outcome {
    let mut linked = linked(table, must_hide, policy);
    let failed = linked.protect().iter().map(|narrow| narrow.cell as usize).collect();
    let mut chosen: Vec<u32> = linked.hidden().into_iter().filter(|id| !must_hide[*id as usize]).collect();
    chosen.sort_by_key(|id| std::cmp::Reverse(linked.layers[0][*id as usize].cost));
    linked.show_again(chosen, None);
    let mut hidden = vec![false; table.len()];
    linked.hidden().into_iter().for_each(|id| hidden[id as usize] = true);
    Outcome { hidden, failed }
}

/// The interval of a hidden cell as the method sees it, each hierarchy by itself; no further than `reach` from its value.
pub(super) fn interval(table: &Table, hidden: &[bool], (id, layer): (Id, usize), floor: u64, reach: u64) -> (u64, u64) {
    let cells = cells(table, hidden, floor).swap_remove(layer);
    let value = table.values[layer][id];
    let mut found = (floor, value + reach);
    for tree in 0..table.trees().len() {
        let mut network = sums::network(&rows(table, tree));
        (0..).zip(&cells).filter(|(_, cell)| cell.showing != Showing::Shown).for_each(|(id, _)| network.open(id));
        if let Some(slack) = network.slack(number(id), &cells, &[], reach) {
            found = (found.0.max(value - slack.down), found.1.min(value + slack.up));
        }
    }
    found
}

/// Whether the method finds nothing wrong with a pattern.
pub(super) fn is_safe(table: &Table, hidden: &[bool], policy: Policy) -> bool {
    linked(table, hidden, policy).narrow().is_empty()
}

fn linked(table: &Table, hidden: &[bool], policy: Policy) -> Linked {
    let networks = (0..table.trees().len()).map(|tree| sums::network(&rows(table, tree))).collect();
    Linked::new(networks, together(table), cells(table, hidden, policy.floor), policy.need())
}

fn together(table: &Table) -> Together {
    let cells = |at: usize| -> Vec<Option<u32>> {
        let line = &table.lines[at];
        line.cells.iter().copied().chain([line.total]).map(|id| id.map(number)).collect()
    };
    let crosses = |at: usize| {
        let own = &table.lines[at].members;
        table.lines[table.leaves..].iter().any(|other| {
            let common = other.members.iter().filter(|row| own.contains(row)).count();
            common > 0 && common < own.len() && common < other.members.len()
        })
    };
    let rows: Vec<_> = (0..table.leaves).map(cells).collect();
    let whole = |at: usize| Whole { cells: cells(at), rows: table.lines[at].members.clone(), crosses: crosses(at) };
    Together::new(&rows, (table.leaves..table.lines.len()).map(whole).collect(), table.len())
}

/// The cells by layer, priced as those of a month are.
fn cells(table: &Table, hidden: &[bool], floor: u64) -> Vec<Vec<Cell>> {
    let bits = |value: u64| u64::from(u64::BITS - value.leading_zeros());
    let cost = |id: Id| {
        let whole: u64 = table.values.iter().map(|layer| layer[id]).sum();
        let of_area = 1 + 2 * bits(table.size[id] as u64 - 1);
        (16 + bits(whole)) * of_area * if table.over_columns[id] { 4 } else { 1 }
    };
    let showing = |id: Id| match (table.unknown[id], hidden[id]) {
        (true, _) => Showing::Unknown,
        (false, true) => Showing::Hidden,
        (false, false) => Showing::Shown,
    };
    let layer = |values: &Vec<u64>| {
        let cell = |(id, value): (Id, &u64)| Cell {
            value: *value,
            low: floor,
            high: u64::MAX,
            showing: showing(id),
            is_sum: table.is_sum[id],
            cost: Some(cost(id)),
        };
        values.iter().enumerate().map(cell).collect()
    };
    table.values.iter().map(layer).collect()
}

/// The rows of a tree: columns in the total, then, as a table of their own, those outside it.
fn rows(table: &Table, tree: usize) -> Vec<Row> {
    let tree = &table.trees()[tree];
    let some = |row: usize, outside: bool| -> Vec<Option<u32>> {
        let cells = table.lines[row].cells.iter().enumerate();
        let of = cells.filter(|(column, _)| table.outside.contains(column) == outside);
        of.map(|(_, cell)| cell.map(number)).collect()
    };
    let first = tree.iter().map(|(row, parent)| Row {
        parent: *parent,
        cells: some(*row, false),
        total: table.lines[*row].total.map(number),
    });
    let second = tree.iter().map(|(row, parent)| Row {
        parent: parent.map(|parent| parent + tree.len()),
        cells: some(*row, true),
        total: None,
    });
    if table.outside.is_empty() { first.collect() } else { first.chain(second).collect() }
}

fn number(id: Id) -> u32 {
    u32::try_from(id).unwrap()
}
