"""Hashes of the sources' words, which find copied text without the sources themselves."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from guidance import limits
from guidance.content.layout import SOURCE_HASHES
from guidance.diagnostics.problem import Problem, shorten
from guidance.diagnostics.rules import Rule

RUN_LENGTH = 8
"""Words in a run."""
NAME_LENGTH = 4
"""Words of a printed name that are recognized as its words."""
_WORD = re.compile(r"[a-z0-9]+", re.IGNORECASE)
_DIGEST = re.compile(r"[0-9a-f]{10}")

SourceHashes = Mapping[str, frozenset[str]]
"""The hashes of all runs of each source, by the identifier of the source."""
Names = frozenset[str]
"""All runs of `NAME_LENGTH` words of titles and names."""


def runs(text: str, length: int = RUN_LENGTH) -> Iterator[tuple[str, int]]:
    """Every run of words in a text, without case and punctuation, with its start."""
    words = [*_WORD.finditer(text)]
    lower = [word.group().lower() for word in words]
    for first in range(len(words) - length + 1):
        yield " ".join(lower[first : first + length]), words[first].start()


def names_in(texts: Iterable[str]) -> Names:
    """The words of titles, names and other lines that stand as a source prints them."""
    return frozenset(run for text in texts for run, _ in runs(text, NAME_LENGTH))


def digest(run: str) -> str:
    """The first ten hexadecimal digits of the SHA-256 hash of a run."""
    return hashlib.sha256(run.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class CopiedWords:
    """The first words of a text that stand in a source too."""

    source: str
    count: int
    """How many words."""
    start: int
    """The position of the first character."""
    end: str
    """The last words."""


def first_sources(hashes: SourceHashes) -> Mapping[str, str]:
    """The first source of each hash."""
    return {name: source for source in reversed([*hashes]) for name in hashes[source]}


def copied_words(
    text: str, hashes: SourceHashes, sources: Mapping[str, str], names: Names
) -> CopiedWords | None:
    """The first words of a text that stand in a source too; None where there are none.

    `sources` are the `first_sources` of the hashes.
    Words of names do not count: a copied title with a few words around it is not reported.
    """
    if sources.keys().isdisjoint(digest(run) for run, _ in runs(text)):
        return None
    found: CopiedWords | None = None
    is_named = [run in names for run, _ in runs(text, NAME_LENGTH)]
    own = 0
    for position, (run, start) in enumerate(runs(text)):
        name = digest(run)
        if found and name in hashes[found.source]:
            last = position + RUN_LENGTH - 1
            found = replace(found, count=found.count + 1, end=_end(run))
            own += not _is_word_of_name(last, is_named)
            continue
        if found and own >= RUN_LENGTH:
            return found
        source = sources.get(name, "")
        found = CopiedWords(source, RUN_LENGTH, start, _end(run)) if source else None
        words = range(position, position + RUN_LENGTH)
        own = sum(not _is_word_of_name(word, is_named) for word in words)
    return found if own >= RUN_LENGTH else None


def _is_word_of_name(word: int, is_named: Sequence[bool]) -> bool:
    """Whether a word belongs to a name, of which runs begin at some of the positions."""
    return any(is_named[max(0, word - NAME_LENGTH + 1) : word + 1])


def _end(run: str) -> str:
    return " ".join(run.split()[-3:])


def read_source_hashes(content: Path) -> tuple[SourceHashes, list[Problem]]:
    """The hashes of a content folder, and problems with their files."""
    hashes: dict[str, frozenset[str]] = {}
    problems = []
    folder = content / SOURCE_HASHES
    files = () if folder.is_symlink() else sorted(folder.glob("*.txt"))
    for path in islice(files, limits.FILES):
        hashes[path.stem] = frozenset()
        try:
            hashes[path.stem] = _read(path)
        except _InvalidError as error:
            name = f"{content.name}/{SOURCE_HASHES}/{path.name}"
            problems.append(Problem(name, error.line, 1, "file", str(error), error.rule))
    return hashes, problems


class _InvalidError(Exception):
    """A file of hashes that cannot be used."""

    def __init__(self, rule: Rule, message: str, line: int = 1) -> None:
        self.rule, self.line = rule, line
        super().__init__(message)


def _read(path: Path) -> frozenset[str]:
    """The hashes of a file: one a line, and comments after `#`."""
    if path.is_symlink() or not path.is_file():
        raise _InvalidError(Rule.KNOWN_FILE, "is no plain file; put the file itself here")
    try:
        with path.open("rb") as file:
            raw = file.read(limits.BYTES + 1)
    except OSError as error:
        message = f"cannot be read ({error.strerror}); check its permissions"
        raise _InvalidError(Rule.KNOWN_FILE, message) from None
    if len(raw) > limits.BYTES:
        raise _InvalidError(Rule.LIMIT, f"is larger than {limits.BYTES:,} bytes")
    found = set()
    for number, line in enumerate(raw.decode("utf-8", "replace").splitlines(), 1):
        if line.startswith("#"):
            continue
        if not _DIGEST.fullmatch(line):
            message = (
                f"'{shorten(line)}' is no hash; allowed: ten of the characters 0-9 and a-f, "
                "as `python -m scripts.source_hashes` writes them"
            )
            raise _InvalidError(Rule.WRONG_FORMAT, message, number)
        found.add(line)
    return frozenset(found)
