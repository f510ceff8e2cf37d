//! Building the worker that looks further than the answer, into a folder of its own: it is fetched on demand.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::command::{self, Run};
use crate::{hash, post_build, tools, workspace};

/// The folder of the worker in the page's.
const FOLDER: &str = "outlook";
/// What starts it; it names the program as below.
const SCRIPT: &str = "outlook.js";
const PROGRAM: &str = "PROGRAM";

/// Builds the worker into the folder of the page, and returns where its script is in there.
pub(crate) fn build(dist: &Path, environment: &[(&str, &str)]) -> Result<String> {
    let wasm_bindgen = tools::wasm_bindgen()?.join("wasm-bindgen");
    let wasm_opt = tools::node_modules()?.join(".bin/wasm-opt");
    command::plain("cargo")
        .args(["build", "--release", "--locked", "--target", tools::WASM, "--bin", FOLDER])
        .envs(environment.iter().copied())
        .run()?;

    let target = workspace::target()?;
    let staging = target.join("outlook-staging");
    command::plain(wasm_bindgen)
        .args(["--target", "web", "--no-typescript", "--out-name", FOLDER, "--out-dir"])
        .arg(&staging)
        .arg(target.join(tools::WASM).join("release").join(FOLDER).with_extension("wasm"))
        .run()?;
    let small = staging.join("small.wasm");
    command::plain(wasm_opt).arg("-Oz").arg(staging.join("outlook_bg.wasm")).arg("-o").arg(&small).run()?;

    let folder = dist.join(FOLDER);
    fs::create_dir_all(&folder)?;
    let program = fs::read(small)?;
    let glue = post_build::minified(&staging.join("outlook.js"))?;
    // One name for both: the glue fits this program and no other.
    let name = format!("program-{}", hash::short(&[program.as_slice(), glue.as_bytes()].concat()));
    fs::write(folder.join(format!("{name}.wasm")), program)?;
    fs::write(folder.join(format!("{name}.js")), glue)?;
    let script = post_build::minified(&workspace::root().join(SCRIPT))?.replace(PROGRAM, &name);
    let file = format!("{FOLDER}/start-{}.js", hash::short(script.as_bytes()));
    fs::write(dist.join(&file), script)?;
    Ok(file)
}
