//! Delivery files to a [`Delivery`](crate::model::delivery::Delivery), every record with its place.
//!
//! [`plan()`] finds the versions of all months and the files of each. [`delivery()`] reads one of them, file by file:
//! bytes to text (`encoding`), one pass for quotes, cuts and limits (`scan`, `delimited`), or a workbook's cells
//! (`workbook`); titles and notes told from the table (`frame`); records whose fields know their place (`sheet`), rows or cells to what they are about (`tidy`, `wide`, with the checks they share in `reading` and
//! `validity`), and numbers to amounts once the whole file has said which decimal sign it uses (`settle`).
//!
//! Nothing is guessed where two readings give different figures: such a file is refused, with both places.

mod cells;
mod delimited;
mod delivery;
mod encoding;
mod folder;
mod frame;
mod heading;
mod labels;
mod limits;
mod memo;
mod month;
mod number;
mod plan;
mod problems;
mod reading;
mod scan;
mod settle;
mod sheet;
mod spans;
mod status;
mod structure;
mod tidy;
mod validity;
mod wide;
mod workbook;

pub use delivery::delivery;
pub use plan::{DeliveryFile, PlannedRelease, plan};
