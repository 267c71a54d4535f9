//! Links to the files of figures, in the formats that a publication offers.

use super::address::Here;
use super::frame::Link;
use super::press::Press;
use crate::model::Format;

/// The files of a measure in a folder, besides JSON and CSV.
pub(crate) fn of_measure(press: &Press<'_>, here: &Here, folder: &str, measure: &str) -> Vec<Link> {
    let link = |format: &Format| {
        let (ending, _) = format.of_measure()?;
        let href = here.to(&format!("{folder}{measure}{ending}"));
        Some(Link::noted(href, name(*format), press.say.text(about_measure(*format))))
    };
    press.site.publication.formats.iter().filter_map(link).collect()
}

/// The files of an edition in a folder, besides those of its measures.
pub(crate) fn of_edition(press: &Press<'_>, here: &Here, folder: &str) -> Vec<Link> {
    let link = |format: &Format| {
        let (file, _) = format.of_edition()?;
        let href = here.to(&format!("{folder}{file}"));
        Some(Link::noted(href, name(*format), press.say.text(about_edition(*format))))
    };
    press.site.publication.formats.iter().filter_map(link).collect()
}

/// The name of a format.
pub(crate) fn name(format: Format) -> &'static str {
    match format {
        Format::JsonStat => "JSON-stat",
        Format::Csvw => "CSVW",
        Format::Xlsx => "Excel",
        Format::DataPackage => "Data Package",
        Format::Zip => "Zip",
    }
}

/// The message about the file of a measure in a format.
pub(crate) fn about_measure(format: Format) -> &'static str {
    match format {
        Format::JsonStat => "cite-file-jsonstat",
        Format::Csvw => "cite-file-csvw",
        Format::Xlsx => "cite-file-xlsx",
        Format::DataPackage => "cite-file-package",
        Format::Zip => "cite-file-zip",
    }
}

/// The message about the file of an edition in a format.
pub(crate) fn about_edition(format: Format) -> &'static str {
    match format {
        Format::JsonStat => "edition-file-all",
        _ => about_measure(format),
    }
}
