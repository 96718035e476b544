"""Items of the navigation and headings of the table of contents that the theme shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from guidance.site.navigation import first_page, listed_items, page_headings


@dataclass
class Item:
    children: Sequence[Item] | None = None
    active: bool = False


@dataclass
class Heading:
    level: int
    children: Sequence[Heading] = field(default_factory=list)


def test_the_first_page_of_a_section_is_found_at_any_depth() -> None:
    page = Item()
    assert first_page(page) is page
    assert first_page(Item([Item([page, Item()]), Item()])) is page


def test_a_group_of_groups_is_listed_only_if_it_is_active() -> None:
    page, group = Item(), Item([Item()])
    conference, current = Item([Item([Item()])]), Item([Item([Item()])], active=True)
    assert listed_items(Item([page, group, conference, current])) == [page, group, current]


def test_the_title_of_a_page_is_not_among_its_headings() -> None:
    sections = [Heading(2), Heading(2)]
    assert page_headings([Heading(1, sections)]) == sections
    assert page_headings(sections) == sections
    assert page_headings([]) == []
