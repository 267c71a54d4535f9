//! What is wrong with an input, as values: all of a run, each with its place and what to do.

use std::sync::Arc;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published, and said.
    Warning,
}

/// A place in an input file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Path inside the publication, with `/`.
    pub file: Arc<str>,
    /// Line, from 1; 0 = the file as a whole. In a workbook the row.
    pub line: u32,
    /// Column in characters, from 1; 0 = the line as a whole. In a workbook the column of the sheet, A = 1.
    pub column: u32,
    /// In a workbook the sheet; `None` in files that are text.
    pub sheet: Option<Arc<str>>,
}

impl Place {
    /// A file as a whole.
    #[must_use]
    pub fn file(file: &str) -> Self {
        Self { file: file.into(), line: 0, column: 0, sheet: None }
    }

    /// A line and column of a file, both from 1.
    #[must_use]
    pub fn at(file: &Arc<str>, line: u32, column: u32) -> Self {
        Self { file: Arc::clone(file), line, column, sheet: None }
    }

    /// A cell of a sheet, row and column from 1; column 0 = the row as a whole, row 0 = the sheet as a whole.
    #[must_use]
    pub fn in_sheet(file: &Arc<str>, sheet: &Arc<str>, row: u32, column: u32) -> Self {
        Self { file: Arc::clone(file), line: row, column, sheet: Some(Arc::clone(sheet)) }
    }

    /// The cell as a spreadsheet names it: `C7`, or `7:7` for a whole row; `None` outside workbooks.
    #[must_use]
    pub fn cell(&self) -> Option<String> {
        self.sheet.as_ref()?;
        match (self.line, self.column) {
            (0, _) => None,
            (row, 0) => Some(format!("{row}:{row}")),
            (row, column) => Some(format!("{}{row}", column_letters(column))),
        }
    }

    /// Where in its file it is, in words: `line 3, column 7`, or `Ark1!C7`.
    #[must_use]
    pub fn spot(&self) -> String {
        match (&self.sheet, self.cell()) {
            (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
            (Some(sheet), None) => sheet.to_string(),
            (None, _) => format!("line {}, column {}", self.line, self.column),
        }
    }
}

/// A column as a spreadsheet names it: 1 = A, 27 = AA.
fn column_letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        let letter = u8::try_from((column - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        column = (column - 1) / 26;
    }
    letters.iter().rev().collect()
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)+) => {
        /// What sort of problem it is. Codes are words; each is explained in `docs/error-codes.md`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $name,)+ }

        impl Code {
            /// Every code, in the order of the contract.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word people and programs see.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)+ }
            }
        }
    };
}

codes! {
    /// The file is not CSV, or is cut.
    CsvSyntax = "csv-syntax",
    /// The bytes are not text in a known encoding.
    Encoding = "encoding",
    /// A column that is needed is not there.
    MissingColumn = "missing-column",
    /// A column that means nothing here.
    UnknownColumn = "unknown-column",
    /// No such measure.
    UnknownMeasure = "unknown-measure",
    /// No such fund.
    UnknownAkasse = "unknown-akasse",
    /// The fund does not exist in that month.
    AkasseNotValid = "akasse-not-valid",
    /// No such area.
    UnknownArea = "unknown-area",
    /// The area does not exist in that month, or is of the wrong kind.
    AreaNotValid = "area-not-valid",
    /// Not a month.
    BadPeriod = "bad-period",
    /// The month lies after the release's.
    PeriodAfterRelease = "period-after-release",
    /// The measure leaves that month out.
    PeriodExcluded = "period-excluded",
    /// Not a number, or not one of this kind.
    BadNumber = "bad-number",
    /// A count below zero.
    NegativeCount = "negative-count",
    /// A share outside 0-100.
    ShareOutOfRange = "share-out-of-range",
    /// A part larger than its whole.
    NumeratorExceedsDenominator = "numerator-exceeds-denominator",
    /// The same cell twice.
    DuplicateObservation = "duplicate-observation",
    /// An empty cell that says nothing of why.
    BlankWithoutReason = "blank-without-reason",
    /// A published total that its parts do not give.
    TotalDoesNotReconcile = "total-does-not-reconcile",
    /// Percentages with different decimals in one column.
    MixedDecimals = "mixed-decimals",
    /// A change too large to pass without a look.
    ImplausibleJump = "implausible-jump",
    /// A delivery without its description, or a described file that is not there.
    MissingReleaseFile = "missing-release-file",
    /// Versions are not numbered one by one.
    VersionGap = "version-gap",
    /// A new version that does not say why.
    VersionWithoutReason = "version-without-reason",
    /// Figures that were published would change.
    SealedReleaseChanged = "sealed-release-changed",
    /// A note's head is not as it should be.
    BadFrontMatter = "bad-front-matter",
    /// Two notes with one address.
    DuplicateSlug = "duplicate-slug",
    /// A text names a figure that does not exist.
    UnknownFigure = "unknown-figure",
    /// A link to nothing.
    BrokenLink = "broken-link",
    /// A path that leaves the folder, a symbolic link, or a name no system can keep.
    UnsafePath = "unsafe-path",
    /// Configuration that cannot be used.
    BadConfig = "bad-config",
    /// A key that means nothing.
    UnknownKey = "unknown-key",
    /// A template that cannot be drawn.
    BadTemplate = "bad-template",
    /// A figure that would reveal a person.
    NotProtected = "not-protected",
    /// A file that a manifest of the archive names is not there.
    MissingFile = "missing-file",
    /// A file of the archive has other bytes than its manifest says.
    ChangedFile = "changed-file",
    /// Something lies in the archive that no manifest names.
    AddedFile = "added-file",
    /// A manifest of the archive that cannot be read, or that disagrees with another.
    BadManifest = "bad-manifest",
    /// The archive's history is not the one that was published.
    HistoryChanged = "history-changed",
    /// A figure differs between two files of the archive.
    FiguresDisagree = "figures-disagree",
    /// A build was interrupted and has not been completed.
    UnfinishedBuild = "unfinished-build",
    /// An archive that must not be published to the target.
    NotPublishable = "not-publishable",
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad.
    pub severity: Severity,
    /// What sort.
    pub code: Code,
    /// What was found and what was expected, as one sentence.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
    /// Where.
    pub place: Option<Place>,
    /// The field or key concerned.
    pub field: Option<String>,
    /// The line of the file, shown to people at the terminal only.
    pub excerpt: Option<Excerpt>,
    /// More about what was found, such as earlier figures. Annotations of a CI service are public and never show it.
    pub detail: Option<String>,
}

/// A line of an input with the stretch that is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The whole line, decoded.
    pub line: String,
    /// Length of the stretch in characters, at least 1.
    pub length: u32,
    /// Where the stretch starts, in characters from 1. In a text that is the place's column.
    pub start: u32,
}

impl Diagnostic {
    /// An error.
    #[must_use]
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            hint: None,
            place: None,
            field: None,
            excerpt: None,
            detail: None,
        }
    }

    /// A warning.
    #[must_use]
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Says which field or key.
    #[must_use]
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Tells more about what was found, to those who run the program themselves.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Shows the line, marking `length` characters from the place's column.
    #[must_use]
    pub fn excerpt(self, line: impl Into<String>, length: usize) -> Self {
        let start = self.place.as_ref().map_or(1, |place| place.column);
        self.excerpt_from(line, start, length)
    }

    /// Shows a line, marking `length` characters from a character counted from 1.
    #[must_use]
    pub fn excerpt_from(mut self, line: impl Into<String>, start: u32, length: usize) -> Self {
        let length = u32::try_from(length).unwrap_or(u32::MAX).max(1);
        self.excerpt = Some(Excerpt { line: line.into(), length, start });
        self
    }
}

/// All problems of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// Adds a problem.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds all problems of another report.
    pub fn append(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// How many errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// Whether nothing stands in the way of publishing.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.errors() == 0
    }

    /// The problems by file, line and column, each once; those without a place first.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.diagnostics.iter().collect();
        sorted.sort_by(|a, b| {
            (&a.place, a.severity, a.code, &a.message).cmp(&(&b.place, b.severity, b.code, &b.message))
        });
        sorted.dedup();
        sorted
    }
}

/// The nearest of some known words, when one is near enough to be meant: for a "did you mean".
#[must_use]
pub fn did_you_mean<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let found = found.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::jaro_winkler(&found, &word.to_lowercase()), word))
        .filter(|(likeness, _)| *likeness > 0.82)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cells_as_a_spreadsheet_does() {
        for (column, letters) in [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")] {
            assert_eq!(column_letters(column), letters);
        }
        let cell = |row, column| Place::in_sheet(&"a.xlsx".into(), &"Ark 1".into(), row, column);
        assert_eq!((cell(7, 3).cell().as_deref(), cell(7, 3).spot().as_str()), (Some("C7"), "Ark 1!C7"));
        assert_eq!(cell(4, 0).spot(), "Ark 1!4:4");
        assert_eq!((cell(0, 0).cell(), cell(0, 0).spot().as_str()), (None, "Ark 1"));
        let place = Place::at(&"a.csv".into(), 3, 7);
        assert_eq!((place.cell(), place.spot().as_str()), (None, "line 3, column 7"));
    }
}
