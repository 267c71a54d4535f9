//! The archive on disk, and the only room that writes: stage, compare, make visible last, keep what was published.
//!
//! The way of a build: [`Writer::open`] takes the archive's lock, [`Writer::stage`] puts what is new or changed beside
//! the archive, [`Writer::commit`] shows it by renaming. `docs/archive-format.md` tells what lies where.

mod before;
mod built;
mod cells;
mod commit;
pub mod diff;
mod drawer;
mod fault;
pub mod files;
mod folder;
pub mod hidden;
mod kept;
pub mod listing;
pub mod manifest;
mod part;
mod path;
mod plan;
pub mod seal;
pub mod verify;
mod writer;

pub use built::{Built, BuiltVersion};
pub use commit::{Seal, Written};
pub use drawer::Drawer;
pub use fault::ArchiveFault;
pub use folder::{look_at_file, write_new_file, write_new_folder};
pub use part::Part;
pub use writer::{Kind, Writer};
