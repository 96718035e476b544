"""The worked examples of the handbook: its pages go in, each change that they show comes out, to be laid into a content folder."""

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
_ANSWER, _ACCOUNT = "content/", "- **"
"""With these words begin what the check says of mistakes, and what the account says of a change."""


@dataclass(frozen=True)
class Piece:
    """Some entries of a list in a file, as a block of YAML shows them: the file, the list, the entries."""

    path: str
    text: str

    def lay_into(self, content: Path) -> None:
        """Puts each entry in the place of the one that begins with the same line, else at the end of its list; a file that is not there is made."""
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
        key, *there = _entries(text[start:end])
        for entry in entries:
            first = entry.partition("\n")[0]
            at = next(
                (number for number, other in enumerate(there) if other.startswith(f"{first}\n")),
                len(there),
            )
            there[at : at + 1] = [entry]
        path.write_text(text[:start] + key + "".join(there) + text[end:], "utf-8")


@dataclass(frozen=True)
class Example:
    """What one section of a page shows."""

    page: str
    heading: str
    before: tuple[Piece, ...]
    """What stood there before, told so far on this page."""
    change: tuple[Piece, ...]
    mistakes: tuple[tuple[Piece, str], ...]
    """Each with what the check answers."""
    account: str
    """What the account says of the change, where the page tells it."""

    @property
    def content(self) -> Path:
        """What it is laid into: the small library where answers name lines, which move in the project's own content."""
        return BASE if self.mistakes else ROOT / "content"


def examples(path: Path) -> Iterator[Example]:
    """Every section with YAML on a page."""
    before: list[Piece] = []
    for section in re.split(r"^(?=## )", path.read_text("utf-8"), flags=re.MULTILINE):
        blocks = [(kind, textwrap.dedent(text)) for kind, text in _BLOCK.findall(section)]
        yaml = [
            (*text.split("\n", 1)[0].removeprefix("# ").partition(", "), text.split("\n", 1)[1])
            for kind, text in blocks
            if kind == "yaml"
        ]
        answers = iter(
            [text for kind, text in blocks if kind == "text" and text.startswith(_ANSWER)]
        )
        accounts = [text for kind, text in blocks if kind == "text" and text.startswith(_ACCOUNT)]
        before += [Piece(file, text) for file, _, remark, text in yaml if remark == "before"]
        change = tuple(Piece(file, text) for file, _, remark, text in yaml if not remark)
        mistakes = tuple(
            (Piece(file, text), next(answers, ""))
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
                "".join(accounts),
            )


def _entries(text: str) -> list[str]:
    """A list in a file: what stands before the first entry, then each entry."""
    return re.split(r"^(?=  - )", text, flags=re.MULTILINE)
