//! `noegletal.toml`, as checked: who publishes, under which terms.

use chrono_tz::Tz;

use super::checker::Checker;
use super::document::Located;
use super::plausibility;
use super::raw::{RawContact, RawLicence, RawProtection, RawPublication};
use super::value::{Words, Written};
use crate::diagnostic::did_you_mean;
use crate::model::calendar::Calendar;
use crate::model::measure::Plausibility;
use crate::model::publication::{Contact, Licence, Protection};
use crate::model::{Format, Language, Publication, Text};

/// The smallest counts that can be asked for. 1 hides nothing, for figures that are public anyway.
pub(super) const MINIMUM_COUNTS: std::ops::RangeInclusive<u64> = 1..=1_000_000;

/// Widths that an interval may be asked to have.
pub(super) const INTERVAL_WIDTHS: std::ops::RangeInclusive<u64> = 1..=1_000_000;

/// Percentages that a coarser answer may name.
const ANSWERS: std::ops::RangeInclusive<u64> = 50..=99;

/// A publication of which nothing is known yet, so that other files can be checked when its head is wrong.
///
/// What is missing from a head has been reported as an error by then, so nothing is ever published with these values.
pub(super) fn blank() -> Publication {
    Publication {
        title: Text::default(),
        publisher: String::new(),
        languages: vec![Language::Danish],
        base_url: String::new(),
        contact: Contact { name: String::new(), email: String::new(), phone: None },
        licence: Licence { id: String::new(), title: String::new(), url: String::new() },
        time_zone: Tz::Europe__Copenhagen,
        release_hour: String::new(),
        protection: Protection {
            minimum_count: *MINIMUM_COUNTS.end(),
            sensitive_minimum_count: *MINIMUM_COUNTS.end(),
            zeros_are_sensitive: true,
            interval_width: None,
            answers: Vec::new(),
            text: Text::default(),
        },
        plausibility: Plausibility::default(),
        akasser: Vec::new(),
        events: Vec::new(),
        areas: Vec::new(),
        measures: Vec::new(),
        targets: Vec::new(),
        calendar: Calendar::default(),
        watch_rules: Vec::new(),
        pairs: Vec::new(),
        formats: Format::usual(),
    }
}

/// Checks the head and enters it.
pub(super) fn check(raw: RawPublication, publication: &mut Publication, checker: &mut Checker<'_>) {
    let RawPublication {
        title,
        publisher,
        language,
        languages,
        time_zone,
        release_hour,
        base_url,
        contact,
        licence,
        disclosure,
        plausibility,
        formats,
    } = raw;
    publication.plausibility = plausibility::check(plausibility, checker);
    publication.title = title.map(|title| title.value).unwrap_or_default();
    publication.publisher = checker.text(publisher);
    // Notes, reasons and addresses are Danish, so that is the first language of every page.
    checker.word(language.as_ref(), &[((), "da")]);
    publication.languages = self::languages(languages, checker);
    publication.time_zone = zone(time_zone.as_ref(), checker).unwrap_or(publication.time_zone);
    publication.release_hour = hour(release_hour, checker);
    publication.base_url = base_url.map(|url| root(&url, checker)).unwrap_or_default();
    if let Some(formats) = formats {
        let words = formats.value.0.iter();
        publication.formats = words.filter_map(|word| checker.word(Some(word), &Format::ALL)).collect();
    }
    if let Some(contact) = contact {
        let RawContact { name, email, phone } = contact.value;
        let email = email.inspect(|email| mail(email, checker));
        let phone = phone.map(|phone| checker.text(Some(phone)));
        publication.contact = Contact { name: checker.text(name), email: checker.text(email), phone };
    }
    if let Some(licence) = licence {
        let RawLicence { id, title, url } = licence.value;
        let url = url.inspect(|url| address(url, checker)).map(|url| url.value).unwrap_or_default();
        publication.licence = Licence { id: checker.text(id), title: checker.text(title), url };
    }
    if let Some(protection) = disclosure {
        publication.protection = self::protection(protection.value, checker);
    }
}

/// The languages of the pages: the publication's own first, and each once. Only that one where nothing is written.
fn languages(written: Option<Located<Words>>, checker: &mut Checker<'_>) -> Vec<Language> {
    let mut found = Vec::new();
    for word in written.map(|words| words.value.0).unwrap_or_default() {
        let Some(language) = checker.word(Some(&word), &Language::ALL) else { continue };
        let message = if found.contains(&language) {
            format!("languages names {} twice", word.value)
        } else if found.is_empty() && language != Language::Danish {
            format!("languages begins with {}, and language is da", word.value)
        } else {
            found.push(language);
            continue;
        };
        checker.refuse(&word, message, "Write languages = [\"da\", \"en\"], or leave it out for Danish alone.");
    }
    if found.is_empty() {
        found.push(Language::Danish);
    }
    found
}

fn protection(raw: RawProtection, checker: &mut Checker<'_>) -> Protection {
    let RawProtection { minimum_count, sensitive_minimum_count, zeros_are_sensitive, interval_width, answers, text } =
        raw;
    let minimum = checker.within(minimum_count.as_ref(), MINIMUM_COUNTS).unwrap_or(*MINIMUM_COUNTS.end());
    let sensitive = checker.within(sensitive_minimum_count.as_ref(), minimum..=*MINIMUM_COUNTS.end());
    let written = answers.map(|answers| answers.value.0).unwrap_or_default();
    let mut answers: Vec<u8> = written.iter().filter_map(|percent| checker.within(Some(percent), ANSWERS)).collect();
    answers.sort_unstable();
    answers.dedup();
    // Of two neighbours the higher must leave half as much room or less, or the lower says too closely what is missing.
    let is_close =
        |low: u8, high: u8| (100 - u32::from(low)) * u32::from(high) < 2 * (100 - u32::from(high)) * u32::from(low);
    if let Some(pair) = answers.windows(2).find(|pair| is_close(pair[0], pair[1]))
        && let Some(found) = written.iter().find(|percent| percent.value == u64::from(pair[1]))
    {
        let message = format!(
            "the answers {} and {} are too close: together they would say how many are missing",
            pair[0], pair[1]
        );
        checker.refuse(found, message, "Write answers such as [80, 90, 95]: what is left to 100 at least halves.");
    }
    Protection {
        minimum_count: minimum,
        sensitive_minimum_count: sensitive.unwrap_or(minimum),
        zeros_are_sensitive: zeros_are_sensitive.is_some_and(|zeros| zeros.value),
        interval_width: checker.within(interval_width.as_ref(), INTERVAL_WIDTHS),
        answers,
        text: text.map(|text| text.value).unwrap_or_default(),
    }
}

fn zone(written: Option<&Located<String>>, checker: &mut Checker<'_>) -> Option<Tz> {
    let written = written?;
    let zone = written.value.parse::<Tz>().ok();
    if zone.is_none() {
        let hint = match did_you_mean(&written.value, chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())) {
            Some(near) => format!("Did you mean {near}?"),
            None => "Write Europe/Copenhagen.".to_owned(),
        };
        let message = format!("time_zone is \"{}\"; a zone such as Europe/Copenhagen was expected", written.value);
        checker.refuse(written, message, hint);
    }
    zone
}

fn hour(written: Option<Located<Written>>, checker: &mut Checker<'_>) -> String {
    let Some(written) = written else { return String::new() };
    let found = &written.value.0;
    // The parser alone would take `8:00` as well.
    if found.len() != 5 || chrono::NaiveTime::parse_from_str(found, "%H:%M").is_err() {
        let message = format!("release_hour is \"{found}\"; a time such as 08:00 was expected");
        checker.refuse(&written, message, "Write hours and minutes with two digits each.");
    }
    written.value.0
}

fn mail(written: &Located<String>, checker: &mut Checker<'_>) {
    let sound = written.value.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if !sound || written.value.contains(|sign: char| sign.is_whitespace() || "<>\"?&".contains(sign)) {
        let message = format!("{} is \"{}\"; a mail address was expected", written.field, written.value);
        checker.refuse(written, message, "Write the address alone, such as redaktion@example.dk.");
    }
}

/// Reports what is no address on the web.
fn address(written: &Located<String>, checker: &mut Checker<'_>) {
    let found = &written.value;
    let host = found.strip_prefix("https://").or_else(|| found.strip_prefix("http://")).unwrap_or("");
    let unsafe_sign = |sign: char| sign.is_whitespace() || sign.is_control() || "<>\"'`{}\\^|".contains(sign);
    if host.is_empty() || host.starts_with('/') || found.contains(unsafe_sign) {
        let message = format!("{} is \"{found}\"; an address with https:// was expected", written.field);
        checker.refuse(written, message, "Write the whole address, such as https://example.dk/noegletal/.");
    }
}

/// The archive's root, with `/` at its end.
fn root(written: &Located<String>, checker: &mut Checker<'_>) -> String {
    address(written, checker);
    if written.value.contains(['?', '#']) {
        let message = format!("base_url is \"{}\", which is not a folder", written.value);
        checker.refuse(written, message, "Leave out what follows ? or #.");
    }
    format!("{}/", written.value.trim_end_matches('/'))
}
