"""Search results of people, organizations, instruments, resources, sources and terms."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.library.appearances import PersonAppearance
from guidance.site.pages import Site
from guidance.site.search.result import Group, SearchResult


def register_results(site: Site) -> Iterator[SearchResult]:
    """One result for each entry of a register."""
    for results in (_registers, _terms):
        yield from results(site)


def _registers(site: Site) -> Iterator[SearchResult]:
    """People, organizations, instruments, resources and sources."""
    say, library = site.words, site.library
    for kind, entries in (("person", library.people), ("organization", library.organizations)):
        for entry in entries:
            roles = (_appearance(site, found) for found in library.appearances(entry.id))
            yield SearchResult(
                entry.id,
                Group.NAME,
                say(f"kind.{kind}"),
                entry.name,
                site.link("", entry.id),
                " ".join(dict.fromkeys(roles)),
                entry.keywords,
                entry.asked_as,
            )
    for instrument in library.instruments:
        provisions = (f"{part.article}: {plain(part.text)}" for part in instrument.provisions)
        titles = () if instrument.title == instrument.short else (instrument.title,)
        yield SearchResult(
            instrument.id,
            Group.DOCUMENT,
            say("kind.instrument", type=library.label("instrument_types", instrument.type)),
            typeset(instrument.short),
            site.link("", instrument.id),
            " ".join((plain(instrument.text), *provisions)),
            (*titles, *instrument.keywords),
            instrument.asked_as,
        )
    for resource in library.resources:
        yield SearchResult(
            resource.id,
            Group.DOCUMENT,
            say("kind.resource"),
            typeset(resource.title or resource.label),
            site.link("", resource.id),
            plain(resource.text),
            (resource.label,),
            resource.asked_as,
        )
    for source in library.sources:
        names = (source.type, *source.authors, *source.publishers, source.subtitle)
        yield SearchResult(
            source.id,
            Group.DOCUMENT,
            say("kind.source"),
            typeset(source.title),
            site.link("", source.id),
            " ".join(plain(text) for text in (source.about, source.adds) if text),
            (*filter(None, names), say(f"standing.{source.standing.value}")),
        )


def _terms(site: Site) -> Iterator[SearchResult]:
    for term in site.library.terms:
        long_form = f"{term.stands_for}." if term.stands_for else ""
        meaning = plain(term.text) if term.text else ""
        yield SearchResult(
            term.id,
            Group.TERM,
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
