"""What the classes of the model declare about their fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from guidance.content import model


@cache
def models_in(kind: type[model.Entry]) -> Mapping[str, type[model.Entry]]:
    """The fields of a class that hold other classes of the model, each with that class; worked out once, since every part of the content asks."""
    return {
        name: held
        for name, field in kind.model_fields.items()
        if (held := model_in(field.annotation))
    }


def model_in(annotation: object) -> type[model.Entry] | None:
    """The class of the model that a field's annotation holds, alone or in a tuple; None where it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, model.Entry):
        return annotation
    origin = get_origin(annotation)
    arguments = get_args(annotation)[:1] if origin is Annotated else get_args(annotation)
    return next((found for argument in arguments if (found := model_in(argument))), None)


@cache
def references(kind: type[model.Entry]) -> Mapping[str, str]:
    """The fields of a class that name something which must exist, each with the kind of thing that it names."""
    return {
        name: target
        for name, field in kind.model_fields.items()
        if (target := _named(field.metadata) or _target(field.annotation))
    }


def _named(marks: Iterable[object]) -> str:
    return next((mark.target for mark in marks if isinstance(mark, model.RefersTo)), "")


def _target(annotation: Any) -> str:
    if get_origin(annotation) is Annotated:
        return _named(get_args(annotation))
    return next((found for argument in get_args(annotation) if (found := _target(argument))), "")
