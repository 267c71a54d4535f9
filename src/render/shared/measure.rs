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
use crate::render::edition::front::{FileRow, measure_files};
use crate::render::edition::tables::{ALL_AKASSER, WHOLE};
use crate::render::facts::{self, Fact};
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::linked_data;
use crate::render::press::{PictureView, Press};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::render::{consequences, register};
use crate::text::{date, number};

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
}

/// Draws the list of measures and every measure's page.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    for key in &shared.press.measures {
        page(shared, files, *key)?;
    }
    list(shared, files)
}

fn page(shared: &Shared<'_>, files: &mut FileSet, key: MeasureKey) -> Result<(), Diagnostic> {
    let press = shared.press;
    let publication = press.site.publication;
    let measure = publication.measure(key);
    let here = Here::new(press.measure_folder(key));
    let targets = of_measure(publication, key);
    let following = consequence::of_register(publication, &|measure, cell, period| {
        shared.history.series.get(&(measure, cell)).and_then(|months| months.get(&period)).map(|figure| figure.amount)
    });
    let in_newest = shared.newest.is_some_and(|newest| newest.measure(key).is_some());
    let shown = series_of(shared, key).into_iter().map(|series| (key, series));
    let banners = shared.banners_with_news(
        series::shown(shown).chain(shared.newest_shown(key)),
        (&here, (!in_newest).then_some(measure.short.da.as_str())),
    );
    let view = MeasureView {
        title: measure.title.da.clone(),
        definition: measure.definition.da.clone(),
        facts: facts::of_measure(press, &here, measure),
        rules: rules(measure),
        intervals: intervals(measure),
        breaks: measure
            .breaks
            .iter()
            .map(|edge| (edge.at, edge.text.da.clone()))
            .chain(
                shared
                    .history
                    .method_changes
                    .of(key)
                    .iter()
                    .map(|change| (change.at, format!("Ændret metode. {}", change.reason))),
            )
            .map(|(at, text)| Fact::text(words::capital(&date::month(at)), &text))
            .collect(),
        targets: register::table(press, &here, ("maal-i-registret", "Mål, der bygger på dette tal"), targets),
        consequences: consequences::table(
            press,
            ("foelger", "Følger af andre mål: offentliggjort og beregnet"),
            following.iter().filter(|one| publication.target(one.target).measure == Some(key)),
        ),
        steps: register::steps(press, ("historie", "Hvad der er sket med målene"), of_measure(publication, key)),
        months: months(shared, key),
        pictures: pictures(shared, key),
        revisions: revisions::link(shared, &here, key),
        editions: editions(press, &here, key),
        dataset: linked_data::of_series(publication, measure, &here, in_newest),
        files: in_newest.then(|| measure_files(publication, &here, "api/v1/latest/", measure)).into_iter().collect(),
    };
    let about = About {
        title: measure.title.da.clone(),
        description: measure.definition.da.clone(),
        section: Section::Measures,
        way: vec![("Mål".into(), "maal/".into())],
        banners,
        here,
    };
    press.print(files, "measure.html", about, &view)
}

/// The targets of the register on a measure.
fn of_measure(publication: &Publication, key: MeasureKey) -> impl Iterator<Item = TargetKey> {
    publication.target_keys().filter(move |target| publication.target(*target).measure == Some(key))
}

fn rules(measure: &Measure) -> Vec<Fact> {
    let when = |from: Option<Period>, to: Option<Period>| match (from, to) {
        (Some(from), Some(to)) => words::capital(&words::months(from, to)),
        (Some(from), None) => format!("Fra {}", date::month(from)),
        (None, Some(to)) => format!("Til {}", date::month(to)),
        (None, None) => "Uden datoer".into(),
    };
    measure.rules.iter().map(|rule| Fact::text(when(rule.from, rule.to), &rule.text.da)).collect()
}

fn intervals(measure: &Measure) -> Option<Html> {
    if measure.intervals.is_empty() {
        return None;
    }
    let mut table = Table::new("perioder", "Måneder, der indgår, og måneder, der ikke gør", Sorting::Fixed);
    table.columns(&[Column::text("Måneder"), Column::text("Indgår"), Column::text("Grund")]);
    for interval in &measure.intervals {
        let months = match interval.to {
            Some(to) => words::capital(&words::months(interval.from, to)),
            None => format!("Fra {}", date::month(interval.from)),
        };
        let (counts, reason) = match &interval.standing {
            Standing::Included => ("Indgår", "Målingen omfatter månederne."),
            Standing::Excluded(text) => ("Indgår ikke", text.da.as_str()),
            Standing::NotApplicable(text) => ("Ikke relevant", text.da.as_str()),
        };
        table.row(&Head::text(&months), [Cell::Text(counts.into()), Cell::Text(reason.to_owned().into())]);
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
    let press = shared.press;
    let publication = press.site.publication;
    let measure = publication.measure(key);
    let named: Vec<_> = series_of(shared, key)
        .into_iter()
        .map(|series| {
            let name = match (series.0.akasse, series.0.area) {
                (Some(akasse), _) => publication.akasse(akasse).short.clone(),
                (None, Some(area)) if !measure.by_akasse => publication.area(area).short.clone(),
                _ if measure.by_akasse => ALL_AKASSER.to_owned(),
                _ => WHOLE.to_owned(),
            };
            (name, series)
        })
        .collect();
    let whole = shared.history.whole(key).area().flatten().filter(|_| measure.by_akasse);
    let name = words::in_area(&measure.short.da, whole, publication);
    series::table(shared, key, ("maaneder", &format!("{name}: alle måneder")), &named)
}

fn pictures(shared: &Shared<'_>, key: MeasureKey) -> Vec<PictureView> {
    let press = shared.press;
    let total = series::of_akasser(press, shared.history, key).into_iter().find(|(cell, _)| cell.akasse.is_none());
    let history = total.and_then(|(cell, _)| press.picture(PictureKey::History(key, cell)));
    history.into_iter().chain(press.picture(PictureKey::Akasser(key))).collect()
}

/// The newest version of each month that has figures for a measure.
fn editions(press: &Press<'_>, here: &Here, key: MeasureKey) -> Vec<Link> {
    let catalogue = press.site.catalogue;
    let measure = press.site.publication.measure(key);
    catalogue
        .entries
        .iter()
        .filter(|entry| entry.measures.contains(&key) && catalogue.is_newest_of_month(entry.release.id))
        .map(|entry| {
            let folder = address::measure(&address::edition(entry.release.id), measure);
            let note = if entry.release.synthetic { MARK } else { "" };
            Link::noted(here.page(&folder), words::capital(&date::month(entry.release.id.period)), note)
        })
        .collect()
}

fn list(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let press = shared.press;
    let publication = press.site.publication;
    let here = Here::new("maal/");
    let mut table = Table::new("liste", "Alt, der måles", Sorting::Fixed);
    table.columns(&[
        Column::text("Nøgletal"),
        Column::text("Hvad det er"),
        Column::text("Tælles i"),
        Column::text("Tal"),
    ]);
    for key in press.measures.iter().copied() {
        let measure = publication.measure(key);
        let found = series::of_akasser(press, shared.history, key);
        let known = match series::span(&found).or_else(|| series::span(&series::of_areas(press, shared.history, key))) {
            Some((first, last)) => {
                let any = shared.history.synthetic.iter().any(|(measure, _)| *measure == key);
                format!("{}{}", words::months(first, last), if any { " (med opdigtede tal)" } else { "" })
            }
            None => "ingen tal endnu".into(),
        };
        table.row(
            &Head::link(&measure.short.da, here.page(&press.measure_folder(key))).wrapped(),
            [
                Cell::Text(measure.definition.da.clone().into()),
                Cell::Text(number::unit_in_text(measure.unit).into()),
                Cell::Text(known.into()),
            ],
        );
    }
    let view = ListView {
        heading: "Mål og nøgletal".into(),
        lead: "Hvert nøgletal har en side med definition, regler, mål og alle måneder.".into(),
        tables: (!press.measures.is_empty()).then(|| table.finish()).into_iter().collect(),
    };
    let about = About {
        title: "Mål og nøgletal".into(),
        description: "Alle nøgletal med definition, regler og mål.".into(),
        section: Section::Measures,
        way: Vec::new(),
        banners: Vec::new(),
        here,
    };
    press.print(files, "list.html", about, &view)
}
