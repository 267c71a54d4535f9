//! What a delivered file may hold at most. The bytes of a file are limited where it is read from disk.

/// Columns of a table.
pub(super) const MAX_COLUMNS: usize = 4_096;
/// Characters of a field.
pub(super) const MAX_FIELD: u32 = 10_000;
/// Records of a file, the heading among them. A national month has about 14,000.
pub(super) const MAX_RECORDS: usize = 2_000_000;
/// Problems shown for one file; a wrong separator would otherwise give one per cell.
pub(super) const MAX_PROBLEMS: usize = 200;
/// Characters of a line that is shown with a problem.
pub(super) const MAX_EXCERPT: usize = 2_000;
