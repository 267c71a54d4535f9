//! What there is to subscribe to, named by the pages that show the same.

use std::collections::BTreeSet;

use serde::Serialize;

use super::address::{self, Here};
use super::frame::Link;
use super::memento;
use super::press::Press;
use crate::model::catalogue::History;
use crate::model::{AkasseKey, AreaKey, AreaKind, Publication};

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
    let (akasser, jobcentres) = parties(publication, history);
    let akasser = akasser.into_iter().flatten().map(|key| address::akasse("", publication.akasse(key)));
    let jobcentres = jobcentres.into_iter().flatten().map(|key| address::area("", publication.area(key)));
    akasser.chain(jobcentres).collect()
}

/// The funds and jobcentres with a feed, each kind in order of name, to choose from.
pub(crate) fn of_parties(press: &Press<'_>, here: &Here, history: &History) -> Vec<Link> {
    let publication = press.site.publication;
    let (mut akasser, mut jobcentres) = parties(publication, history);
    press.order.sort_akasser(&mut akasser);
    press.order.sort_areas(&mut jobcentres);
    let to = |folder: String| here.to(&format!("feed/{}.xml", folder.trim_end_matches('/')));
    let akasser = akasser.into_iter().flatten().map(|key| publication.akasse(key));
    let akasser = akasser.map(|akasse| Link::new(to(address::akasse("", akasse)), akasse.short.clone()));
    let jobcentres = jobcentres.into_iter().flatten().map(|key| publication.area(key));
    akasser.chain(jobcentres.map(|area| Link::new(to(address::area("", area)), area.short.clone()))).collect()
}

/// Those that any edition has a page of, each once.
fn parties(publication: &Publication, history: &History) -> (Vec<Option<AkasseKey>>, Vec<Option<AreaKey>>) {
    let all = || history.pages.values().map(|pages| &pages.parties);
    let akasser: BTreeSet<AkasseKey> = all().flat_map(|parties| parties.akasser.iter().copied()).collect();
    let areas = all().flat_map(|parties| parties.areas.iter().copied());
    let is_jobcentre = |key: &AreaKey| publication.area(*key).kind == AreaKind::Jobcentre;
    let jobcentres: BTreeSet<AreaKey> = areas.filter(is_jobcentre).collect();
    (akasser.into_iter().map(Some).collect(), jobcentres.into_iter().map(Some).collect())
}

/// The feeds of a page: of editions, of corrections, and of the fund or jobcentre that the page is about; as JSON Feed on the
/// first page, the page for developers and those that show the same. `press.followed` are
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
    let shows = |name: &str| matches!(here.folder(), "" | "data/") || here.folder().trim_end_matches('/') == name;
    for (name, path, title) in [
        ("udgivelser", "feed/udgivelser.json", "cite-follow-releases-json"),
        ("rettelser", "feed/rettelser.json", "cite-follow-corrections-json"),
    ] {
        if shows(name) {
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
