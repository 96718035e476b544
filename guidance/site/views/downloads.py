"""View models of downloads: printed documents with their editions, and groups of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guidance.output.downloads import Download, by_document, by_kind


@dataclass(frozen=True)
class PrintedDocument:
    """A PDF document with one file per edition."""

    title: str
    editions: Sequence[Download]


@dataclass(frozen=True)
class DownloadGroup:
    """Downloads of one kind: either PDF documents or other files."""

    kind: str
    documents: Sequence[PrintedDocument]
    files: Sequence[Download]


def printed_documents(downloads: Iterable[Download]) -> list[PrintedDocument]:
    """Group PDF files by document."""
    return [PrintedDocument(files[0].title, files) for files in by_document(downloads)]


def handout_documents(downloads: Iterable[Download]) -> list[PrintedDocument]:
    """Return every printed document except the reports."""
    return printed_documents(file for file in downloads if file.edition and file.kind != "report")


def download_groups(downloads: Iterable[Download]) -> list[DownloadGroup]:
    """Group downloads by kind, in the order in which the kinds first occur."""
    return [
        DownloadGroup(kind, printed_documents(files), ())
        if files[0].edition
        else DownloadGroup(kind, (), files)
        for kind, files in by_kind(downloads)
    ]
