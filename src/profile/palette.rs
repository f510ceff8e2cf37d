//! From one colour of a provider's to an accent that can be read, whatever the colour: one for light pages, one for dark.
//!
//! The colour keeps its hue. Where it can't be read on the page it becomes darker or lighter, in Oklab, until it can; where
//! that leaves what a screen can show, it loses saturation. Contrast is that of WCAG 2.2, of the bytes as they are written.

use super::contrast::{Linear, TEXT};

/// What lies behind text and controls, as `styles/tokens.css` has it: its name, light, dark.
pub const GROUNDS: [(&str, [u8; 3], [u8; 3]); 4] = [
    ("--paper", [0xfb, 0xfa, 0xf7], [0x16, 0x16, 0x15]),
    ("--surface", [0xff, 0xff, 0xff], [0x1f, 0x1e, 0x1d]),
    ("--sunken", [0xf2, 0xf0, 0xea], [0x0f, 0x0f, 0x0e]),
    ("--warn-surface", [0xfb, 0xf3, 0xdd], [0x2b, 0x24, 0x14]),
];

/// What is written on the accent, light and dark. The first is the lightest ground there is, so that what can be read on
/// it carries it too; the second likewise is darker than the grounds of a dark page.
const INKS: [[u8; 3]; 2] = [[0xff, 0xff, 0xff], [0x0f, 0x0f, 0x0e]];

/// How often the range of lightness is halved: finer than a byte.
const HALVINGS: u32 = 12;

/// An accent, and what is written on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tone {
    /// `--accent`: links, chosen controls.
    pub accent: [u8; 3],
    /// `--accent-ink`: on the accent.
    pub ink: [u8; 3],
}

/// The accents of light and of dark pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// On light grounds.
    pub light: Tone,
    /// On dark grounds.
    pub dark: Tone,
}

/// Makes palettes.
#[derive(Debug)]
pub struct Palettes {
    linear: Linear,
    /// The most light an accent can have on light grounds.
    most: f64,
    /// The least light it can have on dark grounds.
    least: f64,
}

impl Default for Palettes {
    fn default() -> Palettes {
        Palettes::new()
    }
}

impl Palettes {
    /// For the grounds of the page.
    pub fn new() -> Palettes {
        let linear = Linear::new();
        let (mut darkest, mut lightest) = (1.0_f64, 0.0_f64);
        for (_, light, dark) in GROUNDS {
            darkest = darkest.min(linear.luminance(light));
            lightest = lightest.max(linear.luminance(dark));
        }
        Palettes { most: (darkest + 0.05) / TEXT - 0.05, least: (lightest + 0.05) * TEXT - 0.05, linear }
    }

    /// The palette of a colour.
    pub fn of(&self, colour: [u8; 3]) -> Palette {
        let [light_ink, dark_ink] = INKS;
        let light = Tone { accent: self.darker(colour), ink: light_ink };
        Palette { light, dark: Tone { accent: self.lighter(colour), ink: dark_ink } }
    }

    /// The colour, as dark as light pages need it.
    fn darker(&self, colour: [u8; 3]) -> [u8; 3] {
        let light = self.linear.of(colour);
        if luminance(light) <= self.most {
            return colour;
        }
        let moved = moved(light, self.most, false);
        // What is left over the limit, in proportion.
        let scale = (self.most / luminance(moved)).min(1.0);
        moved.map(|channel| self.linear.floor(channel * scale))
    }

    /// The colour, as light as dark pages need it.
    fn lighter(&self, colour: [u8; 3]) -> [u8; 3] {
        let light = self.linear.of(colour);
        if luminance(light) >= self.least {
            return colour;
        }
        let moved = moved(light, self.least, true);
        // What is missing to the limit, as white.
        let have = luminance(moved);
        let white = ((self.least - have) / (1.0 - have)).max(0.0);
        moved.map(|channel| self.linear.ceil(channel + white * (1.0 - channel)))
    }
}

impl Palette {
    /// The tokens that differ from those of the sheet, each with its value.
    pub fn tokens(&self) -> [(&'static str, String); 2] {
        let both = |light: [u8; 3], dark: [u8; 3]| ["light-dark(", &hex(light), ", ", &hex(dark), ")"].concat();
        [("--accent", both(self.light.accent, self.dark.accent)), ("--accent-ink", both(self.light.ink, self.dark.ink))]
    }
}

/// A colour as `#0b6b66`.
pub fn hex(colour: [u8; 3]) -> String {
    let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
    let mut text = String::from("#");
    for channel in colour {
        text.push(digit(channel >> 4));
        text.push(digit(channel & 15));
    }
    text
}

/// The luminance of linear channels.
fn luminance([red, green, blue]: [f64; 3]) -> f64 {
    super::contrast::WEIGHTS[0] * red + super::contrast::WEIGHTS[1] * green + super::contrast::WEIGHTS[2] * blue
}

/// A colour of the same hue whose luminance is at least this, or at most; nearly so where it has to be cut off.
fn moved(light: [f64; 3], limit: f64, lighter: bool) -> [f64; 3] {
    let [lightness, a, b] = oklab(light);
    let (mut low, mut high) = if lighter { (lightness, 1.0) } else { (0.0, lightness) };
    for _ in 0..HALVINGS {
        let middle = (low + high) / 2.0;
        if luminance(linear([middle, a, b])) < limit {
            low = middle;
        } else {
            high = middle;
        }
    }
    linear([if lighter { high } else { low }, a, b])
}

/// Linear sRGB to Oklab (Björn Ottosson, 2020).
fn oklab([r, g, b]: [f64; 3]) -> [f64; 3] {
    let l = libm::cbrt(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b);
    let m = libm::cbrt(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b);
    let s = libm::cbrt(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b);
    [
        0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
        1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
        0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
    ]
}

/// Oklab to linear sRGB, cut off at what a screen can show.
fn linear([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let cube = |x: f64| x * x * x;
    let l = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b);
    let m = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b);
    let s = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
    .map(|channel| channel.clamp(0.0, 1.0))
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used)]
mod tests {
    use super::{GROUNDS, Palettes, Tone, hex, linear, luminance, moved, oklab};
    use crate::profile::contrast::{CONTROL, Linear, TEXT};
    use crate::profile::pairs::{Need, PAIRS};

    /// Two that the sheet has beyond the grounds: what is asked for more contrast, and paper.
    const MORE: [([u8; 3], [u8; 3]); 2] = [([0xff; 3], [0x00; 3]), ([0xff; 3], [0xff; 3])];

    #[test]
    fn a_million_accents_can_be_read_in_every_pair_of_the_sheet() {
        let (palettes, linear) = (Palettes::new(), Linear::new());
        // Of the grounds, and of what is written on the accent, only the luminance counts.
        let grounds: Vec<(&str, [f64; 2])> = GROUNDS
            .iter()
            .map(|(name, light, dark)| (*name, [linear.luminance(*light), linear.luminance(*dark)]))
            .collect();
        let extremes = MORE.map(|(light, dark)| [linear.luminance(light), linear.luminance(dark)]);
        let of_accent: Vec<_> = PAIRS.iter().filter(|pair| pair.seen.contains("accent")).collect();
        assert!(of_accent.len() >= 9, "the accent is seen on every ground, as text and as a control");
        let mut kept = 0;
        for number in 0..1_000_000_u32 {
            // Odd, so that no colour comes twice.
            let [_, r, g, b] = (number.wrapping_mul(10_368_889) & 0xff_ffff).to_be_bytes();
            let palette = palettes.of([r, g, b]);
            kept += u32::from(palette.light.accent == [r, g, b] || palette.dark.accent == [r, g, b]);
            for (scheme, Tone { accent, ink }) in [palette.light, palette.dark].into_iter().enumerate() {
                let (accent, ink) = (linear.luminance(accent), linear.luminance(ink));
                for pair in &of_accent {
                    let needed = if pair.need == Need::Text { TEXT } else { CONTROL };
                    let (seen, on) = match (pair.seen, pair.on) {
                        ("--accent-ink", "--accent") => (ink, accent),
                        (_, on) => (accent, grounds.iter().find(|(name, _)| *name == on).unwrap().1[scheme]),
                    };
                    assert!(ratio(seen, on) >= needed, "{} {pair:?} {scheme}", hex([r, g, b]));
                }
                // On paper only the light one is seen.
                let on = if scheme == 0 { extremes[1][0] } else { extremes[0][1] };
                assert!(ratio(accent, on) >= TEXT, "{} {scheme}", hex([r, g, b]));
            }
        }
        assert!(kept > 750_000, "most colours stay as they are in one of the schemes: {kept}");
    }

    fn ratio(a: f64, b: f64) -> f64 {
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn a_colour_that_can_be_read_stays_and_another_keeps_its_hue() {
        let palettes = Palettes::new();
        let navy = palettes.of([0x00, 0x20, 0x5b]);
        assert_eq!(navy.light.accent, [0x00, 0x20, 0x5b]);
        let [r, g, b] = navy.dark.accent;
        assert!(b > g && g > r, "still blue: {}", hex(navy.dark.accent));
        let yellow = palettes.of([0xff, 0xd4, 0x00]);
        assert_eq!(yellow.dark.accent, [0xff, 0xd4, 0x00]);
        let [r, g, b] = yellow.light.accent;
        assert!(r > g && g > b, "still yellow: {}", hex(yellow.light.accent));
        for grey in [[0; 3], [0x80; 3], [0xff; 3]] {
            for tone in [palettes.of(grey).light, palettes.of(grey).dark] {
                let [r, g, b] = tone.accent;
                assert!(r.abs_diff(g) <= 1 && g.abs_diff(b) <= 1, "still grey: {}", hex(tone.accent));
            }
        }
    }

    /// White, red and blue of sRGB are the values that are known of them, to three decimals.
    #[test]
    fn oklab_is_as_it_was_devised_and_there_is_a_way_back() {
        let near =
            |one: [f64; 3], other: [f64; 3]| one.iter().zip(other).all(|(one, other)| (one - other).abs() < 5e-4);
        assert!(near(oklab([1.0, 1.0, 1.0]), [1.0, 0.0, 0.0]));
        assert!(near(oklab([1.0, 0.0, 0.0]), [0.628, 0.225, 0.126]), "{:?}", oklab([1.0, 0.0, 0.0]));
        assert!(near(oklab([0.0, 0.0, 1.0]), [0.452, -0.032, -0.312]), "{:?}", oklab([0.0, 0.0, 1.0]));
        for colour in [[0.0; 3], [0.2, 0.5, 0.9], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [0.9, 0.1, 0.4]] {
            assert!(near(linear(oklab(colour)), colour), "{colour:?}: {:?}", linear(oklab(colour)));
        }
    }

    #[test]
    fn a_colour_is_moved_no_further_than_asked() {
        for (colour, limit, lighter) in [([0.5, 0.1, 0.2], 0.1, false), ([0.01, 0.02, 0.09], 0.3, true)] {
            let found = luminance(moved(colour, limit, lighter));
            assert!((found - limit).abs() < 1e-3, "{colour:?}: {found} instead of {limit}");
        }
    }

    #[test]
    fn the_tokens_are_css() {
        let tokens = Palettes::new().of([0x2a, 0x4a, 0x66]).tokens();
        assert_eq!(tokens[0].0, "--accent");
        assert!(tokens[0].1.starts_with("light-dark(#2a4a66, #"), "{}", tokens[0].1);
        assert_eq!(tokens[1].1, "light-dark(#ffffff, #0f0f0e)");
    }

    /// What a provider's page has shown, it goes on to show: a change of any of these is one that is seen.
    #[test]
    fn accents_stay_what_they_were() {
        let palettes = Palettes::new();
        let accents = [
            [0xff, 0xcc, 0x00],
            [0x1a, 0x9f, 0xff],
            [0x00, 0xff, 0x88],
            [0x22, 0x22, 0x22],
            [0xff, 0x00, 0x44],
            [0x5c, 0x10, 0x80],
        ];
        let found = accents.map(|accent| palettes.of(accent)).map(|of| [hex(of.light.accent), hex(of.dark.accent)]);
        let expected = [
            ["#946400", "#ffcc00"],
            ["#006eca", "#1a9fff"],
            ["#008000", "#00ff88"],
            ["#222222", "#8b8b8b"],
            ["#dc0028", "#ff405f"],
            ["#5c1080", "#b26edd"],
        ];
        assert_eq!(found, expected);
    }
}
