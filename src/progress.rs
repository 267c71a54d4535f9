//! How far a run has come, told to whoever started it.

/// Someone who is told how far a run has come. Called from several threads.
pub trait Progress: Sync {
    /// A stage begins, of so many steps.
    fn stage(&self, name: &str, steps: usize);
    /// A step of the stage is done.
    fn step(&self);
    /// The stage is done.
    fn done(&self);
}

/// Nobody listens.
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _name: &str, _steps: usize) {}
    fn step(&self) {}
    fn done(&self) {}
}
