//! A measure's tables and charts one by one, to stand in pages of other sites: in a frame, through the web component, or
//! by oEmbed. Each says where it is from, which month it tells of, what its signs mean, and where the version is.

mod parts;
pub(crate) mod party;
mod snippets;

use serde::Serialize;

use super::prepared::{Prepared, PreparedMeasure};
use crate::diagnostic::Diagnostic;
use crate::model::{FileSet, Measure, MeasureKey, Release};
use crate::render::address::{self, Here};
use crate::render::assets::FIGURE_SCRIPT;
use crate::render::frame::Link;
use crate::render::html::Html;
use crate::render::picture::PlateView;
use crate::render::press::{PictureView, Press};
use crate::text::messages::say;
use parts::Part;

/// Whether a figure stays as it is, or follows the newest month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// The version's own, which never changes.
    Frozen,
    /// The newest month that has the measure.
    Updating,
}

impl Kept {
    /// The folder of a measure's figures.
    pub(crate) fn folder(self, prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> String {
        match self {
            Self::Frozen => format!("embed/{}/{}/", prepared.edition.release.id.path(), measure.measure.id),
            Self::Updating => format!("embed/latest/{}/", measure.measure.id),
        }
    }
}

/// What `embed.html` is given: a page of its own, without the site around it.
#[derive(Debug, Serialize)]
pub(crate) struct EmbedView {
    /// Language of the page, as in `lang`.
    lang: &'static str,
    /// What the figure shows, with month and place.
    title: String,
    /// The figure's one full address.
    address: String,
    /// Address of the stylesheet.
    stylesheet: String,
    /// Address of the script that tells the height.
    script: String,
    /// Address of the oEmbed file.
    oembed: String,
    /// Whether the figures are made up.
    synthetic: bool,
    /// What a reader must know first: made-up figures, a preview; empty when there is nothing.
    warnings: Vec<String>,
    /// The chart.
    picture: Option<PictureView>,
    /// Pictures with words and numbers of their own.
    plates: Vec<PlateView>,
    /// The tables, each with the meaning of its signs.
    tables: Vec<Html>,
    /// Who publishes, which version, and when it came out.
    source: String,
    /// The licence.
    licence: Link,
    /// The full address of the version's page.
    canonical: String,
    /// The way to the version's page.
    version: Link,
    /// The way to the symbols' page.
    symbols: Link,
}

/// A figure that can be taken, as the page of a measure offers it.
#[derive(Debug, Serialize)]
pub(crate) struct Offer {
    /// What it is.
    name: String,
    /// The version's own; none on pages that are drawn anew.
    frozen: Option<Address>,
    /// The full address of the one that follows the newest month; none when nothing does. No link: a version's page leads
    /// to nothing that comes and goes, and the newest month may lack a figure that this one has.
    updating: Option<String>,
}

/// Where a figure lies.
#[derive(Debug, Serialize)]
pub(crate) struct Address {
    /// Relative to the page.
    href: String,
    /// In full, for other sites.
    full: String,
    /// Whether it is a piece of a page, which the web component takes out, and no page of its own for a frame.
    piece: bool,
}

/// What the sections of a page are, taken out of it one by one by the web component.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Pieces {
    /// Not offered: the page has figures of its own for other sites.
    None,
    /// Always the same.
    Frozen,
    /// Drawn anew with every edition.
    Updating,
}

/// What a page says about taking its figures.
#[derive(Debug, Serialize)]
pub(crate) struct OffersView {
    /// The figures, the main one first.
    offers: Vec<Offer>,
    /// Address of the script that writes the HTML.
    writer: String,
    /// Address of the oEmbed file of the main figure; none where that is a piece of the page.
    oembed: Option<String>,
    /// What the main figure shows.
    title: String,
    /// The offers, the title and the script as JSON, for the script that writes the HTML.
    data: Html,
    /// The HTML that shows the main figure in a frame and keeps it up to date; none when nothing does.
    frame: Option<String>,
    /// The HTML that shows it through the web component, as it is in this version; none where there is no version.
    component: Option<String>,
}

/// What the page of a measure offers others to take: its figures, as they were drawn.
pub(crate) fn offers(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    (here, figures): (&Here, &[Figure]),
) -> OffersView {
    let title = title(prepared, measure);
    let address = |kept: Kept, slug: &str| {
        let folder = format!("{}{slug}", kept.folder(prepared, measure));
        Address { href: here.page(&folder), full: prepared.press.address(&folder), piece: false }
    };
    let offers: Vec<Offer> = figures
        .iter()
        .map(|figure| Offer {
            name: figure.name.clone(),
            frozen: Some(address(Kept::Frozen, figure.slug)),
            updating: Some(address(Kept::Updating, figure.slug).full),
        })
        .collect();
    let short = prepared.press.say.bare(&measure.measure.short);
    let oembed = here.own(&format!("{}oembed.json", Kept::Frozen.folder(prepared, measure)));
    let view = OffersView::new(prepared.press, (here, here.folder()), (title, short), offers, Pieces::None);
    OffersView { oembed: Some(oembed), ..view }
}

/// What the page of a measure outside editions offers.
pub(crate) fn newest_offers(press: &Press<'_>, here: &Here, measure: &Measure) -> OffersView {
    let short = press.say.bare(&measure.short);
    let offer = Offer {
        name: press.say.text("embed-both").into_owned(),
        updating: Some(press.address(&format!("embed/latest/{}/", measure.id))),
        frozen: None,
    };
    let title = say!(press.say, "embed-newest-of", name = short);
    OffersView::new(press, (here, here.folder()), (title, short), vec![offer], Pieces::Updating)
}

impl OffersView {
    /// Offers of a page: `title` says what its version shows, `short` what goes on; pieces are taken out of `page`.
    fn new(
        press: &Press<'_>,
        (here, page): (&Here, &str),
        (title, short): (String, &str),
        offers: Vec<Offer>,
        pieces: Pieces,
    ) -> Self {
        let script = format!("{}{FIGURE_SCRIPT}", press.site.publication.base_url);
        // Nothing in a script element may end it.
        let data = serde_json::json!({
            "offers": &offers,
            "pieces": pieces,
            "page": press.address(page),
            "title": &title,
            "script": &script,
        });
        let first = offers.first();
        let updating = first.and_then(|offer| offer.updating.as_ref());
        let frozen = first.and_then(|offer| offer.frozen.as_ref());
        Self {
            frame: updating.map(|address| snippets::frame_html(address, short, &script)),
            component: frozen.map(|address| snippets::component_html(&address.full, &title, &script)),
            writer: here.to(&press.assets.embedding),
            oembed: None,
            data: Html::trusted(data.to_string().replace('<', "\\u003c")),
            offers,
            title,
        }
    }
}

/// A figure that was drawn.
#[derive(Debug)]
pub(crate) struct Figure {
    /// Its folder below that of the measure's figures; empty for the main one.
    slug: &'static str,
    /// What it is, to choose among others.
    name: String,
}

/// Draws the version's own figures of a measure, the main one first.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw(
    prepared: &Prepared<'_>,
    files: &mut FileSet,
    measure: &PreparedMeasure<'_>,
    kept: Kept,
) -> Result<Vec<Figure>, Diagnostic> {
    let folder = kept.folder(prepared, measure);
    // Links are relative: the main figure has its own, all the others lie one folder below it and share theirs.
    let [main, below] = ["", "_/"].map(|depth| prepared.press.here(format!("{folder}{depth}")));
    let main = parts::main(prepared, measure, &main);
    let others = parts::others(prepared, measure, &below);
    let mut figures = Vec::new();
    for part in main.into_iter().chain(others) {
        let here = prepared.press.here(format!("{folder}{}", part.slug));
        figures.push(Figure { slug: part.slug, name: part.name.clone() });
        draw_part(prepared, files, measure, (&here, part, kept))?;
    }
    Ok(figures)
}

fn draw_part(
    prepared: &Prepared<'_>,
    files: &mut FileSet,
    measure: &PreparedMeasure<'_>,
    (here, part, kept): (&Here, Part, Kept),
) -> Result<(), Diagnostic> {
    let press = prepared.press;
    let say = press.say;
    let title = match kept {
        Kept::Frozen => title(prepared, measure),
        Kept::Updating => {
            let month = say.month(prepared.period());
            measure.named(&format!("{}, {month}", say.bare(&measure.measure.title)), press)
        }
    };
    let page = address::measure(&prepared.folder, measure.measure);
    let release = &prepared.edition.release;
    EmbedView::new(press, here, title, (part, &page, Some(release)), release.synthetic).print(
        press,
        files,
        (here, kept),
    )
}

impl EmbedView {
    /// A figure's page. `of` is the page that it is taken from; `release` the version that its figures come from, none
    /// where they come from several.
    fn new(
        press: &Press<'_>,
        here: &Here,
        title: String,
        (part, of, release): (Part, &str, Option<&Release>),
        synthetic: bool,
    ) -> Self {
        let say = press.say;
        let publication = press.site.publication;
        let mut warnings = Vec::new();
        if press.site.preview {
            warnings.push(say.text("embed-preview").into_owned());
        }
        if synthetic {
            warnings.push(say.text("embed-synthetic").into_owned());
        }
        let (publisher, name) = (say.danish(&publication.publisher), say.of(&publication.title));
        let source = match release {
            Some(release) => say!(
                say,
                "embed-source",
                publisher = publisher,
                title = name,
                month = say.month(release.id.period),
                version = release.id.version.to_string(),
                day = say.day_of(release.published, publication.time_zone)
            ),
            None => say!(say, "embed-source-newest", publisher = publisher, title = name),
        };
        Self {
            lang: say.language().tag(),
            title,
            address: press.address(here.folder()),
            canonical: press.address(of),
            stylesheet: here.to(&press.assets.stylesheet),
            script: here.to(FIGURE_SCRIPT),
            oembed: "oembed.json".to_owned(),
            synthetic,
            warnings,
            picture: part.picture,
            plates: part.plates,
            tables: part.tables,
            source,
            licence: Link::new(publication.licence.url.clone(), say.danish(&publication.licence.title)),
            version: Link::new(here.page(of), say.text("embed-explained")),
            symbols: Link::new(here.page("symboler/"), say.text("embed-symbols")),
        }
    }

    fn print(self, press: &Press<'_>, files: &mut FileSet, (here, kept): (&Here, Kept)) -> Result<(), Diagnostic> {
        files.add(here.file(), press.templates.draw("embed.html", &self)?);
        files.add(here.file().replace("index.html", "oembed.json"), snippets::oembed(press, &self, kept)?);
        Ok(())
    }
}

/// Title of a version's own figure: what it shows, where, and for which month and version.
fn title(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> String {
    let id = prepared.edition.release.id;
    let say = prepared.press.say;
    let (measure_title, month) = (say.bare(&measure.measure.title), say.month(id.period));
    let text = say!(say, "embed-title", title = measure_title, month = month, version = id.version.to_string());
    measure.named(&text, prepared.press)
}

/// The measures of which this edition is the newest that has any: they follow the newest month here.
pub(super) fn newest_here<'p, 'a>(
    prepared: &'p Prepared<'a>,
) -> impl Iterator<Item = &'p PreparedMeasure<'a>> + use<'p, 'a> {
    let catalogue = prepared.press.site.catalogue;
    let own = prepared.edition.release.id;
    let holder = move |key: MeasureKey| {
        let has = |entry: &&crate::model::catalogue::CatalogueEntry| entry.measures.contains(&key);
        catalogue.entries.iter().find(has).map(|entry| entry.release.id.period)
    };
    prepared.measures.iter().filter(move |measure| holder(measure.key) == Some(own.period))
}
