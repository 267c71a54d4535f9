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
use crate::text::number;

/// Drafts whose figures are known; `None` when there are none. They have no verdict: they bind nobody.
pub(super) fn table(prepared: &Prepared<'_>, here: &Here) -> Option<Html> {
    let press = prepared.press;
    let is_draft = |one: &&Assessment| one.verdict == Verdict::NotInForce && one.margin.is_some();
    let mut drafts = prepared.edition.assessments.iter().filter(is_draft).peekable();
    drafts.peek()?;
    let mut table = Table::new("udkast", "Sådan ville udkastene stå", Sorting::Fixed);
    table.columns(&[
        Column::text("Mål"),
        Column::text("Hvem det ville gælde"),
        Column::text("Krav"),
        Column::number("Tal", ""),
        Column::number("Afstand til målet", ""),
        Column::text("Står som"),
    ]);
    for one in drafts {
        let target = press.site.publication.target(one.target);
        let (Some(key), Some(value), Some(margin)) = (target.measure, &one.value, &one.margin) else { continue };
        let measure = press.site.publication.measure(key);
        let unit = judged::unit(target, measure);
        let decimals = judged::decimals(measure, 1, std::iter::once((value, target.value)));
        let distance = number::signed(margin.round(decimals));
        let cells = [
            Cell::Text(bound(prepared, target, one.key).into()),
            Cell::Text(words::capital(&judged::demand(target, Some(measure))).into()),
            Cell::number(number::with_unit(&number::number(value.round(decimals)), unit)),
            Cell::number(format!("{distance} {}", number::unit_of_change(unit))),
            Cell::Text(format!("{}, ikke i kraft", words::target_status(target.status)).into()),
        ];
        table.row(&Head::link(&target.title.da, here.page(&press.measure_folder(key))).wrapped(), cells);
    }
    Some(table.finish())
}
