//! Targets that are not in force, as they would stand, so that a draft can be discussed on figures.

use super::bound;
use crate::model::edition::{Assessment, Verdict};
use crate::render::address::Here;
use crate::render::cell::Cell;
use crate::render::edition::prepared::Prepared;
use crate::render::html::Html;
use crate::render::judged;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::say;

/// Drafts whose figures are known; `None` when there are none. They have no verdict: they bind nobody.
pub(super) fn table(prepared: &Prepared<'_>, here: &Here) -> Option<Html> {
    let say = prepared.press.say;
    let press = prepared.press;
    let is_draft = |one: &&Assessment| one.verdict == Verdict::NotInForce && one.margin.is_some();
    let mut drafts = prepared.edition.assessments.iter().filter(is_draft).peekable();
    drafts.peek()?;
    let mut table = Table::new(say, "udkast", &say.text("follow-drafts"), Sorting::Fixed);
    table.columns(&[
        Column::text(say.text("word-target")),
        Column::text(say.text("follow-would-bind")),
        Column::text(say.text("word-demand")),
        Column::number(say.text("word-figure"), ""),
        Column::number(say.text("word-margin"), ""),
        Column::text(say.text("word-stands-as")),
    ]);
    for one in drafts {
        let target = press.site.publication.target(one.target);
        let (Some(key), Some(value), Some(margin)) = (target.measure, &one.value, &one.margin) else { continue };
        let measure = press.site.publication.measure(key);
        let unit = judged::unit(target, measure);
        let decimals = judged::decimals(measure, 1, std::iter::once((value, target.value)));
        let distance = say.signed(margin.round(decimals));
        let cells = [
            Cell::Text(bound(prepared, target, one.key).into()),
            Cell::Text(words::capital(&judged::demand(say, target, Some(measure))).into()),
            Cell::number(say.with_unit(&say.number(value.round(decimals)), unit)),
            Cell::number(format!("{distance} {}", say.unit_of_change(unit))),
            Cell::Text(say!(say, "follow-not-in-force", status = words::target_status(say, target.status)).into()),
        ];
        table.row(&Head::link(say.of(&target.title), here.page(&press.measure_folder(key))).wrapped(), cells);
    }
    Some(table.finish())
}
