"""The rules of wording: titles, reported speech and copied words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from guidance import limits
from guidance.content import model
from guidance.content.document import Document
from guidance.content.introspection import printed_lines
from guidance.content.layout import SOURCE_HASHES
from guidance.content.nodes import Node, nodes_of
from guidance.content.source_hashes import (
    Names,
    SourceHashes,
    copied_words,
    first_sources,
    names_in,
)
from guidance.diagnostics.problem import Problem, allowed_values
from guidance.diagnostics.rules import Rule
from guidance.diagnostics.suggestions import Budget, closest_identifier
from guidance.validation.wording.own_texts import OwnText, own_texts
from guidance.validation.wording.sentence_rules import SENTENCE_ADVICE

_SOURCE_FILE = re.compile(r"/sources/[^/]+\.yml$")
_QUOTATION_MARK = re.compile('["“”„«»]')
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|my)\b|(?:^|(?<=[.!?]\s))(?:We|Our|My)\b", re.MULTILINE)
_NUMERAL = re.compile(r"(?:\b[A-Z]\w*|\b(?:pillar|annex|part|title|chapter|article)s?)\s+$")
"""What stands before the numeral I, such as in World War I."""


@dataclass(frozen=True)
class _Content:
    """What the rules look at."""

    documents: Sequence[Document]
    nodes: Sequence[Node]
    hashes: SourceHashes

    @cached_property
    def own_texts(self) -> Sequence[OwnText]:
        """Every text in our own words."""
        return [*own_texts(self.nodes)]


def titles_are_unique(content: _Content) -> Iterator[Problem]:
    """No two records that are not withdrawn have the same title."""
    first: dict[str, str] = {}
    for node in content.nodes:
        title = node.text("title")
        if not node.is_record or not title or node.text("status") == model.Status.WITHDRAWN:
            continue
        known = first.setdefault(title.casefold(), node.text("id"))
        if known != node.text("id"):
            message = (
                f"is also the title of {known}; "
                "write what tells this record apart, or withdraw one of the two"
            )
            yield node.problem(Rule.UNIQUE_TITLE, "title", message)


def statements_are_reported_speech(content: _Content) -> Iterator[Problem]:
    """Reported speech is in the third person and has no quotation marks."""
    for text in content.own_texts:
        if text.wording is not model.Wording.REPORTED_SPEECH:
            continue
        if found := _QUOTATION_MARK.search(text.words):
            message = "holds a quotation mark; report what was said in other words, without it"
        elif found := next(_first_persons(text.words), None):
            message = f"speaks in the first person ('{found.group()}'); write who said it"
        else:
            continue
        yield text.problem(Rule.REPORTED_SPEECH, message, found.start())


def _first_persons(text: str) -> Iterator[re.Match[str]]:
    return (
        found
        for found in _FIRST_PERSON.finditer(text)
        if found.group() != "I"
        or not _NUMERAL.search(text, max(0, found.start() - 40), found.start())
    )


def words_are_restated(content: _Content) -> Iterator[Problem]:
    """No eight words in a row of our own texts are those of a source.

    Words of titles, names and offices that stand anywhere in the content as the source prints
    them do not count, nor do quoted provisions.
    """
    if not content.hashes:
        return
    names, sources = _printed_names(content.nodes), first_sources(content.hashes)
    for text in content.own_texts:
        if found := copied_words(text.words, content.hashes, sources, names):
            message = (
                f"repeats {found.count} words in a row of '{found.source}', as far as "
                f"'… {found.end} …'; restate them in plain language"
            )
            yield text.problem(Rule.COPIED_WORDS, message, found.start)


def sources_are_compared(content: _Content) -> Iterator[Problem]:
    """Each source document has hashes, by which copied words are found."""
    for node in content.nodes:
        if node.entry_class is model.Source and node.text("id") not in content.hashes:
            message = (
                "is not compared: a programmer has to add "
                f"'{SOURCE_HASHES}/{node.text('id')}.txt', by which copied words are found; "
                "your change need not wait for it"
            )
            yield node.problem(Rule.COMPARED_SOURCE, "id", message)


def hashes_belong_to_sources(content: _Content) -> Iterator[Problem]:
    """Each file of hashes has the name of a source's file."""
    budget = Budget()
    names = [document.stem for document in content.documents if _SOURCE_FILE.search(document.path)]
    identifiers = {node.text("id") for node in content.nodes if node.entry_class is model.Source}
    for name in content.hashes:
        if content.documents and name not in names and name not in identifiers:
            path = f"{content.documents[0].path.partition('/')[0]}/{SOURCE_HASHES}/{name}.txt"
            message = f"has the name of no source document; {allowed_values(names)}"
            suggestion = closest_identifier(names, name, budget)
            yield Problem(
                path,
                1,
                1,
                "file",
                message,
                Rule.KNOWN_IDENTIFIER,
                suggestion,
                subject=("sources", name),
            )


def listed_entries_appear(content: _Content) -> Iterator[Problem]:
    """Each person and each organization of the lists appears somewhere."""
    named = {node.text(name) for node in content.nodes for name in ("person", "organization")}
    for node in content.nodes:
        if node.entry_class in (model.Person, model.Organization):
            identifier = node.text("id")
            if identifier and identifier not in named:
                message = f"'{identifier}' appears nowhere; name it where it spoke, or delete it"
                yield node.problem(Rule.UNUSED_ENTRY, "id", message)


RULES: tuple[Callable[[_Content], Iterator[Problem]], ...] = (
    titles_are_unique,
    statements_are_reported_speech,
    hashes_belong_to_sources,
)
"""Every rule; of several problems with one field, that of the earliest rule is reported."""

RULES_OF_ONE_FILE = frozenset((statements_are_reported_speech,))
"""Rules that look at one file at a time, so that sound files need not be repeated."""

ADVICE: tuple[Callable[[_Content], Iterator[Problem]], ...] = (
    words_are_restated,
    sources_are_compared,
    listed_entries_appear,
)
"""Every rule that gives advice alone."""


def style_problems(
    documents: Sequence[Document],
    hashes: SourceHashes,
    *,
    with_advice: bool,
    unknown: Sequence[Document] | None = None,
    between_files: bool = True,
) -> list[Problem]:
    """Every problem with wording, and advice: at most one a field and `limits.PROBLEMS` a rule.

    With `unknown`, rules and advice that look at one file at a time are applied to these files
    alone; without `between_files`, other advice is all that is given besides.
    """
    content = _content(documents, hashes)
    of_files = content if unknown is None else _content(unknown, hashes)
    problems: dict[tuple[str, str], Problem] = {}
    rules = RULES if between_files else [rule for rule in RULES if rule in RULES_OF_ONE_FILE]
    found = [rule(of_files if rule in RULES_OF_ONE_FILE else content) for rule in rules]
    if with_advice:
        found += [rule(content) for rule in ADVICE]
        found += [rule(of_files.own_texts) for rule in SENTENCE_ADVICE]
    for problems_of_rule in found:
        for problem in islice(problems_of_rule, limits.PROBLEMS):
            problems.setdefault((problem.path, problem.field), problem)
    return list(problems.values())


def _content(documents: Sequence[Document], hashes: SourceHashes) -> _Content:
    nodes = [node for document in documents for node in nodes_of(document)]
    return _Content(documents, nodes, hashes)


def _printed_names(nodes: Sequence[Node]) -> Names:
    """The words of titles, names and other lines that stand as the source prints them."""
    return names_in(
        text
        for node in nodes
        for name in printed_lines(node.entry_class)
        for _, text in (node.texts(name) if name in node.values else ())
    )
