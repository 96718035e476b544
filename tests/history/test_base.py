"""The base of a comparison, in repositories as a code host and its contributors have them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from guidance.paths import ROOT
from tests.examples import BASE
from tests.support.commands import run_build
from tests.support.scratch_repository import ConflictError, ScratchRepository

pytestmark = pytest.mark.slow

WORDS = ("Demand drives the crime.", "Demand drives every crime.")
NOTED = (
    "    nature: finding\n",
    "    changed: 2022-01-31\n    change_note: All.\n    nature: finding\n",
)
ASKED = "takeaways[0].changed: is still 2021-06-20, but '2021-P1-01' has changed since"
PANEL = "panels/2021-P1.yml"


@pytest.fixture
def project(tmp_path: Path) -> ScratchRepository:
    """The project as its code host has it, with a branch `proposal` that rewords a record."""
    repository = ScratchRepository.create(tmp_path / "project")
    repository.start_branch("proposal")
    repository.replace(PANEL, WORDS)
    repository.commit("Reword a takeaway")
    repository.switch("main")
    return repository


def run(environment: Mapping[str, str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command with variables of the environment."""
    return run_build(*arguments, project=ROOT, folder=ROOT, **environment)


def changes(repository: ScratchRepository, *arguments: str) -> list[str]:
    """The lines of the report of changes."""
    process = run_build("changes", *arguments, "--content", repository.content)
    assert (process.returncode, process.stderr) == (0, "")
    return process.stdout.splitlines()


def refusal(repository: ScratchRepository | Path, *command: str, **environment: str) -> str:
    """The one line that says why a command does not compare."""
    content = repository if isinstance(repository, Path) else repository.content
    process = run(environment, *command, "--content", content)
    assert (process.returncode, process.stdout) == (2, "")
    assert "Traceback" not in process.stderr
    return process.stderr.splitlines()[-1].removeprefix("Error: ")


def check(repository: ScratchRepository | Path, **environment: str) -> tuple[int, str, str]:
    """What `make check` runs: the exit code, the line on the base, and the problems."""
    content = repository if isinstance(repository, Path) else repository.content
    process = run(environment, "check", "--since", "auto", "--content", content)
    first, *rest = process.stdout.splitlines()
    assert "Traceback" not in process.stderr
    return process.returncode, first, process.stderr + "".join(rest)


def changed(lines: Sequence[str]) -> list[str]:
    """The entries of a report."""
    return [line.split("**")[1] for line in lines if line.startswith("- ")]


def test_a_branch_is_compared_with_where_it_left_the_main_one(project: ScratchRepository) -> None:
    base = project.hash()
    project.replace("people.yml", ("Ben South", "Ben F. South"))
    project.commit("Other people's work on main")
    project.switch("proposal")
    lines = changes(project)
    assert lines[2] == f"Compared with {base[:7]} of 2022-01-31, where this branch left main."
    assert changed(lines) == ["2021-P1-01"]
    assert changes(project, "main") == lines


def test_the_check_asks_for_what_a_request_is_asked(project: ScratchRepository) -> None:
    base = project.hash()
    project.switch("proposal")
    code, line, problems = check(project)
    assert code == 1
    assert line == (
        f"Changes are compared with {base[:7]} of 2022-01-31, where this branch left main."
    )
    assert ASKED in problems
    project.replace(PANEL, NOTED)
    assert check(project) == (0, line, "no problems")
    project.git("checkout", "-q", "main", "--", "content")
    project.write(PANEL, project.read(PANEL).replace("2021-P1-01", "2021-P1-03"))
    assert "takeaways[0].id: was '2021-P1-01', and others cite its address" in check(project)[2]
    (project.content / PANEL).unlink()
    assert "stood here with 2021-P1-01 and 2021-P1-02 and is gone" in check(project)[2]


def test_the_last_commit_is_the_base_on_the_main_branch(project: ScratchRepository) -> None:
    name = f"{project.hash()[:7]} of 2022-01-31, the last commit, which main contains"
    assert changes(project) == [f"Nothing in the content differs from {name}."]
    project.replace("people.yml", ("Ben South", "Ben F. South"))
    assert changes(project)[2] == f"Compared with {name}."


def test_a_fork_is_compared_with_the_project_that_it_follows(
    project: ScratchRepository, tmp_path: Path
) -> None:
    project.clone(tmp_path / "fork", "--branch=main")
    fork = ScratchRepository(tmp_path / "fork")
    project.replace("people.yml", ("Ben South", "Ben F. South"))
    base = project.commit("Other people's work")
    fork.git("remote", "add", "upstream", project.url)
    fork.git("fetch", "-q", "upstream")
    fork.git("merge", "-q", "upstream/main")
    fork.replace(PANEL, WORDS)
    fork.commit("Work on the main branch of the fork")
    fork.git("update-ref", "refs/remotes/origin/main", "HEAD")
    lines = changes(fork)
    assert lines[2] == (
        f"Compared with {base[:7]} of 2022-01-31, where this branch left upstream/main."
    )
    assert changed(lines) == ["2021-P1-01"]


def test_a_default_branch_of_another_name_is_found(tmp_path: Path) -> None:
    project = ScratchRepository.create(tmp_path / "project", branch="develop")
    clone = project.clone(tmp_path / "clone", "--origin=upstream")
    clone.start_branch("proposal")
    clone.replace(PANEL, WORDS)
    assert changes(clone)[2].endswith("the last commit, which upstream/develop contains.")
    project.git("branch", "-q", "-m", "trunk")
    clone.git("fetch", "-q", "--prune")
    assert "where" not in (line := changes(clone)[2])
    assert line.endswith("which upstream/trunk contains.")
    clone.git("update-ref", "refs/remotes/upstream/main", "HEAD")
    assert "git remote set-head upstream --auto" in refusal(clone, "changes")


def test_a_merge_of_the_code_host_is_compared_with_its_first_parent(
    project: ScratchRepository, tmp_path: Path
) -> None:
    stale = project.hash()
    project.replace("people.yml", ("Ben South", "Ben F. South"))
    first_parent = project.commit("Other people's work, after the request was opened")
    project.open_request("proposal")
    everything = project.check_out_request(tmp_path / "everything")
    assert changes(everything)[2].startswith(f"Compared with {first_parent[:7]} of")
    assert changed(changes(everything)) == ["2021-P1-01"]
    two = project.check_out_request(tmp_path / "two", depth=2)
    assert changed(changes(two, "HEAD^1")) == ["2021-P1-01"]
    assert "git fetch --unshallow" in refusal(two, "changes", stale)
    one = project.check_out_request(tmp_path / "one", depth=1)
    assert refusal(one, "changes", "HEAD^1") == (
        "'HEAD^1' is not in this copy, which holds the latest commits alone; "
        "fetch the rest with: git fetch --unshallow"
    )
    assert refusal(one, "changes").startswith(
        "this copy does not know the main branch of origin; fetch it with: git remote "
        "set-branches origin '*' && git fetch --unshallow origin && git remote set-head "
    )


def test_a_copy_of_one_branch_gets_the_main_one_by_the_commands_that_it_names(
    project: ScratchRepository, tmp_path: Path
) -> None:
    for depth in ([], ["--depth=1"]):
        options = [*depth, "--single-branch", "--branch=proposal"]
        copy = project.clone(tmp_path / f"copy{len(depth)}", *options)
        reason = refusal(copy, "changes")
        code, line, problems = check(copy)
        assert (code, line, problems) == (0, f"Changes are not compared: {reason}.", "no problems")
        command = reason.split("fetch it with: ")[1].split("; ")[0]
        subprocess.run(command, shell=True, cwd=copy.folder, check=True, capture_output=True)
        assert changed(changes(copy)) == ["2021-P1-01"]


def test_a_copy_of_the_latest_commits_names_its_base_or_refuses(
    project: ScratchRepository, tmp_path: Path
) -> None:
    shallow = project.clone(tmp_path / "shallow", "--depth=1", "--branch=main")
    shallow.start_branch("edit")
    shallow.replace(PANEL, WORDS)
    shallow.commit("Reword a takeaway")
    assert changed(changes(shallow)) == ["2021-P1-01"]
    both = project.clone(tmp_path / "both", "--depth=1", "--no-single-branch", "--branch=proposal")
    for arguments in (["changes"], ["changes", "origin/main"]):
        assert refusal(both, *arguments) == (
            "this copy holds the latest commits alone, so nobody knows where its branch left "
            "origin/main; fetch the rest with: git fetch --unshallow"
        )


@pytest.mark.parametrize("command", [("changes", "nowhere"), ("check", "--since", "nowhere")])
def test_an_unknown_revision_is_named(project: ScratchRepository, command: tuple[str, ...]) -> None:
    assert refusal(project, *command) == (
        "'nowhere' is no revision of this repository; "
        "allowed: a commit, a branch or a tag, such as main or HEAD~1"
    )


def test_without_a_readable_repository_the_content_alone_is_checked(
    project: ScratchRepository, tmp_path: Path
) -> None:
    outside = Path(shutil.copytree(BASE, tmp_path / "outside"))
    other_user = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    no_git = {"PATH": str(tmp_path)}
    remedy = f"git config --global --add safe.directory {project.folder}"
    for content, environment, reason in (
        (outside, {}, f"{outside} lies in no git repository, so nobody knows what it was before"),
        (project.content, other_user, f"if you trust it, run: {remedy}"),
        (project.content, no_git, "git cannot be run, and it alone knows what the content was"),
    ):
        assert reason in refusal(content, "changes", **environment)
        assert reason in refusal(content, "check", "--since", "HEAD", **environment)
        code, line, problems = check(content, **environment)
        assert (code, problems) == (0, "no problems")
        assert line.startswith("Changes are not compared: ")
        assert reason in line


def test_a_repository_without_a_commit_or_without_the_content_says_so(tmp_path: Path) -> None:
    repository = ScratchRepository(Path(tmp_path / "project"))
    shutil.copytree(BASE, repository.content)
    repository.git("init", "-q", "-b", "main")
    assert refusal(repository, "changes") == (
        "this repository has no commit yet; commit the content first"
    )
    (repository.folder / "README.md").write_text("Content", "utf-8")
    repository.git("add", "README.md")
    repository.git("commit", "-q", "-m", "Begin")
    assert changes(repository)[2].endswith(
        "the last commit, which main contains, without content/."
    )


def test_a_conflict_is_named_and_nothing_else_of_its_file(project: ScratchRepository) -> None:
    project.replace(PANEL, (WORDS[0], "Demand drives crimes."))
    project.replace("people.yml", ("Ben South", "Ben F. South"))
    project.commit("Reword the same takeaway")
    with pytest.raises(ConflictError, match=PANEL):
        project.open_request("proposal")
    project.start_branch("work", "proposal")
    with pytest.raises(ConflictError, match=PANEL):
        project.merge("main")
    lines = changes(project)
    assert lines[4:6] == ["### Not compared", ""]
    assert lines[6].startswith("- **content/panels/2021-P1.yml**: cannot be read (line 19): ")
    assert changed(lines) == ["content/panels/2021-P1.yml", "ben-south"]
    code, _, problems = check(project)
    assert code == 1
    assert problems.count("content/panels/2021-P1.yml:") == 1


def test_make_check_and_make_content_find_the_base_by_themselves() -> None:
    for target in ("check", "content"):
        process = subprocess.run(
            ["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True, text=True
        )
        assert 'build.py check --since "${SINCE:-auto}"' in process.stdout
