//! The message files of both languages against each other, and what is said of wrong ones.

use super::*;
use crate::diagnostic::Code;

/// The messages that are built in.
pub(crate) fn danish() -> Messages {
    Messages::new(Language::Danish, &BTreeMap::new()).unwrap()
}

/// The same in English.
pub(crate) fn english() -> Messages {
    Messages::new(Language::English, &BTreeMap::new()).unwrap()
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_words_to_put_in() {
    let (danish, english) = (danish(), english());
    let all = |messages: &Messages| -> Vec<(String, BTreeSet<String>)> {
        messages.keys().map(|(key, given)| (key.to_owned(), given.clone())).collect()
    };
    assert_eq!(all(&danish), all(&english));
    for (path, source) in BUILT_IN {
        let file = path.rsplit('/').next().unwrap().trim_end_matches(".ftl");
        let keys = check::variables(&check::parsed(path, source).unwrap());
        assert!(keys.keys().all(|key| key.starts_with(&format!("{file}-"))), "{path}: {keys:?}");
    }
}

#[test]
fn singular_and_plural_and_numbers_follow_the_language() {
    let say = |messages: &Messages, months: usize| say!(messages, "chart-revised-months", months = months);
    assert!(say(&danish(), 1).starts_with("Tallet er ændret i 1 måned, siden"));
    assert!(say(&danish(), 1234).starts_with("Tallet er ændret i 1.234 måneder, siden"));
    assert!(say(&english(), 1).ends_with("for 1 month since it was first published."));
    assert!(say(&english(), 1234).ends_with("for 1,234 months since it was first published."));
}

#[test]
fn a_publication_says_it_in_its_own_words() {
    let own = BTreeMap::from([("messages/da/x.ftl".to_owned(), "chart-now = i dag\nx-own = Egen\n".to_owned())]);
    let say = Messages::new(Language::Danish, &own).unwrap();
    assert_eq!((say.text("chart-now"), say.text("x-own")), ("i dag".into(), "Egen".into()));
    assert_eq!(say.text("chart-first"), "først offentliggjort", "what it leaves out is built in");
    assert_eq!(Messages::new(Language::English, &own).unwrap().text("chart-now"), "now");
}

#[test]
fn wrong_messages_are_told_with_file_and_line() {
    let wrong = |path: &str, source: &str| {
        let own = BTreeMap::from([(path.to_owned(), source.to_owned())]);
        let error = Messages::new(Language::Danish, &own).unwrap_err();
        assert_eq!(error.code, Code::BadTemplate);
        let place = error.place.unwrap();
        (format!("{}:{}", place.file, place.line), error.message)
    };
    let (place, message) = wrong("messages/da/x.ftl", "x-a = a\nx-b = { $\n");
    assert!(place.starts_with("templates/messages/da/x.ftl:2"), "{place}: {message}");
    let (place, message) = wrong("messages/da/x.ftl", "x-a = a\nchart-first = { $nmae }\n");
    assert!(place.starts_with("templates/messages/da/x.ftl:2"), "{place}");
    assert_eq!(message, "chart-first asks for $nmae, and is given nothing");
    assert!(wrong("messages/fr/x.ftl", "").1.contains("no file of messages"));
    assert!(wrong("messages/da/x.txt", "").1.contains("no file of messages"));
}

#[test]
fn a_text_in_danish_alone_is_marked_in_english() {
    let (both, one) =
        (Text { da: "Mål".into(), en: "Target".into() }, Text { da: "Aftalt.".into(), en: "Aftalt.".into() });
    assert_eq!((danish().of(&both), english().of(&both)), ("Mål".into(), "Target".into()));
    assert_eq!(danish().of(&one), "Aftalt.");
    let marked = english().of(&one).into_owned();
    assert_eq!((marked.as_str(), &*unmarked(&marked)), ("\u{fdd0}Aftalt.\u{fdd1}", "Aftalt."));
    assert_eq!(ended(marked.clone()), marked, "its own point ends the sentence");
    assert_eq!(english().bare(&one), "Aftalt.");
}
