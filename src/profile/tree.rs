//! JSON as a tree that keeps what profiles need: numbers as they are written, and keys that come twice.

use struson::reader::{JsonReader, JsonStreamReader, ReaderError, ReaderSettings, ValueType};

/// The deepest nesting that is read. A profile needs three levels.
const MAX_DEPTH: u32 = 16;

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
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
    pub(super) fn read(text: &str) -> Result<Node, ReaderError> {
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

    /// As it is shown to who wrote it.
    pub(super) fn shown(&self) -> &str {
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
