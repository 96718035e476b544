"""Declarations of the model about its fields: references, kinds of values and formats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin

from guidance.content import model

T = TypeVar("T")


@cache
def models_in(entry_class: type[model.Entry]) -> Mapping[str, type[model.Entry]]:
    """The fields that contain other entries, each with the class of these."""
    return {
        name: inner
        for name, field in entry_class.model_fields.items()
        if (inner := model_in(field.annotation))
    }


def model_in(annotation: object) -> type[model.Entry] | None:
    """The class of the model in an annotation, alone, optional or in a tuple."""
    if isinstance(annotation, type) and issubclass(annotation, model.Entry):
        return annotation
    origin = get_origin(annotation)
    arguments = get_args(annotation)[:1] if origin is Annotated else get_args(annotation)
    return next((inner for argument in arguments if (inner := model_in(argument))), None)


@cache
def references(entry_class: type[model.Entry]) -> Mapping[str, str]:
    """The fields that refer to other entries, each with the list of allowed identifiers."""
    return {
        name: reference.target
        for name in entry_class.model_fields
        if (reference := _declared(entry_class, name, model.RefersTo))
    }


def value_kind(entry_class: type[model.Entry], name: str) -> model.ValueKind | None:
    """The kind of a field's value, or of each value of its list; None if none is declared."""
    return _declared(entry_class, name, model.ValueKind)


def value_format(entry_class: type[model.Entry], name: str) -> model.Format | None:
    """The format of a field's value, or of each value of its list; None if none is declared."""
    return _declared(entry_class, name, model.Format)


def _declared(entry_class: type[model.Entry], name: str, kind: type[T]) -> T | None:
    """The metadata of one kind in the annotation of a field."""
    field = entry_class.model_fields[name]
    return _first(field.metadata, kind) or _in_annotation(field.annotation, kind)


def _in_annotation(annotation: Any, kind: type[T]) -> T | None:
    if get_origin(annotation) is Annotated:
        return _first(get_args(annotation), kind)
    inner = (_in_annotation(argument, kind) for argument in get_args(annotation))
    return next((metadata for metadata in inner if metadata), None)


def _first(metadata: Iterable[object], kind: type[T]) -> T | None:
    return next((item for item in metadata if isinstance(item, kind)), None)
