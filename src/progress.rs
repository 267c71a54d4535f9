//! How a long run says where it is, without knowing who listens.

/// Someone who is told how far a run has come.
pub trait Progress: Sync {
    /// A stage begins: its name for people, and how many steps it has (0 = not known).
    fn stage(&self, name: &str, steps: usize);

    /// One step of the stage is done; called from any thread.
    fn step(&self);

    /// The run is over, well or not.
    fn done(&self);
}

/// Nobody listens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _name: &str, _steps: usize) {}
    fn step(&self) {}
    fn done(&self) {}
}
