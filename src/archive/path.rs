//! Paths of an archive: which are safe on every system, and which folders belong to one version of a month.

use std::collections::BTreeMap;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::model::{Language, Period};

/// What the program keeps for itself at the archive's root starts with this.
const OWN: &str = ".noegletal-";

/// The longest path: Windows allows 260 characters with those of the folder that the archive lies in.
const LONGEST: usize = 220;

/// Names that Windows keeps for devices, with any ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Paths given so far, with the folders above them, to find those that some systems would take for the same.
#[derive(Default)]
pub(super) struct Names {
    /// By lower-case form: as written, and whether it is a file.
    taken: BTreeMap<String, (String, bool)>,
}

impl Names {
    /// Takes the path of a file, or says why it cannot be one.
    pub(super) fn take(&mut self, path: &str) -> Result<(), Diagnostic> {
        self.take_as(path, true)
    }

    /// Takes the path of a folder, or says why it cannot be one.
    pub(super) fn take_folder(&mut self, path: &str) -> Result<(), Diagnostic> {
        self.take_as(path, false)
    }

    fn take_as(&mut self, path: &str, is_file: bool) -> Result<(), Diagnostic> {
        for step in path.split('/') {
            check_step(step).map_err(|why| refused(path, why))?;
        }
        if path.len() > LONGEST {
            return Err(refused(path, &format!("it is longer than {LONGEST} bytes")));
        }
        if path.starts_with(OWN) {
            return Err(refused(path, "the program keeps such names for itself"));
        }
        for (end, _) in path.match_indices('/').chain([(path.len(), "")]) {
            self.take_part(path, &path[..end], is_file && end == path.len())?;
        }
        Ok(())
    }

    fn take_part(&mut self, path: &str, part: &str, is_file: bool) -> Result<(), Diagnostic> {
        let folded = fold(part);
        match self.taken.get(&folded) {
            None => {
                self.taken.insert(folded, (part.to_owned(), is_file));
                Ok(())
            }
            Some((known, was_file)) if known == part && !is_file && !was_file => Ok(()),
            Some((known, _)) if known == part => Err(refused(path, "another page or file has the same address")),
            Some((known, _)) => Err(refused(
                path,
                &format!("{known} differs from it only in upper and lower case or in how letters are composed"),
            )),
        }
    }
}

/// What systems compare that take capital letters for small ones, and composed letters for their parts.
fn fold(part: &str) -> String {
    let lower = part.to_lowercase();
    if lower.is_ascii() { lower } else { ComposingNormalizerBorrowed::new_nfc().normalize(&lower).into_owned() }
}

fn refused(path: &str, why: &str) -> Diagnostic {
    Diagnostic::error(Code::UnsafePath, format!("{path} is not written: {why}"))
        .at(Place::file(path))
        .hint("Give the page or file another id or slug.")
}

/// Whether a name can be a file or folder on every common system.
fn check_step(step: &str) -> Result<(), &'static str> {
    let stem = step.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = (stem.starts_with("com") || stem.starts_with("lpt"))
        && stem.len() == 4
        && stem.ends_with(|c: char| c.is_ascii_digit());
    match step {
        "" => Err("it is absolute, or has an empty step"),
        "." | ".." => Err("it leads out of the archive"),
        _ if step.len() > 200 => Err("a step of it is longer than 200 bytes"),
        _ if step.contains(|c: char| c.is_control() || "<>:\"|?*\\".contains(c)) => {
            Err("it has a character that some systems refuse")
        }
        // One letter has two spellings when the accent is a character of its own.
        _ if step.contains(|c: char| ('\u{300}'..='\u{36f}').contains(&c)) => {
            Err("it has an accent apart from its letter")
        }
        _ if step.ends_with(['.', ' ']) || step.starts_with(' ') => Err("it ends in a point or a space"),
        _ if DEVICES.contains(&stem.as_str()) || port => Err("Windows keeps this name for a device"),
        _ => Ok(()),
    }
}

/// What the files of a version's folder are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// Figures below `api/v1/releases/`: sealed, never removed.
    Figures,
    /// Pages, which may be drawn anew.
    Pages,
}

/// The folder of a version that a path lies in, such as `2021-09/v1` or `en/2021-09/v1`, and what it holds; `None` for
/// shared files.
pub(super) fn unit_of(path: &str) -> Option<(&str, UnitKind)> {
    let (language, inside) = Language::of_path(path);
    let (start, kind) = if language.is_some() {
        (path.len() - inside.len(), UnitKind::Pages)
    } else if path.starts_with("api/v1/releases/") {
        ("api/v1/releases/".len(), UnitKind::Figures)
    } else if path.starts_with("embed/") {
        ("embed/".len(), UnitKind::Pages)
    } else {
        (0, UnitKind::Pages)
    };
    let mut steps = path[start..].splitn(3, '/');
    let (month, version, _file) = (steps.next()?, steps.next()?, steps.next()?);
    let number = version.strip_prefix('v')?;
    let is_version = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = Period::parse(month).is_some_and(|period| period.slug() == month);
    (is_month && is_version).then(|| (&path[..start + month.len() + 1 + version.len()], kind))
}

/// Whether a path is one that this program may have written: so that a manifest cannot lead anywhere else.
pub(super) fn is_safe(path: &str) -> bool {
    Names::default().take(path).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_some_system_cannot_keep() {
        for path in [
            "",
            "/etc/passwd",
            "../x",
            "a/../b",
            "a//b",
            "a/",
            "./a",
            "a/con.html",
            "NUL",
            "com1.txt",
            "a:b",
            "a\\b",
            "a\nb",
            "a./b",
            "a ",
            "e\u{301}.html",
            ".noegletal-lock",
            &format!("{}x", "long-name/".repeat(22)),
        ] {
            assert!(Names::default().take(path).is_err(), "{path:?}");
        }
        for path in
            ["index.html", "2021-09/v1/a-kasse/3f/index.html", "assets/x.0123.css", "console.html", ".well-known/x"]
        {
            assert!(Names::default().take(path).is_ok(), "{path:?}");
        }
    }

    #[test]
    fn finds_names_that_collide() {
        let mut names = Names::default();
        names.take("a/b.html").unwrap();
        names.take("a/c.html").unwrap();
        for path in ["a/B.html", "A/d.html", "a/b.html", "a/b.html/c", "a"] {
            assert!(names.take(path).is_err(), "{path}");
        }
        // The sign for the unit and the letter; a syllable and its three parts.
        for (one, other) in [("\u{c5}.html", "\u{212b}.html"), ("\u{ac01}", "\u{1100}\u{1161}\u{11a8}")] {
            names.take(one).unwrap();
            assert!(names.take(other).is_err(), "{other}");
        }
    }

    #[test]
    fn knows_the_folders_of_a_version() {
        assert_eq!(unit_of("2021-09/v1/index.html"), Some(("2021-09/v1", UnitKind::Pages)));
        assert_eq!(
            unit_of("api/v1/releases/2021-09/v12/a/b.json"),
            Some(("api/v1/releases/2021-09/v12", UnitKind::Figures))
        );
        assert_eq!(unit_of("en/2021-09/v1/a-kasse/3f/index.html"), Some(("en/2021-09/v1", UnitKind::Pages)));
        assert_eq!(unit_of("en/embed/2021-09/v1/x"), None);
        assert_eq!(unit_of("embed/2021-09/v1/x/index.html"), Some(("embed/2021-09/v1", UnitKind::Pages)));
        for path in [
            "2021-09/index.html",
            "api/v1/latest/x.json",
            "2021M09/v1/x",
            "2021-13/v1/x",
            "2021-09/vx/x",
            "2021-09/v1",
            "embed/latest/x/y",
        ] {
            assert_eq!(unit_of(path), None, "{path}");
        }
    }
}
