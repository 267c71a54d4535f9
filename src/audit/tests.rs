//! Small tables whose answers are known.
