"""What `new` reports: the new record, what is to be written in it, and the commands that follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from guidance.editing.record_kinds import KINDS
from guidance.editing.scaffold import NewRecord


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


def report_new_record(
    record: NewRecord, kind_name: str, content: Path, copied: str, option: str
) -> Iterator[str]:
    """The lines that tell an editor what was written, and what comes next.

    `copied` is the identifier of the record whose fields it took; `option` names the content folder
    in commands, with a space in front, if it is not the project's own.
    """
    path = f"{content.name}/{record.path.relative_to(content).as_posix()}"
    yield f"{path}:{record.first_line}: {kind_name} {record.identifier}"
    if copied:
        yield from _after_a_copy(record, copied, option)
    elif numbers := record.placeholder_lines:
        lines = f"line{'' if len(numbers) == 1 else 's'} {', '.join(map(str, numbers))}"
        yield f"Next: replace each TODO ({lines}); comments after '#' may stay."
    else:
        yield "Next: nothing is missing; comments after '#' say what else it may have."
    if record.namesake:
        yield f"The same name stands in {record.namesake}; is it the same?"
        entry = record.namesake.rpartition(": ")[2]
        new_lines = f"{record.first_line} to {record.last_line}"
        yield f"Then delete lines {new_lines} of {path} again, and use '{entry}'."
    if steps := steps_after(kind_name, record.identifier):
        yield "Then, in this order, as far as the source has them:"
        for step in steps:
            yield f"  python build.py {step.command}{option}"
            yield f"      {step.purpose}"
    yield "Then: make check"


def _after_a_copy(record: NewRecord, copied: str, option: str) -> Iterator[str]:
    if record.part_of:
        yield f"'part_of: {record.part_of}' is left out: parts stand in one file."
    yield f"Next: change what differs from {copied}."
    yield f"Then, if it takes the place of {copied}:"
    yield f"  python build.py replace {copied} {record.identifier}{option}"
    yield "      if several do, once they are all there: name one after another"


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
