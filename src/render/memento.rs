//! What a page is to web archives (RFC 7089): a page that is drawn anew and has a TimeMap, or a page of an edition, which
//! shows it as it was.

use super::address::{self, Here};
use super::press::Press;
use crate::model::Period;
use crate::text::timemap;

/// Where a page's original and its TimeMap lie, relative to the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Archived {
    /// The page that is drawn anew, for one of an edition.
    pub(crate) original: Option<String>,
    /// The list of what every edition had in its place.
    pub(crate) timemap: Option<String>,
}

impl Archived {
    /// What the page is. It names nothing that came later than its edition.
    pub(crate) fn new(press: &Press<'_>, here: &Here) -> Self {
        let folder = here.folder();
        if let Some((month, rest)) = of_edition(folder) {
            let original = if rest.is_empty() { month } else { rest };
            if !has_timemap(press, original) {
                return Self::default();
            }
            let timemap = Some(here.own(&format!("{original}{}", timemap::NAME)));
            return Self { original: Some(here.page(original)), timemap };
        }
        let timemap = has_timemap(press, folder).then(|| timemap::NAME.to_owned());
        Self { original: None, timemap }
    }
}

/// The month's folder and the folder inside the edition, for a page of an edition.
pub(crate) fn of_edition(folder: &str) -> Option<(&str, &str)> {
    let (month, rest) = folder.split_once('/')?;
    let (version, inside) = rest.split_once('/')?;
    let number = version.strip_prefix('v')?;
    let is_version = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_version && Period::parse(month).is_some()).then(|| (&folder[..=month.len()], inside))
}

/// Whether the page in a folder outside the editions has a TimeMap: the first page, and those of months, funds, areas, pairs of
/// both, and measures.
fn has_timemap(press: &Press<'_>, folder: &str) -> bool {
    let mut steps = folder.trim_end_matches('/').splitn(2, '/');
    let (kind, id) = (steps.next().unwrap_or_default(), steps.next());
    let publication = press.site.publication;
    match (kind, id) {
        ("", None) => true,
        (month, None) => Period::parse(month).is_some(),
        ("a-kasse", Some(id)) => publication.akasser.iter().any(|akasse| akasse.id == id),
        ("jobcenter" | "omraade", Some(_)) => {
            let is_pair = |pair| press.pair_folder(pair).is_some_and(|of_pair| of_pair == folder);
            press.areas.iter().any(|key| address::area("", publication.area(*key)) == folder)
                || publication.pairs.iter().any(|pair| is_pair(*pair))
        }
        ("maal", Some(id)) => press.measures.iter().any(|key| publication.measure(*key).id == id),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_pages_of_editions() {
        assert_eq!(of_edition("2021-09/v1/a-kasse/3f/"), Some(("2021-09/", "a-kasse/3f/")));
        assert_eq!(of_edition("2021-09/v12/"), Some(("2021-09/", "")));
        for folder in ["", "2021-09/", "a-kasse/v1/", "maal/x/revisioner/", "2021-09/v/"] {
            assert_eq!(of_edition(folder), None, "{folder}");
        }
    }
}
