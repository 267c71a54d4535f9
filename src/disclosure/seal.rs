//! The seal: a value that went through disclosure control.

use std::collections::BTreeSet;
use std::convert::Infallible;

use crate::model::note::FigureRequest;
use crate::model::revision::MethodChanges;
use crate::model::{Publication, Release};

/// A value in which everything that must not be shown has been taken out.
///
/// Charts, pages and files take nothing else. There is no constructor outside this room: a new one comes only from
/// `clear`, or from other cleared values through [`Cleared::derive`] and [`Cleared::gather`].
#[derive(Clone, PartialEq, Eq)]
pub struct Cleared<T>(T);

impl<T> Cleared<T> {
    pub(super) fn seal(value: T) -> Self {
        Self(value)
    }

    /// The value, to read.
    #[must_use]
    pub fn get(&self) -> &T {
        &self.0
    }

    /// What follows from cleared values alone is cleared too.
    ///
    /// `follow` is a plain function, so it cannot carry an uncleared value in; what it may know besides is the
    /// publication, which holds no figures.
    #[must_use]
    pub fn derive<U>(self, publication: &Publication, follow: fn(T, &Publication) -> U) -> Cleared<U> {
        Cleared(follow(self.0, publication))
    }

    /// A value that holds no figure, to be put beside cleared ones.
    #[must_use]
    pub fn public(value: T) -> Self
    where
        T: NoFigures,
    {
        Self(value)
    }

    /// Two cleared values as one.
    #[must_use]
    pub fn and<U>(self, other: Cleared<U>) -> Cleared<(T, U)> {
        Cleared((self.0, other.0))
    }

    /// Many cleared values as one.
    #[must_use]
    pub fn gather(values: impl IntoIterator<Item = Self>) -> Cleared<Vec<T>> {
        Cleared(values.into_iter().map(|value| value.0).collect())
    }
}

impl<T> Cleared<Vec<T>> {
    /// Many cleared values, one by one.
    pub fn scatter(self) -> impl Iterator<Item = Cleared<T>> {
        self.0.into_iter().map(Cleared)
    }
}

/// Types that hold no figures, so nothing in them needs protection. Only this room can name one.
pub trait NoFigures: sealed::Sealed {}

mod sealed {
    pub trait Sealed {}
}

macro_rules! without_figures {
    ($($name:ty),+) => { $(impl sealed::Sealed for $name {} impl NoFigures for $name {})+ };
}

without_figures!(Release, BTreeSet<FigureRequest>, Vec<Infallible>, MethodChanges);

/// Says that there is a value, never which.
impl<T> std::fmt::Debug for Cleared<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Cleared(…)")
    }
}

#[cfg(test)]
impl<T> Cleared<T> {
    /// A sealed value for tests of the rooms that only read it.
    pub(crate) fn for_tests(value: T) -> Self {
        Self(value)
    }
}
