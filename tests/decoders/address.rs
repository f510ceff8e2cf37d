//! Addresses.

use tierwise::app::shown::Shown;
use tierwise::app::{Action, Provider, State};
use tierwise::link::{self, Kind};

use super::{TODAY, sound, text};

pub(super) fn law(bytes: &[u8]) {
    let text = text(bytes);
    let opened = link::decode(&text, TODAY);
    assert_eq!(link::decode(&["#", &text].concat(), TODAY), opened, "with its sign");
    sound(&opened.scenario);

    // What is said to be whole has nothing left to say.
    if let Some(made) = opened.made {
        assert!(matches!(opened.kind, Kind::Exact | Kind::Older), "{:?}", opened.kind);
        assert_eq!(opened.problems, []);
        // As the page writes it again, reckoned as it was.
        let then = made.pinned(&opened.scenario, TODAY);
        assert!(made.holds(&then, TODAY));
        assert_eq!(made.unpinned(&then), opened.scenario);
        let again = link::encode(&then, TODAY, Some(&made), opened.language.as_deref());
        assert_eq!(link::decode(&again, TODAY), opened, "{again}");
    }
    if opened.kind == Kind::Exact && opened.made.is_none() {
        assert!(opened.scenario.is_default() && opened.problems.is_empty());
    }

    // The fields of it, which the page keeps for itself, are read likewise.
    if opened.kind == Kind::Prefill && text.contains('=') && !text.starts_with(['#', ' ', '<', '(', '[', '"', '\'']) {
        let plain = link::plain(&text);
        if plain.problems.iter().all(|problem| problem.path != link::VERSION_KEY && problem.path != link::CHECK_KEY) {
            assert_eq!((&plain.scenario, &plain.problems), (&opened.scenario, &opened.problems));
        }
    }

    // In the query, figures move behind the sign; what is left there has none.
    if let Some(moved) = link::without_figures(&text, "") {
        let query = moved.split('#').next().unwrap_or_default();
        assert_eq!(link::without_figures(query, ""), None, "{moved}");
    }

    // The page opens with it, and tells its parts the same.
    let state = State::new(opened, TODAY);
    let told = state.shown("nl", false);
    let shown = Shown::read(&told, Provider::default()).expect("what is shown can be read");
    assert_eq!(shown.state.scenario, state.scenario);
    assert_eq!(shown.state.shown("nl", false), told);
    let reset = state.update(Action::Reset).update(Action::Undo);
    assert_eq!(reset.scenario, state.scenario);
}
