//! Building the programs that are fetched on demand, each into a folder of its own: the worker that looks further than
//! the answer, what makes files to take along, what passes a link on, what reads a profile, what lets one think further, and the
//! worker that answers for many partners.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::command::{self, Run};
use crate::{hash, post_build, tools, workspace};

/// The program, the folder of each in the page's, and the name of the script that starts it.
const PROGRAMS: [&str; 6] = ["outlook", "take", "share", "profile", "decide", "batch-worker"];
/// How a script names its program.
const PROGRAM: &str = "PROGRAM";
/// How the script of the panel that passes a link on names the one that makes files.
const TAKE: &str = "TAKE";
/// How it names its sheet, if it has one.
const SHEET: &str = "SHEET";

/// Builds them into the folder of the page, and returns where the scripts are in there that the page itself fetches.
pub(crate) fn build(dist: &Path, environment: &[(&str, &str)]) -> Result<[String; 4]> {
    command::plain("cargo")
        .args(["build", "--release", "--locked", "--target", tools::WASM])
        .args(PROGRAMS.iter().flat_map(|program| ["--bin", program]))
        .envs(environment.iter().copied())
        .run()?;
    let [outlook, take, share, profile, decide, batch] = PROGRAMS;
    let none: &[(&str, &str)] = &[];
    let take = finish(dist, take, none)?;
    finish(dist, batch, none)?;
    let share = finish(dist, share, &[(TAKE, &take)])?;
    Ok([finish(dist, outlook, none)?, share, finish(dist, profile, none)?, finish(dist, decide, none)?])
}

/// Puts one of them into its folder, with the script that starts it, in which others are named.
fn finish(dist: &Path, name: &str, others: &[(&str, &str)]) -> Result<String> {
    let wasm_bindgen = tools::wasm_bindgen()?.join("wasm-bindgen");
    let wasm_opt = tools::node_modules()?.join(".bin/wasm-opt");
    let target = workspace::target()?;
    let staging = target.join(format!("{name}-staging"));
    command::plain(wasm_bindgen)
        .args(["--target", "web", "--no-typescript", "--out-name", name, "--out-dir"])
        .arg(&staging)
        .arg(target.join(tools::WASM).join("release").join(name).with_extension("wasm"))
        .run()?;
    let small = staging.join("small.wasm");
    command::plain(wasm_opt).arg("-Oz").arg(staging.join(format!("{name}_bg.wasm"))).arg("-o").arg(&small).run()?;

    let folder = dist.join(name);
    fs::create_dir_all(&folder)?;
    let program = fs::read(small)?;
    let glue = post_build::minified(&staging.join(format!("{name}.js")))?;
    // One name for both: the glue fits this program and no other.
    let named = format!("program-{}", hash::short(&[program.as_slice(), glue.as_bytes()].concat()));
    fs::write(folder.join(format!("{named}.wasm")), program)?;
    fs::write(folder.join(format!("{named}.js")), glue)?;
    let mut script = post_build::minified(&workspace::root().join(format!("{name}.js")))?.replace(PROGRAM, &named);
    let sheet = workspace::root().join(format!("{name}.css"));
    if sheet.exists() {
        let sheet = post_build::minified(&sheet)?;
        let file = format!("sheet-{}.css", hash::short(sheet.as_bytes()));
        fs::write(folder.join(&file), sheet)?;
        script = script.replace(SHEET, &file);
    }
    for (other, file) in others {
        script = script.replace(other, file);
    }
    let file = format!("{name}/start-{}.js", hash::short(script.as_bytes()));
    fs::write(dist.join(&file), script)?;
    Ok(file)
}
