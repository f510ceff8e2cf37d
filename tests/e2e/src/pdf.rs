//! A printed document, read as whoever is given it reads it: page by page, from link to link.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use lopdf::{Dictionary, Document, Object};

/// What a link leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// A place in the document, by its name; see [`Pdf::page_of`].
    Place(String),
    /// An address.
    Address(String),
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The page it stands on, from 1.
    pub page: u32,
    /// What it leads to.
    pub to: To,
}

/// The document.
#[derive(Debug)]
pub struct Pdf {
    document: Document,
}

impl Pdf {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// If it is no PDF.
    pub fn read(file: &[u8]) -> Result<Self> {
        Ok(Self { document: Document::load_mem(file).context("it is no PDF")? })
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    /// Its title, as a window shows it.
    pub fn title(&self) -> Result<String> {
        let about = self.document.trailer.get_deref(b"Info", &self.document)?.as_dict()?;
        Ok(lopdf::decode_text_string(about.get(b"Title")?)?)
    }

    /// The language it says it is in.
    pub fn language(&self) -> Result<String> {
        Ok(lopdf::decode_text_string(self.document.catalog()?.get(b"Lang")?)?)
    }

    /// How many elements of each kind its structure has, for who listens: `H1`, `P`, `Table`. Nothing where it isn't tagged.
    pub fn structure(&self) -> Result<BTreeMap<String, usize>> {
        let catalog = self.document.catalog()?;
        let mut counts = BTreeMap::new();
        let marked = catalog.get_deref(b"MarkInfo", &self.document).and_then(Object::as_dict);
        let is_marked = marked.and_then(|marked| marked.get(b"Marked")).and_then(Object::as_bool).unwrap_or(false);
        if is_marked && catalog.has(b"StructTreeRoot") {
            for object in self.document.objects.values() {
                let Ok(element) = object.as_dict() else { continue };
                if element.has_type(b"StructElem") {
                    let kind = String::from_utf8_lossy(element.get(b"S")?.as_name()?).into_owned();
                    *counts.entry(kind).or_default() += 1;
                }
            }
        }
        Ok(counts)
    }

    /// What can be read on a page, from 1, without white space: where that stands depends on how letters are set.
    pub fn text(&self, page: u32) -> Result<String> {
        Ok(squeezed(&self.document.extract_text(&[page])?))
    }

    /// The page of a place, from 1; nothing where the document has no such place.
    pub fn page_of(&self, place: &str) -> Option<u32> {
        let places = self.document.catalog().ok()?.get_deref(b"Dests", &self.document).ok()?.as_dict().ok()?;
        let place = places.get_deref(place.as_bytes(), &self.document).ok()?.as_array().ok()?;
        let id = place.first()?.as_reference().ok()?;
        self.document.get_pages().into_iter().find(|(_, page)| *page == id).map(|(number, _)| number)
    }

    /// All links, in the order of the pages.
    pub fn links(&self) -> Result<Vec<Link>> {
        let mut links = Vec::new();
        for (page, id) in self.document.get_pages() {
            for note in self.document.get_page_annotations(id)? {
                if note.get(b"Subtype")?.as_name()? == b"Link" {
                    links.push(Link { page, to: self.to(note)? });
                }
            }
        }
        Ok(links)
    }

    fn to(&self, link: &Dictionary) -> Result<To> {
        if let Ok(place) = link.get(b"Dest") {
            let name = place.as_name().or_else(|_| place.as_str()).context("a link leads to a place without a name")?;
            return Ok(To::Place(String::from_utf8_lossy(name).into_owned()));
        }
        let action = link.get_deref(b"A", &self.document)?.as_dict()?;
        Ok(To::Address(String::from_utf8_lossy(action.get(b"URI")?.as_str()?).into_owned()))
    }
}

/// A text without white space.
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && *character != '\u{AD}').collect()
}
