"""A small library with two more takeaways, and replacing in it, for tests."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from guidance.diagnostics.problem import Problem
from guidance.editing.replacement import (
    check_replacement,
    plan_replacement,
    write_replacement,
)
from guidance.validation.pipeline import check_folder
from tests.examples import TODAY

PANEL = "panels/2021-P1.yml"
PILLAR = "recommendations/2021-R1.yml"
NEW_TAKEAWAYS = """\
  - id: 2021-P1-03
    title: States train
    text: States should train.
    nature: finding
    keywords: [action]
    forms: [all-forms]
  - id: 2021-P1-04
    title: States inspect
    text: States should inspect.
    nature: finding
    keywords: [action]
    forms: [all-forms]
conclusions: [2021-R1]
"""


def change(content: Path, path: str, old: str, new: str) -> None:
    text = (content / path).read_text("utf-8")
    assert text.count(old) == 1, text
    (content / path).write_bytes(text.replace(old, new).encode())


def bytes_of(content: Path) -> Mapping[Path, bytes]:
    return {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}


def check(content: Path) -> list[Problem]:
    return list(check_folder(content, today=TODAY).problems)


def replace(content: Path, old: str, *new: str) -> None:
    replacement = plan_replacement(content, old, new)
    check_replacement(content, replacement, check)
    write_replacement(replacement)
