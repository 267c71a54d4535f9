//! A fund's page outside the editions, and the list of all funds.

use serde::Serialize;

use super::compare;
use super::made_up::MARK;
use super::pair;
use super::series::{self, WholeLine};
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::code::AkasseEvent;
use crate::model::picture::PictureKey;
use crate::model::{Akasse, AkasseKey, CellKey, FileSet, Validity};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::continued::{self, ContinuedView};
use crate::render::edition::prepared::Prepared;
use crate::render::edition::standing::{self, Standing};
use crate::render::facts::Fact;
use crate::render::frame::{About, Link, Section};
use crate::render::html::{Html, escaped, push_link};
use crate::render::press::{PictureView, Press};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::date;

/// What `akasse.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct AkasseView {
    /// The fund's full name.
    name: String,
    /// The fund's short name.
    short: String,
    /// Names, validity, what became of it.
    facts: Vec<Fact>,
    /// For a fund that has ended: when its figures stop, and where they go on; empty otherwise.
    ended: Html,
    /// Changes among the funds that it was part of; none when there were none.
    events: Option<Html>,
    /// The newest edition in which it has figures: month and page.
    newest: Option<Link>,
    /// The way to the page where it is compared with another; none when it has no newest figures.
    compare: Option<Link>,
    /// Its measures.
    parts: Vec<PartView>,
    /// The pages it has together with another party.
    pairs: Vec<Link>,
}

/// A measure on a fund's page.
#[derive(Debug, Serialize)]
pub(crate) struct PartView {
    /// Its anchor.
    id: String,
    /// Its title.
    title: String,
    /// Its page.
    href: String,
    /// How the fund stands in the newest edition; none when it has no figures there.
    standing: Option<Standing>,
    /// Every month as a small line; none when the standing's line or a chart shows as much.
    line: Option<WholeLine>,
    /// All months.
    months: Option<Html>,
    /// What came before it took over others; none when it took over none, or nothing is known of it.
    before: Option<ContinuedView>,
    /// The chart of all months, what came before beside its own.
    picture: Option<PictureView>,
}

/// Draws the list of funds and every fund's page.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let keys = (0..shared.press.site.publication.akasser.len()).filter_map(|at| u16::try_from(at).ok()).map(AkasseKey);
    let mut keys: Vec<Option<AkasseKey>> = keys.map(Some).collect();
    shared.press.order.sort_akasser(&mut keys);
    let keys: Vec<AkasseKey> = keys.into_iter().flatten().collect();
    for key in &keys {
        page(shared, files, *key)?;
    }
    list(shared, files, &keys)
}

fn page(shared: &Shared<'_>, files: &mut FileSet, key: AkasseKey) -> Result<(), Diagnostic> {
    let press = shared.press;
    let akasse = press.site.publication.akasse(key);
    let here = Here::new(press.akasse_folder(key));
    let newest = shared.newest.filter(|newest| newest.akasse_pages.contains(&key));
    let found = series::of_akasse(shared.history, key);
    let view = AkasseView {
        name: akasse.name.clone(),
        short: akasse.short.clone(),
        facts: facts(press, &here, akasse),
        ended: ended(press, &here, akasse),
        events: events(press, &here, key),
        newest: newest.map(|newest| {
            let month = words::capital(&date::month(newest.period()));
            Link::new(here.page(&address::akasse(&newest.folder, akasse)), month)
        }),
        compare: compare::of_akasse(shared, &here, key),
        parts: found
            .iter()
            .map(|(measure, (cell, months))| {
                let (measure, cell) = (*measure, *cell);
                let target = press.site.publication.measure(measure);
                let caption = format!("{}, {}: alle måneder", akasse.short, target.short.da);
                let id = format!("maaneder-{}", target.id);
                let picture = press.picture(PictureKey::History(measure, cell));
                PartView {
                    id: format!("maal-{}", target.id),
                    title: words::in_area(&target.title.da, cell.area, press.site.publication),
                    href: here.page(&press.measure_folder(measure)),
                    standing: newest.and_then(|newest| standing_in(newest, measure, cell)),
                    line: series::line(shared, newest, measure, (cell, months)).filter(|_| picture.is_none()),
                    months: series::table(shared, measure, (&id, &caption), &[("Tal".into(), (cell, months))]),
                    before: shared.history.continued.get(&(measure, cell)).and_then(|continuation| {
                        let methods = shared.history.method_changes.of(measure);
                        continued::view(press, ((target, methods), &target.id), key, continuation)
                    }),
                    picture,
                }
            })
            .collect(),
        pairs: pair::links(press, &here, |(_, akasse)| akasse == key),
    };
    let about = About {
        title: akasse.short.clone(),
        description: format!("{}: nyeste tal, alle måneder, navne og sammenlægninger.", akasse.name),
        section: Section::Akasser,
        way: vec![("A-kasser".into(), "a-kasse/".into())],
        banners: shared
            .banners_with_news(series::shown(found), (&here, newest.is_none().then_some(akasse.short.as_str()))),
        here,
    };
    press.print(files, "akasse.html", about, &view)
}

/// How a cell stands in the newest edition.
pub(super) fn standing_in(newest: &Prepared<'_>, measure: crate::model::MeasureKey, cell: CellKey) -> Option<Standing> {
    let measure = newest.measure(measure)?;
    measure.has(cell).then(|| standing::of(newest, measure, cell))
}

fn facts(press: &Press<'_>, here: &Here, akasse: &Akasse) -> Vec<Fact> {
    let mut facts = vec![Fact::text("Kort navn", &akasse.short)];
    if !akasse.aliases.is_empty() {
        facts.push(Fact::text("Også skrevet", &akasse.aliases.join(" · ")));
    }
    if let Some(text) = validity(akasse.valid) {
        facts.push(Fact::text("Findes", &text));
    }
    if let Some(successor) = akasse.successor {
        let name = &press.site.publication.akasse(successor).name;
        facts.push(Fact {
            term: "Videreført i".into(),
            value: Html::link(&here.page(&press.akasse_folder(successor)), name),
        });
    }
    if !akasse.note.is_empty() {
        facts.push(Fact::text("Bemærkning", &akasse.note));
    }
    facts
}

/// That a fund has ended, and which one its members went to.
fn ended(press: &Press<'_>, here: &Here, akasse: &Akasse) -> Html {
    let Some(last) = akasse.valid.to else { return Html::default() };
    let mut out = escaped(&format!("{} findes ikke længere. Der er ingen tal efter {}", akasse.short, date::day(last)));
    if let Some(successor) = akasse.successor {
        out.push_str(", og medlemmerne tælles siden hos ");
        push_link(
            &mut out,
            &here.page(&press.akasse_folder(successor)),
            &press.site.publication.akasse(successor).name,
        );
    }
    out.push('.');
    Html::trusted(out)
}

/// From when to when a code is in use; `None` when neither end is known.
pub(super) fn validity(valid: Validity) -> Option<String> {
    match (valid.from, valid.to) {
        (Some(from), Some(to)) => Some(format!("{} til {}", date::day(from), date::day(to))),
        (Some(from), None) => Some(format!("fra {}", date::day(from))),
        (None, Some(to)) => Some(format!("til {}", date::day(to))),
        (None, None) => None,
    }
}

fn events(press: &Press<'_>, here: &Here, key: AkasseKey) -> Option<Html> {
    let publication = press.site.publication;
    let concerns = |event: &&AkasseEvent| event.to == key || event.from.contains(&key);
    let mut found = publication.events.iter().filter(concerns).peekable();
    found.peek()?;
    let mut table = Table::new("aendringer", "Navne og sammenlægninger", Sorting::Fixed);
    table.columns(&[
        Column::text("Dato"),
        Column::text("Hvad der skete"),
        Column::text("A-kassen bagefter"),
        Column::text("Om det"),
    ]);
    for event in found {
        let after = publication.akasse(event.to);
        let after = if event.to == key {
            Cell::Text(after.short.clone().into())
        } else {
            Cell::Link { href: here.page(&press.akasse_folder(event.to)), label: after.short.clone() }
        };
        let day = date::day(event.date);
        table.row(
            &Head::text(&day),
            [Cell::Text(words::event(event.kind).into()), after, Cell::Text(event.text.da.clone().into())],
        );
    }
    Some(table.finish())
}

/// Whether there are figures, and whether they are made up.
fn figures_in_words(all: usize, made_up: usize) -> &'static str {
    match (all, made_up) {
        (0, _) => "ingen tal",
        (_, 0) => "har tal",
        (all, made_up) if all == made_up => MARK,
        _ => "har tal, nogle opdigtede",
    }
}

/// What `list.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct ListView {
    /// The page's heading.
    pub(crate) heading: String,
    /// What the list is, in a few sentences.
    pub(crate) lead: String,
    /// The list, in one or several tables.
    pub(crate) tables: Vec<Html>,
}

fn list(shared: &Shared<'_>, files: &mut FileSet, keys: &[AkasseKey]) -> Result<(), Diagnostic> {
    let press = shared.press;
    let publication = press.site.publication;
    let here = Here::new("a-kasse/");
    let ended = |key: &&AkasseKey| publication.akasse(**key).valid.to.is_some();
    let groups = [("i-dag", "A-kasser i dag", false), ("tidligere", "Tidligere a-kasser", true)];
    let tables = groups.into_iter().filter_map(|(id, caption, former)| {
        let mut of_group = keys.iter().filter(|key| ended(key) == former).peekable();
        of_group.peek()?;
        let mut table = Table::new(id, caption, Sorting::Offered);
        table.columns(&[
            Column::text("A-kasse"),
            Column::text("Fuldt navn"),
            Column::text("Findes"),
            Column::text("Tal"),
        ]);
        for key in of_group {
            let akasse = publication.akasse(*key);
            let shown: Vec<_> = series::shown(series::of_akasse(shared.history, *key)).collect();
            let made_up = shown.iter().filter(|shown| shared.is_made_up(**shown)).count();
            let valid = validity(akasse.valid).unwrap_or_else(|| "uden kendte datoer".into());
            table.row(
                &Head::link(&akasse.short, here.page(&press.akasse_folder(*key))),
                [
                    Cell::Text(akasse.name.clone().into()),
                    Cell::Text(valid.into()),
                    Cell::Text(figures_in_words(shown.len(), made_up).into()),
                ],
            );
        }
        Some(table.finish())
    });
    let view = ListView {
        heading: "A-kasser".into(),
        lead: "Hver a-kasse har en side med de nyeste tal, alle måneder, navne gennem tiden og sammenlægninger.".into(),
        tables: tables.collect(),
    };
    let about = About {
        title: "A-kasser".into(),
        description: "Alle a-kasser, nuværende og tidligere.".into(),
        section: Section::Akasser,
        way: Vec::new(),
        banners: Vec::new(),
        here,
    };
    press.print(files, "list.html", about, &view)
}
