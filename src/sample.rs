//! Made-up publications of any size. (A stand-in: only what the command line needs.)

use std::path::PathBuf;

use crate::progress::Progress;

/// How large a publication is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleOptions {
    /// Months, each with its release.
    pub months: u16,
    /// Jobcentres.
    pub jobcentres: u16,
    /// Funds.
    pub akasser: u16,
    /// The number that the figures grow from.
    pub seed: u64,
    /// The folder to write to.
    pub folder: PathBuf,
}

/// Writes a publication of made-up figures; returns a sentence about it.
///
/// # Errors
/// A sentence about what the disk refused.
pub fn write(_options: &SampleOptions, _progress: &dyn Progress) -> Result<String, String> {
    Err("sample is not written yet".to_owned())
}
