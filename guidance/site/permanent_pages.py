"""Permanent addresses: a small page for each identifier, and citation files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from guidance.content import model
from guidance.exports.bibliography import FORMATS
from guidance.output.file import OutputFile
from guidance.rendering.environment import environment
from guidance.site.pages import Site


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


def citation_files(site: Site) -> Iterator[OutputFile]:
    """Return each citation in each format of reference managers."""
    for citation in site.citations.values():
        for suffix, write in FORMATS.items():
            yield OutputFile(f"id/{citation.id}/citation.{suffix}", write([citation]))
