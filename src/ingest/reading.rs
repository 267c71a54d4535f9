//! One file being read: the checks that tidy and wide files share.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::cells::{Cells, Content, Found, FoundTotal, NamedArea};
use super::heading::folded;
use super::memo::Memo;
use super::month;
use super::number::{Kind, Written};
use super::problems::Problems;
use super::sheet::{At, Sheet};
use super::validity;
use super::workbook::CellValue;
use crate::config::{AreaProblem, Lookup, Symbol, TableDescription};
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::model::code::{AkasseKey, CellKey, MeasureKey};
use crate::model::delivery::TotalOver;
use crate::model::measure::{MeasureKind, Unit};
use crate::model::{Decimal, Measure, Missing, Period, Publication};

/// What codes and dates of a file are held against.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    pub(super) publication: &'a Publication,
    pub(super) lookup: &'a Lookup<'a>,
    /// The month of the release.
    pub(super) release: Period,
    /// What `release.toml` says of the file.
    pub(super) table: Option<&'a TableDescription>,
}

impl Rules<'_> {
    /// Whether a heading of a row or column is left out on purpose.
    pub(super) fn ignores(&self, text: &str) -> bool {
        let listed = |table: &TableDescription| table.ignore.iter().any(|known| folded(known) == folded(text));
        self.table.is_some_and(listed)
    }
}

/// One file being read.
pub(super) struct Reading<'a> {
    pub(super) rules: Rules<'a>,
    pub(super) sheet: &'a Sheet,
    pub(super) problems: &'a mut Problems,
    pub(super) cells: Cells,
    /// Months already understood, since names of months take long.
    months: BTreeMap<String, Period>,
    akasser: Memo<Period, AkasseKey>,
    areas: Memo<(Option<MeasureKey>, Period), NamedArea>,
}

/// Which cell of which table a field is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Subject {
    pub(super) measure: MeasureKey,
    pub(super) period: Period,
    pub(super) key: CellKey,
}

/// The fields that name a cell, for problems with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub(super) period: At,
    pub(super) akasse: At,
    pub(super) area: At,
}

impl<'a> Reading<'a> {
    /// Nothing read yet.
    pub(super) fn new(rules: Rules<'a>, sheet: &'a Sheet, problems: &'a mut Problems) -> Self {
        Self {
            rules,
            sheet,
            problems,
            cells: Cells::default(),
            months: BTreeMap::new(),
            akasser: Memo::default(),
            areas: Memo::default(),
        }
    }

    /// Adds an error at a field.
    pub(super) fn fail(&mut self, at: At, code: Code, message: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(self.sheet.error(at, code, message).hint(hint));
    }

    /// Adds an error at a field that should hold a number. A text with digits is told in detail only: they may be those of a
    /// number that must not be shown.
    fn refuse(&mut self, at: At, text: &str, what: &str, hint: impl Into<String>) {
        let problem = match text.contains(char::is_numeric) {
            true => self.sheet.error(at, Code::BadNumber, format!("the cell {what}")).detail(short(text)),
            false => self.sheet.error(at, Code::BadNumber, format!("\"{}\" {what}", short(text))),
        };
        self.problems.push(problem.hint(hint));
    }

    /// A measure.
    pub(super) fn measure_of(&self, key: MeasureKey) -> &'a Measure {
        self.rules.publication.measure(key)
    }

    /// The month of a field; reported when it is none.
    pub(super) fn period(&mut self, at: At, text: &str) -> Option<Period> {
        let text = text.trim();
        if let Some(CellValue::Date(day)) = self.sheet.value(at)
            && let Some(period) = Period::new(day.year(), day.month())
        {
            return Some(period);
        }
        if let Some(period) = Period::parse(text).or_else(|| self.months.get(text).copied()) {
            return Some(period);
        }
        match month::parse(text) {
            Ok(period) => {
                self.months.insert(text.to_owned(), period);
                Some(period)
            }
            Err(problem) => {
                self.fail(at, Code::BadPeriod, problem.message, problem.hint);
                None
            }
        }
    }

    /// The measure a field names; reported when there is none.
    pub(super) fn measure(&mut self, at: At, text: &str) -> Option<MeasureKey> {
        let publication = self.rules.publication;
        let found = publication.measure_by_id(text.trim());
        if found.is_none() {
            let ids = publication.measures.iter().map(|measure| measure.id.as_str());
            let message = match text.trim() {
                "" => "the measure is missing".to_owned(),
                text => format!("no measure is called \"{text}\""),
            };
            let hint = match did_you_mean(text.trim(), ids) {
                Some(meant) => format!("Did you mean {meant}?"),
                None => "Write the id of a measure, or add data/measures/<id>.toml.".to_owned(),
            };
            self.fail(at, Code::UnknownMeasure, message, hint);
        }
        found.filter(|found| self.is_deliverable(Some(at), *found))
    }

    /// Whether a measure comes by delivery; reported where it is named, or for the file, when it is computed.
    pub(super) fn is_deliverable(&mut self, at: Option<At>, key: MeasureKey) -> bool {
        let measure = self.measure_of(key);
        let Some(derived) = measure.derived else { return true };
        let of = &self.measure_of(derived.of).id;
        let message = format!("{} is computed from {of}, so it cannot be delivered", measure.id);
        let hint = format!("Deliver {of} for the month and for {}; leave this out.", derived.baseline.slug());
        let problem = match at {
            Some(at) => self.sheet.error(at, Code::UnknownMeasure, message),
            None => Diagnostic::error(Code::UnknownMeasure, message).at(Place::file(self.sheet.file())),
        };
        self.problems.push(problem.hint(hint));
        false
    }

    /// The fund a field names in that month; reported when there is none.
    pub(super) fn akasse(&mut self, at: At, text: &str, period: Option<Period>) -> Option<AkasseKey> {
        let period = period.unwrap_or(self.rules.release);
        if let Some(known) = self.akasser.recall(period, text) {
            return Some(known);
        }
        let found = self.rules.lookup.akasse_in(text, period);
        if let Some(found) = found {
            self.akasser.keep(text, found);
        } else {
            let hint = match self.rules.lookup.suggest_akasse(text.trim()) {
                Some(meant) => format!("Did you mean {meant}?"),
                None => "Write the fund's id, or add the spelling to its aliases in data/codes/akasser.csv.".to_owned(),
            };
            self.fail(at, Code::UnknownAkasse, format!("no a-kasse is called \"{}\"", short(text)), hint);
        }
        found
    }

    /// The area a field names in that month, of a kind that the measure uses; reported when there is none.
    pub(super) fn area(&mut self, at: At, text: &str, of: (Option<MeasureKey>, Option<Period>)) -> Option<NamedArea> {
        let (measure, period) = of;
        let period = period.unwrap_or(self.rules.release);
        if let Some(known) = self.areas.recall((measure, period), text) {
            return Some(known);
        }
        let kinds = measure.map_or(&[][..], |measure| &self.measure_of(measure).areas);
        match self.rules.lookup.area(text, kinds, period) {
            Ok(key) => {
                let several = kinds.len() > 1;
                let part = several.then(|| self.rules.lookup.part_of(key, text, kinds, period)).flatten();
                let area = NamedArea { key, part };
                self.areas.keep(text, area);
                return Some(area);
            }
            Err(AreaProblem::NotValid) => {
                let (message, hint) = validity::why_no_area(self.rules, text, measure, period);
                self.fail(at, Code::AreaNotValid, message, hint);
            }
            Err(AreaProblem::Unknown) => {
                let hint = match self.rules.lookup.suggest_area(text.trim(), kinds) {
                    Some(meant) => format!("Did you mean {meant}?"),
                    None => "Write the area's id or code, or add the spelling to its aliases in data/codes/areas.csv."
                        .to_owned(),
                };
                self.fail(at, Code::UnknownArea, format!("no area is called \"{}\"", short(text)), hint);
            }
        }
        None
    }

    /// The number in a field; reported when it is none.
    pub(super) fn number(&mut self, at: At, text: &str, kind: Kind) -> Option<Written> {
        if self.is_zero_by_symbol(text) {
            return Some(Written::exact(Decimal { scaled: 0, decimals: 0 }, false));
        }
        if let Some(value) = self.sheet.value(at) {
            return match value.number() {
                Ok(number) => Some(number),
                Err((message, hint)) => {
                    self.fail(at, Code::BadNumber, message, hint);
                    None
                }
            };
        }
        match Written::parse(text) {
            Ok(number) => {
                self.cells.signs.hear(number, kind, at);
                Some(number)
            }
            Err(why) => {
                self.refuse(at, text, "is not a number", why.hint());
                None
            }
        }
    }

    /// The number of persons or spells in a field; reported when it is none.
    pub(super) fn count(&mut self, at: At, text: &str) -> Option<Written> {
        let number = self.number(at, text, Kind::Count)?;
        if number.percent {
            let hint = "Give numbers of persons or spells, or the percentage in the column value.";
            self.refuse(at, text, "is a percentage, not a count", hint);
            return None;
        }
        Some(number)
    }

    /// Why there is no value, when the text is a sign that stands for that by the table's description.
    pub(super) fn missing_by_symbol(&self, text: &str) -> Option<Missing> {
        match self.rules.table?.symbols.get(text)? {
            Symbol::Missing(reason) => Some(*reason),
            Symbol::Zero => None,
        }
    }

    /// Whether the text is a sign that stands for zero by the table's description.
    fn is_zero_by_symbol(&self, text: &str) -> bool {
        self.rules.table.and_then(|table| table.symbols.get(text)) == Some(&Symbol::Zero)
    }

    /// The value of a cell as a number of the measure's kind; reported when it is none.
    pub(super) fn value(&mut self, at: At, text: &str, measure: MeasureKey) -> Option<Written> {
        let measure = self.measure_of(measure);
        let counted = matches!(measure.kind, MeasureKind::Stock | MeasureKind::Flow) || measure.is_signed_count();
        let number = self.number(at, text, if counted { Kind::Count } else { Kind::Value })?;
        let percent = matches!(measure.unit, Unit::Percent | Unit::PercentagePoints);
        if number.percent && !percent {
            let what = format!("is a percentage, and {} is a number", measure.id);
            self.refuse(at, text, &what, "Deliver the number itself, or correct the measure's unit.");
            return None;
        }
        Some(number)
    }

    /// Why a cell may be blank, by the measure's own rule or by the table's declaration, with its remark for readers.
    pub(super) fn declared(&self, subject: Subject) -> Option<(Missing, Option<Box<str>>)> {
        if let Some(reason) = self.measure_of(subject.measure).left_out(subject.period) {
            return Some((reason, None));
        }
        let table = self.rules.table?;
        let fits = |listed: &[AkasseKey], own: Option<AkasseKey>| {
            listed.is_empty() || own.is_some_and(|own| listed.binary_search(&own).is_ok())
        };
        let single = table.missing.iter().find(|declared| {
            let areas = &declared.areas;
            declared.period == subject.period
                && fits(&declared.akasser, subject.key.akasse)
                && (areas.is_empty() || subject.key.area.is_some_and(|own| areas.binary_search(&own).is_ok()))
        });
        match single {
            Some(declared) => Some((declared.reason, declared.note.as_ref().map(|note| note.da.as_str().into()))),
            None => table.blank.map(|reason| (reason, None)),
        }
    }

    /// Adds a cell when the measure can have it.
    pub(super) fn add(&mut self, found: Found, named: Named) {
        let subject = Subject { measure: found.measure, period: found.period, key: found.key };
        let has_value = !matches!(found.content, Content::Missing(_));
        if validity::check(self, subject, named, has_value) {
            self.cells.found.push(found);
        }
    }

    /// Adds a published total.
    pub(super) fn add_total(&mut self, measure: MeasureKey, over: TotalOver, content: Content, at: At) {
        self.cells.totals.push(FoundTotal { measure, over, content, at });
    }
}

/// A text of a field, shortened for a message.
pub(super) fn short(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= 40 {
        text.to_owned()
    } else {
        format!("{}…", text.chars().take(40).collect::<String>())
    }
}
