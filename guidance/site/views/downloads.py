"""View models of downloads: printed documents with their editions, and groups of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.output.downloads import Download, by_document, by_kind
from guidance.rendering.annotator import PlainText
from guidance.rendering.session_views import SessionPlanView, SessionSheet, session_plan_view
from guidance.site.page import Context


@dataclass(frozen=True)
class PrintedDocument:
    """A PDF document with one file per edition."""

    title: str
    editions: Sequence[Download]


@dataclass(frozen=True)
class DownloadGroup:
    """Downloads of one conference, or of one kind across conferences."""

    title: str
    anchor: str
    documents: Sequence[PrintedDocument]
    files: Sequence[Download]
    """Files that are not printed."""


def download_groups(
    library: Library, words: Words, downloads: Iterable[Download]
) -> list[DownloadGroup]:
    """Group downloads by conference, the latest first, and all others by kind."""
    of_conference: dict[str, list[Download]] = {}
    others: list[Download] = []
    conferences = {each.id: each for each in library.conferences}
    for download in downloads:
        owner = conference_of(download, conferences)
        (of_conference.setdefault(owner, []) if owner else others).append(download)
    return [
        *(
            _group(_title(words, conference), f"conference-{conference.id}", files)
            for conference in reversed(library.conferences)
            if (files := of_conference.get(conference.id))
        ),
        *(_group(words(f"downloads.{kind}"), kind, files) for kind, files in by_kind(others)),
    ]


def training(library: Library, words: Words, downloads: Sequence[Download]) -> Context:
    """What trainers hand out, by conference."""
    return {
        "groups": handout_groups(library, words, downloads),
        "has_worksheets": any(file.kind == "worksheet" for file in downloads),
    }


def handout_groups(
    library: Library, words: Words, downloads: Iterable[Download]
) -> list[DownloadGroup]:
    """Group what trainers hand out, printed or not, by conference, the latest first.

    The sheets of sessions are left out: they stand with their plans.
    """
    handed_out = [
        file
        for file in downloads
        if file.kind not in ("report", "session-sheet")
        and (file.edition or file.kind == "worksheet")
    ]
    return download_groups(library, words, handed_out)


def handouts_of(downloads: Iterable[Download], identifier: str) -> list[Download]:
    """The printed handouts of a panel, a pillar or a conference, one per edition."""
    names = (f"downloads/handouts/{identifier}", f"downloads/{identifier}/handout")
    return [download for download in downloads if download.document in names]


def conference_of(download: Download, conferences: Mapping[str, model.Conference]) -> str:
    """The conference of a download by its address, such as downloads/2021/report-a4.pdf.

    A handout of a panel or a pillar belongs to its conference, one of an actor to none.
    """
    folder, _, name = download.path.removeprefix("downloads/").partition("/")
    owner = name.partition("-")[0] if folder == "handouts" else folder
    return owner if owner in conferences else ""


def _title(words: Words, conference: model.Conference) -> str:
    return words("conference.of-year", year=conference.year, title=conference.title)


def _group(title: str, anchor: str, downloads: Sequence[Download]) -> DownloadGroup:
    printed = [file for file in downloads if file.edition]
    return DownloadGroup(
        title,
        anchor,
        [PrintedDocument(files[0].title, files) for files in by_document(printed)],
        [file for file in downloads if not file.edition],
    )


@dataclass(frozen=True)
class PlannedSession:
    """A session plan with its printed sheets."""

    view: SessionPlanView
    sheets: Sequence[PrintedDocument]
    """In the order of use; none where nothing has been printed."""


def planned_sessions(
    library: Library, words: Words, downloads: Iterable[Download]
) -> Mapping[str, PlannedSession]:
    """The session plans by panel, those of the latest conference first."""
    documents = {files[0].document: files for files in by_document(downloads)}
    sessions = {}
    for conference in reversed(library.conferences):
        for panel in library.panels_of(conference.id):
            if view := session_plan_view(library, words, PlainText(), panel):
                sessions[panel.id] = PlannedSession(view, [*_sheets(words, documents, view)])
    return sessions


def _sheets(
    words: Words, documents: dict[str, list[Download]], view: SessionPlanView
) -> Iterator[PrintedDocument]:
    for sheet in SessionSheet:
        if files := documents.get(f"downloads/handouts/{view.panel.id}-{sheet.value}"):
            yield PrintedDocument(words(f"session.{sheet.value}"), files)
