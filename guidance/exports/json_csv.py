"""All records as JSON and CSV, for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from guidance.content import model
from guidance.content.markdown import plain
from guidance.library.conclusions import conclusions_of
from guidance.library.library import Library
from guidance.library.urls import Urls

SHAPE = "2"
"""The version of the shape of `guidance.json`: which keys it has, and what they mean.

A new number means that a program written for an earlier one must be changed. Added keys leave it as
it is.
"""
COLUMNS = (
    "id", "kind", "nature", "parent", "part_of", "title", "text",
    "actors", "forms", "measures", "instruments", "related",
    "document", "section", "pages", "status", "since", "changed", "url", "paragraphs", "reaffirms",
)  # fmt: skip
TABLES = {
    "takeaways": model.Kind.TAKEAWAY,
    "recommendations": model.Kind.RECOMMENDATION,
    "points": model.Kind.POINT,
}
_LISTS_OF_A_RECORD = ("actors", "forms", "measures", "instruments", "related")
"""The lists that every record has in JSON, also where they are empty."""


def data_files(library: Library, urls: Urls) -> Iterator[tuple[str, Callable[[], str]]]:
    """The path of every data file, relative to the site, with what makes its text."""
    yield "data/guidance.json", partial(_as_json, library, urls)
    for name, kind in TABLES.items():
        records = [record for record in library.records if record.kind is kind]
        yield f"data/{name}.csv", partial(csv_table, records, urls)


def _as_json(library: Library, urls: Urls) -> str:
    return json.dumps(library_object(library, urls), ensure_ascii=False, indent=1) + "\n"


def library_object(library: Library, urls: Urls) -> dict[str, Any]:
    """The whole library as one object of arrays."""

    def objects(entries: Iterable[model.Entry]) -> list[dict[str, Any]]:
        return [_entry(entry, urls) for entry in entries]

    return {
        "version": SHAPE,
        "date": library.date,
        "url": urls.site_url,
        "conferences": [
            _conference(conference, library, urls) for conference in library.conferences
        ],
        "panels": [
            _with_identifiers(_without(_entry(panel, urls), "statements"), "takeaways")
            for panel in library.panels
        ],
        "pillars": [
            _with_identifiers(_entry(pillar, urls), "recommendations") for pillar in library.pillars
        ],
        "records": [_record(record, urls) for record in library.records],
        "statements": [
            _entry(statement, urls) | {"parent": holder.id}
            for statement, holder in library.statements()
        ],
        "side_events": [
            _entry(event, urls) | {"parent": conference.id}
            for conference in library.conferences
            for event in conference.side_events
        ],
        "people": objects(library.people),
        "organizations": objects(library.organizations),
        "instruments": objects(library.instruments),
        "resources": objects(library.resources),
        "sources": [
            _with_identifiers(_entry(source, urls), "points") for source in library.sources
        ],
        "terms": objects(library.terms),
    }


def _entry(entry: model.Entry, urls: Urls) -> dict[str, Any]:
    """The fields of an entry that have a value, with its permanent URL."""
    fields = entry.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return {key: _unwrap(key, value) for key, value in fields.items()} | {
        "url": urls.permanent(fields["id"])
    }


def _unwrap(key: str, value: Any) -> Any:
    """A value with each paragraph of its texts on one line, at any depth."""
    if isinstance(value, dict):
        return {name: _unwrap(name, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_unwrap(key, inner) for inner in value]
    return (
        "\n\n".join(" ".join(paragraph.split()) for paragraph in value.split("\n\n"))
        if isinstance(value, str)
        else value
    )


def _conference(conference: model.Conference, library: Library, urls: Urls) -> dict[str, Any]:
    """A conference with the identifiers of its documents and of what it concluded."""
    entry = _without(_entry(conference, urls), "statements", "side_events", "conclusions")
    conclusions = [entry.id for entry in conclusions_of(library, conference)]
    return entry | ({"conclusions": conclusions} if conclusions else {})


def _without(entry: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in keys}


def _with_identifiers(entry: dict[str, Any], key: str) -> dict[str, Any]:
    """An entry with the identifiers of the records under a key instead of the records."""
    return entry | ({key: [record["id"] for record in entry[key]]} if key in entry else {})


def _record(record: model.Record, urls: Urls) -> dict[str, Any]:
    """A record with all its lists, even empty ones, and the other fields that have a value."""
    entry = _entry(record, urls)
    lists = {name: list(getattr(record, name)) for name in _LISTS_OF_A_RECORD}
    fields = entry | lists | {"status": record.status.value}
    key_order = (
        "id",
        "kind",
        "nature",
        "parent",
        "part_of",
        "title",
        "text",
        "keywords",
        *_LISTS_OF_A_RECORD,
        "source",
        "status",
        "since",
        "changed",
    )
    return {key: fields[key] for key in key_order if key in fields} | {
        key: value for key, value in fields.items() if key not in key_order
    }


def csv_table(records: list[model.Record], urls: Urls) -> str:
    """Records as CSV with a header and CRLF line ends."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(table_row(record, urls) for record in records)
    return buffer.getvalue()


def table_row(record: model.Record, urls: Urls) -> Mapping[str, str]:
    """A record as text by column; lists are joined by semicolons."""
    names = (*_LISTS_OF_A_RECORD, "reaffirms")
    lists = {name: "; ".join(getattr(record, name)) for name in names}
    return lists | {
        "id": record.id,
        "kind": record.kind.value,
        "nature": record.nature.value,
        "parent": record.parent,
        "part_of": record.part_of or "",
        "title": record.title,
        "text": plain(record.text),
        "document": record.source.document,
        "section": record.source.section or "",
        "pages": record.source.pages or "",
        "paragraphs": record.source.paragraphs or "",
        "status": record.status.value,
        "since": record.since,
        "changed": record.changed.isoformat(),
        "url": urls.permanent(record.id),
    }
