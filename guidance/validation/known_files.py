"""Files that were checked before: all of them for a preview, and sound ones on disk for a check."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from guidance.content import model
from guidance.content.document import Document, KnownDocuments
from guidance.content.introspection import models_in, value_kind
from guidance.content.nodes import Node, nodes_of
from guidance.content.yaml_parser import Value
from guidance.output.atomic_write import atomic_write
from guidance.output.fingerprint import files_in, fingerprint
from guidance.paths import PACKAGE
from guidance.validation.validator import ValidFile

Outline = tuple[object, ...]
"""What rules between files look at in one file: everything but the wording of its prose."""


def outline(document: Document) -> Outline:
    """The outline of a document."""
    return tuple(
        (node.location, node.entry_class, *((name, _outlined(node, name)) for name in node.values))
        for node in nodes_of(document)
    )


def _outlined(node: Node, name: str) -> Value | bool | int:
    """A value in an outline: of prose whether there is any, of inner mappings their number."""
    value = node.values[name]
    if name in models_in(node.entry_class):
        return len(value)
    is_known = name in node.entry_class.model_fields
    is_prose = is_known and value_kind(node.entry_class, name) is model.ValueKind.PROSE
    return bool(value) if is_prose and isinstance(value, str) else value


@dataclass
class KnownFiles:
    """What is known of files of the same bytes: the document, and whether it is sound.

    A file is sound if it is valid by the model, and if no rule that looks at it alone reports
    anything: always with advice, or always without it. Rules between files are applied to all
    files again, unless the last check that found nothing but advice saw the same outlines.
    """

    documents: KnownDocuments = field(default_factory=KnownDocuments)
    _sound: dict[str, ValidFile] = field(default_factory=dict)
    _outlines: dict[str, tuple[Document, Outline]] = field(default_factory=dict)
    """The outline of each document of the last check, by its path."""
    _sound_state: object = None
    """The outlines, the day and the sources of the last check without problems."""

    def sound_file(self, document: Document) -> ValidFile | None:
        """The entry of a document that is known to be sound; else None."""
        file = self._sound.get(document.path)
        return file if file and file.document is document else None

    def state(
        self, documents: Sequence[Document], today: date | None, sources: Iterable[str]
    ) -> object:
        """All that rules between files look at: outlines, the day, and the compared sources."""
        known = self._outlines
        self._outlines = {
            document.path: known[document.path]
            if document.path in known and known[document.path][0] is document
            else (document, outline(document))
            for document in documents
        }
        outlines = [(path, found) for path, (_, found) in self._outlines.items()]
        return outlines, today, [*sources]

    def is_sound(self, state: object) -> bool:
        """Whether the last check without problems was of the same state."""
        return state == self._sound_state

    def keep_sound(self, files: Iterable[ValidFile], state: object) -> None:
        """Keep the sound files of a check without problems, and its state."""
        self._sound_state = state
        self._sound.update({file.document.path: file for file in files})


class SoundFiles:
    """The files of the last check in which no rule found anything, not even advice.

    As long as its text stays the same, rules that look at one file alone find nothing in such a
    file. Its hash is that of its path, its text, Python, and the code of all rules. What the cache
    lacks is checked again, and a cache that cannot be read or written is no error.
    """

    def __init__(self, path: Path) -> None:
        """`path` is the file of the hashes, one a line."""
        self._path = path

    def holds(self, document: Document) -> bool:
        """Whether nothing was found in a document with this path and this text."""
        return self._hash(document) in self._hashes

    def keep(self, files: Iterable[ValidFile]) -> None:
        """Keep these files, and no others."""
        hashes = {self._hash(file.document) for file in files}
        if hashes != self._hashes:
            with suppress(OSError):
                atomic_write(self._path, "\n".join(sorted(hashes)).encode())

    @cached_property
    def _hashes(self) -> set[str]:
        try:
            return set(self._path.read_text("ascii", "replace").split())
        except OSError:
            return set()

    @cached_property
    def _rules(self) -> str:
        """The fingerprint of the rules."""
        code = (file for file in files_in(PACKAGE) if file[0].endswith(".py"))
        return fingerprint(code, [sys.version])

    def _hash(self, document: Document) -> str:
        identity = "\0".join((self._rules, document.path, document.text))
        return hashlib.sha256(identity.encode()).hexdigest()
