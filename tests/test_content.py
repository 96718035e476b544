"""The project's content: complete, in plain language, and not copied from its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance import Library
from guidance.content import model
from guidance.content.introspection import value_kind
from guidance.content.markdown import plain
from guidance.library.nested_entries import nested_entries
from scripts.source_hashes import digest, runs

SOURCE_RUNS = frozenset(
    (Path(__file__).parent / "data" / "source-runs.txt").read_text("ascii").split()
)
PUBLICATIONS = (
    "Establishing National Focal Points to protect child victims of trafficking in human beings",
    (
        "Highlights of the Expert Meeting on combating trafficking in human beings for the "
        "removal of organs"
    ),
    "Highlights of the 20th Conference of the Alliance against Trafficking in Persons",
)
OWN_LINES = {"summary", "label", "change_note", "reason"}
"""Fields of one line with restated text; the others are titles, roles and names."""

EXEMPT = {"permission"}
"""Prose that is quoted as printed."""

QUOTATION = re.compile(r'"[^"]*"')
"""A provision of law that its instrument quotes word for word."""


def prose(library: Library) -> Iterator[tuple[str, str]]:
    """Every restated text of the library, with its location."""
    groups = (
        library.conferences,
        library.panels,
        library.pillars,
        library.sources,
        library.instruments,
        library.resources,
        library.terms,
        library.people,
    )
    for holder in (entry for group in groups for entry in group):
        for entry, location in nested_entries(holder):
            for name in type(entry).model_fields:
                text = getattr(entry, name)
                if (
                    text
                    and name not in EXEMPT
                    and (
                        name in OWN_LINES or value_kind(type(entry), name) is model.ValueKind.PROSE
                    )
                ):
                    if isinstance(entry, model.Provision):
                        text = QUOTATION.sub("", text)
                    yield f"{holder.id}{''.join(f'.{step}' for step in location)}.{name}", text


OF_THE_REPORT = ("2021", "2021-P1", "2021-P2", "2021-P3", "2021-P4")
"""The conference and the panels of the report of 2021."""


def test_report_of_2021_is_complete(library: Library) -> None:
    takeaways = [len(library.records_of(f"2021-P{number}")) for number in (1, 2, 3, 4)]
    recommendations = [len(library.records_of(f"2021-R{number}")) for number in (1, 2, 3, 4)]
    conference = library.conferences[0]
    in_chapters = [
        statement for statement, holder in library.statements() if holder.id in OF_THE_REPORT[1:]
    ]
    people = [
        person
        for person in library.people
        if any(
            appearance.holder.id in OF_THE_REPORT for appearance in library.appearances(person.id)
        )
    ]
    assert takeaways == [9, 14, 11, 0]
    assert recommendations == [2, 3, 2, 2]
    assert len(people) == 31
    assert len(in_chapters) == 8
    assert len(conference.statements) == 1
    assert conference.foreword is not None
    assert conference.interview is not None
    assert len(conference.interview.questions) == 5
    assert len(conference.figures) == 6
    assert len(conference.side_events) == 6
    assert len(library.resources) >= 6
    assert len(library.sources) >= 5
    assert len(library.instruments) >= 9


def test_every_other_source_has_points(library: Library) -> None:
    counts = {source.id: len(library.records_of(source.id)) for source in library.sources}
    assert counts.pop("2021-confronting-demand") == 0
    assert all(counts.values())


def test_every_person_appears(library: Library) -> None:
    assert [person.id for person in library.people if not library.appearances(person.id)] == []


def test_moderators_and_speakers_are_those_of_the_programme(
    library: Library,
) -> None:
    panels = [panel for panel in library.panels if panel.id in OF_THE_REPORT]
    assert [panel.moderator.person for panel in panels] == [
        "dalia-leinarte",
        "philippe-vanhuynegem",
        "dobryana-petkova",
        "maximilian-nicolae",
    ]
    assert [len(panel.speakers) for panel in panels] == [4, 4, 5, 4]
    assert [(panel.starts, panel.ends) for panel in panels] == [("16:00", "17:30")] * 3 + [
        ("14:05", "15:35")
    ]


def test_only_five_takeaways_are_nested(library: Library) -> None:
    part_of = {record.id: record.part_of for record in library.records if record.part_of}
    assert part_of == {f"2021-P2-0{number}": "2021-P2-01" for number in (2, 3, 4, 5, 6)}


@pytest.mark.parametrize(
    "fact",
    [
        "92",
        "two-thirds",
        "60 per cent",
        "55",
        "150 billion",
        "100 billion",
        "75",
        "fivefold",
        "871",
        "56 countries",
        "236,000",
    ],
)
def test_figure_of_the_sources_is_kept(fact: str, library: Library) -> None:
    figures = " ".join(
        f"{figure.value} {figure.label}"
        for conference in library.conferences
        for figure in conference.figures
    )
    assert fact in " ".join(plain(text) for _, text in prose(library)) + figures


def test_no_twelve_words_in_a_row_are_copied_from_a_source(library: Library) -> None:
    """Titles of sources, resources and publications are exempt."""
    titles = [resource.title for resource in library.resources] + [
        source.title for source in library.sources
    ]
    in_titles = {run for title in (*filter(None, titles), *PUBLICATIONS) for run in runs(title)}
    copied_runs = [
        (name, run)
        for name, text in prose(library)
        for run in runs(plain(text))
        if digest(run) in SOURCE_RUNS and run not in in_titles
    ]
    assert copied_runs == []


def test_copied_sentence_is_found_by_the_hashes() -> None:
    permission = (
        "The contents of this publication may be freely used and copied for educational and other "
        "non-commercial purposes, "
        "provided that any such reproduction is accompanied by an acknowledgement"
    )
    assert all(digest(run) in SOURCE_RUNS for run in runs(permission))


def test_sentences_have_at_most_twenty_words_on_average(library: Library) -> None:
    long = []
    for name, text in prose(library):
        sentences = [sentence for sentence in re.split(r"(?<=[.!?])\s+", plain(text)) if sentence]
        average = len(plain(text).split()) / len(sentences)
        if average > 20 and not name.endswith("erratum"):
            long.append((name, round(average, 1)))
    assert long == []


def test_statements_are_reported_speech(library: Library) -> None:
    for statement, _ in library.statements():
        assert not re.search(r'["“”]|\b(I|we|our|my)\b', statement.text), statement.id


def test_every_recommendation_has_an_actor_and_a_measure(library: Library) -> None:
    assert [
        record.id
        for record in library.records
        if record.nature is model.Nature.RECOMMENDATION and not (record.actors and record.measures)
    ] == []


def test_titles_of_records_are_unique(library: Library) -> None:
    titles = [record.title for record in library.records]
    assert sorted(titles) == sorted(set(titles))


def test_obligation_of_the_protocol_is_an_obligation(library: Library) -> None:
    record = next(record for record in library.records if record.id == "2021-P1-06")
    assert record.nature is model.Nature.OBLIGATION
    assert "palermo-protocol" in record.instruments
