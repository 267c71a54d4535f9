//! The way into this room.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::assets::Assets;
use super::edition;
use super::feeds;
use super::order::Order;
use super::picture::atlas::Atlas;
use super::press::{Press, Take};
use super::shared;
use super::site::{Frozen, Seen, Site};
use super::templates::Templates;
use crate::diagnostic::Diagnostic;
use crate::disclosure::Cleared;
use crate::model::catalogue::History;
use crate::model::edition::Edition;
use crate::model::picture::{Charting, Pictures};
use crate::model::{FileSet, Language, Publication};
use crate::text::messages::Messages;

/// Draws pages. Made once for a run; shared between threads, so that editions are drawn side by side.
#[derive(Debug)]
pub struct Renderer {
    /// One for each language of the pages, the publication's own first.
    tongues: Vec<Tongue>,
    /// The languages with the folders that their pages lie below.
    languages: Vec<(Language, &'static str)>,
    assets: Assets,
    /// Where municipalities lie on the tile map; the same in every language.
    atlas: Atlas,
}

/// What pages of one language are drawn with.
#[derive(Debug)]
struct Tongue {
    say: Arc<Messages>,
    templates: Templates,
    order: Order,
}

impl Renderer {
    /// Makes templates, shared files and the order of names ready.
    ///
    /// `overrides` are a publication's own templates by path below its `templates/`; they stand in for built-in ones.
    /// `charting` goes into the archive beside the scripts.
    ///
    /// # Errors
    /// [`crate::diagnostic::Code::BadTemplate`] when a template cannot be read.
    pub fn new(
        publication: &Publication,
        overrides: &BTreeMap<String, String>,
        charting: &Charting,
    ) -> Result<Self, Diagnostic> {
        let first = publication.languages.first().copied().unwrap_or(Language::Danish);
        let languages: Vec<_> =
            publication.languages.iter().map(|one| (*one, if *one == first { "" } else { folder(*one) })).collect();
        let tongue = |(language, _): &(Language, &'static str)| {
            let say = Arc::new(Messages::new(*language, overrides)?);
            Ok(Tongue { templates: Templates::new(overrides, &say)?, order: Order::of(publication, &say), say })
        };
        let tongues = languages.iter().map(tongue).collect::<Result<_, Diagnostic>>()?;
        Ok(Self { tongues, languages, assets: Assets::new(overrides, charting)?, atlas: Atlas::of(publication) })
    }

    /// The words of every language of the pages, for the pictures in them.
    pub fn messages(&self) -> impl Iterator<Item = &Messages> {
        self.tongues.iter().map(|tongue| &*tongue.say)
    }

    /// Draws all pages of an edition, below `<YYYY-MM>/v<N>/`. What comes out later changes no byte of them. They come one
    /// by one, so that not all of them are in memory at a time.
    ///
    /// # Errors
    /// [`crate::diagnostic::Code::BadTemplate`] when a template cannot be drawn.
    pub fn edition(
        &self,
        frozen: &Frozen<'_>,
        (edition, pictures): (&Cleared<Edition>, &Pictures),
        take: &Take<'_>,
    ) -> Result<(), Diagnostic> {
        self.presses(frozen.seen(), pictures).try_for_each(|press| edition::draw(&press, edition.get(), take))
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
        let mut files = FileSet::default();
        for press in self.presses(site.seen(), pictures) {
            files.append(edition::draw_month(&press, site.timetable, edition.get())?);
        }
        Ok(files)
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
        take: &Take<'_>,
    ) -> Result<(), Diagnostic> {
        let followed = feeds::followed(site.publication, history.get());
        let mut folders = Vec::new();
        for press in self.presses(site.seen(), pictures) {
            let press = Press { followed: Some(followed.clone()), ..press };
            folders.extend(shared::draw(&press, site.timetable, (newest.map(Cleared::get), history.get()), take)?);
        }
        if let Some(first) = self.tongues.first() {
            let tongues: Vec<(&Messages, &str)> =
                self.tongues.iter().zip(&self.languages).map(|(tongue, (_, below))| (&*tongue.say, *below)).collect();
            take(shared::for_all(&site.seen(), (&first.templates, &tongues), folders)?);
        }
        take(self.assets.files());
        Ok(())
    }

    /// The files that all pages share, below `assets/`; their names tell their bytes.
    #[must_use]
    pub fn assets(&self) -> FileSet {
        self.assets.files()
    }

    /// A press for each language.
    fn presses<'a>(&'a self, site: Seen<'a>, pictures: &'a Pictures) -> impl Iterator<Item = Press<'a>> {
        self.tongues.iter().zip(&self.languages).map(move |(tongue, (_, below))| Press {
            site,
            templates: &tongue.templates,
            say: &tongue.say,
            languages: &self.languages,
            below,
            assets: &self.assets,
            order: &tongue.order,
            atlas: &self.atlas,
            pictures,
            areas: site.areas_with_pages(),
            measures: site.measures_with_pages(),
            followed: None,
        })
    }
}

/// The folder of a language that is not the first.
fn folder(language: Language) -> &'static str {
    match language {
        Language::Danish => "da/",
        Language::English => "en/",
    }
}
