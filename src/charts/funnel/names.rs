//! Where the names of a funnel plot go: beside their shares, on nothing else that is written, and inside the plot.

use super::view::FunnelSpot;
use crate::charts::lettering::{LINE_HEIGHT, width};

/// Distance from the middle of a share to its name.
const DISTANCE: f64 = 9.0;
/// Half the room that a share takes.
const HALF_SPOT: f64 = 6.0;
/// Air between a name and the edge of the plot.
const AIR: f64 = 3.0;

/// A side of a share on which its name may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Right,
    Left,
    Above,
    Below,
}

impl Side {
    /// The best first.
    const ALL: [Self; 4] = [Self::Right, Self::Left, Self::Above, Self::Below];

    /// Where a name on this side of a place is written: a place, and what of the name is there.
    pub(super) fn beside(self, (x, y): (f64, f64)) -> ((f64, f64), (&'static str, &'static str)) {
        match self {
            Self::Right => ((x + DISTANCE, y), ("left", "middle")),
            Self::Left => ((x - DISTANCE, y), ("right", "middle")),
            Self::Above => ((x, y - DISTANCE), ("center", "bottom")),
            Self::Below => ((x, y + DISTANCE), ("center", "top")),
        }
    }

    /// The room of a name on this side of a place.
    fn room(self, name: &str, place: (f64, f64)) -> Room {
        let ((x, y), (align, vertical)) = self.beside(place);
        let wide = width(name);
        let left = match align {
            "left" => x,
            "right" => x - wide,
            _ => x - wide / 2.0,
        };
        let top = match vertical {
            "top" => y,
            "bottom" => y - LINE_HEIGHT,
            _ => y - LINE_HEIGHT / 2.0,
        };
        Room([left, top, left + wide, top + LINE_HEIGHT])
    }
}

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
}

/// Returns the side of each share on which its name stands; `None` for those without a name, and for names that have
/// room on no side: they are left to the table rather than written over others. `places` are those of the shares.
pub(super) fn sides(spots: &[FunnelSpot], places: &[(f64, f64)], plot: [f64; 4]) -> Vec<Option<Side>> {
    let mut taken: Vec<Room> = Vec::new();
    let mut found = Vec::with_capacity(spots.len());
    for (at, (spot, place)) in spots.iter().zip(places).enumerate() {
        let side = spot.name.as_ref().and_then(|name| {
            let free = |side: &Side| {
                let room = side.room(name, *place);
                let mut others = places.iter().enumerate().filter(|(other, _)| *other != at);
                let clear = |(_, (x, y)): (usize, &(f64, f64))| {
                    !room.meets(Room([x - HALF_SPOT, y - HALF_SPOT, x + HALF_SPOT, y + HALF_SPOT]))
                };
                room.lies_in(Room(plot)) && !taken.iter().any(|other| room.meets(*other)) && others.all(clear)
            };
            Side::ALL.into_iter().find(free)
        });
        if let (Some(side), Some(name)) = (side, &spot.name) {
            taken.push(side.room(name, *place));
        }
        found.push(side);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::funds::Standing;

    fn spots(names: &[(&str, f64, f64)]) -> Vec<FunnelSpot> {
        let spot = |(name, size, share): &(&str, f64, f64)| FunnelSpot {
            name: (!name.is_empty()).then(|| (*name).to_owned()),
            text: "x".into(),
            size: *size,
            share: *share,
            standing: Standing::Unjudged,
        };
        names.iter().map(spot).collect()
    }

    #[test]
    fn names_keep_clear_of_edges_of_shares_and_of_each_other() {
        let plot = [0.0, 0.0, 400.0, 200.0];
        let place = |spot: &FunnelSpot| (spot.size * 4.0, 200.0 - spot.share * 2.0);
        let of = |names: &[(&str, f64, f64)]| {
            let spots = spots(names);
            sides(&spots, &spots.iter().map(place).collect::<Vec<_>>(), plot)
        };
        assert_eq!(of(&[("FOA", 50.0, 50.0), ("", 50.0, 20.0)]), [Some(Side::Right), None]);
        assert_eq!(of(&[("FOA", 99.0, 50.0)]), [Some(Side::Left)], "no room at the right edge");
        let beside = of(&[("FOA", 50.0, 50.0), ("", 55.0, 50.0)]);
        assert_eq!(beside[0], Some(Side::Left), "a share stands on the right");
        let together = of(&[("FOA", 50.0, 50.0), ("Metal", 50.0, 44.0), ("SL", 50.0, 56.0)]);
        assert!(together.iter().flatten().count() >= 2);
        assert_eq!(
            of(&[("En a-kasse med et meget langt navn, som ingen figur på en telefon har plads til", 50.0, 50.0)]),
            [None]
        );
    }
}
