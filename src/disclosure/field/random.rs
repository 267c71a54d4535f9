//! Random tables, the same for the same seed.

use super::table::Plan;

/// SplitMix64 (Steele, Lea and Flood 2014).
pub(super) struct Dice(u64);

impl Dice {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x0a17_ac4e)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to `limit`, without it.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap()
    }

    /// From `low` to `high`, both included.
    pub(super) fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True once in so many times.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// How large and of what kind random tables are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kind {
    pub(super) rows: (usize, usize),
    pub(super) columns: (usize, usize),
    /// Whether hierarchies cross.
    pub(super) crossing: bool,
    /// Whether the table holds shares.
    pub(super) shares: bool,
}

/// A table with much in it that is hard: small counts, groups of one, zeros, rows without some columns, ragged groups of
/// up to four levels, columns outside the total, cells that nobody knows.
pub(super) fn hard(seed: u64, kind: Kind) -> Plan {
    let mut dice = Dice::new(seed);
    let rows = dice.between(kind.rows.0, kind.rows.1);
    let columns = dice.between(kind.columns.0, kind.columns.1);
    let spread = [4, 7, 12, 40][dice.below(4)];
    let mut inner = vec![vec![vec![None; columns]; rows]; 1 + usize::from(kind.shares)];
    for row in 0..rows {
        for column in 0..columns {
            if columns > 1 && dice.once_in(7) {
                continue;
            }
            for layer in &mut inner {
                layer[row][column] = Some(count(&mut dice, spread));
            }
        }
    }
    let mut groups = Vec::new();
    let depth = dice.between(1, 4);
    if !dice.once_in(8) {
        groups.push((0..rows).collect());
    }
    split(&mut dice, &(0..rows).collect::<Vec<_>>(), depth, &mut groups);
    if kind.crossing {
        let mut order: Vec<usize> = (0..rows).collect();
        (1..rows).for_each(|at| order.swap(at, dice.below(at + 1)));
        split(&mut dice, &order, 2, &mut groups);
    }
    let outside = if columns > 1 && dice.once_in(5) { vec![columns - 1] } else { Vec::new() };
    let place = (dice.below(rows), dice.below(columns));
    let unknown = if dice.once_in(6) { vec![place] } else { Vec::new() };
    Plan { inner, unknown, groups, outside, totals: !dice.once_in(10) }
}

fn count(dice: &mut Dice, spread: usize) -> u64 {
    if dice.once_in(6) {
        return 0;
    }
    // Three of four are near the limit.
    let spread = if dice.once_in(4) { spread * 5 } else { spread };
    dice.between(1, spread) as u64
}

/// Splits rows into groups, and those again.
fn split(dice: &mut Dice, rows: &[usize], depth: usize, groups: &mut Vec<Vec<usize>>) {
    if depth == 0 || rows.len() < 3 {
        return;
    }
    let size = dice.between(2, rows.len() - 1);
    for part in rows.chunks(size) {
        // Some rows stand directly below the larger group.
        if part.len() > 1 && !dice.once_in(5) {
            groups.push(part.to_vec());
            split(dice, part, depth - 1, groups);
        }
    }
}

/// A table as a country has it: sizes of areas and of funds each about log-normal, each cell off by chance, often nobody in
/// the smallest; areas in regions of about ten, and, if asked for, a second division that crosses them.
pub(super) fn national(seed: u64, (rows, columns): (usize, usize), crossing: bool) -> Plan {
    let mut dice = Dice::new(seed);
    let areas: Vec<u64> = (0..rows).map(|_| weight(&mut dice, 22)).collect();
    let funds: Vec<u64> = (0..columns).map(|_| weight(&mut dice, 20)).collect();
    let cell = |area: u64, fund: u64, dice: &mut Dice| {
        // About 26 in the mean cell, as in the made-up months.
        let milli = 26 * area * fund / 4_264_000 * dice.between(60, 140) as u64 / 100;
        let nobody = milli < 9_000 && dice.once_in(9);
        let reach = (milli * 1000).isqrt();
        let off = reach * (dice.between(0, 1000) + dice.between(0, 1000)) as u64 / 2000;
        Some(if nobody { 0 } else { ((milli + off).saturating_sub(reach / 2) + 500) / 1000 })
    };
    let inner = areas.iter().map(|area| funds.iter().map(|fund| cell(*area, *fund, &mut dice)).collect()).collect();
    let order: Vec<usize> = (0..rows).collect();
    let mut groups: Vec<Vec<usize>> = order.chunks(10).map(<[usize]>::to_vec).collect();
    groups.push(order.clone());
    groups.extend(order.chunks(rows.div_ceil(5).div_ceil(10) * 10).map(<[usize]>::to_vec));
    if crossing {
        groups.extend((0..8).map(|part| order.iter().copied().filter(|row| (row + 5) / 12 % 8 == part).collect()));
    }
    Plan { inner: vec![inner], groups, totals: true, ..Plan::default() }
}

/// A weight in thousandths: a power of two of four dice's sum in eighths.
fn weight(dice: &mut Dice, sides: usize) -> u64 {
    const EIGHTHS: [u64; 8] = [1000, 1091, 1189, 1297, 1414, 1542, 1682, 1834];
    let steps: usize = (0..4).map(|_| dice.between(0, sides)).sum();
    EIGHTHS[steps % 8] << (steps / 8)
}
