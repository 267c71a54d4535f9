//! What a publication's files become, and what is said of each that is wrong.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop at what they do not expect")]

mod config_support;

use std::collections::BTreeSet;

use config_support::{change, lines, sound, with};
use noegletal::config;
use noegletal::model::calendar::AnnouncementStatus;
use noegletal::model::code::AkasseEventKind;
use noegletal::model::measure::{PublishedBy, Rule, Standing};
use noegletal::model::target::{JudgedOn, TargetStatus};
use noegletal::model::watch::{WatchCase, Watching};
use noegletal::model::{AreaKind, Decimal, Format, Language, Period};
use noegletal::sample::{self, SampleSize};
use noegletal::source::Memory;

/// One change to the sound publication: file, stretch, what stands there instead.
type Change = (&'static str, &'static str, &'static str);

const HEAD: &str = "noegletal.toml";
const MEASURE: &str = "data/measures/samtaler.toml";
const TARGETS: &str = "data/targets.toml";
const CALENDAR: &str = "data/calendar.toml";
const FOLLOW_UP: &str = "data/follow_up.toml";
const AKASSER: &str = "data/codes/akasser.csv";
const EVENTS: &str = "data/codes/akasse_events.csv";
const AREAS: &str = "data/codes/areas.csv";
const MEMBERS: &str = "data/codes/area_members.csv";

/// What is said of each change.
fn said(changes: &[Change]) -> String {
    let mut said = String::new();
    for (path, written, instead) in changes {
        let (publication, report) = config::load(&with(path, written, instead));
        assert!(publication.is_some(), "{path}: {instead}");
        assert!(!report.is_clean(), "nothing is said of {path}: {written:?} -> {instead:?}");
        said += &format!("{path}: {written:?} -> {instead:?}\n    {}\n", lines(&report).join("\n    "));
    }
    said
}

#[test]
fn languages_are_danish_alone_or_danish_first() {
    let languages = |line: &str| {
        let (publication, report) =
            config::load(&with(HEAD, "language = \"da\"", &format!("language = \"da\"\n{line}")));
        (publication.unwrap().languages, lines(&report).join("\n"))
    };
    assert_eq!(languages(""), (vec![Language::Danish], String::new()));
    assert_eq!(languages("languages = [\"da\", \"en\"]"), (vec![Language::Danish, Language::English], String::new()));
    for (line, told) in [
        ("languages = [\"en\", \"da\"]", "languages begins with en, and language is da"),
        ("languages = [\"da\", \"da\"]", "languages names da twice"),
        ("languages = [\"da\", \"de\"]", "da, en"),
    ] {
        assert!(languages(line).1.contains(told), "{line}: {}", languages(line).1);
    }
}

#[test]
fn a_sound_publication_is_read_whole() {
    let (publication, report) = config::load(&sound());
    assert_eq!(lines(&report), Vec::<String>::new());
    let publication = publication.unwrap();
    assert_eq!(publication.base_url, "https://tal.example/");
    assert_eq!(publication.protection.text.en, "Små tal skjules.", "one text stands for both languages");
    assert_eq!(
        publication.akasser.iter().map(|akasse| akasse.id.as_str()).collect::<Vec<_>>(),
        ["3f", "metal", "tib", "uforsikret"]
    );
    let akasse = |id| publication.akasse(publication.akasse_by_id(id).unwrap());
    assert_eq!(akasse("3f").aliases, ["3F-A", "Faglig Fælles"], "the label of 2021 is an alias, once");
    assert_eq!(akasse("metal").aliases, ["Metalarbejdernes A-kasse", "Dansk Metal-A", "12"]);
    assert_eq!(akasse("tib").name, "Træ, Industri, Byg");
    assert_eq!(akasse("tib").successor, publication.akasse_by_id("3f"));
    assert!(!akasse("uforsikret").insured && akasse("3f").insured);
    assert_eq!(
        publication.events.iter().map(|event| event.kind).collect::<Vec<_>>(),
        [AkasseEventKind::Merger, AkasseEventKind::Rename]
    );
    let odense = publication.area_by_id("odense").unwrap();
    let month = Period::parse("2021-09").unwrap();
    assert_eq!(publication.ancestor(odense, AreaKind::Country, month), publication.area_by_id("landet"));
}

#[test]
fn measures_targets_and_calendar_are_read_whole() {
    let publication = config::load(&sound()).0.unwrap();
    let measure = publication.measure(publication.measure_by_id("samtaler").unwrap());
    assert_eq!((measure.over_months, measure.over_areas), (Rule::MeanOfMonths, Rule::RatioOfSums));
    assert_eq!(measure.areas, [AreaKind::Jobcentre]);
    assert!(matches!(&measure.intervals[1].standing, Standing::Excluded(reason) if reason.da == "Suspenderet."));
    let declared = PublishedBy { owner: "Styrelsen".to_owned(), source: "notat-2021".to_owned() };
    assert_eq!(measure.disclosure.published_by, Some(declared));
    let target = &publication.targets[0];
    assert_eq!(target.value, Some(Decimal { scaled: 855, decimals: 1 }));
    assert_eq!(target.judged_on, JudgedOn::Summary);
    assert!(target.akasser.is_sorted() && target.akasser.len() == 2);
    assert!(publication.targets[1].akasser.is_empty(), "all is written as no list");
    let ids: Vec<&str> = publication.calendar.releases.iter().map(|release| release.id.as_str()).collect();
    assert_eq!(ids, ["udgivelse-2009-12", "udgivelse-2021-09", "revision"], "in time order");
}

#[test]
fn a_date_is_read_with_its_history() {
    let calendar = config::load(&sound()).0.unwrap().calendar;
    let [week, moved, cancelled] = calendar.releases.as_slice() else { panic!("{:?}", calendar.releases) };
    assert_eq!((week.appointment.date.code().as_str(), week.appointment.logged), ("2009-W50", None));
    let dates = [moved.appointment.first_date(), moved.appointment.date].map(|date| date.code());
    assert_eq!((dates, moved.appointment.revisions()), (["2021-12-10".to_owned(), "2021-12-15".to_owned()], 2));
    assert_eq!(cancelled.appointment.cancellation().unwrap().notice.da, "Intet at revidere.");
    assert_eq!((cancelled.release.version, cancelled.synthetic), (2, true));
    let meeting = &calendar.meetings[0];
    assert_eq!(meeting.appointment.status, AnnouncementStatus::Confirmed, "when nothing else is written");
    let named: Vec<(&str, u32)> =
        calendar.references.iter().map(|reference| (reference.field.as_str(), reference.place.line)).collect();
    assert_eq!(named, [("meeting.documents", 47), ("meeting.editions", 48), ("meeting.minutes", 49)]);
}

#[test]
fn a_calendar_that_cannot_be_is_refused() {
    insta::assert_snapshot!(said(&[
        (CALENDAR, "date = \"2009-W50\"", "date = \"2010-W53\""),
        (CALENDAR, "date = \"2021-12-15\"", "date = \"2021-12-17\""),
        (CALENDAR, "reason = \"Mere tid.\"\n", ""),
        (CALENDAR, "reason = \"Mere tid.\"\n", "reason = \" \"\n"),
        (CALENDAR, "from = \"2021-12-13\"", "from = \"2021-12-14\""),
        (CALENDAR, "from = \"2021-12-13\"", "from = \"2021-12-15\""),
        (CALENDAR, "logged = \"2021-12-01\"", "logged = \"2021-10-30\""),
        (CALENDAR, "logged = \"2021-10-01\"", "logged = \"2021-12-11\""),
        (CALENDAR, "status = \"confirmed\"", "status = \"published\""),
        (CALENDAR, "status = \"confirmed\"", "status = \"comfirmed\""),
        (CALENDAR, "status = \"confirmed\"", "status = \"cancelled\""),
        (CALENDAR, "status = \"cancelled\"", "status = \"confirmed\""),
        (CALENDAR, "notice = \"Intet at revidere.\"\n", ""),
        (CALENDAR, "logged = \"2022-01-10\"", "logged = \"2022-13-10\""),
        (CALENDAR, "version = 2\n", ""),
        (CALENDAR, "version = 2", "version = 0"),
        (CALENDAR, "time = \"09:30\"", "time = \"9.30\""),
        (CALENDAR, "date = \"2009-W50\"", "date = \"2009-W50\"\ntime = \"08:00\""),
        (CALENDAR, "date = \"2009-W50\"", "date = \"2009-W40\""),
        (CALENDAR, "editions = [\"2021-09\"]", "editions = [\"september\"]"),
        (CALENDAR, "title = \"Forum\"", "title = \"Forum\"\nroom = \"2\""),
    ]));
}

#[test]
fn the_follow_ups_rules_are_read_whole() {
    let publication = config::load(&sound()).0.unwrap();
    let [growth, missed] = publication.watch_rules.as_slice() else { panic!("{:?}", publication.watch_rules) };
    let measure = publication.measure_by_id("samtaler").unwrap();
    let case = WatchCase::LargestGrowth { measure, over_months: 12, from_at_least: 50, in_percent: false };
    assert_eq!((growth.looks_for, growth.who, growth.at_most), (case, Watching::Akasser, Some(3)));
    assert_eq!((growth.text.en.as_str(), growth.source.as_deref()), ("The three that grow most.", Some("aftale")));
    let target = publication.target_by_id("mindst_85").unwrap();
    assert_eq!((missed.looks_for, missed.who), (WatchCase::MissedRunning { target, months: 2 }, Watching::Areas));
    let odense = publication.area_by_id("jc_odense").unwrap();
    let funds = ["3f", "metal"].map(|id| (odense, publication.akasse_by_id(id).unwrap()));
    assert_eq!(publication.pairs, funds, "sorted");
}

#[test]
fn a_consequence_names_its_parts_or_takes_those_like_it() {
    let of = |source: &Memory| {
        let publication = config::load(source).0.unwrap();
        let country = publication.target(publication.target_by_id("landet_vaekst").unwrap());
        country.follows_from.iter().map(|key| publication.target(*key).id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(of(&sound()), ["region_vaekst"]);
    assert_eq!(of(&with(TARGETS, "follows_from = [\"region_vaekst\"]\n", "")), ["region_vaekst"], "by likeness");
    let other = with(TARGETS, "baseline = \"2020-11\"", "baseline = \"2020-12\"");
    let other = change(other, TARGETS, "follows_from = [\"region_vaekst\"]\n", "");
    assert!(of(&other).is_empty(), "another baseline is another weight");
    let publication = config::load(&sound()).0.unwrap();
    let steps = &publication.target(publication.target_by_id("region_vaekst").unwrap()).steps;
    let standing: Vec<_> = steps.iter().map(|step| step.status).collect();
    assert_eq!(standing, [TargetStatus::Proposed, TargetStatus::Withdrawn], "in time order");
}

#[test]
fn the_follow_up_is_held_to_its_shape() {
    insta::assert_snapshot!(said(&[
        (FOLLOW_UP, "\"largest_growth\"", "\"largest_groth\""),
        (FOLLOW_UP, "measure = \"samtaler\"", "measure = \"samtale\""),
        (FOLLOW_UP, "measure = \"samtaler\"\n", ""),
        (FOLLOW_UP, "over_months = 12", "over_months = 60"),
        (FOLLOW_UP, "over_months = 12", "over_months = 12\nmonths = 2"),
        (FOLLOW_UP, "who = \"akasse\"", "who = \"fond\""),
        (FOLLOW_UP, "target = \"mindst_85\"", "target = \"mindst_58\""),
        (FOLLOW_UP, "months = 2", "months = 2\nin_percent = true"),
        (FOLLOW_UP, "id = \"misset\"", "id = \"voksende\""),
        (FOLLOW_UP, "akasse = \"metal\"", "akasse = \"3f\""),
        (FOLLOW_UP, "area = \"jc_odense\"", "area = \"odensee\""),
        (TARGETS, "[\"region_vaekst\"]", "[\"region_vækst\"]"),
        (TARGETS, "[\"region_vaekst\"]", "[\"landet_vaekst\"]"),
        (TARGETS, "[\"region_vaekst\"]", "[\"mindst_85\"]"),
        (TARGETS, "consequence = true\n", ""),
        (TARGETS, "at = \"2013-08-19\"", "at = \"19. august 2013\""),
        (TARGETS, "status = \"withdrawn\"\ntext", "status = \"taken_out\"\ntext"),
    ]));
}

#[test]
fn a_sample_is_sound() {
    let size = SampleSize { months: 2, jobcentres: 100, akasser: 30, seed: 7 };
    let source = sample::publication(size).iter().fold(Memory::default(), |all, (path, bytes)| all.with(path, bytes));
    let (publication, report) = config::load(&source);
    assert_eq!(lines(&report), Vec::<String>::new());
    let (release, report) = config::release(&source, "data/2025-12/v1/release.toml", &publication.unwrap());
    assert_eq!(lines(&report), Vec::<String>::new());
    assert!(release.unwrap().release.synthetic);
}

#[test]
fn without_a_head_there_is_no_publication_and_the_rest_is_checked_all_the_same() {
    let mut source = with(TARGETS, "\"at_least\"", "\"at_leest\"");
    source.files.remove(HEAD);
    let (publication, report) = config::load(&source);
    assert!(publication.is_none());
    let said = lines(&report);
    assert_eq!(said.len(), 2);
    assert!(said[1].starts_with("bad-config noegletal.toml:0:0 - | there is no noegletal.toml here"));
}

#[test]
fn lists_that_are_not_there_are_empty() {
    let source = Memory::default().with(HEAD, config_support::HEAD);
    let (publication, report) = config::load(&source);
    assert_eq!(lines(&report), Vec::<String>::new());
    assert!(publication.unwrap().targets.is_empty());
}

#[test]
fn all_problems_of_all_files_come_in_one_run() {
    let source = with(HEAD, "publisher", "publishr");
    let source = change(source, HEAD, "minimum_count = 5", "minimum_count = \"fem\"");
    let source = change(source, HEAD, "language = \"da\"", "langauge = \"da\"");
    let source = change(source, MEASURE, "kind = \"share\"", "kind = \"shares\"");
    let source = change(source, MEASURE, "decimals = 0", "decimals = 9");
    let source = change(source, AREAS, "municipality,odense", "kommune,odense");
    let source = change(source, TARGETS, "measure = \"samtaler\"", "measure = \"samtale\"");
    insta::assert_snapshot!(lines(&config::load(&source).1).join("\n"));
}

#[test]
fn the_head_is_held_to_its_shape() {
    insta::assert_snapshot!(said(&[
        (HEAD, "publisher = \"Et kontor\"", "publishr = \"Et kontor\""),
        (HEAD, "publisher = \"Et kontor\"", "publisher = \" \""),
        (HEAD, "minimum_count = 5", "minimum_count = -5"),
        (HEAD, "minimum_count = 5", "minimum_count = 0"),
        (HEAD, "en = \"Key figures\"", "eng = \"Key figures\""),
        (HEAD, "Europe/Copenhagen", "Europe/Kopenhagen"),
        (HEAD, "\"08:00\"", "\"8:00\""),
        (HEAD, "https://tal.example", "tal.example"),
        (HEAD, "redaktion@tal", "redaktion.tal"),
        (HEAD, "language = \"da\"", "language = \"sv\""),
        (HEAD, "[contact]\n", "[kontakt]\n"),
    ]));
}

#[test]
fn measures_are_held_to_their_shape() {
    insta::assert_snapshot!(said(&[
        (MEASURE, "over_akasser = \"none\"", "over_akasser = \"sum\""),
        (MEASURE, "kind = \"share\"\nunit = \"percent\"", "kind = \"stock\"\nunit = \"spells\""),
        (MEASURE, "unit = \"percent\"", "unit = \"persons\""),
        (MEASURE, "[\"period\", \"area\", \"akasse\"]", "[\"period\", \"kommune\"]"),
        (MEASURE, "[\"period\", \"area\", \"akasse\"]", "[\"akasse\"]"),
        (MEASURE, "areas = [\"jobcentre\"]\n", ""),
        (MEASURE, "to = \"2021-06\"", "to = \"2021-07\""),
        (MEASURE, "to = \"2021-06\"", "to = \"2020-06\""),
        (MEASURE, "reason = \"Suspenderet.\"\n", ""),
        (MEASURE, "excluded = true\n", ""),
        (MEASURE, "excluded = true\n", "excluded = true\nnot_applicable = true\n"),
        (MEASURE, "at = \"2021-08\"", "at = \"aug. 2021\""),
        (MEASURE, "[[break]]", "[break]"),
        (MEASURE, "owner = \"Styrelsen\"\n", ""),
        (MEASURE, "published_by_owner = true\n", ""),
        (MEASURE, "source = \"notat-2021\"", "source = \"Notat 2021\""),
    ]));
}

#[test]
fn the_register_and_the_calendar_are_held_to_their_shape() {
    insta::assert_snapshot!(said(&[
        (TARGETS, "\"3f\"", "\"3fx\""),
        (TARGETS, "akasse = \"all\"", "area = [\"odens\"]"),
        (TARGETS, "value = 85.5\n", ""),
        (TARGETS, "value = 85.5", "value = 8.55e1"),
        (TARGETS, "\"at_least\"\nvalue = 85.5", "\"change_at_most\""),
        (TARGETS, "\"qualitative\"", "\"limit\"\nvalue = 3"),
        (TARGETS, "from = \"2020-09\"", "from = \"2020-09\"\nto = \"2019-09\""),
        (TARGETS, "som_aftalt", "mindst_85"),
        (TARGETS, "som_aftalt", "../som_aftalt"),
        (TARGETS, "som_aftalt", "Som aftalt"),
        (CALENDAR, "2009-W50", "2009-W60"),
        (CALENDAR, "id = \"forum\"", "id = \"udgivelse-2021-09\""),
        (CALENDAR, "times_per_year = 2", "times_per_year = 100"),
        (CALENDAR, "kind = \"director\"", "kind = \"directors\""),
    ]));
}

#[test]
fn code_lists_are_held_to_their_shape() {
    insta::assert_snapshot!(said(&[
        (AKASSER, "successor,", "successsor,"),
        (AKASSER, "id,name", "identitet,name"),
        (AKASSER, "note,source", "note,note"),
        (AKASSER, "metal,Metal A-kasse", "metal,\"Metal A-kasse"),
        (AKASSER, "partly", "partly,"),
        (AKASSER, "metal,Metal", "con,Metal"),
        (AKASSER, "2010-12-31,3f", "2010-12-31,4f"),
        (AKASSER, "2010-12-31,3f", "2010-12-31,tib"),
        (AKASSER, "TIB-A,,,2010", "TIB-A,,2011-01-01,2010"),
        (AKASSER, "2010-12-31", "31-12-2010"),
        (AKASSER, "TIB-A", "TIB-A;dansk  metal"),
        (AKASSER, "uforsikret,Ikke", "metal,Ikke"),
        (AKASSER, "yes,,Kilde,partly", "ja,,Kilde,partly"),
        (EVENTS, "merger,tib", "merger,tib;tibx"),
        (EVENTS, "merger,tib", "fusion,"),
        (AREAS, "RS,2007", "RS,2007-"),
        (AREAS, "jc_odense,Jobcenter", "odense,Jobcenter"),
        (AREAS, "country,landet,Hele landet,Landet,000,Danmark", "region,landet,Hele landet,Landet,000,rs"),
        (AREAS, "country,landet", "country,"),
        (MEMBERS, "region_syd,odense", "region_sud,odense"),
        (MEMBERS, "region_syd,odense", "odense,odense"),
        (MEMBERS, "landet,region_syd", "odense,region_syd"),
        (MEMBERS, "region_syd,odense", "landet,region_syd"),
    ]));
}

#[test]
fn an_alias_may_pass_from_one_fund_to_another() {
    let source = with(AKASSER, "TIB-A,,,2010-12-31", "TIB-A;Træfolk,,,2010-12-31");
    let source = change(source, AKASSER, "3F-A;Faglig Fælles,,,", "3F-A;Faglig Fælles;Træfolk,,2011-01-01,");
    assert_eq!(lines(&config::load(&source).1), Vec::<String>::new());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    /// Files come from people: whatever bytes are lost or put in, the reading goes on to a report.
    #[test]
    fn no_damage_stops_the_reading(file in 0..11_usize, at in 0.0..1.0_f64, cut in 0..40_usize, put in "[\\PC\n\"\\[\\],;=]{0,6}") {
        let mut source = sound();
        let path = source.files.keys().nth(file).unwrap().clone();
        let mut bytes = source.files[&path].clone();
        let start = (at * bytes.len() as f64) as usize;
        let end = (start + cut).min(bytes.len());
        bytes.splice(start..end, put.into_bytes());
        source.files.insert(path, bytes);
        let (publication, report) = config::load(&source);
        lines(&report);
        if let Some(publication) = publication {
            let (_, report) = config::release(&source, config_support::RELEASE_PATH, &publication);
            lines(&report);
            let _ = config::Lookup::new(&publication).akasse("3f");
        }
    }
}

#[test]
fn misplaced_and_misnamed_files_are_named() {
    let source = sound()
        .with("data/codes/akasse.csv", "")
        .with("data/target.toml", "")
        .with("data/.hidden", "")
        .with("data/measures/noter.txt", "")
        .with("data/measures/Æ.toml", "")
        .with("data/measures/del/x.toml", "");
    insta::assert_snapshot!(lines(&config::load(&source).1).join("\n"));
}

#[test]
fn broken_bytes_and_broken_toml_stop_one_file_only() {
    let source = sound()
        .with(TARGETS, b"[[target]]\nid = \"R\xf8d\"\n".to_vec())
        .with(MEASURE, "title = \"a\ntitle = 'b'\nkind\n");
    insta::assert_snapshot!(lines(&config::load(&source).1).join("\n"));
}

#[test]
fn formats_are_chosen_by_name_and_all_but_workbooks_are_usual() {
    let formats = |line: &str| {
        let head = format!("{line}\ntitle =");
        let (publication, report) = config::load(&with(HEAD, "title =", &head));
        (publication.unwrap().formats, lines(&report))
    };
    let usual = BTreeSet::from([Format::JsonStat, Format::Csvw, Format::DataPackage, Format::Zip]);
    assert_eq!(formats("").0, usual);
    let all = "formats = [\"jsonstat\", \"csvw\", \"xlsx\", \"datapackage\", \"zip\"]";
    assert_eq!(formats(all), (Format::ALL.into_iter().map(|(format, _)| format).collect(), Vec::new()));
    assert_eq!(formats("formats = []"), (BTreeSet::new(), Vec::new()));
    let two = BTreeSet::from([Format::JsonStat, Format::Xlsx]);
    assert_eq!(formats("formats = [\"xlsx\", \"jsonstat\"]"), (two, Vec::new()));
    let (_, said) = formats("formats = [\"xls\"]");
    assert!(said.concat().contains("Did you mean xlsx?"), "{said:?}");
}

#[test]
fn no_measure_is_called_as_a_file_of_the_edition() {
    let measure = String::from_utf8(sound().files[MEASURE].clone()).unwrap();
    for taken in ["collection", "datapackage", "manifest", "release"] {
        let path = format!("data/measures/{taken}.toml");
        let (_, report) = config::load(&sound().with(&path, measure.clone()));
        let said = lines(&report);
        let expected = format!("bad-config {path}:0:0 the file's name | an edition has a file called {taken}");
        assert!(said.iter().any(|line| line.starts_with(&expected)), "{said:?}");
    }
    let (_, report) = config::load(&sound().with("data/measures/releases.toml", measure));
    assert!(!lines(&report).concat().contains("has a file called"), "only the name itself is taken");
}
