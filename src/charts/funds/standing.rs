//! How a value stands to a target, and how that looks.

use charming::element::{ItemStyle, Symbol};

use crate::charts::theme;

/// How a value stands to a target. Each has its own pattern or shape, and a sign beside the value:
/// colour alone says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Reaches it.
    Met,
    /// Does not reach it.
    NotMet,
    /// Cannot be told, because the value is known only roughly.
    Undecided,
    /// Is not judged: no value, or no numeric target in force.
    Unjudged,
}

impl Standing {
    /// In the order of the legend.
    pub(in crate::charts) const ALL: [Self; 4] = [Self::Met, Self::NotMet, Self::Undecided, Self::Unjudged];

    /// Returns the sign that stands before a value of this standing; empty when it is not judged.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Met => "✓",
            Self::NotMet => "✗",
            Self::Undecided => "?",
            Self::Unjudged => "",
        }
    }

    /// Returns its colour.
    pub(in crate::charts) fn color(self) -> &'static str {
        match self {
            Self::Met => theme::SERIES[0],
            Self::NotMet => theme::SERIES[1],
            Self::Undecided | Self::Unjudged => theme::MUTED,
        }
    }

    /// Returns its shape as a dot, with its size.
    pub(in crate::charts) fn symbol(self) -> (Symbol, f64) {
        match self {
            Self::Met => (Symbol::Circle, 13.0),
            Self::NotMet => (Symbol::Diamond, 15.0),
            Self::Undecided => (Symbol::Triangle, 13.0),
            Self::Unjudged => (Symbol::Rect, 10.0),
        }
    }

    /// Returns how its bars and dots are filled and edged.
    pub(in crate::charts) fn style(self) -> ItemStyle {
        let style = ItemStyle::new().border_color(self.color()).border_width(1.5).opacity(1);
        style.color(if self.is_hollow() { theme::SURFACE } else { self.color() })
    }

    /// Says whether its bars and dots are open, so that a pattern shows in them.
    pub(super) fn is_hollow(self) -> bool {
        matches!(self, Self::NotMet | Self::Undecided)
    }
}
