//! What an attacker can work out from everything published, as if by another office.
//!
//! This room knows nothing of the method that hides cells. It takes what everyone sees: the tables with their sums and
//! shares, the code lists, the policy, every version and month. Hidden numbers are unknowns; what is published about them
//! is a system of equations and inequalities in whole numbers (`system`). Where areas nest and funds add up it is a
//! network (`tabled`), so a whole-number solution is found by augmenting ways, and moved about (`pool`): a number that
//! was seen far enough apart is safe. What was not is bounded by maximum flow where its part of the system is a network,
//! which is exact, and by linear programming rounded outwards where it is not (`linear`): areas that stand across
//! others, shares told as "at least", measures that contain each other, figures over months (`links`), and other
//! versions (`versions`). A group of one, who knows itself, must not find another (`contributor`).

mod bridges;
mod contributor;
mod find;
mod linear;
mod links;
mod pool;
mod published;
pub mod read;
mod report;
mod structure;
mod system;
mod tabled;
mod versions;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

pub use contributor::{Truth, Truths};
pub use find::{Attacker, Narrow};
pub use published::{Codes, Content, File, Key, Summary, Table};
pub use report::diagnostics;
pub use tabled::Layer;

use find::{Group, Outcome};
use links::{Link, Newest, TableId};
use tabled::Elsewhere;

/// Everything that is published.
#[derive(Clone, Debug, Default)]
pub struct Published {
    /// Code lists and policy.
    pub codes: Codes,
    /// Tables in the order of their publication, of the same measure and month one after the other.
    pub tables: Vec<Arc<Table>>,
    /// Figures over months.
    pub summaries: Vec<Summary>,
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Give every interval exactly, not only whether it is wide enough.
    pub exact: bool,
    /// Audit only what has to do with this version, such as `2021-09/v1`.
    pub release: Option<String>,
    /// Cells that are one in truth; `None` = nobody knows, as outside.
    pub truths: Option<Truths>,
}

/// How much was looked at: counts, never values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "protection"))]
pub struct Counts {
    /// Tables.
    pub tables: usize,
    /// Their cells.
    pub cells: usize,
    /// Cells that are held back.
    pub hidden: usize,
    /// Hidden cells whose intervals were looked at.
    pub audited: usize,
    /// Hidden cells that an attacker gets too closely.
    pub narrow: usize,
}

/// What the audit found.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// How much was looked at.
    pub counts: Counts,
    /// Numbers that an attacker gets too closely.
    pub narrow: Vec<Narrow>,
    /// Linear programmes that were solved.
    pub programmes: usize,
    /// Of the widths that were found the one that is least above what it must be, with what it must be.
    pub narrowest: Option<(i64, i64)>,
    /// Cells that a group of one would find if another cell of its sums were one; there may be more where areas stand
    /// across others.
    pub within_reach_of_ones: usize,
    /// Tables whose published numbers contradict each other, so that they give no intervals: measure and month.
    pub contradictions: Vec<(String, crate::model::Period)>,
    /// Cells for which no interval could be computed.
    pub unsolved: usize,
}

/// Attacks what is published.
#[must_use]
pub fn audit(published: &Published, question: &Question) -> Answer {
    let versions = versions_of(published);
    let newest: Newest = versions.iter().filter_map(|(id, of)| Some((id.clone(), Arc::clone(of.last()?)))).collect();
    let mut links = links::links(&newest, &published.summaries);
    let is_synthetic = |id: &TableId| newest.get(id).is_some_and(|table| table.synthetic);
    links.retain(|link| link.tables().windows(2).all(|pair| is_synthetic(pair[0]) == is_synthetic(pair[1])));
    let groups = groups(&newest, &links, published);
    let asked = |group: &&BTreeSet<TableId>| {
        group.iter().any(|id| newest.get(id).is_some_and(|table| is_asked(table, question)))
    };
    let asked: Vec<&BTreeSet<TableId>> = groups.iter().filter(asked).collect();
    let outcomes: Vec<(Vec<Narrow>, Outcome)> = asked
        .par_iter()
        .map(|group| {
            let mut revealed = Vec::new();
            let tables =
                group.iter().filter_map(|id| known(id, &versions[id], published, (question, &mut revealed))).collect();
            let links = links.iter().filter(|link| link.tables().iter().all(|id| group.contains(*id))).collect();
            let truths = question.truths.as_ref();
            (revealed, Group { codes: &published.codes, tables, links, truths, exact: question.exact }.attack())
        })
        .collect();
    let mut answer = Answer { counts: count(&newest, published, question), ..Answer::default() };
    for (revealed, mut outcome) in outcomes {
        // Tables of other versions are looked at again where these have to do with them; they were counted then.
        outcome.audited.retain(|id, _| newest.get(id).is_some_and(|table| is_asked(table, question)));
        answer.take(revealed, outcome);
    }
    let cells: BTreeSet<_> = answer.narrow.iter().map(|one| (&one.measure, one.period, one.key)).collect();
    answer.counts.narrow = cells.len();
    answer
}

impl Answer {
    fn take(&mut self, revealed: Vec<Narrow>, outcome: Outcome) {
        self.narrow.extend(revealed);
        self.narrow.extend(outcome.narrow);
        self.counts.audited += outcome.audited.values().sum::<usize>();
        self.programmes += outcome.programmes;
        self.within_reach_of_ones += outcome.within_reach_of_ones;
        self.contradictions.extend(outcome.contradictions);
        self.unsolved += outcome.unsolved;
        let lacks = |(width, need): (i64, i64)| width.saturating_sub(need);
        if let Some(found) = outcome.narrowest
            && self.narrowest.is_none_or(|known| lacks(found) < lacks(known))
        {
            self.narrowest = Some(found);
        }
    }

    /// Whether nothing is given away, and everything was looked at.
    #[must_use]
    pub fn is_safe(&self) -> bool {
        self.narrow.is_empty() && self.unsolved == 0 && self.contradictions.is_empty()
    }
}

/// The versions of each table, in the order of their publication.
fn versions_of(published: &Published) -> BTreeMap<TableId, Vec<Arc<Table>>> {
    let mut versions: BTreeMap<TableId, Vec<Arc<Table>>> = BTreeMap::new();
    for table in &published.tables {
        versions.entry((table.rules.id.clone(), table.period)).or_default().push(Arc::clone(table));
    }
    for of in versions.values_mut() {
        let newest = of.last().is_some_and(|table| table.synthetic);
        of.retain(|table| table.synthetic == newest);
    }
    versions
}

/// The width that a measure's intervals must have; `None` for what its owner has published, and for what follows from
/// another measure and is protected with that.
fn need(table: &Table, codes: &Codes) -> Option<i64> {
    if table.rules.derived.is_some() {
        return None;
    }
    let width = codes.policy.width.get(&table.rules.id).copied().flatten()?;
    i64::try_from(width).ok()
}

/// Tables that must be attacked together: each by itself, unless hidden cells of several are tied together.
fn groups(newest: &Newest, links: &[Link], published: &Published) -> Vec<BTreeSet<TableId>> {
    let has_hidden = |table: &Arc<Table>| need(table, &published.codes).is_some() && table.hidden().next().is_some();
    let versions = versions_of(published);
    let hidden = newest.iter().filter(|(id, table)| has_hidden(table) || versions[*id].iter().any(has_hidden));
    let mut group_of: BTreeMap<TableId, usize> = hidden.zip(0..).map(|((id, _), at)| (id.clone(), at)).collect();
    for link in links {
        let tables = link.tables();
        let places: Vec<usize> = tables.iter().filter_map(|id| group_of.get(*id).copied()).collect();
        let Some(first) = places.iter().copied().min() else { continue };
        for id in tables {
            group_of.entry(id.clone()).or_insert(first);
        }
        group_of.values_mut().filter(|at| places.contains(at)).for_each(|at| *at = first);
    }
    let mut groups: BTreeMap<usize, BTreeSet<TableId>> = BTreeMap::new();
    for (id, at) in group_of {
        groups.entry(at).or_default().insert(id);
    }
    groups.into_values().collect()
}

/// A table with what its other versions tell; what it tells of them goes to `revealed`.
fn known(
    id: &TableId,
    versions: &[Arc<Table>],
    published: &Published,
    (question, revealed): (&Question, &mut Vec<Narrow>),
) -> Option<(TableId, Arc<Table>, i64, Elsewhere)> {
    let truth = question.truths.as_ref().and_then(|truths| truths.get(id)).map(Vec::as_slice);
    let (newest, earlier) = versions.split_last()?;
    let need = need(newest, &published.codes).unwrap_or(0);
    let mut elsewhere = Elsewhere::default();
    for table in earlier {
        let known = versions::compare(table, newest, &published.codes, truth);
        elsewhere.values.extend(versions::hidden_in(&known.later, newest));
        elsewhere.hidden_before.extend(table.hidden());
        revealed.extend(versions::hidden_in(&known.earlier, table).map(|(key, (part, _))| Narrow {
            measure: table.rules.id.clone(),
            period: table.period,
            release: table.release.clone(),
            key,
            is_rest: false,
            low: Some(part),
            high: Some(part),
            need,
            attacker: Attacker::Versions,
            sums: Vec::new(),
        }));
    }
    Some((id.clone(), Arc::clone(newest), need, elsewhere))
}

fn is_asked(table: &Table, question: &Question) -> bool {
    question.release.as_ref().is_none_or(|release| table.release == *release)
}

fn count(newest: &Newest, published: &Published, question: &Question) -> Counts {
    let mut counts = Counts::default();
    for table in newest.values().filter(|table| is_asked(table, question)) {
        counts.tables += 1;
        counts.cells += table.cells.len();
        if need(table, &published.codes).is_some() {
            counts.hidden += table.hidden().count();
        }
    }
    counts
}
