"""The handouts: a library goes in, a sheet for each panel and each pillar, ready for printing, comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidance import model
from guidance.library import Library
from guidance.press import Printable
from guidance.sheets import Paper, Sheets


@dataclass(frozen=True)
class Group:
    """Records under one heading of a handout."""

    title: str
    records: Sequence[model.Record]


def handouts(sheets: Sheets, paper: Paper = Paper.A4) -> Iterator[Printable]:
    """A handout for each panel and each pillar of every conference."""
    for conference in sheets.library.conferences:
        for panel in sheets.library.panels_of(conference.id):
            yield _handout(sheets, paper, conference, panel, sheets.words("panel.kicker", number=panel.number))
        for pillar in sheets.library.pillars_of(conference.id):
            yield _handout(sheets, paper, conference, pillar, sheets.words("pillar.label", numeral=pillar.numeral))


def _handout(sheets: Sheets, paper: Paper, conference: model.Conference, holder: model.Panel | model.Pillar, label: str) -> Printable:
    groups = list(_groups(sheets.library, holder))
    subject = {
        "kicker": label,
        "heading": holder.title,
        "lead": holder.summary,
        "identifier": holder.id,
        "groups": groups,
        "permanent": sheets.addresses.permanent(holder.id),
    }
    title = sheets.words("handout.title", label=label, title=holder.title)
    records = [record for group in groups for record in group.records]
    return sheets.draw("handout", f"downloads/handouts/{holder.id}", title, conference, paper, records, subject)


def _groups(library: Library, holder: model.Panel | model.Pillar) -> Iterator[Group]:
    """The records of a panel or a pillar; a panel that concluded in pillars has theirs, pillar by pillar."""
    if isinstance(holder, model.Panel) and holder.conclusions:
        for pillar in library.pillars:
            if pillar.id in holder.conclusions:
                yield Group(f"{pillar.numeral}. {pillar.title}", library.current_records_of(pillar.id))
    else:
        yield Group(holder.title, library.current_records_of(holder.id))
