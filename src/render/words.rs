//! The words for what the model calls by names of its own.

use std::borrow::Cow;

use crate::model::calendar::{AnnouncementStatus, CalendarDate, MeetingKind};
use crate::model::catalogue::HeldBack;
use crate::model::code::AkasseEventKind;
use crate::model::edition::{Verdict, WhyNot};
use crate::model::measure::{Direction, MeasureKind, Rule, Unit};
use crate::model::note::NoteKind;
use crate::model::release::ReleaseStatus;
use crate::model::target::{TargetClass, TargetStatus};
use crate::model::{AreaKey, AreaKind, Exact, Period, Publication};
use crate::text::messages::{DANISH_FROM, Messages, say};
use crate::text::symbol::Symbol;

/// A cell that a delivery does not have.
pub(crate) const ABSENT: Symbol = Symbol { sign: "[f]", word: "sign-absent", meaning: "sign-absent-meaning" };

/// Nothing could be judged.
pub(crate) const NOT_JUDGED: Symbol =
    Symbol { sign: "[v]", word: "sign-not-judged", meaning: "sign-not-judged-meaning" };

/// There is nothing next month could be asked to be.
pub(crate) const NOT_ASKED: Symbol = Symbol { sign: "[o]", word: "sign-not-asked", meaning: "sign-not-asked-meaning" };

/// The measure is not compared with that month.
pub(crate) const NOT_COMPARED: Symbol =
    Symbol { sign: "[u]", word: "sign-not-compared", meaning: "sign-not-compared-meaning" };

/// There is no share with counts to say how far chance could carry it.
pub(crate) const NO_INTERVAL: Symbol =
    Symbol { sign: "[t]", word: "sign-no-interval", meaning: "sign-no-interval-meaning" };

/// There is no percentage of zero.
pub(crate) const OF_NOTHING: Symbol =
    Symbol { sign: "[0]", word: "sign-of-nothing", meaning: "sign-of-nothing-meaning" };

/// A part of a whole one of which has no value.
pub(crate) const NO_PART: Symbol = Symbol { sign: "[a]", word: "sign-no-part", meaning: "sign-no-part-meaning" };

/// A comparison that cannot be made; the sign is one, the word says which case.
pub(crate) const fn not_comparable(why: WhyNot) -> Symbol {
    let word = match why {
        WhyNot::NoValueNow => "sign-incomparable-now",
        WhyNot::NoValueBefore => "sign-incomparable-before",
        WhyNot::ExcludedBefore => "sign-incomparable-excluded",
        WhyNot::Break => "sign-incomparable-break",
        WhyNot::FundsChanged => "sign-incomparable-funds",
    };
    Symbol { word, ..INCOMPARABLE }
}

/// A comparison that cannot be made, whatever the case.
pub(crate) const INCOMPARABLE: Symbol =
    Symbol { sign: "[i]", word: "sign-incomparable", meaning: "sign-incomparable-meaning" };

/// How much is held back: `48 af 612 tal er skjult af hensyn til fortrolighed; 30 af dem har et grovere svar.` `None`
/// when nothing is.
pub(crate) fn held_back(say: &Messages, held: HeldBack) -> Option<String> {
    if held.hidden == 0 {
        return None;
    }
    let HeldBack { figures, hidden, answered } = held;
    Some(match answered {
        0 => say!(say, "word-held-back", hidden = hidden, figures = figures),
        _ => say!(say, "word-held-back-answered", hidden = hidden, figures = figures, answered = answered),
    })
}

/// A change in percent of where it started: `+3,4 pct.`.
pub(crate) fn percent_of_change(say: &Messages, percent: &Exact) -> String {
    say.with_unit(&say.signed(percent.round(1)), Unit::Percent)
}

/// Why two figures are not compared, on its own: `databrud`.
pub(crate) fn why_not_compared(say: &Messages, why: WhyNot) -> Cow<'_, str> {
    say.text(match why {
        WhyNot::NoValueNow => "word-why-now",
        WhyNot::NoValueBefore => "word-why-before",
        WhyNot::ExcludedBefore => "word-why-excluded",
        WhyNot::Break => "word-why-break",
        WhyNot::FundsChanged => "word-why-funds",
    })
}

/// A verdict with its sign, its word and the class its colour comes from.
pub(crate) fn verdict(say: &Messages, verdict: Verdict) -> (&'static str, Cow<'_, str>, &'static str) {
    let (sign, key, class) = match verdict {
        Verdict::Met => ("✓", "word-verdict-met", "met"),
        Verdict::NotMet => ("✗", "word-verdict-missed", "missed"),
        Verdict::Undecided => ("?", "word-verdict-undecided", "undecided"),
        Verdict::NoNumericTarget => ("–", "word-verdict-no-number", "none"),
        Verdict::NoData => ("–", "word-verdict-no-data", "none"),
        Verdict::NotInForce => ("–", "word-verdict-not-in-force", "none"),
    };
    (sign, say.text(key), class)
}

/// A rule over months, as a sentence.
pub(crate) fn over_months(say: &Messages, rule: Rule) -> Cow<'_, str> {
    say.text(match rule {
        Rule::Sum => "word-months-sum",
        Rule::Last => "word-months-last",
        Rule::RatioOfSums => "word-months-ratio",
        Rule::MeanOfMonths => "word-months-mean",
        Rule::None => "word-months-none",
    })
}

/// Several funds, or several areas: what a rule goes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parts {
    /// Funds.
    Akasser,
    /// Areas.
    Areas,
}

impl Parts {
    /// The word that messages choose by.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Akasser => "funds",
            Self::Areas => "areas",
        }
    }
}

/// A rule over funds or areas, as a sentence.
pub(crate) fn over_parts(say: &Messages, rule: Rule, parts: Parts) -> String {
    let key = match rule {
        Rule::Sum => "word-parts-sum",
        Rule::Last => "word-parts-last",
        Rule::RatioOfSums => "word-parts-ratio",
        Rule::MeanOfMonths => "word-parts-mean",
        Rule::None => "word-parts-none",
    };
    say!(say, key, parts = parts.word())
}

/// What sort of number a measure gives.
pub(crate) fn kind(say: &Messages, kind: MeasureKind) -> Cow<'_, str> {
    say.text(match kind {
        MeasureKind::Stock => "word-kind-stock",
        MeasureKind::Flow => "word-kind-flow",
        MeasureKind::Share => "word-kind-share",
        MeasureKind::Difference => "word-kind-difference",
    })
}

/// Which way is better.
pub(crate) fn direction(say: &Messages, direction: Direction) -> Cow<'_, str> {
    say.text(match direction {
        Direction::Higher => "word-direction-higher",
        Direction::Lower => "word-direction-lower",
    })
}

/// A class of targets.
pub(crate) fn target_class(say: &Messages, class: TargetClass) -> Cow<'_, str> {
    say.text(match class {
        TargetClass::Resultatmaal => "word-target-result",
        TargetClass::Indsatsmaal => "word-target-effort",
        TargetClass::Udviklingsmaal => "word-target-development",
    })
}

/// Where a target stands in its life.
pub(crate) fn target_status(say: &Messages, status: TargetStatus) -> Cow<'_, str> {
    say.text(match status {
        TargetStatus::Proposed => "word-status-proposed",
        TargetStatus::Agreed => "word-status-agreed",
        TargetStatus::InForce => "word-status-in-force",
        TargetStatus::Withdrawn => "word-status-withdrawn",
        TargetStatus::Expired => "word-status-expired",
        TargetStatus::Superseded => "word-status-superseded",
    })
}

/// Whether a release's figures may change by plan.
pub(crate) fn release_status(say: &Messages, status: ReleaseStatus) -> Cow<'_, str> {
    say.text(match status {
        ReleaseStatus::Provisional => "word-release-provisional",
        ReleaseStatus::Final => "word-release-final",
    })
}

/// A sort of document.
pub(crate) fn note_kind(say: &Messages, kind: NoteKind) -> Cow<'_, str> {
    say.text(match kind {
        NoteKind::Aftale => "word-note-agreement",
        NoteKind::Referat => "word-note-minutes",
        NoteKind::Notat => "word-note-memo",
        NoteKind::Metode => "word-note-method",
    })
}

/// How firm an announcement is.
pub(crate) fn announcement<'s>(say: &'s Messages, status: &AnnouncementStatus) -> Cow<'s, str> {
    say.text(match status {
        AnnouncementStatus::Provisional => "word-date-provisional",
        AnnouncementStatus::Confirmed => "word-date-confirmed",
        AnnouncementStatus::Cancelled(_) => "word-date-cancelled",
    })
}

/// A sort of meeting.
pub(crate) fn meeting(say: &Messages, kind: MeetingKind) -> Cow<'_, str> {
    say.text(match kind {
        MeetingKind::Director => "word-meeting-director",
        MeetingKind::AkasseNetwork => "word-meeting-network",
        MeetingKind::Individual => "word-meeting-individual",
        MeetingKind::Other => "word-meeting-other",
    })
}

/// A change among the funds.
pub(crate) fn event(say: &Messages, kind: AkasseEventKind) -> Cow<'_, str> {
    say.text(match kind {
        AkasseEventKind::Merger => "word-event-merger",
        AkasseEventKind::Rename => "word-event-rename",
        AkasseEventKind::PartialTransfer => "word-event-transfer",
    })
}

/// The sort of number that follows from another measure.
pub(crate) const DERIVED: &str = "word-kind-derived";

/// A sort of area, several of them.
pub(crate) fn area_kinds(say: &Messages, kind: AreaKind) -> Cow<'_, str> {
    say.text(match kind {
        AreaKind::Country => "word-areas-country",
        AreaKind::EmploymentRegion => "word-areas-employment-region",
        AreaKind::Region => "word-areas-region",
        AreaKind::Rar => "word-areas-rar",
        AreaKind::Rbr => "word-areas-rbr",
        AreaKind::Landsdel => "word-areas-province",
        AreaKind::Jobcentre => "word-areas-jobcentre",
        AreaKind::Municipality => "word-areas-municipality",
        AreaKind::Comparator => "word-areas-comparator",
    })
}

/// A sort of area, one of them.
pub(crate) fn area_kind(say: &Messages, kind: AreaKind) -> Cow<'_, str> {
    say.text(match kind {
        AreaKind::Country => "word-area-country",
        AreaKind::EmploymentRegion => "word-area-employment-region",
        AreaKind::Region => "word-area-region",
        AreaKind::Rar => "word-area-rar",
        AreaKind::Rbr => "word-area-rbr",
        AreaKind::Landsdel => "word-area-province",
        AreaKind::Jobcentre => "word-area-jobcentre",
        AreaKind::Municipality => "word-area-municipality",
        AreaKind::Comparator => "word-area-comparator",
    })
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
    match rest.next() {
        // What is marked as Danish begins with its mark.
        Some(DANISH_FROM) => format!("{DANISH_FROM}{}", capital(rest.as_str())),
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

/// A run of months: `juli 2021`, `januar–juni 2021`, `november 2020–marts 2021`.
pub(crate) fn months(say: &Messages, from: Period, to: Period) -> String {
    if from == to {
        say.month(from)
    } else if from.year() == to.year() {
        format!("{}–{}", say.month_name(from.month()), say.month(to))
    } else {
        format!("{}–{}", say.month(from), say.month(to))
    }
}

/// Names one after the other: `A`, `A og B`, `A, B og C`; beyond `most` the rest is counted.
pub(crate) fn joined(say: &Messages, names: &[String], most: usize) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        _ if names.len() > most => {
            say!(say, "word-and-others", first = names[..most].join(", "), others = names.len() - most)
        }
        [first @ .., last] => say!(say, "word-and", first = first.join(", "), last = last),
    }
}

/// Names of which one is meant: `a`, `a eller b`, `a, b eller c`.
pub(crate) fn either(say: &Messages, names: &[String]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => say!(say, "word-or", first = first.join(", "), last = last),
        _ => names.concat(),
    }
}

/// A time that is expected, in the precision it is given in (`2009-W50`, `2009-12`, `2009-12-10`), as a reader says it.
pub(crate) fn expected(say: &Messages, text: &str) -> String {
    let week = text.split_once("-W").and_then(|(year, week)| {
        chrono::NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, chrono::Weekday::Mon)
    });
    if let Some(day) = week {
        return say.of_calendar(CalendarDate::Week(chrono::Datelike::iso_week(&day)));
    }
    if let Some(period) = Period::parse(text) {
        return say.month(period);
    }
    text.parse().map_or_else(|_| text.to_owned(), |date| say.day(date))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::messages::tests::{danish, english};

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    #[test]
    fn says_runs_of_months_and_names() {
        let say = &danish();
        assert_eq!(months(say, period("2021-01"), period("2021-06")), "januar–juni 2021");
        assert_eq!(months(say, period("2020-11"), period("2021-09")), "november 2020–september 2021");
        assert_eq!(months(say, period("2021-07"), period("2021-07")), "juli 2021");
        let names: Vec<String> = ["3F", "BUPL", "FOA"].map(String::from).into();
        assert_eq!(joined(say, &names, 12), "3F, BUPL og FOA");
        assert_eq!(joined(say, &names, 2), "3F, BUPL og 1 andre");
        assert_eq!(joined(say, &names[..1], 2), "3F");
    }

    #[test]
    fn says_when_in_the_precision_given() {
        let say = &danish();
        assert_eq!(expected(say, "2009-W50"), "uge 50 2009");
        assert_eq!(expected(say, "2009-12"), "december 2009");
        assert_eq!(expected(say, "2009-12-10"), "10. december 2009");
        assert_eq!(expected(say, "snart"), "snart");
    }

    #[test]
    fn says_the_same_in_english() {
        let say = &english();
        assert_eq!(months(say, period("2021-01"), period("2021-06")), "January–June 2021");
        let names: Vec<String> = ["3F", "BUPL", "FOA"].map(String::from).into();
        assert_eq!(
            (joined(say, &names, 12).as_str(), either(say, &names).as_str()),
            ("3F, BUPL and FOA", "3F, BUPL or FOA")
        );
        assert_eq!(joined(say, &names, 2), "3F, BUPL and 1 other");
        assert_eq!(expected(say, "2009-W50"), "week 50, 2009");
    }
}
