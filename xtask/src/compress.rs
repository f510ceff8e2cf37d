//! Files as a good host sends them: compressed once, when the page is built, as hard as can be.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};

/// What the names of compressed files end in, after the whole name of the file itself.
pub const BROTLI: &str = "br";
/// The same for gzip.
pub const GZIP: &str = "gz";
/// Files that compress: pictures made of pixels are compressed already.
const TYPES: &[&str] = &["css", "csv", "html", "js", "json", "mjs", "svg", "txt", "wasm", "webmanifest"];

/// Every file below a folder, in order of the paths.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        match path.is_dir() {
            true => files.extend(files_in(&path)?),
            false => files.push(path),
        }
    }
    Ok(files)
}

/// Whether a file is another one, compressed.
pub fn is_compressed(file: &Path) -> bool {
    file.extension().is_some_and(|end| end == BROTLI || end == GZIP)
}

/// Writes each file a second and a third time, compressed, where that makes it smaller.
pub fn write_all(folder: &Path) -> Result<()> {
    for file in files_in(folder)? {
        let end = file.extension().and_then(|end| end.to_str()).unwrap_or_default();
        if !TYPES.contains(&end) {
            continue;
        }
        let contents = fs::read(&file)?;
        for (end, small) in [(BROTLI, brotli(&contents)?), (GZIP, gzip(&contents)?)] {
            if small.len() < contents.len() {
                fs::write(beside(&file, end), small)?;
            }
        }
    }
    Ok(())
}

/// Where the compressed twin of a file is.
pub fn beside(file: &Path, end: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(end);
    name.into()
}

/// With Brotli.
pub fn brotli(contents: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, size_hint: contents.len(), ..Default::default() };
    let mut output = Vec::new();
    brotli::BrotliCompress(&mut &contents[..], &mut output, &parameters)?;
    Ok(output)
}

/// With gzip, without name and time: the same contents give the same file.
pub fn gzip(contents: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(contents)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_compressed_can_be_read_again() -> Result<()> {
        let contents = "Buy direct, through a distributor, or both? ".repeat(40);
        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(contents.as_bytes())?[..], &mut read)?;
        assert_eq!(read, contents.as_bytes());
        read.clear();
        flate2::read::GzDecoder::new(&gzip(contents.as_bytes())?[..]).read_to_end(&mut read)?;
        assert_eq!(read, contents.as_bytes());
        Ok(())
    }

    #[test]
    fn writes_twins_of_what_gets_smaller() -> Result<()> {
        let folder = env::temp_dir().join(format!("tierwise-compress-{}", std::process::id()));
        fs::create_dir_all(folder.join("deep"))?;
        fs::write(folder.join("a.html"), "<p>".repeat(100))?;
        fs::write(folder.join("deep/b.txt"), "b")?;
        fs::write(folder.join("c.png"), "c".repeat(100))?;
        write_all(&folder)?;
        let names: Vec<_> = files_in(&folder)?;
        let names: Vec<_> = names.iter().filter_map(|file| file.strip_prefix(&folder).ok()?.to_str()).collect();
        fs::remove_dir_all(&folder)?;
        assert_eq!(names, ["a.html", "a.html.br", "a.html.gz", "c.png", "deep/b.txt"]);
        Ok(())
    }
}
