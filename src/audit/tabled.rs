//! A table's sums as a system: a network where areas nest, sides where they stand across.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::published::{Codes, Content, Key, MICRO, Table};
use super::structure::Structure;
use super::system::{FREE, Node, Number, System, Var};

/// What an attacker has for a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// Its value.
    Known(i64),
    /// One of the hidden numbers.
    Hidden(Var),
}

/// Which number of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// The count, or the numerator of a share.
    Part,
    /// What is left of a share's denominator.
    Rest,
}

/// Values of cells: part and rest.
pub(super) type Values = BTreeMap<Key, (i64, i64)>;

/// What an attacker has of a table from elsewhere.
#[derive(Clone, Debug, Default)]
pub(super) struct Elsewhere {
    /// Values of cells that are hidden here.
    pub(super) values: Values,
    /// Cells that an earlier version hides as well: what was hidden stays hidden, also when it has become none.
    pub(super) hidden_before: BTreeSet<Key>,
}

/// A table that has been put into a system.
pub(super) struct Tabled {
    pub(super) table: Arc<Table>,
    pub(super) structure: Structure,
    /// Entries of each layer, by class and column.
    entries: Vec<Vec<Entry>>,
}

impl Tabled {
    /// Puts a table into a system.
    pub(super) fn new(table: &Arc<Table>, codes: &Codes, elsewhere: &Elsewhere, system: &mut System) -> Self {
        let structure = Structure::of(table, codes);
        let mut tabled = Self { table: Arc::clone(table), structure, entries: Vec::new() };
        let contents = tabled.contents(elsewhere);
        let floors = tabled.floors(codes, elsewhere);
        for layer in if table.rules.is_share { &[Layer::Part, Layer::Rest][..] } else { &[Layer::Part] } {
            let entries = Sums::new(&tabled, &contents, *layer, &floors, system).fill(system);
            tabled.entries.push(entries);
        }
        tabled.bands(&contents, system);
        tabled
    }

    /// The smallest value that each cell can have if it is hidden, by class and column.
    fn floors(&self, codes: &Codes, elsewhere: &Elsewhere) -> Vec<i64> {
        let floor = match (self.table.rules.is_signed, self.table.rules.is_share || codes.policy.zeros_are_sensitive) {
            (true, _) => -FREE,
            // Where zeros are shown, everyone knows that a hidden count is none.
            (false, false) => 1,
            (false, true) => 0,
        };
        let structure = &self.structure;
        let of = |class: usize, column: usize| {
            let key = |area: &_| (*area, structure.columns[column]);
            let was_hidden =
                structure.classes[class].areas.iter().any(|area| elsewhere.hidden_before.contains(&key(area)));
            if was_hidden { floor.min(0) } else { floor }
        };
        let columns = structure.columns.len();
        (0..structure.classes.len() * columns).map(|at| of(at / columns, at % columns)).collect()
    }

    /// What is known of every cell, by class and column.
    fn contents(&self, elsewhere: &Elsewhere) -> Vec<Content> {
        let structure = &self.structure;
        let mut contents = Vec::with_capacity(structure.classes.len() * structure.columns.len());
        for (at, class) in structure.classes.iter().enumerate() {
            let start = contents.len();
            for (column, akasse) in structure.columns.iter().enumerate() {
                let known = class.areas.iter().find_map(|area| elsewhere.values.get(&(*area, *akasse)));
                contents.push(match (known, structure.content(&self.table, at, column)) {
                    (Some((part, rest)), Content::Hidden { .. } | Content::Unknown) => {
                        Content::Shown { part: *part, rest: *rest }
                    }
                    (_, content) => content,
                });
            }
            // A total that is not there says nothing of its parts.
            if let Some(total) = structure.total
                && class.areas.iter().all(|area| !self.has_cell((*area, None)))
                && contents[start..].iter().any(|content| *content != Content::Nothing)
            {
                contents[start + total] = Content::Unknown;
            }
        }
        contents
    }

    fn has_cell(&self, key: Key) -> bool {
        self.table.cells.binary_search_by_key(&key, |(key, _)| *key).is_ok()
    }

    fn at(&self, class: usize, column: usize) -> usize {
        class * self.structure.columns.len() + column
    }

    pub(super) fn entry(&self, layer: Layer, class: usize, column: usize) -> Entry {
        let layer = self.entries.get(usize::from(layer == Layer::Rest));
        layer.map_or(Entry::Known(0), |entries| entries[self.at(class, column)])
    }

    /// The entry of a published cell; `None` when the table does not have it.
    pub(super) fn entry_of(&self, layer: Layer, key: Key) -> Option<Entry> {
        let class = *self.structure.class_of.get(&key.0)?;
        let column = self.structure.columns.binary_search(&key.1).ok()?;
        Some(self.entry(layer, class, column))
    }

    /// What is told of a hidden share: at least, at most so many percent.
    fn bands(&self, contents: &[Content], system: &mut System) {
        for class in 0..self.structure.classes.len() {
            for column in 0..self.structure.columns.len() {
                let Content::Hidden { low, high } = contents[self.at(class, column)] else { continue };
                let parts = [Layer::Part, Layer::Rest].map(|layer| self.entry(layer, class, column));
                if let Some(low) = low.filter(|_| self.table.rules.is_share) {
                    band(system, &[parts], low, true);
                }
                if let Some(high) = high.filter(|_| self.table.rules.is_share) {
                    band(system, &[parts], high, false);
                }
            }
        }
    }
}

/// Adds that shares, taken together, are at least (or at most) so many millionths of a percent.
pub(super) fn band(system: &mut System, shares: &[[Entry; 2]], percent: i64, at_least: bool) {
    let whole = 100 * MICRO;
    let common = gcd(percent.unsigned_abs(), whole.unsigned_abs()).max(1);
    let common = i64::try_from(common).unwrap_or(1);
    let (percent, rest) = (percent / common, (whole - percent) / common);
    // 100 · part ≥ percent · (part + rest), as terms that stay at or below zero.
    let sign = if at_least { 1 } else { -1 };
    let terms: Vec<(Entry, i64)> =
        shares.iter().flat_map(|[part, left]| [(*part, -rest * sign), (*left, percent * sign)]).collect();
    side(system, &terms, 0, false);
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Adds a side over entries; what is known goes to the right.
pub(super) fn side(system: &mut System, terms: &[(Entry, i64)], rhs: i64, is_equal: bool) {
    let mut rhs = rhs;
    let mut hidden = Vec::new();
    for (entry, factor) in terms {
        match entry {
            Entry::Known(value) => rhs = rhs.saturating_sub(factor.saturating_mul(*value)),
            Entry::Hidden(var) => hidden.push((*var, *factor)),
        }
    }
    system.side(hidden, rhs, is_equal);
}

/// Children of one class that lie in the same classes across: the class, the children, and those across.
type Split = (usize, Vec<usize>, Vec<usize>);

/// The sums of one layer, in the making.
struct Sums<'a> {
    tabled: &'a Tabled,
    contents: &'a [Content],
    layer: Layer,
    floors: &'a [i64],
    ground: Node,
    /// The sum over funds of each smallest class.
    rows: Vec<Option<Node>>,
    /// The sum over parts of each larger class, and then of each group, by column.
    columns: Vec<Option<Vec<Node>>>,
    /// Groups of children of one class that lie in the same classes across: parent, children, and those classes.
    groups: Vec<Split>,
    /// The group of a class.
    group_of: Vec<Option<usize>>,
}

impl<'a> Sums<'a> {
    fn new(tabled: &'a Tabled, contents: &'a [Content], layer: Layer, floors: &'a [i64], system: &mut System) -> Self {
        let structure = &tabled.structure;
        let (groups, group_of) = groups(structure);
        let ground = system.node(None);
        let is_leaf = |at: usize| structure.classes[at].children.is_empty();
        let rows = (0..structure.classes.len())
            .map(|at| (is_leaf(at) && structure.total.is_some()).then(|| system.node(Some(0))))
            .collect();
        let has_sum = |at: usize| !is_leaf(at) && !structure.classes[at].crosses;
        let width = structure.columns.len();
        let mut columns: Vec<Option<Vec<Node>>> = (0..structure.classes.len())
            .map(|at| has_sum(at).then(|| (0..width).map(|_| system.node(Some(0))).collect()))
            .collect();
        columns.extend(groups.iter().map(|_| Some((0..width).map(|_| system.node(Some(0))).collect())));
        Self { tabled, contents, layer, floors, ground, rows, columns, groups, group_of }
    }

    fn content(&self, class: usize, column: usize) -> Content {
        self.contents[self.tabled.at(class, column)]
    }

    /// The sum that a class or group is a part of.
    fn above(&self, class: usize, column: usize) -> Node {
        let classes = &self.tabled.structure.classes;
        let parent = self.group_of[class].map(|group| classes.len() + group).or(classes[class].parent);
        let nodes = parent.and_then(|parent| self.columns[parent].as_ref());
        nodes.map_or(self.ground, |nodes| nodes[column])
    }

    /// The sums that a class counts for and against.
    fn ends(&self, class: usize, column: usize) -> Option<(Node, Node)> {
        let structure = &self.tabled.structure;
        if structure.classes[class].crosses {
            return None;
        }
        let own = match (&self.columns[class], self.rows[class]) {
            (Some(nodes), _) => nodes[column],
            (None, Some(row)) if structure.in_total[column] || structure.total == Some(column) => row,
            (None, _) => self.ground,
        };
        let above = self.above(class, column);
        Some(if structure.total == Some(column) { (above, own) } else { (own, above) })
    }

    /// Makes the numbers of hidden cells, and lets known ones count in their sums.
    fn fill(self, system: &mut System) -> Vec<Entry> {
        let (height, width) = (self.tabled.structure.classes.len(), self.tabled.structure.columns.len());
        let mut made = Vec::with_capacity(height * width);
        for class in 0..height {
            for column in 0..width {
                let ends = self.ends(class, column);
                let lower = if self.tabled.table.rules.is_signed { -FREE } else { 0 };
                made.push(match (self.content(class, column), self.layer) {
                    (Content::Shown { part, .. }, Layer::Part) => known(system, part, ends),
                    (Content::Shown { rest, .. }, Layer::Rest) => known(system, rest, ends),
                    (Content::Nothing, _) => Entry::Known(0),
                    (Content::Hidden { .. }, _) => Entry::Hidden(system.number(Number {
                        lower: self.floors[self.tabled.at(class, column)],
                        upper: FREE,
                        ends,
                    })),
                    (Content::Finished(_) | Content::Unknown, _) => {
                        Entry::Hidden(system.number(Number { lower, upper: FREE, ends }))
                    }
                });
            }
        }
        self.across(&made, system);
        made
    }

    /// The sums of classes that stand across the others.
    fn across(&self, entries: &[Entry], system: &mut System) {
        let structure = &self.tabled.structure;
        let width = structure.columns.len();
        let lower = if self.tabled.table.rules.is_signed { -FREE } else { 0 };
        let mut links: Vec<Vec<Entry>> = Vec::new();
        for (at, (parent, children, _)) in self.groups.iter().enumerate() {
            let own = self.columns[structure.classes.len() + at].clone().unwrap_or_default();
            let above = self.columns[*parent].clone().unwrap_or_default();
            let mut of_group = Vec::with_capacity(width);
            for column in 0..width {
                let values = children.iter().map(|child| entries[child * width + column]);
                let known_sum =
                    values.map(|entry| if let Entry::Known(value) = entry { Some(value) } else { None }).sum();
                let ends = match structure.total == Some(column) {
                    true => (above[column], own[column]),
                    false => (own[column], above[column]),
                };
                of_group.push(match known_sum {
                    Some(sum) => known(system, sum, Some(ends)),
                    None => Entry::Hidden(system.number(Number { lower, upper: FREE, ends: Some(ends) })),
                });
            }
            links.push(of_group);
        }
        for (at, class) in structure.classes.iter().enumerate().filter(|(_, class)| class.crosses) {
            for column in 0..width {
                let single = class.children.iter().filter(|child| self.group_of[**child].is_none());
                let single = single.map(|child| (entries[child * width + column], 1));
                let grouped = self.groups.iter().zip(&links).filter(|((_, _, across), _)| across.contains(&at));
                let grouped = grouped.map(|(_, link)| (link[column], 1));
                let own = (entries[at * width + column], -1);
                let terms: Vec<(Entry, i64)> = single.chain(grouped).chain([own]).collect();
                side(system, &terms, 0, true);
            }
        }
    }
}

/// Lets a known value count in its sums.
fn known(system: &mut System, value: i64, ends: Option<(Node, Node)>) -> Entry {
    if let Some((from, to)) = ends {
        system.count(from, -value);
        system.count(to, value);
    }
    Entry::Known(value)
}

/// Children of one class that lie in the same classes across it, where there are several of them, and the group of each.
fn groups(structure: &Structure) -> (Vec<Split>, Vec<Option<usize>>) {
    let mut groups = Vec::new();
    let mut group_of = vec![None; structure.classes.len()];
    let across: Vec<usize> = (0..structure.classes.len()).filter(|at| structure.classes[*at].crosses).collect();
    for (at, class) in structure.classes.iter().enumerate().filter(|(_, class)| !class.crosses) {
        let mut by_across: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        for child in &class.children {
            let of =
                across.iter().copied().filter(|other| structure.classes[*other].children.contains(child)).collect();
            by_across.entry(of).or_default().push(*child);
        }
        for (of, children) in by_across.into_iter().filter(|(of, children)| !of.is_empty() && children.len() > 1) {
            children.iter().for_each(|child| group_of[*child] = Some(groups.len()));
            groups.push((at, children, of));
        }
    }
    (groups, group_of)
}
