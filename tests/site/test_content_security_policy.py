"""Content security policy: it lets every kind of page work, and allows nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from guidance.site.content_security_policy import policy
from tests.support.server import serve
from tests.support.site_pages import ONE_OF_EACH_KIND, RECORD_ADDRESS


@pytest.fixture(scope="module")
def site_policy(site: Path) -> str:
    """The policy in the settings for nginx."""
    match = re.search(
        r'Content-Security-Policy "([^"]*)"', (site / "server" / "nginx.conf").read_text("utf-8")
    )
    assert match
    return match[1]


@pytest.fixture(scope="module")
def server_url_with_policy(site: Path, site_policy: str) -> Iterator[str]:
    """URL of the site, served with the policy."""
    with serve(site, {"Content-Security-Policy": site_policy}) as url:
        yield url


def test_the_policy_allows_nothing_unsafe_and_no_other_host(site_policy: str) -> None:
    assert "unsafe" not in site_policy
    assert not re.search(r"https?:|\*", site_policy)
    directives = dict(part.strip().split(" ", 1) for part in site_policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert re.fullmatch(r"'self'( 'sha256-[\w+/]{43}=')+", directives["script-src"])
    assert directives["style-src"] == "'self'"


def test_both_servers_send_the_same_policy(site: Path, site_policy: str) -> None:
    assert f'"{site_policy}"' in (site / "server" / "apache.conf").read_text("utf-8")


def test_the_policy_lists_inline_scripts_by_hash_but_no_data_blocks() -> None:
    pages = [
        "<script>go()</script>",
        '<script type="application/ld+json">{}</script>',
        '<script src="a.js"></script>',
    ]
    assert (
        policy(pages).split("; ")[1]
        == "script-src 'self' 'sha256-5KYv+PUboo5h+0+YAtGRPbwv5d/QxzHslP4YGnUaxRw='"
    )


@pytest.mark.parametrize("folder", [*ONE_OF_EACH_KIND, RECORD_ADDRESS])
def test_a_page_works_under_the_policy(
    folder: str, server_url_with_policy: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme="light")
    tab = context.new_page()
    errors: list[str] = []
    tab.on(
        "console",
        lambda message: (
            errors.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(f"{server_url_with_policy}{folder}", wait_until="networkidle")
    if folder == RECORD_ADDRESS:
        tab.wait_for_url("**/2022/panels/1/**")
    tab.get_by_role("button", name="Dark colours").click()
    tab.get_by_role("button", name="Navigation").click()
    assert tab.locator("#navigation").evaluate("element => !element.inert")
    assert tab.locator("html").get_attribute("data-md-color-scheme") == "slate"
    context.close()
    assert errors == []


def test_the_policy_blocks_an_unknown_inline_script(
    server_url_with_policy: str, browser: Browser
) -> None:
    tab = browser.new_page()
    tab.goto(server_url_with_policy)
    has_run = tab.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.head.append(script);
            return !!window.ran;
        }"""
    )
    tab.close()
    assert not has_run
