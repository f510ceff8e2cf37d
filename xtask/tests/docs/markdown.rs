//! As much of Markdown as the documents use: fenced blocks, code in a line, links, headings.

use std::collections::BTreeSet;

/// A fenced block.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// The line of its fence, from 1.
    pub(crate) line: usize,
    /// What stands behind the fence.
    pub(crate) info: String,
    pub(crate) text: String,
}

const FENCE: &str = "```";

/// A document, taken apart.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) blocks: Vec<Block>,
    /// Code within a line.
    pub(crate) code: Vec<String>,
    /// Where links and pictures lead.
    pub(crate) links: Vec<String>,
    /// The names by which links reach the headings.
    pub(crate) anchors: BTreeSet<String>,
}

impl Document {
    pub(crate) fn read(text: &str) -> Document {
        let mut document = Document::default();
        let mut prose = String::new();
        let mut open: Option<Block> = None;
        for (place, line) in text.lines().enumerate() {
            match (&mut open, line.trim_start().strip_prefix(FENCE)) {
                (None, Some(info)) => {
                    open = Some(Block { line: place + 1, info: info.trim().to_owned(), text: String::new() });
                }
                (Some(_), Some(_)) => document.blocks.extend(open.take()),
                (Some(block), None) => block.text += &format!("{line}\n"),
                (None, None) => {
                    if let Some(heading) = line.strip_prefix('#') {
                        document.anchors.insert(anchor(heading.trim_start_matches('#')));
                    }
                    prose += &format!("{line}\n");
                }
            }
        }
        assert_eq!(open, None, "a block is never closed");
        let plain = document.take_code(&prose);
        document.links =
            plain.split("](").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0.to_owned())).collect();
        document
    }

    /// Keeps the code of the lines; returns what stands around it.
    fn take_code(&mut self, prose: &str) -> String {
        let (mut plain, mut rest) = (String::new(), prose);
        while let Some(start) = rest.find('`') {
            let (before, from) = rest.split_at(start);
            plain += before;
            let ticks: String = from.chars().take_while(|sign| *sign == '`').collect();
            let Some((code, after)) = from[ticks.len()..].split_once(&ticks) else {
                panic!("code is never closed: {from}")
            };
            self.code.push(code.split_whitespace().collect::<Vec<_>>().join(" "));
            rest = after;
        }
        plain + rest
    }
}

/// As GitHub names a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    kept.chars().filter(|sign| sign.is_alphanumeric() || " -_".contains(*sign)).collect::<String>().replace(' ', "-")
}

#[test]
fn reads_what_the_documents_have() {
    let text = "# A host's `page`\n\nSee [one](b.md#c) and ``a `tick` `` and `[no](link)`.\n\n| `x` | y |\n\n```sh x\n# no heading\n```\n";
    let document = Document::read(text);
    assert_eq!(document.links, ["b.md#c"]);
    assert_eq!(document.code, ["page", "a `tick`", "[no](link)", "x"]);
    assert!(document.anchors.iter().eq(["a-hosts-page"]));
    assert_eq!(document.blocks, [Block { line: 7, info: "sh x".into(), text: "# no heading\n".into() }]);
}
