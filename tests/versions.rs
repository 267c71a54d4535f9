//! New versions from their beginning to their readers: what `revise` makes and says, and what pages say of each class.

#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test stops where something is not as it should be, and edits files as an analyst does"
)]

mod tree;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use noegletal::sample::{self, SampleSize};
use serde_json::Value;

const REASON: &str = "BUPL's tal for \"Ballerup\" var forkerte.";
const NOW: &str = "2026-06-01T00:00:00Z";

/// Two made-up months, the last one provisional, and a document of the first.
fn publication(folder: &Path) {
    let size = SampleSize { months: 2, jobcentres: 3, akasser: 3, seed: 5 };
    let mut files: BTreeMap<String, Vec<u8>> = sample::publication(size).into_iter().collect();
    let note = "+++\nslug = \"opdrag\"\ntype = \"notat\"\ntitle = \"Opdrag\"\nsummary = \"Hvad der gøres op.\"\n\
                date = \"2025-01-10\"\nlang = \"da\"\n+++\n\nEn tekst.\n";
    files.insert("content/notater/opdrag.md".into(), note.into());
    let expected = "documents = [\"opdrag\"]\n\n[[expected]]\nmeasure = \"arbejdskraftreserve\"\nexpected = \
                    \"2026-03\"\ntext = { da = \"Kommer \\\"snart\\\".\", en = \"Will come.\" }\n";
    files.get_mut("data/2025-11/v1/release.toml").unwrap().extend_from_slice(expected.as_bytes());
    tree::write(&files, folder);
}

fn revise(root: &Path, month: &str, class: &str, published: &str) -> (String, String, Option<i32>) {
    tree::said(root, &["revise", month, "--class", class, "--reason", REASON, "--published", published])
}

/// Copies a table that `revise` named into the new folder and changes a figure in it.
fn correct(root: &Path, table: &str, version: &str) {
    let text = fs::read_to_string(root.join(table)).unwrap();
    let row = text.lines().find(|line| line.contains(",ballerup,bupl,")).unwrap();
    let mut cells: Vec<String> = row.split(',').map(str::to_owned).collect();
    cells[3] = (cells[3].parse::<u64>().unwrap() + 25).to_string();
    let name = Path::new(table).file_name().unwrap();
    fs::write(root.join(version).join(name), text.replace(row, &cells.join(","))).unwrap();
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join("public").join(path)).unwrap()
}

/// What each class is called, and what `revise` says of it besides what it says of all.
const CLASSES: [(&str, &str, &str); 3] = [
    ("correction", "Rettelse af fejl", ""),
    (
        "planned_revision",
        "Planlagt revision",
        "A planned revision is announced in data/calendar.toml before it comes.\n",
    ),
    (
        "method_change",
        "Ændret metode",
        "If months before and after cannot be compared, say so in data/measures/<id>.toml with a [[break]].\n",
    ),
];

#[test]
fn a_version_of_each_class_goes_from_its_folder_to_its_readers() {
    for (class, label, advice) in CLASSES {
        let folder = tree::folder();
        let root = folder.path();
        publication(root);
        let (said, complaint, code) = revise(root, "2025-11", class, "2026-03-02T08:00:00+01:00");
        assert_eq!((complaint.as_str(), code), ("", Some(0)), "{said}");
        let made = root.join("data/2025-11/v2");
        let tables = [
            "arbejdskraftreserve",
            "rettidighed_cv_samtaler",
            "rettidighed_jobsamtaler",
            "rettidighed_sygesamtaler",
            "sygedagpenge_over_26_uger",
            "unge_forsikrede_ledige",
        ];
        let tables: String = tables.iter().map(|name| format!("  data/2025-11/v1/{name}.csv\n")).collect();
        assert_eq!(
            said,
            format!(
                "{} is ready.\nCopy the files that change into it and change them there; those that you do not copy \
                 stay as in 2025-11/v1.\n{tables}A file that no longer holds is named in release.toml: withdrawn = \
                 [\"…\"].\n{advice}Then: noegletal check, and noegletal build.\n",
                made.display()
            )
        );
        // What is made can be checked at once, and again when a figure has been put right.
        assert_eq!(tree::said(root, &["check", "--now", NOW]).2, Some(0));
        correct(root, "data/2025-11/v1/arbejdskraftreserve.csv", "data/2025-11/v2");
        let (_, complaint, code) = tree::said(root, &["build", "--now", NOW]);
        assert_eq!(code, Some(0), "{complaint}");
        tells_its_readers(root, class, label);
        let (_, complaint, code) = tree::said(root, &["verify"]);
        assert_eq!(code, Some(0), "{complaint}");
    }
}

fn tells_its_readers(root: &Path, class: &str, label: &str) {
    let shown = REASON.replace('\'', "&#39;").replace('"', "&quot;");
    let change = format!("{label}.</strong> Udgave 2 kom den 2. marts 2026: {shown} <a href=\"v1/index.html\">");
    assert!(read(root, "2025-11/index.html").contains(&change), "{class}");
    let own = read(root, "2025-11/v2/index.html");
    assert!(
        own.contains(&format!("{label}.</strong> {shown} <a href=\"../v1/index.html\">Se udgave 1</a>")),
        "{class}"
    );
    assert!(own.contains(&format!("<span>{label}</span>")), "{class}: the mark below the heading");
    assert!(own.contains(&format!("<strong>Hvorfor en ny udgave:</strong> {shown}")), "{class}: the notice");
    // The remark, the document and the promise of version 1 are said again.
    assert!(own.contains("Tallene er opdigtede for at vise udgivelsen.") && own.contains("/opdrag/index.html"));
    assert!(own.contains("Kommer &quot;snart&quot;."));
    for path in ["rettelser/index.html", "udgivelser/index.html", "maal/arbejdskraftreserve/index.html"] {
        assert!(read(root, path).contains(label), "{class}: {path}");
    }
    let state: Value = serde_json::from_str(&read(root, "api/v1/state.json")).unwrap();
    let month = state["months"].as_array().unwrap().iter().find(|month| month["period"] == "2025M11").unwrap();
    assert_eq!(
        month["later"],
        serde_json::json!([{
            "version": 2, "class": class, "label": label, "published": "2026-03-02T08:00:00+01:00",
            "day": "2. marts 2026", "reason": REASON, "page": "../../2025-11/v2/index.html"
        }])
    );
    let release: Value = serde_json::from_str(&read(root, "api/v1/releases/2025-11/v2/release.json")).unwrap();
    assert_eq!((&release["release"]["class"], &release["reason"]), (&class.into(), &REASON.into()));
    let first = read(root, "2025-11/v1/index.html");
    assert!(!first.contains(label) && !first.contains("/v2/"), "{class}: version 1 stays as it was");
}

#[test]
fn provisional_figures_and_further_versions_are_spoken_of() {
    let folder = tree::folder();
    let root = folder.path();
    publication(root);
    let (said, ..) = revise(root, "2025-12", "planned_revision", "2026-03-02T08:00:00+01:00");
    assert!(said.contains("says provisional, as before: write status = \"final\" if the figures now stand."), "{said}");
    correct(root, "data/2025-12/v1/arbejdskraftreserve.csv", "data/2025-12/v2");
    let (said, ..) = revise(root, "2025-12", "correction", "2026-03-03T08:00:00+01:00");
    assert!(said.contains("data/2025-12/v3 is ready.") && said.contains("stay as in 2025-12/v2."), "{said}");
    assert!(said.contains("  data/2025-12/v2/arbejdskraftreserve.csv\n"), "the file in force: {said}");
    assert!(said.contains("  data/2025-12/v1/rettidighed_cv_samtaler.csv\n"), "{said}");
    correct(root, "data/2025-12/v2/arbejdskraftreserve.csv", "data/2025-12/v3");
    let (_, complaint, code) = tree::said(root, &["build", "--now", NOW]);
    assert_eq!(code, Some(0), "{complaint}");
    let month = read(root, "2025-12/index.html");
    let at = |words: &str| month.find(words).unwrap_or_else(|| panic!("{words}: {month}"));
    assert!(at("Udgave 3 er den nyeste") < at("Udgave 3 kom den 3. marts"));
    assert!(at("Udgave 3 kom den 3. marts") < at("Udgave 2 kom den 2. marts"), "the last change first");
}

#[test]
fn what_cannot_be_a_version_is_refused_in_words() {
    let folder = tree::folder();
    let root = folder.path();
    publication(root);
    let complaint = |month: &str, class: &str, published: &str| {
        let (said, complaint, code) = revise(root, month, class, published);
        assert_eq!((said.as_str(), code), ("", Some(2)), "{complaint}");
        complaint
    };
    let later = "2026-03-02T08:00:00+01:00";
    assert!(complaint("2025-11", "first", later).contains("write correction, planned_revision or method_change"));
    assert!(complaint("2025-10", "correction", later).contains("2025-10 has no release yet"));
    assert!(complaint("2025-11", "correction", "2025-12-01T08:00:00+01:00").contains("a new version appears after"));
    assert!(!root.join("data/2025-11/v2").exists(), "nothing was made");
}
