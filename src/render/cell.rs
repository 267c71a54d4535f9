//! What stands in one cell of a table, formatted once and written on every page that shows it.

use std::borrow::Cow;

use super::html::escape;
use super::words;
use crate::model::edition::Change;
use crate::model::figure::Figure;
use crate::model::{Bound, Flags, Measure, Missing};
use crate::text::messages::Messages;
use crate::text::symbol::{self, Symbol};

/// A cell. There is no empty one: where there is no value, the reason stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// A number, ready to be read, with the marks on it.
    Number(Cow<'static, str>, Flags),
    /// A number with a remark below it.
    Remarked(String, String),
    /// No number, and why.
    Missing(Symbol),
    /// No number, but a coarser answer in its place.
    Bounded(Bound),
    /// No number, and why in words of this cell alone.
    Lacking(Symbol, Cow<'static, str>),
    /// Words.
    Text(Cow<'static, str>),
    /// Words with a link.
    Link {
        /// Address, relative to the page.
        href: String,
        /// What the reader sees.
        label: String,
    },
    /// Safe HTML, such as a small picture or a verdict.
    Html(String),
}

impl Cell {
    /// A number without marks.
    pub(crate) fn number(text: impl Into<Cow<'static, str>>) -> Self {
        Self::Number(text.into(), Flags::default())
    }

    /// The words of a message.
    pub(crate) fn said(say: &Messages, key: &str) -> Self {
        Self::Text(say.text(key).into_owned().into())
    }

    /// A figure in its measure's unit and decimals.
    pub(crate) fn of_figure(say: &Messages, figure: &Figure, measure: &Measure) -> Self {
        match (figure.amount.exact(), figure.amount.missing()) {
            (Some(value), _) => Self::Number(say.value(&value, measure).into(), figure.flags),
            (None, _) if figure.amount.bound().is_some() => {
                figure.amount.bound().map_or_else(Self::absent, Self::Bounded)
            }
            (None, Some(reason @ Missing::Incomplete(_))) => {
                Self::Lacking(symbol::of_missing(reason), symbol::in_words(say, reason).into_owned().into())
            }
            (None, reason) => Self::Missing(symbol::of_missing(reason.unwrap_or(Missing::NotReceived))),
        }
    }

    /// A change in the measure's unit, with its sign; a count's in percent below it.
    pub(crate) fn of_change(say: &Messages, change: &Change, measure: &Measure) -> Self {
        match change {
            Change::By { difference, percent } => {
                let size = say.signed(difference.round(measure.decimals));
                match percent {
                    Some(percent) => Self::Remarked(size, words::percent_of_change(say, percent)),
                    None => Self::number(size),
                }
            }
            Change::NotComparable(why) => Self::Missing(words::not_comparable(*why)),
        }
    }

    /// A cell that was never delivered.
    pub(crate) fn absent() -> Self {
        Self::Missing(words::ABSENT)
    }

    /// The symbols that a legend must explain.
    pub(crate) fn symbols(&self, into: &mut Vec<Symbol>) {
        let add = |into: &mut Vec<Symbol>, symbol: Symbol| {
            if !into.iter().any(|known| known.sign == symbol.sign) {
                into.push(symbol);
            }
        };
        match self {
            Self::Missing(symbol) | Self::Lacking(symbol, _) => add(into, *symbol),
            Self::Bounded(bound) => add(into, symbol::of_bound(*bound)),
            Self::Number(_, flags) if *flags != Flags::default() => {
                symbol::of_flags(*flags).into_iter().for_each(|symbol| add(into, symbol));
            }
            _ => {}
        }
    }

    /// Writes the cell as `<td>`.
    pub(crate) fn write(&self, out: &mut String, say: &Messages) {
        match self {
            Self::Number(text, flags) => {
                out.push_str("<td class=\"n\">");
                escape(out, text);
                if *flags != Flags::default() {
                    for mark in symbol::of_flags(*flags) {
                        push_symbol(out, say, &mark, "mark");
                    }
                }
            }
            Self::Remarked(text, remark) => {
                out.push_str("<td class=\"n\">");
                escape(out, text);
                out.push_str("<span class=\"remark\">");
                escape(out, remark);
                out.push_str("</span>");
            }
            // The most frequent cell of a large table, so the sign stands in the cell itself.
            Self::Missing(symbol) => gone(out, symbol.sign, &say.text(symbol.word)),
            Self::Lacking(symbol, words) => gone(out, symbol.sign, words),
            Self::Bounded(bound) => {
                gone(out, &symbol::bound_in_column(say.language(), *bound), &bound_and_why(say, *bound))
            }
            Self::Text(text) => {
                out.push_str("<td>");
                escape(out, text);
            }
            Self::Link { href, label } => {
                out.push_str("<td>");
                super::html::push_link(out, href, label);
            }
            Self::Html(html) => {
                out.push_str("<td>");
                out.push_str(html);
            }
        }
        out.push_str("</td>");
    }
}

/// Opens a cell without a number; `words` need no escaping.
fn gone(out: &mut String, sign: &str, words: &str) {
    for part in ["<td class=\"n gone\" title=\"", words, "\">", sign, "<span class=\"vh\"> ", words, "</span>"] {
        out.push_str(part);
    }
}

/// A coarser answer and why it stands there: `mindst 95 pct. (skjult af hensyn til fortrolighed)`.
pub(crate) fn bound_and_why(say: &Messages, bound: Bound) -> String {
    format!("{} ({})", symbol::bound_in_words(say, bound), say.text(symbol::of_missing(Missing::Suppressed).word))
}

/// Appends a symbol: the sign for the eye, the word for a pointer at rest and for a reader aloud.
pub(crate) fn push_symbol(out: &mut String, say: &Messages, symbol: &Symbol, class: &str) {
    let word = &*say.text(symbol.word);
    for part in ["<span class=\"", class, "\" title=\"", word, "\">", symbol.sign, "<span class=\"vh\"> "] {
        out.push_str(part);
    }
    out.push_str(word);
    out.push_str("</span></span>");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::messages::tests::danish;

    fn written(cell: &Cell) -> String {
        let mut out = String::new();
        cell.write(&mut out, &danish());
        out
    }

    #[test]
    fn no_cell_is_blank() {
        let missing = written(&Cell::Missing(symbol::of_missing(Missing::NotReceived)));
        assert!(missing.contains("[x]") && missing.contains("ikke modtaget"), "{missing}");
        let marked = written(&Cell::Number("90".into(), Flags::REVISED.with(Flags::PROVISIONAL)));
        assert!(marked.contains("[p]") && marked.contains("[r]"), "{marked}");
        let bounded = written(&Cell::Bounded(Bound::AtLeast(95)));
        let words = "mindst 95\u{a0}pct. (skjult af hensyn til fortrolighed)";
        let whole = format!("<td class=\"n gone\" title=\"{words}\">≥\u{a0}95<span class=\"vh\"> {words}</span></td>");
        assert_eq!(bounded, whole, "the class keeps it among the hidden ones when a reader sorts");
        assert_eq!(written(&Cell::number("1.234")), "<td class=\"n\">1.234</td>");
    }
}
