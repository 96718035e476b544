"""Files that were checked before, for a preview, which checks a content folder after each edit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from guidance import limits
from guidance.content import model
from guidance.content.document import Document, KnownDocuments
from guidance.content.introspection import models_in, value_kind
from guidance.content.nodes import Node, nodes_of
from guidance.content.yaml_parser import Value
from guidance.diagnostics.problem import Problem
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
    anything. Rules between files are applied to all files again, unless the last check that
    found nothing but advice saw the same outlines.
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

    def keep_sound(
        self, files: Iterable[ValidFile], problems: Iterable[Problem], state: object
    ) -> None:
        """Keep a state without problems, and those valid files that have none of the problems.

        The problems are those of all rules. Nothing is kept if any of them is more than advice:
        rules report a limited number, so that a file may have one that is not among them.
        """
        problems = list(problems)
        if len(problems) >= limits.PROBLEMS or not all(each.is_advice for each in problems):
            return
        self._sound_state = state
        unsound = {problem.path for problem in problems}
        self._sound.update(
            {
                file.document.path: file
                for file in files
                if file.document.path not in unsound and file.document.is_whole
            }
        )
