"""Rules on places in source documents, and on the documents of conferences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guidance.content import model
from guidance.content.model.field_checks import page_number
from guidance.content.nodes import Node
from guidance.diagnostics.problem import Problem, allowed_values
from guidance.diagnostics.rules import Rule
from guidance.validation.content_index import ContentIndex

_NUMBER = r"[1-9][0-9]{0,3}"


def pages_are_in_the_document(index: ContentIndex) -> Iterator[Problem]:
    """No page lies behind the last page of its document, where that is known.

    Pages in Roman numerals stand before the first page and are not compared.
    """
    last_pages = _last_pages(index)
    for node in index.nodes:
        document = node.text("document")
        if node.entry_class is not model.SourcePlace or document not in last_pages:
            continue
        pages = [page for page in re.findall(r"[0-9]+", node.text("pages")) if len(page) < 9]
        last = last_pages[document]
        if pages and max(map(page_number, pages)) > last:
            message = (
                f"page {max(map(page_number, pages))} lies behind the last page of '{document}'; "
                f"allowed: pages up to {last}, or another 'last_page' in the document's file"
            )
            yield node.problem(Rule.PLACE_IN_SOURCE, "pages", message)


def _last_pages(index: ContentIndex) -> Mapping[str, int]:
    return {
        node.text("id"): int(node.text("last_page"))
        for node in index.nodes
        if node.entry_class is model.Source and re.fullmatch(_NUMBER, node.text("last_page"))
    }


def places_say_where(index: ContentIndex) -> Iterator[Problem]:
    """The place of a record names a section, pages or paragraphs of its document.

    A record without a place of its own takes over that of its file. A source document's own place
    names the document alone, and so do its points.
    """
    for node in index.nodes:
        if not node.is_record or not isinstance(place := node.values.get("source"), dict):
            continue
        if place.get("document") and not any(
            place.get(name) for name in ("section", "pages", "paragraphs")
        ):
            message = (
                "names a document alone; add 'section', 'pages' or 'paragraphs', as the document "
                "has them, or delete 'source' where the place of the file is meant"
            )
            yield node.problem(Rule.PLACE_IN_SOURCE, "source", message)


def conclusions_belong_to_the_conference(index: ContentIndex) -> Iterator[Problem]:
    """A conference concludes in its own panels and pillars, and in points of its documents."""
    parents = {
        node.text("id"): node.document.stem
        for node in index.nodes
        if node.is_record or node.entry_class in (model.Panel, model.Pillar)
    }
    for node in index.nodes:
        if node.entry_class is not model.Conference:
            continue
        identifier = node.text("id")
        documents = _documents(node)
        for location, value in node.texts("conclusions"):
            parent = parents.get(value)
            if parent is None or parent in documents or parent.startswith(f"{identifier}-"):
                continue
            message = (
                f"'{value}' belongs neither to this conference nor to its documents; "
                f"{allowed_values([f'{identifier}-…', *(f'{name}-…' for name in documents)])}"
            )
            yield node.document.problem(Rule.FITTING_IDENTIFIER, location, message)


def _documents(conference: Node) -> list[str]:
    """The identifiers of a conference's documents."""
    source = conference.values.get("source")
    named = source.get("document") if isinstance(source, dict) else None
    documents = [value for _, value in conference.texts("documents")]
    return list(dict.fromkeys([*documents, *([named] if isinstance(named, str) else [])]))
