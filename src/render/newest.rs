//! What pages say of versions: on a version's own pages, which stay as they are, a line that a script brings up to date;
//! on pages that are drawn anew, which figures are the newest and what was changed since.

use super::address::{self, Here};
use super::frame::{Banner, Link, Watch};
use super::press::Press;
use super::words;
use crate::model::release::ReleaseClass;
use crate::model::{Release, ReleaseId};
use crate::text::{date, version};

/// Where the file lies that says what came after a version.
const STATE: &str = "api/v1/state.json";

/// The line on a version's own pages: which version it is, and where to see whether it is the newest. It names nothing
/// that came later.
pub(crate) fn frozen(release: &Release, here: &Here) -> Banner {
    let id = release.id;
    let month = date::month(id.period);
    Banner {
        kind: "frozen",
        lead: format!("Du ser udgave {} for {month}.", id.version),
        text: "Om den er den nyeste, og hvad der er ændret siden, står på månedens side.".into(),
        link: Some(Link::new(here.page(&address::month(id.period)), format!("Gå til {month}"))),
        watch: Some(Watch {
            state: here.to(STATE),
            period: id.period.code(),
            version: id.version,
            synthetic: release.synthetic,
        }),
    }
}

/// Why a version replaced the one before, with the way to that one; none for the first.
pub(crate) fn own(release: &Release, here: &Here) -> Option<Banner> {
    if release.class == ReleaseClass::First {
        return None;
    }
    let before = release.id.version.checked_sub(1)?;
    let id = ReleaseId { version: before, ..release.id };
    Some(Banner {
        lead: format!("{}.", version::class(release.class)),
        text: release.reason.clone(),
        link: Some(Link::new(here.page(&address::edition(id)), format!("Se udgave {before}"))),
        ..Banner::new("correction")
    })
}

/// What a page that shows a month's newest version says: whether the month is the newest, and what every later version of
/// it changed, the last change first.
pub(crate) fn of_month(press: &Press<'_>, release: &Release, here: &Here) -> Vec<Banner> {
    let catalogue = press.site.catalogue;
    let id = release.id;
    let first = format!("Udgave {} er den nyeste for {}", id.version, date::month(id.period));
    let later = catalogue.newest().filter(|newest| newest.release.id.period != id.period);
    let standing = match later {
        None => Banner {
            lead: "Nyeste tal.".into(),
            text: format!("{first}, og ingen senere måned er udgivet."),
            ..Banner::new("newest")
        },
        Some(newest) => {
            let period = newest.release.id.period;
            let month = date::month(period);
            let made_up = newest.release.synthetic && !release.synthetic;
            let rest = if made_up {
                format!("Der er også tal for {month}, men de er opdigtede.")
            } else {
                format!("De nyeste tal er for {month}.")
            };
            Banner {
                lead: "Ikke den nyeste måned.".into(),
                text: format!("{first}. {rest}"),
                link: Some(Link::new(here.page(&address::month(period)), format!("Gå til {month}"))),
                ..Banner::new("older")
            }
        }
    };
    let zone = press.site.publication.time_zone;
    let versions = catalogue.entries.iter().filter(|entry| entry.release.id.period == id.period);
    let changes = versions.filter_map(|entry| {
        let when = date::day_of(entry.release.published, zone);
        let own = own(&entry.release, here)?;
        Some(Banner {
            text: format!("Udgave {} kom den {when}: {}", entry.release.id.version, entry.release.reason),
            ..own
        })
    });
    std::iter::once(standing).chain(changes).collect()
}

/// What a page outside the editions says: which figures are the newest, and which were changed since those came out.
///
/// `about` is what the page is about, where the newest figures have nothing of it.
pub(crate) fn of_archive(press: &Press<'_>, here: &Here, about: Option<&str>) -> Vec<Banner> {
    let catalogue = press.site.catalogue;
    let Some(newest) = catalogue.newest() else { return Vec::new() };
    let id = newest.release.id;
    let month = date::month(id.period);
    let standing = Banner {
        lead: if about.is_some() { "Ikke i de nyeste tal." } else { "Nyeste tal." }.into(),
        text: match about {
            None => format!("De nyeste tal er for {month}, udgave {}.", id.version),
            Some(name) => format!("De nyeste tal er for {month}, og der er ingen for {name}."),
        },
        link: Some(Link::new(here.page(&address::month(id.period)), format!("Gå til {month}"))),
        ..Banner::new(if about.is_some() { "older" } else { "newest" })
    };
    let changed = changes(press).into_iter().map(|release| changed_since(press, here, release));
    std::iter::once(standing).chain(changed).collect()
}

/// What the first page says of months before the newest: which were changed since that came out.
pub(crate) fn of_earlier_months(press: &Press<'_>, release: &Release, here: &Here) -> Vec<Banner> {
    let mut changed = changes(press);
    changed.retain(|one| one.id.period != release.id.period);
    changed.into_iter().map(|release| changed_since(press, here, release)).collect()
}

/// Versions that replaced others since the newest month came out, the last first.
fn changes<'a>(press: &Press<'a>) -> Vec<&'a Release> {
    let catalogue = press.site.catalogue;
    let Some(newest) = catalogue.newest() else { return Vec::new() };
    let of_month = catalogue.entries.iter().filter(|entry| entry.release.id.period == newest.release.id.period);
    let came = of_month.map(|entry| entry.release.published).min();
    let releases = catalogue.entries.iter().map(|entry| &entry.release);
    let mut changed: Vec<&Release> = releases
        .filter(|release| release.class != ReleaseClass::First && came.is_some_and(|came| release.published > came))
        .collect();
    changed.sort_by_key(|release| std::cmp::Reverse((release.published, release.id)));
    changed
}

fn changed_since(press: &Press<'_>, here: &Here, release: &Release) -> Banner {
    let (month, number) = (date::month(release.id.period), release.id.version);
    let when = date::day_of(release.published, press.site.publication.time_zone);
    Banner {
        lead: format!("{}.", version::class(release.class)),
        text: format!("{} fik udgave {number} den {when}: {}", words::capital(&month), release.reason),
        link: Some(Link::new(here.page(&address::edition(release.id)), format!("Se udgave {number}"))),
        ..Banner::new("correction")
    }
}
