"""View models of the page about the site: who publishes it, and what may be copied."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.library.topics import by_standing
from guidance.site.page import Context
from guidance.site.views.conferences import document_line
from guidance.site.views.fact import Fact, facts

NAMED = 5
"""The number of documents up to which those with a permission are named, and all terms are open."""


@dataclass(frozen=True)
class PublisherView:
    """Who publishes the site, as far as the content says."""

    name: str
    """As a sentence; empty if the content does not say."""
    contacts: list[Fact]
    """All ways to reach the publisher."""

    @property
    def links(self) -> list[Fact]:
        """The ways that can be linked."""
        return [contact for contact in self.contacts if contact.address]


def publisher_view(library: Library, words: Words) -> PublisherView:
    """The publisher of a library's site."""
    publisher = library.publisher
    contact = publisher.contact if publisher and publisher.contact else model.Contact()
    email, web = contact.email or "", contact.web or ""
    return PublisherView(
        words("footer.publisher", name=publisher.name) if publisher else "",
        facts(
            Fact(words("imprint.email"), email, f"mailto:{email}"),
            Fact(words("imprint.web"), web, web),
            Fact(words("imprint.address"), contact.address or ""),
            Fact(words("imprint.telephone"), contact.telephone or ""),
        ),
    )


def about(library: Library, words: Words) -> Context:
    """Who runs the site, what may be copied, and all documents with their terms of use."""
    sources = by_standing(library.sources)
    return {
        "publisher": publisher_view(library, words),
        "copying": [*_copying(library, words, sources)],
        "documents": [document_line(words, source) for source in sources],
        "are_many": len(sources) > NAMED,
    }


def _copying(library: Library, words: Words, sources: Sequence[model.Source]) -> Iterator[str]:
    """What may be copied, in one line each: documents with and without a permission, the site."""
    permitting = [typeset(source.title) for source in sources if source.permission]
    refusing = len(sources) - len(permitting)
    if len(permitting) > NAMED:
        yield words("about.many-may-copy", number=len(permitting))
    elif permitting:
        yield words("about.may-copy", titles=words.enumeration(permitting))
    if refusing:
        key = "about.no-permission" if permitting else "about.none-permit"
        yield words.count(key, refusing)
    publisher = library.publisher
    permission = publisher.permission if publisher else ""
    yield permission or words("about.own-wording")
