"""Data of My selection for the browser: the cards and the citations of all records.

There is one script for each panel, pillar and source, so that a selection loads little. They are
scripts and no JSON files, since a page opened from a folder may load scripts alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.library.facets import VOCABULARY_LISTS
from guidance.output.file import OutputFile
from guidance.rendering.references import place_text
from guidance.site.list_scripts import javascript_literal
from guidance.site.page import Page, PageType
from guidance.site.pages import Site

_PAGE = Page("selection/", "", PageType.SELECTION, "")
"""The page that shows the cards, from whose folder their links start."""


def selection_scripts(
    site: Site, citations: Mapping[str, Mapping[str, str]]
) -> Iterator[OutputFile]:
    """The script of each holder that has current records.

    `citations` are the citations of all records in the formats of reference managers, by the
    suffix of their files.
    """
    library = site.library
    holders = dict.fromkeys(record.parent for record in library.current_records)
    for holder in holders:
        yield OutputFile(f"assets/selection/{holder}.js", partial(_script, site, citations, holder))


def _script(site: Site, citations: Mapping[str, Mapping[str, str]], holder: str) -> str:
    """The script of one holder."""
    records = [
        _record(site, record, citations[record.id])
        for record in site.library.current_records_of(holder)
    ]
    return (
        f"globalThis.guidanceSelectionRecords[{javascript_literal(holder)}] = "
        f"{javascript_literal(records)};\n"
    )


def _record(site: Site, record: model.Record, citation: Mapping[str, str]) -> Mapping[str, str]:
    """What the browser shows, copies and saves of a record."""
    library, words = site.library, site.words
    source = library.source(record.source.document)
    page = Page(_PAGE.folder, "", _PAGE.type, "", {"record": record})
    return {
        "id": record.id,
        "title": typeset(record.title),
        "actors": "; ".join(
            library.label(VOCABULARY_LISTS["actor"], actor) for actor in record.actors
        ),
        "source": ", ".join(
            filter(None, (typeset(source.title), place_text(record.source, words)))
        ),
        "url": site.urls.permanent(record.id),
        "citation": site.citations[record.id].text,
        "bib": citation["bib"],
        "ris": citation["ris"],
        "card": site.render(page, "site/selection-card.jinja").strip(),
    }
