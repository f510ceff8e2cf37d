//! Building the parts of the page that are programs of their own, each into a folder of its own: they are fetched on demand.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::command::{self, Run};
use crate::{hash, post_build, tools, workspace};

/// The worker that looks further than the answer.
pub(crate) const OUTLOOK: &str = "outlook";
/// What reads a provider's profile.
pub(crate) const PROFILE: &str = "profile";
/// What a script calls its program by, until it has a name.
const PROGRAM: &str = "PROGRAM";

/// Builds a part into a folder of its name in the page's, and returns where its script is in there. What starts it is a
/// script of the same name, which names the program as above.
pub(crate) fn build(dist: &Path, part: &str, environment: &[(&str, &str)]) -> Result<String> {
    let wasm_bindgen = tools::wasm_bindgen()?.join("wasm-bindgen");
    let wasm_opt = tools::node_modules()?.join(".bin/wasm-opt");
    command::plain("cargo")
        .args(["build", "--release", "--locked", "--target", tools::WASM, "--bin", part])
        .envs(environment.iter().copied())
        .run()?;

    let target = workspace::target()?;
    let staging = target.join(format!("{part}-staging"));
    command::plain(wasm_bindgen)
        .args(["--target", "web", "--no-typescript", "--out-name", part, "--out-dir"])
        .arg(&staging)
        .arg(target.join(tools::WASM).join("release").join(part).with_extension("wasm"))
        .run()?;
    let small = staging.join("small.wasm");
    command::plain(wasm_opt).arg("-Oz").arg(staging.join(format!("{part}_bg.wasm"))).arg("-o").arg(&small).run()?;

    let folder = dist.join(part);
    fs::create_dir_all(&folder)?;
    let program = fs::read(small)?;
    let glue = post_build::minified(&staging.join(format!("{part}.js")))?;
    // One name for both: the glue fits this program and no other.
    let name = format!("program-{}", hash::short(&[program.as_slice(), glue.as_bytes()].concat()));
    fs::write(folder.join(format!("{name}.wasm")), program)?;
    fs::write(folder.join(format!("{name}.js")), glue)?;
    let script = post_build::minified(&workspace::root().join(part).with_extension("js"))?.replace(PROGRAM, &name);
    let file = format!("{part}/start-{}.js", hash::short(script.as_bytes()));
    fs::write(dist.join(&file), script)?;
    Ok(file)
}
