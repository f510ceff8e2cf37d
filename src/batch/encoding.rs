//! From bytes to text: which encoding a file is in.

use encoding_rs::{Encoding as Coding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::refused::Refused;

/// How the characters of a text are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without its mark.
    Utf8,
    /// UTF-16, the low byte first.
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// Windows-1252, of which Latin-1 is a part: taken where a file is no UTF-8.
    Windows1252,
}

impl Encoding {
    /// What it is called, in every language.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
            Encoding::Windows1252 => "Windows-1252",
        }
    }
}

/// The text of these bytes.
///
/// UTF-16 is known by its mark alone. What is no UTF-8 is taken for Windows-1252, which the page says: it may be another
/// encoding, of which most names come out wrong.
///
/// # Errors
/// Where it is no text.
pub fn decode(bytes: Vec<u8>) -> Result<(String, Encoding), Refused> {
    let (text, encoding) = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => (wide(UTF_16LE, rest)?, Encoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => (wide(UTF_16BE, rest)?, Encoding::Utf16Be),
        [0xef, 0xbb, 0xbf, rest @ ..] => (utf8(rest.to_vec())?, Encoding::Utf8),
        _ => utf8(bytes).map(|text| (text, Encoding::Utf8)).or_else(|refused| match refused {
            NotUtf8::Binary => Err(Refused::Binary),
            NotUtf8::Other(bytes) => Ok((latin(&bytes)?, Encoding::Windows1252)),
        })?,
    };
    // No text has it, but every text of two bytes a character without its mark does.
    if text.contains('\0') {
        return Err(Refused::Binary);
    }
    if text.trim().is_empty() { Err(Refused::Empty) } else { Ok((text, encoding)) }
}

/// Why bytes are no UTF-8.
enum NotUtf8 {
    /// They are no text at all.
    Binary,
    /// They may be in another encoding.
    Other(Vec<u8>),
}

impl From<NotUtf8> for Refused {
    /// Of a file that says it is UTF-8.
    fn from(not: NotUtf8) -> Refused {
        match not {
            NotUtf8::Binary => Refused::Binary,
            NotUtf8::Other(_) => Refused::BrokenText,
        }
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    String::from_utf8(bytes).map_err(|error| {
        let bytes = error.into_bytes();
        if bytes.contains(&0) { NotUtf8::Binary } else { NotUtf8::Other(bytes) }
    })
}

fn wide(coding: &'static Coding, bytes: &[u8]) -> Result<String, Refused> {
    let text = coding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(String::from).ok_or(Refused::BrokenText)
}

fn latin(bytes: &[u8]) -> Result<String, Refused> {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    // Bytes that stand for nothing there come out as control characters.
    if text.chars().any(|character| character.is_control() && !matches!(character, '\t' | '\n' | '\r')) {
        return Err(Refused::Binary);
    }
    Ok(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Refused, decode};

    fn read(bytes: &[u8]) -> Result<(String, Encoding), Refused> {
        decode(bytes.to_vec())
    }

    fn text(text: &str, encoding: Encoding) -> Result<(String, Encoding), Refused> {
        Ok((text.to_string(), encoding))
    }

    #[test]
    fn each_encoding_is_known_by_its_bytes() {
        let wide: Vec<u16> = "é;€".encode_utf16().collect();
        let low: Vec<u8> = [0xff, 0xfe].into_iter().chain(wide.iter().flat_map(|unit| unit.to_le_bytes())).collect();
        let high: Vec<u8> = [0xfe, 0xff].into_iter().chain(wide.iter().flat_map(|unit| unit.to_be_bytes())).collect();
        assert_eq!(read("é;€".as_bytes()), text("é;€", Encoding::Utf8));
        assert_eq!(read(b"\xef\xbb\xbf\xc3\xa9"), text("é", Encoding::Utf8));
        assert_eq!(read(&low), text("é;€", Encoding::Utf16Le));
        assert_eq!(read(&high), text("é;€", Encoding::Utf16Be));
        assert_eq!(read(b"caf\xe9;\x80"), text("café;€", Encoding::Windows1252));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (bytes, refused) in [
            (&b""[..], Refused::Empty),
            (b" \r\n\t", Refused::Empty),
            (b"\xef\xbb\xbf", Refused::Empty),
            (b"\xff\xfe", Refused::Empty),
            (b"a\0b\0", Refused::Binary),
            (b"a\0\xe9", Refused::Binary),
            (b"%PDF-1.4\n\xe2\xe3\x01", Refused::Binary),
            (b"a\x81", Refused::Binary),
            (b"\xef\xbb\xbfa\xe9", Refused::BrokenText),
            // Half a character, and half of a pair.
            (b"\xff\xfea\0b", Refused::BrokenText),
            (b"\xff\xfe\x00\xd8a\0", Refused::BrokenText),
        ] {
            assert_eq!(read(bytes).err(), Some(refused), "{bytes:?}");
        }
    }
}
