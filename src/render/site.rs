//! What every page of a site is drawn from, besides its own figures: the archive as it is now, or as it was when a
//! version came out.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::catalogue::{Catalogue, CatalogueEntry, Past};
use crate::model::measure::Rule;
use crate::model::note::{LinkTarget, Note, NoteKind, NotePart};
use crate::model::publication::Lists;
use crate::model::timetable::Timetable;
use crate::model::watch::WatchCase;
use crate::model::{AreaKey, MeasureKey, Publication, ReleaseId};

/// The archive as it is now, for pages that are drawn anew with every release. It holds no figures.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The publication.
    pub publication: &'a Publication,
    /// Every edition, newest first.
    pub catalogue: &'a Catalogue,
    /// The announcements held against what came out.
    pub timetable: &'a Timetable,
    /// Every note.
    pub notes: &'a [Note],
    /// Whether it is built to be looked at before publication; said on every page.
    pub preview: bool,
    /// SHA-256 of the figures of the versions at hand, which pages tell so that they can be cited.
    pub seals: &'a BTreeMap<ReleaseId, String>,
}

impl<'a> Site<'a> {
    pub(crate) fn seen(&self) -> Seen<'a> {
        let Self { publication, catalogue, notes, preview, seals, .. } = *self;
        Seen { publication, catalogue, notes, preview, seals: Some(seals) }
    }
}

/// The archive as it was when a version came out: all that the version's own pages may be made from, besides its figures.
/// Later releases and announcements are not in it, so they cannot change a page.
#[derive(Clone, Copy, Debug)]
pub struct Frozen<'a> {
    seen: Seen<'a>,
}

impl<'a> Frozen<'a> {
    /// The archive of that time. Of the `notes` those are seen that name no release which came later.
    #[must_use]
    pub fn new(lists: &'a Lists, past: &'a Past, notes: &'a [Note], preview: bool) -> Self {
        let (publication, catalogue) = (lists.publication(), past.catalogue());
        Self { seen: Seen { publication, catalogue, notes, preview, seals: None } }
    }

    /// The same with the SHA-256 of the version's figures, so that its pages can tell it.
    #[must_use]
    pub fn sealed(mut self, seals: &'a BTreeMap<ReleaseId, String>) -> Self {
        self.seen.seals = Some(seals);
        self
    }

    /// The texts that were out.
    pub fn notes(&self) -> impl Iterator<Item = &'a Note> + use<'a> {
        self.seen.notes()
    }

    pub(crate) fn seen(&self) -> Seen<'a> {
        self.seen
    }
}

/// What a page sees of the archive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'a> {
    /// The publication.
    pub(crate) publication: &'a Publication,
    /// Every edition, newest first.
    pub(crate) catalogue: &'a Catalogue,
    /// Every note of the publication, also of later releases.
    notes: &'a [Note],
    /// Whether it is built to be looked at before publication.
    pub(crate) preview: bool,
    /// SHA-256 of the figures of the versions at hand.
    seals: Option<&'a BTreeMap<ReleaseId, String>>,
}

impl<'a> Seen<'a> {
    /// The notes that are out: a text that belongs to a release, or links to it, appears with it.
    pub(crate) fn notes(&self) -> impl Iterator<Item = &'a Note> + use<'a> {
        let catalogue = self.catalogue;
        self.notes.iter().filter(move |note| note.named_releases().all(|month| catalogue.newest_of(month).is_some()))
    }

    /// The note with this slug, when it is out.
    pub(crate) fn note(&self, slug: &str) -> Option<&'a Note> {
        self.notes().find(|note| note.slug == slug)
    }

    /// SHA-256 of a version's figures, where it is at hand.
    pub(crate) fn seal(&self, id: ReleaseId) -> Option<&'a str> {
        self.seals?.get(&id).map(String::as_str)
    }

    /// The edition with this id.
    pub(crate) fn entry(&self, id: ReleaseId) -> Option<&'a CatalogueEntry> {
        self.catalogue.entries.iter().find(|entry| entry.release.id == id)
    }

    /// Areas that have a page outside the editions: of a kind that a published measure is delivered for, or made of
    /// such areas. It depends on lists alone, so an edition knows which pages it can link to.
    pub(crate) fn areas_with_pages(&self) -> BTreeSet<AreaKey> {
        let published: BTreeSet<_> = self.catalogue.entries.iter().flat_map(|entry| &entry.measures).collect();
        let mut found = BTreeSet::new();
        for measure in published.into_iter().map(|key| self.publication.measure(*key)) {
            for (at, area) in self.publication.areas.iter().enumerate() {
                let Ok(key) = u16::try_from(at).map(AreaKey) else { continue };
                if !measure.areas.contains(&area.kind) {
                    continue;
                }
                found.insert(key);
                if measure.over_areas != Rule::None {
                    self.with_everything_above(key, &mut found);
                }
            }
        }
        found
    }

    /// Measures that have a page: those that something public names — a published version, a promise in one, a target, a
    /// watch rule, a text — and those they follow from or that follow from them. A measure that only deliveries under
    /// embargo have would otherwise tell of them before their time.
    pub(crate) fn measures_with_pages(&self) -> BTreeSet<MeasureKey> {
        let publication = self.publication;
        let mut found: BTreeSet<MeasureKey> = BTreeSet::new();
        for entry in &self.catalogue.entries {
            found.extend(&entry.measures);
            found.extend(entry.release.expected.iter().map(|expected| expected.measure));
        }
        found.extend(publication.targets.iter().filter_map(|target| target.measure));
        found.extend(publication.watch_rules.iter().filter_map(|rule| match rule.looks_for {
            WatchCase::LargestGrowth { measure, .. } => Some(measure),
            WatchCase::MissedRunning { .. } => None,
        }));
        for note in self.notes() {
            found.extend(&note.measures);
            found.extend(note.body.iter().filter_map(|part| match part {
                NotePart::Figure(request) => Some(request.measure),
                NotePart::Link(LinkTarget::Measure(measure)) => Some(*measure),
                NotePart::Link(_) | NotePart::Html(_) => None,
            }));
        }
        let derived = publication.measure_keys().filter_map(|key| Some((key, publication.measure(key).derived?.of)));
        for (key, of) in derived {
            if found.contains(&key) || found.contains(&of) {
                found.extend([key, of]);
            }
        }
        let held: Vec<_> = found.iter().flat_map(|key| &publication.measure(*key).identities).collect();
        found.extend(held.into_iter().map(|identity| identity.of));
        found
    }

    fn with_everything_above(&self, area: AreaKey, found: &mut BTreeSet<AreaKey>) {
        for membership in &self.publication.area(area).parents {
            if found.insert(membership.parent) {
                self.with_everything_above(membership.parent, found);
            }
        }
    }
}

/// Method notes that are the text of a page of their own.
const FIXED: [&str; 5] = ["om", "rettelser", "kalender", "symboler", "data"];

/// The folder of a note's page.
pub(crate) fn note_folder(note: &Note) -> String {
    match note.kind {
        NoteKind::Metode if FIXED.contains(&note.slug.as_str()) => format!("{}/", note.slug),
        NoteKind::Metode => format!("metode/{}/", note.slug),
        NoteKind::Aftale | NoteKind::Referat | NoteKind::Notat => format!("dokumenter/{}/", note.slug),
    }
}

/// Whether a note has a page to itself, rather than being the text of a page that is there anyway.
pub(crate) fn has_own_page(note: &Note) -> bool {
    note.kind != NoteKind::Metode || !FIXED.contains(&note.slug.as_str())
}
