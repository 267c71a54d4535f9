//! From files to cleared editions.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use super::Scope;
use super::auditor::{self, Auditor, Secret};
use crate::archive::Part;
use crate::archive::hidden;
use crate::archive::seal::{self, FigureHash, Lock};
use crate::audit::Counts;
use crate::compute::history::Addition;
use crate::compute::timetable::{self, Delivered, timetable};
use crate::compute::vintage::{Horizon, Vintage};
use crate::config::Lookup;
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::disclosure::Cleared;
use crate::ingest::{DeliveryFile, PlannedRelease};
use crate::model::catalogue::{Catalogue, CatalogueEntry, History};
use crate::model::delivery::Delivery;
use crate::model::edition::Edition;
use crate::model::figure::{MonthFigures, ReleaseFigures, ShownFigures};
use crate::model::hidden::{Hidden, HiddenOfRelease, hidden_of};
use crate::model::measure::Derived;
use crate::model::note::{FigureRequest, Note};
use crate::model::revision::MethodChanges;
use crate::model::timetable::Timetable;
use crate::model::{MeasureKey, Months, Period, Publication, Release, ReleaseId};
use crate::notes::NoteSources;
use crate::progress::{Phase, Progress};
use crate::source::Source;
use crate::{compute, disclosure, ingest, notes};

/// Releases computed at a time, for each thread, while as many before them are handed over: enough to keep all busy, few
/// enough to hold in memory.
const AT_A_TIME: usize = 2;

/// A publication that is ready to be read.
pub(super) struct Desk<'a> {
    /// Where the files are.
    pub(super) source: &'a dyn Source,
    /// Lists, measures, targets.
    pub(super) publication: &'a Publication,
    /// Documents and method pages that are shown.
    pub(super) notes: Vec<Note>,
    named: NoteSources,
    /// What is shown, newest month first.
    pub(super) catalogue: Catalogue,
    /// The announcements held against what is shown.
    pub(super) timetable: Timetable,
    pub(super) lookup: Lookup<'a>,
    /// Releases that are shown, in the order of their publication.
    pub(super) planned: Vec<PlannedRelease>,
    /// Releases whose time has not come.
    hidden: Vec<ReleaseId>,
    wanted: BTreeSet<FigureRequest>,
    /// What is hidden of versions that have been published.
    published: Hidden,
    clean: bool,
}

/// Takes a cleared edition with what its audit counted, from any thread; problems of the input go into the report, a fault
/// ends the run.
pub(super) type Take<'a> = dyn Fn(Cleared<Edition>, Counts) -> Result<Report, String> + Sync + 'a;

impl<'a> Desk<'a> {
    /// Reads everything but the figures.
    pub(super) fn open(
        source: &'a dyn Source,
        publication: &'a Publication,
        scope: &Scope,
        report: &mut Report,
    ) -> Self {
        let (mut notes, mut named, problems) = notes::load(source, publication);
        report.append(problems);
        let (mut planned, problems) = ingest::plan(source, publication);
        report.append(problems);
        for release in &planned {
            report.append(unknown_documents(&release.description.release, &notes));
        }
        report.append(contradicted(publication, &planned, &notes));
        report.append(notes::unresolved_releases(&named, &planned.iter().map(period_of).collect()));
        let all: Vec<ReleaseId> = planned.iter().map(|planned| planned.description.release.id).collect();
        planned.retain(|planned| scope.preview || planned.description.release.published <= scope.now);
        // A text that belongs to a release, or links to it, appears with it.
        let shown: BTreeSet<Period> = planned.iter().map(period_of).collect();
        let hidden: BTreeSet<Arc<str>> = named
            .releases
            .iter()
            .filter(|placed| !shown.contains(&placed.value))
            .map(|placed| Arc::clone(&placed.place.file))
            .collect();
        notes.retain(|note| !hidden.contains(&note.file));
        name_what_is_out(&mut planned, &notes);
        named.figures.retain(|placed| !hidden.contains(&placed.place.file));
        let wanted = named.figures.iter().map(|placed| placed.value).collect();
        let (published, problems) = hidden::read(source, &sealed(source), publication);
        report.append(problems);
        let clean = report.is_clean();
        let lookup = Lookup::new(publication);
        let reader = Reader { source, publication, lookup: &lookup };
        let mut entries: Vec<CatalogueEntry> = planned.iter().map(|planned| reader.entry(planned, scope)).collect();
        reader.add_derived(&planned, &mut entries);
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.release.id));
        let catalogue = Catalogue { entries };
        let timetable = timetable(&publication.calendar, &catalogue, publication.time_zone);
        let hidden = all.into_iter().filter(|id| catalogue.entries.iter().all(|entry| entry.release.id != *id));
        let hidden = hidden.collect();
        Self {
            source,
            publication,
            notes,
            named,
            catalogue,
            timetable,
            lookup,
            planned,
            hidden,
            wanted,
            published,
            clean,
        }
    }

    /// Releases that are shown, in the order of their publication.
    pub(super) fn releases(&self) -> impl Iterator<Item = &Release> {
        self.planned.iter().map(|planned| &planned.description.release)
    }

    /// What of these months there are editions of.
    ///
    /// # Errors
    /// A sentence: there are none.
    pub(super) fn part(&self, months: Months) -> Result<Part, String> {
        let all: BTreeSet<Period> = self.releases().map(|release| release.id.period).collect();
        let ends = |of: &BTreeSet<Period>| Some(Part { first: *of.first()?, last: *of.last()? });
        let chosen: BTreeSet<Period> = all.iter().copied().filter(|period| months.contains(*period)).collect();
        ends(&chosen).ok_or_else(|| {
            let there = ends(&all).map_or_else(
                || "the publication has no edition yet".to_owned(),
                |all| format!("editions go from {} to {}", all.first.slug(), all.last.slug()),
            );
            format!("--only {months}: there is no edition of these months to build; {there}")
        })
    }

    /// Whether it is on file what is hidden of a version.
    pub(super) fn keeps_hidden(&self, release: ReleaseId) -> bool {
        self.published.releases.contains_key(&release)
    }

    /// Whether everything but the figures was without error.
    pub(super) fn is_clean(&self) -> bool {
        self.clean
    }

    /// Computes every edition and hands them over, some at a time, in the order of publication. Returns the newest
    /// series, and how many figures are held back to protect people. Those in `audited` are not audited again.
    ///
    /// One edition needs what the one before it shows, so they are computed one after the other; meanwhile those before are
    /// audited and handed over.
    pub(super) fn editions(
        &self,
        progress: &dyn Progress,
        (report, audited): (&mut Report, &auditor::Known),
        take: &Take<'_>,
    ) -> Result<(Cleared<History>, usize), String> {
        let order: Vec<ReleaseId> = self.releases().map(|release| release.id).collect();
        let horizon = Horizon::new(order.iter().copied(), self.publication);
        let mut known = Known::default();
        let mut auditor = Auditor::new(self.publication, &self.catalogue, (&order, audited));
        let mut history = empty(self.publication);
        progress.stage("editions", self.planned.len());
        // The first turn is short, since there is nothing yet to hand over beside it.
        let (first, rest) = self.planned.split_at(self.planned.len().min(1));
        let mut chunks = std::iter::once(first).chain(rest.chunks(AT_A_TIME * rayon::current_num_threads()));
        let (mut computed, mut place) = (Vec::new(), 0);
        loop {
            let next = chunks.next();
            let is_last = next.is_none();
            // With an error nothing will be published; the remaining releases are still read, for all their problems.
            let clean = report.is_clean();
            let work = (&horizon, &mut known, &mut history);
            let (ready, handed) = rayon::join(
                || next.map(|planned| self.some(planned, place, work, progress)),
                || if clean { hand(computed, place, (&mut auditor, take), progress) } else { Ok(Report::default()) },
            );
            report.append(handed?);
            let (editions, problems) = ready.unwrap_or_default();
            report.append(problems);
            if is_last {
                break;
            }
            place += editions.len();
            computed = editions;
        }
        progress.done();
        Ok((history, known.held))
    }

    /// Reads and computes some editions; `place` is the place of the first of them.
    fn some(
        &self,
        planned: &[PlannedRelease],
        place: usize,
        (horizon, known, history): (&Horizon<'_>, &mut Known, &mut Cleared<History>),
        progress: &dyn Progress,
    ) -> (Vec<Secret>, Report) {
        progress.phase(Phase::Read);
        let deliveries: Vec<(Delivery, Report)> = planned
            .par_iter()
            .map(|planned| ingest::delivery(self.source, self.publication, &self.lookup, planned))
            .collect();
        let mut report = Report::default();
        let mut editions = Vec::with_capacity(deliveries.len());
        for (delivery, problems) in deliveries {
            // Where cells could not be read, totals are wrong for that reason alone.
            let whole = problems.is_clean();
            report.append(problems);
            let mut computed = Report::default();
            let work = (horizon, &mut *known, &mut *history);
            editions.push(self.edition(delivery, place + editions.len(), work, (&mut computed, progress)));
            if whole {
                report.append(computed);
            }
            progress.step();
        }
        (editions, report)
    }

    fn edition(
        &self,
        mut delivery: Delivery,
        place: usize,
        (horizon, known, history): (&Horizon<'_>, &mut Known, &mut Cleared<History>),
        (report, progress): (&mut Report, &dyn Progress),
    ) -> Secret {
        progress.phase(Phase::Compute);
        let publication = self.publication;
        let reference = delivery.release.id.period;
        let mut before = known.all.seen(reference, horizon);
        let apart = apart(before.keys(), &delivery.release, history.get());
        before.retain(|month, _| !apart.contains(month));
        self.catch_up(&mut delivery, place);
        self.recall(&mut delivery, place, known, &apart);
        let (figures, problems) = compute::release_figures(&delivery, &before, publication);
        report.append(problems);
        let delivered: BTreeSet<_> = figures.months.iter().map(|month| (month.measure, month.period)).collect();
        for month in &figures.months {
            known.all.put((month.measure, month.period), Arc::clone(month));
        }
        let (readers_have, hidden) = known.readers_have(&figures, (reference, horizon), &apart);
        let truths = auditor::truths(&figures.months, !self.keeps_hidden(delivery.release.id), publication);
        progress.phase(Phase::Protect);
        let (cleared, held, problems) = disclosure::clear(
            figures,
            &disclosure::Known {
                months: &readers_have,
                hidden: &hidden,
                published: self.published.releases.get(&delivery.release.id),
            },
            publication,
        );
        report.append(problems);
        let held = held.total();
        known.held += held.primary + held.secondary;
        progress.held(held);
        progress.phase(Phase::Describe);
        for month in cleared.clone().derive(publication, |figures, _| figures.months).scatter() {
            let key = (month.get().measure, month.get().period);
            known.shown.put(key, month);
        }
        let release = Cleared::public(delivery.release);
        let addition = release.clone().and(cleared.clone()).derive(publication, addition);
        compute::history::note_method(&mut known.methods, addition.get());
        let methods = Cleared::public(known.methods.clone());
        let wanted = Cleared::public(self.wanted.clone());
        let before = std::mem::replace(history, empty(publication));
        *history =
            before.and(addition.and(wanted)).derive(publication, |(history, (addition, wanted)), publication| {
                compute::history::absorb(history, &addition, &wanted, publication)
            });
        let mut seen = known.shown.seen(reference, horizon);
        seen.retain(|month, _| !apart.contains(month) || delivered.contains(month));
        let seen = Cleared::gather(seen.into_values());
        known.all.forget(place + 1, horizon);
        for (key, month) in known.shown.forget(place + 1, horizon) {
            known.hidden.extend(hidden_of([month.get().as_ref()]));
            debug_assert!(known.hidden.contains_key(&key));
        }
        let shown = release.and(methods).and(cleared.and(seen)).derive(publication, shown);
        (shown.derive(publication, compute::edition), truths)
    }

    /// Seals against this run's figures. A version that is under embargo now and was published before, as when a build is
    /// made for an earlier time, is not missed.
    pub(super) fn held_against(&self, lock: &Lock, seals: &[(ReleaseId, FigureHash)]) -> Report {
        let hidden = self.hidden.iter().filter_map(|id| Some((*id, lock.seal(*id)?)));
        seal::check(lock, &seals.iter().copied().chain(hidden).collect::<Vec<_>>())
    }

    /// Figures that shown texts name and the archive does not have.
    pub(super) fn unresolved(&self, history: &Cleared<History>) -> Report {
        let known = history.get().named.keys().copied().collect();
        notes::unresolved_figures(&self.named, &known, self.publication)
    }
}

/// Audits some editions, each by itself, and hands over those that nothing is wrong with; `next` is the place of the
/// edition after them.
fn hand(
    editions: Vec<Secret>,
    next: usize,
    (auditor, take): (&mut Auditor<'_>, &Take<'_>),
    progress: &dyn Progress,
) -> Result<Report, String> {
    let mut report = Report::default();
    progress.phase(Phase::Audit);
    let cases = auditor.cases(&editions, next, &mut report);
    if !report.is_clean() {
        return Ok(report);
    }
    let handed: Vec<Result<Report, String>> = editions
        .into_par_iter()
        .zip(cases)
        .map(|((edition, _), case)| {
            progress.phase(Phase::Audit);
            let (counts, problems) = case.audit();
            progress.phase(Phase::Hand);
            if problems.is_clean() { take(edition, counts) } else { Ok(problems) }
        })
        .collect();
    for problems in handed {
        report.append(problems?);
    }
    Ok(report)
}

/// Months as known while releases go by.
#[derive(Default)]
pub(super) struct Known {
    pub(super) all: Vintage<Arc<MonthFigures>>,
    shown: Vintage<Cleared<Arc<MonthFigures>>>,
    /// What was hidden of months that are no longer at hand.
    hidden: HiddenOfRelease,
    /// From when measures are counted in another way.
    methods: MethodChanges,
    /// Figures held back so far.
    held: usize,
}

impl Known {
    /// What readers have of the months that a release looks at or delivers: figures, or else what was hidden.
    fn readers_have(
        &self,
        figures: &ReleaseFigures,
        (reference, horizon): (Period, &Horizon<'_>),
        apart: &Apart,
    ) -> (Cleared<Vec<Arc<MonthFigures>>>, HiddenOfRelease) {
        let mut months = self.shown.seen(reference, horizon);
        let delivered = || figures.months.iter().map(|month| (month.measure, month.period));
        months.extend(delivered().filter_map(|key| Some((key, self.shown.get(key)?.clone()))));
        months.retain(|month, _| !apart.contains(month));
        let forgotten = delivered().filter(|key| !apart.contains(key) && !months.contains_key(key));
        let hidden = forgotten.filter_map(|key| Some((key, self.hidden.get(&key)?.clone()))).collect();
        (Cleared::gather(months.into_values()), hidden)
    }
}

/// The seals of what has been published; problems with them are told where they are compared.
fn sealed(source: &dyn Source) -> Lock {
    let text = source.read(seal::PATH).ok().flatten().unwrap_or_default();
    seal::read_lock(&String::from_utf8_lossy(&text)).unwrap_or_default()
}

/// Months that a release must not see.
pub(super) type Apart = BTreeSet<(MeasureKey, Period)>;

/// Made-up months for a real release and real ones for a made-up release: neither compares itself with the other, nor
/// fills its gaps from it.
fn apart<'k>(months: impl Iterator<Item = &'k (MeasureKey, Period)>, release: &Release, history: &History) -> Apart {
    months.filter(|month| history.synthetic.contains(month) != release.synthetic).copied().collect()
}

fn empty(publication: &Publication) -> Cleared<History> {
    Cleared::public(BTreeSet::<FigureRequest>::new()).derive(publication, |_, _| History::default())
}

fn period_of(planned: &PlannedRelease) -> Period {
    planned.description.release.id.period
}

fn addition((release, figures): (Release, ReleaseFigures), _: &Publication) -> Addition {
    Addition { release, months: figures.months, summaries: figures.summaries }
}

/// A version, and from when its measures are counted in another way.
type Described = (Release, MethodChanges);

fn shown(
    ((release, method_changes), (figures, known)): (Described, (ReleaseFigures, Vec<Arc<MonthFigures>>)),
    _: &Publication,
) -> ShownFigures {
    ShownFigures { release, delivered: figures.months, known, summaries: figures.summaries, method_changes }
}

/// What reading a delivery takes.
struct Reader<'a> {
    source: &'a dyn Source,
    publication: &'a Publication,
    lookup: &'a Lookup<'a>,
}

impl Reader<'_> {
    fn entry(&self, planned: &PlannedRelease, scope: &Scope) -> CatalogueEntry {
        let release = planned.description.release.clone();
        let under_embargo = release.published > scope.now;
        CatalogueEntry { release, measures: self.measures(planned), under_embargo }
    }

    /// Adds to releases the measures that are computed from theirs: from the first one on that delivers the month
    /// which they are compared with. `entries` are those of `planned`, in the same order.
    fn add_derived(&self, planned: &[PlannedRelease], entries: &mut [CatalogueEntry]) {
        for key in self.publication.measure_keys() {
            let Some(Derived { of, baseline, .. }) = self.publication.measure(key).derived else { continue };
            let has_source =
                |entry: &CatalogueEntry| entry.measures.contains(&of) && entry.release.id.period >= baseline;
            let known = planned.iter().zip(&*entries).position(|(planned, entry)| {
                has_source(entry) && {
                    let (delivery, _) = ingest::delivery(self.source, self.publication, self.lookup, planned);
                    delivery.tables.contains_key(&(of, baseline))
                }
            });
            for entry in entries.iter_mut().skip(known.unwrap_or(usize::MAX)).filter(|entry| has_source(entry)) {
                entry.measures.push(key);
                entry.measures.sort_unstable();
            }
        }
    }

    /// The measures of a release: by the description or the name of each file, or by reading it where neither tells.
    fn measures(&self, planned: &PlannedRelease) -> Vec<MeasureKey> {
        let named = |file: &DeliveryFile| match &file.table {
            Some(table) => Some(table.measure),
            None => {
                let name = file.path.rsplit('/').next()?;
                let stem = name.strip_suffix(".csv").or_else(|| name.strip_suffix(".xlsx"))?;
                self.publication.measure_by_id(stem)
            }
        };
        let named: Option<BTreeSet<MeasureKey>> = planned.files.iter().map(named).collect();
        let read = || {
            let (delivery, _) = ingest::delivery(self.source, self.publication, self.lookup, planned);
            delivery.tables.keys().map(|(measure, _)| *measure).collect()
        };
        named.unwrap_or_else(read).into_iter().collect()
    }
}

/// Entries of the calendar that deliveries or documents contradict.
fn contradicted(publication: &Publication, planned: &[PlannedRelease], notes: &[Note]) -> Report {
    let deliveries: Vec<Delivered> = planned
        .iter()
        .map(|planned| &planned.description.release)
        .map(|release| Delivered { id: release.id, synthetic: release.synthetic })
        .collect();
    timetable::check(&publication.calendar, &deliveries, &notes.iter().map(|note| note.slug.as_str()).collect())
}

/// Leaves to each release the documents that were out with it: what waits for a later month is named nowhere before, not
/// even by an earlier release that has it on its list.
fn name_what_is_out(planned: &mut [PlannedRelease], notes: &[Note]) {
    let mut out = BTreeSet::new();
    for planned in planned {
        out.insert(period_of(planned));
        let is_out = |slug: &String| {
            let mut named = notes.iter().filter(|note| note.slug == *slug);
            named.any(|note| note.named_releases().all(|month| out.contains(&month)))
        };
        planned.description.release.documents.retain(is_out);
    }
}

/// A release that names a document which does not exist.
fn unknown_documents(release: &Release, notes: &[Note]) -> Report {
    let mut report = Report::default();
    for slug in release.documents.iter().filter(|slug| notes.iter().all(|note| note.slug != **slug)) {
        let path = format!("data/{}/release.toml", release.id.path());
        let near = crate::diagnostic::did_you_mean(slug, notes.iter().map(|note| note.slug.as_str()));
        let mut problem = Diagnostic::error(Code::BrokenLink, format!("there is no document {slug} in content/"))
            .at(crate::diagnostic::Place::file(&path))
            .field("documents");
        if let Some(near) = near {
            problem = problem.hint(format!("Did you mean {near}?"));
        }
        report.push(problem);
    }
    report
}
