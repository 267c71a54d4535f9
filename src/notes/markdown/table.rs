//! Tables: a region that scrolls and can be reached by keyboard, a caption, and headings that say they are headings.

use pulldown_cmark::Alignment;

use super::super::markup::Markup;

/// A table while it is written.
#[derive(Debug, Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    cell: &'static str,
}

impl Table {
    /// A table whose columns are aligned so.
    pub(super) fn new(alignments: &[Alignment]) -> Self {
        Self { alignments: alignments.to_vec(), ..Self::default() }
    }

    /// Opens the region; the caption follows.
    pub(super) fn open(&self, markup: &mut Markup, number: usize, caption_is_seen: bool) {
        let class = if caption_is_seen { "" } else { " class=\"visually-hidden\"" };
        markup.html(&format!(
            "<div class=\"table-scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"tabel_{number}\">\
             <table><caption id=\"tabel_{number}\"{class}>"
        ));
    }

    /// Ends the caption.
    pub(super) fn end_caption(&self, markup: &mut Markup) {
        markup.html("</caption>\n");
    }

    /// Closes the region.
    pub(super) fn close(&self, markup: &mut Markup) {
        markup.html("</tbody></table></div>\n");
    }

    /// Starts the row of headings, or another row.
    pub(super) fn start_row(&mut self, markup: &mut Markup, head: bool) {
        self.head = head;
        self.column = 0;
        markup.html(if head { "<thead><tr>" } else { "<tr>" });
    }

    /// Ends a row.
    pub(super) fn end_row(&self, markup: &mut Markup) {
        markup.html(if self.head { "</tr></thead>\n<tbody>\n" } else { "</tr>\n" });
    }

    /// Starts a cell. An empty heading is no heading.
    pub(super) fn start_cell(&mut self, markup: &mut Markup, empty: bool) {
        let class = match self.alignments.get(self.column) {
            Some(Alignment::Right) => " class=\"num\"",
            Some(Alignment::Center) => " class=\"center\"",
            _ => "",
        };
        self.cell = if self.head && !empty { "th" } else { "td" };
        let scope = if self.cell == "th" { " scope=\"col\"" } else { "" };
        markup.html(&format!("<{}{scope}{class}>", self.cell));
        self.column += 1;
    }

    /// Ends a cell.
    pub(super) fn end_cell(&self, markup: &mut Markup) {
        markup.html(&format!("</{}>", self.cell));
    }
}
