"""Links to the glossary on the pages of the site, and their tooltips."""

from __future__ import annotations

import re
from pathlib import Path

from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from guidance import Library


def test_pages_link_terms_but_headings_and_the_glossary_do_not(
    site: Path, library: Library
) -> None:
    panel = BeautifulSoup(
        (site / "2024" / "pillars" / "1" / "index.html").read_text("utf-8"), "html.parser"
    )
    links = panel.select("a.term-link")
    ids = {term.id for term in library.terms}
    assert links
    assert all(
        str(link["href"]).startswith("../../../glossary/index.html#")
        and str(link["href"]).partition("#")[2] in ids
        for link in links
    )
    assert not panel.select(":is(h1, h2, h3, h4, a) a.term-link")
    assert "term-link" not in (site / "glossary" / "index.html").read_text("utf-8")
    for article in panel.select("article.record"):
        targets = [str(link["href"]) for link in article.select(".record__text a.term-link")]
        assert len(targets) == len(set(targets))


def test_a_tooltip_opens_by_keyboard_and_pointer_and_is_announced(
    server_url: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(f"{server_url}2024/pillars/1/")
    link = tab.locator(".record__text .term-link", has_text="remedy")
    described = link.get_attribute("aria-describedby")
    tip = tab.locator(f"#{described}")
    assert link.get_attribute("title") is None
    assert tip.get_attribute("role") == "tooltip"
    assert "What makes good a harm" in (tip.text_content() or "")
    assert not tip.is_visible()

    link.focus()
    assert tip.is_visible()
    tab.keyboard.press("Escape")
    assert not tip.is_visible()

    link.hover()
    assert tip.is_visible()
    tip.hover()
    assert tip.is_visible()
    tab.mouse.move(5, 5)
    tip.wait_for(state="hidden")
    context.close()


def test_the_first_tap_explains_a_term_and_a_link_leads_on(
    server_url: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    tab = context.new_page()
    tab.goto(f"{server_url}2024/pillars/1/")
    link = tab.locator(".record__text .term-link", has_text="remedy")
    tip = tab.locator(f"#{link.get_attribute('aria-describedby')}")
    link.tap()
    assert tip.is_visible()
    assert "glossary" not in tab.url
    tab.locator("h1").tap()
    assert not tip.is_visible()
    assert not tip.locator("a").count()
    link.tap()
    tip.get_by_role("link", name="In the glossary").tap()
    tab.wait_for_url("**/glossary/index.html#remedy")
    context.close()


def test_without_scripts_a_term_is_a_link_with_its_meaning_as_title(
    server_url: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{server_url}2024/pillars/1/")
    link = tab.locator(".record__text .term-link", has_text="remedy")
    assert re.match("What makes good a harm", link.get_attribute("title") or "")
    link.click()
    assert tab.url.endswith("glossary/index.html#remedy")
    context.close()
