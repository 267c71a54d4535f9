//! From what a delivery writes to the fund or area it means.

use std::borrow::Cow;

use super::spelling::fold;
use crate::diagnostic::did_you_mean;
use crate::model::code::Membership;
use crate::model::{Akasse, AkasseKey, Area, AreaKey, AreaKind, Period, Publication};

/// Every spelling of every fund and area, built once per run.
///
/// Letters' size, spaces at the ends, repeated and unbreakable spaces make no difference.
#[derive(Clone, Debug)]
pub struct Lookup<'a> {
    publication: &'a Publication,
    akasser: Vec<Entry<'a, AkasseKey>>,
    areas: Vec<Entry<'a, AreaKey>>,
}

/// A spelling; sorted by what is compared, then ids before other spellings, then by key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry<'a, K> {
    folded: Cow<'a, str>,
    rank: Rank,
    key: K,
    written: &'a str,
}

/// How sure it is that a spelling means this code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Id,
    Name,
}

/// Why a text gives no area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaProblem {
    /// No area is written like this.
    Unknown,
    /// There is such an area, but it is of a kind that is not accepted, or does not exist in that month.
    NotValid,
}

impl<'a> Lookup<'a> {
    /// The spellings of a publication.
    #[must_use]
    pub fn new(publication: &'a Publication) -> Self {
        let akasser = entries(&publication.akasser, AkasseKey, akasse_spellings);
        let areas = entries(&publication.areas, AreaKey, area_spellings);
        Self { publication, akasser, areas }
    }

    /// The fund that a text means, whatever the month; of several with one spelling, the one that exists longest.
    #[must_use]
    pub fn akasse(&self, text: &str) -> Option<AkasseKey> {
        let found = matching(&self.akasser, text);
        let last_day = |key: AkasseKey| self.publication.akasse(key).valid.to.unwrap_or(chrono::NaiveDate::MAX);
        let id = found.first().filter(|entry| entry.rank == Rank::Id);
        // The reverse lets the first of equals win, so the order of the list decides and nothing else.
        id.or_else(|| found.iter().rev().max_by_key(|entry| last_day(entry.key))).map(|entry| entry.key)
    }

    /// The fund that a text means in a month. When none with that spelling exists then, it is the one that
    /// [`Lookup::akasse`] gives, so the caller can say that it does not exist in that month.
    #[must_use]
    pub fn akasse_in(&self, text: &str, period: Period) -> Option<AkasseKey> {
        let found = matching(&self.akasser, text);
        let valid = found.iter().find(|entry| self.publication.akasse(entry.key).valid.covers(period));
        valid.map(|entry| entry.key).or_else(|| self.akasse(text))
    }

    /// The area that a text means in a month, of one of the accepted kinds (any kind when none is named).
    ///
    /// An id, written as it is, goes before everything; of what several kinds share, the kind that is named first.
    ///
    /// # Errors
    /// [`AreaProblem`]
    pub fn area(&self, text: &str, kinds: &[AreaKind], period: Period) -> Result<AreaKey, AreaProblem> {
        let found = matching(&self.areas, text);
        if found.is_empty() {
            return Err(AreaProblem::Unknown);
        }
        let preference = |entry: &&Entry<'_, AreaKey>| {
            let area = self.publication.area(entry.key);
            let place = if kinds.is_empty() { Some(0) } else { kinds.iter().position(|kind| *kind == area.kind) };
            let is_id = entry.rank == Rank::Id && entry.written == text.trim();
            place.filter(|_| area.valid.covers(period)).map(|place| (!is_id, place, entry.rank, entry.key))
        };
        let best = found.iter().filter_map(|entry| preference(&entry)).min();
        best.map(|(.., key)| key).ok_or(AreaProblem::NotValid)
    }

    /// The part of an area that a text means as well: an area of another accepted kind that lies in it in that month,
    /// such as the municipality of the same name as its jobcentre.
    #[must_use]
    pub fn part_of(&self, whole: AreaKey, text: &str, kinds: &[AreaKind], period: Period) -> Option<AreaKey> {
        let lies_in_it = |part: AreaKey| {
            let area = self.publication.area(part);
            let part_of = |membership: &Membership| membership.parent == whole && membership.valid.covers(period);
            kinds.contains(&area.kind) && area.valid.covers(period) && area.parents.iter().any(part_of)
        };
        matching(&self.areas, text).iter().map(|entry| entry.key).filter(|key| lies_in_it(*key)).min()
    }

    /// The spelling of a fund that is nearest to a text, when one is near.
    #[must_use]
    pub fn suggest_akasse(&self, text: &str) -> Option<&'a str> {
        did_you_mean(text, self.akasser.iter().map(|entry| entry.written))
    }

    /// The spelling of an area of one of these kinds (any kind when none is named) that is nearest to a text.
    #[must_use]
    pub fn suggest_area(&self, text: &str, kinds: &[AreaKind]) -> Option<&'a str> {
        let accepted = |key: AreaKey| kinds.is_empty() || kinds.contains(&self.publication.area(key).kind);
        did_you_mean(text, self.areas.iter().filter(|entry| accepted(entry.key)).map(|entry| entry.written))
    }
}

fn entries<'a, T, K: Copy + Ord>(
    list: &'a [T],
    key: fn(u16) -> K,
    spellings: fn(&'a T) -> Vec<&'a str>,
) -> Vec<Entry<'a, K>> {
    let mut entries = Vec::new();
    // Lists have at most as many entries as a key can tell apart.
    for (number, entry) in (0..=u16::MAX).zip(list) {
        for (at, written) in spellings(entry).into_iter().enumerate() {
            let rank = if at == 0 { Rank::Id } else { Rank::Name };
            let folded = fold(written);
            if !folded.is_empty() {
                entries.push(Entry { folded, rank, key: key(number), written });
            }
        }
    }
    entries.sort_unstable();
    entries.dedup_by(|later, earlier| later.folded == earlier.folded && later.key == earlier.key);
    entries
}

/// Every spelling, the id first.
fn akasse_spellings(akasse: &Akasse) -> Vec<&str> {
    let Akasse { id, name, short, aliases, valid: _, successor: _, insured: _, note: _ } = akasse;
    [id, short, name].into_iter().chain(aliases).map(String::as_str).collect()
}

/// Every spelling, the id first.
fn area_spellings(area: &Area) -> Vec<&str> {
    let Area { id, kind: _, name, short, code, aliases, valid: _, parents: _ } = area;
    [id, short, name, code].into_iter().chain(aliases).map(String::as_str).collect()
}

fn matching<'l, 'a, K>(entries: &'l [Entry<'a, K>], text: &str) -> &'l [Entry<'a, K>] {
    let folded = fold(text);
    let start = entries.partition_point(|entry| *entry.folded < *folded);
    let length = entries[start..].partition_point(|entry| entry.folded == folded);
    &entries[start..start + length]
}
