//! A measure's revisions: what was first published against what stands now, by the edition that changed it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::made_up::Shown;
use super::whole::Shared;
use crate::compute::revision::{self, Largest, NoSize, Quality};
use crate::diagnostic::Diagnostic;
use crate::model::catalogue::CatalogueEntry;
use crate::model::figure::Figure;
use crate::model::measure::Unit;
use crate::model::picture::PictureKey;
use crate::model::release::ReleaseClass;
use crate::model::revision::{Revised, Vintage};
use crate::model::{CellKey, Decimal, Exact, FileSet, Flags, Measure, MeasureKey, Missing, Publication, ReleaseId};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::facts::Fact;
use crate::render::figure_key;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::press::PictureView;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::{NBSP, date, number, symbol};

/// Changes of one edition that a page lists; of more the largest are shown and the file has them all.
const LISTED: usize = 100;

/// Editions whose changes stand open; those of earlier ones are folded.
const OPEN: usize = 3;

/// What `revisions.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct RevisionsView {
    /// The measure's name.
    title: String,
    /// How many figures changed, or that none did.
    lead: String,
    /// How the figures were revised as a whole; none without a change.
    quality: Vec<Fact>,
    /// The chart of what was first published against what stands now, where the measure's total was revised.
    picture: Option<PictureView>,
    /// The changes by the edition that made the last of them, newest first.
    groups: Vec<GroupView>,
    /// The measure's page.
    measure: Link,
    /// All vintages as a file.
    file: Link,
}

/// The changes that one edition made.
#[derive(Debug, Serialize)]
pub(crate) struct GroupView {
    /// Its name on the page.
    id: String,
    /// Month and version.
    title: String,
    /// The way to it.
    edition: Link,
    /// When it appeared, and of which sort it is.
    about: String,
    /// Why it changed figures.
    reason: String,
    /// The figures.
    table: Html,
    /// How many more there are in the file; empty when all are listed.
    rest: String,
    /// Whether it stands open.
    open: bool,
}

/// Draws a page for each measure that has figures.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    for key in measures(shared) {
        page(shared, files, key)?;
    }
    Ok(())
}

/// Measures that have such a page.
fn measures(shared: &Shared<'_>) -> Vec<MeasureKey> {
    let mut found = shared.history.revisions.measures();
    found.retain(|key| shared.press.measures.contains(key));
    found
}

/// The folder of a measure's page of revisions.
pub(crate) fn folder(measure: &Measure) -> String {
    format!("{}revisioner/", address::measure("", measure))
}

/// The way to a measure's page of revisions; none while it has no figures.
pub(crate) fn link(shared: &Shared<'_>, here: &Here, key: MeasureKey) -> Option<Link> {
    let (figures, _) = shared.history.revisions.published(key);
    let changed = shared.history.revisions.of(key).count();
    let told = if changed == 0 { "ingen tal er ændret".into() } else { format!("{} tal er ændret", count(changed)) };
    let page = here.page(&folder(shared.press.site.publication.measure(key)));
    (figures > 0).then(|| Link::noted(page, "Først offentliggjort mod nu", told))
}

fn page(shared: &Shared<'_>, files: &mut FileSet, key: MeasureKey) -> Result<(), Diagnostic> {
    let press = shared.press;
    let publication = press.site.publication;
    let measure = publication.measure(key);
    let here = Here::new(folder(measure));
    let quality = revision::quality(&shared.history.revisions, key);
    let view = RevisionsView {
        title: measure.short.da.clone(),
        lead: lead(&quality),
        quality: if quality.changed == 0 { Vec::new() } else { facts(publication, measure, &quality) },
        picture: press.picture(PictureKey::Revisions(key)),
        groups: groups(shared, &here, key),
        measure: Link::new(here.page(&address::measure("", measure)), measure.title.da.clone()),
        file: Link::noted(
            here.to(&format!("api/v1/versions/{}.json", measure.id)),
            "JSON",
            "alle ændrede tal, udgave for udgave",
        ),
    };
    let about = About {
        title: format!("{}: først offentliggjort mod nu", measure.short.da),
        description: lead(&quality),
        section: Section::Measures,
        way: vec![("Mål".into(), "maal/".into()), (measure.short.da.clone(), address::measure("", measure))],
        banners: shared.banners(listed(shared, key)),
        here,
    };
    press.print(files, "revisions.html", about, &view)
}

/// Every month whose figures the page shows: those that changed, and all that the chart has.
fn listed<'a>(shared: &'a Shared<'_>, key: MeasureKey) -> impl Iterator<Item = Shown> + 'a {
    let has_chart = shared.press.pictures.contains_key(&PictureKey::Revisions(key));
    let changed = shared.history.revisions.of(key).map(move |revised| (key, revised.period));
    changed.chain(has_chart.then(|| months(shared, key)).into_iter().flatten())
}

/// Every month of a measure that is counted.
fn months<'a>(shared: &'a Shared<'_>, key: MeasureKey) -> impl Iterator<Item = Shown> + 'a {
    let of = shared.history.series.range((key, CellKey::default())..).take_while(move |((of, _), _)| *of == key);
    of.flat_map(move |(_, months)| months.keys().map(move |period| (key, *period)))
}

fn count(number: usize) -> String {
    number::count(number as u64)
}

fn lead(quality: &Quality) -> String {
    let figures = count(quality.figures);
    match quality.changed {
        0 => format!("Ingen af de {figures} offentliggjorte tal er ændret, siden de først kom ud."),
        changed => format!("{} af {figures} offentliggjorte tal er ændret, siden de først kom ud.", count(changed)),
    }
}

/// A size with enough decimals to be seen: one more than the measure has, and more where that shows nothing.
fn fine(size: &Exact, measure: &Measure) -> Decimal {
    let most = (measure.decimals + 1..=6).find(|most| size.round(*most).scaled != 0).unwrap_or(measure.decimals + 1);
    size.round(most).trimmed()
}

/// The same in text, with its unit; `is_signed` says whether its direction matters.
fn size_in_text(size: &Exact, measure: &Measure, is_signed: bool) -> String {
    let size = fine(size, measure);
    let text = if is_signed { number::signed(size) } else { number::number(size) };
    format!("{text}{NBSP}{}", number::unit_of_change(measure.unit))
}

fn facts(publication: &Publication, measure: &Measure, quality: &Quality) -> Vec<Fact> {
    let mut facts = Vec::new();
    let comparable = count(quality.comparable);
    if let Some(percent) = &quality.revised_percent {
        let (revised, percent) = (count(quality.revised), number::at_most(percent, 2));
        let text = format!("{revised} af {comparable} tal, der har en værdi både først og nu ({percent} pct.)");
        facts.push(Fact::text("Anden værdi nu", &text));
    }
    if let (Some(all), Some(revised)) = (&quality.over_all, &quality.over_revised) {
        for (term, all, revised, is_signed) in [
            ("Gennemsnitlig revision", &all.mean, &revised.mean, true),
            ("Gennemsnitlig absolut revision", &all.absolute, &revised.absolute, false),
        ] {
            let (all, revised) = (size_in_text(all, measure, is_signed), size_in_text(revised, measure, is_signed));
            facts.push(Fact::text(term, &format!("{all} over alle {comparable} tal, {revised} over de ændrede alene")));
        }
    }
    if let Some(largest) = &quality.largest {
        facts.push(Fact::text("Største revision", &of_largest(publication, measure, largest)));
    }
    if quality.came > 0 {
        facts.push(Fact::text("Kom til senere", &format!("{} tal, der først var uden værdi", count(quality.came))));
    }
    if quality.went > 0 {
        let text = format!("{} tal, der først havde en værdi og ikke har det nu", count(quality.went));
        facts.push(Fact::text("Har ikke længere en værdi", &text));
    }
    facts
}

fn of_largest(publication: &Publication, measure: &Measure, largest: &Largest) -> String {
    let value = |vintage: &Vintage| vintage.amount.exact().map(|value| number::value(&value, measure));
    let from_to =
        value(&largest.first).zip(value(&largest.now)).map(|(first, now)| format!(" (fra {first} til {now})"));
    let whom: Vec<String> = [akasse(publication, measure, largest.key), area(publication, measure, largest.key)]
        .into_iter()
        .flatten()
        .chain([date::month(largest.period)])
        .collect();
    format!("{}: {}{}", size_in_text(&largest.size, measure, true), whom.join(", "), from_to.unwrap_or_default())
}

fn akasse(publication: &Publication, measure: &Measure, key: CellKey) -> Option<String> {
    let name = key.akasse.map_or("Alle a-kasser", |akasse| publication.akasse(akasse).short.as_str());
    measure.by_akasse.then(|| name.to_owned())
}

fn area(publication: &Publication, measure: &Measure, key: CellKey) -> Option<String> {
    let name = key.area.map_or("Hele landet", |area| publication.area(area).short.as_str());
    (!measure.areas.is_empty()).then(|| name.to_owned())
}

fn groups(shared: &Shared<'_>, here: &Here, key: MeasureKey) -> Vec<GroupView> {
    let mut by_edition: BTreeMap<ReleaseId, Vec<Revised<'_>>> = BTreeMap::new();
    for revised in shared.history.revisions.of(key) {
        by_edition.entry(revised.now().release).or_default().push(revised);
    }
    let mut entries: Vec<&CatalogueEntry> = shared.press.site.catalogue.entries.iter().collect();
    entries.retain(|entry| by_edition.contains_key(&entry.release.id));
    entries.sort_by_key(|entry| std::cmp::Reverse((entry.release.published, entry.release.id)));
    let of_entry = |(place, entry): (usize, &&CatalogueEntry)| {
        let changes = by_edition.remove(&entry.release.id).unwrap_or_default();
        group(shared, here, key, (entry, changes, place < OPEN))
    };
    entries.iter().enumerate().map(of_entry).collect()
}

fn group(
    shared: &Shared<'_>,
    here: &Here,
    key: MeasureKey,
    (entry, mut changes, open): (&CatalogueEntry, Vec<Revised<'_>>, bool),
) -> GroupView {
    let publication = shared.press.site.publication;
    let measure = publication.measure(key);
    let release = &entry.release;
    let all = changes.len();
    if all > LISTED {
        // Those without a size come first: a figure that came or went is more than a change.
        changes.sort_by_key(|revised| match revision::of_figure(revised) {
            Ok(size) => (true, std::cmp::Reverse(size.abs())),
            Err(_) => (false, std::cmp::Reverse(Exact::whole(0))),
        });
        changes.truncate(LISTED);
        changes.sort_by_key(|revised| (revised.period, revised.key));
    }
    let id = release.id.path().replace('/', "-");
    let title = format!("{}, udgave {}", words::capital(&date::month(release.id.period)), release.id.version);
    let when = date::moment(release.published, publication.time_zone);
    let embargo = if entry.under_embargo { " Under embargo." } else { "" };
    GroupView {
        edition: Link::new(here.page(&address::measure(&address::edition(release.id), measure)), title.clone()),
        about: format!("{}, offentliggjort {when}.{embargo}", words::release_class(release.class)),
        reason: reason(release.class, &release.reason),
        table: table(shared, here, key, (&id, &title, release.id, &changes)),
        rest: match all - changes.len() {
            0 => String::new(),
            rest => format!("De {LISTED} største ændringer vises her. {} mere står i filen.", count(rest)),
        },
        open,
        title,
        id,
    }
}

fn reason(class: ReleaseClass, reason: &str) -> String {
    match class {
        ReleaseClass::First if reason.is_empty() => {
            "Med månedens tal kom der nye tal for tidligere måneder.".to_owned()
        }
        _ => reason.to_owned(),
    }
}

fn table(
    shared: &Shared<'_>,
    here: &Here,
    key: MeasureKey,
    (id, title, release, changes): (&str, &str, ReleaseId, &[Revised<'_>]),
) -> Html {
    let publication = shared.press.site.publication;
    let measure = publication.measure(key);
    let caption = format!("{}: ændret i {}", measure.short.da, words_in(title));
    let mut table = Table::new(&format!("tal-{id}"), &caption, Sorting::Fixed).key(&figure_key::of_measure(measure));
    let unit = number::unit_in_heading(measure.unit);
    let of_change = match measure.unit {
        Unit::Percent | Unit::PercentagePoints => "Procentpoint",
        other => number::unit_in_heading(other),
    };
    let mut columns = vec![Column::text("Måned")];
    columns.extend(measure.by_akasse.then(|| Column::text("A-kasse")));
    columns.extend((!measure.areas.is_empty()).then(|| Column::text("Område")));
    columns.extend([
        Column::number("Først offentliggjort", unit),
        Column::number("Nu", unit).key(format!("r:{}", release.path())),
        Column::number("Ændring", of_change),
        Column::text("Retning"),
        Column::text("Først i"),
    ]);
    table.columns(&columns);
    for revised in changes {
        let month = words::capital(&date::month(revised.period));
        let names = [figure_key::of_period(revised.period), figure_key::of_cell(publication, revised.key)];
        let head = Head::text(&month).key(names.join(" ").trim_end().to_owned());
        table.row(&head, cells(publication, here, measure, revised));
    }
    table.finish()
}

/// A title in the middle of a sentence.
fn words_in(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn cells(publication: &Publication, here: &Here, measure: &Measure, revised: &Revised<'_>) -> Vec<Cell> {
    let (first, now) = (revised.first(), revised.now());
    let figure = |vintage: Vintage| {
        let figure = Figure::delivered(vintage.amount, Flags::default());
        Cell::of_figure(&figure, measure)
    };
    let size = revision::of_figure(revised);
    let change = match &size {
        Ok(size) => Cell::number(number::signed(fine(size, measure))),
        Err(NoSize::HiddenBefore | NoSize::MissingBefore) => no_size(&first),
        Err(NoSize::HiddenNow | NoSize::MissingNow) => no_size(&now),
    };
    let first_in = first.release;
    let label = format!("{}, udgave {}", date::month_short(first_in.period), first_in.version);
    let href = here.page(&address::measure(&address::edition(first_in), measure));
    let names = [akasse(publication, measure, revised.key), area(publication, measure, revised.key)];
    let mut cells: Vec<Cell> = names.into_iter().flatten().map(|name| Cell::Text(name.into())).collect();
    cells.extend([
        figure(first),
        figure(now),
        change,
        Cell::Text(direction(revised, &size).into()),
        Cell::Link { href, label },
    ]);
    cells
}

/// Why there is no size: the sign of the figure that has no value.
fn no_size(vintage: &Vintage) -> Cell {
    vintage.amount.missing().map_or_else(Cell::absent, |reason| Cell::Missing(symbol::of_missing(reason)))
}

/// Which way a figure went, in words, and how often it changed.
fn direction(revised: &Revised<'_>, size: &Result<Exact, NoSize>) -> String {
    let now = revised.now().amount.missing();
    let way = match (size, now) {
        (Ok(size), _) if size.is_zero() => "samme værdi",
        (Ok(size), _) if size.is_negative() => "lavere",
        (Ok(_), _) => "højere",
        (Err(NoSize::HiddenBefore), None) => "var skjult, vises nu",
        (Err(NoSize::HiddenBefore), Some(Missing::Suppressed)) => "skjult, andet svar",
        (Err(NoSize::HiddenBefore), Some(_)) => "var skjult, er udgået",
        (Err(NoSize::MissingBefore), None) => "manglede, er kommet til",
        (Err(NoSize::MissingBefore), Some(Missing::Suppressed)) => "manglede, er nu skjult",
        (Err(NoSize::MissingBefore), Some(_)) => "mangler, anden grund",
        (Err(NoSize::HiddenNow), _) => "er nu skjult",
        (Err(NoSize::MissingNow), _) => "er udgået",
    };
    match revised.vintages.len() - 1 {
        1 => way.to_owned(),
        times => format!("{way} (ændret {times} gange)"),
    }
}

/// The list of measures with how their figures were revised, for the page of corrections; none without figures.
pub(crate) fn overview(shared: &Shared<'_>, here: &Here) -> Option<Html> {
    let publication = shared.press.site.publication;
    let measures = measures(shared);
    let mut table = Table::new("revisioner", "Først offentliggjort mod nu, nøgletal for nøgletal", Sorting::Fixed);
    table.columns(&[
        Column::text("Nøgletal"),
        Column::number("Offentliggjorte tal", ""),
        Column::number("Ændrede tal", ""),
        Column::text("Gennemsnitlig absolut revision"),
        Column::text("Største revision"),
    ]);
    for key in &measures {
        let measure = publication.measure(*key);
        let quality = revision::quality(&shared.history.revisions, *key);
        let mean = quality.over_all.as_ref().filter(|_| quality.revised > 0).map(|means| &means.absolute);
        let size = |size: Option<&Exact>, is_signed| {
            Cell::Text(size.map_or_else(|| "ingen".into(), |size| size_in_text(size, measure, is_signed).into()))
        };
        let made_up = if months(shared, *key).any(|shown| shared.is_made_up(shown)) { "med opdigtede tal" } else { "" };
        let head = Head::link(&measure.short.da, here.page(&folder(measure))).wrapped().remark(made_up.into());
        table.row(
            &head,
            [
                Cell::number(count(quality.figures)),
                Cell::number(count(quality.changed)),
                size(mean, false),
                size(quality.largest.as_ref().map(|largest| &largest.size), true),
            ],
        );
    }
    (!measures.is_empty()).then(|| table.finish())
}
