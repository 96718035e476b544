"""Content security policy of a built site, in settings for web servers."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from guidance.output.file import OutputFile
from guidance.paths import TEMPLATES

SERVERS = ("nginx", "apache")
_ELEMENT = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_NO_HASH = re.compile(r"""\bsrc\s*=|\btype\s*=\s*["']?application/""", re.IGNORECASE)
"""Attributes of scripts that need no hash: files of their own, and blocks of data."""


def policy(pages: Iterable[str]) -> str:
    """Return the strictest policy under which these pages work.

    `pages` are the pages as HTML. The policy allows files of the site, and the inline scripts and
    styles of the pages by their hashes.
    """
    hashes: dict[str, set[str]] = {"script": set(), "style": set()}
    for page in pages:
        for name, attributes, content in _ELEMENT.findall(page):
            if not _NO_HASH.search(attributes):
                hashes[name.lower()].add(_hash(content))
    directives = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *sorted(hashes["script"])],
        "style-src": ["'self'", *sorted(hashes["style"])],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def server_files(site: Path) -> Iterator[OutputFile]:
    """Return the settings of each web server for the pages of a built site."""
    site_policy = policy(path.read_text("utf-8") for path in sorted(site.rglob("*.html")))
    templates = Environment(  # noqa: S701 -- no HTML
        loader=FileSystemLoader(TEMPLATES["server"]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    for server in SERVERS:
        yield OutputFile(
            f"server/{server}.conf",
            templates.get_template(f"{server}.conf.jinja").render(policy=site_policy),
        )
