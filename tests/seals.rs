//! Who makes cleared values, and who prints figures: read from the sources, since the compiler holds only what types say.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads the sources, and stops where something is not as it should be"
)]

use std::path::Path;

/// Types that hold figures which may not have been cleared.
const FIGURES: [&str; 8] =
    ["MonthFigures", "ReleaseFigures", "ShownFigures", "Delivery", "Summary", "Edition", "History", "Addition"];

/// A source file without its unit tests.
struct File {
    path: String,
    text: String,
}

fn sources() -> Vec<File> {
    let files = walkdir::WalkDir::new("src").sort_by_file_name().into_iter().map(Result::unwrap);
    let rust = files.filter(|file| file.path().extension().is_some_and(|end| end == "rs"));
    rust.map(|file| File { path: file.path().to_string_lossy().into_owned(), text: without_tests(file.path()) })
        .filter(|file| !file.path.ends_with("tests.rs") && !file.path.contains("/tests/"))
        .collect()
}

/// The code of a file, without comments and without what is compiled for tests only.
fn without_tests(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap();
    let mut kept = String::new();
    let mut lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept.push_str(line);
            kept.push('\n');
            continue;
        }
        // The next item: up to the line that closes it, at the same depth.
        let depth = line.len() - line.trim_start().len();
        for line in lines.by_ref() {
            let is_outer = line.len() - line.trim_start().len() == depth;
            if is_outer && (line.ends_with(';') || line.trim_start().starts_with('}')) {
                break;
            }
        }
    }
    kept
}

/// Lines of the sources with a text, each as `file: line`.
fn lines_with(text: &str) -> Vec<String> {
    let in_file = |file: &File| {
        let lines = file.text.lines().filter(|line| line.contains(text));
        lines.map(|line| format!("{}: {}", file.path, line.trim())).collect::<Vec<_>>()
    };
    sources().iter().flat_map(in_file).collect()
}

fn outside<'l>(lines: &'l [String], folders: &[&str]) -> Vec<&'l String> {
    lines.iter().filter(|line| folders.iter().all(|folder| !line.starts_with(folder))).collect()
}

#[test]
fn cleared_values_are_made_in_disclosure_alone() {
    const SEAL: &str = "src/disclosure/seal.rs";
    let sealed = lines_with("Cleared::seal(");
    assert!(sealed.len() == 1 && outside(&sealed, &["src/disclosure/policy.rs"]).is_empty(), "{sealed:?}");
    for made in [" Cleared(", "(Cleared(", ".map(Cleared)", "NoFigures for", "Sealed for", "for_tests("] {
        let found = lines_with(made);
        assert!(outside(&found, &[SEAL]).is_empty(), "{found:?}");
    }
    // What holds no figures is looked at by people before the list grows.
    let listed = lines_with("without_figures!(");
    assert_eq!(
        listed,
        [format!("{SEAL}: without_figures!(Release, BTreeSet<FigureRequest>, Vec<Infallible>, MethodChanges);")]
    );
    // The value is private, and a trait that made or changed one would be a way round.
    assert_eq!(lines_with("pub struct Cleared"), [format!("{SEAL}: pub struct Cleared<T>(T);")]);
    assert_eq!(lines_with("for Cleared<"), [format!("{SEAL}: impl<T> std::fmt::Debug for Cleared<T> {{")]);
    let derived = lines_with("#[derive(");
    let derived: Vec<&String> = derived.iter().filter(|line| line.starts_with(SEAL)).collect();
    assert_eq!(derived, [&format!("{SEAL}: #[derive(Clone, PartialEq, Eq)]")]);
}

#[test]
fn nothing_is_printed_for_debugging() {
    // Names as written in a configuration, words of a drawing, which was cleared, and tests.
    let allowed = ["src/config/naming.rs", "src/charts/tidy/tree.rs", "src/disclosure/field/"];
    for sign in [":?}", ":#?}", "dbg!(", "Debug::fmt(", "debug_struct(", "debug_tuple(", "debug_list("] {
        let found = lines_with(sign);
        assert!(outside(&found, &allowed).is_empty(), "{found:?}");
    }
    // Only the command line prints.
    for print in ["println!(", "print!(", "io::stdout(", "io::stderr("] {
        let found = lines_with(print);
        assert!(outside(&found, &["src/cli/", "src/disclosure/field/"]).is_empty(), "{found:?}");
    }
    // Nothing stops with a text of its own, which would be printed.
    for stop in ["panic!(", "unreachable!(", "todo!("] {
        let found = lines_with(stop);
        assert!(outside(&found, &["src/disclosure/field/"]).is_empty(), "{found:?}");
    }
}

#[test]
fn charts_pages_and_files_take_cleared_figures_only() {
    let mut looked_at = 0;
    for file in sources() {
        let is_public = ["src/charts/", "src/render/", "src/export/"].iter().any(|room| file.path.starts_with(room));
        for start in file.text.match_indices("pub fn ").map(|(at, _)| at).filter(|_| is_public) {
            let head = file.text[start..].split(['{', ';']).next().unwrap();
            looked_at += 1;
            let words = head.split(|sign: char| !(sign.is_alphanumeric() || sign == '_'));
            let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
            for (at, word) in words.iter().enumerate().filter(|(_, word)| FIGURES.contains(word)) {
                assert!(at > 0 && words[at - 1] == "Cleared", "{}: {word} comes without a seal in {head}", file.path);
            }
        }
    }
    assert!(looked_at > 10, "{looked_at}");
}

#[test]
fn the_rooms_that_print_know_no_figures() {
    for file in sources().iter().filter(|file| file.path.starts_with("src/cli/") || file.path.starts_with("src/serve"))
    {
        for word in ["MonthFigures", "ReleaseFigures", "Delivery", "Amount", "model::figure", "model::delivery"] {
            assert!(!file.text.contains(word), "{} names {word}", file.path);
        }
    }
}
