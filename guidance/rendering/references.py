"""References to entries, and places in documents, in the words of readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.i18n import Words
from guidance.library.library import Library


@dataclass(frozen=True)
class Reference:
    """A reference to another entry."""

    id: str
    title: str
    is_record: bool
    """Whether readers know the entry by its identifier, which then stands before the title."""
    year: str = ""
    """The year to show beside it, where the order of years matters."""


def reference(
    library: Library, words: Words, identifier: str, *, with_year: bool = False
) -> Reference:
    """The reference to a record, a statement, a resource, an instrument or a term."""
    entry, title = library.by_id[identifier], typeset(library.title_of(identifier))
    if isinstance(entry, model.Statement):
        title = words("kind.statement-by", person=title)
    year = entry.since[:4] if isinstance(entry, model.Record) and with_year else ""
    return Reference(identifier, title, isinstance(entry, model.Record), year)


def all_reaffirmed(library: Library, record: model.Record) -> list[str]:
    """The records that a record repeats, directly or through one of them, each once."""
    found = dict.fromkeys(record.reaffirms)
    waiting = list(found)
    while waiting:
        earlier = library.by_id[waiting.pop(0)]
        assert isinstance(earlier, model.Record)  # noqa: S101 -- validated
        new = [each for each in earlier.reaffirms if each not in found and each != record.id]
        found |= dict.fromkeys(new)
        waiting += new
    return list(found)


@dataclass(frozen=True)
class Reaffirmation:
    """A record with the earlier ones that it reaffirms."""

    later: Reference
    earlier: Sequence[Reference]


def reaffirmations(
    library: Library, words: Words, records: Iterable[model.Record]
) -> list[Reaffirmation]:
    """What records reaffirm, the latest first."""

    def refer(identifier: str) -> Reference:
        return reference(library, words, identifier, with_year=True)

    found = [
        Reaffirmation(refer(record.id), [*map(refer, all_reaffirmed(library, record))])
        for record in records
        if record.reaffirms
    ]
    return sorted(found, key=lambda each: each.later.year, reverse=True)


def place_text(source: model.SourcePlace, words: Words) -> str:
    """Pages and paragraphs of a place in a document, or else the section; empty for neither."""
    parts = [
        words.pages(source.pages) if source.pages else "",
        words.paragraphs(source.paragraphs) if source.paragraphs else "",
    ]
    return ", ".join(filter(None, parts)) or typeset(source.section or "")
