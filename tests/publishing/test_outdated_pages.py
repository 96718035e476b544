"""The pages of a preview that are rendered again."""

from __future__ import annotations

from guidance.publishing.outdated_pages import PageHashes, PageTracker

FIRST = PageHashes("theme", {"index.md": "1", "people/index.md": "1"})


def outdated_pages(tracker: PageTracker) -> set[str]:
    pages = ("index.md", "people/index.md", "contributing/index.md")
    return {page for page in pages if tracker.is_outdated(page)}


def test_the_first_build_renders_all_pages() -> None:
    tracker = PageTracker()
    assert not tracker.begin(FIRST)
    assert outdated_pages(tracker) == {"index.md", "people/index.md", "contributing/index.md"}


def test_the_next_build_renders_changed_pages() -> None:
    tracker = PageTracker()
    tracker.begin(FIRST)
    tracker.finish()
    assert not tracker.begin(PageHashes("theme", {"index.md": "2", "people/index.md": "1"}))
    assert outdated_pages(tracker) == {"index.md"}


def test_a_change_of_shared_files_renders_all_pages() -> None:
    tracker = PageTracker()
    tracker.begin(FIRST)
    tracker.finish()
    assert not tracker.begin(PageHashes("another theme", FIRST.pages))
    assert outdated_pages(tracker) == {"index.md", "people/index.md", "contributing/index.md"}


def test_a_new_page_empties_the_folder_and_renders_all_pages() -> None:
    tracker = PageTracker()
    tracker.begin(FIRST)
    tracker.finish()
    assert tracker.begin(PageHashes("theme", {**FIRST.pages, "sources/index.md": "1"}))
    assert outdated_pages(tracker) == {"index.md", "people/index.md", "contributing/index.md"}


def test_after_an_unfinished_build_all_pages_are_rendered() -> None:
    tracker = PageTracker()
    tracker.begin(FIRST)
    tracker.finish()
    tracker.begin(FIRST)
    assert not tracker.begin(FIRST)
    assert outdated_pages(tracker) == {"index.md", "people/index.md", "contributing/index.md"}
