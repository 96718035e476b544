"""Permanent addresses: a small page for each identifier, citation files, and moved pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from guidance.content import model
from guidance.exports.bibliography import FORMATS
from guidance.output.file import OutputFile
from guidance.rendering.environment import environment
from guidance.site.pages import Site

MOVED = {"for-policymakers/": "topics/"}
"""Former pages, each with the page that took over what it held."""


def permanent_pages(site: Site) -> Iterator[OutputFile]:
    """Return one HTML page per identifier, which redirects to the page that shows the entry.

    A record that is no longer current is shown on its permanent page itself.
    """
    template = environment(site.library, site.words).get_template("site/permanent.html.jinja")
    for identifier, place in site.urls.places.items():
        folder = f"id/{identifier}/"
        entry = site.library.by_id[identifier] if place.folder == folder else None
        record = entry if isinstance(entry, model.Record) else None
        html = template.render(
            identifier=identifier,
            title=site.library.title_of(identifier),
            target=site.urls.relative_url(folder, place.url),
            permanent=site.urls.permanent(identifier),
            record=record,
            terms=site.terms([record.source.document]) if record else None,
            link=partial(site.link, folder),
            to=partial(site.urls.relative_url, folder),
        )
        yield OutputFile(f"{folder}index.html", html)


def moved_pages(site: Site) -> Iterator[OutputFile]:
    """Return one HTML page per former address, which redirects to the page in its place."""
    template = environment(site.library, site.words).get_template("site/moved.html.jinja")
    titles = {page.folder: page.title for page in site.pages()}
    for folder, target in MOVED.items():
        to = partial(site.urls.relative_url, folder)
        html = template.render(title=titles[target], to=to, target=target, site=site)
        yield OutputFile(f"{folder}index.html", html)


def citation_files(site: Site) -> Iterator[OutputFile]:
    """Return each citation in each format of reference managers."""
    for citation in site.citations.values():
        for suffix, write in FORMATS.items():
            yield OutputFile(f"id/{citation.id}/citation.{suffix}", write([citation]))
