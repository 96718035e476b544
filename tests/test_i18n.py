"""Interface words: every key that is used has words, and all words are used."""

from __future__ import annotations

import ast
import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from guidance.history.past import read_past
from guidance.i18n import Words, open_words
from guidance.output.downloads import Download
from guidance.paths import LOCALES, ROOT
from guidance.pdf.documents.edition import Edition
from guidance.publishing.publication import Publication, open_publication
from tests.examples import HERE, ODD, content_with_example
from tests.support.commands import SITE_URL
from tests.support.scratch_repository import ScratchRepository

WORDS = open_words()


def test_a_key_without_words_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"nowhere\.to-be-found"):
        WORDS("nowhere.to-be-found")


def test_numbers_of_things_have_plurals() -> None:
    assert WORDS.count("takeaway", 1) == "1 takeaway"
    assert WORDS.count("takeaway", 9) == "9 takeaways"


def test_days_are_written_as_people_write_them() -> None:
    assert WORDS.days("2021-06-14", "2021-06-16") == "14–16 June 2021"
    assert WORDS.days("2021-06-30", "2021-07-02") == "30 June–2 July 2021"
    assert WORDS.days("2021-06-14", "2021-06-14") == "14 June 2021"
    assert [WORDS.day(day) for day in ("2020", "2020-07", "2020-07-20")] == [
        "2020",
        "July 2020",
        "20 July 2020",
    ]


@dataclasses.dataclass(frozen=True)
class RecordingWords(Words):
    """Interface words that record the requested keys."""

    keys: set[str] = dataclasses.field(default_factory=set, compare=False)

    def __call__(self, key: str, **values: object) -> str:
        self.keys.add(key)
        return super().__call__(key, **values)

    def count(self, key: str, number: int, **values: object) -> str:
        self.keys.add(key)
        return super().count(key, number, **values)


def build(publication: Publication) -> None:
    """Render everything of a publication except PDFs and the theme of MkDocs."""
    documents = list(publication.documents())
    downloads = tuple(
        Download(document.path, document.title, document.kind, 1, document.date)
        for document in documents
    )
    archive = Download("downloads/site.zip", "The site", "site", None, publication.library.date)
    publication_with_pdfs = dataclasses.replace(publication, pdfs=downloads, archive=archive)
    for file in publication_with_pdfs.files():
        assert file.content is not None
    publication_with_pdfs.navigation()
    assert publication_with_pdfs.structured_data
    publication_with_pdfs.custom_handout({"actor": ["states"]}, Edition.A4, "handout")


@pytest.fixture(scope="module")
def every_status(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small library with a withdrawn record, a draft, and a record with a note on its change."""
    folder = tmp_path_factory.mktemp("every-status")
    content = content_with_example(HERE / "good" / "life-cycle.yml", folder)
    panel = content / "panels" / "2021-P1.yml"
    text = panel.read_text("utf-8")
    for identifier, keys in (
        ("2021-P1-01", "changed: 2022-01-31\n    change_note: It drives every crime."),
        ("2021-P1-02", "status: draft"),
    ):
        text = text.replace(f"  - id: {identifier}\n", f"  - id: {identifier}\n    {keys}\n")
    panel.write_text(text, "utf-8")
    return content


@pytest.fixture(scope="module")
def points_alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The odd library with a last conference that concluded in points alone."""
    content = shutil.copytree(ODD, tmp_path_factory.mktemp("points-alone") / "content")
    conference = (content / "conferences" / "2018.yml").read_text("utf-8")
    (content / "conferences" / "2025.yml").write_text(
        conference.replace('"2018"', '"2025"').replace("on fair work", "of 2025"), "utf-8"
    )
    return content


@pytest.fixture(scope="module")
def with_past(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A small library of which another wording is known."""
    repository = ScratchRepository.create(tmp_path_factory.mktemp("past") / "project")
    repository.replace(
        "panels/2021-P1.yml",
        ("changed: 2021-06-20", "changed: 2022-01-31"),
        ("pages: 6-8", "pages: 6-7"),
        ("Demand is what", "It is what"),
    )
    past = read_past(repository.content)
    return open_publication(repository.content, SITE_URL, past=past)


@pytest.fixture(scope="module")
def used_keys(every_status: Path, points_alone: Path, with_past: Publication) -> set[str]:
    """The keys that rendering of example libraries and of the project's own content requests."""
    keys: set[str] = set()
    contents = (every_status, ODD, points_alone, ROOT / "content")
    for publication in (*(open_publication(each, SITE_URL) for each in contents), with_past):
        words = RecordingWords(**vars(publication.words), keys=keys)
        build(dataclasses.replace(publication, words=words))
    return keys


def literals() -> Iterator[str]:
    """Every string constant of the package, the hooks and their templates."""
    for folder in (ROOT / "guidance", ROOT / "hooks"):
        for path in folder.rglob("*.py"):
            tree = ast.parse(path.read_text("utf-8"))
            constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
            yield from (node.value for node in constants if isinstance(node.value, str))
        for path in (*folder.rglob("*.jinja"), *folder.rglob("*.html")):
            template = Environment().parse(path.read_text("utf-8"))
            yield from (
                node.value for node in template.find_all(nodes.Const) if isinstance(node.value, str)
            )


def test_all_words_are_used(used_keys: set[str]) -> None:
    """A key is used if rendering requests it, or if it is a constant in code or templates.

    The constants cover keys that only the theme or rare content requests.
    """
    with (LOCALES / "en.po").open("rb") as file:
        messages = [message.id for message in read_po(file) if message.id]
    keys = {message if isinstance(message, str) else message[0] for message in messages}
    assert sorted(keys - used_keys - set(literals())) == []
