"""Atom feeds of what is new: one for all, and one for each actor, form and measure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from io import StringIO
from typing import NamedTuple
from urllib.parse import urlsplit

from feedgenerator import Atom1Feed

from guidance import limits
from guidance.content import model
from guidance.content.markdown import typeset
from guidance.library.changelog import Event
from guidance.library.facets import VOCABULARY_LISTS
from guidance.library.topics import Topic
from guidance.output.file import OutputFile
from guidance.rendering.environment import environment
from guidance.site.changes.changes_view import ChangeView
from guidance.site.pages import Site


class Feed(NamedTuple):
    """One feed."""

    path: str
    """Its path, relative to the site."""
    title: str
    page: str
    """The folder of the page that it is about."""
    topic: Topic | None = None
    """The topic of its records; None for all changes."""


class _AtomFeed(Atom1Feed):  # type: ignore[misc]
    """A feed whose date is that of the content, never that of the build."""

    def latest_post_date(self) -> datetime:
        """The date of the latest entry; of an empty feed, that of the content."""
        latest: datetime = self.feed["updated"]
        return latest


def all_feeds(site: Site) -> Iterator[Feed]:
    """The feed of all changes, then that of each value of a facet with a page of its own."""
    title = site.words("feed.title", title=site.words("product.title"))
    yield Feed("feed.xml", title, "changes/")
    for group in site.topic_groups:
        for topic in group.topics:
            title = site.words("feed.title", title=topic.label)
            yield Feed(f"{topic.folder}feed.xml", title, topic.folder, topic)


def feeds(site: Site) -> Iterator[OutputFile]:
    """All feeds as files."""
    template = environment(site.library, site.words).get_template("site/feed_entry.html.jinja")
    contents: dict[str, str] = {}

    def content(change: ChangeView) -> str:
        """What each feed that has a change says of it."""
        if change.anchor not in contents:
            text, permanent = _text(site, change), site.urls.permanent
            html = template.render(change=change, text=text, permanent=permanent)
            contents[change.anchor] = html.strip()
        return contents[change.anchor]

    for feed in all_feeds(site):
        yield OutputFile(feed.path, partial(_atom, site, feed, content))


def _atom(site: Site, feed: Feed, content: Callable[[ChangeView], str]) -> str:
    """The text of a feed."""
    changes = _changes_of(site, feed)
    atom = _AtomFeed(
        feed.title,
        site.urls.site_url + feed.page,
        "",
        language=str(site.words.locale).replace("_", "-"),
        author_name=site.words("product.title"),
        feed_url=site.urls.site_url + feed.path,
        feed_guid=site.urls.site_url + feed.path,
        updated=_moment(changes[0].date if changes else site.library.date),
    )
    for change in changes[: limits.FEED_ENTRIES]:
        event = site.words(f"changes.{change.event.value}")
        atom.add_item(
            site.words("feed.entry", event=event, title=typeset(change.title)),
            site.urls.permanent(change.id),
            None,
            unique_id=_tag(site.urls.site_url, change),
            updateddate=_moment(change.date),
            content=content(change),
        )
    text = StringIO()
    atom.write(text, "utf-8")
    return f"{text.getvalue()}\n"


def _changes_of(site: Site, feed: Feed) -> Sequence[ChangeView]:
    """The changes that a feed reports, the latest first."""
    topic, changes = feed.topic, site.changes.changes
    if not topic:
        return changes
    field = VOCABULARY_LISTS[topic.facet]
    return [each for each in changes if topic.id in _values(site, each, field)]


def _values(site: Site, change: ChangeView, field: str) -> Sequence[str]:
    entry = site.library.by_id[change.id]
    values: Sequence[str] = getattr(entry, field) if isinstance(entry, model.Record) else ()
    return values


def _text(site: Site, change: ChangeView) -> str:
    """What a new entry says; its title where it says nothing, or where the change has a note."""
    entry = site.library.by_id[change.id]
    if change.event is not Event.ADDED:
        return "" if change.note or change.fields else change.title
    names = ("text", "summary", "introduction", "about")
    return next((text for name in names if (text := getattr(entry, name, None))), change.title)


def _tag(site_url: str, change: ChangeView) -> str:
    """A tag URI (RFC 4151) that no other change of any entry has, wherever the site moves below."""
    host = urlsplit(site_url).hostname or "localhost"
    return f"tag:{host},{change.date}:{change.id}/{change.event.value}"


def _moment(date: str) -> datetime:
    """Midnight of a date in UTC; the first day where only the month or the year is known."""
    year, month, day = (*map(int, date.split("-")), 1, 1)[:3]
    return datetime(year, month, day, tzinfo=UTC)
