//! JSON as a tree that keeps numbers as they are written, and keys that come twice.

use struson::reader::{JsonReader, JsonStreamReader, ReaderError, ReaderSettings, ValueType};

/// The deepest nesting that is read. A profile needs three levels, a scenario with its report eight.
const MAX_DEPTH: u32 = 16;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Nothing.
    Null,
    /// Yes or no.
    Fact(bool),
    /// A number, as it is written.
    Number(String),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// An object: its keys in their order, also those that come twice.
    Object(Vec<(String, Node)>),
}

impl Node {
    /// Reads a whole text.
    ///
    /// # Errors
    ///
    /// It is not JSON, or nested too deep.
    pub fn read(text: &str) -> Result<Node, ReaderError> {
        let settings = ReaderSettings {
            max_nesting_depth: Some(MAX_DEPTH),
            restrict_number_values: false,
            ..ReaderSettings::default()
        };
        let mut reader = JsonStreamReader::new_custom(text.as_bytes(), settings);
        let node = Node::next(&mut reader)?;
        reader.consume_trailing_whitespace()?;
        Ok(node)
    }

    fn next(reader: &mut JsonStreamReader<&[u8]>) -> Result<Node, ReaderError> {
        Ok(match reader.peek()? {
            ValueType::Null => {
                reader.next_null()?;
                Node::Null
            }
            ValueType::Boolean => Node::Fact(reader.next_bool()?),
            ValueType::Number => Node::Number(reader.next_number_as_string()?),
            ValueType::String => Node::Text(reader.next_string()?),
            ValueType::Array => {
                reader.begin_array()?;
                let mut items = Vec::new();
                while reader.has_next()? {
                    items.push(Node::next(reader)?);
                }
                reader.end_array()?;
                Node::List(items)
            }
            ValueType::Object => {
                reader.begin_object()?;
                let mut members = Vec::new();
                while reader.has_next()? {
                    members.push((reader.next_name_owned()?, Node::next(reader)?));
                }
                reader.end_object()?;
                Node::Object(members)
            }
        })
    }

    /// The member with this key, of an object.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match self {
            Node::Object(members) => members.iter().find(|(name, _)| name == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// The canonical form, over which the check of a file is: without white space, the keys of an object in the order of their
    /// UTF-16 units, texts with no more escapes than JSON asks for, and numbers as they are written. Where all numbers
    /// are whole, that is RFC 8785.
    pub fn canonical(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, None);
        text
    }

    /// The same for people: the keys in their order, two spaces for each level.
    pub fn pretty(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, Some(0));
        text
    }

    /// Adds this to a text; within so many levels where it is for people.
    fn write(&self, text: &mut String, level: Option<usize>) {
        let inner = level.map(|level| level + 1);
        let line = |text: &mut String, level: Option<usize>| {
            if let Some(level) = level {
                text.push('\n');
                text.extend(std::iter::repeat_n("  ", level));
            }
        };
        match self {
            Node::Null => text.push_str("null"),
            Node::Fact(fact) => text.push_str(if *fact { "true" } else { "false" }),
            Node::Number(number) => text.push_str(number),
            Node::Text(words) => quote(text, words),
            Node::List(items) if items.is_empty() => text.push_str("[]"),
            Node::List(items) => {
                text.push('[');
                for (place, item) in items.iter().enumerate() {
                    if place > 0 {
                        text.push(',');
                    }
                    line(text, inner);
                    item.write(text, inner);
                }
                line(text, level);
                text.push(']');
            }
            Node::Object(members) if members.is_empty() => text.push_str("{}"),
            Node::Object(members) => {
                let mut members: Vec<&(String, Node)> = members.iter().collect();
                if level.is_none() {
                    members.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
                }
                text.push('{');
                for (place, (key, value)) in members.into_iter().enumerate() {
                    if place > 0 {
                        text.push(',');
                    }
                    line(text, inner);
                    quote(text, key);
                    text.push_str(if level.is_some() { ": " } else { ":" });
                    value.write(text, inner);
                }
                line(text, level);
                text.push('}');
            }
        }
    }

    /// As it is shown to who wrote it.
    pub fn shown(&self) -> &str {
        match self {
            Node::Null => "null",
            Node::Fact(true) => "true",
            Node::Fact(false) => "false",
            Node::Number(text) | Node::Text(text) => text,
            Node::List(_) => "[…]",
            Node::Object(_) => "{…}",
        }
    }
}

/// Adds a text between quotes, with the escapes that RFC 8785 has.
fn quote(text: &mut String, words: &str) {
    text.push('"');
    for sign in words.chars() {
        match sign {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{C}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            '\0'..'\u{20}' => text.push_str(&format!("\\u{:04x}", u32::from(sign))),
            _ => text.push(sign),
        }
    }
    text.push('"');
}
