//! What to do with a new version's folder, said when it was made.

use crate::model::release::{ReleaseClass, ReleaseStatus};
use crate::pipeline::NewVersion;

/// The folder, the files that can be copied into it, and what else a version of its class asks for.
pub(super) fn words(made: &NewVersion, class: ReleaseClass) -> String {
    let (folder, before) = (made.folder.display(), made.replaces.path());
    let mut lines = vec![format!("{folder} is ready.")];
    if made.files.is_empty() {
        lines.push(format!("{before} has no tables; put those that are new into the folder."));
    } else {
        let stay = format!("those that you do not copy stay as in {before}.");
        lines.push(format!("Copy the files that change into it and change them there; {stay}"));
        lines.extend(made.files.iter().map(|file| format!("  {file}")));
        lines.push("A file that no longer holds is named in release.toml: withdrawn = [\"…\"].".to_owned());
    }
    if made.status == ReleaseStatus::Provisional {
        lines.push(
            "release.toml says provisional, as before: write status = \"final\" if the figures now stand.".into(),
        );
    }
    match class {
        ReleaseClass::MethodChange => lines.push(
            "If months before and after cannot be compared, say so in data/measures/<id>.toml with a [[break]].".into(),
        ),
        ReleaseClass::PlannedRevision => {
            lines.push("A planned revision is announced in data/calendar.toml before it comes.".into());
        }
        ReleaseClass::First | ReleaseClass::Correction => {}
    }
    lines.push("Then: noegletal check, and noegletal build.".to_owned());
    lines.join("\n")
}
