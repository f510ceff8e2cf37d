//! Dependencies point one way: what each module may use is listed here.

use std::fs;
use std::path::{Path, PathBuf};

/// A module and what it may use of the others.
const MAY_USE: [(&str, &[&str]); 20] = [
    ("engine", &[]),
    ("entry", &[]),
    ("figures", &["engine", "i18n"]),
    ("json", &["engine"]),
    ("link", &["engine"]),
    ("qr", &[]),
    ("outlook", &["engine", "link"]),
    ("i18n", &["engine"]),
    ("csv", &["engine", "i18n"]),
    ("ics", &["engine"]),
    ("app", &["engine", "link"]),
    ("profile", &["engine", "app", "i18n", "json"]),
    ("sheet", &["engine", "i18n"]),
    ("verify", &["engine", "json"]),
    ("schema", &["engine", "i18n", "json", "figures"]),
    ("take", &["engine", "link", "i18n", "json", "verify", "csv", "sheet", "figures"]),
    ("browser", &[]),
    ("typed", &["engine", "entry", "i18n"]),
    ("batch", &["engine", "entry", "typed", "i18n", "link", "csv", "sheet", "app"]),
    ("ui", &["engine", "entry", "typed", "link", "i18n", "ics", "app", "browser", "outlook"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the sources are there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// The files of `src`, by the module they belong to.
fn files() -> Vec<(String, PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    sources(&root)
        .into_iter()
        .map(|path| {
            let first = path.strip_prefix(&root).unwrap().components().next().unwrap();
            let module = first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_string();
            let text = fs::read_to_string(&path).expect("a source file");
            (module, path, text)
        })
        .collect()
}

#[test]
fn modules_use_only_what_they_may() {
    for (module, path, text) in files() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == module) else {
            assert!(["lib", "main", "bin"].contains(&module.as_str()), "{module} is not listed");
            continue;
        };
        for rest in text.split("crate::").skip(1) {
            let used: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let fine = used == module || allowed.contains(&used.as_str()) || MAY_USE.iter().all(|(m, _)| *m != used);
            assert!(fine, "{} uses {used}", path.display());
        }
    }
}

#[test]
fn only_the_ports_and_the_fields_name_the_browser() {
    for (module, path, text) in files() {
        if !["browser", "ui", "bin"].contains(&module.as_str()) {
            for name in ["web_sys", "js_sys", "wasm_bindgen", "gloo::", "yew::"] {
                assert!(!text.contains(name), "{} names {name}", path.display());
            }
        }
    }
}

#[test]
fn the_engine_has_no_clock_no_locale_and_no_float_power() {
    for (module, path, text) in files() {
        if module == "engine" {
            for name in ["SystemTime", "Instant::", "powf(", "powi(", ".exp(", ".ln(", "println!"] {
                assert!(!text.contains(name), "{} names {name}", path.display());
            }
        }
    }
}
