//! What versions are called.

use super::messages::Messages;
use crate::model::release::ReleaseClass;

/// Why a version exists, in one or two Danish words, as data files say it; a test holds them against the messages of pages.
#[must_use]
pub fn class_in_files(class: ReleaseClass) -> &'static str {
    match class {
        ReleaseClass::First => "Første udgave",
        ReleaseClass::Correction => "Rettelse af fejl",
        ReleaseClass::PlannedRevision => "Planlagt revision",
        ReleaseClass::MethodChange => "Ændret metode",
    }
}

/// The same on a page: `Rettelse af fejl`, `Correction`.
#[must_use]
pub fn class(say: &Messages, class: ReleaseClass) -> String {
    let key = match class {
        ReleaseClass::First => "word-class-first",
        ReleaseClass::Correction => "word-class-correction",
        ReleaseClass::PlannedRevision => "word-class-planned",
        ReleaseClass::MethodChange => "word-class-method",
    };
    say.text(key).into_owned()
}
