//! What earlier versions of a table tell about the newest, and it about them.
//!
//! Whoever holds both takes a cell for unchanged unless a sum shows that something in it changed: where the shown cells of a
//! sum do not explain each other's changes, any of its hidden cells may have changed. Of a cell that was shown and is hidden
//! now there are two stories, and both are followed: that it is like all others, and that it has changed, since a publisher
//! who keeps to his pattern never hides what has not. The first is often wrong where the pattern is kept, so it is followed
//! where it is not, or where the truth is at hand and bears it out.

use super::contributor::Truth;
use super::published::{Codes, Content, Key, Table};
use super::structure::Structure;
use super::tabled::{Layer, Values};

/// What follows from two versions.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Values of cells that are hidden in the later version.
    pub(super) later: Values,
    /// Values of cells that are hidden in the earlier version and shown in the later.
    pub(super) earlier: Values,
}

/// By how much a cell changed: part and rest; `None` = nobody can tell.
type Change = Option<(i64, i64)>;

/// Compares an earlier version of a table with a later one. With the truth of the later one only what is true is known: who
/// believes what is not finds numbers that are not.
pub(super) fn compare(earlier: &Table, later: &Table, codes: &Codes, truth: Option<&[Truth]>) -> Known {
    let pair = Pair::new(earlier, later, codes);
    let mut known = Known::default();
    pair.note(&pair.changes(true), &mut known);
    // A publisher who shows what was hidden does not keep to his pattern.
    let shown_now = |contents: &(Content, Content)| matches!(contents, (Content::Hidden { .. }, Content::Shown { .. }));
    if truth.is_some() || pair.contents.iter().any(shown_now) {
        pair.note(&pair.changes(false), &mut known);
    }
    if let Some(truth) = truth {
        let is = |key: &Key, layer: Layer| {
            truth.iter().find(|one| one.key == *key && one.layer == layer).map(|one| one.value)
        };
        known.later.retain(|key, (part, rest)| {
            is(key, Layer::Part) == Some(*part) && is(key, Layer::Rest).is_none_or(|value| value == *rest)
        });
    }
    known
}

struct Pair<'a> {
    earlier: &'a Table,
    later: &'a Table,
    structure: Structure,
    /// Contents of the earlier and the later version, by class and column.
    contents: Vec<(Content, Content)>,
}

impl<'a> Pair<'a> {
    fn new(earlier: &'a Table, later: &'a Table, codes: &Codes) -> Self {
        let structure = Structure::of(later, codes);
        let mut contents = Vec::new();
        for class in 0..structure.classes.len() {
            for column in 0..structure.columns.len() {
                let of = |table| structure.content(table, class, column);
                contents.push((of(earlier), of(later)));
            }
        }
        Self { earlier, later, structure, contents }
    }

    fn at(&self, class: usize, column: usize) -> usize {
        class * self.structure.columns.len() + column
    }

    fn changes(&self, what_is_hidden_now_has_changed: bool) -> Vec<Change> {
        let sums = self.sums();
        let is_hidden_now = |at: usize| what_is_hidden_now_has_changed && self.is_hidden_now(at);
        let mut changes: Vec<Change> =
            (0..self.contents.len()).map(|at| (!is_hidden_now(at)).then_some((0, 0))).collect();
        for sum in &sums {
            // One cell that has changed, and nothing that shows it: something else in the sum must have, too.
            let is_alone = sum.iter().filter(|(at, _)| is_hidden_now(*at)).count() == 1;
            if is_alone || self.difference(sum).is_none_or(|difference| difference != (0, 0)) {
                sum.iter().filter(|(at, _)| self.is_open(*at)).for_each(|(at, _)| changes[*at] = None);
            }
        }
        // A sum in which only one cell can have changed tells by how much.
        loop {
            let mut found = false;
            for sum in &sums {
                let mut unknown = sum.iter().filter(|(at, _)| changes[*at].is_none());
                let (Some((at, sign)), None) = (unknown.next(), unknown.next()) else { continue };
                let Some((mut part, mut rest)) = self.difference(sum) else { continue };
                for (other, sign) in sum.iter().filter(|(other, _)| other != at && self.is_open(*other)) {
                    let (by, left) = changes[*other].unwrap_or_default();
                    (part, rest) = (part + by * sign, rest + left * sign);
                }
                if (part, rest) == (0, 0) && is_hidden_now(*at) {
                    continue;
                }
                changes[*at] = Some((-part * sign, -rest * sign));
                found = true;
            }
            if !found {
                return changes;
            }
        }
    }

    /// What follows of the cells that one of the versions hides.
    fn note(&self, changes: &[Change], known: &mut Known) {
        // Where somebody was and is nobody now, something hidden has changed, and with it sums that are shown again. Who takes
        // these for unchanged is wrong.
        let has_gone = |contents: &(Content, Content)| matches!(contents, (Content::Hidden { .. }, Content::Nothing));
        let some_have_gone = self.contents.iter().any(has_gone);
        for (class, one) in self.structure.classes.iter().enumerate() {
            for (column, akasse) in self.structure.columns.iter().enumerate() {
                let Some((part, rest)) = changes[self.at(class, column)] else { continue };
                for area in &one.areas {
                    let key = (*area, *akasse);
                    match (self.earlier.get(key), self.later.get(key)) {
                        (Content::Shown { part: was, rest: left }, Content::Hidden { .. }) => {
                            known.later.insert(key, (was + part, left + rest));
                        }
                        (Content::Hidden { .. }, Content::Shown { part: is, rest: left })
                            if !some_have_gone || (part, rest) != (0, 0) =>
                        {
                            known.earlier.insert(key, (is - part, left - rest));
                        }
                        _ => {}
                    }
                }
            }
        }
    }

    /// Whether a cell was shown and is hidden now.
    fn is_hidden_now(&self, at: usize) -> bool {
        matches!(self.contents[at], (Content::Shown { .. }, Content::Hidden { .. }))
    }

    /// Whether a cell is not shown in both versions.
    fn is_open(&self, at: usize) -> bool {
        let closed = |content| matches!(content, Content::Shown { .. } | Content::Nothing);
        !(closed(self.contents[at].0) && closed(self.contents[at].1))
    }

    /// By how much the shown cells of a sum change together; `None` where part of it came or went away.
    fn difference(&self, sum: &[(usize, i64)]) -> Option<(i64, i64)> {
        let value = |content| match content {
            Content::Shown { part, rest } => (part, rest),
            _ => (0, 0),
        };
        let nobody = |content| matches!(content, Content::Unknown | Content::Finished(_));
        let mut together = (0, 0);
        for (at, sign) in sum {
            let (earlier, later) = self.contents[*at];
            if nobody(earlier) != nobody(later) {
                return None;
            }
            if !self.is_open(*at) {
                let ((part, rest), (was, left)) = (value(later), value(earlier));
                together = (together.0 + sign * (part - was), together.1 + sign * (rest - left));
            }
        }
        Some(together)
    }

    /// Every sum: its total counts for it, its parts against it. A sum that nobody has in both versions is left out.
    fn sums(&self) -> Vec<Vec<(usize, i64)>> {
        let structure = &self.structure;
        let mut sums = Vec::new();
        for (class, one) in structure.classes.iter().enumerate() {
            if let Some(total) = structure.total {
                let parts = (0..structure.columns.len()).filter(|column| structure.in_total[*column]);
                let parts = parts.map(|column| (self.at(class, column), -1));
                sums.push(std::iter::once((self.at(class, total), 1)).chain(parts).collect());
            }
            for column in 0..structure.columns.len() {
                if !one.children.is_empty() {
                    let parts = one.children.iter().map(|child| (self.at(*child, column), -1));
                    sums.push(std::iter::once((self.at(class, column), 1)).chain(parts).collect());
                }
            }
        }
        let nobody = |sum: &Vec<(usize, i64)>| {
            let (earlier, later) = self.contents[sum[0].0];
            matches!(earlier, Content::Unknown) && matches!(later, Content::Unknown)
        };
        sums.retain(|sum| !nobody(sum));
        sums
    }
}

/// The cells among those an attacker has from elsewhere that are hidden in a table.
pub(super) fn hidden_in<'a>(known: &'a Values, table: &'a Table) -> impl Iterator<Item = (Key, (i64, i64))> + 'a {
    let hidden = |key: &Key| matches!(table.get(*key), Content::Hidden { .. });
    known.iter().filter(move |(key, _)| hidden(key)).map(|(key, values)| (*key, *values))
}
