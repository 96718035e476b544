"""Page of changes, in a browser: what is new since a day, with the old wording beside the new."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.axe import violations
from tests.support.commands import SITE_URL, copy_project
from tests.support.scratch_repository import ScratchRepository
from tests.support.server import serve

PANEL = "panels/2021-P1.yml"
OLD = "2022-01-30"
RECENT = (date.today() - timedelta(days=10)).isoformat()


@pytest.fixture(scope="module")
def changed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the base library after an old change, and a recent one."""
    folder = tmp_path_factory.mktemp("changes")
    scratch = ScratchRepository.create(folder / "history")
    for identifier, title, new, day in (
        ("2021-P1-01", "Demand drives", "Demand fuels it", OLD),
        ("2021-P1-02", "States act", "States act together", RECENT),
    ):
        dated = f"    changed: {day}\n    change_note: Note on {identifier}.\n"
        scratch.replace(PANEL, (f"    title: {title}\n", f"    title: {new}\n{dated}"))
        scratch.commit(f"Change {identifier}")
    scratch.replace(PANEL, ("actors: [states]", "actors: [states, law-enforcement]"))
    scratch.replace(
        PANEL,
        ("text: States should act.", "text: States should act against trafficking at once."),
    )
    scratch.commit("Change more of it")
    (folder / "project").mkdir()
    project = copy_project(folder / "project", scratch.content)
    (scratch.folder / ".git").rename(project / ".git")
    site = project / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(site)]
    environment = {"SITE_URL": SITE_URL, "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture(scope="module")
def changes_url(changed_site: Path) -> Iterator[str]:
    with serve(changed_site) as url:
        yield url


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def shown(tab: Page) -> list[str]:
    """The days that are visible, as headings and with their changes."""
    days: list[str] = tab.evaluate(
        "[...document.querySelectorAll('.changes')].filter(day => day.checkVisibility())"
        ".map(day => day.dataset.day)"
    )
    headings = tab.evaluate(
        "[...document.querySelectorAll('h2[id^=on-]')].filter(day => day.checkVisibility())"
        ".map(day => day.id.replace('on-', ''))"
    )
    assert headings == days
    return days


def test_what_changed_in_the_last_month_takes_two_actions_from_the_home_page(
    tab: Page, changes_url: str
) -> None:
    tab.goto(changes_url)
    tab.get_by_role("link", name="What is new").last.click()
    tab.wait_for_url("**/changes/index.html")
    tab.get_by_role("link", name="In the last month").click()
    tab.wait_for_url("**since=last-month")
    assert shown(tab) == [RECENT]
    assert tab.locator("#since-state").inner_text().endswith(": 1.")
    tab.go_back()
    tab.wait_for_url("**/changes/index.html")
    assert shown(tab) == [RECENT, OLD]


def test_the_home_page_leads_to_the_last_month_at_once(tab: Page, changes_url: str) -> None:
    tab.goto(changes_url)
    tab.get_by_role("link", name="In the last month").click()
    tab.wait_for_url("**/changes/**since=last-month")
    assert shown(tab) == [RECENT]


def test_one_kind_is_shown_alone_and_keeps_the_choice_of_a_day(tab: Page, changes_url: str) -> None:
    tab.goto(f"{changes_url}changes/")
    tab.locator("#kind-choices").get_by_role("link", name="Reworded").click()
    tab.wait_for_url("**kind=wording")
    assert shown(tab) == [OLD]
    assert tab.locator("#since-state").inner_text() == "Reworded: 1."
    assert tab.locator(f"[id='2021-P1-01-{OLD}']").is_visible()
    tab.locator("#since-choices").get_by_role("link", name="In the last month").click()
    tab.wait_for_url("**since=last-month&kind=wording")
    assert shown(tab) == []
    tab.goto(f"{changes_url}changes/?kind=nonsense")
    assert shown(tab) == [RECENT, OLD]
    number = tab.locator("#summary tbody [data-kind=wording] a")
    assert str(number.get_attribute("href")).endswith(f"#in-2021-{OLD}-wording")


def test_a_day_by_address_and_by_form(tab: Page, changes_url: str) -> None:
    tab.goto(f"{changes_url}changes/?since={OLD}")
    assert shown(tab) == [RECENT, OLD]
    tab.locator("input[name=since]").fill("2022-01-31")
    tab.get_by_role("button", name="Show", exact=True).click()
    tab.wait_for_url("**/?since=2022-01-31")
    assert shown(tab) == [RECENT]
    assert "31 January 2022" in tab.locator("#since-state").inner_text()


@pytest.mark.parametrize(
    "asked", ["", "?since=", "?since=nonsense", "?since=2022-99", "?since=%00"]
)
def test_any_other_address_shows_everything(asked: str, tab: Page, changes_url: str) -> None:
    tab.goto(f"{changes_url}changes/{asked}")
    assert shown(tab) == [RECENT, OLD]
    assert tab.locator("#since-choices [aria-current=true]").inner_text() == "Everything"


def test_a_day_after_all_changes_says_that_nothing_changed(tab: Page, changes_url: str) -> None:
    tab.goto(f"{changes_url}changes/?since={date.today().isoformat()}")
    assert shown(tab) == []
    assert tab.locator("#since-state").inner_text().startswith("Nothing has changed since")


def test_the_last_visit_is_that_of_another_day_and_can_be_forgotten(
    tab: Page, changes_url: str
) -> None:
    address = f"{changes_url}changes/?since=last-visit"
    tab.goto(address)
    assert tab.locator("#since-state").inner_text().startswith("This browser knows of no earlier")
    assert shown(tab) == [RECENT, OLD]
    tab.evaluate("localStorage.setItem('changes.visits', '{\"latest\": \"2022-02-01\"}')")
    for _ in range(2):  # a second look on the same day is the same visit
        tab.goto(address)
        assert shown(tab) == [RECENT]
        assert "1 February 2022" in tab.locator("#since-state").inner_text()
    tab.get_by_role("button", name="Forget it").click()
    assert tab.evaluate("localStorage.getItem('changes.visits')") is None


@pytest.mark.parametrize("stored", ["null", "[]", "{", '{"latest": 5}', '{"latest": "<b>"}'])
def test_what_others_stored_does_no_harm(stored: str, tab: Page, changes_url: str) -> None:
    tab.goto(f"{changes_url}changes/")
    tab.evaluate("stored => localStorage.setItem('changes.visits', stored)", stored)
    tab.goto(f"{changes_url}changes/?since=last-visit")
    assert shown(tab) == [RECENT, OLD]


def test_without_scripts_everything_is_listed_without_a_choice(
    browser: Browser, changes_url: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{changes_url}changes/?since=last-month")
    assert tab.locator(".changes").count() == 2
    assert tab.locator(".changes").last.is_visible()
    assert not tab.locator("#since").is_visible()
    tab.locator("summary", has_text="Compare old and new wording").first.click()
    assert tab.locator(".change__wording").first.is_visible()
    context.close()


def test_the_old_wording_stands_beside_the_new_with_its_words_marked(
    tab: Page, changes_url: str
) -> None:
    tab.goto(f"{changes_url}changes/")
    tab.get_by_role("button", name="Open all wording").first.click()
    change = tab.locator(f"[id='2021-P1-02-{RECENT}']")
    assert change.locator("h5 a").inner_text() == "States act together"
    assert change.locator(".change__note").inner_text() == "Note on 2021-P1-02."
    assert change.locator("summary").inner_text() == (
        "Compare old and new wording Title, Text and Who acts"
    )
    title, text, actors = change.locator(".change__field").all()
    old, new = (" ".join(each.split()) for each in title.locator(".change__text").all_inner_texts())
    assert (old, new) == ("States act", "States act added: together")
    assert "against trafficking at once." in text.locator("ins").first.inner_text()
    assert text.locator("del").first.inner_text().startswith("removed:")
    assert "Law enforcement" in actors.inner_text()
    assert "law-enforcement" not in actors.inner_text()
    left, right = (side.bounding_box() for side in text.locator(".change__wording > div").all())
    assert left
    assert right
    assert left["y"] == right["y"]
    tab.set_viewport_size({"width": 360, "height": 800})
    left, right = (side.bounding_box() for side in text.locator(".change__wording > div").all())
    assert left
    assert right
    assert right["y"] >= left["y"] + left["height"]
    assert tab.evaluate("document.documentElement.scrollWidth") == 360


def test_the_summary_counts_the_kinds_of_what_is_shown(tab: Page, changes_url: str) -> None:
    """The recent change has another actor; the old one has other words alone, and is folded.

    On a short page, what is folded is open where there is nothing else to show.
    """
    head, row = "#summary thead th", "#summary tbody tr"
    tab.goto(f"{changes_url}changes/")
    assert tab.locator(head).all_inner_texts() == ["Conference", "Meaning changed", "Reworded"]
    assert tab.locator(f"{row} .glance__number").all_inner_texts() == ["1", "1"]
    change = tab.locator(f"[id='2021-P1-01-{OLD}']")
    assert change.is_visible()
    tab.locator(".fold__more > summary", has_text="1 reworded").click()
    assert not change.is_visible()
    tab.goto(f"{changes_url}changes/?since=last-month")
    assert tab.locator(f"{row} .glance__number").all_inner_texts() == ["1", "–"]
    tab.goto(f"{changes_url}changes/#2021-P1-01-{OLD}")
    assert change.locator(".change__wording").is_visible()


def test_marked_words_are_seen_without_colour(tab: Page, changes_url: str) -> None:
    tab.goto(f"{changes_url}changes/")
    tab.get_by_role("button", name="Open all wording").first.click()
    for element, line in (("del", "line-through"), ("ins", "underline")):
        style = tab.locator(element).first.evaluate("e => getComputedStyle(e).textDecorationLine")
        assert style == line


def test_an_address_of_one_change_opens_its_wording(tab: Page, changes_url: str) -> None:
    tab.goto(f"{changes_url}changes/#2021-P1-02-{RECENT}")
    details = tab.locator(".change__details")
    assert [each.get_attribute("open") is not None for each in details.all()] == [True, False]


def test_all_pages_lead_feed_readers_to_the_feed(tab: Page, changes_url: str) -> None:
    for folder in ("", "changes/", "2021/panels/1/"):
        tab.goto(changes_url + folder)
        link = tab.locator("link[rel~=alternate][type='application/atom+xml']").first
        assert link.evaluate("link => link.href") == f"{changes_url}feed.xml"
    tab.goto(f"{changes_url}changes/")
    feed = tab.get_by_role("link", name="Follow by feed (Atom)")
    assert feed.evaluate("link => link.href") == f"{changes_url}feed.xml"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_with_all_wording_is_accessible(
    scheme: str, browser: Browser, changes_url: str
) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    tab = context.new_page()
    tab.goto(f"{changes_url}changes/?since=last-month")
    tab.get_by_role("button", name="Open all wording").first.click()
    tab.evaluate("scrollTo(0, 0)")
    assert violations(tab) == []
    context.close()
