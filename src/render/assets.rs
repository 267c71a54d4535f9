//! The files that pages share. Their names carry a hash of their content, so they can be cached for ever.

use std::borrow::Cow;
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::model::FileSet;
use crate::model::picture::Charting;

const FOLDER: &str = "assets/";
/// A file that is built in, and that a publication can bring its own of.
type BuiltIn = (&'static str, &'static str);
const STYLESHEET: BuiltIn = ("assets/noegletal.css", include_str!("../../templates/assets/noegletal.css"));
const SCRIPT: BuiltIn = ("assets/noegletal.js", include_str!("../../templates/assets/noegletal.js"));
const TABLES: BuiltIn = ("assets/tabel.js", include_str!("../../templates/assets/tabel.js"));
const SEARCH: BuiltIn = ("assets/soeg.js", include_str!("../../templates/assets/soeg.js"));
const COMPARE: BuiltIn = ("assets/sammenlign.js", include_str!("../../templates/assets/sammenlign.js"));
const FIGURE: BuiltIn = ("assets/figur.js", include_str!("../../templates/assets/figur.js"));
const WORKBOOK: BuiltIn = ("assets/regneark.js", include_str!("../../templates/assets/regneark.js"));
const ALL: [BuiltIn; 7] = [STYLESHEET, SCRIPT, TABLES, SEARCH, COMPARE, FIGURE, WORKBOOK];

/// Whether a path below `templates/` is a shared file and no template.
pub(crate) fn is_asset(name: &str) -> bool {
    name.starts_with(FOLDER)
}

/// Style and scripts with their addresses from the archive's root.
#[derive(Clone, Debug)]
pub(crate) struct Assets {
    /// The stylesheet.
    pub(crate) stylesheet: String,
    /// The script of every page.
    pub(crate) script: String,
    /// The script that sorts, filters and hands out tables.
    pub(crate) tables: String,
    /// The script that searches.
    pub(crate) search: String,
    /// The script that puts two side by side.
    pub(crate) compare: String,
    /// The script that makes a chart interactive; loaded when a reader asks.
    pub(crate) figure: String,
    /// The library that draws such a chart; loaded when a reader asks.
    pub(crate) charting: String,
    /// Its licence.
    pub(crate) charting_licence: String,
    /// The script that writes workbooks; loaded when a reader asks.
    pub(crate) workbook: String,
    files: FileSet,
}

impl Assets {
    /// Takes the built-in files, or a publication's own in their place, and names them by what is in them.
    ///
    /// # Errors
    /// [`Code::BadTemplate`] for a file of one's own that no page would ask for.
    pub(crate) fn new(overrides: &BTreeMap<String, String>, charting: &Charting) -> Result<Self, Diagnostic> {
        let known = ALL.map(|(name, _)| name);
        if let Some(name) = overrides.keys().find(|name| is_asset(name) && !known.contains(&name.as_str())) {
            let hint = match did_you_mean(name, known) {
                Some(near) => format!("Did you mean templates/{near}?"),
                None => {
                    let names = known.map(|name| name.trim_start_matches(FOLDER)).join(", ");
                    format!("templates/assets/ can hold these files: {names}.")
                }
            };
            let problem = Diagnostic::error(Code::BadTemplate, format!("no page asks for templates/{name}"));
            return Err(problem.at(Place::file(&format!("templates/{name}"))).hint(hint));
        }
        let mut files = FileSet::default();
        let mut own = |(name, built_in): BuiltIn| {
            let content = overrides.get(name).map_or(built_in, String::as_str);
            // An interactive chart has the colours of the one that was drawn before.
            let content: Cow<'_, str> = match name {
                "assets/figur.js" => format!("var noegletalTheme = {};\n{content}", charting.theme).into(),
                _ => content.into(),
            };
            add(&mut files, name, &content)
        };
        let [stylesheet, script, tables, search, compare, figure, workbook] = ALL.map(&mut own);
        let library = add(&mut files, "assets/echarts.js", charting.script);
        let licence = add(&mut files, "assets/echarts-licens.txt", charting.licence);
        Ok(Self {
            stylesheet,
            script,
            tables,
            search,
            compare,
            figure,
            charting: library,
            charting_licence: licence,
            workbook,
            files,
        })
    }

    /// The files.
    pub(crate) fn files(&self) -> FileSet {
        self.files.clone()
    }
}

/// Adds a file under a name that tells its content; returns its address.
fn add(files: &mut FileSet, name: &str, content: &str) -> String {
    let digest = Sha256::digest(content.as_bytes());
    let hash: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "txt"));
    let address = format!("{stem}.{hash}.{extension}");
    files.add(address.clone(), content);
    address
}
