//! Where the names of a funnel plot go: beside their shares, on nothing else that is written, and inside the plot.

use charming::element::LabelPosition;

use super::view::FunnelChart;
use crate::charts::lettering::{LINE_HEIGHT, width};

/// Distance from the middle of a share to its name.
pub(super) const DISTANCE: f64 = 9.0;
/// Half the room that a share takes.
const HALF_SPOT: f64 = 6.0;
/// Air between a name and the edge of the plot.
const AIR: f64 = 3.0;

/// The sides a name may stand on, the best first.
pub(super) const SIDES: [LabelPosition; 4] =
    [LabelPosition::Right, LabelPosition::Left, LabelPosition::Top, LabelPosition::Bottom];

/// A rectangle in the drawing: left, top, right, bottom.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Room([f64; 4]);

impl Room {
    fn meets(self, other: Self) -> bool {
        let ([a_left, a_top, a_right, a_bottom], [b_left, b_top, b_right, b_bottom]) = (self.0, other.0);
        a_left < b_right && b_left < a_right && a_top < b_bottom && b_top < a_bottom
    }

    fn lies_in(self, other: Self) -> bool {
        let ([left, top, right, bottom], [o_left, o_top, o_right, o_bottom]) = (self.0, other.0);
        left >= o_left + AIR && top >= o_top && right <= o_right - AIR && bottom <= o_bottom
    }

    /// The room of a name on one side of a place.
    fn of_name(name: &str, (x, y): (f64, f64), side: LabelPosition) -> Self {
        let (wide, half) = (width(name), LINE_HEIGHT / 2.0);
        Self(match side {
            LabelPosition::Left => [x - DISTANCE - wide, y - half, x - DISTANCE, y + half],
            LabelPosition::Top => [x - wide / 2.0, y - DISTANCE - LINE_HEIGHT, x + wide / 2.0, y - DISTANCE],
            LabelPosition::Bottom => [x - wide / 2.0, y + DISTANCE, x + wide / 2.0, y + DISTANCE + LINE_HEIGHT],
            _ => [x + DISTANCE, y - half, x + DISTANCE + wide, y + half],
        })
    }
}

/// Returns the side of each share on which its name stands; `None` for those without a name, and for names that have
/// room on no side: they are left to the table rather than written over others.
pub(super) fn sides(chart: &FunnelChart, plot: [f64; 4]) -> Vec<Option<LabelPosition>> {
    let [left, top, right, bottom] = plot;
    let place = |size: f64, share: f64| {
        let along = (size - chart.size.from) / (chart.size.to - chart.size.from);
        let up = (share - chart.share.from) / (chart.share.to - chart.share.from);
        (left + along * (right - left), bottom - up * (bottom - top))
    };
    let spots: Vec<(f64, f64)> = chart.spots.iter().map(|spot| place(spot.size, spot.share)).collect();
    let mut taken: Vec<Room> = Vec::new();
    let mut found = Vec::with_capacity(spots.len());
    for (at, spot) in chart.spots.iter().enumerate() {
        let side = spot.name.as_ref().and_then(|name| {
            let free = |side: &LabelPosition| {
                let room = Room::of_name(name, spots[at], *side);
                let others = spots.iter().enumerate().filter(|(other, _)| *other != at);
                let clear = |(_, (x, y)): (usize, &(f64, f64))| {
                    !room.meets(Room([x - HALF_SPOT, y - HALF_SPOT, x + HALF_SPOT, y + HALF_SPOT]))
                };
                room.lies_in(Room(plot)) && !taken.iter().any(|other| room.meets(*other)) && others.clone().all(clear)
            };
            SIDES.into_iter().find(free)
        });
        if let (Some(side), Some(name)) = (side, &spot.name) {
            taken.push(Room::of_name(name, spots[at], side));
        }
        found.push(side);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::funds::Standing;
    use crate::charts::{Caption, FunnelSpot, Scale, TargetLine};

    fn chart(spots: &[(&str, f64, f64)]) -> FunnelChart {
        let scale = || Scale { from: 0.0, to: 100.0, ticks: Vec::new() };
        FunnelChart {
            caption: Caption { id_prefix: "x".into(), title: "x".into(), description: "x".into() },
            size: scale(),
            size_title: String::new(),
            share: scale(),
            centre: TargetLine { at: 50.0, text: "50".into() },
            limits: Vec::new(),
            spots: spots
                .iter()
                .map(|(name, size, share)| FunnelSpot {
                    name: (!name.is_empty()).then(|| (*name).to_owned()),
                    text: "x".into(),
                    size: *size,
                    share: *share,
                    standing: Standing::Unjudged,
                })
                .collect(),
            standings: Vec::new(),
        }
    }

    #[test]
    fn names_keep_clear_of_edges_of_shares_and_of_each_other() {
        let plot = [0.0, 0.0, 400.0, 200.0];
        let of = |spots: &[(&str, f64, f64)]| sides(&chart(spots), plot);
        assert_eq!(of(&[("FOA", 50.0, 50.0), ("", 50.0, 20.0)]), [Some(LabelPosition::Right), None]);
        assert_eq!(of(&[("FOA", 99.0, 50.0)]), [Some(LabelPosition::Left)], "no room at the right edge");
        let beside = of(&[("FOA", 50.0, 50.0), ("", 55.0, 50.0)]);
        assert_eq!(beside[0], Some(LabelPosition::Left), "a share stands on the right");
        let together = of(&[("FOA", 50.0, 50.0), ("Metal", 50.0, 44.0), ("SL", 50.0, 56.0)]);
        assert!(together.iter().flatten().count() >= 2);
        assert_eq!(
            of(&[("En a-kasse med et meget langt navn, som ingen figur på en telefon har plads til", 50.0, 50.0)]),
            [None]
        );
    }
}
