//! The audit of an archive from its published files alone, as an attacker would do it.

use rayon::prelude::*;

use crate::audit::{self, Answer, Published, Question, read};
use crate::diagnostic::Report;
use crate::progress::Progress;
use crate::source::Source;

/// What became of an audit.
#[derive(Debug, Default)]
pub struct Audited {
    /// Every cell that is given away.
    pub report: Report,
    /// What was found; `None` when the archive could not be read.
    pub answer: Option<Answer>,
    /// What could not be read, in words.
    pub fault: Option<String>,
}

/// Audits the archive that a source holds. `exact` asks for every interval, not only whether it is wide enough.
pub fn audit(archive: &dyn Source, exact: bool, progress: &dyn Progress) -> Audited {
    match read_archive(archive, progress) {
        Ok(published) => {
            progress.stage("audit", 1);
            let answer = audit::audit(&published, &Question { exact, ..Question::default() });
            progress.done();
            Audited { report: audit::diagnostics(&answer, &published), answer: Some(answer), fault: None }
        }
        Err(fault) => Audited { fault: Some(fault), ..Audited::default() },
    }
}

/// Everything that an archive publishes.
fn read_archive(archive: &dyn Source, progress: &dyn Progress) -> Result<Published, String> {
    let file = |path: &str| {
        let path = format!("api/v1/{path}");
        let read = archive.read(&path).map_err(|problem| problem.message)?;
        read.ok_or_else(|| {
            format!("there is no {path}: the folder is no archive, or one from before there were code lists")
        })
    };
    let [areas, akasser, protection] = read::CODES.map(file);
    let codes = read::codes(&areas?, &akasser?, &protection?)?;
    let editions = read::index(&file("index.json")?)?;
    let names: Vec<String> = editions
        .iter()
        .flat_map(|edition| {
            let name = |measure: &String| format!("releases/{}/{measure}.json", edition.release);
            edition.measures.iter().map(name)
        })
        .collect();
    progress.stage("read", names.len());
    let read = |name: &String| {
        // A promised measure may have no figures yet.
        let path = format!("api/v1/{name}");
        let bytes = archive.read(&path).map_err(|problem| problem.message)?;
        progress.step();
        bytes.map(|bytes| read::measure_file(&bytes, &codes).map_err(|why| format!("{path}: {why}"))).transpose()
    };
    let files: Vec<_> = names.par_iter().map(read).collect::<Result<_, String>>()?;
    progress.done();
    let (mut tables, mut summaries) = (Vec::new(), Vec::new());
    for file in files.into_iter().flatten() {
        tables.extend(file.tables);
        summaries.extend(file.summaries);
    }
    Ok(Published { codes, tables, summaries })
}
