"""The examples of the handbook: the YAML and the reports in each section of its pages."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guidance.paths import ROOT
from tests.examples import BASE

PAGES = sorted((ROOT / "docs" / "contributing").glob("*.md"))
_BLOCK = re.compile(r"^ *```(yaml|text)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_PROBLEM, _CHANGE = "content/", "- **"
"""The start of a text block with problems, and of one with a report of changes."""


@dataclass(frozen=True)
class YamlBlock:
    """Entries of a list in a content file, as a block of YAML shows them.

    The text begins with the key of the list; a block may also be a whole new file.
    """

    path: str
    text: str

    def insert_into(self, content: Path) -> None:
        """Write the entries into a content folder.

        An entry replaces the one that begins with the same line, or is added at the end of the
        list. A missing file is created.
        """
        path = content.parent / self.path
        if not path.exists():
            path.write_text(self.text, "utf-8")
            return
        text = path.read_text("utf-8")
        head, *entries = _entries(self.text)
        key = head.partition("\n")[0]
        start = text.index(f"\n{key}\n") + 1 if not text.startswith(key) else 0
        after = re.compile(r"^\S", re.MULTILINE).search(text, start + 1)
        end = after.start() if after else len(text)
        key, *existing = _entries(text[start:end])
        for entry in entries:
            first = entry.partition("\n")[0]
            at = next(
                (number for number, other in enumerate(existing) if other.startswith(f"{first}\n")),
                len(existing),
            )
            existing[at : at + 1] = [entry]
        path.write_text(text[:start] + key + "".join(existing) + text[end:], "utf-8")


@dataclass(frozen=True)
class Example:
    """The example in one section of a page."""

    page: str
    heading: str
    before: tuple[YamlBlock, ...]
    """The blocks so far on this page that show the content before the change."""
    change: tuple[YamlBlock, ...]
    mistakes: tuple[tuple[YamlBlock, str], ...]
    """The blocks with mistakes, each with the report of the check."""
    report: str
    """The report of the change; empty if the page shows none."""

    @property
    def content(self) -> Path:
        """The content folder that the example changes.

        Reports name lines, which move in the project's own content; examples with mistakes
        therefore use the small library.
        """
        return BASE if self.mistakes else ROOT / "content"


def examples_on(path: Path) -> Iterator[Example]:
    """The examples on a page: one for each section with YAML."""
    before: list[YamlBlock] = []
    for section in re.split(r"^(?=## )", path.read_text("utf-8"), flags=re.MULTILINE):
        blocks = [(kind, textwrap.dedent(text)) for kind, text in _BLOCK.findall(section)]
        yaml = [
            (*text.split("\n", 1)[0].removeprefix("# ").partition(", "), text.split("\n", 1)[1])
            for kind, text in blocks
            if kind == "yaml"
        ]
        reports = iter(
            [text for kind, text in blocks if kind == "text" and text.startswith(_PROBLEM)]
        )
        changes = [text for kind, text in blocks if kind == "text" and text.startswith(_CHANGE)]
        before += [YamlBlock(file, text) for file, _, remark, text in yaml if remark == "before"]
        change = tuple(YamlBlock(file, text) for file, _, remark, text in yaml if not remark)
        mistakes = tuple(
            (YamlBlock(file, text), next(reports, ""))
            for file, _, remark, text in yaml
            if remark == "with mistakes"
        )
        if yaml:
            yield Example(
                path.stem,
                section.partition("\n")[0].lstrip("# "),
                tuple(before),
                change,
                mistakes,
                "".join(changes),
            )


def _entries(text: str) -> list[str]:
    """The text before the first entry of a list, then each entry."""
    return re.split(r"^(?=  - )", text, flags=re.MULTILINE)
