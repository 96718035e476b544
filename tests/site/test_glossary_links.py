"""Links from terms in texts to the glossary, and their tooltips."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from guidance import Library
from guidance.content import model
from guidance.rendering.glossary_links import Glossary, GlossaryLinker, meaning

TERMS = (
    model.Term(
        id="ngo",
        term="NGO",
        stands_for="non-governmental organization",
        text="A group of *citizens*.",
    ),
    model.Term(id="who", term="WHO", stands_for="World Health Organization"),
    model.Term(id="demand", term="demand", text="A wish to buy."),
    model.Term(id="exploitation", term="exploitation", text="Unfair use."),
    model.Term(id="sexual-exploitation", term="sexual exploitation", text="Abuse."),
    model.Term(id="point", term="point", text="A record.", sense=model.Sense.EVERYDAY),
)


def marked(words: str) -> list[str]:
    html = GlossaryLinker(Glossary(TERMS), "#{}".format).prose(words)
    return [link.get_text() for link in BeautifulSoup(html, "html.parser").select("a.term-link")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The demand and the demand.", ["demand"]),
        ("One demand.\n\nThe demand.", ["demand"]),
        ("Demand grows.", ["Demand"]),
        ("It demands, on-demand, demanding.", []),
        ("Against sexual exploitation and exploitation.", ["sexual exploitation", "exploitation"]),
        ("Those who know (NGOs) and the WHO.", ["NGOs", "WHO"]),
        ("An *NGO* and a [demand](https://osce.org).", ["NGO"]),
        ("[An *NGO*](https://osce.org), then an NGO.", ["NGO"]),
        ("One point.", []),
    ],
)
def test_the_first_exact_occurrence_of_a_term_outside_links_is_linked(
    words: str, expected: list[str]
) -> None:
    assert marked(words) == expected


def test_links_to_the_glossary_keep_the_text_and_escape_it() -> None:
    html = GlossaryLinker(Glossary(TERMS), "#{}".format).prose('3 < 4, "NGO" & demand')
    assert html == (
        '<p>3 &lt; 4, &quot;<a class="term-link" href="#ngo" '
        'title="non-governmental organization. A group of citizens.">NGO</a>&quot; &amp; '
        '<a class="term-link" href="#demand" title="A wish to buy.">demand</a></p>'
    )


def test_lines_link_a_term_once_per_section() -> None:
    linker = GlossaryLinker(Glossary(TERMS), "#{}".format)
    first, second = linker.line_annotator(), linker.line_annotator()
    lines = [first("Director, NGO"), first("Head, NGO"), second("Chief, NGO")]
    assert ["term-link" in line for line in lines] == [True, False, True]


def test_the_meaning_of_a_term_is_plain_text() -> None:
    assert meaning(TERMS[0]) == "non-governmental organization. A group of citizens."


def test_pages_link_terms_but_headings_and_the_glossary_do_not(
    site: Path, library: Library
) -> None:
    panel = BeautifulSoup(
        (site / "2021" / "panels" / "2" / "index.html").read_text("utf-8"), "html.parser"
    )
    links = panel.select("a.term-link")
    ids = {term.id for term in library.terms}
    assert len(links) > 20
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
    served: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.goto(f"{served}2021/panels/2/")
    link = tab.locator(".narrative .term-link", has_text="UNODC")
    described = link.get_attribute("aria-describedby")
    tip = tab.locator(f"#{described}")
    assert link.get_attribute("title") is None
    assert tip.get_attribute("role") == "tooltip"
    assert "United Nations Office on Drugs and Crime" in (tip.text_content() or "")
    assert not tip.is_visible()

    tab.locator(".narrative .term-link").first.focus()
    tab.keyboard.press("Tab")
    focused = tab.locator(":focus")
    shown = tab.locator(f"#{focused.get_attribute('aria-describedby')}")
    assert shown.is_visible()
    tab.keyboard.press("Escape")
    assert not shown.is_visible()

    link.hover()
    assert tip.is_visible()
    tip.hover()
    assert tip.is_visible()
    tab.mouse.move(5, 5)
    tip.wait_for(state="hidden")
    context.close()


def test_without_scripts_a_term_is_a_link_with_its_meaning_as_title(
    served: str, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{served}2021/panels/2/")
    link = tab.locator(".narrative .term-link", has_text="UNODC")
    assert re.match("United Nations Office", link.get_attribute("title") or "")
    link.click()
    assert tab.url.endswith("glossary/index.html#unodc")
    context.close()
