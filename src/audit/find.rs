//! The attack: every hidden number of some tables that are tied together, one after the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::contributor::Truths;
use super::linear::{Found, Programme, TOLERANCE, whole};
use super::links::{Link, TableId};
use super::pool::Pool;
use super::published::{Codes, Content, Key, Table};
use super::system::{System, Var};
use super::tabled::{Elsewhere, Entry, Layer, Tabled, band, side};

/// Who gets a cell too closely.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attacker {
    /// Anyone with the table, the code lists and the policy.
    Reader,
    /// Whoever holds other versions of the table as well.
    Versions,
    /// Whoever holds other months and measures as well.
    Tables,
    /// A group of one, who knows that it is one.
    Contributor,
}

/// A hidden number that an attacker gets too closely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrow {
    /// The measure.
    pub measure: String,
    /// The month.
    pub period: crate::model::Period,
    /// The version that hides it.
    pub release: String,
    /// The cell.
    pub key: Key,
    /// Whether it is what is left of a share, and not the count or the numerator.
    pub is_rest: bool,
    /// The smallest value it can have; `None` = nobody can tell.
    pub low: Option<i64>,
    /// The largest value it can have; `None` = nobody can tell.
    pub high: Option<i64>,
    /// The width that the interval must have.
    pub need: i64,
    /// By whom.
    pub attacker: Attacker,
    /// Sums that the cell stands in: their names, and what is shown of them.
    pub sums: Vec<(String, String)>,
}

/// What became of a group of tables.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Hidden cells that were audited, by table.
    pub(super) audited: BTreeMap<TableId, usize>,
    pub(super) narrow: Vec<Narrow>,
    /// The numbers behind these.
    pub(super) found: std::collections::BTreeSet<Var>,
    /// Linear programmes that were solved.
    pub(super) programmes: usize,
    /// The smallest width found beyond what is needed, with what is needed.
    pub(super) narrowest: Option<(i64, i64)>,
    /// Cells a group of one would find if another cell of its sums were one; there may be more where areas stand across
    /// others.
    pub(super) within_reach_of_ones: usize,
    /// Tables whose published numbers contradict each other.
    pub(super) contradictions: Vec<TableId>,
    /// Cells that the solver gave no bounds for.
    pub(super) unsolved: usize,
}

/// Tables that are tied together.
pub(super) struct Group<'a> {
    pub(super) codes: &'a Codes,
    /// The newest version of each, with the width it needs and what is known from other versions.
    pub(super) tables: Vec<(TableId, Arc<Table>, i64, Elsewhere)>,
    pub(super) links: Vec<&'a Link>,
    /// What the cells are in truth, where to begin, and for the attack from inside; nobody outside knows it.
    pub(super) truths: Option<&'a Truths>,
    pub(super) exact: bool,
}

/// A number to be protected.
struct Target {
    table: usize,
    class: usize,
    column: usize,
    layer: Layer,
    entry: Entry,
}

impl Group<'_> {
    pub(super) fn attack(&self) -> Outcome {
        let mut system = System::default();
        let tabled: Vec<Tabled> = self
            .tables
            .iter()
            .map(|(_, table, _, elsewhere)| Tabled::new(table, self.codes, elsewhere, &mut system))
            .collect();
        for link in &self.links {
            self.add(link, &tabled, &mut system);
        }
        system.find_absorbers();
        let mut outcome = Outcome::default();
        let targets = targets(&tabled);
        for (id, table, ..) in &self.tables {
            outcome.audited.insert(id.clone(), table.hidden().count());
        }
        let pool = self.pool(&tabled, &system, &mut outcome);
        let mut attack = Attack {
            group: self,
            tabled: &tabled,
            system: &system,
            pool,
            programmes: BTreeMap::new(),
            nearby: 0,
            relaxed: Relaxed::new(&system),
        };
        let moved = attack.moved(&targets);
        for (target, moved) in targets.iter().zip(moved) {
            attack.judge(target, moved, &mut outcome);
        }
        if outcome.contradictions.is_empty() {
            super::contributor::attack(&mut attack, &targets_of(&targets), &mut outcome);
        }
        outcome.programmes +=
            attack.nearby + attack.programmes.values().map(|programme| programme.solved).sum::<usize>();
        outcome
    }

    /// A whole solution of everything to begin with: found by moves, or else by moves from where linear programmes lead. Where
    /// there is none, numbers are looked at one by one.
    fn pool<'s>(&self, tabled: &[Tabled], system: &'s System, outcome: &mut Outcome) -> Pool<'s> {
        let mut start = self.start(tabled, system);
        if let Some(pool) = Pool::new(system, &start) {
            return pool;
        }
        for var in (0..).take(start.len()) {
            if start[var as usize].is_some() {
                continue;
            }
            let mut programme = Programme::around(system, var);
            let corner = [true, false].into_iter().find_map(|largest| match programme.bound(var, largest) {
                Found::Bound(_, values) => Some(values),
                _ => None,
            });
            outcome.programmes += programme.solved;
            let Some(corner) = corner else { return Pool::empty(system) };
            for (var, value) in programme.vars.iter().zip(corner) {
                start[*var as usize].get_or_insert(whole(value.round()));
            }
        }
        Pool::new(system, &start).unwrap_or_else(|| Pool::empty(system))
    }

    /// Where to begin looking for a solution: the truth where it is known.
    fn start(&self, tabled: &[Tabled], system: &System) -> Vec<Option<i64>> {
        let mut start = vec![None; system.numbers.len()];
        for ((id, ..), tabled) in self.tables.iter().zip(tabled) {
            for truth in self.truths.and_then(|truths| truths.get(id)).into_iter().flatten() {
                if let Some(Entry::Hidden(var)) = tabled.entry_of(truth.layer, truth.key) {
                    start[var as usize] = Some(truth.value);
                }
            }
        }
        start
    }

    fn place(&self, id: &TableId) -> Option<usize> {
        self.tables.iter().position(|(known, ..)| known == id)
    }

    fn add(&self, link: &Link, tabled: &[Tabled], system: &mut System) {
        let entry = |id: &TableId, layer, key| tabled[self.place(id)?].entry_of(layer, key);
        match link {
            Link::Side { terms, rhs, is_equal } => {
                let terms: Option<Vec<(Entry, i64)>> =
                    terms.iter().map(|(id, layer, key, factor)| Some((entry(id, *layer, *key)?, *factor))).collect();
                if let Some(terms) = terms {
                    side(system, &terms, *rhs, *is_equal);
                }
            }
            Link::Band { cells, percent, at_least } => {
                let share =
                    |(id, key): &(TableId, Key)| Some([entry(id, Layer::Part, *key)?, entry(id, Layer::Rest, *key)?]);
                if let Some(shares) = cells.iter().map(share).collect::<Option<Vec<_>>>() {
                    band(system, &shares, *percent, *at_least);
                }
            }
        }
    }
}

/// Every number that a hidden cell stands for, each once.
fn targets(tabled: &[Tabled]) -> Vec<Target> {
    let mut targets = Vec::new();
    for (at, one) in tabled.iter().enumerate() {
        for class in 0..one.structure.classes.len() {
            for column in 0..one.structure.columns.len() {
                if one.structure.hidden_key(&one.table, class, column).is_none() {
                    continue;
                }
                let layers = if one.table.rules.is_share { &[Layer::Part, Layer::Rest][..] } else { &[Layer::Part] };
                for layer in layers {
                    let entry = one.entry(*layer, class, column);
                    targets.push(Target { table: at, class, column, layer: *layer, entry });
                }
            }
        }
    }
    targets
}

/// The hidden numbers among targets, with where they stand: table, class, column.
fn targets_of(targets: &[Target]) -> Vec<(Var, usize, usize, usize)> {
    let hidden = |target: &Target| match target.entry {
        Entry::Hidden(var) => Some((var, target.table, target.class, target.column)),
        Entry::Known(_) => None,
    };
    targets.iter().filter_map(hidden).collect()
}

/// An attack in progress.
pub(super) struct Attack<'a> {
    pub(super) group: &'a Group<'a>,
    pub(super) tabled: &'a [Tabled],
    pub(super) system: &'a System,
    pub(super) pool: Pool<'a>,
    /// Linear programmes by the first of their numbers.
    programmes: BTreeMap<Var, Programme>,
    /// Linear programmes of a few numbers that were solved.
    nearby: usize,
    relaxed: Relaxed,
}

/// So many numbers around one are moved, all others staying as they are, before all of them are. The tables of tests are
/// small, and there, too, some must stay outside.
const NEARBY: [usize; 2] = if cfg!(test) { [3, 8] } else { [240, 600] };

/// How often every number is moved: what is moved for one moves others, too, and leaves them elsewhere.
const ROUNDS: usize = 2;

/// How often the numbers around one are stirred that still was not moved far enough; linear programmes take much longer.
const STIRS: usize = 6;
/// How many numbers around it.
const STIRRED: usize = 60;
/// How far, at most.
const STIRRED_BY: i64 = 10;

impl Attack<'_> {
    /// Moves the numbers about; whether each could be moved far enough, where that is all that is asked, and `None` where
    /// there is no solution to begin with.
    fn moved(&mut self, targets: &[Target]) -> Vec<Option<bool>> {
        let mut wide = vec![None; targets.len()];
        for _ in 0..if self.group.exact { 0 } else { ROUNDS } {
            for (target, wide) in targets.iter().zip(&mut wide).filter(|(_, wide)| **wide != Some(true)) {
                if let Entry::Hidden(var) = target.entry {
                    let need = self.group.tables[target.table].2;
                    *wide = self.pool.is_solved(var).then(|| self.pool.widen(var, need));
                }
            }
        }
        for (target, wide) in targets.iter().zip(&mut wide).filter(|(_, wide)| **wide == Some(false)) {
            if let Entry::Hidden(var) = target.entry {
                *wide = Some(self.stir(var, self.group.tables[target.table].2));
            }
        }
        wide
    }

    /// Moves the numbers around one to and fro, and it from wherever they come to stand.
    fn stir(&mut self, var: Var, need: i64) -> bool {
        let around = self.system.near(var, STIRRED);
        (0..STIRS).any(|turn| {
            for (at, other) in around.iter().enumerate() {
                // Any pattern will do that is another each time.
                self.pool.shift(*other, (at * 7919 + turn * 3557) % 101 % 2 == 0, STIRRED_BY);
            }
            self.pool.widen(var, need)
        })
    }

    fn judge(&mut self, target: &Target, moved: Option<bool>, outcome: &mut Outcome) {
        let (id, _, need, elsewhere) = &self.group.tables[target.table];
        if outcome.contradictions.contains(id) {
            return;
        }
        let var = match target.entry {
            Entry::Known(value) => {
                let tabled = &self.tabled[target.table];
                let key = tabled.structure.hidden_key(&tabled.table, target.class, target.column);
                let known = key.is_some_and(|key| elsewhere.values.contains_key(&key));
                let attacker = if known { Attacker::Versions } else { Attacker::Reader };
                return outcome.narrow.push(self.narrow(target, (Some(value), Some(value)), attacker));
            }
            Entry::Hidden(var) => var,
        };
        // A solution may have been found since.
        let late =
            |attack: &mut Self| !attack.group.exact && attack.pool.is_solved(var) && attack.pool.widen(var, *need);
        if moved.unwrap_or_else(|| late(self)) {
            outcome.note_width(*need, *need);
            return;
        }
        match self.interval(var, *need) {
            Interval::Between(low, high) => {
                let width = high.zip(low).map(|(high, low)| high - low);
                outcome.note_width(width.unwrap_or(i64::MAX), *need);
                if width.is_some_and(|width| width < *need) {
                    let attacker = if self.group.tables.len() > 1 || !self.group.links.is_empty() {
                        Attacker::Tables
                    } else if elsewhere.values.is_empty() {
                        Attacker::Reader
                    } else {
                        Attacker::Versions
                    };
                    outcome.found.insert(var);
                    outcome.narrow.push(self.narrow(target, (low, high), attacker));
                }
            }
            Interval::Wide => outcome.note_width(*need, *need),
            Interval::Contradiction => {
                outcome.contradictions.push(id.clone());
                outcome.audited.insert(id.clone(), 0);
            }
            Interval::Failed => outcome.unsolved += 1,
        }
    }

    /// The interval of a number; whether it is wide enough is all that is asked, unless all are wanted exactly.
    fn interval(&mut self, var: Var, need: i64) -> Interval {
        let connected = self.system.connected(var);
        let is_network = connected.iter().all(|var| self.system.sides_of[*var as usize].is_empty());
        if is_network && self.pool.is_solved(var) {
            self.pool.drive(var, false);
            self.pool.drive(var, true);
            let bound = |value: i64| (value.abs() < super::system::FREE / 2).then_some(value);
            return Interval::Between(bound(self.pool.low[var as usize]), bound(self.pool.high[var as usize]));
        }
        let (system, exact) = (self.system, self.group.exact);
        let nearby = NEARBY.into_iter().filter(|most| *most < connected.len());
        if !exact && (self.is_wide(var, need) || nearby.into_iter().any(|most| self.is_wide_nearby(var, need, most))) {
            return Interval::Wide;
        }
        let first = connected.first().copied().unwrap_or(var);
        let mut bounds = [None, None];
        for (bound, largest) in bounds.iter_mut().zip([true, false]) {
            let programme = self.programmes.entry(first).or_insert_with(|| Programme::around(system, var));
            match programme.bound(var, largest) {
                Found::Bound(value, values) => {
                    *bound = Some(value);
                    self.pool.offer(&programme.vars, &values);
                    self.relaxed.stand_on(&programme.vars, &values);
                    self.relaxed.see(&programme.vars, &values);
                    if !exact && self.is_wide(var, need) {
                        return Interval::Wide;
                    }
                }
                Found::Unbounded => {}
                Found::Contradiction => return Interval::Contradiction,
                Found::Failed => return Interval::Failed,
            }
        }
        Interval::Between(bounds[1], bounds[0])
    }

    /// Whether a number was seen far enough apart, in whole solutions and others.
    fn is_wide(&self, var: Var, need: i64) -> bool {
        let (mut low, mut high) = self.relaxed.seen[var as usize];
        if let Some((lowest, highest)) = self.pool.seen(var) {
            (low, high) = (low.min(real(lowest)), high.max(real(highest)));
        }
        high - low >= real(need) - TOLERANCE
    }

    /// Whether a number can be moved far enough while all but so many around it stay as they are. Most can, and this is soon
    /// seen; of those that cannot it says nothing.
    fn is_wide_nearby(&mut self, var: Var, need: i64, most: usize) -> bool {
        let solution = match self.pool.is_solved(var) {
            true => self.pool.values.iter().map(|value| real(*value)).collect(),
            false if self.relaxed.stands[var as usize] => self.relaxed.values.clone(),
            false => return false,
        };
        let mut programme = Programme::beside(self.system, self.system.near(var, most), &solution);
        for largest in [true, false] {
            if let Found::Bound(_, values) = programme.bound(var, largest) {
                self.relaxed.see(&programme.vars, &values);
                self.pool.offer(&programme.vars, &values);
            }
            if self.is_wide(var, need) {
                break;
            }
        }
        self.nearby += programme.solved;
        self.is_wide(var, need)
    }

    fn narrow(&self, target: &Target, (low, high): (Option<i64>, Option<i64>), attacker: Attacker) -> Narrow {
        self.describe((target.table, target.class, target.column), target.layer, (low, high), attacker)
    }

    pub(super) fn describe(
        &self,
        (table, class, column): (usize, usize, usize),
        layer: Layer,
        (low, high): (Option<i64>, Option<i64>),
        attacker: Attacker,
    ) -> Narrow {
        let tabled = &self.tabled[table];
        let key = tabled.structure.hidden_key(&tabled.table, class, column);
        Narrow {
            measure: tabled.table.rules.id.clone(),
            period: tabled.table.period,
            release: tabled.table.release.clone(),
            key: key.unwrap_or((None, None)),
            is_rest: layer == Layer::Rest,
            low,
            high,
            need: self.group.tables[table].2,
            attacker,
            sums: sums(tabled, self.group.codes, (class, column), layer),
        }
    }
}

/// What is known of solutions that need not be whole.
struct Relaxed {
    /// The smallest and largest value of each number.
    seen: Vec<(f64, f64)>,
    /// A solution.
    values: Vec<f64>,
    /// Which numbers it is a solution for.
    stands: Vec<bool>,
}

impl Relaxed {
    fn new(system: &System) -> Self {
        let many = system.numbers.len();
        let seen = vec![(f64::INFINITY, f64::NEG_INFINITY); many];
        Self { seen, values: vec![0.0; many], stands: vec![false; many] }
    }

    fn see(&mut self, vars: &[Var], values: &[f64]) {
        for (var, value) in vars.iter().zip(values) {
            let seen = &mut self.seen[*var as usize];
            *seen = (seen.0.min(*value), seen.1.max(*value));
        }
    }

    /// Takes the first solution of everything that has to do with some numbers.
    fn stand_on(&mut self, vars: &[Var], values: &[f64]) {
        for (var, value) in vars.iter().zip(values).filter(|(var, _)| !self.stands[**var as usize]) {
            self.values[*var as usize] = *value;
        }
        vars.iter().for_each(|var| self.stands[*var as usize] = true);
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of people")]
fn real(value: i64) -> f64 {
    value as f64
}

/// What a number is found to lie in.
enum Interval {
    Between(Option<i64>, Option<i64>),
    Wide,
    Contradiction,
    Failed,
}

impl Outcome {
    fn note_width(&mut self, width: i64, need: i64) {
        let lacks = |(width, need): (i64, i64)| width.saturating_sub(need);
        if self.narrowest.is_none_or(|known| lacks((width, need)) < lacks(known)) {
            self.narrowest = Some((width, need));
        }
    }
}

/// The sums that a cell stands in, those with the fewest hidden cells first: name, and what is shown.
fn sums(tabled: &Tabled, codes: &Codes, (class, column): (usize, usize), layer: Layer) -> Vec<(String, String)> {
    let structure = &tabled.structure;
    let mut found = Vec::new();
    let mut add = |whole: (usize, usize), parts: Vec<(usize, usize)>, over: &str| {
        let value = |(class, column): (usize, usize)| match structure.content(&tabled.table, class, column) {
            Content::Shown { part, rest } => Ok(if layer == Layer::Part { part } else { rest }),
            Content::Nothing => Ok(0),
            Content::Hidden { .. } => Err(true),
            Content::Unknown | Content::Finished(_) => Err(false),
        };
        let name =
            format!("the sum over {over} of {}", cell_name(structure.name(whole.0), structure.columns[whole.1], codes));
        let total = match value(whole) {
            Ok(total) => format!("{total} in all"),
            Err(true) => "hidden in all".to_owned(),
            Err(false) => return,
        };
        let values: Vec<Result<i64, bool>> = parts.iter().map(|part| value(*part)).collect();
        let shown: i64 = values.iter().flatten().sum();
        let hidden = values.iter().filter(|value| value.is_err()).count();
        found.push((hidden, name, format!("{total}, {shown} in what is shown, {hidden} hidden")));
    };
    if let Some(total) = structure.total.filter(|total| *total == column || structure.in_total[column]) {
        let parts = (0..structure.columns.len()).filter(|at| structure.in_total[*at]).map(|at| (class, at)).collect();
        add((class, total), parts, "funds");
    }
    for (at, one) in structure.classes.iter().enumerate() {
        if one.children.contains(&class) || (at == class && !one.children.is_empty()) {
            add((at, column), one.children.iter().map(|child| (*child, column)).collect(), "areas");
        }
    }
    found.sort();
    found.into_iter().map(|(_, name, shown)| (name, shown)).collect()
}

/// A cell by its ids.
pub(super) fn cell_name(area: Option<u16>, akasse: Option<u16>, codes: &Codes) -> String {
    let area = area.map(|at| codes.areas[usize::from(at)].id.as_str());
    let akasse = akasse.map_or("all funds", |at| codes.akasser[usize::from(at)].id.as_str());
    area.map_or_else(|| akasse.to_owned(), |area| format!("{area}, {akasse}"))
}
