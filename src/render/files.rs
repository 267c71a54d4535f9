//! Links to the files of figures, in the formats that a publication offers.

use super::address::Here;
use super::frame::Link;
use crate::model::{Format, Publication};

/// The files of a measure in a folder, besides JSON and CSV.
pub(crate) fn of_measure(publication: &Publication, here: &Here, folder: &str, measure: &str) -> Vec<Link> {
    let link = |format: &Format| {
        let (ending, _) = format.of_measure()?;
        let (label, note) = words(*format);
        Some(Link::noted(here.to(&format!("{folder}{measure}{ending}")), label, note))
    };
    publication.formats.iter().filter_map(link).collect()
}

/// The files of an edition in a folder, besides those of its measures.
pub(crate) fn of_edition(publication: &Publication, here: &Here, folder: &str) -> Vec<Link> {
    let link = |format: &Format| {
        let (name, _) = format.of_edition()?;
        let (label, note) = match format {
            Format::JsonStat => ("JSON-stat", "alle målinger"),
            _ => words(*format),
        };
        Some(Link::noted(here.to(&format!("{folder}{name}")), label, note))
    };
    publication.formats.iter().filter_map(link).collect()
}

fn words(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::JsonStat => ("JSON-stat", "til statistikprogrammer"),
        Format::Csvw => ("CSVW", "kolonnerne i CSV"),
        Format::Xlsx => ("Excel", "med ark om tallene"),
        Format::DataPackage => ("Data Package", "alle tabeller, beskrevet"),
        Format::Zip => ("Zip", "alle tabeller i én fil"),
    }
}
