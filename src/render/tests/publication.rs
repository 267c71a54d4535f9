//! Publications made by hand: the nine funds of the trial, and a small country of areas and funds.

use std::collections::BTreeMap;

use crate::model::calendar::Calendar;
use crate::model::catalogue::NamedFigure;
use crate::model::code::{AkasseEvent, AkasseEventKind, Membership, TargetKey};
use crate::model::figure::Figure;
use crate::model::measure::{
    DatedRule, Direction, MeasureDisclosure, MeasureInterval, MeasureKind, Plausibility, PublishedBy, Rule, Standing,
    Unit,
};
use crate::model::note::{FigureRequest, Heading, LinkTarget, Note, NoteDate, NoteKind, NotePart, WhichFigure};
use crate::model::publication::{Contact, Licence, Protection};
use crate::model::target::{JudgedOn, TargetClass, TargetRule, TargetStatus};
use crate::model::{
    Akasse, AkasseKey, Amount, Area, AreaKey, AreaKind, CellKey, Decimal, Flags, Measure, MeasureKey, Period,
    Publication, Target, Text, Validity,
};

/// The measure of the trial.
pub(crate) const FOKUS: MeasureKey = MeasureKey(1);
/// A measure that is only announced.
pub(crate) const RESERVE: MeasureKey = MeasureKey(0);
/// The target of the trial.
pub(crate) const FOKUS_85: TargetKey = TargetKey(0);

pub(crate) fn text(da: &str) -> Text {
    Text { da: da.into(), en: format!("English words {}", da.len()) }
}

pub(crate) fn period(slug: &str) -> Period {
    Period::parse(slug).unwrap()
}

/// The publication of the trial: nine funds, one measure with figures, one that is announced.
pub(crate) fn trial() -> Publication {
    let funds = [
        ("3f", "Faglig Fælles A-kasse (3F)", "3F"),
        ("bupl", "BUPL A-kasse", "BUPL"),
        ("foa", "FOAs A-kasse", "FOA"),
        ("ftfa", "A-kassen A&Til", "FTFa"),
        ("hk", "HK A-kasse", "HK"),
        ("ma", "Magistrenes A-kasse", "MA"),
        ("metal", "Metal A-kasse", "Dansk Metal"),
        ("min", "Min A-kasse", "Min A-kasse"),
        ("sl", "Socialpædagogernes A-kasse", "SL"),
    ];
    Publication {
        akasser: funds.map(|(id, name, short)| akasse(id, name, short)).into(),
        measures: vec![reserve(), fokus()],
        targets: vec![target(), withdrawn()],
        events: vec![AkasseEvent {
            date: chrono::NaiveDate::from_ymd_opt(2010, 7, 1).unwrap(),
            kind: AkasseEventKind::Merger,
            from: vec![AkasseKey(8)],
            to: AkasseKey(7),
            text: text("To a-kasser blev lagt sammen og tog navnet Min A-kasse."),
        }],
        calendar: super::announcements::trial(),
        ..empty()
    }
}

/// A synthetic country: as many jobcentres and funds as asked, six measures over areas and funds.
pub(crate) fn country(jobcentres: u16, akasser: u16) -> Publication {
    let mut areas = vec![area("a-landet", AreaKind::Country, "Hele landet", &[])];
    for at in 0..5 {
        areas.push(area(&format!("b-region-{at}"), AreaKind::Region, &format!("Region {at}"), &[0]));
    }
    for at in 0..jobcentres {
        let name = format!("By {at:03}");
        areas.push(area(&format!("c-by-{at:03}"), AreaKind::Jobcentre, &name, &[1 + at % 5]));
    }
    let measures = (0..6).map(|at| {
        let share = at % 2 == 1;
        Measure {
            id: format!("maal-{at}"),
            title: text(&format!("Syntetisk mål nummer {at}")),
            short: text(&format!("Mål {at}")),
            kind: if share { MeasureKind::Share } else { MeasureKind::Stock },
            unit: if share { Unit::Percent } else { Unit::Persons },
            decimals: u8::from(share),
            direction: if share { Direction::Higher } else { Direction::Lower },
            areas: vec![AreaKind::Jobcentre],
            over_months: if share { Rule::RatioOfSums } else { Rule::Last },
            over_akasser: if share { Rule::RatioOfSums } else { Rule::Sum },
            over_areas: if share { Rule::RatioOfSums } else { Rule::Sum },
            intervals: Vec::new(),
            disclosure: MeasureDisclosure::default(),
            ..fokus()
        }
    });
    Publication {
        akasser: (0..akasser)
            .map(|at| akasse(&format!("f{at:02}"), &format!("Fond {at:02} A-kasse"), &format!("F{at:02}")))
            .collect(),
        measures: measures.collect(),
        areas,
        // The first jobcentre and the first fund have pages of their own.
        pairs: vec![(AreaKey(6), AkasseKey(0))],
        ..empty()
    }
}

fn empty() -> Publication {
    Publication {
        title: text("Nøgletal for beskæftigelsesindsatsen"),
        publisher: "Beskæftigelsesregioner, a-kasser og jobcentre".into(),
        languages: vec![crate::model::Language::Danish],
        base_url: "https://noegletal.example/".into(),
        contact: Contact {
            name: "Redaktionen for nøgletal".into(),
            email: "redaktion@noegletal.example".into(),
            phone: None,
        },
        licence: Licence {
            id: "CC-BY-4.0".into(),
            title: "Creative Commons Navngivelse 4.0".into(),
            url: "https://creativecommons.org/licenses/by/4.0/deed.da".into(),
        },
        time_zone: chrono_tz::Europe::Copenhagen,
        release_hour: "08:00".into(),
        plausibility: Plausibility::default(),
        protection: Protection {
            minimum_count: 5,
            sensitive_minimum_count: 10,
            interval_width: None,
            answers: Vec::new(),
            zeros_are_sensitive: false,
            text: text("Vi viser ikke tal, der kan føres tilbage til enkelte personer."),
        },
        akasser: Vec::new(),
        events: Vec::new(),
        areas: Vec::new(),
        measures: Vec::new(),
        targets: Vec::new(),
        calendar: Calendar::default(),
        watch_rules: Vec::new(),
        pairs: Vec::new(),
        formats: crate::model::Format::usual(),
    }
}

fn akasse(id: &str, name: &str, short: &str) -> Akasse {
    Akasse {
        id: id.into(),
        name: name.into(),
        short: short.into(),
        aliases: vec![format!("{short}-A")],
        valid: Validity::default(),
        successor: None,
        insured: true,
        note: String::new(),
    }
}

pub(crate) fn area(id: &str, kind: AreaKind, name: &str, parents: &[u16]) -> Area {
    let membership = |parent: &u16| Membership { parent: AreaKey(*parent), valid: Validity::default() };
    Area {
        id: id.into(),
        kind,
        name: name.into(),
        short: name.into(),
        code: String::new(),
        aliases: Vec::new(),
        valid: Validity::default(),
        parents: parents.iter().map(membership).collect(),
    }
}

fn fokus() -> Measure {
    let reason = "Dagpengeforbruget var suspenderet fra 1. januar til 30. juni 2021, så perioden indgår ikke.";
    let too_early = "De første deltagere begyndte i september 2020, og der skal gå tre måneder, før nogen har en fuld forsøgsperiode.";
    let interval =
        |from: &str, to: Option<&str>, standing| MeasureInterval { from: period(from), to: to.map(period), standing };
    Measure {
        id: "fokusmaal_2_samtaler".into(),
        title: text("Fokusmål for kontaktforløbet: mindst to jobsamtaler"),
        short: text("Mindst to samtaler"),
        definition: text(
            "Andel af de dagpengemodtagere, der i måneden afsluttede deres fulde forsøgsperiode på tre måneder i a-kassen, som havde været til mindst to individuelle jobsamtaler.",
        ),
        population: Some(text("Dagpengemodtagere med fuld forsøgsperiode.")),
        numerator: Some(text("Heraf deltog i mindst to individuelle jobsamtaler.")),
        denominator: Some(text("Personer med fuld forsøgsperiode.")),
        binds: Some(text("Hver af de ni a-kasser i forsøget")),
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
        intervals: vec![
            interval("2020-09", Some("2020-10"), Standing::NotApplicable(text(too_early))),
            interval("2020-11", Some("2020-12"), Standing::Included),
            interval("2021-01", Some("2021-06"), Standing::Excluded(text(reason))),
            interval("2021-07", None, Standing::Included),
        ],
        breaks: Vec::new(),
        compared_with: None,
        plausibility: Plausibility::default(),
        rules: vec![DatedRule {
            from: Some(period("2020-09")),
            to: None,
            text: text("Fuld forsøgsperiode: tre måneder i a-kassen. Samtalerne skal være individuelle."),
        }],
        disclosure: MeasureDisclosure {
            published_by: Some(PublishedBy {
                owner: "Styrelsen for Arbejdsmarked og Rekruttering".into(),
                source: "fokusmaal-september-2021".into(),
            }),
            minimum_count: None,
            interval_width: None,
            sensitive: false,
        },
        source: Some("fokusmaal-september-2021".into()),
        derived: None,
        identities: Vec::new(),
    }
}

fn reserve() -> Measure {
    Measure {
        id: "arbejdskraftreserve".into(),
        title: text("Arbejdskraftreserven"),
        short: text("Arbejdskraftreserve"),
        definition: text("Personer, der har været ledige i mere end tre måneder."),
        kind: MeasureKind::Stock,
        unit: Unit::Persons,
        direction: Direction::Lower,
        areas: vec![AreaKind::Jobcentre],
        over_months: Rule::Last,
        over_akasser: Rule::Sum,
        over_areas: Rule::Sum,
        intervals: Vec::new(),
        rules: Vec::new(),
        compared_with: None,
        plausibility: Plausibility::default(),
        numerator: None,
        denominator: None,
        disclosure: MeasureDisclosure::default(),
        ..fokus()
    }
}

fn target() -> Target {
    Target {
        id: "fokusmaal_85".into(),
        measure: Some(FOKUS),
        class: TargetClass::Indsatsmaal,
        status: TargetStatus::InForce,
        rule: TargetRule::AtLeast,
        value: Some(Decimal { scaled: 85, decimals: 0 }),
        title: text("Mindst 85 pct. har været til to samtaler"),
        label: "Minimum 85 pct.".into(),
        akasser: Vec::new(),
        areas: Vec::new(),
        binds: text("Hver af de ni a-kasser i forsøget"),
        baseline: None,
        from: Some(period("2020-09")),
        to: None,
        source: "fokusmaal-september-2021".into(),
        consequence: false,
        follows_from: Vec::new(),
        steps: Vec::new(),
        comparator: None,
        judged_on: JudgedOn::Summary,
        note: None,
    }
}

fn withdrawn() -> Target {
    Target {
        id: "reserve_loft".into(),
        measure: Some(RESERVE),
        class: TargetClass::Resultatmaal,
        status: TargetStatus::Withdrawn,
        rule: TargetRule::ChangeAtMost,
        value: Some(Decimal { scaled: 10, decimals: 0 }),
        title: text("Arbejdskraftreserven: højst 10 pct. over december 2009"),
        label: "Stigning 10 pct.".into(),
        baseline: Some(period("2009-12")),
        from: Some(period("2011-01")),
        to: Some(period("2011-12")),
        judged_on: JudgedOn::Month,
        ..target()
    }
}

/// A memo that sets the target and names a figure, an agreement, and two method notes.
pub(crate) fn notes() -> Vec<Note> {
    let memo = Note {
        slug: "fokusmaal-september-2021".into(),
        file: "content/notater/fokusmaal-september-2021.md".into(),
        kind: NoteKind::Notat,
        date: Some(NoteDate::Day(chrono::NaiveDate::from_ymd_opt(2021, 12, 15).unwrap())),
        title: "Fokusmålet for kontaktforløbet, september 2021".into(),
        summary: "Seks af ni a-kasser opfylder fokusmålet.".into(),
        case_number: Some("21/15863".into()),
        document_number: None,
        parties: vec!["Styrelsen for Arbejdsmarked og Rekruttering".into()],
        measures: vec![FOKUS],
        targets: vec![FOKUS_85],
        releases: vec![period("2021-09")],
        body: vec![
            NotePart::Html("<h2 id=\"resultat\">Resultat</h2><p>I september lå <a href=\"".into()),
            NotePart::Link(LinkTarget::Akasse(AkasseKey(0))),
            NotePart::Html("\">3F</a> på ".into()),
            NotePart::Figure(request()),
            NotePart::Html("&nbsp;pct.</p>".into()),
        ],
        headings: vec![Heading { level: 2, anchor: "resultat".into(), text: "Resultat".into() }],
    };
    let bare = |slug: &str, kind, title: &str| Note {
        slug: slug.into(),
        kind,
        title: title.into(),
        date: None,
        case_number: None,
        parties: Vec::new(),
        measures: Vec::new(),
        targets: Vec::new(),
        releases: Vec::new(),
        body: vec![NotePart::Html("<h2 id=\"kort\">Kort</h2><p>Tekst.</p>".into())],
        headings: Vec::new(),
        ..memo.clone()
    };
    let method = bare("beregning", NoteKind::Metode, "Sådan beregnes tallene");
    let about = bare("om", NoteKind::Metode, "Om nøgletallene");
    let agreement = bare("aftale", NoteKind::Aftale, "Aftale om nøgletal");
    vec![memo, method, about, agreement]
}

fn request() -> FigureRequest {
    let key = CellKey { area: None, akasse: Some(AkasseKey(0)) };
    FigureRequest { which: WhichFigure::Month, measure: FOKUS, key, period: period("2021-09") }
}

/// The figure that the memo names.
pub(crate) fn named() -> BTreeMap<FigureRequest, NamedFigure> {
    let amount = Amount::Rounded(Decimal { scaled: 90, decimals: 0 });
    BTreeMap::from([(request(), NamedFigure::Month(Figure::delivered(amount, Flags::default())))])
}
