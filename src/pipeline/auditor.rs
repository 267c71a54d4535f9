//! The audit of each edition before anything of it is staged: the very bytes that will be published, attacked.

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
use crate::model::{Amount, FileSet, Publication, ReleaseId};

/// An edition with what its cells are in truth, which nobody outside knows.
pub(super) type Secret = (Cleared<Edition>, Truths);

/// Editions with what their audit counted.
pub(super) type Audits = Vec<(ReleaseId, Counts)>;

/// The attacker, with the tables of earlier editions for as long as any edition looks at their months.
pub(super) struct Auditor<'a> {
    publication: &'a Publication,
    catalogue: &'a Catalogue,
    codes: Result<Codes, String>,
    /// Every version of each table.
    tables: Vintage<Vec<Arc<Table>>>,
}

/// One edition as it will be published.
struct Pages {
    id: ReleaseId,
    tables: Vec<Arc<Table>>,
    summaries: Vec<Summary>,
    truths: Truths,
}

impl<'a> Auditor<'a> {
    /// Reads the code lists as they will be published.
    pub(super) fn new(publication: &'a Publication, catalogue: &'a Catalogue) -> Self {
        let files = export::codes(publication, catalogue);
        let file = |name: &str| files.get(&format!("api/v1/{name}")).unwrap_or_default();
        let [areas, akasser, protection] = read::CODES.map(file);
        Self { publication, catalogue, codes: read::codes(areas, akasser, protection), tables: Vintage::default() }
    }

    /// Audits some editions, in the order of their publication; `next` is the place of the edition after them.
    pub(super) fn audit(
        &mut self,
        editions: &[Secret],
        next: usize,
        horizon: &Horizon<'_>,
        report: &mut Report,
    ) -> Audits {
        let codes = match &self.codes {
            Ok(codes) => codes.clone(),
            Err(why) => {
                report.push(unreadable(why));
                return Audits::new();
            }
        };
        let (publication, catalogue) = (self.publication, self.catalogue);
        let pages: Vec<Result<Pages, String>> = editions
            .par_iter()
            .map(|(edition, truths)| {
                let past = catalogue.as_of(&edition.get().release);
                let files = export::measure_files(publication, &past, edition);
                pages(edition.get().release.id, &files, &codes, truths.clone())
            })
            .collect();
        let mut asked = Vec::with_capacity(editions.len());
        for pages in pages {
            match pages {
                Ok(pages) => asked.push(self.published(pages, &codes, horizon)),
                Err(why) => report.push(unreadable(&why)),
            }
        }
        self.tables.forget(next, horizon);
        let answers: Vec<(ReleaseId, Counts, Report)> = asked
            .par_iter()
            .map(|(id, published, question)| {
                let answer = audit::audit(published, question);
                (*id, answer.counts, audit::diagnostics(&answer, published))
            })
            .collect();
        let keep = |(id, counts, problems)| {
            report.append(problems);
            (id, counts)
        };
        answers.into_iter().map(keep).collect()
    }

    /// Everything published when an edition appears.
    fn published(&mut self, pages: Pages, codes: &Codes, horizon: &Horizon<'_>) -> (ReleaseId, Published, Question) {
        let mut known = self.tables.seen(pages.id.period, horizon);
        for table in pages.tables {
            let Some(measure) = self.publication.measure_by_id(table.measure()) else { continue };
            let versions = known.entry((measure, table.period)).or_default();
            versions.push(table);
            self.tables.put((measure, versions[0].period), versions.clone());
        }
        let tables = known.into_values().flatten().collect();
        let published = Published { codes: codes.clone(), tables, summaries: pages.summaries };
        let question = Question { exact: false, release: Some(pages.id.path()), truths: Some(pages.truths) };
        (pages.id, published, question)
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
