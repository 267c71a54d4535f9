//! The program `noegletal`.

fn main() {}
