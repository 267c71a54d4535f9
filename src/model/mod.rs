//! The words of the house: values that every stage shares, without any input, output or rule of presentation.
//!
//! Terms follow SDMX and JSON-stat. Codes are looked up once and travel as small keys
//! ([`AkasseKey`], [`AreaKey`], [`MeasureKey`]) into the lists of a [`Publication`].

pub mod amount;
pub mod calendar;
pub mod catalogue;
pub mod code;
pub mod delivery;
pub mod edition;
pub mod exact;
pub mod figure;
pub mod file_set;
pub mod format;
pub mod grid;
pub mod hidden;
pub mod language;
pub mod measure;
pub mod months;
pub mod note;
pub mod period;
pub mod picture;
pub mod publication;
pub mod release;
pub mod revision;
pub mod tally;
pub mod target;
pub mod timetable;
pub mod watch;

pub use amount::{Amount, Bound, Flags, Missing};
pub use code::{Akasse, AkasseKey, Area, AreaKey, AreaKind, CellKey, MeasureKey, Validity};
pub use exact::{Decimal, Exact, Interval};
pub use file_set::FileSet;
pub use format::Format;
pub use grid::Grid;
pub use language::Language;
pub use measure::Measure;
pub use months::Months;
pub use period::Period;
pub use publication::{Counts, Policy, Publication, Text};
pub use release::{Release, ReleaseId};
pub use tally::Tally;
pub use target::Target;
