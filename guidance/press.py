"""The press: printable HTML goes in, tagged PDF files come out, each made once and kept until something that it depends on changes."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from guidance.downloads import Download
from guidance.finishing import Finisher
from guidance.fonts import font_files

SCHEME = "guidance:"
"""Everything that a sheet may fetch begins with this, so that no path of any machine is part of it."""
_MAKERS = ("weasyprint", "pydyf", "fonttools", "weblate-fonts", "pyphen")


class PrintingError(Exception):
    """A sheet that could not be printed without complaint."""


@dataclass(frozen=True)
class Printable:
    """A document ready for printing."""

    path: str
    """Its address under the site, such as downloads/report-a4.pdf."""
    title: str
    kind: str
    html: str
    date: str
    """The latest change among its records, in ISO 8601."""
    form: bool = False
    """Whether people fill it in: its inputs then become fields of a form, which PDF/A does not foresee."""

    @property
    def variant(self) -> str:
        """What the file claims to be, as WeasyPrint names it."""
        return "pdf/ua-1" if self.form else "pdf/a-2a"

    @cached_property
    def key(self) -> str:
        """The hash of everything that goes into the file."""
        return hashlib.sha256("\0".join((_makers(), self.variant, "form" if self.form else "", self.path, self.html)).encode()).hexdigest()


@cache
def _makers() -> str:
    """What prints, in its versions: asked once, since that reads files."""
    return ";".join(f"{name}=={version(name)}" for name in _MAKERS)


class Teller(Protocol):
    """Hears how the printing goes."""

    def expect(self, total: int) -> None:
        """How many documents there will be."""

    def __call__(self, printable: Printable, made: bool) -> None:
        """One more document is there; `made` says whether it had to be printed."""


@dataclass(frozen=True)
class Press:
    """Where printed files are kept between builds: each under its key and its number of pages."""

    cache: Path

    def held(self, printables: Iterable[Printable]) -> list[Download]:
        """The downloads among some documents that lie in the cache, without printing anything."""
        kept = self._kept()
        return [self._download(printable, kept[printable.key]) for printable in printables if printable.key in kept] if kept else []

    def print_all(self, printables: Iterable[Printable], told: Teller, workers: int | None = None) -> list[Download]:
        """Every document as a download, printing those that the cache lacks side by side.

        Raises `PrintingError` where WeasyPrint complains.
        """
        self.cache.mkdir(parents=True, exist_ok=True)
        wanted = list(printables)
        told.expect(len(wanted))
        kept = self._kept()
        missing = [printable for printable in wanted if printable.key not in kept]
        for printable in wanted:
            if printable.key in kept:
                told(printable, False)
        for printable in self._printed(missing, workers or os.cpu_count() or 1):
            told(printable, True)
        return self.held(wanted)

    def _kept(self) -> dict[str, Path]:
        """Every file in the cache under its key: the folder is read once, however many documents are asked for."""
        return {file.name.partition(".")[0]: file for file in self.cache.glob("*.*.pdf")}

    def _download(self, printable: Printable, file: Path) -> Download:
        return Download(printable.path, printable.title, printable.kind, int(file.suffixes[0].removeprefix(".")), printable.date, file)

    def _printed(self, missing: list[Printable], workers: int) -> Iterator[Printable]:
        if not missing:
            return
        with ProcessPoolExecutor(min(workers, len(missing))) as pool:
            tasks = {pool.submit(print_into, self.cache, printable): printable for printable in missing}
            failures: list[str] = []
            for task in as_completed(tasks):
                if isinstance(error := task.exception(), PrintingError):
                    failures.append(str(error))
                else:
                    task.result()
                    yield tasks[task]
        if failures:
            raise PrintingError("\n".join(sorted(failures)))


def print_into(folder: Path, printable: Printable) -> None:
    """One document printed into a folder, where it appears whole or not at all."""
    pdf, pages = print_one(printable)
    with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
        file.write(pdf)
    Path(file.name).replace(folder / f"{printable.key}.{pages}.pdf")


def print_one(printable: Printable) -> tuple[bytes, int]:
    """A document as a tagged PDF, and how many pages it has.

    Raises `PrintingError` with everything that WeasyPrint complains of.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    identifier = hashlib.sha256(printable.path.encode()).digest()[:16]
    with _Complaints() as heard:
        try:
            options = {"pdf_variant": printable.variant, "pdf_forms": printable.form}
            html = HTML(string=printable.html, base_url=f"{SCHEME}/", url_fetcher=_fetcher())
            finisher = Finisher(html.etree_element)
            document = html.render(**options)
            with finisher.watching():
                pdf: bytes = document.write_pdf(pdf_identifier=identifier, finisher=finisher, **options)
        except FatalURLFetchingError as error:
            raise PrintingError(f"{printable.path}: {error}") from None
    if heard:
        raise PrintingError(f"{printable.path}: {'; '.join(heard)}")
    return pdf, len(document.pages)


class _Complaints:
    """Hears what WeasyPrint logs while it prints."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.handler = logging.Handler(logging.WARNING)
        self.handler.emit = lambda record: self.heard.append(record.getMessage())  # type: ignore[method-assign]

    def __enter__(self) -> list[str]:
        logging.getLogger("weasyprint").addHandler(self.handler)
        return self.heard

    def __exit__(self, *_: object) -> None:
        logging.getLogger("weasyprint").removeHandler(self.handler)


@cache
def _fetcher() -> Any:
    """A fetcher that knows the fonts, what stands in a sheet itself, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    fonts = {f"{SCHEME}/fonts/{name}": path for name, path in font_files()}

    class Fonts(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            if url not in fonts:
                raise ValueError(f"nothing may be fetched from {url}")
            return URLFetcherResponse(url, body=fonts[url].read_bytes(), headers={"Content-Type": "font/woff2"})

    return Fonts(fail_on_errors=True)
