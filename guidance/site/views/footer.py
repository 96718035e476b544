"""View model of the footer of every page: who is responsible, and as of which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from guidance.i18n import Words
from guidance.library.library import Library
from guidance.site.views.about import PublisherView, publisher_view
from guidance.site.views.registers import people_title

_PAGES = {
    "about/": "about.title",
    "glossary/": "glossary.title",
    "downloads/": "downloads.title",
    "changes/": "changes.title",
    "people/": "people.title",
    "accessibility/": "accessibility.title",
    "for-editors/": "editors.title",
}
"""The pages that the footer names, each with the key of its title."""


@dataclass(frozen=True)
class FooterView:
    """What the footer of every page says."""

    pages: Sequence[tuple[str, str]]
    """Pages for everyone: the folder of each, and its title."""
    publisher: PublisherView
    date: str
    """The day of the content, as a sentence."""


def footer_view(library: Library, words: Words) -> FooterView:
    """The footer of a library's site."""
    titles = {folder: words(key) for folder, key in _PAGES.items()}
    return FooterView(
        [*(titles | {"people/": words(people_title(library))}).items()],
        publisher_view(library, words),
        words("footer.date", day=words.day(library.date)),
    )
