//! Every pair of tokens that the sheets put on top of each other, and what contrast it needs.
//!
//! The list is data, and a test holds it against `styles/`: a token in a new role, or a new pair, has to be listed here,
//! and is then held to its contrast with every accent.

/// What is seen, and on what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The token that is seen.
    pub seen: &'static str,
    /// The token behind it, or next to it.
    pub on: &'static str,
    /// What it is.
    pub need: Need,
}

/// What contrast is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Text: 4.5 to 1.
    Text,
    /// A control, its state, the focus, or a drawing: 3 to 1.
    Control,
}

const fn on_grounds(seen: &'static str, need: Need) -> [Pair; 4] {
    [
        Pair { seen, on: "--paper", need },
        Pair { seen, on: "--surface", need },
        Pair { seen, on: "--sunken", need },
        Pair { seen, on: "--warn-surface", need },
    ]
}

/// Tokens for text. Each may stand on any ground.
pub const TEXTS: [&str; 9] =
    ["--ink", "--muted", "--accent", "--direct", "--indirect", "--mix", "--good", "--bad", "--warn"];

/// Tokens for controls and drawings. Each may stand on any ground.
pub const CONTROLS: [&str; 10] =
    ["--ink", "--muted", "--accent", "--focus", "--edge", "--direct", "--indirect", "--mix", "--bad", "--warn"];

/// Tokens that part what belongs apart, or shade, and carry no meaning.
pub const ORNAMENTS: [&str; 4] = ["--hairline", "--paper", "--sunken", "--shadow"];

/// What is written on something else than a ground, by its own rule in the sheets.
pub const INVERTED: [Pair; 4] = [
    Pair { seen: "--paper", on: "--ink", need: Need::Text },
    Pair { seen: "--ink", on: "--quiet", need: Need::Text },
    Pair { seen: "--accent-ink", on: "--accent", need: Need::Text },
    Pair { seen: "--code", on: "--code-paper", need: Need::Text },
];

/// All pairs: every text and every control on every ground, and what is inverted.
pub static PAIRS: [Pair; 80] = all();

const fn all() -> [Pair; 80] {
    let mut pairs = [INVERTED[0]; 80];
    let texts = put_on_grounds(&mut pairs, 0, &TEXTS, Need::Text);
    let controls = put_on_grounds(&mut pairs, texts, &CONTROLS, Need::Control);
    put(&mut pairs, controls, &INVERTED);
    pairs
}

/// Puts each of these on every ground, from a place on; returns the place after them.
#[allow(clippy::indexing_slicing)] // Evaluated when it is built, where a wrong place stops the build.
const fn put_on_grounds(pairs: &mut [Pair; 80], mut count: usize, seen: &[&'static str], need: Need) -> usize {
    let mut place = 0;
    while place < seen.len() {
        count = put(pairs, count, &on_grounds(seen[place], need));
        place += 1;
    }
    count
}

/// Puts these in from a place on; returns the place after them.
#[allow(clippy::indexing_slicing)] // As above.
const fn put(pairs: &mut [Pair; 80], mut count: usize, more: &[Pair]) -> usize {
    let mut place = 0;
    while place < more.len() {
        pairs[count] = more[place];
        (place, count) = (place + 1, count + 1);
    }
    count
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use super::{CONTROLS, INVERTED, Need, ORNAMENTS, PAIRS, Pair, TEXTS};
    use crate::app::host::colour;
    use crate::profile::contrast::{CONTROL, Linear, TEXT};
    use crate::profile::palette::GROUNDS;

    fn sheets() -> Vec<(String, String)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut sheets = Vec::new();
        // Also what is drawn in a frame only.
        let folders = ["styles", "embed"].map(|folder| fs::read_dir(root.join(folder)).expect("there are sheets"));
        for entry in folders.into_iter().flatten() {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|extension| extension != "css") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a sheet");
            sheets.push((path.file_name().unwrap().to_string_lossy().into_owned(), without_comments(&text)));
        }
        assert!(sheets.len() > 5);
        sheets
    }

    fn without_comments(text: &str) -> String {
        text.split("/*")
            .enumerate()
            .map(|(n, part)| if n == 0 { part } else { part.split_once("*/").unwrap().1 })
            .collect()
    }

    /// The innermost blocks: the selector and the declarations of each.
    fn rules(sheet: &str) -> Vec<(String, Vec<(String, String)>)> {
        let mut rules = Vec::new();
        let mut open: Vec<(String, String)> = Vec::new();
        let mut text = String::new();
        for c in sheet.chars() {
            match c {
                '{' => open.push((std::mem::take(&mut text).trim().to_string(), String::new())),
                ';' => {
                    if let Some((_, body)) = open.last_mut() {
                        body.push_str(&text);
                        body.push(';');
                    }
                    text.clear();
                }
                '}' => {
                    let (selector, body) = open.pop().expect("a block");
                    text.clear();
                    let declarations = body.split(';').filter_map(|line| line.split_once(':'));
                    rules.push((selector, declarations.map(|(k, v)| (k.trim().into(), v.trim().into())).collect()));
                }
                _ => text.push(c),
            }
        }
        rules
    }

    /// The tokens of colours in a value; `--hue` stands for one of the channels'.
    fn tokens(value: &str) -> Vec<String> {
        let named = value.split("var(").skip(1).map(|rest| rest.split([')', ',']).next().unwrap().trim().to_string());
        named.filter(|name| TEXTS.contains(&name.as_str()) || all_names().contains(name)).collect()
    }

    /// The names of all tokens that are colours.
    fn all_names() -> Vec<String> {
        values().into_keys().chain(["--shadow".to_string()]).collect()
    }

    /// The colours of the tokens: light and dark.
    fn values() -> BTreeMap<String, ([u8; 3], [u8; 3])> {
        read("tokens.css", |selector, _| selector == 0)
    }

    /// The colours in the blocks that are wanted, the first of a token in each.
    fn read(name: &str, wanted: impl Fn(usize, &str) -> bool) -> BTreeMap<String, ([u8; 3], [u8; 3])> {
        let sheet = sheets().into_iter().find(|(file, _)| file == name).unwrap().1;
        let roots = rules(&sheet).into_iter().filter(|(selector, _)| selector.starts_with(":root,"));
        let mut values = BTreeMap::new();
        for (place, (selector, declarations)) in roots.enumerate() {
            for (token, value) in declarations {
                let (light, dark) = match value.strip_prefix("light-dark(") {
                    Some(rest) => rest.trim_end_matches(')').split_once(',').unwrap(),
                    None => (value.as_str(), value.as_str()),
                };
                if let (true, Some(light), Some(dark)) = (wanted(place, &selector), colour(light), colour(dark.trim()))
                {
                    values.insert(token, (light, dark));
                }
            }
        }
        values
    }

    #[test]
    fn every_use_of_a_colour_in_the_sheets_is_in_the_list() {
        let mut seen = 0;
        for (file, sheet) in sheets() {
            if file == "tokens.css" {
                continue;
            }
            for (selector, declarations) in rules(&sheet) {
                let of = |name: &str| declarations.iter().find(|(key, _)| key == name).map(|(_, value)| tokens(value));
                let background = declarations.iter().find(|(key, _)| key == "background" || key == "background-color");
                let ground = background.and_then(|(_, value)| tokens(value).into_iter().next());
                let inverted = ground.as_ref().filter(|name| GROUNDS.iter().all(|(ground, ..)| ground != name));
                if let Some(on) = inverted {
                    let text = of("color").or_else(|| of("fill")).and_then(|tokens| tokens.into_iter().next());
                    let text = text.unwrap_or_else(|| panic!("{file}: {selector}: a background without its text"));
                    let pair = INVERTED.iter().find(|pair| pair.seen == text && pair.on == on);
                    assert!(pair.is_some(), "{file}: {selector}: {text} on {on} is not in the list");
                }
                for (key, value) in &declarations {
                    for token in tokens(value) {
                        seen += 1;
                        let token = token.as_str();
                        let fine = match key.as_str() {
                            "color" => TEXTS.contains(&token) || inverted.is_some(),
                            "background" | "background-color" => true,
                            "fill" if inverted.is_some() => true,
                            "--hue" => {
                                (TEXTS.contains(&token) && CONTROLS.contains(&token)) || ORNAMENTS.contains(&token)
                            }
                            _ => CONTROLS.contains(&token) || ORNAMENTS.contains(&token),
                        };
                        assert!(fine, "{file}: {selector}: {key} {token} is not in the list");
                    }
                }
            }
        }
        assert!(seen > 150, "the sheets were read: {seen}");
    }

    #[test]
    fn the_grounds_are_those_of_the_sheet() {
        let values = values();
        for (name, light, dark) in GROUNDS {
            assert_eq!(values.get(name), Some(&(light, dark)), "{name}");
        }
    }

    #[test]
    fn every_pair_has_its_contrast_in_every_block_of_tokens() {
        let linear = Linear::new();
        // Plain; with more contrast; on paper.
        for block in 0..4 {
            let mut values = values();
            if block > 0 {
                values.extend(read("tokens.css", |place, _| place == block));
            }
            for Pair { seen, on, need } in PAIRS {
                let ((seen_light, seen_dark), (on_light, on_dark)) = (values[seen], values[on]);
                let needed = if need == Need::Text { TEXT } else { CONTROL };
                for (a, b) in [(seen_light, on_light), (seen_dark, on_dark)] {
                    // Paper is always light.
                    if block == 3 && (a, b) == (seen_dark, on_dark) {
                        continue;
                    }
                    assert!(linear.ratio(a, b) >= needed, "{seen} on {on} in block {block}: {}", linear.ratio(a, b));
                }
            }
        }
    }
}
