"""Selection: values of facets go in, exactly the records that have them come out, ready for printing with a cover that says what was selected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from guidance.content import model
from guidance.diagnostics.problem import allowed, with_suggestion
from guidance.diagnostics.suggestions import closest
from guidance.library.facets import Facets
from guidance.pdf.documents.builder import DocumentBuilder, Edition
from guidance.pdf.documents.handouts import Group, Handout
from guidance.pdf.rendering.document import PdfDocument

FACETS = {
    "actor": "actor",
    "form": "form",
    "measure": "measure",
    "panel": "part",
    "pillar": "part",
    "instrument": "instrument",
    "source": "source",
}
"""By what one may select, with the facet of the browsing that holds it."""


class SelectionError(Exception):
    """A selection that holds no record, or names something that does not exist; the message lists what there is."""


@dataclass(frozen=True)
class Selection:
    """What was chosen: several values of one facet mean OR, values of different facets mean AND."""

    browsing: Facets
    chosen: Mapping[str, Sequence[str]]
    """The values by the names of FACETS."""

    def records(self) -> list[model.Record]:
        """The records that were chosen, in the order of publication. Raises `SelectionError`."""
        chosen = {name: values for name, values in self.chosen.items() if values}
        if not chosen:
            raise SelectionError(
                f"nothing is selected; choose by at least one of {', '.join(f'--{name}' for name in FACETS)}"
            )
        for name, values in chosen.items():
            for value in values:
                if value not in (there := list(self._values(name))):
                    raise SelectionError(
                        with_suggestion(
                            f"--{name}: '{value}' does not exist; {allowed(there)}",
                            closest(there, value),
                        )
                    )
        found = [
            record
            for record in self.browsing.records
            if all(self._has(record, name) for name in chosen)
        ]
        if not found:
            raise SelectionError(
                "\n".join(["no record has all that is selected", *self._ways(chosen)])
            )
        return found

    def told(self) -> Iterator[tuple[str, list[str]]]:
        """Each facet by which was selected, with the labels of what was chosen."""
        for name, values in self.chosen.items():
            labels = {
                value.id: value.label
                for facet in self.browsing.facets
                if facet.name == FACETS[name]
                for value in facet.values
            }
            if values:
                yield (
                    self.browsing.words(f"browse.{FACETS[name]}"),
                    [labels.get(value, value) for value in values],
                )

    def query(self) -> str:
        """The same selection as the page of all records has it in its address."""
        return urlencode(
            [(FACETS[name], value) for name, values in self.chosen.items() for value in values]
        )

    def _has(self, record: model.Record, name: str) -> bool:
        return bool(set(self.chosen[name]) & set(self.browsing.values_of(record)[FACETS[name]]))

    def _values(self, name: str) -> Iterator[str]:
        """Everything that may be chosen by one name, whether a record has it or not."""
        library, vocabulary = self.browsing.library, self.browsing.library.vocabulary
        lists: Mapping[
            str,
            Sequence[model.Choice | model.Panel | model.Pillar | model.Instrument | model.Source],
        ] = {
            "actor": vocabulary.actors,
            "form": vocabulary.forms,
            "measure": vocabulary.measures,
            "panel": library.panels,
            "pillar": library.pillars,
            "instrument": library.instruments,
            "source": library.sources,
        }
        return (entry.id for entry in lists[name])

    def _ways(self, chosen: Mapping[str, Sequence[str]]) -> Iterator[str]:
        """For each facet of an empty selection, the values that the records with all the rest have."""
        for name, values in chosen.items():
            rest = [
                record
                for record in self.browsing.records
                if all(self._has(record, other) for other in chosen if other != name)
            ]
            held = {
                value for record in rest for value in self.browsing.values_of(record)[FACETS[name]]
            }
            there = [value for value in self._values(name) if value in held]
            yield f"--{name} {' or '.join(values)}: instead of it the rest leaves {', '.join(there) or 'nothing'}"


def selected(
    sheets: DocumentBuilder, selection: Selection, edition: Edition, path: str
) -> PdfDocument:
    """A numbered handout of exactly a selection."""
    say, records = sheets.words, selection.records()
    address = f"{sheets.addresses.site_url}browse/?{selection.query()}"
    title = say("browse.selection")
    handout = Handout(
        "selection",
        "selection",
        title,
        title,
        title,
        say.count("record", len(records)),
        [Group(title, records)],
        address,
    )
    subject = {"handout": handout, "told": list(selection.told())}
    return sheets.draw(
        "selection", path, title, sheets.library.conferences[-1], edition, records, subject
    )
