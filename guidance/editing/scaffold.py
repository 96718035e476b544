"""Create a record in its file, with placeholders for the values to write."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from guidance.content import model
from guidance.content.document import Document
from guidance.content.folder_files import find_files
from guidance.content.layout import OPTIONAL_FILES
from guidance.content.loader import load_file
from guidance.content.nodes import Node, nodes_of, targets
from guidance.content.yaml_parser import Value
from guidance.diagnostics.problem import ContentError, allowed_values, with_suggestion
from guidance.diagnostics.rules import Rule
from guidance.diagnostics.suggestions import closest, slug
from guidance.editing.entry_copy import NotCopiedError, copied_lines
from guidance.editing.free_identifier import TakenIdentifierError, free_identifier
from guidance.editing.record_kinds import HOLDER_FOLDERS, KINDS, RecordKind
from guidance.editing.record_template import TODO, RecordTemplate
from guidance.editing.yaml_insert import InBracketsError, insert_entry
from guidance.output.file import OutputFile
from guidance.output.write_files import write_files

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


class ScaffoldError(Exception):
    """A record cannot be created as requested; the message says what is possible instead."""


@dataclass(frozen=True)
class NewRecord:
    """A new record: the new text of its whole file, and the lines of the record in it."""

    path: Path
    text: str
    identifier: str
    first_line: int
    """Counted from 1."""
    last_line: int
    namesake: str = ""
    """Place and identifier of an entry of the same kind and name; empty if none has it."""
    part_of: str = ""
    """The record of which the original is a part, and the copy in another file is none."""

    @property
    def placeholder_lines(self) -> list[int]:
        """The numbers of the lines with a placeholder."""
        own = self.text.splitlines()[self.first_line - 1 : self.last_line]
        return [
            number
            for number, line in enumerate(own, self.first_line)
            if re.search(rf"\b{TODO}\b", line)
        ]


def scaffold(
    content: Path,
    kind_name: str,
    today: date,
    holder: str = "",
    name: str = "",
    copied: str = "",
) -> NewRecord:
    """A new record of a kind, with the text of its file; all other bytes of the file are kept.

    `today` is its date, and `holder` is the identifier of the panel, pillar, source or conference
    that holds it. No date is inherited. `copied` is the identifier of a record from which the
    new one takes its fields.
    Raises `ScaffoldError`, and `ContentError` if the file cannot be read.
    """
    kind = KINDS[kind_name]
    files = [load_file(path, _name_in_content(content, path)) for path in find_files(content)]
    documents = [document for document, _ in files]
    holder = _holder(kind, kind_name, holder, documents)
    try:
        identifier = free_identifier(content, kind, holder, name, documents, today)
    except TakenIdentifierError as error:
        raise ScaffoldError(str(error)) from None
    is_nameless = identifier == TODO or (
        kind.entry_class is model.Source and not re.match(rf"{model.CONFERENCE}\s+\S", name)
    )
    if is_nameless and not kind.list_key:
        raise ScaffoldError(
            f"say what the {kind_name} is called, with its year in front: "
            "--name '2022 Technology study'; its file is called after it"
        )
    path = content / kind.path.format(holder if kind.list_key else identifier)
    known = _known_values(kind, identifier, name, today) | _shared_values(kind, holder, documents)
    if kind_name == "recommendation" and not copied:
        known |= {"nature": model.Nature.RECOMMENDATION.value, "measures": f"[{TODO}]"}
    if kind.entry_class is model.Conference:
        known |= _document_of_year(identifier[:4], documents)
    nodes = [node for document in documents for node in nodes_of(document)]
    template = RecordTemplate(targets(nodes))
    original = _original(kind, kind_name, copied, nodes) if copied else None
    if not kind.list_key:
        lines = list(template.lines(kind.entry_class, known, _comments_on_lists(kind, identifier)))
        return NewRecord(path, "\n".join(lines) + "\n", identifier, 1, len(lines))
    if kind.path in OPTIONAL_FILES and not path.is_file():
        entry = template.lines(kind.entry_class, known, {})
        lines = [f"{'    ' if number else '  - '}{line}" for number, line in enumerate(entry)]
        text = "\n".join([f"{kind.list_key}:", *lines, ""])
        return NewRecord(path, text, identifier, 2, 1 + len(lines))
    document = Document(_name_in_content(content, path))
    document = next((other for other in documents if other.path == document.path), document)
    if not isinstance(document.value, dict):
        problems = [problem for _, file_problems in files for problem in file_problems]
        raise ContentError(
            [problem for problem in problems if problem.path == document.path]
            or [document.problem(Rule.MISSING_FILE, (), "is missing; create it")]
        )
    try:
        lines = (
            copied_lines(original, known, document.path)
            if original
            else list(template.lines(kind.entry_class, known, {}))
        )
        text, first, last = insert_entry(
            path.read_bytes(), document, kind.list_key, identifier, lines
        )
    except (InBracketsError, NotCopiedError) as error:
        raise ScaffoldError(str(error)) from None
    is_moved = original is not None and original.document.path != document.path
    part_of = original.text("part_of") if original and is_moved else ""
    return NewRecord(path, text, identifier, first, last, _namesake(kind, name, nodes), part_of)


def write_record(record: NewRecord) -> None:
    """Write the file with a new record; a new file's folder is created."""
    write_files([OutputFile(record.path.name, record.text.encode())], record.path.parent)


def _name_in_content(content: Path, path: Path) -> str:
    return f"{content.name}/{path.relative_to(content).as_posix()}"


def _comments_on_lists(kind: RecordKind, identifier: str) -> dict[str, str]:
    """A comment for each list of further records, by key: the command that adds a record."""
    kinds = [
        (name, other) for name, other in KINDS.items() if other.list_key and other.path == kind.path
    ]
    comments = {
        other.list_key: f"add one by 'python build.py new {name} --{other.holder} {identifier}'"
        for name, other in kinds
        if not kind.entry_class.model_fields[other.list_key].is_required()
    }
    if kind.entry_class is model.Panel:
        comments["session_plan"] = (
            f"add it by 'python build.py new session-plan --panel {identifier}'"
        )
    return comments


def _holder(kind: RecordKind, kind_name: str, holder: str, documents: Sequence[Document]) -> str:
    """The identifier of the holder, which must exist; by default, the only conference."""
    if not kind.holder:
        return ""
    folder = HOLDER_FOLDERS[kind.holder]
    existing = [document.stem for document in documents if document.path.split("/")[1] == folder]
    if not holder and kind.holder == "conference" and len(existing) == 1:
        return existing[0]
    if not holder:
        raise ScaffoldError(
            f"say to which {kind.holder} the {kind_name} belongs: --{kind.holder} …; "
            f"{allowed_values(existing)}"
        )
    if holder not in existing:
        message = f"there is no {kind.holder} '{holder}'; {allowed_values(existing)}"
        raise ScaffoldError(with_suggestion(message, closest(existing, holder)))
    return holder


def _original(kind: RecordKind, kind_name: str, copied: str, nodes: Iterable[Node]) -> Node:
    """The record that a new one is copied from."""
    if kind.entry_class is not model.WrittenRecord:
        raise ScaffoldError(
            f"a {kind_name} takes no --from; allowed: takeaway, recommendation, point"
        )
    records = {node.text("id"): node for node in nodes if node.is_record}
    if copied not in records:
        message = f"there is no record '{copied}'"
        raise ScaffoldError(with_suggestion(message, closest([*records], copied)))
    return records[copied]


def _shared_values(kind: RecordKind, holder: str, documents: Sequence[Document]) -> dict[str, str]:
    """The source document, where all files of this kind of a conference have the same.

    Of the first such file, that of the conference.
    """
    if kind.list_key or not holder or "source" not in kind.entry_class.model_fields:
        return {}
    beginning = f"/{kind.path.partition('/')[0]}/{holder}-"
    files = {
        document.path: document.value for document in documents if isinstance(document.value, dict)
    }
    sources = {
        _short_text(file.get("source"), "document")
        for path, file in files.items()
        if beginning in path
    } or {
        name
        for path, file in files.items()
        if path.endswith(f"/conferences/{holder}.yml")
        for name in _documents(file)
    }
    return {"source.document": sources.pop()} if len(sources) == 1 and "" not in sources else {}


def _document_of_year(year: str, documents: Sequence[Document]) -> dict[str, str]:
    """The documents of a conference, where one source alone is of its year."""
    sources = [
        document.stem for document in documents if f"/sources/{year}-" in f"/{document.path}"
    ]
    return {"documents": f"[{sources[0]}]"} if len(sources) == 1 else {}


def _documents(conference: Mapping[str, Value]) -> set[str]:
    """The documents of a conference, as far as it names any."""
    listed = conference.get("documents")
    names = [str(name) for name in listed] if isinstance(listed, list) else []
    return {*names} or {_short_text(conference.get("source"), "document")}


def _short_text(value: Value | None, key: str) -> str:
    """The text of a key in a mapping, if it needs no quotes; else empty."""
    text = value.get(key) if isinstance(value, dict) else None
    return text if isinstance(text, str) and re.fullmatch(r"[\w -]+", text) else ""


def _namesake(kind: RecordKind, name: str, nodes: Iterable[Node]) -> str:
    """The place of the first entry of a kind that has a name; empty if none has."""
    for node in nodes:
        if (
            node.entry_class is kind.entry_class
            and node.location[:1] == (kind.list_key,)
            and kind.name_field
            and slug(name) == slug(node.text(kind.name_field)) != ""
        ):
            line = node.document.position(node.location).line
            return f"{node.document.path}:{line}: {node.text('id')}"
    return ""


def _known_values(kind: RecordKind, identifier: str, name: str, today: date) -> dict[str, str]:
    """The values that follow from identifier, name and today's date, by field, as YAML.

    Both dates are today's. Only the `since` of a whole file is when a document was published,
    which the editor writes.
    """
    number = re.search(r"(\d+)$", identifier)
    fields = kind.entry_class.model_fields
    known = {"id": f'"{identifier}"' if identifier.isdigit() else identifier}
    if kind.list_key:
        known["since"] = today.isoformat()
    if "since" in fields:
        known["changed"] = today.isoformat()
    if kind.entry_class is model.Source:
        known["source"] = f"{{document: {identifier}}}"
    if kind.entry_class in (model.Source, model.Conference):
        name = re.sub(rf"^{model.CONFERENCE}(?:\s+|$)", "", name)
    if kind.entry_class is model.Panel and number:
        known["number"] = number[1]
    if kind.entry_class is model.Pillar and number:
        known["recommendations.id"] = f"{identifier}-01"
        known["numeral"] = _ROMAN[int(number[1])] if int(number[1]) < len(_ROMAN) else TODO
    if name and kind.name_field:
        escaped = name.replace("\\", r"\\").replace('"', r"\"")
        is_plain = not re.search(r"[:#\[\]{},&*!|>'\"%@`\\]|^[-?]", name)
        known[kind.name_field] = name if is_plain else f'"{escaped}"'
    return {field: value for field, value in known.items() if "." in field or field in fields}
