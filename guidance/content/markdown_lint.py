"""Lint texts: report HTML, block elements, unsafe links and invisible characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from guidance import limits
from guidance.diagnostics import suggestions
from guidance.diagnostics.invisible_characters import (
    INVISIBLE,
    find_invisible,
    invisible_character_message,
)
from guidance.diagnostics.rules import Rule

ALLOWED_SCHEMES = ("https", "http", "mailto")
_ALLOWED_MARKUP = "allowed: paragraphs with *emphasis*, **strong** and [links](https://…)"
_ALLOWED_LINKS = "allowed: addresses that begin with https://, http:// or mailto:"
_ALLOWED_HOSTS = (
    "allowed: the plain name of a host, such as https://www.osce.org/cthb, "
    "or an e-mail address, such as mailto:info-cthb@osce.org"
)
_EMPTY = "is empty; write the text, or leave the key out where it may be absent"
_LINE_BREAK = re.compile(r"\r\n?|\n")
"""The line breaks of CommonMark."""
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>\n]*>?|!--|[?!])")
_MARKUP = re.compile(r"[\[\]`<&\\*_\r]")
_FORMULA = re.compile(r"\s*([=+@\-\uff1d\uff0b\uff20\uff0d])")
_HOST = r"(?:[\w-]+\.)*[\w-]+\.?"
_BLOCKS = {
    "heading_open": "a heading",
    "bullet_list_open": "a list",
    "ordered_list_open": "a numbered list",
    "blockquote_open": "a block quotation",
    "code_block": "an indented block",
    "fence": "a block of code",
    "hr": "a rule",
}
_END = Token("end", "", 0)
_BROKEN_MARKUP = (
    (
        Rule.SAFE_LINK,
        r"\]\(\s*(?!https?:|mailto:)[A-Za-z][A-Za-z0-9+.-]*:",
        f"holds a link that cannot be used; {_ALLOWED_LINKS}",
    ),
    (
        Rule.SAFE_LINK,
        r"\]\([^)]*$",
        "holds a link that is not closed; write [words](https://…) with both brackets",
    ),
    (
        Rule.SAFE_LINK,
        r"\]\(",
        "holds a link with a space in its address; write %20 for it, or delete it",
    ),
    (
        Rule.SAFE_LINK,
        r"\]\s+\((?:https?|mailto):",
        "holds a link with a space between its brackets; write [words](https://…)",
    ),
    (
        Rule.SAFE_LINK,
        r"\)\[(?:https?|mailto):",
        "holds a link with its brackets the wrong way round; write [words](https://…)",
    ),
    (
        Rule.INLINE_ONLY,
        r"\*\*|(?<!\S)\*(?=\w)|(?<=\w)\*(?!\S)",
        "holds a '*' without its counterpart; write *emphasis* with one on either side",
    ),
)
"""Broken links and emphasis, which Markdown would show as text: rule, pattern and message."""


@dataclass(frozen=True)
class TextProblem:
    """A problem at one position of a text."""

    rule: Rule
    offset: int
    """The index of its first character in the text."""
    message: str
    suggestion: str = ""


@cache
def _parser() -> MarkdownIt:
    """A parser of full Markdown, which finds what the renderer would leave as text."""
    return MarkdownIt("commonmark", {"html": True})


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
    starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]
    for token in _parser().parse(text):
        if block := _BLOCKS.get(token.type):
            line = token.map[0] if token.map else 0
            message = f"holds {block}; {_ALLOWED_MARKUP}"
            yield TextProblem(Rule.INLINE_ONLY, starts[line], message)
        for child, following in pairwise([*(token.children or ()), _END]):
            yield from _entity_problems(text, child)
            yield from _inline_problems(text, child)
            yield from _broken_markup_problems(text, child, following)


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


def _entity_problems(text: str, token: Token) -> Iterator[TextProblem]:
    """Invisible characters written as entities of Markdown, such as `&#8203;`."""
    for content in (token.content, str(token.attrGet("title") or "")):
        if (match := INVISIBLE.search(content)) and match.group() not in text:
            message = invisible_character_message(match.group())
            yield TextProblem(Rule.ENCODING, max(text.find("&"), 0), message)


def _inline_problems(text: str, token: Token) -> Iterator[TextProblem]:
    """Code, pictures and unsafe links."""
    if token.type == "code_inline":
        offset = max(text.find(token.markup), 0)
        yield TextProblem(Rule.INLINE_ONLY, offset, f"holds a passage of code; {_ALLOWED_MARKUP}")
    if token.type == "image":
        offset = max(text.find("!["), 0)
        yield TextProblem(Rule.INLINE_ONLY, offset, f"holds a picture; {_ALLOWED_MARKUP}")
    if token.type == "link_open":
        address = str(token.attrGet("href"))
        if not is_safe_address(address):
            has_scheme = address.startswith(("https:", "http:", "mailto:"))
            yield TextProblem(
                Rule.SAFE_LINK,
                max(text.find(f"]({address}"), 0),
                f"links to '{address[:60]}'; {_ALLOWED_HOSTS if has_scheme else _ALLOWED_LINKS}",
                suggestions.web_address(address),
            )


def is_safe_address(address: str) -> bool:
    """Whether an address is for web or e-mail, with a plain host and without user and password."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return not parts.query and bool(re.fullmatch(r"[^@\s]+@[^@\s]+", parts.path))
    return parts.scheme in ALLOWED_SCHEMES and bool(
        re.fullmatch(rf"{_HOST}(?::{port})?", parts.netloc)
    )


def _broken_markup_problems(text: str, token: Token, following: Token) -> Iterator[TextProblem]:
    if token.type == "link_open" and following.type == "link_close":
        message = "holds a link without words; write [words](https://…)"
        yield TextProblem(Rule.SAFE_LINK, max(text.find("[]("), 0), message)
    if token.type == "text" and "\\*" not in text:
        for rule, pattern, message in _BROKEN_MARKUP:
            if match := re.search(pattern, token.content):
                yield TextProblem(rule, max(text.find(match.group()), 0), message)
                break
