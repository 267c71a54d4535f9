//! `api/v1/state.json`, which tells the pages of versions what came after them, against the index.

use std::collections::BTreeMap;

use super::copies::INDEX;
use super::files::{IndexEdition, IndexFile, StateFile, StateMonth};
use super::{Archive, RESTORE, problem};
use crate::archive::ArchiveFault;
use crate::diagnostic::{Code, Report};
use crate::model::release::ReleaseClass;
use crate::model::{Language, Period};
use crate::text::{date, version};

const STATE: &str = "api/v1/state.json";

/// The state tells of the versions that the index names, in its words: the newest month, the newest version of each, and
/// why each later version came. An archive whose pages do not ask for it need not have it.
pub(super) fn state(archive: &Archive<'_>, report: &mut Report) -> Result<(), ArchiveFault> {
    let (Some(index), Some(bytes)) = (archive.read(INDEX)?, archive.read(STATE)?) else { return Ok(()) };
    let Ok(index) = serde_json::from_slice::<IndexFile<'_>>(&index) else { return Ok(()) };
    let state: StateFile<'_> = match serde_json::from_slice(&bytes) {
        Ok(state) => state,
        Err(error) => {
            let message = format!("{STATE} cannot be read: {error}");
            report.push(problem(Code::BadManifest, STATE, message).hint(RESTORE));
            return Ok(());
        }
    };
    for message in differences(&index, &state) {
        report.push(problem(Code::HistoryChanged, STATE, message).hint(RESTORE));
    }
    Ok(())
}

fn differences(index: &IndexFile<'_>, state: &StateFile<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let newest = index.editions.first().map(|edition| edition.period);
    if state.newest != newest {
        let said = |month: Option<&str>| month.unwrap_or("none").to_owned();
        found.push(format!("{STATE} says that the newest month is {}, {INDEX} {}", said(state.newest), said(newest)));
    }
    // Newest first within a month, as the index has them.
    let mut months: BTreeMap<&str, Vec<&IndexEdition<'_>>> = BTreeMap::new();
    for edition in &index.editions {
        months.entry(edition.period).or_default().push(edition);
    }
    let mut order: Vec<&str> = index.editions.iter().map(|edition| edition.period).collect();
    order.dedup();
    if order != state.months.iter().map(|month| month.period).collect::<Vec<_>>() {
        found.push(format!("{STATE} and {INDEX} name other months, or in another order"));
    }
    for month in &state.months {
        if let Some(editions) = months.get(month.period) {
            compare(month, editions, &mut found);
        }
    }
    found
}

fn compare(month: &StateMonth<'_>, editions: &[&IndexEdition<'_>], found: &mut Vec<String>) {
    let Some(newest) = editions.first() else { return };
    let period = month.period;
    let parsed = Period::parse(period);
    let slug = parsed.map(Period::slug).unwrap_or_default();
    let mut say = |what: String| found.push(format!("{STATE} {what} than {INDEX}"));
    if (month.version, month.synthetic) != (newest.version, newest.synthetic) {
        say(format!("tells otherwise of {period}'s newest version"));
    }
    if month.page != format!("../../{slug}/index.html")
        || parsed.map(|parsed| date::month(Language::Danish, parsed)).as_deref() != Some(month.label)
    {
        say(format!("names {period} or its page in another way"));
    }
    let later: Vec<_> = editions.iter().filter(|edition| edition.version > 1).collect();
    if month.later.len() != later.len() {
        say(format!("tells of other versions of {period}"));
        return;
    }
    for (told, edition) in month.later.iter().zip(later) {
        let class = ReleaseClass::ALL.iter().find(|(_, word)| *word == edition.class).map(|(class, _)| *class);
        let same = told.version == edition.version
            && (told.class, told.published) == (edition.class, edition.published)
            && Some(&told.reason) == edition.reason.as_ref()
            && class.map(version::class_in_files) == Some(told.label)
            && told.page == format!("../../{slug}/v{}/index.html", edition.version);
        if !same {
            say(format!("tells otherwise of {period}, version {}", told.version));
        }
    }
}
