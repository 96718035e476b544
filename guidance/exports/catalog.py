"""Data sets: a library goes in, every file for other programs comes out with what readers need to know of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidance.content.layout import FILES, FOLDERS
from guidance.exports.bibliography import FORMATS
from guidance.exports.json_csv import data_files
from guidance.exports.json_schema import NAMES, schemas
from guidance.exports.xlsx import workbook
from guidance.i18n import Words
from guidance.library.citations import Citations
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.output.downloads import Download
from guidance.paths import SBOM

SCHEMAS = "data/schema/"
"""What the site is made with: written from the locks by `python -m scripts.third_party`."""


@dataclass(frozen=True)
class DataCatalog:
    """All data of one library at one address."""

    library: Library
    words: Words
    addresses: Urls
    acknowledgement: str

    def all(self) -> Iterator[Download]:
        """Every data file, first what most people want."""
        yield self._download(
            "data/guidance.xlsx",
            "data",
            workbook(self.library, self.words, self.addresses, self.acknowledgement),
            "spreadsheet",
        )
        for path, text in data_files(self.library, self.addresses, self.acknowledgement):
            yield self._download(
                path, "data", text.encode(), path.removeprefix("data/").partition(".")[0]
            )
        yield self._download("data/sbom.cdx.json", "data", SBOM.read_bytes(), "sbom")
        cited = list(Citations(self.library, self.words, self.addresses).all())
        for suffix, write in FORMATS.items():
            yield self._download(
                f"data/citations.{suffix}", "citations", write(cited).encode(), suffix
            )
        for name, text in schemas(self.library, self.addresses.site_url + SCHEMAS):
            title, purpose = (
                self.words("downloads.schema-title", name=name),
                self.words("downloads.schema-use", files=_files(name)),
            )
            yield Download(
                f"{SCHEMAS}{name}.schema.json",
                title,
                "schema",
                None,
                self.library.date,
                data=text.encode(),
                purpose=purpose,
            )

    def _download(self, path: str, kind: str, data: bytes, key: str) -> Download:
        title, purpose = self.words(f"downloads.{key}"), self.words(f"downloads.{key}-use")
        return Download(path, title, kind, None, self.library.date, data=data, purpose=purpose)


def _files(name: str) -> str:
    """The files that a schema describes, as a path in the content folder."""
    folders = {entry: f"{folder}/*.yml" for folder, entry in FOLDERS.items()} | {
        entry: file for file, entry in FILES.items()
    }
    return f"content/{folders[NAMES[name]]}"
