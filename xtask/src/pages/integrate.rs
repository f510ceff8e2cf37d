//! The page for who shows the calculator on a site of their own: choices, the calculator at work, and the lines to paste.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use tierwise::app::reach::{self, Section};
use tierwise::engine::catalogue::{FIELDS, Field, Slot};
use tierwise::i18n::{Language, Locale, Message};

use super::markup::escape;
use super::texts::Texts;
use super::{Shared, block, inline, page, shared_file, write_language};
use crate::workspace;

/// The folder of the page, and of its sources in the checkout.
pub(super) const FOLDER: &str = "integrate";
const SCRIPT: &str = "integrate/integrate.js";
/// The one template of what sites paste; `integrate/README.md` says what is put in.
const TEMPLATE: &str = "integrate/snippet.html";
/// Stands for the address of the calculator where no script can say it.
const EXAMPLE: &str = "https://calc.example";
/// What a frame in a sandbox needs for everything to work.
const SANDBOX: &str = "sandbox=\"allow-scripts allow-same-origin allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox\"";

/// Writes the page in every language.
pub(super) fn write(dist: &Path, all: &[Texts], shared: &Shared) -> Result<()> {
    let script = shared_file(dist, SCRIPT, "integrate", "js")?;
    let template = fs::read_to_string(workspace::root().join(TEMPLATE))?;
    for texts in all {
        let body = body(texts, &template)?;
        let head = format!(
            "<script type=\"module\" src=\"../embed/1/tierwise.js\" crossorigin></script>\n\
             <script type=\"module\" src=\"../{script}\"></script>\n"
        );
        write_language(dist, FOLDER, texts.language, &page(texts, shared, FOLDER, &body, &head)?)?;
    }
    Ok(())
}

/// What the host of a page around the calculator has to send.
pub fn host_headers() -> String {
    format!(
        "Content-Security-Policy: frame-src {EXAMPLE}; script-src {EXAMPLE}\n\
         Permissions-Policy: clipboard-write=(self \"{EXAMPLE}\")"
    )
}

/// What the page says, with this template.
pub(super) fn body(texts: &Texts, template: &str) -> Result<String> {
    Form { texts, locale: Locale::embedded(texts.language), template }.body()
}

struct Form<'a> {
    texts: &'a Texts,
    locale: Locale,
    template: &'a str,
}

impl Form<'_> {
    fn say(&self, key: &str) -> Result<String> {
        Ok(escape(self.texts.get(&format!("{FOLDER}.{key}"))?))
    }

    fn body(&self) -> Result<String> {
        let texts = self.texts;
        let (lead, script) = (block(texts, "integrate.lead")?, block(texts, "integrate.script")?);
        let parts = [
            format!("<h1>{}</h1>\n{}", self.say("title")?, lead.replacen("<p>", "<p class=\"lead\">", 1)),
            format!("<noscript>{script}</noscript>\n"),
            self.form()?,
            self.part("preview", "<div id=\"preview\" class=\"preview\"></div>\n")?,
            self.part("snippet", &self.lines("snippet", &self.example(self.template)?)?)?,
            self.part("plain", &self.lines("plain", &self.example(&frame(self.template)?)?)?)?,
            self.headers()?,
            self.events()?,
            format!("<pre id=\"template\" hidden>{}</pre>\n", escape(self.template)),
        ];
        Ok(parts.concat())
    }

    /// A part with its heading and its first words.
    fn part(&self, id: &str, rest: &str) -> Result<String> {
        let heading = inline(self.texts, &format!("{FOLDER}.{id}.heading"))?;
        let text = block(self.texts, &format!("{FOLDER}.{id}.text"))?;
        Ok(format!("<section>\n<h2>{heading}</h2>\n{text}{rest}</section>\n"))
    }

    /// Lines to copy, and the button that does.
    fn lines(&self, id: &str, lines: &str) -> Result<String> {
        let (label, copy) = (self.say(&format!("{id}.label"))?, self.say(&format!("{id}.copy"))?);
        Ok(format!(
            "{}<p class=\"copy\"><button type=\"button\" data-copies=\"{id}\" aria-describedby=\"{id}-done\">{copy}</button>\n\
             <span id=\"{id}-done\" role=\"status\"></span></p>\n",
            pre(id, &label, lines)
        ))
    }

    /// The template filled in with nothing chosen.
    fn example(&self, template: &str) -> Result<String> {
        let language = self.texts.language;
        let lines = template
            .replace("{{attributes}}", &format!(" lang=\"{}\"", language.code()))
            .replace("{{address}}", &format!("{EXAMPLE}/?lang={}", language.code()))
            .replace("{{calculator}}", EXAMPLE)
            .replace("{{title}}", &escape(&title(language)))
            .replace("{{open}}", &escape(&open(language)));
        Ok(lines.trim().to_owned())
    }

    fn headers(&self) -> Result<String> {
        let policy = host_headers();
        let sandbox = block(self.texts, "integrate.headers.sandbox")?;
        let (label, sandbox_label) = (self.say("headers.label")?, self.say("headers.sandbox_label")?);
        let lines = [pre("headers", &label, &policy), sandbox, pre("sandbox", &sandbox_label, SANDBOX)];
        self.part("headers", &lines.concat())
    }

    fn events(&self) -> Result<String> {
        let (empty, label) = (self.say("events.empty")?, self.say("events.label")?);
        let rest = format!(
            "<p id=\"no-events\">{empty}</p>\n\
             <ol id=\"events\" class=\"events\" aria-label=\"{label}\" tabindex=\"0\" hidden></ol>\n"
        );
        self.part("events", &rest)
    }

    /// What can be chosen. The names of the controls are those of the attributes.
    fn form(&self) -> Result<String> {
        let mut languages = vec![("", self.say("looks.lang_auto")?)];
        languages.extend(Language::ALL.map(|language| (language.code(), language.name().to_owned())));
        let (auto, light, dark) =
            (self.say("looks.theme_auto")?, self.say("looks.theme_light")?, self.say("looks.theme_dark")?);
        let mut levels = vec![("", self.say("looks.heading_level_auto")?)];
        levels.extend(["2", "3", "4", "5", "6"].map(|level| (level, level.to_owned())));
        let own = self.texts.language.code();
        let looks = [
            self.select("lang", "looks.lang", &languages, own)?,
            self.select("theme", "looks.theme", &[("", auto), ("light", light), ("dark", dark)], "")?,
            format!(
                "<label class=\"tick\"><input type=\"checkbox\" id=\"own-accent\"><span>{}</span></label>\n",
                self.say("looks.own_accent")?
            ),
            self.input("accent", "looks.accent", "type=\"color\" value=\"#0b6b66\" disabled", None)?,
            self.select("heading-level", "looks.heading_level", &levels, "")?,
        ];
        let figures = [
            self.input(
                "profile",
                "figures.profile",
                "autocomplete=\"off\" pattern=\"[a-z0-9\\-]*\"",
                Some("figures.profile_hint"),
            )?,
            self.prefill()?,
            self.ticks("lock", "figures.lock", "figures.lock_hint", &self.fields(reach::may_lock, false)?)?,
            self.ticks("hide", "figures.hide", "figures.hide_hint", &self.hideable()?)?,
        ];
        let height = "type=\"number\" inputmode=\"numeric\" min=\"1\" step=\"1\"";
        let fit = [
            self.select(
                "resize",
                "fit.resize",
                &[("", self.say("fit.resize_auto")?), ("off", self.say("fit.resize_off")?)],
                "",
            )?,
            self.input("min-height", "fit.min_height", height, None)?,
            self.input("max-height", "fit.max_height", height, None)?,
            self.select(
                "consent",
                "fit.consent",
                &[("", self.say("fit.consent_ask")?), ("never", self.say("fit.consent_never")?)],
                "",
            )?,
            self.input(
                "share-base",
                "fit.share_base",
                "type=\"url\" placeholder=\"https://\"",
                Some("fit.share_base_hint"),
            )?,
        ];
        let mut form = format!(
            "<form id=\"choices\" class=\"choices\" hidden data-words=\"{}\" data-copied=\"{}\" data-copy-failed=\"{}\">\n",
            escape(&words()),
            self.say("snippet.copied")?,
            self.say("snippet.copy_failed")?,
        );
        for (name, controls) in [("looks", looks.concat()), ("figures", figures.concat()), ("fit", fit.concat())] {
            let heading = self.say(&format!("{name}.heading"))?;
            form += &format!("<fieldset>\n<legend>{heading}</legend>\n{controls}</fieldset>\n");
        }
        Ok(form + "</form>\n")
    }

    fn select(&self, name: &str, label: &str, options: &[(&str, String)], chosen: &str) -> Result<String> {
        let mut html = format!(
            "<p class=\"choice\"><label for=\"{name}\">{}</label>\n<select id=\"{name}\" name=\"{name}\">\n",
            self.say(label)?
        );
        for (value, text) in options {
            let selected = if *value == chosen { " selected" } else { "" };
            html += &format!("<option value=\"{value}\"{selected}>{}</option>\n", text);
        }
        Ok(html + "</select></p>\n")
    }

    fn input(&self, name: &str, label: &str, attributes: &str, hint: Option<&str>) -> Result<String> {
        let (described, hint) = self.hint(name, hint)?;
        let label = self.say(label)?;
        Ok(format!(
            "<p class=\"choice\"><label for=\"{name}\">{label}</label>\n<input id=\"{name}\" name=\"{name}\" {attributes}{described}>{hint}</p>\n"
        ))
    }

    fn prefill(&self) -> Result<String> {
        let (described, hint) = self.hint("prefill", Some("figures.prefill_hint"))?;
        let label = self.say("figures.prefill")?;
        Ok(format!(
            "<p class=\"choice\"><label for=\"prefill\">{label}</label>\n\
             <textarea id=\"prefill\" name=\"prefill\" spellcheck=\"false\" autocomplete=\"off\"{described}></textarea>{hint}</p>\n"
        ))
    }

    /// The words under a field, and the attribute that ties them to it.
    fn hint(&self, name: &str, hint: Option<&str>) -> Result<(String, String)> {
        let Some(hint) = hint else { return Ok(Default::default()) };
        let text = self.say(hint)?;
        let hint = format!("\n<span id=\"{name}-hint\" class=\"choice-hint\">{text}</span>");
        Ok((format!(" aria-describedby=\"{name}-hint\""), hint))
    }

    /// Boxes to tick, folded away.
    fn ticks(&self, name: &str, label: &str, hint: &str, boxes: &[(String, String)]) -> Result<String> {
        let (label, hint) = (self.say(label)?, self.say(hint)?);
        let mut html = format!(
            "<details>\n<summary>{label}</summary>\n<p class=\"choice-hint\">{hint}</p>\n\
             <div class=\"ticks\" role=\"group\" aria-label=\"{label}\">\n"
        );
        for (value, text) in boxes {
            html += &format!(
                "<label class=\"tick\"><input type=\"checkbox\" name=\"{name}\" value=\"{value}\"><span>{text}</span></label>\n"
            );
        }
        Ok(html + "</div>\n</details>\n")
    }

    /// Parts of the page and fields that can be hidden.
    fn hideable(&self) -> Result<Vec<(String, String)>> {
        let mut boxes = Vec::new();
        for section in Section::ALL {
            boxes.push((section.id().to_owned(), self.say(&format!("sections.{}", section.id()))?));
        }
        boxes.extend(self.fields(reach::may_hide, true)?);
        Ok(boxes)
    }

    /// Fields within reach, by their names and labels. Of a provider's own offer, which is the first, either all as one or
    /// each by itself.
    fn fields(&self, may: fn(Slot) -> bool, offer_by_field: bool) -> Result<Vec<(String, String)>> {
        let mut boxes = Vec::new();
        let offer = self.say("figures.offers")?;
        if !offer_by_field {
            boxes.push(("offers.0".to_owned(), offer.clone()));
        }
        for field in FIELDS.iter().filter(|field| !field.per_offer || offer_by_field) {
            if !field.slots(1).any(may) {
                continue;
            }
            let label = self.label(field)?;
            match field.per_offer {
                true => boxes.push((format!("offers.0.{}", field.path), format!("{offer}: {label}"))),
                false => boxes.push((field.path.to_owned(), label)),
            }
        }
        Ok(boxes)
    }

    fn label(&self, field: &Field) -> Result<String> {
        let key = format!("field.{}.label", field.message_key());
        let message = Message::by_name(&key).with_context(|| format!("there is no {key}"))?;
        Ok(escape(self.locale.text(message)))
    }
}

fn pre(id: &str, label: &str, lines: &str) -> String {
    format!(
        "<pre id=\"{id}\" class=\"lines\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\">{}</pre>\n",
        escape(lines)
    )
}

/// The frame alone, on one line.
fn frame(template: &str) -> Result<String> {
    let (_, from) = template.split_once("<iframe").context("the template has no iframe")?;
    let (inside, _) = from.split_once("</iframe>").context("the template's iframe doesn't end")?;
    let words: Vec<_> = inside.split_whitespace().collect();
    Ok(format!("<iframe {}</iframe>", words.join(" ")))
}

/// The name of the frame.
fn title(language: Language) -> String {
    Locale::embedded(language).text(Message::PageTitle).to_owned()
}

/// The words of the link for where frames don't show.
fn open(language: Language) -> String {
    format!("Tierwise: {}", Locale::embedded(language).text(Message::PageQuestion))
}

/// Both, in every language, for the script.
fn words() -> String {
    let of = |language: Language| json!({ "title": title(language), "open": open(language) });
    let words: Map<_, _> =
        Language::ALL.map(|language| (language.code().to_owned(), of(language))).into_iter().collect();
    Value::Object(words).to_string()
}

#[cfg(test)]
mod tests {
    use tierwise::app::reach::Reach;

    use super::*;

    fn template() -> Result<String> {
        Ok(fs::read_to_string(workspace::root().join(TEMPLATE))?)
    }

    #[test]
    fn the_template_has_what_is_put_in_and_nothing_else() -> Result<()> {
        let template = template()?;
        let mut found: Vec<_> =
            template.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")).map(|(name, _)| name).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found, ["address", "attributes", "calculator", "open", "title"]);
        let readme = fs::read_to_string(workspace::root().join("integrate/README.md"))?;
        assert!(found.iter().all(|name| readme.contains(&format!("| `{{{{{name}}}}}` |"))));
        Ok(())
    }

    #[test]
    fn the_frame_stands_by_itself() -> Result<()> {
        let frame = frame(&template()?)?;
        assert!(frame.starts_with("<iframe src=\"{{address}}\" title=\"{{title}}\" loading=\"lazy\""), "{frame}");
        assert!(frame.ends_with("referrerpolicy=\"strict-origin-when-cross-origin\"></iframe>"), "{frame}");
        Ok(())
    }

    #[test]
    fn every_box_is_one_that_the_calculator_takes() -> Result<()> {
        for texts in Texts::all()? {
            let html = body(&texts, &template()?)?;
            let values = |name: &str| {
                let start = format!("name=\"{name}\" value=\"");
                let boxes = html.split(start.as_str()).skip(1);
                boxes.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect::<Vec<_>>()
            };
            let (locks, hides) = (values("lock"), values("hide"));
            assert!(locks.len() > 5 && hides.len() > 5, "{locks:?} {hides:?}");
            let mut reach = Reach::default();
            for name in &locks {
                assert!(reach.lock(name).is_ok(), "{name} can't be locked");
            }
            for name in &hides {
                assert!(reach.hide(name).is_ok(), "{name} can't be hidden");
            }
            // Everything that can be hidden is offered.
            assert_eq!(reach.without.len(), Section::ALL.len());
        }
        Ok(())
    }

    #[test]
    fn its_controls_are_the_attributes_of_the_element() -> Result<()> {
        let script = fs::read_to_string(workspace::root().join("embed/tierwise.js"))?;
        let (_, list) = script.split_once("const ATTRIBUTES = [").context("the element has no attributes")?;
        let (list, _) = list.split_once(']').context("the attributes don't end")?;
        let html = body(Texts::all()?.first().context("a language")?, "<iframe></iframe>")?;
        for name in list.split('\'').skip(1).step_by(2) {
            assert!(html.contains(&format!(" name=\"{name}\"")), "{name} can't be chosen");
        }
        Ok(())
    }
}
