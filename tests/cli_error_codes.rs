//! Every code has its section in `docs/error-codes.md`, in the order of the codes, and no other section is there.

use noegletal::diagnostic::Code;

const PAGE: &str = include_str!("../docs/error-codes.md");

fn sections() -> Vec<(&'static str, &'static str)> {
    PAGE.split("\n## ").skip(1).filter_map(|section| section.split_once('\n')).collect()
}

#[test]
fn every_code_has_a_section_and_no_other() {
    let expected: Vec<String> = Code::ALL.iter().map(|code| format!("`{}`", code.word())).collect();
    let found: Vec<&str> = sections().into_iter().map(|(title, _)| title).collect();
    assert_eq!(found, expected);
}

#[test]
fn every_section_says_what_it_means_shows_it_and_says_what_to_do() {
    for (title, text) in sections() {
        let word = title.trim_matches('`');
        let Some((meaning, rest)) = text.split_once("```text\n") else { panic!("{title} has no example") };
        let Some((example, advice)) = rest.split_once("```\n") else { panic!("the example of {title} is not closed") };
        assert!(meaning.trim().len() > 20 && advice.trim().len() > 20, "{title}");
        let opens = ["error", "warning"].iter().any(|severity| example.starts_with(&format!("{severity}[{word}]: ")));
        assert!(opens && example.contains("  --> "), "{title}: {example}");
    }
}
