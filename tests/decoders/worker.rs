//! What the page of many partners asks its worker: questions, one to a line, and after an empty line the file.

use std::cell::OnceCell;

use tierwise::batch::worker::{Answer, Worker};
use tierwise::i18n::{Language, Locale};

use super::language;

/// So many questions are asked.
const QUESTIONS: usize = 12;

pub(super) fn law(bytes: &[u8]) {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n");
    let (questions, file) = match end {
        Some(end) => (&bytes[..end], &bytes[end + 2..]),
        None => (bytes, b"partner;customers;revenue.azure\nNoord;12;900000\nZuid;x;1\n".as_slice()),
    };
    let mut worker = Worker::new(locale(language(bytes)), "https://calc.example/".to_string());
    for question in questions.split(|byte| *byte == b'\n').take(QUESTIONS) {
        let question = super::text(question);
        match worker.ask(&question, file.to_vec()) {
            Some(Answer::Reply(reply)) => {
                serde_json::to_string(&reply).expect("an answer is JSON");
            }
            Some(Answer::File(bytes)) => assert!(!bytes.is_empty()),
            None => {}
        }
    }
}

/// The texts of a language, read once.
pub(super) fn locale(language: Language) -> Locale {
    thread_local! {
        static LOCALES: [OnceCell<Locale>; 4] = const { [const { OnceCell::new() }; 4] };
    }
    let place = Language::ALL.iter().position(|other| *other == language).unwrap_or_default();
    LOCALES.with(|locales| locales[place].get_or_init(|| Locale::embedded(language)).clone())
}
