"""Characters that look like ASCII are found and named."""

from __future__ import annotations

import pytest

from guidance.diagnostics.look_alikes import LETTERS, SIGNS, as_ascii, find_look_alikes


@pytest.mark.parametrize(
    ("text", "offset", "description"),
    [
        ("st\u0430tes", 2, "the letter '\u0430' (U+0430, cyrillic small letter a)"),
        ("2021-\u03a11", 5, "the letter '\u03a1' (U+03A1, greek capital letter rho)"),
        ("nature\uff1a", 6, "the sign '\uff1a' (U+FF1A, fullwidth colon)"),
        ("a\u2013b", 1, "the sign '\u2013' (U+2013, en dash)"),
        ("\u00a0states", 0, "a no-break space (U+00A0)"),
        ("\ufb01nding", 0, "the letter '\ufb01' (U+FB01, latin small ligature fi)"),
    ],
)
def test_a_look_alike_is_named_at_its_position(text: str, offset: int, description: str) -> None:
    [found] = find_look_alikes(text)
    assert (found.offset, found.description) == (offset, description)


def test_a_text_with_ascii_twins() -> None:
    assert as_ascii("\ufb01nd\u2010\u0430ll\u00a0\uff12\uff1b") == "find-all 2;"
    assert as_ascii("José – Zoë") == "José - Zoë"


def test_letters_with_marks_are_no_look_alikes() -> None:
    assert not [*find_look_alikes("González Šimková Ørsted naïve")]


def test_no_ascii_character_has_a_twin() -> None:
    assert not [character for character in (*LETTERS, *SIGNS) if character.isascii()]
