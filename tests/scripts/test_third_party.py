"""The list of licences and the SBOM agree with the lock files and the installed packages."""

from __future__ import annotations

import json
import re
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

import pytest
from cyclonedx.model.bom import Bom
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from guidance.paths import ROOT, SBOM
from guidance.rendering.fonts import FACES
from scripts.third_party import LIST, licence_list, sbom


def test_the_list_of_licences_is_up_to_date() -> None:
    assert LIST.read_text("utf-8") == licence_list(), "update it: python -m scripts.third_party"


def test_the_sbom_is_up_to_date() -> None:
    assert SBOM.read_text("utf-8") == sbom(), "update it: python -m scripts.third_party"


def test_the_sbom_is_valid_cyclonedx() -> None:
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in _schemas()}
    registry = Registry().with_resources(
        (f"http://cyclonedx.org/schema/{name}", Resource.from_contents(schema))
        for name, schema in schemas.items()
    )
    validator = Draft7Validator(schemas["bom-1.6.SNAPSHOT.schema.json"], registry=registry)
    assert [
        error.message for error in validator.iter_errors(json.loads(SBOM.read_text("utf-8")))
    ] == []


def _schemas() -> list[Traversable]:
    folder = files("cyclonedx.schema") / "_res"
    return [
        path
        for path in folder.iterdir()
        if re.fullmatch(r"(bom-1\.6|spdx|jsf-0\.82)\.SNAPSHOT\.schema\.json", path.name)
    ]


def test_a_cyclonedx_library_reads_the_sbom() -> None:
    bom = Bom.from_json(json.loads(SBOM.read_text("utf-8")))  # type: ignore[attr-defined]
    names = set(
        re.findall(
            r"^([a-z0-9._-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE
        )
    )
    assert {component.name for component in bom.components} == names | {
        "write-excel-file",
        "fflate",
    }
    assert all(component.licenses for component in bom.components)


@pytest.mark.parametrize(
    "name", ["mkdocs", "mkdocs-material", "weasyprint", "weblate-fonts", "markdown-it-py"]
)
def test_the_sbom_names_the_installed_version(name: str) -> None:
    components = {
        component["name"]: component["version"]
        for component in json.loads(SBOM.read_text("utf-8"))["components"]
    }
    assert components[name] == version(name)


def test_the_font_and_its_licence_are_in_the_list() -> None:
    text = LIST.read_text("utf-8")
    assert "OFL-1.1" in text
    assert all(face.name.startswith("SourceSans3-") for face in FACES)
    assert "Source Sans 3" in text
