//! An area's page outside the editions, and the list of areas.

use serde::Serialize;

use super::akasse::{ListView, standing_in, validity};
use super::members;
use super::pair;
use super::series::{self, Series, WholeLine};
use super::whole::Shared;
use super::{compare, embed};
use crate::diagnostic::Diagnostic;
use crate::model::picture::PictureKey;
use crate::model::{Area, AreaKey, FileSet, MeasureKey};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::edition::embed::{OffersView, party};
use crate::render::edition::prepared::Prepared;
use crate::render::edition::standing::Standing;
use crate::render::edition::tables::Whose;
use crate::render::facts::Fact;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::press::PictureView;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::{Messages, say};

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
    /// Its newest figures, to be shown on other sites; none when it has no figures.
    embeds: Option<OffersView>,
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
        let say = shared.press.say;
        let measure = shared.press.site.publication.measure(key);
        let caption = say!(say, "shared-all-months", name = name, measure = say.of(&measure.short));
        let id = format!("maaneder-{}", measure.id);
        Self {
            id: format!("maal-{}", measure.id),
            title: say.of(&measure.title).into_owned(),
            href: here.page(&shared.press.measure_folder(key)),
            standing: newest.and_then(|newest| standing_in(newest, key, series.0)),
            line: series::line(shared, newest, key, series).filter(|_| picture.is_none()),
            months: series::table(shared, key, (&id, &caption), &[(say.text("word-figure").into_owned(), series)]),
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
    let say = shared.press.say;
    let press = shared.press;
    let area = press.site.publication.area(key);
    let here = press.here(address::area("", area));
    let newest = shared.newest.filter(|newest| newest.area_pages.contains(&key));
    let found = series::of_area(shared.history, key);
    let view = AreaView {
        name: area.name.clone(),
        facts: facts(say, area),
        newest: newest.map(|newest| {
            let month = words::capital(&say.month(newest.period()));
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
        embeds: (!found.is_empty()).then(|| party::of_newest(press, &here, &area.short)),
    };
    if !found.is_empty() {
        embed::draw(shared, files, (here.folder(), &area.name), (newest, Whose::Area(key)), &found)?;
    }
    let about = About {
        title: area.name.clone(),
        description: say!(say, "shared-party-about", name = &area.name),
        section: Section::Areas,
        way: vec![(say.text("word-places").into_owned(), "jobcenter/".into())],
        banners: shared
            .banners_with_news(series::shown(found), (&here, newest.is_none().then_some(area.name.as_str()))),
        here,
    };
    press.print(files, "area.html", about, &view)
}

fn facts(say: &Messages, area: &Area) -> Vec<Fact> {
    let mut facts = vec![Fact::text(say.text("judged-class"), &words::area_kind(say, area.kind))];
    if !area.code.is_empty() {
        facts.push(Fact::text(say.text("shared-code"), &area.code));
    }
    if let Some(text) = validity(say, area.valid) {
        facts.push(Fact::text(say.text("shared-exists"), &words::capital(&text)));
    }
    facts
}

fn list(shared: &Shared<'_>, files: &mut FileSet, keys: &[AreaKey]) -> Result<(), Diagnostic> {
    let say = shared.press.say;
    let press = shared.press;
    let here = press.here("jobcenter/");
    let kind_of = |key: &AreaKey| press.site.publication.area(*key).kind;
    let tables = keys.chunk_by(|a, b| kind_of(a) == kind_of(b)).map(|of_kind| {
        let kind = kind_of(&of_kind[0]);
        let mut table = Table::new(say, kind.word(), &words::area_kinds(say, kind), Sorting::Offered);
        table.columns(&[
            Column::text(say.text("word-place")),
            Column::text(say.text("shared-full-name")),
            Column::text(say.text("shared-code")),
            Column::text(say.text("shared-exists")),
        ]);
        for key in of_kind {
            let area = press.site.publication.area(*key);
            let code = if area.code.is_empty() { say.text("shared-no-code") } else { area.code.as_str().into() };
            let valid = validity(say, area.valid).unwrap_or_else(|| say.text("shared-undated").into_owned());
            table.row(
                &Head::link(&area.short, here.page(&address::area("", area))),
                [Cell::Text(area.name.clone().into()), Cell::Text(code.into_owned().into()), Cell::Text(valid.into())],
            );
        }
        table.finish()
    });
    let lead = if keys.is_empty() { "shared-no-areas" } else { "shared-areas-lead" };
    let view = ListView {
        heading: say.text("shared-areas").into_owned(),
        lead: say.text(lead).into_owned(),
        tables: tables.collect(),
    };
    let about = About {
        title: say.text("shared-areas").into_owned(),
        description: say.text("shared-areas-lead").into_owned(),
        section: Section::Areas,
        way: Vec::new(),
        banners: Vec::new(),
        here,
    };
    press.print(files, "list.html", about, &view)
}
