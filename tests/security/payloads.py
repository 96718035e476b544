"""Write the small library with every field of the model, and with a payload in each text."""

from __future__ import annotations

import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from guidance.content import model
from guidance.content.layout import entry_class
from guidance.content.model.fields import Line, Prose, TableLine, TableProse
from tests.examples import BASE

Payload = Callable[[str, bool], str]
"""Returns the text for a field, from its name (such as `Panel.title`) and whether it is prose."""

_PERSON = {
    "person": "ada-north",
    "honorific": "Dr",
    "role": "Head",
    "country": "Austria",
    "topic": "Demand",
    "erratum": "Odd.",
}
_PROVENANCE = {
    "source": {"document": "report", "section": "One", "pages": "1-2"},
    "since": "2021",
    "changed": "2021-06-20",
    "change_note": "New.",
    "erratum": "Odd.",
}
_COMPLETIONS: dict[str, Callable[[Any], Any]] = {
    "conferences/2021.yml": lambda file: {
        **file,
        **_PROVENANCE,
        "statements": [{"id": "2021-S1", "text": "Said.", **_PERSON}],
        "imprint": {
            **file["imprint"],
            **_PROVENANCE,
            "telephone": "1",
            "fax": "2",
            "email": "office@example.org",
            "web": "https://example.org/",
            "social": "@office",
            "design": "Ann",
            "photos": ["Bob"],
        },
        "foreword": {"title": "Foreword", "author": _PERSON, "text": "It was.", **_PROVENANCE},
        "interview": {
            "title": "Interview",
            "subtitle": "Aims",
            "person": _PERSON,
            "about": "Ada leads.",
            "questions": [{"question": "Why?", "answer": "Since.", "erratum": "Odd."}],
            **_PROVENANCE,
        },
        "figures": [
            {"id": "2021-F1", "value": "30", "qualifier": "over", "label": "people", **_PROVENANCE}
        ],
        "side_events": [
            {
                "id": "2021-E1",
                "title": "Aside",
                "day": "2021-06-14",
                "organizers": ["The Office"],
                "format": "Talk",
                "platform": "Web",
                **_PROVENANCE,
            }
        ],
    },
    "panels/2021-P1.yml": lambda file: {
        **file,
        **_PROVENANCE,
        "statements": [{"id": "2021-P1-S1", "text": "Said.", **_PERSON}],
        "sessions": [
            {
                "title": "Opening",
                "starts": "13:00",
                "ends": "14:00",
                "when": "before",
                "speakers": [_PERSON],
                "erratum": "Odd.",
            }
        ],
        "moderator": _PERSON,
        "discussion_questions": ["Why?"],
        "takeaways": [
            {
                **file["takeaways"][0],
                **_PROVENANCE,
                "part_of": None,
                "status": "withdrawn",
                "reason": "Wrong.",
                "replaced_by": ["2021-P1-02"],
            },
            {**file["takeaways"][1], **_PROVENANCE, "related": ["2021-R1-01"]},
        ],
    },
    "recommendations/2021-R1.yml": lambda file: {**file, **_PROVENANCE},
    "sources/report.yml": lambda file: {
        **file,
        **_PROVENANCE,
        "subtitle": "Sub",
        "authors": ["Cy"],
        "publisher": "Press",
        "date": "2021",
        "place": "Vienna",
        "address": "https://example.org/report",
        "points_title": "Points",
    },
    "people.yml": lambda file: {
        "people": [{**person, "keywords": ["Adah"], "erratum": "Odd."} for person in file["people"]]
    },
    "instruments.yml": lambda file: {
        "instruments": [
            {
                **file["instruments"][0],
                **_PROVENANCE,
                "provisions": [{"article": "Art. 1", "text": "It binds."}],
                "keywords": ["pact"],
            }
        ]
    },
    "resources.yml": lambda file: {
        "resources": [{**file["resources"][0], **_PROVENANCE, "made": "By hand."}]
    },
    "glossary.yml": lambda file: {
        **file,
        "terms": [{**file["terms"][0], **_PROVENANCE, "stands_for": "want", "keywords": ["need"]}],
    },
    "vocabulary.yml": lambda file: {
        name: [{**choice, "text": "It covers."} for choice in choices]
        for name, choices in file.items()
    },
}
"""For each file, a function that adds the fields that are absent in the small library."""


def write_library_with_payload(payload: Payload, content: Path) -> list[str]:
    """Write the library into a folder; return the name of each field with a payload."""
    names: list[str] = []
    for path in sorted(BASE.rglob("*.yml")):
        name = path.relative_to(BASE).as_posix()
        file_class = entry_class(f"content/{name}")
        assert file_class
        complete = _COMPLETIONS[name](yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(
            yaml.safe_dump(
                _entry_with_payload(complete, file_class, payload, names),
                sort_keys=False,
                width=10_000,
            ),
            "utf-8",
        )
    return names


def _entry_with_payload(
    entry: Any, entry_class: type[model.Entry], payload: Payload, names: list[str]
) -> Any:
    """An entry with the payload in all of its texts, including absent ones."""
    hints = typing.get_type_hints(entry_class, include_extras=True)
    missing = {
        name: [""] if "tuple" in str(hints[name]) else ""
        for name in entry_class.model_fields
        if name not in entry and is_text(hints[name])
    }
    if entry.get("status") != "withdrawn":
        missing.pop("reason", None)
    complete = {name: value for name, value in (entry | missing).items() if value is not None}
    return {
        name: _value_with_payload(
            f"{entry_class.__name__}.{name}", value, hints[name], payload, names
        )
        for name, value in complete.items()
    }


def _value_with_payload(
    name: str, value: Any, hint: Any, payload: Payload, names: list[str]
) -> Any:
    if isinstance(value, list):
        return [_value_with_payload(name, item, hint, payload, names) for item in value]
    if isinstance(value, dict):
        return _entry_with_payload(value, next(_entry_classes(hint)), payload, names)
    if not is_text(hint):
        return value
    names.append(name)
    return payload(name, is_text(hint, prose=True))


def _entry_classes(hint: Any) -> Iterator[type[model.Entry]]:
    """The model classes within a type hint."""
    if isinstance(hint, type) and issubclass(hint, model.Entry):
        yield hint
    for inner in typing.get_args(hint):
        yield from _entry_classes(inner)


def is_text(hint: Any, *, prose: bool = False) -> bool:
    """Whether a type hint is that of free text, or of prose in particular."""
    kinds = (Prose, TableProse) if prose else (Line, TableLine, Prose, TableProse)
    return hint in kinds or any(
        is_text(inner, prose=prose) for inner in typing.get_args(hint) if hint not in kinds
    )


def text_fields() -> set[str]:
    """The names of all text fields of the model, such as `Panel.title`; not of abstract classes."""
    entry_classes = {
        entry_class
        for name in vars(model)
        if isinstance(entry_class := getattr(model, name), type)
        and issubclass(entry_class, model.Entry)
    }
    return {
        f"{entry_class.__name__}.{name}"
        for entry_class in entry_classes
        for name, hint in typing.get_type_hints(entry_class, include_extras=True).items()
        if name in entry_class.model_fields
        and is_text(hint)
        and entry_class not in (model.Dated, model.Holder, model.Record)
    }
