//! A month at a glance: each measure's figure for the whole, its changes, its line, and who misses the target.

use std::collections::BTreeMap;

use serde::Serialize;

use super::headline::name;
use super::prepared::{Prepared, PreparedMeasure};
use super::standing::{self, Standing};
use crate::model::code::TargetKey;
use crate::model::edition::{Assessment, Verdict};
use crate::model::{CellKey, MeasureKey};
use crate::render::address::{self, Here};
use crate::render::judged;
use crate::render::words::{self, joined};
use crate::text::messages::say;

/// More names than this are counted instead of listed.
const MOST_NAMES: usize = 6;

/// A measure at a glance.
#[derive(Debug, Serialize)]
pub(crate) struct GlanceView {
    /// Its anchor.
    id: String,
    /// Its name for tables.
    title: String,
    /// Its page in this edition.
    href: String,
    /// Where the figure is from: the area that stands for the whole; empty when that is the country or no area.
    place: String,
    /// How the whole stands; none when there is no figure for the whole.
    standing: Option<Standing>,
    /// Who meets and who misses each target in force, a sentence each.
    targets: Vec<String>,
}

/// The measures that have something to show at a glance; empty when there is but one, since its sentences say it all.
pub(crate) fn views(prepared: &Prepared<'_>, here: &Here) -> Vec<GlanceView> {
    let views: Vec<GlanceView> = prepared.measures.iter().filter_map(|measure| view(prepared, measure, here)).collect();
    if views.len() < 2 { Vec::new() } else { views }
}

fn view(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, here: &Here) -> Option<GlanceView> {
    let say = measure.say;
    let key = CellKey { area: measure.whole?, akasse: None };
    let standing = measure.cells.get(key).map(|_| standing::of(prepared, measure, key));
    let targets = targets(prepared, measure.key);
    if standing.is_none() && targets.is_empty() {
        return None;
    }
    let publication = prepared.press.site.publication;
    Some(GlanceView {
        id: format!("kort-{}", measure.measure.id),
        title: say.of(&measure.measure.short).into_owned(),
        href: here.page(&address::measure(&prepared.folder, measure.measure)),
        place: words::place_of_whole(key.area, publication).to_owned(),
        standing,
        targets,
    })
}

/// Who meets the targets that a measure is judged on, and by name who does not.
fn targets(prepared: &Prepared<'_>, measure: MeasureKey) -> Vec<String> {
    let say = prepared.press.say;
    let publication = prepared.press.site.publication;
    let mut by_target: BTreeMap<TargetKey, Vec<&Assessment>> = BTreeMap::new();
    for one in &prepared.edition.assessments {
        let target = publication.target(one.target);
        let judged = matches!(one.verdict, Verdict::Met | Verdict::NotMet | Verdict::Undecided);
        if judged && target.measure == Some(measure) && !target.consequence {
            by_target.entry(one.target).or_default().push(one);
        }
    }
    let told = by_target.into_iter().map(|(key, all)| {
        let target = publication.target(key);
        let demand = judged::demand(say, target, Some(publication.measure(measure)));
        let of = |verdict: Verdict| all.iter().filter(move |one| one.verdict == verdict);
        let missed: Vec<String> = of(Verdict::NotMet).map(|one| name(prepared, one.key)).collect();
        let met = of(Verdict::Met).count();
        let target = demand.trim_end_matches('.');
        let mut told = say!(say, "edition-meet", met = met, all = all.len(), target = target);
        if !missed.is_empty() {
            told.push(' ');
            told.push_str(&say!(say, "news-missed", names = joined(say, &missed, MOST_NAMES)));
        }
        told
    });
    told.collect()
}
