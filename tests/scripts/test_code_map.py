"""The map of the code on the architecture page."""

from __future__ import annotations

from scripts.code_map import PAGE, code_map, page_with_map


def test_the_architecture_page_has_the_current_map() -> None:
    page = PAGE.read_text("utf-8")
    assert page == page_with_map(page), "update it: python -m scripts.code_map"


def test_each_line_has_a_description_of_one_sentence() -> None:
    for line in code_map().splitlines():
        name, purpose = line.strip().split("  ", 1)
        assert name
        assert purpose
