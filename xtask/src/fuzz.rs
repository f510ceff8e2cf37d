//! `cargo xtask fuzz`: looks for bytes that break a law of a decoder, guided by what of the program each input reaches.
//!
//! The fuzzer is libFuzzer. Its flags for the compiler are stable ones, so it needs no other toolchain, and nothing is installed;
//! it is built with the C++ compiler of the system.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result, bail, ensure};
use tierwise::engine::catalogue::{FIELDS, Kind, MAX_OFFERS};
use tierwise::engine::currency::Currency;

use crate::command::{self, Run};
use crate::workspace;

/// What is noted while the program runs: every edge between its blocks, and what it compares.
const FLAGS: [&str; 8] = [
    "--cfg fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Clinker-features=-lld",
    "-Ccodegen-units=1",
];

/// How long each decoder is looked at, in seconds, unless something else is asked for.
const SECONDS: u32 = 60;
/// The longest input, in bytes.
const LONGEST: usize = 4096;

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wish<'a> {
    /// The decoder; all of them where none is named.
    decoder: Option<&'a str>,
    seconds: u32,
    /// Whether what reaches something new is added to the corpus in the checkout.
    keep: bool,
    /// Files to try once, instead of looking for others.
    files: Vec<&'a str>,
}

fn wish<'a>(arguments: &[&'a str]) -> Result<Wish<'a>> {
    let mut wish = Wish { decoder: None, seconds: SECONDS, keep: false, files: Vec::new() };
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match *argument {
            "--seconds" => {
                let number = rest.next().context("--seconds takes a number")?;
                wish.seconds = number.parse().with_context(|| format!("--seconds takes a number, not {number}"))?;
            }
            "--keep" => wish.keep = true,
            other if other.starts_with('-') => bail!("fuzz has no {other}"),
            other if wish.decoder.is_none() => wish.decoder = Some(other),
            other => wish.files.push(other),
        }
    }
    Ok(wish)
}

/// Runs the fuzzer for one decoder or each of them, and says what broke a law.
pub fn run(arguments: &[&str]) -> Result<()> {
    let wish = wish(arguments)?;
    let all = decoders()?;
    let chosen: Vec<String> = match wish.decoder {
        None => all,
        Some(name) => {
            ensure!(
                all.iter().any(|other| other == name),
                "there is no decoder {name:?}; there are {}",
                all.join(", ")
            );
            vec![name.to_owned()]
        }
    };
    let program = Program { path: build()?, place: place()? };
    fs::write(program.dictionary(), dictionary())?;
    let mut broken = Vec::new();
    for name in &chosen {
        let done = if wish.files.is_empty() {
            println!("\n== {name}, for {} s", wish.seconds);
            program.look(name, wish.seconds)
        } else {
            program.replay(name, &wish.files)
        };
        match done {
            Ok(()) if wish.keep => program.keep(name)?,
            Ok(()) => {}
            Err(_) => broken.push(name.as_str()),
        }
    }
    if broken.is_empty() {
        return Ok(());
    }
    bail!(
        "a law was broken by {}; the inputs are in {}: `cargo xtask fuzz <decoder> <file>` tries one again",
        broken.join(", "),
        program.place.join("found").display()
    )
}

/// The decoders, by the folders of the corpus.
fn decoders() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(corpus())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn corpus() -> PathBuf {
    workspace::root().join("tests/corpus")
}

/// Where the fuzzer works: its program, what it keeps between two runs, and what broke a law.
fn place() -> Result<PathBuf> {
    Ok(workspace::target()?.join("fuzz"))
}

/// Builds the program, with its flags for it alone and not for what builds it.
fn build() -> Result<PathBuf> {
    let version = command::plain("rustc").arg("-vV").output_text()?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    let place = place()?;
    let flags: Vec<&str> =
        FLAGS.into_iter().filter(|flag| !flag.contains("lld") || host.contains("linux-gnu")).collect();
    command::plain("cargo")
        .args(["build", "--release", "--locked", "--target", host])
        .arg("--manifest-path")
        .arg(workspace::root().join("fuzz/Cargo.toml"))
        .env("CARGO_TARGET_DIR", &place)
        .env("RUSTFLAGS", flags.join(" "))
        .run()
        .context("the fuzzer could not be built; it needs a C++ compiler")?;
    let program = place.join(host).join("release/tierwise-fuzz").with_extension(env::consts::EXE_EXTENSION);
    ensure!(program.is_file(), "there is no {}", program.display());
    Ok(program)
}

/// The fuzzer, built.
struct Program {
    path: PathBuf,
    place: PathBuf,
}

impl Program {
    fn dictionary(&self) -> PathBuf {
        self.place.join("words.dict")
    }

    fn command(&self, decoder: &str) -> Command {
        let mut command = command::plain(&self.path);
        command.env("TIERWISE_DECODER", decoder);
        command
    }

    /// Looks for inputs that break a law, from what is known.
    fn look(&self, decoder: &str, seconds: u32) -> Result<()> {
        let (own, found) = (self.folder("corpus", decoder)?, self.folder("found", decoder)?);
        self.command(decoder)
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-max_len={LONGEST}"))
            .arg(format!("-dict={}", self.dictionary().display()))
            .arg(format!("-artifact_prefix={}/", found.display()))
            .args(["-timeout=20", "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=0"])
            .arg(own)
            .arg(corpus().join(decoder))
            .run()
    }

    /// Tries files once.
    fn replay(&self, decoder: &str, files: &[&str]) -> Result<()> {
        self.command(decoder).args(files).run()
    }

    /// Adds to the corpus in the checkout what reaches something that nothing in it does.
    fn keep(&self, decoder: &str) -> Result<()> {
        self.command(decoder)
            .args(["-merge=1", "-verbosity=0"])
            .arg(format!("-max_len={LONGEST}"))
            .arg(corpus().join(decoder))
            .arg(self.folder("corpus", decoder)?)
            .run()
    }

    fn folder(&self, what: &str, decoder: &str) -> Result<PathBuf> {
        let folder = self.place.join(what).join(decoder);
        fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
        Ok(folder)
    }
}

/// Words that the fuzzer puts into its inputs: keys, paths, choices, and what stands between them.
fn dictionary() -> String {
    let mut words: Vec<String> = Vec::new();
    for row in FIELDS {
        for slot in row.slots(2.min(MAX_OFFERS)) {
            words.extend([slot.path(), slot.short()]);
        }
        if let Kind::Choice(choices) | Kind::Set(choices) = row.kind {
            words.extend(choices.iter().map(|choice| (*choice).to_owned()));
        }
    }
    words.extend(Currency::CODES.iter().map(|code| (*code).to_owned()));
    let more = [
        "v=1&",
        "&z=",
        "&at=2026-11-22",
        "&by=fy26",
        "&d=1",
        "lang=nl",
        "2026-11-22",
        "..",
        ";",
        "true",
        "false",
        "null",
        "mln",
        "mio",
        "k",
        "€",
        "%",
        "\u{a0}",
        "version",
        "name",
        "as_of",
        "figures",
        "lock",
        "hide",
        "call_to_action",
        "partner",
        "set\t",
        "fill\t",
        "<row r=\\\"2\\\">",
        "<c r=\\\"A2\\\" t=\\\"s\\\"><v>1</v></c>",
        "</row>",
    ];
    words.extend(more.map(str::to_owned));
    words.sort();
    words.dedup();
    words.iter().fold(String::new(), |mut text, word| {
        let escaped: String =
            word.bytes()
                .map(|byte| {
                    if (b' '..=b'~').contains(&byte) { char::from(byte).to_string() } else { format!("\\x{byte:02X}") }
                })
                .collect();
        let _ = writeln!(text, "\"{escaped}\"");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_understood() -> Result<()> {
        let usual = Wish { decoder: None, seconds: SECONDS, keep: false, files: Vec::new() };
        assert_eq!(wish(&[])?, usual);
        let wanted = Wish { decoder: Some("link"), seconds: 5, keep: true, files: Vec::new() };
        assert_eq!(wish(&["link", "--seconds", "5", "--keep"])?, wanted);
        assert_eq!(wish(&["json", "a", "b"])?.files, ["a", "b"]);
        for wrong in [&["--seconds"][..], &["--seconds", "x"], &["--what"]] {
            assert!(wish(wrong).is_err(), "{wrong:?}");
        }
        Ok(())
    }

    #[test]
    fn the_fuzzer_knows_every_decoder_by_its_folder() -> Result<()> {
        let decoders = decoders()?;
        assert!(decoders.len() >= 10, "{decoders:?}");
        assert!(corpus().is_dir());
        Ok(())
    }

    #[test]
    fn every_word_is_on_a_line_between_quotes() {
        let words = dictionary();
        assert!(words.contains("\"revenue.azure\"\n") && words.contains("\"\\xE2\\x82\\xAC\"\n"));
        assert!(words.lines().all(|line| line.starts_with('"') && line.ends_with('"') && line.is_ascii()));
    }
}
