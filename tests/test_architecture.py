"""Imports follow the layers of packages, modules are short, and private names stay private."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance.paths import PACKAGE, ROOT

LAYERS = (
    ("paths", "limits", "version", "clock", "on_demand"),
    ("i18n", "output"),
    ("diagnostics",),
    ("content",),
    ("history",),
    ("validation", "editing"),
    ("library",),
    ("exports", "rendering"),
    ("worksheets",),
    ("site", "pdf"),
    ("publishing",),
    ("commands",),
)
"""The packages and modules of `guidance/`, from the lowest layer up."""

PDF_LAYERS = (("tagging",), ("rendering",), ("documents",))
"""The packages of `guidance/pdf/`, from the lowest layer up."""

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")

OUTSIDE = sorted(
    [
        ROOT / "build.py",
        *(
            path
            for folder in ("benchmarks", "hooks", "portability", "scripts", "tests")
            for path in (ROOT / folder).rglob("*.py")
        ),
    ]
)
"""The modules outside the package, which may use its public names alone."""


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imported_names(module: ast.Module) -> Iterator[str]:
    """The full names that a module imports."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, "an import by a relative name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def private_names(module: ast.Module) -> Iterator[str]:
    """The private names of other modules that a module uses: imports, attributes, and strings.

    A class may use its own private attributes; `os._exit` has no public name.
    """
    for name in imported_names(module):
        if name.startswith("guidance.") and any(map(is_private, name.split("."))):
            yield name
    for node in ast.walk(module):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            expression = ast.unparse(node)
            if not expression.startswith(("self._", "cls._")) and expression != "os._exit":
                yield expression
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("getattr", "setattr")):
            texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            yield from (
                text
                for text in texts
                if isinstance(text, str) and any(map(is_private, text.split(".")))
            )


def level(name: str, layers: tuple[tuple[str, ...], ...]) -> int:
    return next(number for number, layer in enumerate(layers) if name in layer)


def part(path: Path) -> str:
    """The package or module right below `guidance/` to which a file belongs."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_package_has_a_layer() -> None:
    assert {part(path) for path in MODULES} == {name for layer in LAYERS for name in layer}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_imports_only_from_the_layers_below(path: Path) -> None:
    own = part(path)
    for name in imported_names(parse(path)):
        package, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        assert package not in ("mkdocs", "material"), name
        if package != "guidance" or other == own:
            continue
        assert level(other, LAYERS) < level(own, LAYERS), name


@pytest.mark.parametrize(
    "path", sorted((PACKAGE / "pdf").rglob("*.py")), ids=lambda path: path.stem
)
def test_within_pdf_a_module_imports_only_from_the_layers_below(path: Path) -> None:
    own = path.relative_to(PACKAGE / "pdf").parts[0]
    for name in imported_names(parse(path)):
        if name.startswith("guidance.pdf."):
            other = name.split(".")[2]
            assert other == own or level(other, PDF_LAYERS) < level(own, PDF_LAYERS), name


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_private_name_of_the_package_is_used_outside_it(path: Path) -> None:
    assert [*private_names(parse(path))] == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("from guidance.site.pages import _draw", ["guidance.site.pages._draw"]),
        ("import guidance.site._pages", ["guidance.site._pages"]),
        ("pages._draw()", ["pages._draw"]),
        ("monkeypatch.setattr(pages, '_draw', print)", ["_draw"]),
        ("monkeypatch.setattr('guidance.site.pages._draw', print)", ["guidance.site.pages._draw"]),
        ("self._draw(); cls._count; os._exit(0); pages.__name__; getattr(pages, 'draw')", []),
        ("from other import _private", []),
    ],
)
def test_uses_of_private_names_are_found(code: str, expected: list[str]) -> None:
    assert [*private_names(ast.parse(code))] == expected


def test_no_module_is_long() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path: lines for path, lines in lengths.items() if lines > 300} == {}


def test_no_package_has_too_many_modules() -> None:
    folders = {path.parent for path in MODULES}
    too_large = {folder: n for folder in folders if (n := len([*folder.glob("*.py")])) > 15}
    assert too_large == {}
