"""Data: a library goes in, the JSON and CSV files for other programs come out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from guidance.content import model
from guidance.content.markdown import plain
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.version import __version__

COLUMNS = (
    "id", "kind", "nature", "parent", "part_of", "title", "text", "actors", "forms", "measures", "instruments", "related",
    "document", "section", "pages", "status", "since", "changed", "url",
)  # fmt: skip
TABLES = {
    "takeaways": model.Kind.TAKEAWAY,
    "recommendations": model.Kind.RECOMMENDATION,
    "points": model.Kind.POINT,
}
_LISTS_OF_A_RECORD = ("actors", "forms", "measures", "instruments", "related")


def data_files(
    library: Library, addresses: Urls, acknowledgement: str
) -> Iterator[tuple[str, str]]:
    """Every data file: its address under the site and its text."""
    yield (
        "data/guidance.json",
        json.dumps(guidance(library, addresses, acknowledgement), ensure_ascii=False, indent=1)
        + "\n",
    )
    for name, kind in TABLES.items():
        yield (
            f"data/{name}.csv",
            table([record for record in library.records if record.kind is kind], addresses),
        )


def guidance(library: Library, addresses: Urls, acknowledgement: str) -> dict[str, Any]:
    """Everything that the library holds, as one object of arrays."""

    def entries(held: Any) -> list[dict[str, Any]]:
        return [_entry(entry, addresses) for entry in held]

    return {
        "version": __version__,
        "date": library.date,
        "url": addresses.site_url,
        "acknowledgement": acknowledgement,
        "conferences": [
            _without(_entry(conference, addresses), "statements", "side_events")
            for conference in library.conferences
        ],
        "panels": [
            _holding(_without(_entry(panel, addresses), "statements"), "takeaways")
            for panel in library.panels
        ],
        "pillars": [
            _holding(_entry(pillar, addresses), "recommendations") for pillar in library.pillars
        ],
        "records": [_record(record, addresses) for record in library.records],
        "statements": [
            _entry(statement, addresses) | {"parent": holder.id}
            for statement, holder in library.statements()
        ],
        "side_events": [
            _entry(event, addresses) | {"parent": conference.id}
            for conference in library.conferences
            for event in conference.side_events
        ],
        "people": entries(library.people),
        "instruments": entries(library.instruments),
        "resources": entries(library.resources),
        "sources": [_holding(_entry(source, addresses), "points") for source in library.sources],
        "terms": entries(library.terms),
    }


def _entry(entry: model.Entry, addresses: Urls) -> dict[str, Any]:
    """An entry as it is written, without what it lacks, with its permanent address."""
    written = entry.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return {key: _plain(key, value) for key, value in written.items()} | {
        "url": addresses.permanent(written["id"])
    }


def _plain(key: str, value: Any) -> Any:
    """Texts as paragraphs of plain Markdown, one line each: the line breaks of the YAML carry no meaning."""
    if isinstance(value, dict):
        return {name: _plain(name, inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(key, inner) for inner in value]
    return (
        "\n\n".join(" ".join(paragraph.split()) for paragraph in value.split("\n\n"))
        if isinstance(value, str)
        else value
    )


def _without(entry: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in keys}


def _holding(entry: dict[str, Any], key: str) -> dict[str, Any]:
    """An entry that names the records it holds instead of repeating them."""
    return entry | ({key: [record["id"] for record in entry[key]]} if key in entry else {})


def _record(record: model.Record, addresses: Urls) -> dict[str, Any]:
    """A record with every list, empty or not, and without the single facts that it lacks."""
    entry = _entry(record, addresses)
    lists = {name: list(getattr(record, name)) for name in _LISTS_OF_A_RECORD}
    ordered = entry | lists | {"status": record.status.value}
    first = (
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
    return {key: ordered[key] for key in first if key in ordered} | {
        key: value for key, value in ordered.items() if key not in first
    }


def table(records: list[model.Record], addresses: Urls) -> str:
    """Records as CSV with a header line; lists are joined by semicolons."""
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(row(record, addresses) for record in records)
    return written.getvalue()


def row(record: model.Record, addresses: Urls) -> Mapping[str, str]:
    """A record as one line of a table, by the names of the columns."""
    lists = {name: "; ".join(getattr(record, name)) for name in _LISTS_OF_A_RECORD}
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
        "status": record.status.value,
        "since": record.since,
        "changed": record.changed.isoformat(),
        "url": addresses.permanent(record.id),
    }
