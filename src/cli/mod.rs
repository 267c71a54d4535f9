//! The command line: reads what is asked for, runs it, prints problems and the closing line, gives the exit code.
//!
//! The only room that writes to standard output and standard error.

mod arguments;
mod closing;
mod diff;
mod pack;
mod print;
mod progress;
mod publish;
mod revised;
mod verify;

use std::io::{IsTerminal, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use chrono::{DateTime, FixedOffset};
use clap::Parser;

use self::arguments::{Arguments, Audit, Build, Command, Format, Measures, Revise, Sample, Serve, View};
use self::print::human::Colour;
use self::progress::{Bar, Lines};
use crate::hosting;
use crate::pipeline::{self, BuildOptions, Outcome, Revision, Scope};
use crate::progress::{Progress, Silent};
use crate::sample::{self, SampleMeasures, SampleSize};
use crate::serve::{self, Rebuilt, ServeOptions};
use crate::source::{self, Disk, Source};

/// How a run ended, as the exit code says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Done = 0,
    InputErrors = 1,
    WrongUsage = 2,
    Failed = 3,
}

/// Where the configuration is, in the publication's folder.
const CONFIGURATION: &str = "noegletal.toml";

/// The folder of the preview in the publication's folder, apart from the archive.
const PREVIEW: &str = ".preview";

/// The folder of charts drawn before, in the publication's folder.
const DRAWER: &str = ".charts";

/// Runs the program with the arguments it was started with.
#[must_use]
pub fn run() -> ExitCode {
    let ending = match Arguments::try_parse() {
        Ok(arguments) => run_command(&arguments),
        Err(error) => {
            // Help that nobody reads to its end is no failure.
            let _ = error.print();
            if error.use_stderr() { Ending::WrongUsage } else { Ending::Done }
        }
    };
    ExitCode::from(ending as u8)
}

fn run_command(arguments: &Arguments) -> Ending {
    let console = Console { format: arguments.format, root: arguments.root.clone() };
    if arguments.format == Format::Markdown && !matches!(arguments.command, Command::Diff(_)) {
        console.complain("--format markdown is for diff alone");
        return Ending::WrongUsage;
    }
    if let Command::Sample(wanted) = &arguments.command {
        return write_sample(&console, wanted);
    }
    if let Command::Verify(wanted) = &arguments.command {
        return verify::run(&console, &arguments.root, wanted);
    }
    if let Command::Audit(wanted) = &arguments.command {
        return audit(&console, wanted);
    }
    if let Command::Pack(wanted) = &arguments.command {
        return pack::run(&console, &arguments.root, wanted);
    }
    if let Command::Publish(wanted) = &arguments.command {
        return publish::run(&console, &arguments.root, wanted);
    }
    if let Command::Hosting(wanted) = &arguments.command {
        Console::say(hosting::configuration(wanted.server).trim_end());
        return Ending::Done;
    }
    let disk = Disk::new(&arguments.root);
    if let Command::Diff(wanted) = &arguments.command
        && wanted.archive.is_some()
    {
        return diff::run(&console, &disk, wanted);
    }
    match disk.read(CONFIGURATION) {
        Ok(Some(_)) => {}
        Ok(None) => {
            let folder = arguments.root.display();
            console.complain(&format!(
                "there is no {CONFIGURATION} in {folder}; name the publication's folder with --root"
            ));
            return Ending::WrongUsage;
        }
        Err(problem) => {
            console.complain(&problem.message);
            return Ending::WrongUsage;
        }
    }
    match &arguments.command {
        Command::Build(wanted) => build(&console, &disk, wanted),
        Command::Check(view) => check(&console, &disk, *view),
        Command::Serve(wanted) => preview(console, disk, wanted),
        Command::Diff(wanted) => diff::run(&console, &disk, wanted),
        Command::Revise(wanted) => revise(&console, &disk, wanted),
        Command::Audit(wanted) => audit(&console, wanted),
        Command::Pack(wanted) => pack::run(&console, &arguments.root, wanted),
        Command::Sample(wanted) => write_sample(&console, wanted),
        Command::Verify(wanted) => verify::run(&console, &arguments.root, wanted),
        Command::Publish(wanted) => publish::run(&console, &arguments.root, wanted),
        Command::Hosting(_) => Ending::Done,
    }
}

fn audit(console: &Console, wanted: &Audit) -> Ending {
    let audited = pipeline::audit(&Disk::new(&wanted.folder), wanted.exact, &*console.progress());
    let outcome = Outcome { report: audited.report, fault: audited.fault, ..Outcome::default() };
    if outcome.fault.is_none() {
        console.report(&outcome);
    }
    let sentence = audited.answer.as_ref().map(|answer| closing::of_audit(answer, wanted.exact)).unwrap_or_default();
    console.close(&outcome, &sentence)
}

fn revise(console: &Console, disk: &Disk, wanted: &Revise) -> Ending {
    let revision = Revision {
        period: wanted.period,
        class: wanted.class,
        reason: wanted.reason.clone(),
        published: wanted.published.unwrap_or_else(source::now),
    };
    match pipeline::revise(disk, &revision) {
        Ok(made) => {
            Console::say(&revised::words(&made, wanted.class));
            Ending::Done
        }
        Err(sentence) => {
            console.complain(&sentence);
            Ending::WrongUsage
        }
    }
}

fn build(console: &Console, disk: &Disk, wanted: &Build) -> Ending {
    let out = wanted.out.clone().unwrap_or_else(|| disk.root().join("public"));
    let drawer = disk.root().join(DRAWER);
    if wanted.all
        && let Err(sentence) = pipeline::forget(&drawer)
    {
        console.complain(&sentence);
        return Ending::Failed;
    }
    let options = BuildOptions { scope: scope(wanted.view), out, drawer: Some(drawer), jobs: wanted.jobs };
    let start = Instant::now();
    let progress = console.progress();
    let outcome = match wanted.only {
        None => pipeline::build(disk, &options, &*progress),
        Some(months) => pipeline::build_part(disk, &options, months, &*progress),
    };
    console.report(&outcome);
    let sentence = match wanted.only {
        None => closing::of_build(&outcome, start.elapsed()),
        Some(_) => closing::of_part(&outcome, start.elapsed()),
    };
    console.close(&outcome, &sentence)
}

fn check(console: &Console, disk: &Disk, view: View) -> Ending {
    let start = Instant::now();
    let outcome = pipeline::check(disk, &scope(view), &*console.progress());
    console.report(&outcome);
    console.close(&outcome, &closing::of_check(&outcome, start.elapsed()))
}

fn preview(console: Console, disk: Disk, wanted: &Serve) -> Ending {
    let root = disk.root().to_path_buf();
    let options = ServeOptions { site: root.join(PREVIEW), root, port: wanted.port.get() };
    let (out, now) = (options.site.clone(), wanted.now);
    let rebuild = move || {
        let scope = Scope { now: now.unwrap_or_else(source::now), preview: true };
        let start = Instant::now();
        let options = BuildOptions { scope, out: out.clone(), drawer: Some(disk.root().join(DRAWER)), jobs: None };
        let outcome = pipeline::build(&disk, &options, &Silent);
        console.report(&outcome);
        console.close(&outcome, &closing::of_build(&outcome, start.elapsed()));
        Rebuilt { problems: problems(&outcome) }
    };
    let ready = |address| Console::say(&format!("Preview at http://{address}/ (Ctrl-C ends it)"));
    match serve::serve(&options, rebuild, ready) {
        Ok(()) => Ending::Done,
        Err(error) => {
            let port = options.port;
            Console::warn(&format!("error: the preview cannot be served on port {port}: {error}"));
            Ending::Failed
        }
    }
}

/// What open pages of a preview show over their content.
fn problems(outcome: &Outcome) -> Option<String> {
    if outcome.report.is_clean() {
        return outcome.fault.clone();
    }
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = print::human::print(&outcome.report, Colour::Off, &mut text);
    Some(String::from_utf8_lossy(&text).into_owned())
}

fn write_sample(console: &Console, wanted: &Sample) -> Ending {
    let size = SampleSize {
        months: wanted.months.get(),
        // A region brings its own areas.
        jobcentres: wanted.jobcentres.map_or(0, NonZeroU16::get),
        akasser: wanted.akasser.get(),
        seed: wanted.seed,
    };
    let usual = sample::Sample::of(size);
    let sample = sample::Sample {
        last: wanted.last.unwrap_or(usual.last),
        measures: match wanted.measures {
            Measures::All => SampleMeasures::All,
            Measures::Core => SampleMeasures::Core,
        },
        region: wanted.region.clone(),
        deliveries_only: wanted.deliveries_only,
        corrections: wanted.corrections,
        ..usual
    };
    let files = match sample.files() {
        Ok(files) => files,
        Err(sentence) => {
            console.complain(&sentence);
            return Ending::WrongUsage;
        }
    };
    match pipeline::write_sample(&files, &wanted.folder) {
        Ok(files) => {
            Console::say(&format!("{files} files of made-up figures in {}", wanted.folder.display()));
            Ending::Done
        }
        Err(fault) => {
            console.complain(&fault);
            Ending::Failed
        }
    }
}

fn scope(view: View) -> Scope {
    let now: DateTime<FixedOffset> = view.now.unwrap_or_else(source::now);
    Scope { now, preview: view.preview }
}

/// Where a run speaks, and how.
struct Console {
    format: Format,
    root: PathBuf,
}

impl Console {
    fn progress(&self) -> Box<dyn Progress> {
        match self.format {
            Format::Json => Box::new(Silent),
            Format::Human if std::io::stderr().is_terminal() => Box::<Bar>::default(),
            Format::Human | Format::Github | Format::Markdown => Box::<Lines>::default(),
        }
    }

    /// Prints every problem. What cannot be printed because nobody reads any more is let go.
    fn report(&self, outcome: &Outcome) {
        let root: &Path = &self.root;
        let _ = match self.format {
            Format::Human | Format::Markdown => {
                print::human::print(&outcome.report, colour(), &mut std::io::stderr().lock())
            }
            Format::Json => print::json::print(&outcome.report, &mut std::io::stdout().lock()),
            Format::Github => print::github::print(&outcome.report, root, &mut std::io::stdout().lock()),
        };
    }

    /// Prints the last line and says how the run ended.
    fn close(&self, outcome: &Outcome, sentence: &str) -> Ending {
        if let Some(sentence) = &outcome.refused {
            self.complain(sentence);
            return Ending::WrongUsage;
        }
        if let Some(fault) = &outcome.fault {
            self.complain(fault);
            return Ending::Failed;
        }
        match self.format {
            Format::Human | Format::Github => Self::say(sentence),
            Format::Json | Format::Markdown => {}
        }
        if outcome.report.is_clean() { Ending::Done } else { Ending::InputErrors }
    }

    /// Says what stopped the run.
    fn complain(&self, message: &str) {
        match self.format {
            Format::Github => Self::say(&format!("::error::{}", print::github::escape(message))),
            Format::Human | Format::Json | Format::Markdown => Self::warn(&format!("error: {message}")),
        }
    }

    fn say(line: &str) {
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }

    fn warn(line: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }
}

/// Colour on a terminal only, and not for those who have said no (<https://no-color.org>).
fn colour() -> Colour {
    let refused = source::environment("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = source::environment("TERM").is_some_and(|value| value == "dumb");
    if std::io::stderr().is_terminal() && !refused && !dumb { Colour::On } else { Colour::Off }
}
