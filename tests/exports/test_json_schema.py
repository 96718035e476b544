"""Schemas: valid, up to date, and as strict as the check of one file."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from guidance import Library
from guidance.exports.json_schema import NAMES
from guidance.paths import ROOT
from tests.support.commands import SITE_URL

FOLDERS = {
    "conference": "conferences",
    "panel": "panels",
    "pillar": "recommendations",
    "source": "sources",
}


class _EditorsYaml(yaml.SafeLoader):
    """YAML 1.2 as language servers read it: numbers and booleans are typed, dates are text."""


_EditorsYaml.yaml_implicit_resolvers = {}
for _kind, _form, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    _EditorsYaml.add_implicit_resolver(
        f"tag:yaml.org,2002:{_kind}", re.compile(rf"^(?:{_form})$"), list(_first)
    )


def files_of(name: str) -> list[Path]:
    content = ROOT / "content"
    return (
        sorted((content / FOLDERS[name]).glob("*.yml"))
        if name in FOLDERS
        else [content / f"{name}.yml"]
    )


@pytest.fixture(scope="module")
def schemas(site: Path) -> dict[str, dict[str, Any]]:
    return {
        name: json.loads((site / "data" / "schema" / f"{name}.schema.json").read_text("utf-8"))
        for name in NAMES
    }


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), _EditorsYaml)


def errors(schema: dict[str, Any], value: Any) -> list[str]:
    return [
        f"{error.json_path}: {error.message}"
        for error in Draft7Validator(schema).iter_errors(value)
    ]


def test_there_is_a_schema_for_every_content_file() -> None:
    paths = {path for name in NAMES for path in files_of(name)}
    assert paths == set((ROOT / "content").rglob("*.yml"))


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid_and_has_its_url(name: str, schemas: dict[str, dict[str, Any]]) -> None:
    Draft7Validator.check_schema(schemas[name])
    assert schemas[name]["$id"] == f"{SITE_URL}data/schema/{name}.schema.json"
    assert schemas[name]["description"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("loader", [yaml.BaseLoader, _EditorsYaml])
def test_every_content_file_matches_its_schema(
    name: str, loader: Any, schemas: dict[str, dict[str, Any]]
) -> None:
    for path in files_of(name):
        assert errors(schemas[name], yaml.load(path.read_text("utf-8"), loader)) == [], path


def test_identifiers_are_listed_with_their_labels(
    schemas: dict[str, dict[str, Any]], library: Library
) -> None:
    lists = schemas["panel"]["definitions"]
    assert lists["actors"]["enum"] == [choice.id for choice in library.vocabulary.actors]
    assert lists["actors"]["markdownEnumDescriptions"] == [
        choice.label for choice in library.vocabulary.actors
    ]
    assert lists["people"]["enum"] == [person.id for person in library.people]
    assert lists["records"]["enum"] == [record.id for record in library.records]
    assert lists["Nature"]["enum"] == ["finding", "obligation", "recommendation", "practice"]


def test_fields_have_descriptions(schemas: dict[str, dict[str, Any]]) -> None:
    record = schemas["panel"]["definitions"]["WrittenRecord"]["properties"]
    assert record["keywords"]["description"] == "Words that people would search for."
    assert record["source"]["description"].startswith("Where it stands in its source")


def test_ref_has_no_siblings(
    schemas: dict[str, dict[str, Any]],
) -> None:
    def has_no_siblings(value: Any) -> bool:
        if isinstance(value, dict):
            return ("$ref" not in value or len(value) == 1) and all(
                map(has_no_siblings, value.values())
            )
        return all(map(has_no_siblings, value)) if isinstance(value, list) else True

    assert all(map(has_no_siblings, schemas.values()))


@pytest.mark.parametrize("name", NAMES)
def test_schemas_in_the_repository_follow_the_model(
    name: str, schemas: dict[str, dict[str, Any]]
) -> None:
    """The lists of identifiers may be older: adding a record in a browser does not update them."""

    def without_identifiers(schema: dict[str, Any]) -> dict[str, Any]:
        classes = {key: value for key, value in schema["definitions"].items() if key[0].isupper()}
        others = {key: value for key, value in schema.items() if key != "$id"}
        return others | {"definitions": classes}

    in_the_repository = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    assert without_identifiers(in_the_repository) == without_identifiers(schemas[name]), (
        "update them: python build.py schemas"
    )


WRONG = {
    "a key that nobody defined": lambda panel: panel.update(colour="red"),
    "a missing title": lambda panel: panel.pop("title"),
    "an empty title": lambda panel: panel.update(title=""),
    "a title without a value": lambda panel: panel.update(title=None),
    "an unknown actor": lambda panel: panel["takeaways"][0].update(actors=["martians"]),
    "an unknown nature": lambda panel: panel["takeaways"][0].update(nature="opinion"),
    "an unknown record": lambda panel: panel["takeaways"][0].update(related=["2021-P1-99"]),
    "no keywords": lambda panel: panel["takeaways"][0].update(keywords=[]),
    "a text for a list": lambda panel: panel["takeaways"][0].update(keywords="one"),
    "no day": lambda panel: panel.update(changed="yesterday"),
    "no pages": lambda panel: panel["source"].update(pages="nine"),
    "no time": lambda panel: panel.update(starts="25:00"),
    "number nought": lambda panel: panel.update(number=0),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_schema_rejects_what_the_check_rejects(
    wrong: str, schemas: dict[str, dict[str, Any]]
) -> None:
    panel = copy.deepcopy(read(ROOT / "content" / "panels" / "2021-P2.yml"))
    WRONG[wrong](panel)
    assert errors(schemas["panel"], panel) != []


def test_schema_accepts_bare_numbers_as_text(
    schemas: dict[str, dict[str, Any]],
) -> None:
    panel = read(ROOT / "content" / "panels" / "2021-P2.yml")
    panel |= {"title": 2021, "since": 2021, "number": "2"}
    panel["source"]["pages"] = 9
    panel["takeaways"][0]["keywords"] = [2030, True]
    assert errors(schemas["panel"], panel) == []
