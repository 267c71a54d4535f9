//! Why an archive was not published.

use std::fmt;

use crate::archive::ArchiveFault;
use crate::diagnostic::Report;

/// Why an archive was not published. Readers have the old state then, or the old one on its way to the new one, with every
/// link leading somewhere; the next publication completes it.
#[derive(Debug)]
pub enum PublishFault {
    /// The target cannot be used as it was given.
    Usage(String),
    /// The archive must not be published there; nothing was touched.
    Refused(Report),
    /// The archive or a folder cannot be read or written.
    Archive(ArchiveFault),
    /// The storage says no.
    Storage {
        /// What was being done, such as `write`.
        doing: &'static str,
        /// Which file, below the target.
        path: String,
        /// The target.
        target: String,
        /// What it answered.
        error: object_store::Error,
    },
    /// What lies at the target is not what was needed or uploaded, in words.
    Spoiled(String),
}

impl fmt::Display for PublishFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(sentence) | Self::Spoiled(sentence) => f.write_str(sentence),
            Self::Refused(report) => write!(f, "nothing was published: {} problem(s)", report.errors()),
            Self::Archive(fault) => fault.fmt(f),
            Self::Storage { doing, path, target, error } => {
                let sep = if path.is_empty() { "" } else { "/" };
                let told = error.to_string();
                let told = told.trim_end();
                // A refused certificate and a name that is not known stand at the end of a chain of causes.
                let cause = last_cause(error).filter(|cause| !told.contains(cause.as_str()));
                let cause = cause.map(|cause| format!(" ({cause})")).unwrap_or_default();
                write!(
                    f,
                    "cannot {doing} {target}{sep}{path}: {told}{cause}; publish again, which goes on where this stopped"
                )
            }
        }
    }
}

fn last_cause(error: &dyn std::error::Error) -> Option<String> {
    let mut last = error.source()?;
    while let Some(cause) = last.source() {
        last = cause;
    }
    Some(last.to_string())
}

impl std::error::Error for PublishFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Archive(fault) => Some(fault),
            Self::Storage { error, .. } => Some(error),
            _ => None,
        }
    }
}

impl From<ArchiveFault> for PublishFault {
    fn from(fault: ArchiveFault) -> Self {
        Self::Archive(fault)
    }
}
