"""Addresses of original documents: as deep as they are known, and no deeper."""

from __future__ import annotations

import pytest

from guidance import Library
from guidance.content import model
from guidance.rendering.original_links import original_address, short_address

PDF = "https://www.example.org/reports/Report.PDF"


@pytest.mark.parametrize(
    ("web", "first", "pages", "address"),
    [
        (None, None, "6", ""),
        (PDF, None, "6", PDF),
        (PDF, 5, "6-8", f"{PDF}#page=10"),
        (PDF, 5, "2, 10", f"{PDF}#page=6"),
        (PDF, 5, "xi-xii", PDF),
        (PDF, 5, None, PDF),
        ("https://www.example.org/report/", 5, "6", "https://www.example.org/report/"),
        (f"{PDF}#part-2", 5, "6", f"{PDF}#part-2"),
    ],
)
def test_an_address_is_as_deep_as_it_is_known(
    base_library: Library, web: str | None, first: int | None, pages: str | None, address: str
) -> None:
    source = base_library.sources[0].model_copy(update={"web": web, "page_1_in_file": first})
    place = model.SourcePlace(document=source.id, pages=pages)
    assert original_address(source, place) == address


def test_readers_see_where_a_link_leads() -> None:
    assert short_address("https://www.osce.org/cthb/512281") == "osce.org/cthb/512281"
    assert short_address(f"{PDF}#page=3") == "example.org/reports/Report.PDF"
