//! Files as one zip file: sorted names with `/`, one fixed time, so the same files give the same bytes on any machine.

use std::io::{Cursor, Write};

use chrono::{DateTime, Datelike, FixedOffset, Timelike};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, System, ZipWriter};

use crate::model::FileSet;

/// The files below one folder (empty, or ending in `/`), each with the time of the version's publication, in its own
/// time zone.
///
/// # Errors
/// What the zip format cannot hold, in words.
pub fn zip(files: &FileSet, folder: &str, published: DateTime<FixedOffset>) -> Result<Vec<u8>, String> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(time(published))
        .unix_permissions(0o644)
        .system(System::Unix);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files.iter() {
        writer.start_file(format!("{folder}{path}"), options).map_err(|error| told(path, &error))?;
        writer.write_all(bytes).map_err(|error| told(path, &error))?;
    }
    Ok(writer.finish().map_err(|error| told(folder, &error))?.into_inner())
}

/// The time as the format has it, from 1980 on and in steps of two seconds.
fn time(moment: DateTime<FixedOffset>) -> zip::DateTime {
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(moment.year()).unwrap_or_default();
    let (hour, minute) = (small(moment.hour()), small(moment.minute()));
    zip::DateTime::from_date_and_time(year, small(moment.month()), small(moment.day()), hour, minute, 0)
        .unwrap_or(zip::DateTime::DEFAULT)
}

fn told(path: &str, error: &dyn std::error::Error) -> String {
    format!("{path} cannot be put into a zip file: {error}")
}
