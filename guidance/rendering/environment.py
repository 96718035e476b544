"""Templating: the one Jinja environment in which site, report and handouts are drawn."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, PrefixLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from guidance.content import markdown
from guidance.i18n import Words
from guidance.library.library import Library
from guidance.paths import TEMPLATE_CACHE, TEMPLATES
from guidance.rendering.bytecode_cache import DiskBytecodeCache
from guidance.rendering.glossary_links import PlainText

_MARKDOWN = re.compile(r"_|[^\w\s.,;:?%‘’“”–—/'-]")


def markdown_safe(words: str) -> Markup:
    """A title as Markdown that means just these words: every sign with a meaning becomes a character reference."""
    line = " ".join(markdown.typeset(words).split())
    escaped = _MARKDOWN.sub(lambda sign: f"&#{ord(sign.group())};", line)
    return Markup(escaped)  # noqa: S704 -- nothing but character references is added


def data_attribute(value: object) -> Markup:
    """A value as JSON that may stand in front matter, which is YAML."""
    return Markup(json.dumps(value, ensure_ascii=False))  # noqa: S704 -- front matter is no HTML


@pass_context
def prose(context: Context, words: str) -> Markup:
    """Sentences as paragraphs, explained where the medium explains terms."""
    explain: PlainText = context["explain"]
    return explain.prose(words)


@cache
def _compiled() -> DiskBytecodeCache:
    """The one memory of compiled templates: a preview makes environments again and again."""
    return DiskBytecodeCache(TEMPLATE_CACHE, Path(__file__).read_bytes())


def bare_environment() -> Environment:
    """An environment that escapes everything, and fails on any name that it does not know."""
    loader = PrefixLoader(
        {prefix: FileSystemLoader(folder) for prefix, folder in TEMPLATES.items()}
    )
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
    )


def environment(library: Library, words: Words) -> Environment:
    """An environment for all that is drawn from a library."""
    made = bare_environment()
    made.filters.update(
        prose=prose,
        inline=markdown.inline_html,
        plain=markdown.plain,
        markdown=markdown_safe,
        front=data_attribute,
        day=words.day,
        weekday=words.weekday,
        typeset=markdown.typeset,
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
        explain=PlainText(),
    )
    return made
