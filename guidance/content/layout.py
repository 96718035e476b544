"""The layout of a content folder: its folders and files, and the model class of each file."""

from __future__ import annotations

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
}
"""The files outside these folders, each with its class."""

OPTIONAL_FILES = ("organizations.yml",)
"""Files that may be absent: they then hold nothing."""

SOURCE_HASHES = "source-hashes"
"""The folder of hashes of the sources' words: a text file for each source, no YAML."""


def entry_class(path: str) -> type[model.Entry] | None:
    """The class of a file by its path, which begins with the content folder; None for others."""
    _, _, inside = path.partition("/")
    folder, _, name = inside.rpartition("/")
    if folder:
        return FOLDERS.get(folder) if name.endswith(".yml") else None
    return FILES.get(name)
