//! A month's first page.

use serde::Serialize;

use super::coming::{self, ComingView};
use super::head::{self, EditionHead};
use super::headline::{self, Statement};
use super::prepared::{Prepared, PreparedMeasure};
use super::scoreboard::scoreboard;
use super::tables;
use crate::diagnostic::Diagnostic;
use crate::model::edition::Verdict;
use crate::model::picture::PictureKey;
use crate::model::timetable::Timetable;
use crate::model::{FileSet, Publication};
use crate::render::address::{self, Here};
use crate::render::files;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::press::PictureView;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::{cell::Cell, linked_data, words};
use crate::text::date;

/// With more measures than this, the page opens with one table of all of them.
pub(crate) const FULL_MEASURES: usize = 2;

/// What `front.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct FrontView {
    /// The edition's head.
    head: EditionHead,
    /// The month in sentences; the first is set large.
    statements: Vec<Statement>,
    /// Funds down, measures across; none when there are few measures.
    matrix: Option<Html>,
    /// The measures, one after the other.
    parts: Vec<PartView>,
    /// What is announced and not here; none when nothing is.
    expected: Option<Html>,
    /// A remark on the edition; empty when there is none.
    note: String,
    /// Documents of the release.
    documents: Vec<Link>,
    /// The edition as search engines are told of it.
    dataset: Html,
    /// What is announced; none on a version's own page, which does not change, and on pages of months that others follow.
    coming: Option<ComingView>,
    /// The way to all that is announced.
    calendar: Link,
    /// The figures as files.
    files: Vec<FileRow>,
    /// The way to the follow-up page.
    follow_up: String,
    /// The way to the page of symbols and of method.
    method: String,
}

/// A measure on a month's first page.
#[derive(Debug, Serialize)]
pub(crate) struct PartView {
    /// Its anchor.
    id: String,
    /// Its title.
    title: String,
    /// What it is.
    definition: String,
    /// Its page in this edition.
    href: String,
    /// Who stands where.
    table: Option<Html>,
    /// The chart after the table.
    picture: Option<PictureView>,
    /// Why published results differ from the recomputed ones; empty when none do.
    reconciliations: Vec<Statement>,
}

/// Links to one measure's files.
#[derive(Debug, Serialize)]
pub(crate) struct FileRow {
    /// What the files hold.
    pub(crate) label: String,
    /// The files.
    pub(crate) links: Vec<Link>,
}

/// Draws the first page of an edition at one of its three places: its own, its month's, the archive's root.
///
/// `today` holds what is announced, for the two places that are drawn anew; none for the edition's own, which stays.
pub(crate) fn draw(
    prepared: &Prepared<'_>,
    files: &mut FileSet,
    here: Here,
    today: Option<&Timetable>,
) -> Result<(), Diagnostic> {
    let publication = prepared.press.site.publication;
    let release = &prepared.edition.release;
    let month = date::month(release.id.period);
    let statements = statements(prepared);
    let about = About {
        title: title(prepared, &here),
        description: statements
            .first()
            .map_or_else(|| format!("{} for {month}.", publication.title.da), |first| first.text.clone()),
        section: if here.folder().is_empty() { Section::Newest } else { Section::Editions },
        way: way(prepared, &here),
        banners: match today {
            Some(_) => head::banners_of_month(prepared.press, release, &here),
            None => head::banners(prepared.press, release, &here),
        },
        here: here.clone(),
    };
    let full = prepared.measures.len() <= FULL_MEASURES;
    let whole = prepared.measures.iter().find_map(|measure| measure.whole).flatten();
    let view = FrontView {
        head: EditionHead::new(prepared, &here, &prepared.folder),
        matrix: (!full)
            .then(|| {
                let name = words::in_area("Alle mål", whole, publication);
                tables::matrix(prepared, &here, whole, &format!("{name}, {month}: tal og ændringer"))
            })
            .flatten(),
        parts: prepared.measures.iter().map(|measure| part(prepared, measure, &here, full)).collect(),
        expected: expected(prepared, &here),
        note: release.note.as_ref().map(|note| note.da.clone()).unwrap_or_default(),
        documents: prepared.press.documents(&here, release.documents.iter().map(String::as_str)),
        dataset: linked_data::of_edition(prepared),
        coming: today.filter(|_| is_newest(prepared)).map(|timetable| coming::view(prepared, timetable)),
        calendar: Link::new(here.page("kalender/"), "Kalender"),
        files: data_files(prepared, &here),
        follow_up: here.page(&address::follow_up(release.id)),
        method: here.page("metode/"),
        statements,
    };
    prepared.press.print(files, "front.html", about, &view)
}

/// The version's own page is named by version as well, so that no two pages have the same title.
fn title(prepared: &Prepared<'_>, here: &Here) -> String {
    let month = words::capital(&date::month(prepared.period()));
    if here.folder() == prepared.folder {
        let version = head::number(prepared.edition.release.id).to_lowercase();
        return format!("{month}, {version}");
    }
    month
}

fn way(prepared: &Prepared<'_>, here: &Here) -> Vec<(String, String)> {
    let mut way = vec![("Udgivelser".to_owned(), "udgivelser/".to_owned())];
    if here.folder() == prepared.folder {
        let period = prepared.period();
        way.push((words::capital(&date::month(period)), address::month(period)));
    }
    way
}

fn is_newest(prepared: &Prepared<'_>) -> bool {
    let newest = prepared.press.site.catalogue.newest();
    newest.is_some_and(|newest| newest.release.id == prepared.edition.release.id)
}

fn statements(prepared: &Prepared<'_>) -> Vec<Statement> {
    if prepared.measures.is_empty() {
        let month = date::month(prepared.period());
        let text =
            format!("Udgivelsen for {month} har ingen tal. Den fortæller, hvad der er aftalt, og hvad der ventes.");
        let mut said = vec![Statement { topic: "Ingen tal".into(), text }];
        said.extend(targets_in_force(prepared));
        return said;
    }
    if prepared.measures.len() > FULL_MEASURES {
        let short = prepared.measures.iter().filter_map(|measure| headline::short_statement(prepared, measure));
        return short.chain(headline::across(prepared)).collect();
    }
    prepared.measures.iter().flat_map(|measure| headline::statements(prepared, measure)).collect()
}

/// The targets that were in force, by title: all there is to say of a month without figures.
fn targets_in_force(prepared: &Prepared<'_>) -> Option<Statement> {
    let mut keys: Vec<_> = prepared
        .edition
        .assessments
        .iter()
        .filter(|one| one.verdict != Verdict::NotInForce)
        .map(|one| one.target)
        .collect();
    keys.dedup();
    let titles: Vec<&str> =
        keys.iter().map(|key| prepared.press.site.publication.target(*key).title.da.as_str()).collect();
    (!titles.is_empty()).then(|| Statement { topic: "Mål i kraft".into(), text: format!("{}.", titles.join("; ")) })
}

fn part(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, here: &Here, full: bool) -> PartView {
    PartView {
        id: format!("maal-{}", measure.measure.id),
        title: measure.measure.title.da.clone(),
        definition: measure.measure.definition.da.clone(),
        href: here.page(&address::measure(&prepared.folder, measure.measure)),
        table: full.then(|| scoreboard(prepared, measure, here)).flatten(),
        picture: prepared.press.picture(PictureKey::Akasser(measure.key)),
        reconciliations: headline::reconciliations(prepared, measure),
    }
}

fn expected(prepared: &Prepared<'_>, here: &Here) -> Option<Html> {
    let expected = &prepared.edition.release.expected;
    if expected.is_empty() {
        return None;
    }
    let mut table = Table::new("ventes", "Nøgletal, der ventes", Sorting::Fixed);
    table.columns(&[Column::text("Nøgletal"), Column::text("Ventes"), Column::text("Hvad der er sagt")]);
    for one in expected {
        let measure = prepared.press.site.publication.measure(one.measure);
        let head = Head::link(&measure.short.da, here.page(&prepared.press.measure_folder(one.measure)));
        let when = words::capital(&words::expected(&one.expected)).replace(' ', "\u{a0}");
        table.row(&head, [Cell::Text(when.into()), Cell::Text(one.text.da.clone().into())]);
    }
    Some(table.finish())
}

/// The files of an edition's figures.
pub(crate) fn data_files(prepared: &Prepared<'_>, here: &Here) -> Vec<FileRow> {
    let folder = address::release_files(prepared.edition.release.id);
    let publication = prepared.press.site.publication;
    let measures = prepared.measures.iter();
    let mut rows: Vec<FileRow> =
        measures.map(|measure| measure_files(publication, here, &folder, measure.measure)).collect();
    let mut links = vec![Link::noted(here.to(&format!("{folder}release.json")), "JSON", "om udgivelsen")];
    links.extend(files::of_edition(publication, here, &folder));
    rows.push(FileRow { label: "Udgivelsen".into(), links });
    rows
}

/// The files of one measure in a folder.
pub(crate) fn measure_files(
    publication: &Publication,
    here: &Here,
    folder: &str,
    measure: &crate::model::Measure,
) -> FileRow {
    let file = |ending: &str| here.to(&format!("{folder}{}{ending}", measure.id));
    let mut links = vec![
        Link::noted(file(".da.csv"), "CSV til Excel", "semikolon og decimalkomma"),
        Link::noted(file(".csv"), "CSV", "koder, komma og punktum"),
        Link::noted(file(".json"), "JSON", "med status og vurderinger"),
    ];
    links.extend(files::of_measure(publication, here, folder, &measure.id));
    FileRow { label: measure.short.da.clone(), links }
}
