"""Cover, imprints and addresses of the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from guidance.content import model
from guidance.content.markdown import plain, typeset
from guidance.i18n import Words
from guidance.pdf.documents.builder import title_size
from guidance.pdf.documents.report.annotator import ReportAnnotator
from guidance.pdf.documents.report.view import CoverView, DocumentImprint


def cover_view(conference: model.Conference, words: Words) -> CoverView:
    """The cover of the report of a conference."""
    starts = conference.starts
    days = words.days(starts, conference.ends) if starts else conference.year
    return CoverView(
        [words("cover.conclusions-from"), typeset(conference.name)]
        if conference.name
        else [words("cover.conclusions")],
        title_size(conference.title),
        [line for line in (days, conference.place) if line],
    )


def document_imprint(
    words: Words, document: model.Source, reference: str, annotator: ReportAnnotator
) -> DocumentImprint:
    """The imprint of a source document, as far as it has one."""
    contact = document.contact or model.Contact()
    lines = [
        contact.telephone and f"{words('imprint.telephone')} {contact.telephone}",
        contact.fax and f"{words('imprint.fax')} {contact.fax}",
        contact.email,
        contact.web or document.web,
    ]
    return DocumentImprint(
        document,
        reference,
        annotator.remark(document.erratum),
        ", ".join(filter(None, (*document.publishers, contact.address))),
        words.enumeration([line for line in lines if line]),
        " ".join(plain(document.permission).split())
        if document.permission
        else words.count("no-permission", 1, titles=typeset(document.title)),
        words.enumeration(list(document.photos)),
        _prose(annotator, document.disclaimer),
        _prose(annotator, document.acknowledgements),
    )


def addresses(documents: Iterable[model.Source]) -> list[Sequence[str]]:
    """The publishers of some documents with the lines of contact, each once."""
    found: dict[tuple[str, ...], None] = {}
    for document in documents:
        contact = document.contact or model.Contact()
        lines = (contact.address, contact.social, contact.email, contact.web or document.web)
        if document.publishers:
            found[(*document.publishers, *(line for line in lines if line))] = None
    return list(found)


def _prose(annotator: ReportAnnotator, text: str | None) -> Markup:
    return annotator.prose(text) if text else Markup()
