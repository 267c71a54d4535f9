//! Doing what was planned: the note first, then group after group, each file read again before the manifests name it.

use std::future::Future;

use futures_util::StreamExt;

use super::plan::{Group, Plan};
use super::{Deed, PublishFault, PublishOptions, Step, Target};
use crate::archive::listing;
use crate::archive::manifest::Mark;
use crate::progress::Progress;

pub(super) async fn run(
    target: &Target,
    plan: &Plan,
    options: &PublishOptions,
    progress: &dyn Progress,
) -> Result<(), PublishFault> {
    target.clear_workshop()?;
    if plan.steps.is_empty() {
        return target.remove(listing::NOTE).await;
    }
    let steps = plan.steps.iter().map(|step| (step.path.clone(), step.mark));
    let note = listing::note(steps.chain(plan.noted.iter().cloned())).into_bytes();
    target.put(listing::NOTE, note.clone()).await?;
    target.sync()?;
    let (before, manifests): (Vec<&Step>, Vec<&Step>) =
        plan.steps.iter().partition(|step| step.group < Group::ManifestsOfVersions);
    let (manifests, removed): (Vec<&Step>, Vec<&Step>) =
        manifests.into_iter().partition(|step| step.deed != Deed::Removed);
    progress.stage("uploading", before.len());
    upload(target, &before, options, progress).await?;
    progress.stage("reading what was uploaded", before.len());
    check(target, &before, options, progress).await?;
    // Two at once would take each other's files for removed ones.
    if !target.has(listing::NOTE, &note).await? {
        return Err(PublishFault::Spoiled(format!(
            "another publication to {} has begun; let it end, then publish again",
            target.name()
        )));
    }
    target.sync()?;
    progress.stage("uploading manifests", manifests.len());
    upload(target, &manifests, options, progress).await?;
    check(target, &manifests, options, progress).await?;
    if !removed.is_empty() {
        progress.stage("waiting for readers of old pages", 0);
        tokio::time::sleep(options.grace).await;
        progress.stage("removing", removed.len());
        each(&removed, options.jobs, progress, |step| target.remove(&step.path)).await?;
    }
    target.clear_workshop()?;
    target.sync()?;
    target.remove(listing::NOTE).await
}

async fn upload(
    target: &Target,
    steps: &[&Step],
    options: &PublishOptions,
    progress: &dyn Progress,
) -> Result<(), PublishFault> {
    for group in steps.chunk_by(|one, next| one.group == next.group) {
        each(group, options.jobs, progress, |step| async move {
            let bytes = listing::read_file(&options.from, &step.path)?;
            match bytes.filter(|bytes| Mark::of(bytes) == step.mark) {
                Some(bytes) => target.put(&step.path, bytes).await,
                None => Err(PublishFault::Spoiled(format!(
                    "{} has changed since the archive was proved; publish again when its build is done",
                    options.from.join(&step.path).display()
                ))),
            }
        })
        .await?;
    }
    Ok(())
}

async fn check(
    target: &Target,
    steps: &[&Step],
    options: &PublishOptions,
    progress: &dyn Progress,
) -> Result<(), PublishFault> {
    each(steps, options.jobs, progress, |step| async move {
        match target.holds(&step.path, &[step.mark]).await? {
            Some(true) => Ok(()),
            _ => Err(PublishFault::Spoiled(format!(
                "{}/{} is not what was uploaded; publish again, and look at the storage if it happens again",
                target.name(),
                step.path
            ))),
        }
    })
    .await
}

/// Does something with each, several at once; stops at the first fault.
async fn each<'s, F: Future<Output = Result<(), PublishFault>>>(
    steps: &[&'s Step],
    jobs: usize,
    progress: &dyn Progress,
    work: impl Fn(&'s Step) -> F,
) -> Result<(), PublishFault> {
    let mut done = futures_util::stream::iter(steps.iter().map(|step| work(step))).buffer_unordered(jobs);
    while let Some(one) = done.next().await {
        one?;
        progress.step();
    }
    Ok(())
}
