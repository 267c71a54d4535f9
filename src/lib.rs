//! `noegletal` publishes monthly key figures as a versioned, static archive.
//!
//! # The pipeline
//!
//! ```text
//! delivery ─ingest─► Delivery ─compute─► ReleaseFigures ─disclosure─► Cleared<…> ─compute─► Cleared<Edition> ─┬─ charts ─┐
//! notes ──────────────────────────────────────────────────────────────────────────────────────────────────────┼─ render ─┼─► FileSet ─archive─► public/
//! measures, targets, codes ─config─►  (given to every stage as values)                                         └─ export ─┘             └─► releases.lock
//! ```
//!
//! Each stage is a function from values to values and knows the [`model`] and what lies below it, never the stage beside
//! it; [`pipeline`] alone calls them, in order. `tests/layers.rs` holds every import against that.
//!
//! # Invariants
//!
//! 1. [`disclosure::Cleared`] is made in [`disclosure`] only, and charts, pages and files take nothing else. Verdicts,
//!    changes and sentences are computed *after* protection, from cleared figures, so none of them can tell more.
//!    [`audit`] knows nothing of the method: it attacks the bytes of each edition, before anything is staged, with all
//!    that was published earlier.
//! 2. Nothing reads the disk, the clock or the environment but [`source`]; nothing writes but [`archive`], and [`publish`],
//!    which brings a built archive elsewhere. The time of publication is data. The same input gives the same bytes.
//! 3. An edition is drawn in memory, staged, and shown last, by renaming. Memory does not grow with the number of months.
//! 4. Missing is a type ([`model::Missing`]): no value defaults, no status defaults to "normal".
//! 5. Numbers become text in [`text`] and nowhere else. Nothing is judged through binary floating point.
//! 6. Problems are values ([`diagnostic`]), all of them in one run, each with file, line, column and what to do.
//! 7. Measures, targets, codes and texts are data; code knows rules, not measures.
//! 8. Templates are given finished views; they calculate nothing and read nothing.

pub mod archive;
pub mod audit;
pub mod charts;
pub mod cli;
pub mod compute;
pub mod config;
pub mod diagnostic;
pub mod disclosure;
pub mod export;
pub mod hosting;
pub mod ingest;
pub mod model;
pub mod notes;
pub mod pack;
pub mod pipeline;
pub mod progress;
pub mod publish;
pub mod render;
pub mod sample;
pub mod serve;
pub mod source;
pub mod text;

/// Ways round [`disclosure::Cleared`] that the compiler refuses. What is needed for each is there:
///
/// ```
/// use std::collections::BTreeSet;
///
/// use noegletal::disclosure::Cleared;
/// use noegletal::model::Publication;
/// use noegletal::model::note::FigureRequest;
///
/// fn follow(publication: &Publication) -> Cleared<usize> {
///     Cleared::public(BTreeSet::<FigureRequest>::new()).derive(publication, |wanted, _| wanted.len())
/// }
/// fn read(cleared: &Cleared<u64>) -> u64 {
///     *cleared.get()
/// }
/// ```
///
/// Nobody makes one from a value:
///
/// ```compile_fail
/// let _ = noegletal::disclosure::Cleared(7_u64);
/// ```
/// ```compile_fail
/// let _ = noegletal::disclosure::Cleared::seal(7_u64);
/// ```
/// ```compile_fail
/// let _ = noegletal::disclosure::Cleared::for_tests(7_u64);
/// ```
/// ```compile_fail
/// let _ = noegletal::disclosure::Cleared::<u64>::default();
/// ```
/// ```compile_fail
/// let _ = noegletal::disclosure::Cleared::<u64>::from(7_u64);
/// ```
/// ```compile_fail
/// let _: noegletal::disclosure::Cleared<u64> = serde_json::from_str("7").unwrap();
/// ```
///
/// Nothing with a figure is public, and nobody declares it so:
///
/// ```compile_fail
/// let _ = noegletal::disclosure::Cleared::public(7_u64);
/// ```
/// ```compile_fail
/// use noegletal::disclosure::Cleared;
/// use noegletal::model::figure::MonthFigures;
///
/// fn publish(month: MonthFigures) -> Cleared<MonthFigures> {
///     Cleared::public(month)
/// }
/// ```
/// ```compile_fail
/// struct Mine(u64);
/// impl noegletal::disclosure::NoFigures for Mine {}
/// ```
///
/// What follows from cleared values takes nothing else along, and nothing is changed in place:
///
/// ```compile_fail
/// use noegletal::disclosure::Cleared;
/// use noegletal::model::Publication;
///
/// fn smuggle(cleared: Cleared<u64>, publication: &Publication, secret: u64) -> Cleared<u64> {
///     cleared.derive(publication, |_, _| secret)
/// }
/// ```
/// ```compile_fail
/// fn change(mut cleared: noegletal::disclosure::Cleared<u64>) {
///     *cleared.get() = 7;
/// }
/// ```
/// ```compile_fail
/// fn change(mut cleared: noegletal::disclosure::Cleared<u64>) {
///     cleared.0 = 7;
/// }
/// ```
#[cfg(doctest)]
pub struct TheSealHolds;
