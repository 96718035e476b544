"""A command that is stopped when it has created a temporary folder leaves no folder behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from guidance.output.temporary_files import temporary_files
from guidance.output.termination import EXIT_STATUS
from guidance.paths import ROOT
from tests.examples import BASE
from tests.support.scratch_repository import ScratchRepository

STOP_AFTER_MKDTEMP = """
import os, runpy, signal, sys

_, number, prefix, *sys.argv = sys.argv
created = []

def hook(event, arguments):
    if event == "tempfile.mkdtemp" and os.path.basename(arguments[0]).startswith(prefix):
        created.append(arguments[0])
    elif created and event != "os.mkdir" and os.path.isdir(created[0]):
        created.clear()
        os.kill(os.getpid(), int(number))

sys.addaudithook(hook)
sys.path.insert(0, os.getcwd())
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def stop_after_mkdtemp(
    folder: Path, prefix: str, *arguments: str, number: int = signal.SIGTERM
) -> tuple[int, list[str]]:
    """Stop a command when it has created a folder with a prefix; its status, and what it left."""
    temporary = folder / "temporary"
    temporary.mkdir()
    result = subprocess.run(
        [sys.executable, "-c", STOP_AFTER_MKDTEMP, str(number), prefix, "build.py", *arguments],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert "Traceback" not in result.stderr
    return result.returncode, [path.name for path in temporary.iterdir()]


def test_a_stopped_preview_leaves_no_files(tmp_path: Path) -> None:
    command = ("serve", "--address", "127.0.0.1:0", "--content", str(BASE))
    for name, prefix in (("own", "guidance-"), ("mkdocs", "mkdocs_")):
        (tmp_path / name).mkdir()
        status, left = stop_after_mkdtemp(tmp_path / name, prefix, *command)
        assert (status in (1, EXIT_STATUS), left) == (True, [])


def test_a_stopped_handout_leaves_no_files(tmp_path: Path) -> None:
    output = tmp_path / "handout.pdf"
    command = ("handout", "--record", "2021-P1-01", "--content", str(BASE), "-o", str(output))
    assert stop_after_mkdtemp(tmp_path, "weasyprint-", *command) == (EXIT_STATUS, [])
    assert not output.exists()


@pytest.mark.parametrize(
    ("command", "number"),
    [("changes", signal.SIGTERM), ("changes", signal.SIGHUP), ("check --since", signal.SIGTERM)],
)
def test_a_stopped_comparison_leaves_no_files(command: str, number: int, tmp_path: Path) -> None:
    content = ScratchRepository.create(tmp_path / "project").content
    arguments = (*command.split(), "HEAD", "--content", str(content))
    ending = stop_after_mkdtemp(tmp_path, "tmp", *arguments, number=number)
    assert ending == (128 + number, [])


def test_temporary_files_of_a_block_are_removed_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with temporary_files():
        assert Path(tempfile.mkdtemp()).is_relative_to(tmp_path)
        assert len([*tmp_path.iterdir()]) == 1
    assert [*tmp_path.iterdir()] == []
    assert tempfile.gettempdir() == str(tmp_path)
