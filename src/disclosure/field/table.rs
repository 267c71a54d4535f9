//! A table as its readers know it: rows, groups of rows, columns, and a total over columns.

use std::collections::BTreeMap;

/// A cell's place in the table's lists.
pub(super) type Id = usize;

/// What a table is made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Plan {
    /// The inner cells: by layer (one for counts; numerators and what is left of denominators for shares), row and column.
    /// `None` = nobody there, which readers know; the same in all layers.
    pub(super) inner: Vec<Vec<Vec<Option<u64>>>>,
    /// Cells that not even the publisher knows, as row and column.
    pub(super) unknown: Vec<(usize, usize)>,
    /// Groups of at least two rows that have a row of their own, in any order; they may cross.
    pub(super) groups: Vec<Vec<usize>>,
    /// Columns that are no part of the total.
    pub(super) outside: Vec<usize>,
    /// Whether each row has a total over columns.
    pub(super) totals: bool,
}

/// A row: of the plan, or of a group.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The plan's rows it consists of, ascending.
    pub(super) members: Vec<usize>,
    /// Its cells by column.
    pub(super) cells: Vec<Option<Id>>,
    /// Its total.
    pub(super) total: Option<Id>,
}

/// A table with all its cells.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// By layer and cell.
    pub(super) values: Vec<Vec<u64>>,
    /// Whether a cell is a sum of others.
    pub(super) is_sum: Vec<bool>,
    /// Whether nobody knows a cell.
    pub(super) unknown: Vec<bool>,
    /// How many of the plan's rows a cell is about.
    pub(super) size: Vec<usize>,
    /// Whether a cell is a total over columns.
    pub(super) over_columns: Vec<bool>,
    /// The rows, those of the plan first.
    pub(super) lines: Vec<Line>,
    /// How many rows the plan has.
    pub(super) leaves: usize,
    /// Columns that are no part of the total.
    pub(super) outside: Vec<usize>,
}

/// Cells that add up to another.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    pub(super) parts: Vec<Id>,
    pub(super) whole: Id,
}

impl Table {
    pub(super) fn new(plan: &Plan) -> Self {
        let leaves = plan.inner[0].len();
        let mut members: Vec<Vec<usize>> = (0..leaves).map(|leaf| vec![leaf]).collect();
        for group in &plan.groups {
            let mut group = group.clone();
            group.sort_unstable();
            group.dedup();
            if group.len() > 1 && !members.contains(&group) {
                members.push(group);
            }
        }
        let mut table = Self {
            values: vec![Vec::new(); plan.inner.len()],
            is_sum: Vec::new(),
            unknown: Vec::new(),
            size: Vec::new(),
            over_columns: Vec::new(),
            lines: Vec::new(),
            leaves,
            outside: plan.outside.clone(),
        };
        let columns = plan.inner[0].iter().map(Vec::len).max().unwrap_or(0);
        for members in members {
            let cells = (0..columns).map(|column| table.cell(plan, &members, &[column], false)).collect();
            let inside: Vec<usize> = (0..columns).filter(|column| !plan.outside.contains(column)).collect();
            let total = if plan.totals { table.cell(plan, &members, &inside, true) } else { None };
            table.lines.push(Line { members, cells, total });
        }
        table
    }

    /// Adds the cell over some rows and columns; none when nobody is there.
    fn cell(&mut self, plan: &Plan, rows: &[usize], columns: &[usize], over_columns: bool) -> Option<Id> {
        let places = || rows.iter().flat_map(|row| columns.iter().map(|column| (*row, *column)));
        let unknown = places().any(|place| plan.unknown.contains(&place));
        let found = |layer: &Vec<Vec<Option<u64>>>| -> Vec<u64> {
            places().filter_map(|(row, column)| layer[row].get(column).copied().flatten()).collect()
        };
        if !unknown && found(&plan.inner[0]).is_empty() {
            return None;
        }
        for (layer, values) in plan.inner.iter().zip(&mut self.values) {
            // Of a sum with an unknown part nobody knows the value.
            values.push(if unknown { 0 } else { found(layer).iter().sum() });
        }
        self.is_sum.push(rows.len() > 1 || over_columns);
        self.unknown.push(unknown);
        self.size.push(rows.len());
        self.over_columns.push(over_columns);
        Some(self.is_sum.len() - 1)
    }

    /// How many cells there are.
    pub(super) fn len(&self) -> usize {
        self.is_sum.len()
    }

    /// Everything that readers know to add up: each row's columns to its total, each group's rows to its own. Written from
    /// the plan's rows, not from one level to the next.
    pub(super) fn sums(&self) -> Vec<Sum> {
        let mut sums = Vec::new();
        for line in &self.lines {
            let inside = line.cells.iter().enumerate().filter(|(column, _)| !self.outside.contains(column));
            let parts: Vec<Id> = inside.filter_map(|(_, cell)| *cell).collect();
            sums.extend(line.total.map(|whole| Sum { parts, whole }));
        }
        for line in &self.lines[self.leaves..] {
            let of = |leaf: &usize| &self.lines[*leaf];
            for (column, whole) in line.cells.iter().enumerate() {
                let parts = line.members.iter().filter_map(|leaf| of(leaf).cells[column]).collect();
                sums.extend(whole.map(|whole| Sum { parts, whole }));
            }
            let parts = line.members.iter().filter_map(|leaf| of(leaf).total).collect();
            sums.extend(line.total.map(|whole| Sum { parts, whole }));
        }
        sums
    }

    /// Each cell as the inner cells that it consists of.
    pub(super) fn as_inner(&self) -> Vec<Vec<Id>> {
        let mut inner = vec![Vec::new(); self.len()];
        for line in &self.lines {
            let of = |column: usize| line.members.iter().filter_map(move |leaf| self.lines[*leaf].cells[column]);
            for (column, cell) in line.cells.iter().enumerate() {
                if let Some(cell) = cell {
                    inner[*cell] = of(column).collect();
                }
            }
            let inside = (0..line.cells.len()).filter(|column| !self.outside.contains(column));
            if let Some(total) = line.total {
                inner[total] = inside.flat_map(of).collect();
            }
        }
        inner
    }

    /// The trees that the groups form, largest group first into every tree that it nests in, each row with its parent.
    pub(super) fn trees(&self) -> Vec<Vec<(usize, Option<usize>)>> {
        let nests = |one: usize, other: usize| {
            let (one, other) = (&self.lines[one].members, &self.lines[other].members);
            let shared = one.iter().filter(|member| other.contains(member)).count();
            shared == 0 || shared == one.len() || shared == other.len()
        };
        let mut groups: Vec<usize> = (self.leaves..self.lines.len()).collect();
        groups.sort_by_key(|at| std::cmp::Reverse(self.lines[*at].members.len()));
        let mut trees: Vec<Vec<usize>> = vec![Vec::new()];
        for group in groups {
            let mut placed = false;
            for tree in &mut trees {
                if tree.iter().all(|other| nests(group, *other)) {
                    tree.push(group);
                    placed = true;
                }
            }
            if !placed {
                trees.push(vec![group]);
            }
        }
        trees.into_iter().map(|tree| self.with_parents(&tree)).collect()
    }

    fn with_parents(&self, groups: &[usize]) -> Vec<(usize, Option<usize>)> {
        let mut rows: Vec<usize> = (0..self.leaves).chain(groups.iter().copied()).collect();
        rows.sort_by_key(|at| self.lines[*at].members.len());
        let places: BTreeMap<usize, usize> = rows.iter().enumerate().map(|(place, row)| (*row, place)).collect();
        let above = |row: usize| {
            let members = &self.lines[row].members;
            let holds = |other: &&usize| {
                let of_other = &self.lines[**other].members;
                of_other.len() > members.len() && members.iter().all(|member| of_other.contains(member))
            };
            groups.iter().filter(holds).min_by_key(|other| self.lines[**other].members.len()).map(|other| places[other])
        };
        rows.iter().map(|row| (*row, above(*row))).collect()
    }
}

/// What may be shown, and how wide an interval must be left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Policy {
    /// The smallest count that is shown.
    pub(super) minimum: u64,
    /// The smallest value that readers think a hidden cell can have.
    pub(super) floor: u64,
}

impl Policy {
    /// Counts, of which zero is shown.
    pub(super) fn counts(minimum: u64) -> Self {
        Self { minimum, floor: 1 }
    }

    /// Shares: a hidden share may have a part of zero.
    pub(super) fn shares(minimum: u64) -> Self {
        Self { minimum, floor: 0 }
    }

    /// The width that every interval must have.
    pub(super) fn need(self) -> u64 {
        self.minimum - 1
    }

    /// Cells that are too small by themselves.
    pub(super) fn small(self, table: &Table) -> Vec<bool> {
        let is_small = |value: u64| (1..self.minimum).contains(&value);
        let of = |id: Id| {
            let parts: Vec<u64> = table.values.iter().map(|layer| layer[id]).collect();
            let whole: u64 = parts.iter().sum();
            parts.iter().copied().any(is_small) || (parts.len() > 1 && whole < self.minimum)
        };
        (0..table.len()).map(|id| !table.unknown[id] && of(id)).collect()
    }
}
