"""Structured data of pages in the vocabulary of schema.org, as JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from guidance.content import model
from guidance.content.markdown import plain
from guidance.i18n import Words
from guidance.library.conclusions import conclusions_of
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
            PageType.CONFERENCE: lambda page: self._conference(page.context["conference"]),
            PageType.PEOPLE: self._people,
            PageType.PERSON: lambda page: self._person(page.context["person"]),
            PageType.ORGANIZATION: lambda page: self._person(page.context["person"]),
            PageType.PANEL: lambda page: self._records(page, page.context["panel"].id),
            PageType.PILLAR: lambda page: self._records(page, page.context["pillar"].id),
            PageType.SOURCE: lambda page: self._source(page.context["source"]),
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

    def _conference(self, conference: model.Conference) -> JsonLd:
        """What a conference concluded: chapters of a report, or the points of documents."""
        conclusions = conclusions_of(self.library, conference)
        has_chapters = any(not isinstance(entry, model.Record) for entry in conclusions)
        documents = [self.library.source(document) for document in conference.documents]
        publishers = [*dict.fromkeys(name for each in documents for name in each.publishers)]
        return {
            "@type": "Report" if has_chapters else "CreativeWork",
            "identifier": conference.id,
            "name": self.words("report.title", title=conference.title, subtitle=conference.subtitle)
            if conference.subtitle
            else conference.title,
            **_known(abstract=plain(conference.summary) if conference.summary else ""),
            "url": self._url(conference.id),
            "inLanguage": self.words.language,
            "creditText": self.words("acknowledgement", publishers="; ".join(publishers)),
            "acquireLicensePage": f"{self.urls.site_url}about/#licence",
            "isBasedOn": [self._document(document) for document in documents],
            "about": _event(conference),
            "hasPart": [
                self._record(entry) if isinstance(entry, model.Record) else self._part(entry)
                for entry in conclusions
            ],
        }

    def _document(self, source: model.Source) -> JsonLd:
        """A source document with its publishers and terms."""
        return {
            "@type": "CreativeWork",
            "name": source.title,
            "url": self._url(source.id),
            **_known(
                publisher=[_publisher(source, name) for name in source.publishers],
                author=[{"@type": "Person", "name": name} for name in source.authors],
                datePublished=source.date,
                inLanguage=source.language,
                copyrightNotice=source.copyright,
                usageInfo=self._permission(source),
                citation=source.cite_as,
            ),
        }

    def _permission(self, source: model.Source) -> JsonLd | None:
        if not source.permission:
            return None
        return {
            "@type": "CreativeWork",
            "text": plain(source.permission),
            "url": f"{self._url(source.id)}#terms",
        }

    def _part(self, part: model.Panel | model.Pillar) -> JsonLd:
        return {
            "@type": "Chapter",
            "identifier": part.id,
            "name": part.title,
            **_known(description=part.summary),
            "url": self._url(part.id),
        }

    def _people(self, page: Page) -> JsonLd:
        entries = [*map(self._person, self.library.people)]
        entries += map(self._person, self.library.organizations)
        return self._list(page.title, page.folder, entries)

    def _person(self, entry: model.Person | model.Organization) -> JsonLd:
        """A person with the main role, or an organization."""
        main = self.library.main_role(entry.id)
        is_person = isinstance(entry, model.Person)
        return {
            "@type": "Person" if is_person else "Organization",
            "identifier": entry.id,
            "name": entry.name,
            "url": self._url(entry.id),
            **_known(jobTitle=main.role if main and is_person else None),
        }

    def _source(self, source: model.Source) -> JsonLd:
        """A source document with its points."""
        records = self.library.current_records_of(source.id)
        return {
            **self._document(source),
            "identifier": source.id,
            **_known(hasPart=[self._record(record) for record in records]),
        }

    def _records(self, page: Page, holder: str) -> JsonLd | None:
        records = self.library.current_records_of(holder)
        return self._list(page.title, page.folder, map(self._record, records)) if records else None

    def _record(self, record: model.Record) -> JsonLd:
        original = self._document(self.library.source(record.source.document))
        place = record.source
        original |= _known(pagination=place.pages, position=place.paragraphs)
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


def _known(**values: object) -> JsonLd:
    """The properties that have a value."""
    return {name: value for name, value in values.items() if value}


def _event(conference: model.Conference) -> JsonLd:
    place = {"@type": "Place", "name": conference.place} if conference.place else None
    return {
        "@type": "Event",
        "name": conference.event,
        **_known(
            startDate=conference.starts,
            endDate=conference.ends,
            location=place,
            organizer=[{"@type": "Organization", "name": name} for name in conference.organizers],
        ),
    }


def _publisher(source: model.Source, name: str) -> JsonLd:
    """A publisher, with the contact that the document gives if it is the only one."""
    contact = source.contact if source.contact and len(source.publishers) == 1 else model.Contact()
    return {
        "@type": "Organization",
        "name": name,
        **_known(
            address=contact.address,
            telephone=contact.telephone,
            email=contact.email,
            url=contact.web,
        ),
    }
