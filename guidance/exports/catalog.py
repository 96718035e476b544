"""Catalogue of the data files, with title and purpose of each."""

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
"""The folder of the schemas, relative to the site."""


@dataclass(frozen=True)
class DataCatalog:
    """The data files of one library on one site."""

    library: Library
    words: Words
    urls: Urls

    def all(self) -> Iterator[Download]:
        """Every data file, in the order of the downloads page."""
        yield self._download(
            "data/guidance.xlsx",
            "data",
            workbook(self.library, self.words, self.urls),
            "spreadsheet",
        )
        for path, text in data_files(self.library, self.urls):
            yield self._download(
                path, "data", text.encode(), path.removeprefix("data/").partition(".")[0]
            )
        yield self._download("data/sbom.cdx.json", "data", SBOM.read_bytes(), "sbom")
        citations = list(Citations(self.library, self.words, self.urls).all())
        for suffix, write in FORMATS.items():
            yield self._download(
                f"data/citations.{suffix}", "citations", write(citations).encode(), suffix
            )
        for name, text in schemas(self.library, self.urls.site_url + SCHEMAS):
            yield Download(
                f"{SCHEMAS}{name}.schema.json",
                self.words("downloads.schema-title", name=name),
                "schema",
                None,
                self.library.date,
                data=text.encode(),
                purpose=self.words("downloads.schema-use", files=_files(name)),
            )

    def _download(self, path: str, kind: str, data: bytes, key: str) -> Download:
        title, purpose = self.words(f"downloads.{key}"), self.words(f"downloads.{key}-use")
        return Download(path, title, kind, None, self.library.date, data=data, purpose=purpose)


def _files(name: str) -> str:
    """The files that a schema describes, as a pattern of paths."""
    folders = {entry: f"{folder}/*.yml" for folder, entry in FOLDERS.items()} | {
        entry: file for file, entry in FILES.items()
    }
    return f"content/{folders[NAMES[name]]}"
