"""What the classes of the model declare about their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Annotated, Any, TypeVar, get_args, get_origin

from guidance.content import model

T = TypeVar("T")


@cache
def models_in(entry_class: type[model.Entry]) -> Mapping[str, type[model.Entry]]:
    """The fields that hold other classes of the model, each with that class."""
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
    return next((found for argument in arguments if (found := model_in(argument))), None)


@cache
def references(entry_class: type[model.Entry]) -> Mapping[str, str]:
    """The fields whose value must exist, each with the list to which it belongs."""
    return {
        name: declared.target
        for name in entry_class.model_fields
        if (declared := _declared(entry_class, name, model.RefersTo))
    }


@cache
def value_kind(entry_class: type[model.Entry], name: str) -> model.ValueKind | None:
    """What kind of value a field holds, or each value of its list; None where none is declared."""
    return _declared(entry_class, name, model.ValueKind)


@cache
def wordings(entry_class: type[model.Entry]) -> Mapping[str, model.Wording]:
    """The fields that hold our own words, each with how they relate to those of the source."""
    found = {name: _wording(entry_class, name) for name in entry_class.model_fields}
    return {name: own for name, own in found.items() if own is not model.Wording.PRINTED}


def _wording(entry_class: type[model.Entry], name: str) -> model.Wording:
    if declared := _declared(entry_class, name, model.Wording):
        return declared
    is_prose = value_kind(entry_class, name) is model.ValueKind.PROSE
    return model.Wording.RESTATED if is_prose else model.Wording.PRINTED


@cache
def printed_lines(entry_class: type[model.Entry]) -> Sequence[str]:
    """The fields that hold a line as the source prints it."""
    return [
        name
        for name in entry_class.model_fields
        if value_kind(entry_class, name) is model.ValueKind.LINE
        and name not in wordings(entry_class)
    ]


def value_format(entry_class: type[model.Entry], name: str) -> model.Format | None:
    """How a field is written, or each value of its list; None where it is as any text."""
    return _declared(entry_class, name, model.Format)


def _declared(entry_class: type[model.Entry], name: str, kind: type[T]) -> T | None:
    """The metadata of one kind that a field is annotated with."""
    field = entry_class.model_fields[name]
    return _first(field.metadata, kind) or _in_annotation(field.annotation, kind)


def _in_annotation(annotation: Any, kind: type[T]) -> T | None:
    if get_origin(annotation) is Annotated:
        return _first(get_args(annotation), kind)
    found = (_in_annotation(argument, kind) for argument in get_args(annotation))
    return next((metadata for metadata in found if metadata), None)


def _first(metadata: Iterable[object], kind: type[T]) -> T | None:
    return next((item for item in metadata if isinstance(item, kind)), None)
