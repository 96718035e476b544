"""Compiling: a template is compiled once, and again as soon as anything that makes it has changed, or its file is not whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from guidance.rendering.bytecode_cache import DiskBytecodeCache


class Counting(Environment):
    """An environment that counts what it compiles."""

    compiled = 0

    def compile(self, *arguments: object, **options: object) -> object:  # type: ignore[override]
        Counting.compiled += 1
        return super().compile(*arguments, **options)  # type: ignore[call-overload]


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[..., tuple[str, int]]:
    """Draws a template as a new program would: what it says, and how many templates were compiled for it."""
    (tmp_path / "page.html").write_text("Hello {{ name }}", "utf-8")

    def draw(made_with: bytes = b"one") -> tuple[str, int]:
        Counting.compiled = 0
        environment = Counting(
            loader=FileSystemLoader(tmp_path),
            autoescape=True,
            bytecode_cache=DiskBytecodeCache(tmp_path / "kept", made_with),
        )
        return environment.get_template("page.html").render(name="Ada"), Counting.compiled

    return draw


def test_a_template_is_compiled_once(drawn: Callable[..., tuple[str, int]]) -> None:
    assert [drawn(), drawn()] == [("Hello Ada", 1), ("Hello Ada", 0)]


def test_it_is_compiled_anew_where_its_source_or_a_maker_changed(
    drawn: Callable[..., tuple[str, int]], tmp_path: Path
) -> None:
    drawn()
    (tmp_path / "page.html").write_text("Bye {{ name }}", "utf-8")
    assert drawn() == ("Bye Ada", 1)
    assert drawn(b"two") == ("Bye Ada", 1)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda held: held[:-1],
        lambda held: held[:40],
        lambda held: held[:60] + b"x" + held[61:],
        lambda _: b"",
    ],
)
def test_a_file_that_is_not_whole_is_made_anew(
    drawn: Callable[..., tuple[str, int]], tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    drawn()
    [file] = (tmp_path / "kept").iterdir()
    file.write_bytes(spoil(file.read_bytes()))
    assert [drawn(), drawn()] == [("Hello Ada", 1), ("Hello Ada", 0)]


def test_where_nothing_can_be_kept_all_is_drawn_nevertheless(
    drawn: Callable[..., tuple[str, int]], tmp_path: Path
) -> None:
    (tmp_path / "kept").write_text("no folder", "utf-8")
    assert [drawn(), drawn()] == [("Hello Ada", 1), ("Hello Ada", 1)]
