//! What every builder of pages holds: the site, and the tools that were made ready once.

use std::collections::BTreeSet;

use rayon::prelude::*;
use serde::Serialize;

use super::address::{self, Here};
use super::assets::Assets;
use super::frame::{About, Frame, Link};
use super::html::Html;
use super::order::Order;
use super::picture::atlas::Atlas;
use super::site::{Seen, note_folder};
use super::templates::Templates;
use super::words;
use crate::diagnostic::Diagnostic;
use crate::model::picture::{PictureKey, Pictures};
use crate::model::{AkasseKey, AreaKey, FileSet, Language, MeasureKey};
use crate::text::messages::Messages;

/// The press that pages are printed on.
#[derive(Clone, Debug)]
pub(crate) struct Press<'a> {
    /// The archive as the pages see it.
    pub(crate) site: Seen<'a>,
    /// Templates made ready.
    pub(crate) templates: &'a Templates,
    /// The words of the pages' language.
    pub(crate) say: &'a Messages,
    /// Every language of the site with the folder that its pages lie below; the first lies at the root.
    pub(crate) languages: &'a [(Language, &'static str)],
    /// The folder of the pages' language: empty, or ending in `/`.
    pub(crate) below: &'static str,
    /// Shared files with their addresses.
    pub(crate) assets: &'a Assets,
    /// The order of names.
    pub(crate) order: &'a Order,
    /// The tile map.
    pub(crate) atlas: &'a Atlas,
    /// Drawn charts of the pages at hand.
    pub(crate) pictures: &'a Pictures,
    /// Areas that have a page outside the editions.
    pub(crate) areas: BTreeSet<AreaKey>,
    /// Measures that have a page outside the editions.
    pub(crate) measures: BTreeSet<MeasureKey>,
    /// Folders of funds and jobcentres with a feed; `None` on pages that are in an edition.
    pub(crate) followed: Option<BTreeSet<String>>,
}

/// A whole page as a template reads it.
#[derive(Debug, Serialize)]
struct Page<'v, V> {
    /// What stands around the page.
    frame: Frame,
    /// What the page shows.
    page: &'v V,
}

/// A chart as a template reads it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PictureView {
    /// Inline SVG with title and description.
    pub(crate) svg: Html,
    /// The chart's option as JSON.
    pub(crate) option: Html,
}

/// Takes finished files, from any thread and in any order.
pub type Take<'a> = dyn Fn(FileSet) + Sync + 'a;

/// Draws parts of a site, several at a time, and hands each over when it is done. Of several problems the first part's is
/// told, whichever came up first.
pub(crate) fn side_by_side<T: Sync>(
    parts: &[T],
    take: &Take<'_>,
    draw: impl Fn(&T, &mut FileSet) -> Result<(), Diagnostic> + Sync,
) -> Result<(), Diagnostic> {
    let drawn: Vec<Result<(), Diagnostic>> = parts
        .par_iter()
        .map(|part| {
            let mut files = FileSet::default();
            draw(part, &mut files)?;
            take(files);
            Ok(())
        })
        .collect();
    drawn.into_iter().collect()
}

impl Press<'_> {
    /// Prints a page into a set of files.
    pub(crate) fn print(
        &self,
        files: &mut FileSet,
        template: &str,
        about: About,
        view: &impl Serialize,
    ) -> Result<(), Diagnostic> {
        let path = about.here.file();
        let page = Page { frame: Frame::new(self, about), page: view };
        files.add(path, self.templates.draw(template, &page)?);
        Ok(())
    }

    /// A drawn chart, when there is one.
    pub(crate) fn picture(&self, key: PictureKey) -> Option<PictureView> {
        self.pictures.get(&(self.say.language(), key)).map(|picture| PictureView {
            svg: Html::trusted(picture.svg.clone()),
            option: Html::trusted(picture.option.clone()),
        })
    }

    /// The page of a folder, in the pages' language.
    pub(crate) fn here(&self, folder: impl Into<String>) -> Here {
        Here::new(folder).below(self.below)
    }

    /// The full address of a folder's page in the pages' language.
    pub(crate) fn address(&self, folder: &str) -> String {
        format!("{}{}{folder}", self.site.publication.base_url, self.below)
    }

    /// The language of notes, where the page is in another.
    pub(crate) fn body_lang(&self) -> Option<&'static str> {
        (self.say.language() != Language::Danish).then_some(Language::Danish.tag())
    }

    /// Whether any area has a page outside the editions.
    pub(crate) fn has_areas(&self) -> bool {
        !self.areas.is_empty()
    }

    /// The folder of a fund's page outside the editions.
    pub(crate) fn akasse_folder(&self, key: AkasseKey) -> String {
        address::akasse("", self.site.publication.akasse(key))
    }

    /// The folder of an area's page outside the editions; `None` when it has none.
    pub(crate) fn area_folder(&self, key: AreaKey) -> Option<String> {
        self.areas.contains(&key).then(|| address::area("", self.site.publication.area(key)))
    }

    /// The folder of the page that an area and a fund have together outside the editions; `None` when they have none.
    pub(crate) fn pair_folder(&self, (area, akasse): (AreaKey, AkasseKey)) -> Option<String> {
        let publication = self.site.publication;
        let asked = self.areas.contains(&area) && publication.pairs.binary_search(&(area, akasse)).is_ok();
        asked.then(|| address::pair("", publication.area(area), publication.akasse(akasse)))
    }

    /// The folder of a measure's page outside the editions.
    pub(crate) fn measure_folder(&self, key: MeasureKey) -> String {
        address::measure("", self.site.publication.measure(key))
    }

    /// Links to documents by slug, in the order given; those without a page are left out.
    pub(crate) fn documents<'s>(&self, here: &Here, slugs: impl IntoIterator<Item = &'s str>) -> Vec<Link> {
        let say = self.say;
        slugs
            .into_iter()
            .filter_map(|slug| self.site.note(slug))
            .map(|note| {
                let when = note.date.map(|date| say.of_note(date)).map(|when| format!(", {when}")).unwrap_or_default();
                let kind = format!("{}{when}", words::note_kind(say, note.kind));
                Link::noted(here.page(&note_folder(note)), say.danish(&note.title), kind)
            })
            .collect()
    }
}
