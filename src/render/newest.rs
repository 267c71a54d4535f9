//! What pages say of versions: on a version's own pages, which stay as they are, a line that a script brings up to date;
//! on pages that are drawn anew, which figures are the newest and what was changed since.

use super::address::{self, Here};
use super::frame::{Banner, Link, Watch};
use super::press::Press;
use super::words;
use crate::model::release::ReleaseClass;
use crate::model::{Release, ReleaseId};
use crate::text::messages::{Messages, say};
use crate::text::version;

/// Where the file lies that says what came after a version.
const STATE: &str = "api/v1/state.json";

/// The line on a version's own pages: which version it is, and where to see whether it is the newest. It names nothing
/// that came later.
pub(crate) fn frozen(press: &Press<'_>, release: &Release, here: &Here) -> Banner {
    let say = press.say;
    let id = release.id;
    let month = say.month(id.period);
    Banner {
        kind: "frozen",
        lead: say!(say, "frame-frozen-lead", version = id.version, month = &month),
        text: say.text("frame-frozen").into_owned(),
        link: Some(Link::new(here.page(&address::month(id.period)), say!(say, "frame-go-to", month = &month))),
        watch: Some(Watch {
            state: here.to(STATE),
            period: id.period.code(),
            version: id.version,
            synthetic: release.synthetic,
            zone: press.site.publication.time_zone.name().to_owned(),
        }),
    }
}

/// Why a version replaced the one before, with the way to that one; none for the first.
pub(crate) fn own(say: &Messages, release: &Release, here: &Here) -> Option<Banner> {
    if release.class == ReleaseClass::First {
        return None;
    }
    let before = release.id.version.checked_sub(1)?;
    let id = ReleaseId { version: before, ..release.id };
    Some(Banner {
        lead: format!("{}.", version::class(say, release.class)),
        text: say.danish(&release.reason).into_owned(),
        link: Some(Link::new(here.page(&address::edition(id)), say!(say, "frame-see-version", version = before))),
        ..Banner::new("correction")
    })
}

/// What a page that shows a month's newest version says: whether the month is the newest, and what every later version of
/// it changed, the last change first.
pub(crate) fn of_month(press: &Press<'_>, release: &Release, here: &Here) -> Vec<Banner> {
    let say = press.say;
    let catalogue = press.site.catalogue;
    let id = release.id;
    let (own_month, version) = (say.month(id.period), id.version);
    let later = catalogue.newest().filter(|newest| newest.release.id.period != id.period);
    let standing = match later {
        None => Banner {
            lead: say.text("frame-newest-lead").into_owned(),
            text: say!(say, "frame-newest", version = version, month = own_month),
            ..Banner::new("newest")
        },
        Some(newest) => {
            let period = newest.release.id.period;
            let month = say.month(period);
            let made_up = newest.release.synthetic && !release.synthetic;
            let key = if made_up { "frame-older-made-up" } else { "frame-older" };
            Banner {
                lead: say.text("frame-older-lead").into_owned(),
                text: say!(say, key, version = version, month = own_month, newest = &month),
                link: Some(Link::new(here.page(&address::month(period)), say!(say, "frame-go-to", month = &month))),
                ..Banner::new("older")
            }
        }
    };
    let zone = press.site.publication.time_zone;
    let versions = catalogue.entries.iter().filter(|entry| entry.release.id.period == id.period);
    let changes = versions.filter_map(|entry| {
        let when = say.day_of(entry.release.published, zone);
        let own = own(say, &entry.release, here)?;
        Some(Banner {
            text: say!(
                say,
                "frame-version-came",
                version = entry.release.id.version,
                when = when,
                reason = say.danish(&entry.release.reason),
            ),
            ..own
        })
    });
    std::iter::once(standing).chain(changes).collect()
}

/// What a page outside the editions says: which figures are the newest, and which were changed since those came out.
///
/// `about` is what the page is about, where the newest figures have nothing of it.
pub(crate) fn of_archive(press: &Press<'_>, here: &Here, about: Option<&str>) -> Vec<Banner> {
    let say = press.say;
    let catalogue = press.site.catalogue;
    let Some(newest) = catalogue.newest() else { return Vec::new() };
    let id = newest.release.id;
    let month = say.month(id.period);
    let standing = Banner {
        lead: say.text(if about.is_some() { "frame-absent-lead" } else { "frame-newest-lead" }).into_owned(),
        text: match about {
            None => say!(say, "frame-newest-are", month = &month, version = id.version),
            Some(name) => say!(say, "frame-absent", month = &month, name = name),
        },
        link: Some(Link::new(here.page(&address::month(id.period)), say!(say, "frame-go-to", month = &month))),
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
    let say = press.say;
    let (month, number) = (say.month(release.id.period), release.id.version);
    let when = say.day_of(release.published, press.site.publication.time_zone);
    Banner {
        lead: format!("{}.", version::class(say, release.class)),
        text: say!(
            say,
            "frame-month-got",
            month = words::capital(&month),
            version = number,
            when = when,
            reason = say.danish(&release.reason),
        ),
        link: Some(Link::new(
            here.page(&address::edition(release.id)),
            say!(say, "frame-see-version", version = number),
        )),
        ..Banner::new("correction")
    }
}
