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
/// Bytes that a workbook may unpack to, all its parts together: as large as a text file may be.
pub(super) const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// Parts of a workbook; a large one of an office has a few dozen.
pub(super) const MAX_PARTS: usize = 2_000;
/// Cells with content of a sheet.
pub(super) const MAX_CELLS: usize = 2_000_000;
/// Bytes of text in the cells of a sheet, each cell counted, as large as a text file may be.
pub(super) const MAX_SHEET_TEXT: usize = 64 * 1024 * 1024;
/// Sheets that are looked at for the one with content.
pub(super) const MAX_SHEETS: usize = 100;
/// Styles of a workbook's cells; spreadsheet programs stop at 65,490.
pub(super) const MAX_STYLES: usize = 70_000;
/// Elements of all fonts, fills, borders and styles together.
pub(super) const MAX_STYLE_ELEMENTS: usize = 1_000_000;
/// Bytes of a name or format among the styles; spreadsheet programs stop at 255 characters.
pub(super) const MAX_STYLE_TEXT: usize = 600;
