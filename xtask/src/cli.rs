//! What `cargo xtask` can be asked, by the words after it.

use anyhow::{Context, Result, bail};

use crate::{deploy, fuzz, lighthouse, mutants, nginx, pages, serve, size, suite, tools};

/// What is to be done.
pub type Task<'a> = Box<dyn FnOnce() -> Result<()> + 'a>;

/// What these words ask for. It does nothing yet: so the commands that the documents name can be read too.
pub fn task<'a>(arguments: &'a [&'a str]) -> Result<Task<'a>> {
    Ok(match arguments {
        ["serve"] => Box::new(|| serve::run(None)),
        ["serve", "--port", port] => {
            let port = port.parse().context("--port takes a number up to 65535")?;
            Box::new(move || serve::run(Some(port)))
        }
        ["test", steps @ ..] => {
            suite::check(steps)?;
            Box::new(move || suite::run(steps))
        }
        ["size"] => Box::new(size::run),
        ["batch"] | ["latency"] | ["perf", ..] | ["shots"] | ["shots", _] => {
            Box::new(move || suite::stories(arguments))
        }
        ["fuzz", rest @ ..] => Box::new(move || fuzz::run(rest)),
        ["mutants", rest @ ..] => Box::new(move || mutants::run(rest)),
        ["lighthouse"] => Box::new(lighthouse::run),
        ["nginx", parts @ ..] => Box::new(move || nginx::tell(parts)),
        ["pages"] => Box::new(pages::refresh),
        ["deploy"] => Box::new(deploy::run),
        ["tools"] => Box::new(tools::install_all),
        [] | ["help" | "--help" | "-h"] => Box::new(|| {
            println!("{}", help());
            Ok(())
        }),
        _ => bail!("unknown command: {}\n\n{}", arguments.join(" "), help()),
    })
}

fn help() -> String {
    format!(
        "cargo xtask <command>\n\n\
         serve [--port N]   builds the release page and serves it on this machine\n\
         test [step…]       runs every check, or the named ones (below)\n\
         size               measures what showing the page fetches, against its budget\n\
         latency            measures how soon the page answers a keystroke\n\
         perf [part…]       measures what a visit costs, beside the same in plain JavaScript; parts: size, visit, keys, report, typing\n\
         lighthouse         says what Lighthouse thinks of the page in each language, on a desk and on a phone\n\
         batch              measures what tables of 1,000, 20,000 and 100,000 partners cost, in a browser and natively\n\
         shots [part]       takes pictures of the page into shots/, in every state or those with `part` in their name\n\
         fuzz [decoder]     looks for inputs that break a law of a decoder, or of each: 60 s, or --seconds N; with --keep what\n\
         \x20                  reaches something new is added to tests/corpus/; with files these are tried once\n\
         mutants [part…]    changes engine, parser and codecs in one place at a time, and asks whether a test notices; those with a\n\
         \x20                  part in their name by every test, or --shard 0/8 for a share of them; --seconds N for the tests of each\n\
         nginx [part…]      tells the stories, or those with a part in their name, on the page as real nginx sends it\n\
         pages              writes the pages beside the calculator anew, into the release page that is there\n\
         deploy             writes the files in deploy/ that come from the table of headers\n\
         tools              installs the tools that are missing and says where all are\n\n\
         steps of test:\n{}",
        suite::list()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_names_commands_that_there_are() {
        let help = help();
        let (commands, _) = help.split_once("steps of test").unwrap_or((&help, ""));
        let names: Vec<&str> = commands
            .lines()
            .skip(2)
            .filter(|line| !line.starts_with(' '))
            .filter_map(|line| line.split_whitespace().next())
            .collect();
        assert!(names.len() > 8, "{names:?}");
        for name in names {
            assert!(task(&[name]).is_ok(), "{name}");
        }
    }

    #[test]
    fn what_it_does_not_know_is_refused_before_anything_is_done() {
        for words in [&["build"][..], &["test", "fmt", "nonsense"], &["serve", "--port", "x"], &["size", "page"]] {
            assert!(task(words).is_err(), "{words:?}");
        }
        assert!(task(&["test", "fmt", "engine"]).is_ok());
    }
}
