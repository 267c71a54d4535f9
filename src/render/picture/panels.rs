//! Small multiples: a line for each fund, or for each area, all on one scale, in order of name, each with the way to its
//! page.

use std::fmt::Write as _;

use super::PlateView;
use super::words::{self, Whom};
use crate::model::{CellKey, Exact};
use crate::render::address::{self, Here};
use crate::render::cell::push_symbol;
use crate::render::edition::months::{self, Trace};
use crate::render::edition::prepared::{Prepared, PreparedMeasure};
use crate::render::edition::tables;
use crate::render::html::{Html, escape};
use crate::render::small::{self, Scale};
use crate::render::words::ABSENT;
use crate::text::messages::say;
use crate::text::symbol;

/// Draws the months of a measure's funds; `None` when fewer than two have a line.
pub(crate) fn of_funds(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, here: &Here) -> Option<PlateView> {
    let rows = measure.main_rows(prepared.press);
    let funds: Vec<CellKey> = rows.into_iter().filter(|key| key.akasse.is_some()).collect();
    draw(prepared, measure, here, &funds, Whom::Funds)
}

/// Draws the months of a measure's areas, all funds together; `None` when fewer than two have a line.
pub(crate) fn of_areas(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, here: &Here) -> Option<PlateView> {
    let areas = tables::finest_areas(prepared, measure, None, |_| true);
    let keys: Vec<CellKey> = areas.into_iter().map(|area| CellKey { area: Some(area), akasse: None }).collect();
    draw(prepared, measure, here, &keys, Whom::Areas)
}

fn draw(
    prepared: &Prepared<'_>,
    measure: &PreparedMeasure<'_>,
    here: &Here,
    keys: &[CellKey],
    whom: Whom,
) -> Option<PlateView> {
    let (say, publication) = (prepared.press.say, prepared.press.site.publication);
    let (from, to) = months::window(prepared, measure);
    let trace = |key: &CellKey| {
        let edges = months::edges(say, publication, measure.with_methods(), key.akasse);
        months::trace((measure.measure, &edges), (from, to), |period| measure.figure(*key, period).copied())
    };
    let traces: Vec<Trace> = keys.iter().map(trace).collect();
    if from == to || traces.iter().filter(|trace| trace.ends.is_some()).count() < 2 {
        return None;
    }
    let limit = |key: &CellKey| months::limit(prepared, measure, *key);
    // Every value that is drawn takes part in the scale, and nothing else: what is hidden has none.
    let drawn = keys.iter().flat_map(|key| from.through(to).filter_map(|period| measure.figure(*key, period)));
    let values: Vec<Exact> =
        drawn.filter_map(|figure| figure.amount.exact()).chain(keys.iter().filter_map(limit)).collect();
    let zero = (!measure.measure.is_share()).then(|| Exact::whole(0));
    let (low, high) = (values.iter().chain(&zero).min()?, values.iter().chain(&zero).max()?);
    let scale = Scale::holding([low.to_position(), high.to_position()]);
    let any_limit = keys.iter().any(|key| limit(key).is_some());
    // Without a target, the whole's newest share gives the eye something to hold on to; a sum would lie outside.
    let whole = CellKey { area: measure.whole.flatten(), akasse: None };
    let whole = measure.figure(whole, to).and_then(|figure| figure.amount.exact());
    let whole = whole.filter(|value| measure.measure.is_share() && !any_limit && low <= value && value <= high);
    let mut html = String::with_capacity(keys.len() * 600);
    html.push_str("<ul class=\"panels\">\n");
    for (key, trace) in keys.iter().zip(&traces) {
        let _ = write!(html, "<li><a href=\"{}\"><span class=\"who\">", href(prepared, here, *key));
        escape(&mut html, name(prepared, *key));
        html.push_str("</span> <span class=\"now\">");
        now(&mut html, measure, *key);
        html.push_str("</span>");
        match trace.ends {
            Some(_) => {
                let limit = limit(key).map(|limit| limit.to_position());
                let level = whole.as_ref().map(Exact::to_position);
                html.push_str(&small::panel(&trace.points, (limit, level), scale, &trace.label(say, measure.measure)));
            }
            None => html.push_str(&trace.nothing(say)),
        }
        html.push_str("</a></li>\n");
    }
    html.push_str("</ul>\n");
    let left_out = from.through(to).any(|period| measure.measure.left_out(period).is_some());
    let told = |value: &Exact| say.with_unit(&say.value(value, measure.measure), measure.measure.unit);
    let end = match whom {
        Whom::Funds => "a-kasser",
        Whom::Areas => "omraader",
    };
    Some(PlateView {
        id: format!("linjer-{end}"),
        kind: "panels",
        title: words::panels_title(say, measure.measure, whom, &crate::render::words::months(say, from, to)),
        text: words::sentences([
            Some(say!(say, "picture-panels-how", from = say.value(low, measure.measure), to = told(high))),
            any_limit.then(|| say.text("picture-dashed").into_owned()),
            whole
                .as_ref()
                .map(|value| say!(say, "picture-thin", month = say.month(to), value = words::at_the_end(&told(value)))),
            left_out.then(|| say.text("picture-grey").into_owned()),
        ]),
        picture: Html::trusted(html),
        key: Html::default(),
        table: None,
    })
}

fn name<'p>(prepared: &Prepared<'p>, key: CellKey) -> &'p str {
    let publication = prepared.press.site.publication;
    match (key.akasse, key.area) {
        (Some(akasse), _) => &publication.akasse(akasse).short,
        (None, Some(area)) => &publication.area(area).short,
        (None, None) => "",
    }
}

fn href(prepared: &Prepared<'_>, here: &Here, key: CellKey) -> String {
    let publication = prepared.press.site.publication;
    match (key.akasse, key.area) {
        (Some(akasse), _) => here.page(&address::akasse(&prepared.folder, publication.akasse(akasse))),
        (None, Some(area)) => here.page(&address::area(&prepared.folder, publication.area(area))),
        (None, None) => here.page(&prepared.folder),
    }
}

/// The reference month's figure, or the sign for why there is none.
fn now(html: &mut String, measure: &PreparedMeasure<'_>, key: CellKey) {
    let say = measure.say;
    let amount = measure.figures.current.get(key).map(|current| current.figure.amount);
    match amount.map(|amount| (amount.exact(), amount.bound(), amount.missing())) {
        Some((Some(value), ..)) => escape(html, &say.value(&value, measure.measure)),
        Some((None, Some(bound), _)) => escape(html, &symbol::bound_in_column(say.language(), bound)),
        Some((None, None, Some(missing))) => push_symbol(html, say, &symbol::of_missing(missing), "gone"),
        _ => push_symbol(html, say, &ABSENT, "gone"),
    }
}
