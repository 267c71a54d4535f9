//! What ties tables together: figures over months, changes since a baseline, measures that contain each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::published::{Content, Key, MICRO, Summary, Table};
use super::tabled::Layer;
use crate::model::Period;

/// A table: its measure and month.
pub(super) type TableId = (String, Period);

/// Something published that has to do with hidden cells of several tables, or of one.
#[derive(Clone, Debug)]
pub(super) enum Link {
    /// Numbers with their factors come to a value, or stay at or below it.
    Side {
        /// The numbers.
        terms: Vec<(TableId, Layer, Key, i64)>,
        /// The value.
        rhs: i64,
        /// Whether they come to exactly that.
        is_equal: bool,
    },
    /// Shares, taken together, are at least or at most so many millionths of a percent.
    Band {
        /// The shares.
        cells: Vec<(TableId, Key)>,
        /// The percentage.
        percent: i64,
        /// At least, or at most.
        at_least: bool,
    },
}

impl Link {
    /// The tables it ties together.
    pub(super) fn tables(&self) -> Vec<&TableId> {
        match self {
            Self::Side { terms, .. } => terms.iter().map(|(table, ..)| table).collect(),
            Self::Band { cells, .. } => cells.iter().map(|(table, _)| table).collect(),
        }
    }
}

/// The newest tables, by measure and month.
pub(super) type Newest = BTreeMap<TableId, Arc<Table>>;

/// Everything that ties hidden cells together beyond the sums of their tables.
pub(super) fn links(newest: &Newest, summaries: &[Summary]) -> Vec<Link> {
    let mut links = Vec::new();
    for ((measure, period), table) in newest {
        for of in &table.rules.at_most {
            if let Some(other) = newest.get(&(of.clone(), *period)) {
                at_most((measure, table), (of, other), &mut links);
            }
        }
        if let Some((of, baseline)) = &table.rules.derived {
            let pair = (newest.get(&(of.clone(), *period)), newest.get(&(of.clone(), *baseline)));
            if let (Some(now), Some(then)) = pair {
                changes(table, of, (now, then), &mut links);
            }
        }
    }
    let mut by_measure: BTreeMap<&str, BTreeMap<Period, &Table>> = BTreeMap::new();
    for ((measure, period), table) in newest.iter().filter(|(_, table)| table.hidden().next().is_some()) {
        by_measure.entry(measure).or_default().insert(*period, table);
    }
    for summary in summaries {
        // Without a hidden month there is nothing to find.
        let hides = by_measure.get(summary.measure.as_str()).is_some_and(|months| {
            months.range(summary.from..=summary.to).any(|(_, table)| is_hidden(table.get(summary.key)))
        });
        if hides {
            Months { summary, newest }.tell(&mut links);
        }
    }
    links
}

fn is_hidden(content: Content) -> bool {
    matches!(content, Content::Hidden { .. })
}

fn at_most((measure, table): (&str, &Table), (of, other): (&str, &Table), links: &mut Vec<Link>) {
    // Percentages of two measures are not of the same people, so only counts are held against each other.
    if table.rules.is_share || other.rules.is_share {
        return;
    }
    for (key, content) in &table.cells {
        let both = (*content, other.get(*key));
        let counts = |content| matches!(content, Content::Hidden { .. } | Content::Shown { .. });
        if (is_hidden(both.0) || is_hidden(both.1)) && counts(both.0) && counts(both.1) {
            let term = |measure: &str, sign| ((measure.to_owned(), table.period), Layer::Part, *key, sign);
            links.push(Link::Side { terms: vec![term(measure, 1), term(of, -1)], rhs: 0, is_equal: false });
        }
    }
}

/// A change in percent with six decimals gives one of two counts nearly away to whoever knows the other.
fn changes(table: &Table, of: &str, (now, then): (&Table, &Table), links: &mut Vec<Link>) {
    for (key, content) in &table.cells {
        let Content::Finished(percent) = content else { continue };
        if !is_hidden(now.get(*key)) && !is_hidden(then.get(*key)) {
            continue;
        }
        for (factor, sign) in [(2 * percent - 1, -1), (2 * percent + 1, 1)] {
            // 100 · now ≥ (100 + percent − half) · then, and ≤ with plus, both in half millionths.
            let whole = 200 * MICRO;
            let term = |table: &Table, factor: i64| ((of.to_owned(), table.period), Layer::Part, *key, factor * sign);
            let terms = vec![term(now, whole), term(then, -(whole + factor))];
            links.push(Link::Side { terms, rhs: 0, is_equal: false });
        }
    }
}

/// A figure over months.
struct Months<'a> {
    summary: &'a Summary,
    newest: &'a Newest,
}

impl Months<'_> {
    /// The months with a value between two, when all of them are at hand.
    fn between(&self, from: Period, to: Period, months: u16) -> Option<Vec<(TableId, Content)>> {
        let measure = &self.summary.measure;
        let range = self.newest.range((measure.clone(), from)..=(measure.clone(), to));
        let found: Vec<(TableId, Content)> = range
            .map(|(id, table)| (id.clone(), table.get(self.summary.key)))
            .filter(|(_, content)| !matches!(content, Content::Nothing | Content::Unknown))
            .collect();
        (found.len() == usize::from(months)).then_some(found)
    }

    fn tell(&self, links: &mut Vec<Link>) {
        let summary = self.summary;
        let Some(months) = self.between(summary.from, summary.to, summary.months) else { return };
        let equal = |layer, rhs| {
            let terms = months.iter().map(|(id, _)| (id.clone(), layer, summary.key, 1)).collect();
            Link::Side { terms, rhs, is_equal: true }
        };
        match (summary.rule.as_str(), summary.counts) {
            ("ratio_of_sums", Some((part, whole))) => {
                links.push(equal(Layer::Part, part));
                links.push(equal(Layer::Rest, whole - part));
            }
            ("sum", _) => links.push(equal(Layer::Part, summary.value / MICRO)),
            ("mean_of_months", _) => self.mean(&months, summary.value, links),
            _ => {}
        }
        if let Some(pooled) = summary.pooled {
            let cells: Vec<(TableId, Key)> = months.iter().map(|(id, _)| (id.clone(), summary.key)).collect();
            links.push(Link::Band { cells: cells.clone(), percent: pooled - 1, at_least: true });
            links.push(Link::Band { cells, percent: pooled + 1, at_least: false });
        }
        for (from, to, count, value) in &summary.blocks {
            if let Some(months) = self.between(*from, *to, *count) {
                self.mean(&months, *value, links);
            }
        }
    }

    /// A mean bounds each of its hidden months by what the others leave to it.
    fn mean(&self, months: &[(TableId, Content)], value: i64, links: &mut Vec<Link>) {
        let (mut left, mut hidden) = (value.saturating_mul(count(months.len())), Vec::new());
        for (id, content) in months {
            match content {
                Content::Shown { part, rest } if part + rest > 0 => left -= 100 * MICRO * part / (part + rest),
                Content::Finished(value) => left -= value,
                Content::Hidden { .. } => hidden.push(id),
                _ => return,
            }
        }
        let others = 100 * MICRO * (count(hidden.len()) - 1);
        // The mean is rounded, and so is each month's part of it here.
        let slack = count(months.len()) + 1;
        let (low, high) = (left - others - slack, left + slack);
        for id in hidden {
            let cells = vec![(id.clone(), self.summary.key)];
            if low > 0 {
                links.push(Link::Band { cells: cells.clone(), percent: low.min(100 * MICRO), at_least: true });
            }
            if high < 100 * MICRO {
                links.push(Link::Band { cells, percent: high.max(0), at_least: false });
            }
        }
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}
