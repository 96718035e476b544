"""A command that takes too much time or memory ends with a message."""

from __future__ import annotations

import subprocess
import sys

import pytest

from guidance.paths import ROOT

ADVICE = (
    "Something in the content, or in what changed last, takes too much: "
    "undo the last change, or look for a file that is very long"
)
pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems do not enforce these limits"
)


def run(program: str) -> subprocess.CompletedProcess[str]:
    """Run a program as `build.py` with another command; it takes what it needs within seconds."""
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )


BUSY = """
import build
from guidance import limits
from guidance.output import last_stop
last_stop.CHECK_SECONDS = {seconds}
last_stop.CHECK_MEMORY = {memory}
@build.cli.command("busy")
def busy():
    {work}
build.sys.argv = ["build.py", "busy"]
build.main()
"""


def test_a_command_ends_after_its_processor_time_with_a_message() -> None:
    process = run(BUSY.format(seconds=2, memory=2**31, work="while True: pass"))
    assert process.stderr == (f"This was stopped after 2 seconds of processor time. {ADVICE}.\n")
    assert process.returncode == 1


@pytest.mark.parametrize(
    "work",
    ["bytearray(2**30)", "[bytearray(10**6) for _ in range(10**4)]", "f = lambda: f(); f()"],
)
def test_a_command_ends_at_its_memory_with_a_message(work: str) -> None:
    process = run(BUSY.format(seconds=30, memory=2**29, work=work))
    assert process.stderr == (f"This was stopped, since it needs too much memory. {ADVICE}.\n")
    assert process.returncode == 1


def test_a_lower_limit_of_the_system_is_kept() -> None:
    program = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (5, 7))
from guidance.output.last_stop import set_last_stop
set_last_stop("check")
print(resource.getrlimit(resource.RLIMIT_CPU))
"""
    assert run(program).stdout == "(5, 7)\n"
    assert run(program.replace("(5, 7))\nfrom", "(5, -1))\nfrom")).stdout == "(5, 660)\n"


def test_a_preview_has_no_limit_of_time() -> None:
    program = """
import resource
from guidance.output.last_stop import set_last_stop
set_last_stop("serve")
print(resource.getrlimit(resource.RLIMIT_CPU) == (resource.RLIM_INFINITY,) * 2)
"""
    assert run(program).stdout == "True\n"
