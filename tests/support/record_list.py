"""The list of all records in a browser: what it shows, and how to filter it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from guidance import Library
from guidance.library.reading_order import in_reading_order

SHOWN = """[...document.querySelectorAll('article.record')]
    .filter(record => record.checkVisibility())
    .map(record => record.id.replace('listed-', ''))"""


def shown(tab: Page) -> list[str]:
    """The identifiers of the records that are shown, once they have loaded."""
    tab.wait_for_selector("#browse:not([aria-busy])")
    found: list[str] = tab.evaluate(SHOWN)
    return found


def tick(tab: Page, facet: str, value: str) -> None:
    """Click a box of the filter; its group is opened if it is closed."""
    box = tab.locator(f"input[name='{facet}'][value='{value}']")
    if not box.is_visible():
        for around in tab.locator(f"[data-facet='{facet}'] details:not([open])").all():
            if around.evaluate("(details, box) => details.contains(box)", box.element_handle()):
                around.locator("> summary").click()
    box.click()


def group(tab: Page, name: str) -> Locator:
    """The button of a group of natures."""
    return tab.locator("#natures").get_by_role("button", name=name)


def status(tab: Page) -> str:
    """The status line, including the part for screen readers."""
    return " ".join(tab.locator("#shown[role=status]").inner_text().split())


def ids(library: Library, *natures: str) -> list[str]:
    """The records of some natures in the order of the list."""
    records = in_reading_order(library, library.current_records)
    return [record.id for record in records if record.nature.value in natures or not natures]
