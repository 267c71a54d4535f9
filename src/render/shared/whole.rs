//! What pages outside editions are drawn from.

use crate::model::catalogue::History;
use crate::model::timetable::Timetable;
use crate::render::edition::prepared::Prepared;
use crate::render::press::Press;

/// What pages outside editions are drawn from.
#[derive(Clone, Debug)]
pub(crate) struct Shared<'a> {
    /// The tools.
    pub(crate) press: &'a Press<'a>,
    /// The announcements held against what came out.
    pub(crate) timetable: &'a Timetable,
    /// The newest edition, made ready; none while nothing is published.
    pub(crate) newest: Option<&'a Prepared<'a>>,
    /// The newest series, and the figures that texts name.
    pub(crate) history: &'a History,
}
