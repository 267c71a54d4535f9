//! Deliveries: files to observations.
mod encoding;
mod limits;
mod month;
mod number;
mod problems;
mod scan;
mod sheet;
