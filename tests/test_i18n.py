"""Interface words: one catalogue, no key without words, no words without use."""

from __future__ import annotations

import re
from datetime import date

import pytest
from babel.messages.pofile import read_po

from guidance.i18n import open_words
from guidance.paths import LOCALES, ROOT

SAY = open_words()


def test_a_key_without_words_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"nowhere\.to-be-found"):
        SAY("nowhere.to-be-found")


def test_numbers_of_things_have_plurals() -> None:
    assert SAY.count("takeaway", 1) == "1 takeaway"
    assert SAY.count("takeaway", 9) == "9 takeaways"


def test_days_are_written_as_people_write_them() -> None:
    assert SAY.days(date(2021, 6, 14), date(2021, 6, 16)) == "14–16 June 2021"
    assert SAY.days(date(2021, 6, 30), date(2021, 7, 2)) == "30 June–2 July 2021"
    assert SAY.days(date(2021, 6, 14), date(2021, 6, 14)) == "14 June 2021"
    assert [SAY.day(day) for day in ("2020", "2020-07", "2020-07-20")] == [
        "2020",
        "July 2020",
        "20 July 2020",
    ]


def test_every_word_of_the_catalogue_is_used() -> None:
    with (LOCALES / "en.po").open("rb") as file:
        keys = [
            message.id if isinstance(message.id, str) else message.id[0]
            for message in read_po(file)
            if message.id
        ]
    sources = [
        *(ROOT / "guidance").rglob("*.py"),
        *(ROOT / "guidance" / "templates").rglob("*.jinja"),
        *(ROOT / "guidance" / "templates").rglob("*.html"),
    ]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    built = (
        "actor.",
        "changes.",
        "edition.",
        "downloads.",
        "part.",
        "record.",
        "column.",
        "spreadsheet.",
        "browse.",
        "coverage.",
        "for-policymakers.",
        "for-trainers.",
        "for-editors.",
        "pack.",
        "worksheet.",
    )
    unused = [
        key
        for key in keys
        if f'"{key}"' not in text
        and not key.startswith(built)
        and not re.fullmatch(r"(panel|pillar|\w+(-\w+)?)s?\.title", key)
    ]
    assert unused == []
