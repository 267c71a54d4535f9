//! A measure's revisions: what was first published against what stands now, by the edition that changed it.

mod group;
mod sizes;

use serde::Serialize;

use self::group::{GroupView, akasse, area, groups};
use self::sizes::{count, size_in_text};
use super::made_up::Shown;
use super::whole::Shared;
use crate::compute::revision::{self, Largest, Quality};
use crate::diagnostic::Diagnostic;
use crate::model::measure::Unit;
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
use crate::text::NBSP;
use crate::text::messages::{Messages, say};

/// What `revisions.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct RevisionsView {
    /// The measure's name.
    title: String,
    /// How many figures changed, or that none did.
    lead: String,
    /// How the figures were revised as a whole; none without a change.
    quality: Vec<Fact>,
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
pub(crate) fn link(say: &Messages, shared: &Shared<'_>, here: &Here, key: MeasureKey) -> Option<Link> {
    let (figures, _) = shared.history.revisions.published(key);
    let changed = shared.history.revisions.of(key).count();
    let told = match changed {
        0 => say.text("revision-none").into_owned(),
        _ => say!(say, "revision-some", count = changed),
    };
    let page = here.page(&folder(shared.press.site.publication.measure(key)));
    (figures > 0).then(|| Link::noted(page, say.text("revision-title"), told))
}

fn page(shared: &Shared<'_>, files: &mut FileSet, key: MeasureKey) -> Result<(), Diagnostic> {
    let say = shared.press.say;
    let press = shared.press;
    let publication = press.site.publication;
    let measure = publication.measure(key);
    let here = press.here(folder(measure));
    let quality = revision::quality(&shared.history.revisions, key);
    let view = RevisionsView {
        title: say.of(&measure.short).into_owned(),
        lead: lead(say, &quality),
        quality: if quality.changed == 0 { Vec::new() } else { facts(say, publication, measure, &quality) },
        picture: press.picture(PictureKey::Revisions(key)),
        groups: groups(shared, &here, key),
        measure: Link::new(here.page(&address::measure("", measure)), say.of(&measure.title).into_owned()),
        file: Link::noted(here.to(&format!("api/v1/versions/{}.json", measure.id)), "JSON", say.text("revision-file")),
    };
    let about = About {
        title: say!(say, "revision-page", measure = say.of(&measure.short)),
        description: lead(say, &quality),
        section: Section::Measures,
        way: vec![
            (say.text("word-targets").into_owned(), "maal/".into()),
            (say.of(&measure.short).into_owned(), address::measure("", measure)),
        ],
        banners: shared.banners(listed(shared, key)),
        here,
    };
    press.print(files, "revisions.html", about, &view)
}

/// Every month whose figures the page shows: those that changed, and all that the chart has.
fn listed<'a>(shared: &'a Shared<'_>, key: MeasureKey) -> impl Iterator<Item = Shown> + 'a {
    let has_chart = shared.press.pictures.contains_key(&(shared.press.say.language(), PictureKey::Revisions(key)));
    let changed = shared.history.revisions.of(key).map(move |revised| (key, revised.period));
    changed.chain(has_chart.then(|| months(shared, key)).into_iter().flatten())
}

/// Every month of a measure that is counted.
fn months<'a>(shared: &'a Shared<'_>, key: MeasureKey) -> impl Iterator<Item = Shown> + 'a {
    let of = shared.history.series.range((key, CellKey::default())..).take_while(move |((of, _), _)| *of == key);
    of.flat_map(move |(_, months)| months.keys().map(move |period| (key, *period)))
}

fn lead(say: &Messages, quality: &Quality) -> String {
    match quality.changed {
        0 => say!(say, "revision-lead-none", figures = quality.figures),
        changed => say!(say, "revision-lead", changed = changed, figures = quality.figures),
    }
}

fn facts(say: &Messages, publication: &Publication, measure: &Measure, quality: &Quality) -> Vec<Fact> {
    let mut facts = Vec::new();
    if let Some(percent) = &quality.revised_percent {
        let text = say!(
            say,
            "revision-another-of",
            revised = quality.revised,
            comparable = quality.comparable,
            percent = say.with_unit(&say.at_most(percent, 2), Unit::Percent).replace(NBSP, " "),
        );
        facts.push(Fact::text(say.text("revision-another"), &text));
    }
    if let (Some(all), Some(revised)) = (&quality.over_all, &quality.over_revised) {
        for (term, all, revised, is_signed) in [
            ("revision-mean", &all.mean, &revised.mean, true),
            ("revision-absolute", &all.absolute, &revised.absolute, false),
        ] {
            let (all, revised) =
                (size_in_text(say, all, measure, is_signed), size_in_text(say, revised, measure, is_signed));
            let text = say!(say, "revision-over", all = all, comparable = quality.comparable, revised = revised);
            facts.push(Fact::text(say.text(term), &text));
        }
    }
    if let Some(largest) = &quality.largest {
        facts.push(Fact::text(say.text("revision-largest"), &of_largest(say, publication, measure, largest)));
    }
    if quality.came > 0 {
        facts.push(Fact::text(say.text("revision-came"), &say!(say, "revision-came-of", count = quality.came)));
    }
    if quality.went > 0 {
        facts.push(Fact::text(say.text("revision-went"), &say!(say, "revision-went-of", count = quality.went)));
    }
    facts
}

fn of_largest(say: &Messages, publication: &Publication, measure: &Measure, largest: &Largest) -> String {
    let value = |vintage: &Vintage| vintage.amount.exact().map(|value| say.value(&value, measure));
    let from_to = value(&largest.first).zip(value(&largest.now));
    let whom: Vec<String> =
        [akasse(say, publication, measure, largest.key), area(say, publication, measure, largest.key)]
            .into_iter()
            .flatten()
            .chain([say.month(largest.period)])
            .collect();
    let (size, whom) = (size_in_text(say, &largest.size, measure, true), whom.join(", "));
    match from_to {
        Some((first, now)) => say!(say, "revision-largest-from", size = size, whom = whom, first = first, now = now),
        None => format!("{size}: {whom}"),
    }
}

/// The list of measures with how their figures were revised, for the page of corrections; none without figures.
pub(crate) fn overview(shared: &Shared<'_>, here: &Here) -> Option<Html> {
    let say = shared.press.say;
    let publication = shared.press.site.publication;
    let measures = measures(shared);
    let mut table = Table::new(say, "revisioner", &say.text("revision-overview"), Sorting::Fixed);
    table.columns(&[
        Column::text(say.text("word-measure")),
        Column::number(say.text("revision-published"), ""),
        Column::number(say.text("revision-changed"), ""),
        Column::text(say.text("revision-absolute")),
        Column::text(say.text("revision-largest")),
    ]);
    for key in &measures {
        let measure = publication.measure(*key);
        let quality = revision::quality(&shared.history.revisions, *key);
        let mean = quality.over_all.as_ref().filter(|_| quality.revised > 0).map(|means| &means.absolute);
        let size = |size: Option<&Exact>, is_signed| {
            Cell::Text(
                size.map_or_else(
                    || say.text("calendar-none").into_owned(),
                    |size| size_in_text(say, size, measure, is_signed),
                )
                .into(),
            )
        };
        let any = months(shared, *key).any(|shown| shared.is_made_up(shown));
        let made_up = if any { say.text("revision-made-up").into_owned() } else { String::new() };
        let head = Head::link(say.of(&measure.short), here.page(&folder(measure))).wrapped().remark(made_up);
        table.row(
            &head,
            [
                Cell::number(count(say, quality.figures)),
                Cell::number(count(say, quality.changed)),
                size(mean, false),
                size(quality.largest.as_ref().map(|largest| &largest.size), true),
            ],
        );
    }
    (!measures.is_empty()).then(|| table.finish())
}
