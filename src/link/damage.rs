//! What mail programs, chats and people do to a link on its way, as far as it can be undone.

use super::{check, fields};

/// What may stand before a link that was taken out of a sentence.
const BEFORE: &[char] = &['#', ' ', '<', '(', '[', '"', '\''];

/// A fragment without its sign, and without what came to stand before it; and unwrapped, where all of it was
/// percent-encoded once more.
pub(super) fn undone(fragment: &str) -> String {
    let fragment = fragment.trim_start_matches(BEFORE);
    let once_more = if fragment.contains('=') { None } else { fields::decoded(fragment) };
    once_more.unwrap_or_else(|| fragment.to_string())
}

/// A check value without what came to stand behind it, such as a full stop or a bracket: how long it is is known.
pub(super) fn without_ending(value: &str) -> &str {
    let (check, rest) = value.split_at_checked(check::LENGTH).unwrap_or((value, ""));
    if rest.bytes().all(|byte| !byte.is_ascii_alphanumeric() && byte != b'=') { check } else { value }
}

#[cfg(test)]
mod tests {
    use super::{undone, without_ending};

    #[test]
    fn brackets_and_stops_fall_off() {
        assert_eq!(undone("#<v=1&z=Ab"), "v=1&z=Ab");
        assert_eq!(undone("v%3D1%26cs%3D12%252C5"), "v=1&cs=12%2C5");
        assert_eq!(undone("1na=a%3Db"), "1na=a%3Db");
        for ending in ["", ".", ">", ").", "»", "__", "!?", " "] {
            assert_eq!(without_ending(&format!("Ab_-{ending}")), "Ab_-", "{ending}");
        }
        for other in ["Ab_", "Ab_-c", "", "Ab_-.c", "Ab_-=", "ééc"] {
            assert_eq!(without_ending(other), other);
        }
    }
}
