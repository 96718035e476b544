"""Interface words of one language, with plurals, dates and lists."""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass
from datetime import date

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

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
        return phrase.format(**values)

    def count(self, key: str, number: int) -> str:
        """A number with its noun, such as '9 takeaways'; raises `KeyError` for an unknown key."""
        phrase = self.catalogue.ngettext(key, f"{key}s", number)
        if phrase in (key, f"{key}s"):
            raise KeyError(f"no words for a number of '{key}' in {self.language}.po")
        return phrase.format(number=number)

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

    def days(self, first: date, last: date) -> str:
        """A span of days: 14–16 June 2021."""
        pattern = (
            "d MMMM y"
            if first.year != last.year
            else "d MMMM"
            if first.month != last.month
            else "d"
        )
        start = "" if first == last else f"{format_date(first, pattern, locale=self.locale)}–"
        return start + self.day(last)

    def pages(self, pages: str) -> str:
        """Pages of a document, such as 'p. 6' or 'pp. 6–8', of '6' or '6-8'."""
        key = "pages.range" if "-" in pages else "pages.one"
        return self(key, pages=pages.replace("-", "–"))

    def enumeration(self, items: list[str]) -> str:
        """Items as an enumeration in a sentence: a, b and c."""
        return str(format_list(items, locale=self.locale))


def open_words(language: str = "en") -> Words:
    """The catalogue of a language, from `locales/`."""
    with (LOCALES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    mo_file = io.BytesIO()
    write_mo(mo_file, catalogue)
    mo_file.seek(0)
    return Words(
        language,
        Locale.parse("en_GB" if language == "en" else language),
        gettext.GNUTranslations(mo_file),
    )
