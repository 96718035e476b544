"""Atom feeds of what is new: one for all, and one for each actor, form and measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import StringIO
from typing import NamedTuple
from urllib.parse import urlsplit

from feedgenerator import Atom1Feed

from guidance import limits
from guidance.content import model
from guidance.content.markdown import typeset
from guidance.library.changelog import Event
from guidance.library.facets import VOCABULARY_LISTS
from guidance.library.topics import topic_groups
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
    changes: Sequence[ChangeView]


class _AtomFeed(Atom1Feed):  # type: ignore[misc]
    """A feed whose date is that of the content, never that of the build."""

    def latest_post_date(self) -> datetime:
        """The date of the latest entry; of an empty feed, that of the content."""
        latest: datetime = self.feed["updated"]
        return latest


def all_feeds(site: Site) -> Iterator[Feed]:
    """The feed of all changes, then that of each value of a facet with a page of its own."""
    changes = site.changes.changes
    title = site.words("feed.title", title=site.words("product.title"))
    yield Feed("feed.xml", title, "changes/", changes)
    for group in topic_groups(site.facets):
        for topic in group.topics:
            field = VOCABULARY_LISTS[topic.facet]
            yield Feed(
                f"{topic.folder}feed.xml",
                site.words("feed.title", title=topic.label),
                topic.folder,
                [each for each in changes if topic.id in _values(site, each, field)],
            )


def feeds(site: Site) -> Iterator[OutputFile]:
    """All feeds as files."""
    template = environment(site.library, site.words).get_template("site/feed_entry.html.jinja")
    contents: dict[str, str] = {}
    for feed in all_feeds(site):
        atom = _AtomFeed(
            feed.title,
            site.urls.site_url + feed.page,
            "",
            language=str(site.words.locale).replace("_", "-"),
            author_name=site.words("product.title"),
            feed_url=site.urls.site_url + feed.path,
            feed_guid=site.urls.site_url + feed.path,
            updated=_moment(feed.changes[0].date if feed.changes else site.library.date),
        )
        for change in feed.changes[: limits.FEED_ENTRIES]:
            if change.anchor not in contents:
                contents[change.anchor] = template.render(
                    change=change, text=_text(site, change), permanent=site.urls.permanent
                )
            event = site.words(f"changes.{change.event.value}")
            atom.add_item(
                site.words("feed.entry", event=event, title=typeset(change.title)),
                site.urls.permanent(change.id),
                None,
                unique_id=_tag(site.urls.site_url, change),
                updateddate=_moment(change.date),
                content=contents[change.anchor].strip(),
            )
        text = StringIO()
        atom.write(text, "utf-8")
        yield OutputFile(feed.path, f"{text.getvalue()}\n")


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
