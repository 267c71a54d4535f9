//! What stands around every page: head, banners, the way here, the ways on, and who publishes.

use serde::Serialize;

use super::address::Here;
use super::feeds::{self, FeedLink};
use super::memento::Archived;
use super::press::Press;
use super::shared::{compare, search};
use crate::text::messages::unmarked;

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
    /// The page in every language; empty where there is one.
    pub(crate) languages: Vec<LanguageLink>,
    /// Address of the page that is drawn anew, for a page of an edition; none for other pages.
    pub(crate) original: Option<String>,
    /// Address of the list of what every edition had in the page's place (a TimeMap); none when there is none.
    pub(crate) timemap: Option<String>,
    /// Who publishes, as plain text.
    author: String,
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
    /// Address of the script that sorts, filters and hands out tables.
    pub(crate) table_script: String,
    /// Scripts that are loaded when a reader asks for what they do.
    pub(crate) on_demand: OnDemand,
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

/// Scripts that no page runs before a reader asks for what they do; the page says where they are.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct OnDemand {
    /// Makes a chart interactive.
    pub(crate) figure: String,
    /// The library that it draws with.
    pub(crate) charting: String,
    /// Writes a table as a workbook.
    pub(crate) workbook: String,
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
    pub(crate) fn new(press: &Press<'_>, here: &Here) -> Self {
        Self { action: here.page(search::FOLDER), index: here.to(search::index(press.say.language())) }
    }
}

/// The page in a language.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LanguageLink {
    /// The language, as in `lang`.
    pub(crate) lang: &'static str,
    /// What it is called by those who read it.
    pub(crate) name: &'static str,
    /// Address of the page in it, relative to this one.
    pub(crate) href: String,
    /// Its full address.
    pub(crate) address: String,
    /// Whether this page is it.
    pub(crate) current: bool,
}

/// An entry of the main menu.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct MenuEntry {
    /// What it says.
    pub(crate) label: String,
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
    /// Time zone of dates shown.
    pub(crate) zone: String,
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
                lead: press.say.text("frame-preview-lead").into_owned(),
                text: press.say.text("frame-preview").into_owned(),
                ..Banner::new("preview")
            });
        }
        banners.extend(about.banners);
        let crumbs = if here.folder().is_empty() { Vec::new() } else { crumbs(press, here, &about.way, &about.title) };
        let Archived { original, timemap } = Archived::new(press, here);
        let say = press.say;
        let languages =
            press.languages.iter().filter(|_| press.languages.len() > 1).map(|(language, below)| LanguageLink {
                lang: language.tag(),
                name: language.name(),
                href: here.in_language(below),
                address: format!("{}{below}{}", publication.base_url, here.folder()),
                current: *language == say.language(),
            });
        Self {
            lang: say.language().tag(),
            languages: languages.collect(),
            original,
            timemap,
            canonical: press.address(here.folder()),
            author: publication.publisher.clone(),
            feeds: feeds::of(press, here),
            hidden: press.site.preview,
            stylesheet: here.to(&press.assets.stylesheet),
            script: here.to(&press.assets.script),
            search_script: here.to(&press.assets.search),
            table_script: here.to(&press.assets.tables),
            on_demand: OnDemand {
                figure: here.to(&press.assets.figure),
                charting: here.to(&press.assets.charting),
                workbook: here.to(&press.assets.workbook),
            },
            home: here.page(""),
            menu: menu(press, here, about.section),
            search: (here.folder() != search::FOLDER).then(|| SearchForm::new(press, here)),
            crumbs,
            banners,
            footer: footer(press, here),
            site_title: say.bare(&publication.title).to_owned(),
            title: unmarked(&about.title).into_owned(),
            description: unmarked(&about.description).into_owned(),
        }
    }
}

fn crumbs(press: &Press<'_>, here: &Here, way: &[(String, String)], title: &str) -> Vec<Crumb> {
    let first = (press.say.text("frame-front").into_owned(), String::new());
    let mut crumbs: Vec<Crumb> = std::iter::once(&first)
        .chain(way)
        .map(|(label, folder)| Crumb { label: label.clone(), href: Some(here.page(folder)) })
        .collect();
    crumbs.push(Crumb { label: title.to_owned(), href: None });
    crumbs
}

fn menu(press: &Press<'_>, here: &Here, section: Section) -> Vec<MenuEntry> {
    [
        ("frame-menu-newest", "", Section::Newest),
        ("frame-menu-funds", "a-kasse/", Section::Akasser),
        ("frame-menu-areas", "jobcenter/", Section::Areas),
        ("frame-menu-targets", "maal/", Section::Measures),
        ("frame-menu-documents", "dokumenter/", Section::Documents),
        ("frame-menu-releases", "udgivelser/", Section::Editions),
        ("frame-menu-method", "metode/", Section::Method),
    ]
    .into_iter()
    .filter(|(_, _, of)| *of != Section::Areas || press.has_areas())
    .map(|(label, folder, of)| MenuEntry {
        label: press.say.text(label).into_owned(),
        href: here.page(folder),
        current: of == section,
    })
    .collect()
}

fn footer(press: &Press<'_>, here: &Here) -> Footer {
    let publication = press.site.publication;
    let links = [
        ("frame-foot-search", search::FOLDER),
        ("frame-foot-compare", compare::FOLDER),
        ("frame-foot-about", "om/"),
        ("frame-foot-calendar", "kalender/"),
        ("frame-foot-corrections", "rettelser/"),
        ("frame-foot-symbols", "symboler/"),
        ("frame-foot-data", "data/"),
    ];
    Footer {
        publisher: press.say.danish(&publication.publisher).into_owned(),
        contact: press.say.danish(&publication.contact.name).into_owned(),
        email: publication.contact.email.clone(),
        phone: publication.contact.phone.clone().unwrap_or_default(),
        licence: Link::new(publication.licence.url.clone(), press.say.danish(&publication.licence.title)),
        accessibility: format!("{}#tilgaengelighed", here.page("om/")),
        links: links.into_iter().map(|(label, folder)| Link::new(here.page(folder), press.say.text(label))).collect(),
    }
}
