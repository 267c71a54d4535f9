//! What stands at the top of every page of an edition.

use serde::Serialize;

use super::prepared::Prepared;
use crate::model::release::ReleaseClass;
use crate::model::{Release, ReleaseId};
use crate::render::address::{self, Here};
use crate::render::cite::Cite;
use crate::render::frame::{Banner, Link, MenuEntry};
use crate::render::newest;
use crate::render::press::Press;
use crate::render::words;
use crate::text::messages::{Messages, say};
use crate::text::version;

/// The head of an edition's pages.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EditionHead {
    /// The reference month: `September 2021`.
    pub(crate) month: String,
    /// Version, standing and class: `Udgave 1`, `Endelige tal`.
    pub(crate) marks: Vec<String>,
    /// When it was published, as a reader says it.
    pub(crate) published: String,
    /// When it was published, as a machine reads it.
    pub(crate) published_iso: String,
    /// Why this version replaces the one before; empty for the first.
    pub(crate) reason: String,
    /// The edition's own menu.
    pub(crate) tabs: Vec<Tab>,
    /// The month before, and the month after, when they have an edition.
    pub(crate) previous: Option<Link>,
    /// The month after.
    pub(crate) next: Option<Link>,
    /// How to cite the page.
    pub(crate) cite: Cite,
}

/// An entry of the edition's own menu.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Tab {
    /// What it says.
    pub(crate) label: String,
    /// Where it leads.
    pub(crate) href: String,
    /// Whether this is the page.
    pub(crate) current: bool,
}

impl From<MenuEntry> for Tab {
    fn from(entry: MenuEntry) -> Self {
        Self { label: entry.label.to_owned(), href: entry.href, current: entry.current }
    }
}

impl EditionHead {
    /// The head for a page; `current` is the folder of the tab that is open.
    pub(crate) fn new(prepared: &Prepared<'_>, here: &Here, current: &str) -> Self {
        let say = prepared.press.say;
        let release = &prepared.edition.release;
        let site = &prepared.press.site;
        let (previous, next) = site.catalogue.neighbours(release.id.period);
        let neighbour = |period| {
            let month = words::capital(&say.month(period));
            // Whoever goes from real figures to made-up ones is told before.
            let made_up = site.catalogue.newest_of(period).is_some_and(|entry| entry.release.synthetic);
            let label =
                if made_up && !release.synthetic { say!(say, "edition-month-made-up", month = month) } else { month };
            Link::new(here.page(&address::month(period)), label)
        };
        Self {
            month: words::capital(&say.month(release.id.period)),
            marks: marks(say, release),
            published: say.moment(release.published, site.publication.time_zone),
            published_iso: release.published.to_rfc3339(),
            reason: say.danish(&release.reason).into_owned(),
            tabs: tabs(prepared, here, current),
            previous: previous.map(neighbour),
            next: next.map(neighbour),
            cite: Cite::new(prepared, here),
        }
    }
}

fn marks(say: &Messages, release: &Release) -> Vec<String> {
    let mut marks = vec![number(say, release.id), words::release_status(say, release.status).into_owned()];
    if release.class != ReleaseClass::First {
        marks.push(version::class(say, release.class));
    }
    marks
}

/// `Udgave 1`.
pub(crate) fn number(say: &Messages, id: ReleaseId) -> String {
    say!(say, "word-version", version = id.version)
}

fn tabs(prepared: &Prepared<'_>, here: &Here, current: &str) -> Vec<Tab> {
    let say = prepared.press.say;
    let id = prepared.edition.release.id;
    let mut tabs = vec![(say.text("edition-overview").into_owned(), prepared.folder.clone())];
    tabs.push((say.text("follow-title").into_owned(), address::follow_up(id)));
    for measure in &prepared.measures {
        tabs.push((say.of(&measure.measure.short).into_owned(), address::measure(&prepared.folder, measure.measure)));
    }
    tabs.into_iter()
        .map(|(label, folder)| Tab { label, href: here.page(&folder), current: folder == current })
        .collect()
}

/// What a reader of a version's own pages must know before reading on: that it is made up or under embargo, why it
/// replaced the one before, and where to see what came after it.
pub(crate) fn banners(press: &Press<'_>, release: &Release, here: &Here) -> Vec<Banner> {
    let say = press.say;
    let mut banners = warnings(press, release);
    banners.extend(newest::own(say, release, here));
    banners.push(newest::frozen(press, release, here));
    banners
}

/// The same for a page that shows the newest version of a month, and is drawn anew when there is another.
pub(crate) fn banners_of_month(press: &Press<'_>, release: &Release, here: &Here) -> Vec<Banner> {
    let mut banners = warnings(press, release);
    banners.extend(newest::of_month(press, release, here));
    if here.folder().is_empty() {
        banners.extend(newest::of_earlier_months(press, release, here));
    }
    banners
}

fn warnings(press: &Press<'_>, release: &Release) -> Vec<Banner> {
    let say = press.say;
    let mut banners = Vec::new();
    let zone = press.site.publication.time_zone;
    if press.site.entry(release.id).is_some_and(|entry| entry.under_embargo) {
        let text = say!(say, "frame-embargo", when = say.moment(release.published, zone));
        banners.push(Banner { lead: say.text("frame-embargo-lead").into_owned(), text, ..Banner::new("embargo") });
    }
    if release.synthetic {
        let text = say.text("frame-synthetic").into_owned();
        banners.push(Banner { lead: say.text("frame-synthetic-lead").into_owned(), text, ..Banner::new("synthetic") });
    }
    banners
}
