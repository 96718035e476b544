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
"""The placeholder, which the check reports until it is replaced."""
_ELLIPSIS = "…"
"""The value of fields that are commented out."""
_TARGET_FILES = {
    "people": "From people.yml; 'python build.py new person' adds one.",
    "organizations": "From organizations.yml; 'python build.py new organization' adds one.",
    "instruments": "From instruments.yml.",
    "sources": "A file in sources/ is called after it.",
    "records": "The identifiers of takeaways, recommendations or points.",
    "conclusions": "The identifiers of panels, pillars or points.",
    "related_entries": "Their identifiers.",
}
"""Where editors find the identifiers of each kind of target."""
_ONE_OF_SEVERAL: Mapping[type[model.Entry], str] = {
    model.Appearance: "person",
    model.Conference: "documents",
}
"""The field to begin with where a rule asks for one of several that may be absent."""


def record_template(
    entry_class: type[model.Entry], known_values: Mapping[str, str], comments: Mapping[str, str]
) -> Iterator[str]:
    """The lines of a record: required and known fields first, then all others commented out.

    `known_values` contains values as YAML by field, such as `id` or `source.document`; `comments`
    replace the explanations of fields.
    """
    fields = _ordered_fields(entry_class)
    for name, field in fields.items():
        if _is_asked_for(entry_class, name) or name in known_values:
            yield from _field(entry_class, name, field, known_values)
    for name, field in fields.items():
        if name in comments:
            yield f"# {name}: {comments[name]}"
        elif not _is_asked_for(entry_class, name) and name not in known_values:
            yield from (f"# {line}" for line in _field(entry_class, name, field, {}, _ELLIPSIS))


def _is_asked_for(entry_class: type[model.Entry], name: str) -> bool:
    """Whether a field is to be written: it is required, or the first of several that would do."""
    first = next(
        (field for base, field in _ONE_OF_SEVERAL.items() if issubclass(entry_class, base)), ""
    )
    return name == first or entry_class.model_fields[name].is_required()


def _ordered_fields(entry_class: type[model.Entry]) -> dict[str, FieldInfo]:
    """The fields of a class: the identifier, its own fields, then those it inherits."""
    own = [
        name
        for base in entry_class.__mro__
        for name in vars(base).get("__annotations__", {})
        if name in entry_class.model_fields
    ]
    names = dict.fromkeys(["id", *own] if "id" in entry_class.model_fields else own)
    return {name: entry_class.model_fields[name] for name in names}


def _field(
    entry_class: type[model.Entry],
    name: str,
    field: FieldInfo,
    known_values: Mapping[str, str],
    placeholder: str = TODO,
) -> Iterator[str]:
    """The lines of one field, with its explanation as a comment on the first."""
    comment = f"  # {_explanation(entry_class, name, field, is_known=name in known_values)}"
    inner = model_in(field.annotation)
    if name in known_values:
        yield f"{name}: {known_values[name]}{comment}"
    elif inner and _is_list(field):
        yield f"{name}:{comment}"
        lines = list(_mapping(inner, placeholder, _known_values_below(name, known_values)))
        yield from (f"  {'-' if number == 0 else ' '} {line}" for number, line in enumerate(lines))
    elif inner:
        yield f"{name}:{comment}"
        yield from (
            f"  {line}"
            for line in _mapping(inner, placeholder, _known_values_below(name, known_values))
        )
    elif _is_list(field):
        yield f"{name}: [{placeholder}]{comment}"
    elif placeholder == TODO and value_kind(entry_class, name) is model.ValueKind.PROSE:
        yield f"{name}: |{comment} One sentence a line."
        yield f"  {placeholder}"
    else:
        yield f"{name}: {placeholder}{comment}"


def _mapping(
    entry_class: type[model.Entry], placeholder: str, known_values: Mapping[str, str]
) -> Iterator[str]:
    """The lines of a mapping: required fields, then optional ones, commented out.

    Optional mappings are left out.
    """
    fields = _ordered_fields(entry_class)
    for name, field in fields.items():
        if _is_asked_for(entry_class, name):
            yield from _field(entry_class, name, field, known_values, placeholder)
    for name, field in fields.items():
        if not _is_asked_for(entry_class, name) and not model_in(field.annotation):
            yield from (f"# {line}" for line in _field(entry_class, name, field, {}, _ELLIPSIS))


def _known_values_below(name: str, known_values: Mapping[str, str]) -> dict[str, str]:
    """The known values of a mapping by field: `recommendations.id` as `id`."""
    return {
        key.removeprefix(f"{name}."): value
        for key, value in known_values.items()
        if key.startswith(f"{name}.")
    }


def _explanation(
    entry_class: type[model.Entry], name: str, field: FieldInfo, *, is_known: bool
) -> str:
    """The description of a field on one line, with its allowed values unless its value is known."""
    description = " ".join((field.description or "").split()).replace("`", "")
    if is_known:
        return description
    target = references(entry_class).get(name, "")
    if choices := _choices(field.annotation):
        return f"{description} One of: {', '.join(choices)}."
    if target in VOCABULARY:
        return f"{description} From the list {target} in vocabulary.yml."
    if target in _TARGET_FILES:
        return f"{description} {_TARGET_FILES[target]}"
    expected_format = None if target else value_format(entry_class, name)
    return (
        f"{description.removesuffix('.')}: {expected_format.description}."
        if expected_format
        else description
    )


def _choices(annotation: Any) -> tuple[str, ...]:
    """The values of the enum in an annotation, at any depth; empty if it has none."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(annotation)
    return next((choices for inner in get_args(annotation) if (choices := _choices(inner))), ())


def _is_list(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple
