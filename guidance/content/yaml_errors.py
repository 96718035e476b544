"""Syntax: the lines of a file and the complaint of the YAML reader go in; the place where an editor has to act, and what to do there, come out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

import yaml

CURLY = "“”„‟‘’‚‛«»"
_BLOCK = re.compile(r"(?:^|[:-] +)[|>][-+0-9]*\s*(?:#.*)?$")
_KEY = re.compile(r"(?P<indent> *)(?P<dash>(?:- +)*)(?P<key>[A-Za-z_][\w-]*) *:(?: |$)")
_ODD = r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]"
_ODD_ANYWHERE = re.compile(_ODD)
_ODD_SPACE = re.compile(rf"^ *(?:- +)?(?:[\w-]+:)? *({_ODD})")
_CONFLICT = re.compile(r"<{7}( |$)|>{7}( |$)|={7}$|\|{7}( |$)")


@dataclass(frozen=True)
class Mend:
    """Where an editor has to act, counted from 1, and what is wrong there."""

    line: int
    column: int
    words: str


@dataclass(frozen=True)
class _Complaint:
    """What the reader says, with the lines of the file."""

    lines: Sequence[str]
    words: str
    line: int
    column: int
    begun: tuple[int, int] | None
    """Where that began which the reader could not finish."""

    @property
    def text(self) -> str:
        """The line in which the reader gave up."""
        return self.lines[self.line - 1] if self.line <= len(self.lines) else ""

    @property
    def is_first(self) -> bool:
        """Whether the reader gave up at the beginning of the line."""
        return not self.text[: self.column - 1].strip(" -")

    def here(self, words: str, column: int | None = None) -> Mend:
        """In the line in which the reader gave up."""
        return Mend(self.line, column or self.column, words)

    def where_it_began(self, words: str) -> Mend:
        """At the beginning of what the reader could not finish."""
        return Mend(*(self.begun or (self.line, self.column)), words)


def conflict(lines: Sequence[str]) -> Mend | None:
    """The marks that a version control program leaves where two people changed the same lines."""
    whole = "\n".join(lines)
    if not any(sign * 7 in whole for sign in "<>=|"):
        return None
    marks = [number for number, line in enumerate(lines, 1) if _CONFLICT.match(line)]
    if not marks or all(lines[mark - 1].startswith("=") for mark in marks):
        return None
    words = "two versions of the same lines stand here, one below the other; keep one of them, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
    return Mend(marks[0], 1, words)


def odd_space(lines: Sequence[str]) -> Mend | None:
    """A space that is none for YAML, though it looks like one."""
    whole = "\n".join(lines)
    if whole.isascii() or not _ODD_ANYWHERE.search(whole):
        return None
    for number, line in outside_blocks(lines):
        if found := _ODD_SPACE.match(line):
            return Mend(
                number,
                found.start(1) + 1,
                "a space stands here that only looks like one, as copied from a web page; type a plain space instead",
            )
    return None


def outside_blocks(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that do not belong to a text below '|' or '>', with their numbers."""
    deeper_than: int | None = None
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        if deeper_than is not None and (not line.strip() or indent > deeper_than):
            continue
        deeper_than = indent if _BLOCK.search(line) else None
        yield number, line


def explain_yaml_error(lines: Sequence[str], error: yaml.YAMLError) -> Mend:
    """What to do about the complaint of the reader written in Python, which tells more than the fast one."""
    mark, begun = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    place = mark or begun
    complaint = _Complaint(
        lines,
        " ".join(str(getattr(error, name, "") or "") for name in ("context", "problem")),
        place.line + 1 if place else 1,
        place.column + 1 if place else 1,
        (begun.line + 1, begun.column + 1) if begun else None,
    )
    for judge in (
        _tab,
        _open_quote,
        _curly,
        _missing_space,
        *(judge for theirs, judge in _JUDGES if re.search(theirs, complaint.words)),
    ):
        if found := judge(complaint):
            return found
    return complaint.here(
        "this cannot be read; check the indentation, the colons and the quotation marks"
    )


def _tab(said: _Complaint) -> Mend | None:
    for number, line in takewhile(
        lambda numbered: numbered[0] <= said.line, outside_blocks(said.lines)
    ):
        if found := re.match(r" *(\t)", line):
            return Mend(number, found.start(1) + 1, "a tab stands here; indent with spaces only")
    return None


def _open_quote(said: _Complaint) -> Mend | None:
    """A quotation mark that is opened in a line and not closed before the next key."""
    numbered = list(
        takewhile(lambda numbered: numbered[0] <= said.line, outside_blocks(said.lines))
    )
    for (number, line), (_, below) in zip(numbered, [*numbered[1:], (0, "")], strict=True):
        opened = re.search(r"(?:^ *|: +|- +|[\[{] *|, +)([\"'])(?!.*\1)", line)
        if opened and (number == said.line or _KEY.match(below) or not below):
            return Mend(
                number,
                opened.start(1) + 1,
                "a quotation mark is opened here and not closed; close it at the end of the text",
            )
    return None


def _curly(said: _Complaint) -> Mend | None:
    found = re.match(rf" *(?:- +)?(?:[\w-]+: +)?([{CURLY}])", said.text)
    if found and not re.match(r" *- ", said.text[said.column - 1 :]):
        sign = found.group(1)
        return said.here(
            f'{sign} is a curly quotation mark, which does not hold a text together; write straight ones (")',
            found.start(1) + 1,
        )
    return None


def _missing_space(said: _Complaint) -> Mend | None:
    """A dash or a colon that ends a key, without the space behind it."""
    for line in dict.fromkeys((said.begun[0] if said.begun else max(said.line - 1, 1), said.line)):
        text = said.lines[line - 1] if line <= len(said.lines) else ""
        if found := re.match(r" *(-)[A-Za-z][\w-]*(?::| *$)", text):
            return Mend(line, found.start(1) + 1, "a space is missing behind this dash")
        if (found := re.match(r" *(?:- +)*[a-z_]+(:)[^\s:/]", text)) and re.search(
            "simple key|mapping values", said.words
        ):
            return Mend(line, found.start(1) + 1, "a space is missing behind this colon")
    return None


def _outdented(said: _Complaint) -> Mend | None:
    """The line above where it alone stands further to the left than the lines on both of its sides."""
    above = [
        (number, line) for number, line in outside_blocks(said.lines[: said.line]) if line.strip()
    ]
    if len(above) < 3:
        return None
    (_, before), (number, line), (_, own) = above[-3:]
    first, middle, last = (len(text) - len(text.lstrip(" ")) for text in (before, line, own))
    within = _KEY.match(before)
    key = _KEY.match(line)
    if (
        not within
        or not key
        or key["dash"]
        or not middle < last
        or last != first + len(within["dash"])
    ):
        return None
    return Mend(
        number,
        middle + 1,
        "this line is indented less than the lines above and below it; indent it as they are, where it belongs to them",
    )


def _colon(said: _Complaint) -> Mend:
    if outdented := _outdented(said):
        return outdented
    own = _KEY.match(said.text)
    if own and said.text.index(":", own.start("key")) == said.column - 1:
        return said.here(
            "this line is indented more than the line above it; put both in line, or the text above in double quotes",
            len(own["indent"] + own["dash"]) + 1,
        )
    return said.here(
        "a colon that ends a key stands within a text; put the whole text in double quotes"
    )


def _key_without_colon(said: _Complaint) -> Mend:
    line, column = said.begun or (said.line, said.column)
    above = next((text for text in reversed(said.lines[: line - 1]) if text.strip()), "")
    if len(above) - len(above.lstrip(" ")) > column - 1 and not _KEY.match(above):
        return Mend(
            line,
            column,
            "this line is indented less than the text above it; indent it as that, or begin it with a key such as 'title: …'",
        )
    return Mend(
        line,
        column,
        "a key needs a colon and a space behind it, such as 'title: …'; a text that runs over lines is indented below its key",
    )


def _behind_the_value(said: _Complaint) -> Mend | None:
    """Text behind what YAML takes for the whole value."""
    before = said.text[: said.column - 1].rstrip()
    if said.is_first or not before:
        return None
    value = re.match(r" *(?:- +)*(?:[\w-]+: +)?", said.text)
    start = value.end() + 1 if value else 1
    if before[-1] in "]}":
        return said.here("a text that begins with a bracket stands in double quotes", start)
    if before[-1] == "'" and said.text[start - 1] == "'":
        return said.here(
            "an apostrophe ends a text in single quotation marks; put the text in double ones",
            len(before),
        )
    if before[-1] == '"':
        return said.here(
            "the text ends at this quotation mark, and more stands behind it; put all of it in one pair, with ' for quotation marks within",
            len(before),
        )
    return None


def _indentation(said: _Complaint) -> Mend | None:
    key = _KEY.match(said.text)
    if not said.is_first:
        return None
    if (
        key
        and not key["dash"]
        and "block collection" in said.words
        and said.begun
        and said.begun[1] != said.column
    ):
        return said.here("this line is indented less than the keys above it; indent it as they are")
    if key and not key["dash"] and "block collection" in said.words:
        return said.here(
            f"a dash is missing before '{key['key']}', or the line is indented too little"
        )
    if said.text[said.column - 1 :].startswith("- "):
        return _without_dash(said) or said.here(
            "this dash does not stand below the dashes of its list; indent it as they are"
        )
    if not key:
        return said.here(
            "this line is indented less than the text above it; indent it as that, or begin it with a key such as 'title: …'"
        )
    return said.here(
        "the indentation does not fit the lines above; indent it as the keys of the same record"
    )


def _without_dash(said: _Complaint) -> Mend | None:
    """The first entry of a list where it lacks the dash that the others have."""
    above = [
        numbered
        for numbered in outside_blocks(said.lines)
        if numbered[0] < said.line and numbered[1].strip()
    ]
    for (_, holder), (line, text) in reversed(list(pairwise(above))):
        indent = len(holder) - len(holder.lstrip(" "))
        if indent < said.column and holder.rstrip().endswith(":"):
            key = _KEY.match(text)
            lacks = key and not key["dash"] and len(key["indent"]) >= said.column
            return (
                Mend(
                    line,
                    len(key["indent"]) + 1,
                    f"a dash is missing before '{key['key']}', as the entries below have it",
                )
                if key and lacks
                else None
            )
    return None


def _flow(said: _Complaint) -> Mend:
    if said.begun and (said.begun[0] != said.line or "stream end" in said.words):
        return said.where_it_began(
            "a bracket is opened here and not closed, or a comma is missing behind it"
        )
    return said.here(
        "a comma is missing between two values, or a text with a colon in it needs double quotes"
    )


def _says(words: str) -> Callable[[_Complaint], Mend]:
    return lambda said: said.here(words)


def _began(words: str) -> Callable[[_Complaint], Mend]:
    return lambda said: said.where_it_began(words)


_JUDGES: tuple[tuple[str, Callable[[_Complaint], Mend | None]], ...] = (
    (r"mapping values are not allowed", _colon),
    (
        r"sequence entries are not allowed",
        _says(
            "a list begins on a line of its own, below its key; or it stands in brackets, such as [one, two]"
        ),
    ),
    (r"could not find expected ':'", _key_without_colon),
    (
        r"unknown escape character|expected escape sequence",
        _says("a backslash has a meaning of its own in double quotes; write two of them, or none"),
    ),
    (
        r"scanning a (?:double-)?quoted scalar",
        _began("a quotation mark is opened here and not closed; close it at the end of the text"),
    ),
    (
        r"undefined alias|scanning an (?:alias|anchor)",
        _began("'*' and '&' have a meaning of their own in YAML; put the text in double quotes"),
    ),
    (r"'\\t' that cannot start", _says("a tab stands here; write spaces instead")),
    (
        r"cannot start any token",
        _says("a text cannot begin with this sign; put the text in double quotes"),
    ),
    (
        r"scanning a block scalar",
        _says("a text stands behind '|' or '>'; begin it in the next line, indented"),
    ),
    (
        r"single document",
        _says("a line of three dashes begins a second document; a file holds one record"),
    ),
    (r"expected <block end>", _behind_the_value),
    (r"expected <block end>", _indentation),
    (r"flow (?:sequence|mapping)", _flow),
)
"""What the reader's complaint contains, and who judges it; the first who finds something to mend is heard."""
