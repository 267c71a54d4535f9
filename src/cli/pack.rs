//! `pack`: which archive and month are meant, and what was made.

use std::path::Path;

use super::arguments::Pack;
use super::closing::{count, size};
use super::{Console, Ending};
use crate::pack::{self, PackFault, PackOptions, Packed};

/// The archive of a publication, in its folder.
const PUBLIC: &str = "public";

pub(super) fn run(console: &Console, root: &Path, wanted: &Pack) -> Ending {
    let options = PackOptions {
        period: wanted.period,
        version: wanted.version,
        from: wanted.from.clone().unwrap_or_else(|| root.join(PUBLIC)),
        to: wanted.to.clone(),
        zip: wanted.zip,
        preview: wanted.preview,
    };
    match pack::pack(&options) {
        Ok(packed) => {
            Console::say(&words(&packed));
            Ending::Done
        }
        Err(fault) => {
            console.complain(&fault.to_string());
            if matches!(fault, PackFault::Asked(_)) { Ending::WrongUsage } else { Ending::Failed }
        }
    }
}

fn words(packed: &Packed) -> String {
    let (folder, release) = (packed.folder.display(), packed.release.path());
    let zip = packed.zip.as_ref().map(|zip| format!(", and {}", zip.display())).unwrap_or_default();
    let (files, bytes) = (count(packed.files, "file"), size(packed.bytes));
    let done = if packed.unchanged { "was there already, byte for byte" } else { "is packed" };
    format!("{release} {done}: {files} ({bytes}) in {folder}{zip}. Open {folder}/index.html.")
}
