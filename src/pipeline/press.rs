//! From cleared editions to staged files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use super::Summary;
use super::auditor::Known;
use super::before::{Before, Only};
use super::desk::Desk;
use super::witness::Witness;
use crate::archive::hidden;
use crate::archive::seal::{self, FigureHash, Lock};
use crate::archive::{ArchiveFault, Drawer, Kind, Seal, Writer, Written};
use crate::audit::Counts;
use crate::charts::{self, ChartFault, Drawing, chart_key, pictures};
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::disclosure::Cleared;
use crate::export;
use crate::model::catalogue::History;
use crate::model::edition::Edition;
use crate::model::hidden::{Hidden, hidden_of};
use crate::model::picture::{Picture, PictureKey, Pictures};
use crate::model::publication::Lists;
use crate::model::{FileSet, Language, ReleaseId};
use crate::render::{Frozen, Renderer, Site};
use crate::source::Source;
use crate::text::messages::Messages;

/// Everything that drawing takes.
pub(super) struct Press<'a> {
    desk: &'a Desk<'a>,
    renderer: Renderer,
    lists: Lists,
    preview: bool,
    /// When the editions of some months alone are drawn.
    only: Only,
    drawer: Drawer,
    lock: Lock,
    /// The newest edition, for the pages that stand outside editions.
    newest: Mutex<Option<Cleared<Edition>>>,
    seals: Mutex<BTreeMap<ReleaseId, FigureHash>>,
    /// What is hidden of releases of which it has not been kept yet.
    hidden: Mutex<BTreeMap<ReleaseId, String>>,
    /// What the audit of each edition counted.
    audits: Mutex<Known>,
    pages: AtomicUsize,
    charts: AtomicUsize,
}

/// Hashes of figures in hexadecimal digits, by version.
type Seals = BTreeMap<ReleaseId, String>;

/// Charts before they are drawn, in every language of the pages.
type Drawings = BTreeMap<(Language, PictureKey), Drawing>;

/// What stops drawing.
enum Stop {
    /// The input's fault.
    Problem(Diagnostic),
    /// What must not be written.
    Refused(Report),
    /// The disk's or the program's.
    Fault(String),
}

impl<'a> Press<'a> {
    /// Makes templates ready and reads the seals of what has been published.
    pub(super) fn prepare(desk: &'a Desk<'a>, preview: bool, drawer: Option<&Path>) -> Result<Self, Report> {
        let problem = |problem: Diagnostic| {
            let mut report = Report::default();
            report.push(problem);
            report
        };
        let overrides = own_templates(desk.source).map_err(problem)?;
        let renderer = Renderer::new(desk.publication, &overrides, &charts::charting()).map_err(problem)?;
        let lock = desk.source.read(seal::PATH).map_err(problem)?.unwrap_or_default();
        let lock = seal::read_lock(&String::from_utf8_lossy(&lock))?;
        Ok(Self {
            desk,
            renderer,
            lists: Lists::of(desk.publication),
            preview,
            only: None,
            drawer: Drawer::open(drawer),
            lock,
            newest: Mutex::default(),
            seals: Mutex::default(),
            hidden: Mutex::default(),
            audits: Mutex::default(),
            pages: AtomicUsize::new(0),
            charts: AtomicUsize::new(0),
        })
    }

    /// Draws and writes the editions of these months alone, and nothing that stands outside editions.
    pub(super) fn only(&mut self, only: Only) {
        self.only = only;
    }

    /// Whether an edition is drawn and written.
    fn is_wanted(&self, id: ReleaseId) -> bool {
        self.only.is_none_or(|(months, _)| months.contains(id.period))
    }

    /// Takes the archive for writing.
    pub(super) fn open(&self, out: &Path) -> Result<Writer, String> {
        let writer = Writer::open(out, self.kind()).map_err(|fault| fault.to_string())?;
        Ok(match self.only {
            None => writer,
            Some((_, part)) => writer.of_part(part),
        })
    }

    fn kind(&self) -> Kind {
        if self.preview { Kind::Preview } else { Kind::Public }
    }

    /// Takes over what the build before made from the same inputs, as far as it stands in the archive.
    pub(super) fn before(&self, writer: &Writer) -> Result<Before, String> {
        let before = Before::of(self.desk, (&self.drawer, self.kind()), (writer, self.only));
        let before = before.map_err(|fault| fault.to_string())?;
        self.pages.fetch_add(before.pages, Ordering::Relaxed);
        Ok(before)
    }

    /// Tells the drawer from what every version was made, for the next build.
    fn note_built(&self, before: &Before, written: &Written) {
        // A preview writes down nothing of what is hidden, and neither does a part.
        let hidden = if self.seals_nothing() { BTreeMap::new() } else { lock(&self.hidden).clone() };
        before.note(((&self.drawer, self.kind()), self.only), (&hidden, &lock(&self.audits)), written);
    }

    /// Whether nothing is published by this run: what only the office sees, or editions that no page leads to yet.
    fn seals_nothing(&self) -> bool {
        self.preview || self.only.is_some()
    }

    fn site<'s>(&'s self, seals: &'s Seals) -> Site<'s> {
        Site {
            seals,
            publication: self.desk.publication,
            catalogue: &self.desk.catalogue,
            timetable: &self.desk.timetable,
            notes: &self.desk.notes,
            preview: self.preview,
        }
    }

    /// Draws and stages an edition whose audit counted this, unless its files are `kept`. Several may come at a time.
    pub(super) fn edition(
        &self,
        edition: Cleared<Edition>,
        (counts, kept): (Counts, &BTreeSet<ReleaseId>),
        writer: &Writer,
    ) -> Result<Report, String> {
        let id = edition.get().release.id;
        lock(&self.audits).insert(id, counts);
        writer.protect(id, counts);
        self.seal(&edition);
        let drawn = match id {
            id if !self.is_wanted(id) => Ok(()),
            id if kept.contains(&id) => self.kept(&edition, writer),
            _ => self.new_edition(&edition, writer),
        };
        if self.desk.catalogue.newest().is_some_and(|entry| entry.release.id == id) {
            *lock(&self.newest) = Some(edition);
        }
        collect([drawn])
    }

    fn new_edition(&self, edition: &Cleared<Edition>, writer: &Writer) -> Result<(), Stop> {
        let id = edition.get().release.id;
        let pictures = self.draw(self.of_edition(edition)?)?;
        let staging = Staging::new(self, writer);
        self.frozen(edition, &pictures, &staging)?;
        if self.has_month_page(id) {
            staging.take(self.renderer.month_page(&self.site(&self.seals_of(id)), edition, &pictures)?);
        }
        staging.end()
    }

    /// Draws what stands outside a version whose own files are kept: the page of its month.
    fn kept(&self, edition: &Cleared<Edition>, writer: &Writer) -> Result<(), Stop> {
        let drawings = self.of_edition(edition)?;
        if !self.has_month_page(edition.get().release.id) {
            drawings.values().for_each(|drawing| self.drawer.note(&chart_key(drawing).to_string()));
            return Ok(());
        }
        let pictures = self.draw(drawings)?;
        let seals = self.seals_of(edition.get().release.id);
        self.stage(self.renderer.month_page(&self.site(&seals), edition, &pictures)?, writer)
    }

    /// Whether the page of a month is drawn from this version.
    fn has_month_page(&self, id: ReleaseId) -> bool {
        self.only.is_none() && self.desk.catalogue.is_newest_of_month(id)
    }

    /// Every file of a version: its pages and its figures. They are made from the lists, the edition and what was out
    /// when it came out, so a later release or announcement changes none of them.
    fn frozen(&self, edition: &Cleared<Edition>, pictures: &Pictures, staging: &Staging<'_>) -> Result<(), Stop> {
        let past = self.desk.catalogue.as_of(&edition.get().release);
        let seals = self.seals_of(edition.get().release.id);
        let frozen = Frozen::new(&self.lists, &past, &self.desk.notes, self.preview).sealed(&seals);
        let (pages, figures) = rayon::join(
            || self.renderer.edition(&frozen, (edition, pictures), &|files| staging.take(files)),
            || export::edition(self.lists.publication(), &past, edition).map(|files| staging.take(files)),
        );
        pages?;
        figures.map_err(Stop::Fault)
    }

    /// Notes the hash of an edition's figures.
    pub(super) fn seal(&self, edition: &Cleared<Edition>) {
        let id = edition.get().release.id;
        let hash = FigureHash::of(&export::figures_listing(self.desk.publication, edition));
        lock(&self.seals).insert(id, hash);
        if !self.desk.keeps_hidden(id) {
            let months = edition.get().measures.iter().flat_map(|measure| &measure.delivered);
            let text = hidden::text(&hidden_of(months.map(AsRef::as_ref)), self.desk.publication);
            lock(&self.hidden).insert(id, text);
        }
    }

    /// The hash of a version's figures, for its pages.
    fn seals_of(&self, id: ReleaseId) -> Seals {
        lock(&self.seals).get(&id).map(|hash| (id, hash.hex())).into_iter().collect()
    }

    /// What differs from the seals of what has been published. A preview may show what will replace it.
    pub(super) fn held_against_seals(&self) -> Report {
        if self.preview {
            return Report::default();
        }
        let seals: Vec<_> = lock(&self.seals).iter().map(|(id, hash)| (*id, *hash)).collect();
        self.desk.held_against(&self.lock, &seals)
    }

    fn of_edition(&self, edition: &Cleared<Edition>) -> Result<Drawings, ChartFault> {
        self.drawings(|say| pictures::of_edition(edition, self.desk.publication, say))
    }

    /// The charts in every language of the pages.
    fn drawings(
        &self,
        made: impl Fn(&Messages) -> Result<BTreeMap<PictureKey, Drawing>, ChartFault>,
    ) -> Result<Drawings, ChartFault> {
        let mut all = Drawings::new();
        for say in self.renderer.messages() {
            all.extend(made(say)?.into_iter().map(|(key, drawing)| ((say.language(), key), drawing)));
        }
        Ok(all)
    }

    fn draw(&self, drawings: Drawings) -> Result<Pictures, Stop> {
        let drawn: Vec<_> = drawings.into_par_iter().map(|(key, drawing)| Ok((key, self.picture(&drawing)?))).collect();
        drawn.into_iter().collect()
    }

    /// A chart from the drawer, or drawn and put there.
    fn picture(&self, drawing: &Drawing) -> Result<Picture, ChartFault> {
        let key = chart_key(drawing).to_string();
        if let Some(svg) = self.drawer.take(&key) {
            return Ok(drawing.picture(svg));
        }
        let picture = drawing.draw()?;
        self.charts.fetch_add(1, Ordering::Relaxed);
        self.drawer.keep(&key, &picture.svg);
        Ok(picture)
    }

    fn stage(&self, files: FileSet, writer: &Writer) -> Result<(), Stop> {
        let pages = files.iter().filter(|(path, _)| path.ends_with(".html")).count();
        self.pages.fetch_add(pages, Ordering::Relaxed);
        Ok(writer.stage(files)?)
    }

    /// Draws and stages the pages that stand outside editions.
    pub(super) fn shared(&self, history: &Cleared<History>, writer: &Writer) -> Result<Report, String> {
        collect([self.draw_shared(history, writer)])
    }

    /// Stages what the pages of editions cannot be read without: style and script, whose names tell their bytes.
    pub(super) fn assets(&self, writer: &Writer) -> Result<Report, String> {
        collect([self.stage(self.renderer.assets(), writer)])
    }

    fn draw_shared(&self, history: &Cleared<History>, writer: &Writer) -> Result<(), Stop> {
        let newest = lock(&self.newest).take();
        let mut drawings = self.drawings(|say| pictures::of_history(history, self.desk.publication, say))?;
        if let Some(newest) = &newest {
            // The evergreen pages show the newest edition's comparison of funds; its histories are drawn longer here.
            for (key, drawing) in self.of_edition(newest)? {
                drawings.entry(key).or_insert(drawing);
            }
        }
        let pictures = self.draw(drawings)?;
        let staging = Staging::new(self, writer);
        let take = |files: FileSet| staging.take(files);
        let seals = newest.as_ref().map(|newest| self.seals_of(newest.get().release.id)).unwrap_or_default();
        let (pages, figures) = rayon::join(
            || self.renderer.shared(&self.site(&seals), newest.as_ref(), (history, &pictures), &take),
            || {
                let out = (&self.desk.catalogue, &self.desk.timetable, &self.desk.notes[..]);
                export::shared(self.desk.publication, out, (newest.as_ref(), history)).map(take)
            },
        );
        pages?;
        figures.map_err(Stop::Fault)?;
        staging.end()
    }

    /// Announcements that readers have and that changed without a word. A preview promises nothing.
    fn broken_promises(&self, writer: &Writer) -> Result<Report, String> {
        if self.preview {
            return Ok(Report::default());
        }
        let published = writer.published("api/v1/calendar.json").map_err(|fault| fault.to_string())?;
        let calendar = &self.desk.publication.calendar;
        Ok(published.map(|bytes| export::broken_promises(&bytes, calendar)).unwrap_or_default())
    }

    /// Makes everything visible, unless figures or announcements that were published would change without a word. `held` is for the summary.
    /// The drawer is told from what each version was made, unless the `witness` has seen an input change meanwhile.
    pub(super) fn commit(
        &self,
        writer: Writer,
        (before, held): (&Before, usize),
        witness: &Witness<'_>,
    ) -> Result<(Report, Option<Summary>), String> {
        let seals: Vec<(ReleaseId, FigureHash)> = lock(&self.seals).iter().map(|(id, hash)| (*id, *hash)).collect();
        let mut report = self.held_against_seals();
        if !report.is_clean() {
            // The seals say that figures differ; the archive, where it is at hand, says which.
            report.append(writer.differences());
            return Ok((report, None));
        }
        report.append(self.broken_promises(&writer)?);
        if !report.is_clean() {
            return Ok((report, None));
        }
        let text = seal::extend(&self.lock, &seals).filter(|_| !self.seals_nothing());
        if !self.seals_nothing() {
            let mut history = FileSet::default();
            history.add(seal::SHOWN, seal::history(&self.lock, &seals));
            if let Err(fault) = writer.stage(history) {
                return Err(fault.to_string());
            }
        }
        let hidden = lock(&self.hidden).iter().map(|(id, text)| (Hidden::path(*id), text.clone())).collect::<Vec<_>>();
        let new =
            hidden.into_iter().filter(|_| !self.seals_nothing()).chain(text.map(|text| (seal::PATH.to_owned(), text)));
        let new = new.filter_map(|(path, text)| Some(Seal { path: self.desk.source.on_disk(&path)?, text }));
        let written = match writer.commit(&new.collect::<Vec<_>>()) {
            Ok(written) => written,
            Err(ArchiveFault::Refused(report)) => return Ok((report, None)),
            Err(fault) => return Err(fault.to_string()),
        };
        if !witness.has_changed() {
            self.note_built(before, &written);
        }
        if !self.seals_nothing() {
            self.drawer.tidy();
        }
        let summary = Summary {
            editions: seals.iter().filter(|(id, _)| self.is_wanted(*id)).count(),
            kept: before.kept.len(),
            pages: self.pages.load(Ordering::Relaxed),
            files: written.files,
            bytes: written.bytes,
            written: written.written,
            unchanged: written.unchanged,
            charts: self.charts.load(Ordering::Relaxed),
            held,
        };
        Ok((Report::default(), Some(summary)))
    }
}

/// Stages files as they come, from several threads. All that must not be written is told; after a fault no more is tried.
struct Staging<'a> {
    press: &'a Press<'a>,
    writer: &'a Writer,
    refused: Mutex<Report>,
    fault: Mutex<Option<Stop>>,
}

impl<'a> Staging<'a> {
    fn new(press: &'a Press<'a>, writer: &'a Writer) -> Self {
        Self { press, writer, refused: Mutex::default(), fault: Mutex::default() }
    }

    fn take(&self, files: FileSet) {
        if lock(&self.fault).is_some() {
            return;
        }
        match self.press.stage(files, self.writer) {
            Ok(()) => {}
            Err(Stop::Refused(report)) => lock(&self.refused).append(report),
            Err(fault) => drop(lock(&self.fault).get_or_insert(fault)),
        }
    }

    /// What could not be staged.
    fn end(self) -> Result<(), Stop> {
        if let Some(fault) = lock(&self.fault).take() {
            return Err(fault);
        }
        let refused = std::mem::take(&mut *lock(&self.refused));
        if refused.is_clean() { Ok(()) } else { Err(Stop::Refused(refused)) }
    }
}

/// A publication's own templates and shared files, by path below `templates/`.
fn own_templates(source: &dyn Source) -> Result<BTreeMap<String, String>, Diagnostic> {
    let mut own = BTreeMap::new();
    for path in source.files(TEMPLATES)? {
        let bytes = source.read(&path)?.unwrap_or_default();
        let text = String::from_utf8(bytes).map_err(|_| {
            Diagnostic::error(Code::BadTemplate, "the template is not UTF-8 text")
                .at(Place::file(&path))
                .hint("Save the file as UTF-8.")
        })?;
        own.insert(path.trim_start_matches(TEMPLATES).trim_start_matches('/').to_owned(), text);
    }
    Ok(own)
}

/// Where a publication keeps templates of its own.
const TEMPLATES: &str = "templates";

/// All problems, or the first fault.
fn collect(results: impl IntoIterator<Item = Result<(), Stop>>) -> Result<Report, String> {
    let mut report = Report::default();
    for result in results {
        match result {
            Ok(()) => {}
            Err(Stop::Problem(problem)) => report.push(problem),
            Err(Stop::Refused(problems)) => report.append(problems),
            Err(Stop::Fault(fault)) => return Err(fault),
        }
    }
    Ok(report)
}

/// The value behind a lock; a thread that panicked elsewhere has left it whole, since each change is one step.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl From<Diagnostic> for Stop {
    fn from(problem: Diagnostic) -> Self {
        Self::Problem(problem)
    }
}

impl From<ChartFault> for Stop {
    fn from(fault: ChartFault) -> Self {
        Self::Fault(format!("a chart cannot be drawn: {fault}"))
    }
}

impl From<ArchiveFault> for Stop {
    fn from(fault: ArchiveFault) -> Self {
        match fault {
            ArchiveFault::Refused(report) => Self::Refused(report),
            other => Self::Fault(other.to_string()),
        }
    }
}
