"""A generated page of the site, and its type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

from guidance.content import model
from guidance.content.markdown import typeset

Context = Mapping[str, Any]
"""Variables of a template, by name."""


class PageType(StrEnum):
    """Type of a generated page, with everything that depends on the type alone."""

    theme_template: str
    """Template of the MkDocs theme, such as browse.html; empty for the default one."""
    links_terms: bool
    """Whether the first occurrence of a term in a text links to the glossary."""

    def __new__(cls, value: str, theme_template: str = "", links_terms: bool = True) -> Self:
        """Attach the properties of a type to its name."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.theme_template = theme_template
        member.links_terms = links_terms
        return member

    ABOUT = "about", "", False  # prints the terms of documents as they are
    ACCESSIBILITY = "accessibility"
    BROWSE = "browse", "browse.html"
    BROWSE_PAGE = "browse-page"
    CHANGES = "changes", "changes.html", False  # shows texts as they were
    CONFERENCE = "conference"
    CONFERENCES = "conferences"
    COVERAGE = "coverage"
    DOWNLOADS = "downloads", "downloads.html"
    EDITORS = "editors"
    FIGURES = "figures"
    FOREWORD = "foreword"
    GLOSSARY = "glossary", "", False  # every link would lead back to the page itself
    HOME = "home"
    INSTRUMENT = "instrument"
    INSTRUMENTS = "instruments"
    INTERVIEW = "interview"
    LAW = "law"
    ORGANIZATION = "organization"
    PANEL = "panel"
    PEOPLE = "people"
    PERSON = "person"
    PILLAR = "pillar"
    PROGRAMME = "programme"
    RESOURCES = "resources"
    SEARCH = "search", "search.html", False
    SELECTION = "selection", "selection.html", False  # the page has no text of its own
    SIDE_EVENTS = "side-events"
    SOURCE = "source"
    SOURCES = "sources"
    TOPIC = "topic", "topic.html"
    TOPIC_YEAR = "topic-year"
    TOPICS = "topics"
    TRAINERS = "trainers"

    @property
    def template(self) -> str:
        """Template that renders the page's Markdown."""
        return f"site/{self.value}.md.jinja"


@dataclass(frozen=True)
class Page:
    """One generated page of the site."""

    folder: str
    """Its folder under the site, such as 2021/panels/1/; empty for the home page."""
    name: str
    """Title as it is written in the content."""
    type: PageType
    origin: str
    """Content file that the page is made of, relative to the content folder's parent; the edit
    button opens it. Empty for a page that is made of several files, or of none."""
    variables: Context | Callable[[], Context] = field(default_factory=dict)
    """The variables of its template, or what makes them."""
    qualifier: str = ""
    """What tells it from another page of the same title, such as a year; empty for none."""
    conference: model.Conference | None = None
    """The conference to which it belongs; None for a page of none or of several."""
    mark: str = ""
    """What stands before its title in the navigation: the number of a panel or a pillar."""

    @cached_property
    def context(self) -> Context:
        """The variables of its template; made once, when the page is first drawn."""
        return self.variables() if callable(self.variables) else self.variables

    @property
    def title(self) -> str:
        """Title with typographic quotation marks and dashes."""
        return typeset(self.name)

    @property
    def path(self) -> str:
        """The Markdown file below the documents' folder."""
        return f"{self.folder}index.md"
