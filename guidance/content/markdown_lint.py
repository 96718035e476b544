"""Lint texts: report HTML, block elements, unsafe links and invisible characters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise, takewhile
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from guidance import limits
from guidance.content.links.addresses import NO_PAGE, address_problem, shown_elsewhere
from guidance.content.links.broken_markup import find_broken_markup
from guidance.content.markdown import drawn_tokens
from guidance.diagnostics import suggestions
from guidance.diagnostics.invisible_characters import (
    INVISIBLE,
    find_invisible,
    invisible_character_message,
)
from guidance.diagnostics.problem import shorten
from guidance.diagnostics.rules import Rule

_ALLOWED_MARKUP = "allowed: paragraphs with *emphasis*, **strong** and [links](https://…)"
_EMPTY = "is empty; write the text, or leave the key out where it may be absent"
_LINE_BREAK = re.compile(r"\r\n?|\n")
"""The line breaks of CommonMark."""
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>\n]*>?|!--|[?!])")
_MARKUP = re.compile(r"[\[\]`<&\\*_\r]")
_FORMULA = re.compile(r"\s*([=+@\-\uff1d\uff0b\uff20\uff0d])")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]|^ {0,3}\*\[[^\]\n]+\]:", re.MULTILINE)
"""A footnote or an abbreviation of other kinds of Markdown."""
_BLOCKS = {
    "heading_open": "a heading",
    "bullet_list_open": "a list",
    "ordered_list_open": "a numbered list",
    "blockquote_open": "a block quotation",
    "code_block": "an indented block",
    "fence": "a block of code",
    "hr": "a rule",
    "table_open": "a table",
}
_END = Token("end", "", 0)


@dataclass(frozen=True)
class TextProblem:
    """A problem at one position of a text."""

    rule: Rule
    offset: int
    """The index of its first character in the text."""
    message: str
    suggestion: str = ""


@cache
def _full_parser() -> MarkdownIt:
    """A parser of full Markdown, which finds what the renderer would leave as text."""
    return MarkdownIt("commonmark", {"html": True}).enable("table")


def line_problems(text: str) -> Iterator[TextProblem]:
    """Problems of a title, a name or a role: empty, too long, several lines, HTML.

    At most `limits.PROBLEMS_OF_TEXT`.
    """
    if problem := _limit_problem(text, limits.LINE):
        yield problem
    else:
        yield from islice(_line_problems(text), limits.PROBLEMS_OF_TEXT)


def _line_problems(text: str) -> Iterator[TextProblem]:
    if not text.strip():
        yield TextProblem(Rule.EMPTY_TEXT, 0, _EMPTY)
    if _LINE_BREAK.search(text.strip()):
        yield TextProblem(Rule.ONE_LINE, 0, "runs over several lines; write it on one line")
    yield from invisible_character_problems(text)
    yield from _tag_problems(text, "allowed: plain words")


def prose_problems(text: str) -> Iterator[TextProblem]:
    """Problems of sentences in Markdown: empty, too long, HTML, blocks, unsafe links.

    At most `limits.PROBLEMS_OF_TEXT`.
    """
    if problem := _limit_problem(text, limits.TEXT):
        yield problem
    elif not text.strip():
        yield TextProblem(Rule.EMPTY_TEXT, 0, _EMPTY)
    else:
        yield from islice(_prose_problems(text), limits.PROBLEMS_OF_TEXT)


def _prose_problems(text: str) -> Iterator[TextProblem]:
    yield from invisible_character_problems(text)
    yield from _tag_problems(text, _ALLOWED_MARKUP)
    if has_no_markup(text):
        return
    environment: dict[str, Any] = {}
    full = _full_parser().parse(text, environment)
    definitions = [
        *environment.get("references", {}).values(),
        *environment.get("duplicate_refs", ()),
    ]
    lines = _LINE_BREAK.split(text)
    reported = {
        *_addresses_of_pictures(full),
        *(part for each in definitions for part in lines[slice(*each["map"])]),
    }
    yield from _drawn_problems(text, reported)
    yield from _undrawn_problems(text, full)
    yield from _definition_problems(text, [each["map"][0] for each in definitions])


def _addresses_of_pictures(tokens: Iterable[Token]) -> Iterator[str]:
    children = (child for token in tokens for child in token.children or ())
    return (str(child.attrGet("src")) for child in children if child.type == "image")


def _drawn_problems(text: str, reported: Collection[str]) -> Iterator[TextProblem]:
    """Problems of what is drawn, by the tokens of the parser that draws it.

    Links in pictures and definitions, which are `reported` themselves, are left out.
    """
    tokens = drawn_tokens(text)
    place = 0
    for number, token in enumerate(tokens):
        if token.type == "text_special":
            place = max(text.find(token.markup, place), place)
            yield from _entity_problems(token, place)
            place += len(token.markup)
        elif token.type == "link_open":
            address = str(token.attrGet("href"))
            inside = takewhile(lambda each: each.type != "link_close", tokens[number:])
            if not any(f"]({address}" in part or address == part for part in reported):
                yield from _link_problems(text, token, "".join(each.content for each in inside))
        elif token.type == "hardbreak":
            message = f"holds a line break with '\\'; delete the '\\'; {_ALLOWED_MARKUP}"
            yield TextProblem(Rule.INLINE_ONLY, max(text.find("\\\n"), 0), message)


def _undrawn_problems(text: str, tokens: Sequence[Token]) -> Iterator[TextProblem]:
    """Markup of full Markdown, which would be drawn as text."""
    starts, has_escapes = _line_starts(text), "\\*" in text
    for token in tokens:
        if block := _BLOCKS.get(token.type):
            line = token.map[0] if token.map else 0
            message = f"holds {block}; {_ALLOWED_MARKUP}"
            yield TextProblem(Rule.INLINE_ONLY, starts[line], message)
        for child, following in pairwise([*(token.children or ()), _END]):
            yield from _inline_problems(text, child)
            if not has_escapes or child.type != "text":
                yield from _broken_markup_problems(text, child, following)


def _definition_problems(text: str, lines: Sequence[int]) -> Iterator[TextProblem]:
    """Footnotes, abbreviations, and addresses of links on `lines` of their own."""
    if match := _FOOTNOTE.search(text):
        message = f"holds a footnote or an abbreviation; {_ALLOWED_MARKUP}"
        yield TextProblem(Rule.INLINE_ONLY, match.start(), message)
        return
    starts = _line_starts(text)
    for line in lines:
        message = "holds the address of a link on a line of its own; write [words](https://…)"
        yield TextProblem(Rule.SAFE_LINK, starts[line], message)


def _line_starts(text: str) -> Sequence[int]:
    return [0, *(match.end() for match in _LINE_BREAK.finditer(text))]


def has_no_markup(text: str) -> bool:
    """Whether a text is paragraphs without markup, the usual case.

    Each line begins with a letter, and no character has a meaning in Markdown.
    """
    return not _MARKUP.search(text) and all(line[0].isalpha() for line in text.split("\n") if line)


def is_plain_line(text: str) -> bool:
    """Whether a text is one line of plain ASCII words, which is valid in every field of text."""
    return (
        text[:1].isalpha()
        and text.isascii()
        and text.isprintable()
        and len(text) <= limits.LINE
        and not _MARKUP.search(text)
    )


def formula_problems(text: str) -> Iterator[TextProblem]:
    """A first character that makes a spreadsheet run the text as a formula."""
    if match := _FORMULA.match(text):
        message = (
            f"begins with '{match[1]}', which a spreadsheet takes for the beginning of a formula; "
            "begin with a word"
        )
        yield TextProblem(Rule.NO_FORMULA, 0, message)


def _limit_problem(text: str, most: int) -> TextProblem | None:
    if len(text) > most:
        message = f"is {len(text):,} characters long; allowed: {most:,}"
        return TextProblem(Rule.LIMIT, most, message)
    if (brackets := text.count("[")) > limits.BRACKETS:
        message = f"holds {brackets:,} opening brackets; allowed: {limits.BRACKETS:,}"
        return TextProblem(Rule.LIMIT, text.find("["), message)
    return None


def _tag_problems(text: str, alternative: str) -> Iterator[TextProblem]:
    """HTML tags; a closing tag is reported only if its opening tag is missing."""
    open_names: set[str] = set()
    for tag in _TAG.finditer(text):
        name = tag.group().strip("</>").partition(" ")[0].lower()
        if not (tag.group().startswith("</") and name in open_names):
            is_address = name.startswith(("https:", "http:"))
            yield TextProblem(
                Rule.RAW_HTML,
                tag.start(),
                f"holds the raw HTML '{tag.group()[:40]}'; {alternative}",
                f"[words]({tag.group()[1:-1]})" if is_address else "",
            )
        open_names.add(name)


def invisible_character_problems(text: str) -> Iterator[TextProblem]:
    """Invisible characters, which YAML can write as escapes in double quotes."""
    for match in find_invisible(text):
        message = invisible_character_message(match.group())
        yield TextProblem(Rule.ENCODING, match.start(), message)


def _entity_problems(token: Token, offset: int) -> Iterator[TextProblem]:
    """A reference such as `&#1072;`, which hides a character from editors and from other rules.

    Those for ASCII are allowed; on spaces, `plain-spaces` gives advice.
    """
    character = token.content
    if token.info != "entity" or (character.isascii() and character.isprintable()):
        return
    if match := INVISIBLE.search(character):
        message = invisible_character_message(match.group())
        yield TextProblem(Rule.ENCODING, offset, message)
    elif character in "\t\n":
        message = f"holds '{token.markup}', which stands for a space; type a space"
        yield TextProblem(Rule.INLINE_ONLY, offset, message)
    elif not character.isspace():
        message = f"holds '{token.markup}'; type the character itself"
        yield TextProblem(Rule.INLINE_ONLY, offset, message, character)


def _link_problems(text: str, token: Token, words: str) -> Iterator[TextProblem]:
    """A link that leads to no web page or mailbox, or not where its words say."""
    address = str(token.attrGet("href"))
    brackets = max(text.find("]("), 0)
    offset = place if (place := text.find(f"]({address}")) >= 0 else brackets
    if token.attrGet("title") is not None:
        message = "holds a link with a title, which paper does not show; write [words](https://…)"
        yield TextProblem(Rule.SAFE_LINK, brackets, message)
    if reason := address_problem(address):
        yield TextProblem(
            Rule.SAFE_LINK,
            offset,
            f"links to '{shorten(address)}'; {reason}",
            suggestions.web_address(address) if reason == NO_PAGE else "",
        )
    elif shown := shown_elsewhere(words, address):
        message = (
            f"shows '{shorten(shown)}' and links to '{shorten(address)}'; "
            "write words that tell what is there"
        )
        yield TextProblem(Rule.SAFE_LINK, offset, message)


def _inline_problems(text: str, token: Token) -> Iterator[TextProblem]:
    """Code and pictures."""
    if token.type == "code_inline":
        offset = max(text.find(token.markup), 0)
        yield TextProblem(Rule.INLINE_ONLY, offset, f"holds a passage of code; {_ALLOWED_MARKUP}")
    if token.type == "image":
        offset = max(text.find("!["), 0)
        yield TextProblem(Rule.INLINE_ONLY, offset, f"holds a picture; {_ALLOWED_MARKUP}")


def _broken_markup_problems(text: str, token: Token, following: Token) -> Iterator[TextProblem]:
    if token.type == "link_open" and following.type == "link_close":
        message = "holds a link without words; write [words](https://…)"
        yield TextProblem(Rule.SAFE_LINK, max(text.find("[]("), 0), message)
    if token.type == "text":
        for rule, broken, message in find_broken_markup(token.content):
            yield TextProblem(rule, max(text.find(broken), 0), message)
