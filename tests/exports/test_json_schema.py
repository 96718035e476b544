"""Schemas: valid, up to date, and as strict as the check of one file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from guidance import Library, open_library
from guidance.content.layout import OPTIONAL_FILES
from guidance.exports.json_schema import NAMES
from guidance.exports.json_schema import schemas as all_schemas
from guidance.paths import ROOT
from tests.examples import BASE, LIBRARIES, ODD
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


def files_of(name: str, content: Path = ODD) -> list[Path]:
    if name in FOLDERS:
        return sorted((content / FOLDERS[name]).glob("*.yml"))
    return [path for path in [content / f"{name}.yml"] if path.is_file()]


def schemas_of(library: Library) -> dict[str, dict[str, Any]]:
    folder = f"{SITE_URL}data/schema/"
    return {name: json.loads(text) for name, text in all_schemas(library, folder)}


@pytest.fixture(scope="module")
def schemas(odd_library: Library) -> dict[str, dict[str, Any]]:
    return schemas_of(odd_library)


def read(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), _EditorsYaml)


def errors(schema: dict[str, Any], value: Any) -> list[str]:
    return [
        f"{error.json_path}: {error.message}"
        for error in Draft7Validator(schema).iter_errors(value)
    ]


def test_there_is_a_schema_for_every_content_file() -> None:
    described = {path for name in NAMES for path in files_of(name)}
    assert described == set(ODD.rglob("*.yml"))
    assert {f"{name}.yml" for name in NAMES} >= {*OPTIONAL_FILES}


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


@pytest.mark.parametrize("content", LIBRARIES, ids=lambda path: path.name)
def test_files_of_any_library_match_its_schemas(content: Path) -> None:
    of_library = schemas_of(open_library(content))
    for name in NAMES:
        for path in files_of(name, content):
            assert errors(of_library[name], read(path)) == [], path


def test_identifiers_are_listed_with_their_labels(
    schemas: dict[str, dict[str, Any]], odd_library: Library
) -> None:
    library, lists = odd_library, schemas["panel"]["definitions"]
    assert lists["actors"]["enum"] == [choice.id for choice in library.vocabulary.actors]
    assert lists["actors"]["markdownEnumDescriptions"] == [
        choice.label for choice in library.vocabulary.actors
    ]
    assert lists["people"]["enum"] == [person.id for person in library.people]
    assert lists["records"]["enum"] == [record.id for record in library.records]
    assert lists["organizations"]["enum"] == ["labour-union", "survivors-council"]
    assert lists["Nature"]["enum"] == ["finding", "obligation", "recommendation", "practice"]


def test_fields_that_join_lists_offer_entries_of_each(
    schemas: dict[str, dict[str, Any]],
) -> None:
    conclusions = schemas["conference"]["definitions"]["conclusions"]["enum"]
    assert {"2022-P1", "2022-R1", "2018-account-01"} <= {*conclusions}
    related = schemas["panel"]["definitions"]["related_entries"]
    assert {"2022-P1-01", "2022-P1-S1", "field-manual", "work-treaty", "remedy"} <= {
        *related["enum"]
    }
    titles = dict(zip(related["enum"], related["markdownEnumDescriptions"], strict=True))
    assert titles["2022-P1-S1"] == "Carla West"
    assert titles["field-manual"] == "Manual for inspectors"


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


PANEL = BASE / "panels" / "2021-P1.yml"
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
    "one moderator for a list": lambda panel: panel.update(moderators={"person": "ada-north"}),
    "a panel among the related": lambda panel: panel["takeaways"][0].update(related=["2021-P1"]),
    "an unknown record that is reaffirmed": lambda panel: panel["takeaways"][0].update(
        reaffirms=["2021-P1-99"]
    ),
    "thirteen questions": lambda panel: panel["takeaways"][0].update(asked_as=[*"abcdefghijklm"]),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_schema_rejects_what_the_check_rejects(wrong: str, base_library: Library) -> None:
    schema, panel = schemas_of(base_library)["panel"], read(PANEL)
    assert errors(schema, panel) == []
    WRONG[wrong](panel)
    assert errors(schema, panel) != []


def test_schema_accepts_bare_numbers_as_text(base_library: Library) -> None:
    panel = read(PANEL)
    panel |= {"title": 2021, "since": 2021, "number": "2"}
    panel["source"]["pages"] = 9
    panel["takeaways"][0]["keywords"] = [2030, True]
    assert errors(schemas_of(base_library)["panel"], panel) == []
