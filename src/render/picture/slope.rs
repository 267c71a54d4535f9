//! Two months beside each other: a line from then to now for each fund, and who crossed the target.

use std::fmt::Write as _;

use super::PlateView;
use super::shades::Limit;
use super::words::{self, Whom};
use crate::model::edition::Change;
use crate::model::{CellKey, Exact, Period};
use crate::render::address::Here;
use crate::render::cell::Cell;
use crate::render::edition::comparisons::Against;
use crate::render::edition::prepared::{Prepared, PreparedMeasure};
use crate::render::edition::tables;
use crate::render::html::{Html, escape};
use crate::render::small::{Scale, tenths};
use crate::render::table::{Column, Sorting, Table};
use crate::text::messages::say;

/// More lines than this cannot be told from one another.
const MOST: usize = 25;
/// Fewer lines than this are told by the table.
const LEAST: usize = 3;

const WIDTH: u32 = 420;
/// Where the line begins and ends; the figures stand beside, with a thin line where they had to make room.
const LEFT: u32 = 72;
const RIGHT: u32 = 232;
/// Height of the months' names.
const TOP: u32 = 30;
/// Distance of two lines of text.
const ROW: u32 = 17;

/// A fund then and now.
struct Row<'p> {
    key: CellKey,
    name: &'p str,
    then: Exact,
    now: Exact,
    change: Exact,
    crossed: Option<bool>,
    /// Whether it is a result over months; else a month's own figure.
    is_result: bool,
}

impl<'p> Row<'p> {
    fn new((key, name): (CellKey, &'p str), then: Exact, now: Exact, limit: Option<&Limit>, is_result: bool) -> Self {
        let met = |value: &Exact| limit.map(|limit| limit.is_met(value));
        let crossed = met(&now).filter(|_| met(&then) != met(&now));
        Self { key, name, change: &now - &then, then, now, crossed, is_result }
    }
}

/// What is drawn.
struct Sheet<'r, 'p> {
    measure: &'r PreparedMeasure<'r>,
    rows: &'r [Row<'p>],
    limit: Option<&'r Limit>,
    decimals: u8,
    /// Then and now.
    months: (Period, Period),
}

impl Sheet<'_, '_> {
    fn text(&self, value: &Exact) -> String {
        self.measure.say.number(value.round(self.decimals))
    }
}

/// Draws the funds of a measure (its areas where it has no funds) against the same month a year before, or the month
/// before where that cannot be compared; `None` where too few or too many can.
pub(crate) fn draw(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, here: &Here) -> Option<PlateView> {
    let keys: Vec<CellKey> =
        measure.main_rows(prepared.press).into_iter().filter(|key| is_part(measure, *key)).collect();
    let fits = |rows: &Vec<Row<'_>>| (LEAST..=MOST).contains(&rows.len());
    let judged = results(prepared, measure, &keys);
    let found = match fits(&judged) {
        true => Some((judged, prepared.period().plus(-1))),
        false => [Against::Year, Against::Month].into_iter().find_map(|against| {
            let rows = months(prepared, measure, &keys, against);
            Some((rows, against.period(prepared, measure)?)).filter(|(rows, _)| fits(rows))
        }),
    };
    let (rows, then) = found?;
    // All rows are of one sort, results or months.
    let is_result = rows.iter().any(|row| row.is_result);
    let decimals = if is_result { measure.decimals } else { measure.measure.decimals };
    let limit = limit(prepared, measure, &keys, is_result);
    let sheet = Sheet { measure, rows: &rows, limit: limit.as_ref(), decimals, months: (then, prepared.period()) };
    let id = format!("fra-til-{}", measure.measure.id);
    let say = measure.say;
    let (then_word, now_word) = (say.month(then), say.month(prepared.period()));
    let missing: Vec<&str> =
        keys.iter().filter(|key| rows.iter().all(|row| row.key != **key)).map(|key| name(prepared, *key)).collect();
    Some(PlateView {
        kind: "slope",
        title: words::slope_title(say, measure.measure, &then_word, &now_word, is_result),
        text: describe(&sheet, &missing),
        picture: picture(&id, &sheet),
        key: Html::default(),
        table: Some(table(prepared, here, (&id, &format!("{then_word}, {now_word}")), &sheet)),
        id,
    })
}

/// Whether a row is one of those that are compared, and not their sum.
fn is_part(measure: &PreparedMeasure<'_>, key: CellKey) -> bool {
    if measure.measure.by_akasse { key.akasse.is_some() } else { measure.whole.flatten() != key.area }
}

/// Results over months, as they were judged before this month came in and as they are judged now.
fn results<'p>(prepared: &Prepared<'p>, measure: &PreparedMeasure<'_>, keys: &[CellKey]) -> Vec<Row<'p>> {
    let limit = limit(prepared, measure, keys, true);
    let row = |key: &CellKey| {
        let now = &measure.summaries.get(key)?.value;
        let judged = measure.assessment(*key).filter(|judged| judged.value.as_ref() == Some(now))?;
        let named = (*key, name(prepared, *key));
        Some(Row::new(named, judged.before.clone()?, now.clone(), limit.as_ref(), true))
    };
    keys.iter().filter_map(row).collect()
}

/// The month's own figures beside those of an earlier month, where the two can be compared.
fn months<'p>(
    prepared: &Prepared<'p>,
    measure: &PreparedMeasure<'_>,
    keys: &[CellKey],
    against: Against,
) -> Vec<Row<'p>> {
    let limit = limit(prepared, measure, keys, false);
    let row = |key: &CellKey| {
        let current = measure.figures.current.get(*key)?;
        let Change::By { difference, .. } = against.change(current)? else { return None };
        let now = current.figure.amount.exact()?;
        Some(Row::new((*key, name(prepared, *key)), &now - difference, now, limit.as_ref(), false))
    };
    keys.iter().filter_map(row).collect()
}

/// The limit that results, or the month's own figures, are held against.
fn limit(prepared: &Prepared<'_>, measure: &PreparedMeasure<'_>, keys: &[CellKey], of_results: bool) -> Option<Limit> {
    let mut of = keys.iter().filter(|key| measure.summaries.contains_key(key) == of_results);
    of.find_map(|key| measure.limit(prepared, *key))
}

fn name<'p>(prepared: &Prepared<'p>, key: CellKey) -> &'p str {
    let publication = prepared.press.site.publication;
    match (key.akasse, key.area) {
        (Some(akasse), _) => &publication.akasse(akasse).short,
        (None, Some(area)) => &publication.area(area).short,
        (None, None) => "",
    }
}

/// Tenths from the top.
type Height = i64;

/// Heights as near to the wanted ones as they can be with a row between any two; `wanted` is ascending.
///
/// Without the rows between them they must not fall: the nearest such heights come from drawing neighbours that would
/// cross together to their mean (pool adjacent violators).
fn spread(wanted: &[Height], (low, high): (Height, Height)) -> Vec<Height> {
    let gap = i64::from(ROW) * 10;
    let row = |at: usize| gap * i64::try_from(at).unwrap_or(0);
    let mut pools: Vec<(i64, i64)> = Vec::new();
    for (at, height) in wanted.iter().enumerate() {
        let mut pool = (height - row(at), 1);
        while let Some((sum, count)) = pools.pop() {
            if sum * pool.1 < pool.0 * count {
                pools.push((sum, count));
                break;
            }
            pool = (sum + pool.0, count + pool.1);
        }
        pools.push(pool);
    }
    let room = (high - row(wanted.len().saturating_sub(1))).max(low);
    let heights = pools.iter().flat_map(|(sum, count)| (0..*count).map(move |_| sum.div_euclid(*count)));
    heights.enumerate().map(|(at, height)| height.clamp(low, room) + row(at)).collect()
}

/// One of the two months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Then,
    Now,
}

impl Side {
    fn of<'r>(self, row: &'r Row<'_>) -> &'r Exact {
        match self {
            Self::Then => &row.then,
            Self::Now => &row.now,
        }
    }
}

/// Rows from the top: by falling value, equal ones by name as given.
fn from_top<'r, 'p>(rows: &'r [Row<'p>], side: Side) -> Vec<&'r Row<'p>> {
    let mut order: Vec<&Row<'p>> = rows.iter().collect();
    order.sort_by(|a, b| side.of(b).cmp(side.of(a)));
    order
}

/// Positions on a scale of ratios, where counts differ many times over; else as they are.
fn position(value: &Exact, by_ratio: bool) -> f64 {
    let value = value.to_position();
    if by_ratio { logarithm(value) } else { value }
}

/// The logarithm to base two, from the four operations alone, so that it is the same on every machine.
fn logarithm(mut value: f64) -> f64 {
    let mut whole = 0.0;
    while value >= 2.0 {
        (value, whole) = (value / 2.0, whole + 1.0);
    }
    // ln m = 2 (r + r³/3 + r⁵/5 + …) with r = (m - 1) / (m + 1), which is at most a third.
    let ratio = (value - 1.0) / (value + 1.0);
    let (mut power, mut sum, mut odd) = (ratio, 0.0, 1.0);
    for _ in 0..20 {
        sum += power / odd;
        power *= ratio * ratio;
        odd += 2.0;
    }
    whole + 2.0 * sum / std::f64::consts::LN_2
}

/// Whether figures differ so much that only a scale of ratios tells them apart.
fn is_by_ratio(sheet: &Sheet<'_, '_>) -> bool {
    let all = || sheet.rows.iter().flat_map(|row| [&row.then, &row.now]);
    let spread = all().min().zip(all().max());
    let times = Exact::whole(8);
    let wide = spread.is_some_and(|(low, high)| *low >= Exact::whole(1) && *high >= low * &times);
    wide && !sheet.measure.measure.is_share() && sheet.limit.is_none()
}

fn picture<'r>(id: &str, sheet: &Sheet<'r, '_>) -> Html {
    let (rows, limit, (then, now)) = (sheet.rows, sheet.limit, sheet.months);
    let count = u32::try_from(rows.len()).unwrap_or(0);
    let plot = (count * ROW).max(200);
    let height = TOP + plot + 14;
    let by_ratio = is_by_ratio(sheet);
    let all = rows.iter().flat_map(|row| [&row.then, &row.now]).map(|value| position(value, by_ratio));
    let scale = Scale::holding(all.chain(limit.map(|limit| limit.at.exact().to_position())));
    let top = i64::from(TOP) * 10;
    let y = |value: &Exact| top + i64::from(plot) * 10 - scale.place(position(value, by_ratio), plot);
    let mut out = String::with_capacity(600 + 400 * rows.len());
    let _ = writeln!(
        out,
        "<svg class=\"slope\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-labelledby=\"{id}-t\" \
         aria-describedby=\"{id}-d\">"
    );
    for (x, month, anchor) in [(LEFT, then, "e"), (RIGHT, now, "s")] {
        let _ = write!(
            out,
            "<text class=\"month {anchor}\" x=\"{x}\" y=\"12\">{}</text>",
            sheet.measure.say.month_short(month)
        );
        let _ = write!(out, "<path class=\"axis\" d=\"M{x} {}V{}\"/>", TOP - 8, height - 6);
    }
    if let Some(limit) = limit {
        let _ = write!(out, "<path class=\"limit\" d=\"M{LEFT} ");
        tenths(&mut out, y(&limit.at.exact()));
        let _ = write!(out, "H{RIGHT}\"/>");
    }
    for row in rows {
        let class = match row.crossed {
            Some(true) => "to in",
            Some(false) => "to off",
            None => "to",
        };
        let _ = write!(out, "<path class=\"{class}\" d=\"M{LEFT} ");
        tenths(&mut out, y(&row.then));
        let _ = write!(out, "L{RIGHT} ");
        tenths(&mut out, y(&row.now));
        out.push_str("\"/>");
    }
    let ends = (top, (i64::from(height) - 8) * 10);
    let sides = [Side::Then, Side::Now];
    for side in sides {
        let is_now = side == Side::Now;
        let order = from_top(rows, side);
        let wanted: Vec<Height> = order.iter().map(|row| y(side.of(row))).collect();
        let (edge, words, anchor) = if is_now { (RIGHT, RIGHT + 18, "s") } else { (LEFT, LEFT - 18, "e") };
        for (row, place) in order.into_iter().zip(spread(&wanted, ends)) {
            let own = y(side.of(row));
            mark(&mut out, edge, own, row.crossed.filter(|_| is_now));
            leader(&mut out, (edge, own), (words, place));
            let _ = write!(out, "<text class=\"{anchor}\" x=\"{words}\" y=\"");
            tenths(&mut out, place + 45);
            let _ = write!(out, "\">{}", sheet.text(side.of(row)));
            if is_now {
                out.push_str("<tspan dx=\"7\">");
                escape(&mut out, row.name);
                out.push_str(row.crossed.map_or("", |met| if met { " ▲" } else { " ◆" }));
                out.push_str("</tspan>");
            }
            out.push_str("</text>\n");
        }
    }
    out.push_str("</svg>");
    Html::trusted(out)
}

/// A mark at the end of a line: a circle, or a shape of its own for who crossed the target.
fn mark(out: &mut String, x: u32, y: Height, crossed: Option<bool>) {
    let (class, path) = match crossed {
        None => ("", "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"),
        Some(true) => (" in", "m0-6l6 10h-12z"),
        Some(false) => (" off", "m0-6l6 6-6 6-6-6z"),
    };
    let _ = write!(out, "<path class=\"end{class}\" d=\"M{x} ");
    tenths(out, y);
    let _ = write!(out, "{path}\"/>");
}

/// A thin line from a mark to its words, where the words had to make room.
fn leader(out: &mut String, (x, y): (u32, Height), (words, place): (u32, Height)) {
    if (y - place).abs() < 20 {
        return;
    }
    let (from, to) = if words > x { (x + 5, words - 2) } else { (x - 5, words + 2) };
    let _ = write!(out, "<path class=\"lead\" d=\"M{from} ");
    tenths(out, y);
    let _ = write!(out, "L{to} ");
    tenths(out, place);
    out.push_str("\"/>");
}

fn describe(sheet: &Sheet<'_, '_>, missing: &[&str]) -> String {
    let say = sheet.measure.say;
    let whom = if sheet.measure.measure.by_akasse { Whom::Funds } else { Whom::Areas };
    let (rows, zero) = (sheet.rows, Exact::whole(0));
    let count = |of: fn(&Exact, &Exact) -> bool| rows.iter().filter(|row| of(&row.change, &zero)).count();
    let (rose, fell) = (count(|change, zero| change > zero), count(|change, zero| change < zero));
    let most = rows.iter().rev().max_by_key(|row| &row.change).filter(|row| row.change > zero);
    let least = rows.iter().min_by_key(|row| &row.change).filter(|row| row.change < zero);
    let told =
        |row: Option<&Row<'_>>| row.map(|row| (row.name.to_owned(), sheet.text(&row.then), sheet.text(&row.now)));
    let crossed =
        |met: bool| -> Vec<&str> { rows.iter().filter(|row| row.crossed == Some(met)).map(|row| row.name).collect() };
    let nobody = sheet.limit.is_some() && rows.iter().all(|row| row.crossed.is_none());
    words::sentences([
        Some(words::slope_text(say, rose, fell, rows.len() - rose - fell)),
        words::most(say, told(most), told(least)),
        words::crossed(say, &crossed(true), true, whom),
        words::crossed(say, &crossed(false), false, whom),
        nobody.then(|| say.text("picture-none-crossed").into_owned()),
        sheet
            .limit
            .map(|limit| say!(say, "picture-dashed-at", demand = words::demand(say, limit, sheet.measure.measure))),
        is_by_ratio(sheet).then(|| say.text("picture-by-ratio").into_owned()),
        words::not_compared(say, missing, whom),
    ])
}

fn table(prepared: &Prepared<'_>, here: &Here, (id, when): (&str, &str), sheet: &Sheet<'_, '_>) -> Html {
    let (say, measure) = (sheet.measure.say, sheet.measure.measure);
    let caption = words::table_caption(say, measure, when);
    let mut table = Table::new(say, &format!("{id}-tal"), &caption, Sorting::Offered);
    let unit = say.unit_in_heading(measure.unit);
    let month = |period| crate::render::words::capital(&say.month_short(period));
    table.columns(&[
        Column::text(say.text(if measure.by_akasse { "word-akasse" } else { "word-place" })),
        Column::number(month(sheet.months.0), unit.clone()),
        Column::number(month(sheet.months.1), unit),
        Column::number(say.text("picture-change"), say.unit_of_change(measure.unit)),
    ]);
    for row in sheet.rows {
        let head = match row.key.akasse {
            Some(_) => tables::akasse_head(prepared, here, row.key.akasse),
            None => tables::area_head(prepared, here, row.key.area),
        };
        let number = |value: &Exact| Cell::number(sheet.text(value));
        let change = Cell::number(say.signed(row.change.round(sheet.decimals)));
        table.row(&head, [number(&row.then), number(&row.now), change]);
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_a_row_apart_and_as_near_to_their_values_as_can_be() {
        assert_eq!(spread(&[500, 900, 1300], (0, 2000)), [500, 900, 1300], "where there is room, nothing moves");
        assert_eq!(spread(&[500, 500, 500], (0, 2000)), [330, 500, 670], "those that meet share the room");
        assert_eq!(spread(&[0, 0], (0, 2000)), [0, 170], "never above the top");
        assert_eq!(spread(&[2000, 2000], (0, 2000)), [1830, 2000], "nor below the end");
        assert_eq!(spread(&[], (0, 2000)), Vec::<Height>::new());
    }

    #[test]
    fn the_logarithm_is_one() {
        for (value, expected) in [(1.0, 0.0), (2.0, 1.0), (8.0, 3.0), (1000.0, 9.965_784_284_662_087)] {
            assert!((logarithm(value) - expected).abs() < 1e-9, "{value}: {}", logarithm(value));
        }
    }
}
