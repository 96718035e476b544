"""Annotations of the report: anchors for its indexes and references to its endnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from markdown_it.token import Token

from guidance.content import markdown, model
from guidance.i18n import Words
from guidance.library.appearances import Named
from guidance.pdf.documents.report.index_entries import IndexEntries
from guidance.rendering.annotator import PlainText, Remark
from guidance.rendering.endnotes import Endnotes

_NUMBERED = re.compile(r"(?P<kind>[A-Z][^\d,]*?) (?:[Nn]o\. )?(?P<number>\d[\d/]*)\b")
"""The start of the title of a numbered act, such as Directive 2011/36."""


@dataclass(frozen=True)
class NameFinder:
    """Finds the names of people, organizations and instruments in text."""

    people: Sequence[Named]
    instruments: Sequence[model.Instrument]

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Each name as whole words: start, end, and the identifier of what it names."""
        for match in self._pattern.finditer(text) if self._names else ():
            yield match.start(), match.end(), self._names[match.group()]

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """The identifiers by name; numbered acts are also known by number, with or without No."""
        names = {person.name: person.id for person in self.people}
        for instrument in self.instruments:
            names |= {instrument.title: instrument.id, instrument.short: instrument.id}
            if match := _NUMBERED.match(instrument.title):
                names |= {
                    f"{match['kind']} {prefix}{match['number']}": instrument.id
                    for prefix in ("", "No. ", "no. ")
                }
        return names

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._names, key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


@dataclass(frozen=True)
class ReportAnnotator(PlainText):
    """Adds anchors and references to the text of one part of the report.

    It adds to `index` and `endnotes`, and so has to be called in reading order.
    """

    words: Words
    names: NameFinder
    index: IndexEntries
    endnotes: Endnotes
    part: str = ""
    """The part for the index, such as Chapter 1; if it is empty, the text has no anchors."""

    def token_annotator(self) -> markdown.TokenTransform:
        """A function that sets an anchor at the first name of each person and instrument."""
        return lambda tokens: [
            result
            for token in tokens
            for result in (self._with_anchors(token.content) if token.type == "text" else [token])
        ]

    def remark(self, text: str | None) -> Remark:
        """The reference to the endnote with a remark, if there is one."""
        return Remark(mark_tokens=self.endnotes.mark(text, self.words)) if text else Remark()

    def instrument_note(self, instrument: model.Instrument) -> Remark:
        """The reference to the endnote about an instrument."""
        return Remark(mark_tokens=self.endnotes.mark(instrument, self.words))

    def anchor(self, person: str, part: str) -> str:
        """The `id` of a new mention of a person in the index."""
        return self.index.add(person, part)

    def index_title(self, title: str, anchor: str) -> None:
        """Add the names in a heading, which has an anchor already, to the index."""
        for _, _, identifier in self._new_names(title):
            self.index.add(identifier, self.part, anchor)

    def _with_anchors(self, text: str) -> Iterator[Token]:
        end = 0
        for start, stop, identifier in self._new_names(text):
            anchor = self.index.add(identifier, self.part)
            yield Token("text", "", 0, content=text[end:start])
            yield Token("anchor_open", "span", 1, attrs={"id": anchor})
            yield Token("text", "", 0, content=text[start:stop])
            yield Token("anchor_close", "span", -1)
            end = stop
        yield Token("text", "", 0, content=text[end:])

    def _new_names(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The names that have no locator in this part yet."""
        for start, stop, identifier in self.names.find(text) if self.part else ():
            if not self.index.has_locator(identifier, self.part):
                yield start, stop, identifier
