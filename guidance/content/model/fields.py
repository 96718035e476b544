"""Types of the fields of records: what kind of value each holds, and how it is written.

The facts stand in `Annotated` metadata; `content.introspection` reads them.
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
    StringConstraints,
)

from guidance.content.markdown_lint import (
    line_problems,
    prose_problems,
)
from guidance.content.model.field_checks import (
    address_problems,
    check,
    check_text,
    mailbox_problems,
    only_country,
    only_day,
    only_existing_day,
    only_known_year,
    only_rising_pages,
    only_whole_number,
    table_line_problems,
    table_prose_problems,
)
from guidance.diagnostics import suggestions

_PAGE: Final = r"(?:[0-9]+|[ivxlcdm]+)"


class ValueKind(Enum):
    """What kind of value a field holds."""

    PROSE = "prose"
    """Sentences in Markdown."""
    LINE = "line"
    """Plain words on one line."""
    ADDRESS = "address"
    """A web or e-mail address."""
    IDENTIFIER = "identifier"


class Wording(Enum):
    """Whose words a field holds; where nothing is declared, prose is restated, a line printed."""

    RESTATED = "restated"
    """Our own words for what a source says."""
    REPORTED_SPEECH = "reported speech"
    """Our own words for what a person said, in the third person."""
    PROVISION = "provision"
    """Our own words, and in quotation marks those of a law."""
    PRINTED = "printed"
    """As the source prints it."""


@dataclass(frozen=True)
class Format:
    """How a value is written, for editors."""

    description: str
    """The format with an example."""
    suggest: Callable[[str], str] = lambda written: ""
    """What was probably meant by a value in another format; empty where that is not clear."""


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

OwnLine = Annotated[Line, Wording.RESTATED]
"""Plain text on one line in our own words."""

ReportedSpeech = Annotated[Prose, Wording.REPORTED_SPEECH]
"""What a person said, restated as reported speech."""

ProvisionText = Annotated[Prose, Wording.PROVISION]
"""What a provision of law says: restated, or its own words in quotation marks."""

Terms = Annotated[Prose, Wording.PRINTED]
"""Sentences as the source prints them."""

TableLine = Annotated[
    str,
    ValueKind.LINE,
    Field(min_length=1),
    AfterValidator(partial(check_text, table_line_problems)),
]
"""A line that CSV and spreadsheets hold too: it must not begin as a formula."""

OwnTableLine = Annotated[TableLine, Wording.RESTATED]
"""Such a line in our own words."""

TableProse = Annotated[
    str,
    ValueKind.PROSE,
    Field(min_length=1),
    AfterValidator(partial(check_text, table_prose_problems)),
]
"""Sentences that CSV and spreadsheets hold too: they must not begin as a formula."""

Day = Annotated[
    datetime.date,
    Format("year, month and day, such as 2021-06-14"),
    BeforeValidator(only_day),
    AfterValidator(only_known_year),
]
"""A day in ISO 8601."""

PartialDate = Annotated[
    str,
    Format("a year, a month or a day, such as 2020, 2020-07 or 2020-07-20", suggestions.day),
    StringConstraints(pattern=r"^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?$"),
    AfterValidator(only_existing_day),
    AfterValidator(only_known_year),
]
"""A day, a month or a year in ISO 8601, as exactly as the source tells it."""

Year = Annotated[
    str,
    Format("a year with four digits, such as 2003"),
    StringConstraints(pattern=r"^[0-9]{4}$"),
    AfterValidator(only_known_year),
]
"""A year as the source tells it."""

Clock = Annotated[
    str,
    Format('a time with two digits each in quotation marks, such as "14:05"', suggestions.clock),
    StringConstraints(pattern=r"^(?:[01][0-9]|2[0-3]):[0-5][0-9]$"),
]
"""A time of day as the programme prints it."""

Pages = Annotated[
    str,
    Format(
        "a page, a range or several of them, such as 6, 6-8, xi-xii or 2, 10", suggestions.pages
    ),
    StringConstraints(pattern=rf"^{_PAGE}(?:-{_PAGE})?(?:, {_PAGE}(?:-{_PAGE})?)*$"),
    AfterValidator(only_rising_pages),
]
"""Pages and ranges of pages of the source, as its own numbers count them."""

Paragraphs = Annotated[
    str,
    ValueKind.LINE,
    Format("paragraphs or articles as the document numbers them, such as 47 (a) or Article 18(1)"),
    Field(min_length=1),
    AfterValidator(partial(check_text, table_line_problems)),
]
"""Paragraphs or articles of the source, as its own numbers count them."""

Language = Annotated[
    str,
    Format("the code of a language, such as en or de"),
    StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Z]{2})?$"),
]
"""A language by its code of BCP 47."""

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
    AfterValidator(partial(check, mailbox_problems)),
]
