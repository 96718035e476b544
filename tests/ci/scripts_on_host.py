"""Run the scripts of the workflows on a scratch repository, for tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date

from guidance.paths import ROOT
from tests.support.commands import SITE_URL
from tests.support.scratch_repository import ENVIRONMENT, ScratchRepository

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
