"""Generated pages of the site, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from jinja2 import Environment

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.history.past import Past
from guidance.i18n import Words
from guidance.library.citations import Citation, Citations
from guidance.library.facets import Facets
from guidance.library.library import Library
from guidance.library.terms import terms_of
from guidance.library.topics import topic_groups
from guidance.library.urls import Urls
from guidance.output.downloads import Download
from guidance.rendering.endnotes import Endnotes
from guidance.rendering.environment import environment
from guidance.rendering.glossary_links import Glossary
from guidance.rendering.page_annotator import PageAnnotator
from guidance.rendering.record_views import RecordViews
from guidance.rendering.terms_view import TermsView, terms_view
from guidance.site.changes.changes_page import changes_page
from guidance.site.changes.changes_view import ChangesView
from guidance.site.page import Context, Page, PageType
from guidance.site.page_documents import documents_of
from guidance.site.search.filters import search_filters
from guidance.site.selection.selection_view import selection
from guidance.site.views import about, conferences, home, registers, topics
from guidance.site.views.breadcrumbs import Crumb, crumb, trails
from guidance.site.views.browse import RecordList
from guidance.site.views.downloads import (
    Offers,
    PlannedSession,
    PrintedDocument,
    all_downloads,
    handout_of,
    planned_sessions,
    schemas,
    training,
)
from guidance.site.views.person import person_view
from guidance.site.views.problems import ProblemView
from guidance.site.views.source import source_view


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
        return handout_of(self.downloads, *names)

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
        return {each.id: each for each in Citations(self.library, self.words, self.urls).all()}

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
            yield page, self.render(page, page.type.template)

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
            terms=self.terms(documents_of(self.library, page)),
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

    def pages(self) -> Iterator[Page]:
        """Return every page, in the order of the navigation."""
        library, words, page = self.library, self.words, self._page
        yield page("", PageType.HOME, home.home(self.facets, self.changes.latest))
        yield from self.record_list.site_pages()
        yield page("topics/", PageType.TOPICS, topics.topics(self.facets))
        yield from self.topic_pages()
        if library.has_several_conferences:
            yield page(
                "conferences/", PageType.CONFERENCES, conferences.conferences(library, words)
            )
        for conference in library.conferences:
            yield from self.conference_pages(conference)
        yield page("law/", PageType.LAW, registers.law(library, words))
        yield from self._register_pages()
        yield from self._source_pages()
        yield page("for-trainers/", PageType.TRAINERS, training(library, words, self.downloads))
        yield page("about/", PageType.ABOUT, about.about(library, words))
        yield page("changes/", PageType.CHANGES, changes_page(self.changes))
        downloads = all_downloads(library, words, self.downloads)
        yield page("downloads/", PageType.DOWNLOADS, downloads)
        yield page("accessibility/", PageType.ACCESSIBILITY)
        yield page("search/", PageType.SEARCH, search_filters(self.facets))
        yield page("selection/", PageType.SELECTION, selection(words))
        yield page("for-editors/", PageType.EDITORS, schemas(self.downloads))
        yield page("browse/coverage/", PageType.COVERAGE, registers.coverage(library))

    @cached_property
    def trails(self) -> Mapping[str, list[Crumb]]:
        """The breadcrumbs of each page, by its path."""
        return trails(self.library, self.words, self.pages())

    @cached_property
    def editing_trail(self) -> list[Crumb]:
        """The breadcrumbs of pages below the one on editing, such as those of the handbook."""
        page = next(page for page in self.pages() if page.type is PageType.EDITORS)
        return [*self.trails[page.path], crumb(self.words, page)]

    def topic_pages(self) -> Iterator[Page]:
        """Return the page of each actor, each measure and each form."""
        for group in topic_groups(self.facets):
            for topic in group.topics:
                context = topics.topic(self.facets, topic, self.downloads)
                qualifier = group.facet.title
                yield Page(topic.folder, topic.label, PageType.TOPIC, "", context, qualifier)

    def conference_pages(self, conference: model.Conference) -> Iterator[Page]:
        """Return the pages of one conference, its panels and its pillars."""
        parts = list(self._conference_parts(conference))
        context = conferences.conference(self.library, self.words, self.urls, conference, parts)
        yield self._entry_page(PageType.CONFERENCE, conference.id, conference.title, context)
        before = (PageType.FOREWORD, PageType.INTERVIEW)
        yield from (part for part in parts if part.type in before)
        for panel in self.library.panels_of(conference.id):
            context = conferences.panel(self.library, self.words, conference, panel)
            yield self._entry_page(
                PageType.PANEL, panel.id, panel.title, context, self._year(conference)
            )
        for pillar in self.library.pillars_of(conference.id):
            context = conferences.pillar(self.library, self.words, conference, pillar)
            yield self._entry_page(
                PageType.PILLAR, pillar.id, pillar.title, context, self._year(conference)
            )
        yield from (part for part in parts if part.type not in before)

    def _conference_parts(self, conference: model.Conference) -> Iterator[Page]:
        """The pages of what a conference has beside panels and pillars."""
        library, words = self.library, self.words
        of_conference = {"conference": conference}

        def part(page_type: PageType, context: Context) -> Page:
            folder, title = f"{conference.id}/{page_type}/", words(f"{page_type}.title")
            year = self._year(conference)
            origin = "" if page_type is PageType.PROGRAMME else self._origin(conference.id)
            return Page(folder, title, page_type, origin, context, year)

        if conference.foreword:
            yield part(PageType.FOREWORD, of_conference)
        if conference.interview:
            yield part(PageType.INTERVIEW, of_conference)
        if conferences.panels_with_programme(library, words, conference):
            yield part(PageType.PROGRAMME, conferences.programme(library, words, conference))
        if conference.figures:
            yield part(PageType.FIGURES, of_conference)
        if conference.side_events:
            yield part(PageType.SIDE_EVENTS, conferences.side_events(words, conference))

    def _year(self, conference: model.Conference) -> str:
        """What tells a page of a conference from that of another; empty where there is one."""
        several = self.library.has_several_conferences
        return self.library.year_label(conference) if several else ""

    def _register_pages(self) -> Iterator[Page]:
        """The registers (people, instruments, resources, glossary), then a page for each entry."""
        library, words = self.library, self.words
        contexts: Mapping[PageType, Context] = {
            PageType.PEOPLE: registers.people(library, words),
            PageType.INSTRUMENTS: registers.instruments(library, words),
            PageType.RESOURCES: registers.resources(library, words),
            PageType.GLOSSARY: registers.glossary(library, words, self.facets),
        }
        for page_type, context in contexts.items():
            title = context.get("title") or words(f"{page_type}.title")
            origin = f"{self._content_folder}/{page_type}.yml"
            yield Page(f"{page_type}/", title, page_type, origin, context)
        for person in library.people:
            context = person_view(library, words, self.urls, person)
            yield self._entry_page(PageType.PERSON, person.id, person.name, context)
        for each in library.organizations:
            context = person_view(library, words, self.urls, each)
            yield self._entry_page(PageType.ORGANIZATION, each.id, each.name, context)
        for instrument in library.instruments:
            context = registers.instrument(library, words, self.urls, instrument)
            yield self._entry_page(PageType.INSTRUMENT, instrument.id, instrument.short, context)

    def _source_pages(self) -> Iterator[Page]:
        """The list of sources, then a page for each source."""
        library, words = self.library, self.words
        yield self._page("sources/", PageType.SOURCES, registers.sources(library, words))
        for source in library.sources:
            context = source_view(library, words, self.urls, source)
            qualifier = words("source.qualifier")
            yield self._entry_page(PageType.SOURCE, source.id, source.title, context, qualifier)

    def _page(self, folder: str, page_type: PageType, context: Context | None = None) -> Page:
        """A page that is made of several files, or of none, with the title of its type."""
        return Page(folder, self.words(f"{page_type}.title"), page_type, "", context or {})

    def _entry_page(
        self,
        page_type: PageType,
        identifier: str,
        name: str,
        context: Context,
        qualifier: str = "",
    ) -> Page:
        """The page of one entry, with the entry's own title."""
        folder, origin = self.urls.places[identifier].folder, self._origin(identifier)
        return Page(folder, name, page_type, origin, context, qualifier)

    def _origin(self, identifier: str) -> str:
        """The content file of an entry, relative to the content folder's parent."""
        return self.library.origins[identifier].path

    @property
    def _content_folder(self) -> str:
        return next(iter(self.library.origins.values())).path.partition("/")[0]
