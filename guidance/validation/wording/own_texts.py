"""The texts of the content that are in our own words, and their sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from guidance import limits
from guidance.content import model
from guidance.content.introspection import wordings
from guidance.content.nodes import Node
from guidance.content.yaml_parser import Location
from guidance.diagnostics.problem import Problem
from guidance.diagnostics.rules import Rule

_LINK_TARGET = re.compile(r"(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?\)")
_QUOTATION = re.compile('"[^"]*"|“[^“”]*”')
_SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s)|$)", re.DOTALL)


@dataclass(frozen=True)
class OwnText:
    """A text in our own words."""

    node: Node
    location: Location
    words: str
    """The text; targets of links and provisions in quotation marks are blanks."""
    wording: model.Wording

    @cached_property
    def sentences(self) -> Sequence[re.Match[str]]:
        """The sentences of the text, each as a match with its position."""
        return [*_SENTENCE.finditer(self.words)]

    def problem(self, rule: Rule, message: str, offset: int) -> Problem:
        """A problem at a character of the text."""
        return self.node.document.problem(rule, self.location, message, offset=offset)


def own_texts(nodes: Iterable[Node]) -> Iterator[OwnText]:
    """Every text in our own words."""
    for node in nodes:
        for name, wording in wordings(node.entry_class).items():
            for location, text in node.texts(name) if name in node.values else ():
                if len(text) > limits.TEXT:
                    continue  # its length is a problem already
                words = _LINK_TARGET.sub(_blank, text) if "](" in text else text
                if wording is model.Wording.PROVISION:
                    words = _QUOTATION.sub(_blank, words)
                yield OwnText(node, location, words, wording)


def _blank(found: re.Match[str]) -> str:
    """As many blanks as a match has characters, so that positions stay."""
    return " " * len(found.group())
