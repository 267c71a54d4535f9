//! What was published of each figure, edition by edition, and from when a measure is counted in another way.

use std::collections::BTreeMap;

use super::code::{AkasseKey, AreaKey, CellKey, MeasureKey};
use super::{Amount, Bound, Decimal, Exact, Flags, Grid, Missing, Period, ReleaseId};

/// What an edition published of a figure, where it differed from what stood before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vintage {
    /// The edition.
    pub release: ReleaseId,
    /// What it published.
    pub amount: Amount,
    /// The marks on it.
    pub flags: Flags,
}

/// The vintages of figures: all of those that changed, and of the others how many there are.
///
/// Of every figure the first vintage is kept, packed, since a later edition may change it; it takes a few bytes, so that
/// what is kept of a national month is smaller than one of its tables.
#[derive(Clone, Debug, Default)]
pub struct Revisions {
    changed: BTreeMap<(MeasureKey, Period), BTreeMap<CellKey, Vec<Vintage>>>,
    first: BTreeMap<(MeasureKey, Period), Packed>,
}

/// A figure that was published with another content than at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revised<'a> {
    /// The month it is about.
    pub period: Period,
    /// Of which cell.
    pub key: CellKey,
    /// What was published of it, in the order of publication; two at least.
    pub vintages: &'a [Vintage],
}

impl Revised<'_> {
    /// What was published first.
    #[must_use]
    pub fn first(&self) -> Vintage {
        self.vintages[0]
    }

    /// What stands now.
    #[must_use]
    pub fn now(&self) -> Vintage {
        self.vintages[self.vintages.len() - 1]
    }
}

impl Revisions {
    /// Adds what an edition publishes of a month. A figure that it does not have stays as it was.
    pub fn add(&mut self, month: (MeasureKey, Period), release: ReleaseId, figures: &Grid<super::figure::Figure>) {
        let mut first = self.first.get(&month).map(Packed::unpack).unwrap_or_default();
        let changed = self.changed.entry(month).or_default();
        let known = first.len();
        let mut new = Vec::new();
        for (key, figure) in figures.iter() {
            let vintage = Vintage { release, amount: figure.amount, flags: figure.flags };
            let Ok(at) = first.binary_search_by_key(&key, |(key, _)| *key) else {
                new.push((key, vintage));
                continue;
            };
            let last = changed.get(&key).and_then(|vintages| vintages.last()).unwrap_or(&first[at].1);
            if !same(&last.amount, &vintage.amount) {
                changed.entry(key).or_insert_with(|| vec![first[at].1]).push(vintage);
            }
        }
        if changed.is_empty() {
            self.changed.remove(&month);
        }
        first.append(&mut new);
        if first.len() > known {
            first.sort_by_key(|(key, _)| *key);
            self.first.insert(month, Packed::of(&first));
        }
    }

    /// Forgets a month, as when real figures take the place of made-up ones.
    pub fn forget(&mut self, month: (MeasureKey, Period)) {
        self.changed.remove(&month);
        self.first.remove(&month);
    }

    /// The figures of a measure that changed, by month, area and fund.
    pub fn of(&self, measure: MeasureKey) -> impl Iterator<Item = Revised<'_>> {
        let months = self.changed.range((measure, Period::FIRST)..).take_while(move |((of, _), _)| *of == measure);
        months.flat_map(|((_, period), cells)| {
            cells.iter().map(|(key, vintages)| Revised { period: *period, key: *key, vintages })
        })
    }

    /// How many figures of a measure were published, and how many of them had a value at first.
    #[must_use]
    pub fn published(&self, measure: MeasureKey) -> (usize, usize) {
        let months = self.first.range((measure, Period::FIRST)..).take_while(|((of, _), _)| *of == measure);
        months.fold((0, 0), |(figures, values), (_, packed)| (figures + packed.figures, values + packed.values))
    }

    /// The measures that have published figures, ascending.
    #[must_use]
    pub fn measures(&self) -> Vec<MeasureKey> {
        let mut found: Vec<MeasureKey> = self.first.keys().map(|(measure, _)| *measure).collect();
        found.dedup();
        found
    }

    /// What was published first of a figure; `None` when it never was.
    #[must_use]
    pub fn first(&self, month: (MeasureKey, Period), key: CellKey) -> Option<Vintage> {
        if let Some(vintages) = self.changed.get(&month).and_then(|cells| cells.get(&key)) {
            return vintages.first().copied();
        }
        let first = self.first.get(&month)?.unpack();
        first.binary_search_by_key(&key, |(key, _)| *key).ok().map(|at| first[at].1)
    }
}

/// Whether files show the same of both: counts of shares, the value to six decimals, the coarser answer, the reason why
/// there is none. Marks do not count, nor in which form a value was delivered.
#[must_use]
pub fn same(one: &Amount, other: &Amount) -> bool {
    match (one, other) {
        (Amount::Share { .. }, _) | (_, Amount::Share { .. }) | (Amount::Bounded(_), _) | (_, Amount::Bounded(_)) => {
            one == other
        }
        (Amount::Missing(one), Amount::Missing(other)) => one.word() == other.word(),
        _ => published(one) == published(other),
    }
}

/// The value that files show, exactly: all of it, save that a change in percent has six decimals there.
#[must_use]
pub fn published(amount: &Amount) -> Option<Exact> {
    match amount {
        Amount::Change { .. } => amount.exact().map(|value| value.round(6).exact()),
        _ => amount.exact(),
    }
}

/// From which month on a measure is counted in another way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MethodChange {
    /// The first month that is counted anew.
    pub at: Period,
    /// The version that brought it.
    pub release: ReleaseId,
    /// What changed, as the version says it.
    pub reason: String,
}

/// Changes of method by measure, in the order of publication. They hold no figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MethodChanges(BTreeMap<MeasureKey, Vec<MethodChange>>);

impl MethodChanges {
    /// Notes a change; a later version of the same month says it anew.
    pub fn add(&mut self, measure: MeasureKey, change: MethodChange) {
        let changes = self.0.entry(measure).or_default();
        changes.retain(|known| known.at != change.at);
        changes.push(change);
    }

    /// Those of a measure.
    #[must_use]
    pub fn of(&self, measure: MeasureKey) -> &[MethodChange] {
        self.0.get(&measure).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The first vintages of a month's figures in few bytes: cells in order, each with its release, marks and amount.
#[derive(Clone, Debug, Default)]
struct Packed {
    releases: Vec<ReleaseId>,
    bytes: Vec<u8>,
    figures: usize,
    values: usize,
}

impl Packed {
    fn of(vintages: &[(CellKey, Vintage)]) -> Self {
        let mut packed = Self { figures: vintages.len(), ..Self::default() };
        let mut last_area = 0;
        for (key, vintage) in vintages {
            let area = key.area.map_or(0, |area| u128::from(area.0) + 1);
            packed.put(area - last_area);
            last_area = area;
            packed.put(key.akasse.map_or(0, |akasse| u128::from(akasse.0) + 1));
            let known = packed.releases.iter().position(|release| *release == vintage.release);
            let release = known.unwrap_or_else(|| {
                packed.releases.push(vintage.release);
                packed.releases.len() - 1
            });
            packed.put(release as u128);
            packed.bytes.push(vintage.flags.bits());
            packed.amount(&vintage.amount);
            packed.values += usize::from(vintage.amount.missing().is_none());
        }
        packed.bytes.shrink_to_fit();
        packed
    }

    fn amount(&mut self, amount: &Amount) {
        let (tag, numbers): (u8, [u128; 2]) = match *amount {
            Amount::Count(count) => (0, [count.into(), 0]),
            Amount::Share { numerator, denominator } => (1, [numerator.into(), denominator.into()]),
            Amount::Signed(difference) => (2, [zigzag(difference.into()), 0]),
            Amount::Change { now, then } => (3, [now.into(), then.into()]),
            Amount::Rounded(decimal) => (4, [zigzag(decimal.scaled), decimal.decimals.into()]),
            Amount::Bounded(Bound::AtLeast(percent)) => (5, [percent.into(), 0]),
            Amount::Bounded(Bound::AtMost(percent)) => (6, [percent.into(), 0]),
            Amount::Missing(Missing::Incomplete(parts)) => (7, [parts.into(), 0]),
            Amount::Missing(reason) => {
                let at = Missing::DELIVERED.iter().position(|(known, _)| *known == reason);
                (8, [at.unwrap_or_default() as u128, 0])
            }
        };
        self.bytes.push(tag);
        self.put(numbers[0]);
        if matches!(tag, 1 | 3 | 4) {
            self.put(numbers[1]);
        }
    }

    /// Seven bits a byte, the low ones first; all but the last byte have the eighth set.
    fn put(&mut self, mut number: u128) {
        while number >= 0x80 {
            self.bytes.push((number & 0x7f) as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    fn unpack(&self) -> Vec<(CellKey, Vintage)> {
        let mut bytes = Reader { bytes: self.bytes.iter() };
        let mut area = 0;
        let mut vintages = Vec::with_capacity(self.figures);
        while let Some(step) = bytes.number() {
            area += step;
            let Some(vintage) = self.vintage(area, &mut bytes) else { break };
            vintages.push(vintage);
        }
        vintages
    }

    fn vintage(&self, area: u128, bytes: &mut Reader<'_>) -> Option<(CellKey, Vintage)> {
        let key = |number: u128| number.checked_sub(1).and_then(|number| u16::try_from(number).ok());
        let key = CellKey { area: key(area).map(AreaKey), akasse: key(bytes.number()?).map(AkasseKey) };
        let release = *self.releases.get(usize::try_from(bytes.number()?).ok()?)?;
        let flags = Flags::from_bits(bytes.byte()?);
        Some((key, Vintage { release, flags, amount: bytes.amount()? }))
    }
}

struct Reader<'a> {
    bytes: std::slice::Iter<'a, u8>,
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        self.bytes.next().copied()
    }

    fn number(&mut self) -> Option<u128> {
        let mut number = 0;
        for shift in (0..128).step_by(7) {
            let byte = self.byte()?;
            number |= u128::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        Some(number)
    }

    fn small<T: TryFrom<u128>>(&mut self) -> Option<T> {
        T::try_from(self.number()?).ok()
    }

    fn amount(&mut self) -> Option<Amount> {
        Some(match self.byte()? {
            0 => Amount::Count(self.small()?),
            1 => Amount::Share { numerator: self.small()?, denominator: self.small()? },
            2 => Amount::Signed(i64::try_from(unzigzag(self.number()?)).ok()?),
            3 => Amount::Change { now: self.small()?, then: self.small()? },
            4 => Amount::Rounded(Decimal { scaled: unzigzag(self.number()?), decimals: self.small()? }),
            5 => Amount::Bounded(Bound::AtLeast(self.small()?)),
            6 => Amount::Bounded(Bound::AtMost(self.small()?)),
            7 => Amount::Missing(Missing::Incomplete(self.small()?)),
            _ => Amount::Missing(Missing::DELIVERED.get(self.small::<usize>()?)?.0),
        })
    }
}

/// A signed number as one without a sign, small ones staying small.
fn zigzag(number: i128) -> u128 {
    ((number << 1) ^ (number >> 127)).cast_unsigned()
}

fn unzigzag(number: u128) -> i128 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::figure::Figure;
    use proptest::prelude::*;

    fn cell(area: u16, akasse: Option<u16>) -> CellKey {
        CellKey { area: Some(AreaKey(area)), akasse: akasse.map(AkasseKey) }
    }

    fn release(version: u16) -> ReleaseId {
        ReleaseId { period: Period::new(2021, 9).unwrap(), version }
    }

    fn any_amount() -> impl Strategy<Value = Amount> {
        prop_oneof![
            any::<u64>().prop_map(Amount::Count),
            (any::<u64>(), any::<u64>()).prop_map(|(numerator, denominator)| Amount::Share { numerator, denominator }),
            any::<i64>().prop_map(Amount::Signed),
            (any::<u64>(), any::<u64>()).prop_map(|(now, then)| Amount::Change { now, then }),
            (any::<i128>(), any::<u8>()).prop_map(|(scaled, decimals)| Amount::Rounded(Decimal { scaled, decimals })),
            any::<u8>().prop_map(|percent| Amount::Bounded(Bound::AtLeast(percent))),
            any::<u8>().prop_map(|percent| Amount::Bounded(Bound::AtMost(percent))),
            any::<u32>().prop_map(|parts| Amount::Missing(Missing::Incomplete(parts))),
            (0..Missing::DELIVERED.len()).prop_map(|at| Amount::Missing(Missing::DELIVERED[at].0)),
        ]
    }

    proptest! {
        #[test]
        fn what_is_packed_comes_out_again(
            cells in proptest::collection::btree_map(
                (proptest::option::of(any::<u16>()), proptest::option::of(any::<u16>())),
                (any_amount(), 1_u16..4, 0_u8..16),
                0..40,
            ),
        ) {
            let vintages: Vec<(CellKey, Vintage)> = cells
                .into_iter()
                .map(|((area, akasse), (amount, version, bits))| {
                    let key = CellKey { area: area.map(AreaKey), akasse: akasse.map(AkasseKey) };
                    (key, Vintage { release: release(version), amount, flags: Flags::from_bits(bits) })
                })
                .collect();
            let packed = Packed::of(&vintages);
            prop_assert_eq!(packed.unpack(), vintages.clone());
            prop_assert_eq!(packed.figures, vintages.len());
        }
    }

    #[test]
    fn a_figure_has_a_vintage_for_each_edition_that_published_something_else() {
        let month = (MeasureKey(0), Period::new(2021, 9).unwrap());
        let mut revisions = Revisions::default();
        let mut add = |version, cells: &[(CellKey, Amount)]| {
            let figures = cells.iter().map(|(key, amount)| (*key, Figure::delivered(*amount, Flags::default())));
            revisions.add(month, release(version), &Grid::from_cells(figures.collect()));
        };
        let share = |numerator| Amount::Share { numerator, denominator: 40 };
        let (hidden, answer) = (Amount::Missing(Missing::Suppressed), Amount::Bounded(Bound::AtLeast(95)));
        add(1, &[(cell(1, None), share(30)), (cell(1, Some(2)), hidden), (cell(2, None), Amount::Count(5))]);
        add(2, &[(cell(1, None), share(30)), (cell(1, Some(2)), answer), (cell(3, None), Amount::Count(7))]);
        add(3, &[(cell(1, None), hidden), (cell(1, Some(2)), answer), (cell(3, None), Amount::Count(8))]);
        add(4, &[(cell(1, None), share(15))]);
        let told: Vec<(CellKey, Vec<(u16, Amount)>)> = revisions
            .of(MeasureKey(0))
            .map(|one| (one.key, one.vintages.iter().map(|at| (at.release.version, at.amount)).collect()))
            .collect();
        assert_eq!(
            told,
            [
                (cell(1, None), vec![(1, share(30)), (3, hidden), (4, share(15))]),
                (cell(1, Some(2)), vec![(1, hidden), (2, answer)]),
                (cell(3, None), vec![(2, Amount::Count(7)), (3, Amount::Count(8))]),
            ]
        );
        assert_eq!(revisions.published(MeasureKey(0)), (4, 3));
        assert_eq!(revisions.first(month, cell(2, None)).unwrap().amount, Amount::Count(5));
        assert_eq!(revisions.first(month, cell(1, None)).unwrap().amount, share(30));
        assert_eq!(revisions.first(month, cell(9, None)), None);
        revisions.forget(month);
        assert_eq!((revisions.of(MeasureKey(0)).count(), revisions.published(MeasureKey(0))), (0, (0, 0)));
    }

    #[test]
    fn a_figure_that_never_changed_takes_a_few_bytes() {
        let cells = (0..94).flat_map(|area| (0..24).map(move |akasse| (area, akasse))).map(|(area, akasse)| {
            let denominator = 40 + u64::from((area * 7 + akasse * 13) % 2_000);
            let share = Amount::Share { numerator: denominator * 3 / 4, denominator };
            (cell(area, Some(akasse)), Figure::delivered(share, Flags::default()))
        });
        let figures = Grid::from_cells(cells.collect());
        let month = (MeasureKey(0), Period::new(2021, 9).unwrap());
        let mut revisions = Revisions::default();
        revisions.add(month, release(1), &figures);
        revisions.add(month, release(2), &figures);
        let bytes = revisions.first[&month].bytes.len();
        assert!(bytes <= 10 * figures.len(), "{bytes} bytes for {} figures", figures.len());
        assert!(revisions.changed.is_empty());
    }

    #[test]
    fn the_same_is_what_files_show_the_same() {
        let rounded = |scaled, decimals| Amount::Rounded(Decimal { scaled, decimals });
        let share = |numerator, denominator| Amount::Share { numerator, denominator };
        for (one, other, is_same) in [
            (Amount::Count(5), rounded(50, 1), true),
            (rounded(33, 0), rounded(330, 1), true),
            (rounded(33, 0), rounded(331, 1), false),
            (share(1, 2), share(2, 4), false),
            (share(1, 2), rounded(50, 0), false),
            (Amount::Missing(Missing::Incomplete(1)), Amount::Missing(Missing::Incomplete(2)), true),
            (Amount::Missing(Missing::Suppressed), Amount::Bounded(Bound::AtLeast(95)), false),
            (Amount::Missing(Missing::Suppressed), Amount::Missing(Missing::NotReceived), false),
            (Amount::Missing(Missing::NotReceived), Amount::Count(0), false),
            (Amount::Change { now: 1, then: 3 }, Amount::Change { now: 2, then: 6 }, true),
            (Amount::Change { now: 1, then: 3 }, Amount::Change { now: 2, then: 3 }, false),
        ] {
            assert_eq!((same(&one, &other), same(&other, &one)), (is_same, is_same), "{one:?} {other:?}");
        }
    }
}
