//! An area's page in an edition: a jobcentre with all funds side by side, or a larger area with what it holds; beside it
//! every larger area that holds it.

use serde::Serialize;

use super::akasse::way;
use super::beside;
use super::embed::{OffersView, party};
use super::family::Families;
use super::front::{FileRow, data_files};
use super::head::{self, EditionHead};
use super::pair;
use super::prepared::{Prepared, PreparedMeasure};
use super::standing::{self, Standing};
use super::tables::{self, Lines, Whose};
use crate::diagnostic::Diagnostic;
use crate::model::{AreaKey, AreaKind, CellKey, FileSet};
use crate::render::address::{self, Here};
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::words;
use crate::text::messages::{Messages, say};

/// What `edition_area.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct AreaView {
    /// The edition's head.
    head: EditionHead,
    /// Whether the page is printed on one sheet, without what goes beyond it: for areas of one jobcentre.
    sheet: bool,
    /// The area's full name.
    name: String,
    /// The area's short name.
    short: String,
    /// Measures down: figure, change, target, verdict; none when there is only one measure.
    overview: Option<Html>,
    /// Funds down, measures across; none when no measure has funds here.
    matrix: Option<Html>,
    /// How the area stands as a whole in each measure.
    parts: Vec<PartView>,
    /// Areas that it held that month: areas down, measures across, a table for each kind; empty when it held none.
    within: Vec<Html>,
    /// Funds that the area has a page together with.
    pairs: Vec<Link>,
    /// Larger areas it belonged to that month, with their pages.
    parents: Vec<Link>,
    /// The way to the area's page outside editions; none when it has none.
    evergreen: Option<String>,
    /// The figures as files.
    files: Vec<FileRow>,
    /// The tables and charts, to be shown on other sites.
    embeds: OffersView,
}

/// A measure on an area's page.
#[derive(Debug, Serialize)]
pub(crate) struct PartView {
    /// Its anchor.
    id: String,
    /// Its name for tables.
    title: String,
    /// Its page in this edition.
    href: String,
    /// How the area stands.
    standing: Standing,
    /// The area beside its larger areas; none when it has none with a figure.
    beside: Option<Html>,
}

/// Draws an area's page.
pub(crate) fn draw(
    prepared: &Prepared<'_>,
    files: &mut FileSet,
    key: AreaKey,
    families: &Families,
) -> Result<(), Diagnostic> {
    let say = prepared.press.say;
    let press = prepared.press;
    let area = press.site.publication.area(key);
    let here = press.here(address::area(&prepared.folder, area));
    let month = say.month(prepared.period());
    let caption = say!(say, "edition-area-funds", area = &area.short, month = &month);
    let parts: Vec<PartView> =
        prepared.measures.iter().filter_map(|measure| part(prepared, measure, &here, (key, families))).collect();
    let overview = tables::overview(prepared, Whose::Area(key), tables::on_page);
    let piece = match (overview.is_some(), parts.is_empty()) {
        (true, _) => "alle-noegletal",
        (false, false) => "samlet",
        (false, true) => "side-om-side",
    };
    let evergreen = press.area_folder(key);
    let release = &prepared.edition.release;
    let view = AreaView {
        embeds: party::of_version(press, &here, (&area.short, release), (here.folder(), piece, evergreen.as_deref())),
        head: EditionHead::new(prepared, &here, ""),
        sheet: matches!(area.kind, AreaKind::Jobcentre | AreaKind::Municipality),
        name: area.name.clone(),
        short: area.short.clone(),
        overview,
        matrix: prepared
            .measures
            .iter()
            .any(|measure| measure.measure.by_akasse)
            .then(|| tables::matrix(say, prepared, &here, Some(key), (&caption, Lines::Left)))
            .flatten(),
        parts,
        within: within(prepared, &here, key, families),
        pairs: pair::links(prepared, &here, |(area, _)| area == key),
        parents: parents(prepared, &here, families.above(key)),
        evergreen: evergreen.map(|folder| here.page(&folder)),
        files: files_of(say, prepared, &here, key),
    };
    let about = About {
        title: area.name.clone(),
        description: say!(say, "edition-area-about", area = &area.name, month = &month),
        section: Section::Editions,
        way: way(prepared),
        banners: head::banners(press, &prepared.edition.release, &here),
        here,
    };
    press.print(files, "edition_area.html", about, &view)
}

fn part(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    here: &Here,
    (area, families): (AreaKey, &Families),
) -> Option<PartView> {
    let say = prepared.press.say;
    let key = CellKey { area: Some(area), akasse: None };
    measure.cells.get(key)?;
    Some(PartView {
        id: format!("maal-{}", measure.measure.id),
        title: say.of(&measure.measure.short).into_owned(),
        href: here.page(&address::measure(&prepared.folder, measure.measure)),
        standing: standing::of(prepared, measure, key),
        beside: beside(prepared, measure, here, (area, families)),
    })
}

/// The area as a whole beside every larger area that held it that month.
fn beside(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    here: &Here,
    (own, families): (AreaKey, &Families),
) -> Option<Html> {
    let say = prepared.press.say;
    let publication = prepared.press.site.publication;
    let row = |key: AreaKey| {
        let area = publication.area(key);
        let href = (key != own).then(|| here.page(&address::area(&prepared.folder, area)));
        beside::Row { label: area.name.clone(), href, key: CellKey { area: Some(key), akasse: None } }
    };
    let rows: Vec<beside::Row> = std::iter::once(own).chain(families.above(own).iter().copied()).map(row).collect();
    let month = say.month(prepared.period());
    let caption = format!("{}, {month}", say.of(&measure.measure.short));
    let id = format!("ved-siden-af-{}", measure.measure.id);
    beside::table(prepared, measure, (&id, &caption), &publication.area(own).short, &rows)
}

/// The areas it held, as tables; none for what holds nothing.
fn within(prepared: &Prepared<'_>, here: &Here, key: AreaKey, families: &Families) -> Vec<Html> {
    let say = prepared.press.say;
    let held = families.within(prepared, key);
    if held.is_empty() {
        return Vec::new();
    }
    let month = say.month(prepared.period());
    let caption = say!(say, "edition-area-within", month = month);
    tables::areas_matrix(prepared, here, None, &caption, Some(&held)).unwrap_or_default()
}

fn parents(prepared: &Prepared<'_>, here: &Here, above: &[AreaKey]) -> Vec<Link> {
    let say = prepared.press.say;
    let publication = prepared.press.site.publication;
    let link = |key: &AreaKey| {
        let area = publication.area(*key);
        let note = if area.kind == AreaKind::Country { "".into() } else { words::area_kind(say, area.kind) };
        Link::noted(here.page(&address::area(&prepared.folder, area)), area.name.clone(), note)
    };
    above.iter().map(link).collect()
}

fn files_of(say: &Messages, prepared: &Prepared<'_>, here: &Here, key: AreaKey) -> Vec<FileRow> {
    let area = prepared.press.site.publication.area(key);
    let mut rows = Vec::new();
    if area.kind == AreaKind::Jobcentre {
        let folder = address::release_files(prepared.edition.release.id);
        let own =
            Link::noted(here.to(&format!("{folder}jobcenter/{}.json", area.id)), "JSON", say.text("edition-file-all"));
        rows.push(FileRow { label: area.short.clone(), links: vec![own] });
    }
    rows.extend(data_files(say, prepared, here));
    rows
}
