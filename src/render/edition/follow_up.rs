//! The follow-up page: every target against everyone it binds.

use serde::Serialize;

use super::akasse::way;
use super::head::{self, EditionHead};
use super::headline;
use super::prepared::Prepared;
use crate::diagnostic::Diagnostic;
use crate::model::code::TargetKey;
use crate::model::edition::{Assessment, Verdict};
use crate::model::{CellKey, FileSet, Measure, Target};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::frame::{About, Section};
use crate::render::html::Html;
use crate::render::judged;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::{register, words};
use crate::text::{date, number};

/// What `follow_up.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct FollowUpView {
    /// The edition's head.
    head: EditionHead,
    /// How many judgements fell out which way.
    counts: Vec<Count>,
    /// Targets in force, in the register's order.
    in_force: Vec<TargetView>,
    /// Targets of the register that were not in force.
    others: Option<Html>,
}

/// A target in force.
#[derive(Debug, Serialize)]
pub(crate) struct TargetView {
    /// Its anchor.
    id: String,
    /// Its title.
    title: String,
    /// The page of the measure it is judged on; none when it has none.
    href: Option<String>,
    /// Its class, and what it asks.
    remark: String,
    /// Everyone it binds: figure, verdict, margin, trend, what next month must be.
    table: Html,
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
    let press = prepared.press;
    let folder = address::follow_up(prepared.edition.release.id);
    let here = Here::new(folder.clone());
    let month = date::month(prepared.period());
    let in_force: Vec<&Assessment> =
        prepared.edition.assessments.iter().filter(|one| one.verdict != Verdict::NotInForce).collect();
    let mut others: Vec<TargetKey> = prepared
        .edition
        .assessments
        .iter()
        .filter(|one| one.verdict == Verdict::NotInForce)
        .map(|one| one.target)
        .collect();
    others.dedup();
    let view = FollowUpView {
        head: EditionHead::new(prepared, &here, &folder),
        counts: counts(&in_force),
        in_force: in_force_views(prepared, &here, &in_force),
        others: register::table(
            press,
            &here,
            ("ikke-i-kraft", &format!("Mål, der ikke var i kraft i {month}")),
            others,
        ),
    };
    let about = About {
        title: "Opfølgning på mål".into(),
        description: format!("Alle mål, og hvordan det gik dem, de gælder, i {month}."),
        section: Section::Editions,
        way: way(prepared),
        banners: head::banners(press, &prepared.edition.release, &here),
        here,
    };
    press.print(files, "follow_up.html", about, &view)
}

fn counts(in_force: &[&Assessment]) -> Vec<Count> {
    [Verdict::Met, Verdict::NotMet, Verdict::Undecided, Verdict::NoData, Verdict::NoNumericTarget]
        .into_iter()
        .filter_map(|verdict| {
            let count = in_force.iter().filter(|one| one.verdict == verdict).count();
            let number = number::count(u64::try_from(count).ok()?);
            (count > 0).then(|| Count { number, verdict: Html::trusted(judged::verdict_html(verdict)) })
        })
        .collect()
}

fn in_force_views(prepared: &Prepared<'_>, here: &Here, in_force: &[&Assessment]) -> Vec<TargetView> {
    in_force.chunk_by(|a, b| a.target == b.target).map(|of_target| target_view(prepared, here, of_target)).collect()
}

fn target_view(prepared: &Prepared<'_>, here: &Here, judged: &[&Assessment]) -> TargetView {
    let press = prepared.press;
    let key = judged[0].target;
    let target = press.site.publication.target(key);
    let measure = target.measure.map(|key| press.site.publication.measure(key));
    let demand = words::capital(&judged::demand(target, measure));
    let mut table = Table::new(&format!("tal-{}", key.0), &target.title.da, Sorting::Fixed);
    table.columns(&columns(prepared, target, measure));
    for one in judged {
        let label = bound(prepared, target, one.key);
        let head = match page_of(prepared, here, one.key) {
            Some(href) => Head::link(&label, href),
            None => Head::text(&label),
        };
        table.row(&head, cells(prepared, target, one));
    }
    TargetView {
        id: format!("maal-{}", target.id),
        title: target.title.da.clone(),
        href: target.measure.map(|key| here.page(&press.measure_folder(key))),
        remark: format!("{}: {}", words::target_class(target.class), demand),
        table: table.finish(),
    }
}

fn columns(prepared: &Prepared<'_>, target: &Target, measure: Option<&Measure>) -> [Column; 6] {
    let unit = measure.map(|measure| judged::unit(target, measure));
    let value = unit.map_or("", number::unit_in_heading);
    let change = unit.map_or("", number::unit_of_change);
    let period = prepared.period();
    [
        Column::text("Hvem målet gælder"),
        Column::number("Tal", value),
        Column::text("Status"),
        Column::number("Afstand til målet", change),
        Column::number(format!("Ændring siden {}", date::month_name(period.plus(-1).month())), change),
        Column::number(format!("Kræves i {}", date::month(period.plus(1))), value),
    ]
}

fn cells(prepared: &Prepared<'_>, target: &Target, one: &Assessment) -> [Cell; 5] {
    let decimals = prepared.judged_decimals(one.target);
    let measure: Option<&Measure> = target.measure.map(|key| prepared.press.site.publication.measure(key));
    [
        judged::value_cell(one, decimals),
        judged::verdict_cell(one.verdict),
        judged::margin_cell(one, decimals),
        judged::trend_cell(one, decimals),
        measure.map_or(Cell::Missing(words::NOT_ASKED), |measure| judged::required_cell(one, measure)),
    ]
}

/// Whom a judgement is about; a target that binds nobody in particular says so in its own words.
fn bound(prepared: &Prepared<'_>, target: &Target, key: CellKey) -> String {
    let publication = prepared.press.site.publication;
    match (key.area, key.akasse) {
        (None, None) => target.binds.da.clone(),
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
