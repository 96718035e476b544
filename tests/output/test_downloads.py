"""Names under which downloads are saved."""

from __future__ import annotations

import pytest

from guidance.output.downloads import NAME_LENGTH, Download


def download(path: str, title: str = "2022, Panel 1: Women’s work and “wages”") -> Download:
    return Download(path, title, "handout", 2, "2022-01-01")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("downloads/handouts/2022-P1-a4.pdf", "2022-panel-1-womens-work-and-wages-a4.pdf"),
        (
            "downloads/handouts/2022-P1-large-letter.pdf",
            "2022-panel-1-womens-work-and-wages-large-letter.pdf",
        ),
        ("downloads/2022/worksheet.xlsx", "2022-panel-1-womens-work-and-wages.xlsx"),
        ("data/takeaways.csv", ""),
    ],
)
def test_a_saved_file_is_named_after_what_it_holds(path: str, name: str) -> None:
    each = download(path)
    assert each.saved_as(each.title) == name


def test_a_long_title_is_cut_between_words() -> None:
    name = download("downloads/2022/report-a3.pdf").saved_as("Праца і заробак " * 20)
    assert name.startswith("праца-і-заробак-")
    assert name.endswith("-праца-a3.pdf")
    assert len(name) <= NAME_LENGTH + len("-a3.pdf")
