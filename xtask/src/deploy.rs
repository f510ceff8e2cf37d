//! `cargo xtask deploy`: the files in `deploy/` that tell hosts what to send, from the table in [`headers`].
//!
//! They are in the repository, for who builds nothing; a test compares them with what the table gives.

use std::fmt::Write as _;
use std::fs;

use anyhow::Result;

use crate::headers::{self, Keep};
use crate::workspace;

const NGINX: &str = "nginx.conf";
const AZURE: &str = "staticwebapp.config.json";
const HEADERS: &str = "_headers";

/// Writes the files.
pub fn run() -> Result<()> {
    for (name, contents) in files() {
        let file = workspace::root().join("deploy").join(name);
        fs::write(&file, contents)?;
        println!("deploy/{name}");
    }
    Ok(())
}

/// Every file that comes from the table, with its contents.
pub fn files() -> [(&'static str, String); 3] {
    [(NGINX, nginx()), (AZURE, azure()), (HEADERS, netlify())]
}

/// Settings for nginx, to be included in a `server` block.
fn nginx() -> String {
    let mut conf = String::from(
        "# Made by `cargo xtask deploy` from xtask/src/headers.rs; a change belongs there.\n\
         #\n\
         # To be included in a server block, with the contents of dist/ at the root of the host:\n\
         #\n\
         #     server {\n\
         #         listen 443 ssl;\n\
         #         root /srv/tierwise;\n\
         #         include /etc/nginx/tierwise.conf;\n\
         #     }\n\
         #\n\
         # It needs the module brotli_static (on Debian libnginx-mod-http-brotli-static). Without it, take its line out:\n\
         # what is sent then is a fifth larger.\n\n\
         index index.html;\n\
         default_type ",
    );
    line(&mut conf, format_args!("{};\n", headers::OTHER_TYPE));
    conf.push_str("types {\n");
    for (end, kind) in headers::TYPES {
        line(&mut conf, format_args!("    {:32} {end};", format!("{kind:?}")));
    }
    conf.push_str(
        "}\n\n# Every file was compressed when the page was built.\nbrotli_static on;\ngzip_static on;\ngzip_vary on;\n\n\
         # How long a file may be kept.\n",
    );
    let set = |value: Keep| format!("set $tierwise_keep {:?};", value.value());
    line(&mut conf, format_args!("{}", set(Keep::Ask)));
    let folders = headers::HASHED_FOLDERS.join("|");
    let (stems, types) = (headers::HASHED_STEMS.join("|"), headers::HASHED_TYPES.join("|"));
    for (pattern, keep) in [
        (format!("^/({folders})/"), Keep::Forever),
        (format!("^/({stems})-[^/]*\\.({types})$"), Keep::Forever),
        (format!("^/{}/", headers::EMBED_FOLDER), Keep::Shortly),
    ] {
        line(&mut conf, format_args!("if ($uri ~ \"{pattern}\") {{\n    {}\n}}", set(keep)));
    }
    conf.push_str("# Not with an error: a file that is missing today can be there tomorrow.\n");
    line(&mut conf, format_args!("add_header Cache-Control $tierwise_keep;\n"));
    conf.push_str("# Who may show the page in a frame stands after frame-ancestors: * is anyone.\n");
    for (name, value) in headers::everywhere() {
        line(&mut conf, format_args!("add_header {name} {value:?} always;"));
    }
    conf
}

/// Settings for Azure Static Web Apps. The first route that matches counts; its headers go over the global ones.
fn azure() -> String {
    let route = |route: String, keep: Keep| {
        format!("    {{ \"route\": {route:?}, \"headers\": {{ \"Cache-Control\": {:?} }} }}", keep.value())
    };
    let mut routes = vec![
        route(format!("/{}/*", headers::EMBED_FOLDER), Keep::Shortly),
        route(format!("/{}/*", headers::PROFILES_FOLDER), Keep::Ask),
    ];
    routes.extend(headers::HASHED_FOLDERS.iter().map(|folder| route(format!("/{folder}/*"), Keep::Forever)));
    // A wildcard can't stand within a name there; the folders with other files of these types come before.
    routes.push(route(format!("/*.{{{}}}", headers::HASHED_TYPES.join(",")), Keep::Forever));
    let mut global: Vec<_> =
        headers::everywhere().into_iter().map(|(name, value)| format!("    {name:?}: {value:?}")).collect();
    global.push(format!("    \"Cache-Control\": {:?}", Keep::Ask.value()));
    let types: Vec<_> = headers::TYPES.iter().map(|(end, kind)| format!("    \".{end}\": {kind:?}")).collect();
    format!(
        "{{\n  \"routes\": [\n{}\n  ],\n  \"globalHeaders\": {{\n{}\n  }},\n  \"mimeTypes\": {{\n{}\n  }}\n}}\n",
        routes.join(",\n"),
        global.join(",\n"),
        types.join(",\n")
    )
}

/// Settings for Netlify and Cloudflare Pages. All rules that match count, and values of one header are joined: so no two
/// rules here set the same one. Both hosts ask again for what has no `Cache-Control`.
fn netlify() -> String {
    let mut file =
        String::from("# Made by `cargo xtask deploy` from xtask/src/headers.rs; a change belongs there.\n\n/*\n");
    for (name, value) in headers::everywhere() {
        line(&mut file, format_args!("  {name}: {value}"));
    }
    let folders = headers::HASHED_FOLDERS.iter().map(|folder| (format!("/{folder}/*"), Keep::Forever));
    let stems = headers::HASHED_STEMS.iter().map(|stem| (format!("/{stem}-*"), Keep::Forever));
    let embed = (format!("/{}/*", headers::EMBED_FOLDER), Keep::Shortly);
    for (path, keep) in folders.chain(stems).chain([embed]) {
        line(&mut file, format_args!("\n{path}\n  Cache-Control: {}", keep.value()));
    }
    file
}

fn line(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing into a String can't fail.
    let _ = writeln!(text, "{what}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn committed(name: &str) -> Result<String> {
        Ok(fs::read_to_string(workspace::root().join("deploy").join(name))?)
    }

    #[test]
    fn the_files_are_what_the_table_gives() -> Result<()> {
        for (name, contents) in files() {
            assert_eq!(committed(name)?, contents, "deploy/{name}: `cargo xtask deploy` writes it");
        }
        Ok(())
    }

    #[test]
    fn every_file_says_every_header() {
        for (name, contents) in files() {
            for (header, value) in headers::everywhere() {
                assert!(contents.contains(header) && contents.contains(&value), "{name} lacks {header}: {value}");
            }
            for keep in [Keep::Forever, Keep::Shortly] {
                assert!(contents.contains(keep.value()), "{name} lacks {keep:?}");
            }
        }
    }

    #[test]
    fn no_value_can_end_its_own_quotes() {
        for (_, value) in headers::everywhere() {
            assert!(!value.contains(['"', '\\', '$', '\n']), "{value}");
        }
    }

    #[test]
    fn the_container_serves_with_these_settings() -> Result<()> {
        assert!(committed("Containerfile")?.contains("COPY deploy/nginx.conf /etc/nginx/tierwise.conf"));
        assert!(committed("container.conf")?.contains("include /etc/nginx/tierwise.conf;"));
        Ok(())
    }
}
