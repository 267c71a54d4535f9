//! What pages other than a measure's offer other sites: the page's sections as pieces that the web component takes out of
//! it, and for a fund or an area a figure of its own that follows the newest month.
//!
//! A page of its own for every fund and area of every edition would make half as many files again; a piece needs none,
//! and the version's page it is taken from never changes.

use super::parts::Part;
use super::{Address, EmbedView, Kept, Offer, OffersView, Pieces};
use crate::diagnostic::Diagnostic;
use crate::model::{FileSet, Release};
use crate::render::address::Here;
use crate::render::html::Html;
use crate::render::press::Press;
use crate::text::messages::say;

/// Where a fund's or area's figure lies that follows the newest month. `page` is its page outside editions.
fn newest_folder(page: &str) -> String {
    format!("embed/latest/{page}")
}

/// What the version's page in this folder offers: the piece with this id, and what follows the newest month where it is
/// a party's, whose page outside editions is `evergreen`.
pub(crate) fn of_version(
    press: &Press<'_>,
    here: &Here,
    (title, release): (&str, &Release),
    (page, piece, evergreen): (&str, &str, Option<&str>),
) -> OffersView {
    let say = press.say;
    let (month, version) = (say.month(release.id.period), release.id.version.to_string());
    let full = say!(say, "embed-of-party", name = title, month = month, version = version);
    let frozen = Address {
        href: format!("{}#{piece}", here.page(page)),
        full: format!("{}#{piece}", press.address(page)),
        piece: true,
    };
    let offer = Offer {
        name: say.text("embed-own-figures").into_owned(),
        updating: evergreen.map(|page| press.address(&newest_folder(page))),
        frozen: Some(frozen),
    };
    OffersView::new(press, (here, page), (full, title), vec![offer], Pieces::Frozen)
}

/// What a page outside editions offers: a fund's or area's own figure.
pub(crate) fn of_newest(press: &Press<'_>, here: &Here, title: &str) -> OffersView {
    let offer = Offer {
        name: press.say.text("embed-own-figures").into_owned(),
        updating: Some(press.address(&newest_folder(here.folder()))),
        frozen: None,
    };
    let full = say!(press.say, "embed-newest-of", name = title);
    OffersView::new(press, (here, here.folder()), (full, title), vec![offer], Pieces::Updating)
}

/// Draws the figure that follows the newest month, of the fund or area whose page outside editions this is. `tables`
/// makes the tables for a page in a folder.
///
/// # Errors
/// When a template cannot be drawn.
pub(crate) fn draw_newest(
    press: &Press<'_>,
    files: &mut FileSet,
    (page, title): (&str, &str),
    (release, synthetic): (Option<&Release>, bool),
    tables: impl FnOnce(&Here) -> Vec<Html>,
) -> Result<(), Diagnostic> {
    let here = press.here(newest_folder(page));
    let part = Part::new("", "").tables(tables(&here));
    let say = press.say;
    let title = match release {
        Some(release) => format!("{title}, {}", say.month(release.id.period)),
        None => say!(say, "embed-newest-of", name = title),
    };
    EmbedView::new(press, &here, title, (part, page, release), synthetic).print(press, files, (&here, Kept::Updating))
}
