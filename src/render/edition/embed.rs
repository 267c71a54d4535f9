//! A measure's tables and charts one by one, to stand in pages of other sites: in a frame, through the web component, or
//! by oEmbed. Each says where it is from, which month it tells of, what its signs mean, and where the version is.

use serde::Serialize;

use super::funnel;
use super::measure;
use super::measure::month_table;
use super::prepared::{Prepared, PreparedMeasure};
use super::scoreboard::scoreboard;
use crate::compute::funnel::Among;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::picture::PictureKey;
use crate::model::{CellKey, FileSet, MeasureKey};
use crate::render::address::{self, Here};
use crate::render::assets::FIGURE_SCRIPT;
use crate::render::frame::Link;
use crate::render::html::{Html, escaped};
use crate::render::press::PictureView;
use crate::text::messages::say;

/// About how wide and tall a figure is before it has told its height, in pixels.
const SIZE: (u32, u32) = (760, 480);
/// How long a consumer may keep an answer of oEmbed about an address that is drawn anew, in seconds.
const CACHE_AGE: u32 = 3600;

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

/// One of a measure's figures.
#[derive(Debug)]
struct Part {
    /// Its folder below the measure's; empty for the main one.
    slug: &'static str,
    /// What it is, to choose among others.
    name: String,
    picture: Option<PictureView>,
    tables: Vec<Html>,
}

/// A figure that can be taken, as the page of a measure offers it.
#[derive(Debug, Serialize)]
pub(crate) struct Offer {
    /// What it is.
    name: String,
    /// The version's own.
    frozen: Address,
    /// The full address of the one that follows the newest month. No link: a version's page leads to nothing that comes
    /// and goes, and the newest month may lack a figure that this one has.
    updating: String,
}

/// Where a figure lies.
#[derive(Debug, Serialize)]
pub(crate) struct Address {
    /// Relative to the page.
    href: String,
    /// In full, for other sites.
    full: String,
}

/// What the page of a measure says about taking its figures.
#[derive(Debug, Serialize)]
pub(crate) struct OffersView {
    /// The figures, the main one first.
    offers: Vec<Offer>,
    /// Address of the script that writes the HTML.
    writer: String,
    /// Address of the oEmbed file of the main figure, as it is in this version.
    oembed: String,
    /// What the main figure shows.
    title: String,
    /// The offers, the title and the script as JSON, for the script that writes the HTML.
    data: Html,
    /// The HTML that shows the main figure in a frame and keeps it up to date.
    frame: String,
    /// The HTML that shows it through the web component, as it is in this version.
    component: String,
}

/// What the page of a measure offers others to take.
pub(crate) fn offers(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, here: &Here) -> OffersView {
    let base = &prepared.press.site.publication.base_url;
    let script = format!("{base}{FIGURE_SCRIPT}");
    let title = title(prepared, measure);
    let address = |kept: Kept, slug: &str| {
        let folder = format!("{}{slug}", kept.folder(prepared, measure));
        Address { href: here.page(&folder), full: prepared.press.address(&folder) }
    };
    let offers: Vec<Offer> = parts(prepared, measure, here)
        .iter()
        .map(|part| Offer {
            name: part.name.clone(),
            frozen: address(Kept::Frozen, part.slug),
            updating: address(Kept::Updating, part.slug).full,
        })
        .collect();
    // Nothing in a script element may end it.
    let data = serde_json::to_string(&serde_json::json!({ "offers": &offers, "title": &title, "script": &script }));
    let data = Html::trusted(data.unwrap_or_default().replace('<', "\\u003c"));
    let first = |of: fn(&Offer) -> &String| offers.first().map(of).cloned().unwrap_or_default();
    OffersView {
        frame: frame_html(&first(|offer| &offer.updating), prepared.press.say.bare(&measure.measure.short), &script),
        component: component_html(&first(|offer| &offer.frozen.full), &title, &script),
        writer: here.to(&prepared.press.assets.embedding),
        oembed: here.own(&format!("{}oembed.json", Kept::Frozen.folder(prepared, measure))),
        offers,
        title,
        data,
    }
}

/// Draws the version's own figures of a measure.
///
/// # Errors
/// When a template cannot be drawn.
pub(super) fn draw(
    prepared: &Prepared<'_>,
    files: &mut FileSet,
    measure: &PreparedMeasure<'_>,
    kept: Kept,
) -> Result<(), Diagnostic> {
    let folder = kept.folder(prepared, measure);
    // Folders differ in depth, so tables are made for each page with links of its own.
    let slugs: Vec<&str> =
        parts(prepared, measure, &prepared.press.here(folder.clone())).iter().map(|part| part.slug).collect();
    for (at, slug) in slugs.into_iter().enumerate() {
        let here = prepared.press.here(format!("{folder}{slug}"));
        let Some(part) = parts(prepared, measure, &here).into_iter().nth(at) else { continue };
        draw_part(prepared, files, measure, (&here, part, kept))?;
    }
    Ok(())
}

fn draw_part(
    prepared: &Prepared<'_>,
    files: &mut FileSet,
    measure: &PreparedMeasure<'_>,
    (here, part, kept): (&Here, Part, Kept),
) -> Result<(), Diagnostic> {
    let press = prepared.press;
    let say = press.say;
    let publication = press.site.publication;
    let release = &prepared.edition.release;
    let page = here.page(&address::measure(&prepared.folder, measure.measure));
    let mut warnings = Vec::new();
    if press.site.preview {
        warnings.push(say.text("embed-preview").into_owned());
    }
    if release.synthetic {
        warnings.push(say.text("embed-synthetic").into_owned());
    }
    let month = say.month(release.id.period);
    let view = EmbedView {
        lang: say.language().tag(),
        title: match kept {
            Kept::Frozen => title(prepared, measure),
            Kept::Updating => measure.named(&format!("{}, {month}", say.bare(&measure.measure.title)), press),
        },
        address: press.address(here.folder()),
        canonical: press.address(&address::measure(&prepared.folder, measure.measure)),
        stylesheet: here.to(&press.assets.stylesheet),
        script: here.to(FIGURE_SCRIPT),
        oembed: "oembed.json".to_owned(),
        synthetic: release.synthetic,
        warnings,
        picture: part.picture,
        tables: part.tables,
        source: say!(
            say,
            "embed-source",
            publisher = say.danish(&publication.publisher),
            title = say.of(&publication.title),
            month = &month,
            version = release.id.version.to_string(),
            day = say.day_of(release.published, publication.time_zone)
        ),
        licence: Link::new(publication.licence.url.clone(), say.danish(&publication.licence.title)),
        version: Link::new(page, say.text("embed-explained")),
        symbols: Link::new(here.page("symboler/"), say.text("embed-symbols")),
    };
    files.add(here.file(), press.templates.draw("embed.html", &view)?);
    files.add(here.file().replace("index.html", "oembed.json"), oembed(prepared, &view, kept)?);
    Ok(())
}

/// Title of a version's own figure: what it shows, where, and for which month and version.
fn title(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>) -> String {
    let id = prepared.edition.release.id;
    let say = prepared.press.say;
    let (measure_title, month) = (say.bare(&measure.measure.title), say.month(id.period));
    let text = say!(say, "embed-title", title = measure_title, month = month, version = id.version.to_string());
    measure.named(&text, prepared.press)
}

/// A measure's figures, the main one first.
fn parts(prepared: &Prepared<'_>, of: &PreparedMeasure<'_>, here: &Here) -> Vec<Part> {
    let press = prepared.press;
    let say = press.say;
    let funds = press.picture(PictureKey::Akasser(of.key));
    let total = CellKey { area: of.whole.flatten(), akasse: None };
    let board: Vec<Html> = scoreboard(prepared, of, here).into_iter().collect();
    let whole = measure::whole(prepared, of, here, None);
    let months: Vec<Html> = if whole.is_empty() { month_table(prepared, of).into_iter().collect() } else { Vec::new() };
    let main = if board.is_empty() { whole.clone() } else { board.clone() };
    let funnels = [(Among::Akasser, "tilfaeldet/"), (Among::Areas, "tilfaeldet-omraader/")];
    let funnels = funnels.into_iter().filter_map(|(among, slug)| {
        let (picture, table) = funnel::of(prepared, of, here, among)?.into_parts();
        Some(Part { slug, name: say.text("embed-chance").into_owned(), picture, tables: vec![table] })
    });
    let all = [
        Part { slug: "", name: say.text("embed-both").into_owned(), picture: funds.clone(), tables: main },
        Part { slug: "figur/", name: say.text("embed-chart").into_owned(), picture: funds, tables: Vec::new() },
        Part { slug: "tabel/", name: say.text("embed-table").into_owned(), picture: None, tables: board },
        Part {
            slug: "udvikling/",
            name: say.text("embed-history").into_owned(),
            picture: press.picture(PictureKey::History(of.key, total)),
            tables: Vec::new(),
        },
        Part { slug: "maaneder/", name: say.text("embed-months").into_owned(), picture: None, tables: months },
        Part { slug: "omraader/", name: say.text("embed-areas").into_owned(), picture: None, tables: whole },
    ];
    all.into_iter().chain(funnels).filter(|part| part.picture.is_some() || !part.tables.is_empty()).collect()
}

/// An answer of oEmbed 1.0 (`oembed.com`), as a file.
#[derive(Serialize)]
struct Oembed<'v> {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'v str,
    author_name: &'v str,
    provider_name: &'v str,
    provider_url: &'v str,
    /// For ever the same, or an hour.
    #[serde(skip_serializing_if = "Option::is_none")]
    cache_age: Option<u32>,
    html: String,
    width: u32,
    height: u32,
}

fn oembed(prepared: &Prepared<'_>, view: &EmbedView, kept: Kept) -> Result<Vec<u8>, Diagnostic> {
    let publication = prepared.press.site.publication;
    let script = format!("{}{FIGURE_SCRIPT}", publication.base_url);
    let answer = Oembed {
        version: "1.0",
        kind: "rich",
        title: &view.title,
        author_name: &publication.publisher,
        provider_name: prepared.press.say.bare(&publication.title),
        provider_url: &publication.base_url,
        cache_age: (kept == Kept::Updating).then_some(CACHE_AGE),
        html: frame_html(&view.address, &view.title, &script),
        width: SIZE.0,
        height: SIZE.1,
    };
    let mut bytes = serde_json::to_vec_pretty(&answer)
        .map_err(|fault| Diagnostic::error(Code::BadTemplate, format!("oembed.json cannot be written: {fault}")))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A frame, and the script that gives it the height of what is in it.
fn frame_html(address: &str, title: &str, script: &str) -> String {
    format!(
        "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{}\" loading=\"lazy\" style=\"border:0\" \
         data-noegletal></iframe>\n<script src=\"{}\" async></script>",
        escaped(address),
        escaped(title),
        SIZE.1,
        escaped(script)
    )
}

/// The web component; what is in it is shown until, and unless, the figure can be.
fn component_html(address: &str, title: &str, script: &str) -> String {
    format!(
        "<noegletal-figur src=\"{0}\"><a href=\"{0}\">{1}</a></noegletal-figur>\n<script src=\"{2}\" async></script>",
        escaped(address),
        escaped(title),
        escaped(script)
    )
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
