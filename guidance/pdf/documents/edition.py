"""The editions of printed documents: paper format, size of type, and use of ink."""

from __future__ import annotations

from enum import StrEnum


class Edition(StrEnum):
    """Paper format, with large print or little ink, as the suffix of a file name."""

    A4 = "a4"
    LETTER = "letter"
    LARGE_A4 = "large-a4"
    LARGE_LETTER = "large-letter"
    LIGHT_A4 = "light-a4"
    LIGHT_LETTER = "light-letter"
    A3 = "a3"

    @property
    def paper(self) -> str:
        """The paper format, by its CSS name."""
        return self.value.rpartition("-")[2]

    @property
    def is_large(self) -> bool:
        """Whether it is in large print: all type has 18 points or more."""
        return self.value.startswith("large-")

    @property
    def is_light(self) -> bool:
        """Whether no page is printed in full ink, for office printers."""
        return self.value.startswith("light-")

    @property
    def title_key(self) -> str:
        """The interface text that completes the title of a document; empty without one."""
        if self.is_large:
            return "edition.large-title"
        return "edition.light-title" if self.is_light else ""


STANDARD_EDITIONS = (Edition.A4, Edition.LETTER)
"""The editions of every document."""
HANDOUT_EDITIONS = (*STANDARD_EDITIONS, Edition.LARGE_A4, Edition.LARGE_LETTER)
"""The editions of all that participants hold, and of what a user selects."""
REPORT_EDITIONS = (*STANDARD_EDITIONS, Edition.LIGHT_A4, Edition.LIGHT_LETTER)
POSTER_EDITIONS = (*STANDARD_EDITIONS, Edition.A3)
