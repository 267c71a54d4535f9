//! What the columns, the words of status and the formats mean: the same in every archive.

use crate::model::{Flags, Missing};
use crate::render::cell::Cell;
use crate::render::files;
use crate::render::html::Html;
use crate::render::press::Press;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::text::messages::Messages;
use crate::text::symbol;

/// The columns of `<measure>.csv`, in their order, each with the message about it; a client test holds them against the
/// files.
const COLUMNS: [(&str, &str); 11] = [
    ("measure", "data-column-of-measure"),
    ("period", "data-column-of-period"),
    ("area", "data-column-of-area"),
    ("akasse", "data-column-of-akasse"),
    ("value", "data-column-of-value"),
    ("numerator", "data-column-of-numerator"),
    ("denominator", "data-column-of-denominator"),
    ("status", "data-column-of-status"),
    ("note", "data-column-of-note"),
    ("low", "data-column-of-low"),
    ("high", "data-column-of-high"),
];

/// The columns of the CSV.
pub(super) fn columns(say: &Messages) -> Html {
    let mut table = open(say, "kolonnerne", "data-table-columns", ["data-column-name", "data-column-what"]);
    for (name, what) in COLUMNS {
        table.row(&Head::text(name), [Cell::said(say, what)]);
    }
    table.finish()
}

/// The words of `status`, in the order in which they stand there.
pub(super) fn statuses(say: &Messages) -> Html {
    let mut table = open(say, "statusord", "data-table-statuses", ["data-column-word", "about-meaning"]);
    let reasons = Missing::DELIVERED.into_iter().map(|(reason, _)| reason).chain([Missing::Incomplete(1)]);
    for reason in reasons {
        table.row(&Head::text(reason.word()), [Cell::said(say, symbol::of_missing(reason).meaning)]);
    }
    for (flag, word) in Flags::ALL {
        for symbol in symbol::of_flags(flag) {
            table.row(&Head::text(word), [Cell::said(say, symbol.meaning)]);
        }
    }
    table.finish()
}

/// The formats that the publication offers, and what each is good for.
pub(super) fn formats(press: &Press<'_>) -> Html {
    let say = press.say;
    let mut table = open(say, "formaterne", "data-table-formats", ["data-column-format", "data-column-good-for"]);
    let always = [("JSON", "data-good-json"), ("CSV", "data-good-csv"), ("CSV (.da.csv)", "data-good-danish")];
    for (name, good) in always {
        table.row(&Head::text(name), [Cell::said(say, good)]);
    }
    for format in &press.site.publication.formats {
        use crate::model::Format::{Csvw, DataPackage, JsonStat, Xlsx, Zip};
        let good = match format {
            JsonStat => "data-good-jsonstat",
            Csvw => "data-good-csvw",
            Xlsx => "data-good-xlsx",
            DataPackage => "data-good-package",
            Zip => "data-good-zip",
        };
        table.row(&Head::text(files::name(*format)), [Cell::said(say, good)]);
    }
    let others = [
        ("Atom, JSON Feed", "data-good-feeds"),
        ("DCAT-AP", "data-good-dcat"),
        ("BibTeX, RIS, CSL-JSON", "data-good-citation"),
    ];
    for (name, good) in others {
        table.row(&Head::text(name), [Cell::said(say, good)]);
    }
    table.finish()
}

fn open<'s>(say: &'s Messages, id: &str, caption: &str, columns: [&str; 2]) -> Table<'s> {
    let mut table = Table::new(say, id, &say.text(caption), Sorting::Fixed);
    table.columns(&columns.map(|key| Column::text(say.text(key))));
    table
}
