//! The audit of each edition before anything of it is staged: the very bytes that will be published, attacked.
//!
//! What was audited before, with the same inputs, is not audited again; its tables are read when a later audit needs them.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::audit::{self, Codes, Counts, Layer, Published, Question, Summary, Table, Truth, Truths, read};
use crate::compute::vintage::{Horizon, Vintage};
use crate::diagnostic::{Code, Diagnostic, Report};
use crate::disclosure::Cleared;
use crate::export;
use crate::model::catalogue::Catalogue;
use crate::model::edition::Edition;
use crate::model::figure::MonthFigures;
use crate::model::{Amount, FileSet, MeasureKey, Period, Publication, ReleaseId};

/// What earlier audits counted of editions that are made from the same inputs now.
pub(super) type Known = BTreeMap<ReleaseId, Counts>;

/// An edition with what its cells are in truth, which nobody outside knows.
pub(super) type Secret = (Cleared<Edition>, Truths);

/// Every version of tables, by measure and month.
type Tables = BTreeMap<(MeasureKey, Period), Vec<Arc<Table>>>;

/// The attacker, with the tables of earlier editions for as long as any edition looks at their months.
pub(super) struct Auditor<'a> {
    publication: &'a Publication,
    catalogue: &'a Catalogue,
    codes: Result<Codes, String>,
    known: &'a Known,
    /// What the editions look at that are audited.
    horizon: Horizon<'a>,
    /// Every version of each table.
    tables: Vintage<Vec<Arc<Table>>>,
}

/// What is to be found out about an edition.
pub(super) enum Case {
    /// Nothing: an earlier audit of the same inputs counted this.
    Closed(Counts),
    /// Whether everything published when it appears gives something away.
    Open(Box<(Published, Question)>),
}

impl Case {
    /// Attacks the edition; what was counted, and what is wrong with it.
    pub(super) fn audit(self) -> (Counts, Report) {
        match self {
            Self::Closed(counts) => (counts, Report::default()),
            Self::Open(open) => {
                let (published, question) = *open;
                let answer = audit::audit(&published, &question);
                (answer.counts, audit::diagnostics(&answer, &published))
            }
        }
    }
}

/// One edition as it will be published.
struct Pages {
    id: ReleaseId,
    tables: Vec<Arc<Table>>,
    summaries: Vec<Summary>,
    truths: Truths,
}

impl<'a> Auditor<'a> {
    /// Reads the code lists as they will be published. `order` are the releases in the order of their publication.
    pub(super) fn new(
        publication: &'a Publication,
        catalogue: &'a Catalogue,
        (order, known): (&[ReleaseId], &'a Known),
    ) -> Self {
        let files = export::codes(publication, catalogue);
        let file = |name: &str| files.get(&format!("api/v1/{name}")).unwrap_or_default();
        let [areas, akasser, protection] = read::CODES.map(file);
        let horizon = Horizon::new(order.iter().copied(), publication).of_those(|at| !known.contains_key(&order[at]));
        let codes = read::codes(areas, akasser, protection);
        Self { publication, catalogue, codes, known, horizon, tables: Vintage::default() }
    }

    /// Gathers what is asked of some editions, in the order of their publication; `next` is the place of the edition after
    /// them. There is one for each, unless the report has a problem.
    pub(super) fn cases(&mut self, editions: &[Secret], next: usize, report: &mut Report) -> Vec<Case> {
        let codes = match &self.codes {
            Ok(codes) => codes.clone(),
            Err(why) => {
                report.push(unreadable(why));
                return Vec::new();
            }
        };
        let (publication, catalogue) = (self.publication, self.catalogue);
        let first = next.saturating_sub(editions.len());
        let pages: Vec<Option<Result<Pages, String>>> = editions
            .par_iter()
            .map(|(edition, truths)| {
                self.is_looked_at(edition.get(), first).then(|| {
                    let past = catalogue.as_of(&edition.get().release);
                    let files = export::measure_files(publication, &past, edition);
                    pages(edition.get().release.id, &files, &codes, truths.clone())
                })
            })
            .collect();
        let mut cases = Vec::with_capacity(editions.len());
        for ((edition, _), pages) in editions.iter().zip(pages) {
            let known = self.known.get(&edition.get().release.id).copied();
            match (known, pages.transpose()) {
                (_, Err(why)) => report.push(unreadable(&why)),
                (Some(counts), Ok(pages)) => {
                    pages.map(|pages| self.learn(pages.id, pages.tables));
                    cases.push(Case::Closed(counts));
                }
                (None, Ok(Some(pages))) => cases.push(Case::Open(Box::new(self.published(pages, &codes)))),
                (None, Ok(None)) => report.push(unreadable("a version was passed over")),
            }
        }
        self.tables.forget(next, &self.horizon);
        cases
    }

    /// Whether an edition is audited, or shows a month that one looks at which is.
    fn is_looked_at(&self, edition: &Edition, first: usize) -> bool {
        let mut months =
            edition.measures.iter().flat_map(|part| part.delivered.iter().map(|month| (month.measure, month.period)));
        !self.known.contains_key(&edition.release.id)
            // The editions of one turn look at each other.
            || months.any(|month| self.horizon.needed_from(first, month))
    }

    /// Notes the tables of an edition; returns all that it looks at.
    fn learn(&mut self, id: ReleaseId, tables: Vec<Arc<Table>>) -> Tables {
        let mut known = self.tables.seen(id.period, &self.horizon);
        for table in tables {
            let Some(measure) = self.publication.measure_by_id(table.measure()) else { continue };
            let versions = known.entry((measure, table.period)).or_default();
            versions.push(table);
            self.tables.put((measure, versions[0].period), versions.clone());
        }
        known
    }

    /// Everything published when an edition appears.
    fn published(&mut self, pages: Pages, codes: &Codes) -> (Published, Question) {
        let tables = self.learn(pages.id, pages.tables).into_values().flatten().collect();
        let published = Published { codes: codes.clone(), tables, summaries: pages.summaries };
        let question = Question { exact: false, release: Some(pages.id.path()), truths: Some(pages.truths) };
        (published, question)
    }
}

fn pages(id: ReleaseId, files: &FileSet, codes: &Codes, truths: Truths) -> Result<Pages, String> {
    let mut pages = Pages { id, tables: Vec::new(), summaries: Vec::new(), truths };
    for (path, bytes) in files.iter() {
        let file = read::measure_file(bytes, codes).map_err(|why| format!("{path}: {why}"))?;
        pages.tables.extend(file.tables);
        pages.summaries.extend(file.summaries);
    }
    Ok(pages)
}

fn unreadable(why: &str) -> Diagnostic {
    Diagnostic::error(Code::NotProtected, format!("what would be published cannot be audited: {why}"))
        .hint("This is an error of the program; please report it.")
}

/// What the cells of some months are in truth. Keys count as the published lists do, which are in the same order.
///
/// Groups of one are told of a version that is new: what is hidden of one that is out cannot be chosen again.
pub(super) fn truths(months: &[Arc<MonthFigures>], is_new: bool, publication: &Publication) -> Truths {
    let mut truths = Truths::new();
    for month in months.iter().filter(|month| publication.measure(month.measure).derived.is_none()) {
        let mut found = Vec::new();
        for (key, figure) in month.figures.iter() {
            let key = (key.area.map(|area| area.0), key.akasse.map(|akasse| akasse.0));
            let numbers = match figure.amount {
                Amount::Count(count) => [Some((Layer::Part, count)), None],
                Amount::Share { numerator, denominator } => {
                    [Some((Layer::Part, numerator)), Some((Layer::Rest, denominator.saturating_sub(numerator)))]
                }
                _ => [None, None],
            };
            for (layer, count) in numbers.into_iter().flatten() {
                let value = i64::try_from(count).unwrap_or(i64::MAX);
                found.push(Truth { key, layer, value, is_group: is_new && !figure.computed });
            }
        }
        truths.insert((publication.measure(month.measure).id.clone(), month.period), found);
    }
    truths
}
