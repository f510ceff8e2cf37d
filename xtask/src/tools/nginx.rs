//! nginx with the module that sends what was compressed with Brotli: the system's own package, as hosts have it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use super::system::{Packages, existing, named, on_path, program};
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

const PACKAGES: Packages = Packages {
    name: "nginx",
    takes: "a few seconds",
    debian: &["nginx", "libnginx-mod-http-brotli-static"],
    advice: "nginx or its module brotli_static is missing. Install both:\n\
             \x20 Debian:  sudo apt-get install nginx libnginx-mod-http-brotli-static\n\
             \x20 Fedora:  sudo dnf install nginx nginx-mod-brotli\n\
             or say where they are: NGINX=<program> NGINX_BROTLI=<ngx_http_brotli_static_module.so>",
};

/// Finds nginx, or installs it.
pub(super) fn nginx() -> Result<Nginx> {
    PACKAGES.provide(find)
}

/// Both, if both are there: as the environment says, else in their usual places.
fn find() -> Result<Option<Nginx>> {
    let nginx = program("NGINX", || on_path("nginx").or_else(|| existing(SYSTEM)))?;
    let Some(nginx) = nginx else { return Ok(None) };
    if let Some(module) = named("NGINX_BROTLI")? {
        return Ok(Some(Nginx { nginx, brotli: Some(module) }));
    }
    let built = built_with(&nginx)?;
    if built.contains("brotli") && !built.contains("add-dynamic-module") {
        return Ok(Some(Nginx { nginx, brotli: None }));
    }
    let module = modules_path(&built).and_then(|folder| existing(folder.join(MODULE)));
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
