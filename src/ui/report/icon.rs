//! Small drawings that always stand beside a word.

use yew::prelude::*;

use crate::engine::report::{Status, Verdict};
use crate::engine::situation::ChannelId;
use crate::ui::element::with;

/// What can be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    /// Met, open.
    Check,
    /// Not met, closed.
    Cross,
    /// Not known yet.
    Question,
    /// Doesn't apply.
    Dash,
    /// Mind this.
    Mark,
    /// Leads to another site.
    Away,
    /// Leads down to the result.
    Down,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Icon::Check => "M3 8.5 6.5 12 13 4.5",
            Icon::Cross => "M4 4l8 8M12 4l-8 8",
            Icon::Question => "M4.8 5.6a3.2 3.2 0 1 1 4.7 2.8C8.4 9 8 9.5 8 10.4M8 13.6v.1",
            Icon::Dash => "M4 8h8",
            Icon::Mark => "M8 2.5v7M8 13v.1",
            Icon::Away => "M6 4H3.5v8.5H12V10M9 3.5h3.5V7M12.5 3.5 7.5 8.5",
            Icon::Down => "M4 6l4 4 4-4",
        }
    }

    /// Draws it. It says nothing to screen readers: the word beside it does.
    pub(super) fn draw(self) -> Html {
        let path = with("path", &["d"], [self.path().into()], Vec::new());
        let values = ["icon".into(), "0 0 16 16".into(), "true".into()];
        with("svg", &["class", "viewBox", "aria-hidden"], values, [path])
    }
}

impl From<Status> for Icon {
    fn from(status: Status) -> Icon {
        match status {
            Status::Met => Icon::Check,
            Status::NotMet => Icon::Cross,
            Status::Unknown => Icon::Question,
            Status::Waived => Icon::Dash,
        }
    }
}

impl From<Verdict> for Icon {
    fn from(verdict: Verdict) -> Icon {
        match verdict {
            Verdict::Eligible => Icon::Check,
            Verdict::NotEligible => Icon::Cross,
            Verdict::Unconfirmed => Icon::Question,
        }
    }
}

/// A column of the comparison: a channel, or a mix of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hue {
    /// Direct.
    Direct,
    /// An offer.
    Indirect,
    /// A mix.
    Mix,
}

impl Hue {
    /// The value of `data-hue`.
    pub(super) fn id(self) -> &'static str {
        match self {
            Hue::Direct => "direct",
            Hue::Indirect => "indirect",
            Hue::Mix => "mix",
        }
    }

    /// A small square in its pattern: solid, hatched, or half and half.
    pub(super) fn swatch(self) -> Html {
        let lines = match self {
            Hue::Direct => "M1 1h10v10H1z",
            Hue::Indirect => "M1 5 5 1M1 11 11 1M7 11l4-4",
            Hue::Mix => "M1 11 11 1v10z",
        };
        let path = |class: &'static str, lines: &'static str| {
            with("path", &["class", "d"], [class.into(), lines.into()], Vec::new())
        };
        let paths = [path("swatch-lines", lines), path("swatch-frame", "M1 1h10v10H1z")];
        let values = ["swatch".into(), "0 0 12 12".into(), "true".into(), self.id().into()];
        with("svg", &["class", "viewBox", "aria-hidden", "data-hue"], values, paths)
    }
}

impl From<ChannelId> for Hue {
    fn from(channel: ChannelId) -> Hue {
        match channel {
            ChannelId::Direct => Hue::Direct,
            ChannelId::Offer(_) => Hue::Indirect,
        }
    }
}
