//! Chance that is the same everywhere: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
//! generators", 2014), which is small enough to stay the same for ever.

/// A stream of numbers.
pub(super) struct Random(u64);

impl Random {
    /// The stream that belongs to a seed and to some names: each cell has its own, so the order of asking does not matter.
    pub(super) fn of(seed: u64, names: &[&str]) -> Self {
        // FNV-1a over the names keeps streams of different cells apart.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ seed;
        for byte in names.iter().flat_map(|name| name.bytes().chain([0])) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        Self(hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from 0 up to `limit`, without it; 0 when `limit` is 0.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        // The high half of a 128-bit product spreads evenly enough for made-up figures.
        u64::try_from((u128::from(self.next()) * u128::from(limit)) >> 64).unwrap_or(0)
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.below(high.saturating_sub(low) + 1)
    }
}
