"""What another generator lacks of our site is told: pages, and identifiers in the text of pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from portability.comparing import compare

PAGE = '<html><body id="frame"><article><h2 id="one">One</h2><p id="two">Two</p></article></body></html>'


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("ours", "other"):
        (tmp_path / name / "2021").mkdir(parents=True)
        (tmp_path / name / "2021" / "index.html").write_text(PAGE, "utf-8")
    return tmp_path / "ours", tmp_path / "other"


def test_the_same_pages_with_the_same_identifiers_differ_in_nothing(
    sites: tuple[Path, Path],
) -> None:
    ours, other = sites
    (other / "2021" / "index.html").write_text(
        PAGE.replace("frame", "another").replace("<h2 id", "<h3 class='x' id"), "utf-8"
    )
    assert compare(ours, other).is_none


def test_a_page_that_the_other_lacks_is_a_difference_and_one_besides_is_only_told(
    sites: tuple[Path, Path],
) -> None:
    ours, other = sites
    (other / "more.html").write_text(PAGE, "utf-8")
    assert compare(ours, other).is_none
    assert compare(ours, other).further == ["more.html"]
    (ours / "less.html").write_text(PAGE, "utf-8")
    assert compare(ours, other).missing == ["less.html"]
    assert not compare(ours, other).is_none


def test_an_identifier_that_leads_nowhere_is_told_with_its_page(sites: tuple[Path, Path]) -> None:
    ours, other = sites
    (other / "2021" / "index.html").write_text(PAGE.replace('id="two"', ""), "utf-8")
    assert compare(ours, other).lost == ["2021/index.html#two"]
