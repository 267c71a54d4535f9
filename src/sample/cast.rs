//! Who delivers in a sample, and when.

use super::corrections::{self, Corrections};
use super::lists::{self, Row};
use super::setting::{self, SampleMeasure};
use super::{Sample, SampleMeasures};
use crate::model::Period;

/// One who delivers.
#[derive(Clone, Debug)]
pub(super) struct Player {
    /// Code.
    pub(super) id: String,
    /// Name for sentences.
    pub(super) name: String,
    from: Option<Period>,
    to: Option<Period>,
    successor: Option<String>,
}

impl Player {
    fn of(row: &Row<'_>) -> Self {
        let successor = row.get("successor");
        Self {
            id: row.get("id").to_owned(),
            name: row.get("short").to_owned(),
            from: lists::beginning(row.get("valid_from")),
            to: lists::month(row.get("valid_to")),
            successor: (!successor.is_empty()).then(|| successor.to_owned()),
        }
    }

    fn made_up(id: String) -> Self {
        Self { name: lists::title(&id), id, from: None, to: None, successor: None }
    }

    /// Whether it exists in a month.
    pub(super) fn plays(&self, period: Period) -> bool {
        self.from.is_none_or(|from| from <= period) && self.to.is_none_or(|to| period <= to)
    }

    /// Whether it exists in any of some months.
    fn plays_between(&self, first: Period, last: Period) -> bool {
        self.from.is_none_or(|from| from <= last) && self.to.is_none_or(|to| first <= to)
    }
}

/// Everyone who delivers, and what they deliver.
pub(super) struct Cast {
    /// All who deliver by area in any month, in the order of the list.
    pub(super) all_areas: Vec<Player>,
    /// Funds that deliver in any month: those of the last one in the order of the list, then those merged into them.
    pub(super) all_akasser: Vec<Player>,
    /// Whether the areas are municipalities instead of jobcentres.
    pub(super) municipalities: bool,
    /// The measures delivered.
    pub(super) measures: Vec<&'static SampleMeasure>,
    /// First month.
    pub(super) first: Period,
    /// Last month.
    pub(super) last: Period,
    /// Where chance starts.
    pub(super) seed: u64,
    /// What is put right, when it is asked for how often.
    pub(super) corrections: Option<Corrections>,
}

impl Cast {
    /// Real jobcentres and funds first, made-up ones where they do not suffice.
    ///
    /// # Errors
    /// A sentence about a region that has no municipalities, or about more corrections than fit.
    pub(super) fn choose(sample: &Sample) -> Result<Self, String> {
        let size = sample.size;
        let (first, last) = (sample.last.plus(1 - i32::from(size.months)), sample.last);
        let reform = Period::new(2007, 1).unwrap_or(Period::FIRST);
        if sample.deliveries_only && first < reform {
            return Err(format!(
                "the first month is {first}, and the areas of real code lists begin in {reform}: ask for fewer months"
            ));
        }
        let areas = match &sample.region {
            Some(region) => municipalities(region, last)?,
            None => jobcentres(size.jobcentres, first, last),
        };
        let core = |measure: &&SampleMeasure| sample.measures == SampleMeasures::All || measure.core;
        let mut cast = Self {
            all_areas: areas,
            all_akasser: akasser(size.akasser, first, last),
            municipalities: sample.region.is_some(),
            measures: setting::MEASURES.iter().filter(core).collect(),
            first,
            last,
            seed: size.seed,
            corrections: None,
        };
        cast.corrections = sample.corrections.map(|count| corrections::plan(&cast, count)).transpose()?;
        Ok(cast)
    }

    /// The areas of a month.
    pub(super) fn areas(&self, period: Period) -> impl Iterator<Item = &Player> {
        self.all_areas.iter().filter(move |player| player.plays(period))
    }

    /// The funds of a month.
    pub(super) fn akasser(&self, period: Period) -> impl Iterator<Item = &Player> {
        self.all_akasser.iter().filter(move |player| player.plays(period))
    }

    /// Funds of the sample that have been merged into another by that month.
    pub(super) fn merged_into<'a>(&'a self, akasse: &'a str, period: Period) -> impl Iterator<Item = &'a Player> {
        let gone = move |player: &&Player| player.to.is_some_and(|to| to < period);
        self.all_akasser.iter().filter(gone).filter(move |player| player.successor.as_deref() == Some(akasse))
    }

    /// The funds that stand first, for targets that bind some by name.
    pub(super) fn first_akasser(&self, count: usize) -> impl Iterator<Item = &str> {
        self.akasser(self.last).take(count).map(|player| player.id.as_str())
    }
}

/// The first jobcentres of the list until there are enough in the last month; those that ended inside the months and
/// stand before them in the list come along.
fn jobcentres(count: u16, first: Period, last: Period) -> Vec<Player> {
    let list = lists::areas();
    let real = list.rows().filter(|row| row.get("kind") == "jobcentre").map(|row| Player::of(&row));
    let real: Vec<Player> = real.filter(|player| player.plays_between(first, last)).collect();
    enough(real, count, last, "proeveby")
}

/// The first funds of the list until there are enough in the last month, and those that were merged into them.
fn akasser(count: u16, first: Period, last: Period) -> Vec<Player> {
    let list = lists::akasser();
    let real = list.rows().filter(|row| row.get("insured") == "yes").map(|row| Player::of(&row));
    let real: Vec<Player> = real.filter(|player| player.plays_between(first, last)).collect();
    let (ended, living): (Vec<Player>, Vec<Player>) = real.into_iter().partition(|player| !player.plays(last));
    let mut chosen = enough(living, count, last, "proevekasse");
    // A chain of mergers ends in one who is chosen; the list is short, so one round for each of them does.
    for _ in 0..ended.len() {
        let joins = |player: &&Player| {
            let known = |id: &str| chosen.iter().any(|other| other.id == id);
            player.successor.as_deref().is_some_and(known) && !known(&player.id)
        };
        let Some(next) = ended.iter().find(joins).cloned() else { break };
        chosen.push(next);
    }
    chosen
}

fn enough(real: Vec<Player>, count: u16, last: Period, stem: &str) -> Vec<Player> {
    let mut chosen = Vec::new();
    let mut left = count;
    for player in real {
        if left == 0 {
            break;
        }
        left -= u16::from(player.plays(last));
        chosen.push(player);
    }
    chosen.extend((1..=left).map(|number| Player::made_up(format!("{stem}_{number:03}"))));
    chosen
}

fn municipalities(region: &str, last: Period) -> Result<Vec<Player>, String> {
    let (areas, members) = (lists::areas(), lists::members());
    let holds = |row: &Row<'_>| {
        let from = lists::beginning(row.get("valid_from")).is_none_or(|from| from <= last);
        from && lists::month(row.get("valid_to")).is_none_or(|to| last <= to)
    };
    let of_region = members.rows().filter(|row| row.get("parent") == region && holds(row));
    let inside: Vec<String> = of_region.map(|row| row.get("child").to_owned()).collect();
    let found: Vec<Player> = areas
        .rows()
        .filter(|row| row.get("kind") == "municipality" && inside.iter().any(|id| id == row.get("id")))
        .map(|row| Player::of(&row))
        .collect();
    if found.is_empty() {
        let known = areas.rows().filter(|row| row.get("kind") == "region").map(|row| row.get("id").to_owned());
        let known = known.collect::<Vec<_>>().join(", ");
        return Err(format!("no municipality is part of {region} in {last}; regions are {known}"));
    }
    Ok(found)
}
