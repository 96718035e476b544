"""Blanks: a class of the model and what is known go in, lines of YAML with every field explained and what is to be written marked come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from guidance.content import model
from guidance.content.formats import written_as
from guidance.content.introspection import model_in, references
from guidance.content.nodes import VOCABULARY

TODO = "TODO"
"""Stands where something is to be written; the check names each."""
_STANDING = {
    "people": "From people.yml; 'python build.py new person' adds one.",
    "instruments": "From instruments.yml.",
    "sources": "A file in sources/ is called after it.",
    "records": "The identifiers of takeaways, recommendations or points.",
}
"""Where what a field names can be looked up."""


def blank(
    kind: type[model.Entry], known: Mapping[str, str], hints: Mapping[str, str]
) -> Iterator[str]:
    """The lines of a record to be filled in: first what must be there, then what may be, as remarks.

    `known` holds values by the names of their fields, `hints` what to say instead of a field that is written otherwise.
    """
    fields = _ordered(kind)
    for name, field in fields.items():
        if field.is_required() or name in known:
            yield from _field(kind, name, field, known)
    for name, field in fields.items():
        if name in hints:
            yield f"# {name}: {hints[name]}"
        elif not field.is_required() and name not in known:
            yield from (f"# {line}" for line in _field(kind, name, field, {}, "…"))


def _ordered(kind: type[model.Entry]) -> dict[str, FieldInfo]:
    """The fields of a class: the identifier, its own, then those that it shares with others."""
    own = [
        name
        for base in kind.__mro__
        for name in vars(base).get("__annotations__", {})
        if name in kind.model_fields
    ]
    names = dict.fromkeys(["id", *own] if "id" in kind.model_fields else own)
    return {name: kind.model_fields[name] for name in names}


def _field(
    kind: type[model.Entry], name: str, field: FieldInfo, known: Mapping[str, str], mark: str = TODO
) -> Iterator[str]:
    told = f"  # {_explained(kind, name, field, name not in known)}"
    inner = model_in(field.annotation)
    if name in known:
        yield f"{name}: {known[name]}{told}"
    elif inner and _is_list(field):
        yield f"{name}:{told}"
        lines = list(_group(inner, mark, _within(name, known)))
        yield from (f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate(lines))
    elif inner:
        yield f"{name}:{told}"
        yield from (f"  {line}" for line in _group(inner, mark, _within(name, known)))
    elif _is_list(field):
        yield f"{name}: [{mark}]{told}"
    elif mark == TODO and _is_prose(kind, name):
        yield f"{name}: |{told} One sentence a line."
        yield f"  {mark}"
    else:
        yield f"{name}: {mark}{told}"


def _group(kind: type[model.Entry], mark: str, known: Mapping[str, str]) -> Iterator[str]:
    """The fields of a group within a record: first what must be there, then what may be, as remarks."""
    fields = _ordered(kind)
    for name, field in fields.items():
        if field.is_required():
            yield from _field(kind, name, field, known, mark)
    for name, field in fields.items():
        if not field.is_required() and not model_in(field.annotation):
            yield from (f"# {line}" for line in _field(kind, name, field, {}, "…"))


def _within(name: str, known: Mapping[str, str]) -> dict[str, str]:
    """What is known of the groups below a field, such as `recommendations.id`."""
    return {
        key.removeprefix(f"{name}."): value
        for key, value in known.items()
        if key.startswith(f"{name}.")
    }


def _explained(kind: type[model.Entry], name: str, field: FieldInfo, is_open: bool) -> str:
    """A field in one line: what the model says of it, how it is written, and where the values stand from which it is chosen."""
    told = " ".join((field.description or "").split()).replace("`", "")
    choices = _choices(field.annotation)
    target = references(kind).get(name, "")
    if not is_open:
        return told
    if choices:
        return f"{told} One of: {', '.join(choices)}."
    if target in VOCABULARY:
        return f"{told} From the list {target} in vocabulary.yml."
    if target in _STANDING:
        return f"{told} {_STANDING[target]}"
    written = written_as(get_type_hints(kind, include_extras=True)[name])
    return f"{told.removesuffix('.')}: {written}." if written else told


def _choices(annotation: Any) -> tuple[str, ...]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(annotation)
    return next((found for inner in get_args(annotation) if (found := _choices(inner))), ())


def _is_list(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple


def _is_prose(kind: type[model.Entry], name: str) -> bool:
    hint = get_type_hints(kind, include_extras=True)[name]
    return any(
        kind in model.PROSE
        for kind in (get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,))
    )
