//! What everyone sees: tables, code lists and the policy, as they stand in the published files.

use std::collections::BTreeMap;

use crate::model::Period;

/// A cell of a table: places of its area and its fund in [`Codes`]; `None` = no area, all funds.
pub type Key = (Option<u16>, Option<u16>);

/// Parts of a million: a percentage with six decimals as a whole number.
pub(super) const MICRO: i64 = 1_000_000;

/// The code lists and the policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    /// Areas, by id.
    pub areas: Vec<Area>,
    /// Funds, by id.
    pub akasser: Vec<Akasse>,
    /// What is held back.
    pub policy: Policy,
}

/// An area and what it is part of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its id.
    pub id: String,
    /// What sort of area it is, as a word.
    pub kind: String,
    /// When it exists.
    pub valid: Span,
    /// Larger areas, each for its own time.
    pub parents: Vec<(u16, Span)>,
}

/// A fund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Akasse {
    /// Its id.
    pub id: String,
    /// Whether its people are part of "all funds".
    pub insured: bool,
}

/// First and last month of something; `None` = open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// First month.
    pub from: Option<Period>,
    /// Last month.
    pub to: Option<Period>,
}

impl Span {
    /// Whether a month lies in it.
    #[must_use]
    pub fn covers(self, period: Period) -> bool {
        self.from.is_none_or(|from| from <= period) && self.to.is_none_or(|to| period <= to)
    }
}

/// The rule for what is held back, as it is published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// Whether a count of zero is protected too.
    pub zeros_are_sensitive: bool,
    /// For each measure the width that an attacker's interval must have; `None` = its owner has published it.
    pub width: BTreeMap<String, Option<u64>>,
}

/// What a measure says about how its figures add up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Its id.
    pub id: String,
    /// Whether it is a part of a whole.
    pub is_share: bool,
    /// Whether its values can be below zero.
    pub is_signed: bool,
    /// Whether all funds together are the sum of the funds.
    pub adds_funds: bool,
    /// Whether larger areas are the sum of smaller ones.
    pub adds_areas: bool,
    /// Kinds of area that are delivered.
    pub area_kinds: Vec<String>,
    /// Measures that count at least as many, cell by cell.
    pub at_most: Vec<String>,
    /// The measure it is the change of in percent, and the month it is compared with.
    pub derived: Option<(String, Period)>,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A count, or the part and the rest of a share.
    Shown {
        /// The count, or the numerator.
        part: i64,
        /// Denominator minus numerator; 0 for a count.
        rest: i64,
    },
    /// Held back.
    Hidden {
        /// At least this percentage, in parts of a million.
        low: Option<i64>,
        /// At most this percentage, in parts of a million.
        high: Option<i64>,
    },
    /// A number without the counts behind it, in parts of a million.
    Finished(i64),
    /// Nobody has it: not delivered, or a sum of something that was not.
    Unknown,
    /// There is nobody.
    Nothing,
}

/// One measure of one month in one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// How the measure adds up.
    pub rules: Rules,
    /// The month the figures are about.
    pub period: Period,
    /// The version it stands in, such as `2021-09/v1`.
    pub release: String,
    /// Whether its numbers are made up; such tables say nothing of others that are not.
    pub synthetic: bool,
    /// Cells, ascending.
    pub cells: Vec<(Key, Content)>,
}

impl Table {
    /// The measure's id.
    #[must_use]
    pub fn measure(&self) -> &str {
        &self.rules.id
    }

    /// What stands in a cell; `Nothing` for one that is not there.
    #[must_use]
    pub fn get(&self, key: Key) -> Content {
        let at = self.cells.binary_search_by_key(&key, |(key, _)| *key);
        at.map_or(Content::Nothing, |at| self.cells[at].1)
    }

    /// Hidden cells.
    pub fn hidden(&self) -> impl Iterator<Item = Key> + '_ {
        self.cells.iter().filter(|(_, content)| matches!(content, Content::Hidden { .. })).map(|(key, _)| *key)
    }
}

/// A figure over months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The measure.
    pub measure: String,
    /// The version it stands in.
    pub release: String,
    /// Of which cell.
    pub key: Key,
    /// How months become one figure, as a word.
    pub rule: String,
    /// First month with a value.
    pub from: Period,
    /// Last month with a value.
    pub to: Period,
    /// Months with a value.
    pub months: u16,
    /// The value, in parts of a million.
    pub value: i64,
    /// Numerator and denominator of a ratio of sums.
    pub counts: Option<(i64, i64)>,
    /// The ratio of sums beside a mean of months, in parts of a million.
    pub pooled: Option<i64>,
    /// Means of runs of months: first and last month, months with a value, and the mean in parts of a million.
    pub blocks: Vec<(Period, Period, u16, i64)>,
}

/// One measure's file of one version.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Tables, by month.
    pub tables: Vec<std::sync::Arc<Table>>,
    /// Figures over months.
    pub summaries: Vec<Summary>,
}
