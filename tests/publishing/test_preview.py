"""Preview: edits show without a reload, and problems are shown until they are fixed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.support.commands import copy_project
from tests.support.preview_server import (
    TIMEOUT,
    Preview,
    close_tab,
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
        wait_until(lambda: running.answers)
        yield running


@pytest.fixture
def tab(preview: Preview, browser: Browser) -> Iterator[Page]:
    """The page of the panel."""
    page = open_tab(browser, f"{preview.url}2021/panels/1/index.html")
    page.wait_for_selector("[id='2021-P1-01']", timeout=TIMEOUT, state="attached")
    yield page
    close_tab(page)


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
            "guidance/site/styles/card.css",
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


EDITS = (
    ("content/panels/2021-P1.yml", "Demand drives the crime.", "Demand makes it."),
    ("content/panels/2021-P1.yml", "title: What demand is", "title: What demand does"),
    ("content/people.yml", "name: Ada North", "name: Ada South"),
    ("content/glossary.yml", "term: demand", "term: the demand"),
    ("guidance/site/theme/partials/footer.html", "<footer", '<footer data-changed="yes"'),
    ("docs/contributing/decisions/0001-mkdocs-behind-an-adapter.md", "# 1. ", "# 1. Why "),
    ("mkdocs.yml", "site_description: ", "site_description: All "),
)
"""An edit of a record, the navigation, a list, a term, the theme, the handbook and the settings."""
PANEL = "2021/panels/1/index.html"


def test_after_each_edit_all_pages_equal_those_of_a_new_preview(preview: Preview) -> None:
    before = preview.pages()
    with ExitStack() as edits:
        for path, old, new in EDITS:
            state = preview.state
            edits.enter_context(preview.temporary_change(preview.folder / path, old, new))
            wait_until(lambda: preview.state != state)  # noqa: B023 -- called in this loop
            assert preview.page(PANEL)
        after = preview.pages()
        with serve_preview(preview.folder, "build.py", "serve", "--address") as new_preview:
            wait_until(lambda: new_preview.answers)
            assert after == new_preview.pages()
        assert all(after[page] != text for page, text in before.items() if page in after)
    wait_until(lambda: preview.page(PANEL) == before[PANEL])  # its file is restored last
    assert preview.pages() == before


def test_a_problem_is_shown_on_all_pages(preview: Preview) -> None:
    with preview.temporary_change(preview.panel, "actors: [states]", "actors: [staates]"):
        wait_until(lambda: "1 problem" in preview.page(PANEL))
        assert all("1 problem" in text for text in preview.pages().values())


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
    close_tab(elsewhere)


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
        close_tab(page)


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
        wait_for(home, "document.querySelector('.hero')")
        wait_for(elsewhere, "document.getElementById('2021-P1-01')")
        close_tab(home)
        close_tab(elsewhere)


@pytest.mark.parametrize("name", ["content", "docs", "mkdocs.yml"])
def test_what_is_moved_away_and_back_is_still_watched(
    preview: Preview, tab: Page, name: str
) -> None:
    path, aside = preview.folder / name, preview.folder / "aside"
    for _ in range(2):
        path.rename(aside)
        wait_for(tab, "document.body?.innerText.includes('problem')")
        aside.rename(path)
        wait_for(tab, "document.querySelector('.md-footer') && !document.querySelector('.trouble')")
    with preview.temporary_change(preview.panel, "Demand drives the crime.", "Demand makes it."):
        wait_for(tab, "document.body?.innerText.includes('Demand makes it.')")
    wait_for(tab, "document.body?.innerText.includes('Demand drives the crime.')")


def answer_to(preview: Preview, path: str, *headers: str) -> tuple[int, bytes]:
    """The status and the body of the answer to a request as it is written."""
    address = urlsplit(preview.url)
    lines = [f"GET {path} HTTP/1.1", *headers, "Connection: close", "", ""]
    with socket.create_connection((address.hostname, address.port), timeout=60) as connection:
        connection.sendall("\r\n".join(lines).encode())
        with connection.makefile("rb") as answer:
            head, _, body = answer.read().partition(b"\r\n\r\n")
    return int(head.split()[1]), body


PATHS = ["/2021/panels/1/index.html", "/data/guidance.json", "/livereload/0/1"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "LOCALHOST:9000", "[::1]:8000", "127.0.0.1:8000"]
)
def test_a_preview_answers_to_names_of_this_machine(preview: Preview, host: str, path: str) -> None:
    assert answer_to(preview, path, f"Host: {host}")[0] == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "headers",
    [
        [],
        ["Host:"],
        ["Host: attacker.example"],
        ["Host: 127.0.0.1.attacker.example:8000"],
        ["Host: localhost.attacker.example"],
        ["Host: localhost@attacker.example"],
        ["Host: attacker.example", "Host: localhost"],
        ["Host: localhost", "Host: attacker.example"],
        ["Host: 192.0.2.1"],
    ],
    ids=str,
)
def test_a_preview_answers_to_no_other_name(
    preview: Preview, headers: list[str], path: str
) -> None:
    assert answer_to(preview, path, *headers) == (
        421,
        f"This preview answers to its own address only. Open {preview.url}\n".encode(),
    )


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/people/%00/",
        "/people%00",
        "/%0d%0aSet-Cookie:a",
        "/%2fattacker.example/..%2fpeople",
        f"/livereload/{'9' * 5000}/1",
        f"/livereload/1/{'9' * 5000}",
        "/livereload/-1/1",
        f"/{'a' * 5000}",
        f"/{'a/' * 5000}",
        "/..%2f..%2f..%2f..%2fetc/passwd",
    ],
    ids=lambda path: path[:20],
)
def test_an_impossible_path_is_not_found(preview: Preview, path: str) -> None:
    assert answer_to(preview, path, "Host: localhost")[0] == 404
    assert "Traceback" not in preview.log


SIGNAL_IN_A_FINALIZER = """
import os, signal

class Finalized:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGTERM)
        sum(range(10))

def on_nav(nav, config, files):
    Finalized()
"""


def test_a_signal_during_a_finalizer_ends_a_preview(tmp_path: Path) -> None:
    copy_project(tmp_path)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    hook, settings = tmp_path / "hooks" / "signal_once.py", tmp_path / "mkdocs.yml"
    hook.write_text(SIGNAL_IN_A_FINALIZER, "utf-8")
    text = settings.read_text("utf-8")
    assert "hooks/preview.py]" in text
    settings.write_text(text.replace("hooks/preview.py]", f"hooks/preview.py, hooks/{hook.name}]"))
    result = subprocess.run(
        [sys.executable, "build.py", "serve", "--address", "127.0.0.1:0"],
        cwd=tmp_path,
        env=os.environ | {"TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Exception ignored" in result.stderr
    assert result.returncode == 0, result.stderr
    assert [*temporary.iterdir()] == []
