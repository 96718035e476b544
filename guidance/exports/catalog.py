"""Catalogue of the data files, with title and purpose of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from guidance.content.layout import FILES, FOLDERS
from guidance.exports.bibliography import FORMATS
from guidance.exports.json_csv import data_files
from guidance.exports.json_schema import NAMES, schema_text
from guidance.exports.xlsx import workbook
from guidance.i18n import Words
from guidance.library.citations import Citation, Citations
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
        """Every data file, in the order of the downloads page; each is made on its first use."""
        spreadsheet = partial(workbook, self.library, self.words, self.urls)
        yield self._download("data/guidance.xlsx", "data", spreadsheet, "spreadsheet")
        for path, text in data_files(self.library, self.urls):
            key = path.removeprefix("data/").partition(".")[0]
            yield self._download(path, "data", partial(_encoded, text), key)
        yield self._download("data/sbom.cdx.json", "data", SBOM.read_bytes, "sbom")
        for suffix in FORMATS:
            data = partial(self._cited_as, suffix)
            yield self._download(f"data/citations.{suffix}", "citations", data, suffix)
        for name in NAMES:
            text = partial(schema_text, name, self.library, self.urls.site_url + SCHEMAS)
            yield Download(
                f"{SCHEMAS}{name}.schema.json",
                self.words("downloads.schema-title", name=name),
                "schema",
                None,
                self.library.date,
                data=partial(_encoded, text),
                purpose=self.words("downloads.schema-use", files=_files(name)),
            )

    @cached_property
    def _citations(self) -> list[Citation]:
        return list(Citations(self.library, self.words, self.urls).all())

    def _cited_as(self, suffix: str) -> bytes:
        return FORMATS[suffix](self._citations).encode()

    def _download(self, path: str, kind: str, data: Callable[[], bytes], key: str) -> Download:
        title, purpose = self.words(f"downloads.{key}"), self.words(f"downloads.{key}-use")
        return Download(path, title, kind, None, self.library.date, data=data, purpose=purpose)


def _encoded(text: Callable[[], str]) -> bytes:
    return text().encode()


def _files(name: str) -> str:
    """The files that a schema describes, as a pattern of paths."""
    folders = {entry: f"{folder}/*.yml" for folder, entry in FOLDERS.items()} | {
        entry: file for file, entry in FILES.items()
    }
    return f"content/{folders[NAMES[name]]}"
