"""JSON Schema of every kind of content file, for completion and checks in editors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from guidance.content import model
from guidance.content.layout import FILES, FOLDERS
from guidance.content.nodes import COMPOSITE_TARGETS, TARGETS, VOCABULARY
from guidance.library.library import Library
from guidance.output.file import OutputFile
from guidance.output.write_files import write_files

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest dialect that language servers for YAML support without a warning."""
NAMES: Mapping[str, type[model.Entry]] = {
    "conference": FOLDERS["conferences"],
    "panel": FOLDERS["panels"],
    "pillar": FOLDERS["recommendations"],
    "source": FOLDERS["sources"],
    **{name.removesuffix(".yml"): entry for name, entry in FILES.items()},
}
"""The class of the files that each schema describes, by the name of the schema."""


def schemas(library: Library, base_url: str = "") -> Iterator[tuple[str, str]]:
    """The name and the text of each schema.

    `base_url` is that of the folder where they are published; without it, `$id` is a file name.
    """
    for name in NAMES:
        yield name, schema_text(name, library, base_url)


def schema_text(name: str, library: Library, base_url: str) -> str:
    """The text of one schema."""
    found = schema(name, NAMES[name], library, base_url)
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def write_schemas(library: Library, folder: Path) -> tuple[int, int]:
    """Write all schemas of a library; return how many of them changed, and how many there are."""
    files = {f"{name}.schema.json": text.encode() for name, text in schemas(library)}
    old = {name: (folder / name).read_bytes() for name in files if (folder / name).is_file()}
    changed_files = {name: text for name, text in files.items() if old.get(name) != text}
    write_files((OutputFile(name, text) for name, text in changed_files.items()), folder)
    return len(changed_files), len(files)


def schema(
    name: str, entry_class: type[model.Entry], library: Library, base_url: str
) -> dict[str, Any]:
    """The schema of a class of files; references are limited to the entries of the library."""
    generated_schema = entry_class.model_json_schema(
        ref_template="#/definitions/{model}", schema_generator=_NullFreeSchema
    )
    classes = {name: _for_files(each) for name, each in generated_schema.pop("$defs", {}).items()}
    root: dict[str, Any] = _for_files(generated_schema)
    lists = {target: _identifiers(library, target) for target in sorted(_targets((root, classes)))}
    head = {
        "$schema": DIALECT,
        "$id": f"{base_url}{name}.schema.json",
        "title": entry_class.__name__,
    }
    return head | root | {"definitions": classes | lists}


class _NullFreeSchema(GenerateJsonSchema):
    """Schemas without null: in a file, an absent value is an absent key."""

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        """The schema of the value where it is present."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> dict[str, Any]:
        """The schema with its default, unless that is empty."""
        schema_with_default = super().default_schema(schema)
        return {
            key: value
            for key, value in schema_with_default.items()
            if key != "default" or value not in (None, [], ())
        }


def _for_files(part: Any) -> Any:
    """Convert a schema of values to a schema of the YAML that a file may contain for them."""
    if isinstance(part, list):
        return [_for_files(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    inner = {
        key: _for_files(value)
        for key, value in part.items()
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
    return _with_yaml_types(inner)


def _with_yaml_types(part: dict[str, Any]) -> dict[str, Any]:
    """A schema that accepts numbers as text and text as numbers, as the loader does."""
    match part.get("type"):
        case "string" if part.get("format") == "date":
            return part | {"pattern": r"^\d{4}-\d{2}-\d{2}$"}
        case "string" if "enum" in part:
            return part
        case "string" if "pattern" not in part:
            return part | {"type": ["string", "number", "boolean"]}
        case "string" if re.match(part["pattern"], "2021"):
            bounds = (
                {"minimum": 0}
                if re.match(part["pattern"], "7")
                else {"minimum": 1000, "maximum": 9999}
            )
            return part | {"type": ["string", "integer"]} | bounds
        case "integer":
            return part | {"type": ["integer", "string"], "pattern": r"^[1-9]\d*$"}
    return part


def _targets(part: Any) -> set[str]:
    """The lists of identifiers to which a schema refers."""
    if isinstance(part, dict):
        own = {part["$ref"].rpartition("/")[2]} if isinstance(part.get("$ref"), str) else set()
        return {name for name in own if name in _LISTS}.union(
            *(_targets(inner) for inner in part.values())
        )
    return set().union(*map(_targets, part)) if isinstance(part, list | tuple) else set()


_LISTS = (*VOCABULARY, *TARGETS.values(), *COMPOSITE_TARGETS)
"""The lists of identifiers to which a field may refer."""


def _identifiers(library: Library, target: str) -> dict[str, Any]:
    """The schema of a list of identifiers, each described by its title."""
    titles = {
        identifier: title
        for member in COMPOSITE_TARGETS.get(target, (target,))
        for identifier, title in _titles(library, member)
    }
    if not titles:
        return {"type": "string"}  # editors refuse an empty list of values
    return {
        "type": "string",
        "enum": list(titles),
        "markdownEnumDescriptions": list(titles.values()),
    }


def _titles(library: Library, target: str) -> Iterator[tuple[str, str]]:
    """The identifier and the title of each entry of a list."""
    if target in VOCABULARY:
        yield from ((choice.id, choice.label) for choice in getattr(library.vocabulary, target))
    elif target == "statements":
        yield from (
            (statement.id, library.title_of(statement.id)) for statement, _ in library.statements()
        )
    else:
        yield from ((entry.id, library.title_of(entry.id)) for entry in getattr(library, target))
