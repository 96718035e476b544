"""Template of a record in YAML: every field explained, with placeholders for required ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from guidance.content import model
from guidance.content.introspection import model_in, references, value_format, value_kind, wordings
from guidance.content.nodes import VOCABULARY

TODO = "TODO"
"""The placeholder, which the check reports until it is replaced."""
_ELLIPSIS = "…"
"""The value of fields that are commented out."""
_TARGET_FILES = {
    "people": "From people.yml; 'python build.py new person' adds one.",
    "organizations": "From organizations.yml; 'python build.py new organization' adds one.",
    "instruments": "From instruments.yml; 'python build.py new instrument' adds one.",
    "sources": "A file in sources/ is called after it; 'python build.py new source' adds one.",
    "records": "The identifiers of takeaways, recommendations or points.",
    "conclusions": "The identifiers of panels, pillars or points.",
    "related_entries": "Their identifiers.",
}
"""Where editors find the identifiers of each kind of target."""
_OFFERED = (*VOCABULARY, "sources", "panels", "pillars")
"""The kinds of targets whose identifiers a comment lists."""
_MOST_OFFERED = 40
"""The number of identifiers that a comment lists at most."""
_ALSO_ASKED: Mapping[type[model.Entry], str] = {
    model.Appearance: "person",
    model.Conference: "documents",
    model.Source: "since",
    model.SessionCase: "record",
    model.SessionStep: "minutes",
    model.SessionTask: "decision",
}
"""A field that may be absent, but is asked for: mostly the first of several of which one is due."""


@dataclass(frozen=True)
class RecordTemplate:
    """Writes records with placeholders; comments offer the identifiers that exist."""

    existing: Mapping[str, Sequence[str]]
    """The identifiers that exist, by the name of their list, as `nodes.targets` gives them."""

    def lines(
        self,
        entry_class: type[model.Entry],
        known_values: Mapping[str, str],
        comments: Mapping[str, str],
    ) -> Iterator[str]:
        """The lines of a record: required and known fields first, then all others commented out.

        `known_values` contains values as YAML by field, such as `id` or `source.document`;
        `comments` replace the explanations of fields.
        """
        fields = _ordered_fields(entry_class)
        for name, field in fields.items():
            if _is_asked_for(entry_class, name) or name in known_values:
                yield from self._field(entry_class, name, field, known_values)
        for name, field in fields.items():
            if name in comments:
                yield f"# {name}: {comments[name]}"
            elif not _is_asked_for(entry_class, name) and name not in known_values:
                lines = self._field(entry_class, name, field, {}, _ELLIPSIS)
                yield from (f"# {line}" for line in lines)

    def every_field(self, entry_class: type[model.Entry]) -> Iterator[str]:
        """The lines of an entry of which an editor writes all keys, or deletes one."""
        for name, field in _ordered_fields(entry_class).items():
            if _is_list(field) and name in wordings(entry_class):
                explanation = self._explanation(entry_class, name, field, is_known=False)
                yield f"{name}:  # {explanation} One a line, behind a dash."
                yield f"  - {TODO}"
            else:
                yield from self._field(entry_class, name, field, {})

    def _field(
        self,
        entry_class: type[model.Entry],
        name: str,
        field: FieldInfo,
        known_values: Mapping[str, str],
        placeholder: str = TODO,
    ) -> Iterator[str]:
        """The lines of one field, with its explanation as a comment on the first."""
        is_known = name in known_values
        is_open = TODO in known_values.get(name, TODO)
        comment = f"  # {self._explanation(entry_class, name, field, is_known=not is_open)}"
        inner = model_in(field.annotation)
        if is_known:
            yield f"{name}: {known_values[name]}{comment}"
        elif inner:
            yield f"{name}:{comment}"
            known_below = _known_values_below(name, known_values)
            for number, line in enumerate(self._mapping(inner, placeholder, known_below)):
                dash = "" if not _is_list(field) else "- " if number == 0 else "  "
                yield f"  {dash}{line}"
        elif _is_list(field):
            yield f"{name}: [{placeholder}]{comment}"
        elif placeholder == TODO and value_kind(entry_class, name) is model.ValueKind.PROSE:
            yield f"{name}: |{comment} One sentence a line."
            yield f"  {placeholder}"
        else:
            yield f"{name}: {placeholder}{comment}"

    def _mapping(
        self, entry_class: type[model.Entry], placeholder: str, known_values: Mapping[str, str]
    ) -> Iterator[str]:
        """The lines of a mapping: required fields, then optional ones, commented out.

        Optional mappings are left out.
        """
        fields = _ordered_fields(entry_class)
        for name, field in fields.items():
            if _is_asked_for(entry_class, name):
                yield from self._field(entry_class, name, field, known_values, placeholder)
        for name, field in fields.items():
            if not _is_asked_for(entry_class, name) and not model_in(field.annotation):
                lines = self._field(entry_class, name, field, {}, _ELLIPSIS)
                yield from (f"# {line}" for line in lines)

    def _explanation(
        self, entry_class: type[model.Entry], name: str, field: FieldInfo, *, is_known: bool
    ) -> str:
        """The description of a field on one line, with its allowed values unless one is known."""
        description = " ".join((field.description or "").split()).replace("`", "")
        if is_known:
            return description
        target = references(entry_class).get(name, "")
        if choices := _choices(field.annotation) or self._offered(target):
            return f"{description} One of: {', '.join(choices)}."
        if target in _TARGET_FILES:
            return f"{description} {_TARGET_FILES[target]}"
        expected_format = None if target else value_format(entry_class, name)
        return (
            f"{description.removesuffix('.')}: {expected_format.description}."
            if expected_format
            else description
        )

    def _offered(self, target: str) -> Sequence[str]:
        """The identifiers of a closed list or a short one; empty for any other."""
        identifiers = self.existing.get(target, ()) if target in _OFFERED else ()
        return identifiers if len(identifiers) <= _MOST_OFFERED else ()


def _known_values_below(name: str, known_values: Mapping[str, str]) -> dict[str, str]:
    """The known values of a mapping by field: `recommendations.id` as `id`."""
    return {
        key.removeprefix(f"{name}."): value
        for key, value in known_values.items()
        if key.startswith(f"{name}.")
    }


def _is_asked_for(entry_class: type[model.Entry], name: str) -> bool:
    """Whether a field is to be written: it is required, or asked for all the same."""
    also = next((field for base, field in _ALSO_ASKED.items() if issubclass(entry_class, base)), "")
    return name == also or entry_class.model_fields[name].is_required()


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


def _choices(annotation: Any) -> tuple[str, ...]:
    """The values of the enum in an annotation, at any depth; empty if it has none."""
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(annotation)
    return next((choices for inner in get_args(annotation) if (choices := _choices(inner))), ())


def _is_list(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is tuple
