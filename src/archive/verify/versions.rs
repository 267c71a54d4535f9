//! `api/v1/versions/`: what is said of first publications and changes, held against the versions' own files.

use std::collections::BTreeMap;

use super::decimal;
use super::files::{Observation, Raw, RevisedRecord, VersionsFile, VintageRecord};
use super::known::{Known, Shown, shown};
use super::{Archive, NAMED, RESTORE, problem};
use crate::archive::ArchiveFault;
use crate::diagnostic::{Code, Report};
use crate::model::Exact;

const FOLDER: &str = "api/v1/versions/";

/// Figures that changed, by month, area and fund, each with what versions published.
type Expected<'k> = BTreeMap<[&'k str; 3], Vec<(&'k str, Shown)>>;

/// Every measure with figures has its file, and no other has one.
pub(super) fn prove(archive: &Archive<'_>, known: &Known, report: &mut Report) -> Result<(), ArchiveFault> {
    let measures = known.measures();
    for (measure, id) in &measures {
        let path = format!("{FOLDER}{measure}.json");
        match archive.read(&path)? {
            Some(bytes) => name_all(&path, one(measure, *id, &bytes, known), report),
            // What a manifest names is told to be missing elsewhere.
            None if archive.listed.files.contains_key(&path) => {}
            None => {
                let message = format!("{path} is missing; versions have figures of {measure}");
                report.push(problem(Code::MissingFile, &path, message).hint(RESTORE));
            }
        }
    }
    let there = archive.tree.files.range(FOLDER.to_owned()..).map(|(path, _)| path);
    for path in there.take_while(|path| path.starts_with(FOLDER)) {
        let name = path.strip_prefix(FOLDER).and_then(|name| name.strip_suffix(".json"));
        if name.is_none_or(|name| !measures.contains_key(name)) {
            let message = format!("{path} is of a measure that no version has figures of");
            report.push(problem(Code::FiguresDisagree, path, message).hint(RESTORE));
        }
    }
    Ok(())
}

/// What is wrong with the file of a measure, each as a sentence.
fn one(measure: &str, id: u16, bytes: &[u8], known: &Known) -> Vec<String> {
    let file: VersionsFile<'_> = match serde_json::from_slice(bytes) {
        Ok(file) => file,
        Err(error) => return vec![format!("{FOLDER}{measure}.json cannot be read: {error}")],
    };
    let mut wrong = Vec::new();
    if file.measure.id != measure {
        wrong.push(format!("{FOLDER}{measure}.json says that it is of the measure {}", file.measure.id));
    }
    let mut expected = known.changed(id);
    wrong.extend(quality(measure, &file, &expected, known.vintages.counted(id)));
    for record in &file.figures {
        let key = [record.period, record.area.unwrap_or_default(), record.akasse.unwrap_or_default()];
        match expected.remove(&key) {
            Some(published) => wrong.extend(figure(&told(measure, key), record, &published)),
            None => wrong.push(format!("{}: it is listed, and no version changed it", told(measure, key))),
        }
    }
    for (key, published) in expected {
        let by = published.last().map(|(release, _)| *release).unwrap_or_default();
        wrong.push(format!("{}: {by} changed it, and it is not listed", told(measure, key)));
    }
    wrong
}

/// What is wrong with a figure: its vintages in turn, and the sizes of its changes.
fn figure(name: &str, record: &RevisedRecord<'_>, published: &[(&str, Shown)]) -> Vec<String> {
    let mut wrong = Vec::new();
    if record.vintages.len() != published.len() {
        let (listed, found) = (record.vintages.len(), published.len());
        wrong.push(format!("{name}: {listed} vintages are listed, and versions published {found}"));
    }
    let mut before: Option<Shown> = None;
    for (vintage, (release, found)) in record.vintages.iter().zip(published) {
        if vintage.edition != *release || said(vintage) != Some(*found) {
            let listed = said(vintage).map_or_else(|| "nothing that can be read".to_owned(), words);
            let edition = vintage.edition;
            wrong.push(format!("{name}: {edition} is listed with {listed}; {release} published {}", words(*found)));
        }
        if let Some(before) = before.filter(|before| !sized(vintage.change, *before, *found)) {
            wrong.push(format!("{name}: the change from {} to {} in {release} is wrong", words(before), words(*found)));
        }
        before = Some(*found);
    }
    if let (Some((_, first)), Some((_, now))) = (published.first(), published.last())
        && !sized(record.revision, *first, *now)
    {
        wrong.push(format!("{name}: the revision from {} to {} is wrong", words(*first), words(*now)));
    }
    wrong
}

/// What is wrong with the quality figures.
fn quality(measure: &str, file: &VersionsFile<'_>, expected: &Expected<'_>, counted: (usize, usize)) -> Vec<String> {
    let (figures, mut comparable) = counted;
    let (mut came, mut went) = (0, 0);
    let mut sizes = Vec::new();
    let mut tolerance = Exact::whole(0);
    for published in expected.values() {
        let (Some((_, first)), Some((_, now))) = (published.first(), published.last()) else { continue };
        match (first.exact(), now.exact()) {
            (Some(first), Some(now)) => sizes.push(&now - &first),
            (Some(_), None) => (went, comparable) = (went + 1, comparable - 1),
            (None, Some(_)) => came += 1,
            (None, None) => {}
        }
        tolerance = roundings();
    }
    let revised = sizes.iter().filter(|size| !size.is_zero()).count();
    let said = &file.quality;
    let mut wrong = Vec::new();
    for (what, listed, found) in [
        ("figures", said.figures, figures),
        ("changed figures", said.changed, expected.len()),
        ("comparable figures", said.comparable, comparable),
        ("revised figures", said.revised, revised),
        ("figures that came", said.came, came),
        ("figures that went", said.went, went),
    ] {
        if listed != found {
            wrong.push(format!("{measure}: {listed} {what} are told of, and there are {found}"));
        }
    }
    let absolute = sum(sizes.iter().map(Exact::abs).collect());
    let over = Exact::count(comparable as u64);
    for (what, listed, total) in [
        ("mean revision", said.mean_revision, sum(sizes)),
        ("mean absolute revision", said.mean_absolute_revision, absolute),
    ] {
        if !is_about(listed, total.divided_by(&over), &tolerance) {
            wrong.push(format!("{measure}: the {what} is not that of the listed figures"));
        }
    }
    wrong
}

fn sum(mut terms: Vec<Exact>) -> Exact {
    while terms.len() > 1 {
        terms = terms.chunks(2).map(|pair| pair.iter().cloned().sum()).collect();
    }
    terms.pop().unwrap_or_else(|| Exact::whole(0))
}

/// How far a size of two values with six decimals each may lie from that of the values before they were rounded.
fn roundings() -> Exact {
    Exact::ratio(1, 1_000_000).unwrap_or_else(|| Exact::whole(0))
}

/// Whether a size is the difference of what was shown; none where either has no value.
fn sized(listed: Option<Raw<'_>>, before: Shown, now: Shown) -> bool {
    let size = before.exact().zip(now.exact()).map(|(before, now)| &now - &before);
    let tolerance = if before.is_rounded() || now.is_rounded() { roundings() } else { Exact::whole(0) };
    is_about(listed, size, &tolerance)
}

/// Whether a number with six decimals at most is a value, give or take its own rounding and `tolerance`.
fn is_about(listed: Option<Raw<'_>>, value: Option<Exact>, tolerance: &Exact) -> bool {
    match (listed, value) {
        (None, None) => true,
        (Some(raw), Some(value)) => {
            let Some(listed) = decimal::parse(raw.get(), '.') else { return false };
            let off = (&listed.exact() - &value).abs();
            listed.decimals <= 6 && &off - tolerance <= Exact::ratio(1, 2_000_000).unwrap_or_else(|| Exact::whole(0))
        }
        _ => false,
    }
}

/// What a vintage says, as records of figures are read.
fn said(vintage: &VintageRecord<'_>) -> Option<Shown> {
    shown(&Observation {
        period: "",
        akasse: None,
        area: None,
        value: vintage.value,
        numerator: vintage.numerator,
        denominator: vintage.denominator,
        status: vintage.status.clone(),
        low: vintage.low,
        high: vintage.high,
    })
}

fn words(shown: Shown) -> String {
    match shown {
        Shown::Share(numerator, denominator) => format!("{numerator} of {denominator}"),
        Shown::Missing(sign) => sign.to_owned(),
        Shown::Bounded(bound) => {
            let (low, high) = bound.interval();
            format!("{low} to {high}")
        }
        Shown::Value(..) => shown.decimal().map(|decimal| decimal.plain()).unwrap_or_default(),
    }
}

fn told(measure: &str, [period, area, akasse]: [&str; 3]) -> String {
    let mut name = format!("{measure}, {period}");
    for (word, code) in [("area", area), ("a-kasse", akasse)] {
        if !code.is_empty() {
            name.push_str(&format!(", {word} {code}"));
        }
    }
    name
}

fn name_all(path: &str, mut wrong: Vec<String>, report: &mut Report) {
    let more = wrong.len().saturating_sub(NAMED);
    wrong.truncate(NAMED);
    for message in wrong {
        report.push(problem(Code::FiguresDisagree, path, message).hint(RESTORE));
    }
    if more > 0 {
        report.push(problem(Code::FiguresDisagree, path, format!("{more} more figures differ")).hint(RESTORE));
    }
}
