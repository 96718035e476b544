"""Sheets: a print template and its subject go in, HTML ready for the press comes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from jinja2 import Environment

from guidance import model
from guidance.addresses import Addresses
from guidance.fonts import FACES, FAMILY
from guidance.library import Library, latest
from guidance.press import SCHEME, Printable
from guidance.templating import environment
from guidance.words import Words


class Paper(StrEnum):
    """The formats of paper, as the names of files and of CSS have them."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True)
class Sheets:
    """The drawing board for everything that is printed of one library."""

    library: Library
    words: Words
    addresses: Addresses

    @cached_property
    def _templates(self) -> Environment:
        return environment(self.library, self.words)

    def draw(
        self, kind: str, path: str, title: str, conference: model.Conference, paper: Paper, records: Iterable[model.Record], subject: Mapping[str, Any]
    ) -> Printable:
        """A document of one kind with all that its template draws.

        Links to its records, and to what the subject names as `inside`, stay within the document; all others lead to the site.
        """
        held = list(records)
        date = latest(held) or conference.changed.isoformat()
        inside = {record.id for record in held} | set(subject.get("inside", ()))

        def link(identifier: str) -> str:
            return f"#{identifier}" if identifier in inside else self.addresses.permanent(identifier)

        template = self._templates.get_template(f"print/{kind}.html.jinja")
        html = template.render(
            kind=kind,
            title=title,
            conference=conference,
            date=date,
            paper=paper.value,
            link=link,
            site_url=self.addresses.site_url,
            faces=FACES,
            family=FAMILY,
            files={face.name: face.file for face in FACES},
            folder=f"{SCHEME}/fonts/",
            **subject,
        )
        return Printable(f"{path}-{paper.value}.pdf", title, kind, html, date)
