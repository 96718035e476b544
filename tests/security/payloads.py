"""Attacks: a payload goes in; the small library with everything that it may hold comes out, and the payload in each of its texts."""

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
"""The text to put in the place of another; told where, and whether sentences may stand there."""

_WHO = {
    "person": "ada-north",
    "honorific": "Dr",
    "role": "Head",
    "country": "Austria",
    "topic": "Demand",
    "erratum": "Odd.",
}
_PLACE = {
    "source": {"document": "report", "section": "One", "pages": "1-2"},
    "since": "2021",
    "changed": "2021-06-20",
    "change_note": "New.",
    "erratum": "Odd.",
}
_MORE: dict[str, Callable[[Any], Any]] = {
    "conferences/2021.yml": lambda file: {
        **file,
        **_PLACE,
        "statements": [{"id": "2021-S1", "text": "Said.", **_WHO}],
        "imprint": {
            **file["imprint"],
            **_PLACE,
            "telephone": "1",
            "fax": "2",
            "email": "office@example.org",
            "web": "https://example.org/",
            "social": "@office",
            "design": "Ann",
            "photos": ["Bob"],
        },
        "foreword": {"title": "Foreword", "author": _WHO, "text": "It was.", **_PLACE},
        "interview": {
            "title": "Interview",
            "subtitle": "Aims",
            "person": _WHO,
            "about": "Ada leads.",
            "questions": [{"question": "Why?", "answer": "Since.", "erratum": "Odd."}],
            **_PLACE,
        },
        "figures": [
            {"id": "2021-F1", "value": "30", "qualifier": "over", "label": "people", **_PLACE}
        ],
        "side_events": [
            {
                "id": "2021-E1",
                "title": "Aside",
                "day": "2021-06-14",
                "organizers": ["The Office"],
                "format": "Talk",
                "platform": "Web",
                **_PLACE,
            }
        ],
    },
    "panels/2021-P1.yml": lambda file: {
        **file,
        **_PLACE,
        "statements": [{"id": "2021-P1-S1", "text": "Said.", **_WHO}],
        "sessions": [
            {
                "title": "Opening",
                "starts": "13:00",
                "ends": "14:00",
                "when": "before",
                "speakers": [_WHO],
                "erratum": "Odd.",
            }
        ],
        "moderator": _WHO,
        "discussion_questions": ["Why?"],
        "takeaways": [
            {
                **file["takeaways"][0],
                **_PLACE,
                "part_of": None,
                "status": "withdrawn",
                "reason": "Wrong.",
                "replaced_by": ["2021-P1-02"],
            },
            {**file["takeaways"][1], **_PLACE, "related": ["2021-R1-01"]},
        ],
    },
    "recommendations/2021-R1.yml": lambda file: {**file, **_PLACE},
    "sources/report.yml": lambda file: {
        **file,
        **_PLACE,
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
                **_PLACE,
                "provisions": [{"article": "Art. 1", "text": "It binds."}],
                "keywords": ["pact"],
            }
        ]
    },
    "resources.yml": lambda file: {
        "resources": [{**file["resources"][0], **_PLACE, "made": "By hand."}]
    },
    "glossary.yml": lambda file: {
        **file,
        "terms": [{**file["terms"][0], **_PLACE, "stands_for": "want", "keywords": ["need"]}],
    },
    "vocabulary.yml": lambda file: {
        name: [{**choice, "text": "It covers."} for choice in choices]
        for name, choices in file.items()
    },
}
"""What the small library leaves out of each file."""


def attacked(payload: Payload, content: Path) -> list[str]:
    """Writes the library into a folder; returns the names of all fields that hold the payload, such as Panel.title."""
    names: list[str] = []
    for path in sorted(BASE.rglob("*.yml")):
        name = path.relative_to(BASE).as_posix()
        kind = entry_class(f"content/{name}")
        assert kind
        whole = _MORE[name](yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(
            yaml.safe_dump(_filled(whole, kind, payload, names), sort_keys=False, width=10_000),
            "utf-8",
        )
    return names


def _filled(held: Any, kind: type[model.Entry], payload: Payload, names: list[str]) -> Any:
    """A group of keys with the payload in the place of its texts, and in those that it left out."""
    hints = typing.get_type_hints(kind, include_extras=True)
    left_out = {
        name: [""] if "tuple" in str(hints[name]) else ""
        for name in kind.model_fields
        if name not in held and is_text(hints[name])
    }
    if held.get("status") != "withdrawn":
        left_out.pop("reason", None)
    whole = {name: value for name, value in (held | left_out).items() if value is not None}
    return {
        name: _text(f"{kind.__name__}.{name}", value, hints[name], payload, names)
        for name, value in whole.items()
    }


def _text(name: str, value: Any, hint: Any, payload: Payload, names: list[str]) -> Any:
    if isinstance(value, list):
        return [_text(name, item, hint, payload, names) for item in value]
    if isinstance(value, dict):
        return _filled(value, next(_entries(hint)), payload, names)
    if not is_text(hint):
        return value
    names.append(name)
    return payload(name, is_text(hint, prose=True))


def _entries(hint: Any) -> Iterator[type[model.Entry]]:
    """The classes of the model within a hint."""
    if isinstance(hint, type) and issubclass(hint, model.Entry):
        yield hint
    for inner in typing.get_args(hint):
        yield from _entries(inner)


def is_text(hint: Any, *, prose: bool = False) -> bool:
    """Whether a field holds words that editors write freely, or sentences in particular."""
    kinds = (Prose, TableProse) if prose else (Line, TableLine, Prose, TableProse)
    return hint in kinds or any(
        is_text(inner, prose=prose) for inner in typing.get_args(hint) if hint not in kinds
    )


def text_fields() -> set[str]:
    """Every field that an editor fills with words, such as Panel.title; what classes only hand on to others does not count."""
    kinds = {
        kind
        for name in vars(model)
        if isinstance(kind := getattr(model, name), type) and issubclass(kind, model.Entry)
    }
    return {
        f"{kind.__name__}.{name}"
        for kind in kinds
        for name, hint in typing.get_type_hints(kind, include_extras=True).items()
        if name in kind.model_fields
        and is_text(hint)
        and kind not in (model.Dated, model.Holder, model.Record)
    }
