//! The page for who has many partners: a table in, an answer to each row out. A worker does the work, `batch/` has its script.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};
use tierwise::i18n::{Language, Locale, Message};

use super::markup::escape;
use super::texts::Texts;
use super::{Shared, block, find, inline, page, shared_file, write_language};

/// The folder of the page, and of its sources in the checkout.
pub(super) const FOLDER: &str = "batch";
const SCRIPT: &str = "batch/page.js";
const SHEET: &str = "batch/batch.css";
/// The folder of the worker.
const WORKER: &str = "batch-worker";
/// Where the texts are that the worker says, each with the end of its name.
const WORKER_TEXTS: [&str; 3] = ["messages", "messages/later", "messages/batch"];

/// What the script says, by the names it has there and the keys of the texts.
const WORDS: [(&str, &str); 31] = [
    ("reading", "choose.reading"),
    ("unreadable", "choose.unreadable"),
    ("readText", "choose.read_text"),
    ("readSheet", "choose.read_sheet"),
    ("tab", "choose.tab"),
    ("templateName", "template.name"),
    ("saved", "answers.saved"),
    ("known", "columns.known"),
    ("unused", "columns.unused"),
    ("nameless", "columns.nameless"),
    ("use", "columns.use"),
    ("twice", "columns.twice"),
    ("noField", "columns.no_field"),
    ("moreColumns", "columns.more"),
    ("start", "columns.start"),
    ("progress", "answers.progress"),
    ("stopped", "answers.stopped"),
    ("finished", "answers.finished"),
    ("counted", "answers.counted"),
    ("counted_waiting", "answers.counted_waiting"),
    ("place", "answers.place"),
    ("noRows", "answers.no_rows"),
    ("nobody", "answers.nobody"),
    ("open", "answers.open"),
    ("openNewTab", "answers.open_new_tab"),
    ("sortedUp", "answers.sorted_up"),
    ("sortedDown", "answers.sorted_down"),
    ("making", "answers.making"),
    ("exportName", "answers.export_name"),
    ("stale", "answers.stale"),
    ("ofRows", "answers.of_rows"),
];

/// A column of the table of answers: its name in the script, what stands above it, and what it is sorted by.
const HEADS: [(&str, Message, &str); 8] = [
    ("row", Message::BatchHeadRow, "row"),
    ("partner", Message::BatchHeadPartner, "partner"),
    ("choice", Message::BatchHeadChoice, ""),
    ("direct", Message::BatchHeadDirect, "verdict"),
    ("best", Message::BatchHeadBest, "best"),
    ("difference", Message::BatchHeadDifference, "difference"),
    ("earliest", Message::BatchHeadEarliest, "earliest"),
    ("link", Message::BatchHeadLink, ""),
];

/// Writes the page in every language.
pub(super) fn write(dist: &Path, all: &[Texts], shared: &Shared) -> Result<()> {
    let script = shared_file(dist, SCRIPT, "batch", "js")?;
    let sheet = shared_file(dist, SHEET, "batch", "css")?;
    let worker = format!("{WORKER}/{}", find(&dist.join(WORKER), "start-", ".js")?);
    for texts in all {
        let start = format!("{}.", texts.language.code());
        let file = |folder: &str| Ok(format!("{folder}/{}", find(&dist.join(folder), &start, ".txt")?));
        let messages = WORKER_TEXTS.into_iter().map(file).collect::<Result<Vec<_>>>()?;
        let body = body(texts, &worker, &messages)?;
        let head = format!(
            "<link rel=\"stylesheet\" href=\"../{sheet}\">\n<script type=\"module\" src=\"../{script}\"></script>\n"
        );
        write_language(dist, FOLDER, texts.language, &page(texts, shared, FOLDER, &body, &head)?)?;
    }
    Ok(())
}

/// What the page says, where the worker and its texts have these addresses, relative to the root of the host.
pub(super) fn body(texts: &Texts, worker: &str, messages: &[String]) -> Result<String> {
    Parts { texts, locale: Locale::embedded(texts.language) }.body(worker, messages)
}

struct Parts<'a> {
    texts: &'a Texts,
    locale: Locale,
}

impl Parts<'_> {
    fn say(&self, key: &str) -> Result<String> {
        Ok(escape(self.texts.get(&format!("{FOLDER}.{key}"))?))
    }

    fn block(&self, key: &str) -> Result<String> {
        block(self.texts, &format!("{FOLDER}.{key}"))
    }

    fn text(&self, message: Message) -> String {
        escape(self.locale.text(message))
    }

    fn body(&self, worker: &str, messages: &[String]) -> Result<String> {
        let mut words = serde_json::Map::new();
        for (name, key) in WORDS {
            words.insert(name.to_owned(), Value::from(self.texts.get(&format!("{FOLDER}.{key}"))?));
        }
        words.insert("problems".to_owned(), Value::from(self.locale.text(Message::BatchHeadProblems)));
        let data = json!({ "words": words, "worker": worker, "texts": messages }).to_string();
        let lead = self.block("lead")?.replacen("<p>", "<p class=\"lead\">", 1);
        let parts = [
            format!("<h1>{}</h1>\n{lead}", self.say("title")?),
            format!("<noscript>{}</noscript>\n", self.block("script")?),
            format!("<div id=\"failure\" class=\"batch-failure\" hidden>{}</div>\n", self.block("failure")?),
            "<p id=\"status\" class=\"visually-hidden\" role=\"status\"></p>\n".to_owned(),
            format!("<div id=\"batch\" data-batch=\"{}\" hidden>\n", escape(&data)),
            self.choose()?,
            self.columns()?,
            self.answers()?,
            "</div>\n".to_owned(),
            self.about()?,
        ];
        Ok(parts.concat())
    }

    /// Where a file is chosen or dropped.
    fn choose(&self) -> Result<String> {
        let mut languages = String::new();
        for language in Language::ALL {
            let selected = if language == self.texts.language { " selected" } else { "" };
            languages += &format!("<option value=\"{}\"{selected}>{}</option>\n", language.code(), language.name());
        }
        Ok(format!(
            "<section id=\"choose\">\n<h2>{heading}</h2>\n\
             <div id=\"zone\" class=\"batch-zone\">\n\
             <label for=\"file\">{label}</label>\n<p id=\"file-hint\" class=\"choice-hint\">{hint}</p>\n\
             <input type=\"file\" id=\"file\" accept=\".csv,.tsv,.txt,.xlsx,text/csv\" aria-describedby=\"file-hint file-said\">\n\
             <progress id=\"reading\" aria-label=\"{reading}\" hidden></progress>\n\
             <p class=\"batch-actions\"><button type=\"button\" class=\"button\" id=\"stop-reading\" hidden>{stop}</button></p>\n\
             <p id=\"file-said\" class=\"batch-said\"></p>\n</div>\n\
             <div class=\"batch-beside\">\n\
             <p class=\"choice\"><label for=\"language\">{language}</label>\n<select id=\"language\" aria-describedby=\"language-hint\">\n\
             {languages}</select>\n<span id=\"language-hint\" class=\"choice-hint\">{language_hint}</span></p>\n\
             <div class=\"batch-template\"><p id=\"template-label\">{template}</p>\n<p class=\"choice-hint\" id=\"template-hint\">{template_hint}</p>\n\
             <p class=\"batch-actions\" role=\"group\" aria-labelledby=\"template-label\" aria-describedby=\"template-hint\">\n\
             <button type=\"button\" class=\"button\" data-template=\"xlsx\">{xlsx}</button>\n\
             <button type=\"button\" class=\"button\" data-template=\"csv\">{csv}</button></p></div>\n\
             </div>\n</section>\n",
            heading = self.say("choose.heading")?,
            label = self.say("choose.label")?,
            hint = self.say("choose.hint")?,
            reading = self.say("choose.progress")?,
            stop = self.say("choose.stop")?,
            language = self.say("choose.language")?,
            language_hint = self.say("choose.language_hint")?,
            template = self.say("template.label")?,
            template_hint = self.say("template.hint")?,
            xlsx = self.say("template.xlsx")?,
            csv = self.say("template.csv")?,
        ))
    }

    /// What the columns stand for.
    fn columns(&self) -> Result<String> {
        Ok(format!(
            "<section id=\"columns\" hidden>\n<h2>{heading}</h2>\n{text}\
             <p id=\"sheets\" class=\"choice\" hidden><label for=\"sheet\">{sheet}</label>\n<select id=\"sheet\"></select></p>\n\
             <div id=\"unknown\" hidden>\n<h3>{unknown}</h3>\n\
             <p class=\"batch-actions\"><button type=\"button\" class=\"button\" id=\"accept-all\">{accept}</button></p>\n\
             <ul id=\"unknown-columns\" class=\"batch-columns\" role=\"list\"></ul>\n</div>\n\
             <details id=\"known\" hidden>\n<summary id=\"known-summary\"></summary>\n\
             <ul id=\"known-columns\" class=\"batch-columns\" role=\"list\"></ul>\n</details>\n\
             <p id=\"plan-problem\" class=\"batch-problem\"></p>\n\
             <p class=\"batch-actions\"><button type=\"button\" class=\"button batch-start\" id=\"start\" aria-describedby=\"plan-problem\"></button></p>\n\
             </section>\n",
            heading = self.say("columns.heading")?,
            text = self.block("columns.text")?,
            sheet = self.say("columns.sheet")?,
            unknown = self.say("columns.unknown")?,
            accept = self.say("columns.accept_all")?,
        ))
    }

    fn answers(&self) -> Result<String> {
        let (heading, cancel, go_on) =
            (self.say("answers.heading")?, self.say("answers.cancel")?, self.say("answers.go_on")?);
        let progress = self.say("answers.progress_label")?;
        Ok(format!(
            "<section id=\"answers\" class=\"answers\" hidden>\n<h2 id=\"answers-heading\" tabindex=\"-1\">{heading}</h2>\n\
             <p id=\"stale\" class=\"batch-problem\"></p>\n\
             <div class=\"batch-progress\"><progress id=\"progress\" value=\"0\" max=\"1\" aria-label=\"{progress}\"></progress>\n\
             <p id=\"progress-text\"></p>\n\
             <p class=\"batch-actions\"><button type=\"button\" class=\"button\" id=\"cancel\">{cancel}</button>\n\
             <button type=\"button\" class=\"button\" id=\"go-on\" hidden>{go_on}</button></p></div>\n\
             {filters}<p id=\"count\" class=\"batch-count\"></p>\n{sums}{rows}{pages}{exports}</section>\n",
            filters = self.filters()?,
            sums = self.sums()?,
            rows = self.rows()?,
            pages = self.pages()?,
            exports = self.exports()?,
        ))
    }

    /// What rows can be chosen by; the names of the controls and their values are those of the worker.
    fn filters(&self) -> Result<String> {
        let direct = [
            ("eligible", Message::BatchVerdictEligible),
            ("unconfirmed", Message::BatchVerdictUnconfirmed),
            ("not_eligible", Message::BatchVerdictNotEligible),
        ];
        let choices = [
            ("direct", Message::BatchChoiceDirect),
            ("indirect", Message::BatchChoiceIndirect),
            ("mix", Message::BatchChoiceMix),
            ("even", Message::BatchChoiceEven),
        ];
        let sides = [("direct", Message::ChannelDirect), ("indirect", Message::ChannelIndirect)];
        let kinds =
            [("answered", self.say("answers.kind_answered")?), ("problems", self.say("answers.kind_problems")?)];
        let any = self.say("answers.any")?;
        let texts = |options: &[(&'static str, Message)]| {
            options.iter().map(|(value, message)| (*value, self.text(*message))).collect::<Vec<_>>()
        };
        Ok(format!(
            "<form id=\"filters\" class=\"batch-filters\" role=\"search\" aria-label=\"{}\">\n\
             <p class=\"choice\"><label for=\"filter-partner\">{}</label>\n\
             <input type=\"search\" id=\"filter-partner\" name=\"partner\" autocomplete=\"off\" spellcheck=\"false\"></p>\n{}</form>\n",
            self.say("answers.filters")?,
            self.say("answers.filter_partner")?,
            [
                select("kind", &self.say("answers.filter_kind")?, &self.say("answers.kind_all")?, &kinds),
                select("direct", &self.text(Message::BatchHeadDirect), &any, &texts(&direct)),
                select("choice", &self.text(Message::BatchHeadChoice), &any, &texts(&choices)),
                select("best", &self.text(Message::BatchHeadBest), &any, &texts(&sides)),
            ]
            .concat()
        ))
    }

    /// Of each currency, what the rows come to together.
    fn sums(&self) -> Result<String> {
        let mut heads = head("currency", &self.text(Message::BatchHeadCurrency), "");
        for name in ["rows", "indirect", "direct", "ruled_out", "net"] {
            let text = self.say(&format!("sums.{name}"))?;
            heads += &head(name, &text, "").replacen("<th ", "<th class=\"is-figures\" ", 1);
        }
        Ok(format!(
            "<table id=\"sums-table\" class=\"batch-table\" role=\"table\" hidden>\n<caption>{}</caption>\n\
             <thead role=\"rowgroup\"><tr role=\"row\">{heads}</tr></thead>\n<tbody id=\"sums\" role=\"rowgroup\"></tbody>\n</table>\n",
            self.say("sums.caption")?
        ))
    }

    fn rows(&self) -> Result<String> {
        let heads: String = HEADS.iter().map(|(name, message, key)| head(name, &self.text(*message), key)).collect();
        Ok(format!(
            "<table id=\"rows\" class=\"batch-table batch-rows\" role=\"table\">\n<caption>{}</caption>\n\
             <thead role=\"rowgroup\"><tr role=\"row\">{heads}</tr></thead>\n<tbody id=\"rows-body\" role=\"rowgroup\"></tbody>\n</table>\n",
            self.say("answers.caption")?
        ))
    }

    fn pages(&self) -> Result<String> {
        let mut buttons = String::new();
        for name in ["first", "previous", "next", "last"] {
            let text = self.say(&format!("answers.{name}"))?;
            buttons += &format!("<button type=\"button\" class=\"button\" id=\"page-{name}\">{text}</button>\n");
        }
        Ok(format!(
            "<div class=\"batch-pages\"><p id=\"page-place\" class=\"batch-count\"></p>\n\
             <nav id=\"pages\" class=\"batch-actions\" aria-label=\"{}\" hidden>\n{buttons}</nav></div>\n",
            self.say("answers.pages")?
        ))
    }

    fn exports(&self) -> Result<String> {
        Ok(format!(
            "<div class=\"batch-export\"><p id=\"export-label\">{}</p>\n\
             <p class=\"batch-actions\" role=\"group\" aria-labelledby=\"export-label\">\n\
             <button type=\"button\" class=\"button\" data-export=\"xlsx\">{}</button>\n\
             <button type=\"button\" class=\"button\" data-export=\"csv\">{}</button>\n<span id=\"export-said\"></span></p></div>\n",
            self.say("answers.export")?,
            self.say("answers.xlsx")?,
            self.say("answers.csv")?,
        ))
    }

    /// What a table looks like, for who makes one.
    fn about(&self) -> Result<String> {
        let mut html = String::new();
        for part in ["names", "cells", "limits"] {
            let heading = inline(self.texts, &format!("{FOLDER}.about.{part}.heading"))?;
            let text = self.block(&format!("about.{part}.text"))?;
            html += &format!("<section>\n<h2>{heading}</h2>\n{text}</section>\n");
        }
        Ok(html)
    }
}

/// A choice of one of these, or of `any`.
fn select(name: &str, label: &str, any: &str, options: &[(&str, String)]) -> String {
    let mut html = format!(
        "<p class=\"choice\"><label for=\"filter-{name}\">{label}</label>\n<select id=\"filter-{name}\" name=\"{name}\">\n\
         <option value=\"\">{any}</option>\n"
    );
    for (value, text) in options {
        html += &format!("<option value=\"{value}\">{text}</option>\n");
    }
    html + "</select></p>\n"
}

/// The heading of a column, with a button where rows can be sorted by it.
fn head(name: &str, text: &str, key: &str) -> String {
    if key.is_empty() {
        format!("<th role=\"columnheader\" scope=\"col\" data-head=\"{name}\">{text}</th>")
    } else {
        format!(
            "<th role=\"columnheader\" scope=\"col\" data-head=\"{name}\" data-key=\"{key}\"><button type=\"button\">{text}</button></th>"
        )
    }
}
