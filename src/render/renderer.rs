//! The way into this room.

use std::collections::BTreeMap;

use super::assets::Assets;
use super::edition;
use super::feeds;
use super::order::Order;
use super::press::Press;
use super::shared;
use super::site::{Frozen, Seen, Site};
use super::templates::Templates;
use crate::diagnostic::Diagnostic;
use crate::disclosure::Cleared;
use crate::model::catalogue::History;
use crate::model::edition::Edition;
use crate::model::picture::Pictures;
use crate::model::{FileSet, Publication};

/// Draws pages. Made once for a run; shared between threads, so that editions are drawn side by side.
#[derive(Debug)]
pub struct Renderer {
    templates: Templates,
    assets: Assets,
    order: Order,
}

impl Renderer {
    /// Makes templates, shared files and the order of names ready.
    ///
    /// `overrides` are a publication's own templates by path below its `templates/`; they stand in for built-in ones.
    ///
    /// # Errors
    /// [`crate::diagnostic::Code::BadTemplate`] when a template cannot be read.
    pub fn new(publication: &Publication, overrides: &BTreeMap<String, String>) -> Result<Self, Diagnostic> {
        Ok(Self {
            templates: Templates::new(overrides)?,
            assets: Assets::new(overrides)?,
            order: Order::of(publication),
        })
    }

    /// Draws all pages of an edition, below `<YYYY-MM>/v<N>/`. What comes out later changes no byte of them.
    ///
    /// # Errors
    /// [`crate::diagnostic::Code::BadTemplate`] when a template cannot be drawn.
    pub fn edition(
        &self,
        frozen: &Frozen<'_>,
        edition: &Cleared<Edition>,
        pictures: &Pictures,
    ) -> Result<FileSet, Diagnostic> {
        edition::draw(&self.press(frozen.seen(), pictures), edition.get())
    }

    /// Draws the page of a month, `<YYYY-MM>/index.html`, from the newest version of it. It is drawn anew with every release.
    ///
    /// # Errors
    /// [`crate::diagnostic::Code::BadTemplate`] when a template cannot be drawn.
    pub fn month_page(
        &self,
        site: &Site<'_>,
        edition: &Cleared<Edition>,
        pictures: &Pictures,
    ) -> Result<FileSet, Diagnostic> {
        edition::draw_month(&self.press(site.seen(), pictures), site.timetable, edition.get())
    }

    /// Draws every page that stands outside editions, and the files that all pages share.
    ///
    /// `newest` is the newest version of the newest month, shown once more as the first page of the archive;
    /// `pictures` are those of that edition and of the history. The files come in parts, so that not all of them are in
    /// memory at a time.
    ///
    /// # Errors
    /// [`crate::diagnostic::Code::BadTemplate`] when a template cannot be drawn;
    /// [`crate::diagnostic::Code::UnknownFigure`] or [`crate::diagnostic::Code::BrokenLink`] when a text names what is
    /// not in the archive.
    pub fn shared(
        &self,
        site: &Site<'_>,
        newest: Option<&Cleared<Edition>>,
        (history, pictures): (&Cleared<History>, &Pictures),
        take: &mut dyn FnMut(FileSet),
    ) -> Result<(), Diagnostic> {
        let mut press = self.press(site.seen(), pictures);
        press.followed = Some(feeds::followed(site.publication, history.get()));
        shared::draw(&press, site.timetable, (newest.map(Cleared::get), history.get()), take)
    }

    /// The files that all pages share, below `assets/`; their names tell their bytes.
    #[must_use]
    pub fn assets(&self) -> FileSet {
        self.assets.files()
    }

    fn press<'a>(&'a self, site: Seen<'a>, pictures: &'a Pictures) -> Press<'a> {
        Press {
            site,
            templates: &self.templates,
            assets: &self.assets,
            order: &self.order,
            pictures,
            areas: site.areas_with_pages(),
            measures: site.measures_with_pages(),
            followed: None,
        }
    }
}
