"""Many conferences: invented content is sound and always the same, and work does not grow faster than the content."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.generator import FIRST, invent, write_content
from guidance import open_library
from guidance.publication import Publication, open_publication
from guidance.setting_aside import set_aside
from tests.conftest import ADDRESS


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    made = tmp_path_factory.mktemp("invented")
    return {number: write_content(made / str(number) / "content", number) for number in (1, 3)}


@pytest.fixture(scope="module")
def publications(folders: dict[int, Path]) -> dict[int, Publication]:
    return {number: open_publication(folder, ADDRESS) for number, folder in folders.items()}


def test_invented_content_is_sound(folders: dict[int, Path]) -> None:
    library = open_library(folders[3])
    assert [conference.id for conference in library.conferences] == [str(FIRST), str(FIRST + 1), str(FIRST + 2)]
    assert len(library.records) > 3 * 70
    assert any(related.partition("-")[0] < record.id.partition("-")[0] for record in library.records for related in record.related)
    assert any(len({appeared.holder.id[:4] for appeared in library.appearances(person.id)}) > 1 for person in library.people)


def test_a_conference_is_invented_the_same_however_many_follow() -> None:
    one, three = invent(1), invent(3)
    assert {name: three[name] for name in one if "/" in name} == {name: held for name, held in one.items() if "/" in name}


def test_finished_html_stands_aside_and_comes_back_as_it_was() -> None:
    finished = '<div class="a" markdown="0">\n<div>\n<p id="here">*as it is*</p>\n</div>\n</div>'
    aside = set_aside(f"# Title\n\n{finished}\n\n## More\n\n{finished}\n")
    assert "as it is" not in aside.markdown
    assert aside.anchors == {"here"}
    assert aside.restored(aside.markdown) == f"# Title\n\n{finished}\n\n## More\n\n{finished}\n".replace(' markdown="0"', "")


def test_pages_keep_little_for_the_markdown_reader(publications: dict[int, Publication]) -> None:
    drawn = [markdown for _, markdown in publications[1].site.rendered()]
    assert sum(len(set_aside(markdown).markdown) for markdown in drawn) < 0.2 * sum(map(len, drawn))
