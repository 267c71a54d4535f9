//! Hands the charting engine's JavaScript to the crate.
//!
//! ECharts is not committed: the pinned `charming` package carries it, byte for byte as its makers
//! publish it. Cargo is asked where that package lies, the file is checked against its known
//! SHA-256, and a copy goes to `OUT_DIR`, from where `src/charts/engine.rs` includes it.

#![allow(clippy::disallowed_methods, reason = "a build script has no other door to the disk and the environment")]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, error::Error, fs};

use sha2::{Digest, Sha256};

/// The package that carries ECharts, and the version whose file is known.
const PACKAGE: &str = "charming";
const VERSION: &str = "0.6.0";
/// Where the file lies in that package.
const FILE: &str = "src/asset/echarts-5.5.1.min.js";
/// SHA-256 of ECharts 5.5.1, minified, as published by its makers.
const SHA256: &str = "e84270bd0cd5bdf60fefc26d00c2a391cb2e81f4d26a7a9ee16185a54773a3cf";

fn main() -> Result<(), Box<dyn Error>> {
    let manifest_dir = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    // The lock file decides which package is used; nothing else can change the outcome.
    println!("cargo::rerun-if-changed={}", manifest_dir.join("Cargo.lock").display());

    let script = package_folder(&manifest_dir)?.join(FILE);
    let bytes = fs::read(&script).map_err(|error| format!("cannot read ECharts at {}: {error}", script.display()))?;
    let found = hex(&Sha256::digest(&bytes));
    if found != SHA256 {
        return Err(format!(
            "{} is not ECharts 5.5.1 as published: SHA-256 is {found}, expected {SHA256}. \
             Remove that package folder and run `cargo fetch` to get it anew; \
             after a wanted upgrade of {PACKAGE}, change FILE and SHA256 in build.rs.",
            script.display()
        )
        .into());
    }
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("echarts.min.js"), &bytes)?;
    println!("cargo::rustc-env=NOEGLETAL_ECHARTS_SHA256={SHA256}");
    Ok(())
}

/// Returns the folder of the pinned package, as Cargo knows it: registry, vendored or patched.
fn package_folder(manifest_dir: &Path) -> Result<PathBuf, Box<dyn Error>> {
    // Offline first. A fresh clone that was built without `cargo fetch` may still lack packages
    // that only tests need, which `cargo metadata` wants to see: then Cargo may fetch them.
    let listing = metadata(manifest_dir, &["--offline"]).or_else(|offline| {
        metadata(manifest_dir, &[]).map_err(|online| {
            format!(
                "cannot ask Cargo where {PACKAGE} lies; run `cargo fetch --locked` once with \
                 network access.\nOffline: {offline}\nOnline: {online}"
            )
        })
    })?;
    let listing: serde_json::Value =
        serde_json::from_slice(&listing).map_err(|error| format!("`cargo metadata` gave no JSON: {error}"))?;
    let manifest = listing["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|package| package["name"] == PACKAGE && package["version"] == VERSION)
        .and_then(|package| package["manifest_path"].as_str())
        .ok_or_else(|| {
            format!(
                "Cargo.lock holds no {PACKAGE} {VERSION}; keep it pinned as `={VERSION}` in \
                 Cargo.toml, or change build.rs together with it"
            )
        })?;
    Path::new(manifest).parent().map(Path::to_path_buf).ok_or_else(|| format!("{manifest} has no folder").into())
}

/// Runs `cargo metadata` for the platform that is built for; returns its standard output.
fn metadata(manifest_dir: &Path, flags: &[&str]) -> Result<Vec<u8>, String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = env::var("TARGET").map_err(|error| error.to_string())?;
    let output = Command::new(cargo)
        .args(["metadata", "--locked", "--format-version", "1"])
        .args(["--filter-platform", &target])
        .arg("--manifest-path")
        .arg(manifest_dir.join("Cargo.toml"))
        .args(flags)
        .output()
        .map_err(|error| format!("cannot start cargo: {error}"))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).trim().to_owned())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
