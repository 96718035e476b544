"""How each kind of value is written, with an example, as messages and templates of records show it."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from guidance.content import model

# What an editor reads about a format, by the pattern that it has to match.
EXAMPLES = {
    model.SLUG: "lower-case words joined by hyphens, such as law-enforcement",
    r"[0-9]{4}": 'a year of four digits in quotation marks, such as "2021"',
    r"[0-9]{4}-P[1-9][0-9]*": "a panel's identifier, such as 2021-P1",
    r"[0-9]{4}-R[1-9][0-9]*": "a pillar's identifier, such as 2021-R1",
    "record": "a record's identifier, such as 2021-P1-01, 2021-R1-01 or 2020-report-update-01",
    "statement": "a statement's identifier, such as 2021-P1-S1 or 2021-S1",
    r"[0-9]{4}-E[1-9][0-9]*": "a side-event's identifier, such as 2021-E1",
    r"[0-9]{4}-F[1-9][0-9]*": "a figure's identifier, such as 2021-F1",
    "clock": 'a time with two digits each in quotation marks, such as "14:05"',
    "pages": "a page or a range of pages, such as 6 or 6-8",
    "web": "an address that begins with https:// or http://",
    "mail": "an e-mail address, such as info-cthb@osce.org",
    "partial": "a year, a month or a day, such as 2020, 2020-07 or 2020-07-20",
}


NAMED_FORMATS = {
    model.RecordId: "record",
    model.StatementId: "statement",
    model.Clock: "clock",
    model.Pages: "pages",
    model.PartialDate: "partial",
    model.WebAddress: "web",
    model.MailAddress: "mail",
}


def written_as(annotation: Any) -> str:
    """How a value of a type is written, with an example, where that is not as any text is; else empty."""
    kinds = (annotation, *get_args(annotation))
    if date in kinds:
        return "year, month and day, such as 2021-06-14"
    return next((EXAMPLES[name] for kind, name in NAMED_FORMATS.items() if kind in kinds), "")
