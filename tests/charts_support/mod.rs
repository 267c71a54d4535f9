//! The charts of the 2021 memo, as the tests draw them.

use noegletal::charts::{
    Caption, ExcludedInterval, FundRow, FundsChart, FundsLegend, FunnelChart, FunnelLimit, FunnelSpot, HistoryChart,
    HistoryPoint, HistorySeries, MonthMark, Scale, SeriesBreak, SeriesRole, Standing, TargetLine, Tick,
};

/// A caption with a prefix for its ids.
pub(crate) fn caption(id_prefix: &str) -> Caption {
    Caption {
        id_prefix: id_prefix.into(),
        title: "Mindst to samtaler: a-kasserne og målet".into(),
        description: "Seks af ni a-kasser når målet på 85 pct.".into(),
    }
}

/// 0 to 100 pct.
pub(crate) fn percent() -> Scale {
    let ticks = [0, 25, 50, 75, 100]
        .map(|at| Tick { at: f64::from(at), text: if at == 100 { "100 pct.".into() } else { at.to_string() } });
    Scale { from: 0.0, to: 100.0, ticks: ticks.into() }
}

/// The target of 85 pct.
pub(crate) fn target() -> Option<TargetLine> {
    Some(TargetLine { at: 85.0, text: "Mål 85\u{a0}pct.".into() })
}

/// The legend's words.
pub(crate) fn legend() -> FundsLegend {
    FundsLegend {
        met: "når målet".into(),
        not_met: "når ikke målet".into(),
        undecided: "kan ikke afgøres".into(),
        unjudged: "vurderes ikke".into(),
        interval: "usikkerhed".into(),
    }
}

/// A fund's row, judged against 85.
pub(crate) fn row(name: &str, value: f64, interval: Option<(f64, f64)>) -> FundRow {
    FundRow {
        name: name.into(),
        text: format!("{value:.1}").replace('.', ","),
        value: Some(value),
        interval,
        standing: if value < 85.0 { Standing::NotMet } else { Standing::Met },
    }
}

/// The nine funds with their mean of months and the interval of its true value.
pub(crate) fn nine_funds(id_prefix: &str) -> FundsChart {
    let funds = [
        ("3F", 81.6, 81.5, 82.1),
        ("BUPL", 74.26, 73.75, 74.5),
        ("Metal", 89.5, 89.0, 89.5),
        ("FOA", 84.2, 83.7, 84.5),
        ("FTFa", 92.4, 91.9, 92.5),
        ("HK", 87.6, 87.5, 88.1),
        ("MA", 93.2, 92.7, 93.5),
        ("Min", 87.6, 87.5, 88.1),
        ("SL", 91.6, 91.1, 91.5),
    ];
    FundsChart {
        caption: caption(id_prefix),
        scale: percent(),
        target: target(),
        funds: funds.map(|(name, value, low, high)| row(name, value, Some((low, high)))).into(),
        legend: legend(),
    }
}

/// Twenty-one funds, one without a value and one that cannot be told.
pub(crate) fn many_funds(id_prefix: &str) -> FundsChart {
    let names = [
        "3F",
        "Akademikernes",
        "ASE",
        "A&Til",
        "BUPL",
        "CA",
        "Dansk Metal",
        "Det Faglige Hus",
        "Din Faglige",
        "Faglige for Selvstændige",
        "FOA",
        "Frie",
        "HK",
        "Journalistik",
        "Kristelig",
        "Lærernes",
        "MA",
        "Magistrenes",
        "Min A-kasse",
        "SL",
        "Økonomernes",
    ];
    let mut funds: Vec<FundRow> =
        (0..).zip(names).map(|(index, name)| row(name, 60.0 + f64::from(index * 37 % 40), None)).collect();
    funds[3].value = None;
    funds[3].text = "ikke modtaget".into();
    funds[3].standing = Standing::Unjudged;
    funds[5].value = Some(84.8);
    funds[5].interval = Some((82.0, 88.0));
    funds[5].standing = Standing::Undecided;
    FundsChart {
        caption: caption(id_prefix),
        scale: Scale {
            from: 50.0,
            to: 100.0,
            ticks: percent().ticks.into_iter().filter(|tick| tick.at >= 50.0).collect(),
        },
        target: target(),
        funds,
        legend: legend(),
    }
}

const SHORT: [&str; 12] = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

/// So many months from one on, counted from 0.
pub(crate) fn months(year: usize, month: usize, count: usize) -> Vec<MonthMark> {
    (0..count)
        .map(|index| {
            let at = month + index;
            MonthMark {
                short: SHORT[at % 12].into(),
                year: (index == 0 || at.is_multiple_of(12)).then(|| (year + at / 12).to_string()),
            }
        })
        .collect()
}

/// A series with whole percentages; below zero is no value.
pub(crate) fn series(name: &str, values: &[i32]) -> HistorySeries {
    let points = values.iter().map(|value| {
        (*value >= 0).then(|| HistoryPoint { at: f64::from(*value), text: format!("{name}: {value} pct.") })
    });
    HistorySeries { name: name.into(), role: SeriesRole::Own, points: points.collect() }
}

/// The half-year that does not count.
pub(crate) fn half_year() -> ExcludedInterval {
    ExcludedInterval { first: 4, last: 9, text: "tæller ikke med".into() }
}

/// Three funds over the thirteen months of the memo.
pub(crate) fn history_2021(id_prefix: &str) -> HistoryChart {
    HistoryChart {
        caption: caption(id_prefix),
        scale: percent(),
        months: months(2020, 8, 13),
        series: vec![
            series("3F", &[-1, -1, 33, 88, -1, -1, -1, -1, -1, -1, 100, 97, 90]),
            series("BUPL", &[-1, -1, 50, 55, -1, -1, -1, -1, -1, -1, -1, 100, 92]),
            series("FOA", &[-1, -1, 83, 82, -1, -1, -1, -1, -1, -1, 82, 98, 76]),
        ],
        target: target(),
        excluded: vec![half_year()],
        breaks: vec![],
    }
}

/// One fund over fifteen years, with breaks and a short excluded interval.
pub(crate) fn long_history(id_prefix: &str) -> HistoryChart {
    let values: Vec<i32> = (0..180)
        .map(|index: i32| if (128..134).contains(&index) { -1 } else { 50 + index / 6 + index * 29 % 17 })
        .collect();
    HistoryChart {
        caption: caption(id_prefix),
        scale: percent(),
        months: months(2010, 4, 180),
        series: vec![series("3F", &values)],
        target: target(),
        excluded: vec![ExcludedInterval { first: 128, last: 133, text: "tæller ikke med".into() }],
        breaks: vec![
            SeriesBreak { before: 40, text: "TIB ind i 3F".into() },
            SeriesBreak { before: 60, text: "ny opgørelse".into() },
        ],
    }
}

/// Seven funds around a target of 85 pct., two of them outside what chance could give; a small one far off is not.
pub(crate) fn funnel_of_seven(id_prefix: &str) -> FunnelChart {
    let limits = |z: f64| {
        let reach = |size: f64| z * (85.0 * 15.0 / size).sqrt();
        (1..=20).map(|at| f64::from(at) * 50.0).map(|size| (size, 85.0 - reach(size), 85.0 + reach(size))).collect()
    };
    let spot = |name: &str, size: f64, share: f64, named: bool| FunnelSpot {
        name: named.then(|| name.to_owned()),
        text: format!("{name}: {share} pct. af {size}"),
        size,
        share,
        standing: if share < 85.0 { Standing::NotMet } else { Standing::Met },
    };
    let mark = |at: f64, text: &str| Tick { at, text: text.into() };
    FunnelChart {
        caption: caption(id_prefix),
        size: Scale { from: 0.0, to: 1000.0, ticks: vec![mark(0.0, "0"), mark(500.0, "500"), mark(1000.0, "1.000")] },
        size_title: "Antal".into(),
        share: Scale {
            from: 70.0,
            to: 100.0,
            ticks: vec![mark(70.0, "70"), mark(85.0, "85"), mark(100.0, "100\u{a0}pct.")],
        },
        centre: TargetLine { at: 85.0, text: "Mål 85\u{a0}pct.".into() },
        limits: vec![
            FunnelLimit { name: "95 pct.".into(), curve: limits(1.96) },
            FunnelLimit { name: "99,8 pct.".into(), curve: limits(3.09) },
        ],
        spots: vec![
            spot("3F", 990.0, 75.5, true),
            spot("Dansk Metal", 400.0, 91.0, true),
            spot("SL", 30.0, 76.0, false),
            spot("HK", 800.0, 86.0, false),
            spot("FOA", 700.0, 83.5, false),
            spot("MA", 200.0, 88.0, false),
            spot("BUPL", 120.0, 82.0, false),
        ],
        standings: vec![(Standing::Met, "når målet".into()), (Standing::NotMet, "når ikke målet".into())],
    }
}
