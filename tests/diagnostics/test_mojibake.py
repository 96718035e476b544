"""Misread characters are found and corrected; what people type is left alone."""

from __future__ import annotations

import babel
import pytest

from guidance.diagnostics.mojibake import find_mojibake

LANGUAGES = ("cs", "de", "el", "es", "fr", "hu", "is", "it", "lt", "pl", "pt", "ro", "ru", "tr")
WAYS = ("{}", "“{}”", "„{}“", "«{}»", "‹{}›", "{}…", "{}—")
"""Punctuation around a word."""


def names() -> set[str]:
    """The names of countries in many languages."""
    locales = map(babel.Locale.parse, LANGUAGES)
    return {name for locale in locales for name in locale.territories.values()}


@pytest.mark.parametrize("way", WAYS)
def test_no_name_of_a_country_is_misread(way: str) -> None:
    written = [way.format(form) for name in names() for form in (name, name.upper())]
    assert not [text for text in written if [*find_mojibake(text)]]


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "mac_roman", "cp850", "cp437"])
@pytest.mark.parametrize("letter", "äáàâãåæçéèêëíîñóôöøúüßžšč")
def test_a_misread_letter_is_found_and_mended(letter: str, encoding: str) -> None:
    raw = f"Mon{letter}t".encode()
    misread = "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in raw)
    [found] = find_mojibake(f"of {misread}, too")
    assert found.offset == 6
    assert found.suggestion == f"Mon{letter}t"


@pytest.mark.parametrize(
    ("misread", "offset", "corrected"),
    [
        ("the State\u00e2\u20ac\u2122s", 9, "State’s"),
        ("\u00e2\u20ac\u0153demand", 0, "“demand"),
        ("2019\u00e2\u20ac\u201c2021", 4, "2019–2021"),
        ("Gonz\u00c3\u00a1lez and Zo\u00c3\u00ab", 4, "González"),
        ("Gonz\ufffdlez", 4, ""),
    ],
)
def test_the_first_misread_character_is_located(misread: str, offset: int, corrected: str) -> None:
    found = next(find_mojibake(misread))
    assert (found.offset, found.suggestion) == (offset, corrected)
