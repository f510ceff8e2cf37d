//! Contrast between colours as WCAG 2.2 defines it.

/// What text needs, at any size: success criterion 1.4.3.
pub const TEXT: f64 = 4.5;
/// What a control or a drawing needs against what lies next to it: success criterion 1.4.11.
pub const CONTROL: f64 = 3.0;
/// How much red, green and blue count in luminance.
pub(super) const WEIGHTS: [f64; 3] = [0.2126, 0.7152, 0.0722];

/// How much light each byte of an sRGB channel stands for, 0…1.
#[derive(Debug)]
pub struct Linear([f64; 256]);

impl Default for Linear {
    fn default() -> Linear {
        Linear::new()
    }
}

impl Linear {
    /// All 256 of them.
    pub fn new() -> Linear {
        let mut table = [0.0; 256];
        for (light, byte) in table.iter_mut().zip(0u8..=255) {
            let channel = f64::from(byte) / 255.0;
            *light = if channel <= 0.040_45 { channel / 12.92 } else { libm::pow((channel + 0.055) / 1.055, 2.4) };
        }
        Linear(table)
    }

    /// The linear channels of a colour.
    #[allow(clippy::indexing_slicing)] // A byte is within 256.
    pub fn of(&self, colour: [u8; 3]) -> [f64; 3] {
        colour.map(|channel| self.0[usize::from(channel)])
    }

    /// The relative luminance of a colour, 0…1.
    pub fn luminance(&self, colour: [u8; 3]) -> f64 {
        self.of(colour).iter().zip(WEIGHTS).map(|(channel, weight)| channel * weight).sum()
    }

    /// The ratio between two colours, 1…21.
    pub fn ratio(&self, one: [u8; 3], other: [u8; 3]) -> f64 {
        let (one, other) = (self.luminance(one), self.luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The byte for the most light that is no more than this.
    pub(super) fn floor(&self, light: f64) -> u8 {
        let above = self.0.partition_point(|of_byte| *of_byte <= light);
        u8::try_from(above.saturating_sub(1)).unwrap_or(u8::MAX)
    }

    /// The byte for the least light that is no less than this.
    pub(super) fn ceil(&self, light: f64) -> u8 {
        u8::try_from(self.0.partition_point(|of_byte| *of_byte < light)).unwrap_or(u8::MAX)
    }
}
