"""Custom handouts and worksheets: the records that have the selected facet values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from guidance.content import model
from guidance.content.markdown import typeset
from guidance.diagnostics.problem import allowed_values, with_suggestion
from guidance.diagnostics.suggestions import closest
from guidance.library.facets import Facets
from guidance.pdf.documents.builder import DocumentBuilder, title_size
from guidance.pdf.documents.conference_handouts import build_worksheet_form
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.edition import Edition
from guidance.pdf.documents.handouts import Group, Handout
from guidance.pdf.rendering.document import PdfDocument
from guidance.worksheets.questions import SELECTION, Worksheet, worksheet_of

FACETS = {
    "actor": "actor",
    "form": "form",
    "measure": "measure",
    "panel": "part",
    "pillar": "part",
    "instrument": "instrument",
    "source": "source",
    "conference": "source",
    "record": "record",
}
"""The options of the `handout` command, each with the name of its facet."""

_Selectable = (
    model.Choice
    | model.Panel
    | model.Pillar
    | model.Instrument
    | model.Source
    | model.Conference
    | model.Record
)


class SelectionError(Exception):
    """A selection with an unknown value or without a result; the message lists possible values."""


@dataclass(frozen=True)
class SelectedFacet:
    """A facet of a selection, in the words of readers."""

    title: str
    labels: Sequence[str]
    are_identifiers: bool = False
    """Whether the labels are identifiers of records, since records have no labels."""


@dataclass(frozen=True)
class Selection:
    """A query for records. Values of the same option mean OR, different options mean AND."""

    facets: Facets
    values: Mapping[str, Sequence[str]]
    """The selected values per option of FACETS; an option may have none."""

    def records(self) -> list[model.Record]:
        """The matching records in the order of publication. Raises `SelectionError`."""
        options = [option for option, values in self.values.items() if values]
        if not options:
            raise SelectionError(
                "nothing is selected; choose by at least one of "
                + ", ".join(f"--{option}" for option in FACETS)
            )
        for option in options:
            known_values = list(self._known_values(option))
            for value in self.values[option]:
                if value not in known_values:
                    message = (
                        f"--{option}: '{value}' does not exist; {allowed_values(known_values)}"
                    )
                    raise SelectionError(with_suggestion(message, closest(known_values, value)))
        matching = self._matching(options)
        if not matching:
            raise SelectionError(
                "\n".join(["no record has all that is selected", *self._alternatives(options)])
            )
        return matching

    def selected_facets(self) -> Iterator[SelectedFacet]:
        """The facets that the query uses, with the labels of the selected values."""
        for option, values in self.values.items():
            labels = {
                value.id: value.label
                for facet in self.facets.facets
                if facet.name == FACETS[option]
                for value in facet.values
            }
            if values:
                words = self.facets.words
                yield SelectedFacet(
                    words("selection.record" if option == "record" else f"browse.{FACETS[option]}"),
                    [labels.get(value, value) for value in values],
                    option == "record",
                )

    def query_string(self) -> str:
        """The selection as the query string of the site's page of all records.

        It has the facets of that page alone.
        """
        return urlencode(
            [
                (FACETS[option], value)
                for option, values in self.values.items()
                for value in values
                if option != "record"
            ]
        )

    def _matching(self, options: Sequence[str]) -> list[model.Record]:
        """The records that match some of the options."""
        return [
            record
            for record in self.facets.records
            if all(self._matches(record, option) for option in options)
        ]

    def _matches(self, record: model.Record, option: str) -> bool:
        return not self._values_of(record, option).isdisjoint(self.values[option])

    def _values_of(self, record: model.Record, option: str) -> frozenset[str]:
        """The values by which an option selects a record."""
        if option == "record":
            return frozenset([record.id])
        return frozenset(self.facets.values_of(record)[FACETS[option]])

    def _known_values(self, option: str) -> Iterator[str]:
        """All values of an option, whether a record has them or not."""
        library, vocabulary = self.facets.library, self.facets.library.vocabulary
        lists: Mapping[str, Sequence[_Selectable]] = {
            "actor": vocabulary.actors,
            "form": vocabulary.forms,
            "measure": vocabulary.measures,
            "panel": library.panels,
            "pillar": library.pillars,
            "instrument": library.instruments,
            "source": library.sources,
            "conference": library.conferences,
            "record": self.facets.records,
        }
        return (entry.id for entry in lists[option])

    def _alternatives(self, options: Sequence[str]) -> Iterator[str]:
        """For each option of a query without matches, its values in records that match the rest."""
        for option in options:
            others = self._matching([other for other in options if other != option])
            possible = {value for record in others for value in self._values_of(record, option)}
            values = [value for value in self._known_values(option) if value in possible]
            yield (
                f"--{option} {' or '.join(self.values[option])}: "
                f"instead of it the rest leaves {', '.join(values) or 'nothing'}"
            )


def build_selection(
    builder: DocumentBuilder, selection: Selection, edition: Edition, path: str, title: str = ""
) -> PdfDocument:
    """A handout of a selection, with a cover and numbered records. Raises `SelectionError`.

    Without a title it is called a selection. A single record has a sheet without a cover.
    """
    words, records = builder.words, selection.records()
    if len(records) == 1:
        return _build_record(builder, records[0], edition, path, title)
    title = title or words("browse.selection")
    query = selection.query_string()
    handout = Handout(
        DocumentKind.SELECTION,
        "selection",
        path,
        title,
        title,
        title,
        words.count("record", len(records)),
        [Group(title, records)],
        f"{builder.urls.site_url}browse/" + (f"?{query}" if query else ""),
    )
    [document] = builder.build(
        DocumentKind.SELECTION,
        path,
        title,
        [edition],
        [handout.section],
        {
            "handout": handout,
            "size": title_size(title),
            "selected_facets": list(selection.selected_facets()),
        },
    )
    return document


def _build_record(
    builder: DocumentBuilder, record: model.Record, edition: Edition, path: str, title: str
) -> PdfDocument:
    """The sheet of one record, under the title of what it is part of."""
    heading = title or typeset(builder.library.title_of(record.parent))
    handout = Handout(
        DocumentKind.RECORD_HANDOUT,
        "selection",
        path,
        record.id,
        f"{builder.words('selection.record')} {record.id}",
        heading,
        "",
        [Group(heading, [record])],
        builder.urls.permanent(record.id),
    )
    title = title or builder.words("handout.title", label=record.id, title=record.title)
    [document] = builder.build(
        handout.kind, path, title, [edition], [handout.section], {"handout": handout}
    )
    return document


def selected_worksheet(selection: Selection) -> Worksheet:
    """The worksheet of a selection. Raises `SelectionError`, also if nothing asks for action."""
    worksheet = worksheet_of(selection.facets.library, SELECTION, selection.records())
    if not worksheet.records:
        raise SelectionError("no selected record is a recommendation or an obligation")
    return worksheet


def build_selection_worksheet(
    builder: DocumentBuilder, selection: Selection, edition: Edition, path: str, title: str = ""
) -> PdfDocument:
    """The worksheet of a selection, with a title of its own. Raises `SelectionError`."""
    query = selection.query_string()
    [document] = build_worksheet_form(
        builder,
        selected_worksheet(selection),
        [edition],
        path,
        title or builder.words("browse.selection"),
        f"{builder.urls.site_url}browse/" + (f"?{query}" if query else ""),
        DocumentKind.SELECTION_WORKSHEET,
    )
    return document
