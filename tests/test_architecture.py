"""Who may import whom: a package knows the layers below its own, and no other of its layer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from guidance.paths import PACKAGE, ROOT

LAYERS = (
    ("paths", "limits", "version"),
    ("i18n", "output"),
    ("diagnostics",),
    ("content",),
    ("validation", "editing"),
    ("library",),
    ("exports", "rendering"),
    ("site", "pdf"),
    ("publishing",),
)
"""The packages and modules of `guidance/`, from the lowest layer up."""

PDF_LAYERS = (("tagging",), ("rendering",), ("documents",))
"""The same within `guidance/pdf/`."""

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def imported(path: Path) -> Iterator[str]:
    """The modules that a module imports, by their full names."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports by a relative name"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


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
    for name in imported(path):
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
    for name in imported(path):
        if name.startswith("guidance.pdf."):
            other = name.split(".")[2]
            assert other == own or level(other, PDF_LAYERS) < level(own, PDF_LAYERS), name


def test_no_module_is_long() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {path: lines for path, lines in lengths.items() if lines > 300} == {}


def test_no_package_is_crowded() -> None:
    folders = {path.parent for path in MODULES}
    crowded = {folder: n for folder in folders if (n := len([*folder.glob("*.py")])) > 15}
    assert crowded == {}
