//! What there is to subscribe to, named by the pages that show the same.

use std::collections::BTreeSet;

use serde::Serialize;

use super::address::{self, Here};
use super::memento;
use super::press::Press;
use crate::model::catalogue::History;
use crate::model::{AreaKind, Publication};

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct FeedLink {
    /// Its address.
    pub(crate) href: String,
    /// Its media type.
    pub(crate) media_type: &'static str,
    /// What it tells of.
    pub(crate) title: String,
}

/// The folders of funds and jobcentres with a feed, which are those that an edition has a page of.
pub(crate) fn followed(publication: &Publication, history: &History) -> BTreeSet<String> {
    let parties = || history.pages.values().map(|pages| &pages.parties);
    let akasser = parties().flat_map(|parties| &parties.akasser).map(|key| publication.akasse(*key));
    let areas = parties().flat_map(|parties| &parties.areas).map(|key| publication.area(*key));
    let jobcentres = areas.filter(|area| area.kind == AreaKind::Jobcentre);
    akasser.map(|akasse| address::akasse("", akasse)).chain(jobcentres.map(|area| address::area("", area))).collect()
}

/// The feeds of a page: of editions, of corrections, and of the fund or jobcentre that the page is about. `press.followed` are
/// the folders of those with a feed; a page of an edition has one by being there, and gives none. They are the same for
/// pages in every language.
pub(crate) fn of(press: &Press<'_>, here: &Here) -> Vec<FeedLink> {
    let atom = "application/atom+xml";
    let link = |path: &str, media_type, title: &str| {
        let title = press.say.text(title).into_owned();
        FeedLink { href: here.to(path), media_type, title }
    };
    let mut feeds = vec![
        link("feed/udgivelser.xml", atom, "cite-follow-releases"),
        link("feed/rettelser.xml", atom, "cite-follow-corrections"),
    ];
    let about = |folder: &str| match here.folder() {
        "udgivelser/" => folder == "udgivelser",
        "rettelser/" => folder == "rettelser",
        _ => false,
    };
    for (name, path, title) in [
        ("udgivelser", "feed/udgivelser.json", "cite-follow-releases-json"),
        ("rettelser", "feed/rettelser.json", "cite-follow-corrections-json"),
    ] {
        if about(name) {
            feeds.push(link(path, "application/feed+json", title));
        }
    }
    let inside = memento::of_edition(here.folder()).map(|(_, inside)| inside);
    let party = match (inside, &press.followed) {
        (Some(inside), _) => is_party(inside).then_some(inside),
        (None, Some(followed)) => Some(here.folder()).filter(|folder| followed.contains(*folder)),
        (None, None) => None,
    };
    if let Some(folder) = party {
        feeds.push(link(&format!("feed/{}.xml", folder.trim_end_matches('/')), atom, "cite-follow-page"));
    }
    feeds
}

/// Whether a folder is that of a fund or a jobcentre, and not of both together.
fn is_party(folder: &str) -> bool {
    let steps: Vec<&str> = folder.trim_end_matches('/').split('/').collect();
    matches!(steps[..], ["a-kasse" | "jobcenter", _])
}
