//! The sums of a table: rows in a hierarchy, columns with a total.

use super::network::{CellId, GROUND, Network};

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The row it is a part of; always a later one.
    pub(super) parent: Option<usize>,
    /// Its cells by column; `None` = nobody there, which readers know.
    pub(super) cells: Vec<Option<CellId>>,
    /// The total over its columns, when the table has one.
    pub(super) total: Option<CellId>,
}

/// Makes the network of a table.
///
/// Sums over columns are written for rows without parts only: those of larger rows follow from them.
pub(super) fn network(rows: &[Row]) -> Network {
    let mut network = Network::new();
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut is_leaf = vec![true; rows.len()];
    for parent in rows.iter().filter_map(|row| row.parent) {
        is_leaf[parent] = false;
    }
    // Of a leaf: the node of its sum over columns. Of a larger row: a node for each column's sum over parts.
    let nodes: Vec<Vec<u32>> = rows
        .iter()
        .zip(&is_leaf)
        .map(|(row, leaf)| match (leaf, row.total) {
            (true, None) => Vec::new(),
            (true, Some(_)) => vec![network.node()],
            (false, _) => (0..=columns).map(|_| network.node()).collect(),
        })
        .collect();
    for (at, row) in rows.iter().enumerate() {
        let own = |column: usize| match (is_leaf[at], nodes[at].as_slice()) {
            (true, []) => GROUND,
            (true, [sum, ..]) => *sum,
            (false, sums) => sums.get(column).copied().unwrap_or(GROUND),
        };
        let above = |column: usize| row.parent.map_or(GROUND, |parent| nodes[parent][column]);
        for (column, cell) in row.cells.iter().enumerate() {
            if let Some(cell) = cell {
                network.arc(own(column), above(column), *cell);
            }
        }
        if let Some(total) = row.total {
            network.arc(above(columns), own(columns), total);
        }
    }
    network
}
