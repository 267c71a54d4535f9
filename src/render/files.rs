//! Links to the files of figures, in the formats that a publication offers.

use super::address::Here;
use super::frame::Link;
use super::press::Press;
use crate::model::Format;

/// The files of a measure in a folder, besides JSON and CSV.
pub(crate) fn of_measure(press: &Press<'_>, here: &Here, folder: &str, measure: &str) -> Vec<Link> {
    let link = |format: &Format| {
        let (ending, _) = format.of_measure()?;
        let (label, note) = words(*format);
        Some(Link::noted(here.to(&format!("{folder}{measure}{ending}")), label, press.say.text(note)))
    };
    press.site.publication.formats.iter().filter_map(link).collect()
}

/// The files of an edition in a folder, besides those of its measures.
pub(crate) fn of_edition(press: &Press<'_>, here: &Here, folder: &str) -> Vec<Link> {
    let link = |format: &Format| {
        let (name, _) = format.of_edition()?;
        let (label, note) = match format {
            Format::JsonStat => ("JSON-stat", "edition-file-all"),
            _ => words(*format),
        };
        Some(Link::noted(here.to(&format!("{folder}{name}")), label, press.say.text(note)))
    };
    press.site.publication.formats.iter().filter_map(link).collect()
}

/// The name of a format, and the message about it.
fn words(format: Format) -> (&'static str, &'static str) {
    match format {
        Format::JsonStat => ("JSON-stat", "cite-file-jsonstat"),
        Format::Csvw => ("CSVW", "cite-file-csvw"),
        Format::Xlsx => ("Excel", "cite-file-xlsx"),
        Format::DataPackage => ("Data Package", "cite-file-package"),
        Format::Zip => ("Zip", "cite-file-zip"),
    }
}
