"""Search results: one for each entry, and one for each page without an entry."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.library.appearances import PersonAppearance
from guidance.site.page import Page
from guidance.site.pages import Site

_HEADING = re.compile(r"^#{2,} (?P<title>.+?) \{ #(?P<anchor>[\w-]+) \}$", re.MULTILINE)
_FACETS = ("actors", "measures", "forms")
_KINDS = {
    model.Kind.TAKEAWAY: "kind.takeaway",
    model.Kind.RECOMMENDATION: "kind.recommendation",
    model.Kind.POINT: "kind.point",
}


@dataclass(frozen=True)
class SearchResult:
    """One result. The names of its fields are keys of the data that the scripts read."""

    key: str
    """Its identifier; for a page without one, its path."""
    kind: str
    """Its kind in words, such as Takeaway."""
    title: str
    address: str
    """Relative URL from the root of the site."""
    text: str = ""
    keywords: tuple[str, ...] = ()
    """Other names and spellings, and words that people would search for."""
    facets: tuple[str, ...] = ()
    """Labels of the vocabulary with their explanations, and titles of instruments."""
    identifier: str = ""
    """The identifier, if readers cite by it."""


def search_results(
    site: Site, rendered_pages: Iterable[tuple[Page, str]]
) -> Iterator[SearchResult]:
    """Return all results, each once, given all pages with their Markdown."""
    seen: set[str] = set()
    for results in (_records, _conferences, _panels, _pillars, _statements, _registers, _terms):
        for result in results(site):
            seen |= {result.address, result.title}
            yield result
    for page, markdown in rendered_pages:
        if site.urls.relative_url("", page.folder) not in seen:
            yield _page(site, page, markdown, seen)


def _records(site: Site) -> Iterator[SearchResult]:
    library, say = site.library, site.words
    for record in library.current_records:
        nature = library.choice("natures", record.nature.value)
        choices = [
            library.choice(facet, value) for facet in _FACETS for value in getattr(record, facet)
        ]
        labels = (f"{choice.label}. {choice.text or ''}" for choice in (nature, *choices))
        yield SearchResult(
            record.id,
            say("kind.of-nature", kind=say(_KINDS[record.kind]), nature=nature.label),
            typeset(record.title),
            site.link("", record.id),
            plain(record.text),
            record.keywords,
            (*labels, *map(library.title_of, record.instruments)),
            identifier=record.id,
        )


def _conferences(site: Site) -> Iterator[SearchResult]:
    """Conferences, with the parts of their reports that are neither records nor statements."""
    say = site.words
    for conference in site.library.conferences:
        yield SearchResult(
            conference.id,
            say("kind.conference"),
            typeset(f"{conference.title}: {conference.subtitle}"),
            site.link("", conference.id),
            plain(conference.summary),
            (conference.name, conference.place),
        )
        if foreword := conference.foreword:
            folder = f"{conference.id}/foreword/"
            yield SearchResult(
                folder,
                say("kind.page"),
                typeset(foreword.title),
                site.urls.relative_url("", folder),
                plain(foreword.text),
                (site.library.title_of(foreword.author.person),),
            )
        if conference.interview:
            yield from _questions(site, conference.id, conference.interview)
        for figure in conference.figures:
            title = f"{figure.qualifier or ''} {figure.value} {figure.label}".strip()
            yield SearchResult(
                figure.id, say("kind.figure"), typeset(title), site.link("", figure.id)
            )
        for event in conference.side_events:
            yield SearchResult(
                event.id,
                say("kind.side-event"),
                typeset(event.title),
                site.link("", event.id),
                ", ".join(event.organizers),
                identifier=event.id,
            )


def _questions(site: Site, conference: str, interview: model.Interview) -> Iterator[SearchResult]:
    for number, question in enumerate(interview.questions, 1):
        address = f"{conference}/interview/#question-{number}"
        yield SearchResult(
            address,
            site.words("kind.interview"),
            typeset(question.question),
            site.urls.relative_url("", address),
            plain(question.answer),
            (interview.title,),
        )


def _panels(site: Site) -> Iterator[SearchResult]:
    for panel in site.library.panels:
        label = site.words("panel.label", number=panel.number)
        sessions = (typeset(session.title) for session in panel.sessions)
        yield SearchResult(
            panel.id,
            label,
            typeset(panel.title),
            site.link("", panel.id),
            f"{panel.summary} {plain(panel.introduction)}",
            (label, typeset(panel.panel_title), *sessions),
            identifier=panel.id,
        )


def _pillars(site: Site) -> Iterator[SearchResult]:
    for pillar in site.library.pillars:
        label = site.words("pillar.label", numeral=pillar.numeral)
        yield SearchResult(
            pillar.id,
            label,
            typeset(pillar.title),
            site.link("", pillar.id),
            pillar.summary,
            (label,),
            identifier=pillar.id,
        )


def _statements(site: Site) -> Iterator[SearchResult]:
    for statement, _ in site.library.statements():
        yield SearchResult(
            statement.id,
            site.words("kind.statement"),
            site.words("kind.statement-by", person=site.library.title_of(statement.person)),
            site.link("", statement.id),
            plain(statement.text),
            identifier=statement.id,
        )


def _registers(site: Site) -> Iterator[SearchResult]:
    """People, instruments, resources and sources."""
    say, library = site.words, site.library
    for person in library.people:
        roles = (_appearance(site, appearance) for appearance in library.appearances(person.id))
        yield SearchResult(
            person.id,
            say("kind.person"),
            person.name,
            site.link("", person.id),
            " ".join(dict.fromkeys(roles)),
            person.keywords,
        )
    for instrument in library.instruments:
        provisions = (f"{part.article}: {plain(part.text)}" for part in instrument.provisions)
        titles = () if instrument.title == instrument.short else (instrument.title,)
        yield SearchResult(
            instrument.id,
            say("kind.instrument", type=library.label("instrument_types", instrument.type)),
            typeset(instrument.short),
            site.link("", instrument.id),
            " ".join((plain(instrument.text), *provisions)),
            (*titles, *instrument.keywords),
        )
    for resource in library.resources:
        yield SearchResult(
            resource.id,
            say("kind.resource"),
            typeset(resource.title or resource.label),
            site.link("", resource.id),
            plain(resource.text),
            (resource.label,),
        )
    for source in library.sources:
        names = filter(None, (source.publisher, source.subtitle))
        yield SearchResult(
            source.id,
            say("kind.source"),
            typeset(source.title),
            site.link("", source.id),
            f"{plain(source.about)} {plain(source.adds)}",
            (source.type, *source.authors, *names),
        )


def _terms(site: Site) -> Iterator[SearchResult]:
    for term in site.library.terms:
        long_form = f"{term.stands_for}." if term.stands_for else ""
        meaning = plain(term.text) if term.text else ""
        yield SearchResult(
            term.id,
            site.words("kind.term"),
            typeset(term.term),
            site.link("", term.id),
            " ".join(filter(None, (long_form, meaning))),
            (*filter(None, (term.stands_for,)), *term.keywords),
        )


def _appearance(site: Site, appearance: PersonAppearance) -> str:
    """One appearance of a person as a sentence: the part of the conference, the role, the topic."""
    holder, entry = appearance.holder, appearance.appearance
    number = {"number": holder.number} if isinstance(holder, model.Panel) else {}
    part = (
        typeset(appearance.session.title)
        if appearance.session
        else site.words(f"part.{appearance.part}", **number)
    )
    role = ", ".join(filter(None, (entry.honorific, entry.role, entry.country)))
    return f"{part}: {role}." + (f" {typeset(entry.topic)}." if entry.topic else "")


def _page(site: Site, page: Page, markdown: str, seen: set[str]) -> SearchResult:
    """A page without an entry of its own; its keywords are the headings without an entry."""

    def address(anchor: str = "") -> str:
        return site.urls.relative_url("", f"{page.folder}#{anchor}" if anchor else page.folder)

    headings = [
        (html.unescape(heading["title"]), address(heading["anchor"]))
        for heading in _HEADING.finditer(markdown)
    ]
    titles = tuple(
        title for title, target in headings if len(title) > 1 and not seen & {title, target}
    )
    return SearchResult(
        page.folder or "/", site.words("kind.page"), page.title, address(), keywords=titles
    )
