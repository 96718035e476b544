"""Annotations: workflow commands of GitHub Actions that mark lines of a pull request."""

from __future__ import annotations


def annotation(
    message: str,
    *,
    title: str,
    path: str = "",
    line: int = 1,
    column: int = 1,
    is_advice: bool = False,
) -> str:
    """One annotation; its text begins with the place, since lists of annotations leave it out.

    Without a path it belongs to the whole request. The code host shows ten problems and ten
    pieces of advice for each step, and no more.
    """
    place = {"file": path, "line": line, "col": column} if path else {}
    properties = ",".join(
        f"{name}={_escape(str(value), ':,')}" for name, value in {**place, "title": title}.items()
    )
    command = "warning" if is_advice else "error"
    location = f"{path}:{line}: " if path else ""
    return f"::{command} {properties}::{_escape(location + message)}"


def _escape(text: str, more: str = "") -> str:
    """A text with those characters escaped that would end the command."""
    return "".join(
        f"%{ord(character):02X}" if character in f"%\r\n{more}" else character for character in text
    )
