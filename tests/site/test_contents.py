"""Contents and navigation beside a page: where one reads is marked and in view."""

from __future__ import annotations

from playwright.sync_api import Browser, expect


def test_the_entry_that_was_followed_is_marked(server_url: str, browser: Browser) -> None:
    """On the last part of a page, which is shorter than the window, it cannot be."""
    tab = browser.new_page(viewport={"width": 1280, "height": 500})
    tab.goto(f"{server_url}2022/panels/1/")
    links = tab.locator(".md-nav--secondary a.md-nav__link")
    room = tab.evaluate("document.documentElement.scrollHeight - innerHeight")
    followed = 0
    for number in range(links.count()):
        link = links.nth(number)
        anchor = str(link.get_attribute("href")).removeprefix("#")
        top = tab.evaluate(
            "id => document.getElementById(id).getBoundingClientRect().top + scrollY", anchor
        )
        if top - 80 < room:
            link.click()
            expect(tab.locator(".md-nav--secondary .md-nav__link--active")).to_have_text(
                link.inner_text()
            )
            followed += 1
    assert followed > 2
    tab.close()


def test_the_title_of_the_contents_scrolls_with_them(server_url: str, browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 500})
    tab.goto(f"{server_url}2022/panels/1/")
    title = tab.locator(".md-nav--secondary .md-nav__title")
    assert title.evaluate("title => getComputedStyle(title).position") == "static"
    tab.close()


def test_the_current_page_is_in_view_in_a_low_window(server_url: str, browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 330})
    for folder in ("2022/side-events/", "2022/panels/1/"):
        tab.goto(f"{server_url}{folder}")
        expect(tab.locator("#navigation [aria-current=page]")).to_be_in_viewport(ratio=1)
    tab.close()
