//! JSON: a scenario, and the tree.

use tierwise::json::{self, Node, Refusal};

use super::{sound, text};

pub(super) fn law(bytes: &[u8]) {
    let text = text(bytes);
    let strict = json::scenario(&text);
    let tree = Node::read(&text);
    if let Ok(tree) = &tree {
        // Whoever writes it, it is the same.
        let canonical = tree.canonical();
        let again = Node::read(&canonical).expect("the canonical form is JSON");
        assert_eq!(again.canonical(), canonical);
        assert_eq!(Node::read(&tree.pretty()).as_ref().ok(), Some(tree));
        // Others read it too, but for numbers that they can't hold.
        if let Err(error) = serde_json::from_str::<serde_json::Value>(&canonical) {
            assert!(error.to_string().starts_with("number out of range"), "{canonical}: {error}");
        }
    } else {
        // A text that is JSON to others and not here is nested deeper than any of ours.
        let deep = bytes.iter().filter(|byte| matches!(byte, b'[' | b'{')).count() > 16;
        assert!(deep || serde_json::from_str::<serde_json::Value>(&text).is_err(), "{text}");
    }
    match strict {
        Ok(scenario) => {
            sound(&scenario);
            // The tree of it is the same scenario, as a file of ours is read.
            if let Ok(tree) = tree {
                assert_eq!(json::scenario(&tree.canonical()), Ok(scenario));
            }
        }
        Err(Refusal::Problems(problems)) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!(!problem.to_string().contains(['\n', '\r']), "{problem:?}");
            }
        }
        Err(Refusal::Malformed(why)) => assert!(!why.contains(['\n', '\r']), "{why:?}"),
    }
}
