"""Annotations of a page of the site: links to the glossary, typography, and numbers of notes."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from guidance.content import markdown
from guidance.i18n import Words
from guidance.rendering.annotator import Remark
from guidance.rendering.endnotes import Endnotes
from guidance.rendering.glossary_links import GlossaryLinker


@dataclass(frozen=True)
class PageAnnotator(GlossaryLinker):
    """Links terms, and marks remarks on the source by the numbers of the notes of the page.

    It adds to `endnotes`, and so has to be called in reading order. The remark on a record stands
    in the record, which readers cite and copy by itself.
    """

    words: Words
    endnotes: Endnotes

    def token_annotator(self) -> markdown.TokenTransform:
        """A function that links terms, and then sets quotation marks and dashes."""
        link_terms = super().token_annotator()
        return lambda tokens: markdown.typeset_tokens(link_terms(tokens))

    def remark(self, text: str | None) -> Remark:
        """The number of the note with a remark, if there is one."""
        return Remark(mark_tokens=self.endnotes.mark(text, self.words)) if text else Remark()

    def record_remark(self, text: str | None) -> Remark:
        """The remark on a record, in place."""
        return Remark(text or "")

    def note(self, text: str | None) -> Markup:
        """The number of the note with a remark, for a template; empty for no remark."""
        return self.remark(text).mark
