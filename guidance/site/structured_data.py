"""Structured data of pages in the vocabulary of schema.org, as JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from guidance.content import model
from guidance.content.markdown import plain
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.site.page import Page, PageType

JsonLd = dict[str, Any]
"""A JSON-LD object. It is not escaped; the template that embeds it in a page escapes it."""


@dataclass(frozen=True)
class StructuredData:
    """Structured data of one site in one language."""

    library: Library
    words: Words
    urls: Urls

    def of_page(self, page: Page) -> JsonLd | None:
        """Return the structured data of a page, or None for a type of page without any."""
        builders: Mapping[PageType, Callable[[Page], JsonLd | None]] = {
            PageType.HOME: self._site,
            PageType.CONFERENCE: lambda page: self._report(page.context["conference"]),
            PageType.PEOPLE: self._people,
            PageType.PANEL: lambda page: self._records(page, page.context["panel"].id),
            PageType.PILLAR: lambda page: self._records(page, page.context["pillar"].id),
            PageType.SOURCE: lambda page: self._records(page, page.context["source"].id),
        }
        builder = builders.get(page.type)
        data = builder(page) if builder else None
        return {"@context": "https://schema.org"} | data if data else None

    def _site(self, _: Page) -> JsonLd:
        return {
            "@type": "WebSite",
            "name": self.words("product.title"),
            "headline": self.words("home.title"),
            "url": self.urls.site_url,
            "inLanguage": self.words.language,
            "dateModified": self.library.date,
        }

    def _report(self, conference: model.Conference) -> JsonLd:
        """The report of a conference, with a chapter for each panel and pillar."""
        return {
            "@type": "Report",
            "identifier": conference.id,
            "name": self.words(
                "report.title", title=conference.title, subtitle=conference.subtitle
            ),
            "abstract": plain(conference.summary),
            "url": self._url(conference.id),
            "inLanguage": self.words.language,
            "datePublished": str(conference.ends.year),
            "publisher": _organization(conference.imprint),
            "copyrightNotice": conference.imprint.copyright,
            "acquireLicensePage": f"{self.urls.site_url}about/",
            "creditText": self.words("acknowledgement", publisher=conference.imprint.publisher),
            "isBasedOn": {
                "@type": "Report",
                "name": conference.title,
                "citation": conference.imprint.cite_as,
            },
            "about": {
                "@type": "Event",
                "name": conference.name,
                "startDate": conference.starts.isoformat(),
                "endDate": conference.ends.isoformat(),
                "location": {"@type": "Place", "name": conference.place},
            },
            "hasPart": [
                *map(self._part, self.library.panels_of(conference.id)),
                *map(self._part, self.library.pillars_of(conference.id)),
            ],
        }

    def _part(self, part: model.Panel | model.Pillar) -> JsonLd:
        return {
            "@type": "Chapter",
            "identifier": part.id,
            "name": part.title,
            "description": part.summary,
            "url": self._url(part.id),
        }

    def _people(self, page: Page) -> JsonLd:
        return self._list(
            page.title, page.folder, (self._person(person) for person in self.library.people)
        )

    def _person(self, person: model.Person) -> JsonLd:
        main = self.library.main_role(person.id)
        data = {
            "@type": "Person",
            "identifier": person.id,
            "name": person.name,
            "url": self._url(person.id),
        }
        return data | ({"jobTitle": main.role} if main else {})

    def _records(self, page: Page, holder: str) -> JsonLd | None:
        records = self.library.current_records_of(holder)
        return self._list(page.title, page.folder, map(self._record, records)) if records else None

    def _record(self, record: model.Record) -> JsonLd:
        source = self.library.by_id[record.source.document]
        original: JsonLd = {
            "@type": "CreativeWork",
            "name": self.library.title_of(record.source.document),
            "url": self._url(record.source.document),
        }
        if isinstance(source, model.Source) and source.publisher:
            original["publisher"] = {"@type": "Organization", "name": source.publisher}
        if record.source.pages:
            original["pagination"] = record.source.pages
        return {
            "@type": "CreativeWork",
            "identifier": record.id,
            "name": record.title,
            "text": plain(record.text),
            "url": self.urls.permanent(record.id),
            "keywords": ", ".join(record.keywords),
            "genre": self.library.label("natures", record.nature.value),
            "inLanguage": self.words.language,
            "dateModified": record.changed.isoformat(),
            "isBasedOn": original,
        }

    def _list(self, name: str, folder: str, items: Iterable[JsonLd]) -> JsonLd:
        elements = [
            {"@type": "ListItem", "position": position, "item": item}
            for position, item in enumerate(items, 1)
        ]
        return {
            "@type": "ItemList",
            "name": name,
            "url": f"{self.urls.site_url}{folder}",
            "numberOfItems": len(elements),
            "itemListElement": elements,
        }

    def _url(self, identifier: str) -> str:
        """The absolute URL of the place where an entry is shown."""
        return self.urls.site_url + self.urls.places[identifier].url


def _organization(imprint: model.Imprint) -> JsonLd:
    fields = {
        "name": imprint.publisher,
        "address": imprint.address,
        "url": imprint.web,
        "email": imprint.email,
    }
    return {"@type": "Organization"} | {key: value for key, value in fields.items() if value}
