//! A fund's page in an edition.

use serde::Serialize;

use super::embed::{OffersView, party};
use super::front::{FULL_MEASURES, FileRow, data_files};
use super::head::{self, EditionHead};
use super::months::{self, Bars};
use super::pair;
use super::prepared::{Prepared, PreparedMeasure};
use super::standing::{self, Standing};
use super::tables::{self, Whose};
use crate::diagnostic::Diagnostic;
use crate::model::{AkasseKey, CellKey, FileSet};
use crate::render::address::{self, Here};
use crate::render::continued::{self, ContinuedView};
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::picture::PlateView;
use crate::render::picture::map::{self, Numbers};
use crate::render::words;
use crate::text::messages::{Messages, say};

/// What `edition_akasse.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct AkasseView {
    /// The edition's head.
    head: EditionHead,
    /// The fund's full name.
    name: String,
    /// The fund's short name.
    short: String,
    /// Measures down: figure, change, target, verdict; none when there is only one measure.
    overview: Option<Html>,
    /// Its measures.
    parts: Vec<PartView>,
    /// The first of its measures that has areas, on the tile map; its numbers stand in the tables of areas.
    map: Option<PlateView>,
    /// Areas down, measures across, a table for each kind of area; empty when no measure has areas.
    areas: Vec<Html>,
    /// The way to the fund's page outside editions.
    evergreen: String,
    /// The other funds of the edition.
    others: Vec<Link>,
    /// Areas that the fund has a page together with.
    pairs: Vec<Link>,
    /// The figures as files.
    files: Vec<FileRow>,
    /// The tables and charts, to be shown on other sites.
    embeds: OffersView,
}

/// A measure on a fund's page.
#[derive(Debug, Serialize)]
pub(crate) struct PartView {
    /// Its anchor.
    id: String,
    /// Its title.
    title: String,
    /// Its page in this edition.
    href: String,
    /// How the fund stands.
    standing: Standing,
    /// Month by month.
    months: Html,
    /// What came before it took over others; none when it took over none, or nothing is known of it.
    before: Option<ContinuedView>,
}

/// Draws a fund's page.
pub(crate) fn draw(prepared: &Prepared<'_>, files: &mut FileSet, key: AkasseKey) -> Result<(), Diagnostic> {
    let say = prepared.press.say;
    let press = prepared.press;
    let akasse = press.site.publication.akasse(key);
    let here = press.here(address::akasse(&prepared.folder, akasse));
    let month = say.month(prepared.period());
    let parts: Vec<PartView> =
        prepared.measures.iter().filter_map(|measure| part(prepared, measure, &here, key)).collect();
    let overview = tables::overview(prepared, Whose::Fund(key), tables::on_page);
    let piece = match (&overview, parts.first()) {
        (None, Some(part)) => part.id.clone(),
        _ => "alle-noegletal".to_owned(),
    };
    let evergreen = press.akasse_folder(key);
    let release = &prepared.edition.release;
    let view = AkasseView {
        embeds: party::of_version(press, &here, (&akasse.short, release), (here.folder(), &piece, Some(&evergreen))),
        head: EditionHead::new(prepared, &here, ""),
        name: akasse.name.clone(),
        short: akasse.short.clone(),
        overview,
        parts,
        map: prepared.measures.iter().find_map(|measure| {
            let link = |area| map::page(prepared, &here, area);
            map::draw(prepared, measure, &here, Some(key), (Numbers::Beside, &link))
        }),
        areas: tables::areas_matrix(
            prepared,
            &here,
            Some(key),
            &say!(say, "edition-fund-areas", fund = &akasse.short, month = &month),
            None,
        )
        .unwrap_or_default(),
        evergreen: here.page(&evergreen),
        others: others(prepared, &here, key),
        pairs: pair::links(prepared, &here, |(_, akasse)| akasse == key),
        files: files_of(say, prepared, &here, key),
    };
    let about = About {
        title: akasse.short.clone(),
        description: say!(say, "edition-party-about", name = &akasse.name, month = &month),
        section: Section::Editions,
        way: way(prepared),
        banners: head::banners(press, &prepared.edition.release, &here),
        here,
    };
    press.print(files, "edition_akasse.html", about, &view)
}

/// The steps to a page of an edition.
pub(crate) fn way(prepared: &Prepared<'_>) -> Vec<(String, String)> {
    let say = prepared.press.say;
    let month = words::capital(&say.month(prepared.period()));
    let version = prepared.edition.release.id.version;
    vec![
        (say.text("word-releases").into_owned(), "udgivelser/".into()),
        (say!(say, "word-month-version", month = month, version = version), prepared.folder.clone()),
    ]
}

fn part(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, here: &Here, akasse: AkasseKey) -> Option<PartView> {
    let say = prepared.press.say;
    let area = measure.whole?;
    let key = CellKey { area, akasse: Some(akasse) };
    if !measure.has(key) {
        return None;
    }
    let id = format!("maal-{}", measure.measure.id);
    let bars = if prepared.measures.len() > FULL_MEASURES { Bars::Left } else { Bars::Drawn };
    Some(PartView {
        title: measure.named(&say.of(&measure.measure.title), prepared.press),
        href: here.page(&address::measure(&prepared.folder, measure.measure)),
        standing: standing::of(prepared, measure, key),
        months: months::of_cell(prepared, measure, key, bars),
        before: measure.figures.continued.get(&key).and_then(|continuation| {
            continued::view(prepared.press, (measure.with_methods(), &measure.measure.id), akasse, continuation)
        }),
        id,
    })
}

fn others(prepared: &Prepared<'_>, here: &Here, own: AkasseKey) -> Vec<Link> {
    let publication = prepared.press.site.publication;
    let link = |key: AkasseKey| {
        let akasse = publication.akasse(key);
        Link::new(here.page(&address::akasse(&prepared.folder, akasse)), akasse.short.clone())
    };
    prepared.akasse_pages.iter().copied().filter(|key| *key != own).map(link).collect()
}

fn files_of(say: &Messages, prepared: &Prepared<'_>, here: &Here, key: AkasseKey) -> Vec<FileRow> {
    let akasse = prepared.press.site.publication.akasse(key);
    let folder = address::release_files(prepared.edition.release.id);
    let own =
        Link::noted(here.to(&format!("{folder}a-kasse/{}.json", akasse.id)), "JSON", say.text("edition-file-all"));
    let mut rows = vec![FileRow { label: akasse.short.clone(), links: vec![own] }];
    rows.extend(data_files(say, prepared, here));
    rows
}
