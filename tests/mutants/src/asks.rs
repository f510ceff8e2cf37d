//! Whether a change is the one that is chosen; and, when asked to, which are come by.

use std::env;
use std::fs::File;
use std::io::Write;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{LazyLock, Mutex};

/// More than there are.
const MOST: usize = 16_384;

struct Asked {
    chosen: usize,
    record: Option<(Vec<AtomicBool>, Mutex<File>)>,
}

static ASKED: LazyLock<Asked> = LazyLock::new(|| Asked {
    chosen: env::var("TIERWISE_MUTANT").ok().and_then(|number| number.parse().ok()).unwrap_or(usize::MAX),
    record: env::var("TIERWISE_MUTANTS_SEEN").ok().and_then(|file| File::create(file).ok()).map(|file| {
        (std::iter::repeat_with(|| AtomicBool::new(false)).take(MOST).collect(), Mutex::new(file))
    }),
});

pub(crate) fn is(number: usize) -> bool {
    let asked = &*ASKED;
    if let Some((seen, file)) = &asked.record
        && let Some(seen) = seen.get(number)
        && !seen.swap(true, Ordering::Relaxed)
        && let Ok(mut file) = file.lock()
    {
        // A line that is missing makes a change look untested, not tested.
        _ = writeln!(file, "{number}");
    }
    asked.chosen == number
}
