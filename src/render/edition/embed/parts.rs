//! A measure's figures one by one, as other sites can show them.

use crate::compute::funnel::Among;
use crate::model::CellKey;
use crate::model::picture::PictureKey;
use crate::render::address::Here;
use crate::render::edition::measure::{self, month_table};
use crate::render::edition::prepared::{Prepared, PreparedMeasure};
use crate::render::edition::scoreboard::scoreboard;
use crate::render::edition::{funnel, tables};
use crate::render::html::Html;
use crate::render::picture::map::{self, Numbers};
use crate::render::picture::{PlateView, panels, slope};
use crate::render::press::PictureView;

/// One figure.
#[derive(Debug)]
pub(crate) struct Part {
    /// Its folder below that of what it tells of; empty for the main one.
    pub(crate) slug: &'static str,
    /// What it is, to choose among others.
    pub(crate) name: String,
    /// The chart.
    pub(crate) picture: Option<PictureView>,
    /// Pictures with words and numbers of their own.
    pub(crate) plates: Vec<PlateView>,
    /// The tables.
    pub(crate) tables: Vec<Html>,
}

impl Part {
    /// A figure of which nothing is set yet.
    pub(crate) fn new(slug: &'static str, name: &str) -> Self {
        Self { slug, name: name.to_owned(), picture: None, plates: Vec::new(), tables: Vec::new() }
    }

    fn picture(self, picture: Option<PictureView>) -> Self {
        Self { picture, ..self }
    }

    fn plates(self, plates: impl IntoIterator<Item = PlateView>) -> Self {
        Self { plates: plates.into_iter().collect(), ..self }
    }

    pub(crate) fn tables(self, tables: Vec<Html>) -> Self {
        Self { tables, ..self }
    }

    fn is_empty(&self) -> bool {
        self.picture.is_none() && self.plates.is_empty() && self.tables.is_empty()
    }
}

/// A measure's main figure: its chart and its table.
pub(super) fn main(prepared: &Prepared<'_>, of: &PreparedMeasure<'_>, here: &Here) -> Option<Part> {
    let press = prepared.press;
    let board = scoreboard(prepared, of, here);
    let tables = board.map_or_else(|| whole(prepared, of, here), |board| vec![board]);
    let picture = press.picture(PictureKey::Akasser(of.key));
    let part = Part::new("", &press.say.text("embed-both")).picture(picture).tables(tables);
    (!part.is_empty()).then_some(part)
}

/// A measure's other figures.
pub(super) fn others(prepared: &Prepared<'_>, of: &PreparedMeasure<'_>, here: &Here) -> Vec<Part> {
    let press = prepared.press;
    let say = press.say;
    let history = press.picture(PictureKey::History(of.key, CellKey { area: of.whole.flatten(), akasse: None }));
    let whole = whole(prepared, of, here);
    let months = if whole.is_empty() { month_table(prepared, of) } else { None };
    let on_map = map::draw(prepared, of, here, None, (Numbers::Below, &|area| map::page(prepared, here, area)));
    let funnels = [(Among::Akasser, "tilfaeldet/"), (Among::Areas, "tilfaeldet-omraader/")];
    let funnels = funnels.into_iter().filter_map(|(among, slug)| {
        let (picture, table) = funnel::of(prepared, of, here, among)?.into_parts();
        Some(Part::new(slug, &say.text("embed-chance")).picture(picture).tables(vec![table]))
    });
    let all = [
        Part::new("figur/", &say.text("embed-chart")).picture(press.picture(PictureKey::Akasser(of.key))),
        Part::new("tabel/", &say.text("embed-table")).tables(scoreboard(prepared, of, here).into_iter().collect()),
        Part::new("kort/", &say.text("embed-map")).plates(on_map),
        Part::new("udvikling/", &say.text("embed-history")).picture(history),
        Part::new("aendring/", &say.text("embed-change")).plates(slope::draw(prepared, of, here)),
        Part::new("a-kasser/", &say.text("embed-each-fund")).plates(panels::of_funds(prepared, of, here)),
        Part::new("hvert-omraade/", &say.text("embed-each-area")).plates(panels::of_areas(prepared, of, here)),
        Part::new("maaneder/", &say.text("embed-months")).tables(months.into_iter().collect()),
        Part::new("omraader/", &say.text("embed-areas")).tables(whole),
    ];
    all.into_iter().chain(funnels).filter(|part| !part.is_empty()).collect()
}

/// The table of areas and funds, shaded as the measure's page shades it.
fn whole(prepared: &Prepared<'_>, of: &PreparedMeasure<'_>, here: &Here) -> Vec<Html> {
    measure::whole(prepared, of, here, tables::shades_of_pairs(prepared, of).as_ref())
}
