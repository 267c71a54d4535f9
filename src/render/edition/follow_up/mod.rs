//! The follow-up page: a summary first, then every target against everyone it binds, whom to meet, how drafts would
//! stand, and what follows from what.

mod drafts;
mod meetings;
mod summary;
mod target;
mod watch;

use serde::Serialize;

use self::meetings::MeetingsView;
use self::target::TargetView;
use self::watch::WatchView;
use super::akasse::way;
use super::head::{self, EditionHead};
use super::headline::{self, Statement};
use super::prepared::Prepared;
use crate::diagnostic::Diagnostic;
use crate::model::code::TargetKey;
use crate::model::edition::{Assessment, Verdict};
use crate::model::{CellKey, FileSet, Target};
use crate::render::address::{self, Here};
use crate::render::edition::embed::{OffersView, party};
use crate::render::frame::{About, Section};
use crate::render::html::Html;
use crate::render::judged;
use crate::render::{consequences, register};
use crate::text::messages::{Messages, say};

/// What `follow_up.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct FollowUpView {
    /// The edition's head.
    head: EditionHead,
    /// The page in a few sentences.
    summary: Vec<Statement>,
    /// How many judgements fell out which way.
    counts: Vec<Count>,
    /// Targets in force: those with figures first, otherwise in the register's order.
    in_force: Vec<TargetView>,
    /// Whom the rules of the watch list point out; empty when the publication has no rules.
    watch: Vec<WatchView>,
    /// Meetings that recur, and those that are announced.
    meetings: MeetingsView,
    /// Drafts as they would stand.
    drafts: Option<Html>,
    /// Targets that follow from others: published and computed.
    consequences: Option<Html>,
    /// Targets of the register that were not in force.
    others: Option<Html>,
    /// What happened to targets, step by step.
    steps: Option<Html>,
    /// The tables, to be shown on other sites.
    embeds: OffersView,
}

/// How many judgements fell out one way.
#[derive(Debug, Serialize)]
pub(crate) struct Count {
    /// The number, as text.
    number: String,
    /// The verdict as a sign and a word.
    verdict: Html,
}

/// Draws the follow-up page.
pub(crate) fn draw(prepared: &Prepared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let say = prepared.press.say;
    let press = prepared.press;
    let folder = address::follow_up(prepared.edition.release.id);
    let here = press.here(folder.clone());
    let month = say.month(prepared.period());
    // A consequence binds nobody, so it stands with the consequences and not among the targets.
    let binds = |one: &&Assessment| !press.site.publication.target(one.target).consequence;
    let in_force: Vec<&Assessment> =
        prepared.edition.assessments.iter().filter(|one| one.verdict != Verdict::NotInForce).filter(binds).collect();
    let mut others: Vec<TargetKey> = prepared
        .edition
        .assessments
        .iter()
        .filter(|one| one.verdict == Verdict::NotInForce)
        .map(|one| one.target)
        .collect();
    others.dedup();
    let begun =
        prepared.press.site.publication.target_keys().filter(|key| {
            prepared.press.site.publication.target(*key).from.is_none_or(|from| from <= prepared.period())
        });
    let view = FollowUpView {
        embeds: party::of_version(
            press,
            &here,
            (&say.text("follow-title"), &prepared.edition.release),
            (&folder, "maal-i-kraft", None),
        ),
        head: EditionHead::new(prepared, &here, &folder),
        summary: summary::statements(prepared, &in_force),
        counts: counts(say, &in_force),
        in_force: in_force_views(prepared, &here, &in_force),
        watch: watch::views(prepared, &here),
        meetings: meetings::view(prepared, &here),
        drafts: drafts::table(prepared, &here),
        consequences: consequences::table(
            press,
            ("foelger", &say.text("follow-consequences")),
            prepared.edition.consequences.iter(),
        ),
        steps: register::steps(press, ("historie", &say.text("follow-history")), begun),
        others: register::table(press, &here, ("ikke-i-kraft", &say!(say, "follow-others", month = &month)), others),
    };
    let about = About {
        title: say.text("follow-title").into_owned(),
        description: say!(say, "follow-about", month = &month),
        section: Section::Editions,
        way: way(prepared),
        banners: head::banners(press, &prepared.edition.release, &here),
        here,
    };
    press.print(files, "follow_up.html", about, &view)
}

fn counts(say: &Messages, in_force: &[&Assessment]) -> Vec<Count> {
    [Verdict::Met, Verdict::NotMet, Verdict::Undecided, Verdict::NoData, Verdict::NoNumericTarget]
        .into_iter()
        .filter_map(|verdict| {
            let count = in_force.iter().filter(|one| one.verdict == verdict).count();
            let number = say.count(u64::try_from(count).ok()?);
            (count > 0).then(|| Count { number, verdict: Html::trusted(judged::verdict_html(say, verdict)) })
        })
        .collect()
}

/// Targets with figures first, since they are what there is to follow up on; otherwise in the register's order.
fn in_force_views(prepared: &Prepared<'_>, here: &Here, in_force: &[&Assessment]) -> Vec<TargetView> {
    let mut targets: Vec<&[&Assessment]> = in_force.chunk_by(|a, b| a.target == b.target).collect();
    targets.sort_by_key(|of_target| of_target.iter().all(|one| one.value.is_none()));
    targets.into_iter().map(|of_target| target::view(prepared, here, of_target)).collect()
}

/// Whom a judgement is about; a target that binds nobody in particular says so in its own words.
fn bound(prepared: &Prepared<'_>, target: &Target, key: CellKey) -> String {
    let say = prepared.press.say;
    let publication = prepared.press.site.publication;
    match (key.area, key.akasse) {
        (None, None) => say.of(&target.binds).into_owned(),
        (Some(area), Some(akasse)) => {
            format!("{}, {}", publication.akasse(akasse).short, publication.area(area).short)
        }
        _ => headline::name(prepared, key),
    }
}

/// The page in this edition of whom a judgement is about, when there is one.
fn page_of(prepared: &Prepared<'_>, here: &Here, key: CellKey) -> Option<String> {
    let publication = prepared.press.site.publication;
    if let Some(akasse) = key.akasse {
        let folder = address::akasse(&prepared.folder, publication.akasse(akasse));
        return prepared.akasse_pages.contains(&akasse).then(|| here.page(&folder));
    }
    let area = key.area.filter(|area| prepared.area_pages.contains(area))?;
    Some(here.page(&address::area(&prepared.folder, publication.area(area))))
}
