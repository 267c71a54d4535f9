#!/usr/bin/env bash
# Commits what a build has sealed (data/releases.lock, data/releases.hidden) and brings it to a branch of `origin`.
# When somebody else has pushed meanwhile, the commit is put on top; when the seals differ, this fails and says so.
#    ci/commit-seals.sh BRANCH
set -euo pipefail
cd "$(dirname "$0")/.."
branch=$1
git add data/releases.lock
if [ -d data/releases.hidden ]; then git add data/releases.hidden; fi
if git diff --cached --quiet; then
    echo "No new seals."
    exit 0
fi
# Where a server has refused what would start the pipeline again, the words do it.
git -c user.name="${SEALS_NAME:-noegletal}" -c user.email="${SEALS_EMAIL:-noegletal@localhost}" \
    commit --quiet --message "Seal what was published${AT:+ at $AT} [skip ci]"
remote=${SEALS_REMOTE:-origin}
for _ in 1 2 3; do
    if git push --quiet "$remote" "HEAD:refs/heads/$branch"; then
        echo "The seals are in $branch."
        exit 0
    fi
    git fetch --quiet "$remote" "$branch"
    git -c user.name="${SEALS_NAME:-noegletal}" -c user.email="${SEALS_EMAIL:-noegletal@localhost}" rebase --quiet FETCH_HEAD
done
echo "::error::The seals of what was published could not be pushed to $branch: commit data/releases.lock and data/releases.hidden by hand before the next publication."
exit 1
