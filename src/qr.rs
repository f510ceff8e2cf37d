//! A text as a QR code.

use qrcodegen::{QrCode, QrCodeEcc};

/// The light edge around it that readers need, in modules.
const QUIET: i32 = 4;

/// The width of the drawing, a space, and the path of the dark modules, as SVG has it; nothing for a text that is too
/// long. Errors in up to 15 % of it can be mended, as print needs.
pub fn draw(text: &str) -> Option<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut drawing = format!("{} ", code.size() + 2 * QUIET);
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let part = format!("M{} {}h{}v1h-{}z", start + QUIET, y + QUIET, x - start, x - start);
                drawing.push_str(&part);
            }
            x += 1;
        }
    }
    Some(drawing)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{QUIET, draw};
    use qrcodegen::{QrCode, QrCodeEcc};

    #[test]
    fn every_dark_module_is_in_the_path_once() {
        let text = "https://example.org/#v=1&at=2026-11-22&by=fy26&d=1&ro=direct&rem=480000&z=0diW";
        let drawing = draw(text).unwrap();
        let (width, path) = drawing.split_once(' ').unwrap();
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        assert_eq!(width.parse::<i32>().unwrap(), code.size() + 8);
        let mut dark = Vec::new();
        for run in path.split('M').skip(1) {
            let (place, rest) = run.split_once('h').unwrap();
            let (x, y) = place.split_once(' ').unwrap();
            let (x, y): (i32, i32) = (x.parse().unwrap(), y.parse().unwrap());
            let length: i32 = rest.split_once('v').unwrap().0.parse().unwrap();
            dark.extend((x..x + length).map(|x| (x - QUIET, y - QUIET)));
        }
        for y in 0..code.size() {
            for x in 0..code.size() {
                let count = dark.iter().filter(|place| **place == (x, y)).count();
                assert_eq!(count, usize::from(code.get_module(x, y)), "{x} {y}");
            }
        }
    }

    #[test]
    fn the_longest_link_that_is_meant_fits_and_a_far_longer_one_does_not() {
        assert!(draw(&"a".repeat(700)).is_some());
        assert_eq!(draw(&"a".repeat(3_000)), None);
    }
}
