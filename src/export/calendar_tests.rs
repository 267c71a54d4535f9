//! The calendar's two files, from a calendar with everything in it.

use crate::compute::timetable::timetable;
use crate::config;
use crate::disclosure::Cleared;
use crate::model::calendar::Calendar;
use crate::model::catalogue::{Catalogue, History};
use crate::model::timetable::Timetable;
use crate::model::{FileSet, Publication};
use crate::source::Memory;

use super::sample;

/// Published in September 2021 after a change, expected in a week, cancelled, in a month; two meetings.
const CALENDAR: &str = r#"
[[release]]
id = "uge"
period = "2021-11"
date = "2022-W08"
status = "provisional"
title = { da = "Tal for november", en = "Figures for November" }

[[release]]
id = "september"
period = "2021-09"
date = "2021-12-15"
status = "confirmed"
logged = "2021-10-01"
title = { da = "Tal for september, med komma; og semikolon", en = "Figures for September" }
note = { da = "Alle a-kasser på én gang, også dem, der har bedt om længere tid til at gøre deres indberetning færdig.", en = "All funds." }

[[release.change]]
logged = "2021-11-02"
from = "2021-12-10"
to = "2021-12-13"
reason = { da = "Måneden skal regnes om.", en = "The month is computed anew." }

[[release.change]]
logged = "2021-11-20"
from = "2021-12-13"
to = "2021-12-15"
reason = { da = "En a-kasse manglede.", en = "A fund was missing." }

[[release]]
id = "revision"
period = "2021-09"
version = 2
date = "2022-07-01"
status = "cancelled"
logged = "2022-01-01"
synthetic = true
title = { da = "Revision", en = "Revision" }

[release.cancellation]
logged = "2022-06-01"
notice = { da = "Der er intet at revidere.", en = "There is nothing to revise." }

[[release]]
id = "maaned"
period = "2021-10"
date = "2022-02"
status = "provisional"
title = { da = "Tal for oktober", en = "Figures for October" }

[[meeting]]
id = "netvaerk"
kind = "akasse_network"
date = "2022-03-02"
time = "13:00"
title = { da = "Netværk", en = "Network" }
venue = { da = "Odense", en = "Odense" }
editions = ["2021-09"]
minutes = "referat"

[[meeting]]
id = "direktion"
kind = "director"
date = "2022-06-14"
title = { da = "Ledelserne", en = "The managements" }

[[recurring]]
kind = "director"
times_per_year = 2
title = { da = "Ledelserne", en = "The managements" }
"#;

/// A publication with the calendar above, and its one edition.
pub(super) fn trial() -> (Publication, Catalogue, Timetable) {
    let (mut publication, catalogue, _) = sample::small();
    publication.calendar = calendar(CALENDAR);
    let timetable = timetable(&publication.calendar, &catalogue, publication.time_zone);
    (publication, catalogue, timetable)
}

fn calendar(text: &str) -> Calendar {
    let head = include_str!("../../noegletal.toml");
    let source = Memory::default().with("noegletal.toml", head).with("data/calendar.toml", text);
    let (publication, report) = config::load(&source);
    assert!(report.is_clean(), "{:#?}", report.sorted());
    publication.unwrap().calendar
}

fn files(calendar_text: &str) -> FileSet {
    let (mut publication, catalogue, _) = trial();
    publication.calendar = calendar(calendar_text);
    let timetable = timetable(&publication.calendar, &catalogue, publication.time_zone);
    super::shared(&publication, (&catalogue, &timetable, &[]), (None, &Cleared::for_tests(History::default()))).unwrap()
}

fn text(files: &FileSet, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap().to_vec()).unwrap()
}

/// The lines of an entry, unfolded.
fn entry(ics: &str, id: &str) -> String {
    let plain = ics.replace("\r\n ", "");
    let of_id = |entry: &&str| entry.contains(&format!("UID:{id}@"));
    plain.split("BEGIN:VEVENT").find(of_id).unwrap().to_owned()
}

#[test]
fn the_calendar_as_icalendar() {
    let ics = text(&files(CALENDAR), "kalender.ics");
    insta::assert_snapshot!(ics.replace("\r\n", "\n"));
}

#[test]
fn lines_are_broken_and_folded_as_the_standard_asks() {
    let ics = text(&files(CALENDAR), "kalender.ics");
    assert!(ics.ends_with("\r\n") && !ics.replace("\r\n", "").contains(['\r', '\n']));
    let longest = ics.split("\r\n").map(str::len).max().unwrap();
    assert_eq!(longest, 75, "long lines are folded, and no earlier than they must be");
    let whole = ics.replace("\r\n ", "");
    assert!(whole.contains("længere tid til at gøre deres indberetning færdig.\\nFlyttet fra"), "{whole}");
    assert!(!ics.contains("METHOD"));
}

#[test]
fn an_entry_keeps_its_id_and_counts_its_changes() {
    let before = text(&files(CALENDAR), "kalender.ics");
    let moved = CALENDAR.replace(
        "date = \"2022-06-14\"\n",
        "date = \"2022-06-21\"\nlogged = \"2022-01-05\"\nchange = [{ logged = \"2022-02-01\", from = \"2022-06-14\", to = \"2022-06-21\", reason = \"Flyttet.\" }]\n",
    );
    let after = text(&files(&moved), "kalender.ics");
    let (was, is) = (entry(&before, "direktion"), entry(&after, "direktion"));
    assert!(was.contains("SEQUENCE:0\r\n") && was.contains("DTSTART;VALUE=DATE:20220614\r\n"), "{was}");
    assert!(is.contains("SEQUENCE:1\r\n") && is.contains("DTSTART;VALUE=DATE:20220621\r\n"), "{is}");
    assert!(is.contains("LAST-MODIFIED:20220201T000000Z\r\n") && is.contains("DTSTAMP:20220201T000000Z\r\n"), "{is}");
    for id in ["uge", "september", "revision", "maaned", "netvaerk"] {
        assert_eq!(entry(&before, id).lines().count(), entry(&after, id).lines().count(), "{id} is as it was");
    }
}

#[test]
fn times_follow_the_clocks_of_the_time_zone() {
    let ics = text(&files(CALENDAR), "kalender.ics");
    assert!(entry(&ics, "september").contains("DTSTART:20211215T070000Z\r\n"), "8 o'clock in winter");
    assert!(entry(&ics, "revision").contains("DTSTART:20220701T060000Z\r\n"), "8 o'clock in summer");
    assert!(entry(&ics, "netvaerk").contains("DTSTART:20220302T120000Z\r\n"), "a time of its own");
    let week = entry(&ics, "uge");
    assert!(
        week.contains("DTSTART;VALUE=DATE:20220221\r\nDTEND;VALUE=DATE:20220228\r\n")
            || (week.contains("DTSTART;VALUE=DATE:20220221\r\n") && week.contains("DTEND;VALUE=DATE:20220228\r\n")),
        "{week}"
    );
    let month = entry(&ics, "maaned");
    assert!(
        month.contains("DTSTART;VALUE=DATE:20220201\r\n") && month.contains("DTEND;VALUE=DATE:20220301\r\n"),
        "{month}"
    );
}

#[test]
fn the_calendar_as_json() {
    insta::assert_snapshot!(text(&files(CALENDAR), "api/v1/calendar.json"));
}

#[test]
fn a_calendar_without_entries_has_no_file_to_subscribe_to() {
    assert!(files("").get("kalender.ics").is_none());
}
