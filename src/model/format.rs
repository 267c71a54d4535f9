//! Formats of figures that a publication may leave out.

use std::collections::BTreeSet;

/// A format in which an edition's figures are offered besides JSON and CSV, which every archive has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `<measure>.jsonstat.json` and a collection of them: JSON-stat 2.0.
    JsonStat,
    /// `<measure>.csv-metadata.json`: what the columns of the CSV are, for programs (CSV on the Web).
    Csvw,
    /// `<measure>.xlsx`: a workbook.
    Xlsx,
    /// `datapackage.json`: an edition's tables as a Data Package.
    DataPackage,
    /// `datapackage.zip`: the Data Package with its tables in one file.
    Zip,
}

impl Format {
    /// Names of files that an edition has besides those of its measures, in the same folder or in that of the archive.
    pub const TAKEN: [&'static str; 4] = ["collection", "datapackage", "manifest", "release"];

    /// Every format with its word in `noegletal.toml`.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::JsonStat, "jsonstat"),
        (Self::Csvw, "csvw"),
        (Self::Xlsx, "xlsx"),
        (Self::DataPackage, "datapackage"),
        (Self::Zip, "zip"),
    ];

    /// Those of a publication that does not say which: all but workbooks, which take longer to make than the others
    /// together.
    #[must_use]
    pub fn usual() -> BTreeSet<Self> {
        let all = Self::ALL.into_iter().map(|(format, _)| format);
        all.filter(|format| *format != Self::Xlsx).collect()
    }
}

/// A kind of file of an edition: what stands behind the measure's id in its name, or its whole name, and its media type.
pub type Kind = (&'static str, &'static str);

/// The files of a measure that every archive has.
pub const OF_EVERY_MEASURE: [Kind; 3] = [(".json", "application/json"), (".csv", "text/csv"), (".da.csv", "text/csv")];

impl Format {
    /// The file that each measure has in this format; its name is the measure's id with this ending.
    #[must_use]
    pub fn of_measure(self) -> Option<Kind> {
        match self {
            Self::JsonStat => Some((".jsonstat.json", "application/json")),
            Self::Csvw => Some((".csv-metadata.json", "application/csvm+json")),
            Self::Xlsx => Some((".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
            Self::DataPackage | Self::Zip => None,
        }
    }

    /// The file that an edition has in this format.
    #[must_use]
    pub fn of_edition(self) -> Option<Kind> {
        match self {
            Self::JsonStat => Some(("collection.jsonstat.json", "application/json")),
            Self::DataPackage => Some(("datapackage.json", "application/json")),
            Self::Zip => Some(("datapackage.zip", "application/zip")),
            Self::Csvw | Self::Xlsx => None,
        }
    }
}
