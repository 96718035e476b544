"""Text of the records: Markdown with inline marks and links goes in, faults, safe HTML or plain words come out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, pairwise
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from guidance import limits
from guidance.diagnostics import suggestions
from guidance.diagnostics.invisible_characters import UNSEEN, named, unseen_in
from guidance.diagnostics.rules import Rule

_ALLOWED = "allowed: paragraphs with *emphasis*, **strong** and [links](https://…)"
_ALLOWED_LINKS = "allowed: addresses that begin with https://, http:// or mailto:"
_PLAINLY = "allowed: the plain name of a host, such as https://www.osce.org/cthb, or an e-mail address, such as mailto:info-cthb@osce.org"
ALLOWED_SCHEMES = ("https", "http", "mailto")
_HOST = r"(?:[\w-]+\.)*[\w-]+\.?"
_REMEMBERED = 20_000
"""How many texts are remembered as they were drawn last: search, data, tables and pages ask for the same ones."""
_BREAK = re.compile(r"\r\n?|\n")
"""The ends of lines as a reader of Markdown counts them."""
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>\n]*>?|!--|[?!])")


@dataclass(frozen=True)
class Fault:
    """Something in a text that may not stand there."""

    rule: Rule
    offset: int
    """How many characters of the text come before it."""
    message: str
    suggestion: str = ""


@cache
def _writer() -> MarkdownIt:
    """The renderer: paragraphs, emphasis, strong and links; all else stays the text that it is."""
    return MarkdownIt("zero", {"html": False}).enable(
        ["emphasis", "link", "escape", "entity", "balance_pairs"]
    )


@cache
def _reader() -> MarkdownIt:
    """A reader of full Markdown, to find what the renderer would leave as text."""
    return MarkdownIt("commonmark", {"html": True})


def line_faults(text: str) -> Iterator[Fault]:
    """What may not stand in a title, a name or a role: nothing, too much, several lines, tags."""
    if too_long := _limit_fault(text, limits.LINE):
        yield too_long
        return
    yield from islice(_line_faults(text), limits.FAULTS)


def _line_faults(text: str) -> Iterator[Fault]:
    if not text.strip():
        yield Fault(
            Rule.EMPTY_TEXT,
            0,
            "is empty; write the text, or leave the key out where it may be absent",
        )
    if _BREAK.search(text.strip()):
        yield Fault(Rule.ONE_LINE, 0, "runs over several lines; write it on one line")
    yield from sign_faults(text)
    yield from _tag_faults(text, "allowed: plain words")


def prose_faults(text: str) -> Iterator[Fault]:
    """What may not stand in sentences: nothing, too much, tags, blocks such as lists, links that lead elsewhere than to the web or to mail."""
    if too_long := _limit_fault(text, limits.TEXT):
        yield too_long
    elif not text.strip():
        yield Fault(
            Rule.EMPTY_TEXT,
            0,
            "is empty; write the text, or leave the key out where it may be absent",
        )
    else:
        yield from islice(_prose_faults(text), limits.FAULTS)


def _prose_faults(text: str) -> Iterator[Fault]:
    yield from sign_faults(text)
    yield from _tag_faults(text, _ALLOWED)
    if is_bare(text):
        return
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    for token in _reader().parse(text):
        if block := _BLOCKS.get(token.type):
            line = token.map[0] if token.map else 0
            yield Fault(Rule.INLINE_ONLY, starts[line], f"holds {block}; {_ALLOWED}")
        for child, behind in pairwise([*(token.children or ()), _END]):
            yield from _hidden_faults(text, child)
            yield from _link_faults(text, child)
            yield from _broken_faults(text, child, behind)


def is_bare(text: str) -> bool:
    """Whether Markdown sees nothing but paragraphs of words, as in most texts: each line begins with a letter, and no sign has a meaning."""
    return not _MARKS.search(text) and all(line[0].isalpha() for line in text.split("\n") if line)


def is_plain(text: str) -> bool:
    """Whether a text is one line of plain words, which is sound wherever words may stand."""
    return (
        text[:1].isalpha()
        and text.isascii()
        and text.isprintable()
        and len(text) <= limits.LINE
        and not _MARKS.search(text)
    )


def formula_faults(words: str) -> Iterator[Fault]:
    """What may not stand in a table of data: a beginning by which a spreadsheet takes a text for a formula, and runs it."""
    if begun := re.match(r"\s*([=+@\-\uff1d\uff0b\uff20\uff0d])", words):
        yield Fault(
            Rule.NO_FORMULA,
            0,
            f"begins with '{begun[1]}', which a spreadsheet takes for the beginning of a formula; begin with a word",
        )


def _limit_fault(text: str, most: int) -> Fault | None:
    if len(text) > most:
        return Fault(Rule.LIMIT, most, f"is {len(text):,} characters long; allowed: {most:,}")
    if text.count("[") > limits.BRACKETS:
        return Fault(
            Rule.LIMIT,
            text.find("["),
            f"holds {text.count('['):,} opening brackets; allowed: {limits.BRACKETS:,}",
        )
    return None


_MARKS = re.compile(r"[\[\]`<&\\*_\r]")
_BLOCKS = {
    "heading_open": "a heading",
    "bullet_list_open": "a list",
    "ordered_list_open": "a numbered list",
    "blockquote_open": "a block quotation",
    "code_block": "an indented block",
    "fence": "a block of code",
    "hr": "a rule",
}


def _tag_faults(text: str, instead: str) -> Iterator[Fault]:
    """Tags of HTML; a closing one is told of only where none was opened."""
    opened: set[str] = set()
    for tag in _TAG.finditer(text):
        name = tag.group().strip("</>").partition(" ")[0].lower()
        if not (tag.group().startswith("</") and name in opened):
            is_address = name.startswith(("https:", "http:"))
            yield Fault(
                Rule.RAW_HTML,
                tag.start(),
                f"holds the raw HTML '{tag.group()[:40]}'; {instead}",
                f"[words]({tag.group()[1:-1]})" if is_address else "",
            )
        opened.add(name)


def sign_faults(text: str) -> Iterator[Fault]:
    """Characters that nobody sees, which YAML can write in double quotes."""
    for sign in unseen_in(text):
        yield Fault(Rule.ENCODING, sign.start(), unseen(sign.group()))


def unseen(sign: str) -> str:
    """What is wrong with a character that nobody sees."""
    return f"holds the invisible character {named(sign)}; delete it"


def _hidden_faults(text: str, token: Token) -> Iterator[Fault]:
    """The same characters where Markdown writes them as numbers or names, such as `&#8203;`."""
    for written in (token.content, str(token.attrGet("title") or "")):
        if (sign := UNSEEN.search(written)) and sign.group() not in text:
            yield Fault(Rule.ENCODING, max(text.find("&"), 0), unseen(sign.group()))


def _link_faults(text: str, token: Token) -> Iterator[Fault]:
    if token.type == "code_inline":
        yield Fault(
            Rule.INLINE_ONLY,
            max(text.find(token.markup), 0),
            f"holds a passage of code; {_ALLOWED}",
        )
    if token.type == "image":
        yield Fault(Rule.INLINE_ONLY, max(text.find("!["), 0), f"holds a picture; {_ALLOWED}")
    if token.type == "link_open":
        address = str(token.attrGet("href"))
        if not leads_out(address):
            allowed = (
                _PLAINLY if address.startswith(("https:", "http:", "mailto:")) else _ALLOWED_LINKS
            )
            yield Fault(
                Rule.SAFE_LINK,
                max(text.find(f"]({address}"), 0),
                f"links to '{address[:60]}'; {allowed}",
                suggestions.address(address),
            )


def leads_out(address: str) -> bool:
    """Whether an address leads to the web or to mail, and plainly: by the name of a host, without a name and password before it."""
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


_END = Token("end", "", 0)
_BROKEN = (
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
"""What full Markdown leaves as text, though it was meant as a link or as emphasis."""


def _broken_faults(text: str, token: Token, behind: Token) -> Iterator[Fault]:
    if token.type == "link_open" and behind.type == "link_close":
        yield Fault(
            Rule.SAFE_LINK,
            max(text.find("[]("), 0),
            "holds a link without words; write [words](https://…)",
        )
    if token.type == "text" and "\\*" not in text:
        for rule, pattern, message in _BROKEN:
            if broken := re.search(pattern, token.content):
                yield Fault(rule, max(text.find(broken.group()), 0), message)
                break


Change = Callable[[Sequence[Token]], list[Token]]
"""What becomes of the inline tokens of a paragraph before they are drawn."""


def html(text: str, change: Change = list) -> Markup:
    """Sentences as safe HTML paragraphs."""
    tokens = _writer().parse(text)
    for token in tokens:
        if token.children:
            token.children = change(token.children)
    return Markup(_writer().renderer.render(tokens, _writer().options, {}).strip())  # noqa: S704 -- the renderer escapes everything but its own tags


def drawn(tokens: Sequence[Token]) -> Markup:
    """Inline tokens as safe HTML."""
    inline = Token("inline", "", 0, children=list(tokens))
    return Markup(_writer().renderer.render([inline], _writer().options, {}))  # noqa: S704 -- as above


def inline_html(text: str) -> Markup:
    """Sentences as safe HTML without the paragraph around them."""
    return Markup(_writer().renderInline(" ".join(text.split())))  # noqa: S704 -- as above


@lru_cache(_REMEMBERED)
def typeset(line: str) -> str:
    """A title or a name with the quotation marks that printers set; the words stay the same."""
    for straight, opening, closing in (("'", "‘", "’"), ('"', "“", "”")):
        line = re.sub(rf"(^|[\s(\[]){straight}", rf"\1{opening}", line).replace(straight, closing)
    return line


@lru_cache(_REMEMBERED)
def plain(text: str) -> str:
    """Sentences as plain words, paragraphs parted by a blank line."""
    paragraphs = (token for token in _writer().parse(text) if token.type == "inline")
    return "\n\n".join(" ".join(_words(token).split()) for token in paragraphs)


def _words(inline: Token) -> str:
    return "".join(
        child.content
        if child.type.startswith("text")
        else " "
        if child.type.endswith("break")
        else ""
        for child in inline.children or ()
    )


def first_sentence(markdown: str) -> str:
    """The first sentence of a page below its heading, as plain words; empty where no text stands there."""
    paragraphs = re.split(r"\n\s*\n", markdown)
    found = next(
        (paragraph for paragraph in paragraphs if re.match(r"\s*(\*\*|\w)", paragraph)), ""
    )
    bare = (
        re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", found)
        .replace("*", "")
        .replace("`", "")
        .replace("Decided. ", "")
    )
    return re.split(r"(?<=[.:!?])\s", " ".join(bare.split()), maxsplit=1)[0]
