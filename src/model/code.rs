//! Codes: unemployment insurance funds and areas, each with its time of validity.

use chrono::{Datelike, NaiveDate};

use super::Period;

/// Place of a fund in [`super::Publication::akasser`]; ordered as the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AkasseKey(pub u16);

/// Place of an area in [`super::Publication::areas`]; ordered as the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaKey(pub u16);

/// Place of a measure in [`super::Publication::measures`]; ordered as the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeasureKey(pub u16);

/// Place of a target in [`super::Publication::targets`]; ordered as the register is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TargetKey(pub u16);

/// One cell of a month's table: which area and which fund.
///
/// `None` means "not broken down by this dimension": all funds together, or a measure that has no areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CellKey {
    /// The area, or `None` when the measure has none.
    pub area: Option<AreaKey>,
    /// The fund, or `None` for all funds together.
    pub akasse: Option<AkasseKey>,
}

/// The days on which a code is in use; open ends are `None`, both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Validity {
    /// First day of use.
    pub from: Option<NaiveDate>,
    /// Last day of use.
    pub to: Option<NaiveDate>,
}

impl Validity {
    /// The month of the first day of use; `None` when it is not known.
    #[must_use]
    pub fn first_month(&self) -> Option<Period> {
        self.from.and_then(|date| Period::new(date.year(), date.month()))
    }

    /// Whether the code is in use on at least one day of the month.
    #[must_use]
    pub fn covers(&self, period: Period) -> bool {
        let month = |date: NaiveDate| Period::new(date.year(), date.month());
        self.from.and_then(month).is_none_or(|from| from <= period)
            && self.to.and_then(month).is_none_or(|to| period <= to)
    }
}

/// An unemployment insurance fund (a-kasse).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Akasse {
    /// Stem used in files and addresses, such as `3f`.
    pub id: String,
    /// Full name, such as `Faglig Fælles A-kasse (3F)`.
    pub name: String,
    /// Name for tables, such as `3F`.
    pub short: String,
    /// Every other spelling that deliveries may use.
    pub aliases: Vec<String>,
    /// When the fund exists.
    pub valid: Validity,
    /// The fund that took over its members.
    pub successor: Option<AkasseKey>,
    /// False for the pseudo-fund of people without insurance.
    pub insured: bool,
    /// Remark for readers; empty when there is none.
    pub note: String,
}

/// What sort of area a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AreaKind {
    /// The whole country.
    Country,
    /// One of the four employment regions of 2007-2014.
    EmploymentRegion,
    /// An administrative region.
    Region,
    /// A regional labour market council's area, 2015-2024 (RAR).
    Rar,
    /// A regional employment council's area, from 2025 (RBR).
    Rbr,
    /// A statistical province (landsdel).
    Landsdel,
    /// A jobcentre: one or several municipalities.
    Jobcentre,
    /// A municipality.
    Municipality,
    /// A named group of areas to compare with; part of no hierarchy of the country.
    Comparator,
}

impl AreaKind {
    /// Every kind with the word it has in files.
    pub const ALL: [(Self, &'static str); 9] = [
        (Self::Country, "country"),
        (Self::EmploymentRegion, "employment_region"),
        (Self::Region, "region"),
        (Self::Rar, "rar"),
        (Self::Rbr, "rbr"),
        (Self::Landsdel, "landsdel"),
        (Self::Jobcentre, "jobcentre"),
        (Self::Municipality, "municipality"),
        (Self::Comparator, "comparator"),
    ];

    /// The word of files.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, word)| word)
    }

    /// The kind a word of files stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
    }
}

/// An area with its memberships.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Stem used in files and addresses, unique across kinds.
    pub id: String,
    /// What sort of area it is.
    pub kind: AreaKind,
    /// Full name, such as `Jobcenter Odense`.
    pub name: String,
    /// Name for tables, such as `Odense`.
    pub short: String,
    /// Official code; empty when there is none.
    pub code: String,
    /// Every other spelling that deliveries may use.
    pub aliases: Vec<String>,
    /// When the area exists.
    pub valid: Validity,
    /// Areas that this one is part of, each for its own time; several hierarchies side by side.
    pub parents: Vec<Membership>,
}

/// That an area is part of another for some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The larger area.
    pub parent: AreaKey,
    /// For how long.
    pub valid: Validity,
}

/// A change among the funds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AkasseEvent {
    /// The first day after the change.
    pub date: NaiveDate,
    /// What happened.
    pub kind: AkasseEventKind,
    /// The funds it happened to.
    pub from: Vec<AkasseKey>,
    /// The fund afterwards.
    pub to: AkasseKey,
    /// The sentence a reader sees.
    pub text: super::Text,
}

impl AkasseEvent {
    /// The first month whose figures show the change: the month of its day. `None` for a day outside all months.
    #[must_use]
    pub fn period(&self) -> Option<Period> {
        Period::new(self.date.year(), self.date.month())
    }

    /// Whether figures of the fund before and after it cannot be compared: a merger, or a move of members, that the
    /// fund is part of. A new name is no break.
    #[must_use]
    pub fn breaks(&self, akasse: AkasseKey) -> bool {
        self.kind != AkasseEventKind::Rename && (self.to == akasse || self.from.contains(&akasse))
    }
}

/// The ways in which funds change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AkasseEventKind {
    /// Funds become one; the series has a break.
    Merger,
    /// A new name; no break.
    Rename,
    /// Some members move; both series have a break.
    PartialTransfer,
}

impl AkasseEventKind {
    /// Every way with its word in files.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Merger, "merger"), (Self::Rename, "rename"), (Self::PartialTransfer, "partial_transfer")];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn validity_counts_whole_months() {
        let valid = Validity { from: None, to: NaiveDate::from_ymd_opt(2020, 12, 31) };
        assert!(valid.covers(Period::new(2020, 12).unwrap()));
        assert!(!valid.covers(Period::new(2021, 1).unwrap()));
        assert!(Validity::default().covers(Period::new(1999, 1).unwrap()));
    }

    #[test]
    fn mergers_and_transfers_break_a_series_and_names_do_not() {
        let event = |kind| AkasseEvent {
            date: NaiveDate::from_ymd_opt(2011, 11, 1).unwrap(),
            kind,
            from: vec![AkasseKey(1)],
            to: AkasseKey(2),
            text: crate::model::Text::default(),
        };
        for (kind, breaks) in [
            (AkasseEventKind::Merger, true),
            (AkasseEventKind::Rename, false),
            (AkasseEventKind::PartialTransfer, true),
        ] {
            let event = event(kind);
            assert_eq!(event.period(), Period::new(2011, 11));
            assert_eq!([1, 2, 3].map(|fund| event.breaks(AkasseKey(fund))), [breaks, breaks, false], "{kind:?}");
        }
    }

    #[test]
    fn kinds_and_words_are_one_to_one() {
        for (kind, word) in AreaKind::ALL {
            assert_eq!(AreaKind::parse(word), Some(kind));
            assert_eq!(kind.word(), word);
        }
    }
}
