"""Structured data: a page goes in, what it tells machines about its content in the words of schema.org comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from guidance.content import model
from guidance.content.markdown import plain
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.site.pages import Page

Thing = dict[str, Any]
"""An object of JSON-LD; it reaches the page through a template that escapes it."""


@dataclass(frozen=True)
class StructuredData:
    """What pages tell machines, on one site in one language."""

    library: Library
    words: Words
    addresses: Urls

    def data(self, page: Page) -> Thing | None:
        """The structured data of a page; None where it has nothing to tell but its text."""
        kinds: Mapping[str, Callable[[Page], Thing | None]] = {
            "home": self._site,
            "conference": lambda page: self._report(page.subject["conference"]),
            "people": self._people,
            "panel": lambda page: self._records(page, page.subject["panel"].id),
            "pillar": lambda page: self._records(page, page.subject["pillar"].id),
            "source": lambda page: self._records(page, page.subject["source"].id),
        }
        found = kinds[page.template](page) if page.template in kinds else None
        return {"@context": "https://schema.org"} | found if found else None

    def _site(self, _: Page) -> Thing:
        return {
            "@type": "WebSite",
            "name": self.words("product.title"),
            "headline": self.words("home.title"),
            "url": self.addresses.site_url,
            "inLanguage": self.words.language,
            "dateModified": self.library.date,
        }

    def _report(self, conference: model.Conference) -> Thing:
        """The conference report, with its chapters and pillars as they are restated here."""
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
            "acquireLicensePage": f"{self.addresses.site_url}about/",
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

    def _part(self, part: model.Panel | model.Pillar) -> Thing:
        return {
            "@type": "Chapter",
            "identifier": part.id,
            "name": part.title,
            "description": part.summary,
            "url": self._url(part.id),
        }

    def _people(self, page: Page) -> Thing:
        return self._list(
            page.title, page.folder, (self._person(person) for person in self.library.people)
        )

    def _person(self, person: model.Person) -> Thing:
        roles = [
            appeared.appearance.role
            for appeared in self.library.appearances(person.id)
            if appeared.appearance.role
        ]
        told = {
            "@type": "Person",
            "identifier": person.id,
            "name": person.name,
            "url": self._url(person.id),
        }
        return told | ({"jobTitle": roles[0]} if roles else {})

    def _records(self, page: Page, holder: str) -> Thing | None:
        records = self.library.current_records_of(holder)
        return self._list(page.title, page.folder, map(self._record, records)) if records else None

    def _record(self, record: model.Record) -> Thing:
        source = self.library.by_id[record.source.document]
        based: Thing = {
            "@type": "CreativeWork",
            "name": self.library.title_of(record.source.document),
            "url": self._url(record.source.document),
        }
        if isinstance(source, model.Source) and source.publisher:
            based["publisher"] = {"@type": "Organization", "name": source.publisher}
        if record.source.pages:
            based["pagination"] = record.source.pages
        return {
            "@type": "CreativeWork",
            "identifier": record.id,
            "name": record.title,
            "text": plain(record.text),
            "url": self.addresses.permanent(record.id),
            "keywords": ", ".join(record.keywords),
            "genre": self.library.label("natures", record.nature.value),
            "inLanguage": self.words.language,
            "dateModified": record.changed.isoformat(),
            "isBasedOn": based,
        }

    def _list(self, name: str, folder: str, things: Iterable[Thing]) -> Thing:
        items = [
            {"@type": "ListItem", "position": position, "item": thing}
            for position, thing in enumerate(things, 1)
        ]
        return {
            "@type": "ItemList",
            "name": name,
            "url": f"{self.addresses.site_url}{folder}",
            "numberOfItems": len(items),
            "itemListElement": items,
        }

    def _url(self, identifier: str) -> str:
        """The absolute address of the place where something is shown."""
        return self.addresses.site_url + self.addresses.places[identifier].address


def _organization(imprint: model.Imprint) -> Thing:
    told = {
        "name": imprint.publisher,
        "address": imprint.address,
        "url": imprint.web,
        "email": imprint.email,
    }
    return {"@type": "Organization"} | {key: value for key, value in told.items() if value}
