//! A measure's revisions: what was first published against what stands now, by the edition that changed it.

mod by_month;
mod group;
mod sizes;

use serde::Serialize;

use self::group::{GroupView, akasse, area, groups};
use self::sizes::{count, size_in_text};
use super::made_up::Shown;
use super::whole::Shared;
use crate::compute::revision::{self, Largest, Quality};
use crate::diagnostic::Diagnostic;
use crate::model::picture::PictureKey;
use crate::model::revision::Vintage;
use crate::model::{CellKey, Exact, FileSet, Measure, MeasureKey, Publication};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::facts::Fact;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::press::PictureView;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::text::{date, number};

/// What `revisions.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct RevisionsView {
    /// The measure's name.
    title: String,
    /// How many figures changed, or that none did.
    lead: String,
    /// How the figures were revised as a whole; none without a change.
    quality: Vec<Fact>,
    /// The revisions by the month they are about, with a small picture of each month's range; none without a change.
    months: Option<Html>,
    /// The chart of what was first published against what stands now, where the measure's total was revised.
    picture: Option<PictureView>,
    /// The changes by the edition that made the last of them, newest first.
    groups: Vec<GroupView>,
    /// The measure's page.
    measure: Link,
    /// All vintages as a file.
    file: Link,
}

/// Draws a page for each measure that has figures.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    for key in measures(shared) {
        page(shared, files, key)?;
    }
    Ok(())
}

/// Measures that have such a page.
fn measures(shared: &Shared<'_>) -> Vec<MeasureKey> {
    let mut found = shared.history.revisions.measures();
    found.retain(|key| shared.press.measures.contains(key));
    found
}

/// The folder of a measure's page of revisions.
pub(crate) fn folder(measure: &Measure) -> String {
    format!("{}revisioner/", address::measure("", measure))
}

/// The way to a measure's page of revisions; none while it has no figures.
pub(crate) fn link(shared: &Shared<'_>, here: &Here, key: MeasureKey) -> Option<Link> {
    let (figures, _) = shared.history.revisions.published(key);
    let changed = shared.history.revisions.of(key).count();
    let told = if changed == 0 { "ingen tal er ændret".into() } else { format!("{} tal er ændret", count(changed)) };
    let page = here.page(&folder(shared.press.site.publication.measure(key)));
    (figures > 0).then(|| Link::noted(page, "Først offentliggjort mod nu", told))
}

fn page(shared: &Shared<'_>, files: &mut FileSet, key: MeasureKey) -> Result<(), Diagnostic> {
    let press = shared.press;
    let publication = press.site.publication;
    let measure = publication.measure(key);
    let here = Here::new(folder(measure));
    let quality = revision::quality(&shared.history.revisions, key);
    let view = RevisionsView {
        title: measure.short.da.clone(),
        lead: lead(&quality),
        quality: if quality.changed == 0 { Vec::new() } else { facts(publication, measure, &quality) },
        months: by_month::table(shared.history.revisions.of(key), measure),
        picture: press.picture(PictureKey::Revisions(key)),
        groups: groups(shared, &here, key),
        measure: Link::new(here.page(&address::measure("", measure)), measure.title.da.clone()),
        file: Link::noted(
            here.to(&format!("api/v1/versions/{}.json", measure.id)),
            "JSON",
            "alle ændrede tal, udgave for udgave",
        ),
    };
    let about = About {
        title: format!("{}: først offentliggjort mod nu", measure.short.da),
        description: lead(&quality),
        section: Section::Measures,
        way: vec![("Mål".into(), "maal/".into()), (measure.short.da.clone(), address::measure("", measure))],
        banners: shared.banners(listed(shared, key)),
        here,
    };
    press.print(files, "revisions.html", about, &view)
}

/// Every month whose figures the page shows: those that changed, and all that the chart has.
fn listed<'a>(shared: &'a Shared<'_>, key: MeasureKey) -> impl Iterator<Item = Shown> + 'a {
    let has_chart = shared.press.pictures.contains_key(&PictureKey::Revisions(key));
    let changed = shared.history.revisions.of(key).map(move |revised| (key, revised.period));
    changed.chain(has_chart.then(|| months(shared, key)).into_iter().flatten())
}

/// Every month of a measure that is counted.
fn months<'a>(shared: &'a Shared<'_>, key: MeasureKey) -> impl Iterator<Item = Shown> + 'a {
    let of = shared.history.series.range((key, CellKey::default())..).take_while(move |((of, _), _)| *of == key);
    of.flat_map(move |(_, months)| months.keys().map(move |period| (key, *period)))
}

fn lead(quality: &Quality) -> String {
    let figures = count(quality.figures);
    match quality.changed {
        0 => format!("Ingen af de {figures} offentliggjorte tal er ændret, siden de først kom ud."),
        changed => format!("{} af {figures} offentliggjorte tal er ændret, siden de først kom ud.", count(changed)),
    }
}

fn facts(publication: &Publication, measure: &Measure, quality: &Quality) -> Vec<Fact> {
    let mut facts = Vec::new();
    let comparable = count(quality.comparable);
    if let Some(percent) = &quality.revised_percent {
        let (revised, percent) = (count(quality.revised), number::at_most(percent, 2));
        let text = format!("{revised} af {comparable} tal, der har en værdi både først og nu ({percent} pct.)");
        facts.push(Fact::text("Anden værdi nu", &text));
    }
    if let (Some(all), Some(revised)) = (&quality.over_all, &quality.over_revised) {
        for (term, all, revised, is_signed) in [
            ("Gennemsnitlig revision", &all.mean, &revised.mean, true),
            ("Gennemsnitlig absolut revision", &all.absolute, &revised.absolute, false),
        ] {
            let (all, revised) = (size_in_text(all, measure, is_signed), size_in_text(revised, measure, is_signed));
            facts.push(Fact::text(term, &format!("{all} over alle {comparable} tal, {revised} over de ændrede alene")));
        }
    }
    if let Some(largest) = &quality.largest {
        facts.push(Fact::text("Største revision", &of_largest(publication, measure, largest)));
    }
    if quality.came > 0 {
        facts.push(Fact::text("Kom til senere", &format!("{} tal, der først var uden værdi", count(quality.came))));
    }
    if quality.went > 0 {
        let text = format!("{} tal, der først havde en værdi og ikke har det nu", count(quality.went));
        facts.push(Fact::text("Har ikke længere en værdi", &text));
    }
    facts
}

fn of_largest(publication: &Publication, measure: &Measure, largest: &Largest) -> String {
    let value = |vintage: &Vintage| vintage.amount.exact().map(|value| number::value(&value, measure));
    let from_to =
        value(&largest.first).zip(value(&largest.now)).map(|(first, now)| format!(" (fra {first} til {now})"));
    let whom: Vec<String> = [akasse(publication, measure, largest.key), area(publication, measure, largest.key)]
        .into_iter()
        .flatten()
        .chain([date::month(largest.period)])
        .collect();
    format!("{}: {}{}", size_in_text(&largest.size, measure, true), whom.join(", "), from_to.unwrap_or_default())
}

/// The list of measures with how their figures were revised, for the page of corrections; none without figures.
pub(crate) fn overview(shared: &Shared<'_>, here: &Here) -> Option<Html> {
    let publication = shared.press.site.publication;
    let measures = measures(shared);
    let mut table = Table::new("revisioner", "Først offentliggjort mod nu, nøgletal for nøgletal", Sorting::Fixed);
    table.columns(&[
        Column::text("Nøgletal"),
        Column::number("Offentliggjorte tal", ""),
        Column::number("Ændrede tal", ""),
        Column::text("Gennemsnitlig absolut revision"),
        Column::text("Største revision"),
    ]);
    for key in &measures {
        let measure = publication.measure(*key);
        let quality = revision::quality(&shared.history.revisions, *key);
        let mean = quality.over_all.as_ref().filter(|_| quality.revised > 0).map(|means| &means.absolute);
        let size = |size: Option<&Exact>, is_signed| {
            Cell::Text(size.map_or_else(|| "ingen".into(), |size| size_in_text(size, measure, is_signed).into()))
        };
        let made_up = if months(shared, *key).any(|shown| shared.is_made_up(shown)) { "med opdigtede tal" } else { "" };
        let head = Head::link(&measure.short.da, here.page(&folder(measure))).wrapped().remark(made_up.into());
        table.row(
            &head,
            [
                Cell::number(count(quality.figures)),
                Cell::number(count(quality.changed)),
                size(mean, false),
                size(quality.largest.as_ref().map(|largest| &largest.size), true),
            ],
        );
    }
    (!measures.is_empty()).then(|| table.finish())
}
