//! What is hidden of each published version: `data/releases.hidden/<month>-v<N>.csv`, kept beside the seals.
//!
//! One line for each area of each month of each measure in which something is hidden: the funds, `*` for all funds together,
//! each with its coarser answer (`hk>95` = at least 95 percent, `hk<5` = at most 5). No line holds a value. What has been
//! published stays hidden exactly so, however the way of choosing it improves later.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::seal::Lock;
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::model::hidden::{FOLDER, Hidden, HiddenCells, HiddenOfRelease};
use crate::model::{AkasseKey, AreaKey, Bound, CellKey, Period, Publication, ReleaseId};
use crate::source::Source;

const COLUMNS: [&str; 4] = ["measure", "period", "area", "hidden"];
/// All funds together.
const ALL: &str = "*";

/// Reads what is hidden of the versions that are sealed. A file of a version without a seal was left by a build that did not
/// come to its end; it is written anew.
///
/// Errors: a file that cannot be read as what the program writes.
pub fn read(source: &dyn Source, lock: &Lock, publication: &Publication) -> (Hidden, Report) {
    let mut hidden = Hidden::default();
    let mut report = Report::default();
    let parsed = |release: ReleaseId| {
        let path = Hidden::path(release);
        source.read(&path)?.map(|bytes| parse(&path, &bytes, publication)).transpose()
    };
    let releases: Vec<ReleaseId> = lock.releases().collect();
    let read: Vec<_> = releases.into_par_iter().map(|release| (release, parsed(release))).collect();
    for (release, cells) in read {
        match cells {
            Ok(Some(cells)) => {
                hidden.releases.insert(release, cells);
            }
            Ok(None) => {}
            Err(problem) => report.push(problem),
        }
    }
    (hidden, report)
}

/// The text of a version's file.
#[must_use]
pub fn text(hidden: &HiddenOfRelease, publication: &Publication) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut lines = vec![COLUMNS.map(str::to_owned)];
    for ((measure, period), cells) in hidden {
        let line = |area: &str, hidden: String| {
            [publication.measure(*measure).id.clone(), period.slug(), area.to_owned(), hidden]
        };
        let mut areas: BTreeMap<Option<AreaKey>, Vec<String>> = BTreeMap::new();
        for (key, answer) in cells {
            let akasse = key.akasse.map_or(ALL, |akasse| &publication.akasse(akasse).id);
            areas.entry(key.area).or_default().push(format!("{akasse}{}", answer.map_or_else(String::new, told)));
        }
        if areas.is_empty() {
            lines.push(line("", String::new()));
        }
        let area = |area: Option<AreaKey>| area.map_or("", |area| publication.area(area).id.as_str());
        lines.extend(areas.into_iter().map(|(key, hidden)| line(area(key), hidden.join(" "))));
    }
    for line in lines {
        // Writing to memory does not fail, and every line has as many fields.
        let _ = writer.write_record(line);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn told(answer: Bound) -> String {
    match answer {
        Bound::AtLeast(percent) => format!(">{percent}"),
        Bound::AtMost(percent) => format!("<{percent}"),
    }
}

fn parse(path: &str, bytes: &[u8], publication: &Publication) -> Result<HiddenOfRelease, Diagnostic> {
    let mut reader = csv::Reader::from_reader(bytes);
    let wrong = |line: u64| {
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        Diagnostic::error(Code::SealedReleaseChanged, "this line does not say what is hidden of a published version")
            .at(Place::at(&path.into(), line, 0))
            .hint(format!(
                "Restore the file from the publication's history; the program writes {FOLDER}/, nobody edits it."
            ))
    };
    if reader.headers().ok().is_none_or(|head| head != COLUMNS.as_slice()) {
        return Err(wrong(1));
    }
    let mut hidden = HiddenOfRelease::new();
    for record in reader.records() {
        let record = record.map_err(|error| wrong(error.position().map_or(1, csv::Position::line)))?;
        let at = record.position().map_or(1, csv::Position::line);
        let [measure, period, area, cells] = [0, 1, 2, 3].map(|column| record.get(column).unwrap_or_default());
        let read = || {
            let key = (publication.measure_by_id(measure)?, Period::parse(period)?);
            let area = if area.is_empty() { None } else { Some(publication.area_by_id(area)?) };
            let cells: Option<HiddenCells> =
                cells.split_whitespace().map(|cell| cell_of(cell, area, publication)).collect();
            Some((key, cells?))
        };
        let (key, cells) = read().ok_or_else(|| wrong(at))?;
        hidden.entry(key).or_default().extend(cells);
    }
    Ok(hidden)
}

fn cell_of(word: &str, area: Option<AreaKey>, publication: &Publication) -> Option<(CellKey, Option<Bound>)> {
    let (akasse, answer) = match word.split_once(['>', '<']) {
        None => (word, None),
        Some((akasse, percent)) => {
            let percent = percent.parse().ok().filter(|percent| *percent <= 100)?;
            let is_least = word.as_bytes().get(akasse.len()) == Some(&b'>');
            (akasse, Some(if is_least { Bound::AtLeast(percent) } else { Bound::AtMost(percent) }))
        }
    };
    let akasse: Option<AkasseKey> = if akasse == ALL { None } else { Some(publication.akasse_by_id(akasse)?) };
    Some((CellKey { area, akasse }, answer))
}
