"""Interface words of one language, with plurals, dates and lists."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from guidance.paths import LOCALES


@dataclass(frozen=True)
class Words:
    """The catalogue of interface words of one language."""

    language: str
    """The language tag of pages and documents, such as en."""
    locale: Locale
    """The locale whose formats of dates are used."""
    catalogue: gettext.GNUTranslations

    def __call__(self, key: str, **values: object) -> str:
        """The phrase of a key with its values filled in; raises `KeyError` for an unknown key."""
        phrase = self.catalogue.gettext(key)
        if phrase == key:
            raise KeyError(f"no words for '{key}' in {self.language}.po")
        return phrase.format(**self._shown(values))

    def count(self, key: str, number: int, **values: object) -> str:
        """A phrase in the singular or plural, such as '9 takeaways', with its values filled in.

        Raises `KeyError` for an unknown key.
        """
        phrase = self.catalogue.ngettext(key, f"{key}s", number)
        if phrase in (key, f"{key}s"):
            raise KeyError(f"no words for a number of '{key}' in {self.language}.po")
        return phrase.format(**self._shown({"number": number, **values}))

    def number(self, number: int) -> str:
        """A number of things, in groups of three digits: 1,204. Years are text, not numbers."""
        return format_decimal(number, locale=self.locale) if number > 999 else str(number)

    def _shown(self, values: Mapping[str, object]) -> dict[str, object]:
        """Values as they stand in a phrase."""
        return {
            name: self.number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }

    def day(self, day: date | str) -> str:
        """A day, a month or a year in ISO 8601 as text: 14 June 2021, June 2021 or 2021."""
        parts = str(day).split("-")
        if len(parts) == 1:
            return parts[0]
        first = date.fromisoformat("-".join([*parts, "01"][:3]))
        return format_date(first, "d MMMM y" if len(parts) == 3 else "MMMM y", locale=self.locale)

    def weekday(self, day: date) -> str:
        """A day with its weekday: Monday 14 June 2021."""
        return format_date(day, "EEEE d MMMM y", locale=self.locale)

    def days(self, first: str, last: str | None = None) -> str:
        """A span of days, months or years in ISO 8601 as text: 14–16 June 2021.

        Without its end, or with the same day as its end, the day alone.
        """
        if not last or first == last:
            return self.day(first)
        if len(first) < len("2021-06-14") or len(last) < len("2021-06-14"):
            return f"{self.day(first)}–{self.day(last)}"
        start, end = date.fromisoformat(first), date.fromisoformat(last)
        pattern = (
            "d MMMM y" if start.year != end.year else "d MMMM" if start.month != end.month else "d"
        )
        return f"{format_date(start, pattern, locale=self.locale)}–{self.day(last)}"

    def pages(self, pages: str) -> str:
        """Pages of a document, such as 'p. 6' or 'pp. 2, 6–8', of '6' or '2, 6-8'."""
        key = "pages.range" if "-" in pages or "," in pages else "pages.one"
        return self(key, pages=pages.replace("-", "–"))

    def paragraphs(self, paragraphs: str) -> str:
        """Paragraphs of a document, such as 'para. 47 (a)'; 'Article 18(1)' stays as it is."""
        if not paragraphs[0].isdigit():
            return paragraphs
        key = "paragraphs.range" if re.search(r"[-–,]", paragraphs) else "paragraphs.one"
        return self(key, paragraphs=paragraphs.replace("-", "–"))

    def enumeration(self, items: list[str]) -> str:
        """Items as a list in a sentence: a, b and c."""
        return str(format_list(items, locale=self.locale))


def open_words(language: str = "en") -> Words:
    """The catalogue of a language, from `locales/`."""
    return _words(language, (LOCALES / f"{language}.po").read_bytes())


@lru_cache(maxsize=8)
def _words(language: str, text: bytes) -> Words:
    """The catalogue of a language, by the bytes of its file; parsed once for all who open it."""
    catalogue = read_po(io.BytesIO(text), locale=language)
    mo_file = io.BytesIO()
    write_mo(mo_file, catalogue)
    mo_file.seek(0)
    return Words(
        language,
        Locale.parse("en_GB" if language == "en" else language),
        gettext.GNUTranslations(mo_file),
    )
