"""Fixtures of ordinary work: a copy of the content, and its site after a change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.content_copy import BuiltCopy, ContentCopy

Build = Callable[[], BuiltCopy]


@pytest.fixture
def content(tmp_path: Path) -> ContentCopy:
    """A copy of the project's own content."""
    return ContentCopy.of_project(tmp_path)


@pytest.fixture
def build(content: ContentCopy, tmp_path: Path) -> Build:
    """Check the changed copy and build its site without printing."""
    return lambda: content.build(tmp_path / "site")
