//! What stands around every page: head, banners, the way here, the ways on, and who publishes.

use serde::Serialize;

use super::address::Here;
use super::feeds::{self, FeedLink};
use super::memento::Archived;
use super::press::Press;
use super::shared::search;

/// The part of a view that `base.html` reads. All addresses are relative to the page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Frame {
    /// Language of the page, as in `lang`.
    pub(crate) lang: &'static str,
    /// Title of the page, without the publication's name.
    pub(crate) title: String,
    /// One sentence about the page, for search engines.
    pub(crate) description: String,
    /// Name of the publication.
    pub(crate) site_title: String,
    /// The page's one full address.
    pub(crate) canonical: String,
    /// Address of the page that is drawn anew, for a page of an edition; none for other pages.
    pub(crate) original: Option<String>,
    /// Address of the list of what every edition had in the page's place (a TimeMap); none when there is none.
    pub(crate) timemap: Option<String>,
    /// What there is to subscribe to.
    pub(crate) feeds: Vec<FeedLink>,
    /// Whether search engines should pass by.
    pub(crate) hidden: bool,
    /// Address of the stylesheet.
    pub(crate) stylesheet: String,
    /// Address of the script.
    pub(crate) script: String,
    /// Address of the script that searches.
    pub(crate) search_script: String,
    /// Address of the first page.
    pub(crate) home: String,
    /// The main menu.
    pub(crate) menu: Vec<MenuEntry>,
    /// The form for searching; none on the page that has its own.
    pub(crate) search: Option<SearchForm>,
    /// The way from the first page to this one; empty on the first page.
    pub(crate) crumbs: Vec<Crumb>,
    /// What a reader must know before reading on.
    pub(crate) banners: Vec<Banner>,
    /// Who publishes.
    pub(crate) footer: Footer,
}

/// The form for searching. Without a script it leads to the page that lists everything.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SearchForm {
    /// Address of the page for searching.
    pub(crate) action: String,
    /// Address of the index, for the script.
    pub(crate) index: String,
}

impl SearchForm {
    /// The form as it stands on a page.
    pub(crate) fn new(here: &Here) -> Self {
        Self { action: here.page(search::FOLDER), index: here.to(search::INDEX) }
    }
}

/// An entry of the main menu.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MenuEntry {
    /// What it says.
    pub(crate) label: &'static str,
    /// Where it leads.
    pub(crate) href: String,
    /// Whether the page belongs to it.
    pub(crate) current: bool,
}

/// A step on the way to a page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Crumb {
    /// Name of the step.
    pub(crate) label: String,
    /// Its address; none for the page itself.
    pub(crate) href: Option<String>,
}

/// A message above the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Banner {
    /// `preview`, `embargo`, `synthetic`, `frozen`, `newest`, `older` or `correction`: what the style hangs on.
    pub(crate) kind: &'static str,
    /// The first words, in bold.
    pub(crate) lead: String,
    /// The sentence.
    pub(crate) text: String,
    /// The way on.
    pub(crate) link: Option<Link>,
    /// Where a script finds what came later; none on pages that are drawn anew.
    pub(crate) watch: Option<Watch>,
}

impl Banner {
    /// A message of this kind that says nothing yet.
    pub(crate) fn new(kind: &'static str) -> Self {
        Self { kind, lead: String::new(), text: String::new(), link: None, watch: None }
    }
}

/// Where a script finds what came after the version of a page, and which version that is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Watch {
    /// Address of the file that tells what came when.
    pub(crate) state: String,
    /// The month, as the file writes it: `2021M09`.
    pub(crate) period: String,
    /// The version.
    pub(crate) version: u16,
    /// Whether the version's figures are made up.
    pub(crate) synthetic: bool,
}

/// A link in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Link {
    /// Where it leads.
    pub(crate) href: String,
    /// What it says.
    pub(crate) label: String,
    /// A few words beside it; empty when there are none.
    pub(crate) note: String,
}

impl Link {
    /// A link with nothing beside it.
    pub(crate) fn new(href: String, label: impl Into<String>) -> Self {
        Self { href, label: label.into(), note: String::new() }
    }

    /// A link with a few words beside it.
    pub(crate) fn noted(href: String, label: impl Into<String>, note: impl Into<String>) -> Self {
        Self { href, label: label.into(), note: note.into() }
    }
}

/// Who publishes.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Footer {
    /// The publisher.
    pub(crate) publisher: String,
    /// Name of the office that answers.
    pub(crate) contact: String,
    /// Its mail address.
    pub(crate) email: String,
    /// Its telephone number; empty when there is none.
    pub(crate) phone: String,
    /// The licence's name and the address of its text.
    pub(crate) licence: Link,
    /// Address of the accessibility statement.
    pub(crate) accessibility: String,
    /// Pages about the publication.
    pub(crate) links: Vec<Link>,
}

/// Which entry of the main menu a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    /// The newest figures.
    Newest,
    /// Pages of funds.
    Akasser,
    /// Pages of jobcentres and other areas.
    Areas,
    /// Pages of measures.
    Measures,
    /// Documents.
    Documents,
    /// Editions of all months.
    Editions,
    /// Method.
    Method,
    /// None of them.
    Other,
}

/// What a page says about itself.
#[derive(Clone, Debug)]
pub(crate) struct About {
    /// Where it lies.
    pub(crate) here: Here,
    /// Its title.
    pub(crate) title: String,
    /// One sentence about it.
    pub(crate) description: String,
    /// Its entry of the main menu.
    pub(crate) section: Section,
    /// The steps between the first page and this one: name and folder.
    pub(crate) way: Vec<(String, String)>,
    /// Messages above it, besides those of the whole site.
    pub(crate) banners: Vec<Banner>,
}

impl Frame {
    /// The frame of a page.
    pub(crate) fn new(press: &Press<'_>, about: About) -> Self {
        let publication = press.site.publication;
        let here = &about.here;
        let mut banners = Vec::new();
        if press.site.preview {
            banners.push(Banner {
                lead: "Forhåndsvisning.".into(),
                text: "Siden er ikke offentliggjort og må ikke deles.".into(),
                ..Banner::new("preview")
            });
        }
        banners.extend(about.banners);
        let crumbs = if here.folder().is_empty() { Vec::new() } else { crumbs(here, &about.way, &about.title) };
        let Archived { original, timemap } = Archived::new(press, here);
        Self {
            lang: "da",
            original,
            timemap,
            canonical: format!("{}{}", publication.base_url, here.folder()),
            feeds: feeds::of(here, press.followed.as_ref()),
            hidden: press.site.preview,
            stylesheet: here.to(&press.assets.stylesheet),
            script: here.to(&press.assets.script),
            search_script: here.to(&press.assets.search),
            home: here.page(""),
            menu: menu(press, here, about.section),
            search: (here.folder() != search::FOLDER).then(|| SearchForm::new(here)),
            crumbs,
            banners,
            footer: footer(press, here),
            site_title: publication.title.da.clone(),
            title: about.title,
            description: about.description,
        }
    }
}

fn crumbs(here: &Here, way: &[(String, String)], title: &str) -> Vec<Crumb> {
    let first = ("Forside".to_owned(), String::new());
    let mut crumbs: Vec<Crumb> = std::iter::once(&first)
        .chain(way)
        .map(|(label, folder)| Crumb { label: label.clone(), href: Some(here.page(folder)) })
        .collect();
    crumbs.push(Crumb { label: title.to_owned(), href: None });
    crumbs
}

fn menu(press: &Press<'_>, here: &Here, section: Section) -> Vec<MenuEntry> {
    [
        ("Nyeste tal", "", Section::Newest),
        ("A-kasser", "a-kasse/", Section::Akasser),
        ("Områder", "jobcenter/", Section::Areas),
        ("Mål", "maal/", Section::Measures),
        ("Dokumenter", "dokumenter/", Section::Documents),
        ("Udgivelser", "udgivelser/", Section::Editions),
        ("Metode", "metode/", Section::Method),
    ]
    .into_iter()
    .filter(|(_, _, of)| *of != Section::Areas || press.has_areas())
    .map(|(label, folder, of)| MenuEntry { label, href: here.page(folder), current: of == section })
    .collect()
}

fn footer(press: &Press<'_>, here: &Here) -> Footer {
    let publication = press.site.publication;
    let links = [
        ("Søg og alt fra A til Å", search::FOLDER),
        ("Om udgivelsen", "om/"),
        ("Kalender", "kalender/"),
        ("Rettelser", "rettelser/"),
        ("Symboler", "symboler/"),
        ("Data til udviklere", "data/"),
    ];
    Footer {
        publisher: publication.publisher.clone(),
        contact: publication.contact.name.clone(),
        email: publication.contact.email.clone(),
        phone: publication.contact.phone.clone().unwrap_or_default(),
        licence: Link::new(publication.licence.url.clone(), publication.licence.title.clone()),
        accessibility: format!("{}#tilgaengelighed", here.page("om/")),
        links: links.into_iter().map(|(label, folder)| Link::new(here.page(folder), label)).collect(),
    }
}
