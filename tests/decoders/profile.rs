//! Profiles, and what a host asks for: the first line is the query where it begins with its sign, the rest the profile.

use tierwise::app::filled::Provider;
use tierwise::app::host::Settings;
use tierwise::app::profile::{Brought, Profile};
use tierwise::app::reach::{Reach, may_fill};
use tierwise::app::{Action, State};
use tierwise::engine::catalogue::{FieldId, Slot};
use tierwise::i18n::Language;
use tierwise::link;
use tierwise::profile::{decode, prepare};

use super::{TODAY, sound, text};

pub(super) fn law(bytes: &[u8]) {
    let text = text(bytes);
    let (query, profile) = match text.split_once('\n') {
        Some((query, profile)) if query.starts_with('?') => (query, profile),
        _ => ("?profile=acme", text.as_ref()),
    };
    match decode::profile("acme", profile, TODAY) {
        Ok(found) => {
            sound(&found.figures);
            let own = |slot: Slot| slot == Slot::of(FieldId::OfferName);
            assert!(found.figures.stated().all(|(slot, _)| may_fill(slot) || own(slot)));
            assert!(found.as_of <= TODAY);
            // The page reads the same from the plain form.
            let brought = Brought { reach: found.reach.clone(), profile: Some(found.clone()), ..Brought::default() };
            let read = Brought::read(&brought.write());
            let plain = Profile { accent: None, share_base: None, reach: Reach::default(), ..found };
            assert_eq!((read.profile, read.reach, read.flaws), (Some(plain), brought.reach, Vec::new()));
        }
        Err(flaws) => {
            assert!(!flaws.is_empty());
            let brought = Brought { flaws, ..Brought::default() };
            assert_eq!(Brought::read(&brought.write()), brought);
        }
    }

    let settings = Settings::read(query, Language::CODES);
    let brought = Brought::read(&prepare(query, Some(profile), TODAY));
    assert!(settings.flaws.iter().all(|flaw| brought.flaws.contains(flaw)));
    assert_eq!(Brought::read(&brought.write()), brought);

    // No profile changes what was stated, and the neutral view is as if there were none.
    let fields = "ro=direct&bt=1200000&0fe=12&cs=80";
    let state = |provider| State::provided(link::plain(fields), TODAY, 0, provider, Vec::new(), None);
    let (with, without) = (state(Provider::new(brought.profile, brought.reach)), state(Provider::default()));
    sound(&with.scenario);
    for field in [FieldId::Role, FieldId::BilledTtm] {
        assert_eq!(with.scenario.get(Slot::of(field)), without.scenario.get(Slot::of(field)));
    }
    sound(&with.update(Action::Neutral(true)).scenario);
}
