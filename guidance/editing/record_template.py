"""Template of a record in YAML: every field explained, with placeholders for required ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from guidance.content import model
from guidance.content.introspection import model_in, references, value_format, value_kind
from guidance.content.nodes import VOCABULARY

TODO = "TODO"
"""The placeholder; the check reports each that is left."""
_ELLIPSIS = "…"
"""The value of fields that are commented out."""
_TARGET_FILES = {
    "people": "From people.yml; 'python build.py new person' adds one.",
    "instruments": "From instruments.yml.",
    "sources": "A file in sources/ is called after it.",
    "records": "The identifiers of takeaways, recommendations or points.",
}
"""Where the identifiers of each kind of target are found."""


def record_template(
    kind: type[model.Entry], known: Mapping[str, str], comments: Mapping[str, str]
) -> Iterator[str]:
    """The lines of a record: required and known fields first, then all others commented out.

    `known` holds values as YAML by field, such as `id` or `source.document`; `comments` what to
    say of a field instead of its explanation.
    """
    fields = _ordered(kind)
    for name, field in fields.items():
        if field.is_required() or name in known:
            yield from _field(kind, name, field, known)
    for name, field in fields.items():
        if name in comments:
            yield f"# {name}: {comments[name]}"
        elif not field.is_required() and name not in known:
            yield from (f"# {line}" for line in _field(kind, name, field, {}, _ELLIPSIS))


def _ordered(kind: type[model.Entry]) -> dict[str, FieldInfo]:
    """The fields of a class: the identifier, its own fields, then those it inherits."""
    own = [
        name
        for base in kind.__mro__
        for name in vars(base).get("__annotations__", {})
        if name in kind.model_fields
    ]
    names = dict.fromkeys(["id", *own] if "id" in kind.model_fields else own)
    return {name: kind.model_fields[name] for name in names}


def _field(
    kind: type[model.Entry],
    name: str,
    field: FieldInfo,
    known: Mapping[str, str],
    placeholder: str = TODO,
) -> Iterator[str]:
    """The lines of one field, with its explanation as a comment on the first."""
    comment = f"  # {_explanation(kind, name, field, is_known=name in known)}"
    inner = model_in(field.annotation)
    if name in known:
        yield f"{name}: {known[name]}{comment}"
    elif inner and _is_list(field):
        yield f"{name}:{comment}"
        lines = list(_group(inner, placeholder, _known_below(name, known)))
        yield from (f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate(lines))
    elif inner:
        yield f"{name}:{comment}"
        yield from (f"  {line}" for line in _group(inner, placeholder, _known_below(name, known)))
    elif _is_list(field):
        yield f"{name}: [{placeholder}]{comment}"
    elif placeholder == TODO and value_kind(kind, name) is model.ValueKind.PROSE:
        yield f"{name}: |{comment} One sentence a line."
        yield f"  {placeholder}"
    else:
        yield f"{name}: {placeholder}{comment}"


def _group(kind: type[model.Entry], placeholder: str, known: Mapping[str, str]) -> Iterator[str]:
    """The lines of a group: required fields first, then others, but groups, commented out."""
    fields = _ordered(kind)
    for name, field in fields.items():
        if field.is_required():
            yield from _field(kind, name, field, known, placeholder)
    for name, field in fields.items():
        if not field.is_required() and not model_in(field.annotation):
            yield from (f"# {line}" for line in _field(kind, name, field, {}, _ELLIPSIS))


def _known_below(name: str, known: Mapping[str, str]) -> dict[str, str]:
    """The known values of a group, by field: of `recommendations`, `recommendations.id` as `id`."""
    return {
        key.removeprefix(f"{name}."): value
        for key, value in known.items()
        if key.startswith(f"{name}.")
    }


def _explanation(kind: type[model.Entry], name: str, field: FieldInfo, *, is_known: bool) -> str:
    """A field in one line: its description, and unless it is known, what values it may have."""
    description = " ".join((field.description or "").split()).replace("`", "")
    if is_known:
        return description
    target = references(kind).get(name, "")
    if choices := _choices(field.annotation):
        return f"{description} One of: {', '.join(choices)}."
    if target in VOCABULARY:
        return f"{description} From the list {target} in vocabulary.yml."
    if target in _TARGET_FILES:
        return f"{description} {_TARGET_FILES[target]}"
    written = None if target else value_format(kind, name)
    return f"{description.removesuffix('.')}: {written.description}." if written else description


def _choices(annotation: Any) -> tuple[str, ...]:
    """The values of the enum in an annotation, at any depth; empty if it has none."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(annotation)
    return next((found for inner in get_args(annotation) if (found := _choices(inner))), ())


def _is_list(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple
