"""The handouts: a library goes in, a sheet for each panel, each pillar and each actor, ready for printing, comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.library.library import Library
from guidance.pdf.documents.builder import STANDARD_EDITIONS, DocumentBuilder, Edition
from guidance.pdf.rendering.document import PdfDocument
from guidance.pdf.rendering.overflow import max_pages

NATURES = (
    model.Nature.OBLIGATION,
    model.Nature.RECOMMENDATION,
    model.Nature.FINDING,
    model.Nature.PRACTICE,
)
"""The order in which an actor reads: what it must do, what it should do, what is known, what others do."""


@dataclass(frozen=True)
class Group:
    """Records under one heading of a handout."""

    title: str
    records: Sequence[model.Record]
    lead: str = ""


@dataclass(frozen=True)
class Handout:
    """What a handout holds, whatever its edition."""

    kind: str
    """What it is about: panel, pillar, actor or selection."""
    name: str
    """The identifier of what it is about, and the name of its file."""
    label: str
    """What it is about, in a word, such as Panel 1."""
    kicker: str
    """The line above its title."""
    title: str
    lead: str
    groups: Sequence[Group]
    address: str
    """Where the same records stand on the site; its QR code leads there."""
    questions: Sequence[str] = ()
    """Questions for discussion, of the project's own."""

    @property
    def records(self) -> list[model.Record]:
        """All its records, in their order."""
        return [record for group in self.groups for record in group.records]


def handouts(sheets: DocumentBuilder) -> Iterator[PdfDocument]:
    """The handouts of every conference, panels and pillars also in large print, and a handout for each actor whom a record names."""
    for conference in sheets.library.conferences:
        for handout in (*of_panels(sheets, conference), *of_pillars(sheets, conference)):
            yield from (_drawn(sheets, conference, handout, edition) for edition in Edition)
    for handout in of_actors(sheets):
        yield from (
            _drawn(sheets, sheets.library.conferences[-1], handout, edition)
            for edition in STANDARD_EDITIONS
        )


def of_panels(sheets: DocumentBuilder, conference: model.Conference) -> Iterator[Handout]:
    """Each panel of a conference with its records; one that concluded in pillars has theirs, pillar by pillar."""
    say = sheets.words
    for panel in sheets.library.panels_of(conference.id):
        label, kicker = (
            say("panel.label", number=panel.number),
            say("panel.kicker", number=panel.number),
        )
        groups = list(_groups(sheets.library, panel))
        yield Handout(
            "panel",
            panel.id,
            label,
            kicker,
            panel.title,
            panel.summary,
            groups,
            sheets.addresses.permanent(panel.id),
            panel.discussion_questions,
        )


def of_pillars(sheets: DocumentBuilder, conference: model.Conference) -> Iterator[Handout]:
    """Each pillar of a conference with its recommendations."""
    for pillar in sheets.library.pillars_of(conference.id):
        label = sheets.words("pillar.label", numeral=pillar.numeral)
        groups = [Group(pillar.title, sheets.library.current_records_of(pillar.id))]
        yield Handout(
            "pillar",
            pillar.id,
            label,
            label,
            pillar.title,
            pillar.summary,
            groups,
            sheets.addresses.permanent(pillar.id),
        )


def of_actors(sheets: DocumentBuilder) -> Iterator[Handout]:
    """Each actor with every current record that names it, by what kind of claim the records make."""
    library, say = sheets.library, sheets.words
    for actor in library.vocabulary.actors:
        named = [record for record in library.current_records if actor.id in record.actors]
        groups = [
            Group(say(f"actor.{nature.value}"), held)
            for nature in NATURES
            if (held := [record for record in named if record.nature is nature])
        ]
        if groups:
            lead = say("actor.lead", records=say.count("record", len(named)))
            address = f"{sheets.addresses.site_url}browse/?actor={actor.id}"
            yield Handout(
                "actor",
                f"actor-{actor.id}",
                say("actor.label"),
                say("actor.label"),
                actor.label,
                lead,
                groups,
                address,
            )


def _drawn(
    sheets: DocumentBuilder, conference: model.Conference, handout: Handout, edition: Edition
) -> PdfDocument:
    title = sheets.words("handout.title", label=handout.label, title=handout.title)
    pages = max_pages(handout.kind, is_large=edition.is_large, records=len(handout.records))
    return sheets.draw(
        "handout",
        f"downloads/handouts/{handout.name}",
        title,
        conference,
        edition,
        handout.records,
        {"handout": handout},
        pages=pages,
    )


def _groups(library: Library, panel: model.Panel) -> Iterator[Group]:
    if not panel.conclusions:
        yield Group(panel.title, library.current_records_of(panel.id))
    for pillar in library.pillars:
        if pillar.id in panel.conclusions:
            yield Group(
                f"{pillar.numeral}. {pillar.title}",
                library.current_records_of(pillar.id),
                pillar.summary,
            )
