//! The files that pages share. Their names carry a hash of their content, so they can be cached for ever.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::model::FileSet;

const FOLDER: &str = "assets/";
const STYLESHEET: (&str, &str) = ("assets/noegletal.css", include_str!("../../templates/assets/noegletal.css"));
const SCRIPT: (&str, &str) = ("assets/noegletal.js", include_str!("../../templates/assets/noegletal.js"));
const SEARCH: (&str, &str) = ("assets/soeg.js", include_str!("../../templates/assets/soeg.js"));
const EMBEDDING: (&str, &str) = ("assets/indlejr.js", include_str!("../../templates/assets/indlejr.js"));
const FIGURE: (&str, &str) = ("assets/noegletal-figur.js", include_str!("../../templates/assets/noegletal-figur.js"));

/// Address, from the archive's root, of the script that other sites name. It stays the same for ever.
pub(crate) const FIGURE_SCRIPT: &str = "embed/noegletal-figur.js";

/// Whether a path below `templates/` is a shared file and no template.
pub(crate) fn is_asset(name: &str) -> bool {
    name.starts_with(FOLDER)
}

/// Style and scripts with their addresses.
#[derive(Clone, Debug)]
pub(crate) struct Assets {
    /// Address of the stylesheet from the archive's root.
    pub(crate) stylesheet: String,
    /// Address of the script from the archive's root.
    pub(crate) script: String,
    /// Address of the script that searches, from the archive's root.
    pub(crate) search: String,
    /// Address of the script that writes HTML for other sites, from the archive's root.
    pub(crate) embedding: String,
    files: FileSet,
}

impl Assets {
    /// Takes the built-in files, or a publication's own in their place, and names them by what is in them.
    ///
    /// # Errors
    /// [`Code::BadTemplate`] for a file of one's own that no page would ask for.
    pub(crate) fn new(overrides: &BTreeMap<String, String>) -> Result<Self, Diagnostic> {
        let known = [STYLESHEET.0, SCRIPT.0, SEARCH.0, EMBEDDING.0, FIGURE.0];
        if let Some(name) = overrides.keys().find(|name| is_asset(name) && !known.contains(&name.as_str())) {
            let hint = match did_you_mean(name, known) {
                Some(near) => format!("Did you mean templates/{near}?"),
                None => format!("templates/assets/ can hold {}.", known.map(|name| &name[FOLDER.len()..]).join(", ")),
            };
            let problem = Diagnostic::error(Code::BadTemplate, format!("no page asks for templates/{name}"));
            return Err(problem.at(Place::file(&format!("templates/{name}"))).hint(hint));
        }
        let mut files = FileSet::default();
        let stylesheet = add(&mut files, overrides, STYLESHEET);
        let script = add(&mut files, overrides, SCRIPT);
        let search = add(&mut files, overrides, SEARCH);
        let embedding = add(&mut files, overrides, EMBEDDING);
        files.add(FIGURE_SCRIPT, overrides.get(FIGURE.0).map_or(FIGURE.1, String::as_str));
        Ok(Self { stylesheet, script, search, embedding, files })
    }

    /// The files.
    pub(crate) fn files(&self) -> FileSet {
        self.files.clone()
    }
}

/// Adds a file under a name that tells its content; returns its address.
fn add(files: &mut FileSet, overrides: &BTreeMap<String, String>, (name, built_in): (&str, &str)) -> String {
    let content = overrides.get(name).map_or(built_in, String::as_str);
    let digest = Sha256::digest(content.as_bytes());
    let hash: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let address = format!("{stem}.{hash}.{extension}");
    files.add(address.clone(), content);
    address
}
