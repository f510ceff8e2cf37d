//! nginx with the module that sends what was compressed with Brotli: the system's own package, as hosts have it.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::browser::{apt_get, named, on_path};
use crate::command;

/// The program and its module.
#[derive(Debug, Clone)]
pub struct Nginx {
    /// The program.
    pub nginx: PathBuf,
    /// What has to be loaded for `brotli_static`; none where it is built in.
    pub brotli: Option<PathBuf>,
}

const MODULE: &str = "ngx_http_brotli_static_module.so";
/// Where nginx is on Debian, which is not on everyone's path.
const SYSTEM: &str = "/usr/sbin/nginx";

/// Finds nginx, after installing it where that can be done without asking: as root on Debian or Ubuntu.
pub(super) fn nginx() -> Result<Nginx> {
    if let Some(nginx) = find()? {
        return Ok(nginx);
    }
    if command::is_root() && on_path("apt-get").is_some() {
        println!("installing nginx (a few seconds, once)…");
        // The package starts a server of its own, unless the system is about to be mended.
        let quietly: [(&str, OsString); 1] = [("RUNLEVEL", "1".into())];
        apt_get(&["update"], &quietly)?;
        let packages = ["nginx", "libnginx-mod-http-brotli-static"];
        apt_get(&[&["install", "--yes", "--no-install-recommends"], &packages[..]].concat(), &quietly)?;
        if let Some(nginx) = find()? {
            return Ok(nginx);
        }
    }
    bail!(
        "nginx or its module brotli_static is missing. Install both:\n\
         \x20 Debian:  sudo apt-get install nginx libnginx-mod-http-brotli-static\n\
         \x20 Fedora:  sudo dnf install nginx nginx-mod-brotli\n\
         or say where they are: NGINX=<program> NGINX_BROTLI=<{MODULE}>"
    )
}

/// Both, if both are there: as the environment says, else in their usual places.
fn find() -> Result<Option<Nginx>> {
    let nginx = match named("NGINX")? {
        Some(program) => Some(program),
        None => on_path("nginx").or_else(|| Some(PathBuf::from(SYSTEM)).filter(|program| program.is_file())),
    };
    let Some(nginx) = nginx else { return Ok(None) };
    if let Some(module) = named("NGINX_BROTLI")? {
        return Ok(Some(Nginx { nginx, brotli: Some(module) }));
    }
    let built = built_with(&nginx)?;
    if built.contains("brotli") && !built.contains("add-dynamic-module") {
        return Ok(Some(Nginx { nginx, brotli: None }));
    }
    let module = modules_path(&built).map(|folder| folder.join(MODULE)).filter(|module| module.is_file());
    Ok(module.map(|module| Nginx { nginx, brotli: Some(module) }))
}

/// What nginx says it was built with.
fn built_with(nginx: &Path) -> Result<String> {
    let mut command: Command = command::plain(nginx);
    let output = command.arg("-V").stdout(Stdio::null()).output();
    let output = output.with_context(|| format!("{} does not start", nginx.display()))?;
    Ok(String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Where its modules are.
fn modules_path(built: &str) -> Option<PathBuf> {
    let path = built.split_whitespace().find_map(|option| option.strip_prefix("--modules-path="))?;
    Some(env::current_dir().unwrap_or_default().join(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_folder_of_the_modules() {
        let built =
            "nginx version: nginx/1.22.1\nconfigure arguments: --prefix=/usr --modules-path=/usr/lib/nginx/modules\n";
        assert_eq!(modules_path(built), Some("/usr/lib/nginx/modules".into()));
        assert_eq!(modules_path("nginx version: nginx/1.22.1"), None);
    }
}
