//! The page that an area and a fund have together outside the editions.

use serde::Serialize;

use super::area::PartView;
use super::series;
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::{AkasseKey, AreaKey, CellKey, FileSet};
use crate::render::address::{self, Here};
use crate::render::frame::{About, Link, Section};
use crate::render::press::Press;
use crate::render::words;
use crate::text::messages::say;

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

/// The name of a pair.
fn name(press: &Press<'_>, (area, akasse): Pair) -> String {
    let publication = press.site.publication;
    say!(press.say, "word-pair", fund = &publication.akasse(akasse).short, area = &publication.area(area).name)
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
    let say = shared.press.say;
    let press = shared.press;
    let Some(folder) = press.pair_folder(pair) else { return Ok(()) };
    let publication = press.site.publication;
    let (area, akasse) = (publication.area(pair.0), publication.akasse(pair.1));
    let here = press.here(folder);
    let key = CellKey { area: Some(pair.0), akasse: Some(pair.1) };
    let newest = shared.newest.filter(|newest| newest.measures.iter().any(|measure| measure.has(key)));
    let name = name(press, pair);
    let view = PairView {
        newest: newest.map(|newest| {
            let month = words::capital(&say.month(newest.period()));
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
            .map(|found| PartView::new(shared, &here, newest, (found, &name), None))
            .collect(),
        name: name.clone(),
    };
    let banners = shared.banners_with_news(
        series::shown(series::of_pair(shared.history, key)),
        (&here, newest.is_none().then_some(name.as_str())),
    );
    let about = About {
        title: name.clone(),
        description: say!(say, "shared-party-about", name = &name),
        section: Section::Areas,
        way: vec![
            (say.text("word-places").into_owned(), "jobcenter/".into()),
            (area.name.clone(), address::area("", area)),
        ],
        banners,
        here,
    };
    press.print(files, "pair.html", about, &view)
}
