"""The texts of the content that are in our own words, and their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from guidance import limits
from guidance.content import model
from guidance.content.introspection import wordings
from guidance.content.nodes import Node
from guidance.content.yaml_parser import Location

_LINK_TARGET = re.compile(r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?\)")
_QUOTATION = re.compile('"[^"]*"|“[^“”]*”')
_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s)|$)", re.DOTALL)


def own_texts(
    nodes: Sequence[Node], only: model.Wording | None = None
) -> Iterator[tuple[Node, Location, str, model.Wording]]:
    """Every text in our own words, with its location; `only` those of one wording.

    Targets of links and provisions in quotation marks are blanks.
    """
    for node in nodes:
        for name, wording in wordings(node.entry_class).items():
            if name in node.values and only in (None, wording):
                for location, text in node.texts(name):
                    if len(text) > limits.TEXT:
                        continue  # its length is a problem already
                    words = _LINK_TARGET.sub(_blank, text) if "](" in text else text
                    if wording is model.Wording.PROVISION:
                        words = _QUOTATION.sub(_blank, words)
                    yield node, location, words, wording


def sentences(text: str) -> Sequence[re.Match[str]]:
    """The sentences of a text, each as a match with its position."""
    return [*_SENTENCE.finditer(text)]


def _blank(found: re.Match[str]) -> str:
    """As many blanks as a match has characters, so that positions stay."""
    return " " * len(found.group())
