"""Open a content folder as a library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from guidance.content import model
from guidance.library.library import Library, Origin, conference_id
from guidance.library.nested_entries import nested_entries
from guidance.validation.known_files import KnownFiles
from guidance.validation.pipeline import validate_folder
from guidance.validation.validator import ValidFile

E = TypeVar("E", bound=model.Entry)


@dataclass(frozen=True)
class _FileParts:
    """What a library takes from one file."""

    records: tuple[model.Record, ...]
    origins: Mapping[str, Origin]


@dataclass
class KnownContent(KnownFiles):
    """What is known of unchanged files, with what a library takes from them."""

    _parts: dict[str, tuple[ValidFile, _FileParts]] = field(default_factory=dict)

    def parts_of(self, file: ValidFile) -> _FileParts:
        """What a library takes from a file."""
        path = file.document.path
        if path not in self._parts or self._parts[path][0] is not file:
            self._parts[path] = file, _FileParts(tuple(_records(file.entry)), _origins(file))
        return self._parts[path][1]


def open_library(
    content: Path,
    before: Path | None = None,
    today: date | None = None,
    known: KnownContent | None = None,
) -> Library:
    """The library of a content folder.

    With `before`, the folder as it was at an earlier time, the changes since then are checked too;
    with `today`, no date lies behind it; with `known`, only changed files are read again.
    Raises `ContentError` with every problem found.
    """
    return assemble(validate_folder(content, before, today, known), known)


def assemble(files: Iterable[ValidFile], known: KnownContent | None = None) -> Library:
    """The library of the files of one content folder, all of them valid."""
    files, known = tuple(files), known or KnownContent()
    parts = {id(file.entry): known.parts_of(file) for file in files}
    panels = tuple(
        sorted(
            _of_class(files, model.Panel), key=lambda panel: (conference_id(panel.id), panel.number)
        )
    )
    pillars = tuple(
        sorted(
            _of_class(files, model.Pillar),
            key=lambda pillar: (conference_id(pillar.id), int(pillar.id.rpartition("R")[2])),
        )
    )
    sources = _of_class(files, model.Source)
    glossary = _of_class(files, model.Glossary)[0]
    return Library(
        publisher=next(iter(_of_class(files, model.Publisher)), None),
        vocabulary=_of_class(files, model.Vocabulary)[0],
        conferences=tuple(map(_with_documents, _of_class(files, model.Conference))),
        panels=panels,
        pillars=pillars,
        sources=sources,
        people=_of_class(files, model.People)[0].people,
        organizations=tuple(
            organization
            for file in _of_class(files, model.Organizations)
            for organization in file.organizations
        ),
        instruments=_of_class(files, model.Instruments)[0].instruments,
        resources=_of_class(files, model.Resources)[0].resources,
        terms=glossary.terms,
        synonyms=glossary.synonyms,
        records=tuple(
            record
            for holder in (*panels, *pillars, *sources)
            for record in parts[id(holder)].records
        ),
        origins={
            identifier: origin
            for file in files
            for identifier, origin in parts[id(file.entry)].origins.items()
        },
    )


def _records(entry: model.Entry) -> Iterator[model.Record]:
    """The records of a file; none of one that holds others."""
    match entry:
        case model.Panel(takeaways=records):
            kind = model.Kind.TAKEAWAY
        case model.Pillar(recommendations=records):
            kind = model.Kind.RECOMMENDATION
        case model.Source(points=records):
            kind = model.Kind.POINT
        case _:
            return
    for record in records:
        yield _record(record, entry, kind)


def _origins(file: ValidFile) -> Mapping[str, Origin]:
    """The origin of each entry of a file, by its identifier."""
    return {
        entry.id: Origin(file.document, location)
        for entry, location in nested_entries(file.entry)
        if hasattr(entry, "id") and not isinstance(entry, model.Choice)
    }


def _with_documents(conference: model.Conference) -> model.Conference:
    """A conference with its documents, and with a place in the main one."""
    main = conference.source.document if conference.source else conference.documents[0]
    return conference.model_copy(
        update={
            "documents": conference.documents or (main,),
            "source": conference.source or model.SourcePlace(document=main),
        }
    )


def _of_class(files: Iterable[ValidFile], kind: type[E]) -> tuple[E, ...]:
    return tuple(file.entry for file in files if isinstance(file.entry, kind))


def _record(
    record: model.WrittenRecord,
    holder: model.Panel | model.Pillar | model.Source,
    kind: model.Kind,
) -> model.Record:
    """A record with its source and dates, which it may inherit from its holder."""
    own = dict(record)
    inherited_values = {
        name: own[name] or getattr(holder, name) for name in ("source", "since", "changed")
    }
    return model.Record.model_construct(
        **own | inherited_values | {"kind": kind, "parent": holder.id}
    )
