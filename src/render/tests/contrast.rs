//! The stylesheet's colours, measured: text at least 4.5 to 1, strokes and signs at least 3 to 1, in light and dark.

use std::collections::BTreeMap;

const STYLESHEET: &str = include_str!("../../../templates/assets/noegletal.css");

/// The variables of the light and of the dark scheme.
fn schemes() -> [BTreeMap<&'static str, &'static str>; 2] {
    let (light, dark) = STYLESHEET.split_once("@media (prefers-color-scheme: dark)").unwrap();
    [light, dark].map(|part| {
        let block = part.split_once(":root, :host {").unwrap().1.split_once('}').unwrap().0;
        let lines = block.split(';').filter_map(|line| line.trim().strip_prefix("--")?.split_once(": "));
        lines.filter(|(_, value)| value.starts_with('#')).collect()
    })
}

/// Relative luminance by WCAG 2.1.
fn luminance(colour: &str) -> f64 {
    let digits = u32::from_str_radix(colour.trim_start_matches('#'), 16).unwrap();
    let channel = |shift: u32| {
        let value = f64::from((digits >> shift) & 255) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}

fn contrast(a: &str, b: &str) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn colours_can_be_told_from_what_is_behind_them() {
    let behind = ["paper", "surface", "raised", "accent-soft"];
    for (scheme, colours) in ["light", "dark"].into_iter().zip(schemes()) {
        let check = |names: &[&str], least: f64| {
            for name in names {
                for ground in behind {
                    let found = contrast(colours[name], colours[ground]);
                    assert!(found >= least, "{scheme}: {name} on {ground} is {found:.2} to 1, less than {least}");
                }
            }
        };
        check(&["ink", "muted", "accent", "met", "missed", "undecided"], 4.5);
        check(&["c1", "c2", "c3", "c4", "c5", "c6", "focus"], 3.0);
        assert!(contrast(colours["line"], colours["surface"]) >= 3.0, "{scheme}: line");
        check_shades(scheme, &colours);
        for missed in ["m1", "m2"] {
            let found = contrast(colours["missed"], colours[missed]);
            assert!(found >= 3.0, "{scheme}: the corner on {missed} is {found:.2} to 1");
        }
    }
}

/// Words on every shade can be read, and each shade can be told from the next.
fn check_shades(scheme: &str, colours: &BTreeMap<&str, &str>) {
    let words = [("ink", ["s1", "s2", "s3", "m1", "m2"].as_slice()), ("deep-ink", ["s4", "s5"].as_slice())];
    for (ink, shades) in words {
        for shade in shades {
            let found = contrast(colours[ink], colours[shade]);
            assert!(found >= 4.5, "{scheme}: {ink} on {shade} is {found:.2} to 1");
        }
    }
    for (lighter, darker) in [("s1", "s2"), ("s2", "s3"), ("s3", "s4"), ("s4", "s5"), ("m1", "m2")] {
        let found = contrast(colours[lighter], colours[darker]);
        assert!(found >= 1.2, "{scheme}: {lighter} beside {darker} is {found:.2} to 1");
    }
}

#[test]
fn shades_can_be_read_on_paper() {
    let print = STYLESHEET.split_once("@media print {").unwrap().1.split_once('}').unwrap().0;
    let lines = print.split(';').filter_map(|line| line.trim().rsplit("--").next()?.split_once(": "));
    let mut colours: BTreeMap<&str, &str> = lines.collect();
    // Three digits say the same as six.
    colours.insert("ink", "#000000");
    colours.insert("deep-ink", "#000000");
    check_shades("print", &colours);
}
