"""The commands that create what belongs to a new record, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from guidance.editing.record_kinds import KINDS


class Step(NamedTuple):
    """A command that creates another record, and for what it is typed."""

    command: str
    purpose: str


_BEFORE_A_CONFERENCE = (
    ("source", '"{} …"', "each document that is not in sources/ yet; name it under 'documents'"),
    ("person", '"…"', "each person who is not in people.yml yet"),
    ("organization", '"…"', "each organization that speaks without a person"),
    ("instrument", '"…"', "each instrument that is not in instruments.yml yet"),
    ("actor", '"…"', "an actor, if none in vocabulary.yml fits; also: new form, new measure"),
)
"""What panels and pillars refer to, which therefore comes first: kinds, names and purposes."""
_PURPOSES: Mapping[str, str] = {
    "panel": "each panel",
    "pillar": "each pillar",
    "takeaway": "each takeaway of the panel",
    "statement": "each statement that its chapter quotes",
    "recommendation": "each recommendation of the pillar",
    "point": "each point of the source",
    "figure": "each figure about the conference",
    "side-event": "each event beside it",
}


def steps_after(kind_name: str, identifier: str) -> Sequence[Step]:
    """The commands that create what a new record refers to and holds, in their order."""
    steps = []
    if kind_name == "conference":
        steps = [
            Step(f"new {kind} --name {name.format(identifier[:4])}", purpose)
            for kind, name, purpose in _BEFORE_A_CONFERENCE
        ]
    return [*steps, *_held(kind_name, identifier)]


def _held(holder_kind: str, holder: str) -> Iterator[Step]:
    """The commands for what a holder holds, each followed by those for what that holds."""
    for name, kind in KINDS.items():
        if kind.holder != holder_kind:
            continue
        named = ' --name "…"' if kind.name_field else ""
        yield Step(f"new {name} --{holder_kind} {holder}{named}", _PURPOSES[name])
        if not kind.list_key:
            yield from _held(name, kind.identifier_format.format(holder, 1))
