"""The preview: an edit shows by itself, what is broken is told where it stands, and all heals when it is mended."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from guidance.paths import ROOT
from tests.examples import BASE

SOON = 30_000
"""Milliseconds after which a test gives up: machines that run tests are busy."""


@dataclass(frozen=True)
class Served:
    """A preview of a copy of the project, with the small library as its content."""

    folder: Path
    address: str
    temporary: Path
    """What it may use for files of its own."""

    @property
    def panel(self) -> Path:
        return self.folder / "content" / "panels" / "2021-P1.yml"

    def change(self, path: Path, old: str, new: str) -> None:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    def pages(self) -> dict[str, str]:
        """All pages that it has drawn, as if they stood at one address whatever its port."""
        drawn = {
            page.relative_to(self.temporary).as_posix().partition("/")[2]: page.read_text("utf-8")
            for page in self.temporary.rglob("*.html")
        }
        return {name: text.replace(self.address, "http://preview/") for name, text in drawn.items()}

    def state(self) -> dict[Path, tuple[int, str]]:
        """Each page, with when it was written and what it holds."""
        pages = [page for page in self.temporary.rglob("*.html") if page.name != "404.html"]
        return {page: (page.stat().st_mtime_ns, page.read_text("utf-8")) for page in pages}

    def settled(self) -> dict[Path, tuple[int, str]]:
        """The same, as soon as nothing has been written for two seconds: what was changed before may still be drawn."""
        while True:
            state = self.state()
            time.sleep(2)
            if state == self.state():
                return state

    @contextmanager
    def changed(self, path: Path, old: str, new: str) -> Iterator[None]:
        """A file changed for a while."""
        text = path.read_text("utf-8")
        self.change(path, old, new)
        try:
            yield
        finally:
            path.write_text(text, "utf-8")


def copied(folder: Path, content: Path = BASE) -> Path:
    """The project with the small library as its content, or with another one."""
    for name in ("build.py", "mkdocs.yml", "docs", "hooks", "guidance"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    shutil.copytree(content, folder / "content")
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    return folder


@contextmanager
def serving(folder: Path, *command: str) -> Iterator[Served]:
    """A preview on a free port, until the end of the test."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    temporary = Path(tempfile.mkdtemp(dir=folder))
    told = temporary.with_suffix(".txt")
    with told.open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [sys.executable, *command, place],
            cwd=folder,
            env=os.environ | {"TMPDIR": str(temporary)},
            stdout=log,
            stderr=log,
        )
    try:
        yield Served(folder, f"http://{place}/", temporary)
        assert server.poll() is None, told.read_text("utf-8")
    finally:
        server.terminate()
        server.wait()
    assert [*temporary.iterdir()] == []


def wait_until(condition: Callable[[], bool]) -> None:
    """Asks again and again until something is so."""
    until = time.monotonic() + SOON / 1000
    while not condition():
        assert time.monotonic() < until, "it did not become so"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(
        copied(tmp_path_factory.mktemp("preview")), "build.py", "serve", "--address"
    ) as served:
        wait_until(lambda: "404.html" in served.pages() and len(served.pages()) > 20)
        yield served


def opened(browser: Browser, address: str) -> Page:
    """A tab with a page, as soon as the server answers."""
    tab = browser.new_page()
    until = time.monotonic() + SOON / 1000
    while True:
        try:
            tab.goto(address)
        except Error:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return tab


@pytest.fixture
def tab(preview: Served, browser: Browser) -> Iterator[Page]:
    """The page of the panel."""
    page = opened(browser, f"{preview.address}2021/panels/1/index.html")
    page.wait_for_selector("[id='2021-P1-01']", timeout=SOON, state="attached")
    yield page
    page.close()


def comes(tab: Page, condition: str) -> None:
    """Waits until a page, which nobody touches, fulfils a condition."""
    tab.wait_for_function(condition, timeout=SOON)


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
            "document.body?.innerText.includes('New Chapter')",
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
def test_an_edit_shows_without_a_reload_by_hand(
    preview: Served, tab: Page, path: str, old: str, new: str, condition: str
) -> None:
    with preview.changed(preview.folder / path, old, new):
        comes(tab, condition)
    comes(tab, f"!({condition})")


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
def test_pages_that_are_not_drawn_again_are_as_a_new_preview_would_draw_them(
    preview: Served, path: str, old: str, new: str
) -> None:
    preview.settled()
    before = preview.pages()
    with (
        preview.changed(preview.folder / path, old, new),
        serving(preview.folder, "build.py", "serve", "--address") as anew,
    ):
        wait_until(lambda: preview.pages() != before and preview.pages() == anew.pages())
    wait_until(lambda: preview.pages() == before)


def test_an_edit_touches_the_pages_that_show_it_and_no_other(preview: Served) -> None:
    before = preview.settled()
    with preview.changed(preview.panel, "Demand drives the crime.", "Demand makes it."):
        wait_until(lambda: "Demand makes it." in preview.pages()["2021/panels/1/index.html"])
        after = preview.settled()
    changed = {page for page, (_, text) in after.items() if text != before[page][1]}
    assert changed == {page for page, (moment, _) in after.items() if moment != before[page][0]}
    assert len(changed) < len(after) / 4


def test_a_problem_is_told_on_pages_that_would_not_be_drawn_again(preview: Served) -> None:
    preview.settled()
    before = preview.pages()
    with preview.changed(preview.panel, "actors: [states]", "actors: [staates]"):
        wait_until(lambda: all("1 problem" in text for text in preview.pages().values()))
    wait_until(lambda: preview.pages() == before)


def test_a_broken_record_is_told_in_its_place_while_the_rest_stays_usable_and_heals(
    preview: Served, tab: Page, browser: Browser
) -> None:
    elsewhere = opened(browser, f"{preview.address}people/index.html")
    with preview.changed(preview.panel, "actors: [states]", "actors: [staates]"):
        comes(tab, "document.querySelector('.trouble')")
        for place in (".trouble--page", "article.record:has([id='2021-P1-02']) .trouble"):
            assert "takeaways[1].actors[0]" in tab.inner_text(place)
            assert "did you mean 'states'?" in tab.inner_text(place)
        assert tab.query_selector("article.record:has([id='2021-P1-01']) .trouble") is None
        assert "States should act." in tab.inner_text("article.record:has([id='2021-P1-02'])")
        comes(elsewhere, "document.querySelector('.trouble')")
        assert "Ada North" in elsewhere.inner_text("main")
        elsewhere.click(".trouble a")
        assert elsewhere.url == tab.url
    comes(tab, "document.querySelector('.md-footer') && !document.querySelector('.trouble')")
    comes(elsewhere, "document.querySelector('.md-footer') && !document.querySelector('.trouble')")
    elsewhere.close()


def test_markup_in_broken_content_is_shown_as_text_and_not_run(preview: Served, tab: Page) -> None:
    with preview.changed(
        preview.panel,
        "text: States should act.",
        "text: <img src=x onerror=\"document.title='hacked'\"> States should act.",
    ):
        comes(tab, "document.querySelector('.trouble--page')")
        assert "<img src=x" in tab.inner_text(".trouble--page")
        assert tab.query_selector("main img[src=x]") is None
        assert tab.title() != "hacked"


def test_a_file_that_is_no_yaml_leaves_the_last_good_state_on_show(
    preview: Served, tab: Page
) -> None:
    with preview.changed(preview.panel, "title: What", "title What"):
        comes(tab, "document.querySelector('.trouble--page')")
        assert "content/panels/2021-P1.yml" in tab.inner_text(".trouble--page")
        assert "What demand is" in tab.inner_text("h1")
    comes(tab, "document.querySelector('.md-footer') && !document.querySelector('.trouble')")


@pytest.mark.parametrize(
    "path", ["guidance/site/templates/panel.md.jinja", "guidance/site/theme/partials/footer.html"]
)
def test_a_broken_template_is_named_and_heals(preview: Served, tab: Page, path: str) -> None:
    with preview.changed(preview.folder / path, "{%", "{% if %}{%"):
        comes(tab, f"document.body?.innerText.includes('{path}')")
    comes(tab, "document.querySelector('.md-footer') && !document.querySelector('.trouble')")


def test_content_that_is_broken_at_the_start_is_shown_as_it_was_committed(
    tmp_path: Path, browser: Browser
) -> None:
    copied(tmp_path)
    for command in (
        ("init", "-q"),
        ("add", "content"),
        ("-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "All is sound"),
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    panel = tmp_path / "content" / "panels" / "2021-P1.yml"
    panel.write_text(panel.read_text("utf-8").replace("[states]", "[staates]"), "utf-8")
    with serving(tmp_path, "build.py", "serve", "--address") as served:
        page = opened(browser, f"{served.address}2021/panels/1/index.html")
        assert "did you mean 'states'?" in page.inner_text(
            "article.record:has([id='2021-P1-02']) .trouble"
        )
        page.close()


def test_downloads_and_citations_can_be_had_from_a_preview(preview: Served, tab: Page) -> None:
    for path in ("data/guidance.json", "id/2021-P1-01/citation.bib", "assets/tokens.css"):
        answer = tab.request.get(preview.address + path)
        assert answer.ok
        assert answer.body()


@pytest.mark.parametrize(
    "command",
    [("build.py", "serve", "--address"), ("-m", "mkdocs", "serve", "--dev-addr")],
    ids=["build.py", "mkdocs"],
)
def test_content_that_is_broken_at_the_start_is_told_at_any_address_and_heals(
    tmp_path: Path, browser: Browser, command: tuple[str, ...]
) -> None:
    copied(tmp_path)
    panel = tmp_path / "content" / "panels" / "2021-P1.yml"
    sound = panel.read_text("utf-8")
    panel.write_text(
        sound.replace("[states]", "[staates]").replace("number: 1", "number: one"), "utf-8"
    )
    with serving(tmp_path, *command) as served:
        home, elsewhere = (
            opened(browser, served.address),
            opened(browser, f"{served.address}2021/panels/1/index.html"),
        )
        for page in (home, elsewhere):
            assert "2 problems" in page.inner_text("h1")
            assert "did you mean 'states'?" in page.inner_text("main")
        panel.write_text(sound, "utf-8")
        comes(home, "document.querySelector('.doors')")
        comes(elsewhere, "document.getElementById('2021-P1-01')")
        home.close()
        elsewhere.close()
