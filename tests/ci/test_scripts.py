"""The scripts of the workflows, run on what a code host has: requests, forks, shallow checkouts."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from guidance.paths import ROOT
from tests.support.commands import SITE_URL
from tests.support.scratch_repository import ENVIRONMENT, ConflictError, ScratchRepository

pytestmark = pytest.mark.slow

PANEL = "panels/2021-P1.yml"
STATES_ACT = "    text: States should act.\n"
DEMAND_DRIVES = "    text: Demand drives the crime.\n"
DOCUMENTED = f"    changed: {date.today()}\n    change_note: The text is clearer.\n"
LAST_RECORD = "    related: [2021-P1-01]\n"


def record(identifier: str, title: str, text: str) -> str:
    """A takeaway in YAML."""
    return (
        f"  - id: {identifier}\n    title: {title}\n    text: {text}\n    nature: finding\n"
        "    keywords: [action]\n    forms: [all-forms]\n    since: 2022-01-31\n"
    )


@dataclass(frozen=True)
class Answer:
    """What a script answered."""

    status: int
    log: str
    errors: str
    summary: str
    """Its section of the summary of the step."""
    outputs: str
    """The outputs of the step."""

    @property
    def annotations(self) -> list[str]:
        """The annotations in the log."""
        return [line for line in self.log.splitlines() if re.match("::(error|warning) ", line)]

    @property
    def plain_log(self) -> str:
        """The lines of the log that the host takes for no command."""
        return "\n".join(
            re.findall(r"^::stop-commands::(\w+)\n(.*?)^::\1::$", self.log, re.M | re.S)[0][1:]
        )


def run(
    script: str, repository: ScratchRepository, *arguments: str, path: str = "", **environment: str
) -> Answer:
    """Run a script of the workflows in a checkout."""
    summary, outputs = (
        repository.folder.with_name(f"{name}.md") for name in ("summary", "outputs")
    )
    for file in (summary, outputs):
        file.write_text("", "utf-8")
    process = subprocess.run(
        ["sh", str(ROOT / ".ci" / script), *arguments],
        cwd=repository.folder,
        env=os.environ
        | ENVIRONMENT
        | {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(outputs)}
        | {"PATH": f"{path}{os.environ['PATH']}", "SITE_URL": SITE_URL}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    texts = (file.read_text("utf-8") for file in (summary, outputs))
    return Answer(process.returncode, process.stdout, process.stderr, *texts)


def run_on_request(script: str, repository: ScratchRepository) -> Answer:
    """Run a script with Python, as for the event of a request."""
    return run(script, repository, sys.executable, EVENT="pull_request")


@pytest.fixture
def host(tmp_path: Path) -> ScratchRepository:
    """The repository on the code host."""
    return ScratchRepository.create(tmp_path / "host")


@pytest.fixture
def checkout(host: ScratchRepository, tmp_path: Path) -> ScratchRepository:
    """The merge of a sound request into a main branch that others changed, against the rules."""
    host.start_branch("wording")
    host.replace(PANEL, (STATES_ACT, "    text: States must act.\n" + DOCUMENTED))
    host.commit("Reword")
    host.switch("main")
    host.replace(PANEL, (DEMAND_DRIVES, "    text: Demand fuels the crime.\n"))
    host.commit("Reword without a date")
    host.open_request("wording")
    return host.check_out_request(tmp_path / "checkout")


def test_every_script_of_the_workflows_is_run_here() -> None:
    workflows = "".join(
        path.read_text("utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml")
    )
    tests = Path(__file__).read_text("utf-8")
    scripts = set(re.findall(r"sh \.ci/([a-z-]+)", workflows))
    assert {"check", "scope", "verdict"} <= scripts
    assert [name for name in sorted(scripts) if f'"{name}"' not in tests] == []


def test_a_request_is_compared_with_the_branch_it_is_merged_into(
    host: ScratchRepository, checkout: ScratchRepository
) -> None:
    assert run("base", checkout, EVENT="pull_request").log.strip() == host.hash("main")


def test_changes_of_others_are_not_blamed_on_a_request(checkout: ScratchRepository) -> None:
    answer = run_on_request("check", checkout)
    assert (answer.status, answer.annotations) == (0, [])
    assert "no problems" in answer.summary
    account = run_on_request("account", checkout)
    assert account.status == 0
    assert "States ~~should~~ **must** act" in account.summary
    assert "fuels" not in account.summary


def test_a_request_from_a_fork_is_compared_with_the_branch_of_the_host(
    host: ScratchRepository, tmp_path: Path
) -> None:
    fork = host.clone(tmp_path / "fork")
    host.replace(PANEL, (DEMAND_DRIVES, "    text: Demand fuels the crime.\n"))
    host.commit("Reword without a date")
    fork.replace(PANEL, (STATES_ACT, "    text: States must act.\n" + DOCUMENTED))
    fork.commit("Reword on the main branch of the fork")
    host.git("fetch", "-q", fork.url, "main:fork")
    host.open_request("fork")
    checkout = host.check_out_request(tmp_path / "checkout")
    assert run_on_request("check", checkout).status == 0
    assert "must** act" in run_on_request("account", checkout).summary


def test_a_change_without_a_date_is_annotated_and_listed(
    host: ScratchRepository, tmp_path: Path
) -> None:
    host.start_branch("wording")
    host.replace(PANEL, (STATES_ACT, "    text: States must act.\n"))
    host.commit("Reword")
    host.open_request("wording")
    answer = run_on_request("check", host.check_out_request(tmp_path / "checkout"))
    [annotation] = answer.annotations
    place = f"content/{PANEL}"
    assert annotation.startswith(f"::error file={place},line=")
    assert re.search(rf"::{place}:\d+: takeaways\[1\]\.changed: is still ", annotation)
    assert answer.status == 1
    for report in (answer.summary, answer.plain_log):
        assert re.search(rf"^{place}:\d+:\d+: takeaways\[1\]\.changed: is still ", report, re.M)


def test_all_problems_stand_in_log_and_summary_though_ten_annotations_are_shown(
    host: ScratchRepository, tmp_path: Path
) -> None:
    host.start_branch("keywords")
    extra = "".join(f"    key{number}: x\n" for number in range(15))
    host.replace(PANEL, (STATES_ACT, STATES_ACT + extra))
    host.commit("Add keys")
    host.open_request("keywords")
    answer = run_on_request("check", host.check_out_request(tmp_path / "checkout"))
    for number in range(15):
        assert f"takeaways[1].key{number}: is not a key" in answer.summary
        assert f"takeaways[1].key{number}: is not a key" in answer.plain_log


def test_a_long_list_is_cut_off_in_the_summary(host: ScratchRepository, tmp_path: Path) -> None:
    list_ = tmp_path / "list.txt"
    list_.write_text("content/people.yml:1:1: x\n" * 50_000, "utf-8")
    answer = run("summarize", host, "Check", str(list_))
    assert len(answer.summary) < 1_000_000
    assert answer.summary.endswith("The list goes on in the log of the step.\n")


def test_a_line_of_a_report_is_no_command_of_the_host(host: ScratchRepository) -> None:
    process = subprocess.run(
        ["sh", str(ROOT / ".ci" / "plain")],
        input="::error::no command\n",
        capture_output=True,
        text=True,
        check=True,
    )
    first, middle, last = process.stdout.splitlines()
    assert middle == "::error::no command"
    token = first.removeprefix("::stop-commands::")
    assert len(token) == 32
    assert last == f"::{token}::"


def test_a_shallow_checkout_is_refused_and_not_called_unchanged(
    host: ScratchRepository, checkout: ScratchRepository, tmp_path: Path
) -> None:
    shallow = host.check_out_request(tmp_path / "shallow", depth=1)
    for script in ("base", "scope", "check", "account", "outputs"):
        answer = run_on_request(script, shallow)
        assert answer.status == 2
        assert answer.errors == (
            "The first parent of the merge is not in this checkout: set fetch-depth to 0.\n"
        )
        assert answer.summary == ""
    deeper = host.check_out_request(tmp_path / "deeper", depth=2)
    assert run("base", deeper, EVENT="pull_request").log.strip() == host.hash("main")


def test_a_checkout_of_the_branch_alone_is_refused(
    host: ScratchRepository, checkout: ScratchRepository
) -> None:
    answer = run("base", host.clone(checkout.folder.with_name("branch")), EVENT="pull_request")
    assert answer.status == 2
    assert answer.errors.startswith("HEAD is not the merge of a request into its branch")


def conflict(host: ScratchRepository) -> None:
    """Two branches that take the same next number; main holds the first of them."""
    for branch, title in (("prices", "Prices matter"), ("training", "Training works")):
        host.switch("main")
        host.start_branch(branch)
        new = record("2021-P1-03", title, f"{title} for everyone.")
        host.replace(PANEL, (LAST_RECORD, LAST_RECORD + new))
        host.commit(f"Add {title}")
    host.switch("main")
    host.merge("prices")


def test_committed_conflict_markers_are_explained_without_losing_a_record(
    host: ScratchRepository, tmp_path: Path
) -> None:
    conflict(host)
    with pytest.raises(ConflictError):
        host.open_request("training")
    host.switch("training")
    with pytest.raises(ConflictError):
        host.merge("main")
    host.commit("Merge main with its markers")
    host.open_request("training")
    answer = run_on_request("check", host.check_out_request(tmp_path / "checkout"))
    assert answer.status == 1
    assert (
        f"content/{PANEL}:34:1: file: two versions of '2021-P1-03' stand here; if two people took "
        "this number, keep both records: yours begins with a line '- id: 2021-P1-04' of its own, "
        "and a line that stands here once belongs to both; if not, keep one version; "
        "then delete the lines that begin with <<<<<<<, ======= and >>>>>>>\n"
    ) in answer.summary


def test_a_conflict_of_two_records_is_resolved_as_the_message_says(
    host: ScratchRepository, tmp_path: Path
) -> None:
    conflict(host)
    host.switch("training")
    with pytest.raises(ConflictError):
        host.merge("main")
    text = host.read(PANEL)
    first, rest = text.split("<<<<<<< HEAD\n")
    mine, rest = rest.split("=======\n")
    theirs, shared = rest.split(">>>>>>> main\n")
    end = shared.index("conclusions:")
    shared, tail = shared[:end], shared[end:]
    assert first.endswith("  - id: 2021-P1-03\n")
    host.write(PANEL, f"{first}{theirs}{shared}  - id: 2021-P1-04\n{mine}{shared}{tail}")
    host.commit("Merge main")
    host.open_request("training")
    checkout = host.check_out_request(tmp_path / "checkout")
    assert run_on_request("check", checkout).status == 0
    account = run_on_request("account", checkout).summary
    assert "**2021-P1-04** (Training works)" in account
    assert "2021-P1-03" not in account


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
    [annotation] = answer.annotations
    assert annotation.startswith(f"::error file=content/{PANEL},line=23,col=1,")
    assert re.search(r"; the log has \d+ more problems of this entry$", annotation)
    place = f"content/{PANEL}:23: 2021-P1-02: the word 'Donaudampf"
    assert place in annotation
    assert place in answer.summary
    assert "cached 1/" not in answer.summary
    assert "printed 1/" not in answer.summary


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
