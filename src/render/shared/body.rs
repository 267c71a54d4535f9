//! A note's text with its figures and links put in.

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::catalogue::{History, NamedFigure};
use crate::model::note::{FigureRequest, LinkTarget, Note, NotePart};
use crate::model::{Bound, Missing};
use crate::render::address::{self, Here};
use crate::render::cell::push_symbol;
use crate::render::html::{Html, escape};
use crate::render::press::Press;
use crate::render::site::note_folder;
use crate::text::messages::Messages;
use crate::text::{NBSP, symbol};

/// A figure over months in a text has at most so many decimals more than its measure.
const MORE_DECIMALS: u8 = 2;

/// A note's text as HTML for a page.
///
/// # Errors
/// [`Code::UnknownFigure`] for a figure that the archive does not have, [`Code::BrokenLink`] for a page that is not
/// there: the texts were checked before, so either means that the two have come apart.
pub(super) fn html(press: &Press<'_>, history: &History, here: &Here, note: &Note) -> Result<Html, Diagnostic> {
    let mut out = String::with_capacity(4096);
    for part in &note.body {
        match part {
            NotePart::Html(html) => out.push_str(html),
            NotePart::Figure(request) => figure(press, history, request, &mut out).ok_or_else(|| {
                missing(note, Code::UnknownFigure, "a figure named in the text is not in the archive")
            })?,
            NotePart::Link(target) => {
                let href = link(press, here, target)
                    .ok_or_else(|| missing(note, Code::BrokenLink, "a page named in the text is not in the archive"))?;
                escape(&mut out, &href);
            }
        }
    }
    Ok(Html::trusted(out))
}

fn missing(note: &Note, code: Code, message: &str) -> Diagnostic {
    Diagnostic::error(code, message).at(Place::file(&note.file))
}

fn figure(press: &Press<'_>, history: &History, request: &FigureRequest, out: &mut String) -> Option<()> {
    let say = press.say;
    let measure = press.site.publication.measure(request.measure);
    let text = match history.named.get(request)? {
        NamedFigure::Month(figure) => match figure.amount.exact() {
            Some(value) => say.value(&value, measure),
            None => {
                match figure.amount.bound() {
                    Some(bound) => push_answer(say, out, bound),
                    None => push_symbol(out, say, &symbol::of_missing(figure.amount.missing()?), "gone"),
                }
                return Some(());
            }
        },
        NamedFigure::Summary(value) => say.at_most(value, measure.decimals.saturating_add(MORE_DECIMALS)),
        NamedFigure::Published(value) => say.number(*value),
    };
    escape(out, &text);
    Some(())
}

/// A coarser answer in a sentence, whose own words say the unit: `mindst 95`.
fn push_answer(say: &Messages, out: &mut String, bound: Bound) {
    let number = symbol::bound_in_column(say.language(), bound);
    let number = number.split(NBSP).next_back().unwrap_or_default();
    let (word, why) = (say.text(symbol::of_bound(bound).word), say.text(symbol::of_missing(Missing::Suppressed).word));
    let (word, why) = (&*word, &*why);
    for part in ["<span title=\"", why, "\">", word, " ", number, "<span class=\"vh\"> (", why, ")</span></span>"] {
        out.push_str(part);
    }
}

fn link(press: &Press<'_>, here: &Here, target: &LinkTarget) -> Option<String> {
    let folder = match target {
        LinkTarget::Note(slug) => note_folder(press.site.note(slug)?),
        LinkTarget::Measure(key) => press.measure_folder(*key),
        LinkTarget::Akasse(key) => press.akasse_folder(*key),
        // An area without figures has no page of its own; the list of areas says so.
        LinkTarget::Area(key) => press.area_folder(*key).unwrap_or_else(|| "jobcenter/".into()),
        LinkTarget::Release(period) => {
            press.site.catalogue.newest_of(*period)?;
            address::month(*period)
        }
    };
    Some(here.page(&folder))
}
