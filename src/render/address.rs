//! Where pages lie, and how one of them links to another: always relative, and to the file itself, so that the
//! archive works at a root, below a folder and from a disk without a server.

use crate::model::{Akasse, Area, AreaKind, Measure, Period, ReleaseId};

/// The folder of a page, from the archive's root: empty, or ending in `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Here {
    folder: String,
    /// The folder of the page's language: empty, or ending in `/`.
    below: &'static str,
}

impl Here {
    /// A page that is the `index.html` of this folder.
    pub(crate) fn new(folder: impl Into<String>) -> Self {
        Self { folder: folder.into(), below: "" }
    }

    /// The same page in the folder of a language.
    pub(crate) fn below(self, below: &'static str) -> Self {
        Self { below, ..self }
    }

    /// The folder, the same in every language.
    pub(crate) fn folder(&self) -> &str {
        &self.folder
    }

    /// The page's file.
    pub(crate) fn file(&self) -> String {
        format!("{}{}index.html", self.below, self.folder)
    }

    /// The address, relative to this page, of the page in another folder of the same language.
    pub(crate) fn page(&self, folder: &str) -> String {
        let mut link = relative(&self.folder, folder);
        link.push_str("index.html");
        link
    }

    /// The address, relative to this page, of the same page in a language that lies below this folder.
    pub(crate) fn in_language(&self, below: &str) -> String {
        relative(&format!("{}{}", self.below, self.folder), &format!("{below}{}index.html", self.folder))
    }

    /// The address, relative to this page, of a file that the pages of one language share.
    pub(crate) fn own(&self, path: &str) -> String {
        relative(&self.folder, path)
    }

    /// The address, relative to this page, of a file or folder given from the archive's root.
    pub(crate) fn to(&self, path: &str) -> String {
        if self.below.is_empty() {
            relative(&self.folder, path)
        } else {
            relative(&format!("{}{}", self.below, self.folder), path)
        }
    }
}

/// The way from a folder to a path, both from one root, as short as possible.
fn relative(from: &str, path: &str) -> String {
    let shared = from
        .bytes()
        .zip(path.bytes())
        .take_while(|(a, b)| a == b)
        .enumerate()
        .filter(|(_, (a, _))| *a == b'/')
        .last()
        .map_or(0, |(at, _)| at + 1);
    let up = from[shared..].bytes().filter(|byte| *byte == b'/').count();
    let mut link = String::with_capacity(3 * up + path.len() + 10 - shared);
    for _ in 0..up {
        link.push_str("../");
    }
    link.push_str(&path[shared..]);
    link
}

/// A month's folder, which shows its newest version.
pub(crate) fn month(period: Period) -> String {
    format!("{}/", period.slug())
}

/// A version's folder.
pub(crate) fn edition(id: ReleaseId) -> String {
    format!("{}/", id.path())
}

/// The folder of a fund, below an edition's folder or at the root.
pub(crate) fn akasse(below: &str, akasse: &Akasse) -> String {
    format!("{below}a-kasse/{}/", akasse.id)
}

/// The folder of an area, below an edition's folder or at the root.
pub(crate) fn area(below: &str, area: &Area) -> String {
    let kind = if area.kind == AreaKind::Jobcentre { "jobcenter" } else { "omraade" };
    format!("{below}{kind}/{}/", area.id)
}

/// The folder of an area and a fund together, below an edition's folder or at the root.
pub(crate) fn pair(below: &str, of_area: &Area, akasse: &Akasse) -> String {
    format!("{}{}/", area(below, of_area), akasse.id)
}

/// The folder of a measure, below an edition's folder or at the root.
pub(crate) fn measure(below: &str, measure: &Measure) -> String {
    format!("{below}maal/{}/", measure.id)
}

/// The folder of an edition's follow-up page.
pub(crate) fn follow_up(id: ReleaseId) -> String {
    format!("{}/opfoelgning/", id.path())
}

/// The folder of a version's data files.
pub(crate) fn release_files(id: ReleaseId) -> String {
    format!("api/v1/releases/{}/", id.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_as_short_as_possible() {
        let fund = Here::new("2021-09/v1/a-kasse/3f/");
        assert_eq!(fund.page("2021-09/v1/"), "../../index.html");
        assert_eq!(fund.page("2021-09/v1/a-kasse/hk/"), "../hk/index.html");
        assert_eq!(fund.page("a-kasse/3f/"), "../../../../a-kasse/3f/index.html");
        assert_eq!(fund.page(""), "../../../../index.html");
        assert_eq!(fund.to("assets/a.css"), "../../../../assets/a.css");
        assert_eq!(fund.page("2021-09/v1/a-kasse/3f/"), "index.html");
        assert_eq!(fund.page("2021-09/v1/a-kasse/3fb/"), "../3fb/index.html");
        let root = Here::new("");
        assert_eq!(root.page("2021-09/v1/"), "2021-09/v1/index.html");
        assert_eq!(root.page(""), "index.html");
        assert_eq!(root.file(), "index.html");
    }

    #[test]
    fn pages_of_a_language_link_among_themselves_and_share_the_rest() {
        let fund = Here::new("2021-09/v1/a-kasse/3f/").below("en/");
        assert_eq!(fund.file(), "en/2021-09/v1/a-kasse/3f/index.html");
        assert_eq!(fund.page(""), "../../../../index.html");
        assert_eq!(fund.to("assets/a.css"), "../../../../../assets/a.css");
        assert_eq!(fund.in_language(""), "../../../../../2021-09/v1/a-kasse/3f/index.html");
        assert_eq!(Here::new("a-kasse/3f/").in_language("en/"), "../../en/a-kasse/3f/index.html");
        assert_eq!(Here::new("").below("en/").in_language(""), "../index.html");
    }
}
