"""Which folders and files a content folder has, and the model class of each file."""

from __future__ import annotations

from guidance.content import model

FOLDERS: dict[str, type[model.Entry]] = {
    "conferences": model.Conference,
    "panels": model.Panel,
    "recommendations": model.Pillar,
    "sources": model.Source,
}


FILES: dict[str, type[model.Entry]] = {
    "people.yml": model.People,
    "instruments.yml": model.Instruments,
    "resources.yml": model.Resources,
    "glossary.yml": model.Glossary,
    "vocabulary.yml": model.Vocabulary,
}


def entry_class(path: str) -> type[model.Entry] | None:
    """The class of the model to which a file of the content folder belongs, by its place; None where it has none."""
    _, _, inside = path.partition("/")
    folder, _, name = inside.rpartition("/")
    if folder:
        return FOLDERS.get(folder) if name.endswith(".yml") else None
    return FILES.get(name)
