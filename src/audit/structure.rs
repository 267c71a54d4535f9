//! Which cells of a table are sums of which others, by the public code lists.

use std::collections::{BTreeMap, BTreeSet};

use super::published::{Codes, Content, Key, Table};

/// Areas that consist of the same smallest areas, so that their figures are the same.
#[derive(Clone, Debug)]
pub(super) struct Class {
    /// The areas, ascending.
    pub(super) areas: Vec<Option<u16>>,
    /// The smallest areas, as bits.
    leaves: Vec<u64>,
    /// How many those are.
    pub(super) size: u32,
    /// The smallest larger class that nests with all others; `None` = none, or it stands across the others.
    pub(super) parent: Option<usize>,
    /// The classes that it is the sum of; empty for a smallest area.
    pub(super) children: Vec<usize>,
    /// Whether it stands across others, so that it is in no tree with them.
    pub(super) crosses: bool,
    /// What nobody knows of a larger area: what is counted there besides the areas of the table.
    pub(super) remainder: bool,
}

impl Class {
    fn holds(&self, other: &Self) -> bool {
        self.leaves.iter().zip(&other.leaves).all(|(own, other)| own & other == *other)
    }

    fn nests_with(&self, other: &Self) -> bool {
        self.holds(other) || other.holds(self) || self.leaves.iter().zip(&other.leaves).all(|(a, b)| a & b == 0)
    }
}

/// The sums of a table: classes of areas down, funds across.
#[derive(Clone, Debug)]
pub(super) struct Structure {
    /// Parts before wholes.
    pub(super) classes: Vec<Class>,
    /// Class by area.
    pub(super) class_of: BTreeMap<Option<u16>, usize>,
    /// The funds; `None` = all funds.
    pub(super) columns: Vec<Option<u16>>,
    /// Whether a column is a part of "all funds".
    pub(super) in_total: Vec<bool>,
    /// The column of all funds, when it is the sum of others.
    pub(super) total: Option<usize>,
}

impl Structure {
    pub(super) fn of(table: &Table, codes: &Codes) -> Self {
        let areas: BTreeSet<Option<u16>> = table.cells.iter().map(|(key, _)| key.0).collect();
        let columns: BTreeSet<Option<u16>> = table.cells.iter().map(|(key, _)| key.1).collect();
        let columns: Vec<Option<u16>> = columns.into_iter().collect();
        let adds = |akasse: &Option<u16>| {
            table.rules.adds_funds && akasse.is_some_and(|at| codes.akasser[usize::from(at)].insured)
        };
        let in_total = columns.iter().map(adds).collect();
        let total = columns.iter().position(|column| column.is_none() && table.rules.adds_funds);
        let mut classes = classes(&areas, table, codes);
        nest(&mut classes, codes);
        let class_of = classes
            .iter()
            .enumerate()
            .flat_map(|(at, class)| class.areas.iter().map(move |area| (*area, at)))
            .collect();
        Self { classes, class_of, columns, in_total, total }
    }

    /// What the published areas of a class say of a column: a shown value speaks for all.
    pub(super) fn content(&self, table: &Table, class: usize, column: usize) -> Content {
        let class = &self.classes[class];
        if class.remainder {
            return Content::Unknown;
        }
        let rank = |content: &Content| match content {
            Content::Shown { .. } => 0,
            Content::Hidden { .. } => 1,
            Content::Finished(_) => 2,
            Content::Unknown => 3,
            Content::Nothing => 4,
        };
        let contents = class.areas.iter().map(|area| table.get((*area, self.columns[column])));
        contents.min_by_key(rank).unwrap_or(Content::Nothing)
    }

    /// An area of a class, for its name.
    pub(super) fn name(&self, class: usize) -> Option<u16> {
        self.classes[class].areas.first().copied().flatten()
    }

    /// A published hidden cell of a class, if there is one.
    pub(super) fn hidden_key(&self, table: &Table, class: usize, column: usize) -> Option<Key> {
        let keys = self.classes[class].areas.iter().map(|area| (*area, self.columns[column]));
        keys.into_iter().find(|key| matches!(table.get(*key), Content::Hidden { .. }))
    }
}

/// The areas of a table by what they consist of, smallest first.
fn classes(areas: &BTreeSet<Option<u16>>, table: &Table, codes: &Codes) -> Vec<Class> {
    let above: BTreeMap<u16, Vec<u16>> = match table.rules.adds_areas {
        true => areas.iter().flatten().map(|area| (*area, codes.above(*area, table.period))).collect(),
        false => BTreeMap::new(),
    };
    let is_whole: BTreeSet<u16> = above.values().flatten().copied().collect();
    let unfinished = unfinished(areas, &is_whole, table, codes);
    let smallest: Vec<Option<u16>> =
        areas.iter().copied().filter(|area| area.is_none_or(|area| !is_whole.contains(&area))).collect();
    let words = (smallest.len() + unfinished.len()).div_ceil(64);
    let mut leaves: BTreeMap<Option<u16>, Vec<u64>> = areas.iter().map(|area| (*area, vec![0; words])).collect();
    let mut remainders = Vec::new();
    let set = |bits: &mut Vec<u64>, at: usize| bits[at / 64] |= 1 << (at % 64);
    for (at, leaf) in smallest.iter().copied().chain(unfinished.iter().map(|area| Some(*area))).enumerate() {
        let larger = leaf.and_then(|leaf| above.get(&leaf)).into_iter().flatten().map(|area| Some(*area));
        for area in larger.chain([leaf]) {
            if let Some(bits) = leaves.get_mut(&area) {
                set(bits, at);
            }
        }
        if at >= smallest.len() {
            let mut bits = vec![0; words];
            set(&mut bits, at);
            remainders.push(bits);
        }
    }
    let mut by_leaves: BTreeMap<Vec<u64>, Vec<Option<u16>>> = BTreeMap::new();
    for (area, bits) in leaves {
        by_leaves.entry(bits).or_default().push(area);
    }
    let class = |areas: Vec<Option<u16>>, leaves: Vec<u64>, remainder| {
        let size = leaves.iter().map(|word| word.count_ones()).sum();
        Class { areas, leaves, size, parent: None, children: Vec::new(), crosses: false, remainder }
    };
    let mut classes: Vec<Class> = by_leaves.into_iter().map(|(bits, areas)| class(areas, bits, false)).collect();
    classes.extend(remainders.into_iter().map(|bits| class(Vec::new(), bits, true)));
    classes.sort_by(|a, b| (a.size, &a.areas).cmp(&(b.size, &b.areas)));
    classes
}

/// Areas that were delivered beside some, but not all, of the areas they are made of: they are more than their sum.
fn unfinished(areas: &BTreeSet<Option<u16>>, is_whole: &BTreeSet<u16>, table: &Table, codes: &Codes) -> Vec<u16> {
    let delivered = |area: u16| table.rules.area_kinds.contains(&codes.areas[usize::from(area)].kind);
    let suspects: Vec<u16> =
        areas.iter().flatten().copied().filter(|a| is_whole.contains(a) && delivered(*a)).collect();
    if suspects.is_empty() {
        return suspects;
    }
    let existing: Vec<u16> = (0..u16::try_from(codes.areas.len()).unwrap_or(u16::MAX))
        .filter(|area| delivered(*area) && codes.areas[usize::from(*area)].valid.covers(table.period))
        .collect();
    let above: BTreeMap<u16, Vec<u16>> =
        existing.iter().map(|area| (*area, codes.above(*area, table.period))).collect();
    let lies_in = |area: u16, larger: u16| above.get(&area).is_some_and(|above| above.contains(&larger));
    let is_unfinished = |area: &u16| {
        existing.iter().any(|part| {
            lies_in(*part, *area) && !areas.contains(&Some(*part)) && {
                // What stands between them may be there in its place.
                let covered = |between: &&u16| areas.contains(&Some(**between)) && **between != *area;
                !existing.iter().filter(covered).any(|between| lies_in(*part, *between) && lies_in(*between, *area))
            }
        })
    };
    suspects.into_iter().filter(is_unfinished).collect()
}

/// Puts classes into one tree, the country first; what does not nest with all of it stands across.
fn nest(classes: &mut [Class], codes: &Codes) {
    let kind = |class: &Class| {
        let kinds = class.areas.iter().flatten().map(|area| codes.areas[usize::from(*area)].kind.as_str());
        kinds
            .map(|kind| match kind {
                "country" => 0,
                "comparator" => 2,
                _ => 1,
            })
            .min()
            .unwrap_or(1)
    };
    let mut order: Vec<usize> = (0..classes.len()).collect();
    order.sort_by_key(|at| (classes[*at].size > 1, kind(&classes[*at]), std::cmp::Reverse(classes[*at].size), *at));
    let mut tree: Vec<usize> = Vec::new();
    for at in order {
        if tree.iter().all(|other| classes[at].nests_with(&classes[*other])) {
            tree.push(at);
        } else {
            classes[at].crosses = true;
        }
    }
    tree.sort_unstable();
    for (place, at) in tree.iter().enumerate() {
        let parent = tree[place + 1..].iter().copied().find(|other| classes[*other].holds(&classes[*at]));
        classes[*at].parent = parent;
        if let Some(parent) = parent {
            classes[parent].children.push(*at);
        }
    }
    // What stands across the tree is the sum of the largest classes of the tree in it.
    for at in (0..classes.len()).filter(|at| classes[*at].crosses).collect::<Vec<_>>() {
        let inside = |other: &usize| classes[at].holds(&classes[*other]);
        let largest = |other: &usize| classes[*other].parent.is_none_or(|parent| !inside(&parent));
        classes[at].children = tree.iter().copied().filter(inside).filter(largest).collect();
    }
}

impl Codes {
    /// Every larger area that holds an area in a month.
    pub(super) fn above(&self, area: u16, period: crate::model::Period) -> Vec<u16> {
        let mut found = Vec::new();
        let mut open = vec![area];
        while let Some(next) = open.pop() {
            for (parent, span) in &self.areas[usize::from(next)].parents {
                if span.covers(period) && !found.contains(parent) {
                    found.push(*parent);
                    open.push(*parent);
                }
            }
        }
        found
    }
}
