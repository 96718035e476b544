"""View model of the page of a person or an organization."""

from __future__ import annotations

from dataclasses import dataclass

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.i18n import Words
from guidance.library.appearances import PersonAppearance
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.site.page import Context


@dataclass(frozen=True)
class AppearanceLink:
    """An appearance with a link to the place where it is shown."""

    label: str
    """The part, with the title of the conference or panel."""
    url: str
    """Relative to the root of the site."""
    appearance: model.Appearance
    conference: str
    """Name and year of the conference; empty where the library holds only one."""


@dataclass(frozen=True)
class PersonStatement:
    """A statement on the page of the person or organization that made it."""

    statement: model.Statement
    source: model.SourcePlace | None


def person_view(
    library: Library, words: Words, urls: Urls, person: model.Person | model.Organization
) -> Context:
    """A person or an organization with all appearances and statements."""
    appearances = library.appearances(person.id)
    return {
        "person": person,
        "appearances": [_appearance(library, words, urls, each) for each in appearances],
        "statements": [
            PersonStatement(statement, statement.source or each.holder.source)
            for each in appearances
            if isinstance(statement := each.appearance, model.Statement)
        ],
    }


def _appearance(
    library: Library, words: Words, urls: Urls, person_appearance: PersonAppearance
) -> AppearanceLink:
    """An appearance with a link to the page that shows it, for a statement to its anchor."""
    holder, part = person_appearance.holder, person_appearance.part
    url = urls.places[holder.id].url
    if person_appearance.session:
        label = typeset(person_appearance.session.title)
    elif isinstance(holder, model.Panel):
        label = words(f"part.{part}", number=holder.number)
    else:
        label = words(f"part.{part}")
    if isinstance(person_appearance.appearance, model.Statement):
        url = urls.places[person_appearance.appearance.id].url
    elif isinstance(holder, model.Conference):
        is_own_page = part in ("foreword", "interview")
        url = f"{holder.id}/{part}/" if is_own_page else f"{url}#participants"
    conference = library.conference_of(holder.id)
    label = words("handout.title", label=label, title=typeset(holder.title))
    name = words("conference.of-year", year=conference.year, title=conference.event)
    return AppearanceLink(
        label,
        url,
        person_appearance.appearance,
        name if library.has_several_conferences and holder is not conference else "",
    )
