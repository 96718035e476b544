"""Update the map of the code in docs/contributing/architecture.md.

The map lists each package, module and theme script with the first sentence of its docstring.

python -m scripts.code_map
"""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from guidance.paths import DOCS, ROOT

PAGE = DOCS / "contributing" / "architecture.md"

MAPPED = ("benchmarks", "guidance", "hooks", "portability", "scripts")
"""The folders on the map."""

FOLDERS = {
    "guidance/locales": "Catalogues of interface words, one per language",
    "guidance/pdf/templates": "HTML templates and style sheets of printed documents",
    "guidance/publishing/templates": "The error page of a preview",
    "guidance/rendering/templates": "Macros and design tokens for web and print",
    "guidance/site/server": "Configuration of web servers",
    "guidance/site/styles": "The parts of the site's style sheet",
    "guidance/site/templates": "Templates of pages, one per kind of page",
    "guidance/site/theme": "The frame of a page: a theme that extends Material for MkDocs",
    "guidance/site/theme/assets": "Scripts of the theme, and style sheets of single pages",
    "guidance/site/theme/partials": "Parts of the frame, such as header and navigation",
    "hooks": "Adapters between MkDocs events and the package `guidance`",
}
"""Descriptions of the folders that are not Python packages."""

_TREE = re.compile(r"(?<=\n## Modules\n)(.*?```text\n)(.*?)(?=```\n)", re.DOTALL)


def page_with_map(page: str) -> str:
    """The page with a new tree in its section "Modules"."""
    return _TREE.sub(lambda match: match[1] + code_map(), page)


def code_map() -> str:
    """The tree: one line for each folder, Python module and theme script, indented by its depth."""
    return "".join(line for folder in MAPPED for line in _lines(PurePosixPath(folder), _files()))


def _files() -> list[PurePosixPath]:
    """All files of the project, including new files that git does not ignore."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *MAPPED]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return sorted(PurePosixPath(line) for line in result.stdout.splitlines() if _exists(line))


def _exists(path: str) -> bool:
    return (ROOT / path).is_file()


def _lines(folder: PurePosixPath, files: Iterable[PurePosixPath]) -> Iterator[str]:
    """The lines of a folder: itself, its modules and scripts, then its subfolders."""
    inside = [path for path in files if path.is_relative_to(folder)]
    yield _line(folder, f"{folder.name}/", _purpose_of_folder(folder))
    for path in inside:
        if path.parent == folder and path.suffix in {".py", ".js"} and path.stem != "__init__":
            yield _line(path, path.name, _purpose_of_file(ROOT / path))
    depth = len(folder.parts)
    children = {
        PurePosixPath(*path.parts[: depth + 1]) for path in inside if len(path.parts) > depth + 1
    }
    for child in sorted(children):
        yield from _lines(child, inside)


def _line(path: PurePosixPath, name: str, purpose: str) -> str:
    return f"{'  ' * (len(path.parts) - 1)}{name}  {purpose}\n"


def _purpose_of_folder(folder: PurePosixPath) -> str:
    module = ROOT / folder / "__init__.py"
    return _purpose_of_file(module) if module.exists() else FOLDERS[folder.as_posix()]


def _purpose_of_file(path: Path) -> str:
    """The first sentence of a module's docstring, or of the first comment of a script."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return _first_sentence(ast.get_docstring(ast.parse(text)) or "")
    comment = re.search(r"/\*(.*?)\*/|//(.*)", text, re.DOTALL if "/*" in text[:3] else 0)
    return _first_sentence((comment[1] or comment[2]) if comment else "")


def _first_sentence(text: str) -> str:
    paragraph = " ".join(text.strip().split("\n\n")[0].split())
    sentence = re.match(r".+?(?=\.(?:\s|$)|$)", paragraph)
    if not sentence:
        raise ValueError("a module on the map has no docstring")
    return sentence[0]


if __name__ == "__main__":
    PAGE.write_text(page_with_map(PAGE.read_text("utf-8")), "utf-8")
