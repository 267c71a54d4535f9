//! A month's first page.

use serde::Serialize;

use super::coming::{self, ComingView};
use super::embed::{OffersView, party};
use super::glance::{self, GlanceView};
use super::head::{self, EditionHead};
use super::headline::{self, Statement};
use super::prepared::{Prepared, PreparedMeasure};
use super::scoreboard::scoreboard;
use super::tables::{self, Lines};
use crate::diagnostic::Diagnostic;
use crate::model::FileSet;
use crate::model::edition::Verdict;
use crate::model::picture::PictureKey;
use crate::model::timetable::Timetable;
use crate::render::address::{self, Here};
use crate::render::files;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::picture::PlateView;
use crate::render::picture::map::{self, Numbers};
use crate::render::press::{PictureView, Press};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::{cell::Cell, linked_data, words};
use crate::text::messages::{Messages, say};

/// With more measures than this, the page opens with one table of all of them.
pub(crate) const FULL_MEASURES: usize = 2;

/// What `front.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct FrontView {
    /// The edition's head.
    head: EditionHead,
    /// The measures at a glance; empty when there is but one.
    glance: Vec<GlanceView>,
    /// The month in sentences; the first is set large.
    statements: Vec<Statement>,
    /// Funds down, measures across; none when there are few measures.
    matrix: Option<Html>,
    /// The first measure that has areas, on the tile map.
    map: Option<PlateView>,
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
    /// The tables and charts, to be shown on other sites; none where there are no figures.
    embeds: Option<OffersView>,
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
    let say = prepared.press.say;
    let publication = prepared.press.site.publication;
    let release = &prepared.edition.release;
    let month = say.month(release.id.period);
    let statements = statements(prepared);
    let about = About {
        title: title(prepared, &here),
        description: statements.first().map_or_else(
            || say!(say, "edition-about", title = say.of(&publication.title), month = &month),
            |first| first.text.clone(),
        ),
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
        glance: glance::views(prepared, &here),
        matrix: (!full)
            .then(|| {
                let name = words::in_area(&say.text("edition-all-targets"), whole, publication);
                let caption = say!(say, "edition-matrix", name = name, month = &month);
                tables::matrix(say, prepared, &here, whole, (&caption, Lines::Drawn))
            })
            .flatten(),
        map: map(prepared, &here),
        parts: prepared.measures.iter().map(|measure| part(prepared, measure, &here, full)).collect(),
        expected: expected(prepared, &here),
        note: release.note.as_ref().map(|note| say.of(note).into_owned()).unwrap_or_default(),
        documents: prepared.press.documents(&here, release.documents.iter().map(String::as_str)),
        dataset: linked_data::of_edition(prepared),
        coming: today.filter(|_| is_newest(prepared)).map(|timetable| coming::view(prepared, timetable)),
        calendar: Link::new(here.page("kalender/"), say.text("word-calendar")),
        files: data_files(say, prepared, &here),
        follow_up: here.page(&address::follow_up(release.id)),
        method: here.page("metode/"),
        embeds: prepared.measures.first().map(|first| {
            let piece = if full { format!("maal-{}", first.measure.id) } else { "alle-maal".to_owned() };
            let title = say.of(&publication.title);
            party::of_version(prepared.press, &here, (&title, release), (&prepared.folder, &piece, None))
        }),
        statements,
    };
    prepared.press.print(files, "front.html", about, &view)
}

/// The version's own page is named by version as well, so that no two pages have the same title.
fn title(prepared: &Prepared<'_>, here: &Here) -> String {
    let say = prepared.press.say;
    let month = words::capital(&say.month(prepared.period()));
    if here.folder() == prepared.folder {
        return say!(say, "word-month-version", month = month, version = prepared.edition.release.id.version);
    }
    month
}

fn way(prepared: &Prepared<'_>, here: &Here) -> Vec<(String, String)> {
    let say = prepared.press.say;
    let mut way = vec![(say.text("word-releases").into_owned(), "udgivelser/".to_owned())];
    if here.folder() == prepared.folder {
        let period = prepared.period();
        way.push((words::capital(&say.month(period)), address::month(period)));
    }
    way
}

fn is_newest(prepared: &Prepared<'_>) -> bool {
    let newest = prepared.press.site.catalogue.newest();
    newest.is_some_and(|newest| newest.release.id == prepared.edition.release.id)
}

fn statements(prepared: &Prepared<'_>) -> Vec<Statement> {
    let say = prepared.press.say;
    if prepared.measures.is_empty() {
        let month = say.month(prepared.period());
        let text = say!(say, "edition-no-figures", month = month);
        let mut said = vec![Statement { topic: say.text("edition-topic-no-figures").into_owned(), text }];
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
    let say = prepared.press.say;
    let mut keys: Vec<_> = prepared
        .edition
        .assessments
        .iter()
        .filter(|one| one.verdict != Verdict::NotInForce)
        .map(|one| one.target)
        .collect();
    keys.dedup();
    let titles: Vec<_> = keys.iter().map(|key| say.of(&prepared.press.site.publication.target(*key).title)).collect();
    let topic = say.text("edition-topic-in-force").into_owned();
    (!titles.is_empty()).then(|| Statement { topic, text: format!("{}.", titles.join("; ")) })
}

/// The first measure that has areas on the tile map.
fn map(prepared: &Prepared<'_>, here: &Here) -> Option<PlateView> {
    let link = |area| map::page(prepared, here, area);
    prepared.measures.iter().find_map(|measure| map::draw(prepared, measure, here, None, (Numbers::Below, &link)))
}

fn part(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, here: &Here, full: bool) -> PartView {
    let say = prepared.press.say;
    PartView {
        id: format!("maal-{}", measure.measure.id),
        title: say.of(&measure.measure.title).into_owned(),
        definition: say.of(&measure.measure.definition).into_owned(),
        href: here.page(&address::measure(&prepared.folder, measure.measure)),
        table: full.then(|| scoreboard(prepared, measure, here)).flatten(),
        picture: prepared.press.picture(PictureKey::Akasser(measure.key)),
        reconciliations: headline::reconciliations(prepared, measure),
    }
}

fn expected(prepared: &Prepared<'_>, here: &Here) -> Option<Html> {
    let say = prepared.press.say;
    let expected = &prepared.edition.release.expected;
    if expected.is_empty() {
        return None;
    }
    let mut table = Table::new(say, "ventes", &say.text("edition-expected"), Sorting::Fixed);
    table.columns(
        &["word-measure", "edition-expected-when", "edition-expected-told"].map(|key| Column::text(say.text(key))),
    );
    for one in expected {
        let measure = prepared.press.site.publication.measure(one.measure);
        let head = Head::link(say.of(&measure.short), here.page(&prepared.press.measure_folder(one.measure)));
        let when = words::capital(&words::expected(say, &one.expected)).replace(' ', "\u{a0}");
        table.row(&head, [Cell::Text(when.into()), Cell::Text(say.of(&one.text).into_owned().into())]);
    }
    Some(table.finish())
}

/// The files of an edition's figures.
pub(crate) fn data_files(say: &Messages, prepared: &Prepared<'_>, here: &Here) -> Vec<FileRow> {
    let folder = address::release_files(prepared.edition.release.id);
    let measures = prepared.measures.iter();
    let mut rows: Vec<FileRow> =
        measures.map(|measure| measure_files(prepared.press, here, &folder, measure.measure)).collect();
    let about = say.text("edition-file-about");
    let mut links = vec![Link::noted(here.to(&format!("{folder}release.json")), "JSON", about)];
    links.extend(files::of_edition(prepared.press, here, &folder));
    rows.push(FileRow { label: say.text("edition-file-release").into_owned(), links });
    rows
}

/// The files of one measure in a folder.
pub(crate) fn measure_files(press: &Press<'_>, here: &Here, folder: &str, measure: &crate::model::Measure) -> FileRow {
    let say = press.say;
    let file = |ending: &str| here.to(&format!("{folder}{}{ending}", measure.id));
    let mut links = vec![
        Link::noted(file(".da.csv"), say.text("edition-file-excel"), say.text("edition-file-excel-note")),
        Link::noted(file(".csv"), "CSV", say.text("edition-file-csv-note")),
        Link::noted(file(".json"), "JSON", say.text("edition-file-json-note")),
    ];
    links.extend(files::of_measure(press, here, folder, &measure.id));
    FileRow { label: say.of(&measure.short).into_owned(), links }
}
