//! How a long run says where it is, without knowing who listens.

use crate::model::Tally;

/// Someone who is told how far a run has come.
pub trait Progress: Sync {
    /// A stage begins: its name for people, and how many steps it has (0 = not known).
    fn stage(&self, name: &str, steps: usize);

    /// One step of the stage is done; called from any thread.
    fn step(&self);

    /// The run is over, well or not.
    fn done(&self);

    /// What follows is work of this kind. With several threads kinds of work go on beside each other; with one, each ends
    /// where the next begins.
    fn phase(&self, _phase: Phase) {}

    /// Figures of a release were held back. Counts like these, of what is small by itself and what is not, could give
    /// something away of a publication: they are for measuring the method on made-up data, and are printed nowhere.
    fn held(&self, _held: Tally) {}
}

/// Kinds of work on releases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Reading deliveries.
    Read,
    /// Computing figures.
    Compute,
    /// Choosing what is hidden.
    Protect,
    /// Computing what is made of shown figures.
    Describe,
    /// Attacking what is hidden.
    Audit,
    /// Whatever is done with the finished releases.
    Hand,
}

/// Nobody listens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _name: &str, _steps: usize) {}
    fn step(&self) {}
    fn done(&self) {}
}
