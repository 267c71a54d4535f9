//! What versions are called.

use crate::model::release::ReleaseClass;

/// Why a version exists, in one or two words.
#[must_use]
pub fn class(class: ReleaseClass) -> &'static str {
    match class {
        ReleaseClass::First => "Første udgave",
        ReleaseClass::Correction => "Rettelse af fejl",
        ReleaseClass::PlannedRevision => "Planlagt revision",
        ReleaseClass::MethodChange => "Ændret metode",
    }
}
