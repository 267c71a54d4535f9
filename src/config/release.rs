//! What `release.toml` says about a delivery, as checked.

use std::collections::BTreeMap;

use crate::model::code::{AkasseKey, AreaKey, MeasureKey};
use crate::model::{Missing, Period, Release, Text};

/// One version of a month as its `release.toml` describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleaseDescription {
    /// What the release says about itself.
    pub release: Release,
    /// Files that need a description, in the order of the file.
    pub tables: Vec<TableDescription>,
    /// Names of files that this version takes back.
    pub withdrawn: Vec<String>,
}

/// How one table of a delivery is to be read. A file may hold several, each of another measure or on another sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableDescription {
    /// Name of the file, in the folder of the version.
    pub file: String,
    /// The measure it is about.
    pub measure: MeasureKey,
    /// How it is laid out.
    pub layout: Layout,
    /// Name of the sheet in a workbook; `None` = the only one with content.
    pub sheet: Option<String>,
    /// Lines (rows of a sheet) of the headings, from 1 and increasing; empty = the first ones with content.
    pub header: Vec<u32>,
    /// How many lines with content at the end are notes; `None` = those that call themselves so.
    pub footer: Option<u32>,
    /// Wide only: what the labels at the left of each row are, one column each. Rows and columns always differ.
    pub rows: Vec<Axis>,
    /// Wide only: what stands across the top; `None` when the headings only say what is counted.
    pub columns: Option<Axis>,
    /// Wide only: the headings of the columns that hold the figures.
    pub content: Counted,
    /// Headings of rows and columns that are left out on purpose.
    pub ignore: Vec<String>,
    /// Signs in cells, and what they stand for.
    pub symbols: BTreeMap<String, Symbol>,
    /// Heading of the row or column that holds published totals.
    pub total: Option<String>,
    /// The reason that holds for every blank cell of the file.
    pub blank: Option<Missing>,
    /// Reasons of single blank cells.
    pub missing: Vec<DeclaredMissing>,
    /// What is the same in every cell of a wide file.
    pub fixed: Fixed,
}

/// Which columns of a wide file hold the figures.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Counted {
    /// All that are not labels: no row of headings says what is counted.
    #[default]
    Every,
    /// Those with this heading, one number each.
    Value(String),
    /// Those with these two headings, in pairs.
    Shares {
        /// Heading of those who meet the condition.
        numerator: String,
        /// Heading of all who are counted.
        denominator: String,
    },
}

/// What a sign in a cell stands for, by declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// The number 0.
    Zero,
    /// No value, for this reason.
    Missing(Missing),
}

/// How a file is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Layout {
    /// One row for each observation.
    #[default]
    Tidy,
    /// One dimension down, another across.
    Wide,
}

impl Layout {
    /// Both with their words in files.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Tidy, "tidy"), (Self::Wide, "wide")];
}

/// A dimension that rows or columns of a wide file can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    /// Months.
    Period,
    /// Funds.
    Akasse,
    /// Areas.
    Area,
}

impl Axis {
    /// Every dimension with its word in files.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Period, "period"), (Self::Akasse, "akasse"), (Self::Area, "area")];
}

/// Cells that are blank for a declared reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredMissing {
    /// The month. A list in the file becomes one entry for each month.
    pub period: Period,
    /// The funds, sorted; empty = every fund.
    pub akasser: Vec<AkasseKey>,
    /// The areas, sorted; empty = every area.
    pub areas: Vec<AreaKey>,
    /// Why they are blank.
    pub reason: Missing,
    /// Remark for readers.
    pub note: Option<Text>,
}

/// What is the same in every cell of a wide file; `None` where it varies or does not apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Fixed {
    /// The month.
    pub period: Option<Period>,
    /// The fund.
    pub akasse: Option<AkasseKey>,
    /// The area.
    pub area: Option<AreaKey>,
}
