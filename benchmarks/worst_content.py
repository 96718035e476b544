"""Content that costs the check, the comparison or the pages most, by the megabyte.

Each kind was found by an attack. What is accepted costs the build as well.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path

from guidance import limits
from guidance.paths import ROOT

Files = dict[str, str]
"""The text of each file by its path in the content folder."""

_BASE = ROOT / "tests" / "examples" / "base"
_FILE = 900_000
"""Bytes of a file, below `limits.BYTES`."""
_LIST = limits.ENTRIES - 10
"""Entries of a list, below `limits.ENTRIES`."""


@dataclass(frozen=True)
class WorstContent:
    """One kind of content."""

    name: str
    files: Callable[[int], Files]
    """The files of about a number of bytes in all."""
    is_accepted: bool = False

    def write(self, folder: Path, size: int) -> Path:
        """Write the content over a copy of the small example library."""
        shutil.copytree(_BASE, folder)
        for name, text in self.files(size).items() if size else ():
            (folder / name).write_text(text, "utf-8")
        return folder


def _sources(text: Callable[[int], str]) -> Callable[[int], Files]:
    """Files in the folder of sources that hold a text of a number of characters, as it is."""

    def files(size: int) -> Files:
        parts = range(max(size // _FILE, 1))
        return {f"sources/w{number}.yml": text(min(size, _FILE)) for number in parts}

    return files


def _repeated(part: str, before: str = "", behind: str = "") -> Callable[[int], Files]:
    """Files that repeat one part."""
    return _sources(
        lambda size: before + part * (size // len(part.encode("utf-8", "replace"))) + behind
    )


def _in_lists(values: Iterator[str], size: int) -> str:
    """Values of about a number of characters in lists of lists, on one line."""
    lists: list[str] = []
    while sum(map(len, lists)) < size:
        lists.append(f"[{', '.join(islice(values, _LIST))}]")
    return f"[{', '.join(lists)}]"


def _small_values(ending: str = "") -> Callable[[int], Files]:
    return _sources(lambda size: f"about: {_in_lists(_forever('a'), size)}{ending}\n")


def _forever(value: str) -> Iterator[str]:
    while True:
        yield value


def _records(size: int, fields: Callable[[int], str], first: int = 1) -> Files:
    """Sources of about a number of bytes in all; `fields` are those of each of their points."""
    files: dict[str, str] = {}
    head = (_BASE / "sources" / "report.yml").read_text("utf-8").partition("points:")[0]
    numbers = count(first)
    while (left := size - sum(map(len, files.values()))) > 0:
        name = f"w{len(files)}"
        text = head.replace("id: report", f"id: {name}", 1).replace(
            "{document: report}", f"{{document: {name}}}"
        )
        text += "points:\n"
        for place in range(1, 999):
            number = next(numbers)
            text += f"  - id: {name}-{place:03}\n    title: Point {number}\n"
            text += "    nature: finding\n    keywords: [point]\n    forms: [all-forms]\n"
            text += fields(number)
            if len(text) > min(_FILE, left):
                break
        files[f"sources/{name}.yml"] = text
    return files


def _text(words: str, length: int = 19_000) -> str:
    return f'    text: "A {words * (length // len(words))} b."\n'


def _texts(words: str, length: int = 19_000) -> Callable[[int], Files]:
    """Records whose texts repeat the same words."""
    return lambda size: _records(size, lambda _: _text(words, length))


def _short_records(size: int) -> Files:
    return _records(size, lambda number: f"    text: A point {number}.\n")


def _glossary_terms(size: int) -> Files:
    terms = "terms:\n  - {id: demand, term: demand, text: What buyers want.}\n" + "".join(
        f"  - {{id: t{number}, term: demand {'a' * 300} {number:05}, text: What it is.}}\n"
        for number in range(_LIST - 50)
    )
    return {"glossary.yml": terms} | _records(size, lambda _: _text("demand "))


def _unknown_references(size: int) -> Files:
    names = [f"{'abcdefghij-' * 6}a{number:05}" for number in range(_LIST)]
    people = "people:\n  - {id: ada-north, name: Ada North}\n  - {id: ben-south, name: Ben South}\n"
    people += "".join(f"  - {{id: {name}, name: A}}\n" for name in names)
    panel = (_BASE / "panels" / "2021-P1.yml").read_text("utf-8")
    files = {"people.yml": people}
    while len(files) == 1 or sum(map(len, files.values())) < size:
        number = len(files) + 1
        speakers = "".join(
            f"  - {{person: {'jihgfedcba-' * 6}b{unknown:05}}}\n" for unknown in range(_LIST - 90)
        )
        text = panel.partition("takeaways_title")[0].partition("speakers:")[0]
        text = text.replace("2021-P1", f"2021-P{number}").replace("number: 1", f"number: {number}")
        files[f"panels/2021-P{number}.yml"] = f"{text}speakers:\n{speakers}"
    return files


def _circle(size: int) -> Files:
    """Withdrawn records, each replaced by the next."""
    return _records(
        size,
        lambda number: (
            "    text: A point.\n    status: withdrawn\n    reason: It is old.\n"
            f"    replaced_by: [w{number // 998}-{number % 998 + 1:03}]\n"
        ),
    )


def _many_problems(size: int) -> Files:
    """Small files, each with as many problems as a file may have."""
    part = "points: [" + "{}, " * 1_200 + "]\n"
    return {f"sources/w{number}.yml": part for number in range(size // len(part))}


def _unknown_keys(size: int) -> str:
    entries = "".join(f"  - {{text{number}: a}}\n" for number in range(_LIST))
    return f"points:\n{entries}"[:size]


REFUSED: Sequence[WorstContent] = (
    WorstContent("short values", _small_values()),
    WorstContent("short values on a line with an emoji", _small_values(" # 😀")),
    WorstContent("short values and one problem", _small_values("\nb: &a b\n")),
    WorstContent("an open list of quotation marks", _repeated(", '", "about: [")),
    WorstContent("double quotation marks", _repeated('"a" ', "about: ")),
    WorstContent("an open list of open lists", _repeated("[a,", "about: [")),
    WorstContent("placeholders that are not closed", _repeated("‹", 'about: "', '"\n')),
    WorstContent("curly quotation marks", _repeated("“", 'about: "', '"\n')),
    WorstContent("curly quotation marks without others", _repeated("“a ", "about: ", "\n")),
    WorstContent("links that are not closed", _repeated("](a", 'about: "[', '"\n')),
    WorstContent("one word", _repeated("a", "about: ", "\n")),
    WorstContent("one identifier", _repeated("a", "id: ", "\n")),
    WorstContent("one word with an accent", _repeated("á", "about: ", "\n")),
    WorstContent("one key", _repeated("a", "", ": b\n")),
    WorstContent("spaces", _repeated(" ", 'about: "a', 'b"\n')),
    WorstContent("spaces at the end of a line", _repeated(" ", "about: &a a", "b\n")),
    WorstContent("line breaks", _repeated("\n", "about: ", "a: b: c\n")),
    WorstContent("lines", _repeated("a: b\n", "", "a: b: c\n")),
    WorstContent("bullets", _repeated("•", 'about: "', '"\n')),
    WorstContent("no-break spaces", _repeated("a\u00a0", 'about: "', '"\n')),
    WorstContent("misread letters", _repeated("Ã¡", 'about: "', '"\n')),
    WorstContent("letters of two alphabets", _repeated("аa", 'about: "', '"\n')),
    WorstContent("accents", _repeated("\u0301", 'about: "a', '"\n')),
    WorstContent("separators", _repeated(" ; ", 'publishers: ["a', '"]\n')),
    WorstContent("comments", _repeated("a #b\n", "about: ", "\n")),
    WorstContent("escapes", _repeated("\\x07", 'about: "', '"\n')),
    WorstContent("tags", _repeated("<b>", 'about: "', '"\n')),
    WorstContent("small files of many problems", _many_problems),
    WorstContent("unknown keys", _sources(_unknown_keys)),
    WorstContent("unknown references among long names", _unknown_references),
    WorstContent("successors", _circle),
)

ACCEPTED: Sequence[WorstContent] = (
    WorstContent("terms with one first word", _glossary_terms, is_accepted=True),
    WorstContent("texts of one word", _texts("word "), is_accepted=True),
    WorstContent("texts of emphasis", _texts("*a* "), is_accepted=True),
    WorstContent("texts of links", _texts("[a](https://osce.org) ", 10_000), is_accepted=True),
    WorstContent("short records", _short_records, is_accepted=True),
)
