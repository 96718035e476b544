"""Walk through the entries within an entry."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.content import model
from guidance.content.introspection import models_in
from guidance.content.yaml_parser import Location


def nested_entries(
    entry: model.Entry, location: Location = ()
) -> Iterator[tuple[model.Entry, Location]]:
    """An entry and every entry within it, each with its location in the file."""
    yield entry, location
    for name in models_in(type(entry)):
        value = getattr(entry, name)
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                yield from nested_entries(item, (*location, name, number))
        elif value:
            yield from nested_entries(value, (*location, name))
