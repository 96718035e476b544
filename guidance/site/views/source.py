"""View model of the page of a source document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel.core import Locale

from guidance.content import model
from guidance.i18n import Words
from guidance.library.conclusions import conferences_told_by, instruments_in_full
from guidance.library.coverage import in_page_order, records_by_pages
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.rendering.original_links import is_of_publisher
from guidance.site.page import Context
from guidance.site.views.fact import Fact, facts


@dataclass(frozen=True)
class PageRange:
    """Records drawn from the same pages of a source."""

    heading: str
    records: Sequence[model.Record]


def source_view(library: Library, words: Words, urls: Urls, source: model.Source) -> Context:
    """A source with its points and the records drawn from it, both in the order of pages."""
    introduction, _, more = (source.about or "").partition("\n\n")
    return {
        "source": source,
        "introduction": introduction,
        "more_about": more,
        "facts": document_facts(words, source),
        "imprint": imprint_facts(library, words, source),
        "conferences": conferences_told_by(library, source),
        "held_in_full": instruments_in_full(library, source),
        "points": in_page_order(library.current_records_of(source.id)),
        "page_ranges": [
            PageRange(
                words.pages(part.place.pages) if part.place.pages else words("source.no-pages"),
                part.records,
            )
            for part in records_by_pages(library, source.id)
        ],
    }


def document_facts(words: Words, source: model.Source) -> list[Fact]:
    """What weight a document has, who wrote and published it, and when."""
    authors = [] if source.authors == source.publishers else list(source.authors)
    publisher = "source.publisher" if len(source.publishers) == 1 else "source.publishers"
    return facts(
        Fact(words("source.standing"), words(f"standing.{source.standing.value}")),
        Fact(words("source.authors"), words.enumeration(authors)),
        Fact(words(publisher), words.enumeration(list(source.publishers))),
        Fact(words("source.date"), words.day(source.date) if source.date else ""),
    )


def imprint_facts(library: Library, words: Words, source: model.Source) -> list[Fact]:
    """The imprint of a document, and how to reach its publishers."""
    address = "source.publisher-site" if is_of_publisher(library, source) else "source.address"
    contact = source.contact or model.Contact()
    email, social = contact.email or "", contact.social or ""
    return facts(
        Fact(words("source.place"), source.place or ""),
        Fact(words("source.language"), _language(words, source)),
        Fact(words("source.last-page"), str(source.last_page or "")),
        Fact(words(address), source.web or "", source.web or ""),
        Fact(words("imprint.design"), source.design or ""),
        Fact(words("imprint.photos"), words.enumeration(list(source.photos))),
        Fact(words("imprint.address"), contact.address or ""),
        Fact(words("imprint.telephone"), contact.telephone or ""),
        Fact(words("imprint.fax"), contact.fax or ""),
        Fact(words("imprint.email"), email, f"mailto:{email}"),
        Fact(words("imprint.web"), contact.web or "", contact.web or ""),
        Fact(words("imprint.social"), social),
    )


def _language(words: Words, source: model.Source) -> str:
    """The language of a document in words; empty where it is that of the site."""
    if not source.language or source.language == words.language:
        return ""
    name = Locale.parse(source.language, sep="-").get_display_name(words.locale)
    return name or source.language
