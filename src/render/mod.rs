//! Cleared figures and notes become pages.
//!
//! Every number is turned into text by [`crate::text`] before a template sees it; templates place what they are given
//! and calculate nothing. `docs/design.md` lists what each template is given.

mod address;
mod assets;
mod cell;
mod cite;
mod consequences;
mod continued;
mod edition;
mod facts;
mod feeds;
mod figure_key;
mod files;
mod frame;
mod html;
mod judged;
mod linked_data;
mod memento;
mod newest;
mod order;
mod picture;
mod press;
mod register;
mod renderer;
mod shared;
mod site;
mod small;
mod table;
mod templates;
#[cfg(test)]
mod tests;
mod words;

pub use press::Take;
pub use renderer::Renderer;
pub use site::{Frozen, Site};
