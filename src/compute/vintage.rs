//! The series as known at a release, kept no longer than any later release looks back.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{MeasureKey, Period, Publication, ReleaseId};

/// How many months an edition looks back: the same month a year before, and two years of trend.
pub(super) const LOOKING_BACK: i32 = 24;

/// Which months which later release still needs.
pub struct Horizon<'a> {
    /// Releases in the order of their publication; `None` where one looks at nothing.
    order: Vec<Option<Period>>,
    baselines: BTreeSet<(MeasureKey, Period)>,
    publication: &'a Publication,
}

impl<'a> Horizon<'a> {
    /// The needs of releases published in this order.
    #[must_use]
    pub fn new(order: impl IntoIterator<Item = ReleaseId>, publication: &'a Publication) -> Self {
        let baselines = publication.targets.iter().filter_map(|target| Some((target.measure?, target.baseline?)));
        let fixed = publication.measure_keys().filter_map(|key| Some((key, publication.measure(key).compared_with?)));
        let derived = publication.measures.iter().filter_map(|measure| measure.derived);
        let derived = derived.map(|derived| (derived.of, derived.baseline));
        let baselines = baselines.chain(fixed).chain(derived).collect();
        Self { order: order.into_iter().map(|id| Some(id.period)).collect(), baselines, publication }
    }

    /// The needs of the releases at some of the positions alone.
    #[must_use]
    pub fn of_those(mut self, looks: impl Fn(usize) -> bool) -> Self {
        for (at, reference) in self.order.iter_mut().enumerate() {
            reference.take_if(|_| !looks(at));
        }
        self
    }

    /// Whether a release at position `next` of the order, or a later one, looks at this month.
    #[must_use]
    pub fn needed_from(&self, next: usize, key: (MeasureKey, Period)) -> bool {
        self.order.iter().skip(next).flatten().any(|reference| self.seen_from(*reference, key))
    }

    /// Whether the edition of `reference` looks at this month: the last two years, a baseline of a target or a derived
    /// measure, the month that a measure is always compared with, and everything that enters a figure over months.
    #[must_use]
    pub fn seen_from(&self, reference: Period, (measure, period): (MeasureKey, Period)) -> bool {
        let back = reference.months_since(period);
        let window = self.publication.measure(measure).summary_window(reference);
        (0..=LOOKING_BACK).contains(&back)
            || (back >= 0 && self.baselines.contains(&(measure, period)))
            || window.is_some_and(|(first, last)| first <= period && period <= last)
    }
}

/// Months known so far. Memory follows what later releases look back at, not how many months there are.
#[derive(Clone, Debug)]
pub struct Vintage<T> {
    months: BTreeMap<(MeasureKey, Period), T>,
    forgotten: BTreeSet<(MeasureKey, Period)>,
}

impl<T> Default for Vintage<T> {
    fn default() -> Self {
        Self { months: BTreeMap::new(), forgotten: BTreeSet::new() }
    }
}

impl<T: Clone> Vintage<T> {
    /// Puts in a month; what was published last counts.
    pub fn put(&mut self, key: (MeasureKey, Period), month: T) {
        self.months.insert(key, month);
    }

    /// What the edition of `reference` sees, by measure and month.
    #[must_use]
    pub fn seen(&self, reference: Period, horizon: &Horizon<'_>) -> BTreeMap<(MeasureKey, Period), T> {
        let seen = self.months.iter().filter(|(key, _)| horizon.seen_from(reference, **key));
        seen.map(|(key, month)| (*key, month.clone())).collect()
    }

    /// Drops what no release from position `next` on looks at, and returns it.
    pub fn forget(&mut self, next: usize, horizon: &Horizon<'_>) -> Vec<((MeasureKey, Period), T)> {
        let gone: Vec<_> = self.months.keys().filter(|key| !horizon.needed_from(next, **key)).copied().collect();
        self.forgotten.extend(gone.iter().copied());
        gone.into_iter().filter_map(|key| Some((key, self.months.remove(&key)?))).collect()
    }

    /// A month that is held.
    #[must_use]
    pub fn get(&self, key: (MeasureKey, Period)) -> Option<&T> {
        self.months.get(&key)
    }

    /// Whether a month was known once and has been dropped: it must be read again before it is revised.
    #[must_use]
    pub fn has_forgotten(&self, key: (MeasureKey, Period)) -> bool {
        self.forgotten.contains(&key) && !self.months.contains_key(&key)
    }

    /// How many months are held.
    #[must_use]
    pub fn len(&self) -> usize {
        self.months.len()
    }

    /// Whether none is held.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.months.is_empty()
    }
}
