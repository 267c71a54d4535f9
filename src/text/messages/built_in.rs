//! The message files that are built into the program.

macro_rules! built_in {
    ($($name:literal,)+) => {
        /// The names of the message files; each is there in every language, and the keys in it begin with its name.
        pub const FILES: &[&str] = &[$($name),+];

        /// Every message file by its path below `templates/`.
        pub const BUILT_IN: &[(&str, &str)] = &[$(
            (
                concat!("messages/da/", $name, ".ftl"),
                include_str!(concat!("../../../templates/messages/da/", $name, ".ftl")),
            ),
            (
                concat!("messages/en/", $name, ".ftl"),
                include_str!(concat!("../../../templates/messages/en/", $name, ".ftl")),
            ),
        )+];
    };
}

built_in! {
    "unit",
    "date",
    "sign",
    "word",
    "frame",
    "part",
    "edition",
    "judged",
    "news",
    "follow",
    "shared",
    "list",
    "document",
    "calendar",
    "protection",
    "revision",
    "search",
    "compare",
    "embed",
    "cite",
    "about",
    "data",
    "chart",
    "picture",
}
