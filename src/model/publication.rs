//! A publication as checked: who publishes, and every list, measure and target it knows.

use std::collections::BTreeSet;

use super::calendar::Calendar;
use super::code::{Akasse, AkasseEvent, AkasseKey, Area, AreaKey, AreaKind, MeasureKey, TargetKey};
use super::measure::{Plausibility, PublishedBy};
use super::watch::WatchRule;
use super::{Format, Language, Measure, Period, Target};

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize, Hash)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "text"))]
pub struct Text {
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
}

/// Everything about a publication that does not change from month to month.
///
/// Lists are sorted by id, so a key's order is the order of ids and does not depend on the order of files.
#[derive(Clone, Debug)]
pub struct Publication {
    /// Name of the publication.
    pub title: Text,
    /// Who publishes.
    pub publisher: String,
    /// The languages of the pages; those of the first lie at the archive's root, others below a folder of their own.
    pub languages: Vec<Language>,
    /// Address of the archive's root, ending in `/`.
    pub base_url: String,
    /// Where readers can write or call.
    pub contact: Contact,
    /// What others may do with the figures.
    pub licence: Licence,
    /// Time zone of dates shown.
    pub time_zone: chrono_tz::Tz,
    /// Time of day at which releases appear, such as `08:00`.
    pub release_hour: String,
    /// What is held back to protect people.
    pub protection: Protection,
    /// What change is too large to pass without a look, where a measure does not say otherwise; measures hold theirs
    /// and these together.
    pub plausibility: Plausibility,
    /// Funds, sorted by id.
    pub akasser: Vec<Akasse>,
    /// Changes among the funds, in time order.
    pub events: Vec<AkasseEvent>,
    /// Areas, sorted by id.
    pub areas: Vec<Area>,
    /// Measures, sorted by id.
    pub measures: Vec<Measure>,
    /// Targets in the register's order.
    pub targets: Vec<Target>,
    /// Announced releases and meetings.
    pub calendar: Calendar,
    /// Rules of the watch list, in the order of the file.
    pub watch_rules: Vec<WatchRule>,
    /// Pairs of area and fund that have pages of their own, sorted.
    pub pairs: Vec<(AreaKey, AkasseKey)>,
    /// In which formats figures are offered, besides JSON and CSV.
    pub formats: BTreeSet<Format>,
}

/// Where readers can write or call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Office or function, never a private person.
    pub name: String,
    /// Mail address.
    pub email: String,
    /// Telephone number, when there is one.
    pub phone: Option<String>,
}

/// The licence of the figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Licence {
    /// SPDX identifier, such as `CC-BY-4.0`.
    pub id: String,
    /// Name for readers.
    pub title: String,
    /// Address of its text.
    pub url: String,
}

/// The publication's rule for what is held back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// Smallest count that is shown: numerator, denominator and what is left between them.
    pub minimum_count: u64,
    /// The same for measures about health and other sensitive matters; never less.
    pub sensitive_minimum_count: u64,
    /// Whether a count of zero is protected too.
    pub zeros_are_sensitive: bool,
    /// How far apart, in persons, the least and the most must be that anybody can work out of a hidden count; `None` =
    /// the smallest count shown, less one.
    pub interval_width: Option<u64>,
    /// Percentages that a hidden share may be said to be at least, or by which at most it may differ from none; ascending,
    /// each from 50 to 99. Empty = hidden shares have no coarser answer.
    pub answers: Vec<u8>,
    /// The rule in plain Danish and English.
    pub text: Text,
}

/// What is held back of one measure's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy<'a> {
    /// Its owner has published these figures: nothing.
    Published(&'a PublishedBy),
    /// What could reveal a person.
    Counts(Counts),
}

/// How small a count, and how narrow an interval, may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// The smallest count that is shown.
    pub minimum: u64,
    /// How far apart the least and the most of a hidden count must be.
    pub width: u64,
    /// Whether a count of zero is protected too.
    pub zeros_are_sensitive: bool,
}

/// A publication without what is announced: its lists, its measures, its targets, and what recurs every year.
///
/// Announcements come and change all the time; the pages of a version are made from this, and so never tell of them.
#[derive(Clone, Debug)]
pub struct Lists(Publication);

impl Lists {
    /// The lists of a publication.
    #[must_use]
    pub fn of(publication: &Publication) -> Self {
        let recurring = publication.calendar.recurring.clone();
        let calendar = Calendar { recurring, ..Calendar::default() };
        Self(Publication { calendar, ..publication.clone() })
    }

    /// The lists as a publication to which nothing is announced.
    #[must_use]
    pub fn publication(&self) -> &Publication {
        &self.0
    }
}

impl Publication {
    /// What is held back of a measure: the strictest of the publication's rule, its own, and, when it follows from another
    /// measure, that one's, since it says as much about people.
    #[must_use]
    pub fn policy<'m>(&self, measure: &'m Measure) -> Policy<'m> {
        let source = measure.derived.map(|derived| self.measure(derived.of));
        let protection = &self.protection;
        let own = |measure: &Measure| {
            let sensitive = if measure.disclosure.sensitive { protection.sensitive_minimum_count } else { 0 };
            measure.disclosure.minimum_count.unwrap_or(0).max(sensitive)
        };
        let of_both = || [Some(measure), source].into_iter().flatten();
        let minimum = of_both().map(own).fold(protection.minimum_count, u64::max);
        let widths = of_both().filter_map(|measure| measure.disclosure.interval_width).chain(protection.interval_width);
        let width = widths.fold(minimum.saturating_sub(1), u64::max);
        let counts = Counts { minimum, width, zeros_are_sensitive: protection.zeros_are_sensitive };
        match &measure.disclosure.published_by {
            Some(published) => Policy::Published(published),
            None => Policy::Counts(counts),
        }
    }

    /// The fund of a key.
    #[must_use]
    pub fn akasse(&self, key: AkasseKey) -> &Akasse {
        &self.akasser[usize::from(key.0)]
    }

    /// The area of a key.
    #[must_use]
    pub fn area(&self, key: AreaKey) -> &Area {
        &self.areas[usize::from(key.0)]
    }

    /// The measure of a key.
    #[must_use]
    pub fn measure(&self, key: MeasureKey) -> &Measure {
        &self.measures[usize::from(key.0)]
    }

    /// The target of a key.
    #[must_use]
    pub fn target(&self, key: TargetKey) -> &Target {
        &self.targets[usize::from(key.0)]
    }

    /// The fund with this id.
    #[must_use]
    pub fn akasse_by_id(&self, id: &str) -> Option<AkasseKey> {
        position(&self.akasser, id, |akasse| &akasse.id).map(AkasseKey)
    }

    /// The area with this id.
    #[must_use]
    pub fn area_by_id(&self, id: &str) -> Option<AreaKey> {
        position(&self.areas, id, |area| &area.id).map(AreaKey)
    }

    /// The measure with this id.
    #[must_use]
    pub fn measure_by_id(&self, id: &str) -> Option<MeasureKey> {
        position(&self.measures, id, |measure| &measure.id).map(MeasureKey)
    }

    /// The target with this id.
    #[must_use]
    pub fn target_by_id(&self, id: &str) -> Option<TargetKey> {
        let at = self.targets.iter().position(|target| target.id == id)?;
        u16::try_from(at).ok().map(TargetKey)
    }

    /// Keys of all measures, in order.
    pub fn measure_keys(&self) -> impl Iterator<Item = MeasureKey> + use<> {
        (0..self.measures.len()).filter_map(|at| u16::try_from(at).ok()).map(MeasureKey)
    }

    /// Keys of all targets, in the register's order.
    pub fn target_keys(&self) -> impl Iterator<Item = TargetKey> + use<> {
        (0..self.targets.len()).filter_map(|at| u16::try_from(at).ok()).map(TargetKey)
    }

    /// Every event that breaks a fund's series, with the first month after it, in time order.
    pub fn breaks_of(&self, akasse: AkasseKey) -> impl Iterator<Item = (Period, &AkasseEvent)> {
        let breaking = self.events.iter().filter(move |event| event.breaks(akasse));
        breaking.filter_map(|event| Some((event.period()?, event)))
    }

    /// The event that breaks a fund's series between two months: `earlier` before it, `later` at or after it.
    #[must_use]
    pub fn event_between(&self, akasse: AkasseKey, earlier: Period, later: Period) -> Option<&AkasseEvent> {
        let mut breaks = self.breaks_of(akasse);
        breaks.find(|(first, _)| earlier < *first && *first <= later).map(|(_, event)| event)
    }

    /// Every larger area that holds `area` in that month, through all hierarchies, ascending and without repeats.
    #[must_use]
    pub fn ancestors(&self, area: AreaKey, period: Period) -> Vec<AreaKey> {
        let mut found = Vec::new();
        let mut open = vec![area];
        while let Some(next) = open.pop() {
            for membership in &self.area(next).parents {
                if membership.valid.covers(period) && !found.contains(&membership.parent) {
                    found.push(membership.parent);
                    open.push(membership.parent);
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// The area of this kind that holds `area` in that month.
    #[must_use]
    pub fn ancestor(&self, area: AreaKey, kind: AreaKind, period: Period) -> Option<AreaKey> {
        self.ancestors(area, period).into_iter().find(|key| self.area(*key).kind == kind)
    }
}

fn position<T>(sorted: &[T], id: &str, id_of: impl Fn(&T) -> &str) -> Option<u16> {
    let at = sorted.binary_search_by(|entry| id_of(entry).cmp(id)).ok()?;
    u16::try_from(at).ok()
}
