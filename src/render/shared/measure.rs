//! A measure's page outside the editions: what it is, by which rules, against which targets, in all months.

use serde::Serialize;

use super::akasse::ListView;
use super::made_up::MARK;
use super::revisions;
use super::series::{self, Series};
use super::whole::Shared;
use crate::compute::consequence;
use crate::diagnostic::Diagnostic;
use crate::model::code::TargetKey;
use crate::model::measure::Standing;
use crate::model::picture::PictureKey;
use crate::model::{FileSet, Measure, MeasureKey, Period, Publication};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::edition::embed::{self, OffersView};
use crate::render::edition::front::{FileRow, measure_files};
use crate::render::edition::prepared::Prepared;
use crate::render::edition::tables::{ALL_AKASSER, WHOLE};
use crate::render::facts::{self, Fact};
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::linked_data;
use crate::render::picture::map::{self, Numbers};
use crate::render::picture::{PlateView, ceilings};
use crate::render::press::{PictureView, Press};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::render::{consequences, register};
use crate::text::messages::{Messages, say};

/// What `measure.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct MeasureView {
    /// The measure's full title.
    title: String,
    /// What it is.
    definition: String,
    /// Unit, direction, rules.
    facts: Vec<Fact>,
    /// Rules and definitions of their own time.
    rules: Vec<Fact>,
    /// Months that count and months that do not, with the reason.
    intervals: Option<Html>,
    /// Breaks in the series.
    breaks: Vec<Fact>,
    /// Targets of the register on it.
    targets: Option<Html>,
    /// Targets that follow from others: published and computed.
    consequences: Option<Html>,
    /// What happened to its targets, step by step.
    steps: Option<Html>,
    /// All months: funds across, or areas where there are no funds.
    months: Option<Html>,
    /// The newest figures of areas on the tile map.
    map: Option<PlateView>,
    /// Ceilings on growth, region by region, against what is known of them.
    ceilings: Option<PlateView>,
    /// The chart of its total over months, or of the newest edition's funds.
    pictures: Vec<PictureView>,
    /// The way to what was first published against what stands now; none while it has no figures.
    revisions: Option<Link>,
    /// Editions that have figures for it, newest first.
    editions: Vec<Link>,
    /// The newest figures as files; none while there are no figures.
    files: Vec<FileRow>,
    /// The measure as search engines are told of it.
    dataset: Html,
    /// Its newest figures, to be shown on other sites; none while there are no figures.
    embeds: Option<OffersView>,
}

/// Draws the list of measures and every measure's page.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    for key in &shared.press.measures {
        page(shared, files, *key)?;
    }
    list(shared, files)
}

fn page(shared: &Shared<'_>, files: &mut FileSet, key: MeasureKey) -> Result<(), Diagnostic> {
    let say = shared.press.say;
    let press = shared.press;
    let publication = press.site.publication;
    let measure = publication.measure(key);
    let here = press.here(press.measure_folder(key));
    let targets = of_measure(publication, key);
    let following = consequence::of_register(publication, &|measure, cell, period| {
        shared.history.series.get(&(measure, cell)).and_then(|months| months.get(&period)).map(|figure| figure.amount)
    });
    let published = press.site.catalogue.entries.iter().any(|entry| entry.measures.contains(&key));
    let in_newest = shared.newest.is_some_and(|newest| newest.measure(key).is_some());
    let shown = series_of(shared, key).into_iter().map(|series| (key, series));
    let banners = shared.banners_with_news(
        series::shown(shown).chain(shared.newest_shown(key)),
        (&here, (!in_newest).then_some(say.bare(&measure.short))),
    );
    let view =
        MeasureView {
            title: say.of(&measure.title).into_owned(),
            definition: say.of(&measure.definition).into_owned(),
            facts: facts::of_measure(press, &here, measure),
            rules: rules(say, measure),
            intervals: intervals(say, measure),
            breaks: measure
                .breaks
                .iter()
                .map(|edge| (edge.at, say.of(&edge.text).into_owned()))
                .chain(
                    shared.history.method_changes.of(key).iter().map(|change| {
                        (change.at, say!(say, "shared-method-changed", reason = say.danish(&change.reason)))
                    }),
                )
                .map(|(at, text)| Fact::text(words::capital(&say.month(at)), &text))
                .collect(),
            targets: register::table(press, &here, ("maal-i-registret", &say.text("shared-targets-on")), targets),
            consequences: consequences::table(
                press,
                ("foelger", &say.text("follow-consequences")),
                following.iter().filter(|one| publication.target(one.target).measure == Some(key)),
            ),
            steps: register::steps(press, ("historie", &say.text("follow-history")), of_measure(publication, key)),
            months: months(shared, key),
            map: map(shared, &here, key),
            ceilings: ceilings(shared, key),
            pictures: pictures(shared, key),
            revisions: revisions::link(say, shared, &here, key),
            embeds: published.then(|| embed::newest_offers(press, &here, measure)),
            editions: editions(press, &here, key),
            dataset: linked_data::of_series(press, measure, &here, in_newest),
            files: in_newest.then(|| measure_files(press, &here, "api/v1/latest/", measure)).into_iter().collect(),
        };
    let about = About {
        title: say.of(&measure.title).into_owned(),
        description: say.of(&measure.definition).into_owned(),
        section: Section::Measures,
        way: vec![(say.text("word-targets").into_owned(), "maal/".into())],
        banners,
        here,
    };
    press.print(files, "measure.html", about, &view)
}

/// The targets of the register on a measure.
fn of_measure(publication: &Publication, key: MeasureKey) -> impl Iterator<Item = TargetKey> {
    publication.target_keys().filter(move |target| publication.target(*target).measure == Some(key))
}

fn rules(say: &Messages, measure: &Measure) -> Vec<Fact> {
    let when = |from: Option<Period>, to: Option<Period>| match (from, to) {
        (Some(from), Some(to)) => words::capital(&words::months(say, from, to)),
        (Some(from), None) => words::capital(&say!(say, "judged-from", when = say.month(from))),
        (None, Some(to)) => words::capital(&say!(say, "judged-until", when = say.month(to))),
        (None, None) => words::capital(&say.text("judged-undated")),
    };
    measure.rules.iter().map(|rule| Fact::text(when(rule.from, rule.to), &say.of(&rule.text))).collect()
}

fn intervals(say: &Messages, measure: &Measure) -> Option<Html> {
    if measure.intervals.is_empty() {
        return None;
    }
    let mut table = Table::new(say, "perioder", &say.text("shared-intervals"), Sorting::Fixed);
    table.columns(&["shared-months", "shared-included", "shared-reason"].map(|key| Column::text(say.text(key))));
    for interval in &measure.intervals {
        let months = match interval.to {
            Some(to) => words::capital(&words::months(say, interval.from, to)),
            None => words::capital(&say!(say, "judged-from", when = say.month(interval.from))),
        };
        let (counts, reason) = match &interval.standing {
            Standing::Included => ("shared-included", say.text("shared-covered")),
            Standing::Excluded(text) => ("shared-excluded", say.of(text)),
            Standing::NotApplicable(text) => ("shared-not-applicable", say.of(text)),
        };
        table.row(&Head::text(&months), [Cell::said(say, counts), Cell::Text(reason.into_owned().into())]);
    }
    Some(table.finish())
}

/// The series on a measure's page: funds, or areas where there are no funds.
fn series_of<'a>(shared: &'a Shared<'_>, key: MeasureKey) -> Vec<Series<'a>> {
    if shared.press.site.publication.measure(key).by_akasse {
        series::of_akasser(shared.press, shared.history, key)
    } else {
        series::of_areas(shared.press, shared.history, key)
    }
}

fn months(shared: &Shared<'_>, key: MeasureKey) -> Option<Html> {
    let say = shared.press.say;
    let press = shared.press;
    let publication = press.site.publication;
    let measure = publication.measure(key);
    let named: Vec<_> = series_of(shared, key)
        .into_iter()
        .map(|series| {
            let name = match (series.0.akasse, series.0.area) {
                (Some(akasse), _) => publication.akasse(akasse).short.clone(),
                (None, Some(area)) if !measure.by_akasse => publication.area(area).short.clone(),
                _ if measure.by_akasse => say.text(ALL_AKASSER).into_owned(),
                _ => say.text(WHOLE).into_owned(),
            };
            (name, series)
        })
        .collect();
    let whole = shared.history.whole(key).area().flatten().filter(|_| measure.by_akasse);
    let name = words::in_area(&say.of(&measure.short), whole, publication);
    series::table(shared, key, ("maaneder", &say!(say, "shared-measure-months", measure = name)), &named)
}

/// The newest edition's figures on the tile map, with the way to each area's page outside editions.
fn map(shared: &Shared<'_>, here: &Here, key: MeasureKey) -> Option<PlateView> {
    let newest = shared.newest?;
    let link = |area| shared.press.area_folder(area).map(|folder| here.page(&folder));
    map::draw(newest, newest.measure(key)?, here, None, (Numbers::Below, &link))
}

fn ceilings(shared: &Shared<'_>, key: MeasureKey) -> Option<PlateView> {
    let series = |cell| shared.history.series.get(&(key, cell));
    let figure = |cell, period: Period| series(cell).and_then(|months| months.get(&period)).copied();
    let newest = shared.newest.map(Prepared::period);
    ceilings::draw(shared.press, key, &figure, newest)
}

fn pictures(shared: &Shared<'_>, key: MeasureKey) -> Vec<PictureView> {
    let press = shared.press;
    let total = series::of_akasser(press, shared.history, key).into_iter().find(|(cell, _)| cell.akasse.is_none());
    let history = total.and_then(|(cell, _)| press.picture(PictureKey::History(key, cell)));
    history.into_iter().chain(press.picture(PictureKey::Akasser(key))).collect()
}

/// The newest version of each month that has figures for a measure.
fn editions(press: &Press<'_>, here: &Here, key: MeasureKey) -> Vec<Link> {
    let say = press.say;
    let catalogue = press.site.catalogue;
    let measure = press.site.publication.measure(key);
    catalogue
        .entries
        .iter()
        .filter(|entry| entry.measures.contains(&key) && catalogue.is_newest_of_month(entry.release.id))
        .map(|entry| {
            let folder = address::measure(&address::edition(entry.release.id), measure);
            let note = if entry.release.synthetic { press.say.text(MARK) } else { "".into() };
            Link::noted(here.page(&folder), words::capital(&say.month(entry.release.id.period)), note)
        })
        .collect()
}

fn list(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let say = shared.press.say;
    let press = shared.press;
    let publication = press.site.publication;
    let here = press.here("maal/");
    let mut table = Table::new(say, "liste", &say.text("shared-everything"), Sorting::Fixed);
    table.columns(&[
        Column::text(say.text("word-measure")),
        Column::text(say.text("shared-what")),
        Column::text(say.text("shared-counted-in")),
        Column::text(say.text("word-figure")),
    ]);
    for key in press.measures.iter().copied() {
        let measure = publication.measure(key);
        let found = series::of_akasser(press, shared.history, key);
        let known = match series::span(&found).or_else(|| series::span(&series::of_areas(press, shared.history, key))) {
            Some((first, last)) => {
                let any = shared.history.synthetic.iter().any(|(measure, _)| *measure == key);
                let months = words::months(say, first, last);
                if any { say!(say, "shared-months-made-up", months = months) } else { months }
            }
            None => say.text("shared-none-yet").into_owned(),
        };
        table.row(
            &Head::link(say.of(&measure.short), here.page(&press.measure_folder(key))).wrapped(),
            [
                Cell::Text(say.of(&measure.definition).into_owned().into()),
                Cell::Text(say.unit_in_text(measure.unit).into_owned().into()),
                Cell::Text(known.into()),
            ],
        );
    }
    let view = ListView {
        heading: say.text("shared-measures").into_owned(),
        lead: say.text("shared-measures-lead").into_owned(),
        tables: (!press.measures.is_empty()).then(|| table.finish()).into_iter().collect(),
    };
    let about = About {
        title: say.text("shared-measures").into_owned(),
        description: say.text("shared-measures-about").into_owned(),
        section: Section::Measures,
        way: Vec::new(),
        banners: Vec::new(),
        here,
    };
    press.print(files, "list.html", about, &view)
}
