"""Dot charts of figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from guidance import Library
from guidance.content import model
from guidance.site.dot_chart import dot_chart


@pytest.mark.parametrize("figure", ["1", "6", "12", "13", "50", "51", "871", "1000"])
def test_a_chart_has_as_many_dots_as_the_figure_counts(figure: str) -> None:
    chart = dot_chart(model.Figure(id="2021-F1", value=figure, label="days"))
    assert chart
    assert sum(chart.rows) == int(figure)


@pytest.mark.parametrize(
    ("qualifier", "figure"),
    [(None, "236,000"), (None, "75%"), (None, "0"), (None, "1001"), ("over", "10")],
)
def test_figures_that_are_inexact_or_too_large_have_no_chart(
    qualifier: str | None, figure: str
) -> None:
    assert (
        dot_chart(model.Figure(id="2021-F1", value=figure, label="days", qualifier=qualifier))
        is None
    )


def test_each_chart_on_the_page_matches_its_figure(site: Path, library: Library) -> None:
    page = BeautifulSoup(
        (site / "2022" / "figures" / "index.html").read_text("utf-8"), "html.parser"
    )
    for figure in [figure for each in library.conferences for figure in each.figures]:
        item = page.find(id=figure.id)
        assert item
        assert figure.value in item.get_text()
        assert figure.label in item.get_text()
        lines = item.select("svg line")
        assert bool(lines) == bool(dot_chart(figure))
        dots = sum(
            int(
                (float(str(line["x2"])) - float(str(line["x1"])))
                // float(str(line["stroke-dasharray"]).split()[1])
            )
            + 1
            for line in lines
        )
        assert dots == (int(figure.value) if lines else 0)
        assert all(chart["aria-hidden"] == "true" for chart in item.select("svg"))
