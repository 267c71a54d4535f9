//! The rule for what is held back, in words made from the configuration, and how much of each edition it holds back.

use std::collections::BTreeSet;

use serde::Serialize;

use super::editions::made_up;
use super::whole::Shared;
use crate::model::catalogue::{CatalogueEntry, HeldBack};
use crate::model::publication::Protection;
use crate::model::{Measure, MeasureKey, Policy};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::edition::headline::Statement;
use crate::render::frame::Link;
use crate::render::html::Html;
use crate::render::press::Press;
use crate::render::site::note_folder;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::messages::{Messages, say};

/// The method note that the rule is shown below as well.
pub(super) const ABOUT_PROTECTION: &str = "fortrolighed";

/// Where it stands how much of every edition is held back. No note can have this address.
pub(super) const HELD_FOLDER: &str = "metode/fortrolighed/skjulte-tal/";

/// The rule for what is held back.
#[derive(Debug, Serialize)]
pub(crate) struct PolicyView {
    /// The publication's own words about it.
    lead: String,
    /// The rule, topic by topic.
    rules: Vec<Statement>,
    /// The limits of every measure.
    measures: Html,
    /// The way to how much is held back of every edition.
    held: Link,
}

/// The rule as it is set up.
pub(super) fn policy(press: &Press<'_>, here: &Here) -> PolicyView {
    let say = press.say;
    let publication = press.site.publication;
    let sensitive = publication.measures.iter().any(|measure| measure.disclosure.sensitive);
    PolicyView {
        lead: say.of(&publication.protection.text).into_owned(),
        rules: rules(say, &publication.protection, sensitive),
        measures: measures(press, here),
        held: Link::new(here.page(HELD_FOLDER), say.text("protection-held")),
    }
}

fn rules(say: &Messages, protection: &Protection, sensitive: bool) -> Vec<Statement> {
    let topics = [
        ("protection-topic-count", counts(say, protection, sensitive)),
        ("protection-topic-zero", say.text(zeros(protection)).into_owned()),
        ("protection-topic-shares", say.text("protection-shares").into_owned()),
        ("protection-topic-answers", answers(say, &protection.answers)),
        ("protection-topic-secondary", say.text("protection-secondary").into_owned()),
        ("protection-topic-known", say.text("protection-known").into_owned()),
        ("protection-topic-following", say.text("protection-following").into_owned()),
        ("protection-topic-verdicts", say.text("protection-verdicts").into_owned()),
        ("protection-topic-sticky", say.text("protection-sticky").into_owned()),
    ];
    topics.into_iter().filter_map(|(topic, text)| Statement::new(say.text(topic), text)).collect()
}

fn counts(say: &Messages, protection: &Protection, sensitive: bool) -> String {
    let first = u64::from(!protection.zeros_are_sensitive);
    let last = protection.minimum_count.checked_sub(1).filter(|last| first <= *last);
    let mut said = vec![match last {
        Some(last) if last == first => say!(say, "protection-count", count = last),
        Some(last) => say!(say, "protection-counts", first = first, last = last),
        None => say.text("protection-no-limit").into_owned(),
    }];
    if sensitive && protection.sensitive_minimum_count > protection.minimum_count {
        let (least, usual) = (protection.sensitive_minimum_count, protection.minimum_count);
        said.push(say!(say, "protection-sensitive", least = least, usual = usual));
    }
    said.push(say.text("protection-stricter").into_owned());
    said.join(" ")
}

fn zeros(protection: &Protection) -> &'static str {
    if protection.zeros_are_sensitive { "protection-zeros-hidden" } else { "protection-zeros-shown" }
}

fn answers(say: &Messages, answers: &[u8]) -> String {
    if answers.is_empty() {
        return say.text("protection-no-answers").into_owned();
    }
    let percents = |of: &dyn Fn(u8) -> u8| {
        let numbers: Vec<String> = answers.iter().rev().map(|answer| say.count(of(*answer).into())).collect();
        words::either(say, &numbers)
    };
    let (least, most) = (percents(&|answer| answer), percents(&|answer| 100_u8.saturating_sub(answer)));
    say!(say, "protection-answers", least = least, most = most)
}

/// The limits of every measure.
fn measures(press: &Press<'_>, here: &Here) -> Html {
    let say = press.say;
    let publication = press.site.publication;
    let mut table = Table::new(say, "graenser", &say.text("protection-limits"), Sorting::Offered);
    table.columns(&[
        Column::text(say.text("word-measure")),
        Column::number(say.text("protection-least"), ""),
        Column::number(say.text("protection-span"), ""),
        Column::text(say.text("protection-is-sensitive")),
        Column::text(say.text("protection-exempt")),
    ]);
    for key in press.measures.iter().copied() {
        let measure = publication.measure(key);
        let [minimum, width, exempt] = limits(press, here, measure);
        let sensitive = Cell::said(say, if measure.disclosure.sensitive { "protection-yes" } else { "protection-no" });
        let head = Head::link(say.of(&measure.short), here.page(&press.measure_folder(key))).wrapped();
        table.row(&head, [minimum, width, sensitive, exempt]);
    }
    table.finish()
}

fn limits(press: &Press<'_>, here: &Here, measure: &Measure) -> [Cell; 3] {
    let say = press.say;
    match press.site.publication.policy(measure) {
        Policy::Counts(counts) => [
            Cell::number(say.count(counts.minimum)),
            Cell::number(say.count(counts.width)),
            Cell::said(say, "protection-no"),
        ],
        Policy::Published(published) => {
            let label = say!(say, "protection-published", owner = say.danish(&published.owner));
            let exempt = match press.site.note(&published.source) {
                Some(note) => Cell::Link { href: here.page(&note_folder(note)), label },
                None => Cell::Text(label.into()),
            };
            let none = || Cell::number(say.text("protection-none").into_owned());
            [none(), none(), exempt]
        }
    }
}

/// How much of the newest edition is held back, measure by measure; `None` while nothing is published.
pub(super) fn of_newest(shared: &Shared<'_>, here: &Here) -> Option<Html> {
    let say = shared.press.say;
    let press = shared.press;
    let entry = press.site.catalogue.newest()?;
    let held = |key: &MeasureKey| shared.history.held.get(&(entry.release.id, *key)).copied();
    let folder = address::edition(entry.release.id);
    let caption = say!(say, "protection-newest", month = say.month(entry.release.id.period)) + &made_up(say, entry);
    let mut table = Table::new(say, "skjulte", &caption, Sorting::Offered);
    table.columns(&[
        Column::text(say.text("word-measure")),
        Column::number(say.text("word-figure"), ""),
        Column::number(say.text("protection-hidden"), ""),
        Column::number(say.text("protection-answered"), ""),
    ]);
    let counted: Vec<_> = entry.measures.iter().filter_map(|key| Some((*key, held(key)?))).collect();
    for (key, held) in &counted {
        let measure = press.site.publication.measure(*key);
        let numbers = [held.figures, held.hidden, held.answered].map(|number| count(say, number));
        let head = Head::link(say.of(&measure.short), here.page(&address::measure(&folder, measure))).wrapped();
        table.row(&head, numbers.map(Cell::number));
    }
    (!counted.is_empty()).then(|| table.finish())
}

/// How much of every version is held back, newest first, measures across; `None` while nothing is published.
pub(super) fn of_all(shared: &Shared<'_>, here: &Here) -> Option<Html> {
    let say = shared.press.say;
    let press = shared.press;
    let held = &shared.history.held;
    let measures: BTreeSet<MeasureKey> = held.keys().map(|(_, measure)| *measure).collect();
    if measures.is_empty() {
        return None;
    }
    let mut table = Table::new(say, "udgaver", &say.text("protection-all"), Sorting::Fixed);
    let columns = measures.iter().map(|key| Column::number(say.of(&press.site.publication.measure(*key).short), ""));
    table.columns(&std::iter::once(Column::text(say.text("list-version"))).chain(columns).collect::<Vec<_>>());
    for entry in &press.site.catalogue.entries {
        let of =
            |key: &MeasureKey| held.get(&(entry.release.id, *key)).map_or_else(Cell::absent, |held| told(say, *held));
        table.row(
            &Head::link(label(say, entry), here.page(&address::edition(entry.release.id))),
            measures.iter().map(of),
        );
    }
    Some(table.finish())
}

fn label(say: &Messages, entry: &CatalogueEntry) -> String {
    let id = entry.release.id;
    say!(say, "word-month-version", month = words::capital(&say.month(id.period)), version = id.version)
        + &made_up(say, entry)
}

fn told(say: &Messages, held: HeldBack) -> Cell {
    let text = say!(say, "calendar-of", part = count(say, held.hidden), all = count(say, held.figures));
    match held.answered {
        0 => Cell::number(text),
        answered => Cell::Remarked(text, say!(say, "protection-with-answers", count = count(say, answered))),
    }
}

fn count(say: &Messages, count: usize) -> String {
    say.count(count.try_into().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;
    use crate::text::messages::tests::danish;

    fn protection(minimum: u64, zeros: bool, answers: &[u8]) -> Protection {
        Protection {
            minimum_count: minimum,
            sensitive_minimum_count: 2 * minimum,
            zeros_are_sensitive: zeros,
            interval_width: None,
            answers: answers.to_vec(),
            text: Text::default(),
        }
    }

    fn said(protection: &Protection, topic: &str) -> String {
        let found = rules(&danish(), protection, true).into_iter().find(|statement| statement.topic == topic);
        found.map(|statement| statement.text).unwrap_or_default()
    }

    #[test]
    fn the_words_follow_the_configuration() {
        let usual = protection(5, false, &[80, 90, 95]);
        assert!(said(&usual, "Antal").starts_with("Et antal fra 1 til 4 skjules. For følsomme tal"));
        assert!(said(&usual, "Antal").contains("er det mindste antal, der vises, 10 i stedet for 5."));
        assert!(said(&usual, "Nul").starts_with("Nul vises"));
        let answers = said(&usual, "Grovere svar");
        assert!(answers.contains("mindst 95, 90 eller 80 pct. eller højst 5, 10 eller 20 pct."), "{answers}");
        let strict = protection(10, true, &[]);
        assert!(said(&strict, "Antal").starts_with("Et antal fra 0 til 9 skjules."));
        assert!(said(&strict, "Nul").starts_with("Nul skjules"));
        assert!(said(&strict, "Grovere svar").starts_with("Der gives ikke"));
        assert!(said(&protection(2, false, &[]), "Antal").starts_with("Et antal på 1 skjules."));
        assert!(said(&protection(1, false, &[]), "Antal").starts_with("Der er ingen nedre grænse"));
        assert!(!rules(&danish(), &usual, false)[0].text.contains("følsomme"), "no measure is");
    }

    #[test]
    fn held_back_figures_are_counted_in_one_number() {
        let held = HeldBack { figures: 1612, hidden: 48, answered: 30 };
        assert_eq!(told(&danish(), held), Cell::Remarked("48 af 1.612".into(), "30 med grovere svar".into()));
        assert_eq!(told(&danish(), HeldBack { answered: 0, ..held }), Cell::number("48 af 1.612"));
        assert_eq!(
            words::held_back(&danish(), held).unwrap(),
            "48 af 1.612 tal er skjult af hensyn til fortrolighed; 30 af dem har et grovere svar."
        );
        assert_eq!(words::held_back(&danish(), HeldBack { hidden: 0, answered: 0, ..held }), None);
    }
}
