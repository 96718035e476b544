"""Generated pages of the site, as Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.history.past import Past
from guidance.i18n import Words
from guidance.library.citations import Citation, Citations
from guidance.library.facets import Facets
from guidance.library.library import Library
from guidance.library.terms import terms_of
from guidance.library.topics import TopicGroup, topic_groups
from guidance.library.urls import Urls
from guidance.on_demand import OnDemand
from guidance.output.downloads import Download
from guidance.rendering.endnotes import Endnotes
from guidance.rendering.environment import environment
from guidance.rendering.glossary_links import Glossary
from guidance.rendering.page_annotator import PageAnnotator
from guidance.rendering.record_views import RecordViews
from guidance.rendering.terms_view import TermsView, terms_view
from guidance.site.changes.changes_page import changes_page
from guidance.site.changes.changes_view import ChangesView
from guidance.site.conference_pages import conference_pages, entry_page
from guidance.site.page import Context, Page, PageType
from guidance.site.page_documents import documents_of
from guidance.site.search.filters import search_filters
from guidance.site.selection.selection_view import selection
from guidance.site.views import about, conferences, coverage, home, registers
from guidance.site.views.breadcrumbs import Crumb, crumb, trail
from guidance.site.views.browse import RecordList
from guidance.site.views.downloads import (
    Offers,
    PlannedSession,
    PrintedDocument,
    all_downloads,
    planned_sessions,
    printed_of,
    schemas,
    training,
)
from guidance.site.views.person import person_view
from guidance.site.views.problems import ProblemView
from guidance.site.views.source import source_view
from guidance.site.views.topics.topic_list import topics
from guidance.site.views.topics.topic_page import topic_pages


@dataclass(frozen=True)
class Site:
    """All pages of one library in one language."""

    library: Library
    words: Words
    urls: Urls
    downloads: Sequence[Download] = ()
    past: Past | None = None
    """The earlier versions of the content; None where they are not known."""
    problems: Sequence[ProblemView] = ()
    """In a preview, the problems of a newer, invalid state of the content."""

    def problems_of(self, identifier: str) -> list[ProblemView]:
        """The problems to show beside a record."""
        return [problem for problem in self.problems if problem.record == identifier]

    def handout_of(self, identifier: str) -> PrintedDocument | None:
        """The printed handout of a panel, a pillar or a conference."""
        names = (f"downloads/handouts/{identifier}", f"downloads/{identifier}/handout")
        return printed_of(self.downloads, *names)

    def report_of(self, conference: str) -> PrintedDocument | None:
        """The printed report of a conference."""
        return printed_of(self.downloads, f"downloads/{conference}/report")

    @cached_property
    def offers(self) -> Offers:
        """What there is to print, to download and to train with."""
        return Offers(self.words, self.downloads, has_plans=bool(self.sessions))

    @cached_property
    def sessions(self) -> Mapping[str, PlannedSession]:
        """The session plans, by the identifiers of their panels."""
        return planned_sessions(self.library, self.words, self.downloads)

    @cached_property
    def citations(self) -> Mapping[str, Citation]:
        """The citation of each record and each report, by identifier."""
        citations = Citations(self.library, self.words, self.urls)
        return OnDemand(citations.identifiers(), citations.of)

    @cached_property
    def changes(self) -> ChangesView:
        """What was added, changed and withdrawn."""
        return ChangesView(self.library, self.words, self.past)

    @property
    def example_citation(self) -> Citation | None:
        """The citation of the first record, if there is one."""
        return next((self.citations[record.id] for record in self.library.records), None)

    def terms(self, documents: Iterable[str]) -> TermsView:
        """The terms of use of some documents, by their identifiers."""
        return terms_view(terms_of(self.library, documents), self.words)

    def terms_of(self, page: Page) -> TermsView:
        """The terms of use of the documents on which a page draws."""
        return self.terms(documents_of(self.library, page))

    def title_of(self, page: Page) -> str:
        """The title of a page with what tells it from another page of the same title."""
        if not page.qualifier:
            return page.title
        return self.words("page.qualified", title=page.title, qualifier=typeset(page.qualifier))

    def link(self, folder: str, identifier: str) -> str:
        """Return the relative URL from a page's folder to the place where an entry is shown."""
        return self.urls.relative_url(folder, self.urls.places[identifier].url)

    def rendered_pages(self) -> Iterator[tuple[Page, str]]:
        """Return every page with its Markdown."""
        for page in self.pages():
            yield page, self.markdown(page)

    def markdown(self, page: Page) -> str:
        """The Markdown of a page."""
        return self.render(page, page.type.template)

    def render(self, page: Page, template: str) -> str:
        """A template with the variables of a page, and with links from its folder."""
        link = partial(self.link, page.folder)
        terms = self._glossary if page.type.links_terms else Glossary(())
        endnotes = Endnotes()
        annotator = PageAnnotator(terms, link, self.words, endnotes)
        return self._templates.get_template(template).render(
            page=page,
            site=self,
            link=link,
            to=partial(self.urls.relative_url, page.folder),
            annotator=annotator,
            endnotes=endnotes,
            views=RecordViews(self.library, self.words, annotator),
            **page.context,
        )

    @cached_property
    def _templates(self) -> Environment:
        return environment(self.library, self.words)

    @cached_property
    def _glossary(self) -> Glossary:
        return Glossary(self.library.terms)

    @cached_property
    def facets(self) -> Facets:
        """The facets of all current records."""
        return Facets(self.library, self.words)

    @cached_property
    def record_list(self) -> RecordList:
        """The list of all current records."""
        return RecordList(self.facets)

    def pages(self) -> Sequence[Page]:
        """Every page, in the order of the navigation."""
        return self._pages

    @cached_property
    def _pages(self) -> tuple[Page, ...]:
        return tuple(self._all_pages())

    def _all_pages(self) -> Iterator[Page]:
        library, words, page = self.library, self.words, self._page
        yield page("", PageType.HOME, lambda: home.home(self.facets, self.changes.latest))
        yield from self.record_list.site_pages()
        yield page("topics/", PageType.TOPICS, topics, self.facets)
        yield from topic_pages(self.facets, self.topic_groups, self.downloads)
        if library.has_several_conferences:
            yield page(
                "conferences/", PageType.CONFERENCES, conferences.conferences, library, words
            )
        for conference in library.conferences:
            yield from self.conference_pages(conference)
        yield page("law/", PageType.LAW, registers.law, library, words)
        yield from self._register_pages()
        yield from self._source_pages()
        yield page("for-trainers/", PageType.TRAINERS, training, library, words, self.downloads)
        yield page("about/", PageType.ABOUT, about.about, library, words)
        yield page("changes/", PageType.CHANGES, changes_page, self.changes)
        yield page("downloads/", PageType.DOWNLOADS, all_downloads, library, words, self.downloads)
        yield page("accessibility/", PageType.ACCESSIBILITY)
        yield page("search/", PageType.SEARCH, lambda: search_filters(self.facets))
        yield page("selection/", PageType.SELECTION, selection, words)
        yield page("for-editors/", PageType.EDITORS, schemas, self.downloads)
        yield page("browse/coverage/", PageType.COVERAGE, coverage.coverage, library, words)

    @cached_property
    def by_path(self) -> Mapping[str, Page]:
        """Every page by its path."""
        return {page.path: page for page in self.pages()}

    @cached_property
    def trails(self) -> Mapping[str, list[Crumb]]:
        """The breadcrumbs of each page, by its path."""
        return OnDemand(
            self.by_path,
            lambda path: trail(self.library, self.words, self.by_path, self.by_path[path]),
        )

    @cached_property
    def editing_trail(self) -> list[Crumb]:
        """The breadcrumbs of pages below the one on editing, such as those of the handbook."""
        page = next(page for page in self.pages() if page.type is PageType.EDITORS)
        return [*self.trails[page.path], crumb(self.words, page)]

    @cached_property
    def topic_groups(self) -> Sequence[TopicGroup]:
        """The actors, measures and forms that records name."""
        return topic_groups(self.facets)

    def conference_pages(self, conference: model.Conference) -> Iterator[Page]:
        """Return the pages of one conference, its panels and its pillars."""
        return conference_pages(self.library, self.words, self.urls, conference)

    def _register_pages(self) -> Iterator[Page]:
        """The registers (people, instruments, resources, glossary), then a page for each entry."""
        library, words = self.library, self.words
        titles = {PageType.PEOPLE: registers.people_title(library)}
        contexts: Mapping[PageType, Callable[[], Context]] = {
            PageType.PEOPLE: partial(registers.people, library, words),
            PageType.INSTRUMENTS: partial(registers.instruments, library, words),
            PageType.RESOURCES: partial(registers.resources, library, words),
            PageType.GLOSSARY: lambda: registers.glossary(library, words, self.facets),
        }
        for page_type, context in contexts.items():
            title = words(titles.get(page_type, f"{page_type}.title"))
            origin = f"{self._content_folder}/{page_type}.yml"
            yield Page(f"{page_type}/", title, page_type, origin, context)
        page = partial(entry_page, library, self.urls)
        for person in library.people:
            view = partial(person_view, library, words, self.urls, person)
            yield page(PageType.PERSON, person.id, person.name, view)
        for each in library.organizations:
            view = partial(person_view, library, words, self.urls, each)
            yield page(PageType.ORGANIZATION, each.id, each.name, view)
        for instrument in library.instruments:
            view = partial(registers.instrument, library, words, self.urls, instrument)
            yield page(PageType.INSTRUMENT, instrument.id, instrument.short, view)

    def _source_pages(self) -> Iterator[Page]:
        """The list of sources, then a page for each source."""
        library, words = self.library, self.words
        yield self._page("sources/", PageType.SOURCES, registers.sources, library, words)
        for source in library.sources:
            context = partial(source_view, library, words, self.urls, source)
            qualifier = words("source.qualifier")
            yield entry_page(
                library, self.urls, PageType.SOURCE, source.id, source.title, context, qualifier
            )

    def _page(
        self, folder: str, page_type: PageType, view: Callable[..., Context] = dict, *of: Any
    ) -> Page:
        """A page that is made of several files, or of none, with the title of its type.

        `view` makes its variables of the arguments `of`.
        """
        return Page(folder, self.words(f"{page_type}.title"), page_type, "", partial(view, *of))

    @property
    def _content_folder(self) -> str:
        return next(iter(self.library.origins.values())).path.partition("/")[0]
