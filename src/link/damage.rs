//! What mail programs, chats and people do to a link on its way, as far as it can be undone.

use super::check;

/// What may stand before a link that was taken out of a sentence.
const BEFORE: &[char] = &['#', ' ', '<', '(', '[', '"', '\''];

/// A fragment without its sign, and without what came to stand before it; and unwrapped, where all of it was
/// percent-encoded once more.
pub(super) fn undone(fragment: &str) -> String {
    let fragment = fragment.trim_start_matches(BEFORE).trim_end();
    if fragment.contains('=') || !fragment.contains("%3D") {
        return fragment.to_string();
    }
    fragment.replace("%3D", "=").replace("%26", "&").replace("%25", "%")
}

/// A check value without what came to stand behind it, such as a full stop or a bracket: how long it is is known.
pub(super) fn without_ending(value: &str) -> &str {
    let (check, rest) = value.split_at_checked(check::LENGTH).unwrap_or((value, ""));
    let loose = |c: char| !c.is_alphanumeric() && c != '=' && c != '%';
    if rest.chars().all(loose) { check } else { value }
}

#[cfg(test)]
mod tests {
    use super::{undone, without_ending};

    #[test]
    fn brackets_and_stops_fall_off() {
        assert_eq!(undone("#<v=1&z=Ab"), "v=1&z=Ab");
        assert_eq!(undone("v%3D1%26cs%3D12%2C5"), "v=1&cs=12%2C5");
        assert_eq!(undone("1na=a%3Db"), "1na=a%3Db");
        for ending in ["", ".", ">", ").", "»", "__", "!?", " "] {
            assert_eq!(without_ending(&format!("Ab_-{ending}")), "Ab_-", "{ending}");
        }
        for other in ["Ab_", "Ab_-c", "", "Ab_-.c", "ééé"] {
            assert_eq!(without_ending(other), other);
        }
    }
}
