"""Schemas: the model and a library go in, a JSON Schema for every kind of content file comes out, for the tools of editors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from guidance.content import model
from guidance.content.layout import FILES, FOLDERS
from guidance.content.nodes import VOCABULARY
from guidance.library.library import Library

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest dialect that the language servers for YAML know without a warning."""
NAMES: Mapping[str, type[model.Entry]] = {
    "conference": FOLDERS["conferences"],
    "panel": FOLDERS["panels"],
    "pillar": FOLDERS["recommendations"],
    "source": FOLDERS["sources"],
    **{name.removesuffix(".yml"): entry for name, entry in FILES.items()},
}
"""What each schema is called, and the class of the files that it describes."""


def schemas(library: Library, address: str = "") -> Iterator[tuple[str, str]]:
    """Each schema's name with its text; `address` is the folder under which they are published; without it they know one another by their names."""
    for name, entry in NAMES.items():
        yield (
            name,
            json.dumps(schema(name, entry, library, address), ensure_ascii=False, indent=1) + "\n",
        )


def schema(name: str, entry: type[model.Entry], library: Library, address: str) -> dict[str, Any]:
    """One schema: what stands in a file of this class, with what exists in this library wherever something is referred to."""
    whole = entry.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_AsWritten
    )
    classes = {key: _written(held) for key, held in whole.pop("$defs", {}).items()}
    described: dict[str, Any] = _written(whole)
    lists = {
        target: _existing(library, target) for target in sorted(_targets((described, classes)))
    }
    head = {"$schema": DIALECT, "$id": f"{address}{name}.schema.json", "title": entry.__name__}
    return head | described | {"definitions": classes | lists}


class _AsWritten(GenerateJsonSchema):
    """Schemas of files as they are typed, where what may be left out has no need to be spelled as null."""

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        """What may be absent is described as it is where it is present."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> dict[str, Any]:
        """What is assumed of an absent key is told, unless it is nothing at all."""
        described = super().default_schema(schema)
        return {
            key: value
            for key, value in described.items()
            if key != "default" or value not in (None, [], ())
        }


def _written(described: Any) -> Any:
    """A description of values as the description of what an editor may type for them."""
    if isinstance(described, list):
        return [_written(inner) for inner in described]
    if not isinstance(described, dict):
        return described
    inner = {
        key: _written(value)
        for key, value in described.items()
        if key != "title" or not isinstance(value, str)
    }
    if target := inner.pop(model.REFERS_TO, None):
        return {
            **{key: inner[key] for key in ("description",) if key in inner},
            "allOf": [{"$ref": f"#/definitions/{target}"}],
        }
    if "$ref" in inner and len(inner) > 1:
        return {key: value for key, value in inner.items() if key != "$ref"} | {
            "allOf": [{"$ref": inner["$ref"]}]
        }
    return _typed(inner)


def _typed(described: dict[str, Any]) -> dict[str, Any]:
    """Every value is read as text, so that a bare number may stand for a text that fits, and a text for a number."""
    match described.get("type"):
        case "string" if described.get("format") == "date":
            return described | {"pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case "string" if "enum" in described:
            return described
        case "string" if "pattern" not in described:
            return described | {"type": ["string", "number", "boolean"]}
        case "string" if re.match(described["pattern"], "2021"):
            bounds = (
                {"minimum": 0}
                if re.match(described["pattern"], "7")
                else {"minimum": 1000, "maximum": 9999}
            )
            return described | {"type": ["string", "integer"]} | bounds
        case "integer":
            return described | {"type": ["integer", "string"], "pattern": r"^[1-9]\d*$"}
    return described


def _targets(described: Any) -> set[str]:
    """The lists of what exists to which a schema refers."""
    if isinstance(described, dict):
        own = (
            {described["$ref"].rpartition("/")[2]}
            if isinstance(described.get("$ref"), str)
            else set()
        )
        return {name for name in own if name in _LISTS}.union(
            *(_targets(inner) for inner in described.values())
        )
    return set().union(*map(_targets, described)) if isinstance(described, list | tuple) else set()


_LISTS = (*VOCABULARY, "panels", "pillars", "sources", "people", "instruments", "records")


def _existing(library: Library, target: str) -> dict[str, Any]:
    """The identifiers of a list, each with how it is called."""
    if target in VOCABULARY:
        called = {choice.id: choice.label for choice in getattr(library.vocabulary, target)}
    else:
        called = {entry.id: library.title_of(entry.id) for entry in getattr(library, target)}
    return {
        "type": "string",
        "enum": list(called),
        "markdownEnumDescriptions": list(called.values()),
    }
