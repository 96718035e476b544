"""The layout of a content folder: its folders and files, and the model class of each file."""

from __future__ import annotations

import re

from guidance.content import model

FOLDERS: dict[str, type[model.Entry]] = {
    "conferences": model.Conference,
    "panels": model.Panel,
    "recommendations": model.Pillar,
    "sources": model.Source,
}
"""The folders, each with the class of its files."""

FILES: dict[str, type[model.Entry]] = {
    "people.yml": model.People,
    "organizations.yml": model.Organizations,
    "instruments.yml": model.Instruments,
    "resources.yml": model.Resources,
    "glossary.yml": model.Glossary,
    "vocabulary.yml": model.Vocabulary,
    "publisher.yml": model.Publisher,
}
"""The files outside these folders, each with its class."""

OPTIONAL_FILES = ("organizations.yml", "publisher.yml")
"""Files that may be absent: they then hold nothing."""

SOURCE_HASHES = "source-hashes"
"""The folder of hashes of the sources' words: a text file for each source, no YAML."""


_FORMS = {
    rf"{model.CONFERENCE}": "conferences",
    rf"{model.CONFERENCE}-P[0-9]+": "panels",
    rf"{model.CONFERENCE}-R[0-9]+": "recommendations",
}
"""Forms of identifiers that belong to one folder."""


def folder_of(identifier: str) -> str:
    """The only folder in which a file may have an identifier; empty if its form tells none."""
    return next((_FORMS[form] for form in _FORMS if re.fullmatch(form, identifier)), "")


def entry_class(path: str) -> type[model.Entry] | None:
    """The class of a file by its path, which begins with the content folder; None for others."""
    _, _, inside = path.partition("/")
    folder, _, name = inside.rpartition("/")
    if folder:
        stem = name.removesuffix(".yml")
        is_here = stem != name and folder_of(stem) in ("", folder)
        return FOLDERS.get(folder) if is_here else None
    return FILES.get(name)
