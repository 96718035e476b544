"""Preview: edits show without a reload, and problems are shown until they are fixed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.commands import copy_project
from tests.support.preview_server import (
    TIMEOUT,
    Preview,
    open_tab,
    serve_preview,
    wait_for,
    wait_until,
)

pytestmark = pytest.mark.build


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with serve_preview(
        copy_project(tmp_path_factory.mktemp("preview")), "build.py", "serve", "--address"
    ) as running:
        wait_until(lambda: "404.html" in running.pages() and len(running.pages()) > 20)
        yield running


@pytest.fixture
def tab(preview: Preview, browser: Browser) -> Iterator[Page]:
    """The page of the panel."""
    page = open_tab(browser, f"{preview.url}2021/panels/1/index.html")
    page.wait_for_selector("[id='2021-P1-01']", timeout=TIMEOUT, state="attached")
    yield page
    page.close()


STYLE = (
    "document.querySelector('h1') && getComputedStyle(document.querySelector('h1')).order === '7'"
)


@pytest.mark.parametrize(
    ("path", "old", "new", "condition"),
    [
        (
            "content/panels/2021-P1.yml",
            "Demand drives the crime.",
            "Demand makes it.",
            "document.body?.innerText.includes('Demand makes it.')",
        ),
        (
            "guidance/site/templates/panel.md.jinja",
            '<p class="kicker">',
            '<p class="kicker">New ',
            "document.body?.innerText.includes('New Panel 1')",
        ),
        (
            "guidance/site/styles/site.css",
            ".record__text {",
            "h1 { order: 7 }\n.record__text {",
            STYLE,
        ),
    ],
    ids=["record", "template", "style"],
)
def test_an_edit_shows_without_a_manual_reload(
    preview: Preview, tab: Page, path: str, old: str, new: str, condition: str
) -> None:
    with preview.temporary_change(preview.folder / path, old, new):
        wait_for(tab, condition)
    wait_for(tab, f"!({condition})")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("content/panels/2021-P1.yml", "Demand drives the crime.", "Demand makes it."),
        ("content/panels/2021-P1.yml", "title: What demand is", "title: What demand does"),
        ("content/people.yml", "name: Ada North", "name: Ada South"),
        ("guidance/site/theme/partials/footer.html", "<footer", '<footer data-changed="yes"'),
        ("docs/contributing/decisions/0001-mkdocs-behind-an-adapter.md", "# 1. ", "# 1. Why "),
    ],
    ids=["record", "navigation", "person", "theme", "handbook"],
)
def test_after_an_edit_all_pages_equal_those_of_a_new_preview(
    preview: Preview, path: str, old: str, new: str
) -> None:
    preview.settled_state()
    before = preview.pages()
    with (
        preview.temporary_change(preview.folder / path, old, new),
        serve_preview(preview.folder, "build.py", "serve", "--address") as new_preview,
    ):
        wait_until(lambda: preview.pages() != before and preview.pages() == new_preview.pages())
    wait_until(lambda: preview.pages() == before)


def test_an_edit_rewrites_only_the_pages_that_show_it(preview: Preview) -> None:
    before = preview.settled_state()
    with preview.temporary_change(preview.panel, "Demand drives the crime.", "Demand makes it."):
        wait_until(lambda: "Demand makes it." in preview.pages()["2021/panels/1/index.html"])
        after = preview.settled_state()
    changed_pages = {page for page, (_, text) in after.items() if text != before[page][1]}
    assert changed_pages == {
        page for page, (moment, _) in after.items() if moment != before[page][0]
    }
    assert len(changed_pages) < len(after) / 4


def test_a_problem_is_shown_on_all_pages(preview: Preview) -> None:
    preview.settled_state()
    before = preview.pages()
    with preview.temporary_change(preview.panel, "actors: [states]", "actors: [staates]"):
        wait_until(lambda: all("1 problem" in text for text in preview.pages().values()))
    wait_until(lambda: preview.pages() == before)


def test_a_problem_is_shown_beside_its_record_until_it_is_fixed(
    preview: Preview, tab: Page, browser: Browser
) -> None:
    elsewhere = open_tab(browser, f"{preview.url}people/index.html")
    with preview.temporary_change(preview.panel, "actors: [states]", "actors: [staates]"):
        wait_for(tab, "document.querySelector('.trouble')")
        for selector in (".trouble--page", "article.record:has([id='2021-P1-02']) .trouble"):
            assert "takeaways[1].actors[0]" in tab.inner_text(selector)
            assert "did you mean 'states'?" in tab.inner_text(selector)
        assert tab.query_selector("article.record:has([id='2021-P1-01']) .trouble") is None
        assert "States should act." in tab.inner_text("article.record:has([id='2021-P1-02'])")
        wait_for(elsewhere, "document.querySelector('.trouble')")
        assert "Ada North" in elsewhere.inner_text("main")
        elsewhere.click(".trouble a")
        assert elsewhere.url == tab.url
    wait_for(tab, "document.querySelector('.md-footer') && !document.querySelector('.trouble')")
    wait_for(
        elsewhere, "document.querySelector('.md-footer') && !document.querySelector('.trouble')"
    )
    elsewhere.close()


def test_markup_in_invalid_content_is_escaped(preview: Preview, tab: Page) -> None:
    with preview.temporary_change(
        preview.panel,
        "text: States should act.",
        "text: <img src=x onerror=\"document.title='hacked'\"> States should act.",
    ):
        wait_for(tab, "document.querySelector('.trouble--page')")
        assert "<img src=x" in tab.inner_text(".trouble--page")
        assert tab.query_selector("main img[src=x]") is None
        assert tab.title() != "hacked"


def test_a_syntax_error_leaves_the_last_valid_state(preview: Preview, tab: Page) -> None:
    with preview.temporary_change(preview.panel, "title: What", "title What"):
        wait_for(tab, "document.querySelector('.trouble--page')")
        assert "content/panels/2021-P1.yml" in tab.inner_text(".trouble--page")
        assert "What demand is" in tab.inner_text("h1")
    wait_for(tab, "document.querySelector('.md-footer') && !document.querySelector('.trouble')")


@pytest.mark.parametrize(
    "path", ["guidance/site/templates/panel.md.jinja", "guidance/site/theme/partials/footer.html"]
)
def test_a_broken_template_is_named_until_it_is_fixed(
    preview: Preview, tab: Page, path: str
) -> None:
    with preview.temporary_change(preview.folder / path, "{%", "{% if %}{%"):
        wait_for(tab, f"document.body?.innerText.includes('{path}')")
    wait_for(tab, "document.querySelector('.md-footer') && !document.querySelector('.trouble')")


def test_content_that_is_invalid_at_the_start_is_shown_as_committed(
    tmp_path: Path, browser: Browser
) -> None:
    copy_project(tmp_path)
    for command in (
        ("init", "-q"),
        ("add", "content"),
        ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "Valid content"),
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    panel = tmp_path / "content" / "panels" / "2021-P1.yml"
    panel.write_text(panel.read_text("utf-8").replace("[states]", "[staates]"), "utf-8")
    with serve_preview(tmp_path, "build.py", "serve", "--address") as running:
        page = open_tab(browser, f"{running.url}2021/panels/1/index.html")
        assert "did you mean 'states'?" in page.inner_text(
            "article.record:has([id='2021-P1-02']) .trouble"
        )
        page.close()


def test_a_preview_serves_data_citations_and_assets(preview: Preview, tab: Page) -> None:
    for path in ("data/guidance.json", "id/2021-P1-01/citation.bib", "assets/tokens.css"):
        answer = tab.request.get(preview.url + path)
        assert answer.ok
        assert answer.body()


@pytest.mark.parametrize(
    "command",
    [("build.py", "serve", "--address"), ("-m", "mkdocs", "serve", "--dev-addr")],
    ids=["build.py", "mkdocs"],
)
def test_without_a_valid_state_every_url_shows_the_problems_until_they_are_fixed(
    tmp_path: Path, browser: Browser, command: tuple[str, ...]
) -> None:
    copy_project(tmp_path)
    panel = tmp_path / "content" / "panels" / "2021-P1.yml"
    valid_text = panel.read_text("utf-8")
    panel.write_text(
        valid_text.replace("[states]", "[staates]").replace("number: 1", "number: one"), "utf-8"
    )
    with serve_preview(tmp_path, *command) as running:
        home, elsewhere = (
            open_tab(browser, running.url),
            open_tab(browser, f"{running.url}2021/panels/1/index.html"),
        )
        for page in (home, elsewhere):
            assert "2 problems" in page.inner_text("h1")
            assert "did you mean 'states'?" in page.inner_text("main")
        panel.write_text(valid_text, "utf-8")
        wait_for(home, "document.querySelector('.doors')")
        wait_for(elsewhere, "document.getElementById('2021-P1-01')")
        home.close()
        elsewhere.close()
