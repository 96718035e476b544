"""Search results of records, and of the topics under which they are found."""

from __future__ import annotations

from collections.abc import Iterator

from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.library.facets import NOT_NAMED, VOCABULARY_LISTS
from guidance.library.library import conference_id
from guidance.library.topics import topic_groups
from guidance.site.pages import Site
from guidance.site.search.result import FacetValue, Group, SearchResult
from guidance.site.views.topics.topic_list import nature_counts

_KINDS = {
    model.Kind.TAKEAWAY: "kind.takeaway",
    model.Kind.RECOMMENDATION: "kind.recommendation",
    model.Kind.POINT: "kind.point",
}


def record_results(site: Site) -> Iterator[SearchResult]:
    """One result for each current record."""
    library = site.library
    for record in library.current_records:
        nature = library.choice("natures", record.nature.value)
        yield SearchResult(
            record.id,
            Group.RECORD,
            _kind_and_nature(site, record, nature.label),
            typeset(record.title),
            site.link("", record.id),
            plain(record.text),
            record.keywords,
            record.asked_as,
            ". ".join((*map(library.title_of, record.instruments), *_paragraphs(site, record))),
            tuple(_values(site, record)),
            identifier=record.id,
            names=tuple(short_identifiers(record.id)),
        )


def short_identifiers(identifier: str) -> Iterator[str]:
    """An identifier without its conference, as P2-09, where it begins with one."""
    conference = conference_id(identifier)
    if conference and identifier.startswith(f"{conference}-"):
        yield identifier.removeprefix(f"{conference}-")


def topic_results(site: Site) -> Iterator[SearchResult]:
    """One result for the page of each topic; a query that names it shows it above all others."""
    for group in topic_groups(site.facets):
        for topic in group.topics:
            choice = site.library.choice(VOCABULARY_LISTS[group.facet.name], topic.id)
            yield SearchResult(
                topic.folder,
                Group.TOPIC,
                site.words(
                    "kind.of-nature", kind=site.words("kind.topic"), nature=group.facet.title
                ),
                typeset(topic.label),
                site.urls.relative_url("", topic.folder),
                f"{plain(choice.text or '')} {nature_counts(site.words, topic)}".strip(),
                choice.keywords,
            )


def _values(site: Site, record: model.Record) -> Iterator[FacetValue]:
    """The values of a record in the lists of the vocabulary."""
    values = site.facets.values_of(record)
    for facet, choices in VOCABULARY_LISTS.items():
        for value in values[facet]:
            if value != NOT_NAMED:
                choice = site.library.choice(choices, value)
                yield FacetValue(facet, value, choice.label, choice.text or "", choice.keywords)


def _kind_and_nature(site: Site, record: model.Record, nature: str) -> str:
    """What a record is and the label of its nature; one of them, where both have the same name."""
    kind = site.words(_KINDS[record.kind])
    return kind if kind == nature else site.words("kind.of-nature", kind=kind, nature=nature)


def _paragraphs(site: Site, record: model.Record) -> Iterator[str]:
    """The paragraphs of its source where a record stands, as it is cited."""
    if record.source.paragraphs:
        yield site.words.paragraphs(record.source.paragraphs)
