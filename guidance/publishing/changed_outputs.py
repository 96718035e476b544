"""Pages and PDFs that differ between two states of the content, without building the site."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from guidance.output.downloads import Download
from guidance.publishing.publication import Publication


class OutputSort(StrEnum):
    """What happened to a page or a PDF."""

    CHANGED = "changed"
    NEW = "new"
    REMOVED = "removed"


@dataclass(frozen=True)
class ChangedOutput:
    """One page or PDF that differs."""

    title: str
    path: str
    """Its path in the site, such as 2021/panels/1/index.html."""
    sort: OutputSort

    @property
    def is_page(self) -> bool:
        """Whether it is a page; else it is a PDF."""
        return self.path.endswith(".html")


@dataclass(frozen=True)
class _Output:
    title: str
    fingerprint: str
    """Hash of everything in the content that it depends on."""


def changed_outputs(before: Publication, now: Publication) -> list[ChangedOutput]:
    """The pages and PDFs whose content differs, in the order of the site.

    Both states are rendered by the same program. Frame and search of a page are left out: almost
    any change alters the search of every page. Nothing is printed.
    """
    old, new = _outputs(before), _outputs(now)
    changed = [
        ChangedOutput(output.title, path, OutputSort.CHANGED if path in old else OutputSort.NEW)
        for path, output in new.items()
        if path not in old or old[path].fingerprint != output.fingerprint
    ]
    removed = [
        ChangedOutput(output.title, path, OutputSort.REMOVED)
        for path, output in old.items()
        if path not in new
    ]
    return sorted([*changed, *removed], key=lambda output: not output.is_page)


def _outputs(publication: Publication) -> Mapping[str, _Output]:
    documents = list(publication.documents())
    pdfs = {document.path: _Output(document.title, document.key) for document in documents}
    with_pdfs = replace(
        publication,
        pdfs=tuple(
            Download(
                document.path, document.title, document.kind, 1, document.date, data=b"not printed"
            )
            for document in documents
        ),
    )
    pages = {
        f"{page.folder}index.html": _Output(
            with_pdfs.site.title_of(page),
            _hash(markdown, with_pdfs.structured_data.get(page.path), with_pdfs.terms[page.path]),
        )
        for page, markdown in with_pdfs.site.rendered_pages()
    }
    return pages | pdfs


def _hash(*values: object) -> str:
    return hashlib.sha256(repr(values).encode()).hexdigest()


def as_markdown(outputs: Sequence[ChangedOutput]) -> str:
    """A list for the summary of a pull request: each page and PDF by name and path."""
    if not outputs:
        return "## No page and no PDF changes"
    lines = [
        f"## What looks different: {_count(outputs)}",
        "",
        "Download the artifact `site` and unpack it; the paths are in its folder.",
        "The artifact `pdf` holds the PDFs alone, without `downloads/` in their paths.",
    ]
    for is_page, group in groupby(outputs, key=lambda output: output.is_page):
        lines += ["", f"### {'Pages' if is_page else 'PDFs'}", "", *_items(group)]
    return "\n".join(lines)


def _items(outputs: Iterator[ChangedOutput]) -> Iterator[str]:
    """One item for each title and sort; editions of one document stand together."""
    for (title, sort), group in groupby(outputs, key=lambda output: (output.title, output.sort)):
        paths = ", ".join(f"`{output.path}`" for output in group)
        note = "" if sort is OutputSort.CHANGED else f" ({sort})"
        yield f"- {_escape(title)}{note}: {paths}"


def _count(outputs: Sequence[ChangedOutput]) -> str:
    pages = sum(output.is_page for output in outputs)
    pdfs = len(outputs) - pages
    counts = [f"{pages} page{'' if pages == 1 else 's'}"] if pages else []
    counts += [f"{pdfs} PDF{'' if pdfs == 1 else 's'}"] if pdfs else []
    return " and ".join(counts)


def _escape(text: str) -> str:
    """A text on one line, with the characters escaped that are markup in Markdown."""
    return re.sub(r"([\\`*_~\[\]<>|#])", r"\\\1", " ".join(text.split()))
