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
    source = library.source(place.document)
    url = original_address(source, place)
    key = "card.publisher-site" if is_of_publisher(library, source) else "card.on-the-web"
    label = words(key, address=short_address(url))
    return OutwardLink(url, label) if url else None


def is_of_publisher(library: Library, source: model.Source) -> bool:
    """Whether the address of a document is not its own, but that of a publisher's site.

    It is what a document gives as the site of its publisher, or what several documents share.
    """
    same = [each for each in library.sources if each.web == source.web]
    sites = {each.contact.web for each in library.sources if each.contact}
    return bool(source.web) and (len(same) > 1 or source.web in sites)


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
