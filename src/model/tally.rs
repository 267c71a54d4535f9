//! How much is held back, as counts.

/// How much is held back of some figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Figures held back because they are small themselves.
    pub primary: usize,
    /// Figures held back because small ones could be worked out from them.
    pub secondary: usize,
    /// Figures with a value, before protection.
    pub of: usize,
    /// People, or whatever is counted, in the delivered cells that are held back; of shares the denominators.
    pub lost: u64,
    /// The same in all delivered cells.
    pub counted: u64,
}

impl Tally {
    /// With another's figures.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            primary: self.primary + other.primary,
            secondary: self.secondary + other.secondary,
            of: self.of + other.of,
            lost: self.lost.saturating_add(other.lost),
            counted: self.counted.saturating_add(other.counted),
        }
    }
}
