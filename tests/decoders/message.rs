//! What programs of the page tell each other: texts, of which each is of one kind.

use tierwise::app::shown::Shown;
use tierwise::app::{Action, Filled, Provider, State};
use tierwise::link;
use tierwise::outlook::{Judge, Judged, Reply, Request};

use super::{TODAY, sound, text};

pub(super) fn law(bytes: &[u8]) {
    let text = text(bytes);
    if let Some(action) = Action::read(&text) {
        let written = action.write().expect("what can be read can be written");
        assert_eq!(Action::read(&written), Some(action.clone()));
        let before = State::new(link::plain("ro=direct&1na=B&sc1=A%7Ccs%3D12&cs=3..9"), TODAY);
        let after = before.update(action.clone());
        sound(&after.scenario);
        // It is undone by the next step back, where it was a step.
        if after.scenario != before.scenario {
            assert_eq!(after.update(Action::Settle).update(Action::Undo).scenario, before.scenario, "{action:?}");
        }
    }
    if let Some(shown) = Shown::read(&text, Provider::default()) {
        sound(&shown.state.scenario);
        let again = shown.state.shown(&shown.language, shown.printing);
        let read = Shown::read(&again, Provider::default()).expect("what is shown can be read");
        assert_eq!(read.state.shown(&read.language, read.printing), again);
    }
    let filled = Filled::read(&text);
    assert_eq!(Filled::read(&filled.write()), filled);

    let request = Request::read(&text);
    let judge = Judge::read(&text);
    assert!(request.is_none() || judge.is_none(), "one is never taken for the other");
    if let Some(request) = request {
        assert_eq!(Request::read(&request.write()).as_ref(), Some(&request));
        let reply = request.reply(|report| serde_json::to_string(report).unwrap_or_default());
        assert_eq!(Reply::read(&reply.write()), Some(reply));
    }
    if let Some(judge) = judge {
        assert_eq!(Judge::read(&judge.write()).as_ref(), Some(&judge));
        let judged = judge.reply();
        assert_eq!(Judged::read(&judged.write()), Some(judged));
    }
    if let Some(reply) = Reply::read(&text) {
        assert_eq!(Reply::read(&reply.write()), Some(reply));
    }
    if let Some(judged) = Judged::read(&text) {
        assert_eq!(Judged::read(&judged.write()), Some(judged));
    }
}
