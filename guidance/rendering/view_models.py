"""View models of content entries: the texts, labels and marks that the shared macros place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from guidance.content import model
from guidance.rendering.annotator import Remark
from guidance.rendering.references import Reference


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet with its label."""

    facet: str
    value: str
    label: str


@dataclass(frozen=True)
class Ground:
    """An instrument on which a record rests."""

    instrument: model.Instrument
    note: Remark
    articles: str
    """The articles on which an obligation rests; empty for other records."""


@dataclass(frozen=True)
class RecordView:
    """A takeaway, a recommendation or a point."""

    record: model.Record
    text: Markup
    remark: Remark
    nature: FacetValue
    actors: Sequence[FacetValue]
    measures: Sequence[FacetValue]
    forms: Sequence[FacetValue]
    grounds: Sequence[Ground]
    part_of: Sequence[Reference]
    related: Sequence[Reference]
    reaffirms: Sequence[Reference]
    """Earlier records that it repeats, and those that these repeat."""
    reaffirmed_by: Sequence[Reference]
    """Current records of later years that repeat it."""


@dataclass(frozen=True)
class AppearanceView:
    """A person or an organization in a role."""

    entry: model.Person | model.Organization
    honorific: str
    printed_as: str
    """The name of the time; empty where it is today's."""
    role: Markup
    """Role and country; empty where the source gives neither."""
    topic: str
    anchor: str
    """The `id` of this place, where an index refers to it."""
    remarks: Sequence[Remark]


@dataclass(frozen=True)
class StatementView:
    """A statement and who made it."""

    id: str
    text: Markup
    speaker: AppearanceView


@dataclass(frozen=True)
class SessionView:
    """A session of a programme."""

    session: model.Session
    remark: Remark
    speakers: Sequence[AppearanceView]


@dataclass(frozen=True)
class ProgrammeView:
    """A panel with its sessions before and after."""

    panel: model.Panel
    title: str
    """The panel's number, with its title in the programme where there is one."""
    before: Sequence[SessionView]
    moderators_heading: str
    moderators: Sequence[AppearanceView]
    speakers: Sequence[AppearanceView]
    after: Sequence[SessionView]

    @property
    def has_content(self) -> bool:
        """Whether the sources tell anything of a programme."""
        return has_programme(self.panel)


def has_programme(panel: model.Panel) -> bool:
    """Whether the sources tell anything of the programme of a panel."""
    people = (panel.moderators, panel.speakers)
    return any((panel.sessions, *people, panel.day, panel.starts, panel.panel_title))


@dataclass(frozen=True)
class SideEventView:
    """An event beside a conference."""

    event: model.SideEvent
    remark: Remark


@dataclass(frozen=True)
class ResourceView:
    """A publication that a report points to."""

    resource: model.Resource
    text: Markup
    made: Markup
    """How it was made; empty where the source says nothing of it."""
    remark: Remark
