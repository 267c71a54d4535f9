//! The page that an area and a fund have together outside the editions.

use serde::Serialize;

use super::akasse::standing_in;
use super::series::{self, WholeLine};
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::{AkasseKey, AreaKey, CellKey, FileSet};
use crate::render::address::{self, Here};
use crate::render::edition::standing::Standing;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::press::{PictureView, Press};
use crate::render::words;
use crate::text::date;

/// An area and a fund.
type Pair = (AreaKey, AkasseKey);

/// What `pair.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct PairView {
    /// The two together: `3F i Jobcenter Odense`.
    name: String,
    /// The newest edition in which the two have figures: month and page.
    newest: Option<Link>,
    /// The area's page and the fund's page.
    parties: Vec<Link>,
    /// Their measures.
    parts: Vec<PartView>,
}

/// A measure on the page of a pair.
#[derive(Debug, Serialize)]
pub(crate) struct PartView {
    /// Its anchor.
    id: String,
    /// Its title.
    title: String,
    /// Its page.
    href: String,
    /// How the two stand in the newest edition; none when they have no figures there.
    standing: Option<Standing>,
    /// Every month as a small line; none when the standing's line shows as much.
    line: Option<WholeLine>,
    /// All months.
    months: Option<Html>,
    /// Always none: pairs are many, so the small line does.
    picture: Option<PictureView>,
}

/// The name of a pair.
fn name(press: &Press<'_>, (area, akasse): Pair) -> String {
    let publication = press.site.publication;
    format!("{} i {}", publication.akasse(akasse).short, publication.area(area).name)
}

/// Links to the pages of some pairs, each named after both.
pub(super) fn links(press: &Press<'_>, here: &Here, wanted: impl Fn(Pair) -> bool) -> Vec<Link> {
    let pairs = press.site.publication.pairs.iter().copied().filter(|pair| wanted(*pair));
    pairs.filter_map(|pair| Some(Link::new(here.page(&press.pair_folder(pair)?), name(press, pair)))).collect()
}

/// Draws the page of every pair that has one.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    shared.press.site.publication.pairs.iter().try_for_each(|pair| page(shared, files, *pair))
}

fn page(shared: &Shared<'_>, files: &mut FileSet, pair: Pair) -> Result<(), Diagnostic> {
    let press = shared.press;
    let Some(folder) = press.pair_folder(pair) else { return Ok(()) };
    let publication = press.site.publication;
    let (area, akasse) = (publication.area(pair.0), publication.akasse(pair.1));
    let here = Here::new(folder);
    let key = CellKey { area: Some(pair.0), akasse: Some(pair.1) };
    let newest = shared.newest.filter(|newest| newest.measures.iter().any(|measure| measure.has(key)));
    let name = name(press, pair);
    let view = PairView {
        newest: newest.map(|newest| {
            let month = words::capital(&date::month(newest.period()));
            Link::new(here.page(&address::pair(&newest.folder, area, akasse)), month)
        }),
        parties: press
            .area_folder(pair.0)
            .map(|folder| Link::new(here.page(&folder), area.name.clone()))
            .into_iter()
            .chain([Link::new(here.page(&press.akasse_folder(pair.1)), akasse.name.clone())])
            .collect(),
        parts: series::of_pair(shared.history, key)
            .into_iter()
            .map(|(measure, (cell, months))| {
                let target = publication.measure(measure);
                let caption = format!("{name}, {}: alle måneder", target.short.da);
                let id = format!("maaneder-{}", measure.0);
                PartView {
                    id: format!("maal-{}", target.id),
                    title: target.title.da.clone(),
                    href: here.page(&press.measure_folder(measure)),
                    standing: newest.and_then(|newest| standing_in(newest, measure, cell)),
                    line: series::line(shared, newest, measure, (cell, months)),
                    months: series::table(shared, measure, (&id, &caption), &[("Tal".into(), (cell, months))]),
                    picture: None,
                }
            })
            .collect(),
        name: name.clone(),
    };
    let banners = shared.banners(series::shown(series::of_pair(shared.history, key)));
    let about = About {
        title: name.clone(),
        description: format!("{name}: nyeste tal og alle måneder."),
        section: Section::Areas,
        way: vec![("Områder".into(), "jobcenter/".into()), (area.name.clone(), address::area("", area))],
        banners,
        here,
    };
    press.print(files, "pair.html", about, &view)
}
