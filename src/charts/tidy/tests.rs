//! The tidy pass on small drawings.

#![allow(clippy::unwrap_used)]

use super::*;

const RAW: &str = r##"<svg width="480" height="300" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" baseProfile="full" viewBox="0 0 480 300">
<rect width="480" height="300" x="0" y="0" fill="none"></rect>
<path d="M1 1L2 2" fill="transparent" stroke="var(--grid)" class="zr7-cls-0"></path>
<g clip-path="url(#zr7-c4)">
<path d="M3 3L4 4" fill="transparent" stroke="var(--c1)" class="zr7-cls-1"></path>
</g>
<path d="M5 5l1 0Z" fill="url(#zr7-p9)" ecmeta_series_index="0" ecmeta_ssr_type="chart" class="zr7-cls-1"></path>
<text style="font-size:15px;font-family:sans-serif;" xml:space="preserve" fill="var(--ink)">A &amp; B &lt; C</text>
<text style="font:bold 15px sans-serif" fill="var(--ink)"></text>
<defs >
<pattern id="zr7-p9" width="1" height="6" patternUnits="userSpaceOnUse"><g ><path d="M0 0l1 0" fill="var(--c2)"></path></g></pattern>
<clipPath id="zr7-c4"><path d="M0 0l9 0" fill="#000" class="zr7-cls-2"></path></clipPath>
<clipPath id="zr7-c5"><path d="M0 0l9 0" fill="#000"></path></clipPath>
</defs>
<style ><![CDATA[
.zr7-cls-1:hover { cursor:pointer; }
]]></style>
</svg>"##;

fn caption() -> Caption {
    Caption { id_prefix: "p1".into(), title: "Mål & midler".into(), description: "To <tal>.".into() }
}

#[test]
fn a_raw_drawing_becomes_a_tidy_one() {
    let svg = tidy(RAW, &caption()).unwrap();
    insta::assert_snapshot!(svg, @r##"
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 300" role="img" aria-labelledby="p1-title p1-desc">
    <title id="p1-title">Mål &amp; midler</title>
    <desc id="p1-desc">To &lt;tal&gt;.</desc>
    <path d="M1 1L2 2" fill="none" stroke="var(--grid)"/>
    <g clip-path="url(#p1-2)">
    <path d="M3 3L4 4" fill="none" stroke="var(--c1)"/>
    </g>
    <path d="M5 5l1 0Z" fill="url(#p1-1)"/>
    <text font-size="15" fill="var(--ink)">A &amp; B &lt; C</text>
    <defs>
    <pattern id="p1-1" width="1" height="6" patternUnits="userSpaceOnUse">
    <path d="M0 0l1 0" fill="var(--c2)"/>
    </pattern>
    <clipPath id="p1-2">
    <path d="M0 0l9 0" fill="#000"/>
    </clipPath>
    </defs>
    </svg>
    "##);
}

#[test]
fn the_engines_counters_do_not_show() {
    let later = RAW.replace("zr7-", "zr4711-").replace("cls-1", "cls-38");
    assert_eq!(tidy(&later, &caption()), tidy(RAW, &caption()));
}

#[test]
fn a_drawing_without_marks_is_a_fault() {
    let silent = RAW.replace("ecmeta_ssr_type=\"chart\"", "ecmeta_silent=\"true\"");
    let empty = silent.replace("M3 3L4 4", "");
    assert!(tidy(&silent, &caption()).is_ok(), "a line is a mark");
    assert_eq!(tidy(&empty, &caption()), Err(ChartFault::NoMarks));
}

#[test]
fn what_is_not_known_is_a_fault() {
    for (from, to) in [
        ("<rect ", "<script></script><rect "),
        ("<rect ", "<image href=\"x\"></image><rect "),
        ("<rect ", "<rect onload=\"x()\" "),
        ("url(#zr7-p9)", "url(#gone)"),
        ("url(#zr7-p9)", "url(https://example.org/a.svg#b)"),
        ("A &amp; B", "A &nbsp; B"),
        ("</svg>", ""),
        ("</svg>", "</svg><svg></svg>"),
        ("</svg>", "</g></svg>"),
        ("<svg ", "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg "),
    ] {
        let raw = RAW.replacen(from, to, 1);
        assert!(matches!(tidy(&raw, &caption()), Err(ChartFault::Drawing(_))), "{to}: {:?}", tidy(&raw, &caption()));
    }
}

#[test]
fn a_picture_needs_a_prefix_and_words() {
    for prefix in ["", "1a", "A", "a b", "a\"", "æ", "a_b"] {
        let caption = Caption { id_prefix: prefix.into(), ..caption() };
        assert!(tidy(RAW, &caption).is_err(), "{prefix}");
    }
    let nameless = Caption { title: " ".into(), ..caption() };
    assert!(matches!(tidy(RAW, &nameless), Err(ChartFault::Nothing(_))));
}
