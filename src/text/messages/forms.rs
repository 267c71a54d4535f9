//! Numbers, units, dates and the order of names, as the language of the messages has them.

use std::borrow::Cow;
use std::cmp::Ordering;

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;

use super::{Messages, say};
use crate::model::calendar::CalendarDate;
use crate::model::measure::Unit;
use crate::model::note::NoteDate;
use crate::model::{Decimal, Exact, Measure, Period};
use crate::text::{date, name, number};

impl Messages {
    /// See [`number::number`].
    #[must_use]
    pub fn number(&self, decimal: Decimal) -> String {
        number::number(self.language(), decimal)
    }

    /// See [`number::signed`].
    #[must_use]
    pub fn signed(&self, decimal: Decimal) -> String {
        number::signed(self.language(), decimal)
    }

    /// See [`number::count`].
    #[must_use]
    pub fn count(&self, value: u64) -> String {
        number::count(self.language(), value)
    }

    /// See [`number::value`].
    #[must_use]
    pub fn value(&self, value: &Exact, measure: &Measure) -> String {
        number::value(self.language(), value, measure)
    }

    /// See [`number::at_most`].
    #[must_use]
    pub fn at_most(&self, value: &Exact, most: u8) -> String {
        number::at_most(self.language(), value, most)
    }

    /// A number text with its unit in running text: `90 pct.`, `1.234 personer`; in English `90%`, `1,234 people`.
    #[must_use]
    pub fn with_unit(&self, number: &str, unit: Unit) -> String {
        let key = match unit {
            Unit::Persons => "unit-persons-with",
            Unit::Spells => "unit-spells-with",
            Unit::Percent => "unit-percent-with",
            Unit::PercentagePoints => "unit-points-with",
        };
        say!(self, key, number = number)
    }

    /// A unit in running text; its plural.
    #[must_use]
    pub fn unit_in_text(&self, unit: Unit) -> Cow<'_, str> {
        self.text(match unit {
            Unit::Persons => "unit-persons",
            Unit::Spells => "unit-spells",
            Unit::Percent => "unit-percent",
            Unit::PercentagePoints => "unit-points",
        })
    }

    /// A unit as the heading of a column.
    #[must_use]
    pub fn unit_in_heading(&self, unit: Unit) -> Cow<'_, str> {
        self.text(match unit {
            Unit::Persons => "unit-persons-heading",
            Unit::Spells => "unit-spells-heading",
            Unit::Percent => "unit-percent-heading",
            Unit::PercentagePoints => "unit-points-heading",
        })
    }

    /// The unit that a change of values in `unit` has in running text.
    #[must_use]
    pub fn unit_of_change(&self, unit: Unit) -> Cow<'_, str> {
        match unit {
            Unit::Percent | Unit::PercentagePoints => self.text("unit-points"),
            other => self.unit_in_text(other),
        }
    }

    /// See [`date::month`].
    #[must_use]
    pub fn month(&self, period: Period) -> String {
        date::month(self.language(), period)
    }

    /// See [`date::month_short`].
    #[must_use]
    pub fn month_short(&self, period: Period) -> String {
        date::month_short(self.language(), period)
    }

    /// See [`date::month_name`].
    #[must_use]
    pub fn month_name(&self, month: u32) -> String {
        date::month_name(self.language(), month)
    }

    /// See [`date::day`].
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> String {
        date::day(self.language(), date)
    }

    /// See [`date::day_of`].
    #[must_use]
    pub fn day_of(&self, moment: DateTime<FixedOffset>, zone: Tz) -> String {
        date::day_of(self.language(), moment, zone)
    }

    /// See [`date::moment`].
    #[must_use]
    pub fn moment(&self, moment: DateTime<FixedOffset>, zone: Tz) -> String {
        date::moment(self.language(), moment, zone)
    }

    /// See [`date::of_note`].
    #[must_use]
    pub fn of_note(&self, date: NoteDate) -> String {
        date::of_note(self.language(), date)
    }

    /// See [`date::of_calendar`].
    #[must_use]
    pub fn of_calendar(&self, date: CalendarDate) -> String {
        date::of_calendar(self.language(), date)
    }

    /// See [`name::compare`].
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        name::compare(self.language(), a, b)
    }
}
