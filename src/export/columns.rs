//! The columns of `<measure>.csv`, said once for every format that describes them.

use crate::model::Measure;
use crate::model::measure::MeasureKind;
use crate::text::number::unit_in_text_of_files;

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// A code or a text.
    Text,
    /// A month such as `2021M09`.
    Month,
    /// A decimal number.
    Decimal,
    /// A whole number that is not negative.
    Count,
    /// Words, separated by spaces.
    Words,
}

/// A column.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) holds: Holds,
    /// Whether no row leaves it empty.
    pub(super) always: bool,
    pub(super) text: String,
}

/// What an empty figure means.
pub(super) const EMPTY: &str = "Intet tal: grunden står i kolonnen status.";

/// What a month looks like.
pub(super) const MONTH: &str = "^[0-9]{4}M(0[1-9]|1[0-2])$";

/// The columns of a measure's CSV, in their order.
pub(super) fn of(measure: &Measure) -> Vec<Column> {
    let text = |name, title, text: &str| Column { name, title, holds: Holds::Text, always: false, text: text.into() };
    let counted = |own: &Option<crate::model::Text>, what: &str| match own {
        Some(text) => text.da.clone(),
        None if measure.kind == MeasureKind::Share => format!("Andelens {what}."),
        None => format!("Målet har ingen {what}."),
    };
    let count = |name, title, text| Column { name, title, holds: Holds::Count, always: false, text };
    let number = |name, title, text: String| Column { name, title, holds: Holds::Decimal, always: false, text };
    let unit = unit_in_text_of_files(measure.unit);
    vec![
        Column { always: true, ..text("measure", "Måling", "Målets id.") },
        Column { holds: Holds::Month, always: true, ..text("period", "Måned", "Måneden, tallet handler om.") },
        text("area", "Område", "Områdets id; tomt, hvor målet ikke er delt på områder, og for alle områder under ét."),
        text("akasse", "A-kasse", "A-kassens id; tomt for alle a-kasser under ét."),
        number("value", "Værdi", format!("Tallet i {unit}.")),
        count("numerator", "Tæller", counted(&measure.numerator, "tæller")),
        count("denominator", "Nævner", counted(&measure.denominator, "nævner")),
        Column {
            holds: Holds::Words,
            ..text(
                "status",
                "Status",
                "Hvorfor der intet tal er, eller mærker på tallet; ordene er skilt med mellemrum.",
            )
        },
        text("note", "Bemærkning", "Bemærkning til tallet."),
        number("low", "Mindst", "Det mindste, en skjult andel kan være, i pct.".into()),
        number("high", "Højst", "Det højeste, en skjult andel kan være, i pct.".into()),
    ]
}
