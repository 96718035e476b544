"""The position of a character in a text is found, however YAML writes the text."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidance.content.loader import load_file, load_folder
from guidance.content.yaml_parser import Location
from guidance.content.yaml_tree import find_position
from tests.examples import LIBRARIES

TEXTS = r"""
plain: one two
  three

  four
double: "it's \u0061 \"word\"
  in two lines"
single: 'it''s one
  text'
block: |
  one
  two
folded: >
  one
  two
items: [one, "two; x"]
"""


@pytest.mark.parametrize(
    ("location", "word", "position"),
    [
        (("plain",), "two", (2, 12)),
        (("plain",), "three", (3, 3)),
        (("plain",), "four", (5, 3)),
        (("double",), "a ", (6, 15)),
        (("double",), "word", (6, 24)),
        (("double",), "lines", (7, 10)),
        (("single",), "one", (8, 16)),
        (("single",), "text", (9, 3)),
        (("block",), "two", (12, 3)),
        (("folded",), "two", (15, 3)),
        (("items", 1), "x", (16, 20)),
    ],
)
def test_a_word_of_a_text_is_located(
    location: Location, word: str, position: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "people.yml"
    path.write_text(TEXTS, "utf-8")
    document, problems = load_file(path, "content/people.yml")
    assert not problems
    assert document.position(location, document.text_at(location).index(word)) == position


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda path: path.name)
def test_a_value_is_found_alone_where_it_is_found_with_all_others(library: Path) -> None:
    for document, _ in load_folder(library):
        for location, position in document.value_positions.items():
            assert find_position(document.text, location) == position
            assert find_position(document.text, (*location, "absent")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a: b\n", ["LF"]), ("a: b\r\nc: d\n", ["CRLF", "LF"]), ("a: b\rc: d", ["CR"])],
)
def test_line_ends_are_named(text: str, expected: list[str], tmp_path: Path) -> None:
    path = tmp_path / "people.yml"
    path.write_bytes(text.encode())
    document, _ = load_file(path, "content/people.yml")
    assert document.line_ends == expected
