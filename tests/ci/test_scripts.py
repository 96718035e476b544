"""The scripts of the workflows, run on what a code host has."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from guidance.paths import ROOT
from tests.ci.scripts_on_host import (
    PANEL,
    STATES_ACT,
    run,
    run_on_request,
)
from tests.support.scratch_repository import ScratchRepository

pytestmark = pytest.mark.slow


def test_every_script_of_the_workflows_is_run_here() -> None:
    workflows = "".join(
        path.read_text("utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")
    )
    tests = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    scripts = set(re.findall(r"sh \.ci/([a-z-]+)", workflows))
    assert {"check", "scope", "verdict"} <= scripts
    assert [name for name in sorted(scripts) if f'"{name}"' not in tests] == []


@pytest.mark.parametrize(
    ("paths", "scope"),
    [
        (["content/people.yml"], "content"),
        (["content/people.yml", "schemas/people.json", "tests/data/inventory.yml"], "content"),
        (["content/people.yml", "build.py"], "code"),
        (["docs/contributing/index.md"], "code"),
        (["content.py"], "code"),
        (["other/content/people.yml"], "code"),
    ],
)
def test_a_request_runs_the_tests_of_what_it_changes(
    host: ScratchRepository, tmp_path: Path, paths: list[str], scope: str
) -> None:
    host.start_branch("change")
    for path in paths:
        file = host.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x\n", "utf-8")
    host.commit("Change")
    host.switch("main")
    (host.folder / "build.py").write_text("# of others\n", "utf-8")
    host.commit("Change the program")
    if "build.py" in paths:
        host.switch("change")
        host.git("rebase", "-q", "-X", "theirs", "main")
        host.switch("main")
    host.open_request("change")
    checkout = host.check_out_request(tmp_path / "checkout")
    assert run_on_request("scope", checkout).outputs == f"scope={scope}\n"


def test_the_merge_queue_is_compared_with_its_base(host: ScratchRepository) -> None:
    base = host.hash()
    host.start_branch("gh-readonly-queue/main/pr-1")
    host.write("people.yml", host.read("people.yml") + "\n")
    host.commit("First commit of a request")
    host.commit("Second commit of a request")
    answer = run("scope", host, EVENT="merge_group", BASE=base)
    assert answer.outputs == "scope=content\n"
    assert base in answer.log
    assert run("scope", host, EVENT="merge_group", BASE="0" * 40).status == 2


def test_a_push_without_common_history_runs_all_tests(host: ScratchRepository) -> None:
    old = host.hash()
    host.write("people.yml", host.read("people.yml") + "\n")
    host.commit("Change")
    assert run("scope", host, EVENT="push", BASE=old).outputs == "scope=content\n"
    host.start_branch("other", old)
    forced = host.commit("Other")
    host.switch("main")
    for base in (forced, "0" * 40, "1" * 40, ""):
        assert run("scope", host, EVENT="push", BASE=base).outputs == "scope=code\n"


@pytest.mark.parametrize(
    ("scope", "results", "status"),
    [
        ("content", ("success", "success", "skipped"), 0),
        ("code", ("success", "success", "success"), 0),
        ("code", ("success", "success", "skipped"), 1),
        ("code", ("success", "success", "failure"), 1),
        ("code", ("success", "failure", "success"), 1),
        ("content", ("success", "failure", "skipped"), 1),
        ("content", ("success", "cancelled", "skipped"), 1),
        ("content", ("success", "skipped", "skipped"), 1),
        ("", ("failure", "skipped", "skipped"), 1),
        ("", ("success", "success", "skipped"), 1),
    ],
)
def test_the_required_check_passes_only_if_all_that_applies_has_passed(
    host: ScratchRepository, scope: str, results: tuple[str, str, str], status: int
) -> None:
    names = ("SCOPE_RESULT", "CONTENT_RESULT", "TESTS_RESULT")
    answer = run("verdict", host, SCOPE=scope, **dict(zip(names, results, strict=True)))
    assert answer.status == status


def test_changed_pages_and_pdfs_are_listed_by_name_and_path(checkout: ScratchRepository) -> None:
    answer = run_on_request("outputs", checkout)
    assert answer.status == 0
    assert "\n- What demand is: `2021/panels/1/index.html`\n" in answer.summary
    assert "`downloads/2021/report-a4.pdf`, `downloads/2021/report-letter.pdf`" in answer.summary
    assert "2021/programme" not in answer.summary
    assert "any page or PDF may look different" not in answer.summary


def test_a_change_of_the_program_may_change_any_page(
    host: ScratchRepository, tmp_path: Path
) -> None:
    host.start_branch("program")
    (host.folder / "build.py").write_text("# x\n", "utf-8")
    host.commit("Change the program")
    host.open_request("program")
    answer = run_on_request("outputs", host.check_out_request(tmp_path / "checkout"))
    assert answer.summary == (
        "## No page and no PDF changes\n\n"
        "More than content changed: any page or PDF may look different.\n"
    )


def test_changed_pages_are_unknown_where_the_content_before_was_invalid(
    host: ScratchRepository, tmp_path: Path
) -> None:
    host.replace(PANEL, (STATES_ACT, STATES_ACT + "    key: x\n"))
    host.commit("Add a key")
    host.start_branch("repair")
    host.replace(PANEL, ("    key: x\n", ""))
    host.commit("Remove the key")
    host.open_request("repair")
    answer = run_on_request("outputs", host.check_out_request(tmp_path / "checkout"))
    assert answer.status == 0
    assert answer.summary == (
        "## Changed pages and PDFs are unknown\n\n"
        "The content before this request cannot be read by the program of this request; "
        "it has 1 problem(s) by its rules.\n"
    )


@pytest.mark.pdf
def test_a_problem_of_printing_is_annotated_and_listed(host: ScratchRepository) -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenträgerversammlung" * 2
    host.replace(PANEL, ("    title: States act\n", f"    title: {word}\n"))
    site = host.folder.with_name("site")
    answer = run("build", host, sys.executable, "--site-dir", str(site))
    assert answer.status == 1
    assert not site.exists()
    [annotation] = [
        each
        for each in answer.annotations
        if each.startswith(f"::error file=content/{PANEL},line=23,col=1,")
    ]
    assert re.search(r"; the log has \d+ more problems of this entry$", annotation)
    place = f"content/{PANEL}:23: 2021-P1-02: the word 'Donaudampf"
    assert place in annotation
    assert place in answer.summary
    assert "cached 1/" not in answer.summary
    assert "printed 1/" not in answer.summary


def test_what_is_missing_is_divided_among_machines(host: ScratchRepository) -> None:
    elsewhere = {"SITE_URL": "https://nowhere.example/"}  # nothing is cached for this address
    answer = run("parts", host, sys.executable, OF_PART="0.02", **elsewhere)
    parts = json.loads(answer.outputs.removeprefix("parts="))
    assert parts == [f"{number}/{len(parts)}" for number in range(1, len(parts) + 1)]
    assert len(parts) > 1
    answer = run("parts", host, sys.executable, OF_PART="1000", **elsewhere)
    assert answer.outputs == "parts=[]\n"  # the machine that builds the site prints
    host.replace(PANEL, ("nature:", "natur:"))
    answer = run("parts", host, sys.executable, OF_PART="0.02", **elsewhere)
    assert (answer.status, answer.outputs) == (0, "parts=[]\n")  # the check reports the problem


@pytest.mark.pdf
def test_a_machine_prints_its_part(host: ScratchRepository) -> None:
    answer = run("print", host, sys.executable, PART="9999/9999")
    assert (answer.status, answer.log.endswith(": 0 PDF files printed\n")) == (0, True)
    assert run("print", host, sys.executable, PART="3/2").status == 2


def test_a_container_reads_the_checkout_and_keeps_packages(
    host: ScratchRepository, tmp_path: Path
) -> None:
    settings = tmp_path / "settings"
    answer = run("prepare", host, GIT_CONFIG_GLOBAL=str(settings))
    assert answer.status == 0
    assert f"directory = {host.folder}" in settings.read_text("utf-8")
    assert (host.folder / ".cache" / "packages" / "pip").is_dir()
    assert re.fullmatch(r"week=\d{4}-\d\d\n", answer.outputs)


def test_downloaded_debian_packages_are_kept(host: ScratchRepository, tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    calls = tmp_path / "calls"
    for name, body in {
        "dpkg-query": "exit 1",
        "id": "echo 0",
        "apt-get": f'echo "$@" >> {calls}',
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        (programs / name).chmod(0o755)
    path = f"{programs}:"
    assert run("debian", host, "chromium", path=path, DEBIAN_CACHE=".cache/debian").status == 0
    folder = host.folder / ".cache" / "debian"
    assert (folder / "partial").is_dir()
    assert f"-o Dir::Cache::archives={folder}" in calls.read_text("utf-8")
    calls.unlink()
    assert run("debian", host, "chromium", path=path, DEBIAN_CACHE="").status == 0
    assert "Dir::Cache" not in calls.read_text("utf-8")
