"""Runs the workflow files of CI step by step, in a clone, with a folder as the target.

    workflow.py PROGRAM     needs PyYAML, git, bash

Each `run:` of .github/workflows/publish.yml and each line of .gitlab-ci.yml is run as it stands, with the variables that
the service would set. Steps of others (checkout, cache, artifact) are replaced by checks of what they are given; `cargo`
hands over the program that is already built, `gh` and `curl` note what they are asked. Tried are: a release a few seconds
ahead, which appears at its time and not before; a second run, which does nothing; a pull request with its preview and its
comment; and a delivery with an error, which stops at the check with an annotation that names file and row.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.argv[1]).resolve()
GITHUB = yaml.safe_load((ROOT / ".github/workflows/publish.yml").read_text())
GITLAB = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text())
SECRET = "Kun21Personer"


def say(*words):
    print(*words, flush=True)


def git(folder, *words):
    done = subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def tool(folder, name, text):
    path = folder / name
    path.write_text("#!/usr/bin/env bash\n" + text)
    path.chmod(0o755)


def delivery(clone, month, published, rows):
    folder = clone / f"data/{month}/v1"
    folder.mkdir(parents=True)
    (folder / "release.toml").write_text(
        f'period = "{month}"\npublished = "{published}"\nstatus = "final"\nclass = "first"\nsynthetic = true\n'
    )
    (folder / "fokusmaal_2_samtaler.csv").write_text("period,akasse,value\n" + rows)


class Place:
    """A repository with its remote, tools and target."""

    def __init__(self, work):
        self.work = work
        self.tools, self.target = work / "tools", work / "www"
        self.tools.mkdir(parents=True)
        self.origin = work / "origin.git"
        seed = work / "seed"
        seed.mkdir()
        for name in ["noegletal.toml", "data", "content", "templates", "ci", ".gitignore", "public"]:
            source = ROOT / name
            if source.is_dir():
                ignore = shutil.ignore_patterns("202[45]-*", "releases.lock", "releases.hidden") if name == "data" else None
                ignore = shutil.ignore_patterns("[!.]*") if name == "public" else ignore
                shutil.copytree(source, seed / name, ignore=ignore)
            else:
                shutil.copy(source, seed / name)
        git(work, "init", "--quiet", "--bare", "--initial-branch=main", str(self.origin))
        git(seed, "init", "--quiet", "--initial-branch=main")
        git(seed, "remote", "add", "origin", str(self.origin))
        # What has been out for long is sealed, and published.
        archive = work / "archive"
        subprocess.run([PROGRAM, "--root", seed, "build", "--out", archive], check=True, capture_output=True)
        subprocess.run([PROGRAM, "publish", self.target, "--from", archive], check=True, capture_output=True)
        self.commit(seed, "main", "Seed")
        has_diff = subprocess.run([PROGRAM, "diff", "--help"], capture_output=True).returncode == 0
        instead = "" if has_diff else '[[ " $* " == *" diff "* ]] && { echo "| figure |"; exit 0; }\n'
        tool(
            self.tools,
            "cargo",
            f'[ "$*" = "build --release --locked" ] || exit 9\nmkdir -p target/release\n'
            f"cat >target/release/noegletal <<'TOOL'\n#!/usr/bin/env bash\n{instead}exec {PROGRAM} \"$@\"\nTOOL\n"
            "chmod +x target/release/noegletal\n",
        )
        for name in ["gh", "curl"]:
            tool(self.tools, name, f'echo "$0 $*" >>{work}/asked\ncat ../difference.md difference.md >>{work}/asked 2>/dev/null; exit 0\n')

    def commit(self, clone, branch, message):
        git(clone, "add", "--all")
        git(clone, "-c", "user.name=x", "-c", "user.email=x@x.example", "commit", "--quiet", "--message", message)
        git(clone, "push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")

    def clone(self, name, branch="main"):
        folder = self.work / name / "clone"
        folder.parent.mkdir()
        git(self.work, "clone", "--quiet", "--branch", branch, str(self.origin), str(folder))
        return folder

    def environment(self, **more):
        kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
        return {**kept, "PATH": f"{self.tools}:{os.environ['PATH']}", "CI": "true", "AWS_REGION": "", **more}


def github(place, clone, job, event):
    """Runs the steps of a job; the name of the step that failed, or None, and all that was printed."""
    files = {name: clone.parent / name for name in ("GITHUB_ENV", "GITHUB_PATH", "GITHUB_STEP_SUMMARY")}
    for file in files.values():
        file.write_text("")
    known = {
        "github.base_ref": "main",
        "github.token": "token",
        "github.event.pull_request.number": "7",
        "vars.PUBLISH_TARGET": str(place.target),
    }
    conditions = {
        "vars.PUBLISH_TARGET != ''": True,
        "github.event.pull_request.head.repo.full_name == github.repository": True,
    }
    fill = lambda text: re.sub(r"\$\{\{ *(.*?) *\}\}", lambda found: known.get(found[1], ""), text)
    printed = ""
    for step in GITHUB["jobs"][job]["steps"]:
        name = step.get("name", step.get("uses"))
        assert conditions[step["if"]] if "if" in step else True, name
        if "uses" in step:
            assert re.fullmatch(r"actions/[a-z-]+@v\d+\.\d+\.\d+", step["uses"]), f"{step['uses']} is not pinned"
            if "upload-artifact" in step["uses"]:
                preview = clone / step["with"]["path"]
                assert (preview / "index.html").is_file() and not (preview / "releases.lock").exists(), preview
            continue
        environment = place.environment(GITHUB_EVENT_NAME=event, **{name: str(file) for name, file in files.items()})
        environment |= dict(line.split("=", 1) for line in files["GITHUB_ENV"].read_text().splitlines())
        environment["PATH"] = ":".join([*reversed(files["GITHUB_PATH"].read_text().split()), environment["PATH"]])
        environment |= {key: fill(value) for key, value in step.get("env", {}).items()}
        # As the service does.
        shell = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", fill(step["run"])]
        done = subprocess.run(shell, cwd=clone, env=environment, capture_output=True, text=True)
        printed += done.stdout + done.stderr
        say(f"  {name}: {'done' if done.returncode == 0 else f'exit {done.returncode}'}")
        if done.returncode:
            return name, printed
    return None, printed


def gitlab(place, clone, job):
    lines = [*GITLAB[job]["before_script"], *GITLAB[job]["script"]]
    environment = place.environment(
        CI_DEFAULT_BRANCH="main",
        CI_MERGE_REQUEST_TARGET_BRANCH_NAME="main",
        CI_MERGE_REQUEST_IID="7",
        CI_PROJECT_ID="1",
        CI_API_V4_URL="https://gitlab.example/api/v4",
        COMMENT_TOKEN="token",
        PUBLISH_TARGET=str(place.target),
    )
    # Each line is told before it is run, as in the service's log.
    script = "set -eo pipefail\n" + "".join(f"echo '$ {number}'\n{line}\n" for number, line in enumerate(lines))
    done = subprocess.run(["bash", "-c", script], cwd=clone, env=environment, capture_output=True, text=True)
    number = re.findall(r"^\$ (\d+)$", done.stdout, re.M)[-1]
    failed = lines[int(number)] if done.returncode else None
    say(f"  {int(number) + 1} of {len(lines)} lines{f', stopped at: {failed}' if failed else ''}")
    return failed, done.stdout + done.stderr


def files(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in found
        if not str(path.relative_to(folder)).startswith(".noegletal-")
    }


def publishes_at_its_time(service, run, job):
    """A release a few seconds ahead appears then, not before, and its seal is committed; a second run does nothing."""
    with tempfile.TemporaryDirectory() as work:
        place = Place(Path(work))
        clone = place.clone("author")
        at = datetime.now(timezone.utc).replace(microsecond=0) + timedelta(seconds=20)
        delivery(clone, "2021-10", at.isoformat(), "2021-10,3f,91\n2021-10,hk,78\n")
        place.commit(clone, "main", "Deliver October")
        seen = []

        def look():
            while not seen:
                try:
                    # Also the note of what is under way would tell.
                    told = [path for path in place.target.rglob("*") if "2021-10" in str(path) or "pending" in path.name]
                except FileNotFoundError:
                    # A file was moved to its place just now.
                    continue
                if told:
                    seen.append(datetime.now(timezone.utc))
                time.sleep(0.02)

        watcher = threading.Thread(target=look, daemon=True)
        watcher.start()
        clone = place.clone("runner")
        failed, printed = run(place, clone, job)
        assert failed is None, f"{failed}\n{printed}"
        watcher.join(10)
        late = (seen[0] - at).total_seconds()
        assert 0 <= late < 60, f"{late} s after its time"
        assert f"waiting until {at.isoformat()}" in printed, f"it was not prepared before its time\n{printed}"
        assert files(place.target) == files(clone.parent / "archive")
        log = git(place.origin, "log", "-1", "--format=%s %an", "main")
        assert log.startswith("Seal what was published at") and log.endswith("[skip ci] noegletal"), log
        changed = git(place.origin, "show", "--name-only", "--format=", "main").splitlines()
        assert "data/releases.lock" in changed and all(name.startswith("data/releases.") for name in changed), changed
        say(f"  {service}: the release appeared {late:.1f} s after its time, and its seal is committed")
        failed, printed = run(place, place.clone("again"), job)
        assert failed is None and "No new seals." in printed, f"{failed}\n{printed}"
        assert git(place.origin, "log", "-1", "--format=%s %an", "main") == log


def shows_a_change(service, run, job):
    """What a pull request changes: the preview, the comment; and a delivery with an error."""
    with tempfile.TemporaryDirectory() as work:
        place = Place(Path(work))
        clone = place.clone("author")
        delivery(clone, "2021-10", "2099-12-15T08:00:00+01:00", "2021-10,3f,91\n2021-10,hk,78\n")
        place.commit(clone, "october", "Deliver October")
        runner = place.clone("runner", "october")
        before = files(place.target)
        failed, printed = run(place, runner, job)
        assert failed is None, f"{failed}\n{printed}"
        assert (runner / ".preview/2021-10/v1/index.html").is_file(), "the preview shows what is under embargo"
        asked = (place.work / "asked").read_text()
        assert "|" in asked and ("pr comment 7" in asked or "merge_requests/7/notes" in asked), asked
        assert files(place.target) == before

        delivery(clone, "2021-11", "2099-12-15T08:00:00+01:00", f"2021-11,3f,91\n2021-11,hk,{SECRET}\n")
        place.commit(clone, "broken", "Deliver November")
        failed, printed = run(place, place.clone("stopped", "broken"), job)
        assert failed and "check" in failed.lower(), failed
        wanted = r"::error .*file=data/2021-11/v1/fokusmaal_2_samtaler\.csv,line=3"
        assert re.search(wanted, printed), printed
        assert SECRET not in printed, "the annotation shows the cell"
        say(f"  {service}: stopped at the check: {re.search(wanted + '.*', printed)[0][:160]}")


def finds_the_time():
    with tempfile.TemporaryDirectory() as work:
        root = Path(work)
        shutil.copytree(ROOT / "ci", root / "ci")
        for month, published in [("2021-09", "2021-12-15T08:00:00+01:00"), ("2021-10", "2021-12-15T08:30:00+01:00")]:
            (root / f"data/{month}/v1").mkdir(parents=True)
            (root / f"data/{month}/v1/release.toml").write_text(f'period = "{month}"\npublished = "{published}"\n')
        for now, minutes, expected in [
            ("2021-12-15T06:20:00+00:00", 75, "2021-12-15T08:00:00+01:00"),
            ("2021-12-15T07:00:00+00:00", 75, "2021-12-15T08:30:00+01:00"),
            ("2021-12-15T05:20:00+00:00", 75, "2021-12-15T05:20:00+00:00"),
            ("2021-12-15T05:45:00+00:00", 75, "2021-12-15T08:00:00+01:00"),
            ("2021-12-15T09:00:00+00:00", 75, "2021-12-15T09:00:00+00:00"),
        ]:
            done = subprocess.run(
                [root / "ci/release-time.sh", str(minutes)], env={**os.environ, "NOW": now}, capture_output=True, text=True
            )
            assert done.stdout.strip() == expected, (now, done)


def keeps_to_the_rules():
    """What the services are asked for beyond the steps."""
    # YAML reads `on` as true.
    triggers = GITHUB[True]
    assert {"schedule", "push", "pull_request"} <= set(triggers) and triggers["push"]["branches"] == ["main"]
    assert "pull_request_target" not in triggers, "a pull request would be given secrets"
    assert GITHUB["permissions"] == {"contents": "read"} and GITHUB["concurrency"]["group"]
    look, publish = GITHUB["jobs"]["look"], GITHUB["jobs"]["publish"]
    assert publish["permissions"] == {"contents": "write"} and publish["environment"]
    assert look["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert "secrets." not in yaml.safe_dump(look), "a pull request is given secrets"
    for job in (look, publish):
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "a value would be read as shell"
    assert GITLAB["publish"]["resource_group"] and GITLAB["look"]["artifacts"]["paths"]


def main():
    keeps_to_the_rules()
    finds_the_time()
    services = {
        "GitHub": lambda place, clone, job: github(place, clone, job, "push" if job == "publish" else "pull_request"),
        "GitLab": gitlab,
    }
    for service, run in services.items():
        say(f"{service}: publish, then publish again")
        publishes_at_its_time(service, run, "publish")
        say(f"{service}: a change that is looked at, and one with an error")
        shows_a_change(service, run, "look")
    say("every step of both workflow files was run")


if __name__ == "__main__":
    main()
