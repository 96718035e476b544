"""Generate content for a number of conferences, like the real content in size and structure.

The same number always gives the same content.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import yaml

from benchmarks.fake_conference import FIRST_YEAR, ConferenceGenerator
from benchmarks.fake_records import Entry, GeneratedContent
from benchmarks.fake_text import FakeText, phrases, slug
from guidance.paths import CONTENT

VOCABULARY = CONTENT / "vocabulary.yml"


def write_content(folder: Path, conferences: int) -> Path:
    """Write a content folder with a number of conferences, and return it."""
    for name, entry in generate(conferences).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            yaml.dump(entry, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000),
            "utf-8",
        )
    shutil.copyfile(VOCABULARY, folder / "vocabulary.yml")
    return folder


def generate(conferences: int) -> dict[str, Entry]:
    """The data of every file except the vocabulary, which is that of the project."""
    content = GeneratedContent()
    vocabulary = yaml.safe_load(VOCABULARY.read_text("utf-8"))
    content.vocabulary = {
        name: [choice["id"] for choice in choices] for name, choices in vocabulary.items()
    }
    content.terms = [_glossary_term(term) for term in phrases()["terms"]]
    for year in range(FIRST_YEAR, FIRST_YEAR + conferences):
        ConferenceGenerator(content, year).write()
    return content.files | {
        "people.yml": {"people": content.people},
        "instruments.yml": {"instruments": content.instruments},
        "resources.yml": {"resources": content.resources},
        "glossary.yml": {
            "terms": sorted(content.terms, key=lambda term: str(term["id"])),
            "synonyms": [{"word": "salary", "also": ["pay", "wage"]}],
        },
    }


class _Dumper(yaml.CSafeDumper):
    """Writes texts of several lines as YAML blocks, as editors do."""


def _represent_text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


_Dumper.add_representer(str, _represent_text)


def _glossary_term(term: str) -> Entry:
    fake = FakeText(term)
    who, what, then = fake.phrase("actors"), fake.phrase("things"), fake.phrase("things")
    text = f"What {who} call it when {what} lead on to {then}.\n"
    return {"id": slug(term), "term": term, "text": text, "keywords": [fake.phrase("things")]}
