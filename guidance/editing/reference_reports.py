"""Reports of references and of their replacement, as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from guidance.content import model
from guidance.content.nodes import Node
from guidance.diagnostics.problem import shorten
from guidance.editing.references import ContentReferences, Reference, kind_of
from guidance.editing.replacement import Replacement

_TITLE_KEYS = ("title", "short", "name", "term", "label", "person", "organization")


def report_references(found: ContentReferences, identifier: str) -> Iterator[str]:
    """The lines on what refers to an identifier, and on the texts that mention it."""
    references, mentions = found.to(identifier), found.mentions(identifier)
    if not references:
        found.require(identifier)
    entries = found.entries(identifier)
    yield from (f"{_place(node)}: {kind_of(node)} {_named(node)}" for node in entries)
    if not entries:
        yield f"'{identifier}' does not exist, but is referred to"
    yield ""
    yield from _lines(references)
    files = len({reference.node.document.path for reference in references})
    yield (
        f"{_count(len(references), 'reference')} in {_count(files, 'file')}"
        if (references)
        else f"nothing refers to '{identifier}'"
    )
    if mentions:
        yield from ("", "mentioned in texts:", *_lines(mentions))


def report_replacement(replacement: Replacement, today: date) -> Iterator[str]:
    """The lines on what was replaced, and on what is left to do."""
    old, new = replacement.old, replacement.new
    if not replacement.replaced:
        yield f"nothing refers to '{old}'; no file was changed"
    else:
        yield from _lines(replacement.replaced)
        count = _count(len(replacement.replaced), "reference")
        became = f"became {', '.join(new)}" if new else "was taken out"
        yield (
            f"{count} in {_count(len(replacement.files), 'file')}: "
            f"{old} {became}; nothing else was changed"
        )
    if mentions := replacement.content.mentions(old):
        yield from ("", "mentioned in texts, which stay as they are:", *_lines(mentions))
    dated = ", ".join(node.text("id") for node in replacement.records_to_date)
    if dated:
        note = f"'changed: {today}' and a 'change_note'"
        yield from ("", f"readers filter by what changed; write {note} in {dated}")
    elif replacement.replaced:
        yield from ("", "dates stay as they are: a reference alone needs no 'changed'")
    for node in replacement.content.entries(old):
        if node.is_record and node.text("status") != model.Status.WITHDRAWN:
            yield ""
            fields = {
                "status": "withdrawn",
                "reason": "TODO",
                "replaced_by": f"[{', '.join(new)}]" if new else "",
                "changed": str(today),
                "change_note": "TODO",
            }
            instead = _instead_of(node, fields)
            yield f"{_place(node)}: {old} is still in force; to withdraw it, write in it{instead}:"
            yield from (f"    {name}: {value}" for name, value in fields.items() if value)


def _lines(references: Sequence[Reference]) -> Iterator[str]:
    for reference in references:
        relation = "belongs to it by its identifier:" if reference.name == "id" else "in"
        yield f"{reference.place}: {relation} {_named(reference.holder)}"


def _named(node: Node) -> str:
    """An entry by its identifier and its title; a file without an identifier by its name."""
    title = next((text for key in _TITLE_KEYS if (text := node.text(key))), "")
    name = node.text("id") or node.document.stem
    return f"{name} ({shorten(title)})" if title else name


def _instead_of(node: Node, names: Iterable[str]) -> str:
    """The lines with earlier values of fields, which are to go; empty if it has none of them."""
    position = node.document.position
    lines = sorted(position((*node.location, name)).line for name in names if name in node.values)
    noun = "lines" if lines[1:] else "line"
    return f" instead of {noun} {', '.join(map(str, lines))}" if lines else ""


def _place(node: Node) -> str:
    position = node.document.position((*node.location, "id"))
    return f"{node.document.path}:{position.line}:{position.column}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
