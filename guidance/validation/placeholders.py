"""Find placeholders of `build.py new` that were not replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidance.content.document import Document
from guidance.content.layout import entry_class
from guidance.content.yaml_parser import Location
from guidance.diagnostics.problem import Problem, shorten
from guidance.diagnostics.rules import Rule
from guidance.validation.messages.field_declarations import description_at, field_at

_PLACEHOLDER = re.compile(r"\bTODO\b|‹[^‹›]*›|^\s*(?:…|\.\.\.)\s*$")
_SIGNS = ("TODO", "‹", "…", "...", "\\")
"""Every file with a placeholder contains one of these; a backslash may escape any of them."""


def placeholder_problems(document: Document) -> Iterator[Problem]:
    """No value is a placeholder.

    A file without any of `_SIGNS` is not searched, since locating its values takes most of the time
    of a check.
    """
    if not any(sign in document.text for sign in _SIGNS):
        return
    for location in document.value_positions:
        if match := _PLACEHOLDER.search(document.text_at(location)):
            message = (
                "is still to be written; put the text in the place of "
                f"'{shorten(match.group())}'{_advice(document, location)}"
            )
            yield document.problem(Rule.PLACEHOLDER, location, message, offset=match.start())


def _advice(document: Document, location: Location) -> str:
    """Whether the key may be deleted instead, and the description of its field."""
    file_class = entry_class(document.path)
    while location and isinstance(location[-1], int):
        location = location[:-1]
    field = field_at(file_class, location) if file_class and location else None
    if not file_class or not field:
        return ""
    description = description_at(file_class, location)
    deletion = "" if field.is_required() else ", or delete the key"
    return deletion + (f" ({description})" if description else "")
