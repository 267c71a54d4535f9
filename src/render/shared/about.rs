//! Pages about the publication itself: method, symbols, who it is, files for developers, and the page for what is not
//! there.

use serde::Serialize;

use super::akasse::ListView;
use super::body;
use super::data;
use super::document::contents;
use super::protection::{self, HELD_FOLDER, PolicyView};
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::edition::{Verdict, WhyNot};
use crate::model::note::{Note, NoteKind};
use crate::model::{Bound, FileSet, Flags, Missing};
use crate::render::address::Here;
use crate::render::cell::Cell;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::site::{has_own_page, note_folder};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::{judged, words};
use crate::text::name;
use crate::text::symbol::{self, Symbol};

/// Draws these pages.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    method(shared, files)?;
    held(shared, files)?;
    symbols(shared, files)?;
    about(shared, files)?;
    data::draw(shared, files)?;
    not_found(shared, files)
}

/// What a page about the publication says of itself.
pub(super) fn page(folder: &str, title: &str, description: &str, section: Section) -> About {
    About {
        title: title.into(),
        description: description.into(),
        section,
        way: Vec::new(),
        banners: Vec::new(),
        here: Here::new(folder),
    }
}

/// What `method.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct MethodView {
    /// Method notes with pages of their own.
    notes: Vec<Link>,
    /// The rule for what is held back.
    protection: PolicyView,
    /// How much of the newest edition is held back; none while nothing is published.
    held: Option<Html>,
    /// Ways to related pages.
    links: Vec<Link>,
}

fn method(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let press = shared.press;
    let about =
        page("metode/", "Metode", "Hvordan tallene er lavet, afrundet, vurderet og beskyttet.", Section::Method);
    let mut notes: Vec<&Note> =
        press.site.notes().filter(|note| note.kind == NoteKind::Metode && has_own_page(note)).collect();
    notes.sort_by(|a, b| name::compare(&a.title, &b.title));
    let here = &about.here;
    let view = MethodView {
        notes: notes
            .into_iter()
            .map(|note| Link::noted(here.page(&note_folder(note)), note.title.clone(), note.summary.clone()))
            .collect(),
        protection: protection::policy(press, here),
        held: protection::of_newest(shared, here),
        links: vec![
            Link::new(here.page("maal/"), "Definition og regler for hvert nøgletal"),
            Link::new(here.page("symboler/"), "Symboler i tabellerne"),
            Link::new(here.page(HELD_FOLDER), "Skjulte tal i alle udgaver"),
            Link::new(here.page("rettelser/"), "Rettelser"),
        ],
    };
    press.print(files, "method.html", about, &view)
}

fn held(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let title = "Skjulte tal i alle udgaver";
    let description = "Hvor mange tal der er skjult af hensyn til fortrolighed, udgave for udgave.";
    let mut about = page(HELD_FOLDER, title, description, Section::Method);
    about.way = vec![("Metode".into(), "metode/".into())];
    let view = ListView {
        heading: title.into(),
        lead: "Hvert nøgletal i hver udgave: hvor mange af dets tal der er skjult, og hvor mange af de skjulte der har et \
               grovere svar. Der tælles kun det, som også kan ses i tabeller og filer."
            .into(),
        tables: protection::of_all(shared, &about.here).into_iter().collect(),
    };
    shared.press.print(files, "list.html", about, &view)
}

/// What `symbols.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct SymbolsView {
    /// Signs that stand in a cell instead of a number.
    missing: Html,
    /// Signs that stand after a number.
    marks: Html,
    /// Verdicts.
    verdicts: Html,
}

fn symbols(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let about = page("symboler/", "Symboler", "Hvad tegnene i tabellerne betyder.", Section::Method);
    let mut missing: Vec<Symbol> = Missing::DELIVERED.iter().map(|(reason, _)| symbol::of_missing(*reason)).collect();
    missing.push(symbol::of_missing(Missing::Incomplete(1)));
    missing.extend([Bound::AtLeast(0), Bound::AtMost(0)].map(symbol::of_bound));
    let incomparable = Symbol { word: "ingen ændring", ..words::not_comparable(WhyNot::NoValueNow) };
    missing.extend([words::ABSENT, incomparable, words::NOT_JUDGED, words::NOT_ASKED, words::NOT_COMPARED]);
    missing.extend([words::NO_INTERVAL, words::OF_NOTHING, words::NO_PART]);
    missing.sort_unstable();
    let marks: Vec<Symbol> = Flags::ALL.iter().flat_map(|(flag, _)| symbol::of_flags(*flag)).collect();
    let view = SymbolsView {
        missing: signs("i-stedet", "Tegn, der står i stedet for et tal", &missing),
        marks: signs("efter", "Tegn, der står efter et tal", &marks),
        verdicts: verdicts(),
    };
    shared.press.print(files, "symbols.html", about, &view)
}

fn signs(id: &str, caption: &str, symbols: &[Symbol]) -> Html {
    let mut table = Table::new(id, caption, Sorting::Fixed);
    table.columns(&[Column::text("Tegn"), Column::text("Ord"), Column::text("Betydning")]);
    for symbol in symbols {
        table.row(&Head::text(symbol.sign), [Cell::Text(symbol.word.into()), Cell::Text(symbol.meaning.into())]);
    }
    table.finish()
}

fn verdicts() -> Html {
    let mut table = Table::new("vurderinger", "Vurderinger af et mål", Sorting::Fixed);
    table.columns(&[Column::text("Vurdering"), Column::text("Tegn"), Column::text("Betydning")]);
    for (verdict, meaning) in [
        (Verdict::Met, "Tallet, uafrundet, ligger inden for målet, eller det følger af et grovere svar."),
        (Verdict::NotMet, "Tallet, uafrundet, ligger uden for målet, eller det følger af et grovere svar."),
        (Verdict::Undecided, "Kun afrundede tal er kendt, og grænsen ligger mellem de værdier, de kan være."),
        (Verdict::NoNumericTarget, "Målet har ikke et tal og kan derfor ikke vurderes."),
        (Verdict::NoData, "Der er ikke noget tal at vurdere i måneden, eller det grovere svar er ikke nok til det."),
        (Verdict::NotInForce, "Målet gjaldt ikke i måneden."),
    ] {
        let (_, word, _) = words::verdict(verdict);
        table.row(&Head::text(word), [judged::verdict_cell(verdict), Cell::Text(meaning.into())]);
    }
    table.finish()
}

/// What `about.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct AboutView {
    /// The publication's own text; empty when it has none.
    body: Html,
    /// Headings of that text.
    contents: Vec<Link>,
    /// Title, publisher, contact.
    publisher: String,
    /// How to cite.
    cite: String,
    /// The statement on accessibility, when there is a note on it.
    accessibility: Option<Link>,
}

fn about(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let press = shared.press;
    let publication = press.site.publication;
    let about = page(
        "om/",
        "Om udgivelsen",
        "Hvem der udgiver, hvordan man henviser, og hvordan man får hjælp.",
        Section::Other,
    );
    let note = press.site.note("om");
    let about = About { banners: note.map(|note| shared.banners_of(note)).unwrap_or_default(), ..about };
    let view = AboutView {
        body: match note {
            Some(note) => body::html(press, shared.history, &about.here, note)?,
            None => Html::default(),
        },
        contents: note.map(contents).unwrap_or_default(),
        publisher: publication.publisher.clone(),
        cite: format!(
            "{}: {}. Måned og udgave, dato for offentliggørelse, adressen på udgaven.",
            publication.publisher, publication.title.da
        ),
        accessibility: press
            .site
            .note("tilgaengelighed")
            .map(|note| Link::new(about.here.page(&note_folder(note)), note.title.clone())),
    };
    press.print(files, "about.html", about, &view)
}

/// What `not_found.html` is given. The page has no style: it is served at any depth, so it cannot ask for a file of the
/// archive, and a style inside the page would break the security policy that all pages keep.
#[derive(Debug, Serialize)]
pub(crate) struct NotFoundView {
    /// Name of the publication.
    site_title: String,
    /// Full address of the first page: the page is served at any depth, where relative links would lead astray.
    home: String,
    /// Mail address of the office that answers.
    email: String,
}

fn not_found(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let publication = shared.press.site.publication;
    let view = NotFoundView {
        site_title: publication.title.da.clone(),
        home: publication.base_url.clone(),
        email: publication.contact.email.clone(),
    };
    files.add("404.html", shared.press.templates.draw("not_found.html", &view)?);
    Ok(())
}
