//! What is to be uploaded and taken away, and in which order.
//!
//! Everything that is new comes before anything that is changed, and a group is whole before the next begins. So when a
//! changed page is shown, all it links to is there: what is new has come, and what was there is taken away last.

use futures_util::StreamExt;

use super::{PublishFault, PublishOptions, Published, Target, refusal};
use crate::archive::listing::{self, Listing};
use crate::archive::manifest::{self, Mark};
use crate::diagnostic::{Code, Diagnostic, Place, Report};
use crate::progress::Progress;

/// What is done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// Nothing stands there yet.
    New,
    /// Another file of ours stands there.
    Changed,
    /// Nothing names it any more.
    Removed,
}

/// When a file comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// New assets and figures, which stay as they are for good.
    NewForGood,
    /// New pages of versions.
    NewOfVersions,
    /// Other new files.
    New,
    /// Changed files of versions and changed assets.
    ChangedOfVersions,
    /// Other changed files.
    Changed,
    /// What others find the rest by: indexes, `latest`, feeds, the history, files at the root. New or changed.
    Entrances,
    /// The front page.
    FrontPage,
    /// Manifests of versions.
    ManifestsOfVersions,
    /// The root's manifest.
    RootManifest,
    /// What nothing names any more.
    Removed,
}

/// One file that is uploaded or taken away.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    /// When; steps are in order.
    pub group: Group,
    /// Its path below the target.
    pub path: String,
    /// What is done with it.
    pub deed: Deed,
    /// What it will hold, or held.
    pub mark: Mark,
}

/// A publication that has been thought through.
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    /// What an interrupted publication was about to do, with all that its files may hold.
    pub(super) noted: Vec<(String, Mark)>,
    unchanged: usize,
    resumed: bool,
    report: Report,
}

impl Plan {
    pub(super) fn published(self) -> Published {
        let uploaded = self.steps.iter().filter(|step| step.deed != Deed::Removed);
        let bytes = uploaded.map(|step| step.mark.bytes).sum();
        Published { bytes, unchanged: self.unchanged, resumed: self.resumed, report: self.report, steps: self.steps }
    }
}

/// What is to be done so that the target becomes the archive.
pub(super) async fn plan(
    target: &Target,
    archive: &Listing,
    there: &Listing,
    options: &PublishOptions,
    progress: &dyn Progress,
) -> Result<Plan, PublishFault> {
    let mut plan = Plan {
        steps: Vec::new(),
        noted: there.noted.iter().flat_map(|path| marks_of(there, path)).collect(),
        unchanged: 0,
        resumed: there.unfinished,
        report: Report::default(),
    };
    let mut unsure = Vec::new();
    for (path, marks) in &archive.files {
        let Some(mark) = marks.first().copied() else { continue };
        match there.files.get(path) {
            Some(known) if !options.verify && !there.noted.contains(path) => {
                if known.contains(&mark) {
                    plan.unchanged += 1;
                } else {
                    plan.put(path, Deed::Changed, mark);
                }
            }
            known => unsure.push((path, known.is_some(), mark)),
        }
    }
    plan.look(target, unsure, options.jobs, progress).await?;
    plan.look_at_gone(target, archive, there, options.jobs).await?;
    plan.steps.sort();
    if plan.report.is_clean() { Ok(plan) } else { Err(PublishFault::Refused(plan.report)) }
}

fn marks_of(there: &Listing, path: &str) -> Vec<(String, Mark)> {
    let marks = there.files.get(path).map(Vec::as_slice).unwrap_or_default();
    marks.iter().map(|mark| (path.to_owned(), *mark)).collect()
}

impl Plan {
    fn put(&mut self, path: &str, deed: Deed, mark: Mark) {
        self.steps.push(Step { group: group(path, deed), path: path.to_owned(), deed, mark });
    }

    /// Looks at files of which the manifests at the target do not tell.
    async fn look<'p>(
        &mut self,
        target: &Target,
        unsure: Vec<(&'p String, bool, Mark)>,
        jobs: usize,
        progress: &dyn Progress,
    ) -> Result<(), PublishFault> {
        progress.stage("looking at the target", unsure.len());
        let look = |(path, ours, mark): (&'p String, bool, Mark)| async move {
            target.holds(path, &[mark]).await.map(|found| (path, ours, mark, found))
        };
        let mut looked = futures_util::stream::iter(unsure.into_iter().map(look)).buffer_unordered(jobs);
        while let Some(one) = looked.next().await {
            progress.step();
            match one? {
                (_, _, _, Some(true)) => self.unchanged += 1,
                (path, true, mark, Some(false)) => self.put(path, Deed::Changed, mark),
                (path, _, mark, None) => self.put(path, Deed::New, mark),
                (path, false, _, Some(false)) => self.report.push(
                    refusal(format!("{}/{path} is there, and no manifest there names it", target.name()))
                        .at(Place::file(path))
                        .hint("Move it away, or give another target: only what the program wrote is replaced."),
                ),
            }
        }
        Ok(())
    }

    /// Files that the target's manifests name and the archive's do not. One with other bytes is not ours to take away.
    async fn look_at_gone(
        &mut self,
        target: &Target,
        archive: &Listing,
        there: &Listing,
        jobs: usize,
    ) -> Result<(), PublishFault> {
        let gone = there.files.iter().filter(|(path, _)| !archive.files.contains_key(*path));
        let gone: Vec<(&String, &Vec<Mark>)> = gone.collect();
        let look = async |(path, marks): (&String, &Vec<Mark>)| target.holds(path, marks).await;
        let mut looked = futures_util::stream::iter(gone.iter().map(|one| look(*one))).buffered(jobs);
        for (path, marks) in &gone {
            let found = looked.next().await.transpose()?.flatten();
            match (found, marks.first()) {
                (Some(true), Some(mark)) => self.put(path, Deed::Removed, *mark),
                (Some(false), _) => self.report.push(
                    Diagnostic::warning(
                        Code::AddedFile,
                        format!("{}/{path} is not what was published, and is left alone", target.name()),
                    )
                    .at(Place::file(path))
                    .hint("Nothing names it any more: move it away."),
                ),
                _ => {}
            }
        }
        Ok(())
    }
}

fn group(path: &str, deed: Deed) -> Group {
    let of_version = listing::folder_of_version(path).is_some();
    let for_good = path.starts_with("assets/") || listing::is_figures(path);
    if deed == Deed::Removed {
        Group::Removed
    } else if path == manifest::NAME {
        Group::RootManifest
    } else if listing::is_unit(path) {
        Group::ManifestsOfVersions
    } else if path == "index.html" {
        Group::FrontPage
    } else if is_entrance(path) {
        Group::Entrances
    } else {
        match (deed, for_good, of_version) {
            (Deed::New, true, _) => Group::NewForGood,
            (Deed::New, false, true) => Group::NewOfVersions,
            (Deed::New, false, false) => Group::New,
            (_, true, _) | (_, _, true) => Group::ChangedOfVersions,
            _ => Group::Changed,
        }
    }
}

/// Whether programs and readers find other files by this one: files at the root, the index, what is newest, feeds.
fn is_entrance(path: &str) -> bool {
    !path.contains('/')
        || path == "api/v1/index.json"
        || ["api/v1/latest/", "embed/latest/", "en/embed/latest/", "feed/"]
            .iter()
            .any(|folder| path.starts_with(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linked_to_comes_before_what_links() {
        let order = [
            ("api/v1/releases/2021-09/v2/ledige.json", Deed::New, Group::NewForGood),
            ("assets/noegletal.0123.css", Deed::New, Group::NewForGood),
            ("2021-09/v2/index.html", Deed::New, Group::NewOfVersions),
            ("embed/2021-09/v2/ledige/index.html", Deed::New, Group::NewOfVersions),
            ("dokumenter/x/index.html", Deed::New, Group::New),
            ("2021-09/v1/index.html", Deed::Changed, Group::ChangedOfVersions),
            ("2021-09/index.html", Deed::Changed, Group::Changed),
            ("a-kasse/3f/index.html", Deed::Changed, Group::Changed),
            ("api/v1/index.json", Deed::New, Group::Entrances),
            ("api/v1/latest/ledige.json", Deed::Changed, Group::Entrances),
            ("releases.lock", Deed::Changed, Group::Entrances),
            ("sitemap.xml", Deed::Changed, Group::Entrances),
            ("index.html", Deed::Changed, Group::FrontPage),
            ("2021-09/v2/manifest.json", Deed::New, Group::ManifestsOfVersions),
            ("api/v1/releases/2021-09/v2/manifest.json", Deed::New, Group::ManifestsOfVersions),
            ("manifest.json", Deed::Changed, Group::RootManifest),
            ("om/index.html", Deed::Removed, Group::Removed),
        ];
        for (path, deed, expected) in order {
            assert_eq!(group(path, deed), expected, "{path}");
        }
        assert!(order.windows(2).all(|two| two[0].2 <= two[1].2));
    }
}
