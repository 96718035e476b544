"""Open a content folder as a library."""

from __future__ import annotations

from collections.abc import Iterable
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


def open_library(
    content: Path,
    before: Path | None = None,
    today: date | None = None,
    known: KnownFiles | None = None,
) -> Library:
    """The library of a content folder.

    With `before`, the folder as it was at an earlier time, the changes since then are checked too;
    with `today`, no date lies behind it; with `known`, only changed files are read again.
    Raises `ContentError` with every problem found.
    """
    return assemble(validate_folder(content, before, today, known))


def assemble(files: Iterable[ValidFile]) -> Library:
    """The library of the files of one content folder, all of them valid."""
    files = tuple(files)
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
        records=(
            *(
                _record(record, panel, model.Kind.TAKEAWAY)
                for panel in panels
                for record in panel.takeaways
            ),
            *(
                _record(record, pillar, model.Kind.RECOMMENDATION)
                for pillar in pillars
                for record in pillar.recommendations
            ),
            *(
                _record(record, source, model.Kind.POINT)
                for source in sources
                for record in source.points
            ),
        ),
        origins={
            entry.id: Origin(file.document, location)
            for file in files
            for entry, location in nested_entries(file.entry)
            if hasattr(entry, "id") and not isinstance(entry, model.Choice)
        },
    )


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
