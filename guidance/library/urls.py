"""URLs of everything with an identifier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from guidance.content import model
from guidance.library.library import Library, conference_id

PLACEHOLDER_URL = "https://guidance.example/"
"""The URL of the site in `mkdocs.yml` until someone sets it."""


def without_index(url: str) -> str:
    """The URL of a page without index.html."""
    return url.removesuffix("index.html")


@dataclass(frozen=True)
class Place:
    """The page and the anchor where an entry is shown."""

    folder: str
    """The page's folder, relative to the site, such as 2021/panels/1/; empty for the home page."""
    anchor: str = ""

    @property
    def url(self) -> str:
        """The URL relative to the site."""
        return self.folder + (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True)
class Urls:
    """The URLs of the entries of a library on one site."""

    library: Library
    site_url: str
    """Absolute, with a slash at its end."""

    @property
    def has_site_url(self) -> bool:
        """Whether someone has set the URL of the site."""
        return self.site_url != PLACEHOLDER_URL

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The place of each entry, by its identifier."""
        library = self.library
        places = {source.id: Place(f"sources/{source.id}/") for source in library.sources}
        places |= {
            panel.id: Place(f"{conference_id(panel.id)}/panels/{panel.number}/")
            for panel in library.panels
        }
        places |= {
            pillar.id: Place(f"{conference_id(pillar.id)}/pillars/{pillar.id.rpartition('R')[2]}/")
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
        places |= {each.id: Place(f"organizations/{each.id}/") for each in library.organizations}
        places |= {
            instrument.id: Place(f"instruments/{instrument.id}/")
            for instrument in library.instruments
        }
        places |= {resource.id: Place("resources/", resource.id) for resource in library.resources}
        places |= {term.id: Place("glossary/", term.id) for term in library.terms}
        return places

    def _place(self, record: model.Record, parent: Place) -> Place:
        """A current record is on the page of its parent, others are at their permanent address."""
        if record.status is model.Status.CURRENT:
            return Place(parent.folder, record.id)
        return Place(f"id/{record.id}/")

    def permanent(self, identifier: str) -> str:
        """The absolute permanent URL of an entry."""
        return f"{self.site_url}id/{identifier}/"

    def relative_url(self, folder: str, target: str) -> str:
        """The relative URL from a page's folder to a target, such as ../glossary/index.html#thb.

        Folder and target are relative to the site. Folders get an index.html, so that links work in
        a site opened from disk.
        """
        path, hash_sign, anchor = target.partition("#")
        if anchor and path == folder:
            return f"#{anchor}"
        here = folder.split("/")[:-1]
        there = (path + "index.html" if path == "" or path.endswith("/") else path).split("/")
        common = 0
        while common < min(len(here), len(there) - 1) and here[common] == there[common]:
            common += 1
        return "../" * (len(here) - common) + "/".join(there[common:]) + hash_sign + anchor
