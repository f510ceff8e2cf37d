//! Files: a scenario with its report and a check.
//!
//! Bytes that begin with a digit are a change of a file of ours: lines with the number of the file, the place, how many bytes
//! go, and after a third space what comes there. All others are looked at as a file.

use std::sync::LazyLock;

use tierwise::json::Node;
use tierwise::verify::{Verdict, file, scenario, verify};
use tierwise::{link, verify};

use super::{TODAY, sound};

/// Scenarios whose files are changed.
const FIELDS: [&str; 3] = [
    "",
    "ro=direct&bt=800000;950000;1200000&ur=1.05..1.15&1na=B&1mgm=15..17.5&gr=5",
    "ru=2020&on=2024-02-29&rem=333333.33&dmm=19.123456789012&fn=7.77&cu=USD",
];

static FILES: LazyLock<[Vec<u8>; 3]> = LazyLock::new(|| {
    FIELDS.map(|fields| file(&link::plain(fields).scenario, TODAY).expect("today is a day of scenarios").into_bytes())
});

pub(super) fn law(bytes: &[u8]) {
    match changed(bytes) {
        Some((original, changed)) => {
            // No other content agrees; white space is no content.
            let canonical = |bytes: &[u8]| tree(bytes).map(|tree| tree.canonical());
            let same = canonical(&changed).is_some_and(|text| Some(text) == canonical(original));
            assert_eq!(matches!(verify(&changed), Verdict::Agrees(_)), same, "{}", String::from_utf8_lossy(bytes));
        }
        None => {
            let verdict = verify(bytes);
            verdict.to_string();
            let found = scenario(bytes);
            if let Some(scenario) = &found {
                sound(scenario);
            }
            if let Verdict::Agrees(held) = verdict {
                let scenario = found.expect("a file that agrees has a scenario");
                let ours = file(&scenario, held.as_of).expect("a day of scenarios");
                let report = |bytes: &[u8]| tree(bytes)?.get("report").map(Node::canonical);
                assert_eq!(report(ours.as_bytes()), report(bytes));
            }
        }
    }
}

/// The file that is meant, and what becomes of it.
fn changed(bytes: &[u8]) -> Option<(&'static [u8], Vec<u8>)> {
    let original = FILES.get(usize::from(bytes.first()?.checked_sub(b'0')?))?;
    let mut changed = original.clone();
    for line in bytes.get(1..)?.split(|byte| *byte == b'\n') {
        let mut words = line.splitn(4, |byte| *byte == b' ').skip(1);
        let mut number = || std::str::from_utf8(words.next()?).ok()?.parse::<usize>().ok();
        let (Some(place), Some(less)) = (number(), number()) else { continue };
        let place = place.min(changed.len());
        let end = place.saturating_add(less).min(changed.len());
        changed.splice(place..end, words.next().unwrap_or_default().iter().copied());
    }
    Some((original, changed))
}

/// What a file says, in whatever way it is written.
fn tree(bytes: &[u8]) -> Option<Node> {
    let text = std::str::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    (bytes.len() <= verify::MAX_BYTES).then_some(())?;
    Node::read(text).ok()
}
