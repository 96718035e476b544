"""What an actor's handout holds whole, what by title, and that it does not grow."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from benchmarks.generator import write_content
from guidance import Library, open_library
from guidance.content import model
from guidance.library.conclusions import concluded_records
from guidance.pdf.documents.actors.choice import choose
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.page_budget import Section, max_pages
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.renderer import PdfRenderer
from guidance.publishing.publication import Publication
from tests.pdf.conftest import documents

ASKING = (model.Nature.OBLIGATION, model.Nature.RECOMMENDATION)
NUMBERS = (1, 3, 12)
"""How many conferences the generated content has."""


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, Library]:
    folder = tmp_path_factory.mktemp("generated")
    return {number: open_library(write_content(folder / str(number), number)) for number in NUMBERS}


def actors(library: Library) -> list[str]:
    return [
        actor.id
        for actor in library.vocabulary.actors
        if any(actor.id in record.actors for record in library.current_records)
    ]


def asked(library: Library, actor: str) -> set[str]:
    """What the latest conference asks of an actor."""
    concluded = concluded_records(library, library.conferences[-1])
    return {each.id for each in concluded if actor in each.actors and each.nature in ASKING}


def test_what_the_latest_conference_asks_is_whole(library: Library) -> None:
    for actor in actors(library):
        chosen = choose(library, actor)
        if wanted := asked(library, actor):
            assert {record.id for record in chosen.whole} == wanted, actor
        else:
            assert chosen.whole, actor
            assert {each.nature in ASKING for each in chosen.whole} == {chosen.basis == "earlier"}


def test_every_other_record_is_listed_once_or_counted(library: Library) -> None:
    for actor in actors(library):
        chosen = choose(library, actor)
        shown = [each.id for each in (*chosen.whole, *chosen.listed, *chosen.unaddressed)]
        assert len(shown) == len(set(shown)), actor
        named = {each.id for each in library.current_records if actor in each.actors}
        repeated = {earlier for each in library.current_records for earlier in each.reaffirms}
        missing = named - repeated - set(shown)
        assert len(missing) <= chosen.left_out, actor


def test_lists_begin_with_the_latest_records(library: Library) -> None:
    for actor in actors(library):
        years = [record.since[:4] for record in choose(library, actor).listed]
        assert years == sorted(years, reverse=True), actor


def test_a_handout_stays_at_its_pages_as_conferences_are_added(
    generated: Mapping[int, Library],
) -> None:
    for actor in actors(generated[NUMBERS[0]]):
        for number, library in generated.items():
            chosen = choose(library, actor)
            pages = max_pages(DocumentKind.ACTOR_HANDOUT, [Section(chosen.whole)])
            assert pages in ((4,) if len(asked(library, actor)) < 5 else (4, 8)), (actor, number)
    most = generated[NUMBERS[-1]]
    assert any(choose(most, actor).left_out for actor in actors(most))


def test_a_handout_of_many_conferences_fits_its_pages(
    generated: Mapping[int, Library], tmp_path: Path
) -> None:
    """The rendering fails if a document is longer than its budget."""
    found = documents(generated[12])
    chosen = [
        found[f"downloads/handouts/actor-{actor}-letter.pdf"] for actor in actors(generated[12])[:2]
    ]

    class Silent:
        def expect(self, total: int) -> None: ...

        def __call__(self, document: PdfDocument, is_new: bool) -> None: ...

    printed = PdfRenderer(tmp_path).print_all(chosen, Silent())
    assert all(each.pages and each.pages <= 8 for each in printed)


def test_a_handout_says_how_to_print_the_rest(publication: Publication) -> None:
    html = {each.path: each.html for each in publication.documents()}
    for actor in actors(publication.library):
        text = BeautifulSoup(
            html[f"downloads/handouts/actor-{actor}-a4.pdf"], "html.parser"
        ).get_text()
        assert "Print these records" in text
        assert f"python build.py handout --actor {actor} -o handout.pdf" in text


def test_other_records_are_named_by_identifier_title_and_year(publication: Publication) -> None:
    html = {each.path: each.html for each in publication.documents()}
    for actor in actors(publication.library):
        soup = BeautifulSoup(html[f"downloads/handouts/actor-{actor}-a4.pdf"], "html.parser")
        lines = {each.get_text().split()[0]: each.get_text() for each in soup.select(".more li")}
        listed = choose(publication.library, actor).listed
        assert {record.id for record in listed} <= set(lines)
        assert all(f"({record.since[:4]})" in lines[record.id] for record in listed)
