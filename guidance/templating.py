"""Templating: the one Jinja environment in which site, report and handouts are drawn."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from types import CodeType

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.runtime import Context
from markupsafe import Markup

from guidance import text
from guidance.explaining import Unexplained
from guidance.library import Library
from guidance.words import Words

TEMPLATES = Path(__file__).parent / "templates"
_MARKDOWN = re.compile(r"_|[^\w\s.,;:?%‘’“”–—/'-]")


def markdown_safe(words: str) -> Markup:
    """A title as Markdown that means just these words: every sign with a meaning becomes a character reference."""
    return Markup(_MARKDOWN.sub(lambda sign: f"&#{ord(sign.group())};", " ".join(text.typeset(words).split())))  # noqa: S704 -- nothing but references is added


def data_attribute(value: object) -> Markup:
    """A value as JSON that may stand in front matter, which is YAML."""
    return Markup(json.dumps(value, ensure_ascii=False))  # noqa: S704 -- front matter is no HTML


@pass_context
def prose(context: Context, words: str) -> Markup:
    """Sentences as paragraphs, explained where the medium explains terms."""
    explain: Unexplained = context["explain"]
    return explain.prose(words)


class _Compiled(BytecodeCache):
    """Templates as they were compiled before: known by the hash of their source, so that one which changed is compiled anew."""

    def __init__(self) -> None:
        self.held: dict[str, tuple[str, CodeType | None]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled from the same source, if anything."""
        checksum, code = self.held.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what has been compiled."""
        self.held[bucket.key] = (bucket.checksum, bucket.code)


@cache
def compiled() -> BytecodeCache:
    """The one memory of compiled templates: a preview makes environments again and again."""
    return _Compiled()


def bare_environment() -> Environment:
    """An environment that escapes everything, and fails on any name that it does not know."""
    loader = FileSystemLoader(TEMPLATES)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, bytecode_cache=compiled())


def environment(library: Library, words: Words) -> Environment:
    """An environment for all that is drawn from a library."""
    made = bare_environment()
    made.filters.update(
        prose=prose,
        inline=text.inline_html,
        plain=text.plain,
        markdown=markdown_safe,
        front=data_attribute,
        day=words.day,
        weekday=words.weekday,
        typeset=text.typeset,
    )
    made.globals.update(
        library=library,
        say=words,
        count=words.count,
        days=words.days,
        listed=words.listed,
        language=words.language,
        notes=None,
        mentions=None,
        explain=Unexplained(),
    )
    return made
