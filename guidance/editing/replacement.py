"""Replace the references to one identifier by references to others."""

from __future__ import annotations

import codecs
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from guidance.content import model
from guidance.content.document import Document
from guidance.content.nodes import Node, targets
from guidance.content.yaml_parser import Location
from guidance.diagnostics.problem import Problem
from guidance.editing.references import (
    ContentReferences,
    Reference,
    kind_of,
    list_of,
    lists_in,
    read_references,
)
from guidance.editing.yaml_replace import UnusualYamlError, replace_values
from guidance.output.atomic_write import atomic_write_all

Check = Callable[[Path], Sequence[Problem]]
"""A function that finds all problems of a content folder."""


class ReplaceError(Exception):
    """References cannot be replaced as requested: one line for each reason, with its place."""


@dataclass(frozen=True)
class Replacement:
    """References that become others, and the new bytes of the files that hold them."""

    old: str
    new: Sequence[str]
    replaced: Sequence[Reference]
    files: Mapping[Path, bytes]
    content: ContentReferences
    """The content as it was."""

    @property
    def records_to_date(self) -> Sequence[Node]:
        """The records that need a new `changed`: readers cite or filter by the changed field."""
        nodes = {
            (reference.node.document.path, reference.node.location): reference.node
            for reference in self.replaced
            if reference.node.is_record and reference.name in model.CITED_FIELDS
        }
        return [*nodes.values()]


def plan_replacement(content: Path, old: str, new: Sequence[str]) -> Replacement:
    """The replacement of the references to one identifier; nothing is written.

    Without `new`, the references are taken out. The entry itself keeps its identifier, and what it
    refers to. A record in `new` does not come to refer to itself.
    Raises `ReplaceError`, `UnknownIdentifierError` and `ContentError`.
    """
    new = list(dict.fromkeys(new))
    found = read_references(content)
    for identifier in new:
        found.require(identifier)
    references: Sequence[Reference]
    references = [each for each in found.to(old) if not _is_own(each, old)]
    if not references:
        found.require(old)
    if old in new:
        raise ReplaceError(f"'{old}' cannot take its own place")
    references = _of_same_kind(references, found, old, new)
    if reasons := [*_refusals(references, found, old, new)]:
        raise ReplaceError("\n".join(reasons))
    by_path: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        by_path[reference.node.document.path].append(reference)
    documents = {document.path: document for document in found.documents}
    files = {
        content.parent / path: _new_bytes(content.parent / path, documents[path], own, old, new)
        for path, own in by_path.items()
    }
    return Replacement(old, new, references, files, found)


def check_replacement(content: Path, replacement: Replacement, check: Check) -> None:
    """Raise `ReplaceError` if the content had problems after a replacement that it has not now."""
    before = Counter(map(_identity, check(content)))
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(content, Path(folder) / content.name, symlinks=True))
        for path, data in replacement.files.items():
            (copy / path.relative_to(content)).write_bytes(data)
        after = [problem for problem in check(copy) if not problem.is_advice]
    reasons = []
    for problem in after:
        before[_identity(problem)] -= 1
        if before[_identity(problem)] < 0:
            reasons.append(f"{problem.path}: {problem.field}: {problem.full_message}")
    if reasons:
        raise ReplaceError("\n".join(["the check would then report:", *reasons]))


def write_replacement(replacement: Replacement) -> None:
    """Write the files of a replacement: all of them, or none."""
    atomic_write_all(replacement.files)


def _identity(problem: Problem) -> tuple[str, str, str]:
    """What stays the same of a problem where lines and lists become longer."""
    return problem.path, problem.rule, problem.full_message


def _is_own(reference: Reference, identifier: str) -> bool:
    """Whether a reference stands in the file or the entry that has the identifier."""
    node, holder = reference.node, reference.holder
    file_identifier = node.document.value.get("id") if isinstance(node.document.value, dict) else ""
    return identifier in (holder.text("id"), file_identifier)


def _of_same_kind(
    references: Sequence[Reference], found: ContentReferences, old: str, new: Sequence[str]
) -> Sequence[Reference]:
    """The references to the one of several entries with an identifier that the new ones are like.

    A value of a closed list may be called as a term or another value is.
    """
    kinds = {list_of(node) for node in found.entries(old)}
    if len(kinds) < 2 or not new:
        return references
    for identifier in new:
        kinds &= {list_of(node) for node in found.entries(identifier)}
    if not kinds:
        names = ", ".join(kind_of(node) for node in found.entries(old))
        raise ReplaceError(f"'{old}' is several things: {names}; name another of the same kind")
    return [each for each in references if kinds & {*lists_in(each.target)}]


def _refusals(
    references: Iterable[Reference], found: ContentReferences, old: str, new: Sequence[str]
) -> Iterator[str]:
    """Why references cannot be replaced, each with its place."""
    existing = targets(found.nodes)
    for reference in references:
        if reference.name == "id":
            yield (
                f"{reference.place}: belongs to '{old}' by its identifier, which never changes; "
                "create a new one there, and withdraw the records of this one"
            )
            continue
        allowed = existing.get(reference.target, ())
        if wrong := next((identifier for identifier in new if identifier not in allowed), ""):
            kind = kind_of(found.entries(wrong)[0])
            yield f"{reference.place}: cannot refer to '{wrong}' ({kind})"
        elif isinstance(reference.location[-1], str) and len(new) > 1:
            yield f"{reference.place}: takes one identifier; write the one that fits first"


def _new_bytes(
    path: Path, document: Document, references: Iterable[Reference], old: str, new: Sequence[str]
) -> bytes:
    """The bytes of a file after the replacement."""
    values: dict[Location, Sequence[str]] = {}
    placed: set[Location] = set()
    for reference in references:
        location, own = reference.location, reference.node.text("id")
        if isinstance(location[-1], str):
            values[location] = [value for value in new if value != own]
            continue
        present = {value for _, value in reference.node.texts(reference.name)}
        missing = [value for value in new if value not in present and value != own]
        values[location] = [] if location[:-1] in placed else missing
        placed.add(location[:-1])
    try:
        text = replace_values(document, values)
    except UnusualYamlError as error:
        depth = len(error.location)
        places = [each.place for each in references if each.location[:depth] == error.location]
        raise ReplaceError(f"{places[0]}: {error}") from None
    mark = codecs.BOM_UTF8 if path.read_bytes().startswith(codecs.BOM_UTF8) else b""
    return mark + text.encode()
