//! The page that an area and a fund have together in an edition: two parties at one table.

use serde::Serialize;

use super::akasse::way;
use super::beside::{self, Row};
use super::family::Families;
use super::head::{self, EditionHead};
use super::months::{self, Bars};
use super::prepared::{Prepared, PreparedMeasure};
use super::standing::{self, Standing};
use super::tables::ALL_AKASSER;
use crate::diagnostic::Diagnostic;
use crate::model::{AkasseKey, AreaKey, CellKey, FileSet, Missing};
use crate::render::address::{self, Here};
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::text::messages::say;
use crate::text::symbol;

/// An area and a fund.
pub(crate) type Pair = (AreaKey, AkasseKey);

/// What `edition_pair.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct PairView {
    /// The edition's head.
    head: EditionHead,
    /// The two together: `3F i Jobcenter Odense`.
    name: String,
    /// Their measures; empty when the version has no figure of the two.
    parts: Vec<PartView>,
    /// The area's page and the fund's page in this edition.
    parties: Vec<Link>,
    /// The way to their page outside editions; none when they have none.
    evergreen: Option<String>,
}

/// A measure on the page of a pair.
#[derive(Debug, Serialize)]
pub(crate) struct PartView {
    /// Its anchor.
    id: String,
    /// Its title.
    title: String,
    /// Its page in this edition.
    href: String,
    /// How the two stand.
    standing: Standing,
    /// Why their figure is not shown; empty when it is.
    hidden: String,
    /// The two beside all funds of the area, the fund in larger areas, and the whole.
    beside: Option<Html>,
    /// Month by month.
    months: Html,
}

/// The pairs with pages that an edition has figures of, of those that `wanted` holds for.
pub(crate) fn of(prepared: &Prepared<'_>, wanted: impl Fn(Pair) -> bool) -> Vec<Pair> {
    let pairs = prepared.press.site.publication.pairs.iter().copied().filter(|pair| wanted(*pair));
    let has = |pair: &Pair| prepared.measures.iter().any(|measure| measure.has(cell(*pair)));
    pairs.filter(has).collect()
}

/// Links to the pages of some pairs, each named after both.
pub(crate) fn links(prepared: &Prepared<'_>, here: &Here, wanted: impl Fn(Pair) -> bool) -> Vec<Link> {
    let publication = prepared.press.site.publication;
    let link = |(area, akasse): Pair| {
        let folder = address::pair(&prepared.folder, publication.area(area), publication.akasse(akasse));
        Link::new(here.page(&folder), name(prepared, (area, akasse)))
    };
    of(prepared, wanted).into_iter().map(link).collect()
}

fn cell((area, akasse): Pair) -> CellKey {
    CellKey { area: Some(area), akasse: Some(akasse) }
}

fn name(prepared: &Prepared<'_>, (area, akasse): Pair) -> String {
    let publication = prepared.press.site.publication;
    say!(prepared.press.say, "word-pair", fund = &publication.akasse(akasse).short, area = &publication.area(area).name,)
}

/// Draws the page of a pair.
pub(crate) fn draw(
    prepared: &Prepared<'_>,
    files: &mut FileSet,
    pair: Pair,
    families: &Families,
) -> Result<(), Diagnostic> {
    let say = prepared.press.say;
    let press = prepared.press;
    let publication = press.site.publication;
    let (area, akasse) = (publication.area(pair.0), publication.akasse(pair.1));
    let here = press.here(address::pair(&prepared.folder, area, akasse));
    let month = say.month(prepared.period());
    let name = name(prepared, pair);
    let parts = prepared.measures.iter().filter_map(|measure| part(prepared, measure, &here, (pair, families)));
    let view = PairView {
        head: EditionHead::new(prepared, &here, ""),
        parts: parts.collect(),
        parties: vec![
            Link::new(here.page(&address::area(&prepared.folder, area)), area.name.clone()),
            Link::new(here.page(&address::akasse(&prepared.folder, akasse)), akasse.name.clone()),
        ],
        evergreen: press.pair_folder(pair).map(|folder| here.page(&folder)),
        name: name.clone(),
    };
    let about = About {
        title: name.clone(),
        description: say!(say, "edition-party-about", name = &name, month = &month),
        section: Section::Editions,
        way: way(prepared),
        banners: head::banners(press, &prepared.edition.release, &here),
        here,
    };
    press.print(files, "edition_pair.html", about, &view)
}

fn part(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    here: &Here,
    (pair, families): (Pair, &Families),
) -> Option<PartView> {
    let say = prepared.press.say;
    let key = cell(pair);
    if !measure.has(key) {
        return None;
    }
    let amount = measure.figures.current.get(key).map(|current| current.figure.amount);
    let hidden = amount.filter(|amount| amount.missing() == Some(Missing::Suppressed)).map(|amount| {
        let symbol = amount.bound().map_or_else(|| symbol::of_missing(Missing::Suppressed), symbol::of_bound);
        prepared.press.say.text(symbol.meaning)
    });
    Some(PartView {
        id: format!("maal-{}", measure.measure.id),
        title: say.of(&measure.measure.title).into_owned(),
        href: here.page(&address::measure(&prepared.folder, measure.measure)),
        standing: standing::of(prepared, measure, key),
        hidden: hidden.unwrap_or_default().into_owned(),
        beside: beside(prepared, measure, here, (pair, families)),
        months: months::of_cell(prepared, measure, key, Bars::Left),
    })
}

fn beside(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    here: &Here,
    (pair, families): (Pair, &Families),
) -> Option<Html> {
    let say = prepared.press.say;
    let publication = prepared.press.site.publication;
    let (own, fund) = (publication.area(pair.0), publication.akasse(pair.1));
    let page_of = |area: AreaKey| Some(here.page(&address::area(&prepared.folder, publication.area(area))));
    let all = |area: AreaKey| Row {
        label: format!("{}, {}", say.text(ALL_AKASSER), publication.area(area).name),
        href: page_of(area),
        key: CellKey { area: Some(area), akasse: None },
    };
    let mut rows =
        vec![Row { label: format!("{}, {}", fund.short, own.name), href: None, key: cell(pair) }, all(pair.0)];
    for larger in families.above(pair.0) {
        let label = format!("{}, {}", fund.short, publication.area(*larger).name);
        rows.push(Row { label, href: None, key: cell((*larger, pair.1)) });
    }
    if let Some(whole) = measure.whole.flatten().filter(|whole| *whole != pair.0) {
        rows.push(all(whole));
    }
    let caption = format!("{}, {}", say.of(&measure.measure.short), say.month(prepared.period()));
    let id = format!("ved-siden-af-{}", measure.measure.id);
    beside::table(
        prepared,
        measure,
        (&id, &caption),
        &say!(say, "word-pair", fund = &fund.short, area = &own.short),
        &rows,
    )
}
