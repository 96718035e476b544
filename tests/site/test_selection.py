"""My selection: chosen on any page, kept in the browser, shared by address, and exported."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from guidance.library.citations import Citation
from tests.support.axe import View, violations
from tests.support.commands import SITE_URL
from tests.support.server import serve

PANEL = "2022/panels/1/index.html"
CHOSEN = ["2022-P1-01", "2022-P1-02"]
LISTED = "[...document.querySelectorAll('#records .record')].map(card => card.id.slice(7))"
STORED = "localStorage.getItem('guidance.selection')"


@pytest.fixture
def tab(server_url: str, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{server_url}{PANEL}")
    yield page
    context.close()


def choose(tab: Page, *identifiers: str) -> None:
    for identifier in identifiers:
        tab.locator(f"main [data-select='{identifier}']").click()


def clipboard(tab: Page) -> str:
    return str(tab.evaluate("navigator.clipboard.readText()"))


def listed(tab: Page, expected: list[str]) -> None:
    """Wait until the page of the selection shows these records in this order."""
    tab.wait_for_function(f"expected => JSON.stringify({LISTED}) === expected", arg=_json(expected))


def _json(value: list[str]) -> str:
    return json.dumps(value, separators=(",", ":"))


def test_a_press_puts_a_record_on_the_list_and_offers_what_comes_next(
    tab: Page, server_url: str, citations: dict[str, Citation]
) -> None:
    header = tab.locator(".header__selection")
    expect(header).to_be_hidden()
    choose(tab, *CHOSEN)
    assert tab.evaluate(STORED) == ",".join(CHOSEN)
    expect(header).to_have_text(re.compile(r"My selection\s+2"))
    expect(tab.locator("[data-selection-told]").first).to_have_text("On your selection: 2")
    expect(tab.locator(f"[data-select='{CHOSEN[1]}']")).to_have_attribute("aria-pressed", "true")
    tab.keyboard.press("Tab")  # from the button to what is offered below it
    tab.keyboard.press("Enter")
    expect(tab.locator(".tray__count")).to_have_text("Copied")
    assert clipboard(tab) == "\n".join(citations[each].text for each in CHOSEN)
    choose(tab, CHOSEN[0])
    assert tab.evaluate(STORED) == CHOSEN[1]
    tab.goto(f"{server_url}about/index.html")
    expect(header).to_have_text(re.compile(r"My selection\s+1"))


def test_a_full_list_takes_no_more_and_says_so(tab: Page) -> None:
    tab.evaluate("""localStorage.setItem('guidance.selection',
        Array.from({ length: 200 }, (_, number) => `2022-P9-${100 + number}`).join())""")
    choose(tab, CHOSEN[0])
    expect(tab.locator(".tray__count")).to_contain_text("up to 200 records; left out: 1.")
    expect(tab.locator(f"[data-select='{CHOSEN[0]}']")).to_have_attribute("aria-pressed", "false")


def test_the_page_shows_the_list_and_forgets_it(tab: Page) -> None:
    choose(tab, *CHOSEN)
    tab.locator(".tray__open").click()
    listed(tab, CHOSEN)
    tab.locator("main [data-select]").first.press("Enter")
    listed(tab, CHOSEN[1:])
    expect(tab.locator("main [data-select]").first).to_be_focused()
    tab.get_by_role("button", name="Forget it").click()
    listed(tab, [])
    assert tab.evaluate(STORED) is None
    expect(tab.get_by_text("Nothing is on your selection yet")).to_be_visible()
    tab.get_by_role("button", name="Bring it back").click()
    listed(tab, CHOSEN[1:])


def test_a_shared_list_is_shown_and_replaces_nothing_until_asked(
    tab: Page, server_url: str
) -> None:
    choose(tab, CHOSEN[0])
    strange = "2022-P1-02,2022-P1-03,9999-P9-99,../x,<b>"
    tab.goto(f"{server_url}selection/index.html?records={strange}")
    listed(tab, ["2022-P1-02"])
    expect(tab.locator("#absent")).to_have_text("Not found, or withdrawn: 2022-P1-03, 9999-P9-99.")
    assert tab.evaluate(STORED) == CHOSEN[0]
    tab.get_by_role("link", name="Show my selection").click()
    listed(tab, [CHOSEN[0]])
    tab.go_back()
    tab.get_by_role("button", name="Add these to my selection").click()
    listed(tab, CHOSEN)
    assert tab.evaluate("location.search") == ""
    tab.get_by_role("button", name="Share this selection").click()
    expect(tab.locator("#shared-status")).to_have_text("Copied")
    ids = "2022-P1-01,2022-P1-02,2022-P1-03,9999-P9-99"
    assert clipboard(tab) == f"{server_url}selection/index.html?records={ids}"


@pytest.fixture
def page_of_two(tab: Page, server_url: str) -> Page:
    """The page of a list with two records, under the content security policy."""
    tab.goto(f"{server_url}selection/index.html?records={','.join(CHOSEN)}")
    listed(tab, CHOSEN)
    return tab


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_the_list_is_saved_for_reference_managers_and_as_a_matrix(
    site: Path, browser: Browser
) -> None:
    """Under the policy that servers send, and after the network is gone."""
    settings = (site / "server" / "nginx.conf").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy "([^"]*)"', settings)
    assert policy
    with serve(site, {"Content-Security-Policy": policy[1]}) as url:
        tab = browser.new_page()
        tab.goto(f"{url}selection/index.html?records={','.join(CHOSEN)}")
        listed(tab, CHOSEN)
        saved = {name: save(tab, name) for name in ("BibTeX", "RIS", "Save as a spreadsheet")}
        tab.close()
    for name, suffix, joint in (("BibTeX", "bib", "\n"), ("RIS", "ris", "")):
        files = [(site / "id" / each / f"citation.{suffix}").read_bytes() for each in CHOSEN]
        assert saved[name] == joint.encode().join(files)
    rows = list(load_workbook(io.BytesIO(saved["Save as a spreadsheet"])).active.values)  # type: ignore[union-attr]
    assert rows[0][:6] == ("Record", "Title", "Who acts", "Status", "Responsible", "By when")
    assert [row[:6] for row in rows[1:]] == [
        ("2022-P1-01", "Pay by the day hides the hours", "Businesses", None, None, None),
        ("2022-P1-02", "Farms keep a list of hours", "Businesses", None, None, None),
    ]
    assert [row[7] for row in rows[1:]] == [f"{SITE_URL}id/{each}/" for each in CHOSEN]


def save(tab: Page, name: str) -> bytes:
    """The file that a button saves."""
    with tab.expect_download() as download:
        tab.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_bytes()


def test_the_list_is_copied_with_headings_and_citations(
    page_of_two: Page, citations: dict[str, Citation]
) -> None:
    page_of_two.get_by_role("button", name="Copy for a word processor").click()
    expect(page_of_two.locator("#done")).to_have_text("Copied")
    html = page_of_two.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html'))"
        ".then(blob => blob.text())"
    )
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", html) == [
        "Pay by the day hides the hours",
        "Farms keep a list of hours",
    ]
    text = clipboard(page_of_two)
    assert all(citations[each].text in text for each in CHOSEN)
    command = page_of_two.locator("#command").text_content()
    assert command == (
        "python build.py handout --record 2022-P1-01 --record 2022-P1-02 -o selection.pdf"
    )


def test_print_holds_the_records_with_their_citations_and_no_buttons(
    page_of_two: Page, citations: dict[str, Citation]
) -> None:
    page_of_two.get_by_role("button", name="Titles").click()
    expect(page_of_two.locator("main .record__body:visible")).to_have_count(0)
    page_of_two.emulate_media(media="print")
    visible = page_of_two.locator("main").inner_text()
    assert "Some farms keep a list of hours." in visible
    assert all(citations[each].text in " ".join(visible.split()) for each in CHOSEN)
    assert "For reference managers" not in visible
    assert page_of_two.locator("main button:visible").count() == 0


def test_all_of_a_list_or_of_a_search_is_added_at_once(tab: Page, server_url: str) -> None:
    tab.goto(f"{server_url}browse/index.html?actor=businesses&nature=all")
    tab.get_by_role("button", name="Add all of these to my selection").click()
    tab.wait_for_selector(".tray")
    number = int(str(tab.locator("#shown").inner_text()).split()[0])
    assert len(str(tab.evaluate(STORED)).split(",")) == number
    tab.evaluate("localStorage.clear()")
    tab.goto(f"{server_url}search/index.html?q=hours")
    records = tab.locator("#results-all [data-select]")
    expect(records.first).to_be_attached()
    wanted = [each.get_attribute("data-select") for each in records.all()]
    tab.get_by_role("button", name="Add all of these to my selection").click()
    assert str(tab.evaluate(STORED)).split(",") == [each for each in wanted if each]


def test_without_storage_the_list_lasts_as_long_as_the_page(
    browser: Browser, server_url: str
) -> None:
    tab = browser.new_page()
    tab.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    tab.goto(f"{server_url}{PANEL}")
    choose(tab, *CHOSEN)
    tab.locator(".header__selection").click()
    listed(tab, CHOSEN)
    tab.close()


def test_from_a_folder_the_public_address_is_shared(browser: Browser, site: Path) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.goto((site / PANEL).as_uri())
    choose(tab, *CHOSEN)
    tab.locator(".header__selection").click()
    listed(tab, CHOSEN)
    tab.get_by_role("button", name="Share this selection").click()
    field = tab.locator("#shared-address")
    expect(field).to_have_value(f"{SITE_URL}selection/?records={','.join(CHOSEN)}")
    context.close()


def test_without_scripts_there_are_no_buttons(browser: Browser, server_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    for path in (PANEL, "selection/index.html"):
        tab.goto(f"{server_url}{path}")
        assert tab.locator("main button:visible").count() == 0
    expect(tab.get_by_text("My selection needs JavaScript")).to_be_visible()
    context.close()


def test_buttons_are_large_enough_for_fingers(browser: Browser, server_url: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    tab = context.new_page()
    tab.goto(f"{server_url}{PANEL}")
    choose(tab, CHOSEN[0])
    for part in (
        f"[data-select='{CHOSEN[0]}']",
        ".tray__cite",
        ".tray__open",
        ".header__selection",
    ):
        box = tab.locator(part).first.bounding_box()
        assert box
        assert box["height"] >= 44, part
    context.close()


@pytest.mark.parametrize("view", [View("light", 1280), View("dark", 320)], ids=["light", "dark"])
def test_no_state_of_the_selection_violates_wcag_or_scrolls_sideways(
    view: View, browser: Browser, server_url: str
) -> None:
    context = browser.new_context(**view.context_options())
    tab = context.new_page()
    found: dict[str, list[str]] = {}

    def check(state: str) -> None:
        found[state] = violations(tab)
        assert tab.evaluate("document.scrollingElement.scrollWidth") <= view.width, state

    tab.goto(f"{server_url}{PANEL}")
    choose(tab, CHOSEN[0])
    check("offered")
    tab.keyboard.press("/")
    tab.fill("#search-words", "hours")
    tab.locator("dialog [data-select]").first.click()
    check("result")
    tab.goto(f"{server_url}selection/index.html?records=2022-P1-02,9999-P9-99")
    listed(tab, CHOSEN[1:])
    check("shared")
    tab.get_by_role("button", name="Add these to my selection").click()
    tab.get_by_role("button", name="Share this selection").click()
    tab.locator("#actions summary").click()
    check("own")
    context.close()
    assert {state: problems for state, problems in found.items() if problems} == {}
