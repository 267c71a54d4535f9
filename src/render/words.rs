//! The Danish words for what the model calls by names of its own.

use crate::model::calendar::{AnnouncementStatus, CalendarDate, MeetingKind};
use crate::model::catalogue::HeldBack;
use crate::model::code::AkasseEventKind;
use crate::model::edition::{Verdict, WhyNot};
use crate::model::measure::{Direction, MeasureKind, Rule};
use crate::model::note::NoteKind;
use crate::model::release::ReleaseStatus;
use crate::model::target::{TargetClass, TargetStatus};
use crate::model::{AreaKey, AreaKind, Exact, Period, Publication};
use crate::text::symbol::Symbol;
use crate::text::{NBSP, date, number};

/// A cell that a delivery does not have.
pub(crate) const ABSENT: Symbol =
    Symbol { sign: "[f]", word: "ikke i leverancen", meaning: "Leverancen har ikke dette tal." };

/// Nothing could be judged.
pub(crate) const NOT_JUDGED: Symbol = Symbol {
    sign: "[v]",
    word: "ikke vurderet",
    meaning: "Der er ikke noget tal at vurdere, eller målet har ikke et tal.",
};

/// There is nothing next month could be asked to be.
pub(crate) const NOT_ASKED: Symbol = Symbol {
    sign: "[o]",
    word: "beregnes ikke",
    meaning: "Kravet til næste måned beregnes kun, når målet gælder et gennemsnit over flere måneder.",
};

/// The measure is not compared with that month.
pub(crate) const NOT_COMPARED: Symbol = Symbol {
    sign: "[u]",
    word: "sammenlignes ikke",
    meaning: "Nøgletallet har ikke denne måned som fast udgangspunkt.",
};

/// There is no share with counts to say how far chance could carry it.
pub(crate) const NO_INTERVAL: Symbol = Symbol {
    sign: "[t]",
    word: "intet interval",
    meaning: "Intervallet beregnes kun for andele, hvis tæller og nævner er kendt og må vises.",
};

/// There is no percentage of zero.
pub(crate) const OF_NOTHING: Symbol =
    Symbol { sign: "[0]", word: "ingen procent af nul", meaning: "Tallet, der skulle regnes i procent af, er nul." };

/// A part of a whole one of which has no value.
pub(crate) const NO_PART: Symbol = Symbol {
    sign: "[a]",
    word: "ingen andel: et af tallene mangler",
    meaning: "Andelen kan ikke beregnes, fordi et af de to tal mangler.",
};

/// A comparison that cannot be made; the sign is one, the word says which case.
pub(crate) const fn not_comparable(why: WhyNot) -> Symbol {
    let word = match why {
        WhyNot::NoValueNow => "ingen ændring: tallet mangler",
        WhyNot::NoValueBefore => "ingen ændring: det tidligere tal mangler",
        WhyNot::ExcludedBefore => "ingen ændring: måneder, der ikke indgår, ligger imellem",
        WhyNot::Break => "ingen ændring: databrud",
        WhyNot::FundsChanged => "ingen ændring: a-kasser er lagt sammen eller delt",
    };
    Symbol {
        sign: "[i]",
        word,
        meaning: "Ændringen kan ikke beregnes, fordi et af tallene mangler, eller fordi der imellem dem ligger måneder, der \
                  ikke indgår, et databrud eller en ændring blandt a-kasserne.",
    }
}

/// How much is held back: `48 af 612 tal er skjult af hensyn til fortrolighed; 30 af dem har et grovere svar.` `None`
/// when nothing is.
pub(crate) fn held_back(held: HeldBack) -> Option<String> {
    if held.hidden == 0 {
        return None;
    }
    let count = |count: usize| number::count(count.try_into().unwrap_or(u64::MAX));
    let mut text =
        format!("{} af {} tal er skjult af hensyn til fortrolighed", count(held.hidden), count(held.figures));
    match held.answered {
        0 => {}
        1 => text.push_str("; 1 af dem har et grovere svar"),
        answered => text.push_str(&format!("; {} af dem har et grovere svar", count(answered))),
    }
    text.push('.');
    Some(text)
}

/// A change in percent of where it started: `+3,4 pct.`.
pub(crate) fn percent_of_change(percent: &Exact) -> String {
    format!("{}{NBSP}pct.", number::signed(percent.round(1)))
}

/// Why two figures are not compared, on its own: `databrud`.
pub(crate) fn why_not_compared(why: WhyNot) -> &'static str {
    let word = not_comparable(why).word;
    word.split_once(": ").map_or(word, |(_, reason)| reason)
}

/// A verdict with its sign, its word and the class its colour comes from.
pub(crate) fn verdict(verdict: Verdict) -> (&'static str, &'static str, &'static str) {
    match verdict {
        Verdict::Met => ("✓", "Opfyldt", "met"),
        Verdict::NotMet => ("✗", "Ikke opfyldt", "missed"),
        Verdict::Undecided => ("?", "Kan ikke afgøres", "undecided"),
        Verdict::NoNumericTarget => ("–", "Intet talmål", "none"),
        Verdict::NoData => ("–", "Ingen tal", "none"),
        Verdict::NotInForce => ("–", "Ikke i kraft", "none"),
    }
}

/// A rule over months, as a sentence.
pub(crate) fn over_months(rule: Rule) -> &'static str {
    match rule {
        Rule::Sum => "Månedernes tal lægges sammen.",
        Rule::Last => "Det seneste tal gælder; måneder lægges ikke sammen.",
        Rule::RatioOfSums => "Månedernes tællere lægges sammen, og summen deles med summen af nævnerne.",
        Rule::MeanOfMonths => {
            "Gennemsnittet af de måneder, der indgår og har et tal. Hver måned vejer lige meget, måneder uden tal \
             udelades, og der afrundes kun til sidst."
        }
        Rule::None => "Måneder samles ikke til ét tal.",
    }
}

/// A rule over funds or areas, as a sentence; `what` is `a-kasser` or `områder`.
pub(crate) fn over_parts(rule: Rule, what: &str) -> String {
    match rule {
        Rule::Sum => format!("Tal for flere {what} lægges sammen."),
        Rule::Last => format!("Det seneste tal gælder for flere {what}."),
        Rule::RatioOfSums => {
            format!(
                "Tællerne for flere {what} lægges sammen og deles med summen af nævnerne. Procenter lægges aldrig sammen."
            )
        }
        Rule::MeanOfMonths => format!("Gennemsnittet over flere {what}."),
        Rule::None => format!("Der beregnes ikke et samlet tal for flere {what}."),
    }
}

/// What sort of number a measure gives.
pub(crate) fn kind(kind: MeasureKind) -> &'static str {
    match kind {
        MeasureKind::Stock => "Bestand: hvor mange der er på et tidspunkt",
        MeasureKind::Flow => "Tilgang: hvor mange i løbet af måneden",
        MeasureKind::Share => "Andel",
        MeasureKind::Difference => "Forskel mellem to tal",
    }
}

/// Which way is better.
pub(crate) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Higher => "Højere er bedre",
        Direction::Lower => "Lavere er bedre",
    }
}

/// A class of targets.
pub(crate) fn target_class(class: TargetClass) -> &'static str {
    match class {
        TargetClass::Resultatmaal => "Resultatmål",
        TargetClass::Indsatsmaal => "Indsatsmål",
        TargetClass::Udviklingsmaal => "Udviklingsmål",
    }
}

/// Where a target stands in its life.
pub(crate) fn target_status(status: TargetStatus) -> &'static str {
    match status {
        TargetStatus::Proposed => "Foreslået",
        TargetStatus::Agreed => "Aftalt",
        TargetStatus::InForce => "I kraft",
        TargetStatus::Withdrawn => "Trukket tilbage",
        TargetStatus::Expired => "Udløbet",
        TargetStatus::Superseded => "Afløst af et andet",
    }
}

/// Whether a release's figures may change by plan.
pub(crate) fn release_status(status: ReleaseStatus) -> &'static str {
    match status {
        ReleaseStatus::Provisional => "Foreløbige tal",
        ReleaseStatus::Final => "Endelige tal",
    }
}

/// A sort of document.
pub(crate) fn note_kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Aftale => "Aftale",
        NoteKind::Referat => "Referat",
        NoteKind::Notat => "Notat",
        NoteKind::Metode => "Metode",
    }
}

/// How firm an announcement is.
pub(crate) fn announcement(status: &AnnouncementStatus) -> &'static str {
    match status {
        AnnouncementStatus::Provisional => "Foreløbig dato",
        AnnouncementStatus::Confirmed => "Fast dato",
        AnnouncementStatus::Cancelled(_) => "Aflyst",
    }
}

/// A sort of meeting.
pub(crate) fn meeting(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Director => "Møde på direktørniveau",
        MeetingKind::AkasseNetwork => "A-kassenetværk",
        MeetingKind::Individual => "Møde med en a-kasse",
        MeetingKind::Other => "Andet møde",
    }
}

/// A change among the funds.
pub(crate) fn event(kind: AkasseEventKind) -> &'static str {
    match kind {
        AkasseEventKind::Merger => "Sammenlægning",
        AkasseEventKind::Rename => "Nyt navn",
        AkasseEventKind::PartialTransfer => "Nogle medlemmer flyttede",
    }
}

/// The sort of number that follows from another measure.
pub(crate) const DERIVED: &str = "Udvikling: ændringen i procent siden en fast måned";

/// A sort of area, several of them.
pub(crate) fn area_kinds(kind: AreaKind) -> &'static str {
    match kind {
        AreaKind::Country => "Hele landet",
        AreaKind::EmploymentRegion => "Beskæftigelsesregioner",
        AreaKind::Region => "Regioner",
        AreaKind::Rar => "Områder for regionale arbejdsmarkedsråd (RAR)",
        AreaKind::Rbr => "Områder for regionale beskæftigelsesråd (RBR)",
        AreaKind::Landsdel => "Landsdele",
        AreaKind::Jobcentre => "Jobcentre",
        AreaKind::Municipality => "Kommuner",
        AreaKind::Comparator => "Sammenligningsgrupper",
    }
}

/// A sort of area, one of them.
pub(crate) fn area_kind(kind: AreaKind) -> &'static str {
    match kind {
        AreaKind::Country => "Hele landet",
        AreaKind::EmploymentRegion => "Beskæftigelsesregion",
        AreaKind::Region => "Region",
        AreaKind::Rar => "Område for regionalt arbejdsmarkedsråd (RAR)",
        AreaKind::Rbr => "Område for regionalt beskæftigelsesråd (RBR)",
        AreaKind::Landsdel => "Landsdel",
        AreaKind::Jobcentre => "Jobcenter",
        AreaKind::Municipality => "Kommune",
        AreaKind::Comparator => "Sammenligningsgruppe",
    }
}

/// A name with the area that it is told of, when that is not the whole country: `Arbejdskraftreserven, Region
/// Syddanmark`.
pub(crate) fn in_area(name: &str, whole: Option<AreaKey>, publication: &Publication) -> String {
    match whole.map(|key| publication.area(key)).filter(|area| area.kind != AreaKind::Country) {
        Some(area) => format!("{name}, {}", area.name),
        None => name.to_owned(),
    }
}

/// The area that figures are told of, when that is not the whole country; empty when it is.
pub(crate) fn place_of_whole(whole: Option<AreaKey>, publication: &Publication) -> &str {
    let area = whole.map(|key| publication.area(key)).filter(|area| area.kind != AreaKind::Country);
    area.map_or("", |area| area.name.as_str())
}

/// The first letter in upper case: for the start of a sentence or a heading.
pub(crate) fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// A run of months: `juli 2021`, `januar–juni 2021`, `november 2020–marts 2021`.
pub(crate) fn months(from: Period, to: Period) -> String {
    if from == to {
        date::month(from)
    } else if from.year() == to.year() {
        format!("{}–{}", date::month_name(from.month()), date::month(to))
    } else {
        format!("{}–{}", date::month(from), date::month(to))
    }
}

/// Names one after the other: `A`, `A og B`, `A, B og C`; beyond `most` the rest is counted.
pub(crate) fn joined(names: &[String], most: usize) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        _ if names.len() > most => {
            format!("{} og {} andre", names[..most].join(", "), names.len() - most)
        }
        [first @ .., last] => format!("{} og {last}", first.join(", ")),
    }
}

/// Names of which one is meant: `a`, `a eller b`, `a, b eller c`.
pub(crate) fn either(names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} eller {last}", first.join(", ")),
        _ => names.concat(),
    }
}

/// A time that is expected, in the precision it is given in (`2009-W50`, `2009-12`, `2009-12-10`), as a reader says it.
pub(crate) fn expected(text: &str) -> String {
    let week = text.split_once("-W").and_then(|(year, week)| {
        chrono::NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, chrono::Weekday::Mon)
    });
    if let Some(day) = week {
        return date::of_calendar(CalendarDate::Week(chrono::Datelike::iso_week(&day)));
    }
    if let Some(period) = Period::parse(text) {
        return date::month(period);
    }
    text.parse().map_or_else(|_| text.to_owned(), date::day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    #[test]
    fn says_runs_of_months_and_names() {
        assert_eq!(months(period("2021-01"), period("2021-06")), "januar–juni 2021");
        assert_eq!(months(period("2020-11"), period("2021-09")), "november 2020–september 2021");
        assert_eq!(months(period("2021-07"), period("2021-07")), "juli 2021");
        let names: Vec<String> = ["3F", "BUPL", "FOA"].map(String::from).into();
        assert_eq!(joined(&names, 12), "3F, BUPL og FOA");
        assert_eq!(joined(&names, 2), "3F, BUPL og 1 andre");
        assert_eq!(joined(&names[..1], 2), "3F");
    }

    #[test]
    fn says_when_in_the_precision_given() {
        assert_eq!(expected("2009-W50"), "uge 50 2009");
        assert_eq!(expected("2009-12"), "december 2009");
        assert_eq!(expected("2009-12-10"), "10. december 2009");
        assert_eq!(expected("snart"), "snart");
    }
}
