"""Search results: one for each entry, and one for each page without an entry."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.library.appearances import PersonAppearance
from guidance.site.page import Page, PageType
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
    asked: tuple[str, ...] = ()
    """Questions in everyday words that it answers."""
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
    library = site.library
    for record in library.current_records:
        nature = library.choice("natures", record.nature.value)
        choices = [
            library.choice(facet, value) for facet in _FACETS for value in getattr(record, facet)
        ]
        labels = (f"{choice.label}. {choice.text or ''}" for choice in (nature, *choices))
        yield SearchResult(
            record.id,
            _kind_and_nature(site, record, nature.label),
            typeset(record.title),
            site.link("", record.id),
            plain(record.text),
            record.keywords,
            record.asked_as,
            (*labels, *map(library.title_of, record.instruments), *_paragraphs(site, record)),
            identifier=record.id,
        )


def _kind_and_nature(site: Site, record: model.Record, nature: str) -> str:
    """What a record is and the label of its nature; one of them, where both have the same name."""
    kind = site.words(_KINDS[record.kind])
    return kind if kind == nature else site.words("kind.of-nature", kind=kind, nature=nature)


def _paragraphs(site: Site, record: model.Record) -> Iterator[str]:
    """The paragraphs of its source where a record stands, as it is cited."""
    if record.source.paragraphs:
        yield site.words.paragraphs(record.source.paragraphs)


def _kind(site: Site, kind: str, identifier: str) -> str:
    """The kind of an entry of a conference; with the year, where there are several."""
    library = site.library
    if not library.has_several_conferences:
        return kind
    year = library.year_label(library.conference_of(identifier))
    return site.words("kind.of-conference", kind=kind, conference=typeset(year))


def _joined(*texts: str | None) -> str:
    """Texts as plain sentences behind one another, without those that are absent."""
    return " ".join(plain(text) for text in texts if text)


def _conferences(site: Site) -> Iterator[SearchResult]:
    """Conferences, with the parts of their reports that are neither records nor statements."""
    say = site.words
    for conference in site.library.conferences:
        names = (conference.name, conference.place, *conference.organizers, conference.year)
        titles = filter(None, (conference.title, conference.subtitle))
        yield SearchResult(
            conference.id,
            say("kind.conference"),
            typeset(": ".join(titles)),
            site.link("", conference.id),
            _joined(conference.summary, conference.attendance),
            tuple(filter(None, names)),
        )
        if foreword := conference.foreword:
            folder = f"{conference.id}/foreword/"
            yield SearchResult(
                folder,
                _kind(site, say("kind.page"), conference.id),
                typeset(foreword.title),
                site.urls.relative_url("", folder),
                plain(foreword.text),
                (site.library.title_of(foreword.author.of),),
            )
        if conference.interview:
            yield from _questions(site, conference.id, conference.interview)
        for figure in conference.figures:
            title = f"{figure.qualifier or ''} {figure.value} {figure.label}".strip()
            kind = _kind(site, say("kind.figure"), conference.id)
            yield SearchResult(figure.id, kind, typeset(title), site.link("", figure.id))
        for event in conference.side_events:
            yield SearchResult(
                event.id,
                _kind(site, say("kind.side-event"), conference.id),
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
            _kind(site, site.words("kind.interview"), conference),
            typeset(question.question),
            site.urls.relative_url("", address),
            plain(question.answer),
            (interview.title,),
        )


def _panels(site: Site) -> Iterator[SearchResult]:
    for panel in site.library.panels:
        label = site.words("panel.label", number=panel.number)
        titles = (panel.panel_title, *(session.title for session in panel.sessions))
        yield SearchResult(
            panel.id,
            _kind(site, label, panel.id),
            typeset(panel.title),
            site.link("", panel.id),
            _joined(panel.summary, panel.introduction),
            (label, *map(typeset, filter(None, titles))),
            identifier=panel.id,
        )


def _pillars(site: Site) -> Iterator[SearchResult]:
    for pillar in site.library.pillars:
        label = site.words("pillar.label", numeral=pillar.numeral)
        yield SearchResult(
            pillar.id,
            _kind(site, label, pillar.id),
            typeset(pillar.title),
            site.link("", pillar.id),
            pillar.summary or "",
            (label,),
            identifier=pillar.id,
        )


def _statements(site: Site) -> Iterator[SearchResult]:
    for statement, _ in site.library.statements():
        yield SearchResult(
            statement.id,
            site.words("kind.statement"),
            site.words("kind.statement-by", person=site.library.title_of(statement.of)),
            site.link("", statement.id),
            plain(statement.text),
            identifier=statement.id,
        )


def _registers(site: Site) -> Iterator[SearchResult]:
    """People, organizations, instruments, resources and sources."""
    say, library = site.words, site.library
    for kind, entries in (("person", library.people), ("organization", library.organizations)):
        for entry in entries:
            roles = (_appearance(site, found) for found in library.appearances(entry.id))
            yield SearchResult(
                entry.id,
                say(f"kind.{kind}"),
                entry.name,
                site.link("", entry.id),
                " ".join(dict.fromkeys(roles)),
                entry.keywords,
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
        names = (source.type, *source.authors, *source.publishers, source.subtitle)
        yield SearchResult(
            source.id,
            say("kind.source"),
            typeset(source.title),
            site.link("", source.id),
            _joined(source.about, source.adds),
            (*filter(None, names), say(f"standing.{source.standing.value}")),
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
    """One appearance as a sentence: the part of the conference, the role, the topic."""
    holder, entry = appearance.holder, appearance.appearance
    number = {"number": holder.number} if isinstance(holder, model.Panel) else {}
    part = (
        typeset(appearance.session.title)
        if appearance.session
        else site.words(f"part.{appearance.part}", **number)
    )
    role = ", ".join(filter(None, (entry.honorific, entry.role, entry.country)))
    name = f"{part}: {role}" if role else part
    return f"{name}." + (f" {typeset(entry.topic)}." if entry.topic else "")


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
    is_topic = page.type is PageType.TOPIC
    return SearchResult(
        page.folder or "/",
        site.words("kind.topic" if is_topic else "kind.page"),
        site.title_of(page),
        address(),
        page.context["counts"] if is_topic else "",
        () if is_topic else titles,
    )
