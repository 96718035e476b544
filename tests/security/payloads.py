"""Write the small library, with every field that the model allows, and a payload in each text."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from guidance.content import model
from guidance.content.layout import entry_class
from guidance.content.model.fields import (
    Line,
    OwnLine,
    OwnTableLine,
    Paragraphs,
    Prose,
    ProvisionText,
    ReportedSpeech,
    TableLine,
    TableProse,
    Terms,
)
from tests.examples import BASE

_PROSE = (Prose, TableProse, ProvisionText, ReportedSpeech, Terms)
_TEXTS = (*_PROSE, Line, TableLine, OwnLine, OwnTableLine, Paragraphs)

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
_ORGANIZATION = {"organization": "a-union", "role": "Union", "country": "Austria"}
_PROVENANCE = {
    "source": {"document": "report", "section": "One", "pages": "1-2", "paragraphs": "3 (a)"},
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
        "organizers": ["The Office"],
        "attendance": "Many",
        "participants": [_PERSON, _ORGANIZATION],
        "documents": ["report"],
        "conclusions": ["2021-P1", "2021-R1", "report-01"],
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
        "day": "2021-06-14",
        "moderators": [_PERSON, _ORGANIZATION],
        "discussion_questions": [{"question": "Why?", "records": ["2021-P1-02"]}],
        "session_plan": {
            "minutes": "15",
            "participants": "20",
            "group_size": "5",
            "key_messages": [{"text": "Mind.", "records": ["2021-P1-02"]}],
            "steps": [{"title": "Read", "minutes": "15"}],
            "case": {"made_up": "A shop."},
            "task": {"text": "Choose."},
            "answers": [{"text": "Any.", "records": ["2021-P1-02"]}],
        },
        "takeaways": [
            {
                **file["takeaways"][0],
                **_PROVENANCE,
                "part_of": None,
                "status": "withdrawn",
                "reason": "Wrong.",
                "replaced_by": ["2021-P1-02"],
            },
            {
                **file["takeaways"][1],
                **_PROVENANCE,
                "related": ["2021-R1-01", "2021-P1-S1", "a-paper", "first-treaty", "demand"],
                "reaffirms": ["report-01"],
                "asked_as": ["What now?"],
            },
        ],
    },
    "recommendations/2021-R1.yml": lambda file: {**file, **_PROVENANCE},
    "sources/report.yml": lambda file: {
        **file,
        **_PROVENANCE,
        "since": "2020",
        "subtitle": "Sub",
        "authors": ["Cy"],
        "language": "en",
        "date": "2021",
        "place": "Vienna",
        "web": "https://example.org/report",
        "page_1_in_file": "3",
        "last_page": "30",
        "design": "Ann",
        "photos": ["Bob"],
        "contact": {
            **file["contact"],
            "telephone": "1",
            "fax": "2",
            "email": "office@example.org",
            "web": "https://example.org/",
            "social": "@office",
        },
        "points_title": "Points",
        "points": [{**point, "source": _PROVENANCE["source"]} for point in file["points"]],
    },
    "people.yml": lambda file: {
        "people": [{**person, "keywords": ["Adah"], "erratum": "Odd."} for person in file["people"]]
    },
    "instruments.yml": lambda file: {
        "instruments": [
            {
                **file["instruments"][0],
                **_PROVENANCE,
                "year": "2000",
                "full_text": "report",
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
"""For each file, a function that adds the fields that the small library leaves out."""
_ADDED_FILES: dict[str, Any] = {
    "organizations.yml": {
        "organizations": [
            {"id": "a-union", "name": "Union", "keywords": ["Guild"], "erratum": "Odd."}
        ]
    },
    "publisher.yml": {"name": "Us", "contact": {"email": "us@example.org"}},
}
"""Files that the small library leaves out."""


def write_library_with_payload(payload: Payload, content: Path) -> list[str]:
    """Write the library into a folder; return the name of each field with a payload."""
    names: list[str] = []
    files = _ADDED_FILES | {
        name: _COMPLETIONS[name](yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))
        for path in BASE.rglob("*.yml")
        if (name := path.relative_to(BASE).as_posix())
    }
    for name, complete in sorted(files.items()):
        kind = entry_class(f"content/{name}")
        assert kind
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(
            yaml.safe_dump(
                _entry_with_payload(complete, kind, payload, names), sort_keys=False, width=10_000
            ),
            "utf-8",
        )
    return names


def _entry_with_payload(
    entry: Any, kind: type[model.Entry], payload: Payload, names: list[str]
) -> Any:
    """An entry with the payload in all of its texts, also in those that it leaves out."""
    hints = typing.get_type_hints(kind, include_extras=True)
    missing = {
        name: [""] if "tuple" in str(hints[name]) else ""
        for name in kind.model_fields
        if name not in entry and is_text(hints[name])
    }
    if entry.get("status") != "withdrawn":
        missing.pop("reason", None)
    complete = {name: value for name, value in (entry | missing).items() if value is not None}
    filled = {
        name: _value_with_payload(f"{kind.__name__}.{name}", value, hints[name], payload, names)
        for name, value in complete.items()
    }
    if kind is model.WrittenRecord:
        filled["title"] += f" {entry['id']}"
    return filled


def _value_with_payload(
    name: str, value: Any, hint: Any, payload: Payload, names: list[str]
) -> Any:
    if isinstance(value, list):
        items = [_value_with_payload(name, item, hint, payload, names) for item in value]
        is_list_of_names = hint == tuple[Line, ...]
        return [_without_separators(item) for item in items] if is_list_of_names else items
    if isinstance(value, dict):
        return _entry_with_payload(value, next(_entry_classes(hint)), payload, names)
    if not is_text(hint):
        return value
    names.append(name)
    text = payload(name, is_text(hint, prose=True))
    return text.replace('"', "'") if hint is ReportedSpeech else text


def _without_separators(text: str) -> str:
    """A text without the signs that an entry of a list of names cannot contain."""
    return re.sub("[;|]", "", text)


def _entry_classes(hint: Any) -> Iterator[type[model.Entry]]:
    """The model classes within a type hint."""
    if isinstance(hint, type) and issubclass(hint, model.Entry):
        yield hint
    for inner in typing.get_args(hint):
        yield from _entry_classes(inner)


def is_text(hint: Any, *, prose: bool = False) -> bool:
    """Whether a type hint is that of free text, or of prose in particular."""
    kinds = _PROSE if prose else _TEXTS
    return hint in kinds or any(
        is_text(inner, prose=prose) for inner in typing.get_args(hint) if hint not in kinds
    )


def text_fields() -> set[str]:
    """The names of all text fields of the model, such as `Panel.title`; not of abstract classes."""
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
