//! The rule for what is held back, in words made from the configuration, and how much of each edition it holds back.

use std::collections::BTreeSet;

use serde::Serialize;

use super::editions::made_up;
use super::whole::Shared;
use crate::model::catalogue::{CatalogueEntry, HeldBack};
use crate::model::publication::Protection;
use crate::model::{Bound, Measure, MeasureKey, Policy};
use crate::render::address::{self, Here};
use crate::render::cell::Cell;
use crate::render::edition::headline::Statement;
use crate::render::frame::Link;
use crate::render::html::Html;
use crate::render::press::Press;
use crate::render::site::note_folder;
use crate::render::table::{Column, Head, Sorting, Table};
use crate::render::words;
use crate::text::{date, number, symbol};

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
    let publication = press.site.publication;
    let sensitive = publication.measures.iter().any(|measure| measure.disclosure.sensitive);
    PolicyView {
        lead: publication.protection.text.da.clone(),
        rules: rules(&publication.protection, sensitive),
        measures: measures(press, here),
        held: Link::new(here.page(HELD_FOLDER), "Hvor mange tal der er skjult i hver udgave"),
    }
}

fn rules(protection: &Protection, sensitive: bool) -> Vec<Statement> {
    let topics = [
        ("Antal", counts(protection, sensitive)),
        ("Nul", zeros(protection)),
        ("Andele", shares()),
        ("Grovere svar", answers(&protection.answers)),
        ("Tal, der ville røbe andre", secondary()),
        ("Hvad andre kan vide", known()),
        ("Flere måneder og ændringer", following()),
        ("Vurderinger", verdicts()),
        ("Senere udgaver", sticky()),
    ];
    topics.into_iter().filter_map(|(topic, text)| Statement::new(topic, text)).collect()
}

fn counts(protection: &Protection, sensitive: bool) -> String {
    let first = u64::from(!protection.zeros_are_sensitive);
    let mut text = match hidden_counts(first, protection.minimum_count) {
        Some(counts) => format!("Et antal {counts} skjules."),
        None => "Der er ingen nedre grænse for et antal, der vises.".into(),
    };
    if sensitive && protection.sensitive_minimum_count > protection.minimum_count {
        text.push_str(&format!(
            " For følsomme tal, som dem om helbred, er det mindste antal, der vises, {} i stedet for {}.",
            number::count(protection.sensitive_minimum_count),
            number::count(protection.minimum_count)
        ));
    }
    text.push_str(" Et nøgletal kan have en strengere grænse; den gælder så. Grænserne står i tabellen.");
    text
}

/// The counts that are too small: `fra 1 til 4`, `på 1`; `None` when no count is.
fn hidden_counts(first: u64, minimum: u64) -> Option<String> {
    let last = minimum.checked_sub(1).filter(|last| first <= *last)?;
    Some(match first == last {
        true => format!("på {}", number::count(last)),
        false => format!("fra {} til {}", number::count(first), number::count(last)),
    })
}

fn zeros(protection: &Protection) -> String {
    if protection.zeros_are_sensitive {
        "Nul skjules som andre små antal.".into()
    } else {
        "Nul vises: at ingen er talt, røber i sig selv ikke nogen.".into()
    }
}

fn shares() -> String {
    "En andel skjules, når tælleren, nævneren eller resten mellem dem er et antal, der skjules. Resten er med, fordi 96 \
     pct. af 50 fortæller lige så meget om de to, der er tilbage, som om de 48."
        .into()
}

fn answers(answers: &[u8]) -> String {
    if answers.is_empty() {
        return "Der gives ikke grovere svar i stedet for skjulte andele.".into();
    }
    let percents = |bound: fn(u8) -> Bound, of: &dyn Fn(u8) -> u8| {
        let numbers: Vec<String> = answers.iter().rev().map(|answer| number::count(of(*answer).into())).collect();
        format!("{} {} pct.", symbol::of_bound(bound(0)).word, words::either(&numbers))
    };
    format!(
        "I stedet for en skjult andel kan der stå et grovere svar: {} eller {} Svaret er det snævreste af dem, der passer \
         på andelen og lader det være åbent, hvor mange der er på den mindste side, også om der er nogen. Er gruppen for \
         lille til det, er der intet svar. Alle kan kende den regel, så når det prøves, om et skjult tal kan regnes ud, \
         regnes svarene for kendte.",
        percents(Bound::AtLeast, &|answer| answer),
        percents(Bound::AtMost, &|answer| 100_u8.saturating_sub(answer)),
    )
}

fn secondary() -> String {
    "Kan et skjult tal findes ved at trække andre tal fra en sum, skjules også andre tal i samme måned: så få som muligt, \
     og helst enkelte celler frem for totaler. Hvert skjult tal prøves mod alle viste summer på én gang: alle a-kasser \
     sammen og alle slags områder, også hvor inddelingerne går på tværs af hinanden. Spændet mellem det mindste og det \
     største, som et skjult antal kan være, er aldrig under det, som tabellen viser. Man kan ikke se på et skjult tal, \
     om det er skjult for sin egen eller for andres skyld. Kan et tal ikke beskyttes, bliver der ingen udgivelse."
        .into()
}

fn known() -> String {
    "Den, der prøver at regne et skjult tal ud, regnes for at kende alt, hvad der er vist i denne og tidligere udgaver, \
     alle regler her på siden og, når vedkommende er alene i sin gruppe, gruppens eget tal. En a-kasse eller et \
     jobcenter, der kender sine egne større tal fra andet sted, er der ikke taget højde for."
        .into()
}

fn following() -> String {
    "Et tal for flere måneder vises kun, når hver af månederne er vist. En ændring, en plads i en rækkefølge og et interval \
     vises kun, når de tal, de er lavet af, er vist. Et grovere svar regnes her som et skjult tal."
        .into()
}

fn verdicts() -> String {
    "En vurdering af et mål laves kun af det, som er vist. Af et grovere svar vurderes et mål kun, når svaret alene afgør \
     det; ellers vurderes det ikke. Afstanden til målet vises ikke."
        .into()
}

fn sticky() -> String {
    "Hvad der er skjult i en udgave, er skrevet ned sammen med dens segl og ændres ikke, heller ikke når valget af skjulte \
     tal bliver bedre. Det, der én gang er skjult for en måned, er også skjult i senere udgaver af måneden."
        .into()
}

/// The limits of every measure.
fn measures(press: &Press<'_>, here: &Here) -> Html {
    let publication = press.site.publication;
    let mut table = Table::new("graenser", "Grænser for hvert nøgletal", Sorting::Offered);
    table.columns(&[
        Column::text("Nøgletal"),
        Column::number("Mindste antal, der vises", ""),
        Column::number("Mindste spænd for et skjult antal", ""),
        Column::text("Følsomt"),
        Column::text("Undtaget"),
    ]);
    for key in press.measures.iter().copied() {
        let measure = publication.measure(key);
        let [minimum, width, exempt] = limits(press, here, measure);
        let sensitive = Cell::Text(if measure.disclosure.sensitive { "ja" } else { "nej" }.into());
        let head = Head::link(&measure.short.da, here.page(&press.measure_folder(key))).wrapped();
        table.row(&head, [minimum, width, sensitive, exempt]);
    }
    table.finish()
}

fn limits(press: &Press<'_>, here: &Here, measure: &Measure) -> [Cell; 3] {
    match press.site.publication.policy(measure) {
        Policy::Counts(counts) => [
            Cell::number(number::count(counts.minimum)),
            Cell::number(number::count(counts.width)),
            Cell::Text("nej".into()),
        ],
        Policy::Published(published) => {
            let label = format!("ja, offentliggjort af {}", published.owner);
            let exempt = match press.site.note(&published.source) {
                Some(note) => Cell::Link { href: here.page(&note_folder(note)), label },
                None => Cell::Text(label.into()),
            };
            let none = || Cell::number("ingen grænse");
            [none(), none(), exempt]
        }
    }
}

/// How much of the newest edition is held back, measure by measure; `None` while nothing is published.
pub(super) fn of_newest(shared: &Shared<'_>, here: &Here) -> Option<Html> {
    let press = shared.press;
    let entry = press.site.catalogue.newest()?;
    let held = |key: &MeasureKey| shared.history.held.get(&(entry.release.id, *key)).copied();
    let folder = address::edition(entry.release.id);
    let caption =
        format!("Skjulte tal i den nyeste udgave, {}{}", date::month(entry.release.id.period), made_up(entry));
    let mut table = Table::new("skjulte", &caption, Sorting::Offered);
    table.columns(&[
        Column::text("Nøgletal"),
        Column::number("Tal", ""),
        Column::number("Skjult", ""),
        Column::number("Heraf med grovere svar", ""),
    ]);
    let counted: Vec<_> = entry.measures.iter().filter_map(|key| Some((*key, held(key)?))).collect();
    for (key, held) in &counted {
        let measure = press.site.publication.measure(*key);
        let numbers = [held.figures, held.hidden, held.answered].map(count);
        let head = Head::link(&measure.short.da, here.page(&address::measure(&folder, measure))).wrapped();
        table.row(&head, numbers.map(Cell::number));
    }
    (!counted.is_empty()).then(|| table.finish())
}

/// How much of every version is held back, newest first, measures across; `None` while nothing is published.
pub(super) fn of_all(shared: &Shared<'_>, here: &Here) -> Option<Html> {
    let press = shared.press;
    let held = &shared.history.held;
    let measures: BTreeSet<MeasureKey> = held.keys().map(|(_, measure)| *measure).collect();
    if measures.is_empty() {
        return None;
    }
    let mut table = Table::new("udgaver", "Skjulte tal i hver udgave, nyeste først", Sorting::Fixed);
    let columns = measures.iter().map(|key| Column::number(&press.site.publication.measure(*key).short.da, ""));
    table.columns(&std::iter::once(Column::text("Udgave")).chain(columns).collect::<Vec<_>>());
    for entry in &press.site.catalogue.entries {
        let of = |key: &MeasureKey| held.get(&(entry.release.id, *key)).map_or_else(Cell::absent, |held| told(*held));
        table.row(&Head::link(&label(entry), here.page(&address::edition(entry.release.id))), measures.iter().map(of));
    }
    Some(table.finish())
}

fn label(entry: &CatalogueEntry) -> String {
    let id = entry.release.id;
    format!("{}, udgave {}{}", words::capital(&date::month(id.period)), id.version, made_up(entry))
}

fn told(held: HeldBack) -> Cell {
    let text = format!("{} af {}", count(held.hidden), count(held.figures));
    match held.answered {
        0 => Cell::number(text),
        answered => Cell::Remarked(text, format!("{} med grovere svar", count(answered))),
    }
}

fn count(count: usize) -> String {
    number::count(count.try_into().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

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
        let found = rules(protection, true).into_iter().find(|statement| statement.topic == topic);
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
        assert!(!rules(&usual, false)[0].text.contains("følsomme"), "no measure is");
    }

    #[test]
    fn held_back_figures_are_counted_in_one_number() {
        let held = HeldBack { figures: 1612, hidden: 48, answered: 30 };
        assert_eq!(told(held), Cell::Remarked("48 af 1.612".into(), "30 med grovere svar".into()));
        assert_eq!(told(HeldBack { answered: 0, ..held }), Cell::number("48 af 1.612"));
        assert_eq!(
            words::held_back(held).unwrap(),
            "48 af 1.612 tal er skjult af hensyn til fortrolighed; 30 af dem har et grovere svar."
        );
        assert_eq!(words::held_back(HeldBack { hidden: 0, answered: 0, ..held }), None);
    }
}
