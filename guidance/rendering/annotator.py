"""Annotators: the text of records as HTML, with the links, anchors and notes of one medium."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markdown_it.token import Token
from markupsafe import Markup

from guidance.content import markdown, model

LineAnnotator = Callable[[str], Markup | str]
"""Converts one line, such as a role, to HTML."""


@dataclass(frozen=True)
class Remark:
    """An erratum or another remark: printed in place, or as the mark of an endnote."""

    text: str = ""
    """Markdown to print in place; empty if there is no remark, or a mark instead."""
    mark_tokens: Sequence[Token] = ()
    """The link to the endnote, as inline tokens."""

    @property
    def mark(self) -> Markup:
        """The link to the endnote; empty if there is none."""
        return markdown.inline_tokens_html(self.mark_tokens) if self.mark_tokens else Markup()


class PlainText:
    """Text without links, anchors and notes; remarks are printed in place. Subclasses add more."""

    def token_annotator(self) -> markdown.TokenTransform:
        """A function for the inline tokens of one text, called for each paragraph in order."""
        return list

    def prose(self, text: str, remark: Remark | None = None) -> Markup:
        """Paragraphs, with the mark of a remark at their end."""
        return markdown.html(text, self.token_annotator(), remark.mark_tokens if remark else ())

    def line_annotator(self) -> LineAnnotator:
        """A function for the lines of one section, to be called in their order."""
        return markdown.typeset

    def remark(self, text: str | None) -> Remark:
        """A remark, if there is one."""
        return Remark(text or "")

    def record_remark(self, text: str | None) -> Remark:
        """A remark on a record, if there is one."""
        return self.remark(text)

    def instrument_note(self, instrument: model.Instrument) -> Remark:
        """The endnote about an instrument on which a record rests, in media with endnotes."""
        return Remark()

    def anchor(self, person: str, part: str) -> str:
        """The `id` of a mention of a person, in media with an index; else empty.

        `part` describes the location in the index, such as the title of a session.
        """
        return ""
