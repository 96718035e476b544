"""Types of identifiers, and of references to what has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import AfterValidator, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from guidance.content.model.field_checks import (
    check_identifier,
    check_source_identifier,
    only_known_year,
)
from guidance.content.model.fields import Format, ValueKind
from guidance.diagnostics import suggestions

SLUG: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""The pattern of identifiers made of words."""
CONFERENCE: Final = r"[0-9]{4}[b-z]?"
"""The pattern of identifiers of conferences: a year, and a letter from the second on."""
REFERS_TO: Final = "x-refers-to"
"""The key of a JSON Schema that names the list of identifiers to which a value belongs."""


@dataclass(frozen=True)
class RefersTo:
    """Marks a field whose value is the identifier of something that must exist."""

    target: str
    """The list of what exists, as `nodes.targets` names it."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema of the value with the name of its list."""
        return handler(schema) | {REFERS_TO: self.target}


Slug = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format("lower-case words joined by hyphens, such as law-enforcement", suggestions.slug),
    StringConstraints(pattern=rf"^{SLUG}$"),
    AfterValidator(check_identifier),
]
SourceId = Annotated[Slug, AfterValidator(check_source_identifier)]
"""The identifier of a source, short enough for the margins that print those of its points."""
ConferenceId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format(
        'a year of four digits in quotation marks, such as "2021"; '
        'a second conference in a year has a letter behind it, such as "2021b"'
    ),
    StringConstraints(pattern=rf"^{CONFERENCE}$"),
    AfterValidator(check_identifier),
    AfterValidator(only_known_year),
]
PanelId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format("a panel's identifier, such as 2021-P1"),
    StringConstraints(pattern=rf"^{CONFERENCE}-P[1-9][0-9]*$"),
    AfterValidator(check_identifier),
]
PillarId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format("a pillar's identifier, such as 2021-R1"),
    StringConstraints(pattern=rf"^{CONFERENCE}-R[1-9][0-9]*$"),
    AfterValidator(check_identifier),
]
RecordId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format(
        "a record's identifier, such as 2021-P1-01, 2021-R1-01 or 2020-report-update-01",
        suggestions.record_identifier,
    ),
    StringConstraints(pattern=rf"^(?:{CONFERENCE}-[PR][1-9][0-9]*|{SLUG})-[0-9]{{2,3}}$"),
    AfterValidator(check_identifier),
]
StatementId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format("a statement's identifier, such as 2021-P1-S1 or 2021-S1"),
    StringConstraints(pattern=rf"^{CONFERENCE}(?:-P[1-9][0-9]*)?-S[1-9][0-9]*$"),
    AfterValidator(check_identifier),
]
SideEventId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format("a side-event's identifier, such as 2021-E1"),
    StringConstraints(pattern=rf"^{CONFERENCE}-E[1-9][0-9]*$"),
    AfterValidator(check_identifier),
]
FigureId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format("a figure's identifier, such as 2021-F1"),
    StringConstraints(pattern=rf"^{CONFERENCE}-F[1-9][0-9]*$"),
    AfterValidator(check_identifier),
]

ConclusionId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format(
        "the identifier of a panel, a pillar or a record, such as 2021-P1 or 2020-report-update-01",
        suggestions.record_identifier,
    ),
    StringConstraints(
        pattern=rf"^(?:{CONFERENCE}-[PR][1-9][0-9]*(?:-[0-9]{{2,3}})?|{SLUG}-[0-9]{{2,3}})$"
    ),
    AfterValidator(check_identifier),
]
RelatedId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format(
        "the identifier of a record, a statement, a resource, an instrument or a term, "
        "such as 2021-P1-01, 2021-P1-S1 or palermo-protocol",
        suggestions.record_identifier,
    ),
    StringConstraints(
        pattern=rf"^(?:{CONFERENCE}-[PR][1-9][0-9]*-[0-9]{{2,3}}"
        rf"|{CONFERENCE}(?:-P[1-9][0-9]*)?-S[1-9][0-9]*|{SLUG})$"
    ),
    AfterValidator(check_identifier),
]

ActorRef = Annotated[Slug, RefersTo("actors")]
FormRef = Annotated[Slug, RefersTo("forms")]
MeasureRef = Annotated[Slug, RefersTo("measures")]
InstrumentTypeRef = Annotated[Slug, RefersTo("instrument_types")]
InstrumentRef = Annotated[Slug, RefersTo("instruments")]
PersonRef = Annotated[Slug, RefersTo("people")]
SourceRef = Annotated[Slug, RefersTo("sources")]
PanelRef = Annotated[PanelId, RefersTo("panels")]
PillarRef = Annotated[PillarId, RefersTo("pillars")]
RecordRef = Annotated[RecordId, RefersTo("records")]
OrganizationRef = Annotated[Slug, RefersTo("organizations")]
ConclusionRef = Annotated[ConclusionId, RefersTo("conclusions")]
"""A panel, a pillar or a record."""
RelatedRef = Annotated[RelatedId, RefersTo("related_entries")]
"""A record, a statement, a resource, an instrument or a term."""
