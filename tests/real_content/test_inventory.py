"""The content holds what the sources hold, as tests/data/inventory.yml lists it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from guidance import Library
from guidance.content import model
from guidance.content.introspection import wordings
from guidance.content.markdown import plain
from guidance.library.nested_entries import nested_entries

INVENTORY = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "inventory.yml").read_text("utf-8")
)


def test_content_holds_what_the_sources_hold(library: Library) -> None:
    differences = [
        *_counts(library),
        *_values(library),
        *_people(library),
        *_names(library),
        *_figures(library),
    ]
    assert differences == [], "change the content, or tests/data/inventory.yml"


def values_at(entry: object, path: str) -> list[Any]:
    """The values at a path such as `interview.questions`, through lists and absent groups."""
    values = [entry]
    for name in path.split("."):
        found = [getattr(value, name) for value in values]
        values = [
            value for each in found for value in (each if isinstance(each, tuple) else [each])
        ]
        values = [value for value in values if value is not None]
    return values


def _counts(library: Library) -> Iterator[str]:
    successors = {successor for record in library.records for successor in record.replaced_by}
    for identifier, counts in INVENTORY["counts"].items():
        for path, expected in counts.items():
            entries = [
                value
                for value in values_at(library.by_id[identifier], path)
                if getattr(value, "id", "") not in successors
            ]
            if len(entries) != expected:
                yield f"{identifier}: {path}: {expected} in the source, {len(entries)} here"


def _values(library: Library) -> Iterator[str]:
    for identifier, values in INVENTORY["values"].items():
        for path, expected in values.items():
            found = [str(value) for value in values_at(library.by_id[identifier], path)]
            for value in map(str, expected if isinstance(expected, list) else [expected]):
                if value not in found:
                    yield f"{identifier}: {path}: {value} in the source, {found} here"


def _people(library: Library) -> Iterator[str]:
    for identifier, expected in INVENTORY["people"].items():
        holders = {identifier, *(panel.id for panel in library.panels_of(identifier))}
        found = [
            person.id
            for person in library.people
            if any(each.holder.id in holders for each in library.appearances(person.id))
        ]
        if len(found) != expected:
            yield f"{identifier}: {expected} people in the source, {len(found)} here"


def _names(library: Library) -> Iterator[str]:
    for identifier in INVENTORY["identifiers"]:
        if identifier not in library.by_id:
            yield f"{identifier}: named in the source, absent here"
    for identifier in INVENTORY["sources_with_points"]:
        if not library.records_of(identifier):
            yield f"{identifier}: points in the source, none here"


def _figures(library: Library) -> Iterator[str]:
    texts = " ".join(_texts(library)).replace(" per cent", "%")
    for figure in INVENTORY["figures"]:
        if figure not in texts:
            yield f"{figure}: a figure of the sources, in no text here"


def _texts(library: Library) -> Iterator[str]:
    """Every text of the library in our own words, and the figures of conferences."""
    for entry in library.by_id.values():
        for inner, _ in nested_entries(entry):
            if isinstance(inner, model.Figure):
                yield inner.value
            for name in wordings(type(inner)):
                if isinstance(text := getattr(inner, name), str):
                    yield plain(text)
