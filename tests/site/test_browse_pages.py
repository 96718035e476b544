"""The list of all records in several pages, on a site with generated records."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.browsing import first_load_size
from benchmarks.generator import write_content
from guidance import Library, open_library
from guidance.publishing.publication import open_publication
from guidance.site.views.browse import PAGE_SIZE
from tests.site.test_first_load import MAX_BYTES
from tests.support.commands import SITE_URL, copy_project
from tests.support.record_list import SHOWN, group, ids, shown, tick

CONFERENCES = 3
MANY_CONFERENCES = 25


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with more records than stand on one page of the list."""
    content = write_content(tmp_path_factory.mktemp("content") / "content", CONFERENCES)
    project = copy_project(tmp_path_factory.mktemp("many"), content)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-d", str(project / "site")]
    environment = os.environ | {"SITE_URL": SITE_URL}
    subprocess.run(command, cwd=project, env=environment, check=True, capture_output=True)
    return project


@pytest.fixture(scope="module")
def many(project: Path) -> Library:
    """The library of the site."""
    return open_library(project / "content")


@pytest.fixture
def tab(browser: Browser, project: Path) -> Iterator[Page]:
    """The list, opened from a folder."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto((project / "site" / "browse" / "index.html").as_uri())
    yield tab
    context.close()


def test_without_scripts_pages_lead_through_all_records(
    browser: Browser, project: Path, many: Library
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((project / "site" / "browse" / "index.html").as_uri())
    found = tab.evaluate(SHOWN)
    assert len(found) == PAGE_SIZE
    for number in range(2, -(-len(many.current_records) // PAGE_SIZE) + 1):
        tab.get_by_role("link", name=f"page {number}", exact=True).click()
        tab.wait_for_url(f"**/browse/{number}/index.html")
        assert tab.get_by_text("addresses that contain a filter, need JavaScript").is_visible()
        assert tab.title().startswith(f"Recommendations and other records (page {number}) – ")
        found += tab.evaluate(SHOWN)
    assert found == ids(many)
    context.close()


def test_the_filter_searches_the_records_of_all_pages(tab: Page, many: Library) -> None:
    group(tab, "Findings").click()
    findings = ids(many, "finding")
    assert shown(tab) == findings[:PAGE_SIZE]
    tick(tab, "actor", "states")
    by_states = [
        record
        for record in findings
        if "states" in many.by_id[record].actors  # type: ignore[attr-defined]
    ]
    assert shown(tab) == by_states[:PAGE_SIZE]
    title = many.title_of(by_states[-1])
    tab.get_by_label("Words in the records").fill(f"{title} {by_states[-1]}")
    tab.wait_for_url("**q=**")
    assert by_states[-1] in shown(tab)


def test_a_filtered_list_has_pages_of_its_own(tab: Page, many: Library) -> None:
    group(tab, "All").click()
    assert shown(tab) == ids(many)[:PAGE_SIZE]
    assert f"1–{PAGE_SIZE} of {len(many.current_records)}" in tab.locator("#pager").inner_text()
    tab.get_by_role("link", name="Next page").click()
    tab.wait_for_url("**?nature=all&page=2")
    assert shown(tab) == ids(many)[PAGE_SIZE : 2 * PAGE_SIZE]
    tick(tab, "nature", "practice")
    assert shown(tab) == ids(many, "practice")[:PAGE_SIZE]
    assert "page=" not in tab.url


def test_all_chosen_records_are_printed(tab: Page, many: Library) -> None:
    group(tab, "Findings").click()
    findings = ids(many, "finding")
    assert len(findings) > PAGE_SIZE
    assert shown(tab) == findings[:PAGE_SIZE]
    tab.evaluate(f"window.print = () => {{ window.printed = {SHOWN}; }}")
    tab.get_by_role("button", name="Print these records").click()
    tab.wait_for_function("window.printed")
    assert tab.evaluate("printed") == findings
    assert shown(tab) == findings[:PAGE_SIZE]


def test_links_of_loaded_cards_start_from_the_folder_of_the_list(tab: Page) -> None:
    group(tab, "All").click()
    tab.get_by_role("link", name="Next page").click()
    tab.wait_for_url("**page=2")
    record = shown(tab)[0]
    tab.locator(f"#listed-{record} .record__title a").click()
    tab.wait_for_url(f"**#{record}")
    assert tab.locator(f"[id='{record}']").is_visible()


def test_the_first_load_stays_small_with_many_conferences(
    browser: Browser, project: Path, tmp_path: Path
) -> None:
    """The page of a small site, with the list of a large one in its place."""
    content = write_content(tmp_path / "content", MANY_CONFERENCES)
    site = open_publication(content, SITE_URL).site
    first, *_ = site.record_list.site_pages()
    markdown = site.render(first, first.type.template)
    page = project / "site" / "browse" / "large.html"
    frame = (project / "site" / "browse" / "index.html").read_text("utf-8")
    start, end = frame.index('<div class="browse"'), frame.index("</article>\n            </main>")
    page.write_text(frame[:start] + markdown[markdown.index('<div class="browse"') :] + frame[end:])
    assert first_load_size(browser, page) <= MAX_BYTES
