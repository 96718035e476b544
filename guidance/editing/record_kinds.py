"""The kinds of records that `build.py new` can create."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guidance.content import model


@dataclass(frozen=True)
class RecordKind:
    """A kind of record: its class, its place in the content, and how it is identified."""

    entry_class: type[model.Entry]
    path: str
    """The file, relative to the content folder.

    `{}` is replaced by the identifier of the holder, or of the record if it is the whole file.
    """
    list_key: str = ""
    """The key of the list in that file; empty if the record is the whole file."""
    holder: str = ""
    """The kind of the holder, which is also the name of its option; empty if it has none."""
    identifier_format: str = ""
    """The format of the identifier, from that of the holder and a number; empty if it is a slug."""
    name_field: str = ""
    """The field that `--name` fills in."""


KINDS: Mapping[str, RecordKind] = {
    "takeaway": RecordKind(
        model.WrittenRecord, "panels/{}.yml", "takeaways", "panel", "{}-{:02}", "title"
    ),
    "recommendation": RecordKind(
        model.WrittenRecord,
        "recommendations/{}.yml",
        "recommendations",
        "pillar",
        "{}-{:02}",
        "title",
    ),
    "point": RecordKind(
        model.WrittenRecord, "sources/{}.yml", "points", "source", "{}-{:02}", "title"
    ),
    "statement": RecordKind(model.Statement, "panels/{}.yml", "statements", "panel", "{}-S{}"),
    "panel": RecordKind(model.Panel, "panels/{}.yml", "", "conference", "{}-P{}", "title"),
    "pillar": RecordKind(
        model.Pillar, "recommendations/{}.yml", "", "conference", "{}-R{}", "title"
    ),
    "figure": RecordKind(
        model.Figure, "conferences/{}.yml", "figures", "conference", "{}-F{}", "label"
    ),
    "side-event": RecordKind(
        model.SideEvent, "conferences/{}.yml", "side_events", "conference", "{}-E{}", "title"
    ),
    "conference": RecordKind(model.Conference, "conferences/{}.yml", name_field="title"),
    "source": RecordKind(model.Source, "sources/{}.yml", name_field="title"),
    "person": RecordKind(model.Person, "people.yml", "people", name_field="name"),
    "organization": RecordKind(
        model.Organization, "organizations.yml", "organizations", name_field="name"
    ),
    "instrument": RecordKind(
        model.Instrument, "instruments.yml", "instruments", name_field="short"
    ),
    "resource": RecordKind(model.Resource, "resources.yml", "resources", name_field="title"),
    "term": RecordKind(model.Term, "glossary.yml", "terms", name_field="term"),
    **{
        name.removesuffix("s").replace("_", "-"): RecordKind(
            model.Choice, "vocabulary.yml", name, name_field="label"
        )
        for name in model.Vocabulary.model_fields
        if name != "natures"  # rules depend on the four
    },
}
"""Every kind, by its name on the command line."""

HOLDER_FOLDERS: Mapping[str, str] = {
    "panel": "panels",
    "pillar": "recommendations",
    "source": "sources",
    "conference": "conferences",
}
"""The folder with the files of each kind of holder."""
