//! A fund's page outside the editions, and the list of all funds.

use serde::Serialize;

use super::made_up::MARK;
use super::pair;
use super::series::{self, WholeLine};
use super::whole::Shared;
use super::{compare, embed};
use crate::diagnostic::Diagnostic;
use crate::model::code::AkasseEvent;
use crate::model::picture::PictureKey;
use crate::model::{Akasse, AkasseKey, CellKey, FileSet, Validity};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::continued::{self, ContinuedView};
use crate::render::edition::embed::{OffersView, party};
use crate::render::edition::prepared::Prepared;
use crate::render::edition::standing::{self, Standing};
use crate::render::edition::tables::Whose;
use crate::render::facts::Fact;
use crate::render::frame::{About, Link, Section};
use crate::render::html::{Html, escaped, push_link};
use crate::render::press::{PictureView, Press};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::{Messages, say};

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
    /// Its newest figures, to be shown on other sites; none when it has no figures.
    embeds: Option<OffersView>,
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
    let say = shared.press.say;
    let press = shared.press;
    let akasse = press.site.publication.akasse(key);
    let here = press.here(press.akasse_folder(key));
    let newest = shared.newest.filter(|newest| newest.akasse_pages.contains(&key));
    let found = series::of_akasse(shared.history, key);
    let view = AkasseView {
        name: akasse.name.clone(),
        short: akasse.short.clone(),
        facts: facts(say, press, &here, akasse),
        ended: ended(press, &here, akasse),
        events: events(press, &here, key),
        newest: newest.map(|newest| {
            let month = words::capital(&say.month(newest.period()));
            Link::new(here.page(&address::akasse(&newest.folder, akasse)), month)
        }),
        compare: compare::of_akasse(shared, &here, key),
        parts: found
            .iter()
            .map(|(measure, (cell, months))| {
                let (measure, cell) = (*measure, *cell);
                let target = press.site.publication.measure(measure);
                let caption = say!(say, "shared-all-months", name = &akasse.short, measure = say.of(&target.short));
                let id = format!("maaneder-{}", target.id);
                let picture = press.picture(PictureKey::History(measure, cell));
                PartView {
                    id: format!("maal-{}", target.id),
                    title: words::in_area(&say.of(&target.title), cell.area, press.site.publication),
                    href: here.page(&press.measure_folder(measure)),
                    standing: newest.and_then(|newest| standing_in(newest, measure, cell)),
                    line: series::line(shared, newest, measure, (cell, months)).filter(|_| picture.is_none()),
                    months: series::table(
                        shared,
                        measure,
                        (&id, &caption),
                        &[(say.text("word-figure").into_owned(), (cell, months))],
                    ),
                    before: shared.history.continued.get(&(measure, cell)).and_then(|continuation| {
                        let methods = shared.history.method_changes.of(measure);
                        continued::view(press, ((target, methods), &target.id), key, continuation)
                    }),
                    picture,
                }
            })
            .collect(),
        pairs: pair::links(press, &here, |(_, akasse)| akasse == key),
        embeds: (!found.is_empty()).then(|| party::of_newest(press, &here, &akasse.short)),
    };
    if !found.is_empty() {
        embed::draw(shared, files, (here.folder(), &akasse.name), (newest, Whose::Fund(key)), &found)?;
    }
    let about = About {
        title: akasse.short.clone(),
        description: say!(say, "shared-fund-about", name = &akasse.name),
        section: Section::Akasser,
        way: vec![(say.text("word-akasser").into_owned(), "a-kasse/".into())],
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

fn facts(say: &Messages, press: &Press<'_>, here: &Here, akasse: &Akasse) -> Vec<Fact> {
    let mut facts = vec![Fact::text(say.text("shared-short"), &akasse.short)];
    if !akasse.aliases.is_empty() {
        facts.push(Fact::text(say.text("shared-also"), &akasse.aliases.join(" · ")));
    }
    if let Some(text) = validity(say, akasse.valid) {
        facts.push(Fact::text(say.text("shared-exists"), &text));
    }
    if let Some(successor) = akasse.successor {
        let name = &press.site.publication.akasse(successor).name;
        facts.push(Fact {
            term: say.text("shared-continued-in").into_owned(),
            value: Html::link(&here.page(&press.akasse_folder(successor)), name),
        });
    }
    if !akasse.note.is_empty() {
        facts.push(Fact::text(say.text("shared-remark"), &say.danish(&akasse.note)));
    }
    facts
}

/// That a fund has ended, and which one its members went to.
fn ended(press: &Press<'_>, here: &Here, akasse: &Akasse) -> Html {
    let say = press.say;
    let Some(last) = akasse.valid.to else { return Html::default() };
    let mut out = escaped(&say!(say, "shared-ended", name = &akasse.short, day = say.day(last)));
    if let Some(successor) = akasse.successor {
        out.push_str(&escaped(&say.text("shared-ended-in")));
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
pub(super) fn validity(say: &Messages, valid: Validity) -> Option<String> {
    match (valid.from, valid.to) {
        (Some(from), Some(to)) => Some(say!(say, "shared-valid", from = say.day(from), to = say.day(to))),
        (Some(from), None) => Some(say!(say, "judged-from", when = say.day(from))),
        (None, Some(to)) => Some(say!(say, "judged-until", when = say.day(to))),
        (None, None) => None,
    }
}

fn events(press: &Press<'_>, here: &Here, key: AkasseKey) -> Option<Html> {
    let say = press.say;
    let publication = press.site.publication;
    let concerns = |event: &&AkasseEvent| event.to == key || event.from.contains(&key);
    let mut found = publication.events.iter().filter(concerns).peekable();
    found.peek()?;
    let mut table = Table::new(say, "aendringer", &say.text("shared-events"), Sorting::Fixed);
    table.columns(&[
        Column::text(say.text("shared-date")),
        Column::text(say.text("judged-happened")),
        Column::text(say.text("shared-fund-after")),
        Column::text(say.text("shared-event-text")),
    ]);
    for event in found {
        let after = publication.akasse(event.to);
        let after = if event.to == key {
            Cell::Text(after.short.clone().into())
        } else {
            Cell::Link { href: here.page(&press.akasse_folder(event.to)), label: after.short.clone() }
        };
        let day = say.day(event.date);
        table.row(
            &Head::text(&day),
            [
                Cell::Text(words::event(say, event.kind).into_owned().into()),
                after,
                Cell::Text(say.of(&event.text).into_owned().into()),
            ],
        );
    }
    Some(table.finish())
}

/// Whether there are figures, and whether they are made up.
fn figures_in_words(all: usize, made_up: usize) -> &'static str {
    match (all, made_up) {
        (0, _) => "word-no-figures",
        (_, 0) => "shared-has-figures",
        (all, made_up) if all == made_up => MARK,
        _ => "shared-some-made-up",
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
    let say = shared.press.say;
    let press = shared.press;
    let publication = press.site.publication;
    let here = press.here("a-kasse/");
    let ended = |key: &&AkasseKey| publication.akasse(**key).valid.to.is_some();
    let groups = [("i-dag", "shared-funds-now", false), ("tidligere", "shared-funds-former", true)];
    let tables = groups.into_iter().filter_map(|(id, caption, former)| {
        let mut of_group = keys.iter().filter(|key| ended(key) == former).peekable();
        of_group.peek()?;
        let mut table = Table::new(say, id, &say.text(caption), Sorting::Offered);
        table.columns(&[
            Column::text(say.text("word-akasse")),
            Column::text(say.text("shared-full-name")),
            Column::text(say.text("shared-exists")),
            Column::text(say.text("word-figure")),
        ]);
        for key in of_group {
            let akasse = publication.akasse(*key);
            let shown: Vec<_> = series::shown(series::of_akasse(shared.history, *key)).collect();
            let made_up = shown.iter().filter(|shown| shared.is_made_up(**shown)).count();
            let valid = validity(say, akasse.valid).unwrap_or_else(|| say.text("shared-undated").into_owned());
            table.row(
                &Head::link(&akasse.short, here.page(&press.akasse_folder(*key))),
                [
                    Cell::Text(akasse.name.clone().into()),
                    Cell::Text(valid.into()),
                    Cell::said(say, figures_in_words(shown.len(), made_up)),
                ],
            );
        }
        Some(table.finish())
    });
    let view = ListView {
        heading: say.text("word-akasser").into_owned(),
        lead: say.text("shared-funds-lead").into_owned(),
        tables: tables.collect(),
    };
    let about = About {
        title: say.text("word-akasser").into_owned(),
        description: say.text("shared-funds-about").into_owned(),
        section: Section::Akasser,
        way: Vec::new(),
        banners: Vec::new(),
        here,
    };
    press.print(files, "list.html", about, &view)
}
