//! Cleared figures as files for programs and spreadsheets: JSON and CSV, one file per format.
//!
//! An edition's figures are turned into rows once (`table`); every file is put together from those rows, so a number
//! cannot differ between two files.

mod calendar;
#[cfg(test)]
mod calendar_tests;
mod catalogue;
mod citation;
mod codes;
mod columns;
mod csv;
mod csvw;
mod data_package;
mod feeds;
mod follow_up;
mod form;
mod head;
mod ical;
mod index;
mod json_stat;
mod judgement;
mod lines;
mod listing;
mod measure;
mod number;
mod party;
mod place;
mod promises;
mod rdf;
mod release;
mod state;
mod table;
mod versions;
mod xlsx;
mod zipped;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod tests;

use crate::disclosure::Cleared;
use crate::model::catalogue::{Catalogue, History, Past};
use crate::model::edition::Edition;
use crate::model::note::Note;
use crate::model::timetable::Timetable;
use crate::model::{FileSet, Format, Publication};

pub use listing::figures_listing;
pub use number::shown;
pub use place::SCHEMAS;
pub use promises::broken_promises;
pub use zipped::zip;

use place::Place;
use table::Table;

/// The files of one version below `api/v1/releases/<YYYY-MM>/v<N>/`: `release.json`, three files per measure, and one
/// per fund and jobcentre with figures or targets, and what else the publication offers. What comes out later changes no
/// byte of them.
///
/// # Errors
/// What a format cannot hold, in words.
pub fn edition(publication: &Publication, past: &Past, edition: &Cleared<Edition>) -> Result<FileSet, String> {
    let edition = edition.get();
    files(&Context::new(publication, past, edition, Place::release(edition.release.id)))
}

/// The files that stand outside editions: `api/v1/index.json`, `api/v1/state.json`, the calendar as `api/v1/calendar.json` and
/// `kalender.ics`, what was first published against what stands now as `api/v1/versions/<measure>.json`, the schemas, and
/// `api/v1/latest/` with the files of the newest version of the newest month; without
/// an edition there is no `latest`. `notes` are the documents that are shown; no other is named.
///
/// # Errors
/// What a format cannot hold, in words.
pub fn shared(
    publication: &Publication,
    (catalogue, timetable, notes): (&Catalogue, &Timetable, &[Note]),
    (newest, history): (Option<&Cleared<Edition>>, &Cleared<History>),
) -> Result<FileSet, String> {
    let mut set = FileSet::default();
    if let Some(newest) = newest {
        let past = catalogue.as_of(&newest.get().release);
        set = files(&Context::new(publication, &past, newest.get(), Place::latest()))?;
    }
    set.add("api/v1/index.json", index::file(publication, catalogue));
    set.add("api/v1/state.json", state::file(publication, catalogue));
    set.add("api/v1/calendar.json", calendar::file(publication, catalogue, timetable, notes));
    if let Some(calendar) = ical::file(publication, catalogue, timetable) {
        set.add("kalender.ics", calendar);
    }
    set.append(feeds::files(publication, catalogue, history.get()));
    set.append(catalogue::files(publication, catalogue));
    set.append(codes(publication, catalogue));
    set.append(self::versions(publication, catalogue, history));
    for (name, text) in SCHEMAS {
        set.add(format!("api/v1/schema/{name}"), text);
    }
    Ok(set)
}

/// What was first published against what stands now, `api/v1/versions/<measure>.json` for each measure with figures.
#[must_use]
pub fn versions(publication: &Publication, catalogue: &Catalogue, history: &Cleared<History>) -> FileSet {
    let mut set = FileSet::default();
    for key in history.get().revisions.measures() {
        let file = versions::file(publication, catalogue, history.get(), key);
        set.add(versions::path(publication, key), file);
    }
    set
}

/// The code lists and the policy, below `api/v1/codes/`.
#[must_use]
pub fn codes(publication: &Publication, catalogue: &Catalogue) -> FileSet {
    let mut set = FileSet::default();
    set.add("api/v1/codes/areas.json", codes::areas(publication));
    set.add("api/v1/codes/akasser.json", codes::akasser(publication));
    set.add("api/v1/codes/protection.json", codes::protection(publication, catalogue));
    set
}

/// The `<measure>.json` of an edition, as its files have them, each with its path.
#[must_use]
pub fn measure_files(publication: &Publication, past: &Past, edition: &Cleared<Edition>) -> FileSet {
    let edition = edition.get();
    let context = Context::new(publication, past, edition, Place::release(edition.release.id));
    let mut set = FileSet::default();
    for measure in &edition.measures {
        let table = Table::new(&context, measure);
        set.add(context.place.path(&format!("{}.json", table.measure.id)), measure::file(&context, &table));
    }
    set
}

/// What every file of an edition is made from.
struct Context<'a> {
    publication: &'a Publication,
    edition: &'a Edition,
    /// Seen in a preview only; said in every JSON file.
    under_embargo: bool,
    place: Place,
}

impl<'a> Context<'a> {
    fn new(publication: &'a Publication, past: &Past, edition: &'a Edition, place: Place) -> Self {
        let under_embargo = past.own().is_some_and(|entry| entry.under_embargo);
        Self { publication, edition, under_embargo, place }
    }

    /// The full address of a file of the version, for formats that know no relative ones: the one that stays, also in
    /// `latest/`, whose files are copies.
    fn address(&self, name: &str) -> String {
        format!("{}{}", self.publication.base_url, Place::release(self.edition.release.id).path(name))
    }
}

fn files(context: &Context<'_>) -> Result<FileSet, String> {
    let tables: Vec<Table<'_>> = context.edition.measures.iter().map(|measure| Table::new(context, measure)).collect();
    let offers = |format| context.publication.formats.contains(&format);
    let mut set = FileSet::default();
    for table in &tables {
        let mut add =
            |ending: &str, content| set.add(context.place.path(&format!("{}{ending}", table.measure.id)), content);
        add(".json", measure::file(context, table));
        add(".csv", csv::tidy(context, table));
        add(".da.csv", csv::danish(context, table));
        for (format, ending) in of_measure(context.publication) {
            add(
                ending,
                match format {
                    Format::JsonStat => json_stat::file(context, table),
                    Format::Csvw => csvw::file(context, table),
                    Format::Xlsx => xlsx::file(context, table)?,
                    Format::DataPackage | Format::Zip => continue,
                },
            );
        }
    }
    if offers(Format::JsonStat) {
        set.add(context.place.path(json_stat::COLLECTION), json_stat::collection(context, &tables));
    }
    if offers(Format::DataPackage) || offers(Format::Zip) {
        let package = data_package::file(context, &tables, |id| set.get(&context.place.path(&format!("{id}.csv"))));
        if offers(Format::Zip) {
            let zipped = data_package::zipped(context, &set, &package)?;
            set.add(context.place.path(data_package::ZIPPED), zipped);
        }
        if offers(Format::DataPackage) {
            set.add(context.place.path(data_package::NAME), package);
        }
    }
    citation::add(context, &tables, &mut set);
    let parties = party::Parties::new(context, &tables);
    let mut names = Vec::new();
    for party in parties.iter() {
        let name = party.file_name(context.publication);
        set.add(context.place.path(&name), parties.file(context, &tables, party));
        names.push((name, party));
    }
    set.add(context.place.path("release.json"), release::file(context, &tables, &names));
    Ok(set)
}

/// The formats in which a publication offers each measure, with the ending of the file's name.
fn of_measure(publication: &Publication) -> impl Iterator<Item = (Format, &'static str)> {
    publication.formats.iter().filter_map(|format| Some((*format, format.of_measure()?.0)))
}
