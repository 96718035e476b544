"""Addresses: an identifier goes in, the page and the anchor where readers find it come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from guidance.content import model
from guidance.library.library import Library

PLACEHOLDER = "https://guidance.example/"
"""The site's address until someone sets it."""


def as_set(settings: Iterable[Mapping[str, object]]) -> str:
    """The site's address as somebody set it: a preview puts the one of its machine in its place."""
    return next(
        (str(given["site_url"]) for given in settings if given.get("site_url")), PLACEHOLDER
    )


def canonical(address: str) -> str:
    """The address of a page as readers should keep it: of its folder, where the server finds index.html."""
    return address.removesuffix("index.html")


@dataclass(frozen=True)
class Place:
    """Where something is shown."""

    folder: str
    """The page's folder under the site, such as 2021/panels/1/; empty for the home page."""
    anchor: str = ""

    @property
    def address(self) -> str:
        """The page and the anchor as the end of a web address."""
        return self.folder + (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True)
class Urls:
    """Where everything with an identifier is shown on one site."""

    library: Library
    site_url: str
    """The site's address with a slash at its end."""

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Every identifier with the place where it is shown."""
        library = self.library
        places = {source.id: Place(f"sources/{source.id}/") for source in library.sources}
        places |= {
            panel.id: Place(f"{panel.id[:4]}/panels/{panel.number}/") for panel in library.panels
        }
        places |= {
            pillar.id: Place(f"{pillar.id[:4]}/pillars/{pillar.id.rpartition('R')[2]}/")
            for pillar in library.pillars
        }
        places |= {
            record.id: self._place(record, places[record.parent]) for record in library.records
        }
        for conference in library.conferences:
            home = Place(f"{conference.id}/")
            places[conference.id] = home
            places |= {
                figure.id: Place(f"{conference.id}/figures/", figure.id)
                for figure in conference.figures
            }
            places |= {
                event.id: Place(f"{conference.id}/side-events/", event.id)
                for event in conference.side_events
            }
        places |= {
            statement.id: Place(places[holder.id].folder, statement.id)
            for statement, holder in library.statements()
        }
        places |= {person.id: Place(f"people/{person.id}/") for person in library.people}
        places |= {
            instrument.id: Place(f"instruments/{instrument.id}/")
            for instrument in library.instruments
        }
        places |= {resource.id: Place("resources/", resource.id) for resource in library.resources}
        places |= {term.id: Place("glossary/", term.id) for term in library.terms}
        return places

    def _place(self, record: model.Record, parent: Place) -> Place:
        """A current record is shown with its panel, pillar or source; any other only at its permanent address."""
        return (
            Place(parent.folder, record.id)
            if record.status is model.Status.CURRENT
            else Place(f"id/{record.id}/")
        )

    def permanent(self, identifier: str) -> str:
        """The absolute address that never changes."""
        return f"{self.site_url}id/{identifier}/"

    def relative_url(self, folder: str, target: str) -> str:
        """The way from a page's folder to an address under the site, such as ../glossary/index.html#thb."""
        path, hash_sign, anchor = target.partition("#")
        if anchor and path == folder:
            return f"#{anchor}"
        here, there = (
            folder.split("/")[:-1],
            (path + "index.html" if path == "" or path.endswith("/") else path).split("/"),
        )
        shared = 0
        while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
            shared += 1
        return "../" * (len(here) - shared) + "/".join(there[shared:]) + hash_sign + anchor
