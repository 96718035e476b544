"""The Jinja environment of all templates."""

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
from guidance.rendering.annotator import PlainText
from guidance.rendering.bytecode_cache import DiskBytecodeCache
from guidance.rendering.record_views import RecordViews

_SPECIAL = re.compile(r"_|[^\w\s.,;:?%‘’“”–—/'-]")
"""The characters that may have a meaning in Markdown."""

_HYPHENATED = re.compile(r"(?<!\w)[(“‘]?\w+(?:-\w+)+[)”’.,;:]*")
"""Hyphenated words, with the brackets and the marks beside them."""


def markdown_safe(title: str) -> Markup:
    """A title escaped for Markdown: special characters become character references."""
    line = " ".join(markdown.typeset(title).split())
    escaped = _SPECIAL.sub(lambda match: f"&#{ord(match.group())};", line)
    return Markup(escaped)  # noqa: S704 -- nothing but character references is added


def front_matter_value(value: object) -> Markup:
    """A value as JSON for the front matter of a page: YAML includes JSON."""
    return Markup(json.dumps(value, ensure_ascii=False))  # noqa: S704 -- front matter is no HTML


def unbroken(text: str) -> Markup:
    """Text in which no identifier is parted at a hyphen, nor is an address.

    The styles keep an element of the class `unbroken` in one line, if it is not wider than that.
    """
    result, end = Markup(), 0
    for found in _HYPHENATED.finditer(text):
        if any(character.isdigit() for character in found.group()):
            result += text[end : found.start()] + Markup('<span class="unbroken">{}</span>').format(
                found.group()
            )
            end = found.end()
    return result + text[end:]


@pass_context
def prose(context: Context, text: str) -> Markup:
    """Text as paragraphs, by the annotator of the page."""
    annotator: PlainText = context["annotator"]
    return annotator.prose(text)


@cache
def _bytecode_cache() -> DiskBytecodeCache:
    """The cache of compiled templates, shared by all environments of a process."""
    return DiskBytecodeCache(TEMPLATE_CACHE, Path(__file__).read_bytes())


def bare_environment() -> Environment:
    """An environment without a library. It escapes HTML, and raises on undefined variables."""
    loader = PrefixLoader(
        {prefix: FileSystemLoader(folder) for prefix, folder in TEMPLATES.items()}
    )
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_bytecode_cache(),
    )


def environment(library: Library, words: Words) -> Environment:
    """An environment for templates that show a library.

    Templates may override `annotator` and `views`, which add nothing to the text by default.
    """
    annotator = PlainText()
    result = bare_environment()
    result.filters.update(
        prose=prose,
        inline=markdown.inline_html,
        plain=markdown.plain,
        markdown=markdown_safe,
        front=front_matter_value,
        day=words.day,
        weekday=words.weekday,
        typeset=markdown.typeset,
        unbroken=unbroken,
        pages=words.pages,
        number=words.number,
    )
    result.globals.update(
        library=library,
        say=words,
        count=words.count,
        days=words.days,
        enumeration=words.enumeration,
        language=words.language,
        annotator=annotator,
        views=RecordViews(library, words, annotator),
    )
    return result
