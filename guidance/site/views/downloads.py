"""View models of downloads: printed documents with their editions, and groups of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from operator import attrgetter, mul

from guidance.content import model
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.output.downloads import Download, by_document, by_kind
from guidance.rendering.annotator import PlainText
from guidance.rendering.session_views import SessionPlanView, SessionSheet, session_plan_view
from guidance.site.page import Context

SCHEMA = "schema"
"""The kind of downloads for editors' programs."""


PAPERS = ("a4", "letter", "large-a4", "large-letter")
"""The editions by paper and size of print, the usual one first."""

SHORT = 4
"""The number of documents up to which a group shows all of them at once."""
FEW = 5
"""The number of conferences up to which the groups of all of them are open."""


@dataclass(frozen=True)
class PrintedDocument:
    """A document to print: one file that most people need, and its other formats."""

    title: str
    main: Download
    others: Sequence[Download]
    """Its other editions, and the same as a spreadsheet."""
    often: str = ""
    """How many copies a session needs, as a phrase."""
    place: str = ""
    """Where these copies lie; empty where that does not matter."""


def printed_document(
    title: str, files: Sequence[Download], often: str = "", place: str = ""
) -> PrintedDocument:
    """A document of which there are some files; the first is the one that most people need."""
    main, *others = files
    return PrintedDocument(title, main, others, often, place)


@dataclass(frozen=True)
class DownloadGroup:
    """Downloads of one conference, or of one kind across conferences."""

    title: str
    anchor: str
    documents: Sequence[PrintedDocument]
    files: Sequence[Download]
    """Files that are not printed."""
    is_folded: bool = False
    """Whether it is one of many conferences: all but the latest are closed at first."""

    @property
    def is_long(self) -> bool:
        """Whether its documents are closed at first."""
        return len(self.documents) > SHORT


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
    groups = [
        _group(
            _title(words, conference),
            f"conference-{conference.id}",
            files,
            partial(_name_in, library, words, conference),
        )
        for conference in reversed(library.conferences)
        if (files := of_conference.get(conference.id))
    ]
    return [
        *(replace(group, is_folded=len(groups) > FEW) for group in groups),
        *(_group(words(f"downloads.{kind}"), kind, files) for kind, files in by_kind(others)),
    ]


def training(library: Library, words: Words, downloads: Sequence[Download]) -> Context:
    """What trainers hand out, by conference."""
    return {
        "groups": handout_groups(library, words, downloads),
        "has_worksheets": any(file.kind == "worksheet" for file in downloads),
    }


@dataclass(frozen=True)
class Offers:
    """What there is to print, to download and to train with, in the words of pages."""

    words: Words
    downloads: Sequence[Download]
    has_plans: bool
    """Whether there are plans for sessions."""

    @cached_property
    def has_prints(self) -> bool:
        """Whether anything has been printed; pages speak of PDFs only then."""
        return any(file.pages for file in self.downloads)

    @property
    def training(self) -> str:
        """What the page on training offers, in a sentence."""
        if self.has_prints:
            return self.words("trainers.lead")
        return self.words("trainers.lead-plans" if self.has_plans else "trainers.lead-own")

    @property
    def download(self) -> str:
        """What there is to download, in a sentence."""
        offered = {
            "downloads.offers-prints": self.has_prints,
            "downloads.offers-data": True,
            "downloads.offers-site": any(file.kind == "site" for file in self.downloads),
        }
        things = [self.words(key) for key, is_offered in offered.items() if is_offered]
        return self.words("downloads.lead", things=self.words.enumeration(things))


def all_downloads(library: Library, words: Words, downloads: Sequence[Download]) -> Context:
    """All downloads for readers; the schemas are for editors, on their page."""
    shown = [file for file in downloads if file.kind != SCHEMA]
    groups = download_groups(library, words, shown)
    return {
        "papers": papers(shown),
        "groups": [each for each in groups if not each.is_folded],
        "folded": [each for each in groups if each.is_folded],
        "first": [*_most_wanted(shown)],
    }


def papers(downloads: Iterable[Download]) -> list[str]:
    """The editions among which readers choose once for all documents; none for a single one."""
    editions = {file.edition for file in downloads}
    found = [paper for paper in PAPERS if paper in editions]
    return found if len(found) > 1 else []


def schemas(downloads: Iterable[Download]) -> Context:
    """The schemas for editors' programs."""
    return {"schemas": [file for file in downloads if file.kind == SCHEMA]}


def _most_wanted(downloads: Sequence[Download]) -> Iterator[Download]:
    """The latest report, all records as a spreadsheet, and the whole site."""
    reports = [file for file in downloads if file.kind == "report"]
    latest = [file for file in reports if file.document == reports[-1].document]
    yield from latest[:1]
    yield from (file for file in downloads if file.path == "data/guidance.xlsx")
    yield from (file for file in downloads if file.kind == "site")


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


def printed_of(downloads: Iterable[Download], *names: str) -> PrintedDocument | None:
    """The document of one of some names, such as downloads/handouts/2021-P1; None without it."""
    files = [file for file in downloads if file.document in names]
    return printed_document(files[0].title, files) if files else None


def conference_of(download: Download, conferences: Mapping[str, model.Conference]) -> str:
    """The conference of a download by its address, such as downloads/2021/report-a4.pdf.

    A handout of a panel or a pillar belongs to its conference, one of an actor to none.
    """
    folder, _, name = download.path.removeprefix("downloads/").partition("/")
    owner = name.partition("-")[0] if folder == "handouts" else folder
    return owner if owner in conferences else ""


def _title(words: Words, conference: model.Conference) -> str:
    return words("conference.of-year", year=conference.year, title=conference.title)


def _name_in(library: Library, words: Words, conference: model.Conference, file: Download) -> str:
    """The title of a file below the heading of its conference, which it does not repeat."""
    if file.path.startswith(f"downloads/{conference.id}/"):
        return words(f"downloads.conference-{file.kind}")
    year = words("part.of-year", year=library.year_label(conference), title="")
    return file.title.removeprefix(year)


def _group(
    title: str,
    anchor: str,
    downloads: Sequence[Download],
    name: Callable[[Download], str] = attrgetter("title"),
) -> DownloadGroup:
    """The documents to print, each with its spreadsheet if it has one, and all other files."""
    documents = {files[0].document: files for files in by_document(downloads) if files[0].edition}
    files = []
    for file in downloads:
        if file.edition:
            continue
        if printed := documents.get(file.path.rpartition(".")[0]):
            printed.append(file)
        else:
            files.append(file)
    return DownloadGroup(
        title,
        anchor,
        [printed_document(name(editions[0]), editions) for editions in documents.values()],
        files,
    )


@dataclass(frozen=True)
class PlannedSession:
    """A session plan with what is printed for it."""

    view: SessionPlanView
    sheets: Sequence[PrintedDocument]
    """In the order of use; none where nothing has been printed."""
    pages: str
    """The number of pages of all copies, in words; empty where it is not known."""


def planned_sessions(
    library: Library, words: Words, downloads: Iterable[Download]
) -> Mapping[str, PlannedSession]:
    """The session plans by panel, those of the latest conference first."""
    documents = {files[0].document: files for files in by_document(downloads)}
    sessions = {}
    for conference in reversed(library.conferences):
        for panel in library.panels_of(conference.id):
            if view := session_plan_view(library, words, PlainText(), panel):
                sheets = [*_sheets(words, documents, view)]
                sessions[panel.id] = PlannedSession(view, sheets, _pages(words, view, sheets))
    return sessions


def _sheets(
    words: Words, documents: dict[str, list[Download]], view: SessionPlanView
) -> Iterator[PrintedDocument]:
    """The sheets of a plan, then the handout of its panel, as far as they have been printed."""
    folder = f"downloads/handouts/{view.panel.id}"
    if files := documents.get(f"{folder}-{SessionSheet.GUIDE.value}"):
        guide = words(f"session.{SessionSheet.GUIDE.value}")
        yield printed_document(guide, files, words("session.copies-guide"))
    for copies in view.copies:
        is_sheet = copies.sheet in [*SessionSheet]
        if files := documents.get(f"{folder}-{copies.sheet}" if is_sheet else folder):
            yield printed_document(copies.title, files, copies.often, copies.place)


def _pages(words: Words, view: SessionPlanView, sheets: Sequence[PrintedDocument]) -> str:
    """The pages of all copies; empty where the number of copies or pages is not known."""
    numbers = [1, *(copies.number for copies in view.copies)]
    pages = [sheet.main.pages or 0 for sheet in sheets]
    if len(numbers) != len(pages) or not all((*numbers, *pages)):
        return ""
    return words.count("page", sum(map(mul, numbers, pages)))
