"""Terms of use of source documents: whom to acknowledge, and what may be copied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guidance.content import model
from guidance.library.library import Library


@dataclass(frozen=True)
class Terms:
    """The documents on which a page or a printed document draws, in order."""

    documents: tuple[model.Source, ...]

    @property
    def permitting(self) -> tuple[model.Source, ...]:
        """The documents that permit copying."""
        return tuple(document for document in self.documents if document.permission)

    @property
    def without_permission(self) -> tuple[model.Source, ...]:
        """The documents that give no permission to copy."""
        return tuple(document for document in self.documents if not document.permission)

    @property
    def publishers(self) -> tuple[str, ...]:
        """The publishers of all documents, each once; the authors where none is named."""
        names = (
            name
            for document in self.documents
            for name in document.publishers or document.authors or (document.title,)
        )
        return tuple(dict.fromkeys(names))


def terms_of(library: Library, documents: Iterable[str]) -> Terms:
    """The terms of documents, by their identifiers; each document counts once."""
    return Terms(tuple(library.source(document) for document in dict.fromkeys(documents)))


def terms_of_records(library: Library, records: Iterable[model.Record]) -> Terms:
    """The terms of the documents of some records, in their order."""
    return terms_of(library, (record.source.document for record in records))
