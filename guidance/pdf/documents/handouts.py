"""Handouts: the records of a panel, a pillar or an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.library.library import Library
from guidance.pdf.documents.builder import STANDARD_EDITIONS, DocumentBuilder, Edition
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.rendering.document import PdfDocument

NATURES = (
    model.Nature.OBLIGATION,
    model.Nature.RECOMMENDATION,
    model.Nature.FINDING,
    model.Nature.PRACTICE,
)
"""The order of groups in the handout of an actor: its obligations come first."""


@dataclass(frozen=True)
class Group:
    """Records under one heading of a handout."""

    title: str
    records: Sequence[model.Record]
    lead: str = ""


@dataclass(frozen=True)
class Handout:
    """The content of a handout, the same in every edition."""

    kind: DocumentKind
    name: str
    """The identifier of its subject, and the name of its file."""
    label: str
    """The kind of its subject for readers, with its number, such as Panel 1."""
    kicker: str
    """The line above the title."""
    title: str
    lead: str
    groups: Sequence[Group]
    url: str
    """The page of the site with the same records, also in its QR code."""
    questions: Sequence[str] = ()
    """Questions for discussion, written by the project."""

    @property
    def records(self) -> list[model.Record]:
        """All its records in order."""
        return [record for group in self.groups for record in group.records]

    @property
    def is_grouped(self) -> bool:
        """Whether the groups have headings: a single one has none."""
        return len(self.groups) > 1


def build_handouts(builder: DocumentBuilder) -> Iterator[PdfDocument]:
    """All handouts: those of actors in the standard editions, the others in every edition."""
    for conference in builder.library.conferences:
        for handout in (
            *panel_handouts(builder, conference),
            *pillar_handouts(builder, conference),
        ):
            yield from (_build(builder, conference, handout, edition) for edition in Edition)
    latest_conference = builder.library.conferences[-1]
    for handout in actor_handouts(builder):
        for edition in STANDARD_EDITIONS:
            yield _build(builder, latest_conference, handout, edition)


def panel_handouts(builder: DocumentBuilder, conference: model.Conference) -> Iterator[Handout]:
    """A handout for each panel, with the records of its pillars if it concluded in pillars."""
    words = builder.words
    for panel in builder.library.panels_of(conference.id):
        yield Handout(
            DocumentKind.PANEL_HANDOUT,
            panel.id,
            words("panel.label", number=panel.number),
            words("panel.kicker", number=panel.number),
            panel.title,
            panel.summary,
            list(_groups(builder.library, panel)),
            builder.urls.permanent(panel.id),
            panel.discussion_questions,
        )


def pillar_handouts(builder: DocumentBuilder, conference: model.Conference) -> Iterator[Handout]:
    """A handout for each pillar, with its recommendations."""
    for pillar in builder.library.pillars_of(conference.id):
        label = builder.words("pillar.label", numeral=pillar.numeral)
        yield Handout(
            DocumentKind.PILLAR_HANDOUT,
            pillar.id,
            label,
            label,
            pillar.title,
            pillar.summary,
            [Group(pillar.title, builder.library.current_records_of(pillar.id))],
            builder.urls.permanent(pillar.id),
        )


def actor_handouts(builder: DocumentBuilder) -> Iterator[Handout]:
    """A handout for each actor whom current records name, with these records grouped by nature."""
    library, words = builder.library, builder.words
    for actor in library.vocabulary.actors:
        records = [record for record in library.current_records if actor.id in record.actors]
        groups = [
            Group(words(f"actor.{nature.value}"), members)
            for nature in NATURES
            if (members := [record for record in records if record.nature is nature])
        ]
        if groups:
            yield Handout(
                DocumentKind.ACTOR_HANDOUT,
                f"actor-{actor.id}",
                words("actor.label"),
                words("actor.label"),
                actor.label,
                words("actor.lead", records=words.count("record", len(records))),
                groups,
                f"{builder.urls.site_url}browse/?actor={actor.id}",
            )


def _build(
    builder: DocumentBuilder, conference: model.Conference, handout: Handout, edition: Edition
) -> PdfDocument:
    return builder.build(
        handout.kind,
        f"downloads/handouts/{handout.name}",
        builder.words("handout.title", label=handout.label, title=handout.title),
        conference,
        edition,
        handout.records,
        {"handout": handout},
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
