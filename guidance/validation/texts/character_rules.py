"""Rules on the characters of texts: what looks right on the screen of an editor and is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice

from guidance import limits
from guidance.content import model
from guidance.content.document import Document
from guidance.content.introspection import value_kind, wordings
from guidance.content.loader import problem_quota
from guidance.content.nodes import Node, nodes_of
from guidance.content.yaml_parser import Location
from guidance.diagnostics.mixed_alphabets import find_mixed_alphabets
from guidance.diagnostics.mojibake import find_mojibake
from guidance.diagnostics.pasted_text import find_broken_words, find_bullets, find_separators
from guidance.diagnostics.problem import Problem, shorten
from guidance.diagnostics.rules import Rule
from guidance.diagnostics.standard_characters import Finding, find_odd_letters, find_odd_spaces

_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MAYBE_ODD = re.compile(r"[^\x00-\x7f]|&|^[ \t]*o[ \t]|[A-Za-z]-\s+[A-Za-z]", re.MULTILINE)
"""Matches every text with a finding, and few others: most texts are not looked at more closely."""
_TEXTS = (model.ValueKind.LINE, model.ValueKind.PROSE)
_CHARACTER_RULES: tuple[tuple[Rule, Callable[[str], Iterator[Finding]]], ...] = (
    (Rule.STANDARD_LETTERS, find_odd_letters),
    (Rule.ONE_ALPHABET, find_mixed_alphabets),
    (Rule.PLAIN_SPACES, find_odd_spaces),
)


def text_problems(
    documents: Sequence[Document], all_documents: Sequence[Document] = ()
) -> Iterator[Problem]:
    """Every problem with the characters of texts, and advice; at most one a rule and a text.

    Suggestions are taken from the words of `all_documents`.
    """
    words = _Words(all_documents or documents)
    count = 0
    for document in documents:
        texts = (problem for node in nodes_of(document) for problem in _of_node(node, words))
        problems = [*islice(texts, problem_quota(count))]
        count += len(problems)
        yield from problems


class _Words:
    """The words of all files in lower case; collected on first use, which is rare."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._documents = documents

    @cached_property
    def all(self) -> frozenset[str]:
        return frozenset(
            word
            for document in self._documents
            for word in _COMPOUND.findall(document.text.lower())
        )


def _of_node(node: Node, words: _Words) -> Iterator[Problem]:
    """The problems of the texts of one mapping."""
    for name in node.values:
        kind = value_kind(node.entry_class, name) if name in node.entry_class.model_fields else None
        if kind not in (*_TEXTS, model.ValueKind.ADDRESS):
            continue
        is_list_of_names = (
            kind is model.ValueKind.LINE
            and isinstance(node.values[name], list)
            and name not in wordings(node.entry_class)
        )
        for location, text in node.texts(name):
            if len(text) > limits.TEXT:
                continue
            for rule, findings in _findings(text, words, is_list_of_names=is_list_of_names):
                if found := _first_of(findings):
                    yield _problem(node.document, rule, location, found)


def _findings(
    text: str, words: _Words, *, is_list_of_names: bool
) -> Iterator[tuple[Rule, Iterable[Finding]]]:
    """The findings of each rule.

    A text with several entries is checked when it is parted, and misread characters when they are
    corrected.
    """
    if is_list_of_names and (separators := [*find_separators(text)]):
        yield Rule.WRONG_TYPE, separators
        return
    if not _MAYBE_ODD.search(text):
        return
    yield Rule.INLINE_ONLY, find_bullets(text)
    if any(True for _ in find_broken_words(text, ())):
        yield Rule.BROKEN_WORD, find_broken_words(text, words.all)
    misread = [*islice(find_mojibake(text), limits.PROBLEMS)]
    yield Rule.MISREAD_TEXT, misread
    if not misread:
        for rule, find in _CHARACTER_RULES:
            yield rule, find(text)


def _first_of(findings: Iterable[Finding]) -> Finding | None:
    """The first finding, with the number of those behind it; None if there are none."""
    found = [*islice(findings, limits.PROBLEMS)]
    if len(found) < 2:
        return found[0] if found else None
    return found[0]._replace(message=f"{found[0].message} ({len(found) - 1} more in this text)")


def _problem(document: Document, rule: Rule, location: Location, found: Finding) -> Problem:
    suggestion = shorten(found.suggestion) if len(found.suggestion) <= limits.NAME else ""
    return document.problem(
        rule, location, found.message, suggestion=suggestion, offset=found.offset
    )
