//! What keys of JSON files hold besides plain text and numbers: words of a fixed list, and months.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};

use crate::compute::revision::NoSize;
use crate::model::Period;
use crate::model::calendar::{AnnouncementStatus, CalendarDate, MeetingKind};
use crate::model::code::{AkasseEventKind, AreaKind};
use crate::model::edition::{Chance, Verdict, WhyNot};
use crate::model::figure::Reconciliation;
use crate::model::measure::{DerivedRule, Direction, IdentityRule, MeasureKind, Rule, Unit, word};
use crate::model::release::{ReleaseClass, ReleaseStatus};
use crate::model::timetable::ReleaseStanding;

/// Values that are words of a fixed list in files.
pub(super) trait Words {
    /// The word of a value.
    fn word(&self) -> &'static str;

    /// Every word that a file may have.
    #[cfg(test)]
    fn words() -> Vec<&'static str>;
}

macro_rules! words {
    ($($of:ty),+ $(,)?) => {$(
        impl Words for $of {
            fn word(&self) -> &'static str {
                word(&Self::ALL, self)
            }

            #[cfg(test)]
            fn words() -> Vec<&'static str> {
                Self::ALL.iter().map(|(_, word)| *word).collect()
            }
        }
    )+};
}

words!(
    AkasseEventKind,
    AreaKind,
    DerivedRule,
    Direction,
    IdentityRule,
    MeasureKind,
    MeetingKind,
    NoSize,
    Reconciliation,
    ReleaseClass,
    ReleaseStanding,
    ReleaseStatus,
    Rule,
    Unit,
    Verdict,
    WhyNot,
);

/// A chance that was not asked for is left out.
impl Words for Chance {
    fn word(&self) -> &'static str {
        word(&Self::ALL, self)
    }

    #[cfg(test)]
    fn words() -> Vec<&'static str> {
        Self::ALL.iter().filter(|(chance, _)| *chance != Self::NotAsked).map(|(_, word)| *word).collect()
    }
}

/// How exactly a date is known.
impl Words for CalendarDate {
    fn word(&self) -> &'static str {
        match self {
            Self::Day(_) => "day",
            Self::Week(_) => "week",
            Self::Month(_) => "month",
        }
    }

    #[cfg(test)]
    fn words() -> Vec<&'static str> {
        vec!["day", "week", "month"]
    }
}

impl Words for AnnouncementStatus {
    fn word(&self) -> &'static str {
        self.word()
    }

    #[cfg(test)]
    fn words() -> Vec<&'static str> {
        Self::WORDS.to_vec()
    }
}

/// A word of the list of `T`.
pub(super) struct Word<T>(&'static str, PhantomData<fn() -> T>);

impl<T: Words> Word<T> {
    /// The word of a value.
    pub(super) fn of(value: &T) -> Self {
        Self(value.word(), PhantomData)
    }
}

impl<T> Clone for Word<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Word<T> {}

impl<T> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// A month, such as `2021M09`.
#[derive(Clone, Copy)]
pub(super) struct Month(pub(super) Period);

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.code())
    }
}

#[cfg(test)]
pub(super) use schemas::Percent;

#[cfg(test)]
mod schemas {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    use super::{Month, Word, Words};

    impl<T: Words> JsonSchema for Word<T> {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            "word".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "string", "enum": T::words() })
        }
    }

    /// What an end of a coarser answer is.
    pub(in crate::export) struct Percent;

    impl JsonSchema for Percent {
        fn inline_schema() -> bool {
            true
        }

        fn schema_name() -> Cow<'static, str> {
            "percent".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({ "type": "integer", "minimum": 0, "maximum": 100 })
        }
    }

    impl JsonSchema for Month {
        fn schema_name() -> Cow<'static, str> {
            "month".into()
        }

        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "type": "string",
                "pattern": "^[0-9]{4}M(0[1-9]|1[0-2])$",
                "description": "A month, such as 2021M09.",
            })
        }
    }
}
