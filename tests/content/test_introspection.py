"""Declarations of fields: kinds of values, formats, references."""

from __future__ import annotations

import pytest

from guidance.content import model
from guidance.content.introspection import references, value_format, value_kind


@pytest.mark.parametrize(
    ("entry_class", "field", "kind"),
    [
        (model.Contact, "web", model.ValueKind.ADDRESS),
        (model.Contact, "email", model.ValueKind.ADDRESS),
        (model.Contact, "address", model.ValueKind.LINE),
        (model.Source, "photos", model.ValueKind.LINE),
        (model.SourcePlace, "paragraphs", model.ValueKind.LINE),
        (model.Appearance, "country", model.ValueKind.LINE),
        (model.Term, "text", model.ValueKind.PROSE),
        (model.WrittenRecord, "actors", model.ValueKind.IDENTIFIER),
        (model.SourcePlace, "pages", None),
        (model.Panel, "statements", None),
    ],
)
def test_a_field_declares_its_kind_of_value(
    entry_class: type[model.Entry], field: str, kind: model.ValueKind | None
) -> None:
    assert value_kind(entry_class, field) is kind


@pytest.mark.parametrize(
    ("entry_class", "field", "example"),
    [
        (model.Panel, "starts", "14:05"),
        (model.Record, "changed", "2021-06-14"),
        (model.Dated, "changed", "2021-06-14"),
        (model.WrittenRecord, "related", "2021-P1-01"),
        (model.Conference, "conclusions", "2021-P1"),
        (model.SourcePlace, "pages", "xi-xii"),
        (model.SourcePlace, "paragraphs", "47 (a)"),
        (model.Source, "language", "de"),
    ],
)
def test_a_field_declares_its_format_with_an_example(
    entry_class: type[model.Entry], field: str, example: str
) -> None:
    declared_format = value_format(entry_class, field)
    assert declared_format
    assert example in declared_format.description


def test_plain_text_has_no_format() -> None:
    assert value_format(model.Panel, "title") is None


def test_references_name_the_list_of_their_targets() -> None:
    assert references(model.Pillar) == {"panel": "panels"}
    assert references(model.Statement) == {"person": "people", "organization": "organizations"}
