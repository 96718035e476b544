"""The comparison of two sites reports missing pages and anchors."""

from __future__ import annotations

from pathlib import Path

import pytest

from portability.comparing import compare

ARTICLE = '<article><h2 id="one">One</h2><p id="two">Two</p></article>'
PAGE = f'<html><body id="frame">{ARTICLE}</body></html>'


@pytest.fixture
def sites(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("ours", "other"):
        (tmp_path / name / "2021").mkdir(parents=True)
        (tmp_path / name / "2021" / "index.html").write_text(PAGE, "utf-8")
    return tmp_path / "ours", tmp_path / "other"


def test_pages_with_the_same_anchors_do_not_differ(
    sites: tuple[Path, Path],
) -> None:
    ours, other = sites
    (other / "2021" / "index.html").write_text(
        PAGE.replace("frame", "another").replace("<h2 id", "<h3 class='x' id"), "utf-8"
    )
    assert compare(ours, other).is_none


def test_a_missing_page_is_a_difference_and_an_additional_one_is_only_listed(
    sites: tuple[Path, Path],
) -> None:
    ours, other = sites
    (other / "more.html").write_text(PAGE, "utf-8")
    assert compare(ours, other).is_none
    assert compare(ours, other).additional_pages == ["more.html"]
    (ours / "less.html").write_text(PAGE, "utf-8")
    assert compare(ours, other).missing_pages == ["less.html"]
    assert not compare(ours, other).is_none


def test_a_lost_anchor_is_reported_with_its_page(sites: tuple[Path, Path]) -> None:
    ours, other = sites
    (other / "2021" / "index.html").write_text(PAGE.replace('id="two"', ""), "utf-8")
    assert compare(ours, other).missing_anchors == ["2021/index.html#two"]
