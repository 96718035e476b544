"""The content security policy: a built site goes in, settings for web servers with the hashes of its inline scripts and styles come out."""

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
_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"""\bsrc\s*=|\btype\s*=\s*["']?application/""", re.IGNORECASE)
"""Scripts with an address of their own, and blocks of data."""


def policy(pages: Iterable[str]) -> str:
    """The policy under which pages work: nothing but the site's own files, and of inline scripts and styles just those that stand in the pages."""
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for page in pages:
        for name, attributes, content in _INLINE.findall(page):
            if not _NOT_RUN.search(attributes):
                found[name.lower()].add(_hash(content))
    allowed = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *sorted(found["script"])],
        "style-src": ["'self'", *sorted(found["style"])],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in allowed.items())


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def server_files(site: Path) -> Iterator[OutputFile]:
    """Settings for each server, from the pages of a built site."""
    told = policy(path.read_text("utf-8") for path in sorted(site.rglob("*.html")))
    templates = Environment(  # noqa: S701 -- no HTML
        loader=FileSystemLoader(TEMPLATES["server"]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    for server in SERVERS:
        yield OutputFile(
            f"server/{server}.conf",
            templates.get_template(f"{server}.conf.jinja").render(policy=told),
        )
