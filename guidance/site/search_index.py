"""Finding: a site goes in, what its search looks through comes out, one result for each thing that has a place of its own."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.library.appearances import PersonAppearance
from guidance.site.page import Page
from guidance.site.pages import Site

_HEADING = re.compile(r"^#{2,} (?P<title>.+?) \{ #(?P<anchor>[\w-]+) \}$", re.MULTILINE)
_KINDS = {
    model.Kind.TAKEAWAY: "kind.takeaway",
    model.Kind.RECOMMENDATION: "kind.recommendation",
    model.Kind.POINT: "kind.point",
}
_FACETS = ("actors", "measures", "forms")


@dataclass(frozen=True)
class Result:
    """One thing that a search can find."""

    key: str
    """Its identifier; of a page without one, the end of its address."""
    kind: str
    """What it is, in words, such as Takeaway."""
    title: str
    address: str
    """The way to it from the folder of the site."""
    text: str = ""
    keywords: tuple[str, ...] = ()
    """Words that people would search for, other spellings and names."""
    facets: tuple[str, ...] = ()
    """The vocabulary's labels for it, with what they cover."""
    identifier: str = ""
    """The identifier where readers cite by it."""


def search_data(site: Site, rendered: Iterable[tuple[Page, str]]) -> str:
    """A script that holds everything that the search needs: a script, since a page from a folder may load no other file."""
    found = [
        {name: value for name, value in asdict(result).items() if value}
        for result in results(site, rendered)
    ]
    labels = {
        label: number
        for number, label in enumerate(
            dict.fromkeys(label for result in found for label in result.get("facets", ()))
        )
    }
    for result in found:
        if "facets" in result:
            result["facets"] = [labels[label] for label in result["facets"]]
    data: dict[str, Any] = {
        "results": found,
        "labels": list(labels),
        "synonyms": synonyms(site),
        "stopWords": site.words("search.stop-words").split(),
    }
    return f"globalThis.guidanceSearchData = {json.dumps(data, ensure_ascii=False, separators=(',', ':'))};\n"


def synonyms(site: Site) -> list[list[str]]:
    """Words for the same thing: those of the glossary's list, and each abbreviation with what it stands for."""
    library = site.library
    return [[synonym.word, *synonym.also] for synonym in library.synonyms] + [
        [term.term, term.stands_for] for term in library.terms if term.stands_for
    ]


def results(site: Site, rendered: Iterable[tuple[Page, str]]) -> Iterator[Result]:
    """Everything that can be found, each thing once."""
    taken: set[str] = set()
    for result in _things(site):
        taken |= {result.address, result.title}
        yield result
    for page, markdown in rendered:
        yield from _page(site, page, markdown, taken)


def _things(site: Site) -> Iterator[Result]:
    yield from _records(site)
    yield from _conferences(site)
    yield from _panels(site)
    yield from _statements(site)
    yield from _entries(site)


def _way(site: Site, identifier: str) -> str:
    return site.urls.relative_url("", site.urls.places[identifier].address)


def _records(site: Site) -> Iterator[Result]:
    library = site.library
    for record in library.records:
        if record.status is not model.Status.CURRENT:
            continue
        choices = [
            library.choice("natures", record.nature.value),
            *(
                library.choice(facet, value)
                for facet in _FACETS
                for value in getattr(record, facet)
            ),
        ]
        covered = [f"{choice.label}. {choice.text or ''}" for choice in choices]
        grounds = [library.title_of(instrument) for instrument in record.instruments]
        kind = site.words(
            "kind.of-nature",
            kind=site.words(_KINDS[record.kind]),
            nature=library.label("natures", record.nature.value),
        )
        yield Result(
            record.id,
            kind,
            typeset(record.title),
            _way(site, record.id),
            plain(record.text),
            record.keywords,
            (*covered, *grounds),
            identifier=record.id,
        )


def _conferences(site: Site) -> Iterator[Result]:
    """Each conference with the parts of its report that are neither records nor statements."""
    say = site.words
    for conference in site.library.conferences:
        title = f"{conference.title}: {conference.subtitle}"
        names = (conference.name, conference.place)
        yield Result(
            conference.id,
            say("kind.conference"),
            typeset(title),
            _way(site, conference.id),
            plain(conference.summary),
            names,
        )
        home = f"{conference.id}/"
        if foreword := conference.foreword:
            folder, author = f"{home}foreword/", site.library.title_of(foreword.author.person)
            yield Result(
                folder,
                say("kind.page"),
                typeset(foreword.title),
                site.urls.relative_url("", folder),
                plain(foreword.text),
                (author,),
            )
        if interview := conference.interview:
            for number, part in enumerate(interview.questions, 1):
                place = f"{home}interview/#question-{number}"
                yield Result(
                    place,
                    say("kind.interview"),
                    typeset(part.question),
                    site.urls.relative_url("", place),
                    plain(part.answer),
                    (interview.title,),
                )
        for figure in conference.figures:
            title = f"{figure.qualifier or ''} {figure.value} {figure.label}".strip()
            yield Result(figure.id, say("kind.figure"), typeset(title), _way(site, figure.id))
        for event in conference.side_events:
            yield Result(
                event.id,
                say("kind.side-event"),
                typeset(event.title),
                _way(site, event.id),
                ", ".join(event.organizers),
                identifier=event.id,
            )


def _panels(site: Site) -> Iterator[Result]:
    """The panels and the pillars in which they concluded."""
    say, library = site.words, site.library
    for panel in library.panels:
        label = say("panel.label", number=panel.number)
        names = (
            label,
            typeset(panel.panel_title),
            *(typeset(session.title) for session in panel.sessions),
        )
        text = f"{panel.summary} {plain(panel.introduction)}"
        yield Result(
            panel.id,
            label,
            typeset(panel.title),
            _way(site, panel.id),
            text,
            names,
            identifier=panel.id,
        )
    for pillar in library.pillars:
        label = say("pillar.label", numeral=pillar.numeral)
        yield Result(
            pillar.id,
            label,
            typeset(pillar.title),
            _way(site, pillar.id),
            pillar.summary,
            (label,),
            identifier=pillar.id,
        )


def _statements(site: Site) -> Iterator[Result]:
    for statement, _ in site.library.statements():
        title = site.words("kind.statement-by", person=site.library.title_of(statement.person))
        yield Result(
            statement.id,
            site.words("kind.statement"),
            title,
            _way(site, statement.id),
            plain(statement.text),
            identifier=statement.id,
        )


def _entries(site: Site) -> Iterator[Result]:
    """What is written once and referred to: people, instruments, publications, sources, terms."""
    say, library = site.words, site.library
    for person in library.people:
        roles = dict.fromkeys(
            _appearance(site, appeared) for appeared in library.appearances(person.id)
        )
        yield Result(
            person.id,
            say("kind.person"),
            person.name,
            _way(site, person.id),
            " ".join(roles),
            person.keywords,
        )
    for instrument in library.instruments:
        kind = library.label("instrument_types", instrument.type)
        text = " ".join(
            [
                plain(instrument.text),
                *(f"{part.article}: {plain(part.text)}" for part in instrument.provisions),
            ]
        )
        names = (
            *(() if instrument.title == instrument.short else (instrument.title,)),
            *instrument.keywords,
        )
        yield Result(
            instrument.id,
            say("kind.instrument", type=kind),
            typeset(instrument.short),
            _way(site, instrument.id),
            text,
            names,
        )
    for resource in library.resources:
        title = typeset(resource.title or resource.label)
        yield Result(
            resource.id,
            say("kind.resource"),
            title,
            _way(site, resource.id),
            plain(resource.text),
            (resource.label,),
        )
    for source in library.sources:
        names = (source.type, *source.authors, *filter(None, (source.publisher, source.subtitle)))
        yield Result(
            source.id,
            say("kind.source"),
            typeset(source.title),
            _way(site, source.id),
            f"{plain(source.about)} {plain(source.adds)}",
            names,
        )
    for term in library.terms:
        text = " ".join(
            filter(
                None,
                (
                    f"{term.stands_for}." if term.stands_for else "",
                    plain(term.text) if term.text else "",
                ),
            )
        )
        yield Result(
            term.id,
            say("kind.term"),
            typeset(term.term),
            _way(site, term.id),
            text,
            (*filter(None, (term.stands_for,)), *term.keywords),
        )


def _appearance(site: Site, appeared: PersonAppearance) -> str:
    """One appearance of a person in a sentence: in what part, in which role, on what."""
    holder, who = appeared.holder, appeared.appearance
    number = {"number": holder.number} if isinstance(holder, model.Panel) else {}
    part = (
        typeset(appeared.session.title)
        if appeared.session
        else site.words(f"part.{appeared.part}", **number)
    )
    told = ", ".join(filter(None, (who.honorific, who.role, who.country)))
    return f"{part}: {told}." + (f" {typeset(who.topic)}." if who.topic else "")


def _page(site: Site, page: Page, markdown: str, taken: set[str]) -> Iterator[Result]:
    """A page that is not the place of something found already, known by those of its headings that are not either."""

    def way(anchor: str = "") -> str:
        return site.urls.relative_url("", f"{page.folder}#{anchor}" if anchor else page.folder)

    if way() not in taken:
        headings = [
            (html.unescape(found["title"]), way(found["anchor"]))
            for found in _HEADING.finditer(markdown)
        ]
        names = tuple(
            title for title, address in headings if len(title) > 1 and not taken & {title, address}
        )
        yield Result(page.folder or "/", site.words("kind.page"), page.title, way(), keywords=names)
