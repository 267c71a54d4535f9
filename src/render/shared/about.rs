//! Pages about the publication itself: method, symbols, who it is, files for developers, and the page for what is not
//! there.

use serde::Serialize;

use super::akasse::ListView;
use super::body;
use super::document::contents;
use super::editions::made_up;
use super::protection::{self, HELD_FOLDER, PolicyView};
use super::whole::Shared;
use crate::diagnostic::Diagnostic;
use crate::model::edition::{Verdict, WhyNot};
use crate::model::note::{Note, NoteKind};
use crate::model::{Bound, FileSet, Flags, Missing};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::press::Press;
use crate::render::site::{has_own_page, note_folder};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::{judged, words};
use crate::text::symbol::{self, Symbol};
use crate::text::{date, name};

/// Draws these pages.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    method(shared, files)?;
    held(shared, files)?;
    symbols(shared, files)?;
    about(shared, files)?;
    data(shared, files)?;
    not_found(shared, files)
}

/// What a page about the publication says of itself.
fn page(folder: &str, title: &str, description: &str, section: Section) -> About {
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

/// What `data.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct DataView {
    /// Where machines begin.
    index: Link,
    /// The calendar for machines.
    calendar: Vec<Link>,
    /// The newest edition's files.
    latest: Vec<Link>,
    /// The addresses of every edition's files.
    table: Option<Html>,
    /// The form that addresses have.
    forms: Vec<String>,
}

fn data(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let press = shared.press;
    let about = page("data/", "Data til udviklere", "Adresser på tallene som JSON og CSV.", Section::Other);
    let here = &about.here;
    let mut table = Table::new("filer", "Udgivelsernes filer, nyeste først", Sorting::Fixed);
    table.columns(&[Column::text("Udgave"), Column::text("Om udgivelsen"), Column::text("Nøgletal")]);
    for entry in &press.site.catalogue.entries {
        let id = entry.release.id;
        let folder = address::release_files(id);
        let month = words::capital(&date::month(id.period));
        let label = format!("{month}, udgave {}{}", id.version, made_up(entry));
        let release = Cell::Link { href: here.to(&format!("{folder}release.json")), label: "release.json".into() };
        table.row(&Head::text(&label), [release, measures(shared, here, &folder, &entry.measures)]);
    }
    let latest = if press.site.catalogue.newest().is_some() {
        vec![Link::noted(
            here.to("api/v1/latest/release.json"),
            "api/v1/latest/release.json",
            "nyeste udgave af nyeste måned",
        )]
    } else {
        Vec::new()
    };
    let view = DataView {
        index: Link::noted(
            here.to("api/v1/index.json"),
            "api/v1/index.json",
            "alle udgivelser og udgaver, nyeste først",
        ),
        calendar: calendar(press, here),
        latest,
        table: (!press.site.catalogue.entries.is_empty()).then(|| table.finish()),
        forms: [
            "api/v1/state.json (nyeste udgave af hver måned, og hvad der er ændret)",
            "api/v1/releases/<måned>/v<udgave>/<nøgletal>.json",
            "api/v1/releases/<måned>/v<udgave>/<nøgletal>.csv",
            "api/v1/releases/<måned>/v<udgave>/<nøgletal>.da.csv",
            "api/v1/releases/<måned>/v<udgave>/a-kasse/<a-kasse>.json",
            "api/v1/latest/… (de samme navne)",
            "api/v1/versions/<nøgletal>.json (først offentliggjort mod nu)",
            "api/v1/schema/… (JSON Schema for hver slags fil)",
        ]
        .map(String::from)
        .into(),
    };
    press.print(files, "data.html", about, &view)
}

fn calendar(press: &Press<'_>, here: &Here) -> Vec<Link> {
    let json = "api/v1/calendar.json";
    let mut links = vec![Link::noted(here.to(json), json, "annoncerede udgivelser, møder og punktlighed")];
    if !press.site.publication.calendar.is_blank() {
        links.push(Link::noted(here.to("kalender.ics"), "kalender.ics", "den samme kalender som iCalendar"));
    }
    links
}

fn measures(shared: &Shared<'_>, here: &Here, folder: &str, keys: &[crate::model::MeasureKey]) -> Cell {
    if keys.is_empty() {
        return Cell::Text("ingen tal".into());
    }
    // A list rather than lines, so that each link has room enough to be hit.
    let mut out = String::from("<ul class=\"links\">");
    for key in keys {
        let measure = shared.press.site.publication.measure(*key);
        out.push_str("<li>");
        crate::render::html::push_link(&mut out, &here.to(&format!("{folder}{}.json", measure.id)), &measure.id);
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    Cell::Html(out)
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
