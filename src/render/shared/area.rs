//! An area's page outside the editions, and the list of areas.

use serde::Serialize;

use super::akasse::{ListView, standing_in, validity};
use super::compare;
use super::members;
use super::pair;
use super::series::{self, Series, WholeLine};
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::picture::PictureKey;
use crate::model::{Area, AreaKey, FileSet, MeasureKey};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::edition::prepared::Prepared;
use crate::render::edition::standing::Standing;
use crate::render::facts::Fact;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::press::PictureView;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::date;

/// What `area.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct AreaView {
    /// The area's full name.
    name: String,
    /// Kind, code, validity.
    facts: Vec<Fact>,
    /// The newest edition in which it has figures: month and page.
    newest: Option<Link>,
    /// The way to the page where a jobcentre is compared with another; none for other areas.
    compare: Option<Link>,
    /// Its measures.
    parts: Vec<PartView>,
    /// What it has been part of, each for its own time; none when it is part of nothing.
    part_of: Option<Html>,
    /// What has been part of it, each for its own time, a table for each kind; empty when it holds nothing.
    held: Vec<Html>,
    /// The pages it has together with another party.
    pairs: Vec<Link>,
}

/// A measure on the page of an area, or of an area and a fund together.
#[derive(Debug, Serialize)]
pub(crate) struct PartView {
    /// Its anchor.
    id: String,
    /// Its title.
    title: String,
    /// Its page.
    href: String,
    /// How it stands in the newest edition; none when it has no figures there.
    standing: Option<Standing>,
    /// Every month as a small line; none when the standing's line or a chart shows as much.
    line: Option<WholeLine>,
    /// All months.
    months: Option<Html>,
    /// The chart of all months; pairs have none, since they are many and the small line does.
    picture: Option<PictureView>,
}

impl PartView {
    /// A series of a measure, told of someone by name.
    pub(super) fn new(
        shared: &Shared<'_>,
        here: &Here,
        newest: Option<&Prepared<'_>>,
        ((key, series), name): ((MeasureKey, Series<'_>), &str),
        picture: Option<PictureView>,
    ) -> Self {
        let measure = shared.press.site.publication.measure(key);
        let caption = format!("{name}, {}: alle måneder", measure.short.da);
        let id = format!("maaneder-{}", measure.id);
        Self {
            id: format!("maal-{}", measure.id),
            title: measure.title.da.clone(),
            href: here.page(&shared.press.measure_folder(key)),
            standing: newest.and_then(|newest| standing_in(newest, key, series.0)),
            line: series::line(shared, newest, key, series).filter(|_| picture.is_none()),
            months: series::table(shared, key, (&id, &caption), &[("Tal".into(), series)]),
            picture,
        }
    }
}

/// Draws the list of areas and the page of every area that has one.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let mut keys: Vec<Option<AreaKey>> = shared.press.areas.iter().copied().map(Some).collect();
    shared.press.order.sort_areas(&mut keys);
    let keys: Vec<AreaKey> = keys.into_iter().flatten().collect();
    for key in &keys {
        page(shared, files, *key)?;
    }
    list(shared, files, &keys)
}

fn page(shared: &Shared<'_>, files: &mut FileSet, key: AreaKey) -> Result<(), Diagnostic> {
    let press = shared.press;
    let area = press.site.publication.area(key);
    let here = Here::new(address::area("", area));
    let newest = shared.newest.filter(|newest| newest.area_pages.contains(&key));
    let found = series::of_area(shared.history, key);
    let view = AreaView {
        name: area.name.clone(),
        facts: facts(area),
        newest: newest.map(|newest| {
            let month = words::capital(&date::month(newest.period()));
            Link::new(here.page(&address::area(&newest.folder, area)), month)
        }),
        compare: compare::of_area(shared, &here, key),
        parts: found
            .iter()
            .map(|(measure, series)| {
                let picture = press.picture(PictureKey::History(*measure, series.0));
                PartView::new(shared, &here, newest, ((*measure, *series), &area.short), picture)
            })
            .collect(),
        part_of: members::part_of(press, &here, key),
        held: members::held_by(press, &here, key),
        pairs: pair::links(press, &here, |(area, _)| area == key),
    };
    let about = About {
        title: area.name.clone(),
        description: format!("{}: nyeste tal og alle måneder.", area.name),
        section: Section::Areas,
        way: vec![("Områder".into(), "jobcenter/".into())],
        banners: shared
            .banners_with_news(series::shown(found), (&here, newest.is_none().then_some(area.name.as_str()))),
        here,
    };
    press.print(files, "area.html", about, &view)
}

fn facts(area: &Area) -> Vec<Fact> {
    let mut facts = vec![Fact::text("Slags", words::area_kind(area.kind))];
    if !area.code.is_empty() {
        facts.push(Fact::text("Kode", &area.code));
    }
    if let Some(text) = validity(area.valid) {
        facts.push(Fact::text("Findes", &words::capital(&text)));
    }
    facts
}

fn list(shared: &Shared<'_>, files: &mut FileSet, keys: &[AreaKey]) -> Result<(), Diagnostic> {
    let press = shared.press;
    let here = Here::new("jobcenter/");
    let kind_of = |key: &AreaKey| press.site.publication.area(*key).kind;
    let tables = keys.chunk_by(|a, b| kind_of(a) == kind_of(b)).map(|of_kind| {
        let kind = kind_of(&of_kind[0]);
        let mut table = Table::new(kind.word(), words::area_kinds(kind), Sorting::Offered);
        table.columns(&[
            Column::text("Område"),
            Column::text("Fuldt navn"),
            Column::text("Kode"),
            Column::text("Findes"),
        ]);
        for key in of_kind {
            let area = press.site.publication.area(*key);
            let code = if area.code.is_empty() { "uden kode" } else { &area.code };
            let valid = validity(area.valid).unwrap_or_else(|| "uden kendte datoer".into());
            table.row(
                &Head::link(&area.short, here.page(&address::area("", area))),
                [Cell::Text(area.name.clone().into()), Cell::Text(code.to_owned().into()), Cell::Text(valid.into())],
            );
        }
        table.finish()
    });
    let lead = if keys.is_empty() {
        "Ingen udgivelse har endnu tal fordelt på jobcentre eller andre områder."
    } else {
        "Jobcentre, regioner og andre områder, som udgivelserne har tal for."
    };
    let view = ListView { heading: "Jobcentre og andre områder".into(), lead: lead.into(), tables: tables.collect() };
    let about = About {
        title: "Jobcentre og andre områder".into(),
        description: "Jobcentre, regioner og andre områder, som udgivelserne har tal for.".into(),
        section: Section::Areas,
        way: Vec::new(),
        banners: Vec::new(),
        here,
    };
    press.print(files, "list.html", about, &view)
}
