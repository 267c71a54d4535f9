//! The one writer of tables. Caption, headers with their scope, a reason in every cell without a number, and a legend
//! of exactly the symbols that occur: no page can leave them out.

use std::borrow::{Borrow, Cow};

use super::cell::{Cell, push_symbol};
use super::html::{Html, escape, push_link};
use crate::text::messages::Messages;
use crate::text::symbol::Symbol;

/// How a column is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// Words, from the left.
    Text,
    /// Numbers, from the right.
    Number,
}

/// A column.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    heading: String,
    /// What it is a column of, said only aloud: the eye sees it from the column beside it.
    of: String,
    unit: String,
    align: Align,
    /// What figures of the column have in common, as `figure_key` words it; `None` when it shows none.
    key: Option<String>,
}

impl Column {
    /// A column of words.
    pub(crate) fn text(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), of: String::new(), unit: String::new(), align: Align::Text, key: None }
    }

    /// A column of numbers in a unit; the unit is part of the heading.
    pub(crate) fn number(heading: impl Into<String>, unit: impl Into<String>) -> Self {
        Self { heading: heading.into(), of: String::new(), unit: unit.into(), align: Align::Number, key: None }
    }

    /// Says to programs that the column shows figures, and which.
    pub(crate) fn key(mut self, words: String) -> Self {
        self.key = Some(words);
        self
    }

    /// Says aloud what the column is of.
    pub(crate) fn of(mut self, what: &str) -> Self {
        what.clone_into(&mut self.of);
        self
    }
}

/// The heading of a row.
#[derive(Clone, Debug)]
pub(crate) struct Head<'a> {
    label: Cow<'a, str>,
    href: Option<String>,
    class: &'static str,
    /// The date that the label says, for machines; empty when it says none.
    datetime: String,
    /// A few words below the label; empty when there are none.
    remark: String,
    /// Which figures the row shows, for programs.
    key: Option<String>,
}

impl<'a> Head<'a> {
    /// A heading in words.
    pub(crate) fn text(label: impl Into<Cow<'a, str>>) -> Self {
        Self { label: label.into(), href: None, class: "", datetime: String::new(), remark: String::new(), key: None }
    }

    /// A heading that leads to a page.
    pub(crate) fn link(label: impl Into<Cow<'a, str>>, href: String) -> Self {
        Self { href: Some(href), ..Self::text(label) }
    }

    /// Says to machines which date the label is.
    pub(crate) fn dated(mut self, datetime: String) -> Self {
        self.datetime = datetime;
        self
    }

    /// Puts a few words below the label.
    pub(crate) fn remark(mut self, words: String) -> Self {
        self.remark = words;
        self
    }

    /// Says to programs which figures the row shows.
    pub(crate) fn key(mut self, words: String) -> Self {
        self.key = Some(words);
        self
    }

    /// Marks a row of totals.
    pub(crate) fn total(mut self) -> Self {
        self.class = "total";
        self
    }

    /// A row of some that stand beside each other, often with long names; `own` marks the one that the page is about.
    pub(crate) fn beside(mut self, own: bool) -> Self {
        self.class = if own { "beside own" } else { "beside" };
        self
    }

    /// Lets a long heading run over several lines.
    pub(crate) fn wrapped(mut self) -> Self {
        self.class = "wrapped";
        self
    }
}

/// Whether readers can sort a table by its columns, where scripts run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sorting {
    /// By any column; it comes sorted by its first.
    Offered,
    /// The order of rows means something.
    Fixed,
}

/// A table being written, row by row.
#[derive(Debug)]
pub(crate) struct Table<'s> {
    say: &'s Messages,
    html: String,
    width: usize,
    in_body: bool,
    symbols: Vec<Symbol>,
}

impl<'s> Table<'s> {
    /// Starts a table. `id` must be unique on the page.
    pub(crate) fn new(say: &'s Messages, id: &str, caption: &str, sorting: Sorting) -> Self {
        Self::open(say, id, caption, if sorting == Sorting::Offered { " data-sort" } else { "" })
    }

    /// Starts a table whose columns come in pairs: a figure and its change. It comes sorted by its first column.
    pub(crate) fn in_pairs(say: &'s Messages, id: &str, caption: &str) -> Self {
        Self::open(say, id, caption, " class=\"pairs\" data-sort")
    }

    /// Starts a table whose columns come in threes: a figure, its change, and its change over a year.
    pub(crate) fn in_threes(say: &'s Messages, id: &str, caption: &str) -> Self {
        Self::open(say, id, caption, " class=\"threes\" data-sort")
    }

    fn open(say: &'s Messages, id: &str, caption: &str, attributes: &str) -> Self {
        let mut html = String::with_capacity(4096);
        html.push_str("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"");
        html.push_str(id);
        html.push_str("-titel\">\n<table id=\"");
        html.push_str(id);
        html.push('"');
        html.push_str(attributes);
        html.push_str(">\n<caption id=\"");
        html.push_str(id);
        html.push_str("-titel\"><span>");
        escape(&mut html, caption);
        html.push_str("</span></caption>\n");
        Self { say, html, width: 0, in_body: false, symbols: Vec::new() }
    }

    /// The words of the page that it stands on.
    pub(crate) fn say(&self) -> &'s Messages {
        self.say
    }

    /// Says to programs what the figures of the table have in common.
    pub(crate) fn key(mut self, words: &str) -> Self {
        if let Some(at) = self.html.find(">\n<caption") {
            let mut attribute = String::new();
            push_key(&mut attribute, Some(words));
            self.html.insert_str(at, &attribute);
        }
        self
    }

    /// Writes the headings; the first is that of the rows' own headings.
    pub(crate) fn columns(&mut self, columns: &[Column]) {
        self.width = columns.len();
        self.html.push_str("<thead>\n<tr>");
        for column in columns {
            self.heading(column);
        }
        self.html.push_str("</tr>\n</thead>\n");
    }

    fn heading(&mut self, column: &Column) {
        self.html.push_str("<th scope=\"col\"");
        self.html.push_str(if column.align == Align::Number { " class=\"n\"" } else { "" });
        push_key(&mut self.html, column.key.as_deref());
        self.html.push('>');
        escape(&mut self.html, &column.heading);
        if !column.of.is_empty() {
            self.html.push_str("<span class=\"vh\"> i ");
            escape(&mut self.html, &column.of);
            self.html.push_str("</span>");
        }
        if !column.unit.is_empty() {
            self.html.push_str(" <span class=\"unit\">");
            escape(&mut self.html, &column.unit);
            self.html.push_str("</span>");
        }
        self.html.push_str("</th>");
    }

    /// Writes a row.
    pub(crate) fn row<C: Borrow<Cell>>(&mut self, head: &Head<'_>, cells: impl IntoIterator<Item = C>) {
        self.open_row(head);
        for cell in cells {
            let cell = cell.borrow();
            cell.symbols(&mut self.symbols);
            cell.write(&mut self.html, self.say);
        }
        self.html.push_str("</tr>\n");
    }

    /// Writes a row that says one thing across all columns, with a symbol when values are missing for it.
    pub(crate) fn band(&mut self, head: &Head<'_>, symbol: Option<Symbol>, text: &str) {
        self.open_row(&Head { class: "band", key: None, ..head.clone() });
        self.html.push_str(&format!("<td colspan=\"{}\">", self.width.saturating_sub(1).max(1)));
        if let Some(symbol) = symbol {
            if !self.symbols.iter().any(|known| known.sign == symbol.sign) {
                self.symbols.push(symbol);
            }
            push_symbol(&mut self.html, self.say, &symbol, "gone");
            self.html.push(' ');
        }
        escape(&mut self.html, text);
        self.html.push_str("</td></tr>\n");
    }

    fn open_row(&mut self, head: &Head<'_>) {
        if !self.in_body {
            self.html.push_str("<tbody>\n");
            self.in_body = true;
        }
        self.html.push_str("<tr");
        if !head.class.is_empty() {
            self.html.push_str(" class=\"");
            self.html.push_str(head.class);
            self.html.push('"');
        }
        push_key(&mut self.html, head.key.as_deref());
        self.html.push_str("><th scope=\"row\">");
        if !head.datetime.is_empty() {
            self.html.push_str(&format!("<time datetime=\"{}\">", head.datetime));
        }
        match &head.href {
            Some(href) => push_link(&mut self.html, href, &head.label),
            None => escape(&mut self.html, &head.label),
        }
        if !head.datetime.is_empty() {
            self.html.push_str("</time>");
        }
        if !head.remark.is_empty() {
            self.html.push_str("<span class=\"remark\">");
            escape(&mut self.html, &head.remark);
            self.html.push_str("</span>");
        }
        self.html.push_str("</th>");
    }

    /// Closes the table and explains its symbols.
    pub(crate) fn finish(mut self) -> Html {
        self.html.push_str(if self.in_body { "</tbody>\n</table>\n</div>\n" } else { "</table>\n</div>\n" });
        if !self.symbols.is_empty() {
            self.symbols.sort_unstable_by_key(|symbol| symbol.sign);
            self.html.push_str("<dl class=\"legend\">");
            for symbol in &self.symbols {
                self.html.push_str("<div><dt>");
                self.html.push_str(symbol.sign);
                self.html.push_str("</dt><dd>");
                escape(&mut self.html, &self.say.text(symbol.meaning));
                self.html.push_str("</dd></div>");
            }
            self.html.push_str("</dl>\n");
        }
        Html::trusted(self.html)
    }
}

/// Writes the words that name figures; without any, the bare attribute says that there are figures.
fn push_key(out: &mut String, words: Option<&str>) {
    let Some(words) = words else { return };
    out.push_str(" data-f");
    if !words.is_empty() {
        out.push_str("=\"");
        escape(out, words);
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Missing;
    use crate::text::messages::tests::danish;
    use crate::text::symbol::of_missing;

    #[test]
    fn a_table_has_caption_scopes_and_the_legend_of_its_symbols() {
        let say = danish();
        let table = Table::new(&say, "t", "Tal & mål", Sorting::Offered);
        let mut table = table.key("r:2021-09/v1 m:m");
        table.columns(&[Column::text("A-kasse"), Column::number("Tal", "pct.").key(String::new())]);
        table.row(&Head::link("3F", "3f/index.html".into()).key("k:3f".into()), [Cell::number("90")]);
        table.row(&Head::text("BUPL"), [Cell::Missing(of_missing(Missing::NotReceived))]);
        table.band(&Head::text("januar"), Some(of_missing(Missing::Excluded)), "indgår ikke");
        let html = table.finish();
        insta::assert_snapshot!(html.as_str());
    }
}
