"""Handouts: the records of a conference, a panel, a pillar or an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guidance.content import model
from guidance.library.conclusions import points_of
from guidance.library.library import Library
from guidance.pdf.documents.actors.choice import choose
from guidance.pdf.documents.builder import DocumentBuilder
from guidance.pdf.documents.document_kind import DocumentKind
from guidance.pdf.documents.edition import HANDOUT_EDITIONS
from guidance.pdf.documents.page_budget import Section
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
class RecordList:
    """Records that are named by identifier, year and title alone."""

    title: str
    records: Sequence[model.Record]


@dataclass(frozen=True)
class Handout:
    """The content of a handout, the same in every edition."""

    kind: DocumentKind
    name: str
    """The identifier of its subject, also the `id` of its title."""
    path: str
    """Its path under the site without edition and suffix."""
    label: str
    """The kind of its subject for readers, with its number, such as Panel 1."""
    kicker: str
    """The line above the title."""
    title: str
    lead: str
    groups: Sequence[Group]
    url: str
    """The page of the site with the same records, also in its QR code."""
    questions: Sequence[model.DiscussionQuestion] = ()
    """Questions for discussion, written by the project."""
    introduction: str = ""
    """Markdown before the records."""
    remark: str = ""
    """What is odd in the source, as Markdown."""
    lists: Sequence[RecordList] = ()
    """Records that it names without their texts, behind those that are whole."""
    closing: Sequence[str] = ()
    """Sentences on what it leaves out, and how to print it."""

    @property
    def records(self) -> list[model.Record]:
        """All its records in order."""
        return [record for group in self.groups for record in group.records]

    @property
    def section(self) -> Section:
        """What takes space in it."""
        titles = sum(len(each.records) for each in self.lists)
        return Section(self.records, len(self.questions), titles=titles)

    @property
    def is_grouped(self) -> bool:
        """Whether the groups have headings: a single one has none."""
        return len(self.groups) > 1


def build_handouts(builder: DocumentBuilder) -> Iterator[PdfDocument]:
    """All handouts, each in standard type and in large print."""
    for conference in builder.library.conferences:
        for handout in (
            *conference_handouts(builder, conference),
            *panel_handouts(builder, conference),
            *pillar_handouts(builder, conference),
        ):
            yield from _build(builder, handout)
    for handout in actor_handouts(builder):
        yield from _build(builder, handout)


def conference_handouts(
    builder: DocumentBuilder, conference: model.Conference
) -> Iterator[Handout]:
    """A handout of the points of a conference that has neither panels nor pillars."""
    library, words = builder.library, builder.words
    points = points_of(library, conference)
    if points and not (library.panels_of(conference.id) or library.pillars_of(conference.id)):
        label = words("kind.conference")
        days = words.days(conference.starts, conference.ends) if conference.starts else ""
        yield Handout(
            DocumentKind.CONFERENCE_HANDOUT,
            conference.id,
            f"downloads/{conference.id}/handout",
            conference.year if library.has_several_conferences else label,
            words("conference.label", year=conference.year),
            conference.title,
            ", ".join(filter(None, (conference.place, days))),
            [Group(conference.title, points)],
            builder.urls.permanent(conference.id),
            introduction=conference.summary or "",
            remark=conference.erratum or "",
        )


def panel_handouts(builder: DocumentBuilder, conference: model.Conference) -> Iterator[Handout]:
    """A handout for each panel with records, its own and those of the pillars that conclude it."""
    words = builder.words
    for panel in builder.library.panels_of(conference.id):
        groups = list(_groups(builder.library, panel))
        if groups:
            yield Handout(
                DocumentKind.PANEL_HANDOUT,
                panel.id,
                f"downloads/handouts/{panel.id}",
                builder.part_of(conference, words("panel.label", number=panel.number)),
                builder.part_of(conference, words("panel.kicker", number=panel.number)),
                panel.title,
                panel.summary or "",
                groups,
                builder.urls.permanent(panel.id),
                panel.discussion_questions,
            )


def pillar_handouts(builder: DocumentBuilder, conference: model.Conference) -> Iterator[Handout]:
    """A handout for each pillar with current recommendations."""
    for pillar in builder.library.pillars_of(conference.id):
        label = builder.words("pillar.label", numeral=pillar.numeral)
        label = builder.part_of(conference, label)
        if records := builder.library.current_records_of(pillar.id):
            yield Handout(
                DocumentKind.PILLAR_HANDOUT,
                pillar.id,
                f"downloads/handouts/{pillar.id}",
                label,
                label,
                pillar.title,
                pillar.summary or "",
                [Group(pillar.title, records)],
                builder.urls.permanent(pillar.id),
            )


def actor_handouts(builder: DocumentBuilder) -> Iterator[Handout]:
    """A handout for each actor whom current records name.

    What the latest conference asks of it is whole, grouped by nature; the rest is listed by title.
    What asks for action without naming anybody is listed in each of them. A record that a later
    one on the same sheet reaffirms is left out: the later one names it.
    """
    library, words = builder.library, builder.words
    for actor in library.vocabulary.actors:
        if not any(actor.id in record.actors for record in library.current_records):
            continue
        records = choose(library, actor.id)
        lists = (
            RecordList(words("actor.more"), records.listed),
            RecordList(words("actor.none-named"), records.unaddressed),
        )
        url = f"{builder.urls.site_url}browse/?actor={actor.id}"
        yield Handout(
            DocumentKind.ACTOR_HANDOUT,
            f"actor-{actor.id}",
            f"downloads/handouts/actor-{actor.id}",
            words("actor.label"),
            words("actor.label"),
            actor.label,
            words(f"actor.lead-{records.basis}", records=words.count("record", len(records.whole))),
            [
                Group(words(f"actor.{nature.value}"), members)
                for nature in NATURES
                if (members := [each for each in records.whole if each.nature is nature])
            ],
            url,
            lists=[each for each in lists if each.records],
            closing=[
                *([words.count("actor.left-out", records.left_out)] if records.left_out else []),
                words("actor.print-more", command=f"handout --actor {actor.id} -o handout.pdf"),
            ],
        )


def _build(builder: DocumentBuilder, handout: Handout) -> Iterator[PdfDocument]:
    return builder.build(
        handout.kind,
        handout.path,
        builder.words("handout.title", label=handout.label, title=handout.title),
        HANDOUT_EDITIONS,
        [handout.section],
        {"handout": handout},
        documents=[record.source.document for each in handout.lists for record in each.records],
    )


def _groups(library: Library, panel: model.Panel) -> Iterator[Group]:
    """The takeaways of a panel and the recommendations of its pillars, without empty groups."""
    if records := library.current_records_of(panel.id):
        yield Group(panel.takeaways_title or panel.title, records)
    for pillar in library.pillars:
        if pillar.id in panel.conclusions and (records := library.current_records_of(pillar.id)):
            yield Group(f"{pillar.numeral}. {pillar.title}", records, pillar.summary or "")
