"""New: a kind of record and where it belongs go in; the file with a blank record in its place comes out, all else kept to the byte."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guidance.content import model
from guidance.content.loader import Document, find_files, load
from guidance.content.yaml_parser import Value
from guidance.diagnostics import suggestions
from guidance.diagnostics.problem import ContentError, allowed, with_suggestion
from guidance.diagnostics.rules import Rule
from guidance.diagnostics.suggestions import closest
from guidance.editing.record_template import TODO, blank
from guidance.editing.yaml_insert import InBracketsError, with_entry

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class ScaffoldError(Exception):
    """A record cannot be begun there; the words say what there is instead."""


@dataclass(frozen=True)
class Kind:
    """A kind of record that can be begun."""

    entry: type[model.Entry]
    place: str
    """The file that holds it, with the identifier of its holder as `{}`; its own identifier where it has a file of its own."""
    listed: str = ""
    """The key of the list in that file; empty where the record is the whole file."""
    within: str = ""
    """The option that names what it belongs to."""
    numbered: str = ""
    """Its identifier, with that of its holder and the next number; empty where it is called after its name."""
    named: str = ""
    """The field that `--name` fills in."""


KINDS: Mapping[str, Kind] = {
    "takeaway": Kind(
        model.WrittenRecord, "panels/{}.yml", "takeaways", "panel", "{}-{:02}", "title"
    ),
    "recommendation": Kind(
        model.WrittenRecord,
        "recommendations/{}.yml",
        "recommendations",
        "pillar",
        "{}-{:02}",
        "title",
    ),
    "point": Kind(model.WrittenRecord, "sources/{}.yml", "points", "source", "{}-{:02}", "title"),
    "statement": Kind(model.Statement, "panels/{}.yml", "statements", "panel", "{}-S{}"),
    "panel": Kind(model.Panel, "panels/{}.yml", "", "conference", "{}-P{}", "title"),
    "pillar": Kind(model.Pillar, "recommendations/{}.yml", "", "conference", "{}-R{}", "title"),
    "figure": Kind(model.Figure, "conferences/{}.yml", "figures", "conference", "{}-F{}", "label"),
    "side-event": Kind(
        model.SideEvent, "conferences/{}.yml", "side_events", "conference", "{}-E{}", "title"
    ),
    "conference": Kind(model.Conference, "conferences/{}.yml", named="title"),
    "source": Kind(model.Source, "sources/{}.yml", named="title"),
    "person": Kind(model.Person, "people.yml", "people", named="name"),
    "instrument": Kind(model.Instrument, "instruments.yml", "instruments", named="short"),
    "resource": Kind(model.Resource, "resources.yml", "resources", named="title"),
    "term": Kind(model.Term, "glossary.yml", "terms", named="term"),
}
"""What can be begun."""
HOLDERS: Mapping[str, str] = {
    "panel": "panels",
    "pillar": "recommendations",
    "source": "sources",
    "conference": "conferences",
}
"""The folder in which the files of a holder lie, by the option that names it."""


@dataclass(frozen=True)
class NewRecord:
    """A record that was begun: the whole new text of its file, and where it stands there."""

    path: Path
    text: str
    identifier: str
    first: int
    last: int

    @property
    def unwritten(self) -> list[int]:
        """The lines in which something is still to be written."""
        own = self.text.splitlines()[self.first - 1 : self.last]
        return [
            number for number, line in enumerate(own, self.first) if re.search(rf"\b{TODO}\b", line)
        ]


def scaffold(content: Path, name: str, holder: str = "", called: str = "") -> NewRecord:
    """A blank record of a kind, in its place.

    `holder` is the identifier of what it belongs to, `called` what it is called.
    Raises `CannotStartError` where that does not exist, and `ContentError` where the file cannot be read.
    """
    kind = KINDS[name]
    loaded = [
        load(path, f"{content.name}/{path.relative_to(content).as_posix()}")
        for path in find_files(content)
    ]
    documents, problems = (
        [document for document, _ in loaded],
        [problem for _, found in loaded for problem in found],
    )
    holder = _holder(kind, name, holder, documents)
    identifier = _identifier(content, kind, name, holder, called, documents)
    path = content / kind.place.format(holder if kind.listed else identifier)
    known = _known(kind, identifier, called) | _as_others(kind, holder, documents)
    if not kind.listed:
        lines = list(blank(kind.entry, known, _hints(kind, identifier)))
        return NewRecord(path, "\n".join(lines) + "\n", identifier, 1, len(lines))
    name_in_content = f"{content.name}/{path.relative_to(content).as_posix()}"
    document = next(
        (document for document in documents if document.path == name_in_content),
        Document(name_in_content),
    )
    if not isinstance(document.value, dict):
        raise ContentError(
            [problem for problem in problems if problem.path == document.path]
            or [document.problem(Rule.MISSING_FILE, (), "is missing; create it")]
        )
    try:
        text, first, last = with_entry(
            path.read_bytes(), document, kind.listed, identifier, list(blank(kind.entry, known, {}))
        )
    except InBracketsError as error:
        raise ScaffoldError(str(error)) from None
    return NewRecord(path, text, identifier, first, last)


def _hints(kind: Kind, identifier: str) -> dict[str, str]:
    """What to say of the lists in which further records stand."""
    others = (
        (name, other) for name, other in KINDS.items() if other.listed and other.place == kind.place
    )
    return {
        other.listed: f"add one by 'python build.py new {name} --{other.within} {identifier}'"
        for name, other in others
        if not kind.entry.model_fields[other.listed].is_required()
    }


def _holder(kind: Kind, name: str, holder: str, documents: Sequence[Document]) -> str:
    """What the record belongs to; of conferences, the latest where none is named."""
    if not kind.within:
        return ""
    there = [
        document.stem
        for document in documents
        if document.path.split("/")[1] == HOLDERS[kind.within]
    ]
    if not holder and kind.within == "conference" and there:
        return max(there)
    if not holder:
        raise ScaffoldError(
            f"say to which {kind.within} the {name} belongs: --{kind.within} …; {allowed(there)}"
        )
    if holder not in there:
        raise ScaffoldError(
            with_suggestion(
                f"there is no {kind.within} '{holder}'; {allowed(there)}", closest(there, holder)
            )
        )
    return holder


def _identifier(
    content: Path, kind: Kind, name: str, holder: str, called: str, documents: Sequence[Document]
) -> str:
    """The next free identifier: none that was ever used."""
    used = _used(content, documents)
    if kind.numbered:
        first = kind.numbered.format(holder, 1)
        bare = re.escape(re.sub(r"0*1$", "", first))
        numbers = [
            int(found.group(1)) for word in used if (found := re.fullmatch(rf"{bare}(\d+)", word))
        ]
        return kind.numbered.format(holder, max(numbers, default=0) + 1)
    if kind.entry is model.Conference:
        year = (
            called
            if re.fullmatch(r"\d{4}", called)
            else str(
                max(
                    date.today().year,
                    *(int(word) + 1 for word in used if re.fullmatch(r"20\d\d", word)),
                )
            )
        )
        if year in used:
            raise ScaffoldError(f"the identifier '{year}' is taken; choose another year")
        return year
    bare = suggestions.slug(called)
    if not bare and not kind.listed:
        raise ScaffoldError(
            f"say what the {name} is called, with its year in front: --name '2022 Technology study'; its file is called after it"
        )
    if not bare:
        return TODO
    return next(
        free
        for number in range(1, 1000)
        if (free := bare if number == 1 else f"{bare}-{number}") not in used
    )


def _used(content: Path, documents: Sequence[Document]) -> set[str]:
    """Every word that stands in the content, or stood as an identifier there before, as far as the repository's history is at hand."""
    words = {
        word
        for document in documents
        for line in document.lines
        for word in re.findall(r"[\w-]+", line)
    } | {document.stem for document in documents}
    try:
        command = [
            "git",
            "-C",
            str(content),
            "log",
            "-p",
            "--unified=0",
            "--format=",
            "--no-color",
            "--no-ext-diff",
            "--",
            ".",
        ]
        history = subprocess.run(command, capture_output=True, check=False).stdout.decode(
            "utf-8", "replace"
        )
    except OSError:
        return words
    return words | set(re.findall(r"\bid: *[\"']?([\w-]+)", history))


def _as_others(kind: Kind, holder: str, documents: Sequence[Document]) -> dict[str, str]:
    """What all files of the same kind of a conference have in common: the source from which they are drawn."""
    beginning = f"/{kind.place.partition('/')[0]}/{holder}-"
    others = [
        document.value
        for document in documents
        if not kind.listed and holder and beginning in document.path
    ]
    sources = {
        _text(other.get("source"), "document") for other in others if isinstance(other, dict)
    }
    return (
        {"source.document": sources.pop()}
        if len(sources) == 1 and "" not in sources and "source" in kind.entry.model_fields
        else {}
    )


def _text(value: Value | None, key: str) -> str:
    """A short text in a group of keys, as it may stand in another file; empty where there is none."""
    held = value.get(key) if isinstance(value, dict) else None
    return held if isinstance(held, str) and re.fullmatch(r"[\w -]+", held) else ""


def _known(kind: Kind, identifier: str, called: str) -> dict[str, str]:
    """What can be filled in already."""
    number = re.search(r"(\d+)$", identifier)
    known = {
        "id": f'"{identifier}"' if identifier.isdigit() else identifier,
        "changed": date.today().isoformat(),
    }
    if kind.entry is model.Panel and number:
        known["number"] = number[1]
    if kind.entry is model.Pillar and number:
        known["recommendations.id"] = f"{identifier}-01"
        known["numeral"] = ROMAN[int(number[1])] if int(number[1]) < len(ROMAN) else TODO
    if called and kind.named and not called.isdigit():
        known[kind.named] = (
            f'"{called}"' if re.search(r"[:#\[\]{},&*!|>'\"%@`]|^-", called) else called
        )
    fields = kind.entry.model_fields
    return {
        name: value
        for name, value in known.items()
        if "." in name or (name in fields and (fields[name].is_required() or name == kind.named))
    }
