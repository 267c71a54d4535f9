//! The charts as a page gets them.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod charts_support;

use std::collections::BTreeSet;
use std::thread;

use charts_support::{caption, funnel_of_seven, history_2021, long_history, many_funds, nine_funds, row, series};
use noegletal::charts::{
    ChartFault, HistoryChart, SeriesBreak, Standing, chart_key, engine, funds_against_target, funnel, history,
};
use noegletal::model::picture::Picture;

/// One picture of each kind that looks different.
fn all() -> Vec<Picture> {
    vec![
        funds_against_target(&nine_funds("ni")).unwrap(),
        funds_against_target(&many_funds("mange")).unwrap(),
        history(&history_2021("tre")).unwrap(),
        history(&long_history("lang")).unwrap(),
        funnel(&funnel_of_seven("tragt")).unwrap(),
    ]
}

/// The values of an attribute, in the order they stand.
fn attribute<'a>(svg: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    let values = svg.split(&start).skip(1);
    values.filter_map(|rest| rest.split('"').next()).collect()
}

/// The words of a picture, one line each.
fn words(svg: &str) -> String {
    let texts = svg.split("<text ").skip(1);
    let texts = texts.filter_map(|text| text.split(['>', '<']).nth(1));
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn pictures_hold_nothing_that_a_strict_policy_refuses() {
    for Picture { svg, .. } in all() {
        for forbidden in [
            " class=",
            " style=",
            "<style",
            "<script",
            "ecmeta",
            "xml:space",
            "xlink",
            "font-family",
            "href",
            "zr0",
            " width=\"480\"",
            " on",
        ] {
            let found = svg.find(forbidden).map(|at| &svg[at..(at + 60).min(svg.len())]);
            // Words may hold " on"; attributes may not.
            let found = found.filter(|_| forbidden != " on" || !attribute(&svg, "onload").is_empty());
            assert_eq!(found, None, "{forbidden}");
        }
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 480 "));
        assert!(svg.contains(" role=\"img\" aria-labelledby=\""));
    }
}

#[test]
fn colours_are_the_pages() {
    for Picture { svg, .. } in all() {
        // A clipping path is not seen; the engine fills it black.
        let seen = svg.split("<clipPath").next().unwrap();
        for name in ["fill", "stroke"] {
            for color in attribute(seen, name) {
                let known = color == "none" || color.starts_with("var(--") || color.starts_with("url(#");
                assert!(known, "{name}={color}");
            }
        }
    }
}

#[test]
fn letters_are_readable_on_a_phone() {
    for Picture { svg, .. } in all() {
        assert_eq!(BTreeSet::from_iter(attribute(&svg, "font-size")), BTreeSet::from(["15"]));
    }
}

#[test]
fn ids_are_the_captions_own_and_every_reference_is_met() {
    let mut seen = BTreeSet::new();
    for (Picture { svg, .. }, prefix) in all().iter().zip(["ni-", "mange-", "tre-", "lang-", "tragt-"]) {
        let ids = attribute(svg, "id");
        assert!(ids.iter().all(|id| id.starts_with(prefix)), "{ids:?}");
        for part in svg.split("url(#").skip(1) {
            let id = part.split(')').next().unwrap();
            assert!(ids.contains(&id), "{id}");
        }
        for id in ids {
            assert!(seen.insert(id.to_owned()), "{id} twice");
        }
    }
}

#[test]
fn the_same_chart_is_the_same_bytes_on_every_thread_and_in_every_order() {
    let here = all();
    let there = thread::spawn(|| {
        let mut pictures = vec![
            funnel(&funnel_of_seven("tragt")).unwrap(),
            history(&long_history("lang")).unwrap(),
            history(&history_2021("tre")).unwrap(),
            funds_against_target(&many_funds("mange")).unwrap(),
            funds_against_target(&nine_funds("ni")).unwrap(),
        ];
        pictures.reverse();
        pictures
    });
    assert_eq!(there.join().unwrap(), here);
    assert_eq!(all(), here);
}

#[test]
fn funds_stand_by_falling_value_with_their_signs() {
    let Picture { svg, .. } = funds_against_target(&nine_funds("ni")).unwrap();
    insta::assert_snapshot!(words(&svg));
}

#[test]
fn the_structure_of_the_funds_chart() {
    insta::assert_snapshot!(funds_against_target(&nine_funds("ni")).unwrap().svg);
}

#[test]
fn the_structure_of_the_history() {
    insta::assert_snapshot!(history(&history_2021("tre")).unwrap().svg);
}

#[test]
fn the_structure_of_the_funnel() {
    insta::assert_snapshot!(funnel(&funnel_of_seven("tragt")).unwrap().svg);
}

#[test]
fn a_funnel_names_only_who_it_is_told_to_and_within_the_plot() {
    let Picture { svg, .. } = funnel(&funnel_of_seven("tragt")).unwrap();
    let words = words(&svg);
    for name in ["3F", "Dansk Metal"] {
        assert!(words.lines().any(|line| line == name), "{words}");
    }
    assert!(!words.lines().any(|line| ["SL", "HK", "FOA", "MA", "BUPL"].contains(&line)), "{words}");
    // 3F stands at the right edge, so its name goes to the left of it.
    let label = svg.split("<text ").find(|text| text.contains(">3F<")).unwrap();
    assert!(label.contains("text-anchor=\"end\""), "{label}");
    let names = svg.split("<text ").skip(1).filter(|text| text.contains(">3F<") || text.contains(">Dansk Metal<"));
    for text in names {
        let place = attribute(text, "transform")[0].trim_start_matches("translate(");
        let at: f64 = place.split([' ', ')']).next().unwrap().parse().unwrap();
        assert!((71.8..416.8).contains(&at), "outside the plot: {text}");
    }
}

#[test]
fn a_funnel_of_nothing_or_beyond_its_scale_is_a_fault() {
    let mut chart = funnel_of_seven("x");
    chart.spots[0].share = 69.9;
    assert!(matches!(funnel(&chart), Err(ChartFault::Position(_))));
    let mut chart = funnel_of_seven("x");
    chart.limits[0].curve[0].1 = f64::NAN;
    assert!(matches!(funnel(&chart), Err(ChartFault::Position(_))));
    let mut chart = funnel_of_seven("x");
    chart.spots.clear();
    assert!(matches!(funnel(&chart), Err(ChartFault::Nothing(_))));
}

#[test]
fn a_fund_without_a_value_keeps_its_row_and_says_why() {
    let Picture { svg, .. } = funds_against_target(&many_funds("mange")).unwrap();
    assert!(words(&svg).contains("A&amp;Til"));
    assert!(words(&svg).contains("modtaget"));
    assert!(words(&svg).contains("? kan ikke afgøres"));
}

#[test]
fn no_line_runs_across_a_break() {
    let mut chart = history_2021("brud");
    (chart.excluded, chart.target) = (Vec::new(), None);
    chart.series = vec![series("3F", &[10, 20, 25, 30, 35, 40, 50, 60, 70, 80, 90, 95, 99])];
    let corners = |chart: &HistoryChart| {
        let Picture { svg, .. } = history(chart).unwrap();
        let mut corners: Vec<usize> = attribute(&svg, "d").iter().map(|d| d.matches('L').count()).collect();
        corners.sort_unstable_by(|a, b| b.cmp(a));
        corners
    };
    chart.breaks = Vec::new();
    assert_eq!(corners(&chart)[0], 12);
    chart.breaks = vec![SeriesBreak { before: 5, text: "sammenlægning".into() }];
    let lifted = corners(&chart);
    assert_eq!(lifted[..2], [7, 4], "eight months after the break, five before it");
}

#[test]
fn a_gap_is_not_bridged() {
    let mut chart = history_2021("gab");
    chart.excluded.clear();
    chart.series = vec![series("3F", &[10, 20, -1, 30, -1, 40, 50, 60, 70, 80, 90, 95, 99])];
    let Picture { svg, .. } = history(&chart).unwrap();
    let line = attribute(&svg, "d").into_iter().find(|d| d.matches('M').count() > 1);
    let line = line.expect("the line is one path, lifted at each gap");
    // Two pieces, and a point without length for the lone month, which its symbol shows.
    assert_eq!(line.matches('M').count(), 3, "{line}");
}

#[test]
fn hostile_words_stay_words() {
    let mut chart = nine_funds("ord");
    let hostile = "</text><script>x()</script>&\"'{b}{a|b}]]>";
    chart.caption.title = hostile.into();
    chart.funds[0].name = hostile.into();
    chart.funds[0].text = hostile.into();
    chart.legend.met = hostile.into();
    let Picture { svg, option } = funds_against_target(&chart).unwrap();
    assert!(!svg.contains("<script"), "{svg}");
    assert!(!option.contains('<'));
    let option: serde_json::Value = serde_json::from_str(&option).unwrap();
    assert_eq!(option["useUTC"], true);
    assert_eq!(option["tooltip"]["renderMode"], "richText");
}

#[test]
fn what_cannot_be_placed_is_a_fault() {
    let place = |value: f64| {
        let mut chart = nine_funds("x");
        chart.funds[0].value = Some(value);
        funds_against_target(&chart)
    };
    for value in [f64::NAN, f64::INFINITY, -0.1, 100.1] {
        assert!(matches!(place(value), Err(ChartFault::Position(_))), "{value}");
    }
    let mut chart = history_2021("x");
    chart.series[0].points.pop();
    assert!(matches!(history(&chart), Err(ChartFault::Position(_))));
    let mut chart = history_2021("x");
    chart.excluded[0].last = 13;
    assert!(matches!(history(&chart), Err(ChartFault::Position(_))));
    let mut chart = history_2021("x");
    chart.scale.to = 0.0;
    assert!(matches!(history(&chart), Err(ChartFault::Position(_))));
}

#[test]
fn a_chart_of_nothing_is_a_fault() {
    let mut chart = nine_funds("x");
    for fund in &mut chart.funds {
        fund.value = None;
        fund.standing = Standing::Unjudged;
    }
    assert!(matches!(funds_against_target(&chart), Err(ChartFault::Nothing(_))));
    let mut chart = history_2021("x");
    chart.series = vec![series("3F", &[-1; 13])];
    assert!(matches!(history(&chart), Err(ChartFault::Nothing(_))));
    chart.series = vec![series("3F", &[50; 13]); 7];
    assert_eq!(history(&chart), Err(ChartFault::TooManySeries(7)));
}

#[test]
fn one_fund_and_one_month_can_be_drawn() {
    let mut chart = nine_funds("en");
    chart.funds = vec![row("3F", 0.0, None)];
    chart.target = None;
    assert!(funds_against_target(&chart).is_ok());
    let mut chart = history_2021("en");
    chart.months.truncate(1);
    chart.series = vec![series("3F", &[50])];
    chart.excluded.clear();
    chart.target = None;
    assert!(history(&chart).is_ok());
}

#[test]
fn the_engine_refuses_functions_unknown_series_and_broken_options() {
    let function = r##"{"series":[{"type":"bar","data":[1],"label":{"formatter":"#*#*#*#function(){}#*#*#*#"}}]}"##;
    assert!(matches!(engine::draw(function, 480, 300), Err(ChartFault::Option(_))));
    let unknown = r#"{"xAxis":{},"yAxis":{},"series":[{"type":"bar","data":[1]},{"type":"bar3D","data":[1]}]}"#;
    assert_eq!(engine::draw(unknown, 480, 300), Err(ChartFault::UnknownSeries("bar3D".into())));
    for broken in ["", "{", "null", "{\"series\":[{\"type\":\"bar\",\"data\":[1]}]}"] {
        assert!(matches!(engine::draw(broken, 480, 300), Err(ChartFault::Engine(_))), "{broken}");
    }
    // After a fault the next chart is drawn as if nothing had happened.
    assert!(funds_against_target(&nine_funds("efter")).is_ok());
}

#[test]
fn a_kept_svg_gives_the_picture_that_was_drawn() {
    let drawing = nine_funds("ni").drawing().unwrap();
    let first = drawing.draw().unwrap();
    assert_eq!(drawing.picture(first.svg.clone()), first);
    assert_eq!(first, funds_against_target(&nine_funds("ni")).unwrap());
}

#[test]
fn a_key_tells_drawings_apart() {
    let mut other_words = nine_funds("ni");
    other_words.caption = caption("ni");
    other_words.caption.description = "Noget andet.".into();
    let mut other_value = nine_funds("ni");
    other_value.funds[0].value = Some(81.7);
    let charts = [nine_funds("ni"), nine_funds("andre"), other_words, other_value];
    let keys = charts.map(|chart| chart_key(&chart.drawing().unwrap()));
    assert_eq!(BTreeSet::from(keys).len(), 4);
    assert_eq!(keys[0], chart_key(&nine_funds("ni").drawing().unwrap()));
    assert_eq!(keys[0].to_string().len(), 64);
}
