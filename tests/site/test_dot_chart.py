"""Pictures: as many marks as a figure counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from guidance import Library
from guidance.content import model
from guidance.site.dot_chart import dot_chart


@pytest.mark.parametrize("figure", ["1", "6", "12", "13", "50", "51", "871", "1000"])
def test_there_are_as_many_marks_as_the_figure_counts(figure: str) -> None:
    picture = dot_chart(model.Figure(id="2021-F1", value=figure, label="days"))
    assert picture
    assert sum(picture.rows) == int(figure)


@pytest.mark.parametrize(
    ("qualifier", "figure"),
    [(None, "236,000"), (None, "75%"), (None, "0"), (None, "1001"), ("over", "10")],
)
def test_what_is_not_exact_or_not_seen_at_a_glance_has_no_picture(
    qualifier: str | None, figure: str
) -> None:
    assert (
        dot_chart(model.Figure(id="2021-F1", value=figure, label="days", qualifier=qualifier))
        is None
    )


def test_each_picture_is_drawn_to_its_figure_and_the_words_beside_it_say_the_same(
    site: Path, library: Library
) -> None:
    page = BeautifulSoup(
        (site / "2021" / "figures" / "index.html").read_text("utf-8"), "html.parser"
    )
    for figure in library.conferences[-1].figures:
        item = page.find(id=figure.id)
        assert item
        assert figure.value in item.get_text()
        assert figure.label in item.get_text()
        drawn = item.select("svg line")
        assert bool(drawn) == bool(dot_chart(figure))
        dots = sum(
            int(
                (float(str(line["x2"])) - float(str(line["x1"])))
                // float(str(line["stroke-dasharray"]).split()[1])
            )
            + 1
            for line in drawn
        )
        assert dots == (int(figure.value) if drawn else 0)
        assert all(picture["aria-hidden"] == "true" for picture in item.select("svg"))
