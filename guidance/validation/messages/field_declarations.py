"""Look up the declaration of a field in the model by its location in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from pydantic.fields import FieldInfo

from guidance.content import model
from guidance.content.introspection import model_in, references, value_format, value_kind
from guidance.content.yaml_parser import Location

_MOVED: Mapping[tuple[type[model.Entry], str], str] = {
    (model.Conference, "imprint"): (
        "imprint and terms belong to the source document: write 'publishers', 'contact', "
        "'copyright', 'permission', 'cite_as', 'disclaimer' and the rest in its file in sources/"
    ),
    (model.Source, "publisher"): "write 'publishers: […]', a list",
    (model.Source, "address"): "write 'web: …'",
    (model.Panel, "moderator"): "write 'moderators:', a list with a dash for each person",
}
"""Fields of earlier versions of the content, and where their values belong now."""


def class_at(entry_class: type[model.Entry], location: Location) -> type[model.Entry] | None:
    """The class of the mapping at a location; None if the model has no mapping there."""
    inner_class: type[model.Entry] | None = entry_class
    for step in location:
        if inner_class and isinstance(step, str):
            field = inner_class.model_fields.get(step)
            inner_class = model_in(field.annotation) if field else None
    return inner_class


def field_at(entry_class: type[model.Entry], location: Location) -> FieldInfo | None:
    """The field at a location; None for an item of a list and if the model has no field there."""
    outer_class = class_at(entry_class, location[:-1])
    return outer_class.model_fields.get(str(location[-1])) if outer_class else None


def keys_at(entry_class: type[model.Entry], location: Location) -> tuple[str, ...]:
    """The keys that the mapping at a location may have."""
    outer_class = class_at(entry_class, location)
    return tuple(outer_class.model_fields) if outer_class else ()


def choices_at(entry_class: type[model.Entry], location: Location) -> tuple[str, ...]:
    """The values of the enum at a location; empty if the field holds no enum."""
    field = field_at(entry_class, location)
    kind = field.annotation if field else None
    return tuple(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else ()


def format_at(entry_class: type[model.Entry], location: Location) -> model.Format | None:
    """The format of the value at a location; None if none is declared."""
    while location and isinstance(location[-1], int):
        location = location[:-1]
    outer_class = class_at(entry_class, location[:-1])
    return value_format(outer_class, str(location[-1])) if outer_class else None


def kind_at(entry_class: type[model.Entry], location: Location) -> model.ValueKind | None:
    """The kind of the value at a location; None if none is declared."""
    while location and isinstance(location[-1], int):
        location = location[:-1]
    outer_class = class_at(entry_class, location[:-1])
    name = str(location[-1]) if location else ""
    return (
        value_kind(outer_class, name) if outer_class and name in outer_class.model_fields else None
    )


def target_at(entry_class: type[model.Entry], location: Location) -> str:
    """The list to which a reference at a location leads; empty if there is no reference."""
    while location and isinstance(location[-1], int):
        location = location[:-1]
    outer_class = class_at(entry_class, location[:-1]) if location else None
    return references(outer_class).get(str(location[-1]), "") if outer_class else ""


def description_at(entry_class: type[model.Entry], location: Location) -> str:
    """The first sentence of a field's description, without its period and back quotes."""
    field = field_at(entry_class, location)
    description = " ".join((field.description or "").split()) if field else ""
    return re.split(r"(?<=[a-z])\.", description)[0].replace("`", "")


def new_place(entry: type[model.Entry] | None, key: str | int) -> str:
    """What to write in the place of a field that a class had; empty for any other key."""
    return _MOVED.get((entry, str(key)), "") if entry else ""
