"""Generated pages of the site, as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from guidance.content import model
from guidance.i18n import Words
from guidance.library.citations import Citation, Citations
from guidance.library.facets import Facets
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.output.downloads import Download
from guidance.rendering.annotator import PlainText
from guidance.rendering.environment import environment
from guidance.rendering.glossary_links import Glossary, GlossaryLinker
from guidance.rendering.record_views import RecordViews
from guidance.site.page import AUDIENCES, Context, Page, PageType
from guidance.site.views import conferences, records, registers
from guidance.site.views.downloads import download_groups, handout_documents
from guidance.site.views.person import person_view
from guidance.site.views.problems import ProblemView


@dataclass(frozen=True)
class Site:
    """All pages of one library in one language."""

    library: Library
    words: Words
    urls: Urls
    downloads: Sequence[Download] = ()
    problems: Sequence[ProblemView] = ()
    """In a preview, the problems of a newer, invalid state of the content."""

    def problems_of(self, identifier: str) -> list[ProblemView]:
        """The problems to show beside a record."""
        return [problem for problem in self.problems if problem.record == identifier]

    def handouts_of(self, identifier: str) -> list[Download]:
        """Return the printed handouts of a panel or a pillar, one per edition."""
        return [
            download
            for download in self.downloads
            if download.document == f"downloads/handouts/{identifier}"
        ]

    @cached_property
    def citations(self) -> Mapping[str, Citation]:
        """The citation of each record and each report, by identifier."""
        citations = Citations(self.library, self.words, self.urls).all()
        return {citation.id: citation for citation in citations}

    @property
    def example_citation(self) -> Citation:
        """The citation of the first record."""
        return self.citations[self.library.records[0].id]

    def link(self, folder: str, identifier: str) -> str:
        """Return the relative URL from a page's folder to the place where an entry is shown."""
        return self.urls.relative_url(folder, self.urls.places[identifier].url)

    def rendered_pages(self) -> Iterator[tuple[Page, str]]:
        """Return every page with its Markdown."""
        templates = environment(self.library, self.words)
        glossary = Glossary(self.library.terms)
        for page in self.pages():
            link = partial(self.link, page.folder)
            annotator = GlossaryLinker(glossary, link) if page.type.links_terms else PlainText()
            markdown = templates.get_template(page.type.template).render(
                page=page,
                site=self,
                link=link,
                to=partial(self.urls.relative_url, page.folder),
                annotator=annotator,
                views=RecordViews(self.library, self.words, annotator),
                **page.context,
            )
            yield page, markdown

    def pages(self) -> Iterator[Page]:
        """Return every page, in the order of the navigation."""
        conference = self.library.conferences[-1]
        page = partial(self._page, origin=self._origin(conference.id))
        yield page(
            "", PageType.HOME, context=conferences.home(self.library, self.words, conference)
        )
        if self.library.has_several_conferences:
            yield page(
                "conferences/",
                PageType.CONFERENCES,
                context=conferences.conferences(self.library, self.words),
            )
        for each in self.library.conferences:
            yield from self.conference_pages(each)
        yield from self._facet_pages(conference)
        yield from self._register_pages()
        yield from self._source_pages()
        yield page("downloads/", PageType.DOWNLOADS, context=self._downloads())
        yield page("about/", PageType.ABOUT, context={"conference": conference})
        yield page("changes/", PageType.CHANGES, context=records.changes(self.library))
        yield page("accessibility/", PageType.ACCESSIBILITY)

    def conference_pages(self, conference: model.Conference) -> Iterator[Page]:
        """Return the pages of one conference, its panels and its pillars."""
        home, context = f"{conference.id}/", {"conference": conference}
        page = partial(self._page, origin=self._origin(conference.id), context=context)
        yield self._entry_page(PageType.CONFERENCE, conference.id, conference.title, context)
        if conference.foreword:
            yield page(f"{home}foreword/", PageType.FOREWORD)
        if conference.interview:
            yield page(f"{home}interview/", PageType.INTERVIEW)
        for panel in self.library.panels_of(conference.id):
            yield self._entry_page(
                PageType.PANEL, panel.id, panel.title, {"panel": panel, "conference": conference}
            )
        for pillar in self.library.pillars_of(conference.id):
            yield self._entry_page(
                PageType.PILLAR,
                pillar.id,
                pillar.title,
                {"pillar": pillar, "conference": conference},
            )
        yield page(f"{home}programme/", PageType.PROGRAMME)
        if conference.figures:
            figures = conferences.figures(conference)
            yield page(f"{home}figures/", PageType.FIGURES, context=figures)
        if conference.side_events:
            side_events = conferences.side_events(self.words, conference)
            yield page(f"{home}side-events/", PageType.SIDE_EVENTS, context=side_events)

    def _facet_pages(self, conference: model.Conference) -> Iterator[Page]:
        """The entry page of each audience, then the list of all records with its filter."""
        facets = Facets(self.library, self.words)
        contexts: Mapping[PageType, Context] = {
            PageType.POLICYMAKERS: records.policymakers(conference, facets),
            PageType.TRAINERS: {"documents": handout_documents(self.downloads)},
        }
        for audience in AUDIENCES:
            yield Page(
                f"for-{audience}/",
                self.words(f"for-{audience}.title"),
                audience,
                self._origin(conference.id),
                contexts.get(audience, {}),
            )
        page = partial(self._page, origin=self._origin(conference.id))
        yield page("browse/", PageType.BROWSE, context=records.browse(conference, facets))
        yield page("browse/coverage/", PageType.COVERAGE, context=records.coverage(self.library))

    def _register_pages(self) -> Iterator[Page]:
        """The registers (people, instruments, resources, glossary), then a page for each entry."""
        contexts: Mapping[PageType, Context] = {
            PageType.PEOPLE: registers.people(self.library, self.words),
            PageType.INSTRUMENTS: registers.instruments(self.library, self.words),
            PageType.RESOURCES: registers.resources(self.library, self.words),
            PageType.GLOSSARY: registers.glossary(self.library),
        }
        for page_type, context in contexts.items():
            origin = f"{self._content_folder}/{page_type}.yml"
            yield self._page(f"{page_type}/", page_type, origin, context)
        for person in self.library.people:
            yield self._entry_page(
                PageType.PERSON,
                person.id,
                person.name,
                person_view(self.library, self.words, self.urls, person),
            )
        for instrument in self.library.instruments:
            yield self._entry_page(
                PageType.INSTRUMENT, instrument.id, instrument.short, {"instrument": instrument}
            )

    def _source_pages(self) -> Iterator[Page]:
        """The list of sources, then a page for each source."""
        origin = self._origin(self.library.sources[-1].id)
        yield self._page(
            "sources/", PageType.SOURCES, origin, registers.sources(self.library, self.words)
        )
        for source in self.library.sources:
            yield self._entry_page(
                PageType.SOURCE,
                source.id,
                source.title,
                registers.source(self.library, self.words, source),
            )

    def _page(
        self,
        folder: str,
        page_type: PageType,
        origin: str,
        context: Context | None = None,
    ) -> Page:
        """A page with the title that the interface words give to its type."""
        return Page(folder, self.words(f"{page_type}.title"), page_type, origin, context or {})

    def _entry_page(
        self, page_type: PageType, identifier: str, name: str, context: Context
    ) -> Page:
        """The page of one entry, with the entry's own title."""
        folder = self.urls.places[identifier].folder
        return Page(folder, name, page_type, self._origin(identifier), context)

    def _downloads(self) -> Context:
        """All downloads by kind."""
        return {
            "has_prints": any(download.pages for download in self.downloads),
            "groups": download_groups(self.downloads),
        }

    def _origin(self, identifier: str) -> str:
        """The content file of an entry, relative to the content folder's parent."""
        return self.library.origins[identifier].path

    @property
    def _content_folder(self) -> str:
        return next(iter(self.library.origins.values())).path.partition("/")[0]
