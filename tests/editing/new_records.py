"""Begin records in a folder of content, and fill their placeholders, for tests."""

from __future__ import annotations

from pathlib import Path

from guidance import ContentError, open_library
from guidance.content import model
from guidance.editing.record_kinds import KINDS
from guidance.editing.scaffold import NewRecord, scaffold
from tests.examples import TODAY

HOLDERS = {
    "panel": "2021-P1",
    "pillar": "2021-R1",
    "source": "report",
    "conference": "2021",
    "": "",
}


NAMES = {"source": "2022 Study", "conference": "2022"}


VALUES = {
    "nature": "finding",
    "forms": "[all-forms]",
    "measures": "[training]",
    "document": "report",
    "documents": "[report]",
    "standing": "publication",
    "person": "ada-north",
    "panel": "2021-P1",
    "type": "treaty",
    "day": "2021-06-14",
    "edition": "2",
    "number": "2",
    "since": "2021",
    "id": "some-words",
}


TIMES: dict[type[model.Entry], tuple[str, str]] = {model.Conference: ("2022-06-14", "2022-06-16")}


def begin(content: Path, kind_name: str, name: str = "") -> NewRecord:
    """Begin a record and write its file."""
    holder = HOLDERS[KINDS[kind_name].holder]
    record = scaffold(content, kind_name, TODAY, holder, name or NAMES.get(kind_name, ""))
    record.path.write_bytes(record.text.encode())
    return record


def filled(text: str, kind: type[model.Entry]) -> str:
    """The text with a valid value in place of each placeholder."""
    times = dict(zip(("starts", "ends"), TIMES.get(kind, ("10:00", "11:00")), strict=True))

    def filled_line(line: str) -> str:
        key = line.partition(":")[0].strip(" -")
        return line.replace("[TODO]", VALUES.get(key, "[some words]")).replace(
            "TODO", (VALUES | times).get(key, "Some words.")
        )

    return "\n".join(
        filled_line(line) if not line.lstrip().startswith("#") else line
        for line in text.split("\n")
    )


def problems(content: Path) -> list[tuple[str, str, int]]:
    try:
        open_library(content)
    except ContentError as error:
        return [(problem.path, problem.rule, problem.line) for problem in error.problems]
    return []
