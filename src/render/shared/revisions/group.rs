//! The changes that one edition made, as a table.

use std::collections::BTreeMap;

use serde::Serialize;

use super::sizes::fine;
use crate::compute::revision::{self, NoSize};
use crate::model::catalogue::CatalogueEntry;
use crate::model::figure::Figure;
use crate::model::measure::Unit;
use crate::model::release::ReleaseClass;
use crate::model::revision::{Revised, Vintage};
use crate::model::{CellKey, Exact, Flags, Language, Measure, MeasureKey, Missing, Publication, ReleaseId};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::figure_key;
use crate::render::frame::Link;
use crate::render::html::Html;
use crate::render::shared::whole::Shared;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::{Messages, say};
use crate::text::symbol;
use crate::text::version;

/// Changes of one edition that a page lists; of more the largest are shown and the file has them all.
const LISTED: usize = 100;

/// Editions whose changes stand open; those of earlier ones are folded.
const OPEN: usize = 3;

/// The changes that one edition made.
#[derive(Debug, Serialize)]
pub(crate) struct GroupView {
    /// Its name on the page.
    id: String,
    /// Month and version.
    title: String,
    /// The way to it.
    edition: Link,
    /// When it appeared, and of which sort it is.
    about: String,
    /// Why it changed figures.
    reason: String,
    /// The figures.
    table: Html,
    /// How many more there are in the file; empty when all are listed.
    rest: String,
    /// Whether it stands open.
    open: bool,
}

/// The name of a figure's fund, where the measure has any.
pub(super) fn akasse(say: &Messages, publication: &Publication, measure: &Measure, key: CellKey) -> Option<String> {
    let name = key
        .akasse
        .map_or_else(|| say.text("word-all-funds"), |akasse| publication.akasse(akasse).short.as_str().into());
    measure.by_akasse.then(|| name.into_owned())
}

/// The name of a figure's area, where the measure has any.
pub(super) fn area(say: &Messages, publication: &Publication, measure: &Measure, key: CellKey) -> Option<String> {
    let name =
        key.area.map_or_else(|| say.text("word-area-country"), |area| publication.area(area).short.as_str().into());
    (!measure.areas.is_empty()).then(|| name.into_owned())
}

/// The figures that changed, by the edition that made the last change, newest first.
pub(super) fn groups(shared: &Shared<'_>, here: &Here, key: MeasureKey) -> Vec<GroupView> {
    let mut by_edition: BTreeMap<ReleaseId, Vec<Revised<'_>>> = BTreeMap::new();
    for revised in shared.history.revisions.of(key) {
        by_edition.entry(revised.now().release).or_default().push(revised);
    }
    let mut entries: Vec<&CatalogueEntry> = shared.press.site.catalogue.entries.iter().collect();
    entries.retain(|entry| by_edition.contains_key(&entry.release.id));
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.release.published, entry.release.id)));
    let of_entry = |(place, entry): (usize, &&CatalogueEntry)| {
        let changes = by_edition.remove(&entry.release.id).unwrap_or_default();
        group(shared, here, key, (entry, changes, place < OPEN))
    };
    entries.iter().enumerate().map(of_entry).collect()
}

fn group(
    shared: &Shared<'_>,
    here: &Here,
    key: MeasureKey,
    (entry, mut changes, open): (&CatalogueEntry, Vec<Revised<'_>>, bool),
) -> GroupView {
    let say = shared.press.say;
    let publication = shared.press.site.publication;
    let measure = publication.measure(key);
    let release = &entry.release;
    let all = changes.len();
    if all > LISTED {
        // Those without a size come first: a figure that came or went is more than a change.
        changes.sort_by_key(|revised| match revision::of_figure(revised) {
            Ok(size) => (true, std::cmp::Reverse(size.abs())),
            Err(_) => (false, std::cmp::Reverse(Exact::whole(0))),
        });
        changes.truncate(LISTED);
        changes.sort_by_key(|revised| (revised.period, revised.key));
    }
    let id = release.id.path().replace('/', "-");
    let month = words::capital(&say.month(release.id.period));
    let title = say!(say, "word-month-version", month = month, version = release.id.version);
    let when = say.moment(release.published, publication.time_zone);
    let about = say!(say, "revision-about", class = version::class(say, release.class), when = when);
    GroupView {
        edition: Link::new(here.page(&address::measure(&address::edition(release.id), measure)), title.clone()),
        about: if entry.under_embargo { format!("{about} {}", say.text("frame-embargo-lead")) } else { about },
        reason: reason(say, release.class, &release.reason),
        table: table(shared, here, key, (&id, &title, release.id, &changes)),
        rest: match all - changes.len() {
            0 => String::new(),
            rest => say!(say, "revision-rest", shown = LISTED, rest = rest),
        },
        open,
        title,
        id,
    }
}

fn reason(say: &Messages, class: ReleaseClass, reason: &str) -> String {
    match class {
        ReleaseClass::First if reason.is_empty() => say.text("revision-with-month").into_owned(),
        _ => say.danish(reason).into_owned(),
    }
}

fn table(
    shared: &Shared<'_>,
    here: &Here,
    key: MeasureKey,
    (id, title, release, changes): (&str, &str, ReleaseId, &[Revised<'_>]),
) -> Html {
    let say = shared.press.say;
    let publication = shared.press.site.publication;
    let measure = publication.measure(key);
    let caption = say!(say, "revision-changed-in", measure = say.of(&measure.short), title = in_sentence(say, title));
    let mut table =
        Table::new(say, &format!("tal-{id}"), &caption, Sorting::Fixed).key(&figure_key::of_measure(measure));
    let unit = say.unit_in_heading(measure.unit);
    let of_change = match measure.unit {
        Unit::Percent | Unit::PercentagePoints => say.text("unit-points-heading"),
        other => say.unit_in_heading(other),
    };
    let mut columns = vec![Column::text(say.text("word-a-month"))];
    columns.extend(measure.by_akasse.then(|| Column::text(say.text("word-akasse"))));
    columns.extend((!measure.areas.is_empty()).then(|| Column::text(say.text("word-place"))));
    columns.extend([
        Column::number(say.text("revision-first"), unit.clone()),
        Column::number(say.text("revision-now"), unit).key(format!("r:{}", release.path())),
        Column::number(say.text("revision-change"), of_change),
        Column::text(say.text("revision-direction")),
        Column::text(say.text("revision-first-in")),
    ]);
    table.columns(&columns);
    for revised in changes {
        let month = words::capital(&say.month(revised.period));
        let names = [figure_key::of_period(revised.period), figure_key::of_cell(publication, revised.key)];
        let head = Head::text(&month).key(names.join(" ").trim_end().to_owned());
        table.row(&head, cells(say, publication, here, measure, revised));
    }
    table.finish()
}

/// A title in the middle of a sentence; English months keep their capital.
fn in_sentence(say: &Messages, title: &str) -> String {
    let mut letters = title.chars();
    match letters.next() {
        Some(first) if say.language() == Language::Danish => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}

fn cells(
    say: &Messages,
    publication: &Publication,
    here: &Here,
    measure: &Measure,
    revised: &Revised<'_>,
) -> Vec<Cell> {
    let (first, now) = (revised.first(), revised.now());
    let figure = |vintage: Vintage| {
        let figure = Figure::delivered(vintage.amount, Flags::default());
        Cell::of_figure(say, &figure, measure)
    };
    let size = revision::of_figure(revised);
    let change = match &size {
        Ok(size) => Cell::number(say.signed(fine(size, measure))),
        Err(NoSize::HiddenBefore | NoSize::MissingBefore) => no_size(&first),
        Err(NoSize::HiddenNow | NoSize::MissingNow) => no_size(&now),
    };
    let first_in = first.release;
    let label = say!(say, "word-month-version", month = say.month_short(first_in.period), version = first_in.version);
    let href = here.page(&address::measure(&address::edition(first_in), measure));
    let names = [akasse(say, publication, measure, revised.key), area(say, publication, measure, revised.key)];
    let mut cells: Vec<Cell> = names.into_iter().flatten().map(|name| Cell::Text(name.into())).collect();
    cells.extend([
        figure(first),
        figure(now),
        change,
        Cell::Text(direction(say, revised, &size).into()),
        Cell::Link { href, label },
    ]);
    cells
}

/// Why there is no size: the sign of the figure that has no value.
fn no_size(vintage: &Vintage) -> Cell {
    vintage.amount.missing().map_or_else(Cell::absent, |reason| Cell::Missing(symbol::of_missing(reason)))
}

/// Which way a figure went, in words, and how often it changed.
fn direction(say: &Messages, revised: &Revised<'_>, size: &Result<Exact, NoSize>) -> String {
    let now = revised.now().amount.missing();
    let way = match (size, now) {
        (Ok(size), _) if size.is_zero() => "revision-way-same",
        (Ok(size), _) if size.is_negative() => "revision-way-lower",
        (Ok(_), _) => "revision-way-higher",
        (Err(NoSize::HiddenBefore), None) => "revision-way-shown-now",
        (Err(NoSize::HiddenBefore), Some(Missing::Suppressed)) => "revision-way-other-answer",
        (Err(NoSize::HiddenBefore), Some(_)) => "revision-way-hidden-gone",
        (Err(NoSize::MissingBefore), None) => "revision-way-added",
        (Err(NoSize::MissingBefore), Some(Missing::Suppressed)) => "revision-way-missing-hidden",
        (Err(NoSize::MissingBefore), Some(_)) => "revision-way-other-reason",
        (Err(NoSize::HiddenNow), _) => "revision-way-now-hidden",
        (Err(NoSize::MissingNow), _) => "revision-way-gone",
    };
    match revised.vintages.len() - 1 {
        1 => say.text(way).into_owned(),
        times => say!(say, "revision-times", way = say.text(way), times = times),
    }
}
