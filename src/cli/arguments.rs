//! What can be asked for on the command line.

use std::num::{NonZeroU16, NonZeroUsize};
use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::archive::diff::release;
use crate::hosting::Server;
use crate::model::release::ReleaseClass;
use crate::model::{Months, Period, ReleaseId};

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  the input has errors; nothing was written
  2  wrong usage, or no publication in the folder
  3  the disk or the program failed; the archive is as it was before";

const VERIFY_EXIT_CODES: &str = "\
Exit codes:
  0  the archive is proved
  1  something was found
  2  wrong usage, or no archive in the folder
  3  the disk cannot be read";

const EXIT_CODES_OF_DIFF: &str = "\
Exit codes:
  0  compared, whether anything differs or not
  1  the input has errors, so there is nothing to compare
  2  wrong usage, no publication or archive in the folder, or no such version
  3  a file cannot be read";

const EXIT_CODES_OF_PACK: &str = "\
Exit codes:
  0  done
  2  wrong usage, no archive in the folder, no such month or version, or something else in the way
  3  the archive is not as its manifests say, or the disk fails";

const EXIT_CODES_OF_AUDIT: &str = "\
Exit codes:
  0  nothing can be worked out more closely than the policy allows
  1  something can; each cell is named
  2  wrong usage
  3  the archive cannot be read";

const EXIT_CODES_OF_PUBLISH: &str = "\
Exit codes:
  0  the target is the archive, or would be
  1  the archive must not be published there; nothing was touched
  2  wrong usage, no archive in the folder, or missing credentials
  3  disk or network failed; readers have working links, and publishing again goes on where this stopped";

/// Publishes monthly key figures as a versioned, static archive.
#[derive(Debug, Parser)]
#[command(name = "noegletal", version, about, after_help = EXIT_CODES, max_term_width = 100)]
#[command(propagate_version = true, subcommand_required = true, arg_required_else_help = true)]
pub(super) struct Arguments {
    /// The folder of the publication: where noegletal.toml is
    #[arg(long, value_name = "DIR", default_value = ".", global = true)]
    pub(super) root: PathBuf,

    /// How problems are printed: for people, as JSON on standard output, or as annotations in CI
    #[arg(long, value_enum, default_value_t = Format::Human, global = true)]
    pub(super) format: Format,

    /// What to do
    #[command(subcommand)]
    pub(super) command: Command,
}

/// How problems are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: the line of the file, what is wrong with it, what to do
    Human,
    /// One JSON object on standard output
    Json,
    /// One annotation a problem, without the line of the file: such logs are public. What diff finds is Markdown
    Github,
    /// For diff: the text of a comment, with counts first
    Markdown,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check, compute, protect, draw and write the archive
    ///
    /// Either the whole archive is written or nothing is. A second build of the same input writes nothing, and a build
    /// draws only the editions whose inputs have changed: docs/incremental.md.
    #[command(after_help = EXIT_CODES)]
    Build(Build),

    /// Check the input and say everything that is wrong with it; write nothing
    ///
    /// Does what build does up to drawing the pages, and exits with 0 only when build would publish.
    #[command(after_help = EXIT_CODES)]
    Check(View),

    /// Show the publication in a browser, and again after every change
    ///
    /// Builds a preview with what is under embargo, serves it on this machine only, and reloads open pages when a
    /// file of the publication changes. Ends with Ctrl-C.
    #[command(after_help = EXIT_CODES)]
    Serve(Serve),

    /// Show which figures differ: between two versions, or between an archive and what a build would publish
    ///
    /// With two versions (2021-09/v1 2021-09/v2) every figure that differs, with its size. With --against DIR every
    /// edition that a build would newly publish, and every figure that it gives another content than what stands now.
    /// What is held back is in neither, and no size is computed to or from it. Nothing is written.
    #[command(after_help = EXIT_CODES_OF_DIFF)]
    Diff(Diff),

    /// Begin a new version of a published month
    ///
    /// Makes the folder of the next version with its release.toml. Put the files that change beside it; all others stay
    /// those of the version before.
    #[command(after_help = EXIT_CODES)]
    Revise(Revise),

    /// Prove an archive against its own manifests, seals, figures and links
    ///
    /// Finds what is missing, changed or added, a history that was rolled back, rewritten or forked, figures that differ
    /// between pages, JSON and CSV, and links that lead nowhere. Prints one hash that stands for the whole archive.
    /// docs/verify.md tells how to check the same by hand.
    #[command(after_help = VERIFY_EXIT_CODES)]
    Verify(Verify),

    /// Take one month out of a built archive: a folder, and a zip file, for a meeting or a USB stick
    ///
    /// Holds the pages and files of one version, the documents and explanations that they name, and checksums. Opens by
    /// index.html without a server. Links to everything else lead to the public archive.
    #[command(after_help = EXIT_CODES_OF_PACK, disable_version_flag = true)]
    Pack(Pack),

    /// Bring the archive to a web server's folder or to storage with the S3 interface
    ///
    /// Proves the archive, also against the history at the target, and uploads what differs: what is new first, the pages
    /// that link to it after, so that no reader meets a broken link. What an interrupted publication left is completed.
    #[command(after_help = EXIT_CODES_OF_PUBLISH)]
    Publish(Publish),

    /// Print the configuration of a web server for an archive: types, caching, which sites may use what
    Hosting(Hosting),

    /// Try to work out what an archive holds back, from its published files alone
    ///
    /// Takes everything that is published together: all tables with their sums, all versions and months. Exits with 0
    /// only when no hidden number can be worked out more closely than the published policy allows.
    #[command(after_help = EXIT_CODES_OF_AUDIT)]
    Audit(Audit),

    /// Write a publication of made-up figures of any size, marked as such
    ///
    /// The same numbers and seed give the same files. Every page of it says that the figures are made up. They have
    /// what real ones have: mergers, a break, blanks with reasons, and second versions of some months.
    #[command(after_help = EXIT_CODES)]
    Sample(Sample),
}

/// What of the publication is looked at.
#[derive(Args, Clone, Copy, Debug)]
pub(super) struct View {
    /// Include what is under embargo, marked so on every page
    #[arg(long)]
    pub(super) preview: bool,

    /// The time that decides what is under embargo, such as 2021-12-15T08:00:00+01:00 [default: the clock]
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(super) now: Option<DateTime<FixedOffset>>,
}

/// Arguments of `build`.
#[derive(Args, Debug)]
pub(super) struct Build {
    /// The folder of the archive [default: public in the publication's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,

    #[command(flatten)]
    pub(super) view: View,

    /// Write the editions of these months alone, such as 2015-01..2019-12, ..2019-12, 2020-01.. or 2021-09, and none of
    /// the pages that lead to them. Parts built on several machines join by copying them into one folder; a build there
    /// without --only makes the archive whole
    #[arg(long, value_name = "MONTHS", value_parser = Months::parse)]
    pub(super) only: Option<Months>,

    /// Draw and audit every edition, also those whose inputs have not changed, and compare each with what stands
    #[arg(long)]
    pub(super) all: bool,

    /// How many threads [default: as many as the machine has]
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
}

/// Arguments of `serve`.
#[derive(Args, Debug)]
pub(super) struct Serve {
    /// The port on this machine
    #[arg(long, value_name = "N", default_value = "8021")]
    pub(super) port: NonZeroU16,

    /// The time that decides what is under embargo, such as 2021-12-15T08:00:00+01:00 [default: the clock]
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(super) now: Option<DateTime<FixedOffset>>,
}

/// Arguments of `diff`.
#[derive(Args, Debug)]
pub(super) struct Diff {
    /// The earlier version, such as 2021-09/v1
    #[arg(value_name = "A", value_parser = parse_release, requires = "now_version", required_unless_present = "against")]
    pub(super) before: Option<ReleaseId>,

    /// The later version, such as 2021-09/v2
    #[arg(value_name = "B", value_parser = parse_release, id = "now_version")]
    pub(super) now: Option<ReleaseId>,

    /// The archive that readers have: tell what would be published beyond it
    #[arg(long, value_name = "DIR", conflicts_with = "before")]
    pub(super) against: Option<PathBuf>,

    /// Read what is published from this archive instead of computing it from the publication
    #[arg(long, value_name = "DIR", conflicts_with_all = ["preview", "now"])]
    pub(super) archive: Option<PathBuf>,

    #[command(flatten)]
    pub(super) view: View,
}

/// Arguments of `revise`.
#[derive(Args, Debug)]
pub(super) struct Revise {
    /// The month, such as 2021-09
    #[arg(value_name = "PERIOD", value_parser = parse_period)]
    pub(super) period: Period,

    /// Why there is a new version: correction, planned_revision or method_change
    #[arg(long, value_name = "C", value_parser = parse_class)]
    pub(super) class: ReleaseClass,

    /// The reason that readers see
    #[arg(long, value_name = "TEXT")]
    pub(super) reason: String,

    /// When it appears, such as 2021-12-20T08:00:00+01:00 [default: the clock]
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(super) published: Option<DateTime<FixedOffset>>,
}

/// Arguments of `verify`.
#[derive(Args, Debug)]
pub(super) struct Verify {
    /// The archive [default: public in the publication's folder, held against its data/releases.lock]
    #[arg(value_name = "DIR")]
    pub(super) archive: Option<PathBuf>,

    /// Seals kept from earlier, or the publication's data/releases.lock: the archive's history must go on from each
    #[arg(long = "lock", value_name = "FILE")]
    pub(super) locks: Vec<PathBuf>,
}

/// Arguments of `pack`.
#[derive(Args, Debug)]
pub(super) struct Pack {
    /// The month, such as 2021-09
    #[arg(value_name = "PERIOD", value_parser = parse_period)]
    pub(super) period: Period,

    /// The version [default: the newest of the month]
    #[arg(long, value_name = "N")]
    pub(super) version: Option<u16>,

    /// The archive [default: public in the publication's folder]
    #[arg(long, value_name = "DIR")]
    pub(super) from: Option<PathBuf>,

    /// The folder to make; it must be empty or not be there [default: noegletal-PERIOD-vN here]
    #[arg(long, value_name = "FOLDER")]
    pub(super) to: Option<PathBuf>,

    /// Make a zip file beside the folder, too
    #[arg(long)]
    pub(super) zip: bool,

    /// Pack an archive that is a preview all the same
    #[arg(long)]
    pub(super) preview: bool,
}

/// Arguments of `publish`.
#[derive(Args, Debug)]
pub(super) struct Publish {
    /// A folder, file:///folder, or s3://bucket/prefix with AWS_ENDPOINT_URL and credentials in the environment
    #[arg(value_name = "TARGET")]
    pub(super) target: String,

    /// The archive [default: public in the publication's folder, held against its data/releases.lock]
    #[arg(long, value_name = "DIR")]
    pub(super) from: Option<PathBuf>,

    /// Say what would be done, in order, and touch nothing
    #[arg(long)]
    pub(super) dry_run: bool,

    /// Read every file at the target, and upload anew what is not as it should be
    #[arg(long)]
    pub(super) verify: bool,

    /// Prepare everything, and touch nothing before this time, such as 2021-12-15T08:00:00+01:00
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(super) at: Option<DateTime<FixedOffset>>,

    /// How long to leave files that nothing names any more, for readers who have an old page open
    #[arg(long, value_name = "SECONDS", default_value_t = crate::hosting::SHORT)]
    pub(super) grace: u64,

    /// How many files are under way at once
    #[arg(long, value_name = "N", default_value = "8")]
    pub(super) jobs: NonZeroUsize,
}

/// Arguments of `hosting`.
#[derive(Args, Debug)]
pub(super) struct Hosting {
    /// nginx, apache, caddy, or headers (the file `_headers` of services that host folders)
    #[arg(value_name = "SERVER", value_parser = parse_server)]
    pub(super) server: Server,
}

/// Arguments of `audit`.
#[derive(Args, Debug)]
pub(super) struct Audit {
    /// The folder of the archive
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,

    /// Compute every interval exactly, not only whether it is wide enough
    #[arg(long)]
    pub(super) exact: bool,
}

/// Arguments of `sample`.
#[derive(Args, Debug)]
pub(super) struct Sample {
    /// How many months, each with its release
    #[arg(long, value_name = "N")]
    pub(super) months: NonZeroU16,

    /// How many jobcentres
    #[arg(long, value_name = "J", required_unless_present = "region")]
    pub(super) jobcentres: Option<NonZeroU16>,

    /// How many funds; one that was merged into one of them delivers until then
    #[arg(long, value_name = "A")]
    pub(super) akasser: NonZeroU16,

    /// Let all municipalities of this area deliver instead of jobcentres, such as region_syddanmark
    #[arg(long, value_name = "ID", conflicts_with = "jobcentres")]
    pub(super) region: Option<String>,

    /// Which measures
    #[arg(long, value_enum, default_value_t = Measures::All)]
    pub(super) measures: Measures,

    /// The last month, such as 2024-06 [default: 2025-12]
    #[arg(long, value_name = "PERIOD", value_parser = parse_period)]
    pub(super) last: Option<Period>,

    /// Write the months only, to be laid into a publication that has measures and code lists of its own
    #[arg(long)]
    pub(super) deliveries_only: bool,

    /// How many versions after the first, spread over months and measures: corrections, planned revisions and changes of
    /// method [default: two in every two years]
    #[arg(long, value_name = "N")]
    pub(super) corrections: Option<u16>,

    /// The number that the figures grow from
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(super) seed: u64,

    /// The folder to write to; it must be empty or not be there
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
}

/// Which measures a sample has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Measures {
    /// Six measures: counts and shares
    All,
    /// The four core figures by area and fund
    Core,
}

fn parse_period(text: &str) -> Result<Period, String> {
    Period::parse(text).ok_or_else(|| "write the month like 2021-09".to_owned())
}

fn parse_release(text: &str) -> Result<ReleaseId, String> {
    release(text.trim_end_matches('/')).ok_or_else(|| "write the version like 2021-09/v2".to_owned())
}

fn parse_class(text: &str) -> Result<ReleaseClass, String> {
    let found = ReleaseClass::ALL.iter().find(|(class, word)| *word == text && *class != ReleaseClass::First);
    found.map(|(class, _)| *class).ok_or_else(|| "write correction, planned_revision or method_change".to_owned())
}

fn parse_server(text: &str) -> Result<Server, String> {
    let found = Server::ALL.into_iter().find(|server| server.word() == text);
    found.ok_or_else(|| "write nginx, apache, caddy or headers".to_owned())
}

fn parse_time(text: &str) -> Result<DateTime<FixedOffset>, String> {
    DateTime::parse_from_rfc3339(text)
        .map_err(|_| "write the time with its offset, such as 2021-12-15T08:00:00+01:00".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_well_formed() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn options_of_the_program_may_stand_after_the_command() {
        let line = ["noegletal", "check", "--now", "2021-12-15T08:00:00+01:00", "--root", "x", "--format", "json"];
        let arguments = Arguments::try_parse_from(line).unwrap();
        assert_eq!((arguments.root, arguments.format), (PathBuf::from("x"), Format::Json));
        let Command::Check(view) = arguments.command else { panic!("another command") };
        assert_eq!(view.now.unwrap().to_rfc3339(), "2021-12-15T08:00:00+01:00");
    }

    #[test]
    fn refuses_what_makes_no_sense() {
        for line in [
            vec!["noegletal", "build", "--jobs", "0"],
            vec!["noegletal", "serve", "--port", "70000"],
            vec!["noegletal", "check", "--now", "2021-12-15"],
            vec!["noegletal", "publish"],
            vec!["noegletal", "sample", "x"],
        ] {
            assert_eq!(Arguments::try_parse_from(&line).unwrap_err().exit_code(), 2, "{line:?}");
        }
    }
}
