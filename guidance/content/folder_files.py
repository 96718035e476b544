"""Find the files of a content folder, and what has no place among them."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from guidance import limits
from guidance.content.layout import SOURCE_HASHES
from guidance.diagnostics.problem import Problem
from guidance.diagnostics.rules import Rule

_LEFTOVER = re.compile(r"\.DS_Store|\.directory|\._.*|\.#.*|\..*\.sw[a-z]|\.nfs.*|\.~lock\..*")
"""Hidden files that file managers and editors' programs leave behind; nobody reads them."""


@dataclass
class FolderFiles:
    """The files of a content folder."""

    files: list[Path] = field(default_factory=list)
    """The files and links to load, by path; links are not followed."""
    refused: dict[Path, str] = field(default_factory=dict)
    """Files that are not to be read, each with the message."""
    unreadable: list[Problem] = field(default_factory=list)
    """Folders that cannot be read, or lie too deep."""


def find_files(content: Path) -> list[Path]:
    """The files and links of a content folder that are to be loaded, by path."""
    return list_folder(content).files


def list_folder(content: Path) -> FolderFiles:
    """All files of the content folder but Markdown and the hashes of the sources' words."""
    listing = FolderFiles()
    paths = sorted(_paths(content, listing), key=lambda path: path.parts)
    first: dict[str, Path] = {}
    for path in paths:
        inside = path.relative_to(content).as_posix()
        other = first.setdefault(_folded(inside), path)
        if path.name.startswith("."):
            listing.refused[path] = _hidden_file_message(path.name)
        elif other is not path:
            listing.refused[path] = (
                f"differs from '{other.relative_to(content).as_posix()}' only in capitals or "
                "accents, and many computers keep one of the two; rename or delete one"
            )
        elif _is_loaded(path, content):
            listing.files.append(path)
    return listing


def _paths(content: Path, listing: FolderFiles) -> Iterator[Path]:
    """The files and links below the content folder; folders that cannot be read are noted."""
    folders = [content]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                children = [
                    (Path(entry.path), entry.is_dir(follow_symlinks=False)) for entry in entries
                ]
        except FileNotFoundError:
            continue
        except OSError as error:
            message = f"cannot be read ({error.strerror}); check its permissions"
            listing.unreadable.append(_folder_problem(content, folder, message))
            continue
        for path, is_folder in children:
            is_repository = path.name == ".git" and folder == content
            if is_repository or _LEFTOVER.fullmatch(path.name):
                continue
            if not is_folder or path.name.startswith("."):
                yield path
            elif len(path.relative_to(content).parts) > limits.FOLDERS:
                message = "lies too deep; put its files where the others are, or delete it"
                listing.unreadable.append(_folder_problem(content, path, message))
            else:
                folders.append(path)


def _folder_problem(content: Path, folder: Path, message: str) -> Problem:
    path = (content.name / folder.relative_to(content)).as_posix()
    return Problem(path, 1, 1, "folder", message, Rule.KNOWN_FILE)


def _is_loaded(path: Path, content: Path) -> bool:
    is_hashes = path.parent == content / SOURCE_HASHES and path.suffix == ".txt"
    return not is_hashes and (path.is_symlink() or path.suffix != ".md")


def _folded(path: str) -> str:
    """A path as file systems compare it that ignore capitals or the form of accents."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _hidden_file_message(name: str) -> str:
    if name.startswith(".git"):
        return "belongs to git, and can hide changes from those who review them; delete it"
    return "is hidden from those who review the content; delete it"
