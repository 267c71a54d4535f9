//! A small publication for tests of notes.
#![allow(dead_code, unreachable_pub, reason = "each test file uses a part of it")]

use noegletal::model::calendar::Calendar;
use noegletal::model::code::AreaKind;
use noegletal::model::measure::{Direction, Measure, MeasureDisclosure, MeasureKind, Rule, Unit};
use noegletal::model::note::{Note, NotePart};
use noegletal::model::publication::{Contact, Licence, Protection};
use noegletal::model::target::{JudgedOn, TargetClass, TargetRule, TargetStatus};
use noegletal::model::{Akasse, Area, Publication, Target, Text, Validity};
use noegletal::notes::{self, NoteSources};
use noegletal::source::Memory;

/// A publication with measures `fokusmaal` and `rettidighed`, funds `3f` and `hk`, areas `landet` and `odense`, and
/// the target `fokus_85`.
pub fn publication() -> Publication {
    let text = |text: &str| Text { da: text.to_owned(), en: text.to_owned() };
    Publication {
        title: text("Nøgletal"),
        publisher: "Prøve".to_owned(),
        languages: vec![noegletal::model::Language::Danish],
        base_url: "https://noegletal.example/".to_owned(),
        contact: Contact { name: "Prøve".to_owned(), email: "a@noegletal.example".to_owned(), phone: None },
        licence: Licence { id: "CC0-1.0".to_owned(), title: "CC0".to_owned(), url: "https://a.example/".to_owned() },
        time_zone: chrono_tz::Europe::Copenhagen,
        release_hour: "08:00".to_owned(),
        plausibility: Default::default(),
        protection: Protection {
            minimum_count: 5,
            sensitive_minimum_count: 10,
            zeros_are_sensitive: false,
            interval_width: None,
            answers: Vec::new(),
            text: text("Regel"),
        },
        akasser: ["3f", "hk"].map(akasse).to_vec(),
        events: Vec::new(),
        areas: ["landet", "odense"].map(area).to_vec(),
        measures: ["fokusmaal", "rettidighed"].map(measure).to_vec(),
        targets: vec![target("fokus_85")],
        calendar: Calendar::default(),
        watch_rules: Vec::new(),
        pairs: Vec::new(),
        formats: noegletal::model::Format::usual(),
    }
}

fn akasse(id: &str) -> Akasse {
    Akasse {
        id: id.to_owned(),
        name: id.to_owned(),
        short: id.to_owned(),
        aliases: Vec::new(),
        valid: Validity::default(),
        successor: None,
        insured: true,
        note: String::new(),
    }
}

fn area(id: &str) -> Area {
    Area {
        id: id.to_owned(),
        kind: AreaKind::Jobcentre,
        name: id.to_owned(),
        short: id.to_owned(),
        code: String::new(),
        aliases: Vec::new(),
        valid: Validity::default(),
        parents: Vec::new(),
    }
}

fn measure(id: &str) -> Measure {
    Measure {
        id: id.to_owned(),
        title: Text::default(),
        short: Text::default(),
        definition: Text::default(),
        population: None,
        numerator: None,
        denominator: None,
        binds: None,
        note: None,
        kind: MeasureKind::Share,
        unit: Unit::Percent,
        decimals: 0,
        direction: Direction::Higher,
        by_akasse: true,
        areas: Vec::new(),
        over_months: Rule::MeanOfMonths,
        over_akasser: Rule::None,
        over_areas: Rule::None,
        summary_months: None,
        intervals: Vec::new(),
        breaks: Vec::new(),
        rules: Vec::new(),
        compared_with: None,
        plausibility: Default::default(),
        disclosure: MeasureDisclosure::default(),
        source: None,
        derived: None,
        identities: Vec::new(),
    }
}

fn target(id: &str) -> Target {
    Target {
        id: id.to_owned(),
        measure: None,
        class: TargetClass::Indsatsmaal,
        status: TargetStatus::InForce,
        rule: TargetRule::AtLeast,
        value: None,
        title: Text::default(),
        label: String::new(),
        akasser: Vec::new(),
        areas: Vec::new(),
        binds: Text::default(),
        baseline: None,
        from: None,
        to: None,
        source: String::new(),
        consequence: false,
        follows_from: Vec::new(),
        steps: Vec::new(),
        comparator: None,
        judged_on: JudgedOn::Month,
        note: None,
    }
}

/// A head that is as it should be, of seven lines; the text starts in line 8.
pub fn head(slug: &str) -> String {
    format!(
        "+++\nslug = \"{slug}\"\ntype = \"notat\"\ndate = \"2021-12-15\"\ntitle = \"Titel\"\nsummary = \"Kort.\"\n+++\n"
    )
}

/// The note with this text, what it names, and the problems as `line:column code message`.
pub fn read(text: &str) -> (Note, NoteSources, Vec<String>) {
    let source = Memory::default().with("content/notater/a.md", head("a") + text);
    let (mut notes, sources, report) = notes::load(&source, &publication());
    (notes.remove(0), sources, problems(&report))
}

/// Problems as `line:column code message`, in order of place.
pub fn problems(report: &noegletal::diagnostic::Report) -> Vec<String> {
    let line = |problem: &&noegletal::diagnostic::Diagnostic| {
        let place = problem.place.as_ref().map(|place| format!("{}:{} ", place.line, place.column));
        format!("{}{} {}", place.unwrap_or_default(), problem.code.word(), problem.message)
    };
    report.sorted().iter().map(line).collect()
}

/// The text as one piece; figures as `⟦…⟧`, addresses of pages as `@…`.
pub fn html(note: &Note) -> String {
    let piece = |part: &NotePart| match part {
        NotePart::Html(html) => html.clone(),
        NotePart::Figure(request) => format!("⟦{:?} {}⟧", request.which, request.period),
        NotePart::Link(target) => format!("@{target:?}").replace('"', "'"),
    };
    note.body.iter().map(piece).collect()
}
