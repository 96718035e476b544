"""Advice on sentences: length, openings, word order, and explanations in passing.

The patterns are light: they know no grammar, and prefer to miss a case to reporting a sound one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from guidance.diagnostics.problem import Problem
from guidance.diagnostics.rules import Rule
from guidance.validation.wording.own_texts import OwnText

MOST_WORDS = 20
"""Words of a sentence, on the average of a text."""
SENTENCES_PER_BARE_OPENING = 8
"""Sentences of a file of which one may begin with a pronoun."""
FEWEST_BARE_OPENINGS = 3
"""Sentences that begin with a pronoun from which a file gets advice: fewer are no habit."""

_BE = "is|are|was|were"
_AUXILIARY = f"{_BE}|has|have|had|do|does|did|can|could|may|might|must|shall|should|will|would"
_BARE_OPENING = re.compile(
    rf"""
    (?: (?P<pronoun> It | They | There ) \b (?!['’-])
      | (?P<this> This ) \s+ (?: (?:{_AUXILIARY}|also|then|often) \b
                               | [a-z]+ (?<!s) (?<!i) (?<!u) (?<!serie) s \b )
      | (?P<these> These | Those | Such ) \s+ (?: {_AUXILIARY}|also|then|often ) \b
    )
    """,
    re.VERBOSE,
)
"""A pronoun at the beginning; a noun after it, such as in 'This law', names the thing."""

_NO_COMMA = r"[^,;:?\n]"
_WORD_ORDER = (
    (
        re.compile(rf"What\b{_NO_COMMA}{{1,120}}?\b(?:{_BE})\b(?! \w+ing\b)"),
        "begins with 'What …' in the place of a noun; begin with the thing itself",
    ),
    (
        re.compile(
            rf"It (?:{_BE}) (?!an? |one |[a-z]+ed )(?:[\w'’-]+ ){{1,6}}(?:that|who|which)\b"
        ),
        "begins with 'It is … that'; leave these words out",
    ),
    (
        re.compile(
            r"To (?!date\b|this\b|that\b|these\b|whom\b|which\b|the\b|an?\b)[a-z]+\b"
            r"(?:(?!\b(?:what|how|who|whose|whether|that|which|where|if|when|because)\b)"
            rf"{_NO_COMMA}){{0,120}}?\b(?:{_BE}|means|requires|remains)\b"
        ),
        "has 'To …' as its subject; write the form in -ing, such as 'Discouraging demand is'",
    ),
    (
        re.compile(
            r"(?:(?:Not only|Never|Rarely|Seldom|Hardly|Scarcely|Nowhere"
            rf"|Only (?:then|when|if|by|in|through|with|after)\b{_NO_COMMA}{{0,80}}?)"
            rf" (?:{_AUXILIARY})"
            rf"|(?:Among|Behind|Beside|Beneath|Below|Alongside)\b{_NO_COMMA}{{1,60}}?"
            rf"\b(?:{_BE}|stands?|stood|lies?|lay|comes?|came))\b"
        ),
        "puts the verb before the subject; begin with the subject",
    ),
)
"""How a sentence may begin the wrong way round, and what to do about it."""
_GLOSS = re.compile(
    r"(?:[,;(–—]\s*)(that\s+is(?:\s+to\s+say)?,|which\s+is\s+to\s+say,?|i\.\s?e\.,?)"
    r"|\b([Ii]n\s+other\s+words,)"
)


def sentences_are_short(texts: Sequence[OwnText]) -> Iterator[Problem]:
    """The sentences of a text have at most twenty words on average."""
    for text in _statements(texts):
        if len(text.words.split()) <= MOST_WORDS:
            continue
        found = text.sentences
        lengths = [len(sentence.group().split()) for sentence in found]
        average = sum(lengths) / len(lengths)
        if average > MOST_WORDS:
            longest = found[lengths.index(max(lengths))]
            message = (
                f"has {average:.0f} words a sentence on average; the longest sentence begins here"
                if len(found) > 1
                else f"is a sentence of {average:.0f} words"
            ) + f"; at most {MOST_WORDS} are easier to read"
            yield text.problem(Rule.SENTENCE_LENGTH, message, longest.start())


def sentences_name_their_subject(texts: Sequence[OwnText]) -> Iterator[Problem]:
    """At most one in eight sentences of a file begins with a pronoun; the first is reported."""
    number: dict[str, int] = defaultdict(int)
    bare: dict[str, list[tuple[OwnText, int, str]]] = defaultdict(list)
    for text in _statements(texts):
        path = text.node.document.path
        for sentence in text.sentences:
            is_title = sentence.group()[-1] not in ".!?"
            number[path] += not is_title
            if not is_title and (found := _BARE_OPENING.match(sentence.group())):
                word = next(filter(None, found.groups()))
                bare[path].append((text, sentence.start(), word))
    for path, openings in bare.items():
        most = max(FEWEST_BARE_OPENINGS - 1, number[path] // SENTENCES_PER_BARE_OPENING)
        if len(openings) > most:
            text, offset, word = openings[0]
            message = (
                f"begins a sentence with '{word}', as {len(openings)} of the {number[path]} "
                f"sentences of this file do with such words; name the thing instead; "
                f"at most {most} keep the file easy to read"
            )
            yield text.problem(Rule.BARE_OPENING, message, offset)


def sentences_begin_with_their_subject(texts: Sequence[OwnText]) -> Iterator[Problem]:
    """No sentence is turned round; the first one of a text is reported."""
    for text in _statements(texts):
        for sentence in text.sentences:
            if message := _fault_of_order(sentence.group()):
                yield text.problem(Rule.WORD_ORDER, message, sentence.start())
                break


def _fault_of_order(sentence: str) -> str:
    """What is wrong with the order of a sentence; empty for nothing, and for a question."""
    if sentence.endswith("?"):
        return ""
    return next((message for pattern, message in _WORD_ORDER if pattern.match(sentence)), "")


def words_are_explained_in_the_glossary(texts: Sequence[OwnText]) -> Iterator[Problem]:
    """No text explains a word in passing."""
    for text in _statements(texts):
        if found := _GLOSS.search(text.words):
            words = " ".join((found[1] or found[2]).split())
            message = (
                f"explains words in passing ('{words}'); keep the plain ones, "
                "or explain the term in glossary.yml"
            )
            yield text.problem(Rule.GLOSS, message, found.start(1 if found[1] else 2))


SENTENCE_ADVICE: tuple[Callable[[Sequence[OwnText]], Iterator[Problem]], ...] = (
    sentences_are_short,
    sentences_begin_with_their_subject,
    words_are_explained_in_the_glossary,
    sentences_name_their_subject,
)
"""Every rule; of several problems with one field, that of the earliest rule is reported."""


def _statements(texts: Sequence[OwnText]) -> Iterator[OwnText]:
    """The texts but for remarks on the source."""
    return (text for text in texts if text.location[-1] != "erratum")
