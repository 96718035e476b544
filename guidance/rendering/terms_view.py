"""View model of terms of use: whom to acknowledge, and what each document permits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.i18n import Words
from guidance.library.terms import Terms

NAMED = 5
"""The number of publishers up to which the short form names each."""


@dataclass(frozen=True)
class TermsView:
    """The terms of the documents on which one page or printed document draws, as text."""

    titles: Sequence[str]
    """The title of each document."""
    acknowledgement: str
    """The publishers of all documents, and that the restatement is none of theirs."""
    short: str
    """The same with the number of publishers in the place of their names, if they are many."""
    permissions: Sequence[str]
    """The permission of each document in its own words, then which documents give none."""

    @property
    def summary(self) -> str:
        """The terms in one paragraph, for the metadata of a page or a file."""
        return " ".join((self.acknowledgement, *self.permissions))


def terms_view(terms: Terms, words: Words) -> TermsView:
    """Build the view of the terms of some documents; without documents, it is empty."""
    if not terms.documents:
        return TermsView((), "", "", ())
    acknowledgement = words("acknowledgement", publishers="; ".join(map(typeset, terms.publishers)))
    number = len(terms.publishers)
    return TermsView(
        [typeset(document.title) for document in terms.documents],
        acknowledgement,
        words("acknowledgement.many", number=number) if number > NAMED else acknowledgement,
        [*_permissions(terms, words)],
    )


def _permissions(terms: Terms, words: Words) -> Iterator[str]:
    by_text: dict[str, list[model.Source]] = {}
    for document in terms.permitting:
        by_text.setdefault(document.permission or "", []).append(document)
    for text, documents in by_text.items():
        permission = " ".join(plain(text).split())
        yield words("permission", titles=_titles(documents, words), permission=permission)
    if refusing := terms.without_permission:
        yield words.count("no-permission", len(refusing), titles=_titles(refusing, words))


def _titles(documents: Sequence[model.Source], words: Words) -> str:
    return words.enumeration([typeset(document.title) for document in documents])
