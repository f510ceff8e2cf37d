//! What runs along every sheet.

use super::super::super::words::{Fill, named};
use crate::browser::paper;
use crate::i18n::Message;
use crate::ui::View;

/// Stands for the number of a sheet, and for how many there are, until the style sheet counts them.
const COUNTED: [char; 2] = ['\u{1}', '\u{2}'];

/// Tells the style sheet what runs along every sheet: what it is, of which day and by which rules; and the words around the
/// number of the sheet.
pub fn run(view: &View) {
    let head = Fill::new(view)
        .text("date", view.locale.date(view.answer.as_of))
        .words("rules", named(view, &["choice.rules.", view.answer.rules.id]))
        .say(Message::DossierRunning);
    let [page, pages] = COUNTED.map(String::from);
    let foot = Fill::new(view).text("page", page).text("pages", pages).say(Message::DossierPage).plain();
    let mut words = foot.split(COUNTED);
    paper::tell_sheet("--dossier-head", &head.plain());
    for name in ["--dossier-page", "--dossier-of", "--dossier-end"] {
        paper::tell_sheet(name, words.next().unwrap_or_default());
    }
}
