//! The files of one version, held against each other and made into the listing that its seal is of.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use rayon::prelude::*;
use serde::Deserialize;

use super::compare::{self, Names};
use super::files::{MeasureFile, Observation, PartyFile, ReleaseFile, ReleaseHead};
use super::known::Known;
use super::party::{self, Expected};
use super::{Archive, NAMED, RELEASES, problem};
use crate::archive::ArchiveFault;
use crate::archive::seal::FigureHash;
use crate::diagnostic::{Code, Report};
use crate::model::ReleaseId;

/// A version that has figures in the archive.
pub(super) struct ReleaseFiles {
    pub(super) id: ReleaseId,
    /// When it appeared; `None` when it does not say so.
    pub(super) published: Option<DateTime<FixedOffset>>,
    pub(super) measures: Vec<String>,
    is_made_up: bool,
    folder: String,
    bytes: Vec<u8>,
}

/// What a version's figures came to.
#[derive(Default)]
pub(super) struct Figures {
    pub(super) count: usize,
    /// `None` when a file cannot be read, so that there is nothing to seal.
    pub(super) hash: Option<FigureHash>,
}

/// The three files of a measure.
struct Files {
    measure: String,
    json: Vec<u8>,
    tidy: Vec<u8>,
    danish: Vec<u8>,
}

impl ReleaseFiles {
    pub(super) fn open(archive: &Archive<'_>, id: ReleaseId, report: &mut Report) -> Result<Self, ArchiveFault> {
        let folder = format!("{RELEASES}{}/", id.path());
        let path = format!("{folder}release.json");
        let bytes = archive.read(&path)?.unwrap_or_default();
        let mut release =
            Self { id, published: None, measures: Vec::new(), is_made_up: false, folder, bytes: Vec::new() };
        if let Some(file) = parse::<ReleaseFile<'_>>(&path, &bytes, report) {
            release.same(&path, &file.release, report);
            release.published = DateTime::parse_from_rfc3339(file.release.published).ok();
            release.is_made_up = file.release.synthetic;
            release.measures = file.measures.iter().map(|id| (*id).to_owned()).collect();
        }
        release.bytes = bytes;
        Ok(release)
    }

    fn same(&self, path: &str, head: &ReleaseHead<'_>, report: &mut Report) {
        if head.period != self.id.period.code() || head.version != self.id.version {
            let message = format!("{path} says that it is of {}/v{}", head.period, head.version);
            report.push(problem(Code::FiguresDisagree, path, message).hint(HINT));
        }
    }

    /// Holds the version's files against each other, and adds its figures to those that are known.
    pub(super) fn prove(
        &mut self,
        archive: &Archive<'_>,
        known: &mut Known,
        report: &mut Report,
    ) -> Result<Figures, ArchiveFault> {
        known.begin(self.id, self.is_made_up);
        let bytes = std::mem::take(&mut self.bytes);
        let Ok(release) = serde_json::from_slice::<ReleaseFile<'_>>(&bytes) else { return Ok(Figures::default()) };
        let mut files = Vec::new();
        for measure in &self.measures {
            files.extend(self.files(archive, measure, report)?);
        }
        let results: Vec<Measure<'_>> = files.par_iter().map(|files| self.measure(files)).collect();
        let mut expected = Expected::default();
        let (mut names, mut listing, mut count) = (Names::default(), String::new(), 0);
        let mut whole = files.len() == self.measures.len();
        for (files, measure) in files.iter().zip(&results) {
            report.append(measure.report.clone());
            self.same_names(&files.measure, &measure.names, &mut names, report);
            let Some(file) = &measure.file else {
                whole = false;
                continue;
            };
            count += measure.observations.len();
            listing.push_str(&measure.listing);
            known.add(&files.measure, file.measure.decimals, &measure.observations);
            let lists = [&file.observations[..], &file.notes, &file.summaries, &file.assessments];
            if let Err(error) = expected.add(&files.measure, lists) {
                self.unreadable(&format!("{}.json", files.measure), &error, report);
                whole = false;
            }
        }
        if let Err(error) = expected.add_others(&release.assessments) {
            self.unreadable("release.json", &error, report);
        }
        self.parties(archive, &release, &expected, report)?;
        Ok(Figures { count, hash: whole.then(|| FigureHash::of(&listing)) })
    }

    fn files(&self, archive: &Archive<'_>, measure: &str, report: &mut Report) -> Result<Option<Files>, ArchiveFault> {
        let mut read = |ending: &str| -> Result<Option<Vec<u8>>, ArchiveFault> {
            let path = format!("{}{measure}.{ending}", self.folder);
            let bytes = archive.read(&path)?;
            if bytes.is_none() && !archive.listed.files.contains_key(&path) {
                let message = format!("{path} is missing; release.json names the measure {measure}");
                report.push(problem(Code::MissingFile, &path, message).hint(super::RESTORE));
            }
            Ok(bytes)
        };
        let (json, tidy, danish) = (read("json")?, read("csv")?, read("da.csv")?);
        let (Some(json), Some(tidy), Some(danish)) = (json, tidy, danish) else { return Ok(None) };
        Ok(Some(Files { measure: measure.to_owned(), json, tidy, danish }))
    }

    fn measure<'f>(&self, files: &'f Files) -> Measure<'f> {
        let mut measure = Measure::default();
        let id = files.measure.as_str();
        let path = |ending: &str| format!("{}{id}.{ending}", self.folder);
        let Some(file) = parse::<MeasureFile<'_>>(&path("json"), &files.json, &mut measure.report) else {
            return measure;
        };
        self.same(&path("json"), &file.release, &mut measure.report);
        if file.measure.id != id {
            let message = format!("{} says that it is of the measure {}", path("json"), file.measure.id);
            measure.report.push(problem(Code::FiguresDisagree, &path("json"), message).hint(HINT));
        }
        let read: Result<Vec<Observation<'_>>, _> =
            file.observations.iter().map(|raw| serde_json::from_str(raw.get())).collect();
        let rows = compare::read_tidy(&files.tidy);
        let (observations, rows) = match (read, rows) {
            (Ok(observations), Ok(rows)) => (observations, rows),
            (Err(error), _) => {
                self.unreadable(&format!("{id}.json"), &error.to_string(), &mut measure.report);
                return measure;
            }
            (_, Err(error)) => {
                self.unreadable(&format!("{id}.csv"), &error, &mut measure.report);
                return measure;
            }
        };
        name_all(&path("csv"), compare::tidy(id, &rows, &observations), &mut measure.report);
        let wrong = compare::danish(id, &file.measure.title.da, &files.danish, &rows, &mut measure.names);
        name_all(&path("da.csv"), wrong, &mut measure.report);
        match compare::listing(id, &rows, &file.summaries) {
            Ok(listing) => {
                (measure.listing, measure.observations, measure.file) = (listing, observations, Some(file));
            }
            Err(error) => self.unreadable(&format!("{id}.json"), &error, &mut measure.report),
        }
        measure
    }

    fn same_names(&self, measure: &str, found: &Names, names: &mut Names, report: &mut Report) {
        let path = format!("{}{measure}.da.csv", self.folder);
        let mut wrong = Vec::new();
        for ((kind, id), name) in found {
            let known = names.entry((kind, id.clone())).or_insert_with(|| name.clone());
            if known != name {
                wrong.push(format!("{measure}.da.csv says {name} for {kind} {id}, another table {known}"));
            }
        }
        name_all(&path, wrong, report);
    }

    /// Holds the files of funds and jobcentres against those of the measures.
    fn parties(
        &self,
        archive: &Archive<'_>,
        release: &ReleaseFile<'_>,
        expected: &Expected<'_>,
        report: &mut Report,
    ) -> Result<(), ArchiveFault> {
        for file in &release.files {
            let path = format!("{}{}", self.folder, file.path);
            if !archive.tree.files.contains_key(&path) && !archive.listed.files.contains_key(&path) {
                let message = format!("{path} is missing; release.json names it");
                report.push(problem(Code::MissingFile, &path, message).hint(super::RESTORE));
            }
        }
        let parties: Vec<_> = release.files.iter().filter(|file| file.akasse.or(file.area).is_some()).collect();
        let unnamed = expected.akasser().filter(|akasse| parties.iter().all(|file| file.akasse != Some(akasse)));
        for akasse in unnamed {
            let path = format!("{}release.json", self.folder);
            let message = format!("{path} names no file of the a-kasse {akasse}, which has figures");
            report.push(problem(Code::FiguresDisagree, &path, message).hint(HINT));
        }
        let read: Vec<(String, Vec<u8>)> = parties
            .par_iter()
            .map(|file| {
                let path = format!("{}{}", self.folder, file.path);
                Ok((path.clone(), archive.read(&path)?.unwrap_or_default()))
            })
            .collect::<Result<_, ArchiveFault>>()?;
        let results: Vec<_> = read
            .par_iter()
            .zip(&parties)
            .map(|((path, bytes), file)| {
                let mut report = Report::default();
                let Some(party) = parse::<PartyFile<'_>>(path, bytes, &mut report) else { return (report, Vec::new()) };
                self.same(path, &party.release, &mut report);
                name_all(path, expected.compare(file.akasse, file.area, &party), &mut report);
                (report, party::changes(&party).unwrap_or_default())
            })
            .collect();
        let mut known = BTreeMap::new();
        for ((path, _), (found, changes)) in read.iter().zip(results) {
            report.append(found);
            let mut wrong = Vec::new();
            for (key, record) in changes {
                let (first, by) = *known.entry(key).or_insert((record, path));
                if first != record {
                    wrong.push(format!("the change of {} differs from that in {by}", key.join(", ")));
                }
            }
            name_all(path, wrong, report);
        }
        Ok(())
    }

    fn unreadable(&self, name: &str, error: &str, report: &mut Report) {
        let path = format!("{}{name}", self.folder);
        let message = format!("{path} cannot be read: {error}");
        report.push(problem(Code::FiguresDisagree, &path, message).hint(HINT));
    }
}

/// A measure's files, read.
#[derive(Default)]
struct Measure<'f> {
    file: Option<MeasureFile<'f>>,
    observations: Vec<Observation<'f>>,
    listing: String,
    names: Names,
    report: Report,
}

const HINT: &str = "One of the files was changed after it was published: restore them from a copy of the archive.";

/// A JSON file; what is missing is named elsewhere.
fn parse<'f, T: Deserialize<'f>>(path: &str, bytes: &'f [u8], report: &mut Report) -> Option<T> {
    if bytes.is_empty() {
        return None;
    }
    match serde_json::from_slice(bytes) {
        Ok(file) => Some(file),
        Err(error) => {
            let message = format!("{path} cannot be read: {error}");
            report.push(problem(Code::FiguresDisagree, path, message).hint(HINT));
            None
        }
    }
}

fn name_all(path: &str, mut wrong: Vec<String>, report: &mut Report) {
    let more = wrong.len().saturating_sub(NAMED);
    wrong.truncate(NAMED);
    for message in wrong {
        report.push(problem(Code::FiguresDisagree, path, message).hint(HINT));
    }
    if more > 0 {
        report.push(problem(Code::FiguresDisagree, path, format!("{more} more figures differ")).hint(HINT));
    }
}
