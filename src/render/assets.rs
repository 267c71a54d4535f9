//! The files that pages share. Their names carry a hash of their content, so they can be cached for ever.

use sha2::{Digest, Sha256};

use crate::model::FileSet;

const STYLESHEET: &str = include_str!("../../templates/assets/noegletal.css");
const SCRIPT: &str = include_str!("../../templates/assets/noegletal.js");

/// Style and script with their addresses.
#[derive(Clone, Debug)]
pub(crate) struct Assets {
    /// Address of the stylesheet from the archive's root.
    pub(crate) stylesheet: String,
    /// Address of the script from the archive's root.
    pub(crate) script: String,
}

impl Assets {
    /// Names the files by what is in them.
    pub(crate) fn new() -> Self {
        Self { stylesheet: address("noegletal", "css", STYLESHEET), script: address("noegletal", "js", SCRIPT) }
    }

    /// The files.
    pub(crate) fn files(&self) -> FileSet {
        let mut files = FileSet::default();
        files.add(self.stylesheet.clone(), STYLESHEET);
        files.add(self.script.clone(), SCRIPT);
        files
    }
}

/// The style, for a page that must carry its own.
pub(crate) fn stylesheet() -> &'static str {
    STYLESHEET
}

fn address(name: &str, extension: &str, content: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    let hash: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("assets/{name}.{hash}.{extension}")
}
