"""Look up the declaration of a field in the model by its location in a file."""

from __future__ import annotations

import re
from enum import StrEnum

from pydantic.fields import FieldInfo

from guidance.content import model
from guidance.content.introspection import model_in, value_format
from guidance.content.yaml_parser import Location


def class_at(entry: type[model.Entry], location: Location) -> type[model.Entry] | None:
    """The class of the group of keys at a location; None if the model knows none."""
    found: type[model.Entry] | None = entry
    for step in location:
        if found and isinstance(step, str):
            field = found.model_fields.get(step)
            found = model_in(field.annotation) if field else None
    return found


def field_at(entry: type[model.Entry], location: Location) -> FieldInfo | None:
    """The field at a location; None for an entry of a list and where the model knows none."""
    holder = class_at(entry, location[:-1])
    return holder.model_fields.get(str(location[-1])) if holder else None


def keys_at(entry: type[model.Entry], location: Location) -> tuple[str, ...]:
    """The keys that the group at a location may have."""
    holder = class_at(entry, location)
    return tuple(holder.model_fields) if holder else ()


def choices_at(entry: type[model.Entry], location: Location) -> tuple[str, ...]:
    """The values of the enum at a location; empty if the field holds no enum."""
    field = field_at(entry, location)
    kind = field.annotation if field else None
    return tuple(kind) if isinstance(kind, type) and issubclass(kind, StrEnum) else ()


def format_at(entry: type[model.Entry], location: Location) -> model.Format | None:
    """How the value at a location is written; None if it is as any text."""
    while location and isinstance(location[-1], int):
        location = location[:-1]
    holder = class_at(entry, location[:-1])
    return value_format(holder, str(location[-1])) if holder else None


def description_at(entry: type[model.Entry], location: Location) -> str:
    """The first sentence of a field's description, without its period and back quotes."""
    field = field_at(entry, location)
    description = " ".join((field.description or "").split()) if field else ""
    return re.split(r"(?<=[a-z])\.", description)[0].replace("`", "")
