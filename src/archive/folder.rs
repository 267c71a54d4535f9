//! A new folder of files that people go on with, such as a sample.

use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use super::ArchiveFault;
use super::files::Disk;
use crate::model::FileSet;

/// Writes files into a folder that does not exist yet, or is empty.
///
/// # Errors
/// The folder holds something already, or the disk fails.
pub fn write_new_folder(folder: &Path, files: &FileSet) -> Result<(), ArchiveFault> {
    make(folder)?;
    let mut present = folder.read_dir().map_err(|error| ArchiveFault::disk("read", folder, error))?;
    if present.next().is_some() {
        return Err(ArchiveFault::InTheWay { path: folder.to_owned(), what: "a folder that is not empty" });
    }
    for (path, content) in files.iter() {
        let file = folder.join(path);
        make(file.parent().unwrap_or(folder))?;
        write(&file, content).map_err(|error| ArchiveFault::disk("write", &file, error))?;
    }
    Ok(())
}

/// Writes a file that does not exist yet.
///
/// # Errors
/// Something stands there already, or the disk fails.
pub fn write_new_file(path: &Path, content: &[u8]) -> Result<(), ArchiveFault> {
    write(path, content).map_err(|error| ArchiveFault::disk("write", path, error))
}

/// The bytes of a file; `None` when nothing stands there.
///
/// # Errors
/// Something else than a file stands there, or the disk fails.
pub fn look_at_file(path: &Path) -> Result<Option<Vec<u8>>, ArchiveFault> {
    super::before::read_plain(&Disk, path)
}

fn make(folder: &Path) -> Result<(), ArchiveFault> {
    DirBuilder::new().recursive(true).create(folder).map_err(|error| ArchiveFault::disk("create", folder, error))
}

/// Never over a file that is there already.
fn write(file: &Path, content: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(file)?.write_all(content)
}
