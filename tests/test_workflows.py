"""CI workflows: valid, without privileges for forks, and limited to scripts and make targets."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from guidance.paths import ROOT
from tests.support.commands import SITE_URL

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(ROOT / ".ci" / "workflows"), sys.executable, str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_both_linters_find_errors(tmp_path: Path) -> None:
    target = tmp_path / ".github" / "workflows" / "check.yml"
    target.parent.mkdir(parents=True)
    valid = (ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8")
    for old, new, message in (
        ("timeout-minutes:", "timeout-minuts:", 'unexpected key "timeout-minuts"'),
        ("  pull_request:", "  pull_request_target:", "dangerous-triggers"),
    ):
        assert old in valid
        target.write_text(valid.replace(old, new), "utf-8")
        process = lint(tmp_path)
        assert process.returncode != 0
        assert message in process.stdout + process.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_workflow_gives_a_fork_secrets_or_write_access(path: Path) -> None:
    text = path.read_text("utf-8")
    workflow = yaml.load(text, Loader=yaml.BaseLoader)
    assert workflow["permissions"] == {"contents": "read"}
    assert "pull_request_target" not in text
    assert "secrets." not in text
    if "pull_request" in workflow["on"]:
        assert all("permissions" not in job for job in workflow["jobs"].values())
    for step in (step for job in workflow["jobs"].values() for step in job.get("steps", ())):
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step.get("uses", f"x@{'0' * 40}"))
        assert "${{" not in step.get("run", "")


def jobs(name: str) -> dict[str, Any]:
    """The jobs of a workflow."""
    text = (ROOT / ".github" / "workflows" / f"{name}.yml").read_text("utf-8")
    found: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)["jobs"]
    return found


def needed(all_jobs: dict[str, Any], name: str) -> set[str]:
    """A job and all those that it waits for."""
    needs = all_jobs[name].get("needs", [])
    others = [needs] if isinstance(needs, str) else needs
    return {name}.union(*(needed(all_jobs, other) for other in others))


def test_one_check_reports_on_every_request_and_in_the_merge_queue() -> None:
    text = (ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8")
    assert {"pull_request", "merge_group"} <= set(yaml.load(text, Loader=yaml.BaseLoader)["on"])
    all_jobs = jobs("check")
    assert needed(all_jobs, "required") == set(all_jobs)
    assert all_jobs["required"]["if"] == "always()"
    assert "Required" in (ROOT / "docs/contributing/repository-settings.md").read_text("utf-8")


def test_the_check_prints_the_pdfs_that_the_tests_look_at() -> None:
    assert jobs("check")["content"]["env"]["SITE_URL"] == SITE_URL


def test_several_machines_print_for_the_one_that_builds_the_site() -> None:
    check, deploy = jobs("check"), jobs("deploy")
    assert check["print"]["with"] == {"site-url": SITE_URL, "cached": "true"}
    assert deploy["print"]["with"]["cached"] == "false"  # what is published comes from no cache
    assert "print" in needed(check, "content") & needed(deploy, "build")
    for steps in (check["content"]["steps"], deploy["build"]["steps"]):
        uses = [step.get("with", {}).get("pattern") for step in steps]
        runs = [step.get("run", "") for step in steps]
        building = [number for number, run in enumerate(runs) if run in ("sh .ci/build", "make")]
        assert uses.index("printed-*") < building[0]


def test_the_check_comes_before_the_account_of_the_changes() -> None:
    runs = [step.get("run") for step in jobs("check")["content"]["steps"]]
    steps = [f"sh .ci/{name}" for name in ("check", "account", "build", "outputs")]
    assert [run for run in runs if run in steps] == steps


def test_nothing_is_published_before_the_check_has_passed() -> None:
    all_jobs = jobs("deploy")
    assert all_jobs["check"]["uses"] == "./.github/workflows/check.yml"
    for name in ("build", "publish"):
        assert "check" in needed(all_jobs, name)
        assert "if" not in all_jobs[name]  # a condition might run it after a failed check


def test_forks_publish_nothing() -> None:
    condition = "github.repository == 'guidance/guidance'"
    for name, job in jobs("deploy").items():
        guards = [jobs("deploy")[other].get("if") for other in needed(jobs("deploy"), name)]
        assert condition in guards or "!github.event.repository.fork" in job["if"]
    assert condition in jobs("audit")["dependencies"]["if"]


def test_workflows_and_commit_hooks_run_make_targets_and_scripts() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    workflow_targets = {
        target
        for path in WORKFLOWS
        for target in re.findall(r"make (?:--silent )?([a-z-]+)\b(?! -)", path.read_text("utf-8"))
    }
    hook_targets = set(
        re.findall(
            r"make --silent ([a-z-]+)", (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
        )
    )
    assert {"set-up", "content", "test", "audit"} <= workflow_targets
    assert hook_targets | workflow_targets <= targets | {"ca-certificates"}


def test_every_path_of_codeowners_exists() -> None:
    paths = [
        line.split()[0]
        for line in (ROOT / ".github" / "CODEOWNERS").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert paths[0] == "*"
    assert [path for path in paths[1:] if not list(ROOT.glob(path.strip("/")))] == []
