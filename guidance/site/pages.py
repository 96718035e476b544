"""The site: a library goes in, its pages as Markdown, the small pages of its permanent addresses and its navigation come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.exports.bibliography import FORMATS
from guidance.i18n import Words
from guidance.library.changelog import Event, changelog
from guidance.library.citations import Citation, Citations
from guidance.library.coverage import by_page, coverage, drawn_from
from guidance.library.facets import Facets
from guidance.library.library import Library
from guidance.library.urls import Urls
from guidance.output.downloads import Download, by_document, by_kind
from guidance.rendering.environment import environment
from guidance.rendering.glossary_links import Glossary, GlossaryLinker, PlainText
from guidance.site.dot_chart import dot_chart

Navigation = list[dict[str, Any]]

AUDIENCES = ("policymakers", "trainers", "editors")
"""For whom there is a page that leads by the shortest way."""

UNEXPLAINED = ("glossary", "about")
"""Pages on which no term leads to the glossary: the glossary itself, and what is printed word for word."""

FRAMES = {"home": "home.html", "browse": "browse.html"}
"""Pages with a frame of their own in the theme, by what draws them."""


@dataclass(frozen=True)
class Trouble:
    """Something that keeps the newest state of the content from being shown in a preview."""

    path: str
    line: int
    column: int
    field: str
    message: str
    record: str = ""
    """The identifier of what stood there when all was well."""
    excerpt: str = ""
    """The line of the file with a mark below the place."""
    rule: str = ""
    """The rule of the content that is not kept; empty where none is concerned."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.field}: {self.message}"


@dataclass(frozen=True)
class Page:
    """One page of the site."""

    folder: str
    """Its folder under the site, such as 2021/panels/1/; empty for the home page."""
    name: str
    template: str
    origin: str
    """The content file that its edit button opens, relative to the content folder's parent."""
    subject: Mapping[str, Any] = field(default_factory=dict)
    """What the template draws, by the names that it uses."""

    @property
    def title(self) -> str:
        """Its name as printers would set it."""
        return typeset(self.name)

    @property
    def uri(self) -> str:
        """Its path below the documents' folder."""
        return f"{self.folder}index.md"


@dataclass(frozen=True)
class Site:
    """All pages of one library in one language."""

    library: Library
    words: Words
    addresses: Urls
    downloads: Sequence[Download] = ()
    troubles: Sequence[Trouble] = ()

    def troubles_of(self, identifier: str) -> list[Trouble]:
        """What is wrong now where something stood when all was well."""
        return [trouble for trouble in self.troubles if trouble.record == identifier]

    def pages(self) -> Iterator[Page]:
        """Every page, in the order of the navigation."""
        say = self.words
        first = self.library.conferences[-1]
        yield Page(
            "",
            say("home.title"),
            "home",
            self._origin(first.id),
            {"conference": first, "audiences": AUDIENCES},
        )
        if self.library.has_several_conferences:
            yield Page(
                "conferences/", say("conferences.title"), "conferences", self._origin(first.id)
            )
        for conference in self.library.conferences:
            yield from self._conference_pages(conference)
        yield from self._ways_in(first)
        for name in ("people", "instruments", "resources", "glossary"):
            yield Page(f"{name}/", say(f"{name}.title"), name, f"{self._content}/{name}.yml")
        for person in self.library.people:
            yield Page(
                self.addresses.places[person.id].folder,
                person.name,
                "person",
                self._origin(person.id),
                {"person": person},
            )
        for instrument in self.library.instruments:
            yield Page(
                self.addresses.places[instrument.id].folder,
                instrument.short,
                "instrument",
                self._origin(instrument.id),
                {"instrument": instrument},
            )
        yield Page(
            "sources/", say("sources.title"), "sources", self._origin(self.library.sources[-1].id)
        )
        for source in self.library.sources:
            yield Page(
                f"sources/{source.id}/",
                source.title,
                "source",
                self._origin(source.id),
                self._source(source),
            )
        yield Page(
            "downloads/",
            say("downloads.title"),
            "downloads",
            self._origin(first.id),
            {"conference": first},
        )
        yield Page(
            "about/", say("about.title"), "about", self._origin(first.id), {"conference": first}
        )
        yield Page(
            "changes/",
            say("changes.title"),
            "changes",
            self._origin(first.id),
            {"days_of_change": changelog(self.library), "events": tuple(Event)},
        )
        yield Page(
            "accessibility/",
            say("accessibility.title"),
            "accessibility",
            self._origin(first.id),
            {"conference": first},
        )

    def handouts_of(self, identifier: str) -> list[Download]:
        """The handouts of a panel or a pillar that are printed, one an edition."""
        return [
            download
            for download in self.downloads
            if download.document == f"downloads/handouts/{identifier}"
        ]

    def _ways_in(self, conference: model.Conference) -> Iterator[Page]:
        """The list of all records with its filter, and a page for each audience."""
        say, origin = self.words, self._origin(conference.id)
        browsing = Facets(self.library, say)
        for audience in AUDIENCES:
            yield Page(
                f"for-{audience}/",
                say(f"for-{audience}.title"),
                audience,
                origin,
                {"conference": conference, "browsing": browsing},
            )
        yield Page(
            "browse/",
            say("browse.title"),
            "browse",
            origin,
            {"conference": conference, "browsing": browsing},
        )
        yield Page(
            "browse/coverage/",
            say("coverage.title"),
            "coverage",
            origin,
            {"coverage": coverage(self.library)},
        )

    def _source(self, source: model.Source) -> Mapping[str, Any]:
        points = by_page(self.library.current_records_of(source.id))
        return {"source": source, "points": points, "drawn": drawn_from(self.library, source.id)}

    def _conference_pages(self, conference: model.Conference) -> Iterator[Page]:
        home, say = f"{conference.id}/", self.words
        page = partial(Page, origin=self._origin(conference.id), subject={"conference": conference})
        yield page(home, conference.title, "conference")
        if conference.foreword:
            yield page(f"{home}foreword/", say("foreword.title"), "foreword")
        if conference.interview:
            yield page(f"{home}interview/", say("interview.title"), "interview")
        for panel in self.library.panels_of(conference.id):
            folder = self.addresses.places[panel.id].folder
            yield Page(
                folder,
                panel.title,
                "panel",
                self._origin(panel.id),
                {"panel": panel, "conference": conference},
            )
        for pillar in self.library.pillars_of(conference.id):
            folder = self.addresses.places[pillar.id].folder
            yield Page(
                folder,
                pillar.title,
                "pillar",
                self._origin(pillar.id),
                {"pillar": pillar, "conference": conference},
            )
        yield page(f"{home}programme/", say("programme.title"), "programme")
        if conference.figures:
            yield Page(
                f"{home}figures/",
                say("figures.title"),
                "figures",
                self._origin(conference.id),
                {"conference": conference, "marks": dot_chart},
            )
        if conference.side_events:
            yield page(f"{home}side-events/", say("side-events.title"), "side-events")

    def _origin(self, identifier: str) -> str:
        return self.library.origins[identifier].path

    @property
    def _content(self) -> str:
        """The name of the content folder."""
        return next(iter(self.library.origins.values())).path.partition("/")[0]

    def rendered(self) -> Iterator[tuple[Page, str]]:
        """Every page with its Markdown."""
        templates = environment(self.library, self.words)
        glossary = Glossary(self.library.terms)
        for page in self.pages():
            template = templates.get_template(f"site/{page.template}.md.jinja")
            link, to = (
                partial(self._link, page.folder),
                partial(self.addresses.relative_url, page.folder),
            )
            explain = (
                PlainText() if page.template in UNEXPLAINED else GlossaryLinker(glossary, link)
            )
            yield (
                page,
                template.render(
                    page=page,
                    site=self,
                    link=link,
                    to=to,
                    explain=explain,
                    by_document=by_document,
                    **page.subject,
                ),
            )

    def _link(self, folder: str, identifier: str) -> str:
        return self.addresses.relative_url(folder, self.addresses.places[identifier].address)

    def permanent_pages(self) -> Iterator[tuple[str, str]]:
        """Each permanent address with the HTML of the small page that leads to where its record is shown."""
        template = environment(self.library, self.words).get_template("site/permanent.html.jinja")
        for identifier, place in self.addresses.places.items():
            folder = f"id/{identifier}/"
            html = template.render(
                identifier=identifier,
                title=self.library.title_of(identifier),
                way=self.addresses.relative_url(folder, place.address),
                permanent=self.addresses.permanent(identifier),
                kept=self.library.by_id[identifier] if place.folder == folder else None,
                link=partial(self._link, folder),
                to=partial(self.addresses.relative_url, folder),
            )
            yield f"{folder}index.html", html

    @cached_property
    def citations(self) -> Mapping[str, Citation]:
        """How each record and each report is cited, by its identifier."""
        return {
            citation.id: citation
            for citation in Citations(self.library, self.words, self.addresses).all()
        }

    @property
    def example_citation(self) -> Citation:
        """How the first of the records is cited."""
        return self.citations[self.library.records[0].id]

    def citation_files(self) -> Iterator[tuple[str, str]]:
        """Each citation in each format of reference managers, beside the permanent address of what it cites."""
        for citation in self.citations.values():
            yield from (
                (f"id/{citation.id}/citation.{suffix}", write([citation]))
                for suffix, write in FORMATS.items()
            )

    @property
    def has_prints(self) -> bool:
        """Whether anything is printed yet."""
        return any(download.pages for download in self.downloads)

    @property
    def kinds(self) -> list[tuple[str, list[Download]]]:
        """The downloads in groups of one kind."""
        return by_kind(self.downloads)

    def navigation(self) -> Navigation:
        """The generated pages as the navigation shows them: what grows with the number of conferences is left to lists."""
        say = self.words
        sources: list[Any] = [{say("sources.overview"): "sources/index.md"}]
        if not self.library.has_several_conferences:
            sources += [
                {typeset(source.title): f"sources/{source.id}/index.md"}
                for source in self.library.sources
            ]
        return [
            {say("home.nav"): "index.md"},
            {
                say("audiences.nav"): [
                    {say(f"for-{audience}.title"): f"for-{audience}/index.md"}
                    for audience in AUDIENCES
                ]
            },
            {say("browse.nav"): "browse/index.md"},
            self._conferences_navigation(),
            {say("people.nav"): "people/index.md"},
            {say("instruments.nav"): "instruments/index.md"},
            {say("sources.nav"): [*sources, {say("resources.title"): "resources/index.md"}]},
            {say("glossary.nav"): "glossary/index.md"},
            {say("downloads.nav"): "downloads/index.md"},
            {
                say("about.nav"): [
                    {say("about.title"): "about/index.md"},
                    {say("changes.title"): "changes/index.md"},
                    {say("accessibility.title"): "accessibility/index.md"},
                ]
            },
        ]

    def _conferences_navigation(self) -> dict[str, Any]:
        """One conference is a part of the navigation; several stand under their list, each with its pages, the latest first."""
        conferences = [
            (conference, self._conference_navigation(conference))
            for conference in reversed(self.library.conferences)
        ]
        if not self.library.has_several_conferences:
            return {self.words("conference.nav"): conferences[0][1]}
        listed = {self.words("conferences.title"): "conferences/index.md"}
        named = (
            self.words(
                "conference.of-year", year=conference.starts.year, title=typeset(conference.title)
            )
            for conference, _ in conferences
        )
        return {
            self.words("conferences.nav"): [
                listed,
                *({name: pages} for name, (_, pages) in zip(named, conferences, strict=True)),
            ]
        }

    def _conference_navigation(self, conference: model.Conference) -> list[Any]:
        """The pages of a conference, its panels and its pillars each under a heading of their own."""
        entries: list[Any] = []
        groups: dict[str, list[Any]] = {"panel": [], "pillar": []}
        for page in self._conference_pages(conference):
            if page.template not in groups:
                entries.append(
                    {
                        self.words("conference.overview")
                        if page.template == "conference"
                        else page.title: page.uri
                    }
                )
                continue
            group, subject = groups[page.template], page.subject[page.template]
            if not group:
                entries.append({self.words(f"{page.template}s.title"): group})
            mark = subject.number if page.template == "panel" else subject.numeral
            group.append({self.words("part.nav", mark=mark, title=page.title): page.uri})
        return entries
