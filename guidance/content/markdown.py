"""Render Markdown as HTML and as plain text.

The text of records is Markdown with emphasis and links alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_CACHE_SIZE = 20_000
"""Texts whose rendering is cached: search, data, tables and pages render the same ones."""

TokenTransform = Callable[[Sequence[Token]], list[Token]]
"""A change to the inline tokens of a paragraph before they are rendered."""


def _new_parser() -> MarkdownIt:
    """A parser and renderer of paragraphs, emphasis and links; all other markup stays text."""
    return MarkdownIt("zero", {"html": False}).enable(
        ["emphasis", "link", "escape", "entity", "balance_pairs"]
    )


_parser = cache(_new_parser)


@cache
def _parser_of_parts() -> MarkdownIt:
    """The same parser, but escaped characters and entities stay tokens of their own."""
    return _new_parser().disable("text_join")


def drawn_tokens(text: str) -> list[Token]:
    """The inline tokens of all paragraphs, as they are rendered.

    The check looks at them, so that nothing is drawn that it did not see. An escaped character or
    an entity is a `text_special` token, with its source in `markup`.
    """
    paragraphs = _parser_of_parts().parse(text)
    return [token for paragraph in paragraphs for token in paragraph.children or ()]


def html(text: str, transform: TokenTransform = list, ending: Sequence[Token] = ()) -> Markup:
    """Markdown as safe HTML paragraphs; the inline tokens `ending` are added to the last one."""
    tokens = _parser().parse(text)
    inline = [token for token in tokens if token.type == "inline"]
    for token in inline:
        token.children = transform(token.children or [])
    if inline and ending:
        inline[-1].children = [*(inline[-1].children or ()), *ending]
    return Markup(_parser().renderer.render(tokens, _parser().options, {}).strip())  # noqa: S704 -- the renderer escapes everything but its own tags


def inline_tokens_html(tokens: Sequence[Token]) -> Markup:
    """Inline tokens as safe HTML."""
    inline = Token("inline", "", 0, children=list(tokens))
    return Markup(_parser().renderer.render([inline], _parser().options, {}))  # noqa: S704 -- as above


def inline_html(text: str) -> Markup:
    """Markdown as safe HTML without paragraphs, which are read one by one, as in `html`."""
    paragraphs = [token for token in _parser().parse(text) if token.type == "inline"]
    lines = (inline_tokens_html(paragraph.children or ()) for paragraph in paragraphs)
    return Markup(" ").join(Markup(" ".join(line.split())) for line in lines)  # noqa: S704 -- only spaces change


@lru_cache(_CACHE_SIZE)
def typeset(line: str) -> str:
    """A title or a name with curly quotation marks instead of straight ones."""
    for straight, opening, closing in (("'", "‘", "’"), ('"', "“", "”")):
        line = re.sub(rf"(^|[\s(\[]){straight}", rf"\1{opening}", line).replace(straight, closing)
    return line


_PAGES = re.compile(r"(?<![\w–-])(\d{1,4})-(\d{1,4})(?![\w–-])")
"""A range of pages or years, which is no date and no identifier."""


def typeset_tokens(tokens: Sequence[Token]) -> list[Token]:
    """Inline tokens with curly quotation marks, and with dashes in ranges of numbers.

    A mark at the beginning of a token belongs to the word before it, if there is one.
    """
    result: list[Token] = []
    before = ""
    for token in tokens:
        if token.type == "text" and token.content:
            content = typeset(before + token.content)[len(before) :]
            result.append(Token("text", "", 0, content=_PAGES.sub(r"\1–\2", content)))
            before = token.content[-1]
            continue
        if token.type == "softbreak":
            before = ""
        result.append(token)
    return result


@lru_cache(_CACHE_SIZE)
def plain(text: str) -> str:
    """Markdown as plain text, with a blank line between paragraphs."""
    paragraphs = (token for token in _parser().parse(text) if token.type == "inline")
    return "\n\n".join(" ".join(_plain_inline(token).split()) for token in paragraphs)


def _plain_inline(inline: Token) -> str:
    return "".join(
        child.content
        if child.type.startswith("text")
        else " "
        if child.type.endswith("break")
        else ""
        for child in inline.children or ()
    )


def first_sentence(markdown: str) -> str:
    """The first sentence of full Markdown, as plain text; empty if it has no paragraph."""
    paragraphs = re.split(r"\n\s*\n", markdown)
    paragraph = next((text for text in paragraphs if re.match(r"\s*(\*\*|\w)", text)), "")
    without_links = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", paragraph)
    text = " ".join(re.sub("[*`]", "", without_links).split())
    return re.split(r"(?<=[.:!?])\s", text, maxsplit=1)[0]
