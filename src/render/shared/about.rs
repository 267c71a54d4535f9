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
use crate::model::edition::Verdict;
use crate::model::note::{Note, NoteKind};
use crate::model::{Bound, FileSet, Flags, Missing};
use crate::render::cell::Cell;
use crate::render::frame::{About, Link, Section};
use crate::render::html::Html;
use crate::render::press::Press;
use crate::render::site::{Seen, has_own_page, note_folder};
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::templates::Templates;
use crate::render::{judged, words};
use crate::text::messages::{Messages, say};
use crate::text::symbol::{self, Symbol};

/// Draws these pages.
pub(super) fn draw(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    method(shared, files)?;
    held(shared, files)?;
    symbols(shared, files)?;
    about(shared, files)?;
    data::draw(shared, files)
}

/// What a page about the publication says of itself.
pub(super) fn page(press: &Press<'_>, folder: &str, (title, description): (&str, &str), section: Section) -> About {
    About {
        title: title.into(),
        description: description.into(),
        section,
        way: Vec::new(),
        banners: Vec::new(),
        here: press.here(folder),
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
    let say = shared.press.say;
    let press = shared.press;
    let about = page(press, "metode/", (&say.text("word-method"), &say.text("about-method")), Section::Method);
    let mut notes: Vec<&Note> =
        press.site.notes().filter(|note| note.kind == NoteKind::Metode && has_own_page(note)).collect();
    notes.sort_by(|a, b| say.compare(&a.title, &b.title));
    let here = &about.here;
    let view = MethodView {
        notes: notes
            .into_iter()
            .map(|note| Link::noted(here.page(&note_folder(note)), say.danish(&note.title), say.danish(&note.summary)))
            .collect(),
        protection: protection::policy(press, here),
        held: protection::of_newest(shared, here),
        links: vec![
            Link::new(here.page("maal/"), say.text("about-definitions")),
            Link::new(here.page("symboler/"), say.text("about-symbols-in")),
            Link::new(here.page(HELD_FOLDER), say.text("about-held")),
            Link::new(here.page("rettelser/"), say.text("word-corrections")),
        ],
    };
    press.print(files, "method.html", about, &view)
}

fn held(shared: &Shared<'_>, files: &mut FileSet) -> Result<(), Diagnostic> {
    let (press, say) = (shared.press, shared.press.say);
    let title = say.text("about-held");
    let description = say.text("about-held-about");
    let mut about = page(press, HELD_FOLDER, (&title, &description), Section::Method);
    about.way = vec![(say.text("word-method").into_owned(), "metode/".into())];
    let view = ListView {
        heading: title.clone().into_owned(),
        lead: say.text("about-held-lead").into_owned(),
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
    let (press, say) = (shared.press, shared.press.say);
    let about =
        page(press, "symboler/", (&say.text("word-symbols"), &say.text("about-symbols-about")), Section::Method);
    let mut missing: Vec<Symbol> = Missing::DELIVERED.iter().map(|(reason, _)| symbol::of_missing(*reason)).collect();
    missing.push(symbol::of_missing(Missing::Incomplete(1)));
    missing.extend([Bound::AtLeast(0), Bound::AtMost(0)].map(symbol::of_bound));
    missing.extend([words::ABSENT, words::INCOMPARABLE, words::NOT_JUDGED, words::NOT_ASKED, words::NOT_COMPARED]);
    missing.extend([words::NO_INTERVAL, words::OF_NOTHING, words::NO_PART]);
    missing.sort_unstable_by_key(|symbol| (symbol.sign, say.text(symbol.word)));
    let marks: Vec<Symbol> = Flags::ALL.iter().flat_map(|(flag, _)| symbol::of_flags(*flag)).collect();
    let view = SymbolsView {
        missing: signs(say, "i-stedet", &say.text("about-instead"), &missing),
        marks: signs(say, "efter", &say.text("about-after"), &marks),
        verdicts: verdicts(say),
    };
    shared.press.print(files, "symbols.html", about, &view)
}

fn signs(say: &Messages, id: &str, caption: &str, symbols: &[Symbol]) -> Html {
    let mut table = Table::new(say, id, caption, Sorting::Fixed);
    table.columns(&["about-sign", "about-word", "about-meaning"].map(|key| Column::text(say.text(key))));
    for symbol in symbols {
        table.row(&Head::text(symbol.sign), [Cell::said(say, symbol.word), Cell::said(say, symbol.meaning)]);
    }
    table.finish()
}

fn verdicts(say: &Messages) -> Html {
    let mut table = Table::new(say, "vurderinger", &say.text("about-verdicts"), Sorting::Fixed);
    table.columns(&["about-verdict", "about-sign", "about-meaning"].map(|key| Column::text(say.text(key))));
    for (verdict, meaning) in [
        (Verdict::Met, "about-verdict-met"),
        (Verdict::NotMet, "about-verdict-missed"),
        (Verdict::Undecided, "about-verdict-undecided"),
        (Verdict::NoNumericTarget, "about-verdict-no-number"),
        (Verdict::NoData, "about-verdict-no-data"),
        (Verdict::NotInForce, "about-verdict-not-in-force"),
    ] {
        let (_, word, _) = words::verdict(say, verdict);
        table.row(&Head::text(word), [judged::verdict_cell(say, verdict), Cell::said(say, meaning)]);
    }
    table.finish()
}

/// What `about.html` is given.
#[derive(Debug, Serialize)]
pub(crate) struct AboutView {
    /// The publication's own text; empty when it has none.
    body: Html,
    /// Language of that text, where it is not the page's.
    body_lang: Option<&'static str>,
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
    let say = shared.press.say;
    let press = shared.press;
    let publication = press.site.publication;
    let texts = (say.text("frame-foot-about"), say.text("about-about"));
    let about = page(press, "om/", (&texts.0, &texts.1), Section::Other);
    let note = press.site.note("om");
    let about = About { banners: note.map(|note| shared.banners_of(note)).unwrap_or_default(), ..about };
    let view = AboutView {
        body_lang: press.body_lang(),
        body: match note {
            Some(note) => body::html(press, shared.history, &about.here, note)?,
            None => Html::default(),
        },
        contents: note.map(contents).unwrap_or_default(),
        publisher: say.danish(&publication.publisher).into_owned(),
        cite: say!(
            say,
            "about-cite",
            publisher = say.danish(&publication.publisher),
            title = say.of(&publication.title)
        ),
        accessibility: press
            .site
            .note("tilgaengelighed")
            .map(|note| Link::new(about.here.page(&note_folder(note)), say.danish(&note.title))),
    };
    press.print(files, "about.html", about, &view)
}

/// What `not_found.html` is given. The page has no style: it is served at any depth, so it cannot ask for a file of the
/// archive, and a style inside the page would break the security policy that all pages keep. It is one page for all
/// languages, since nobody knows which was meant.
#[derive(Debug, Serialize)]
pub(crate) struct NotFoundView {
    /// Language of the page, as in `lang`.
    lang: &'static str,
    /// Its title.
    title: String,
    /// Name of the publication.
    site_title: String,
    /// Mail address of the office that answers.
    email: String,
    /// What it says, in every language.
    languages: Vec<NotFoundText>,
}

/// What the page for what is not there says in one language.
#[derive(Debug, Serialize)]
pub(crate) struct NotFoundText {
    /// The language, as in `lang`; empty for that of the page.
    lang: &'static str,
    /// The heading.
    heading: String,
    /// What may have happened.
    text: String,
    /// What the way to the first page is called.
    onward: String,
    /// Full address of the first page: the page is served at any depth, where relative links would lead astray.
    home: String,
    /// What stands before the mail address, and after it.
    write: [String; 2],
}

/// The page for what is not there, with the words and the folder of each language.
pub(super) fn not_found(
    site: &Seen<'_>,
    (templates, tongues): (&Templates, &[(&Messages, &str)]),
    files: &mut FileSet,
) -> Result<(), Diagnostic> {
    let publication = site.publication;
    let Some((first, _)) = tongues.first() else { return Ok(()) };
    let languages = tongues.iter().map(|(say, below)| {
        let title = say.bare(&publication.title);
        NotFoundText {
            lang: if say.language() == first.language() { "" } else { say.language().tag() },
            heading: say.text("about-not-found").into_owned(),
            text: say.text("about-not-found-why").into_owned(),
            onward: say!(say, "about-not-found-onward", title = title),
            home: format!("{}{below}", publication.base_url),
            write: ["about-not-found-write", "about-not-found-if"].map(|key| say.text(key).into_owned()),
        }
    });
    let view = NotFoundView {
        lang: first.language().tag(),
        title: first.text("about-not-found").into_owned(),
        site_title: first.bare(&publication.title).to_owned(),
        email: publication.contact.email.clone(),
        languages: languages.collect(),
    };
    files.add("404.html", templates.draw("not_found.html", &view)?);
    Ok(())
}
