"""A small library to change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.examples import BASE


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return shutil.copytree(BASE, tmp_path / "content")
