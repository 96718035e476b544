"""Templates are compiled once, and again when their source or settings have changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from guidance.rendering.bytecode_cache import DiskBytecodeCache


class CountingEnvironment(Environment):
    """An environment that counts the templates it compiles."""

    compiled = 0

    def compile(self, *arguments: object, **options: object) -> object:  # type: ignore[override]
        CountingEnvironment.compiled += 1
        return super().compile(*arguments, **options)  # type: ignore[call-overload]


@pytest.fixture
def render(tmp_path: Path) -> Callable[..., tuple[str, int]]:
    """Render a template as a new process would, and count the compiled templates."""
    (tmp_path / "page.html").write_text("Hello {{ name }}", "utf-8")

    def render_anew(settings: bytes = b"one") -> tuple[str, int]:
        CountingEnvironment.compiled = 0
        environment = CountingEnvironment(
            loader=FileSystemLoader(tmp_path),
            autoescape=True,
            bytecode_cache=DiskBytecodeCache(tmp_path / "cache", settings),
        )
        return environment.get_template("page.html").render(
            name="Ada"
        ), CountingEnvironment.compiled

    return render_anew


def test_a_template_is_compiled_once(render: Callable[..., tuple[str, int]]) -> None:
    assert [render(), render()] == [("Hello Ada", 1), ("Hello Ada", 0)]


def test_a_template_is_compiled_again_when_source_or_settings_change(
    render: Callable[..., tuple[str, int]], tmp_path: Path
) -> None:
    render()
    (tmp_path / "page.html").write_text("Bye {{ name }}", "utf-8")
    assert render() == ("Bye Ada", 1)
    assert render(b"two") == ("Bye Ada", 1)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1],
        lambda content: content[:40],
        lambda content: content[:60] + b"x" + content[61:],
        lambda _: b"",
    ],
)
def test_a_damaged_file_is_replaced(
    render: Callable[..., tuple[str, int]], tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    render()
    [file] = (tmp_path / "cache").iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert [render(), render()] == [("Hello Ada", 1), ("Hello Ada", 0)]


def test_templates_are_rendered_without_a_writable_cache(
    render: Callable[..., tuple[str, int]], tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("no folder", "utf-8")
    assert [render(), render()] == [("Hello Ada", 1), ("Hello Ada", 1)]
