"""Types of the fields of entries, with the kind and the format of their values.

Both are `Annotated` metadata, which `content.introspection` reads.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from guidance.content.markdown_lint import (
    invisible_character_problems,
    line_problems,
    prose_problems,
)
from guidance.content.model.field_checks import (
    address_problems,
    check,
    check_identifier,
    check_text,
    only_country,
    only_day,
    only_existing_day,
    only_whole_number,
    table_line_problems,
    table_prose_problems,
)
from guidance.diagnostics import suggestions

SLUG: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""The pattern of identifiers made of words."""
REFERS_TO: Final = "x-refers-to"
"""The key of a JSON Schema that names the list of identifiers to which a value belongs."""


class ValueKind(Enum):
    """The kind of value of a field."""

    PROSE = "prose"
    """Sentences in Markdown."""
    LINE = "line"
    """Plain words on one line."""
    ADDRESS = "address"
    """A web or e-mail address."""
    IDENTIFIER = "identifier"


@dataclass(frozen=True)
class Format:
    """The format of a value, as messages describe it to editors."""

    description: str
    """The format with an example."""
    suggest: Callable[[str], str] = lambda text: ""
    """Converts a text in another format to this one; returns an empty text if it cannot."""


@dataclass(frozen=True)
class RefersTo:
    """Marks a field whose value is the identifier of something that must exist."""

    target: str
    """The name of the list of existing identifiers: a key of `nodes.targets`."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The schema of the value with the name of its list."""
        return handler(schema) | {REFERS_TO: self.target}


Line = Annotated[
    str,
    ValueKind.LINE,
    Field(min_length=1),
    AfterValidator(partial(check_text, line_problems)),
]
"""A title, a name, a role: plain text on one line."""

Country = Annotated[Line, AfterValidator(only_country)]
"""One or several countries as the source prints them, such as Norway."""

Prose = Annotated[
    str,
    ValueKind.PROSE,
    Field(min_length=1),
    AfterValidator(partial(check_text, prose_problems)),
]
"""Sentences in Markdown with emphasis and links, one sentence a line."""

TableLine = Annotated[
    str,
    ValueKind.LINE,
    Field(min_length=1),
    AfterValidator(partial(check_text, table_line_problems)),
]
"""A line that is also written to CSV and spreadsheets: it must not begin like a formula."""

TableProse = Annotated[
    str,
    ValueKind.PROSE,
    Field(min_length=1),
    AfterValidator(partial(check_text, table_prose_problems)),
]
"""Sentences that are also written to CSV and spreadsheets: they must not begin like a formula."""

Day = Annotated[
    datetime.date,
    Format("year, month and day, such as 2021-06-14"),
    BeforeValidator(only_day),
]
"""A day in ISO 8601."""

PartialDate = Annotated[
    str,
    Format("a year, a month or a day, such as 2020, 2020-07 or 2020-07-20", suggestions.day),
    StringConstraints(pattern=r"^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?$"),
    AfterValidator(only_existing_day),
]
"""A day, a month or a year in ISO 8601, as precise as the source."""

Clock = Annotated[
    str,
    Format('a time with two digits each in quotation marks, such as "14:05"', suggestions.clock),
    StringConstraints(pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"),
]
"""A time of day as the programme prints it."""

Pages = Annotated[
    str,
    Format("a page or a range of pages, such as 6 or 6-8", suggestions.pages),
    StringConstraints(pattern=r"^[0-9]+(?:-[0-9]+)?$"),
]
"""A page or a range of pages of the source, by its printed page numbers."""

Number = Annotated[int, Field(ge=1, le=9999), BeforeValidator(only_whole_number)]
"""A whole number from 1 to 9999."""

WebAddress = Annotated[
    str,
    ValueKind.ADDRESS,
    Format("an address that begins with https:// or http://", suggestions.web_address),
    StringConstraints(pattern=r"^https?://[^\s<>\"']+$"),
    AfterValidator(partial(check, address_problems)),
]

MailAddress = Annotated[
    str,
    ValueKind.ADDRESS,
    Format("an e-mail address, such as info-cthb@osce.org"),
    StringConstraints(pattern=r"^[^\s@<>\"':?&]+@[^\s@<>\"':?&]+$"),
    AfterValidator(partial(check, invisible_character_problems)),
]

Slug = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format("lower-case words joined by hyphens, such as law-enforcement", suggestions.slug),
    StringConstraints(pattern=rf"^{SLUG}$"),
    AfterValidator(check_identifier),
]
ConferenceId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format('a year of four digits in quotation marks, such as "2021"'),
    StringConstraints(pattern=r"^[0-9]{4}$"),
    AfterValidator(check_identifier),
]
PanelId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format("a panel's identifier, such as 2021-P1"),
    StringConstraints(pattern=r"^[0-9]{4}-P[1-9][0-9]*$"),
    AfterValidator(check_identifier),
]
PillarId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format("a pillar's identifier, such as 2021-R1"),
    StringConstraints(pattern=r"^[0-9]{4}-R[1-9][0-9]*$"),
    AfterValidator(check_identifier),
]
RecordId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format(
        "a record's identifier, such as 2021-P1-01, 2021-R1-01 or 2020-report-update-01",
        suggestions.record_identifier,
    ),
    StringConstraints(pattern=rf"^(?:[0-9]{{4}}-[PR][1-9][0-9]*|{SLUG})-[0-9]{{2,3}}$"),
    AfterValidator(check_identifier),
]
StatementId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format("a statement's identifier, such as 2021-P1-S1 or 2021-S1"),
    StringConstraints(pattern=r"^[0-9]{4}(?:-P[1-9][0-9]*)?-S[1-9][0-9]*$"),
    AfterValidator(check_identifier),
]
SideEventId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format("a side-event's identifier, such as 2021-E1"),
    StringConstraints(pattern=r"^[0-9]{4}-E[1-9][0-9]*$"),
    AfterValidator(check_identifier),
]
FigureId = Annotated[
    str,
    ValueKind.IDENTIFIER,
    Format("a figure's identifier, such as 2021-F1"),
    StringConstraints(pattern=r"^[0-9]{4}-F[1-9][0-9]*$"),
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
