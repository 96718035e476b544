"""Links to original documents on the web, as deep as their addresses are known."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from guidance.content import model
from guidance.i18n import Words
from guidance.library.library import Library


@dataclass(frozen=True)
class OutwardLink:
    """A link to a document on the web."""

    url: str
    label: str


def outward_link(library: Library, words: Words, place: model.SourcePlace) -> OutwardLink | None:
    """The link to a place in a document; None where the document gives no address."""
    url = original_address(library.source(place.document), place)
    label = words("card.on-the-web", address=short_address(url))
    return OutwardLink(url, label) if url else None


def original_address(source: model.Source, place: model.SourcePlace) -> str:
    """The address that a document gives, or of a place in it; empty where it gives none.

    It leads to a page only in a PDF file whose numbers of pages are known.
    """
    address = source.web or ""
    page = _page_of_file(source, place)
    return f"{address}#page={page}" if page else address


def _page_of_file(source: model.Source, place: model.SourcePlace) -> int | None:
    """The page of a PDF file on which a place begins; None where that is not known."""
    if not (source.web and source.page_1_in_file and place.pages):
        return None
    address = urlsplit(source.web)
    first = place.pages.partition(",")[0].partition("-")[0]
    is_pdf = address.path.lower().endswith(".pdf") and not address.fragment
    return int(first) + source.page_1_in_file - 1 if is_pdf and first.isdigit() else None


def short_address(address: str) -> str:
    """An address as readers write it: without scheme, `www` and fragment, such as osce.org/cthb."""
    parts = urlsplit(address)
    return (parts.netloc.removeprefix("www.") + parts.path).rstrip("/")
