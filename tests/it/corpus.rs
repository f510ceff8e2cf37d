//! Everything in `tests/corpus/` keeps the laws of its decoder: what the fuzzer found worth keeping, and what it broke once.

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::thread;

use crate::decoders::{DECODERS, Decoder};

/// The most that it may take, in bytes: it is there to be replayed with every test.
const MOST: u64 = 300_000;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The files of a decoder that break its law.
fn broken(decoder: &Decoder) -> Vec<PathBuf> {
    let files = files(&folder().join(decoder.name));
    assert!(files.len() >= 5, "{} has a corpus", decoder.name);
    let breaks = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap();
        catch_unwind(|| (decoder.law)(&bytes)).is_err()
    };
    files.into_iter().filter(breaks).collect()
}

#[test]
fn everything_that_was_found_keeps_the_laws() {
    let broken: Vec<PathBuf> = thread::scope(|scope| {
        let threads: Vec<_> = DECODERS.iter().map(|decoder| scope.spawn(|| broken(decoder))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn nothing_reads_almost_nothing() {
    for decoder in DECODERS {
        for bytes in [b"".as_slice(), b"\0", b"\n", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"0", b"1 0 1 {"] {
            (decoder.law)(bytes);
        }
    }
}

#[test]
fn the_corpus_is_small_and_every_folder_has_a_decoder() {
    let folders: BTreeSet<String> =
        files(&folder()).iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    let known: BTreeSet<String> = DECODERS.iter().map(|decoder| decoder.name.to_string()).collect();
    assert!(known.is_subset(&folders), "{known:?} {folders:?}");
    if cfg!(feature = "batch") {
        assert_eq!(known, folders);
    }
    let size = |folder: &String| -> u64 {
        files(&self::folder().join(folder)).iter().map(|file| fs::metadata(file).unwrap().len()).sum()
    };
    let all: u64 = folders.iter().map(size).sum();
    assert!(all <= MOST, "{all} bytes");
}
