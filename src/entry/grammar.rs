//! How each language writes numbers.

/// How a language writes numbers: its separators and its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grammar {
    /// Stands before the decimals: `.` or `,`.
    pub decimal: char,
    /// Stands between groups of three digits: `.`, `,` or a space of some kind.
    pub group: char,
    /// Words for powers of ten that only this language has, in lower case.
    pub(super) words: Words,
    /// Words for "about", in lower case.
    pub(super) about: &'static [&'static str],
    /// Words between the ends of a range, in lower case.
    pub(super) to: &'static [&'static str],
}

/// Words, in lower case, and the power of ten each stands for.
pub(super) type Words = &'static [(&'static str, u32)];

/// Understood whatever the language of the page, for people write what they are used to. Not
/// among them: `b`, which is a different number to different people, and the words for 10¹² and
/// for an English billion, which are the same word.
pub(super) const EVERYWHERE: Words = &[
    ("k", 3),
    ("dzd", 3),
    ("duizend", 3),
    ("thousand", 3),
    ("m", 6),
    ("mln", 6),
    ("mio", 6),
    ("miljoen", 6),
    ("million", 6),
    ("mld", 9),
    ("mrd", 9),
    ("miljard", 9),
    ("bn", 9),
];

impl Grammar {
    /// Dutch: `1.234.567,89`.
    pub const NL: Self = Self {
        decimal: ',',
        group: '.',
        words: &[("biljoen", 12)],
        about: &["ca", "circa", "ongeveer"],
        to: &["tot", "t/m", "à"],
    };

    /// English: `1,234,567.89`.
    pub const EN: Self = Self {
        decimal: '.',
        group: ',',
        words: &[("billion", 9)],
        about: &["ca", "circa", "about", "approx"],
        to: &["to"],
    };

    /// German: `1.234.567,89`.
    pub const DE: Self = Self {
        decimal: ',',
        group: '.',
        words: &[
            ("tsd", 3),
            ("tausend", 3),
            ("millionen", 6),
            ("milliarde", 9),
            ("milliarden", 9),
            ("billion", 12),
            ("billionen", 12),
        ],
        about: &["ca", "circa", "etwa", "rund", "ungefähr"],
        to: &["bis"],
    };

    /// French: `1 234 567,89`, the spaces narrow and not breaking.
    pub const FR: Self = Self {
        decimal: ',',
        group: '\u{202f}',
        words: &[
            ("mille", 3),
            ("millions", 6),
            ("md", 9),
            ("mds", 9),
            ("milliard", 9),
            ("milliards", 9),
            ("billion", 12),
            ("billions", 12),
        ],
        about: &["ca", "env", "environ"],
        to: &["à"],
    };
}
