"""Permanent addresses: a small page for each identifier, citation files, and moved pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from textwrap import shorten

from jinja2 import Template

from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.exports.bibliography import FORMATS
from guidance.on_demand import OnDemand
from guidance.output.file import OutputFile
from guidance.rendering.environment import environment
from guidance.site.pages import Site

DESCRIPTION = 240
"""The most characters of the description in a link preview."""
LONG = 40
"""The number of permanent addresses from which on their list is parted."""
MOVED = {"for-policymakers/": "topics/"}
"""Former pages, each with the page that took over what it held."""

_GROUPS: dict[str, tuple[type, ...]] = {
    "search.group-record": (model.Record,),
    "search.group-part": (
        *(model.Conference, model.Panel, model.Pillar, model.Statement),
        *(model.Figure, model.SideEvent),
    ),
    "search.group-name": (model.Person, model.Organization),
    "search.group-document": (model.Instrument, model.Source, model.Resource),
    "search.group-term": (model.Term,),
}
"""The groups of the page of all permanent addresses: interface word, and kinds of entries."""


def permanent_pages(site: Site) -> Iterator[OutputFile]:
    """Return one HTML page per identifier, with what link previews show of the entry.

    It redirects to the page that shows the entry. That of a record also holds its text; a record
    that is no longer current is shown there alone.
    """
    template = environment(site.library, site.words).get_template("site/permanent.html.jinja")
    for identifier in site.urls.places:
        yield OutputFile(
            f"id/{identifier}/index.html", partial(_permanent_page, site, template, identifier)
        )


def _permanent_page(site: Site, template: Template, identifier: str) -> str:
    """The HTML page of one identifier."""
    folder, entry = f"id/{identifier}/", site.library.by_id[identifier]
    place = site.urls.places[identifier]
    record = entry if isinstance(entry, model.Record) else None
    return template.render(
        site=site,
        identifier=identifier,
        title=_title(site, identifier),
        heading=site.library.title_of(identifier),
        description=_description(site, entry),
        target="" if place.folder == folder else site.urls.relative_url(folder, place.url),
        permanent=site.urls.permanent(identifier),
        record=record,
        terms=site.terms([record.source.document]) if record else None,
        link=partial(site.link, folder),
        to=partial(site.urls.relative_url, folder),
    )


def _title(site: Site, identifier: str) -> str:
    """The title of an entry, with its identifier if readers cite by it: it begins with a year."""
    title = typeset(site.library.title_of(identifier))
    if not identifier[0].isdigit():
        return title
    return site.words("permanent.title", title=title, identifier=identifier)


def _description(site: Site, entry: model.Entry) -> str:
    """What a link preview says of an entry: the beginning of its text, or what the site is."""
    texts = (getattr(entry, name, None) for name in ("text", "summary", "about"))
    text = next(filter(None, texts), "") or site.words("home.title")
    return shorten(plain(text), DESCRIPTION, placeholder=" …")


def permanent_index(site: Site) -> OutputFile:
    """The page at `id/` with all permanent addresses, by kind of entry."""
    return OutputFile("id/index.html", partial(_index, site))


def _index(site: Site) -> str:
    template = environment(site.library, site.words).get_template("site/permanent_index.html.jinja")
    folder = "id/"
    groups: dict[str, list[tuple[str, str]]] = {site.words(group): [] for group in _GROUPS}
    for identifier in site.urls.places:
        entry = site.library.by_id[identifier]
        group = next(group for group, kinds in _GROUPS.items() if isinstance(entry, kinds))
        groups[site.words(group)].append((identifier, site.library.title_of(identifier)))
    parts = {group: _parted(entries) for group, entries in groups.items()}
    return template.render(groups=parts, to=partial(site.urls.relative_url, folder))


def _parted(entries: Sequence[tuple[str, str]]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """A long list by the years with which its identifiers begin, or by their first letters.

    A short list is one part of no name.
    """
    parts: dict[str, list[tuple[str, str]]] = {}
    for identifier, title in entries:
        name = identifier[:4] if identifier[0].isdigit() else identifier[0].upper()
        parts.setdefault(name if len(entries) > LONG else "", []).append((identifier, title))
    return dict(sorted(parts.items()))


def moved_pages(site: Site) -> Iterator[OutputFile]:
    """Return one HTML page per former address, which redirects to the page in its place."""
    template = environment(site.library, site.words).get_template("site/moved.html.jinja")
    for folder, target in MOVED.items():
        title = site.by_path[f"{target}index.md"].title
        to = partial(site.urls.relative_url, folder)
        draw = partial(template.render, title=title, to=to, target=target, site=site)
        yield OutputFile(f"{folder}index.html", draw)


def citation_formats(site: Site) -> Mapping[str, Mapping[str, str]]:
    """Each citation in each format of reference managers, by identifier and suffix of files."""

    def formats(identifier: str) -> Mapping[str, str]:
        citation = site.citations[identifier]
        return OnDemand(FORMATS, lambda suffix: FORMATS[suffix]([citation]))

    return OnDemand(site.citations, formats)


def citation_files(citations: Mapping[str, Mapping[str, str]]) -> Iterator[OutputFile]:
    """Return a file for each of the citations that `citation_formats` returns."""

    def text(identifier: str, suffix: str) -> str:
        return citations[identifier][suffix]

    for identifier in citations:
        for suffix in FORMATS:
            path = f"id/{identifier}/citation.{suffix}"
            yield OutputFile(path, partial(text, identifier, suffix))
